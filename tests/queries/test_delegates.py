"""Claims about rosters: who joined, who left, who led, and what is not on record."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.places import Places
from tests.queries.conftest import Known
from timeline import importing
from timeline.queries import delegates
from timeline.queries.filters import Filters
from timeline.store import reading


def rosters(known: Known, day: int | None = None, **filters: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(item["round"].partition("/")[2], item["party"]): item for item in delegates.delegates(known(day), Filters(**filters))}


def changes(found: dict[str, Any]) -> dict[str, str | None]:
    return {member["person"]: member["change"] for member in found["delegates"]}


def gone(found: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return those of the roster before who left, and those who are only not named."""
    return [person["person"] for person in found["left"]], [person["person"] for person in found["not_named"]]


def test_a_person_whom_an_earlier_round_names_has_not_joined_but_is_there_again(known: Known) -> None:
    assert changes(rosters(known)["r2", "a-side"]) == {"ari": None, "aya": "again"}


def test_a_person_whom_a_later_roster_does_not_name_has_not_left(known: Known) -> None:
    found = rosters(known)["r2", "a-side"]
    assert (found["left"], found["not_named"]) == ([], [{"person": "ana", "name": "Ana Aro"}])


def test_nobody_joins_or_leaves_where_no_roster_is_on_record_before(known: Known) -> None:
    found = rosters(known)["r2", "b-side"]
    assert (changes(found), gone(found)) == ({"bo": None}, ([], []))


def test_nobody_leaves_where_this_round_names_nobody(known: Known) -> None:
    found = rosters(known)["r1", "b-side"]
    assert (found["delegates"], gone(found), found["size"]) == ([], ([], []), 4)


def test_a_call_is_not_compared_with_a_round(known: Known) -> None:
    found = rosters(known)["r1", "a-side"]
    assert (changes(found), gone(found)) == ({"ana": None, "ari": None}, ([], []))


def test_the_head_is_told_by_role_or_beside_the_roles(known: Known) -> None:
    found = rosters(known)
    assert (found["r1", "a-side"]["head"], found["r2", "a-side"]["head"], found["r1", "b-side"]["head"]) == ("ana", "ari", None)
    assert found["r2", "a-side"]["delegates"][0]["role"] == "head"


def test_sources_that_disagree_on_the_head_are_told(known: Known) -> None:
    (dispute,) = rosters(known)["r2", "a-side"]["disputed"]
    assert (dispute["field"], dispute["preferred"]) == ("head", "ari")
    assert [reading["value"] for reading in dispute["readings"]] == ["ari", "ana"]


def test_a_party_of_the_talks_without_a_delegation_is_a_gap_and_has_no_handle(known: Known) -> None:
    found = rosters(known)["call", "b-side"]
    assert (found["id"], found["delegates"], found["sources"]) == (None, [], [])


def test_a_round_that_did_not_take_place_has_no_gaps(known: Known) -> None:
    assert not [key for key in rosters(known) if key[0] == "r3"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"party": ("b-side",)}, [("call", "b-side"), ("r1", "b-side"), ("r2", "b-side")]),
        ({"person": ("ana",)}, [("r1", "a-side"), ("r1", "b-side")]),
        ({"person": ("aya",)}, [("call", "a-side"), ("call", "b-side"), ("r2", "a-side"), ("r2", "b-side")]),
        ({"party": ("b-side",), "person": ("ari",)}, [("r1", "b-side"), ("r2", "b-side")]),
        ({"since": 20200202}, [("r2", "a-side"), ("r2", "b-side")]),
        ({"status": ("refused",)}, []),
    ],
)
def test_filters_ask_for_rounds_and_a_party_for_its_own_rosters(
    known: Known, filters: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert list(rosters(known, **filters)) == expected


def test_a_change_is_told_though_the_round_before_is_not_asked_for(known: Known) -> None:
    assert gone(rosters(known, since=20200202)["r2", "a-side"]) == ([], ["ana"])
    assert changes(rosters(known, since=20200202)["r2", "a-side"])["aya"] == "again"


def test_before_it_was_published_no_delegate_and_no_other_account_is_known(known: Known) -> None:
    assert ("r2", "a-side") not in rosters(known, 20200110)
    assert rosters(known, 20200225)["r2", "a-side"]["disputed"] == []


HEAD = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  persons: {ana: {name: Ana}, ari: {name: Ari}, aya: {name: Aya}}
sources: {s: {publisher: S, published: 2020-01-02}, late: {publisher: Late, published: 2021-01-02}}
cite: s
rounds:
"""
Told = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def told(tmp_path: Path, own: Places) -> Told:
    """Import rounds into a database of their own, and return the roster of the first party in each, as known on a day."""

    def told(rounds: str, day: int | None = None) -> dict[str, dict[str, Any]]:
        file, database = tmp_path / "talks.yaml", own.new()
        file.write_text(HEAD + rounds, encoding="utf-8")
        importing.into_store([file], database)
        with contextlib.closing(reading.opened(database, day)) as reader:
            return {item["round"].partition("/")[2]: item for item in delegates.delegates(reader, Filters(party=("a-side",)))}

    return told


def test_who_is_not_in_a_roster_that_names_as_many_as_there_were_has_left(told: Told) -> None:
    found = told("""
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {ana: {}, ari: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {size: 1, ari: {}}}}
""")
    assert gone(found["r2"]) == (["ana"], [])


def test_a_roster_that_names_fewer_than_there_were_lets_nobody_leave(told: Told) -> None:
    found = told("""
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {ana: {}, ari: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {size: 2, ari: {}, aya: {attended: unknown}}}}
""")
    assert gone(found["r2"]) == ([], ["ana"])


def test_who_is_on_record_as_not_attending_has_left(told: Told) -> None:
    found = told("""
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {ana: {}, ari: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {ana: {attended: no}, ari: {}}}}
""")
    assert (changes(found["r2"]), gone(found["r2"])) == ({"ana": "left", "ari": None}, ([], []))


def test_who_is_not_in_a_whole_roster_before_and_in_no_earlier_one_has_joined(told: Told) -> None:
    found = told("""
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {size: 1, ana: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {ana: {}, ari: {}, aya: {attended: unknown}}}}
""")
    assert changes(found["r2"]) == {"ana": None, "ari": "joined", "aya": "first_named"}


def test_who_did_not_attend_the_time_before_and_attends_now_has_joined(told: Told) -> None:
    found = told("""
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {ana: {}, ari: {attended: no}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {ana: {}, ari: {}}}}
""")
    assert changes(found["r2"]) == {"ana": None, "ari": "joined"}


def test_who_comes_after_a_roster_that_may_be_short_is_only_named_for_the_first_time(told: Told) -> None:
    found = told("""
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {ana: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {ana: {}, ari: {}}}}
""")
    assert changes(found["r2"]) == {"ana": None, "ari": "first_named"}


def test_an_earlier_round_of_any_track_counts_and_one_of_the_same_day_does_not(told: Told) -> None:
    found = told("""
  other: {kind: contact, status: held, date: 2019-12-31, delegations: {a-side: {ari: {}}, b-side: {aya: {}}}}
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {size: 1, ana: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {ana: {}, ari: {}, aya: {}}}}
  same: {kind: contact, status: held, date: 2020-01-02, delegations: {a-side: {aya: {}}}}
""")
    assert changes(found["r2"]) == {"ana": None, "ari": "again", "aya": "joined"}


def test_a_roster_published_later_makes_nobody_be_there_again(told: Told) -> None:
    rounds = """
  r0: {status: held, date: 2019-12-31, cite: late, delegations: {a-side: {ari: {}}}}
  r1: {status: held, date: 2020-01-01, delegations: {a-side: {size: 1, ana: {}}}}
  r2: {status: held, date: 2020-01-02, delegations: {a-side: {ana: {}, ari: {}}}}
"""
    assert changes(told(rounds, 20200601)["r2"])["ari"] == "joined"
    assert changes(told(rounds)["r2"])["ari"] == "again"


def test_who_has_no_part_in_a_track_is_no_gap_in_its_rounds(tmp_path: Path, own: Places) -> None:
    file, database = tmp_path / "talks.yaml", own.new()
    file.write_text(
        HEAD
        + """
  n1: {track: north, status: held, date: 2020-01-01, delegations: {b-side: {}}}
  n2: {track: north, status: held, date: 2020-02-01}
  s1: {track: south, status: held, date: 2020-03-01, delegations: {a-side: {}, b-side: {}}}
  s2: {track: south, status: held, date: 2020-04-01}
  e1: {track: east, status: held, date: 2020-05-01}
  alone: {status: held, date: 2020-06-01, delegations: {b-side: {}}}
tracks: {north: {name: North}, south: {name: South}, east: {name: East}}
""",
        encoding="utf-8",
    )
    importing.into_store([file], database)
    reader = reading.opened(database)
    seen: dict[str, list[str]] = {}
    for item in delegates.delegates(reader, Filters()):
        seen.setdefault(item["round"].partition("/")[2], []).append(item["party"])
    reader.close()
    both = ["a-side", "b-side"]
    assert seen == {"n1": ["b-side"], "n2": ["b-side"], "s1": both, "s2": both, "e1": both, "alone": both}


def test_the_number_of_questions_is_the_same_for_one_and_for_all(known: Known) -> None:
    reader = known()
    assert len(list(delegates.delegates(reader, Filters(party=("b-side",), since=20200202)))) == 1
    few = len(reader.asked)
    assert len(list(delegates.delegates(reader, Filters()))) == 6
    assert len(reader.asked) == 2 * few
