"""Single records, and lists of them, as a reader wants them told."""

from collections.abc import Callable, Iterator
from typing import Any

from timeline import text, vocabulary
from timeline.document import Block, Cell, Column, Document, Gap, Heading, Run, Span, Table
from timeline.queries import entries
from timeline.reports import agreements, persons, rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

APART = {
    "id", "record_kind", "name", "citations", "sources", "disputed", "parts", "speaker_name", "process", "follow_ups", "answers",
    "scope_area", "scope_duration", "scope_conditions", *persons.PARTS,
}  # fmt: skip
"""What is told apart from the other fields, or under another of them."""
NAMING = {
    **dict.fromkeys(("party", "parties", "confirmed_by", "disputed_by"), "party"),
    **dict.fromkeys(("person", "head", "speaker"), "person"),
    **dict.fromkeys(("place", "places"), "place"),
    **dict.fromkeys(("issue", "issues"), "issue"),
}
"""The fields that name a party, a person, a place or an issue."""
HANDLES = {"round", "track", "delegation", "third_party", "agreement", "outcome", "provision", "supersedes", "about"}
"""The fields that name another record, which has no name in words."""
DAYS = {"deadline", "published", "accessed"}
"""The fields that hold a date without what sources say of it."""
REPORTED: dict[str, Callable[[Question], rounds.Teller | agreements.Teller]] = {"round": rounds.Teller, "agreement": agreements.Teller}
"""What tells the kinds that have a report of their own."""
CODED = rounds.CODED | {"standing", "change", "roles", "type", "precision", "family"}
"""The fields that hold words of a vocabulary."""
FIELDS = (Column("field", keep=True), Column("value", grow=1))
FEW = 12
"""As many records of a kind within a record are named; more are counted."""


def show(question: Question, word: str) -> Document:
    """Return one record whole, with what it rests on."""
    handle, kind = entries.found(question.reader, word, question.filters.process)
    item = entries.whole(question.reader, handle, kind)
    question.note(item)
    return Document(
        title=handle,
        query={**question.words, "handle": handle},
        as_known=question.as_known,
        notices=question.notices(),
        items=[item],
        tell=lambda found: Teller(question, found["record_kind"]).tell(found),
        columns=("field", "value"),
        cells=_cells,
        sources=question.sources,
    )


class Teller:
    """Tells one record of a kind."""

    def __init__(self, question: Question, kind: str) -> None:
        """Take the question and the kind."""
        self.question = question
        self.kind = kind
        self.names = question.names
        self.marks = question.numbering

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell the record, and what it rests on."""
        if self.kind in REPORTED:
            yield from REPORTED[self.kind](self.question).tell(item)
            yield from self.note(item)
        else:
            yield from self.fields(item)
        yield from self.rests_on(item)

    def note(self, item: Item) -> Iterator[Block]:
        """Tell the coder's remark on a record that a report tells, which has no place for it."""
        if item["note"]:
            yield Table(FIELDS, ((Span("note", "muted"), item["note"]),), indent=0)
            yield Gap()

    def fields(self, item: Item) -> Iterator[Block]:
        """Tell what a record says, field by field, and what became of it."""
        title = str(item.get("name") or item["id"].rpartition("/")[2])
        said = (Span(title, "strong"), " · ", wording.word(self.kind), " · ", Span(item["id"], "handle"))
        yield Heading(2, said, anchor=item["id"])
        rows = [(Span(wording.word(name), "muted"), self.value(name, item[name])) for name in self.filled(item)]
        yield Table(FIELDS, (*rows, *self.parts(item)), indent=0)
        yield from agreements.Teller(self.question).follow_ups({"follow_ups": item.get("follow_ups") or []})
        yield Gap()
        if self.kind == "person":
            yield from persons.tell(item, self.question)
        yield from rounds.Teller(self.question).disputed(item)

    def filled(self, item: Item) -> Iterator[str]:
        """Yield the names of the fields that say something."""
        for name, value in item.items():
            if name not in APART and value not in (None, "", [], {}):
                yield name

    def value(self, name: str, value: Any) -> Run:
        """Return what a field says, in words."""
        if name == "demands":
            return _joined([self.demand(found) for found in value])
        if isinstance(value, list):
            return _joined([self.value(name, inner) for inner in value])
        if isinstance(value, dict):
            return self.date(value) if "edtf" in value else _limits(value)
        if name in DAYS:
            return wording.day({"edtf": value})
        if name in HANDLES:
            return Span(value, "handle")
        naming = self.naming(name, value)
        if naming is not None:
            return naming(value)
        return wording.word(str(value)) if name in CODED else str(value)

    def naming(self, name: str, value: Any) -> Callable[[str], str] | None:
        """Return what names the party, person, place or issue that a field holds; None where it holds none."""
        kind = self.kind if name == "parent" else NAMING.get(name)
        if name == "affiliation":
            kind = None if value in vocabulary.AFFILIATION else "party"
        by_kind: dict[str | None, Callable[[str], str]] = {
            "party": self.names.short_party, "person": self.names.person, "place": self.names.place, "issue": self.names.issue,
        }  # fmt: skip
        return by_kind.get(kind)

    def demand(self, found: Item) -> Run:
        """Return a demand with what came of it."""
        owner = wording.genitive(self.names.short_party(found["party"]))
        return f"{owner} demand {wording.word(found['result'])}, ", Span(found["position"].partition("/")[2], "handle")

    def date(self, date: Item) -> Run:
        """Return a date with the words that the sources have for it."""
        return wording.day(date), f' ("{date["text"]}")' if date["text"] else ""

    def parts(self, item: Item) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each kind of the records within a record, which names them, or counts them where there are many."""
        for kind in vocabulary.KINDS:
            inside = [Span(found["id"].removeprefix(f"{item['id']}/"), "handle") for found in item["parts"] if found["kind"] == kind]
            if inside:
                yield Span(wording.PLURAL[kind], "muted"), _joined(inside) if len(inside) <= FEW else f"{len(inside):,}"

    def rests_on(self, item: Item) -> Iterator[Block]:
        """Tell what the sources do, in whose words, and of which fields; those that do the same are told once."""
        alike: dict[tuple[str, str], list[str]] = {}
        for citation in item["citations"]:
            alike.setdefault((wording.word(citation["stance"]), self.cited(citation)), []).append(citation["source"])
        rows = tuple((*told, self.marks(sources)) for told, sources in alike.items())
        if rows:
            yield Table((Column("stance", keep=True), Column("said", grow=1)), rows, heading="Rests on")

    def cited(self, citation: Item) -> str:
        """Return what a citation says of itself beside what the source does."""
        said = [f'"{citation["quote"]}"'] if citation["quote"] else []
        said += [citation["locator"]] if citation["locator"] else []
        said += [self.names.person(citation["speaker"])] if citation["speaker"] else []
        said += [f"on {text.listed(map(wording.word, citation['fields']))}"] if citation["fields"] else []
        said += ["another reading"] if citation["reading"] else []
        return "; ".join(said)


def _joined(several: list[Any]) -> Run:
    """Return pieces of a line one after the other."""
    return tuple(piece for said in several for piece in ("; ", said))[1:]


def _limits(scope: Item) -> str:
    return "; ".join(f"{wording.word(name)}: {limit}" for name, limit in scope.items() if limit)


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for name, value in item.items():
        if value not in (None, "", [], {}):
            yield name, value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def listing(question: Question, kind: str) -> Document:
    """Return the records of a kind."""
    return Document(
        title=wording.PLURAL[kind].capitalize(),
        query={**question.words, "kind": kind},
        as_known=question.as_known,
        notices=question.notices(),
        items=entries.listed(question.reader, kind, question.filters),
        tell=_line,
        columns=("id", "name", "aliases"),
        cells=lambda item: iter([(item["id"], item["name"], "; ".join(item.get("aliases") or []))]),
        empty=f"No {wording.word(kind)} on record.",
    )


def _line(item: Item) -> Iterator[Block]:
    aliases = ", ".join(item.get("aliases") or [])
    row = (Span(item["id"], "handle"), Span(str(item["name"]), "name"), Span(aliases, "muted"))
    yield Table((Column("id", keep=True), Column("name", grow=1), Column("aliases", grow=1)), (row,), indent=0, anchors=(item["id"],))
