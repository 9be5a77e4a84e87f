"""Rules that hold across records: one function each, in one list."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from timeline import dates, records, text
from timeline.dossier import Dossier, Entry
from timeline.problems import Problem

Finding = tuple[Entry, str, str]
"""A record, the field that the finding is about, and the sentence."""


class Rule(NamedTuple):
    """A rule that records are held to; an error keeps data out of the store, a warning does not."""

    name: str
    meaning: str
    error: bool
    findings: Callable[[Dossier], Iterator[Finding]]


RULES: list[Rule] = []


def rule(*, error: bool = False) -> Callable[[Callable[[Dossier], Iterator[Finding]]], Callable[[Dossier], Iterator[Finding]]]:
    """Enter a function into the list of rules, under its name and with its sentence."""

    def enter(function: Callable[[Dossier], Iterator[Finding]]) -> Callable[[Dossier], Iterator[Finding]]:
        meaning = (function.__doc__ or "").strip()
        RULES.append(Rule(function.__name__.replace("_", "-"), meaning, error, function))
        return function

    return enter


def run(dossier: Dossier, about: Dossier | None = None) -> list[Problem]:
    """Hold a dossier to every rule and return what is found about some of its entries, but for what is waived."""
    waived = {(part.rule, part.subject) for entry in dossier for part in entry.parts.get("waivers", []) if isinstance(part, records.Waiver)}
    found: list[Problem] = []
    for held in RULES:
        for entry, field, message in held.findings(dossier):
            if (about is None or entry.id in about) and (held.error or (held.name, entry.id) not in waived):
                name = f"{entry.kind.replace('_', ' ')} {entry.id}"
                shown = next((part for part in reversed(field.split(".")) if not part.isdigit()), "")
                found.append(Problem(message, entry.place(field), name, shown, held.name, warning=not held.error))
    return found


def _bounds(entry: Entry | None) -> tuple[int, int] | None:
    date = getattr(entry.record, "date", None) if entry else None
    if not date:
        return None
    parsed = dates.parse(date)
    return parsed.earliest, parsed.latest


@rule(error=True)
def answers_are_to_demands(dossier: Dossier) -> Iterator[Finding]:
    """What an outcome answers is a position on record of the same process."""
    for entry, outcome in dossier.of(records.Outcome):
        for number, part in enumerate(entry.parts.get("answers", []), start=1):
            position = dossier.get(getattr(part, "position", None))
            if position and isinstance(position.record, records.Position) and position.record.process != outcome.process:
                yield entry, f"answers.{number}.position", f"'{position.id}' belongs to another process"


@rule(error=True)
def follow_ups_follow_one_thing(dossier: Dossier) -> Iterator[Finding]:
    """A follow-up names one outcome, provision or agreement that it follows."""
    for entry, follow_up in dossier.of(records.FollowUp):
        named = [field for field in ("outcome", "provision", "agreement") if getattr(follow_up, field)]
        if len(named) != 1:
            yield entry, "", f"follows {text.listed(named) or 'nothing'}: name one outcome, provision or agreement"


@rule(error=True)
def positions_outside_rounds_are_dated(dossier: Dossier) -> Iterator[Finding]:
    """A position or outcome that belongs to no round has a date of its own."""
    for entry in dossier:
        if isinstance(entry.record, records.Position | records.Outcome) and not entry.record.round and not entry.record.date:
            yield entry, "date", "has neither a round nor a date: give one"


@rule(error=True)
def parents_do_not_circle(dossier: Dossier) -> Iterator[Finding]:
    """No record is a part of itself, through however many others."""
    for entry in dossier:
        for field in ("parent", "supersedes"):
            seen = {entry.id}
            held = dossier.get(getattr(entry.record, field, None))
            while held and held.id not in seen:
                seen.add(held.id)
                held = dossier.get(getattr(held.record, field, None))
            if held and held.id == entry.id:
                yield entry, field, f"'{entry.id}' comes back to itself through '{field}'"


@rule(error=True)
def heads_agree_with_roles(dossier: Dossier) -> Iterator[Finding]:
    """Where a delegation names its head, no other delegate has that role."""
    for entry, delegate in dossier.of(records.Delegate):
        delegation = dossier.get(delegate.delegation)
        head = getattr(delegation.record, "head", None) if delegation else None
        if delegate.role == "head" and head and head != delegate.person:
            yield entry, "role", f"is head here, and the delegation names '{head}': say one, and put the other into rivals"


@rule(error=True)
def superseded_positions_are_of_the_same_party(dossier: Dossier) -> Iterator[Finding]:
    """A position supersedes one of the same party."""
    for entry, position in dossier.of(records.Position):
        before = dossier.get(position.supersedes)
        if before and isinstance(before.record, records.Position) and before.record.party != position.party:
            yield entry, "supersedes", f"'{before.id}' is a position of '{before.record.party}'"


@rule(error=True)
def waivers_are_of_warnings(dossier: Dossier) -> Iterator[Finding]:
    """A waiver names a rule that there is, and one that only warns."""
    errors = {held.name: held.error for held in RULES}
    for entry, _ in dossier.of(records.Process):
        for number, part in enumerate(entry.parts.get("waivers", []), start=1):
            name = str(getattr(part, "rule", ""))
            if name not in errors:
                near = text.did_you_mean(name, errors) or ": 'timeline check --list' names them"
                yield entry, f"waivers.{number}.rule", f"no rule '{name}'{near}"
            elif errors[name]:
                yield entry, f"waivers.{number}.rule", f"'{name}' is an error, which no waiver lets stand: mend the record"


@rule()
def delegations_have_one_head(dossier: Dossier) -> Iterator[Finding]:
    """One delegate has the role of head in a delegation; where sources disagree on who it is, that is a rival account."""
    heads: dict[str, Entry] = {}
    for entry, delegate in dossier.of(records.Delegate):
        if delegate.role == "head":
            first = heads.setdefault(delegate.delegation, entry)
            if first is not entry:
                yield entry, "role", f"is head, and so is '{first.id}'"


@rule()
def names_are_in_one_script(dossier: Dossier) -> Iterator[Finding]:
    """No word of a name mixes Latin, Greek and Cyrillic letters, which look alike and are not found by each other."""
    for entry in dossier:
        if entry.kind in {"party", "person", "place", "issue"}:
            for field, name in _names(entry):
                for word in re.findall(r"[^\W\d_]+", name):
                    scripts = _scripts(word)
                    if len(scripts) > 1:
                        yield entry, field, f"'{word}' mixes {text.listed(scripts)} letters: write it in one script"


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Go through the names of a party, person, place or issue, each with the field that it stands in."""
    for field in ("name", "short"):
        name = getattr(entry.record, field, None)
        if name:
            yield field, name
    for number, alias in enumerate(getattr(entry.record, "aliases", ()), start=1):
        yield f"aliases.{number}", alias


def _scripts(word: str) -> list[str]:
    if word.isascii():
        return []
    found = {unicodedata.name(character, "").partition(" ")[0].capitalize() for character in word}
    return sorted(found & {"Latin", "Greek", "Cyrillic"})


@rule()
def facts_have_a_source(dossier: Dossier) -> Iterator[Finding]:
    """Every fact cites at least one source."""
    for entry in dossier:
        if "/" in entry.id and not isinstance(entry.record, records.Track | records.Source) and not dossier.citations(entry):
            yield entry, "", "cites no source: add 'cite'"


@rule()
def sources_are_dated(dossier: Dossier) -> Iterator[Finding]:
    """A source says when it was published, or at least when it was read; without it --as-known never shows what it says."""
    for entry, source in dossier.of(records.Source):
        if not source.published and not source.accessed:
            yield entry, "published", "has no date of publication: give 'published', or 'accessed'"


@rule()
def sources_come_after_what_they_report(dossier: Dossier) -> Iterator[Finding]:
    """A source that asserts a past fact was not published before it."""
    planned = {"proposed", "tentative", "confirmed", "unknown"}
    for entry in dossier:
        bounds = _bounds(entry)
        if bounds is None or getattr(entry.record, "status", None) in planned or isinstance(entry.record, records.Process):
            continue
        for citation in dossier.citations(entry):
            source = dossier.get(citation.source)
            published = getattr(source.record, "published", None) if source else None
            if published and not citation.fields and dates.parse(published).latest < bounds[0]:
                yield entry, "date", f"'{source.id if source else ''}' was published on {published}, before this ({entry.record.date})"  # type: ignore[attr-defined]  # only dated records get here


@rule()
def rounds_keep_their_order(dossier: Dossier) -> Iterator[Finding]:
    """In a track, a round of a higher number does not come before one of a lower."""
    tracks: dict[str, list[tuple[int, Entry]]] = {}
    for entry, held in dossier.of(records.Round):
        if held.track and held.number is not None and _bounds(entry):
            tracks.setdefault(held.track, []).append((held.number, entry))
    for numbered in tracks.values():
        numbered.sort(key=lambda pair: pair[0])
        for (_, before), (number, after) in pairwise(numbered):
            first, second = _bounds(before), _bounds(after)
            if first and second and second[1] < first[0]:
                yield after, "date", f"round {number} comes before '{before.id}'"


@rule()
def aliases_are_of_one_record(dossier: Dossier) -> Iterator[Finding]:
    """A name or alias stands for one party, one person, one place, one issue."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in dossier:
        if entry.kind not in {"party", "person", "place", "issue"}:
            continue
        named = {text.fold(name): (field, name) for field, name in [*_names(entry), ("", entry.id)] if field != "short"}
        for folded, (field, name) in named.items():
            other = seen.setdefault((entry.kind, folded), entry)
            if other is not entry:
                yield entry, field, f"'{name}' is also a name of '{other.id}'"


@rule()
def addresses_lead_to_a_page(dossier: Dossier) -> Iterator[Finding]:
    """The address of a source is a page, not an outlet's home page."""
    for entry, source in dossier.of(records.Source):
        rest = (source.address or "").partition("://")[2].rstrip("/")
        if rest and "/" not in rest and "?" not in rest:
            yield entry, "address", f"'{source.address}' is an outlet's home page: give the address of the page"


@rule()
def processes_name_their_parties(dossier: Dossier) -> Iterator[Finding]:
    """A process names the parties that negotiate."""
    for entry, process in dossier.of(records.Process):
        if not process.parties:
            yield entry, "parties", "names no negotiating parties: add 'parties: [a, b]'"


@rule()
def facts_rest_on_more_than_one_source(dossier: Dossier) -> Iterator[Finding]:
    """An outcome rests on two independent sources or more."""
    for entry, _ in dossier.of(records.Outcome):
        voices = {_voice(dossier, citation.source) for citation in dossier.citations(entry)}
        if len(voices) == 1:
            yield entry, "", f"rests on one source, {next(iter(voices))}"


def _voice(dossier: Dossier, handle: str) -> str:
    source = dossier.get(handle)
    if source and isinstance(source.record, records.Source):
        return source.record.origin or source.record.publisher
    return handle
