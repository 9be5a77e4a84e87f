"""The page of coverage: what the records hold of each process, and what their sources leave open."""

import contextlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from generating import markdown
from timeline import checks, importing, records, text, vocabulary
from timeline.dossier import Dossier
from timeline.queries import compare, outcomes, sources, talks
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.queries.talks import Meeting, Talks
from timeline.render.markdown import escaped
from timeline.store import reading, writing
from timeline.store.reading import Reader

LEAD = """How much the records that come with timeline hold of each process, and what their sources leave open. The figures are
those of `timeline compare` and `timeline sources`; `timeline sources --process HANDLE` names what rests on which source."""
OF_KIND = {"positions": "position", "outcomes": "outcome", "follow-ups": "follow_up", "agreements": "agreement"}
"""The columns that count the records of one kind."""
PLURALS = {kind: plural.replace("-", " ") for plural, kind in vocabulary.PLURALS.items()}
COLUMNS = {
    "rounds": f"{vocabulary.KINDS['round']} Sessions within a round count as the round.",
    "delegates": "A person on record as present in a delegation at a round that met; who sat in several talks counts once in the last row.",
    **{column: vocabulary.KINDS[kind] for column, kind in OF_KIND.items()},
    "sources": "A source that a fact rests on; one that is cited for a rival account alone is left out.",
    "contradictions": "A fact that a rival account contradicts, once for all such accounts; `timeline compare` counts the accounts.",
    "facts": f"A record that rests on sources: {text.listed(PLURALS[kind] for kind in reading.KNOWN)}, sessions included.",
    "two sources": "The share of the facts that rest on two independent sources or more; sources that repeat one report are one.",
}
"""The columns of figures, each with what it counts."""
OPEN = """What no source told cannot be counted: [what is missing](../data/README.md#what-is-missing) tells of it. An outcome
counts once, by its standing: on its sources, on who confirms it and on who denies it. A fact counts by its sources alone, and
one that rests on one source of one side counts as both."""
WEAK = ("single_source", "one_side_only", "disputed", "unsourced")
"""The standings that leave an outcome open."""


def page() -> str:
    """Return the page of coverage of the records that come with timeline."""
    return of(importing.bundled())


def of(*paths: Path) -> str:
    """Return the page of coverage of the records in data files."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.db"
        importing.into_store([*paths], database)
        with writing.looked_at(database) as connection:
            dossier = writing.load(connection)
        with contextlib.closing(reading.opened(database)) as reader:
            return markdown.page("Coverage", LEAD, _coverage(reader, dossier))


def _coverage(reader: Reader, dossier: Dossier) -> Iterator[str]:
    yield from markdown.table(("column", "counts"), *COLUMNS.items())
    compared = list(compare.compare(reader, Filters()))
    rows = [(f"[{item['name']}](#{item['id']})", *_figures([item], reader)) for item in compared]
    yield from markdown.table(("process", *COLUMNS), *rows, ("in all", *_figures(compared, reader)), figures=len(COLUMNS))
    yield from ("# What is left open", "", OPEN, "")
    for item, found in zip(compared, talks.talks(reader, Filters()), strict=True):
        yield from markdown.heading(item["id"], item["name"])
        yield from (*_of_rounds(found), *_of_demands(item), *_of_facts(item["id"], reader), *_waived(item["id"], dossier), "")


def _figures(compared: list[Item], reader: Reader) -> tuple[str, ...]:
    """Return the figures of some processes together, column by column."""
    asked = Filters(process=tuple(item["id"] for item in compared))
    facts = sources.totals(reader, asked)
    of_kind = {found["kind"]: found["facts"] for found in facts}
    counted = {
        "rounds": sum(sum(item["rounds"].values()) for item in compared),
        "delegates": len({person for item in compared for person in item["persons"]}),
        **{column: of_kind.get(kind, 0) for column, kind in OF_KIND.items()},
        "sources": sum(1 for source in sources.sources(reader, asked) if source["facts"]),
        "contradictions": sum(found.facts for found in compare.contradicted(reader, asked).values()),
        "facts": sum(of_kind.values()),
    }
    corroborated = sum(found["corroborated"] for found in facts)
    return (*(f"{number:,}" for number in counted.values()), f"{corroborated / counted['facts']:.0%}")


# What is left open, a line for each


def _of_rounds(found: Talks) -> Iterator[str]:
    held = found.held()
    several = [meeting for meeting in found.meetings if not meeting.item["parent"]]
    empty = [meeting for meeting in held if not compare.present(_within(meeting, found))]
    yield f"- Rounds that met, with nobody on record as present in a delegation: {_some(empty, held)}"
    untold = [meeting for meeting in several if meeting.item["status"] == "unknown"]
    yield f"- Rounds of which the sources do not tell whether they met: {_some(untold, several)}"
    yield f"- Rounds without a date: {_some([meeting for meeting in several if not meeting.span], several)}"


def _within(meeting: Meeting, found: Talks) -> Iterator[Meeting]:
    """Go through a round and the sessions within it."""
    return (other for other in found.meetings if meeting.item["id"] in {other.item["id"], other.item["parent"]})


def _some(meetings: list[Meeting], of_all: list[Meeting]) -> str:
    named = ", ".join(f"`{meeting.item['id'].partition('/')[2]}`" for meeting in meetings)
    return f"{len(meetings)} of {len(of_all)}{f' ({named})' if named else ''}."


def _of_demands(item: Item) -> Iterator[str]:
    demands = item["demands"]
    yield f"- Demands still made that no outcome on record answers: {demands['no_outcome']} of {sum(demands.values())}."


def _of_facts(process: str, reader: Reader) -> Iterator[str]:
    asked = Filters(process=(process,))
    standings = Counter(entry["standing"] for entry in outcomes.outcomes(reader, asked) if entry["kind"] == "outcome")
    one_source, one_side, disputed, unsourced = (standings[standing] for standing in WEAK)
    yield (
        f"- Outcomes on one source: {one_source} of {standings.total()}; on the word of one side: {one_side}; "
        f"contradicted by a party or a source: {disputed}; on no source: {unsourced}."
    )
    facts = sources.totals(reader, asked)
    several, single, one_sided, none = (sum(found[name] for found in facts) for name in ("facts", "single", "one_sided", "unsourced"))
    yield f"- Facts on one source: {single} of {several}; on the sources of one side alone: {one_sided}; on no source: {none}."


def _waived(process: str, dossier: Dossier) -> Iterator[str]:
    """Yield how many findings of a rule are waived for what reasons, the most frequent first."""
    found = {(rule.name, handle) for rule in checks.RULES for finding in rule.findings(dossier) for handle in finding.handles}
    parts = [part for part in dossier.entries[process].parts.get("waivers", []) if isinstance(part, records.Waiver)]
    waived = [part for part in parts if (part.rule, part.subject) in found]
    for rule in sorted({part.rule for part in waived}):
        reasons = Counter(part.reason for part in waived if part.rule == rule)
        yield f"- Findings of `timeline check` by the rule `{rule}` that are waived: {reasons.total()}."
        yield from (f"  - {escaped(reason)}: {number}" for reason, number in _most_first(reasons))


def _most_first(reasons: Counter[str]) -> Iterable[tuple[str, int]]:
    return sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
