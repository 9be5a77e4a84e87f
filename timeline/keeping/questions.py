"""What is asked of one who puts a record on record: field by field, with what may be answered and what is wrong with an answer."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from timeline import records, references, text
from timeline.dossier import Dossier
from timeline.files import grammar, keys
from timeline.files.reader import Reader
from timeline.files.standing import Stand
from timeline.files.yaml import Mapping, Scalar
from timeline.keeping import changing, places, words
from timeline.keeping.places import Spot
from timeline.keeping.words import Given
from timeline.problems import Problem, ProblemsFound
from timeline.records import OneOf, Said

FIRST = ("key", "party", "person", "name", "short", "number", "issue", "status", "stance", "priority", "kind", "date", "said", "basis")
"""Fields that are asked for before the others."""
LATER = ("sequence", "note", "change", "change_reason", "supersedes", "basis", "archive", "accessed", "origin", "language")
"""Fields that are asked for only where more is to be told."""
LAST = ("answers", "dates", "lineage", "cite")
PARTS = {
    "answers": "What it means for demands, each with the result: 'ua-corridor met, ua-ceasefire unmet'.",
    "dates": "Days in the document's life: 'signed 2022-03-29, ended 2022-04-15'.",
    "lineage": "What it does to earlier documents: 'first-draft amends'.",
    "cite": "The source; several with commas. Without one the record is unsourced, and 'timeline check' says so.",
    "key": "What it is to be called, as the last part of its handle; empty for a name made of its fields.",
}


class Question(NamedTuple):
    """A field to be asked for: what it means, whether it must be answered, and what kind of record it names."""

    field: str
    meaning: str
    required: bool = False
    refers: str | None = None
    words: tuple[str, ...] = ()
    later: bool = False


def questions(kind: str, stand: Stand) -> list[Question]:
    """Return what is asked of a record of a kind that stands in a block, in order: what must be told first, then what may be."""
    own = [_question(kind, name) for name in records.KINDS[kind].model_fields if name not in _given(stand)]
    nested = [
        Question(f"{word}.{name}", _meaning(kind, f"{word}_{name}"))
        for word, names in grammar.NESTED.get(kind, {}).items()
        for name in names
    ]
    parts = [
        Question(name, PARTS[name], refers="source" if name == "cite" else None)
        for name in LAST
        if name == "cite" or name in grammar.PARTS_OF.get(kind, {})
    ]
    key = [] if stand.block.names else [Question("key", PARTS["key"])]
    told = [question for question in own if question.field.partition("_")[0] not in grammar.NESTED.get(kind, {})]
    return [*sorted([*key, *told], key=_order), *nested, *parts]


def about(kind: str, of: str) -> list[Question]:
    """Return what is asked of a claim on a record of a kind, or of another account of it."""
    if kind == "claim":
        return [
            _asked(records.Citation, name)
            for name in records.Citation.model_fields
            if name not in {"record", "number", "reading", "fields"}
        ]
    own = [
        _question(of, name)._replace(required=False, later=False)
        for name in records.KINDS[of].model_fields
        if name not in {"id", "process", "formerly", "note"}
    ]
    return [*own, Question("why", "Why it is not the preferred reading."), Question("cite", PARTS["cite"], required=True, refers="source")]


def _given(stand: Stand) -> set[str]:
    """Return the fields that follow from where a record stands, and those that only changes of its handle fill."""
    return {"id", "process", "formerly", stand.block.gives}


def _order(question: Question) -> tuple[bool, int]:
    return question.later, FIRST.index(question.field) if question.field in FIRST else len(FIRST)


def _question(kind: str, name: str) -> Question:
    return _asked(records.KINDS[kind], name)


def _asked(said: type[Said], name: str) -> Question:
    field = said.model_fields[name]
    vocabulary = next((mark.words for mark in _marks(field.annotation, field.metadata) if isinstance(mark, OneOf)), ())
    refers = records.references(said).get(name)
    return Question(
        name, field.description or "", field.is_required(), refers, tuple(vocabulary), name in LATER and not field.is_required()
    )


def _marks(annotation: object, metadata: list[object]) -> Iterator[object]:
    yield from metadata
    for inner in get_args(annotation):
        yield inner
        yield from _marks(inner, [])


def _meaning(kind: str, name: str) -> str:
    return records.KINDS[kind].model_fields[name].description or ""


class Draft:
    """A record as it is being told: what was answered so far, in the place where it is to stand."""

    def __init__(self, kind: str, stand: Stand, around: str, stored: Dossier) -> None:
        """Take the kind, the block and the record around it, and what is on record."""
        self.kind = kind
        self.stand = stand
        self.around = around
        self.stored = stored
        self.answers: dict[str, str] = {}

    def fields(self) -> list[Given]:
        """Return the answers as fields."""
        return [field for name, answer in self.answers.items() for field in _fields(name, answer)]

    def place(self) -> Spot:
        """Return where the record is to stand, with the key that was given or one made of its fields."""
        return places.spot(self.stand, self.around, self.fields(), self.stored)

    def wrong(self, question: Question, answer: str) -> str | None:
        """Return what is wrong with an answer, or None; a good one is kept."""
        if not answer:
            self.answers.pop(question.field, None)
            return "this must be told" if question.required else None
        before = self.answers.get(question.field)
        self.answers[question.field] = self.meant(question, answer)
        problems = [problem.message for problem in self.problems() if problem.field.partition(":")[0] in _told_by(question)]
        wrong = next(iter([*problems, *self.unknown(question)]), None)
        if wrong is not None:
            self.answers.pop(question.field)
            if before is not None:
                self.answers[question.field] = before
        return wrong

    def unknown(self, question: Question) -> Iterator[str]:
        """Yield what is wrong with each name in an answer that stands for no record."""
        answer = self.answers[question.field]
        if question.refers is None or answer[:1] in {"{", "["}:
            return
        known = {entry.id: entry.kind for entry in self.stored}
        for name in (part.strip() for part in answer.split(",")):
            handles = references.candidates(name, question.refers, f"{self.around}/new")
            if not any(known.get(handle) == question.refers for handle in handles):
                yield f"no {keys.word(question.refers)} '{name}'{text.did_you_mean(name, named(self.stored, question.refers))}"

    def meant(self, question: Question, answer: str) -> str:
        """Return an answer with every name in it that stands for a record turned into its handle."""
        if question.refers is None or answer[:1] in {"{", "["}:
            return answer
        known = named(self.stored, question.refers)
        separated = answer.split(",") if question.field == "cite" or question.field in words.several(self.kind) else [answer]
        return ", ".join(known.get(text.fold(part), part.strip()) for part in separated)

    def problems(self) -> list[Problem]:
        """Return what is wrong with what was answered so far, also for what was not asked yet."""
        reader = Reader("", [])
        spot = Spot(
            self.stand.block._replace(blocks=(), rest=None), places.scope(self.around, self.stand.around), self.answers.get("key") or "new"
        )
        given = [field for field in self.fields() if field.key not in {"key", self.stand.block.names}]
        key = self.answers.get(self.stand.block.names) or spot.key
        reader.record(
            spot.block, Scalar(key, words.NOWHERE, plain=True), words.mapping(self.kind, given, Mapping([], words.NOWHERE)), spot.scope
        )
        try:
            changing.resolved(reader.entries, reader.problems, self.stored)
        except ProblemsFound as found:
            return found.problems
        return []


def _told_by(question: Question) -> set[str]:
    return {
        question.field,
        question.field.replace(".", "_"),
        question.field.partition(".")[0],
        "id" if question.field == "key" else question.field,
    }


def _fields(name: str, answer: str) -> Iterator[Given]:
    """Yield the fields that an answer stands for; 'ua-corridor met, ua-ceasefire unmet' stands for two."""
    if name not in {"answers", "dates", "lineage"}:
        yield Given(name, "=", answer)
        return
    for part in answer.split(","):
        first, _, second = part.strip().partition(" ")
        yield Given(f"{name}.{first}", "=", second.strip())


def named(stored: Dossier, kind: str) -> dict[str, str]:
    """Return the handles of records of a kind by their names, folded: by name, short name, alias and the end of the handle."""
    found: dict[str, str] = {}
    for entry in stored:
        if entry.kind == kind:
            record = entry.record
            called = [
                getattr(record, "name", ""),
                getattr(record, "short", ""),
                *getattr(record, "aliases", ()),
                entry.id.rpartition("/")[2],
                entry.id,
            ]
            for name in called:
                found.setdefault(text.fold(name or ""), entry.id)
    found.pop("", None)
    return found
