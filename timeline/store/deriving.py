"""What follows from records: the day a fact became known, what was known before, who is named, and by what names."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from timeline import dates, records, text
from timeline.dates import OPEN_END, OPEN_START, Day
from timeline.dossier import Dossier, Entry
from timeline.records import Citation, Part, Said
from timeline.store import tables

Row = dict[str, Any]
STANDS = {"id", "process", "round", "track", "delegation", "third_party", "agreement", "outcome", "provision",
          "party", "person", "sequence", "note", "formerly"}  # fmt: skip
"""Fields that say which record it is: no reading can differ in them."""
TALKS = ("process", "track")
"""The kinds of records within which others are told, and which are told as themselves."""
OF_TALKS = {"name", "conflict", "parties", "issues"}
"""Fields that say which talks a process is: what is told under it is told of these, whatever was known of them by then."""
OF_DATE = {"said", "basis", "earliest", "latest", "precision"}
"""Fields that belong to the date: who speaks to the date speaks to them."""
OF_PERSON = {"role", "office", "capacity"}
"""Fields that tell what somebody is: a source that speaks to these alone does not tell that the person was there, or signed."""
UNKNOWN = {"round": {"status": "unknown"}, "process": {"status": "unknown"}}
WORDED = ("name", "short", "title", "publisher", "author", "conflict", "text", "summary", "office", "capacity", "said", "locator",
          "scope_area", "scope_duration", "scope_conditions", "change_reason", "note")  # fmt: skip
NAMED = ("party", "person", "place", "issue")
PRESENT = OPEN_END - 1
"""The day of what was published nobody knows when: full text search finds it in the present alone."""


class Version(NamedTuple):
    """What a record was known to say from one day until before another."""

    known: Day
    until: Day
    values: Row


class Deriver:
    """Derives the rows of every table from a dossier that holds all that they depend on."""

    def __init__(self, dossier: Dossier) -> None:
        """Take the dossier."""
        self.dossier = dossier
        self.days: dict[str, Day] = {}
        self.roots: dict[str, str] = {}

    def published(self, handle: str) -> Day:
        """Return the day by which a source had certainly been published; the last of all where there is no such source."""
        day = self.days.get(handle)
        if day is None:
            entry = self.dossier.get(handle)
            day = self.days[handle] = _published(entry.record) if entry and isinstance(entry.record, records.Source) else OPEN_END
        return day

    def speaks_for(self, handle: str) -> str | None:
        """Return the party for which a person speaks; None for what is no person."""
        entry = self.dossier.get(handle)
        return entry.record.party if entry and isinstance(entry.record, records.Person) else None

    def root(self, entry: Entry) -> str:
        """Return the record under which reports tell this one: its round where it has one."""
        known = self.roots.get(entry.id)
        if known is None:
            known = self.roots[entry.id] = self._root(entry)
        return known

    def _root(self, entry: Entry) -> str:
        about = entry.field("round")
        if entry.kind in TALKS or about:
            return str(about or entry.id)
        held = self.dossier.parent(entry)
        return entry.id if held is None or held.kind in TALKS else self.root(held)

    def rows(self, entry: Entry) -> Iterator[tuple[str, Row]]:
        """Yield the rows of an entry, each with the name of its table."""
        shared: Row = {"root": self.root(entry), "process": process(entry)}
        yield from _names(entry)
        yield from (("former", {"handle": handle, "record": entry.id}) for handle in dict.fromkeys(entry.record.formerly))
        if entry.kind not in tables.CITABLE:
            known = self.published(entry.id) if entry.kind == "source" else OPEN_START
            values = _values(entry.record)
            yield entry.kind, {**values, **shared, "known": known}
            yield from self.parts(entry, [], shared, known)
            yield from self.wordings(entry, shared, [Version(known, OPEN_END, values)], [])
            return
        cited = self.dossier.citations(entry)
        *past, now = self.versions(entry, cited)
        yield entry.kind, {**now.values, **shared, "known": now.known}
        for version in past:
            yield f"{entry.kind}_past", {**version.values, **shared, "known": version.known, "until": version.until}
        first = past[0].known if past else now.known
        yield from self.parts(entry, cited, shared, first)
        named = self.named(entry, cited, [*past, now])
        for (who, role), since in named.items():
            yield "mention", {"record": entry.id, "who": who, "role": role, **shared, "known": since}
        for issue, since in self.about(entry, first):
            yield "mention", {"record": entry.id, "who": issue, "role": "issue", **shared, "known": since}
        names = [(getattr(held.record, "name", ""), since) for (who, _), since in named.items() if (held := self.dossier.get(who))]
        yield from self.wordings(entry, shared, [*past, now], names)

    def wordings(self, entry: Entry, shared: Row, versions: list[Version], names: list[tuple[str, Day]]) -> Iterator[tuple[str, Row]]:
        """Yield what full text search reads of an entry, as it was known to read over time: each quote and name from its day on."""
        quotes = [(citation.quote or "", self.published(citation.source)) for citation in entry.citations]
        days = {min(day, PRESENT) for _, day in (*quotes, *names)}
        for version in versions:
            turns = sorted({version.known, *(day for day in days if version.known < day < version.until)})
            for since, until in pairwise([*turns, version.until]):
                said = _said(entry, version, _known(quotes, until))
                latin, named = "" if said.isascii() else text.fold(said), " · ".join(_known(names, until))
                row = {"id": entry.id, "kind": entry.kind, **shared, **self.dated(shared["root"], version), "known": since, "until": until}
                yield "wording", {**row, "said": said, "latin": latin, "names": named}

    def dated(self, told_under: str, version: Version) -> Row:
        """Return the bounds of a record's own date, else of the round under which it is told."""
        if version.values.get("earliest") is not None:
            return {name: version.values[name] for name in ("earliest", "latest")}
        root = self.dossier.get(told_under)
        bounds = _bounds(root.field("date") if root else None)
        return {name: bounds[name] for name in ("earliest", "latest")}

    def parts(self, entry: Entry, cited: list[Citation], shared: Row, known: Day) -> Iterator[tuple[str, Row]]:
        """Yield the rows of a record's parts and of what it rests on; a citation is known when its source was published."""
        for into, found in entry.parts.items():
            if into != "citations":
                for part in found:
                    since = self.supported(entry, part.number) if into == "readings" else self.since(part, known)
                    yield str(tables.PARTS[into].name), {**_values(part), **shared, "known": since}
        own = entry.citations
        taken = [] if any(citation.reading == 0 for citation in own) else cited
        for number, citation in enumerate([*own, *taken], start=1):
            row = {**_values(citation), **shared, "record": entry.id, "number": number}
            row["known"], row["inherited"] = self.published(citation.source), number > len(own)
            yield "citation", row

    def since(self, part: Part, known: Day) -> Day:
        """Return the day from which a part was known: its own source's, else its record's."""
        source = getattr(part, "source", None)
        return self.published(source) if source else known

    def versions(self, entry: Entry, cited: list[Citation]) -> list[Version]:
        """Return what a record that rests on citations was known to say over time; the last is what it says now."""
        now, stands = _values(entry.record), self.stands(entry, cited)
        if entry.kind != "process" and not entry.readings and not any(citation.fields for citation in cited):
            return [Version(stands, OPEN_END, now)]
        accounts = [(_account(reading.said), self.supported(entry, reading.number)) for reading in entry.readings]
        told = [stands, *(day for _, day in accounts)]
        turns = sorted({*told, *(day for day in self.days_of(cited) if day > min(told))})
        settled = min(max(stands, self.full(entry, cited)), OPEN_END)
        states = [*((day, self.at(day, entry, cited, accounts)) for day in turns if day < settled), (settled, now)]
        turned = [next(same) for _, same in groupby(states, key=itemgetter(1))]
        spans = pairwise([*(day for day, _ in turned), OPEN_END])
        return [Version(*span, values) for span, (_, values) in zip(spans, turned, strict=True)]

    def stands(self, entry: Entry, cited: list[Citation]) -> Day:
        """Return the day from which a record was known at all, if no account of it came earlier.

        A process always was, so that what is told under it has a place.
        """
        if entry.kind == "process":
            return OPEN_START
        telling = [citation for citation in cited if not citation.fields or not OF_PERSON.issuperset(citation.fields)]
        return min(self.days_of(telling or cited), default=OPEN_END)

    def full(self, entry: Entry, cited: list[Citation]) -> Day:
        """Return the day from which the record says all that it says now."""
        said = [name for name, value in _values(entry.record).items() if not _stands(entry, name) and value not in (None, (), "")]
        return max((self.field_known(entry, name, cited) for name in said), default=OPEN_END)

    def field_known(self, entry: Entry, name: str, cited: list[Citation]) -> Day:
        """Return the day from which what the record says in a field was known.

        What a process says sums up all that its sources tell, or those that are cited for the field: the last of them completes it.
        """
        whole = self.days_of([citation for citation in cited if not citation.fields])
        own = self.days_of([c for c in cited if name in c.fields or (name in OF_DATE and "date" in c.fields)])
        if entry.kind == "process":
            return max(own or whole, default=OPEN_END)
        return min([*whole, *own], default=OPEN_END)

    def days_of(self, cited: list[Citation]) -> list[Day]:
        """Return the days by which the sources of citations had been published."""
        return [self.published(citation.source) for citation in cited]

    def supported(self, entry: Entry, number: int) -> Day:
        """Return the day from which a reading was known."""
        return min(self.days_of([citation for citation in entry.citations if citation.reading == number]), default=OPEN_END)

    def at(self, day: Day, entry: Entry, cited: list[Citation], accounts: list[tuple[Row, Day]]) -> Row:
        """Return what the record was known to say on a day."""
        values = _values(entry.record)
        changed: Row = {}
        for name in values:
            if _stands(entry, name) or self.field_known(entry, name, cited) <= day:
                continue
            before = [(since, said[name]) for said, since in accounts if since <= day and name in said]
            untold = UNKNOWN.get(entry.kind, {}).get(name, () if isinstance(values[name], tuple) else None)
            changed[name] = max(before, key=itemgetter(0))[1] if before else untold
        values.update(changed)
        if "date" in changed:
            values.update(_bounds(values["date"]))
        return values

    def named(self, entry: Entry, cited: list[Citation], versions: list[Version]) -> dict[tuple[str, str], Day]:
        """Return the parties, persons, places and issues that an entry names, each with its role, and since when that was known."""
        first = versions[0].known
        found = [
            (who, field, first if len(versions) == 1 else _first_named(who, field, versions))
            for field in _naming(type(entry.record))
            for who in _several(entry.field(field))
        ]
        found += [(citation.speaker, "speaker", max(first, self.published(citation.source))) for citation in cited if citation.speaker]
        found += [(party, "speaker", since) for who, _, since in found if (party := self.speaks_for(who))]
        earliest: dict[tuple[str, str], Day] = {}
        for who, role, since in found:
            earliest[who, role] = min(since, earliest.get((who, role), since))
        return dict(sorted(earliest.items()))

    def about(self, entry: Entry, first: Day) -> Iterator[tuple[str, Day]]:
        """Yield the issue of the outcome or provision that a follow-up is of, and since when that was known.

        Whom it concerns does not follow: who confirms an outcome need not have a part in what becomes of it.
        """
        followed = self.dossier.get(entry.field("outcome") or entry.field("provision")) if entry.kind == "follow_up" else None
        if followed is not None:
            cited = self.dossier.citations(followed)
            for (issue, role), since in self.named(followed, cited, self.versions(followed, cited)).items():
                if role == "issue":
                    yield issue, max(first, since)


def _first_named(who: str, field: str, versions: list[Version]) -> Day:
    """Return the day from which a record was known to name somebody in a field."""
    return next(version.known for version in versions if who in _several(version.values[field]))


@cache
def _naming(kind: type[Said]) -> tuple[str, ...]:
    """Return the fields in which records of a kind name parties, persons, places and issues; a process has them all."""
    return () if kind is records.Process else tuple(field for field, named in records.references(kind).items() if named in NAMED)


def process(entry: Entry) -> str | None:
    """Return the process of an entry; None for what all processes share."""
    if entry.kind == "process":
        return entry.id
    own: str | None = entry.field("process")
    if own or "/" not in entry.id:
        return own
    return entry.id.partition("/")[0]


def _stands(entry: Entry, name: str) -> bool:
    """Tell whether a field says which record it is, so that it holds on every day."""
    return name in STANDS or (entry.kind == "process" and name in OF_TALKS)


def _account(said: str) -> Row:
    """Return the fields that an account gives, as a record holds them."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(said).items()}


def _several(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _known(words: list[tuple[str, Day]], until: Day) -> list[str]:
    """Return the words known before a day, each once."""
    return list(dict.fromkeys(word for word, since in words if word and min(since, PRESENT) < until))


def _said(entry: Entry, version: Version, quotes: list[str]) -> str:
    words = [*(version.values[name] for name in _worded(type(entry.record))), *(entry.field("aliases") or ()), *quotes]
    return "\n".join(dict.fromkeys(word for word in words if word and isinstance(word, str)))


@cache
def _worded(kind: type[Said]) -> tuple[str, ...]:
    """Return the fields of a kind that are told in words."""
    return tuple(name for name in WORDED if name in kind.model_fields)


def _published(source: records.Source) -> Day:
    """Return the day by which a source had certainly been published."""
    for date in (source.published, source.accessed):
        if date:
            return dates.parse(date).latest
    return OPEN_END


def _bounds(date: str | None) -> Row:
    if not date:
        return {"earliest": None, "latest": None, "precision": None}
    parsed = dates.parse(date)
    return {"earliest": parsed.earliest, "latest": parsed.latest, "precision": parsed.precision}


def _values(said: Said) -> Row:
    """Return all that a record or part says, with the bounds of its date."""
    values = said.__dict__.copy()
    if "date" in values:
        values.update(_bounds(values["date"]))
    return values


def _names(entry: Entry) -> Iterator[tuple[str, Row]]:
    if entry.kind not in NAMED and entry.kind not in {"process", "track"}:
        return
    record = entry.record
    codes = [handle.rpartition("/")[2].replace("-", " ") for handle in (record.id, *record.formerly)]
    written = [getattr(record, "name", ""), getattr(record, "short", None) or "", *getattr(record, "aliases", ()), *codes]
    seen: set[str] = set()
    for name in written:
        folded = text.fold(name)
        if folded and folded not in seen:
            seen.add(folded)
            yield "name", {"folded": folded, "record": record.id, "kind": entry.kind, "name": name}
