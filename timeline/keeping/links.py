"""Which records a record names, and the same record with other names in it, or without some."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from timeline import dossier, records, references
from timeline.dossier import Entry
from timeline.problems import TimelineError
from timeline.records import Part, Reading, Record

Change = Callable[[str], str | None]
"""What a handle becomes; None where it is to be named no more."""


def named(entry: Entry) -> Iterator[str]:
    """Yield the handle of every record that an entry names."""
    several: list[Record | Part] = [entry.record, *(part for parts in entry.parts.values() for part in parts)]
    for said in several:
        values = said.model_dump()
        yield from _in_fields(values, _fields(said))
        if isinstance(said, Reading):
            yield from _in_fields(json.loads(said.said), _fields(entry.record))


def _in_fields(values: dict[str, Any], fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        several = values.get(field) or ()
        yield from (several,) if isinstance(several, str) else several


def _fields(said: Record | Part) -> dict[str, str]:
    """Return the fields that name a record, those among them that follow from where the record stands."""
    return {**records.references(type(said)), **references.looked_up(said)}


def renamed(entry: Entry, change: Change) -> Entry:
    """Return an entry with every handle in it changed, its own as well; a part that then names nothing is left out.

    Raises TimelineError where the record cannot do without what it is to name no more.
    """
    plain = entry.plain()
    plain["id"] = change(entry.id) or entry.id
    _rename(plain, entry.record, entry, change)
    says = {
        into: [_rename_part(values, part, entry, change) for values, part in zip(plain[into], parts, strict=True)]
        for into, parts in _parts(entry)
    }
    for into in says.keys() - {"citations", "readings"}:
        plain[into] = [values for values, kept in zip(plain[into], says[into], strict=True) if kept]
    _keep_accounts(plain, says)
    return dossier.restored(plain)


def _parts(entry: Entry) -> list[tuple[str, list[Part]]]:
    return [(into, parts) for into, parts in entry.parts.items() if parts]


def _keep_accounts(plain: dict[str, Any], says: dict[str, list[bool]]) -> None:
    """Keep the citations and accounts that still say something; an account on which nothing rests any more goes with its sources."""
    cited = [values for values, kept in zip(plain.get("citations", ()), says.get("citations", ()), strict=True) if kept]
    resting = {values.get("reading", 0) for values in cited}
    accounts = [number for number, kept in enumerate(says.get("readings", ()), start=1) if kept and number in resting]
    numbers = {0: 0, **{old: new for new, old in enumerate(accounts, start=1)}}
    plain["readings"] = [plain["readings"][number - 1] for number in accounts]
    plain["citations"] = [
        {**values, "reading": numbers[values.get("reading", 0)]} for values in cited if values.get("reading", 0) in numbers
    ]


def _rename(values: dict[str, Any], said: Record | Part, entry: Entry, change: Change) -> None:
    for field in _fields(said):
        if field not in values:
            continue
        before = values[field]
        after = change(before) if isinstance(before, str) else list(dict.fromkeys(new for one in before if (new := change(one))))
        if after:
            values[field] = after
        elif type(said).model_fields[field].is_required() and isinstance(said, Record):
            raise TimelineError(
                f"'{entry.id}' names '{before}' as its {field}, and cannot do without", "Change or remove that record first."
            )
        else:
            del values[field]


def _rename_part(values: dict[str, Any], part: Part, entry: Entry, change: Change) -> bool:
    """Change the handles in a part, and tell whether it still says something."""
    if isinstance(part, Reading):
        _rename(values["said"], entry.record, entry, change)
        return bool(values["said"])
    _rename(values, part, entry, change)
    return all(field in values for field in _fields(part) if type(part).model_fields[field].is_required())
