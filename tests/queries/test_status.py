"""Where talks stand, by rule."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.queries.conftest import Known
from timeline import importing
from timeline.queries import compare, status
from timeline.queries.filters import Filters
from timeline.store import reading

HEAD = """
process: talks
name: Talks
parties: [a-side, b-side]
issues: [peace, truce, land]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}, host: {name: Host}}
  issues: {peace: {name: peace}, truce: {name: truce, parent: peace}, land: {name: land}}
sources:
  s: {publisher: S, published: 2020-01-02}
  late: {publisher: Late, published: 2021}
cite: s
"""

Stands = Callable[[str], dict[str, Any]]


@pytest.fixture
def stands(tmp_path: Path) -> Iterator[Stands]:
    """Import rounds, and what is told beside them, into a database of their own, and return where the talks stand."""
    opened: list[reading.Reader] = []

    def stands(said: str) -> dict[str, Any]:
        file, database = tmp_path / "talks.yaml", tmp_path / "talks.db"
        file.write_text(HEAD + said, encoding="utf-8")
        importing.into_store([file], database)
        opened.append(reading.opened(database))
        (item,) = status.status(opened[-1], Filters())
        return item

    yield stands
    for reader in opened:
        reader.close()


def test_a_demand_that_another_took_the_place_of_is_not_open(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, positions: {a1: {party: a-side, issue: land, stance: demand}}}
  r2: {status: held, date: 2020-02-01, positions: {a2: {party: a-side, issue: land, stance: demand, supersedes: r1/a1}}}
""")
    assert [demand["position"] for demand in found["open_demands"]] == ["talks/r2/a2"]


def test_a_demand_that_the_party_withdrew_is_not_open(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, positions: {a1: {party: a-side, issue: land, stance: demand}}}
  r2: {status: held, date: 2020-02-01, positions: {a2: {party: a-side, issue: land, stance: withdrawn}}}
  r3: {status: held, date: 2020-03-01, positions: {a3: {party: a-side, issue: land, stance: red_line}}}
""")
    assert [demand["position"] for demand in found["open_demands"]] == ["talks/r3/a3"]


def test_the_latest_result_counts_and_none_is_told_as_none(stands: Stands) -> None:
    found = stands("""
rounds:
  r1:
    status: held
    date: 2020-01-01
    positions:
      a1: {party: a-side, issue: land, stance: demand}
      a2: {party: a-side, issue: peace, stance: precondition}
      a3: {party: a-side, issue: truce, stance: proposal}
    outcomes: {land: {issue: land, status: not_agreed, answers: {a1: unmet}}}
  r2: {status: held, date: 2020-02-01, outcomes: {land: {issue: land, status: partially_agreed, answers: {r1/a1: partly_met}}}}
""")
    assert [(demand["position"], demand["result"]) for demand in found["open_demands"]] == [
        ("talks/r1/a1", "partly_met"), ("talks/r1/a2", None),
    ]  # fmt: skip


def test_an_issue_is_deferred_from_the_first_time_that_no_agreement_followed(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, outcomes: {land: {issue: land, status: deferred}, peace: {issue: peace, status: deferred}}}
  r2: {status: held, date: 2020-02-01, outcomes: {land: {issue: land, status: agreed}}}
  r3: {status: held, date: 2020-03-01, outcomes: {land: {issue: land, status: deferred}}}
  r4: {status: held, date: 2020-04-01, outcomes: {peace: {issue: peace, status: not_agreed}}}
  r5: {status: refused, date: 2020-05-01}
""")
    assert {item["issue"]: (item["outcome"], item["rounds"], item["latest"]) for item in found["deferred"]} == {
        "land": ("talks/r3/land", 2, "deferred"),
        "peace": ("talks/r1/peace", 4, "not_agreed"),
    }


def test_who_raises_a_part_of_an_issue_raises_it(stands: Stands) -> None:
    found = stands("rounds: {r1: {status: held, date: 2020-01-01, outcomes: {truce: {issue: truce, status: not_agreed}}}}")
    assert found["never_raised"] == ["land"]


def test_without_delegations_on_record_nobody_is_told_to_be_absent(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {}}}
  r2: {status: held, date: 2020-02-01}
""")
    assert found["absent"] is None


def test_who_sat_in_a_session_was_at_its_round(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01/2020-01-03, delegations: {a-side: {}}, third_parties: {host: host}}
  s1: {parent: r1, status: held, date: 2020-01-02, delegations: {b-side: {}}, third_parties: {host: mediator}}
""")
    assert found["absent"] == []
    assert found["last"]["id"] == "talks/r1"
    assert [(third["roles"], third["rounds"]) for third in found["third_parties"]] == [(["host", "mediator"], 1)]


def test_a_third_party_of_a_round_not_held_is_told_apart(stands: Stands) -> None:
    found = stands("rounds: {r1: {status: cancelled, date: 2020-01-01, third_parties: {host: host}}}")
    assert [(third["rounds"], third["not_held"]) for third in found["third_parties"]] == [(0, 1)]
    assert (found["last"], found["gaps"], found["direction"]) == (None, None, None)


def test_a_round_expected_before_the_last_one_held_is_not_the_next(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: postponed, date: 2020-01-01}
  r2: {status: held, date: 2020-02-01}
  r3: {status: tentative}
""")
    assert found["next"]["id"] == "talks/r3"
    assert found["next"]["date"] is None


def test_positions_are_counted_by_the_way_they_moved_in_the_last_round_that_has_any(stands: Stands) -> None:
    found = stands("""
rounds:
  r1:
    status: held
    date: 2020-01-01
    positions: {a: {party: a-side, issue: land, stance: proposal}, b: {party: b-side, issue: land, stance: demand}}
  r2:
    status: held
    date: 2020-02-01
    positions: {a: {party: a-side, issue: land, stance: demand}, b: {party: b-side, issue: land, stance: proposal}}
  r3: {status: held, date: 2020-03-01}
""")
    moved = {name: found["direction"][name] for name in ("round", *status.MOVES)}
    assert moved == {"round": "talks/r2", "harder": 1, "softer": 1, "reversed": 0, "same": 0}
    assert found["latest"] == ["held", "held", "held"]


def test_an_empty_process_stands_nowhere(stands: Stands) -> None:
    found = stands("")
    assert [found[name] for name in ("as_of", "last", "next", "gaps", "direction", "absent")] == [None] * 6
    assert [found[name] for name in ("open_demands", "deferred", "agreed", "interrupted", "third_parties")] == [[]] * 5
    assert found["never_raised"] == ["peace", "truce", "land"]


def test_what_was_published_later_is_not_told(known: Known) -> None:
    (now,), (then,) = (list(status.status(known(*day), Filters())) for day in ((), (20200110,)))
    assert now["last"]["id"] != then["last"]["id"]
    assert then["last"]["id"] == "talks/r1"
    for item, later in ((then, {"talks/other", "talks/weeks-later", "talks/late"}),):
        assert not later & set(_named(item))


def test_what_is_compared_is_what_was_known(known: Known) -> None:
    (now,), (then,) = (list(compare.compare(known(*day), Filters())) for day in ((), (20200110,)))
    assert then["rounds"] != now["rounds"]
    assert (then["sources_cited"], then["follow_ups"], then["contradictions"]) == (1, {}, 0)
    assert now["sources_cited"] > 1


def _named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
    elif isinstance(value, str):
        yield value
