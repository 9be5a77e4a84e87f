"""Claims about Markdown: what it says is what was recorded, and never markup of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline import text
from timeline.document import Document
from timeline.render import markdown, render

_COMMONMARK = MarkdownIt("commonmark").enable("table").enable("strikethrough")
_PLAIN = {"text", "text_special", "softbreak"}


def _inside(value: str) -> list[Token]:
    return [child for token in _COMMONMARK.parse(value) for child in token.children or []]


def test_the_sample_looks_as_agreed(report: Callable[..., Document]) -> None:
    expected = (Path(__file__).parent / "snapshots" / "sample.md").read_text(encoding="utf-8")
    assert "".join(render(report(), "markdown")) == expected


def test_a_hostile_value_is_text(naming: Callable[[str], Document], hostile: str) -> None:
    tokens = _COMMONMARK.parse("".join(render(naming(hostile), "markdown")))
    inline = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {
        "text",
        "text_special",
        "link_open",
        "link_close",
        "strong_open",
        "strong_close",
    }
    assert {child.attrs["href"] for child in inline if child.type == "link_open"} <= {"#sources"}
    assert [token.type for token in tokens].count("heading_open") == 4


def test_a_hostile_value_reads_the_same(hostile: str) -> None:
    read = "".join(child.content for child in _inside(markdown.escaped(hostile)))
    assert read == text.shown(hostile).strip()


@given(st.text(st.sampled_from("ab \\`*_{}[]()#+-.!|<>~&;=$^:\n\t1") | st.characters(codec="utf-8"), max_size=40))
def test_any_value_reads_the_same(value: str) -> None:
    children = _inside(f"| a |\n| --- |\n| {markdown.escaped(value)} |")[1:]
    assert {child.type for child in children} <= _PLAIN
    assert "".join(child.content for child in children) == text.shown(value).strip()


@given(st.text(st.sampled_from("ab \\`*_[]()#+-.!|<>=:\n1") | st.characters(codec="utf-8"), max_size=40))
def test_any_value_alone_is_one_paragraph(value: str) -> None:
    types = [token.type for token in _COMMONMARK.parse(markdown.escaped(value))]
    assert types in ([], ["paragraph_open", "inline", "paragraph_close"])


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:desk@example.org"])
def test_web_and_mail_addresses_are_links(report: Callable[..., Document], address: str) -> None:
    source = {"id": "s1", "publisher": "UN", "address": address}
    tokens = _inside("".join(render(report(sources=lambda: [source]), "markdown")))
    assert {token.attrs["href"] for token in tokens if token.type == "link_open"} == {address}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "data:text/html,x", ""])
def test_no_other_address_is_a_link(report: Callable[..., Document], address: str) -> None:
    source = {"id": "s1", "publisher": "UN", "address": address}
    tokens = _inside("".join(render(report(sources=lambda: [source]), "markdown")))
    assert {token.attrs["href"] for token in tokens if token.type == "link_open"} == {"#sources"}


def test_an_address_cannot_leave_its_link(report: Callable[..., Document]) -> None:
    source = {"id": "s1", "publisher": "UN", "address": "https://example.org/>)[x](javascript:1)\\"}
    tokens = _inside("".join(render(report(sources=lambda: [source]), "markdown")))
    assert {token.attrs["href"] for token in tokens if token.type == "link_open"} == {"https://example.org/%3E)%5Bx%5D(javascript:1)%5C"}
