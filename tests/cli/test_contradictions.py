"""What sources contradict each other on survives in the records that come with timeline: every reading, its sources, which is preferred."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

PROCESS = "ukraine-russia-2022"
LINE = re.compile(r"^ +(?P<said>\S.*?) +(?P<marks>(?:\[[\d-]+\])+)$", re.MULTILINE)
MARK = re.compile(r"\[(\d+)(?:-(\d+))?\]")
SOURCE = re.compile(r"^\[(\d+)\] +([^,\n]+)", re.MULTILINE)


class Reading(NamedTuple):
    """One account of a contested value: as programs are given it, a pattern of it as people read it, and sources that carry it."""

    value: object
    said: str
    sources: frozenset[str]


class Contradiction(NamedTuple):
    """A value on which sources disagree: its round and a day of it, the record and field, and every reading, the preferred one first."""

    round: str
    on: str
    record: str
    field: str
    readings: tuple[Reading, ...]

    @property
    def commands(self) -> tuple[tuple[str, ...], ...]:
        """The commands by which a user comes upon it."""
        return (
            ("rounds", "--process", PROCESS, "--on", self.on),
            ("show", f"{PROCESS}/{self.round}"),
            ("why", f"{PROCESS}/{self.record}"),
        )


def read(value: object, said: str, *sources: str) -> Reading:
    return Reading(value, said, frozenset(f"{PROCESS}/{source}" for source in sources))


def worded(words: str, *sources: str) -> Reading:
    """Return a reading of a text, known by some words of it."""
    return read(re.compile(words), f".*{words}", *sources)


CONTRADICTIONS = {
    "who led Ukraine's delegation on 3 March": Contradiction("r2", "2022-03-03", "r2/ukraine", "head", (
        read("podolyak", "Mykhailo Podolyak", "statecraft"),
        read("reznikov", "Oleksii Reznikov", "tass-2022-02-28", "b92-2022-02-28"),
    )),
    "where they met on 3 March": Contradiction("r2", "2022-03-03", "r2", "places", (
        read(["belovezhskaya-pushcha"], "Belovezhskaya Pushcha, Brest region", "statecraft", "tass-2022-03-03", "pravda-ua-2022-03-02"),
        read(["hunters-house-pushcha"], "hunter's house", "in-gr-2022-03-03", "dp-ru-2022-03-07"),
        read(["hotel-pushcha"], "hotel Belovezhskaya Pushcha", "fimotro-2022-03"),
        read(["gomel-region"], "Gomel region", "playcrazygame-2022-03-04", "wikipedia-2022-autumn"),
    )),
    "when they met in Istanbul": Contradiction("istanbul", "2022-03-29", "istanbul", "date", (
        read("2022-03-29", "29 March 2022", "insider-media-2022-03-29", "nyt-2022-03"),
        read("2022-03-28/2022-03-30", "28 to 30 March 2022", "communique-text"),
        read("2022-03-30", "30 March 2022", "the-quint-2022-03-30"),
        read("2022-04-29", "29 April 2022", "telepolis-forum"),
    )),
    "when Russia's draft was handed over": Contradiction("drafts-april", "2022-04-15", "drafts-april/draft-15-april/handed-over", "date", (
        read("2022-04-15", "15 April 2022", "zoom-mk-2022-04"),
        read("[..2022-04-20]", "20 April 2022 or earlier", "goa-spotlight-2022-04-20"),
    )),
    "why the draft came to nothing": Contradiction("drafts-april", "2022-04-15", "drafts-april/draft-15-april/no-treaty", "text", (
        worded("No treaty", "interfax-ua-2022-05-17", "armenia-today-2022-05-17"),
        worded("terms", "tass-2022-04-07", "washington-examiner-2022-04-12"),
        worded("fight on", "rt-2023-11"),
        worded("not to blame", "lifelines-2024-01"),
        worded("Bucha", "wikipedia-mirror"),
        worded("West", "ians-2023-02-05"),
    )),
}  # fmt: skip
asked = pytest.mark.parametrize(
    ("contradiction", "command"),
    [(contradiction, command) for contradiction in CONTRADICTIONS.values() for command in contradiction.commands],
    ids=[f"{name}, {command[0]}" for name, contradiction in CONTRADICTIONS.items() for command in contradiction.commands],
)


# As programs are given them


def disputed(found: dict[str, Any], contradiction: Contradiction) -> dict[str, Any]:
    """Return what an answer says of a contested value."""
    told: list[dict[str, Any]] = [dispute for item in found["items"] for dispute in item["disputed"]]
    value = (f"{PROCESS}/{contradiction.record}", contradiction.field)
    (dispute,) = [dispute for dispute in told if (dispute["record"], dispute["field"]) == value]
    return dispute


def is_value(value: object, expected: object) -> bool:
    """Tell whether a value is the one expected, or a text that holds the words expected."""
    return bool(expected.search(str(value))) if isinstance(expected, re.Pattern) else value == expected


@asked
def test_every_reading_survives_with_its_sources(answer: Answer, contradiction: Contradiction, command: tuple[str, ...]) -> None:
    found = answer(*command)
    listed = {source["id"] for source in found["sources"]}
    for expected, reading in zip(contradiction.readings, disputed(found, contradiction)["readings"], strict=True):
        assert is_value(reading["value"], expected.value)
        assert expected.sources <= set(reading["sources"]) <= listed


@asked
def test_the_preferred_reading_is_named_with_the_reason(answer: Answer, contradiction: Contradiction, command: tuple[str, ...]) -> None:
    told = disputed(answer(*command), contradiction)
    assert is_value(told["preferred"], contradiction.readings[0].value)
    assert told["reason"]


# As people read them


class Line(NamedTuple):
    """A reading as a report prints it: its cells, whether it is preferred, and the publishers that its marks stand for."""

    said: tuple[str, ...]
    preferred: bool
    publishers: frozenset[str]


def lines(out: str) -> list[Line]:
    """Return the readings that a report prints below 'Sources disagree', one to a line."""
    publishers = dict(SOURCE.findall(out))
    return [_line(match["said"], match["marks"], publishers) for match in LINE.finditer(out, out.index("Sources disagree"))]


def _line(said: str, marks: str, publishers: dict[str, str]) -> Line:
    cells = tuple(part.removesuffix(" (preferred)").removesuffix(" preferred") for part in re.split(r" {2,}", said) if part != "preferred")
    runs = [(int(first), int(last or first)) for first, last in MARK.findall(marks)]
    behind = frozenset(publishers[str(number)] for first, last in runs for number in range(first, last + 1))
    return Line(cells, said.rstrip(")").endswith("preferred"), behind)


def tells(line: Line, reading: str) -> bool:
    """Tell whether a line has a cell with a reading; the field may stand before it, and the reason behind it."""
    return any(re.match(reading, cell) for cell in line.said)


@asked
def test_people_read_every_account_with_its_sources(
    run: Run, answer: Answer, bundled: Path, contradiction: Contradiction, command: tuple[str, ...]
) -> None:
    publisher = {source["id"]: source["publisher"] for source in answer(*command)["sources"]}
    told = lines(run(*command, "--format", "plain", "--database", bundled).out)
    for reading in contradiction.readings:
        wanted = {publisher[source] for source in reading.sources}
        assert [line for line in told if tells(line, reading.said) and wanted <= line.publishers], reading.said


@asked
def test_people_read_which_account_is_preferred(run: Run, bundled: Path, contradiction: Contradiction, command: tuple[str, ...]) -> None:
    told = lines(run(*command, "--format", "plain", "--database", bundled).out)
    preferred, *rivals = contradiction.readings
    assert [line for line in told if line.preferred and tells(line, preferred.said)]
    assert not [line for line in told for rival in rivals if line.preferred and tells(line, rival.said)]


# What no single field holds


def test_ukraine_is_led_by_another_from_phase_to_phase_and_each_has_sources(answer: Answer) -> None:
    found = answer("delegates", "--process", PROCESS, "--party", "Ukraine", "--until", "2022-03-29")["items"]
    led = {item["round"].partition("/")[2]: item for item in found}
    heads = {"r1": "reznikov", "r2": "podolyak", "r3": "podolyak", "istanbul": "arakhamia"}
    assert {name: led[name]["head"] for name in heads} == heads
    assert all(led[name]["sources"] for name in heads)


def test_the_roster_tells_who_led_by_another_account(run: Run, bundled: Path) -> None:
    told = run("delegates", "--process", PROCESS, "--party", "Ukraine", "--on", "2022-03-03", "--database", bundled).out
    assert "Mykhailo Podolyak (head" in told
    assert "by another account, head: Oleksii Reznikov" in told


def test_a_denial_of_the_venue_stands_with_its_speaker(run: Run, answer: Answer, bundled: Path) -> None:
    (item,) = answer("why", f"{PROCESS}/r2")["items"]
    (denial,) = [claim for claim in item["claims"] if claim["stance"] == "denies"]
    assert (denial["source"], denial["speaker"], denial["fields"]) == (f"{PROCESS}/republic-2022-03-03", "arakhamia", ["places"])
    told = run("why", f"{PROCESS}/r2", "--format", "plain", "--database", bundled).out
    assert re.search(r"^  denies +Republic World, on the word of Davyd Arakhamia .*\[\d+\]$", told, re.MULTILINE)


def test_dates_announced_for_istanbul_are_kept_and_are_no_dispute(answer: Answer) -> None:
    (item,) = answer("why", f"{PROCESS}/istanbul")["items"]
    announced = {earlier["value"] for earlier in item["earlier"] if earlier["field"] == "date"}
    assert announced >= {"2022-03-28/2022-03-30", "2022-03-29/2022-03-30"}
    rivals = {reading["value"] for dispute in item["disputed"] if dispute["field"] == "date" for reading in dispute["readings"]}
    assert "2022-03-29/2022-03-30" not in rivals


@pytest.mark.parametrize(("day", "expected"), [("2022-03-27", "confirmed"), ("2022-03-29", "held")])
def test_istanbul_is_told_as_it_was_known_on_the_day(answer: Answer, day: str, expected: str) -> None:
    found = answer("rounds", "--process", PROCESS, "--as-known", day)["items"]
    assert [item["status"] for item in found if item["id"] == f"{PROCESS}/istanbul"] == [expected]


def test_both_sides_are_heard_on_whether_the_draft_was_handed_over(run: Run, answer: Answer, bundled: Path) -> None:
    (found,) = answer("rounds", "--process", PROCESS, "--on", "2022-04-20")["items"]
    sources = {statement["speaker"]: statement["sources"] for statement in found["statements"]}
    assert all(sources[speaker] for speaker in ("peskov", "zelensky", "podolyak"))
    told = run("why", f"{PROCESS}/drafts-april/draft-15-april/handed-over", "--format", "plain", "--database", bundled).out
    assert re.search(r"^  asserts +zoom\.mk, on the word of Dmitry Peskov .*\[\d+\]$", told, re.MULTILINE)
    assert re.search(r"^  denies +Ukrainska Pravda, on the word of Volodymyr Zelensky .*\[\d+\]$", told, re.MULTILINE)


def test_no_account_of_why_the_draft_failed_is_preferred(answer: Answer) -> None:
    told = disputed(answer("show", f"{PROCESS}/drafts-april"), CONTRADICTIONS["why the draft came to nothing"])
    assert not re.search("terms|fight on|blame|Bucha|West|Johnson", told["preferred"])
