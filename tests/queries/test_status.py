"""Where talks stand, by rule."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import Places
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
  places: {host-town: {name: Town}}
  issues: {peace: {name: peace}, truce: {name: truce, parent: peace}, land: {name: land}}
sources:
  s: {publisher: S, published: 2020-01-02}
  late: {publisher: Late, published: 2021}
cite: s
"""

Stands = Callable[..., dict[str, Any]]


@pytest.fixture
def stands(tmp_path: Path, own: Places) -> Stands:
    """Import rounds, and what is told beside them, into a database of their own, and return where the talks stand by some filters."""

    def stands(said: str, **wanted: Any) -> dict[str, Any]:
        file, database = tmp_path / "talks.yaml", own.new()
        file.write_text(HEAD + said, encoding="utf-8")
        importing.into_store([file], database)
        with contextlib.closing(reading.opened(database)) as reader:
            (item,) = status.status(reader, Filters(**wanted))
        return item

    return stands


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


def test_the_next_round_is_told_whatever_it_is_to_be_about(stands: Stands) -> None:
    said = """
rounds:
  r1: {status: held, date: 2020-01-01, place: host-town, delegations: {a-side: {}}, outcomes: {land: {issue: land, status: not_agreed}}}
  r2: {status: tentative, date: 2020-02-01}
  r3: {status: held, date: 2020-03-01, outcomes: {truce: {issue: truce, status: agreed}}}
  r4: {status: tentative, date: 2020-04-01}
"""
    for narrowed in ({"issue": ("land",)}, {"place": ("host-town",)}, {"party": ("a-side",)}):
        found = stands(said, **narrowed)
        assert (found["last"]["id"], found["next"]["id"]) == ("talks/r1", "talks/r4")
    assert stands(said, until=20200115)["next"] is None


BETWEEN = """
rounds:
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {}, b-side: {}}}
  r2: {status: held, date: 2020-01-11, delegations: {a-side: {}, b-side: {}}, outcomes: {land: {issue: land, status: deferred}}}
"""


@pytest.mark.parametrize(
    "others",
    ["delegations: {host: {}}", "kind: contact, delegations: {a-side: {}}", "kind: contact, delegations: {a-side: {}, host: {}}"],
)
def test_a_round_in_which_the_parties_did_not_meet_is_not_the_last(stands: Stands, others: str) -> None:
    found = stands(f"{BETWEEN}  r3: {{status: held, date: 2021-01-01, {others}}}")
    assert (found["last"]["id"], found["absent"], found["held"]) == ("talks/r2", [], ["talks/r1", "talks/r2"])
    assert (found["gaps"]["longest_days"], found["rounds"]) == ([10, 10], {"held": 3})
    assert [item["rounds"] for item in found["deferred"]] == [1]


@pytest.mark.parametrize("present", ["summary: They meet.", "kind: contact", "delegations: {a-side: {}, host: {}}"])
def test_a_round_in_which_the_parties_may_have_met_is_the_last(stands: Stands, present: str) -> None:
    assert stands(f"{BETWEEN}  r3: {{status: held, date: 2021-01-01, {present}}}")["last"]["id"] == "talks/r3"


def test_without_a_round_of_the_parties_the_last_held_is_the_last(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, delegations: {host: {}}}
  r2: {status: held, date: 2020-02-01, delegations: {host: {}}}
""")
    assert (found["last"]["id"], found["absent"]) == ("talks/r2", ["a-side", "b-side"])


def test_who_has_no_delegation_in_which_rounds_is_told(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {}, b-side: {}}}
  r2: {status: held, date: 2020-02-01, delegations: {a-side: {}}}
  r3: {status: held, date: 2020-03-01/2020-03-04, delegations: {a-side: {}}}
  s3: {parent: r3, status: held, date: 2020-03-02, delegations: {b-side: {}}}
  r4: {status: held, date: 2020-04-01}
  r5: {status: refused, date: 2020-05-01, delegations: {a-side: {}}}
""")
    assert found["left_out"] == [{"party": "b-side", "rounds": ["talks/r2"]}]
    assert found["no_delegation"] == ["talks/r4"]


def test_a_third_party_is_told_with_its_roles_in_each_round(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, third_parties: {host: {roles: [host, mediator]}}}
  r2: {status: held, date: 2020-02-01/2020-02-04, third_parties: {host: mediator}}
  s2: {parent: r2, status: held, date: 2020-02-02, third_parties: {host: host}}
  r3: {status: held, date: 2020-03-01, third_parties: {host: {roles: []}}}
  r4: {status: cancelled, date: 2020-04-01, third_parties: {host: {roles: [mediator, host]}}}
""")
    (third,) = found["third_parties"]
    assert [(part["roles"], part["rounds"], part["not_held"]) for part in third["parts"]] == [
        (["host", "mediator"], ["talks/r1", "talks/r2"], ["talks/r4"]),
        ([], ["talks/r3"], []),
    ]
    assert (third["rounds"], third["not_held"]) == (3, 1)


OUTSIDE = {
    "a position": "positions: {p: {party: a-side, issue: truce, stance: demand, date: 2020-01-05, cite: late}}",
    "an outcome": "outcomes: {o: {issue: truce, status: agreed, date: 2020-01-05, cite: late}}",
    "a statement": "statements: {word: {party: a-side, issue: truce, date: 2020-01-05, text: On the truce., cite: late}}",
    "a provision": "agreements: {g: {name: Paper, date: 2020-01-05, cite: late, provisions: {p: {issue: truce, text: A truce.}}}}",
}


@pytest.mark.parametrize("outside", OUTSIDE.values(), ids=OUTSIDE)
def test_what_is_raised_outside_the_rounds_only_is_told_apart(stands: Stands, outside: str) -> None:
    said = f"rounds: {{r1: {{status: held, date: 2020-01-01}}, r2: {{status: held, date: 2020-03-01}}}}\n{outside}"
    found = stands(said)
    assert (found["raised_outside"], found["never_raised"]) == (["peace", "truce"], ["land"])
    narrowed = stands(said, issue=("truce",))
    assert (narrowed["raised_outside"], narrowed["never_raised"]) == (["truce"], [])
    later = stands(said, since=20200201)
    assert (later["raised_outside"], later["never_raised"]) == ([], ["peace", "truce", "land"])


def test_what_a_round_raises_is_not_told_as_raised_outside(stands: Stands) -> None:
    found = stands(f"rounds: {{r1: {{status: held, date: 2020-01-01, {OUTSIDE['an outcome']}}}}}\n{OUTSIDE['a position']}")
    assert (found["raised_outside"], found["never_raised"]) == ([], ["land"])


def test_the_rounds_since_an_issue_was_put_off_are_those_after_it(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, outcomes: {land: {issue: land, status: deferred}}}
  r2: {status: held, date: 2020-02-01}
outcomes: {peace: {issue: peace, status: deferred, date: 2020-01-15}}
""")
    assert {item["issue"]: (item["rounds"], item["held_since"]) for item in found["deferred"]} == {"land": (2, 1), "peace": (1, 1)}


def test_a_withdrawal_before_a_demand_leaves_it_open(stands: Stands) -> None:
    found = stands("""
rounds:
  r1: {status: held, date: 2020-01-01, positions: {a1: {party: a-side, issue: land, stance: withdrawn}}}
  r2:
    status: held
    date: 2020-02-01
    positions:
      a2: {party: a-side, issue: land, stance: demand}
      b2: {party: b-side, issue: land, stance: demand}
  r3: {status: held, date: 2020-03-01, positions: {b3: {party: b-side, issue: land, stance: withdrawn}}}
""")
    assert [demand["position"] for demand in found["open_demands"]] == ["talks/r2/a2"]


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
    lists = ("open_demands", "deferred", "agreed", "interrupted", "third_parties", "held", "left_out", "no_delegation", "raised_outside")
    assert [found[name] for name in lists] == [[]] * len(lists)
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
