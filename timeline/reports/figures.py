"""What is drawn beside the telling: when things were."""

from collections.abc import Iterable
from typing import Any

from timeline import dates, vocabulary
from timeline.document import AxisMark, Role, TimeAxis
from timeline.queries.names import Names
from timeline.reports import wording

Item = dict[str, Any]

NOT_HELD = {"proposed", "tentative", "confirmed", "postponed", "cancelled", "refused", "boycotted"}
ROLES: tuple[tuple[Role, str], ...] = (("muted", "not held: planned, put off, called off or refused"),)


def rounds(found: Iterable[Item]) -> TimeAxis:
    """Return rounds on a time axis: those of several processes, or of several strands of one, in a row for each."""
    several = list(found)
    by = "process_name" if len({item["process_name"] for item in several}) > 1 else "track_name"
    parted = len({item[by] for item in several}) > 1
    marks = [_round(item, lane=(item[by] or "In no strand") if parted else "") for item in several]
    return TimeAxis("Rounds in time", tuple(marks), ROLES)


def chronology(found: Iterable[Item], names: Names) -> TimeAxis:
    """Return everything dated on a time axis, each kind of record in a row of its own."""
    several = sorted(found, key=lambda item: vocabulary.KINDS.position(item["kind"]))
    return TimeAxis("Records in time", tuple(_record(item, names) for item in several), ROLES)


def _round(item: Item, *, lane: str) -> AxisMark:
    number = f"Round {item['number']}" if item["number"] is not None else item["name"] or item["id"].rpartition("/")[2]
    said = f"{number}, {wording.when(item['date'])}, {wording.word(item['status'] or 'unknown')}"
    label = wording.called(item["name"], item["id"]) if item["number"] is None else str(item["number"])
    return _mark(item, label, said=said, lane=lane)


def _record(item: Item, names: Names) -> AxisMark:
    if item["kind"] == "round":
        return _round(item, lane=wording.PLURAL["round"])
    about = f", {names.issue(item['issue'])}" if item["issue"] else ""
    status = f", {wording.word(item['status'])}" if item["status"] else ""
    said = f"{wording.word(item['kind']).capitalize()}{about}, {wording.when(item['date'])}{status}"
    return _mark(item, "", said=said, lane=wording.PLURAL[item["kind"]])


def _mark(item: Item, label: str, *, said: str, lane: str) -> AxisMark:
    role: Role | None = "muted" if item["kind"] == "round" and item["status"] in NOT_HELD else None
    sure = item["date"] is not None and certain(item["date"]["edtf"])
    return AxisMark(label, item["earliest"], item["latest"], sure, role, item["id"], said, lane)


def certain(edtf: str) -> bool:
    """Tell whether a date says of each day from its first to its last that it was then, and no more than that."""
    date = dates.parse(edtf)
    if date.uncertain or date.approximate:
        return False
    if "/" in edtf:
        return all(end == ".." or (end != "" and dates.parse(end).precision == "day") for end in edtf.split("/"))
    if edtf.startswith("{"):
        return date.duration() == edtf.count(",") + 1
    return date.precision in {"time", "day"} and not edtf.startswith("[")
