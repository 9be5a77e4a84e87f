"""How several rounds are named together."""

from collections.abc import Iterator

import pytest

from tests.places import Places
from timeline import importing
from timeline.queries.names import Names
from timeline.reports import ranges
from timeline.store import reading

TALKS = """
process: talks
name: Talks
parties: [a-side, b-side]
declare: {parties: {a-side: {name: A}, b-side: {name: B}}}
tracks: {main: {name: Main talks}, experts: {name: Experts}, leaders: {name: Leaders}}
sources: {s: {publisher: S, published: 2021-01-01}}
cite: s
rounds:
  m1: {track: main, number: 1, status: held, date: 2020-01-01}
  m2: {track: main, number: 2, status: held, date: 2020-01-02}
  m3: {track: main, number: 3, status: held, date: 2020-01-03}
  m7: {track: main, number: 7, status: held, date: 2020-01-07}
  e1: {track: experts, number: 1, status: held, date: 2020-02-01}
  e2: {track: experts, number: 2, status: held, date: 2020-02-02}
  e3: {track: experts, name: On maps, status: held, date: 2020-02-03}
  l1: {track: leaders, name: Dinner, status: held, date: 2020-03-01}
  l2: {track: leaders, name: Breakfast, status: held, date: 2020-03-02}
  x: {status: held, date: 2020-04-01}
"""
EVERY = ["m1", "m2", "m3", "m7", "e1", "e2", "e3", "l1", "l2", "x"]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory, lasting: Places) -> Iterator[Names]:
    folder = tmp_path_factory.mktemp("ranges")
    (folder / "talks.yaml").write_text(TALKS, encoding="utf-8")
    place = lasting.new()
    importing.into_store([folder / "talks.yaml"], place)
    reader = reading.opened(place)
    yield Names(reader)
    reader.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["m7"], "round 7"),
        (["m1"], "round 1 (Main talks)"),
        (["l1"], "Dinner"),
        (["x"], "x"),
        (["m3", "m7"], "rounds 3 and 7"),
        (["m1", "m2"], "rounds 1 and 2 (Main talks)"),
        (["m1", "e1", "e2"], "round 1 (Main talks); rounds 1 and 2 (Experts)"),
        (["m1", "m2", "m3", "m7", "l1"], "all 4 of the track Main talks; Dinner"),
        (["e1", "e2", "e3"], "all 3 of the track Experts"),
        (["l1", "l2"], "Dinner; Breakfast"),
        (EVERY, "all 10 rounds"),
        ([], ""),
    ],
)
def test_rounds_are_named_by_number_by_track_or_by_name(names: Names, asked: list[str], said: str) -> None:
    handles, every = ([f"talks/{round_}" for round_ in several] for several in (asked, EVERY))
    assert ranges.rounds(handles, every, names) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([4], "4"), ([1, 2], "1 and 2"), ([1, 2, 3], "1 to 3"), ([1, 27, 28, 29, 31, 37, 38], "1, 27 to 29, 31, 37 and 38")],
)
def test_numbers_in_a_row_are_a_range(numbers: list[int], said: str) -> None:
    assert ranges.figures(numbers) == said
