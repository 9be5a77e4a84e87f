"""A record told field by field on a terminal: each question with what may be answered, and a way back to the one before."""

import os
import sys
from collections.abc import Iterable
from functools import partial

from timeline import records, text, vocabulary
from timeline.cli import output, telling
from timeline.cli.keeping import Keep
from timeline.dossier import Dossier, Entry
from timeline.files import keys, writer
from timeline.files.standing import Stand
from timeline.keeping import adding, changing, places, questions
from timeline.keeping.questions import Draft, Question
from timeline.keeping.words import Given
from timeline.problems import Declined, Misused, ProblemsFound, TimelineError
from timeline.store import writing

BACK = "<"
LEFT_OFF = "left off: nothing was stored of this record"
DECLARED = ("party", "person", "place", "issue", "source")
"""Kinds of which a record that is missing may be told in passing."""


class Back(Exception):  # an exception is named for what happened
    """The question before is to be asked again."""


def added(keep: Keep, kind: str | None, handle: str | None) -> int:
    """Ask for records, one after another where no kind was named, and put each on record."""
    if keep.no_input or not sys.stdin.isatty():
        raise Misused("no field was given, and there is nobody to ask", "Write field=value for each, or run it on a terminal.")
    guide = Guide(keep)
    if kind is not None:
        guide.record(adding.kind_named(kind), handle)
        return 0
    while chosen := guide.kind():
        guide.record(chosen, None)
    return 0


class Line:
    """Asks line by line, on a terminal that can do no more."""

    def prompt(self, question: str, choices: list[str], default: str) -> str:
        """Return an answer; an empty one is what is offered, and a '-' takes that away."""
        del choices
        sys.stderr.write(text.shown(f"{question}{f' [{default}]' if default else ''}: "))
        sys.stderr.flush()
        said = sys.stdin.readline()
        if not said:
            raise EOFError
        return {"": default, "-": ""}.get(said.strip(), said.strip())


class Screen:
    """Asks with completion while typing."""

    def __init__(self) -> None:
        """Take the terminal behind standard error."""
        from prompt_toolkit import PromptSession
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output

        terminal = create_output(stdout=sys.stderr)
        if isinstance(terminal, Vt100_Output):
            terminal.enable_cpr = False
        self.session: PromptSession[str] = PromptSession(output=terminal)

    def prompt(self, question: str, choices: list[str], default: str) -> str:
        """Return an answer; what is offered stands ready to be changed."""
        from prompt_toolkit.completion import WordCompleter

        completer = WordCompleter(choices, match_middle=True, sentence=True)
        return self.session.prompt(f"{text.shown(question)}: ", completer=completer, default=default)


class Guide:
    """Asks on standard error, so that standard output holds what was done."""

    def __init__(self, keep: Keep) -> None:
        """Take how changes are to be made."""
        self.keep = keep
        self.terminal = Line() if os.environ.get("TERM", "dumb") == "dumb" else Screen()

    def stored(self) -> Dossier:
        """Return what is on record; nothing where there is no database yet."""
        if not self.keep.path.exists():
            return Dossier()
        with writing.looked_at(self.keep.path) as connection:
            return writing.load(connection)

    def ask(self, question: str, choices: Iterable[str] = (), default: str = "") -> str:
        """Return an answer without white space around it."""
        try:
            return self.terminal.prompt(question, list(choices), default).strip()
        except EOFError:
            raise Declined(LEFT_OFF) from None

    def agreed(self, question: str, *, default: bool) -> bool:
        """Ask whether to do something; an empty answer is the one in capitals."""
        answer = self.ask(f"{question} ({'Y/n' if default else 'y/N'})").lower()
        return default if not answer else answer in {"y", "yes"}

    def kind(self) -> str | None:
        """Return the kind of record that is to be told next; None where there is no more."""
        while True:
            answer = self.ask("kind of record (empty: done)", [*vocabulary.KINDS, *adding.PARTS])
            if not answer:
                return None
            try:
                return adding.kind_named(answer)
            except Misused as error:
                output.remark(error.said)

    def record(self, kind: str, handle: str | None, name: str = "") -> str:
        """Ask for a record, show it, put it on record, and return its handle."""
        stored = self.stored()
        if kind in adding.PARTS:
            return self.part(kind, handle, stored)
        draft = self.placed(kind, handle, stored)
        if name:
            draft.answers.update(name=name, key=keys.slug(name))
        self.told(draft)
        spot = draft.place()
        made = partial(
            adding.add, self.keep.path, kind, spot.handle, [given for given in draft.fields() if given.key not in {"key", spot.block.names}]
        )
        if not self.agreed("put it on record?", default=True):
            raise Declined(LEFT_OFF)
        telling.done(self.keep, partial(made, telling.deed(self.keep, "add")))
        if kind == "delegation":
            self.delegates(spot.handle)
        return spot.handle

    def told(self, draft: Draft) -> None:
        """Ask for every field and show the record; where something is wrong, again, with every answer still there."""
        preset = set(draft.answers) - {"name"}
        while True:
            self.fields(draft, preset)
            try:
                self.shown(draft)
            except ProblemsFound as found:
                for problem in found.problems:
                    output.remark(str(problem))
            else:
                return

    def part(self, kind: str, handle: str | None, stored: Dossier) -> str:
        """Ask for a claim on a record that is there, or for another account of it, and put that on record."""
        entry = self.held(kind, handle, stored)
        given: list[Given] = []
        for question in questions.about(kind, entry.kind):
            choices = question.words or [one.id for one in stored if one.kind == question.refers]
            answer = self.ask(self.worded(question), choices)
            if answer:
                given.append(Given(question.field, "=", answer))
        telling.done(self.keep, partial(adding.added, self.keep.path, kind, entry.id, given, telling.deed(self.keep, "add")))
        return entry.id

    def held(self, kind: str, handle: str | None, stored: Dossier) -> Entry:
        """Return the record that a claim or an account is about."""
        while True:
            try:
                return adding.held(stored, handle or self.ask(f"record that the {kind} is about", [entry.id for entry in stored]))
            except TimelineError as error:
                output.remark(error.said)
                handle = None

    def placed(self, kind: str, handle: str | None, stored: Dossier) -> Draft:
        """Return a draft in its place: where the handle says, or where the answers do."""
        if handle:
            spot = places.named(kind, handle, stored)
            stand = next(stand for stand in places.of_kind(kind) if stand.block == spot.block)
            draft = Draft(kind, stand, spot.scope.handle, stored)
            draft.answers[spot.block.names or "key"] = spot.key
            return draft
        for stand in places.of_kind(kind):
            found = self.around(stand, stored)
            if found is not None:
                return Draft(kind, stand, found, stored)
        raise Misused(f"a {keys.word(kind)} stands in another record", "Put that on record first.")

    def around(self, stand: Stand, stored: Dossier) -> str | None:
        """Return the record in which a new one is to stand; None where it stands elsewhere."""
        if not stand.around:
            return ""
        known = [entry.id for entry in stored if entry.kind == stand.around]
        if not known:
            return None
        only = known[0] if len(known) == 1 and stand.around == "process" else ""
        while True:
            answer = self.ask(f"{keys.word(stand.around)} in which it stands{'' if only else ' (empty: none)'}", known, only)
            if not answer:
                return None
            try:
                return places.around(stand, answer, stored)
            except TimelineError as error:
                output.remark(error.said)

    def fields(self, draft: Draft, preset: set[str]) -> None:
        """Ask for every field but those that are settled; `<` goes back to the one before."""
        asked = [question for question in questions.questions(draft.kind, draft.stand) if question.field not in preset]
        first = [question for question in asked if not question.later]
        self.several(draft, first)
        later = [question for question in asked if question.later]
        if later and self.agreed(f"more: {text.listed([question.field for question in later])}?", default=False):
            self.several(draft, later)

    def several(self, draft: Draft, asked: list[Question]) -> None:
        """Ask some questions in order."""
        number = 0
        while number < len(asked):
            try:
                self.one(draft, asked[number])
                number += 1
            except Back:
                number = max(0, number - 1)

    def one(self, draft: Draft, question: Question) -> None:
        """Ask a question until its answer is good; raises Back where the one before is wanted."""
        choices = question.words or self.choices(draft, question)
        while True:
            answer = self.ask(self.worded(question), choices, draft.answers.get(question.field, ""))
            if answer == BACK:
                raise Back
            if answer == "?":
                output.remark(self.explained(question))
                continue
            wrong = draft.wrong(question, answer)
            if wrong is None:
                return
            if self.declared(draft, question, answer):
                continue
            output.remark(f"{question.field}: {wrong}")

    def worded(self, question: Question) -> str:
        """Return a question as it is asked."""
        return f"{question.field}{' (must be told)' if question.required else ''}"

    def explained(self, question: Question) -> str:
        """Return what a question means and what may be answered."""
        listed = f" One of {text.listed(question.words, 'or')}." if question.words else ""
        return f"{question.field}: {question.meaning}{listed} '<' goes back, an empty answer leaves it out."

    def choices(self, draft: Draft, question: Question) -> list[str]:
        """Return the handles and names that may be answered."""
        if question.refers is None:
            return []
        known = [entry for entry in draft.stored if entry.kind == question.refers]
        return list(dict.fromkeys([*(entry.id for entry in known), *(getattr(entry.record, "name", None) or entry.id for entry in known)]))

    def declared(self, draft: Draft, question: Question, answer: str) -> bool:
        """Offer to put on record what an answer names and is not there, and tell whether it was done."""
        if question.refers not in DECLARED or "," in answer:
            return False
        if not self.agreed(f"there is no {question.refers} '{answer}'; put it on record now?", default=False):
            return False
        self.record(str(question.refers), None, name="" if question.refers == "source" else answer)
        draft.stored = self.stored()
        return True

    def shown(self, draft: Draft) -> None:
        """Show a record as a data file would hold it, and what is doubtful about it."""
        spot = draft.place()
        entry = adding.read(spot, adding.tree(draft.kind, draft.fields(), spot), draft.stored)
        output.remark(f"\n{spot.handle}")
        for line in writer.text(writer.tree(entry)).splitlines():
            output.remark(f"  {line}")
        beside = Dossier([*draft.stored, entry])
        telling.warn(changing.held_to_the_rules(beside, [entry]))

    def delegates(self, delegation: str) -> None:
        """Offer the delegates that the same party sent to the round before."""
        stored = self.stored()
        before = adding.delegates_before(stored, delegation)
        if not before:
            return
        named = [_person(stored, entry) for entry in before]
        if self.agreed(f"the same delegates as in the round before, {text.listed(named)}?", default=False):
            telling.done(
                self.keep,
                partial(adding.copied, self.keep.path, [entry.id for entry in before], delegation, telling.deed(self.keep, "add")),
            )


def _person(stored: Dossier, entry: Entry) -> str:
    delegate = entry.record
    person = stored.get(delegate.person) if isinstance(delegate, records.Delegate) else None
    return str(getattr(person.record, "name", entry.id) if person else entry.id)
