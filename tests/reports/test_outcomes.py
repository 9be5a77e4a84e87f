"""Claims about how the ledger is told."""

from pathlib import Path

import pytest

from tests.conftest import DATA, Run

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


@pytest.mark.parametrize("stance", ["acceptance", "concession", "reservation"])
def test_a_line_of_positions_that_ends_without_a_demand_says_so_once(run: Run, ledger: Path, tmp_path: Path, stance: str) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text(ledger.read_text(encoding="utf-8").replace("stance: withdrawn", f"stance: {stance}"), encoding="utf-8")
    assert run("import", file).status == 0
    (line,) = [line for line in run("outcomes", "--issue", "amnesty", "--format", "plain").out.splitlines() if "amnesty" in line]
    assert line.split()[0] == stance
    assert "amnesty no longer asked for. No outcome on record" in line
    assert "Now" not in line


def in_tracks(run: Run, *arguments: str) -> list[str]:
    assert run("import", DATA / "tracks.yaml").status == 0
    return run("outcomes", *arguments).out.splitlines()


def test_what_came_of_a_round_stands_together_under_the_date_of_the_round(run: Run) -> None:
    headings = [line for line in in_tracks(run) if line[:1].isalpha()][1:]
    assert headings == [
        "Round 1 (Talks on the bank), 1 to 4 January 2020",
        "Visit of an envoy, 2 January 2020",
        "Round 1 (A day in town), 1 February 2020",
    ]


def test_an_outcome_later_than_its_round_bears_its_own_date(run: Run) -> None:
    lines = in_tracks(run)
    assert any("exchange of prisoners, 5 January 2020: One side speaks of ten" in line for line in lines)
    assert any("  truce. " in line for line in lines)


def test_in_a_life_a_round_whose_number_another_has_is_told_apart(run: Run) -> None:
    told = "\n".join(in_tracks(run, "--history"))
    assert "round 1 (Talks on the bank)" in told
    assert "round 1 (A day in town)" in told


def test_where_something_happened_is_told_once(run: Run) -> None:
    told = "\n".join(in_tracks(run, "--history"))
    assert "the ford: Shots are heard on both days" in told
    assert "the mill: A fire" not in told
    assert "A fire at the mill" in told
