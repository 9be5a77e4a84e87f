"""Claims about reading data files: what may be written short, where a record takes its fields from, and where mistakes are."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import records
from timeline.dossier import Dossier, Entry
from timeline.files import reader
from timeline.problems import Problem
from timeline.records import Citation

ONE_PATH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)

Reads = Callable[[str], Dossier]
Finds = Callable[[str], list[Problem]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.yaml"


@pytest.fixture
def reads(path: Path) -> Reads:
    """Read a text that has nothing wrong with it."""

    def reads(content: str) -> Dossier:
        path.write_text(content, encoding="utf-8")
        found = reader.read(path, "file")
        assert found.problems == []
        return Dossier(found.entries)

    return reads


@pytest.fixture
def finds(path: Path) -> Finds:
    """Read a text for what is wrong with it."""

    def finds(content: str) -> list[Problem]:
        path.write_text(content, encoding="utf-8")
        return reader.read(path, "file").problems

    return finds


def _entry(dossier: Dossier, handle: str) -> Entry:
    entry = dossier.get(handle)
    assert entry is not None, f"{handle} is not among {list(dossier.entries)}"
    return entry


def _of(dossier: Dossier, handle: str) -> dict[str, object]:
    """What a record says beyond its handle, its process and what it leaves open."""
    record = _entry(dossier, handle).record
    return {name: value for name, value in record.model_dump(exclude_defaults=True).items() if name not in {"id", "process"}}


def _round(block: str) -> str:
    return f"process: talks\nname: Talks\nrounds:\n  r1:\n    status: held\n{block}"


# Where a record takes its fields from


def test_the_handle_of_a_record_leads_through_the_blocks_it_stands_in(reads: Reads) -> None:
    dossier = reads(_round("    outcomes:\n      o1: {issue: ceasefire, status: agreed, follow_ups: {f1: {status: failed}}}\n"))
    assert list(dossier.entries) == ["talks", "talks/r1", "talks/r1/o1", "talks/r1/o1/f1"]


def test_a_record_takes_its_process_and_round_from_where_it_stands(reads: Reads) -> None:
    dossier = reads(_round("    positions:\n      p1: {party: ukraine, issue: ceasefire, stance: demand}\n"))
    position = _entry(dossier, "talks/r1/p1").record
    assert isinstance(position, records.Position)
    assert (position.process, position.round) == ("talks", "talks/r1")


def test_a_record_outside_rounds_belongs_to_none(reads: Reads) -> None:
    dossier = reads("process: talks\nname: Talks\nstatements:\n  s1: {text: a word}\n")
    statement = _entry(dossier, "talks/s1").record
    assert isinstance(statement, records.Statement)
    assert statement.round is None


def test_a_delegate_is_written_among_the_fields_of_the_delegation(reads: Reads) -> None:
    dossier = reads(_round("    delegations:\n      ukraine: {size: 6, podolyak: {role: head, office: adviser}}\n"))
    assert _of(dossier, "talks/r1/ukraine") == {"round": "talks/r1", "party": "ukraine", "size": 6}
    assert _of(dossier, "talks/r1/ukraine/podolyak") == {
        "delegation": "talks/r1/ukraine",
        "person": "podolyak",
        "role": "head",
        "office": "adviser",
    }


def test_a_third_party_and_its_intermediaries_have_a_segment_of_their_own(reads: Reads) -> None:
    dossier = reads(_round("    third_parties:\n      belarus: {roles: [host, facilitator], makei: {office: Foreign Minister}}\n"))
    assert _of(dossier, "talks/r1/third-parties/belarus")["roles"] == ("host", "facilitator")
    assert _of(dossier, "talks/r1/third-parties/belarus/makei")["office"] == "Foreign Minister"


@pytest.mark.parametrize(
    ("block", "handle", "field"),
    [
        ("outcomes:\n  a1: {issue: i, status: agreed, date: 2022, follow_ups: {f1: {status: failed}}}", "talks/a1/f1", "outcome"),
        ("agreements:\n  a1: {name: A, follow_ups: {f1: {status: failed}}}", "talks/a1/f1", "agreement"),
        ("agreements:\n  a1: {name: A, provisions: {p1: {text: b, follow_ups: {f1: {status: failed}}}}}", "talks/a1/p1/f1", "provision"),
    ],
)
def test_a_follow_up_follows_the_record_it_stands_in(reads: Reads, block: str, handle: str, field: str) -> None:
    dossier = reads(f"process: talks\nname: Talks\n{block}\n")
    assert _of(dossier, handle)[field] == handle.rpartition("/")[0]


def test_parties_and_places_have_codes_without_a_process(reads: Reads) -> None:
    dossier = reads("process: talks\nname: Talks\ndeclare:\n  parties: {ukraine: {name: Ukraine}}\n  places: {brest: {name: Brest}}\n")
    assert list(dossier.entries) == ["talks", "ukraine", "brest"]


def test_a_source_of_a_process_belongs_to_it(reads: Reads) -> None:
    dossier = reads("process: talks\nname: Talks\nsources: {s1: {publisher: Statecraft}}\n")
    source = _entry(dossier, "talks/s1").record
    assert isinstance(source, records.Source)
    assert source.process == "talks"


def test_a_source_in_a_file_without_a_process_is_shared(reads: Reads) -> None:
    assert _of(reads("sources: {s1: {publisher: Statecraft}}\n"), "s1") == {"publisher": "Statecraft"}


# What may be written short


@pytest.mark.parametrize(
    ("block", "handle", "expected"),
    [
        ("    delegations: {ukraine: }\n", "talks/r1/ukraine", {"round": "talks/r1", "party": "ukraine"}),
        (
            "    delegations: {ukraine: {podolyak: head}}\n",
            "talks/r1/ukraine/podolyak",
            {"delegation": "talks/r1/ukraine", "person": "podolyak", "role": "head"},
        ),
        (
            "    third_parties: {belarus: host}\n",
            "talks/r1/third-parties/belarus",
            {"round": "talks/r1", "party": "belarus", "roles": ("host",)},
        ),
        (
            "    third_parties: {belarus: [host, mediator]}\n",
            "talks/r1/third-parties/belarus",
            {"round": "talks/r1", "party": "belarus", "roles": ("host", "mediator")},
        ),
        (
            "    agreements: {a1: {name: A, signatures: {ukraine: refused}}}\n",
            "talks/r1/a1/signatures/ukraine",
            {"agreement": "talks/r1/a1", "party": "ukraine", "status": "refused"},
        ),
        (
            "    agreements: {a1: {name: A, provisions: {p1: a clause}}}\n",
            "talks/r1/a1/p1",
            {"agreement": "talks/r1/a1", "text": "a clause"},
        ),
    ],
)
def test_a_record_may_be_written_as_one_word(reads: Reads, block: str, handle: str, expected: dict[str, object]) -> None:
    assert _of(reads(_round(block)), handle) == expected


@pytest.mark.parametrize("written", ["place: brest", "places: brest", "places: [brest]", "place: [brest]"])
def test_one_of_several_may_be_written_alone_and_in_the_singular(reads: Reads, written: str) -> None:
    assert _of(reads(_round(f"    {written}\n")), "talks/r1")["places"] == ("brest",)


def test_a_track_is_written_as_its_name(reads: Reads) -> None:
    assert _of(reads("process: talks\nname: Talks\ntracks: {belarus: Talks in Belarus}\n"), "talks/belarus") == {"name": "Talks in Belarus"}


def test_the_scope_of_an_outcome_holds_three_fields(reads: Reads) -> None:
    dossier = reads(_round("    outcomes:\n      o1: {issue: i, status: agreed, scope: {area: a, duration: b, conditions: c}}\n"))
    found = _of(dossier, "talks/r1/o1")
    assert [found[f"scope_{name}"] for name in ("area", "duration", "conditions")] == ["a", "b", "c"]


@pytest.mark.parametrize("block", ["positions:", "positions: {}"])
def test_a_block_may_be_empty(reads: Reads, block: str) -> None:
    assert len(reads(_round(f"    {block}\n"))) == 2


# Values


@pytest.mark.parametrize("written", ["NO", "yes", "1e3", "010", "12:30", "~", "2022-03-04"])
def test_a_text_stays_as_it_is_written(reads: Reads, written: str) -> None:
    assert _of(reads(f"parties:\n  a: {{name: {written}}}\n"), "a") == {"name": written}


def test_white_space_around_a_text_is_no_part_of_it(reads: Reads) -> None:
    assert _of(reads('parties:\n  a: {name: "  Ukraine  "}\n'), "a") == {"name": "Ukraine"}


def test_editorial_brackets_stay(reads: Reads) -> None:
    assert _of(reads("parties:\n  a: {name: 'he said [sic] it'}\n"), "a") == {"name": "he said [sic] it"}


def test_a_date_is_kept_in_edtf(reads: Reads) -> None:
    assert _of(reads(_round("    date: between 28 February and 2 March 2022\n")), "talks/r1")["date"] == "[2022-02-28..2022-03-02]"


@pytest.mark.parametrize("word", ["yes", "no"])
def test_a_delegate_attended_yes_or_no(reads: Reads, word: str) -> None:
    dossier = reads(_round(f"    delegations: {{ukraine: {{podolyak: {{attended: {word}}}}}}}\n"))
    delegate = _entry(dossier, "talks/r1/ukraine/podolyak").record
    assert isinstance(delegate, records.Delegate)
    assert delegate.attended == word


# Citations, accounts and parts


@pytest.mark.parametrize("written", ["s1", "[s1]", "{source: s1}", "[{source: s1}]"])
def test_a_citation_may_be_one_word_a_list_or_a_mapping(reads: Reads, written: str) -> None:
    entry = _entry(reads(_round(f"    cite: {written}\n")), "talks/r1")
    assert entry.citations == [Citation(record="talks/r1", number=1, source="s1")]


def test_a_citation_tells_who_where_and_how(reads: Reads) -> None:
    written = "{source: s1, stance: confirms, speaker: podolyak, locator: p. 3, quote: a few words, note: seen, fields: [date, place]}"
    (citation,) = _entry(reads(_round(f"    cite: {written}\n")), "talks/r1").citations
    assert (citation.stance, citation.speaker, citation.locator, citation.quote, citation.note) == (
        "confirms",
        "podolyak",
        "p. 3",
        "a few words",
        "seen",
    )


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("date", ("date",)),
        ("[date, status]", ("date", "status")),
        ("[place]", ("places",)),
    ],
)
def test_a_citation_speaks_to_fields_by_the_names_that_records_have(reads: Reads, written: str, fields: tuple[str, ...]) -> None:
    (citation,) = _entry(reads(_round(f"    cite: {{source: s1, fields: {written}}}\n")), "talks/r1").citations
    assert citation.fields == fields


def test_a_citation_may_speak_to_a_scope_and_to_answers(reads: Reads) -> None:
    block = "    outcomes:\n      o1: {issue: i, status: agreed, cite: {source: s1, fields: [scope, answers]}}\n"
    (citation,) = _entry(reads(_round(block)), "talks/r1/o1").citations
    assert citation.fields == ("scope_area", "scope_duration", "scope_conditions", "answers")


def test_a_rival_account_holds_its_values_as_the_fields_read_them(reads: Reads) -> None:
    entry = _entry(reads(_round("    rivals: {date: 7 to 9 March 2022, place: brest, number: 02, cite: s1, why: a slip}\n")), "talks/r1")
    (reading,) = entry.readings
    assert json.loads(reading.said) == {"date": "2022-03-07/2022-03-09", "places": ["brest"], "number": 2}


def test_an_account_is_cited_for_itself(reads: Reads) -> None:
    entry = _entry(reads(_round("    cite: s1\n    rivals: [{number: 2, cite: s2}, {number: 3, cite: [s3, s4]}]\n")), "talks/r1")
    assert [(citation.source, citation.reading) for citation in entry.citations] == [("s1", 0), ("s2", 1), ("s3", 2), ("s4", 2)]


def test_what_was_believed_before_is_no_contradiction(reads: Reads) -> None:
    entry = _entry(reads(_round("    rivals: {number: 2, cite: s1}\n    earlier: {status: tentative, cite: s2}\n")), "talks/r1")
    assert [reading.earlier for reading in entry.readings] == [False, True]


def test_a_rival_account_may_be_of_a_scope(reads: Reads) -> None:
    block = "    outcomes:\n      o1: {issue: i, status: agreed, rivals: {scope: {area: elsewhere}, cite: s1}}\n"
    (reading,) = _entry(reads(_round(block)), "talks/r1/o1").readings
    assert json.loads(reading.said) == {"scope_area": "elsewhere"}


def test_an_outcome_answers_positions(reads: Reads) -> None:
    entry = _entry(reads(_round("    outcomes:\n      o1: {issue: i, status: agreed, answers: {p1: met, p2: unmet}}\n")), "talks/r1/o1")
    assert [part.model_dump(exclude={"record", "number"}) for part in entry.parts["answers"]] == [
        {"position": "p1", "result": "met"},
        {"position": "p2", "result": "unmet"},
    ]


def test_the_days_of_a_document_are_kept_apart(reads: Reads) -> None:
    block = "    agreements:\n      a1: {name: A, dates: {drafted: 2022-03-28, signed: {date: 2022-03-29, said: on Tuesday}}}\n"
    entry = _entry(reads(_round(block)), "talks/r1/a1")
    days = [part for part in entry.parts["dates"] if isinstance(part, records.AgreementDate)]
    assert [(day.kind, day.date, day.said) for day in days] == [
        ("drafted", "2022-03-28", None),
        ("signed", "2022-03-29", "on Tuesday"),
    ]


@pytest.mark.parametrize("written", ["{first: amends}", "{amends: first}", "[{other: first, relation: amends}]"])
def test_a_document_stands_to_an_earlier_one_whichever_is_written_first(reads: Reads, written: str) -> None:
    entry = _entry(reads(_round(f"    agreements:\n      a1: {{name: A, lineage: {written}}}\n")), "talks/r1/a1")
    assert entry.parts["lineage"] == [records.Lineage(record="talks/r1/a1", number=1, relation="amends", other="first")]


def test_a_process_waives_findings(reads: Reads) -> None:
    entry = _entry(reads("process: talks\nname: Talks\nwaive:\n  - {rule: some-rule, subject: r1, reason: seen}\n"), "talks")
    assert entry.parts["waivers"] == [records.Waiver(record="talks", number=1, rule="some-rule", subject="r1", reason="seen")]


# What is wrong


def test_everything_that_is_wrong_is_told(finds: Finds) -> None:
    problems = finds(_round("    number: x\n    kind: y\n    date: z\n    colour: red\n    cite: {page: 3}\n"))
    assert sorted(problem.place.line for problem in problems if problem.place) == [6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("block", "column"),
    [
        ("    declined_by: [ukraine, 'A B', russia]\n", 28),
        ("    formats: [video, fax]\n", 22),
        ("    cite: {source: s1, fields: [date, dat]}\n", 39),
        ("    rivals: {places: [brest, B], cite: s1}\n", 30),
        ("    places: [brest, '']\n", 21),
    ],
)
def test_the_wrong_one_of_several_values_is_pointed_at(finds: Finds, block: str, column: int) -> None:
    (problem,) = finds(_round(block))
    assert problem.place == ("file", 6, column)


@pytest.mark.parametrize(
    "block",
    [
        "    number:\n",
        "    rivals: {number: , cite: s1}\n",
        "    cite: {source: s1, quote: }\n",
        "    cite: {source: {a: b}}\n",
        "    positions: {p1: {party: , issue: i, stance: demand}}\n",
        "    positions: {p1: {party: {a: b}, issue: i, stance: demand}}\n",
        "    outcomes: {o1: {issue: i, status: agreed, answers: {p1: }}}\n",
    ],
)
def test_one_mistake_is_told_once(finds: Finds, block: str) -> None:
    assert len(finds(_round(block))) == 1


@pytest.mark.parametrize("field", ["id: r1", "process: talks"])
def test_a_record_cannot_give_what_follows_from_where_it_stands(finds: Finds, field: str) -> None:
    (problem,) = finds(_round(f"    {field}\n"))
    assert problem.message == f"'{field.partition(':')[0]}' follows from where the record stands: leave it out"


@pytest.mark.parametrize("field", ["record: talks", "number: 7", "reading: 2"])
def test_a_citation_cannot_say_what_it_belongs_to(finds: Finds, field: str) -> None:
    (problem,) = finds(_round(f"    cite: {{source: s1, {field}}}\n"))
    assert problem.message.startswith(f"no field '{field.partition(':')[0]}'")


def test_a_shared_source_cannot_say_that_it_is_of_a_process(finds: Finds) -> None:
    (problem,) = finds("sources: {s1: {publisher: Statecraft, process: talks}}\n")
    assert problem.message == "'process' follows from where the record stands: leave it out"


def test_a_field_given_under_two_names_is_told(finds: Finds) -> None:
    (problem,) = finds(_round("    place: brest\n    places: [gomel]\n"))
    assert str(problem) == "file:7:5: round talks/r1: 'places' gives again what stands above under another name"


def test_a_field_of_several_words_is_suggested_too(finds: Finds) -> None:
    (problem,) = finds(_round("    declined: [ukraine]\n"))
    assert problem.message == "no field 'declined' (did you mean 'declined_by'?)"


def test_an_isolate_must_be_closed_in_the_text_that_opens_it(finds: Finds) -> None:
    problems = finds('parties:\n  a: {name: "\u2067A", short: "B\u2069"}\n')
    assert [problem.message for problem in problems] == [
        "holds U+2067 (right-to-left isolate), without its counterpart: take it out",
        "holds U+2069 (pop directional isolate), without its counterpart: take it out",
    ]


@pytest.mark.parametrize("written", ["\\u202e", "\\e", "\\u2067", "\\x9b", "\\ufdd0", "\\U000e0041"])
@pytest.mark.parametrize("field", ["name", "aliases", "note"])
def test_no_character_that_acts_gets_in_as_an_escape(finds: Finds, field: str, written: str) -> None:
    given = f'["{written}"]' if field == "aliases" else f'"{written}"'
    name = "" if field == "name" else "name: A, "
    (problem,) = finds(f"parties:\n  a: {{{name}{field}: {given}}}\n")
    assert problem.message.startswith("holds U+")


def test_a_record_that_is_wrong_is_known_to_be_there(path: Path) -> None:
    path.write_text("parties:\n  ukraine: {name: Ukraine, type: x}\n", encoding="utf-8")
    assert reader.read(path).broken == {"ukraine": "party"}


# Any input


@ONE_PATH
@given(st.binary(max_size=200))
def test_any_bytes_give_entries_or_problems(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    found = reader.read(path)
    assert found.entries or found.problems


@ONE_PATH
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_gives_entries_or_problems(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="")
    found = reader.read(path)
    assert found.entries or found.problems


WORDS = st.sampled_from(["talks", "r1", "ukraine", "held", "demand", "head", "2022-03-03", "2022-02-30", "date", "statecraft", "7", ""])
KEYS = st.sampled_from(
    [
        *("name", "process", "rounds", "r1", "cite", "rivals", "earlier", "delegations", "third_parties", "positions", "outcomes"),
        *("agreements", "ukraine", "status", "date", "scope", "answers", "waive", "declare", "parties", "fields", "source", "quote"),
        *("signatures", "provisions", "dates", "lineage", "follow_ups", "place", "id", "sources", "tracks", "events", "statements"),
    ]
)
MISSHAPEN = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25)


@ONE_PATH
@given(st.dictionaries(KEYS, MISSHAPEN, max_size=6), st.booleans())
def test_a_tree_of_any_shape_gives_entries_or_problems(path: Path, tree: dict[str, object], of_process: bool) -> None:
    whole = {"process": "talks", **tree} if of_process else tree
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    found = reader.read(path)
    assert found.entries or found.problems
