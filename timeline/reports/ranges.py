"""How reports name several rounds together: numbers as ranges, a whole track as one, the others one by one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from timeline import text
from timeline.queries.names import Names
from timeline.reports import wording

TOGETHER = 3
"""So many rounds of a track, and numbers in a row, are told as one."""


class Group(NamedTuple):
    """What rounds are named by together: their track, their numbers within a track, or the name of each."""

    by: str
    which: str | None


def rounds(handles: Iterable[str], every: Iterable[str], names: Names) -> str:
    """Return rounds in words: 'rounds 1 to 3 and 5; Signing in Oslo'; a track is whole where all of it among `every` are named."""
    asked, all_of_them = list(handles), list(every)
    if len(asked) >= TOGETHER and set(asked) == set(all_of_them):
        return f"all {len(asked)} rounds"
    whole = set(_whole(asked, all_of_them, names))
    groups: dict[Group, list[str]] = {}
    for handle in asked:
        groups.setdefault(_group(handle, whole, names), []).append(handle)
    return "; ".join(_said(group, several, names) for group, several in groups.items())


def _whole(asked: list[str], every: list[str], names: Names) -> Iterator[str]:
    """Yield the tracks of which all rounds are asked for, and enough to be told as one."""
    named, on_record = (Counter(_track(handle, names) for handle in handles) for handles in (asked, every))
    yield from (track for track, count in named.items() if track is not None and count >= max(TOGETHER, on_record[track]))


def _track(handle: str, names: Names) -> str | None:
    called = names.rounds.get(handle)
    return called.track if called else None


def _group(handle: str, whole: set[str], names: Names) -> Group:
    called = names.rounds.get(handle)
    if called is not None and called.track in whole:
        return Group("track", called.track)
    if called is not None and called.number is not None:
        return Group("number", None if called.alone else called.track)
    return Group("name", handle)


def _said(group: Group, handles: list[str], names: Names) -> str:
    if group.by == "track":
        return f"all {len(handles)} of the track {group.which}"
    if len(handles) == 1:
        return wording.meeting(handles[0], names)
    numbers = sorted({names.rounds[handle].number or 0 for handle in handles})
    return f"rounds {figures(numbers)}{f' ({group.which})' if group.which else ''}"


def figures(numbers: Iterable[int]) -> str:
    """Return numbers in their order, those in a row as a range: '1, 27 to 31 and 39'."""
    told: list[str] = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        several = [str(number) for _, number in run]
        told += several if len(several) < TOGETHER else [f"{several[0]} to {several[-1]}"]
    return text.listed(told)
