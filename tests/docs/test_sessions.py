"""Claims about the pages for readers: what they show on a terminal is what the command prints, and their links lead somewhere.

A page's ```console blocks run from top to bottom in one empty folder with one store. A ```yaml block
after `<!-- file: NAME -->` is written there first. A page that imports nothing asks the records that come with timeline.
Commands shown without output must end well; of others the output is compared, standard output before standard error.
A page that says `<!-- terminal -->` shows what a terminal of 80 columns does, the others what a pipe is sent.
An output may be shown in part. With `[1] …` as its last line the list of sources is left out; with `…` it goes on below the
lines shown. What is shown is compared, and there must be more.
"""

import contextlib
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.conftest import DOCS, TOP

HAND_WRITTEN = [TOP / "README.md", *sorted(DOCS.rglob("*.md"))]
BLOCK = re.compile(r"^(?:<!-- file: (?P<file>\S+) -->\n+)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TERMINAL = "<!-- terminal -->"
LISTED, GOES_ON = "[1] …\n", "…\n"
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)")


class Step(NamedTuple):
    """A command with the output that the page shows for it, or a file that the page gives, named in `file`."""

    command: str
    output: str
    file: str = ""


def steps(page: str) -> list[Step]:
    """Return what a reader of a page does, in order."""
    found: list[Step] = []
    for block in BLOCK.finditer(page):
        if block["file"]:
            found.append(Step("", block["body"], block["file"]))
        elif block["language"] == "console":
            for entry in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, _, output = entry.partition("\n")
                found.append(Step(command, output))
    return found


PAGES = [page for page in HAND_WRITTEN if steps(page.read_text(encoding="utf-8"))]


def said(command: str, folder: Path, store: Path, *, terminal: bool = False) -> tuple[int, str]:
    """Run a command line as a reader does, and return how it ended and what it printed."""
    environment = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "TERM": "dumb",
        "TIMELINE_DATABASE": str(store),
    }
    status, printed = (on_terminal if terminal else in_pipe)(command, folder, environment)
    return status, "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def in_pipe(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command line, and return how it ended and what it sent to a pipe."""
    ended = subprocess.run(
        ["bash", "-c", command],  # noqa: S607  # the shell that the pages are written for
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return ended.returncode, ended.stdout + ended.stderr


def on_terminal(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command line, and return how it ended and what it sent to a terminal without colour or pager."""
    ours, theirs = pty.openpty()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as remarks:
        running = subprocess.Popen(
            ["bash", "-c", command],  # noqa: S607  # as above
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=remarks,
        )
        os.close(theirs)
        sent = bytearray()
        with contextlib.suppress(OSError):  # on Linux a terminal ends so when its last writer is gone
            while piece := os.read(ours, 65536):
                sent += piece
        os.close(ours)
        status = running.wait(timeout=60)
        remarks.seek(0)
        return status, sent.decode("utf-8").replace("\r\n", "\n") + remarks.read()


def shown(output: str, written: str) -> str:
    """Return as much of an output as a page shows of it: all, all but the sources, or the beginning."""
    if written.endswith(LISTED):
        told, listed, _ = output.rpartition("\n[1] ")
        return f"{told}\n{LISTED}" if listed else output
    lines, room = output.splitlines(keepends=True), written.count("\n") - 1
    if not written.endswith(GOES_ON) or len(lines) <= room:
        return output
    return "".join(lines[:room]).rstrip("\n") + "\n" + GOES_ON


@pytest.mark.parametrize(
    ("output", "written", "expected"),
    [
        ("1\n2\n", "1\n", "1\n2\n"),
        ("1\n2\n3\n", "1\n…\n", "1\n…\n"),
        ("1\n2\n3\n", "0\n0\n…\n", "1\n2\n…\n"),
        ("1\n\n3\n", "1\n0\n…\n", "1\n…\n"),
        ("1\n2\n", "1\n2\n…\n", "1\n2\n"),
        ("1 [1]\n2 [2]\n\n[1] A\n[2] B\n", "0\n[1] …\n", "1 [1]\n2 [2]\n\n[1] …\n"),
        ("1\n2\n", "1\n[1] …\n", "1\n2\n"),
    ],
)
def test_only_an_output_that_goes_on_is_shown_in_part(output: str, written: str, expected: str) -> None:
    assert shown(output, written) == expected


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the records that come with timeline."""
    folder = tmp_path_factory.mktemp("bundled")
    store = folder / "timeline.db"
    assert said("timeline import --bundled", folder, store)[0] == 0
    return store


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_a_page_shows_what_the_command_prints(page: Path, bundled: Path, tmp_path: Path, *, updating: bool) -> None:
    written = page.read_text(encoding="utf-8")
    told, terminal = steps(written), TERMINAL in written
    folder, store = tmp_path / "empty", tmp_path / "store" / "timeline.db"
    folder.mkdir()
    store.parent.mkdir()
    if not any("timeline import" in step.command for step in told):
        shutil.copy(bundled, store)
    at = 0
    for step in told:
        if step.file:
            (folder / step.file).write_text(step.output, encoding="utf-8")
            continue
        status, output = said(step.command, folder, store, terminal=terminal)
        output = shown(output, step.output)
        if updating and step.output:
            at = written.index(f"$ {step.command}\n{step.output}", at) + len(f"$ {step.command}\n")
            written = written[:at] + output + written[at + len(step.output) :]
        elif step.output:
            assert output == step.output, step.command
        else:
            assert status == 0, f"{step.command}\n{output}"
    if updating:
        page.write_text(written, encoding="utf-8")


def anchors(page: str) -> set[str]:
    """Return the anchors of a page: those it names, and those that a heading gets by itself."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    given = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return given | set(re.findall(r'<a id="([^"]+)">', page))


@pytest.mark.parametrize(
    "page", [*HAND_WRITTEN, TOP / "CONTRIBUTING.md", TOP / "CHANGELOG.md"], ids=lambda page: str(page.relative_to(TOP))
)
def test_links_lead_somewhere(page: Path) -> None:
    for address, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / address) if address else page
        assert target.exists(), address
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{address}#{anchor}"
