"""Claims about what is promised: every test that is named there is there."""

import re
from pathlib import Path

import pytest

from tests.docs.conftest import TOP
from tests.reliability import __main__ as counting

SAID = (TOP / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[a-z_/]+\.py)`", SAID)))


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_holds_a_promise_is_there(name: str) -> None:
    assert "\ndef test_" in (TOP / name).read_text(encoding="utf-8")


def test_every_test_of_reliability_holds_a_promise() -> None:
    there = {f"tests/reliability/{path.name}" for path in (TOP / "tests" / "reliability").glob("test_*.py")}
    assert there <= set(NAMED) == set(counting.named())


RESULTS = """<testsuites><testsuite>
<testcase classname="tests.reliability.test_crash" name="test_a_kill_leaves_all_or_nothing[add]">
<properties><property name="kills" value="3"/></properties></testcase>
<testcase classname="tests.reliability.test_crash" name="test_a_kill_leaves_all_or_nothing[edit]">
<properties><property name="kills" value="4"/></properties></testcase>
<testcase classname="tests.reliability.test_crash" name="test_a_kill_leaves_all_or_nothing[undo]"><skipped/></testcase>
</testsuite></testsuites>"""


def test_the_page_of_what_was_tried_adds_up_what_tests_counted(tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    results.write_text(RESULTS, encoding="utf-8")
    page = counting.page(counting.tried(results), many=False)
    assert "| a kill leaves all or nothing | 2 cases, 7 kills, 1 left out here |" in page
    assert "`tests/reliability/test_crash.py`, `tests/reliability/test_faults.py` | 2 cases, 7 kills, 1 left out here |" in page
