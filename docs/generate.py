#!/usr/bin/env python
"""Writes the pages made from the code and from the records: run `python docs/generate.py` after a change of either."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # when a test runs this file, Python does not look beside it

from generating import commands, coverage, fields, messages, schema, words

DOCS = Path(__file__).parent
PAGES = {
    "reference/vocabulary.md": words.page,
    "reference/fields.md": fields.page,
    "reference/commands.md": commands.page,
    "reference/messages.md": messages.page,
    "reference/data-file.schema.json": schema.page,
    "coverage.md": coverage.page,
}
"""Every generated page, by its path from here, with what makes it."""


def write() -> None:
    """Write every page."""
    for name, made in PAGES.items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    write()
