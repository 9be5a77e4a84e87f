"""Claims about JSON: one object with every key, read back as it was given."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import text
from timeline.document import Document
from timeline.render import render

Report = Callable[..., Document]
_TEXT = st.text(st.sampled_from('aї中"\\\n\t\x00\x1b\x7f\x9b\u2028\u202e\ud800\ufffe\U000e0041\U0001f468'), max_size=6)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXT, inner, max_size=2),
    max_leaves=4,
)


def test_every_key_is_there_when_nothing_is_on_record(report: Report) -> None:
    read = json.loads("".join(render(report([], sources=list), "json")))
    assert read == {
        "schema": "timeline/1",
        "query": {"process": ["ukraine-russia-2022"], "on": "2022-03-03"},
        "as_known": None,
        "as_recorded": None,
        "notices": [],
        "items": [],
        "sources": [],
    }


@given(items=st.lists(st.dictionaries(_TEXT, _VALUES, max_size=2), max_size=2))
def test_items_read_back_equal(items: list[dict[str, Any]]) -> None:
    document = Document("Rounds", {}, items, lambda _: [], (), lambda _: [], as_known="2022-03", notices=("As known.",))
    rendered = "".join(render(document, "json"))
    assert text.unwanted(rendered) is None
    assert json.loads(rendered)["items"] == items
    assert [json.loads(line) for line in "".join(render(document, "jsonl")).split("\n")[:-1]] == items


def test_a_hostile_value_reads_back_and_acts_on_nothing(naming: Callable[[str], Document], hostile: str) -> None:
    rendered = "".join(render(naming(hostile), "json"))
    assert text.unwanted(rendered) is None
    assert json.loads(rendered)["items"] == [{"id": hostile}]


def test_other_scripts_are_written_as_they_are(report: Report) -> None:
    assert "Володимир" in "".join(render(report([{"name": "Володимир"}]), "json"))


def test_it_is_laid_out_as_json_usually_is(report: Report) -> None:
    rendered = "".join(render(report(), "json"))
    assert rendered == json.dumps(json.loads(rendered), indent=2, ensure_ascii=False) + "\n"


def test_items_come_one_by_one(report: Report) -> None:
    assert len(list(render(report([{"id": "r1"}, {"id": "r2"}]), "jsonl"))) == 2


def test_what_json_cannot_say_is_refused(report: Report) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        list(render(report([{"share": float("nan")}]), "json"))
