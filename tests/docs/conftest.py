"""What the tests of the documentation share: where it is, and the generator of its reference pages."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
DOCS = TOP / "docs"
PAGES: dict[str, Callable[[], str]] = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """The reference pages as the code makes them now."""
    return {name: made() for name, made in PAGES.items()}
