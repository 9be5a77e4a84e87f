"""Dossiers of any content: every kind of record, every field, every hostile text, as hypothesis draws them."""

import json
import textwrap
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from timeline import text, vocabulary
from timeline.dossier import Dossier, Entry
from timeline.files import comments, grammar, standing, writer
from timeline.files.yaml import Node, Remark
from timeline.records import Comment
from timeline.vocabulary import Vocabulary

Tree = dict[str, Any]

CHARACTERS = st.one_of(
    st.sampled_from("ab Z9'\"[]{}:,#&*!|>%@-=~\\éЖשم中\u200c\u200f\U0001f54a\n\t"),
    st.characters(categories=["L", "M", "N", "P", "S", "Zs"]),
)
TEXTS = (
    st.text(CHARACTERS, min_size=1, max_size=12)
    .map(lambda value: unicodedata.normalize("NFC", value).strip())
    .filter(lambda value: value != "" and text.unwanted(value) is None)
)
DATES = st.sampled_from(
    [
        *("2022-03-03", "2022-03", "2022", "2022-02-28/2022-03-02", "[2022-02-28..2022-03-02]", "2022-03-03?", "2022-03~", "2022-XX-03"),
        *(
            "2022-03-03T15:00+03:00",
            "7 to 9 March 2022",
            "../2022-03-03",
            "2022-03-03/..",
            "2022-21",
            "{2022-03-01,2022-03-04}",
            "-0044-03-15",
        ),
    ]
)
PARTIES = ["ukraine", "russia", "un"]
PERSONS = ["podolyak", "lavrov"]
PLACES = ["brest", "belarus-country"]
ISSUES = ["ceasefire", "neutrality"]
SOURCES = ["s1", "s2", "s3", "wire"]
"""Of these the last is shared by all processes."""


def _words(words: Vocabulary) -> st.SearchStrategy[str]:
    return st.sampled_from(list(words))


def _some(codes: list[str]) -> st.SearchStrategy[Any]:
    """Draw several codes, or one that stands alone."""
    return st.one_of(st.sampled_from(codes), st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True))


@st.composite
def _fields(draw: st.DrawFn, required: Tree, optional: Tree) -> Tree:
    """Draw a record: fields that must be there, and some of those that may."""
    chosen = draw(st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=6)) if optional else []
    return {name: draw(strategy) for name, strategy in {**required, **{name: optional[name] for name in chosen}}.items()}


def _citing(*fields: str) -> st.SearchStrategy[Any]:
    full = _fields(
        {"source": st.sampled_from(SOURCES)},
        {
            "stance": _words(vocabulary.CLAIM_STANCE),
            "speaker": st.sampled_from(PERSONS),
            "locator": TEXTS,
            "quote": TEXTS,
            "note": TEXTS,
            "fields": st.lists(st.sampled_from(fields), min_size=1, max_size=2, unique=True),
        },
    )
    return st.one_of(_some(SOURCES), full, st.lists(full, min_size=1, max_size=2))


def _cited(required: Tree, optional: Tree, rival: Tree) -> st.SearchStrategy[Tree]:
    """Draw a record that states a fact: with citations, rival accounts and what was known before."""
    cite = _citing(*rival)
    account = st.sampled_from(sorted(rival)).flatmap(lambda name: _fields({name: rival[name], "cite": cite}, {"why": TEXTS}))
    several = st.one_of(account, st.lists(account, min_size=1, max_size=2))
    return _fields(required, {**optional, "note": TEXTS, "cite": cite, "rivals": several, "earlier": several})


DATED = {"date": DATES, "said": TEXTS, "basis": _words(vocabulary.DATE_BASIS), "sequence": st.integers(0, 9).map(str)}
FOLLOW_UPS = st.fixed_dictionaries(
    {
        "f1": _cited(
            {"status": _words(vocabulary.FOLLOW_UP_STATUS)},
            {**DATED, "place": st.sampled_from(PLACES), "text": TEXTS, "confirmed_by": _some(PARTIES), "disputed_by": _some(PARTIES)},
            {"status": _words(vocabulary.FOLLOW_UP_STATUS), "date": DATES, "place": st.sampled_from(PLACES)},
        )
    }
)
POSITION = _cited(
    {"party": st.just("ukraine"), "issue": st.sampled_from(ISSUES), "stance": _words(vocabulary.STANCE), "date": DATES},
    {
        "priority": _words(vocabulary.PRIORITY),
        "timing": _words(vocabulary.TIMING),
        "speaker": st.sampled_from(PERSONS),
        "text": TEXTS,
        "change": _words(vocabulary.CHANGE),
        "change_reason": TEXTS,
    },
    {"stance": _words(vocabulary.STANCE), "text": TEXTS, "issue": st.sampled_from(ISSUES)},
)
OUTCOME = _cited(
    {"issue": st.sampled_from(ISSUES), "status": _words(vocabulary.OUTCOME_STATUS), "date": DATES, "follow_ups": FOLLOW_UPS},
    {
        "text": TEXTS,
        "scope": _fields({"area": TEXTS}, {"duration": TEXTS, "conditions": TEXTS}),
        "deadline": DATES,
        "confirmed_by": _some(PARTIES),
        "disputed_by": _some(PARTIES),
        "answers": st.dictionaries(st.sampled_from(["r1/p1", "p1"]), _words(vocabulary.DEMAND_RESULT), min_size=1),
    },
    {"status": _words(vocabulary.OUTCOME_STATUS), "deadline": DATES, "confirmed_by": _some(PARTIES)},
)
AGREEMENT = _cited(
    {
        "name": TEXTS,
        "signatures": st.fixed_dictionaries(
            {
                "ukraine": _words(vocabulary.SIGNATURE_STATUS),
                "russia": _cited({}, {**DATED, "person": st.sampled_from(PERSONS), "capacity": TEXTS}, {"date": DATES}),
            }
        ),
        "provisions": st.fixed_dictionaries(
            {
                "p1": TEXTS,
                "p2": _cited(
                    {"text": TEXTS, "follow_ups": FOLLOW_UPS}, {"issue": st.sampled_from(ISSUES), "locator": TEXTS}, {"text": TEXTS}
                ),
            }
        ),
        "follow_ups": FOLLOW_UPS,
    },
    {
        **DATED,
        "stage": _words(vocabulary.AGREEMENT_STAGE),
        "form": _words(vocabulary.AGREEMENT_FORM),
        "place": st.sampled_from(PLACES),
        "author": _some(PARTIES),
        "text": TEXTS,
        "dates": st.dictionaries(
            _words(vocabulary.AGREEMENT_DATE), st.one_of(DATES, _fields({"date": DATES}, {"said": TEXTS})), min_size=1
        ),
        "lineage": st.dictionaries(st.just("talks/first"), _words(vocabulary.AGREEMENT_RELATION), min_size=1),
    },
    {"date": DATES, "form": _words(vocabulary.AGREEMENT_FORM), "name": TEXTS},
)
STATEMENT = _cited(
    {"text": TEXTS},
    {
        **DATED,
        "speaker": st.sampled_from(PERSONS),
        "party": st.sampled_from(PARTIES),
        "about": st.sampled_from(["r1", "r1/o1", "s1"]),
        "issue": st.sampled_from(ISSUES),
    },
    {"text": TEXTS, "date": DATES, "about": st.sampled_from(["r1", "s1"])},
)
EVENT = _cited(
    {"kind": _words(vocabulary.EVENT_KIND), "text": TEXTS},
    {**DATED, "parties": _some(PARTIES), "place": _some(PLACES), "issue": st.sampled_from(ISSUES)},
    {"text": TEXTS, "date": DATES, "places": _some(PLACES)},
)
DELEGATION = _cited(
    {
        "podolyak": st.one_of(_words(vocabulary.DELEGATE_ROLE), st.just({})),
        "lavrov": _cited(
            {},
            {"role": st.just("negotiator"), "office": TEXTS, "attended": _words(vocabulary.ATTENDANCE)},
            {"office": TEXTS, "attended": _words(vocabulary.ATTENDANCE)},
        ),
    },
    {"level": _words(vocabulary.DELEGATION_LEVEL), "size": st.integers(0, 99).map(str), "head": st.just("podolyak")},
    {"head": st.sampled_from(PERSONS), "size": st.integers(0, 99).map(str)},
)
ROUND = _cited(
    {
        "status": _words(vocabulary.ROUND_STATUS),
        "delegations": st.fixed_dictionaries({"ukraine": DELEGATION}),
        "third_parties": st.fixed_dictionaries(
            {"un": _cited({"lavrov": TEXTS}, {"roles": _some(list(vocabulary.THIRD_PARTY_ROLE))}, {"roles": _some(["host", "mediator"])})}
        ),
        "positions": st.fixed_dictionaries({"p1": POSITION}),
        "outcomes": st.fixed_dictionaries({"o1": OUTCOME}),
        "agreements": st.fixed_dictionaries({"a1": AGREEMENT}),
        "statements": st.fixed_dictionaries({"s": STATEMENT}),
    },
    {
        **DATED,
        "track": st.just("t1"),
        "number": st.integers(0, 99).map(str),
        "name": TEXTS,
        "kind": _words(vocabulary.ROUND_KIND),
        "formats": _some(list(vocabulary.ROUND_FORMAT)),
        "place": _some(PLACES),
        "declined_by": _some(PARTIES),
        "summary": TEXTS,
    },
    {
        "date": DATES,
        "number": st.integers(0, 99).map(str),
        "place": _some(PLACES),
        "status": _words(vocabulary.ROUND_STATUS),
        "track": st.just("t1"),
    },
)
NAMED = {"name": TEXTS}
ALIASES = {"aliases": st.lists(TEXTS, min_size=1, max_size=2), "note": TEXTS, "cite": _some([SOURCES[-1], "talks/s1"])}


def _known_as(code: str) -> Tree:
    """Draw the handles that a record had before, which no other one had."""
    return {"formerly": st.lists(st.sampled_from([f"{code}-before", f"{code}-at-first"]), min_size=1, unique=True)}


def _source(code: str) -> st.SearchStrategy[Tree]:
    return _fields(
        {"publisher": TEXTS},
        {
            "kind": _words(vocabulary.SOURCE_KIND),
            "title": TEXTS,
            "author": TEXTS,
            "published": DATES,
            "accessed": DATES,
            "address": st.sampled_from(["https://example.org/a?b=c#d", "http://example.org/я"]),
            "language": st.sampled_from(["en", "uk", "no"]),
            "affiliation": st.sampled_from([*vocabulary.AFFILIATION, *PARTIES]),
            "origin": TEXTS,
            "note": TEXTS,
            **_known_as(code),
        },
    )


DEGREES = st.floats(-90, 90).map(repr)
TALKS = _cited(
    {
        "process": st.just("talks"),
        "name": TEXTS,
        "parties": _some(PARTIES),
        "declare": st.fixed_dictionaries(
            {
                "sources": st.fixed_dictionaries({SOURCES[-1]: _source(SOURCES[-1])}),
                "parties": st.fixed_dictionaries(
                    {
                        code: _fields(NAMED, {**ALIASES, **_known_as(code), "short": TEXTS, "type": _words(vocabulary.PARTY_TYPE)})
                        for code in PARTIES
                    }
                ),
                "persons": st.fixed_dictionaries(
                    {code: _fields(NAMED, {**ALIASES, "short": TEXTS, "party": st.sampled_from(PARTIES)}) for code in PERSONS}
                ),
                "places": st.fixed_dictionaries(
                    {
                        "brest": _fields(
                            NAMED,
                            {
                                **ALIASES,
                                "parent": st.just("belarus-country"),
                                "precision": _words(vocabulary.PLACE_PRECISION),
                                "country": st.just("BY"),
                                "latitude": DEGREES,
                                "longitude": DEGREES,
                            },
                        ),
                        "belarus-country": _fields(NAMED, ALIASES),
                    }
                ),
                "issues": st.fixed_dictionaries(
                    {
                        "ceasefire": _fields(NAMED, {**ALIASES, "family": _words(vocabulary.ISSUE_FAMILY)}),
                        "neutrality": _fields(NAMED, {**ALIASES, "parent": st.just("ceasefire")}),
                    }
                ),
            }
        ),
        "sources": st.fixed_dictionaries({code: _source(f"talks/{code}") for code in SOURCES[:-1]}),
        "tracks": st.fixed_dictionaries(
            {"t1": _fields(NAMED, {"level": _words(vocabulary.TRACK_LEVEL), "summary": TEXTS, **_known_as("talks/t1")})}
        ),
        "rounds": st.fixed_dictionaries({"r1": ROUND}, optional={"r2": ROUND}),
        "positions": st.fixed_dictionaries({"p1": POSITION}),
        "outcomes": st.fixed_dictionaries({"o1": OUTCOME}),
        "agreements": st.fixed_dictionaries({"first": _cited(NAMED, DATED, {"date": DATES})}, optional={"second": AGREEMENT}),
        "statements": st.fixed_dictionaries({"s": STATEMENT}),
        "events": st.fixed_dictionaries({"e": EVENT}),
    },
    {
        **DATED,
        "conflict": TEXTS,
        "status": _words(vocabulary.PROCESS_STATUS),
        "issues": _some(ISSUES),
        "summary": TEXTS,
        "waive": st.lists(
            _fields({"rule": st.just("sources-are-dated"), "subject": st.sampled_from(["s1", "r1"]), "reason": TEXTS}, {}), max_size=2
        ),
    },
    {"status": _words(vocabulary.PROCESS_STATUS), "date": DATES, "summary": TEXTS},
)


def written(folder: Path, tree: Tree) -> Path:
    """Write a dossier as a data file, and return its path."""
    path = folder / "talks.yaml"
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return path


# Comments


def _as_read(said: str) -> str:
    """Return a text as a comment holds it: without blanks that nobody sees."""
    return textwrap.dedent("\n".join(line.rstrip() for line in said.split("\n"))).strip()


SAID = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join).map(_as_read).filter(bool)
PLACES_OF_COMMENTS = 6


@st.composite
def commented(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """Draw comments on some records of a dossier, wherever there may be one."""
    places = [(entry.id, at) for entry in dossier for at in _places(dossier, entry)]
    chosen = draw(st.lists(st.sampled_from(places), max_size=PLACES_OF_COMMENTS, unique=True))
    told: dict[str, list[tuple[str, Remark]]] = defaultdict(list)
    for handle, at in chosen:
        above = at in {comments.AROUND, comments.END}
        remarks = [Remark(said, apart=draw(st.booleans()) and at != comments.END) for said in draw(st.lists(SAID, min_size=1, max_size=2))]
        remarks[:-1] = [remark._replace(apart=True) for remark in remarks[:-1]]
        if not above and draw(st.booleans()):
            remarks.append(Remark(draw(SAID).replace("\n", " "), beside=True))
        told[handle] += [(at, remark) for remark in remarks]
    return Dossier([_with(entry, comments.kept(entry.id, told[entry.id])) for entry in dossier])


def _with(entry: Entry, several: list[Comment]) -> Entry:
    return Entry(entry.record, {**entry.parts, "comments": [*several]})


def _places(dossier: Dossier, entry: Entry) -> Iterator[str]:
    """Yield every path of a record that may have a comment."""
    yield comments.OWN
    if entry.kind == "process":
        yield comments.END
    elif "/" not in entry.id:
        yield comments.AROUND
    inside = {other.kind for other in dossier if dossier.parent(other) is entry and other.id.count("/") - entry.id.count("/") == 1}
    blocks = grammar.IN_PROCESS if entry.kind == "process" else standing.BLOCKS[entry.kind].blocks
    yield from (block.key for block in blocks if block.kind in inside and not block.segment)
    yield from _paths(entry)


def _paths(entry: Entry) -> list[str]:
    found: list[str] = []

    def visit(at: str, node: Node) -> Node:
        found.append(at)
        return node

    comments.visited(entry.kind, writer.tree(entry), visit)
    return found
