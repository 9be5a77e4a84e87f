"""Claims about reading YAML: every value is a text with its place, and nothing that YAML rewrites gets through."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.files import opening, yaml
from timeline.files.yaml import Mapping, Node, Scalar, Sequence
from timeline.problems import Problem

ANYTHING = st.text(st.characters(codec=None))
YAMLISH = st.text(st.sampled_from("ab: -,[]{}#&*!|>'\"%@`?~<\n\t\\0é\u2067\ufeff"), max_size=60)


def _root(content: str) -> Node:
    root, problems = yaml.compose(content, "file")
    assert problems == []
    assert root is not None
    return root


def _value(written: str) -> str:
    root = _root(f"key: {written}\n")
    assert isinstance(root, Mapping)
    value = root.pairs[0][1]
    assert isinstance(value, Scalar)
    return value.text


def _problem(content: str) -> Problem:
    _, problems = yaml.compose(content, "file")
    return problems[0]


def _texts(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_texts(item) for item in node.items]
        case Mapping():
            return {key.text: _texts(value) for key, value in node.pairs}


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "off", "~", "null", "1e3", "010", "0x1F", "1_000", "12:30", "12:30:45", "2022-03-04", "2022-13-45", ".inf", "=", "1.10"],
)
def test_what_yaml_would_rewrite_stays_as_it_is_written(written: str) -> None:
    assert _value(written) == written


def test_a_value_knows_its_line_and_column() -> None:
    root = _root("# a comment\nkey:\n  other:   value\n")
    assert isinstance(root, Mapping)
    inner = root.pairs[0][1]
    assert isinstance(inner, Mapping)
    assert str(inner.pairs[0][1].place) == "file:3:12"


def test_columns_count_characters_in_any_script() -> None:
    root = _root("{'Київ \U0001f54a': value}\n")
    assert isinstance(root, Mapping)
    assert root.pairs[0][1].place.column == 12


@pytest.mark.parametrize(("written", "empty"), [("", True), ("''", False), ('""', False), ("|\n", False), ("~", False), ("null", False)])
def test_only_what_is_not_written_is_empty(written: str, empty: bool) -> None:
    root = _root(f"key: {written}\n")
    assert isinstance(root, Mapping)
    value = root.pairs[0][1]
    assert isinstance(value, Scalar)
    assert value.empty is empty


def test_a_text_of_several_lines_is_folded() -> None:
    assert _value(">-\n  one\n  two\n\n  three") == "one two\nthree"


def test_letters_with_their_marks_are_composed() -> None:
    assert _value("Zu\u0308rich") == "Z\u00fcrich"


def test_joiners_and_direction_marks_stay() -> None:
    assert _value("می\u200cخواهم\u200f") == "می\u200cخواهم\u200f"


def test_only_a_merge_key_without_quotes_merges() -> None:
    assert _texts(_root("'<<': value\n")) == {"<<": "value"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: &b c\n", "file:1:4: '&b' is an anchor: write the value out, or quote it"),
        ("a: *b\n", "file:1:4: '*b' is an alias: write the value out, or quote it"),
        ("<<: {a: b}\n", "file:1:1: '<<' merges mappings: write the values out"),
        ("a: !!str b\n", "file:1:4: '!!str' is a tag: every value is read as text, so leave it out"),
        ("a: !own b\n", "file:1:4: '!own' is a tag: every value is read as text, so leave it out"),
        ("a: b\n---\nc: d\n", "file:2:1: a second document starts here: a file holds one, without '---' lines"),
        ("a: b\nb: c\na: d\n", "file:3:1: 'a' is given twice: YAML would keep only the last"),
        ("? [a]\n: b\n", "file:1:3: a list or mapping stands where a key should be"),
        ("[" * 33 + "]" * 33, "file:1:33: nested deeper than 32 levels"),
        ("{a: " * 100_000, "file:1:126: nested deeper than 32 levels"),
    ],
)  # fmt: skip
def test_what_yaml_would_do_behind_ones_back_is_refused(content: str, said: str) -> None:
    assert str(_problem(content)) == said


def test_a_list_may_be_nested_as_deep_as_a_file_needs() -> None:
    assert _root("[" * 32 + "]" * 32) is not None


def test_a_file_with_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "MOST_NODES", 10)
    assert _problem("[a, a, a, a, a, a, a, a, a, a]").message == "more than 10 values in one file: split it"


def test_the_dashes_that_open_a_document_are_allowed() -> None:
    assert _texts(_root("---\na: b\n")) == {"a": "b"}


def test_every_key_given_twice_is_told() -> None:
    _, problems = yaml.compose("{a: 1, a: 2, b: {c: 1, c: 2}}", "file")
    assert [problem.place and problem.place.column for problem in problems] == [8, 24]


def test_a_key_may_come_again_in_another_mapping() -> None:
    assert _root("a: {b: c}\nd: {b: c}\n") is not None


def test_an_empty_text_is_no_tree_and_no_problem() -> None:
    assert yaml.compose("# nothing\n", "file") == (None, [])


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        ("a:\n\t- b\n", "indent with spaces, not tabs"),
        ("a: @b\n", "put quotes around a text that begins with '@'"),
        ("a: b: c\n", "put quotes around a text that holds a colon"),
        ("a: {b: c: d}\n", "put quotes around a text that holds a comma, colon or brace"),
        ("a: 'b' c\n", "put quotes around the whole of a text that begins with one"),
        ("a: [b\nc: d\n", "close every bracket and brace"),
    ],
)
def test_a_mistake_in_the_writing_is_told_with_a_remedy(content: str, remedy: str) -> None:
    said = _problem(content).message
    assert said.startswith("not YAML: ")
    assert remedy in said


def test_what_is_not_closed_is_told_where_it_opens() -> None:
    assert str(_problem("a: b\nc: 'd\ne: f\n").place) == "file:2:4"


@pytest.mark.parametrize(
    ("raw", "place", "said"),
    [
        (b"\xff\xfea\x00", "file:1:1", "the file is in UTF-16: save it as UTF-8"),
        (b"\x00a\x00b", "file:1:1", "the file is in UTF-16: save it as UTF-8"),
        (b"a: b\nc: Z\xfcrich\n", "file:2:5", "byte 0xfc is not UTF-8: save the file as UTF-8"),
        (b"a: \xed\xa0\x80\n", "file:1:4", "byte 0xed is not UTF-8: save the file as UTF-8"),
        (b"a: \xc0\xaf\n", "file:1:4", "byte 0xc0 is not UTF-8: save the file as UTF-8"),
        (b"a: \x1b[31m\n", "file:1:4", "U+001B (escape) may not stand in a record: take it out"),
        (b"a: b\rc: d\n", "file:1:5", "U+000D (carriage return) may not stand in a record: take it out"),
        (b"a: \xe2\x80\xa8b", "file:1:4", "U+2028 (line separator) may not stand in a record: take it out"),
        (b"a: b\nc: \xe2\x80\xae", "file:2:4", "U+202E (right-to-left override) may not stand in a record: take it out"),
    ],
)
def test_bytes_that_no_record_may_hold_are_named_with_their_place(raw: bytes, place: str, said: str) -> None:
    with pytest.raises(opening.Unreadable) as stopped:
        yaml.decoded(raw, "file")
    assert str(stopped.value) == f"{place}: {said}"


def test_a_byte_order_mark_and_lines_as_on_windows_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    root, problems = yaml.read(path, "file")
    assert (root and _texts(root), problems) == ({"a": "b", "c": "d"}, [])


@example("\ud800")
@given(st.one_of(ANYTHING, YAMLISH))
def test_any_text_gives_a_tree_or_a_problem(content: str) -> None:
    root, problems = yaml.compose(content, "file")
    assert root is None or isinstance(root, Scalar | Sequence | Mapping)
    assert all(problem.place and problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)


SCALARS = st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=12).map(lambda value: unicodedata.normalize("NFC", value))
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4), max_leaves=12)


@given(TREES)
def test_a_tree_of_texts_reads_back_as_it_was_written(tree: object) -> None:
    assert _texts(_root(json.dumps(tree, ensure_ascii=False))) == tree
