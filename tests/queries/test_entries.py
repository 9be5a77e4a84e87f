"""Claims about which record a word means: by its handle, by the end of one, and by those that it had before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import File, Run
from timeline import importing
from timeline.problems import NotFound
from timeline.queries import entries, names
from timeline.store import reading
from timeline.store.reading import Reader

TALKS = """\
process: talks
name: Talks
formerly: [negotiations]
parties: [ukraine, russia]
cite: s1
declare:
  parties: {ukraine: {name: Ukraine, formerly: kyiv-side}, russia: {name: Russia}}
  persons: {podolyak: {name: Mykhailo Podolyak, party: ukraine, formerly: [podoliak-m, podoliak]}}
  places: {brest: {name: Brest, formerly: brest-litovsk}}
  issues: {ceasefire: {name: ceasefire, formerly: halt}}
sources: {s1: {publisher: Statecraft, published: 2022-03-04}}
rounds:
  r1:
    status: held
    date: 2022-02-28
  r2:
    status: held
    date: 2022-03-03
    formerly: [talks/second, negotiations/the-second]
    delegations: {ukraine: {podolyak: head}}
    outcomes: {quiet: {issue: ceasefire, status: agreed}}
"""


@pytest.fixture
def reader(file: File, database: Path) -> Iterator[Reader]:
    importing.into_store([file(TALKS)], database)
    opened = reading.opened(database)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("talks/r2", "talks/r2"),
        ("r2/quiet", "talks/r2/quiet"),
        ("quiet", "talks/r2/quiet"),
        ("negotiations", "talks"),
        ("negotiations/r1", "talks/r1"),
        ("talks/second", "talks/r2"),
        ("second", "talks/r2"),
        ("second/quiet", "talks/r2/quiet"),
        ("the-second/quiet", "talks/r2/quiet"),
        ("negotiations/the-second/kyiv-side/podoliak", "talks/r2/ukraine/podolyak"),
        ("negotiations/second/quiet", "talks/r2/quiet"),
        ("r2/kyiv-side", "talks/r2/ukraine"),
        ("r2/ukraine/podoliak", "talks/r2/ukraine/podolyak"),
        ("the-second/kyiv-side/podoliak-m", "talks/r2/ukraine/podolyak"),
        ("podoliak", "podolyak"),
        ("kyiv-side", "ukraine"),
        ("brest-litovsk", "brest"),
        ("halt", "ceasefire"),
    ],
)
def test_a_record_answers_to_every_handle_that_it_has_had(reader: Reader, word: str, meant: str) -> None:
    assert entries.found(reader, word)[0] == meant


def test_a_record_that_has_a_handle_comes_before_one_that_had_it(file: File, database: Path) -> None:
    later = TALKS.replace("    date: 2022-02-28\n", "    date: 2022-02-28\n    outcomes: {second: {issue: ceasefire, status: agreed}}\n")
    importing.into_store([file(later)], database)
    reader = reading.opened(database)
    assert entries.found(reader, "second") == ("talks/r1/second", "outcome")
    assert entries.found(reader, "talks/second") == ("talks/r2", "round")
    reader.close()


def test_a_former_handle_means_a_record_of_the_processes_asked_for(reader: Reader) -> None:
    assert entries.found(reader, "second", ("talks",))[0] == "talks/r2"
    with pytest.raises(NotFound):
        entries.found(reader, "second", ("others",))


def test_a_word_that_no_record_has_answered_to_is_not_found(reader: Reader) -> None:
    with pytest.raises(NotFound) as told:
        entries.found(reader, "secnd")
    assert "no record 'secnd'" in str(told.value)


@pytest.mark.parametrize(
    ("kind", "word", "meant"),
    [
        ("process", "negotiations", "talks"),
        ("party", "kyiv-side", "ukraine"),
        ("party", "Kyiv side", "ukraine"),
        ("person", "podoliak", "podolyak"),
        ("person", "podoliak-m", "podolyak"),
        ("place", "brest-litovsk", "brest"),
        ("issue", "halt", "ceasefire"),
    ],
)
def test_filters_answer_to_former_handles(reader: Reader, kind: str, word: str, meant: str) -> None:
    assert names.meant(reader, kind, word) == (meant,)


@pytest.mark.parametrize(
    "question",
    [
        ("show", "negotiations/second/quiet"),
        ("why", "second/quiet"),
        ("rounds", "--process", "negotiations", "--party", "kyiv-side", "--person", "podoliak", "--issue", "halt"),
    ],
)
def test_commands_answer_to_former_handles(run: Run, reader: Reader, question: tuple[str, ...]) -> None:  # noqa: ARG001  # puts it on record
    told = run(*question, "--format", "plain")
    assert (told.status, "talks/r2" in told.out) == (0, True)
