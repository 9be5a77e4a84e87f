"""Claims about the page of what the tests run: it adds up by package, and names what is tried too little."""

from typing import Any

from tests import covering


def _told(statements: int, run: int, branches: int, taken: int) -> dict[str, Any]:
    return {"summary": {"num_statements": statements, "covered_lines": run, "num_branches": branches, "covered_branches": taken}}


def test_figures_are_added_up_by_package_and_in_all() -> None:
    files = {"timeline/dates/a.py": _told(10, 10, 4, 4), "timeline/dates/b.py": _told(10, 9, 0, 0), "timeline/text.py": _told(20, 20, 6, 6)}
    rows = [line for line in covering.page(files).splitlines() if line.startswith("| ")][1:]
    assert rows == [
        "| dates | 20 | 95.0% | 4 | 100.0% |",
        "| modules of their own | 20 | 100.0% | 6 | 100.0% |",
        "| **all** | 40 | 97.5% | 10 | 100.0% |",
    ]


def test_files_with_few_branches_taken_are_named() -> None:
    files = {"timeline/a.py": _told(1, 1, 100, 95), "timeline/b.py": _told(1, 1, 100, 94)}
    assert "| `timeline/b.py` | 1 | 100.0% | 100 | 94.0% |" in covering.page(files)
    assert "timeline/a.py" not in covering.page(files)
    assert covering.ALL in covering.page({"timeline/a.py": files["timeline/a.py"]})
