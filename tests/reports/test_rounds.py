"""Claims about how rounds are told: what each is called, what followed and where, and who says that it was otherwise."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, Run

Lines = Callable[..., list[str]]


@pytest.fixture
def lines(run: Run) -> Lines:
    """Ask about the talks in two tracks, and return what is told line by line."""
    assert run("import", DATA / "tracks.yaml").status == 0

    def lines(*arguments: str | Path) -> list[str]:
        told = run(*arguments, "--format", "plain")
        assert told.status == 0, told.err
        return told.out.splitlines()

    return lines


def beginning(lines: list[str], words: str) -> list[str]:
    return [line.strip() for line in lines if line.strip().startswith(words)]


def test_a_round_whose_number_another_has_is_titled_with_its_name_or_its_track(lines: Lines) -> None:
    assert [" · ".join(line.split(" · ")[:3]) for line in beginning(lines("rounds"), "Round")] == [
        "Round 1 · Talks at the river · Talks on the bank",
        "Round 2 · Talks at the river · Monday 20 January 2020",
        "Round 1 · Talks at the river · A day in town",
    ]


def test_what_comes_next_is_told_by_name_or_number_and_date(lines: Lines) -> None:
    assert beginning(lines("rounds"), "Next") == [
        "Next  round 2, 20 January 2020, held",
        "Next  round 1 (A day in town), 1 February 2020, held",
    ]


def test_in_brief_a_round_bears_its_name_and_one_whose_number_another_has_that_of_its_track(lines: Lines) -> None:
    told = [" ".join(line.split()) for line in beginning(lines("rounds", "--brief"), "talks/")]
    assert [line.partition(" 2020 ")[0] for line in told] == [
        "talks/r1 1 Talks on the bank 1 to 4 January",
        "talks/visit Visit of an envoy 2 January",
        "talks/r2 2 20 January",
        "talks/town-1 1 A day in town 1 February",
    ]


def test_in_brief_the_signs_of_the_figure_are_explained(lines: Lines) -> None:
    figure, key, empty, *_ = lines("rounds", "--brief")
    assert "·" in figure
    assert (key, empty) == ("· one without a number", "")


def test_what_followed_stands_in_order_of_first_and_last_day(lines: Lines) -> None:
    told = lines("rounds", "--on", "2020-01-03")
    afterwards = told[told.index("Afterwards") + 1 : told.index("Documents")]
    assert [" ".join(line.split()[:-1]) for line in afterwards] == [
        "5 January 2020 violated truce: A fire at the mill.",
        "5 January 2020 attempted exchange of prisoners: A bus waits.",
        "5 to 6 January 2020 failed truce, the ford: Shots are heard on both days.",
        "14 January 2020 expired Terms of the truce",
    ]


def test_who_denies_the_place_stands_behind_the_denial_and_not_behind_the_place(lines: Lines) -> None:
    told = lines("rounds", "--on", "2020-01-03")
    assert beginning(told, "the mill") == ["the mill [1]"]
    disagree = told[told.index("Sources disagree") + 1 :][:3]
    assert [" ".join(line.split()) for line in disagree] == [
        "places the mill (preferred) [1]",
        "the inn [2]",
        "denied, and no other is named [3]",
    ]
    assert beginning(told, "[") == ["[1] Agency, 1 March 2020", "[2] Wire, 1 March 2020", "[3] Paper, 1 March 2020"]


def test_what_comes_next_bears_its_name_for_programs_too(run: Run, lines: Lines) -> None:
    assert lines("rounds")
    items = json.loads(run("rounds", "--format", "json").out)["items"]
    assert [item["next"] and item["next"]["name"] for item in items] == [None, "A day in town", None, None]


TABLE = """
process: talks
name: Talks at the table
parties: [a-side, b-side]
cite: agency
declare:
  parties: {a-side: {name: Government}, b-side: {name: Movement}, c-side: {name: Council}, host: {name: Hostland}}
  persons: {ana: {name: Ana, party: a-side}, ari: {name: Ari, party: a-side}, bo: {name: Bo, party: b-side}}
  issues: {truce: {name: truce}, border: {name: border}}
sources:
  agency: {publisher: Agency, published: 2020-03-01}
  wire: {publisher: Wire, published: 2020-03-01}
rounds:
  r1:
    status: held
    date: 2020-01-01/2020-01-04
    rivals: [{number: 1, cite: wire}]
    delegations:
      a-side: {size: 3, ana: head, ari: {attended: "no"}}
      b-side: {size: 1, bo: head}
    third_parties:
      host: {}
    positions:
      a-truce: {party: a-side, issue: truce, stance: demand, text: a truce}
      a-border: {party: a-side, issue: border, stance: demand, timing: before, text: a border}
      b-truce: {party: b-side, issue: truce, stance: rejection, timing: after, date: 2020-02-01, text: no truce}
      b-border: {party: b-side, issue: border, stance: rejection, date: 2020-01-02, text: no border}
    outcomes:
      truce: {issue: truce, status: agreed, text: A truce., confirmed_by: [a-side, b-side], deadline: 2020-12-31}
      border: {issue: border, status: unknown}
    statements:
      late: {speaker: ana, date: 2020-02, text: It was no round.}
      same: {speaker: bo, date: "[2020-01-01..2020-01-04]", text: It was a round.}
  r2:
    status: held
    date: 2020-01-10
    delegations: {a-side: {}, b-side: {}, c-side: {}}
    outcomes:
      border: {issue: border, status: unknown}
  r3:
    status: held
    date: 2020-01-20
    delegations: {a-side: {}, b-side: {}, c-side: {}}
    outcomes:
      truce: {issue: truce, status: agreed, confirmed_by: [a-side, b-side, c-side]}
"""


@pytest.fixture
def table(run: Run, tmp_path: Path) -> list[str]:
    """What is told of three rounds, line by line, without the space between columns."""
    file = tmp_path / "talks.yaml"
    file.write_text(TABLE, encoding="utf-8")
    assert run("import", file).status == 0
    return [" ".join(line.split()) for line in run("rounds", "--format", "plain").out.splitlines()]


def under(table: list[str], heading: str) -> list[str]:
    """Return so many lines under the first such heading as a test looks at."""
    return table[table.index(heading) + 1 :]


def test_a_position_says_when_it_was_stated_unless_at_the_round(table: list[str]) -> None:
    assert under(table, "Positions")[:4] == [
        "Government demand a border (before the round) [1]",
        "demand a truce [1]",
        "Movement rejection no border (2 January 2020) [1]",
        "rejection no truce (after the round, 1 February 2020) [1]",
    ]


def test_a_statement_bears_its_date_unless_it_is_that_of_the_round(table: list[str]) -> None:
    assert under(table, "Statements")[:2] == ["Bo It was a round. [1]", "Ana February 2020: It was no round. [1]"]


def test_an_outcome_says_by_when_it_was_to_be_done(table: list[str]) -> None:
    assert under(table, "Outcomes")[0] == "agreed truce: A truce, due by 31 December 2020 both sides confirm [1]"


def test_a_third_party_without_a_role_says_that_none_is_on_record(table: list[str]) -> None:
    assert "Hostland role not on record [1]" in table


def test_a_delegation_of_whom_not_all_are_named_says_how_many_there_were(table: list[str]) -> None:
    assert under(table, "Delegations")[:4] == [
        "Government 3 members, 1 named [1]",
        "Ana (head) [1]",
        "Ari (did not attend) [1]",
        "Movement Bo (head) [1]",
    ]


def test_a_result_that_is_not_known_does_not_count_as_not_agreed(table: list[str]) -> None:
    told = [line.partition(" All of this")[0] for line in table if line.endswith("All of this rests on one source.")]
    assert told == [
        "On 1 issue the result is not on record.",
        "1 of 1 issue agreed by all sides.",
    ]
    assert "1 of 1 issue agreed by both sides. On 1 more issue the result is not on record." in table


def test_where_the_record_leaves_to_others_what_a_source_tells_it_says_so(table: list[str]) -> None:
    assert under(table, "Sources disagree")[:2] == ["number the record itself says nothing", "1 [2]"]
