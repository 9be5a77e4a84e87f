"""Which records belong together: parts of one another, and rounds of one track."""

from collections.abc import Iterable

from timeline.dossier import Dossier, Entry
from timeline.records import Round


def line(dossier: Dossier, handle: str | None) -> list[str]:
    """Return a handle with those of all that its record is a part of, from the inside outwards."""
    found: list[str] = []
    while handle and handle not in found:
        found.append(handle)
        held = dossier.get(handle)
        handle = getattr(held.record, "parent", None) if held else None
    return found


def akin(dossier: Dossier, one: str, other: str) -> bool:
    """Tell whether two records are one, or one is a part of the other."""
    return one in line(dossier, other) or other in line(dossier, one)


def track(held: Round) -> tuple[str, str | None]:
    """Return what a round is counted in: its track, or its process apart from the tracks."""
    return held.process, held.track


def tracks(dossier: Dossier) -> Iterable[list[tuple[Entry, Round]]]:
    """Return the rounds of each track, and those of each process that are in none."""
    found: dict[tuple[str, str | None], list[tuple[Entry, Round]]] = {}
    for entry, held in dossier.of(Round):
        found.setdefault(track(held), []).append((entry, held))
    return found.values()
