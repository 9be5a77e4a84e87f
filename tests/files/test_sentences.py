"""Claims about what is said of a mistake: the whole sentence, with its line and column."""

import pytest

from tests.conftest import File
from timeline import importing
from timeline.dossier import Dossier

HEAD = """\
process: talks
name: Talks
parties: [a]
declare: {parties: {a: {name: A}}, issues: {i: {name: I}}}
sources: {s: {publisher: P, published: 2022}}
cite: s
"""


def told(file: File, content: str, name: str) -> list[str]:
    """Return the sentences that are said of a file, without its name."""
    path = file(content, name)
    found = importing.checked(importing.read([path]), Dossier())
    return [str(problem).removeprefix(f"{path}:") for problem in found if not problem.warning]


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (
            "process: talks\nname: Talks\ndeclare: {zzz: {a: {name: A}}}\n",
            ["3:11: no block 'zzz': declare holds parties, persons, places, issues and sources"],
        ),
        (
            "process: talks\nname: Talks\ndeclare: [a]\n",
            ["3:10: 'declare' is a mapping that holds parties, persons, places, issues and sources"],
        ),
        ("process: talks\nname: Talks\nrounds: [a]\n", ["3:9: talks: 'rounds' is a mapping from handles to records"]),
        ("zzz: {a: {name: A}}\n", ["1:1: no block 'zzz': a file without 'process' holds parties, persons, places, issues and sources"]),
        (
            "rounds: {r1: {status: held}}\n",
            ["1:1: 'rounds' belong to a process: begin the file with its handle, as in 'process: oslo-channel-1993'"],
        ),
        ("process:\nname: Talks\n", ["1:9: process: give the handle of the process, as in 'process: oslo-channel-1993'"]),
    ],
)
def test_a_file_in_a_wrong_form_is_told_so(file: File, content: str, sentences: list[str]) -> None:
    assert told(file, content, "file.yaml") == sentences


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (
            "agreements: {a: {name: A, dates: 2022-03-29}}",
            ["7:34: agreement talks/a: dates: a mapping from what happened to its date is wanted here, as in '{signed: 2022-03-29}'"],
        ),
        (
            "agreements: {a: {name: A, lineage: b}}",
            ["7:36: agreement talks/a: lineage: a mapping from documents to the relation is wanted here, as in '{first-draft: amends}'"],
        ),
        (
            "outcomes: {o: {issue: i, status: agreed, date: 2022, scope_aera: x}}",
            ["7:54: outcome talks/o: no field 'scope_aera' (did you mean 'scope'?)"],
        ),
        (
            "outcomes: {o: {issue: i, status: agreed, date: 2022, answers: p}}",
            ["7:63: outcome talks/o: answers: a mapping from positions to what came of them is wanted here, as in '{ua-corridor: met}'"],
        ),
        (
            "waive: sources-are-dated",
            ["7:8: process talks: waive: a list of mappings is wanted here, as in '[{rule: …, subject: …, reason: …}]'"],
        ),
        (
            "rounds: {r1: {status: held, rivals: {status: refused, why: [a, b], cite: s}}}",
            ["7:60: round talks/r1: rivals: why: one text is wanted here"],
        ),
        (
            "rounds: {r1: {status: held, earlier: tentative}}",
            ["7:38: round talks/r1: earlier: an account is a mapping: fields with their other values, and 'cite'"],
        ),
        (
            "rounds: {r1: {status: held, party here: }}",
            ["7:29: round talks/r1: no field 'party here': inside braces, put quotes around a text that holds a comma"],
        ),
        (
            "rounds: {r1: {status: held, place: x, places: [y]}}",
            [
                "7:36: round talks/r1: places: no place 'x': declare it under 'places:'",
                "7:39: round talks/r1: 'places' gives again what stands above under another name",
            ],
        ),
        ("rounds: {r1: {status: held, places: [{a: b}]}}", ["7:38: round talks/r1: places: a text is wanted here"]),
        ("rounds: {r1: {status: held, places: {a: b}}}", ["7:37: round talks/r1: places: a text is wanted here, or a list of texts"]),
        (
            "outcomes: {o: {issue: i, status: agreed, date: 2022, scope: {zone: x}}}",
            ["7:62: outcome talks/o: scope: no field 'zone' in 'scope'"],
        ),
        (
            "outcomes: {o: {issue: i, status: agreed, date: 2022, scope: [x]}}",
            ["7:61: outcome talks/o: scope: a mapping is wanted here, with area, duration or conditions"],
        ),
        (
            "rounds: {r1: {status: held, cite: [[s]]}}",
            ["7:36: round talks/r1: cite: names no source: give one, or a mapping with 'source'"],
        ),
        ("rounds: {r1: {status: held, cite: {source: s, quotation: x}}}", ["7:47: round talks/r1: cite: no field 'quotation'"]),
        (
            "rounds: {r1: {status: held, rivals: {stutus: refused, cite: s}}}",
            ["7:38: round talks/r1: rivals: no field 'stutus' (did you mean 'status'?)"],
        ),
    ],
)
def test_a_record_in_a_wrong_form_is_told_so(file: File, content: str, sentences: list[str]) -> None:
    assert told(file, f"{HEAD}{content}\n", "file.yaml") == sentences


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ('{"record_kind":"party","id""a","name":"A"}', ["1:28: not JSON: a colon is wanted here"]),
        ('{"record_kind":"party","id":"a","name":?}', ["1:40: not JSON: a value is wanted here"]),
        ('{"record_kind":"party","id":"a","name":"A","aliases":["B" "C"]}', ["1:59: not JSON: a comma or ']' is wanted here"]),
        ('{"record_kind":"party" "id":"a","name":"A"}', ["1:24: not JSON: a comma or '}' is wanted here"]),
        ('{"record_kind":"party",id:"a","name":"A"}', ["1:24: not JSON: a key in quotation marks is wanted here"]),
        ('{"record_kind":"party","id":"a","name":"A\\x"}', ["1:42: not JSON: no escape '\\x'"]),
        ('{"record_kind":"party","id":"a","name":-}', ["1:40: not JSON: a value is wanted here"]),
        ('{"record_kind":"party","id":"a","name":-x}', ["1:40: not JSON: '-x' is no value: put a text in quotation marks"]),
        ('{"record_kind":"party","id":"a","name":yes}', ["1:40: not JSON: 'yes' is no value: put a text in quotation marks"]),
        ('{"record_kind":"party","id":"a","name":"A"} x', ["1:45: not JSON: the line goes on behind its value"]),
        (
            '{"record_kind":"party","id":"a","name":"A","comments":[{"at":"","beside":"yes","text":"x"}]}',
            ["1:74: party a: beside: true or false is wanted here"],
        ),
        (
            '{"record_kind":"party","id":"a","name":"A","comments":[{"at":"","beside":1,"text":"x"}]}',
            ["1:74: party a: beside: true or false is wanted here"],
        ),
        (
            '{"record_kind":"party","id":"a","name":"A","citations":[{"source":"s","reading":true}]}',
            ["1:81: party a: reading: a whole number is wanted here"],
        ),
        ('{"record_kind":"place","id":"a","name":"A","latitude":"x"}', ["1:55: place a: latitude: a number is wanted here"]),
        (
            '{"record_kind":"party","id":"a","name":"A","aliases":"B"}',
            ['1:54: party a: aliases: a list of texts is wanted here, as in ["ukraine", "russia"]'],
        ),
        ('{"record_kind":"party","id":"a","name":"A","aliases":["B",1]}', ["1:59: party a: aliases: a text is wanted here"]),
        ('{"record_kind":"party","id":"a","name":"A","answers":[]}', ["1:44: party a: a party holds no answers"]),
        ('{"record_kind":"party","id":"a","name":"A","citations":{}}', ["1:56: party a: citations: a list of objects is wanted here"]),
        ('{"record_kind":"party","id":"a","name":"A","citations":["s"]}', ["1:57: party a: citations: an object is wanted here"]),
        ("[]", ['1:1: a record is an object, as in {"record_kind": "party", "id": …}']),
        ('{"id":"a"}', ['1:1: says no record_kind: give it, as in "record_kind": "party"']),
        ('{"record_kind":"party","name":"A"}', ["1:1: party: id: is missing: the handle: how the record is called in files and commands"]),
        ('{"record_kind":"party","id":"a","name":null}', ["1:40: party a: name: has no value: give one, or leave it out"]),
    ],
)
def test_a_line_in_a_wrong_form_is_told_so(file: File, line: str, sentences: list[str]) -> None:
    assert told(file, f"{line}\n", "file.jsonl") == sentences
