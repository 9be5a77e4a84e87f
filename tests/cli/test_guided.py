"""Claims about the guided way in: an article told field by field on a real terminal, with nothing but `add`."""

import json
import re
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pytest

from tests.conftest import DATA, File, Run, Told, kept, measuring
from tests.places import Places, named
from timeline import importing, records
from timeline.dossier import Dossier, Entry
from timeline.files import keys
from timeline.keeping import questions
from timeline.store.location import Database

SHOWN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What a terminal is told besides what it is to show."""
ORDER = ("party", "place", "issue", "person", "process", "source", "track", "round", "delegation", "delegate", "third_party", "position",
         "outcome", "statement", "event")  # fmt: skip
"""A record is told after those that it names."""


class Terminal:
    """The command on a terminal of its own, driven question by question."""

    def __init__(self, database: Database, *arguments: str, term: str = "dumb") -> None:
        environment = {
            "PATH": "/usr/bin:/bin", "TERM": term, "LANG": "C.UTF-8", "TIMELINE_DATABASE": named(database),
            "HOME": tempfile.gettempdir(), "TIMELINE_WHO": "anna", **measuring(),
        }  # fmt: skip
        self.child = pexpect.spawn(
            sys.executable, ["-m", "timeline", *arguments], env=environment, encoding="utf-8", timeout=30, dimensions=(50, 250), echo=False
        )
        self.child.delaybeforesend = None
        self.asked: list[str] = []

    def question(self) -> str:
        """Wait for the next question and return what is asked for."""
        self.child.expect(r"(?:^|\n)([^\r\n\[]+)(?: \[[^\r\n]*\])?: $")
        assert isinstance(self.child.match, re.Match)
        self.asked.append(SHOWN.sub("", self.child.match.group(1)))
        return self.asked[-1].removesuffix(" (must be told)")

    def answer(self, said: str) -> None:
        """Answer, in place of what is offered."""
        self.child.sendline(said)

    def tell(self, answers: dict[str, str]) -> None:
        """Answer the questions by the fields they ask for, until the record is on record; without an answer a field is left out."""
        while True:
            asked = self.question()
            if asked.startswith("put it on record"):
                self.answer("yes")
                return
            if asked.startswith("more: "):
                self.answer("yes" if any(name in answers for name in asked.replace(",", " ").split()) else "no")
            else:
                self.answer(answers.get(asked.partition(" in which it stands")[0], ""))

    def ended(self) -> int:
        """Wait until the command ends and return its exit status."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus or 0)


def answers(entry: Entry, dossier: Dossier) -> dict[str, str]:
    """Return what one would answer who tells a record, by the fields asked for."""
    around = dossier.parent(entry)
    found = {keys.word(around.kind): around.id, "process": entry.id.partition("/")[0]} if around else {}
    found["key"] = entry.id.rpartition("/")[2]
    for name, value in entry.record.model_dump(mode="json", exclude_defaults=True).items():
        nested = name.startswith("scope_")
        found.setdefault(name.replace("_", ".", 1) if nested else name, _joined(name, value))
    found["answers"] = ", ".join(
        f"{part.position} {part.result}" for part in entry.parts.get("answers", []) if isinstance(part, records.Answer)
    )
    found["cite"] = _cited(entry)
    return {name: said for name, said in found.items() if said}


def _joined(name: str, value: object) -> str:
    return ("; " if name == "aliases" else ", ").join(map(str, value)) if isinstance(value, list) else str(value)


def _cited(entry: Entry) -> str:
    several = [citation.model_dump(exclude_defaults=True, exclude={"record", "number"}) for citation in entry.citations]
    return json.dumps(several[0] if len(several) == 1 else several, ensure_ascii=False) if several else ""


def test_an_article_told_by_hand_reads_as_its_file_does(run: Run, database: Database, own: Places) -> None:
    file = DATA / "seed.yaml"
    imported_file = own.new()
    importing.into_store([file], imported_file)
    dossier = importing.read([file]).dossier
    importing.checked(importing.Draft(dossier, [], {}), Dossier())
    terminal = Terminal(database, "add")
    process = "ukraine-russia-2022"
    for entry in sorted(
        dossier, key=lambda entry: (ORDER.index(entry.kind), entry.id.count("/"), bool(getattr(entry.record, "parent", None)))
    ):
        assert terminal.question() == "kind of record (empty: done)"
        terminal.answer(entry.kind)
        told = answers(entry, dossier)
        terminal.tell({**told, "cite": ""} if entry.kind == "process" else told)
    claim(terminal, process, "statecraft")
    assert terminal.question() == "kind of record (empty: done)"
    terminal.answer("")
    assert terminal.ended() == 0
    for question in (("rounds", "--format", "json"), ("chronology", "--format", "json"), ("rounds",)):
        imported = run(*question, "--database", imported_file)
        assert run(*question) == imported
    assert run("database", "verify").status == 0


def claim(terminal: Terminal, handle: str, source: str) -> None:
    """Say that a record rests on a source."""
    assert terminal.question() == "kind of record (empty: done)"
    terminal.answer("claim")
    assert terminal.question() == "record that the claim is about"
    terminal.answer(handle)
    for question in questions.about("claim", "process"):
        assert terminal.question() == question.field
        terminal.answer(source if question.field == "source" else "")


def test_a_step_back_asks_again(database: Path, stored: Path) -> None:
    assert stored.exists()
    terminal = Terminal(database, "add", "party")
    assert terminal.question() == "key"
    terminal.answer("poland")
    assert terminal.question() == "name"
    terminal.answer("<")
    assert terminal.question() == "key"
    terminal.answer("polska")
    terminal.tell({"name": "Poland"})
    assert terminal.ended() == 0
    assert ("polska", "Poland") in _named(database, "party")


def _named(database: Path, kind: str) -> set[tuple[object, ...]]:
    from timeline.store import reading

    reader = reading.opened(database)
    try:
        return {tuple(row) for row in reader.rows(f"SELECT id, name FROM {kind}", {})}
    finally:
        reader.close()


def test_a_wrong_answer_is_told_and_asked_again(database: Path, stored: Path) -> None:
    assert stored.exists()
    before = kept(database)
    terminal = Terminal(database, "add", "position")
    assert terminal.question().startswith("round in which it stands")
    terminal.answer("r2")
    assert terminal.question() == "key"
    terminal.answer("x")
    assert terminal.question() == "party"
    terminal.answer("Киев и Москва")
    assert "put it on record now?" in terminal.question()
    terminal.answer("no")
    assert terminal.question() == "party"
    terminal.child.close(force=True)
    assert kept(database) == before


def test_a_name_in_any_script_is_understood(database: Path, stored: Path, run: Run) -> None:
    assert stored.exists()
    terminal = Terminal(database, "add", "statement")
    terminal.tell(
        {"round": "r2", "speaker": "Михайло Подоляк", "text": "More.", "date": "4 March 2022", "cite": "statecraft", "key": "more"}
    )
    assert terminal.ended() == 0
    assert json.loads(run("show", "r2/more", "--format", "json").out)["items"][0]["speaker"] == "podolyak"


def test_an_answer_that_is_no_name_is_told_at_once(database: Path, stored: Path) -> None:
    assert stored.exists()
    terminal = Terminal(database, "add", "person")
    for asked, said in (("key", "kuleba"), ("party", "ukrane")):
        assert terminal.question() == asked
        terminal.answer(said)
    assert terminal.question().startswith("there is no party 'ukrane'")
    terminal.answer("")
    assert terminal.question() == "party"
    assert "no party 'ukrane' (did you mean 'ukraine'" in str(terminal.child.before) + str(terminal.child.after)
    terminal.child.close(force=True)


def test_the_delegates_of_the_round_before_are_offered(database: Path, stored: Path, run: Run) -> None:
    assert stored.exists()
    terminal = Terminal(database, "add", "delegation")
    terminal.tell({"round": "r3", "party": "ukraine", "cite": "statecraft"})
    asked = terminal.question()
    assert asked.startswith("the same delegates as in the round before, Davyd Arakhamia and Mykhailo Podolyak?")
    terminal.answer("yes")
    assert terminal.ended() == 0
    delegations = json.loads(run("show", "r3", "--format", "json").out)["items"][0]["delegations"]
    assert [delegate["person"] for delegate in delegations[0]["delegates"]] == ["podolyak", "arakhamia"]


def test_nothing_is_stored_by_one_who_leaves_off(database: Path, stored: Path) -> None:
    assert stored.exists()
    before = kept(database)
    terminal = Terminal(database, "add", "party")
    terminal.question()
    terminal.child.sendeof()
    assert terminal.ended() == 1
    assert kept(database) == before


def test_on_a_screen_answers_are_completed(database: Path, stored: Path) -> None:
    assert stored.exists()
    terminal = Terminal(database, "add", "person", term="xterm")
    for asked, said in (("key", "kuleba"), ("party", "ukr\t"), ("name", "Dmytro Kuleba"), ("short", ""), ("aliases", "Дмитро Кулеба")):
        terminal.child.expect(asked)
        for typed in (*re.split(r"(\t)", said), "\r"):
            terminal.child.send(typed)
            time.sleep(0.4)
    while terminal.child.expect([pexpect.EOF, r"cite", r"/[nN]\)"]):
        terminal.child.send("\r")
    assert "kuleba" in {row[0] for row in _named(database, "person")}


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_an_interrupt_leaves_nothing_behind(database: Path, stored: Path, term: str) -> None:
    assert stored.exists()
    before = kept(database)
    terminal = Terminal(database, "add", "party", term=term)
    terminal.child.expect("key")
    terminal.child.sendintr()
    assert terminal.ended() == 130
    assert kept(database) == before


@pytest.mark.parametrize("mended", [True, False])
def test_the_editor_gets_a_mistake_back_and_nothing_is_lost(database: Path, stored: Path, run: Run, tmp_path: Path, mended: bool) -> None:
    assert stored.exists()
    editor = tmp_path / "editor.py"
    once = tmp_path / "once"
    editor.write_text(
        "import pathlib, sys\n"
        f"path = pathlib.Path(sys.argv[1]); said = path.read_text(); once = pathlib.Path({str(once)!r})\n"
        "if not once.exists():\n    once.write_text(''); path.write_text(said.replace('status: held', 'status: heldd'))\n"
        + ("elif 'none of' in said:\n    path.write_text(said.replace('status: heldd', 'status: adjourned'))\n" if mended else "")
    )
    told = _edited(database, editor)
    if mended:
        assert told.status == 0, told.out
        assert json.loads(run("show", "r2", "--format", "json").out)["items"][0]["status"] == "adjourned"
    else:
        assert (told.status, "What was written is kept in" in told.out) == (1, True)


def test_an_edit_that_changes_nothing_changes_no_comment_either(database: Path, stored: Path, run: Run, file: File, tmp_path: Path) -> None:
    assert stored.exists()
    commented = file("process: more\nname: More\nsources:\n  # Found late\n  s:\n    # of whom\n    publisher: P  # a paper\n")
    assert run("import", commented).status == 0
    editor = tmp_path / "editor.py"
    editor.write_text("")
    before = kept(database)
    assert "nothing changed" in _edited(database, editor, "more/s").out
    assert kept(database) == before


def _edited(database: Path, editor: Path, handle: str = "r2") -> Told:
    child = pexpect.spawn(
        sys.executable, ["-m", "timeline", "edit", handle], encoding="utf-8", timeout=30, dimensions=(50, 300),
        env={"PATH": "/usr/bin:/bin", "TERM": "dumb", "LANG": "C.UTF-8", "TIMELINE_DATABASE": named(database),
             "HOME": tempfile.gettempdir(), "EDITOR": f"{sys.executable} {editor}", **measuring()},
    )  # fmt: skip
    child.expect(pexpect.EOF)
    said = str(child.before)
    child.close()
    return Told(int(child.exitstatus or 0), said, "")
