"""Every asking command answers as of every day on which something became known, and `show` of every record.

A sample is asked, the same in each run: of each command so many days, of each kind so many records, the formats in
turn. With `--many` every day and every record is asked in every format, which takes a quarter of an hour.
"""

import json
import random
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

from tests.cli import asking
from tests.conftest import Run
from tests.places import Client
from timeline import dates, render, vocabulary
from timeline.store import reading

DAYS, RECORDS = 20, 12
"""How many days are asked of each command, and how many records of each kind are shown, where a sample is."""
PARTIES = ("ukraine", "united-states", "turkey")
FORMS = list(render.FORMATS)
Some = TypeVar("Some")
Sampled = Callable[..., list[tuple[Some, str]]]


def seeded(seed: str) -> random.Random:
    """Return what chooses the same in every run."""
    return random.Random(seed)  # noqa: S311  # a sample, and no secret


class Known(NamedTuple):
    """A process, a day on which something of it became known, and a record of it that was known by then."""

    process: str
    day: str
    handle: str


WANTED: dict[str, Callable[[Known], list[str]]] = {
    "show": lambda known: [known.handle],
    "why": lambda known: [known.handle],
    "status": lambda known: [known.process],
    "compare": lambda known: [known.process],
    "search": lambda known: ["talks", "--process", known.process],
    "list": lambda known: [seeded(known.handle).choice(list(vocabulary.PLURALS)), "--process", known.process],
    "party": lambda known: [seeded(known.handle).choice(PARTIES), "--process", known.process],
    "rounds --brief": lambda known: ["--brief", "--process", known.process],
    "outcomes --history": lambda known: ["--history", "--process", known.process],
    "positions --changed": lambda known: ["--changed", "--process", known.process],
}
"""What the commands are asked that want more than a process, or may be asked for more."""
ASKED = list(dict.fromkeys([*asking.COMMANDS, *WANTED]))


def asked_of(asked: str, known: Known) -> list[str]:
    """Return the words of a question."""
    name, *_ = asked.split()
    wanted = WANTED[asked](known) if asked in WANTED else ["--process", known.process]
    return [name, *wanted, "--as-known", f"1900..{known.day}" if name == "diff" else known.day]


@pytest.fixture(scope="session")
def days(bundled: Path) -> list[Known]:
    """Every day on which something of a process became known, or came to be told otherwise."""
    with Client(bundled) as connection:
        turns = [f"SELECT process, known AS day FROM {table} UNION SELECT process, known FROM {table}_past" for table in reading.KNOWN]
        turns += [f"SELECT process, until FROM {table}_past" for table in reading.KNOWN]
        question = f"SELECT DISTINCT process, day FROM ({' UNION '.join(turns)}) AS turns WHERE abs(day) < 99999999 ORDER BY process, day"
        found = connection.execute(question).fetchall()
        of_day = "SELECT id FROM wording WHERE process = ? AND known <= ? AND until > ? ORDER BY id"
        handles = {(process, day): connection.execute(of_day, (process, day, day)).fetchall() for process, day in found}
    chance = seeded("handles")
    return [Known(process, str(dates.iso(day)), chance.choice(handles[process, day])[0]) for process, day in found]


@pytest.fixture(scope="session")
def records(bundled: Path) -> dict[str, list[str]]:
    """The handles of all records, by kind."""
    with Client(bundled) as connection:
        return {kind: [handle for (handle,) in connection.execute(f"SELECT id FROM {kind} ORDER BY id")] for kind in vocabulary.KINDS}


@pytest.fixture
def sampled(request: pytest.FixtureRequest) -> Sampled[Some]:
    """Pair some of several with the formats in turn; with `--many`, each of them with every format."""

    def sampled(several: list[Some], most: int, seed: str) -> list[tuple[Some, str]]:
        if request.config.getoption("--many", default=False):
            return list(product(several, FORMS))
        chosen = seeded(seed).sample(several, min(most, len(several)))
        return [(one, FORMS[number % len(FORMS)]) for number, one in enumerate(chosen)]

    return sampled


def test_every_asking_command_is_asked() -> None:
    assert {asked.split()[0] for asked in ASKED} == set(asking.COMMANDS)


@pytest.mark.parametrize("asked", ASKED)
def test_what_was_known_on_any_day_is_told(run: Run, bundled: Path, days: list[Known], sampled: Sampled[Known], asked: str) -> None:
    assert len(days) > 200
    for known, form in sampled(days, DAYS, asked):
        told = run(*asked_of(asked, known), "--format", form, "--database", bundled)
        assert told.status == 0, (asked_of(asked, known), form, told.err)
        assert form != "json" or json.loads(told.out)


@pytest.mark.parametrize(
    "asked",
    [
        ("rounds", "--process", "ukraine-russia-2022", "--as-known", "2026-02-15"),
        ("compare", "ukraine-russia-2022", "--as-known", "2022-03-29"),
        ("compare", "yemen-un-track-2015-2022", "--as-known", "2016-04-17"),
        ("agreements", "--process", "colombia-farc-havana", "--as-known", "2016-11-23"),
        ("agreements", "--process", "minsk-2014-2015", "--as-known", "2015-02-12"),
        ("status", "aceh-helsinki-2005", "--as-known", "2005-02-23"),
        ("show", "ethiopia-tigray-pretoria-2022/shinn-2022-11-04"),
    ],
    ids=" ".join,
)
def test_what_once_could_not_be_told_is_told(run: Run, bundled: Path, asked: tuple[str, ...]) -> None:
    for form in FORMS:
        told = run(*asked, "--format", form, "--database", bundled)
        assert (told.status, told.err if form not in render.ITEMS_ALONE else "") == (0, ""), form


def test_no_process_was_summed_up_with_what_came_later(bundled: Path) -> None:
    said = " UNION ALL ".join(f"SELECT id, known, status, summary, date, latest FROM {table}" for table in ("process", "process_past"))
    with Client(bundled) as connection:
        versions = connection.execute(said).fetchall()
    assert {status for _, _, status, *_ in versions} > {"unknown", "suspended", "agreement_reached", "collapsed"}
    for handle, known, _, summary, date, latest in versions:
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", summary or "")]
        assert not years or max(years) <= known // 10000, (handle, known, summary)
        assert latest in {None, dates.OPEN_END} or latest <= known, (handle, known, date)


@pytest.mark.parametrize(
    ("process", "day", "status"),
    [
        ("minsk-2014-2015", "2014-09-10", "agreement_reached"),
        ("minsk-2014-2015", "2015-02-05", "suspended"),
        ("sudan-jeddah-2023", "2023-07-01", "suspended"),
        ("sudan-jeddah-2023", "2023-11-01", "formal_negotiation"),
        ("colombia-farc-havana", "2014-12-01", "suspended"),
        ("us-taliban-doha", "2019-09-10", "collapsed"),
        ("ukraine-russia-2022", "2025-06-01", "formal_negotiation"),
    ],
)
def test_a_process_stood_on_an_early_day_as_it_was_then_told(run: Run, bundled: Path, process: str, day: str, status: str) -> None:
    told = run("status", process, "--as-known", day, "--format", "json", "--database", bundled)
    assert json.loads(told.out)["items"][0]["status"] == status


@pytest.mark.parametrize("table", ["round", "position", "outcome", "agreement", "signature", "statement", "event"])
def test_nothing_took_place_before_its_day(bundled: Path, table: str) -> None:
    status = {"round": "status IN ('held', 'adjourned', 'broken_off', 'boycotted')", "outcome": "status <> 'unknown'"}.get(table, "TRUE")
    early = " UNION ALL ".join(
        f"SELECT id, known, earliest FROM {name} WHERE known < earliest AND {status}" for name in (table, f"{table}_past")
    )
    with Client(bundled) as connection:
        assert connection.execute(early).fetchall() == []


@pytest.mark.parametrize("kind", vocabulary.KINDS)
def test_every_record_can_be_shown(run: Run, bundled: Path, records: dict[str, list[str]], sampled: Sampled[str], kind: str) -> None:
    assert records[kind]
    for handle, form in sampled(records[kind], RECORDS, kind):
        told = run("show", handle, "--format", form, "--database", bundled)
        assert told.status == 0, (handle, form, told.err)
        assert form != "json" or json.loads(told.out)["items"][0]["id"] == handle
        assert form in {"json", "jsonl", "csv"} or "{'" not in told.out, (handle, form)


@pytest.mark.parametrize("kind", vocabulary.PLURALS)
def test_every_kind_can_be_listed(run: Run, bundled: Path, kind: str) -> None:
    for form in render.FORMATS:
        told = run("list", kind, "--format", form, "--database", bundled)
        assert told.status == 0, (form, told.err)
