"""Claims about rules that hold across records: for each, a file that breaks it and one that keeps it."""

from typing import NamedTuple

import pytest

from tests.conftest import File
from timeline import checks, importing, records
from timeline.dossier import Dossier, Entry
from timeline.problems import Problem

HEAD = """\
process: talks
name: Talks
parties: [ukraine, russia]
cite: [s1, s2]
declare:
  parties: {ukraine: {name: Ukraine}, russia: {name: Russia}}
  persons: {podolyak: {name: Mykhailo Podolyak}, arakhamia: {name: Davyd Arakhamia}}
  places: {brest: {name: Brest}}
  issues: {ceasefire: {name: ceasefire}}
sources: {s1: {publisher: Statecraft, published: 2022-03-04}, s2: {publisher: Reuters, published: 2022-03-05}}
"""
DEMAND = "{party: ukraine, issue: ceasefire, stance: demand%s}"


class Case(NamedTuple):
    """What breaks a rule, what keeps it, and the record that the finding is about, with its field."""

    rule: str
    breaks: str
    keeps: str
    about: str
    field: str = ""


CASES = [
    Case(
        "follow-ups-follow-one-thing",
        "agreements: {a: {name: A, follow_ups: {f: {status: failed, outcome: o}}}}\n"
        "outcomes: {o: {issue: ceasefire, status: agreed, date: 2022}}\n",
        "agreements: {a: {name: A, follow_ups: {f: {status: failed}}}}\n",
        "follow up talks/a/f",
    ),
    Case(
        "positions-outside-rounds-are-dated",
        f"positions: {{p: {DEMAND % ''}}}\n",
        f"positions: {{p: {DEMAND % ', date: 2022-03'}}}\n",
        "position talks/p",
        "date",
    ),
    Case(
        "positions-outside-rounds-are-dated",
        "outcomes: {o: {issue: ceasefire, status: agreed}}\n",
        "rounds: {r1: {status: held, outcomes: {o: {issue: ceasefire, status: agreed}}}}\n",
        "outcome talks/o",
        "date",
    ),
    Case(
        "parents-do-not-circle",
        "rounds: {r1: {status: held, parent: r1}}\n",
        "rounds: {r1: {status: held}, r2: {status: held, parent: r1}}\n",
        "round talks/r1",
        "parent",
    ),
    Case(
        "parents-do-not-circle",
        f"positions: {{p: {DEMAND % ', date: 2022, supersedes: q'}, q: {DEMAND % ', date: 2022, supersedes: r'},"
        f" r: {DEMAND % ', date: 2022, supersedes: p'}}}\n",
        f"positions: {{p: {DEMAND % ', date: 2022, supersedes: q'}, q: {DEMAND % ', date: 2022, supersedes: r'},"
        f" r: {DEMAND % ', date: 2022'}}}\n",
        "position talks/p",
        "supersedes",
    ),
    Case(
        "heads-agree-with-roles",
        "rounds: {r1: {status: held, delegations: {ukraine: {head: podolyak, arakhamia: head}}}}\n",
        "rounds: {r1: {status: held, delegations: {ukraine: {head: podolyak, podolyak: head, arakhamia: negotiator}}}}\n",
        "delegate talks/r1/ukraine/arakhamia",
        "role",
    ),
    Case(
        "superseded-positions-are-of-the-same-party",
        f"positions: {{p: {DEMAND % ', date: 2022'}, q: {{party: russia, issue: ceasefire, stance: demand, date: 2022, supersedes: p}}}}\n",
        f"positions: {{p: {DEMAND % ', date: 2022'}, q: {DEMAND % ', date: 2022, supersedes: p'}}}\n",
        "position talks/q",
        "supersedes",
    ),
    Case(
        "waivers-are-of-warnings",
        "waive: [{rule: source-are-dated, subject: s1, reason: seen}]\n",
        "waive: [{rule: sources-are-dated, subject: s1, reason: seen}]\n",
        "process talks",
        "rule",
    ),
    Case(
        "waivers-are-of-warnings",
        "waive: [{rule: parents-do-not-circle, subject: s1, reason: seen}]\n",
        "",
        "process talks",
        "rule",
    ),
    Case(
        "delegations-have-one-head",
        "rounds: {r1: {status: held, delegations: {ukraine: {podolyak: head, arakhamia: head}}}}\n",
        "rounds: {r1: {status: held, delegations: {ukraine: {podolyak: head}, russia: {arakhamia: head}}}}\n",
        "delegate talks/r1/ukraine/arakhamia",
        "role",
    ),
    Case(
        "sources-come-after-what-they-report",
        "rounds: {r1: {status: held, date: 2022-03-05, cite: s1}}\n",
        "rounds: {r1: {status: held, date: 2022-03, cite: s1}}\n",
        "round talks/r1",
        "date",
    ),
    Case(
        "sources-come-after-what-they-report",
        "events: {e: {kind: battle, date: 2022-03-05, text: a battle, cite: s1}}\n",
        "events: {e: {kind: battle, date: 2022-03-04, text: a battle, cite: s1}}\n",
        "event talks/e",
        "date",
    ),
    Case(
        "rounds-keep-their-order",
        "tracks: {t: Talks in Belarus}\nrounds:\n  r1: {status: held, track: t, number: 1, date: 2022-03-03}\n"
        "  r2: {status: held, track: t, number: 2, date: 2022-03-02}\n",
        "tracks: {t: Talks in Belarus, u: Talks in Turkey}\nrounds:\n  r1: {status: held, track: t, number: 1, date: 2022-03-03}\n"
        "  r2: {status: held, track: t, number: 2, date: 2022-03}\n  r3: {status: held, track: u, number: 3, date: 2022-02}\n",
        "round talks/r2",
        "date",
    ),
    Case(
        "facts-rest-on-more-than-one-source",
        "rounds: {r1: {status: held, outcomes: {o: {issue: ceasefire, status: agreed, cite: s1}}}}\n",
        "rounds: {r1: {status: held, outcomes: {o: {issue: ceasefire, status: agreed, cite: [s1, s2]}}}}\n",
        "outcome talks/r1/o",
    ),
]
WHOLE = [
    Case(
        "facts-have-a-source",
        "process: talks\nname: Talks\nrounds: {r1: {status: held}}\n",
        "process: talks\nname: Talks\ncite: s\nsources: {s: {publisher: P}}\nrounds: {r1: {status: held}}\n",
        "round talks/r1",
    ),
    Case(
        "sources-are-dated",
        "sources: {s: {publisher: Statecraft}}\n",
        "sources: {s: {publisher: Statecraft, accessed: 2024-05-01}}\n",
        "source s",
        "published",
    ),
    Case(
        "aliases-are-of-one-record",
        "persons: {a: {name: A, aliases: [Reznikov]}, b: {name: B, aliases: [Other, Резников]}}\n",
        "persons: {a: {name: A, aliases: [Reznikov, A]}}\nparties: {b: {name: B, aliases: [Reznikov]}}\n",
        "person b",
        "aliases",
    ),
    Case(
        "aliases-are-of-one-record",
        "persons: {a: {name: Somebody}, b: {name: SOMEBODY}}\n",
        "persons: {a: {name: Somebody}, b: {name: Somebody else}}\n",
        "person b",
        "name",
    ),
    Case(
        "names-are-in-one-script",
        "parties: {a: {name: Rоssia}}\n",
        "parties: {a: {name: Россия, aliases: [Rossia, Росія-UA2, Ελλάδα, 'PLO (ФАТХ)', 日本 Japan]}}\n",
        "party a",
        "name",
    ),
    Case(
        "addresses-lead-to-a-page",
        "sources: {s: {publisher: P, published: 2022, address: 'https://example.org'}}\n",
        "sources: {s: {publisher: P, published: 2022, address: 'https://example.org/?p=1', archive: 'https://example.org/a/b'}}\n",
        "source s",
        "address",
    ),
    Case(
        "processes-name-their-parties",
        "process: talks\nname: Talks\n",
        "process: talks\nname: Talks\nparties: [a]\ndeclare: {parties: {a: {name: A}}}\n",
        "process talks",
        "parties",
    ),
]
EVERY = [*(case._replace(breaks=HEAD + case.breaks, keeps=HEAD + case.keeps) for case in CASES), *WHOLE]


def _found(*files: str, file: File) -> list[Problem]:
    draft = importing.read([file(content, f"file-{number}.yaml") for number, content in enumerate(files)])
    return importing.checked(draft, Dossier())


def _of(rule: str, found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.rule == rule]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: f"{case.rule}: {case.about}")
def test_a_rule_finds_what_breaks_it(file: File, case: Case) -> None:
    found = _of(case.rule, _found(case.breaks, file=file))
    assert (found[0].record, found[0].field) == (case.about, case.field)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: f"{case.rule}: {case.about}")
def test_a_rule_finds_nothing_in_what_keeps_it(file: File, case: Case) -> None:
    assert _of(case.rule, _found(case.keeps, file=file)) == []


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.name)
def test_every_rule_is_tried(rule: checks.Rule) -> None:
    assert rule.name in {case.rule for case in EVERY} | {"answers-are-to-demands"}


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.name)
def test_every_rule_says_in_a_sentence_what_must_hold(rule: checks.Rule) -> None:
    assert rule.meaning.endswith(".")


ANSWERING = "process: %s\nname: Talks\nparties: [ukraine]\nrounds: {r1: {status: held, %s}}\n"
SHARED = "parties: {ukraine: {name: Ukraine}}\nissues: {ceasefire: {name: ceasefire}}\n"
ANSWERED = f"positions: {{p: {DEMAND % ''}}}"


@pytest.mark.parametrize(("position", "expected"), [("others/r1/p", ["'others/r1/p' belongs to another process"]), ("r1/p", [])])
def test_an_outcome_answers_a_position_of_its_own_process(file: File, position: str, expected: list[str]) -> None:
    answering = f"{ANSWERED}, outcomes: {{o: {{issue: ceasefire, status: agreed, answers: {{{position}: met}}}}}}"
    found = _found(SHARED, ANSWERING % ("others", ANSWERED), ANSWERING % ("talks", answering), file=file)
    assert [problem.message for problem in _of("answers-are-to-demands", found)] == expected


def test_a_finding_stands_where_its_field_stands(file: File) -> None:
    (problem,) = _of("aliases-are-of-one-record", _found("persons:\n  a: {name: A}\n  b: {name: B, aliases: [C, A]}\n", file=file))
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 29)


def test_a_waived_finding_is_not_told(file: File) -> None:
    content = CASES[-1].breaks + "waive: [{rule: facts-rest-on-more-than-one-source, subject: r1/o, reason: seen}]\n"
    assert _found(HEAD + content, file=file) == []


def test_a_waiver_is_of_one_record_alone(file: File) -> None:
    outcomes = "{o: {issue: ceasefire, status: agreed, cite: s1}, u: {issue: ceasefire, status: agreed, cite: s1}}"
    waiver = "waive: [{rule: facts-rest-on-more-than-one-source, subject: r1/o, reason: seen}]\n"
    found = _found(f"{HEAD}rounds: {{r1: {{status: held, outcomes: {outcomes}}}}}\n{waiver}", file=file)
    assert [problem.record for problem in found] == ["outcome talks/r1/u"]


def test_findings_are_told_only_of_what_is_asked_about(file: File) -> None:
    dossier = importing.read([file("sources: {a: {publisher: A}, b: {publisher: B}}\n")]).dossier
    about = Dossier([entry for entry in dossier if entry.id == "b"])
    assert [problem.record for problem in checks.run(dossier, about)] == ["source b"]


def test_rules_are_not_run_over_records_that_are_wrong_in_themselves(file: File) -> None:
    found = _found("sources: {a: {publisher: A}, b: {publisher: B, kind: x}}\n", file=file)
    assert [problem.rule for problem in found] == [""]


def test_two_reports_of_one_agency_are_one_voice(file: File) -> None:
    content = """\
process: talks
name: Talks
parties: [a]
declare: {parties: {a: {name: A}}, issues: {i: {name: i}}}
sources: {s1: {publisher: A, published: 2022, origin: TASS}, s2: {publisher: B, published: 2022, origin: TASS}}
rounds: {r1: {status: held, cite: s1, outcomes: {o: {issue: i, status: agreed, cite: [s1, s2]}}}}
cite: s1
"""
    (problem,) = _of("facts-rest-on-more-than-one-source", _found(content, file=file))
    assert problem.message == "rests on one source, TASS"


@pytest.mark.parametrize("status", ["proposed", "tentative", "confirmed"])
def test_a_source_may_come_before_what_is_only_planned(file: File, status: str) -> None:
    content = f"{HEAD}rounds: {{r1: {{status: {status}, date: 2022-03-10, cite: s1}}}}\n"
    assert _of("sources-come-after-what-they-report", _found(content, file=file)) == []


def test_a_dossier_in_order_has_no_findings() -> None:
    party = records.Party(id="ukraine", name="Ukraine")
    assert checks.run(Dossier([Entry(party)])) == []
