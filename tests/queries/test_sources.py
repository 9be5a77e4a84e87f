"""What rests on how many sources: each fact is counted once, by what it says now."""

from pathlib import Path

from tests.places import Places
from timeline import importing
from timeline.queries import compare, sources
from timeline.queries.filters import Filters
from timeline.store import reading

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
      points: {issue: peace, status: agreed, text: Six., cite: undated, rivals: [{text: Five., cite: dated}]}
"""
"""Talks with an outcome of which a dated source told something else than an undated one, which is preferred."""


def test_a_fact_that_a_dated_source_told_otherwise_is_counted_once(tmp_path: Path, own: Places) -> None:
    file, database = tmp_path / "talks.yaml", own.new()
    file.write_text(OVERTAKEN, encoding="utf-8")
    importing.into_store([file], database)
    reader = reading.opened(database)
    try:
        counted = {found["kind"]: found["facts"] for found in sources.totals(reader, Filters())}
        assert counted == {"outcome": 1, "process": 1, "round": 1}
        assert [item["contradictions"] for item in compare.compare(reader, Filters())] == [1]
    finally:
        reader.close()
