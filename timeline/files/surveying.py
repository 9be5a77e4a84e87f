"""Which lines of JSON Lines tell of which process: large files are read one process after the other, and none of it is kept."""

import json
import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from timeline.files import lines, opening
from timeline.files.opening import Unreadable
from timeline.files.reader import Read
from timeline.problems import Place, Problem

SHARED = ""
"""Stands for the process of what all share, and of lines that do not say what they are about."""
ENOUGH = 1_000
"""Processes are read together until they have so many lines: each time costs something, however little there is."""
_NAMING = re.compile(rb'"\s*([a-z0-9][a-z0-9.-]*)/')
"""With what a name that leads through a process begins."""


class Survey:
    """What stands where in files of JSON Lines; `waived` has the rule and the record of each waiver in them."""

    def __init__(self, paths: list[Path]) -> None:
        """Go through the files once."""
        self.paths = paths
        self.problems: list[Problem] = []
        self.waived: set[tuple[str, str]] = set()
        self.told = [0] * len(paths)
        self.spans: dict[str, array[int]] = {SHARED: array("q")}
        self.counts: dict[str, int] = {SHARED: 0}
        self.naming: dict[str, set[str]] = {}
        self.before: dict[str, set[str]] = {}
        self.processes: list[str] = []
        for number, path in enumerate(paths):
            self._file(number, path)

    def lines(self, codes: Iterable[str] | None = None) -> int:
        """Return how many lines tell of some processes, or of anything."""
        return sum(self.counts.values()) if codes is None else sum(map(self.counts.__getitem__, codes))

    def portions(self, named: Iterable[str] = ()) -> Iterator[list[str]]:
        """Yield the codes of processes that are to be read together: those that name each other, and several small ones.

        First comes what all share, with the processes that it names, and with those `named` on record by what all share.
        """
        shared, *apart = _tied([*self.spans], (*self._ties(), {SHARED, *named} & self.spans.keys()))
        yield shared
        portion: list[str] = []
        for tied in apart:
            portion += tied
            if self.lines(portion) >= ENOUGH:
                yield portion
                portion = []
        if portion:
            yield portion

    def read(self, codes: Iterable[str]) -> Iterator[Read]:
        """Yield what each file says of some processes, and what is wrong with it."""
        width = len(_SPAN)
        spans = sorted(tuple(held[at : at + width]) for held in map(self.spans.__getitem__, codes) for at in range(0, len(held), width))
        for number, several in groupby(spans, key=itemgetter(0)):
            path, told = self.paths[number], self.told[number]
            if told < opening.MOST:
                with path.open("rb") as file:
                    found = lines.read_from(str(path), _lines(file, str(path), several), told)
                self.told[number] += len(found.problems)
                yield found

    def _file(self, number: int, path: Path) -> None:
        says, start, told = False, 0, len(self.problems)
        try:
            for raw, place in lines.raw(path, str(path)):
                if raw.removeprefix(opening.MARK).strip():
                    says = True
                    self._note(self._process(raw), number, start, place.line, start + len(raw))
                start += len(raw)
        except Unreadable as stopped:
            self.problems.append(stopped.problem)
        if not says and len(self.problems) == told:
            self.problems.append(Problem("the file says nothing", Place(str(path), 1, 1)))

    def _note(self, code: str, *span: int) -> None:
        """Note where a line stands; one behind another makes that one longer."""
        held = self.spans.setdefault(code, array("q"))
        self.counts[code] = self.counts.get(code, 0) + 1
        if held and held[-4] == span[0] and held[-1] == span[1]:
            held[-1] = span[3]
        else:
            held.extend(span)

    def _process(self, raw: bytes) -> str:
        """Return the code of the process that a line tells of."""
        try:
            said = json.loads(raw.removeprefix(opening.MARK))
        except (ValueError, RecursionError):
            return SHARED
        handle = said.get("id") if isinstance(said, dict) else None
        if not isinstance(handle, str):
            return SHARED
        code, slash, _ = handle.strip().partition("/")
        if said.get("record_kind") == "process":
            self.processes.append(code)
        elif not slash:
            code = SHARED
        self._relate(code, said, json.dumps(said, ensure_ascii=False).encode("utf-8", "replace") if b"\\" in raw else raw)
        return code

    def _relate(self, code: str, said: dict[str, Any], raw: bytes) -> None:
        """Note which processes a line may name, what its own was called before, and what it waives."""
        named = {name.decode() for name in {*_NAMING.findall(raw)}}
        if "waivers" in said or "about" in said:
            waived = [(str(part.get("rule")), str(part.get("subject"))) for part in _several(said.get("waivers"), dict)]
            self.waived.update(waived)
            named |= {*_several(said.get("about")), *(subject for _, subject in waived)}
        for other in named - {code}:
            self.naming.setdefault(other, set()).add(code)
        for old in _several(said.get("formerly")) if code else ():
            self.before.setdefault(old.partition("/")[0], set()).add(code)

    def _ties(self) -> Iterator[set[str]]:
        """Yield the processes that have to do with one that is called so, or was."""
        for code in {*self.naming, *self.before}:
            called = self.before.get(code, set()) | ({code} if code in self.spans else set())
            if called:
                yield called | self.naming.get(code, set())


_SPAN = ("file", "first byte", "first line", "last byte")
"""What is noted of lines that stand behind each other."""


def _several(said: Any, kind: type = str) -> list[Any]:
    return [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, kind)]


def _lines(file: BinaryIO, shown: str, spans: Iterable[tuple[int, ...]]) -> Iterator[tuple[bytes, Place]]:
    """Yield the lines of spans of a file."""
    for _, start, line, end in spans:
        file.seek(start)
        for number, raw in enumerate(file.read(end - start).split(b"\n"), start=line):
            yield raw, Place(shown, number, 1)


def _tied(codes: list[str], ties: Iterable[set[str]]) -> Iterator[list[str]]:
    """Yield codes that are tied to each other, through however many others, in their order."""
    leads = {code: code for code in codes}

    def first(code: str) -> str:
        while leads[code] != code:
            leads[code] = code = leads[leads[code]]
        return code

    for tie in ties:
        roots = [first(code) for code in tie]
        leads.update(dict.fromkeys(roots, roots[0]))
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(first(code), []).append(code)
    yield from found.values()
