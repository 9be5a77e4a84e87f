"""Claims about how the ledger is told."""

from pathlib import Path

from tests.conftest import Run

BEGUN = "begun: {status: implemented, date: 2020-02-10, text: The guns fall silent., cite: weeks-later}"
BESIDE = "beside: {status: violated, date: 2020-02-10, text: Shots at the mill., cite: weeks-later}"


def told(run: Run, ledger: Path, folder: Path, *arguments: str) -> str:
    file = folder / "talks.yaml"
    file.write_text(ledger.read_text(encoding="utf-8").replace(BEGUN, f"{BEGUN}\n          {BESIDE}"), encoding="utf-8")
    assert run("import", file).status == 0
    return run("outcomes", "--as-known", "2020-02-25", *arguments).out


def test_two_words_for_one_last_day_are_both_told(run: Run, ledger: Path, tmp_path: Path) -> None:
    said = told(run, ledger, tmp_path)
    assert "Now implemented and violated since 10 February 2020" in said


def test_what_nothing_followed_says_so_and_what_was_not_agreed_need_not(run: Run, ledger: Path, tmp_path: Path) -> None:
    lines = told(run, ledger, tmp_path).splitlines()
    assert any("exchange of prisoners" in line and "nothing on record since" in line for line in lines)
    assert not any("not agreed" in line and "nothing on record since" in line for line in lines)


def test_a_demand_without_an_outcome_is_never_said_to_be_unmet(run: Run, ledger: Path, tmp_path: Path) -> None:
    lines = [line for line in told(run, ledger, tmp_path, "--issue", "border").splitlines() if "border" in line]
    assert lines
    assert all("No outcome on record" in line and "unmet" not in line for line in lines)
