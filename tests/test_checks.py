"""Claims about rules that hold across records: for each, a file that breaks it and one that keeps it."""

import random
from itertools import combinations, permutations
from string import ascii_lowercase
from typing import Any, NamedTuple

import pytest
import rapidfuzz

from tests.conftest import File
from timeline import checks, importing, records, text
from timeline.checks import likeness
from timeline.dossier import Dossier, Entry
from timeline.problems import Problem

HEAD = """\
process: talks
name: Talks
parties: [ukraine, russia]
cite: [s1, s2]
declare:
  parties: {ukraine: {name: Ukraine}, russia: {name: Russia}, army: {name: Army of Ukraine, parent: ukraine},
            staff: {name: General Staff of Ukraine, parent: army}, guard: {name: Border Guard of Ukraine, parent: ukraine}}
  persons: {podolyak: {name: Mykhailo Podolyak}, arakhamia: {name: Davyd Arakhamia},
            reznikov: {name: Oleksii Reznikov, party: ukraine}, zaluzhnyi: {name: Valerii Zaluzhnyi, party: guard}}
  places: {brest: {name: Brest}, kyiv: {name: Kyiv}}
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
        "sources-come-after-what-they-report",
        "rounds: {r1: {status: held, date: 2022-03-05, cite: s2, delegations: {ukraine: {podolyak: {office: adviser, cite: s1}}}}}\n",
        "rounds: {r1: {status: held, date: 2022-03-05, cite: s2,"
        " delegations: {ukraine: {podolyak: {office: adviser, cite: [s2, {source: s1, fields: office}]}}}}}\n",
        "delegate talks/r1/ukraine/podolyak",
    ),
    Case(
        "sources-come-after-what-they-report",
        "rounds: {r1: {status: held, date: 2022-03-05, cite: s2, third_parties: {russia: {roles: host, cite: s1}}}}\n",
        "rounds: {r1: {status: postponed, date: 2022-03-05, cite: s2, third_parties: {russia: {roles: host, cite: s1}}}}\n",
        "third party talks/r1/third-parties/russia",
    ),
    Case(
        "sources-come-after-what-they-report",
        "agreements: {a: {name: A, dates: {signed: 2022-03-05}, cite: s2, signatures: {ukraine: {cite: s1}}}}\n",
        "agreements: {a: {name: A, dates: {drafted: 2022-03-04, signed: 2022-03-05}, cite: s2, signatures: {ukraine: {cite: s1}}}}\n",
        "signature talks/a/signatures/ukraine",
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
        "rounds-keep-their-order",
        "rounds:\n  r1: {status: held, number: 1, date: 2022-03-09}\n  r2: {status: held, number: 2, date: 2022-03}\n"
        "  r3: {status: held, number: 3, date: 2022-03-03}\n",
        "rounds:\n  r1: {status: held, number: 1, date: 2022-03-09~}\n  r2: {status: held, number: 2, date: 2022-03}\n"
        "  r3: {status: held, number: 3, date: 2022-03-03}\n  again: {status: held, number: 3, date: 2022-03-02}\n",
        "round talks/r3",
        "date",
    ),
    Case(
        "delegates-speak-for-their-party",
        "rounds: {r1: {status: held, delegations: {russia: {reznikov: head}}}}\n",
        "rounds: {r1: {status: held, delegations: {ukraine: {reznikov: head}, army: {reznikov: head}}}}\n",
        "delegate talks/r1/russia/reznikov",
        "person",
    ),
    Case(
        "delegates-speak-for-their-party",
        "rounds: {r1: {status: held, delegations: {ukraine: {podolyak: head}}}}\n",
        "rounds: {r1: {status: held, third_parties: {russia: {roles: host, podolyak: an office}}}}\n",
        "delegate talks/r1/ukraine/podolyak",
        "person",
    ),
    Case(
        "delegates-speak-for-their-party",
        "rounds: {r1: {status: held, delegations: {army: {zaluzhnyi: head}}}}\n",
        "rounds: {r1: {status: held, delegations: {staff: {reznikov: head}}}}\n",
        "delegate talks/r1/army/zaluzhnyi",
        "person",
    ),
    Case(
        "outcomes-are-tied-to-the-talks",
        "outcomes: {o: {issue: ceasefire, status: agreed, date: 2022-03-03}}\nagreements: {a: {name: A, date: 2022-03-04}, b: {name: B}}\n",
        "outcomes: {o: {issue: ceasefire, status: agreed, date: 2022-03-03}}\nagreements: {a: {name: A, date: 2022-03}}\n",
        "outcome talks/o",
    ),
    Case(
        "planned-rounds-lie-ahead",
        "rounds: {r1: {status: tentative, date: 2022-03-06/2022-03-09}}\nevents: {e: {kind: battle, text: a battle, date: 2022-03-10}}\n",
        "rounds: {r1: {status: tentative, date: 2022-03-06/2022-03-09}, r2: {status: confirmed, date: 2022-03-20}}\n"
        "events: {e: {kind: battle, text: a battle, date: 2022-03-09}}\n",
        "round talks/r1",
        "status",
    ),
    Case(
        "planned-rounds-lie-ahead",
        "rounds: {r1: {status: proposed, date: 2022-03-04}}\n",
        "rounds: {r1: {status: proposed, date: 2022-03-05}, r2: {status: unknown, date: 2022-03-04}}\n",
        "round talks/r1",
        "status",
    ),
    Case(
        "rounds-do-not-overlap",
        "rounds:\n  long: {status: held, date: 2022-03-01/2022-03-31}\n  r1: {status: held, date: 2022-03-03/2022-03-05}\n"
        "  r2: {status: broken_off, date: 2022-03-07}\n",
        "rounds:\n  long: {status: held, date: 2022-03-01/2022-03-31}\n  r1: {status: held, date: 2022-03-31/2022-04-02}\n"
        "  day: {status: held, date: 2022-03-01}\n  vague: {status: held, date: 2022-03-01/2022-03-31~}\n"
        "  months: {status: held, date: 2022-02/2022-03}\n  part: {status: held, date: 2022-03-07, parent: inner}\n"
        "  inner: {status: held, date: 2022-03-06/2022-03-08, parent: long}\n",
        "round talks/r1",
        "date",
    ),
    Case(
        "rounds-are-on-record-once",
        "rounds: {r1: {status: held, date: 2022-03-03, place: brest}, r2: {status: tentative, date: 2022-03-03}}\n",
        "rounds: {r1: {status: held, date: 2022-03-03, place: brest}, r2: {status: held, date: 2022-03-03, place: kyiv}}\n",
        "round talks/r2",
        "date",
    ),
    Case(
        "follow-ups-come-after-what-they-follow",
        "rounds: {r1: {status: held, date: 2022-03-03, outcomes:\n"
        "  {o: {issue: ceasefire, status: agreed, follow_ups: {f: {status: failed, date: 2022-03-02}}}}}}\n",
        "rounds: {r1: {status: held, date: 2022-03-03, outcomes:\n"
        "  {o: {issue: ceasefire, status: agreed, date: 2022-03-01, follow_ups: {f: {status: failed, date: 2022-03-02}}}}}}\n",
        "follow up talks/r1/o/f",
        "date",
    ),
    Case(
        "follow-ups-come-after-what-they-follow",
        "agreements: {a: {name: A, dates: {announced: 2022-03-02, in_force: 2022-03-09}, provisions:\n"
        "  {p: {text: a clause, follow_ups: {f: {status: failed, date: 2022-03-01}}}}}}\n",
        "agreements: {a: {name: A, dates: {announced: 2022-03-02, in_force: 2022-03-09}, provisions:\n"
        "  {p: {text: a clause, follow_ups: {f: {status: failed, date: 2022-03-02}}}}}}\n",
        "follow up talks/a/p/f",
        "date",
    ),
    Case(
        "signatures-come-after-their-document",
        "agreements: {a: {name: A, date: 2022-03-03, dates: {drafted: 2022-03-01, signed: 2022-03-03},"
        " signatures: {ukraine: {date: 2022-03-02}}}}\n",
        "agreements: {a: {name: A, date: 2022-03-03, dates: {drafted: 2022-03-01},"
        " signatures: {ukraine: {date: 2022-03-02}, russia: {date: 2022-03-01, status: refused}}}}\n",
        "signature talks/a/signatures/ukraine",
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
        "addresses-lead-to-a-page",
        "sources: {s: {publisher: P, published: 2022, address: 'https://www.example.org/en/index.html#top'}}\n",
        "sources: {s: {publisher: P, published: 2022, address: 'https://www.example.org/en/index.php?p=1'}}\n",
        "source s",
        "address",
    ),
    Case(
        "names-differ-by-more-than-spelling",
        "persons: {a: {name: Mykhailo Podolyak}, b: {name: Somebody else, aliases: [Подоляк Михаил]}}\n",
        "persons: {a: {name: Alexander Fomin, short: Fomin}, b: {name: Alexander Zorin}, c: {name: Aleksei Fomin, short: Fomin}}\n"
        "parties: {a2: {name: Alexander Fominov}}\n",
        "person b",
        "aliases",
    ),
    Case(
        "names-differ-by-more-than-spelling",
        "persons: {a: {name: Oleksii Honcharenko, short: Honcharenko}, b: {name: Goncharenko}}\n",
        "persons: {a: {name: Goncharenko, aliases: [Honcharenko]}, b: {name: Timochenko}}\n",
        "person b",
        "name",
    ),
    Case(
        "former-handles-lead-to-one-record",
        "places: {a: {name: A, formerly: c}, b: {name: B, formerly: [c]}}\n",
        "places: {a: {name: A, formerly: [a, c]}, b: {name: B, formerly: d}}\n",
        "place b",
        "formerly",
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
    assert rule.name in {case.rule for case in EVERY} | {"answers-are-to-demands", "names-are-declared"}


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.name)
def test_every_rule_says_in_a_sentence_what_must_hold(rule: checks.Rule) -> None:
    assert rule.meaning.endswith(".")


def test_these_rules_alone_keep_data_out_of_the_store() -> None:
    assert {rule.name for rule in checks.RULES if rule.error} == {
        "answers-are-to-demands",
        "follow-ups-follow-one-thing",
        "former-handles-lead-to-one-record",
        "heads-agree-with-roles",
        "names-are-declared",
        "parents-do-not-circle",
        "positions-outside-rounds-are-dated",
        "superseded-positions-are-of-the-same-party",
        "waivers-are-of-warnings",
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("source-are-dated", "no rule 'source-are-dated' (did you mean 'sources-are-dated'?)"),
        ("zzz", "no rule 'zzz': 'timeline check --list' names them"),
        ("parents-do-not-circle", "'parents-do-not-circle' is an error, which no waiver lets stand: mend the record"),
    ],
)
def test_a_waiver_of_no_warning_is_told_what_to_do(file: File, name: str, message: str) -> None:
    found = _found(f"{HEAD}waive: [{{rule: {name}, subject: s1, reason: seen}}]\n", file=file)
    assert [problem.message for problem in _of("waivers-are-of-warnings", found)] == [message]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Rоssia", "'Rоssia' mixes Cyrillic and Latin letters: write it in one script"),
        ("Ελλaδα", "'Ελλaδα' mixes Greek and Latin letters: write it in one script"),
        ("Εллαδα", "'Εллαδα' mixes Cyrillic and Greek letters: write it in one script"),
    ],
)
def test_a_word_in_two_scripts_is_told_with_both(file: File, name: str, message: str) -> None:
    found = _found(f"parties: {{a: {{name: {name}}}}}\n", file=file)
    assert [problem.message for problem in _of("names-are-in-one-script", found)] == [message]


def test_a_source_that_is_not_on_record_is_a_voice_of_its_own() -> None:
    outcome = records.Outcome(id="talks/o", process="talks", issue="i", status="agreed", date="2022")
    citation = records.Citation(record="talks/o", source="talks/s1")
    entries = [Entry(records.Process(id="talks", name="Talks")), Entry(outcome, {"citations": [citation]})]
    assert ("outcome talks/o", "rests on one source, talks/s1") in _told(Dossier(entries))


ANSWERING = "process: %s\nname: Talks\nparties: [ukraine]\nrounds: {r1: {status: held, %s}}\n"
SHARED = "parties: {ukraine: {name: Ukraine}}\nissues: {ceasefire: {name: ceasefire}}\n"
ANSWERED = f"positions: {{p: {DEMAND % ''}}}"


@pytest.mark.parametrize(
    ("position", "expected"), [("others/r1/p", [("position", "'others/r1/p' belongs to another process")]), ("r1/p", [])]
)
def test_an_outcome_answers_a_position_of_its_own_process(file: File, position: str, expected: list[tuple[str, str]]) -> None:
    answering = f"{ANSWERED}, outcomes: {{o: {{issue: ceasefire, status: agreed, answers: {{{position}: met}}}}}}"
    found = _found(SHARED, ANSWERING % ("others", ANSWERED), ANSWERING % ("talks", answering), file=file)
    assert [(problem.field, problem.message) for problem in _of("answers-are-to-demands", found)] == expected


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


@pytest.mark.parametrize("status", ["proposed", "tentative", "confirmed", "postponed", "cancelled", "refused"])
def test_a_source_may_come_before_what_is_only_planned(file: File, status: str) -> None:
    content = f"{HEAD}rounds: {{r1: {{status: {status}, date: 2022-03-10, cite: s1}}}}\n"
    assert _of("sources-come-after-what-they-report", _found(content, file=file)) == []


@pytest.mark.parametrize(
    "part",
    [
        "delegations: {ukraine: {podolyak: {attended: unknown, cite: s1}}}",
        f"positions: {{p: {DEMAND % ', timing: before, cite: s1'}}}",
        "outcomes: {o: {issue: ceasefire, status: unknown, cite: s1}}",
        "statements: {s: {speaker: podolyak, text: We shall come., cite: s1}}",
        "agreements: {a: {name: A, cite: s2, signatures: {ukraine: {status: refused, cite: s1}}}}",
    ],
)
def test_a_source_may_come_before_what_a_part_of_a_round_only_announces(file: File, part: str) -> None:
    content = f"{HEAD}rounds: {{r1: {{status: held, date: 2022-03-05, cite: s2, {part}}}}}\n"
    assert _of("sources-come-after-what-they-report", _found(content, file=file)) == []


@pytest.mark.parametrize("status", ["held", "adjourned", "broken_off", "boycotted"])
def test_a_source_may_not_come_before_what_took_place(file: File, status: str) -> None:
    content = f"{HEAD}rounds: {{r1: {{status: {status}, date: 2022-03-10, cite: s1}}}}\n"
    (problem,) = _of("sources-come-after-what-they-report", _found(content, file=file))
    assert problem.message == "'talks/s1' was published on 2022-03-04, before this (2022-03-10)"


@pytest.mark.parametrize(
    "part",
    [
        "delegations: {ukraine: {podolyak: {attended: remotely, cite: s1}}}",
        f"positions: {{p: {DEMAND % ', timing: at, cite: s1'}}}",
        f"positions: {{p: {DEMAND % ', timing: before, date: 2022-03-05, cite: s1'}}}",
        "outcomes: {o: {issue: ceasefire, status: agreed, cite: s1}}",
        "agreements: {a: {name: A, dates: {signed: 2022-03-06, drafted: 2022-03-05}, cite: s1}}",
    ],
)
def test_a_source_may_not_come_before_what_happened_in_a_round(file: File, part: str) -> None:
    content = f"{HEAD}rounds: {{r1: {{status: held, date: 2022-03-05, cite: s2, {part}}}}}\n"
    (problem,) = _of("sources-come-after-what-they-report", _found(content, file=file))
    assert problem.message.startswith("'talks/s1' was published on 2022-03-04, before ")
    assert problem.message.endswith(" (2022-03-05)")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        *((planned, True) for planned in ("proposed", "tentative", "confirmed")),
        *((other, False) for other in ("held", "postponed", "unknown")),
    ],
)
def test_only_a_round_that_is_still_planned_is_told_to_lie_behind(file: File, status: str, told: bool) -> None:
    found = _found(f"{HEAD}rounds: {{r1: {{status: {status}, date: 2022-03-01, cite: s1}}}}\n", file=file)
    assert bool(_of("planned-rounds-lie-ahead", found)) == told


def test_a_round_is_told_to_lie_behind_the_last_of_what_happened_in_its_own_process(file: File) -> None:
    later = "events: {e: {kind: battle, text: a battle, date: 2022-03-20}, f: {kind: battle, text: a battle, date: 2022-03-10}}\n"
    other = "process: others\nname: Others\nparties: [ukraine]\nevents: {e: {kind: battle, text: a battle, date: 2023-01-01}}\n"
    found = _found(f"{HEAD}rounds: {{r1: {{status: tentative, date: 2022-03-01}}}}\n{later}", other, file=file)
    (problem,) = _of("planned-rounds-lie-ahead", found)
    assert problem.message == "is still tentative, and 'talks/e' is of 2022-03-20: say what became of the round"


@pytest.mark.parametrize(
    ("status", "dates", "told"),
    [
        ("signed", "signed: 2022-03-03, initialled: 2022-03-01", True),
        ("with_reservation", "signed: 2022-03-03, initialled: 2022-03-01", True),
        ("withdrawn", "signed: 2022-03-03, initialled: 2022-03-01", True),
        ("initialled", "signed: 2022-03-03, initialled: 2022-03-01", False),
        ("initialled", "signed: 2022-03-01, initialled: 2022-03-03", True),
        ("signed", "drafted: 2022-03-03", True),
    ],
)
def test_a_signature_comes_after_what_must_have_happened_to_its_document(file: File, status: str, dates: str, told: bool) -> None:
    signature = f"signatures: {{ukraine: {{status: {status}, date: 2022-03-02}}}}"
    found = _found(f"{HEAD}agreements: {{a: {{name: A, dates: {{{dates}}}, cite: s1, {signature}}}}}\n", file=file)
    assert bool(_of("signatures-come-after-their-document", found)) == told


@pytest.mark.parametrize("status", ["held", "adjourned", "broken_off"])
@pytest.mark.parametrize(
    ("date", "told"),
    [("2022-03-02/2022-03-08", True), ("2022-03-02/2022-03-08?", False), ("2022-03-02~/2022-03-08", False), ("2022-03-02/..", False)],
)
def test_rounds_overlap_where_it_is_certain_when_they_were(file: File, status: str, date: str, told: bool) -> None:
    rounds = f"long: {{status: {status}, date: {date}}}, r1: {{status: held, date: 2022-03-03/2022-03-05}}"
    assert bool(_of("rounds-do-not-overlap", _found(f"{HEAD}rounds: {{{rounds}}}\n", file=file))) == told


@pytest.mark.parametrize(("number", "late"), [(2, True), (1, False), (0, False)])
def test_a_round_is_late_behind_one_of_a_lower_number_alone(file: File, number: int, late: bool) -> None:
    rounds = f"r1: {{status: held, number: 1, date: 2022-03-03}}, other: {{status: held, number: {number}, date: 2022-03-02}}"
    found = _of("rounds-keep-their-order", _found(f"{HEAD}rounds: {{{rounds}}}\n", file=file))
    assert [problem.message for problem in found] == ["round 2 comes before 'talks/r1'"] * late


def test_a_round_told_before_it_met_is_named_once_whatever_stands_in_it(file: File) -> None:
    content = f"{HEAD}rounds: {{r1: {{status: held, date: 2022-03-05, cite: s1, delegations: {{ukraine: {{podolyak: head}}}}}}}}\n"
    assert [found.record for found in _of("sources-come-after-what-they-report", _found(content, file=file))] == ["round talks/r1"]


def test_a_dossier_in_order_has_no_findings() -> None:
    party = records.Party(id="ukraine", name="Ukraine")
    assert checks.run(Dossier([Entry(party)])) == []


def _told(dossier: Dossier) -> list[tuple[str, str]]:
    return [(problem.record, problem.message) for problem in checks.run(dossier)]


def test_a_name_of_a_record_that_is_not_on_record_is_an_error() -> None:
    held = records.Round(id="talks/r1", process="talks", status="held", declined_by=("ukraine", "russia"))
    process, ukraine = records.Process(id="talks", name="Talks", parties=("ukraine",)), records.Party(id="ukraine", name="Ukraine")
    waiver = records.Waiver(record="talks", rule="facts-have-a-source", subject="talks/r2", reason="seen")
    citation = records.Citation(record="talks/r1", source="talks/s1")
    entries = [Entry(process, {"waivers": [waiver]}), Entry(held, {"citations": [citation]}), Entry(ukraine)]
    found = [problem for problem in checks.run(Dossier(entries)) if problem.rule == "names-are-declared"]
    assert [(problem.record, problem.field, problem.message) for problem in found] == [
        ("process talks", "subject", "'talks/r2' is not on record"),
        ("round talks/r1", "declined_by", "'russia' is not on record"),
        ("round talks/r1", "source", "'talks/s1' is not on record"),
    ]
    assert not any(problem.warning for problem in found)


def test_of_what_is_not_on_record_nothing_is_told_but_that() -> None:
    held: list[records.Record] = [
        records.Process(id="talks", name="Talks", parties=("a",)),
        records.Party(id="a", name="A"),
        records.Round(id="talks/r1", process="talks", status="held"),
        records.Delegation(id="talks/r1/a", round="talks/r1", party="a"),
        records.Delegate(id="talks/r1/a/b", delegation="talks/r1/a", person="b", role="head"),
        records.Delegate(id="talks/r1/c/a", delegation="talks/r1/c", person="a", role="head"),
        records.FollowUp(id="talks/o/f", process="talks", outcome="talks/o", status="failed", date="2022"),
        records.Signature(id="talks/d/signatures/a", agreement="talks/d", party="a", status="signed", date="2022"),
        records.Position(id="talks/p", process="talks", party="a", issue="i", stance="demand", date="2022", supersedes="talks/q"),
    ]
    found = checks.run(Dossier(map(Entry, held)))
    assert {problem.rule for problem in found} == {"names-are-declared", "facts-have-a-source"}
    assert [problem.message for problem in found if not problem.warning] == [
        f"'{handle}' is not on record" for handle in ("b", "talks/r1/c", "talks/o", "talks/d", "i", "talks/q")
    ]


def test_of_a_process_that_was_not_looked_at_nothing_is_said_to_be_missing() -> None:
    statement = records.Statement(id="talks/s", process="talks", about="others/r1", text="a word")
    found = checks.run(Dossier([Entry(records.Process(id="talks", name="Talks")), Entry(statement)]))
    assert "names-are-declared" not in {problem.rule for problem in found}


def test_a_former_handle_that_is_on_record_again_is_told_of_both() -> None:
    now, then = records.Person(id="podoliak", name="Podoliak", formerly=("podolyak",)), records.Person(id="podolyak", name="Somebody")
    assert _told(Dossier([Entry(now), Entry(then)])) == [
        ("person podoliak", "'podolyak' is on record itself: rename that record, or merge it into this one"),
        ("person podolyak", "'podolyak' is also a former handle of 'podoliak'"),
    ]


@pytest.mark.parametrize("subject", ["podolyak", "umerov"])
def test_what_takes_two_records_is_waived_with_either(file: File, subject: str) -> None:
    persons = "declare: {parties: {a: {name: A}}, persons: {podolyak: {name: Podolyak}, umerov: {name: Podoliak}}}\n"
    waiver = f"waive: [{{rule: names-differ-by-more-than-spelling, subject: {subject}, reason: seen}}]\n"
    assert _found(f"process: talks\nname: Talks\nparties: [a]\n{persons}{waiver}", file=file) == []


def test_a_name_that_two_records_share_is_told_once(file: File) -> None:
    found = _found("persons: {a: {name: Podolyak}, b: {name: Podoliak, aliases: [Подоляк]}}\n", file=file)
    assert [problem.rule for problem in found] == ["aliases-are-of-one-record"]


def test_a_name_that_two_records_share_is_told_as_it_is_written(file: File) -> None:
    found = _found("persons: {podolyak: {name: Подоляк}, a-podolyak: {name: A. Подоляк, aliases: [Podolyak]}}\n", file=file)
    assert [problem.message for problem in found] == ["'Podolyak' is also a name of 'podolyak'"]


def _near(entry: Entry, dossier: Dossier) -> list[str]:
    return [finding.message for finding in checks.near_duplicates(entry, dossier)]


@pytest.mark.parametrize("name", ["Podolyak", "Подоляк", "Mikhail Podoliak", "PODOLYAK Mykhaylo", "Михайло Подоляк"])
def test_a_person_under_another_spelling_is_found_before_it_is_on_record(name: str) -> None:
    held = Entry(records.Person(id="podolyak", name="Mykhailo Podolyak", short="Podolyak"))
    entry = Entry(records.Person(id="new", name=name))
    (told,) = _near(entry, Dossier([held]))
    assert told.startswith(f"'{name}' may be '")
    assert told.endswith("of 'podolyak': if it is, make it an alias there")


@pytest.mark.parametrize(("name", "other"), [("Mohammed Abdulsalam", "Abdul Salam Mohamed"), ("Khaled al-Yamani", "Khalid Yamani")])
def test_a_name_is_found_whether_its_parts_are_written_together_or_apart(name: str, other: str) -> None:
    held, entry = (Entry(records.Person(id=code, name=called)) for code, called in (("held", name), ("new", other)))
    assert _near(entry, Dossier([held])) == [f"'{other}' may be '{name}' of 'held': if it is, make it an alias there"]


@pytest.mark.parametrize("name", ["Mykhailo", "Mykhailo Fedorov", "Poltava", "Ihor Podolsky"])
def test_a_person_with_half_a_name_in_common_is_another(name: str) -> None:
    held = Entry(records.Person(id="podolyak", name="Mykhailo Podolyak", short="Podolyak"))
    assert _near(Entry(records.Person(id="new", name=name)), Dossier([held])) == []


@pytest.mark.parametrize("kind", [records.Party, records.Person, records.Place])
def test_a_record_with_several_names_alike_is_told_of_once(kind: type[records.Party | records.Person | records.Place]) -> None:
    held = Entry(kind(id="held", name="Mykhailo Podolyak", aliases=("Michael Podolyak",)))
    entry = Entry(kind(id="new", name="Mikhail Podoliak", aliases=("Mykhailo Podoliak",)))
    (told,) = _near(entry, Dossier([held]))
    assert told == "'Mikhail Podoliak' may be 'Mykhailo Podolyak' of 'held': if it is, make it an alias there"


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("Yasser", "Jasser", True),
        ("Qurei", "Qurey", True),
        ("Ivan", "Yvan", False),  # too short
        ("Basra", "Basru", True),  # 80 of 100
        ("Basrah", "Bosrih", False),
        ("Abcdefghiklmnopqrstuvw", "Abcdefghiklmnopqrzzzz", False),  # 79 of 100
        ("Rex Max", "Reks Maks", True),
        ("Yaya Lyly", "Iaia Lili", True),
        ("Jaja Juju", "Iaia Iuiu", True),
        ("Abd al-Rahman", "Abdalrahman", True),
        ("Ali Hassan Salim", "Ali Hassan", False),
    ],
)
def test_names_are_alike_by_how_they_sound(name: str, other: str, alike: bool) -> None:
    held, entry = (Entry(records.Person(id=code, name=called)) for code, called in (("held", name), ("new", other)))
    assert bool(_near(entry, Dossier([held]))) == alike


def test_two_short_names_alike_are_no_sign_of_one_record() -> None:
    held = Entry(records.Person(id="held", name="Oleksandr Zorin", short="Podolyak"))
    assert _near(Entry(records.Person(id="new", name="Ihor Fedorov", short="Podoliak")), Dossier([held])) == []


def test_a_record_is_no_duplicate_of_itself() -> None:
    held = Entry(records.Person(id="podolyak", name="Mykhailo Podolyak"))
    assert _near(Entry(records.Person(id="podolyak", name="Mikhail Podoliak")), Dossier([held])) == []


def _round(key: str, **fields: object) -> Entry:
    return Entry(records.Round.model_validate({"id": f"talks/{key}", "process": "talks", "status": "held", **fields}))


PLACES = [
    Entry(records.Place(id="brest-region", name="Brest region")),
    Entry(records.Place(id="pushcha", name="Pushcha", parent="brest-region")),
]
HELD = Dossier([_round("r1", date="2022-03-03", places="brest-region"), *PLACES])


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2022-03-03", "places": "brest-region"},
        {"date": "2022-03-03", "places": "pushcha"},
        {"date": "2022-03-03", "status": "tentative"},
        {"date": "2022-03-03T15:00"},
    ],
)
def test_a_round_of_the_same_day_and_of_no_other_place_is_found_before_it_is_on_record(fields: dict[str, object]) -> None:
    assert _near(_round("new", **fields), HELD) == ["may be 'talks/r1', which is of the same day and of no other place: if it is, keep one"]


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2022-03-03", "places": "kyiv"},
        {"date": "2022-03-03", "parent": "talks/r1"},
        {"date": "2022-03-03", "track": "talks/military"},
        {"date": "2022-03-03~", "places": "brest-region"},
        {"date": "2022-03", "places": "brest-region"},
        {"date": "2022-03-03/2022-03-05", "places": "brest-region"},
        {"date": "2022-03-03", "process": "others"},
        {"places": "brest-region"},
    ],
)
def test_a_round_that_may_be_of_another_day_or_place_is_no_duplicate(fields: dict[str, object]) -> None:
    assert _near(_round("new", **fields), HELD) == []


def test_records_of_other_kinds_have_no_near_duplicates() -> None:
    issue = Entry(records.Issue(id="ratification", name="ratification"))
    assert _near(issue, Dossier([Entry(records.Issue(id="verification", name="verification"))])) == []


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    draft = importing.read([importing.bundled()])
    importing.checked(draft, Dossier())
    return draft.dossier


def test_no_two_names_in_the_records_that_come_with_timeline_are_taken_for_one(shipped: Dossier) -> None:
    found = [finding.message for rule in checks.RULES if "spelling" in rule.name for finding in rule.findings(shipped)]
    assert found == []


def test_of_two_spellings_of_one_person_two_in_five_are_found_alike(shipped: Dossier) -> None:
    pairs = [
        (Entry(records.Person(id="one", name=name)), Entry(records.Person(id="other", name=other)))
        for _, person in shipped.of(records.Person)
        for name, other in combinations(dict.fromkeys((person.name, *person.aliases)), 2)
        if text.fold(name) != text.fold(other)
    ]
    alike = sum(bool(_near(one, Dossier([other]))) for one, other in pairs)
    assert alike / len(pairs) > 0.4


def test_names_that_are_nearly_alike_are_all_compared(shipped: Dossier) -> None:
    named = [entry for entry in shipped if entry.kind in likeness.SPELT]
    sounds = {sound for entry in named for _, _, sound in likeness._sounds(entry)}
    alike = [pair for pair in permutations(sounds, 2) if likeness._alike(*pair)]
    assert len(alike) > 100
    for one, other in alike:
        held = Entry(records.Place(id="held", name=other))
        assert list(likeness.Spelt([held]).near(one)), (one, other)


@pytest.mark.parametrize(("name", "other"), [("Hamid Abbas", "Khamid Abas"), ("Khamid Abas", "Hamid Abbas")])
def test_a_letter_more_at_the_beginning_of_a_word_is_a_spelling(name: str, other: str) -> None:
    held, entry = (Entry(records.Person(id=code, name=called)) for code, called in (("held", name), ("new", other)))
    assert _near(entry, Dossier([held]))


def test_a_name_is_compared_with_few_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    extract = rapidfuzz.process.extract

    def counted(sound: str, others: list[str], **given: Any) -> Any:
        compared.append(len(others))
        return extract(sound, others, **given)

    monkeypatch.setattr(rapidfuzz.process, "extract", counted)
    chance = random.Random(5)  # noqa: S311  # the same names each time
    names = (f"{''.join(chance.choices(ascii_lowercase, k=8))} {''.join(chance.choices(ascii_lowercase, k=8))}" for _ in range(600))
    several = Dossier(Entry(records.Person(id=f"p{number}", name=name)) for number, name in enumerate(names))
    assert not [finding for rule in checks.RULES if "spelling" in rule.name for finding in rule.findings(several)]
    assert 0 < sum(compared) < 600 * 599 / 2 / 20


def test_the_records_that_come_with_timeline_keep_every_rule(shipped: Dossier) -> None:
    assert _told(shipped) == []
