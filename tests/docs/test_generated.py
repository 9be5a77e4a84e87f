"""Claims about the generated pages: they say what the code and the records say, and the schema holds files as the reader does."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from generating import coverage
from jsonschema import Draft202012Validator

from tests.conftest import Run
from tests.docs.conftest import DOCS, PAGES, TOP
from timeline import records, vocabulary
from timeline.files import reader, yaml
from timeline.files.yaml import Mapping, Node, Scalar, Sequence

TESTED = TOP / "tests" / "data"
DATA = sorted([*(TOP / "data").rglob("*.yaml"), *TESTED.glob("*.yaml"), *TESTED.glob("good/*.yaml"), *TESTED.glob("warned/*.yaml")])
NULLS = {"norway.yaml"}
"""Files with a text 'null' or '~', which an editor takes for nothing: it asks for quotes, and timeline does not need them."""
NUMBER = re.compile(r"[-+]?(?:\d+|\d*\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?")


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_says_what_the_code_and_the_records_say(name: str, pages: dict[str, str], *, updating: bool) -> None:
    committed = DOCS / name
    if updating:
        committed.write_text(pages[name], encoding="utf-8")
    assert committed.read_text(encoding="utf-8") == pages[name], "run 'python docs/generate.py'"


def test_the_page_of_words_holds_every_word(pages: dict[str, str]) -> None:
    for words in vocabulary.ALL:
        section = pages["reference/vocabulary.md"].partition(f'<a id="{words.name}"></a>')[2].partition("<a id=")[0]
        assert all(f"| `{word}` | {words[word]} |" in section for word in words)


def test_the_page_of_fields_holds_every_field(pages: dict[str, str]) -> None:
    for kind, record in records.KINDS.items():
        section = pages["reference/fields.md"].partition(f'<a id="{kind}"></a>')[2].partition("<a id=")[0]
        assert all(str(field.description) in section for field in record.model_fields.values())


# The page of coverage


TALKS = """
process: {name}
name: {name} talks
status: concluded
parties: [a-side, b-side]
cite: [s, other]
sources:
  s: {{publisher: S, published: 2020-01-02}}
  other: {{publisher: Other, published: 2020-01-02}}
  again: {{publisher: Again, origin: S}}
  rival: {{publisher: Rival, published: 2020-01-03}}
waive:
  - {{rule: sources-are-dated, subject: again, reason: the *page* bears no date}}
  - {{rule: sources-are-dated, subject: other, reason: it bears none either}}
rounds:
  r1:
    status: held
    date: 2020-01-01
    delegations: {{a-side: {{ana: , bo: {{attended: 'no'}}}}}}
    positions:
      wish: {{party: a-side, issue: land, stance: demand}}
    outcomes:
      land: {{issue: land, status: agreed, cite: [s, again], rivals: [{{status: deferred, cite: rival}}, {{text: No., cite: rival}}]}}
  r2: {{status: held, date: 2020-01-02}}
  first-session: {{parent: r2, status: held, date: 2020-01-02, delegations: {{b-side: {{{other}: }}}}}}
  r3: {{status: held, date: 2020-01-03, delegations: {{a-side: {{bo: {{attended: 'no'}}}}}}}}
  r4: {{status: unknown}}
"""
DECLARED = """
parties: {a-side: {name: A}, b-side: {name: B}}
persons: {ana: {name: Ana}, bo: {name: Bo}, cy: {name: Cy}}
issues: {land: {name: land}}
"""


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    """The files of two processes that are told alike, with one delegate in both."""
    written = {"declared": DECLARED, "one": TALKS.format(name="one", other="bo"), "two": TALKS.format(name="two", other="cy")}
    files = [tmp_path / f"{name}.yaml" for name in written]
    for file, said in zip(files, written.values(), strict=True):
        file.write_text(said, encoding="utf-8")
    return files


def rows(page: str) -> dict[str, dict[str, str]]:
    """Return the figures of the page of coverage, by process and column."""
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    head = next(number for number, cells in enumerate(table) if cells[0] == "process")
    return {cells[0]: dict(zip(table[head], cells, strict=True)) for cells in table[head + 2 :]}


def test_coverage_counts_what_each_process_holds(talks: list[Path]) -> None:
    expected = {
        "process": "[one talks](#one)", "rounds": "4", "delegates": "2", "positions": "1", "outcomes": "1", "follow-ups": "0",
        "agreements": "0", "sources": "3", "contradictions": "1", "facts": "15", "two sources": "93%",
    }  # fmt: skip
    assert rows(coverage.of(*talks))["[one talks](#one)"] == expected


def test_who_sat_in_two_talks_counts_once_in_the_last_row(talks: list[Path]) -> None:
    counted = rows(coverage.of(*talks))
    assert [(row["delegates"], row["rounds"]) for row in counted.values()] == [("2", "4"), ("2", "4"), ("3", "8")]


def test_coverage_names_what_is_left_open(talks: list[Path]) -> None:
    section = coverage.of(*talks).partition('<a id="one"></a>')[2].partition("<a id=")[0]
    assert section.strip().splitlines()[2:] == [
        "- Rounds that met, with nobody on record as present in a delegation: 1 of 3 (`r3`).",
        "- Rounds of which the sources do not tell whether they met: 1 of 4 (`r4`).",
        "- Rounds without a date: 1 of 4 (`r4`).",
        "- Demands still made that no outcome on record answers: 1 of 1.",
        "- Outcomes on one source: 1 of 1; on the word of one side: 0; contradicted by a party or a source: 0; on no source: 0.",
        "- Facts on one source: 1 of 15; on the sources of one side alone: 0; on no source: 0.",
        "- Findings of `timeline check` by the rule `sources-are-dated` that are waived: 1.",
        r"  - the \*page\* bears no date: 1",
    ]


def test_coverage_is_the_same_whenever_it_is_made(talks: list[Path]) -> None:
    assert coverage.of(*talks) == coverage.of(*reversed(talks))


def test_coverage_counts_what_the_commands_count(pages: dict[str, str], run: Run) -> None:
    assert run("import", "--bundled").status == 0
    compared = json.loads(run("compare", "--format", "json").out)["items"]
    counted = rows(pages["coverage.md"])
    assert len(counted) == len(compared) + 1
    for item in compared:
        row = counted[f"[{item['name']}](#{item['id']})"]
        told = [sum(item["rounds"].values()), len(item["persons"]), item["outcomes"], item["sources_cited"]]
        assert [row[column] for column in ("rounds", "delegates", "outcomes", "sources")] == [str(figure) for figure in told]


# The schema for editors


def plain(text: str) -> object:
    """Return what an editor takes an unquoted text for, by the core schema of YAML 1.2."""
    if text in {"true", "false"}:
        return text == "true"
    if NUMBER.fullmatch(text):
        return float(text) if any(mark in text for mark in ".eE") else int(text)
    return None if text in {"", "~", "null"} else text


def texts(text: str) -> object:
    """Return what timeline takes an unquoted text for: that text."""
    return text or None


def value(node: Node | None, typed: Callable[[str], object]) -> Any:
    match node:
        case Mapping(pairs):
            return {key.text: value(held, typed) for key, held in pairs}
        case Sequence(items):
            return [value(item, typed) for item in items]
        case Scalar(text, _, is_plain):
            return typed(text) if is_plain else text
    return None


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The schema of a data file, as it is committed."""
    return Draft202012Validator(json.loads((DOCS / "reference" / "data-file.schema.json").read_text(encoding="utf-8")))


def faults(schema: Draft202012Validator, path: Path, typed: Callable[[str], object]) -> Iterator[str]:
    root, problems = yaml.read(path, path.name)
    assert not problems
    for found in schema.iter_errors(value(root, typed)):
        yield f"{found.json_path}: {found.message[:200]}"


def test_the_schema_is_one(schema: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(schema.schema)


@pytest.mark.parametrize("typed", [plain, texts])
@pytest.mark.parametrize("path", DATA, ids=lambda path: str(path.relative_to(TOP)))
def test_the_schema_lets_the_records_pass(schema: Draft202012Validator, path: Path, typed: Callable[[str], object]) -> None:
    if path.name not in NULLS or typed is texts:
        assert list(faults(schema, path, typed)) == []


# Files that hold one mistake each; the reader and the schema both refuse them.
BAD = {
    "a block that there is not": "partys: {ukraine: {name: Ukraine}}",
    "a field that there is not": "persons: {lavrov: {name: Sergey Lavrov, nick: Lavrov}}",
    "a name that is missing": "places: {minsk: {precision: exact}}",
    "a record that may not be empty": "issues: {ceasefire: }",
    "a key that is no handle": "parties: {Ukraine: {name: Ukraine}}",
    "a word that there is not": "parties: {ukraine: {name: Ukraine, type: country}}",
    "a figure out of range": "places: {minsk: {name: Minsk, latitude: 153.9}}",
    "an address that is none": "sources: {tass: {publisher: TASS, address: tass.com}}",
    "a round without a status": "{process: talks, name: Talks, rounds: {r1: {number: 1}}}",
    "a list where one value stands": "{process: talks, name: Talks, rounds: {r1: {status: [held, adjourned]}}}",
    "a number that is not whole": "{process: talks, name: Talks, rounds: {r1: {status: held, number: second}}}",
    "a result that there is not": "{process: talks, name: T, outcomes: {o: {issue: a, status: agreed, date: 1993, answers: {p: so}}}}",
    "a date of no kind": "{process: talks, name: Talks, agreements: {a: {name: A, dates: {ratified: 1993}}}}",
    "a rival account without a source": "{process: talks, name: Talks, rounds: {r1: {status: held, rivals: {status: refused}}}}",
    "a citation without a source": "{process: talks, name: Talks, cite: {speaker: lavrov}}",
    "a waiver without a reason": "{process: talks, name: Talks, waive: [{rule: sources-are-dated, subject: tass}]}",
    "parties declared at the top of a process": "{process: talks, name: Talks, parties: {ukraine: {name: Ukraine}}}",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_the_schema_refuses_what_the_reader_refuses(schema: Draft202012Validator, content: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(content, encoding="utf-8")
    assert reader.read(path)[1]
    assert list(faults(schema, path, plain))


GOOD = {
    "a delegate in one word": "{process: t, name: T, rounds: {r1: {status: held, delegations: {plo: {qurei: head}}}}}",
    "a delegation of which nothing more is known": "{process: t, name: T, rounds: {r1: {status: held, delegations: {plo: }}}}",
    "roles as one word and as a list": "{process: t, name: T, rounds: {r1: {status: held, third_parties: {no: host, us: [host, donor]}}}}",
    "a position outside a round": "{process: t, name: T, positions: {p: {party: plo, issue: a, stance: demand, date: 1993}}}",
    "citations in each form": "{process: t, name: T, cite: [a, {source: b, quote: 'so', fields: name}]}",
    "lineage in either order": "{process: t, name: T, agreements: {a: {name: A, lineage: {b: amends}}, b: {name: B}}}",
    "texts that look like figures": "{process: 1993, name: 1993, conflict: 5.5, summary: true, tracks: {a: {name: A, level: 1.5}}}",
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD.keys())
def test_the_schema_lets_short_forms_pass(schema: Draft202012Validator, content: str, tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(content, encoding="utf-8")
    assert reader.read(path)[1] == []
    assert list(faults(schema, path, plain)) == []
    assert list(faults(schema, path, texts)) == []
