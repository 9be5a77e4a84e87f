"""What `timeline positions`, `timeline party` and `timeline show PERSON` tell."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run
from timeline import text
from timeline.cli import output
from timeline.queries import party as party_of
from timeline.queries import positions as positions_of
from timeline.queries import rounds as rounds_of
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.store import reading

UKRAINE = "ukraine-russia-2022"
TALKS = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties:
    a-side: {name: A, aliases: [Алфа]}
    b-side: {name: B}
  persons: {ann: {name: Ann Arbor, party: a-side}}
  issues: {peace: {name: peace}, land: {name: land}}
sources: {s: {publisher: S, published: 2020-01-02}, late: {publisher: Late, published: 2020-03-01}}
cite: s
rounds:
  r1:
    number: 1
    status: held
    date: 2020-01-01
    delegations: {a-side: {ann: {role: head, office: Minister}}}
    positions:
      peace: {party: a-side, issue: peace, stance: demand, text: at once, speaker: ann}
      land: {party: b-side, issue: land, stance: proposal}
    outcomes: {no-peace: {issue: peace, status: not_agreed, answers: {peace: unmet}}}
  r2:
    number: 2
    status: held
    date: 2020-02-01
    cite: late
    delegations: {a-side: {ann: {role: negotiator, office: President}}}
    positions:
      peace: {party: a-side, issue: peace, stance: proposal}
      land: {party: b-side, issue: land, stance: proposal, change: softer, change_reason: A smaller part of it.}
      first: {party: b-side, issue: peace, stance: demand, timing: before}
      then: {party: b-side, issue: peace, stance: precondition, timing: after}
    outcomes: {some-peace: {issue: peace, status: agreed, answers: {r1/peace: partly_met}}}
"""


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    return run


def items(run: Run, *arguments: str) -> list[dict[str, Any]]:
    told = run(*arguments, "--format", "json")
    assert told.status == 0, told.err
    found: list[dict[str, Any]] = json.loads(told.out)["items"]
    return found


def marks(run: Run, *arguments: str) -> dict[tuple[str, str], list[str | None]]:
    return {
        (item["party"], item["issue"]): [position["change"] for position in item["positions"]]
        for item in items(run, "positions", *arguments)
        if item["positions"]
    }


def test_each_position_is_marked_against_the_one_before(talks: Run) -> None:
    assert marks(talks) == {
        ("a-side", "peace"): ["new", "softer"],
        ("b-side", "land"): ["new", "softer"],
        ("b-side", "peace"): ["new", "harder"],
    }


def test_rounds_carry_the_same_marks(talks: Run) -> None:
    second = items(talks, "rounds", "--since", "2020-02")[0]
    assert {position["id"].rpartition("/")[2]: position["change"] for position in second["positions"]} == {
        "peace": "softer", "land": "softer", "first": "new", "then": "harder",
    }  # fmt: skip


def test_changed_keeps_what_moved(talks: Run) -> None:
    assert ("b-side", "land") in marks(talks, "--changed")
    assert marks(talks, "--changed", "--as-known", "2020-01-31") == {}


def test_what_was_published_later_leaves_no_mark(talks: Run) -> None:
    assert marks(talks, "--as-known", "2020-01-31") == {("a-side", "peace"): ["new"], ("b-side", "land"): ["new"]}


def test_a_position_shown_alone_has_the_same_mark(talks: Run) -> None:
    (item,) = items(talks, "show", "talks/r2/peace")
    assert item["change"] == "softer"


def test_a_status_finds_stances_and_what_became_of_demands(talks: Run) -> None:
    assert set(marks(talks, "--status", "partly_met")) == {("a-side", "peace")}
    assert set(marks(talks, "--status", "precondition")) == {("b-side", "peace")}
    assert "no status" in talks("positions", "--status", "held").err


def test_a_party_s_row_is_its_own_whoever_tells_of_it(answer: Answer) -> None:
    assert {item["party"] for item in answer("positions", "--party", "russia")["items"]} == {"russia"}


def test_nothing_on_record_is_not_no_position(talks: Run) -> None:
    told = talks("positions").out
    assert 'nothing on record, which is not "no position"' in told
    assert "SOFTER" in told


def test_first_and_latest_position_and_what_came_of_the_demand(talks: Run) -> None:
    (party,) = items(talks, "party", "Алфа")
    (issue,) = party["issues"]
    assert (issue["first"]["stance"], issue["first"]["result"]) == ("demand", "partly_met")
    assert (issue["latest"]["stance"], issue["latest"]["result"], issue["result"]) == ("proposal", None, None)
    assert {name: count for name, count in party["sought"].items() if count} == {"total": 1, "partly_met": 1}


def test_the_result_of_an_earlier_position_is_told_as_its_own(talks: Run) -> None:
    told = " ".join(talks("party", "a-side").out.split())
    assert "no outcome on record; of the demand of 1 January 2020: partly met, 1 February 2020" in told
    assert "R1: partly met (R2)" in " ".join(talks("positions").out.split())


def test_the_latest_red_line_does_not_have_the_result_of_what_was_proposed_before(answer: Answer) -> None:
    (row,) = (item for item in answer("positions", "--process", UKRAINE, "--party", "ukraine", "--issue", "neutrality")["items"])
    assert (row["latest"]["stance"], row["result"]) == ("red_line", None)
    assert [(found["position"], found["result"]) for found in row["answered"]] == [(f"{UKRAINE}/istanbul/ua-neutrality", "pending")]


def test_why_two_stances_are_the_same_is_told(run: Run, bundled: Path) -> None:
    told = " ".join(run("positions", "--process", UKRAINE, "--issue", "humanitarian-corridors", "--database", bundled).out.split())
    assert "R3 SAME demand: a humanitarian corridor, as the least to be reached; then rejection:" in told
    assert "(It turns down these routes, and not the corridors that it asked for on 3 March)" in told


def test_positions_of_which_none_came_last_are_all_shown(run: Run, bundled: Path) -> None:
    asked = ("positions", "--process", UKRAINE, "--party", "russia", "--issue", "neutrality", "--format", "markdown")
    told = run(*asked, "--database", bundled).out
    assert "| demand NEW, precondition NEW |" in told
    assert "status outside blocs, fixed by parliament and put to a referendum" in told


def test_of_several_positions_in_a_round_the_result_names_the_one_it_is_of(run: Run, bundled: Path) -> None:
    asked = ("positions", "--process", "yemen-un-track-2015-2022", "--issue", "un-draft-2016", "--format", "markdown")
    assert "| Kuwait, after the break: precondition unmet |" in run(*asked, "--database", bundled).out


def test_those_before_the_last_of_a_round_are_counted_and_told_below(talks: Run) -> None:
    told = " ".join(talks("positions", "--party", "b-side", "--issue", "peace").out.split())
    assert "precondition HARDER (2)" in told
    assert "Several in one round B on peace R2 NEW demand [1] HARDER precondition" in told


NAMED = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  persons: {ann: {name: Ann Arbor, party: a-side}}
  issues: {peace: {name: peace}, land: {name: land}}
tracks: {north: {name: Northern talks}, south: {name: Southern talks}}
sources: {s: {publisher: S, published: 2020-06-01}}
cite: s
rounds:
  n1:
    track: north
    number: 1
    status: held
    date: 2020-01-01
    delegations: {a-side: {ann: {role: head, office: Minister}}}
    positions: {peace: {party: a-side, issue: peace, stance: demand}}
  n2: {track: north, number: 2, name: Meeting in Oslo, status: held, date: 2020-02-01,
    positions: {peace: {party: a-side, issue: peace, stance: proposal}}}
  s1: {track: south, number: 1, name: Meeting in Rome, status: held, date: 2020-03-01,
    delegations: {a-side: {ann: head}},
    positions: {peace: {party: a-side, issue: peace, stance: demand}, land: {party: b-side, issue: land, stance: demand}}}
  v1: {name: Video call, status: held, date: 2020-04-01, positions: {peace: {party: a-side, issue: peace, stance: concession}}}
  v2: {name: Video call, status: refused, date: 2020-05-01, positions: {peace: {party: a-side, issue: peace, stance: proposal}},
    delegations: {a-side: {ann: head}}}
  s2: {track: south, number: 3, status: held, date: 2020-06-01,
    outcomes: {land: {issue: land, status: not_agreed, answers: {s1/land: unmet}}}}
"""


@pytest.fixture
def named(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "talks.yaml"
    file.write_text(NAMED, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    return run


def test_rounds_are_called_by_number_or_name_and_each_column_so_that_no_other_is_meant(named: Run) -> None:
    told = named("positions").out
    head = next(line for line in told.splitlines() if line.startswith("issue"))
    assert [" ".join(cell.split()) for cell in head.split("  ") if cell.strip()][:5] == ["issue", "party", "R1", "R2", "Meeting in Rome"]
    legend = "R1 (Northern talks), 1 January 2020 · R2 (Meeting in Oslo), 1 February 2020 · Meeting in Rome, 1 March 2020"
    assert legend in " ".join(told.split())
    for called in ("Video call, 1 April 2020", "Video call, 1 May 2020", "Meeting in Rome: unmet (R3)"):
        assert called in " ".join(told.split())
    assert not any(handle in told for handle in ("n1", "n2", "s1", "v1", "v2", "s2"))


def test_a_party_s_and_a_person_s_rounds_are_called_by_number_or_name(named: Run) -> None:
    told = named("party", "A").out
    assert "round 1 (Northern talks) · Ann Arbor (head; Minister)" in told
    assert "Video call (refused) · Ann Arbor (head)" in told
    told = named("show", "ann").out
    assert "1 January 2020  round 1 (Northern talks)   A, head" in told
    assert "1 May 2020      Video call                 A, head, round refused" in told
    assert "Minister (A)  1 January 2020  round 1 (Northern talks)" in told


def test_a_figure_calls_rounds_by_number_or_name(named: Run) -> None:
    told = named("status", "--format", "html").out
    figure = told[told.index("Rounds in time") : told.index("</figure>")]
    assert "Video call" in figure
    assert not any(f">{handle}<" in figure for handle in ("v1", "v2", "n1"))


def test_positions_outside_the_rounds_alone_have_no_legend_and_leave_no_second_empty_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "talks.yaml"
    outside = "positions: {p: {party: a-side, issue: peace, stance: demand, date: 2020-01-05}}"
    file.write_text(f"{NAMED.partition('rounds:')[0]}{outside}", encoding="utf-8")
    assert run("import", file).status == 0
    assert run("positions").out.startswith("Talks · talks\n\nissue")


def test_delegates_are_told_by_round(talks: Run) -> None:
    (party,) = items(talks, "party", "a-side")
    assert [(found["round"], found["delegates"][0]["role"]) for found in party["delegations"]] == [
        ("talks/r1", "head"),
        ("talks/r2", "negotiator"),
    ]


def test_a_person_s_offices_and_words_are_told_over_time(talks: Run) -> None:
    (person,) = items(talks, "show", "ann")
    assert [(found["office"], found["rounds"]) for found in person["offices"]] == [("Minister", ["talks/r1"]), ("President", ["talks/r2"])]
    assert [(seat["round"], seat["role"]) for seat in person["rounds"]] == [("talks/r1", "head"), ("talks/r2", "negotiator")]
    assert [spoken["id"] for spoken in person["positions"]] == ["talks/r1/peace"]
    assert person["statements"] == []
    assert "President" in talks("show", "ann").out


def test_a_party_that_only_hosted_is_told_as_a_third_party(answer: Answer) -> None:
    (belarus,) = answer("party", "Belarus", "--process", "ukraine-russia-2022")["items"]
    assert {"host"} <= {role for found in belarus["third_party"] for role in found["roles"]}


def test_what_a_party_did_is_narrowed_by_the_filters(answer: Answer) -> None:
    (belarus,) = answer("party", "Belarus", "--process", "minsk-2014-2015", "--since", "2015")["items"]
    assert belarus["third_party"]
    assert all(found["process"] == "minsk-2014-2015" and found["date"]["latest"] >= "2015" for found in belarus["third_party"])
    assert (belarus["delegations"], belarus["issues"]) == ([], [])


def test_a_party_names_every_source_behind_it(answer: Answer) -> None:
    found = answer("party", "Ukraine")
    (ukraine,) = found["items"]
    assert set(ukraine["sources"]) == {source["id"] for source in found["sources"]}
    assert all(issue["first"] and issue["latest"] and issue["sources"] for issue in ukraine["issues"])


def test_the_keys_of_the_contract_never_disappear(answer: Answer) -> None:
    row = {"id", "process", "party", "name", "issue", "issue_name", "positions", "first", "latest", "result", "sources"}
    said = {"id", "round", "number", "date", "stance", "priority", "speaker", "timing", "text", "change", "change_reason", "sources"}
    for item in answer("positions")["items"]:
        assert row <= set(item)
        assert all(said <= set(position) for position in item["positions"])
    (item,) = answer("party", "Belarus")["items"]
    told = {"id", "name", "type", "aliases", "parent", "delegations", "third_party", "issues", "sought", "statements", "sources"}
    assert told <= set(item)


def test_an_answer_without_positions_is_no_error(run: Run, bundled: Path) -> None:
    told = run("positions", "--on", "2050", "--database", bundled)
    assert (told.status, told.out.strip()) == (0, "No position on record answers the question.")


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_wider_than_the_page_and_no_date_is_cut(bundled: Path, columns: str, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr(output, "width", lambda _stream: int(columns))
    told = run("positions", "--process", "ukraine-russia-2022", "--database", bundled)
    assert all(text.width(line) <= int(columns) for line in told.out.splitlines())
    assert all(date in told.out for date in ("14 to 17 March 2022", "30 September 2022"))
    assert "Bennett's visit to Moscow, 5 March 2022 · R3 (Talks in Belarus), 7 March 2022" in " ".join(told.out.split())


def test_a_file_gets_blocks_of_the_usual_width(run: Run, bundled: Path) -> None:
    told = run("positions", "--process", "ukraine-russia-2022", "--database", bundled).out
    matrix = told[told.index("issue ") : told.index("Nothing on record")].splitlines()
    assert sum(line.startswith("issue ") for line in matrix) > 3
    assert all(text.width(line) <= 80 for line in matrix)


@pytest.mark.parametrize("day", [None, 20200601])
def test_the_number_of_questions_is_the_same_for_one_row_and_for_all(bundled: Path, day: int | None) -> None:
    def questions(wanted: Filters) -> tuple[int, int]:
        reader = reading.opened(bundled, day)
        found = len(list(positions_of.positions(reader, wanted, Names(reader))))
        several = len(reader.asked)
        list(rounds_of.rounds(reader, wanted))
        reader.close()
        return found, several

    one = questions(Filters(process=("aceh-helsinki-2005",), issue=("independence",)))
    everything = questions(Filters())
    assert everything[0] > one[0] or day
    assert everything[1] == one[1]


def test_the_number_of_questions_about_a_party_does_not_grow(bundled: Path) -> None:
    reader = reading.opened(bundled)
    names = Names(reader)
    assert names.parties
    assert names.issues
    before = len(reader.asked)
    list(party_of.parties(reader, ("belarus",), Filters(process=("oslo-channel-1993",)), names))
    few = len(reader.asked) - before
    assert len(list(party_of.parties(reader, ("ukraine", "russia", "belarus"), Filters(), names))) == 3
    assert len(reader.asked) - before == few * 2
    reader.close()


def test_an_unknown_party_is_answered_with_what_is_near(run: Run, bundled: Path) -> None:
    told = run("party", "Ukrane", "--database", bundled)
    assert (told.status, "Ukraine" in told.err) == (4, True)
