"""How reports put facts into words."""

from collections.abc import Iterable
from typing import Any

from timeline import dates, text, vocabulary
from timeline.document import Role, Run, Span
from timeline.queries.names import Names

Item = dict[str, Any]

PLURAL = {kind: plural.replace("-", " ") for plural, kind in vocabulary.PLURALS.items()}
"""The word for several records of a kind."""
UNKNOWN = "unknown"
"""What is told of a record that has to say something, as of a day when no source had told it."""


def word(value: str | None) -> str:
    """Return a word of a vocabulary as it is read: 'not_agreed' is 'not agreed'; 'unknown' where no source had told it yet."""
    return known(value).replace("_", " ")


def known(said: str | None) -> str:
    """Return what every record of a kind says in words; 'unknown' where no source had told it yet."""
    return said or UNKNOWN


def called(name: str | None, handle: str) -> str:
    """Return what a record is called: its name, or the end of its handle where none is on record or was known."""
    return name or handle.rpartition("/")[2]


def when(date: Item | None, *, weekday: bool = False) -> str:
    """Return a date in words, with its precision; 'no date on record' where there is none."""
    if date is None:
        return "no date on record"
    return dates.say(dates.parse(date["edtf"]), weekday=weekday)


def day(date: Item | None) -> Run:
    """Return a date as a piece of a line that is never broken."""
    return Span(when(date), "date")


def since(date: Item) -> Run:
    """Return since when something stands that came about on a date: 'since 5 March 2022'."""
    first, space, others = dates.since(dates.parse(date["edtf"])).partition(" ")
    return first + space, Span(others, "date")


def voice(statement: Item, names: Names) -> str:
    """Return who makes a statement; one that no source ascribes to anybody is unnamed."""
    party = names.short_party(statement["party"]) if statement["party"] else "unnamed"
    return str(statement["name"] or party)


def parties(handles: Iterable[str], names: Names) -> str:
    """Return parties by name: 'Ukraine and Russia'."""
    return text.listed([names.short_party(handle) for handle in handles])


ATTENDANCE = {"no": "did not attend", "remotely": "by video or telephone", "unknown": "attendance not told"}


def delegate(person: Item) -> Run:
    """Return a delegate with role, office, and whether the person was there, where there is more to say than 'was there'."""
    told = [word(person["role"])] if person["role"] not in {"negotiator", "unspecified"} else []
    told += [person["office"]] if person["office"] else []
    told += [ATTENDANCE[person["attended"]]] if person["attended"] in ATTENDANCE else []
    return Span(person["name"], "name"), f" ({'; '.join(told)})" if told else ""


def roles(several: Iterable[str]) -> str:
    """Return what a third party does: 'host, mediator'."""
    return ", ".join(map(word, several)) or "role not on record"


def scope(outcome: Item) -> str:
    """Return the limits of an outcome: ' (where the corridors run; for the evacuation only)'; nothing where it has none."""
    limits = [value for value in (outcome["scope"] or {}).values() if value]
    return f" ({'; '.join(limits)})" if limits else ""


def due(outcome: Item) -> Run:
    """Return by when an outcome was to be done: ', due by 31 December 2015'; nothing where no such day is on record."""
    return (", due by ", day({"edtf": outcome["deadline"]})) if outcome["deadline"] else ""


def results(demands: Iterable[Item], names: Names) -> list[str]:
    """Say what an outcome means for whose demand, each result of a party once: 'Ukraine's demand unmet'."""
    told = (f"{genitive(names.short_party(demand['party']))} demand {word(demand['result'])}" for demand in demands)
    return list(dict.fromkeys(told))


def meeting(handle: str, names: Names) -> str:
    """Return how a round is called in passing: 'round 2', 'round 2 (Talks in Belarus)', else its name, else the end of its handle."""
    called = names.rounds.get(handle)
    if called is None or called.number is None:
        return (called and called.name) or handle.rpartition("/")[2]
    return f"round {called.number}" if called.alone else f"round {called.number} ({beside_number(handle, names)})"


def beside_number(handle: str, names: Names) -> str:
    """Return what stands beside a round's number: its name, else that of its track where others of the process have the number."""
    called = names.rounds[handle]
    return called.name or ("" if called.alone else called.track or handle.rpartition("/")[2])


def placed(place: str | None, said: str | None, names: Names) -> str:
    """Return where something happened, by its own name; nothing where what is said of it names the place already."""
    name = names.short_place(place) if place else ""
    return "" if f" {text.fold(name)}" in f" {text.fold(said or '')}" else name


def by_process(several: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    """Return what is told, by the handle and the name of its process."""
    found: dict[tuple[str, str], list[Item]] = {}
    for told in several:
        found.setdefault((told["process"], told["process_name"]), []).append(told)
    return found


def tone(status: str) -> Role:
    """Return how a status is coloured; the word itself says it too."""
    if status in {"agreed", "agreed_in_principle", "implemented", "partly_implemented"}:
        return "good"
    return "bad" if status in {"not_agreed", "rejected", "disputed", "failed", "violated", "collapsed", "reversed"} else "open"


def stands(words: Iterable[str]) -> Run:
    """Say where a matter stands: 'violated and implemented'."""
    return tuple(piece for value in words for piece in (" and ", Span(word(value), tone(value))))[1:]


def support(outcome: Item, names: Names) -> str:
    """Say who stands behind an outcome, and how well it is supported."""
    confirmed, disputed = outcome["confirmed_by"], outcome["disputed_by"]
    match outcome["standing"]:
        case "disputed" if disputed:
            return f"disputed: {claimed(confirmed, disputed, names)}"
        case "disputed":
            return "disputed"
        case "both_sides_confirm":
            return "both sides confirm" if len(confirmed) == 2 else "all sides confirm"  # two sides
        case "one_side_only" if confirmed:
            return f"{genitive(parties(confirmed, names))} word alone"
        case "one_side_only":
            return "one side's word alone"
        case "corroborated":
            return "several sources"
        case "single_source":
            return "one source"
        case _:
            return "no source"


def claimed(confirmed: list[str], disputed: list[str], names: Names) -> str:
    """Say which parties say that it is so, and which that it is not: 'Ukraine says so, Russia denies it'."""
    says = [f"{parties(confirmed, names)} {_say(confirmed)} so"] if confirmed else []
    denies = [f"{parties(disputed, names)} {_deny(disputed)}"] if disputed else []
    return ", ".join([*says, *denies])


def _say(handles: list[str]) -> str:
    return "says" if len(handles) == 1 else "say"


def _deny(handles: list[str]) -> str:
    return "denies it" if len(handles) == 1 else "deny it"


def genitive(name: str) -> str:
    """Return a name as an owner: 'Ukraine's'."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
