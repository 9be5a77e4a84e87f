"""Claims about names in records: which record a name stands for, and what is said where it stands for none."""

import json
from pathlib import Path

import pytest

from tests.conftest import File
from timeline import checks, importing, records, references
from timeline.dossier import Dossier, Entry
from timeline.problems import Problem, ProblemsFound
from timeline.store import writing

HEAD = """\
process: talks
name: Talks
parties: [ukraine]
cite: s1
declare:
  parties: {ukraine: {name: Ukraine}, russia: {name: Russia}}
  persons: {podolyak: {name: Mykhailo Podolyak, party: ukraine}}
  places: {brest: {name: Brest}}
  issues: {ceasefire: {name: ceasefire}}
sources: {s1: {publisher: Statecraft, published: 2022-03-04}}
"""


def _resolved(
    file: File, content: str, stored: dict[str, str] | None = None, former: dict[str, str] | None = None
) -> tuple[Dossier, list[Problem]]:
    draft = importing.read([file(HEAD + content)])
    assert draft.problems == []
    return draft.dossier, references.resolve(draft.dossier, stored or {}, former or {})


def _messages(file: File, content: str, stored: dict[str, str] | None = None, former: dict[str, str] | None = None) -> list[str]:
    return [problem.message for problem in _resolved(file, content, stored, former)[1]]


def _entry(dossier: Dossier, handle: str) -> Entry:
    entry = dossier.get(handle)
    assert entry is not None
    return entry


def _supersedes(dossier: Dossier, handle: str) -> str | None:
    position = _entry(dossier, handle).record
    assert isinstance(position, records.Position)
    return position.supersedes


TWO_ROUNDS = """\
rounds:
  r1: {status: held, positions: {p: {party: ukraine, issue: ceasefire, stance: demand}}}
  r2:
    status: held
    positions:
      p: {party: ukraine, issue: ceasefire, stance: demand}
      q: {party: ukraine, issue: ceasefire, stance: demand, supersedes: %s}
positions:
  p: {party: ukraine, issue: ceasefire, stance: demand, date: 2022}
  alone: {party: ukraine, issue: ceasefire, stance: demand, date: 2022}
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("p", "talks/r2/p"),
        ("r2/p", "talks/r2/p"),
        ("r1/p", "talks/r1/p"),
        ("alone", "talks/alone"),
        ("talks/p", "talks/p"),
        ("talks/r1/p", "talks/r1/p"),
    ],
)
def test_a_name_stands_for_the_nearest_record_seen_from_where_it_is_written(file: File, written: str, meant: str) -> None:
    dossier, problems = _resolved(file, TWO_ROUNDS % written)
    assert (problems, _supersedes(dossier, "talks/r2/q")) == ([], meant)


def test_a_record_of_another_kind_is_passed_over(file: File) -> None:
    dossier, problems = _resolved(
        file,
        "rounds: {r1: {status: held, outcomes: {x: {issue: ceasefire, status: agreed}},\n"
        "  positions: {y: {party: ukraine, issue: ceasefire, stance: demand, supersedes: x}}}}\n"
        "positions: {x: {party: ukraine, issue: ceasefire, stance: demand, date: 2022}}\n",
    )
    assert (problems, _supersedes(dossier, "talks/r1/y")) == ([], "talks/x")


def test_the_code_of_a_party_is_never_looked_for_in_a_process(file: File) -> None:
    dossier, _ = _resolved(file, "rounds: {r1: {status: held, delegations: {ukraine: {size: 6}}, declined_by: ukraine}}\n")
    held = _entry(dossier, "talks/r1").record
    assert isinstance(held, records.Round)
    assert held.declined_by == ("ukraine",)


def test_names_are_resolved_among_what_is_on_record_too(file: File) -> None:
    content = "rounds: {r2: {status: held, parent: r1}}\n"
    dossier, problems = _resolved(file, content, {"talks/r1": "round"})
    held = _entry(dossier, "talks/r2").record
    assert isinstance(held, records.Round)
    assert (problems, held.parent) == ([], "talks/r1")


def test_what_the_file_says_comes_before_what_is_on_record(file: File) -> None:
    content = "rounds: {r1: {status: held}, r2: {status: held, parent: r1}}\n"
    assert _messages(file, content, {"talks/r1": "position"}) == []


def test_names_in_every_part_of_a_record_are_resolved(file: File) -> None:
    dossier, problems = _resolved(
        file,
        "rounds:\n  r1:\n    status: held\n"
        "    positions: {p: {party: ukraine, issue: ceasefire, stance: demand}}\n"
        "    outcomes: {o: {issue: ceasefire, status: agreed, answers: {p: met}, cite: {source: s1, speaker: podolyak}}}\n"
        "    agreements: {a: {name: A}, b: {name: B, lineage: {a: amends}}}\n"
        "    statements: {s: {text: a word, about: o}}\n"
        "waive: [{rule: sources-are-dated, subject: s1, reason: seen}]\n",
    )
    assert problems == []
    parts = [part for entry in dossier for found in entry.parts.values() for part in found]
    assert {part.position for part in parts if isinstance(part, records.Answer)} == {"talks/r1/p"}
    assert {part.source for part in parts if isinstance(part, records.Citation)} == {"talks/s1"}
    assert {part.other for part in parts if isinstance(part, records.Lineage)} == {"talks/r1/a"}
    assert {part.subject for part in parts if isinstance(part, records.Waiver)} == {"talks/s1"}
    assert getattr(_entry(dossier, "talks/r1/s").record, "about", None) == "talks/r1/o"


def test_names_in_a_rival_account_are_resolved(file: File) -> None:
    dossier, _ = _resolved(
        file,
        "tracks: {t1: One, t2: Two}\nrounds: {r1: {status: held, track: t1, rivals: {track: t2, places: [brest], cite: s1}}}\n",
    )
    (reading,) = _entry(dossier, "talks/r1").readings
    assert json.loads(reading.said) == {"places": ["brest"], "track": "talks/t2"}


def test_a_rival_account_may_be_of_what_a_statement_is_about(file: File) -> None:
    content = "rounds: {r1: {status: held, statements: {s: {text: a word, rivals: {about: r1, cite: s1}}}}}\n"
    (reading,) = _entry(_resolved(file, content)[0], "talks/r1/s").readings
    assert json.loads(reading.said) == {"about": "talks/r1"}


@pytest.mark.parametrize("word", ["independent", "third_party", "unknown", "ukraine"])
def test_a_source_speaks_for_a_party_or_for_none(file: File, word: str) -> None:
    content = HEAD.replace("publisher: Statecraft", f"publisher: Statecraft, affiliation: {word}")
    draft = importing.read([file(content)])
    assert references.resolve(draft.dossier, {}, {}) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("declined_by: ukrain", "no party 'ukrain' (did you mean 'ukraine'?)"),
        ("declined_by: poland", "no party 'poland': declare it under 'parties:'"),
        ("declined_by: podolyak", "'podolyak' is a person, and a party is wanted here"),
        ("place: bresst", "no place 'bresst' (did you mean 'brest'?)"),
        ("place: geneva", "no place 'geneva': declare it under 'places:'"),
        ("cite: s2", "no source 's2'"),
        ("cite: reuters", "no source 'reuters': declare it under 'sources:'"),
        ("cite: {source: s1, speaker: lavrov}", "no person 'lavrov': declare the person under 'persons:'"),
        ("cite: {source: s1, speaker: podoliak}", "no person 'podoliak' (did you mean 'podolyak'?)"),
        ("track: belarus", "no track 'belarus'"),
        ("parent: s1", "'s1' is a source, and a round is wanted here"),
        ("parent: talks/s1", "'talks/s1' is a source, and a round is wanted here"),
        ("rivals: {places: [brests], cite: s1}", "no place 'brests' (did you mean 'brest'?)"),
    ],
)
def test_a_name_that_stands_for_nothing_is_told_with_what_is_near(file: File, block: str, message: str) -> None:
    (found,) = _messages(file, f"rounds:\n  r1:\n    status: held\n    {block}\n")
    assert found.startswith(message)


def test_every_name_that_stands_for_nothing_is_told(file: File) -> None:
    assert len(_messages(file, "rounds: {r1: {status: held, declined_by: [a1, b1, c1]}}\n")) == 3


def test_names_that_lead_through_a_block_may_begin_with_a_process(file: File) -> None:
    dossier, _ = _resolved(file, "statements: {s: {text: a word, about: others/r7}}\n")
    assert references.processes(dossier) == {"talks", "others"}


def test_a_name_that_stands_for_nothing_breaks_the_rule_that_names_are_declared(file: File) -> None:
    (problem,) = _resolved(file, "rounds: {r1: {status: held, place: geneva}}\n")[1]
    assert problem.rule == references.RULE in {rule.name for rule in checks.RULES}


STORED = {"talks/r0": "round", "talks/r0/halt": "position", "elsewhere": "process", "elsewhere/r7": "round", "kyiv": "party"}
FORMER = {"talks/r1": "talks/r0", "others": "elsewhere", "kyiv-side": "kyiv", "podoliak": "podolyak"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("r1", "talks/r0"),
        ("talks/r1", "talks/r0"),
        ("r1/halt", "talks/r0/halt"),
        ("others", "elsewhere"),
        ("others/r7", "elsewhere/r7"),
        ("kyiv-side", "kyiv"),
        ("podoliak", "podolyak"),
        ("r2/ukraine/podoliak", "talks/r2/ukraine/podolyak"),
    ],
)
def test_a_handle_that_a_record_had_before_stands_for_it(file: File, written: str, meant: str) -> None:
    rounds = "rounds: {r2: {status: held, delegations: {ukraine: {podolyak: head}}}}\n"
    content = f"{rounds}statements: {{s: {{text: a word, about: {written}}}}}\n"
    dossier, problems = _resolved(file, content, STORED, FORMER)
    assert (problems, getattr(_entry(dossier, "talks/s").record, "about", None)) == ([], meant)


def test_a_record_with_a_handle_comes_before_one_that_had_it_before(file: File) -> None:
    content = "rounds: {r2: {status: held}}\nstatements: {s: {text: a word, about: r2}}\n"
    dossier, problems = _resolved(file, content, {"talks/r0": "round"}, {"talks/s/r2": "talks/r0", "talks/other": "talks/r0"})
    assert (problems, getattr(_entry(dossier, "talks/s").record, "about", None)) == ([], "talks/r0")
    dossier, problems = _resolved(file, content, {"talks/r0": "round"}, {"talks/r2": "talks/r0"})
    assert [problem.message for problem in problems] == ["'talks/r2' is now 'talks/r0': use that handle"]


def test_the_file_says_itself_what_its_records_were_called_before(file: File) -> None:
    content = "rounds: {r0: {status: held, formerly: talks/r1}, r2: {status: held, parent: r1}}\n"
    dossier, problems = _resolved(file, content)
    assert (problems, getattr(_entry(dossier, "talks/r2").record, "parent", None)) == ([], "talks/r0")


def test_a_rival_account_may_name_a_former_handle(file: File) -> None:
    content = "rounds: {r2: {status: held, rivals: {places: [brisk], cite: s1}}}\n"
    dossier, problems = _resolved(file, content, former={"brisk": "brest"})
    (reading,) = _entry(dossier, "talks/r2").readings
    assert (problems, json.loads(reading.said)) == ([], {"places": ["brest"]})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("rounds: {r1: {status: held}}\n", [("round talks/r1", "'talks/r1' is now 'talks/r0': use that handle")]),
        (
            "rounds: {r1: {status: held, statements: {s: {text: a word}}}}\n",
            [("round talks/r1", "'talks/r1' is now 'talks/r0': use that handle")],
        ),
        (
            "rounds: {r2: {status: held, delegations: {kyiv-side: {podoliak: head}}}}\n",
            [
                ("delegation talks/r2/kyiv-side", "'kyiv-side' is now 'kyiv': use that handle"),
                ("delegate talks/r2/kyiv-side/podoliak", "'podoliak' is now 'podolyak': use that handle"),
            ],
        ),
        (
            "rounds: {r2: {status: held, third_parties: {kyiv-side: {roles: host, podoliak: an office}}}}\n",
            [
                ("third party talks/r2/third-parties/kyiv-side", "'kyiv-side' is now 'kyiv': use that handle"),
                ("intermediary talks/r2/third-parties/kyiv-side/podoliak", "'podoliak' is now 'podolyak': use that handle"),
            ],
        ),
        (
            "agreements: {a: {name: A, signatures: {kyiv-side: signed}}}\n",
            [("signature talks/a/signatures/kyiv-side", "'kyiv-side' is now 'kyiv': use that handle")],
        ),
        ("statements: {podoliak: {text: a word}}\n", []),
    ],
)
def test_a_record_that_is_written_under_a_former_handle_is_refused(file: File, content: str, told: list[tuple[str, str]]) -> None:
    assert [(problem.record, problem.message) for problem in _resolved(file, content, STORED, FORMER)[1]] == told


def test_what_a_record_was_called_before_is_known_from_the_store(file: File, database: Path) -> None:
    importing.into_store([file(f"{HEAD}formerly: negotiations\nrounds: {{r0: {{status: held, formerly: talks/r1}}}}\n")], database)
    later = "process: others\nname: Others\nparties: [ukraine]\nstatements: {s: {text: a word, date: 2022, about: negotiations/r1}}\n"
    importing.into_store([file(later, "later.yaml")], database)
    with writing.looked_at(database) as connection:
        said = writing.load(connection, ["others"]).entries["others/s"].record
    assert getattr(said, "about", None) == "talks/r0"


def test_a_process_that_was_renamed_is_not_put_on_record_again_under_its_former_handle(file: File, database: Path) -> None:
    importing.into_store([file(f"{HEAD}formerly: negotiations\n")], database)
    with pytest.raises(ProblemsFound) as found:
        importing.into_store([file("process: negotiations\nname: Negotiations\nparties: [ukraine]\n", "again.yaml")], database)
    assert [problem.message for problem in found.value.problems] == ["'negotiations' is now 'talks': use that handle"]
