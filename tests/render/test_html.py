"""Claims about pages: they load nothing, no value acts in them, and every link in them arrives."""

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import __version__, text
from timeline.dates import OPEN_END, OPEN_START
from timeline.document import (
    AxisMark,
    Block,
    Column,
    Document,
    Heading,
    Marks,
    Notice,
    Paragraph,
    Role,
    Sources,
    Span,
    Table,
    TimeAxis,
    blocks,
)
from timeline.render import figure, html, render

SAMPLE = Path(__file__).parent / "snapshots" / "sample.html"
VOID = {"meta", "br"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "p", "strong", "span", "bdi", "time", "div",
    "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "section", "ol", "ul",
    "li", "br", "figure", "figcaption", "svg", "desc", "g", "path", "text", "rect", "circle",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "href", "class", "id", "tabindex", "dir", "role", "aria-label", "aria-labelledby",
    "aria-hidden", "rel", "scope", "rowspan", "datetime", "viewbox", "focusable", "width", "height", "d", "x", "y", "rx", "cx", "cy", "r",
    "text-anchor",
}  # fmt: skip
MORE_HOSTILE = (
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://",
    "data:text/html,<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></svg></desc><script>",
    "--><!--",
    "<![CDATA[x]]>",
    "{{ 7 * 7 }}{% raw %}",
    "a/b c#d?e=f&g",
    "\u2066isolate",
    "\u061c\u200fעם",
)


class Page(HTMLParser):
    """A page as it is read: its elements in order, its text, and what is open where it ends."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.said: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice in {self.get_starttag_text()}"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]


def _read(document: Document) -> Page:
    return Page("".join(render(document, "html")))


def _mark(label: str, first: int, last: int, **changed: Any) -> AxisMark:
    parts: dict[str, Any] = {"certain": True, "role": None, "target": f"p/{label}", "said": f"Round {label}"}
    return AxisMark(label, first, last, **{**parts, **changed})


AXIS = TimeAxis(
    "Rounds in time",
    (
        _mark("1", 20220228, 20220228),
        _mark("2", 20220303, 20220305),
        _mark("3", 20220301, 20220331, certain=False),
        _mark("4", 20220310, 20220310, role="muted"),
        _mark("5", 20220320, OPEN_END, certain=False),
    ),
    (("muted", "not held"),),
)


def _sound(page: Page) -> None:
    """Hold a page to what every page must be."""
    assert page.open == []
    assert {tag for tag, _ in page.elements} <= TAGS
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    assert len(page.ids) == len(set(page.ids))
    inner = [link.removeprefix("#") for link in page.links if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert {a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a and " " not in a["aria-labelledby"]} <= set(page.ids)
    outer = [attributes for attributes in page.of("a") if not attributes["href"].startswith("#")]
    assert all(re.match("(?:https?://|mailto:)", attributes["href"], re.IGNORECASE) for attributes in outer)
    assert all(attributes["rel"] == "noopener noreferrer" for attributes in outer)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(page.levels))


@pytest.fixture(params=MORE_HOSTILE, ids=ascii)
def acting(request: pytest.FixtureRequest) -> str:
    """Return a value that would act where a page took it for markup."""
    return str(request.param)


def _everywhere(report: Callable[..., Document], value: str) -> Document:
    columns = (Column(value, keep=True), Column(value, grow=1), Column(value, right=True))
    roles: tuple[Role, ...] = ("name", "party", "date", "handle", "good", "bad", "open", "muted", "strong", "quote")
    source = {"id": "s1", "publisher": value, "title": value, "published": value, "address": value, "archive": value}

    def tell(_: dict[str, Any]) -> Iterator[Block]:
        yield Heading(2, (Span(value, "strong"), " · ", value, " · ", Span(value, "handle")), Marks((1,)), anchor=value)
        yield Paragraph((value, *(Span(value, role) for role in roles)), indent=2, marks=Marks((1,)))
        yield Table(columns, ((value, value, Marks((1,)), Marks((1,))),) * 2, heading=value, header=True, anchors=(value + "r", value))
        yield Notice(value)
        yield Heading(3, value)

    axis = TimeAxis(value, (_mark(value, 20220303, 20220303, target=value, said=value, lane=value),))
    return report(
        [{"id": value}], title=value, query={"text": value, value: [value]}, notices=(value,), tell=tell, figures=lambda: [axis],
        closing=lambda: [Paragraph(value)], sources=lambda: [source],
    )  # fmt: skip


def test_the_sample_looks_as_agreed(report: Callable[..., Document], updating: bool) -> None:
    page = "".join(render(report(figures=lambda: [AXIS._replace(marks=AXIS.marks[:1])], tell=_told_at(report())), "html"))
    page = re.sub("(?s)<style>.*?</style>", "<style></style>", page).replace(f"timeline {__version__}", "timeline")
    page = re.sub("sha256-[^;]*;", "sha256;", page)
    if updating:
        SAMPLE.write_text(page, encoding="utf-8")
    assert page == SAMPLE.read_text(encoding="utf-8")


def _told_at(document: Document) -> Callable[[dict[str, Any]], Iterator[Block]]:
    def tell(item: dict[str, Any]) -> Iterator[Block]:
        for block in document.tell(item):
            yield block._replace(anchor="p/1") if isinstance(block, Heading) else block

    return tell


def test_a_page_is_sound(report: Callable[..., Document]) -> None:
    _sound(_read(report()))


def test_a_hostile_value_is_text_in_every_block(report: Callable[..., Document], hostile: str) -> None:
    page = _read(_everywhere(report, hostile))
    _sound(page)
    assert text.shown(hostile).strip() in page.text


def test_a_value_made_for_pages_is_text_in_every_block(report: Callable[..., Document], acting: str) -> None:
    page = _read(_everywhere(report, acting))
    _sound(page)
    assert text.shown(acting) in page.text


@given(st.text(st.sampled_from("ab<>\"'&=/\\`{}%#:;()-! \n\t") | st.characters(codec="utf-8"), max_size=40))
def test_any_value_reads_the_same(value: str) -> None:
    document = Document(title=value, query={}, items=[], tell=lambda _: [], columns=(), cells=lambda _: [], empty=value)
    page = _read(document)
    _sound(page)
    assert page.text.count(text.shown(value)) >= 2


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d=e#f", "http://example.org", "mailto:desk@example.org"])
def test_web_and_mail_addresses_are_links(report: Callable[..., Document], address: str) -> None:
    source = {"id": "s1", "publisher": "UN", "address": address}
    assert [link for link in _read(report(sources=lambda: [source])).links if not link.startswith("#")] == [address]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "data:text/html,x", "//evil.example", ""])
def test_no_other_address_is_a_link(report: Callable[..., Document], address: str) -> None:
    page = _read(report(sources=lambda: [{"id": "s1", "publisher": "UN", "address": address, "archive": address}]))
    assert all(link.startswith("#") for link in page.links)
    assert address in page.text


def test_nothing_is_loaded_and_the_policy_forbids_it(report: Callable[..., Document]) -> None:
    written = "".join(render(report(), "html"))
    page = Page(written)
    policy = next(attributes["content"] for attributes in page.of("meta") if attributes.get("http-equiv") == "Content-Security-Policy")
    style = written.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; base-uri 'none'; form-action 'none'"
    assert "unsafe" not in policy
    assert not re.search(r"<script|<link|<img|<iframe|<object|<base|<form", written, re.IGNORECASE)
    assert not re.search(r"\b(?:src|srcset|style|on\w+)=", re.sub("<style>.*?</style>", "", written, flags=re.DOTALL))
    assert not re.search(r"@import|url\(|expression", style)
    assert style.isascii()


def test_every_mark_leads_to_its_source_and_back(report: Callable[..., Document]) -> None:
    page = _read(report())
    marks = [attributes for attributes in page.of("a") if attributes.get("role") == "doc-noteref"]
    backs = [attributes["href"] for attributes in page.of("a") if attributes.get("role") == "doc-backlink"]
    assert len(marks) == 12
    assert {mark["href"] for mark in marks} == {"#source.1"}
    assert backs == [f"#{mark['id']}" for mark in marks if "id" in mark]
    assert "and 4 more" in page.text


def test_a_figure_leads_to_what_is_told(report: Callable[..., Document]) -> None:
    def tell(_: dict[str, Any]) -> Iterator[Block]:
        yield from (Heading(2, mark.label, anchor=mark.target) for mark in AXIS.marks)

    page = _read(report(figures=lambda: [AXIS], tell=tell))
    _sound(page)
    links = [attributes for attributes in page.of("a") if attributes.get("aria-label", "").startswith("Round")]
    assert [link["href"] for link in links] == ["#p-1", "#p-3", "#p-2", "#p-4", "#p-5"]
    for words in ("on this day", "from the first day to the last", "at some time within", "no end, or no beginning", "not held"):
        assert words in page.text


def test_handles_that_look_alike_have_ids_of_their_own(report: Callable[..., Document]) -> None:
    handles = ("a/b-c", "a-b/c", "main", "sources", "a/b-c")
    page = _read(report(tell=lambda _: [Heading(2, handle, anchor=handle) for handle in handles]))
    _sound(page)
    assert {"a-b-c", "a-b-c-2", "main-2", "sources-2"} <= set(page.ids)


def test_headings_never_skip_a_level(report: Callable[..., Document]) -> None:
    told = [Heading(level, "x") for level in (2, 2, 3, 6, 2, 1, 3)]
    assert _read(report(tell=lambda _: told)).levels[1:-1] == [2, 2, 3, 4, 2, 2, 3]


def test_a_full_day_alone_is_machine_readable(report: Callable[..., Document]) -> None:
    said = ("3 March 2022", "Thursday 3 March 2022", "March 2022", "about 3 March 2022", "3 to 5 March 2022", "3 March 420 BC", "no date")
    page = _read(report(tell=lambda _: [Paragraph(Span(date, "date")) for date in said], sources=list))
    assert [attributes["datetime"] for attributes in page.of("time")] == ["2022-03-03", "2022-03-03"]


def test_text_from_right_to_left_is_kept_apart(report: Callable[..., Document]) -> None:
    written = "".join(render(report(tell=lambda _: [Paragraph(("said ", "שלום", " twice"))]), "html"))
    assert "said <bdi>שלום</bdi> twice" in written


def test_a_table_has_heads_of_columns_and_of_rows(report: Callable[..., Document]) -> None:
    page = _read(report())
    assert {attributes["scope"] for attributes in page.of("th")} == {"col", "row", "rowgroup"}
    assert len(page.of("caption")) == len(page.of("table"))


def test_a_first_cell_stands_for_the_rows_below_it_that_have_none(report: Callable[..., Document]) -> None:
    rows = (("Ukraine", "a"), ("", "b"), ("Russia", "c"), ("", "d"), ("", "e"))
    page = _read(report(tell=lambda _: [Table((Column("party"), Column("text")), rows)], sources=list))
    assert [attributes.get("rowspan") for attributes in page.of("th")] == [None, None, "2", "3"]


def test_a_column_without_any_text_is_left_out(report: Callable[..., Document]) -> None:
    table = Table((Column("party"), Column("priority"), Column("text")), (("Ukraine", "", "ceasefire"),))
    page = _read(report(tell=lambda _: [table], sources=list))
    assert "priority" not in page.text


def test_a_table_with_a_header_scrolls_within_a_region_that_has_a_name(report: Callable[..., Document]) -> None:
    table = Table((Column("issue"), Column("R1")), (("ceasefire", "demand"),), header=True)
    page = _read(report(tell=lambda _: [Heading(2, "Matrix"), table, Heading(2, "Matrix"), table]))
    regions = [attributes for attributes in page.of("div") if attributes.get("role") == "region"]
    assert [(region["aria-label"], region["tabindex"]) for region in regions] == [("Matrix: table", "0"), ("Matrix: table 2", "0")]


def test_notices_are_a_banner_and_an_empty_answer_says_so(report: Callable[..., Document]) -> None:
    page = _read(report([], notices=("As known on 4 March 2022.",), empty="No such round.", sources=list))
    assert [attributes["class"] for attributes in page.of("div") if attributes.get("role") == "note"] == ["notice"]
    assert "As known on 4 March 2022." in page.text
    assert "empty" in [attributes.get("class") for attributes in page.of("p")]
    _sound(page)


def test_where_the_stream_is_not_utf_8_characters_stand_by_number(report: Callable[..., Document]) -> None:
    document = report(tell=lambda _: [Paragraph("Мединський")])
    written = "".join(render(document, "html", encoding="latin-1"))
    assert written.isascii()
    assert "Мединський" in Page(written).text


def test_every_kind_of_block_is_drawn() -> None:
    page = html.Page(Document("", {}, [], lambda _: [], (), lambda _: []))
    for block in (Notice("a"), Heading(2, "a"), Paragraph("a"), AXIS, Sources(({"id": "s"},)), Table((Column("a"),), (("a",),))):
        assert page.block(block)


def test_only_formats_that_draw_ask_for_figures(report: Callable[..., Document]) -> None:
    document = report(figures=lambda: [AXIS])
    assert AXIS in list(blocks(document, figures=True))
    assert AXIS not in list(blocks(document))
    assert "Rounds in time" not in "".join(render(document, "plain"))


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "csv", "json"])
def test_other_formats_load_no_templates(form: str) -> None:
    program = f"import sys, timeline.render as r; r.FORMATS; __import__('timeline.render.' + r.FORMATS['{form}'][0])"
    program += "; assert 'jinja2' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# The figure


def test_labels_never_touch() -> None:
    marks = tuple(_mark(f"label-{day}", 20220300 + day, 20220300 + day) for day in range(1, 32))
    drawn = figure.figure(TimeAxis("x", marks))
    assert drawn is not None
    by_row: dict[float, list[tuple[float, float]]] = {}
    for shape in (shape for lane in drawn.lanes for shape in lane.shapes):
        room = max(shape.width, len(shape.label) * 7.4)
        middle = shape.label_x if shape.label else shape.x + shape.width / 2
        by_row.setdefault(shape.y, []).append((middle - room / 2, middle + room / 2))
    for row in by_row.values():
        assert all(left[1] <= right[0] for left, right in pairwise(sorted(row)))


@given(
    st.lists(
        st.tuples(st.integers(1, 9999), st.integers(0, 4000), st.booleans(), st.sampled_from(["", "1", "a-long-label"]), st.integers(0, 3)),
        min_size=1,
        max_size=60,
    )
)
def test_every_mark_is_drawn_within_the_figure_or_counted(found: list[tuple[int, int, bool, str, int]]) -> None:
    marks = tuple(
        AxisMark(label, year * 10000 + 101, (year + length) * 10000 + 1231, certain, None, str(number), lane=f"lane {lane}")
        for number, (year, length, certain, label, lane) in enumerate(found)
    )
    drawn = figure.figure(TimeAxis("x", marks))
    assert drawn is not None
    shapes = [shape for lane in drawn.lanes for shape in lane.shapes]
    counted = [int(shape.label[1:]) if shape.sign == "several" else 1 for shape in shapes]
    assert sum(counted) == len(marks)
    assert all(shape.x >= -1 and shape.x + shape.width <= figure.WIDTH + 1 for shape in shapes)
    assert all(0 < shape.y < drawn.foot for shape in shapes)


def test_a_date_without_bounds_is_left_out_and_said() -> None:
    drawn = figure.figure(TimeAxis("x", (_mark("1", 20220303, 20220303), AxisMark("2", None, None, False, None, "b"))))  # noqa: FBT003  # its place
    assert drawn is not None
    assert "1 without a date is not drawn" in drawn.said
    assert figure.figure(TimeAxis("x", (_mark("1", OPEN_START, OPEN_END),))) is None
