"""What became known between two days, in words."""

from collections.abc import Callable, Iterator
from typing import Any

from timeline import dates, text
from timeline.dates import Day
from timeline.document import Block, Column, Document, Gap, Paragraph, Run, Span, Table
from timeline.queries import diff
from timeline.queries.names import Names
from timeline.reports import rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

TABLE = (Column("date", keep=True), Column("told", grow=1))


def report(question: Question, before: str) -> Document:
    """Return what became known after one day and by another."""
    day = dates.bounds(before)[1]
    after = dates.say(dates.read(question.as_known or ""))
    return Document(
        title="What became known",
        query={**question.words, "before": before},
        as_known=f"{before}..{question.as_known}",
        notices=(f"What some source published after {dates.say(dates.read(before))} and by {after}.",),
        items=_items(question, day),
        tell=lambda item: _tell(item, question),
        columns=("id", "process", "kind", "change", "date", "field", "before", "after", "sources"),
        cells=lambda item: _cells(item, question.names),
        raw=frozenset({"date"}),
        closing=lambda: _closing(question, day),
        sources=question.sources,
        empty="Nothing became known between the two days.",
    )


def _items(question: Question, before: Day) -> Iterator[Item]:
    for item in diff.diff(question.reader, before, question.filters):
        item["text"] = said(item, question.names)
        question.note(item)
        yield item


def _tell(item: Item, question: Question) -> Iterator[Block]:
    when: Run = wording.day(item["date"]) if item["date"] else ""
    told: Run = item["text"] if item["change"] == "new" else tuple(_moved(item, question))
    handle = Span(item["id"].partition("/")[2] or item["id"], "handle")
    yield Table(TABLE, ((when, (handle, "  ", told), question.numbering(item["sources"])),), indent=0)


def _moved(item: Item, question: Question) -> Iterator[Run]:
    """Yield each field that came to say something else: what it said, and what it says."""
    teller = rounds.Teller(question)
    yield "changed: "
    for number, field in enumerate(item["fields"]):
        values = [
            teller.value(field["field"], value) if value not in (None, [], "") else "nothing" for value in (field["before"], field["after"])
        ]
        yield f"{'; ' if number else ''}{wording.word(field['field'])} from "
        yield values[0]
        yield " to "
        yield values[1]


def said(item: Item, names: Names) -> str:
    """Return what a record says, in one line; what was not known of it is left out."""
    return TELLING[item["kind"]](item["says"], names)


def _led(head: str, *rest: str | None) -> str:
    """Return words with what they introduce, or what there is of both."""
    return ": ".join(part for part in (head, *rest) if part)


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _status(says: Item) -> str:
    return wording.word(says.get("status", "unknown"))


def _issue(says: Item, names: Names) -> str:
    return names.issue(says["issue"]) if says.get("issue") else ""


def _delegate(says: Item, names: Names) -> str:
    told = [wording.word(says.get("role", "unspecified"))] if says.get("role") not in {None, "unspecified"} else []
    told += [says["office"]] if says.get("office") else []
    return f"{names.person(says['person'])}{' (' + '; '.join(told) + ')' if told else ''}"


def _outcome(says: Item, names: Names) -> str:
    status = wording.word(says["status"]) if says.get("status") else ""
    return _led(_listed(_issue(says, names), status), says.get("text"))


def _position(says: Item, names: Names) -> str:
    stance = wording.word(says.get("stance", "position"))
    return _led(_listed(names.short_party(says["party"]), stance), says.get("text") or _issue(says, names))


def _statement(says: Item, names: Names) -> str:
    speaker = names.person(says["speaker"]) if says.get("speaker") else ""
    party = names.short_party(says["party"]) if says.get("party") else ""
    return _led(speaker or party or "unnamed", says.get("text"))


def _round(says: Item, names: Names) -> str:
    places = "; ".join(names.place(place) for place in says.get("places", []))
    return _led(_listed(says.get("name"), _status(says), places), says.get("summary"))


def _signature(says: Item, names: Names) -> str:
    by = [names.short_party(says["party"])] if says.get("party") else []
    by += [names.person(says["person"])] if says.get("person") else []
    return _led(text.listed(by) or "a signature", wording.word(says.get("status", "signed")))


TELLING: dict[str, Callable[[Item, Names], str]] = {
    "process": lambda says, _: _led(says.get("name", "a process"), _status(says)),
    "round": _round,
    "delegation": lambda says, names: f"{names.short_party(says['party'])} takes part",
    "delegate": _delegate,
    "third_party": lambda says, names: (
        f"{names.short_party(says['party'])}: {', '.join(map(wording.word, says.get('roles', ['present'])))}"
    ),
    "intermediary": _delegate,
    "position": _position,
    "outcome": _outcome,
    "follow_up": lambda says, _: _led(_status(says), says.get("text")),
    "agreement": lambda says, _: str(says.get("name") or says.get("text") or "a document"),
    "signature": _signature,
    "provision": lambda says, _: str(says.get("text", "a provision")),
    "statement": _statement,
    "event": lambda says, _: str(says.get("text", "an event")),
}
"""How a record of each kind is told in one line."""


def _closing(question: Question, before: Day) -> Iterator[Block]:
    number = diff.supported(question.reader, before, question.filters)
    if number:
        yield Gap()
        yield Paragraph(f"{text.counted(number, 'record')} known before gained a source.")


def _cells(item: Item, names: Names) -> Iterator[tuple[str, ...]]:
    date = (item["date"] or {}).get("edtf") or ""
    head = (item["id"], item["process"] or "", item["kind"], item["change"], date)
    sources = "; ".join(item["sources"])
    if item["change"] == "new":
        yield (*head, "", "", said(item, names), sources)
    for field in item["fields"]:
        yield (*head, field["field"], str(field["before"] or ""), str(field["after"] or ""), sources)
