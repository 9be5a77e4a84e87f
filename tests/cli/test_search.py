"""What `timeline search` finds."""

from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run


def found(answer: Answer, *arguments: str) -> list[str]:
    return [item["id"] for item in answer("search", *arguments)["items"]]


@pytest.mark.parametrize("spelling", ["Zelensky", "Zelenskyy", "ZELENSKY", "Зеленський", "зеленський"])
def test_a_person_is_found_under_every_spelling(answer: Answer, spelling: str) -> None:
    ids = found(answer, spelling, "--most", "0")
    assert "zelensky" in ids
    assert "ukraine-russia-2022/pravda-ua-2022-02-27" in ids


@pytest.mark.parametrize("written", ["Çavuşoğlu", "cavusoglu", "CAVUSOGLU"])
def test_accents_and_case_make_no_difference(answer: Answer, written: str) -> None:
    assert "cavusoglu" in found(answer, written)


def test_a_hyphen_makes_no_difference(answer: Answer) -> None:
    assert set(found(answer, "ceasefire", "--most", "0")) <= set(found(answer, "cease-fire", "--most", "0"))


@pytest.mark.parametrize(
    "sought", ['"', "*", "NEAR(", "AND OR NOT", "a:b", "-x", "said:corridor", "'; DROP TABLE wording; --", "2022-03-03", "^"]
)
def test_any_text_is_safe_to_seek(run: Run, bundled: Path, sought: str) -> None:
    told = run("search", "--database", bundled, "--", sought)
    assert (told.status, "Traceback" in told.err) == (0, False), told.err


def test_every_word_must_be_found(answer: Answer) -> None:
    both = set(found(answer, "corridors Mariupol", "--most", "0"))
    assert both
    assert both <= set(found(answer, "corridors", "--most", "0")) & set(found(answer, "Mariupol", "--most", "0"))


def test_quotes_keep_words_together(answer: Answer) -> None:
    together = set(found(answer, '"neutral status"', "--most", "0"))
    assert together
    assert together <= set(found(answer, "neutral status", "--most", "0"))


def test_a_star_finds_all_that_begin_so(answer: Answer) -> None:
    assert set(found(answer, "corridor", "--most", "0")) < set(found(answer, "corrid*", "--most", "0"))


def test_filters_apply(answer: Answer) -> None:
    everywhere = answer("search", "ceasefire", "--most", "0")["items"]
    narrowed = answer("search", "ceasefire", "--most", "0", "--party", "russia", "--on", "2022-03-03")["items"]
    assert 0 < len(narrowed) < len(everywhere)
    assert {item["process"] for item in narrowed} == {"ukraine-russia-2022"}


def test_what_was_published_later_is_not_found(answer: Answer) -> None:
    assert found(answer, "Volnovakha", "--most", "0")
    early = answer("search", "Volnovakha", "--most", "0", "--as-known", "2022-03-04")["items"]
    assert all(item["kind"] in {"place", "source"} for item in early)


def test_in_a_snippet_what_a_record_says_in_one_field_is_kept_apart_from_the_next(answer: Answer) -> None:
    (item,) = [item for item in answer("search", "corridor Mariupol")["items"] if item["id"].endswith("/ua-mariupol-corridor")]
    assert item["snippet"].startswith("a corridor from Mariupol · It asks for")


def test_a_snippet_shows_what_was_found(answer: Answer) -> None:
    item = next(item for item in answer("search", "Volnovakha", "--most", "0")["items"] if item["kind"] == "follow_up")
    assert item["found"] == ["Volnovakha"]
    assert "Volnovakha" in item["snippet"]


def test_the_best_are_shown_and_it_is_said_that_there_are_more(run: Run, bundled: Path) -> None:
    told = run("search", "ceasefire", "--most", "2", "--database", bundled, "--format", "jsonl")
    assert len(told.out.splitlines()) == 2
    assert "--most 0" in told.err


@pytest.mark.file
def test_the_index_is_in_step_after_a_change(run: Run, database: Path, seed: Path, tmp_path: Path) -> None:
    import sqlite3

    assert run("import", seed).status == 0
    changed = tmp_path / "seed.yaml"
    changed.write_text(seed.read_text(encoding="utf-8").replace("Three rounds in Belarus", "Some rounds in Polesia"), encoding="utf-8")
    assert run("import", changed).status == 0
    assert "ukraine-russia-2022 " in run("search", "Polesia").out
    assert "Nothing on record" in run("search", '"Three rounds"').out
    connection = sqlite3.connect(database)
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    connection.close()
