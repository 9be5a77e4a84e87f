"""What full text search finds: without a day of knowledge, only what records say now."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.places import Places
from timeline import importing
from timeline.queries import search
from timeline.queries.filters import Filters
from timeline.store import reading
from timeline.store.reading import Reader

OVERTAKEN = """
process: talks
name: Talks
status: concluded
parties: [a-side, b-side]
cite: dated
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  issues: {peace: {name: peace}}
sources:
  dated: {publisher: Dated, published: 2020-01-02}
  undated: {publisher: Undated}
rounds:
  r1:
    status: held
    date: 2020-01-01
    outcomes:
      points: {issue: peace, status: agreed, text: Six points., cite: undated, rivals: [{text: Five points., cite: dated}]}
"""
"""Talks with an outcome of which a dated source told something else than an undated one, which is preferred."""

POINTS = "talks/r1/points"
Found = Callable[[str, int | None], list[str]]


@pytest.fixture
def found(tmp_path: Path, own: Places) -> Iterator[Found]:
    """Seek words, as known on a day where one is given."""
    file, database = tmp_path / "talks.yaml", own.new()
    file.write_text(OVERTAKEN, encoding="utf-8")
    importing.into_store([file], database)
    opened: list[Reader] = []

    def found(sought: str, day: int | None) -> list[str]:
        opened.append(reading.opened(database, day))
        return [told["id"] for told, _ in search.search(opened[-1], sought, Filters(), 0)]

    yield found
    for reader in opened:
        reader.close()


def test_what_a_record_says_now_is_found_once(found: Found) -> None:
    assert found("points", None) == [POINTS]


def test_an_overtaken_wording_is_not_found_as_if_it_held_today(found: Found) -> None:
    assert found('"five points"', None) == []
    assert found('"six points"', None) == [POINTS]


def test_an_overtaken_wording_is_found_on_a_day_on_which_it_held(found: Found) -> None:
    assert found('"five points"', 20200102) == [POINTS]
    assert found('"six points"', 20200102) == []
