"""Other programs that keep dated entries in plain files, with the same rounds, asked the same.

None of them is fetched: what is not found on PATH, or in the folder of programs that is named, is left out.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import talks, timing
from tests.benchmarks.questions import Days, answers
from tests.benchmarks.timing import Command

NOTE = [
    "Milliseconds. jrnl, khal, bean-query and hledger are given an entry for each round, with its parties as tags and its words,",
    "in their own form, and asked for the day, the tag, the handle and the word; they read the whole file, and so are asked of the",
    "smaller ones only. sqlite-utils and SQLite's shell are asked of timeline's own database, the shell with all of its SQL.",
]
MOST = 10_000
"""The rounds of the largest file that programs which read it whole are asked about."""
QUESTIONS = ("rounds on a day", "rounds of a rare party", "one round whole", "a rare word")


class Entry(NamedTuple):
    """What a peer is given of a round: the first day on which it may have been, its handle, its parties and its words."""

    day: str
    handle: str
    parties: list[str]
    words: str


def entry(told: dict[str, Any]) -> Entry:
    """Return the entry of a round as timeline tells it."""
    words = [told["summary"], *(part["text"] for part in (*told["positions"], *told["outcomes"]))]
    return Entry(told["date"]["earliest"], told["id"], [of["party"] for of in told["delegations"]], " ".join(words))


Asked = dict[str, list[str]]


def jrnl(entries: Iterable[Entry], folder: Path, asked: Days) -> Asked:
    """Write a journal, and return what is asked of it."""
    journal, settings = folder / "journal.txt", folder / "jrnl.yaml"
    said = (f"[{e.day} 09:00:00 AM] {e.handle}.\n{' '.join(f'@{party}' for party in e.parties)} {e.words}\n\n" for e in entries)
    _write(journal, said)
    plain = {"body": "none", "date": "none", "tags": "none", "title": "none"}
    colours = "".join(f"  {name}: {colour}\n" for name, colour in plain.items())
    settings.write_text(
        f"colors:\n{colours}default_hour: 9\ndefault_minute: 0\neditor: ''\nencrypt: false\nhighlight: false\nindent_character: '|'\n"
        f"journals:\n  default:\n    journal: {journal}\nlinewrap: 79\ntagsymbols: '@'\ntemplate: false\ntimeformat: '%F %r'\n"
    )
    start = ["--config-file", str(settings)]
    return _asked(
        [*start, "-on", asked.rare],
        [*start, f"@{talks.RARE_PARTY}"],
        [*start, "-contains", talks.RARE_ROUND],
        [*start, "-contains", talks.RARE_WORD],
    )


def khal(entries: Iterable[Entry], folder: Path, asked: Days) -> Asked:
    """Write a calendar, and return what is asked of it; what it keeps beside it is made in the turn that is not counted."""
    calendar, settings = folder / "calendar", folder / "khal.conf"
    calendar.mkdir(exist_ok=True)
    for number, of in enumerate(entries):
        stated = (f"UID:{number}", "DTSTAMP:20200101T000000Z", f"DTSTART;VALUE=DATE:{of.day.replace('-', '')}", f"SUMMARY:{of.handle}")
        told = (*stated, f"DESCRIPTION:{' '.join(of.parties)} {of.words}", f"CATEGORIES:{','.join(of.parties)}")
        _write(calendar / f"{number}.ics", (f"{line}\r\n" for line in _event(told)))
    forms = "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
    times = "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
    named = f"[calendars]\n[[talks]]\npath = {calendar}\ntype = calendar\n"
    settings.write_text(f"{named}[locale]\n{forms}{times}[sqlite]\npath = {folder / 'khal.db'}\n")
    start = ["-c", str(settings)]
    return _asked(
        [*start, "list", asked.rare, "1d"],
        [*start, "search", talks.RARE_PARTY],
        [*start, "search", talks.RARE_ROUND],
        [*start, "search", talks.RARE_WORD],
    )


def _event(told: Iterable[str]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//talks//EN", "BEGIN:VEVENT")
    yield from told
    yield from ("END:VEVENT", "END:VCALENDAR")


def bean_query(entries: Iterable[Entry], folder: Path, asked: Days) -> Asked:
    """Write a ledger of which each round is a transaction, and return what is asked of it."""
    ledger = folder / "talks.beancount"
    opened = "1900-01-01 open Assets:Talks\n1900-01-01 open Equity:Talks\n"
    _write(
        ledger, [opened, *(f'{e.day} * "{e.handle}" "{e.words}" {_hashed(e)}\n  Assets:Talks  1 ROUND\n  Equity:Talks\n' for e in entries)]
    )
    told = "SELECT date, payee, narration WHERE account = 'Assets:Talks' AND"
    where = (f"date = {asked.rare}", f"'{talks.RARE_PARTY}' IN tags", f"payee = '{talks.RARE_ROUND}'", f"narration ~ '{talks.RARE_WORD}'")
    return _asked(*([str(ledger), f"{told} {said}"] for said in where))


def _hashed(of: Entry) -> str:
    return " ".join(f"#{party}" for party in of.parties)


def hledger(entries: Iterable[Entry], folder: Path, asked: Days) -> Asked:
    """Write a journal of which each round is a transaction, and return what is asked of it."""
    journal = folder / "talks.journal"
    tagged = (
        f"{e.day} {e.handle} {e.words}  ; {', '.join(f'{party}:' for party in e.parties)}\n    talks  1\n    rounds\n\n" for e in entries
    )
    _write(journal, tagged)
    where = (f"date:{asked.rare}", f"tag:{talks.RARE_PARTY}", f"desc:{talks.RARE_ROUND}", f"desc:{talks.RARE_WORD}")
    return _asked(*(["-f", str(journal), "print", said] for said in where))


READERS: dict[str, Callable[[Iterable[Entry], Path, Days], Asked]] = {
    "jrnl": jrnl,
    "khal": khal,
    "bean-query": bean_query,
    "hledger": hledger,
}
"""The programs that read text, by the names of their commands."""


PROGRAMS = (*READERS, "sqlite-utils")


def sqlite_utils(database: Path, asked: Days) -> Asked:
    """Return what is asked of a database of timeline's own."""
    day = asked.rare.replace("-", "")
    named = f"id IN (SELECT root FROM mention WHERE who = '{talks.RARE_PARTY}')"
    where = (f"earliest <= {day} AND latest >= {day}", named, f"id = '{talks.RARE_ROUND}'")
    found = f"SELECT * FROM wording WHERE number IN (SELECT rowid FROM search WHERE search MATCH '{talks.RARE_WORD}')"
    return _asked(*(["query", str(database), sql] for sql in (*(f"SELECT * FROM round WHERE {said}" for said in where), found)))


def _asked(*words: list[str]) -> Asked:
    return dict(zip(QUESTIONS, words, strict=True))


def _write(path: Path, said: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(said)


def found(programs: Path | None) -> dict[str, str]:
    """Return where the programs are."""
    path = os.pathsep.join([*([str(programs)] if programs else []), os.environ.get("PATH", os.defpath)])
    located = {name: shutil.which(name, path=path) for name in PROGRAMS}
    return {name: place for name, place in located.items() if place}


def missing(located: dict[str, str]) -> list[str]:
    """Return the programs that are left out."""
    return [name for name in PROGRAMS if name not in located]


def commands(size: int, database: Path, asked: Days, located: dict[str, str]) -> list[Command]:
    """Return what the programs are asked, after the files that they read are written."""
    folder = database.parent / f"peers-{size}"
    folder.mkdir(exist_ok=True)
    readers = {name: reader for name, reader in READERS.items() if name in located and size <= MOST}
    entries = [entry(told) for told in answers(database, "rounds")] if readers else []
    told = {name: reader(entries, folder, asked) for name, reader in readers.items()}
    told |= {"sqlite-utils": sqlite_utils(database, asked)} if "sqlite-utils" in located else {}
    here = timing.variables(folder)
    return [Command(question, size, name, [located[name], *words], here) for name, all_ in told.items() for question, words in all_.items()]
