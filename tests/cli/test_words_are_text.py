"""What a question names is text: nothing in it is SQL, a pattern, or syntax of a search."""

import json

import pytest

from tests.conftest import Run
from tests.places import everything
from timeline.store.location import Database

SYNTAX = [
    "%",
    "_",
    "ukra_ne",
    "ukra%",
    "ukra*",
    "[u]kraine",
    "r?",
    "' OR 1=1 --",
    "'; DROP TABLE round; --",
    '" OR "',
    "NEAR(",
    ":process",
    "$1",
    "%s",
]
"""What would mean something to SQL, LIKE, GLOB, full text search, or a driver of a database; none of it is a name on record."""
NAMED = ("process", "party", "person", "place", "issue")


@pytest.mark.parametrize("said", SYNTAX)
@pytest.mark.parametrize("option", NAMED)
def test_a_name_that_is_syntax_is_nobodys_name(run: Run, bundled: Database, option: str, said: str) -> None:
    told = run("rounds", f"--{option}={said}", "--format", "json", "--database", bundled)
    assert told.status == 4, told
    assert "round" not in told.out


@pytest.mark.parametrize("said", SYNTAX)
@pytest.mark.parametrize("command", ["show", "why", "party", "status", "compare", "history"])
def test_a_handle_that_is_syntax_is_no_records_handle(run: Run, bundled: Database, command: str, said: str) -> None:
    before = everything(bundled)
    assert run(command, "--database", bundled, "--", said).status == 4
    assert everything(bundled) == before


@pytest.mark.parametrize("said", [*SYNTAX, "AND", "OR", "NOT", "said:talks", "talks^2", "-talks", "{talks}", "(talks"])
def test_a_search_for_syntax_is_a_search_for_words(run: Run, bundled: Database, said: str) -> None:
    told = run("search", "--most", "0", "--database", bundled, "--", said)
    assert (told.status, told.err) == (0, "")


@pytest.mark.parametrize("word", ["AND", "OR", "NOT"])
def test_a_word_of_syntax_between_two_words_is_a_third_word(run: Run, bundled: Database, word: str) -> None:
    def found(sought: str) -> set[str]:
        told = run("search", sought, "--most", "0", "--format", "json", "--database", bundled)
        return {item["id"] for item in json.loads(told.out)["items"]}

    assert found(f"ceasefire {word} Mariupol") < found("ceasefire") & found("Mariupol") | found(word)
