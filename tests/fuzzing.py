"""Guided fuzzing of what reads files and dates: `python -m tests.fuzzing [--target T] [--seconds N]`, with the extra `fuzz`.

Each target runs in a process of its own, which keeps what leads further into the code and changes it again. What brings a
reader down is left in the folder `found`, and told; it then belongs into `tests/files/test_fuzz.py` or `tests/test_dates.py`.
"""

import argparse
import importlib
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

TARGETS = ("dates", "yaml", "jsonl", "csv", "json")
"""`json` is the parser of one line without the reader of records above it."""
LONGEST = 4096
"""Bytes of one input: longer ones lead nowhere further."""
FOUND = Path("found")
INSTRUMENTED = ("timeline.dates", "timeline.files.gathering", "timeline.files.yaml", "timeline.files.lines", "timeline.files.tables")
"""What leads further into these is kept; they load all that is below them."""


def main() -> int:
    """Run the targets in turn, and tell which were brought down."""
    given = argparse.ArgumentParser(prog="python -m tests.fuzzing", description="Fuzz what reads files and dates.")
    given.add_argument("--target", action="append", choices=TARGETS, help="what is fuzzed (default: all)")
    given.add_argument("--seconds", type=int, default=120, help="for each target (default: %(default)s)")
    given.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = given.parse_args()
    targets = asked.target or TARGETS
    if asked.inside:
        inside(targets[0], asked.seconds)
    down = [target for target in targets if _outside(target, asked.seconds)]
    for target in down:
        sys.stderr.write(f"{target} was brought down: see {FOUND}\n")
    return 1 if down else 0


def _outside(target: str, seconds: int) -> int:
    """Fuzz a target in a process of its own, and return how it ended."""
    command = [sys.executable, "-m", "tests.fuzzing", "--target", target, "--seconds", str(seconds), "--inside"]
    return subprocess.run(command, check=False).returncode


def inside(target: str, seconds: int) -> None:
    """Fuzz a target in this process, and end it."""
    import atheris

    with atheris.instrument_imports(include=["timeline"]):
        for module in INSTRUMENTED:
            importlib.import_module(module)
    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(_seeds(target)):
            (Path(folder) / str(number)).write_bytes(content)
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={FOUND}/{target}-", folder], _claim(target))
        atheris.Fuzz()


def _seeds(target: str) -> list[bytes]:
    from tests.files.test_fuzz import GIVEN

    if target == "dates":
        written = (Path(__file__).parent / "data" / "refused-dates.txt").read_text(encoding="utf-8").splitlines()
        return [line.split("'")[1].encode() for line in written if line.count("'") > 1] + [b"2022-02-28/2022-03-02", b"3 March 2022"]
    return [GIVEN[".jsonl" if target == "json" else f".{target}"]]


def _claim(target: str) -> Callable[[bytes], None]:
    """Return what must hold of any bytes given to a target."""
    if target == "dates":
        return _date
    if target == "json":
        return _json
    path = Path(tempfile.mkdtemp()) / {"csv": "rounds.csv"}.get(target, f"a.{target}")
    return lambda content: _file(path, content)


def _date(content: bytes) -> None:
    from timeline import dates

    with suppress(dates.DateError):
        read = dates.read(content.decode("utf-8", "replace"))
        assert dates.parse(read.edtf).edtf == read.edtf
        assert dates.say(read)


def _json(content: bytes) -> None:
    from timeline.files import json
    from timeline.problems import Place, Problem

    problems: list[Problem] = []
    value = json.parsed(content.decode("utf-8", "replace"), Place("a", 1, 1), problems)
    assert value is not None or problems


def _file(path: Path, content: bytes) -> None:
    from timeline.dossier import Dossier
    from timeline.files import gathering

    path.write_bytes(content)
    gathered = gathering.gathered([path], gathering.Tabular(), lambda _: Dossier())
    for read in gathered.reads:
        for problem in read.problems:
            assert problem.place, problem
            assert problem.place.file == str(path), problem
            assert min(problem.place.line, problem.place.column) >= 1, problem


if __name__ == "__main__":
    sys.exit(main())
