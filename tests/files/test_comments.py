"""Claims about comments in data files: which key each belongs to, how a record keeps it, and what is none."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, File
from timeline import references
from timeline.dossier import Dossier, Entry
from timeline.files import comments, reader, writer, yaml
from timeline.files.yaml import Mapping, Node, Sequence
from timeline.problems import Place

Told = dict[str, list[str]]


def _told(node: Node | None, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every comment in a tree: `=` stands before one beside a value, a line below one that stands apart."""
    if isinstance(node, Mapping):
        yield from ((path or "end", said(remark)) for remark in (node.remarks if not path else ()))
        for key, value in node.pairs:
            yield from ((f"{path}.{key.text}".strip("."), said(remark)) for remark in key.remarks)
            yield from _told(value, f"{path}.{key.text}".strip("."))
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items, start=1):
            yield from ((f"{path}.{number}", said(remark)) for remark in item.remarks)
            yield from _told(item, f"{path}.{number}")


def said(remark: yaml.Remark) -> str:
    return f"{'=' * remark.beside}{remark.text}{'_' * remark.apart}"


def told(content: str) -> Told:
    """Return the comments of a text by the path of what each belongs to."""
    root, problems = yaml.compose(content, "file")
    assert problems == []
    found: Told = {}
    for path, remark in _told(root):
        found.setdefault(path, []).append(remark)
    return found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# c\na: b\n", {"a": ["c"]}),
        ("# c\n# d\na: b\n", {"a": ["c\nd"]}),
        ("# c\n#\n# d\na: b\n", {"a": ["c\n\nd"]}),
        ("# c\n\n# d\na: b\n", {"a": ["c_", "d"]}),
        ("# c\n\na: b\n", {"a": ["c_"]}),
        ("\n\n  # c\n\n\na: b\n", {"a": ["c_"]}),
        ("#c\na: b\n", {"a": ["c"]}),
        ("#   c\n#     d\na: b\n", {"a": ["c\n  d"]}),
        ("## c\na: b\n", {"a": ["# c"]}),
        ("#\n#  \na: b\n", {}),
        ("a: b # c\n", {"a": ["=c"]}),
        ("a: b    #    c   \n", {"a": ["=c"]}),
        ("a: # c\n  b: d\n", {"a": ["=c"]}),
        ("a: # c\n  b\n", {"a": ["=c"]}),
        ("a: # c\nb: d\n", {"a": ["=c"]}),
        ("a:\n  # c\n  b\n", {"a": ["c"]}),
        ("a:\n  # c\n  b: d\n", {"a.b": ["c"]}),
        ("a:\n  # c\n  {b: d}\n", {"a": ["c"]}),
        ("a:\n  b: c\n  # d\ne: f\n", {"e": ["d"]}),
        ("a: b\n# c\n", {"end": ["c"]}),
        ("a: b\n\n# c\n\n# d\n\n", {"end": ["c", "d"]}),
        ("a: b # c\n# d", {"a": ["=c"], "end": ["d"]}),
        ("a: [b, c] # d\n", {"a": ["=d"]}),
        ("a: [b, # d\n    c]\n", {"a.1": ["=d"]}),
        ("a: [b,\n    # d\n    c]\n", {"a.2": ["d"]}),
        ("a: [b, c # d\n   ] # e\n", {"a.2": ["=d"], "a": ["=e"]}),
        ("a: [ # d\n  b]\n", {"a": ["=d"]}),
        ("a: {b: c, d: e} # f\n", {"a": ["=f"]}),
        ("a: {b: c, # f\n    d: e}\n", {"a.b": ["=f"]}),
        ("a: {b: c, d: [e, # f\n  g]}\n", {"a.d.1": ["=f"]}),
        ("a: {b: c, d: { # f\n  g: h}}\n", {"a.d": ["=f"]}),
        ("a: {b: {c: d}, e: f} # g\nh: i\n", {"a": ["=g"]}),
        ("a: {b: c, d: # f\n  e}\n", {"a.d": ["=f"]}),
        ("a:\n  # d\n  - b\n  # e\n  - c # f\n", {"a.1": ["d"], "a.2": ["e", "=f"]}),
        ("a:\n  # d\n  - b: c # e\n", {"a.1": ["d"], "a.1.b": ["=e"]}),
        ("a:\n  - # d\n    b: c\n", {"a.1": ["=d"]}),
        ("a:\n  -\n    # d\n    b: c\n", {"a.1.b": ["d"]}),
        ("a:\n  # e\n  - # f\n    # d\n    b: c\n  - # g\n    h: i\n", {"a.1": ["=f", "e"], "a.1.b": ["d"], "a.2": ["=g"]}),
        ("a:\n- {b: c} # d\n", {"a.1": ["=d"]}),
        ("a: >- # c\n  # no\n  d # no\n\n# e\nb: f\n", {"a": ["=c"], "b": ["e"]}),
        ("a: |\n  # no\n  d\n  # no\n", {}),
        ("a: |\n    d\n  # c\nb: e\n", {"b": ["c"]}),
        ("a: 'b # no' # c\n", {"a": ["=c"]}),
        ('a: "b\n  # no" # c\n', {"a": ["=c"]}),
        ("a: b\n  d # c\n", {"a": ["=c"]}),
        ("a: b#no\n", {}),
        ("--- # c\na: b\n", {"a": ["c"]}),
        ("? a # c\n: b # d\n", {"a": ["=c", "=d"]}),
        ("a: b # c\r\n# d\r\n\r\ne: f\r\n", {"a": ["=c"], "e": ["d_"]}),
        ("é: \U0001f54a # \U0001f54a\n", {"é": ["=\U0001f54a"]}),
        ("a: b # e\u0301\n", {"a": ["=é"]}),
        ("{a: b, # c\n # d\n e: f} # g\n", {"a": ["=c"], "e": ["d"], "end": ["g"]}),
    ],
)
def test_a_comment_belongs_to_the_key_below_it_or_on_its_line(content: str, expected: Told) -> None:
    assert told(content) == expected


LINES = [
    *("# c", "  # c", "#", "", "# a: b", "# 'd", "a: b # e"),
    *("a: b", "  c: d # e", "    f: g", "  h: # i", "  - j", "  - k: l # m", "n: [o, # p", "  q]", "r: {s: t} # u"),
]


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_no_arrangement_of_comments_changes_what_a_file_says_or_is_lost(lines: list[str]) -> None:
    content = "\n".join(lines) + "\n"
    root, problems = yaml.compose(content, "file")
    if problems or root is None or not isinstance(root, Mapping):
        return
    bare, _ = yaml.compose(re.sub(r"(?m)(^|(?<= ))#.*$", "", content), "file")
    assert _values(root) == _values(bare)
    found = [line for _, remark in _told(root) for line in remark.strip("=_").split("\n") if line]
    assert sorted(found) == sorted(re.findall(r"# (.+)", content))


def _values(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return [(key.text, _values(value)) for key, value in node.pairs]
    return [_values(item) for item in node.items] if isinstance(node, Sequence) else node and node.text


# In records


FILE = """\
# The talks, as one paper tells them.

# What follows is invented.
process: talks  # a code
name: Talks
# Two of three
parties: [ukraine, russia]  # the third sent nobody
cite:
  # the paper
  - s1
  - {source: s2, note: also}  # a copy
rivals:
  - {name: Other talks, cite: s2}
waive:
  # for good reason
  - {rule: sources-are-dated, subject: s1, reason: none}

# All that is shared
declare:
  # States
  parties:
    # at war
    ukraine: {name: Ukraine}
    # too
    russia: {name: Russia}  # the other

# Papers

sources:
  # one
  s1: {publisher: One}

  # two

  s2:
    # of two
    publisher: Two

# Meetings
rounds:
  # ------- the first

  r1:
    status: held  # it was
    delegations:
      # who
      ukraine:
        # nobody knows
        size: 4
    positions: # none

# The end
"""


def kept(entries: list[Entry]) -> dict[str, dict[str, list[str]]]:
    """Return the comments that records keep, by record and path; `=` stands before one beside a value."""
    found: dict[str, dict[str, list[str]]] = {}
    for entry in entries:
        for comment in comments.of(entry):
            found.setdefault(entry.id, {}).setdefault(comment.at, []).append(f"{'=' * comment.beside}{comment.text}")
    return found


def test_a_record_keeps_the_comments_on_it_and_in_it(file: File) -> None:
    assert kept(reader.read(file(FILE)).entries) == {
        "talks": {
            "/": ["The talks, as one paper tells them."],
            "": ["What follows is invented.", "=a code"],
            "cite.1": ["the paper"],
            "cite.2": ["=a copy"],
            "end": ["The end"],
            "parties": ["Two of three", "=the third sent nobody"],
            "rounds": ["Meetings"],
            "sources/": ["Papers"],
            "waive.1": ["for good reason"],
        },
        "ukraine": {"": ["at war"], "../": ["All that is shared"], "..": ["States"]},
        "russia": {"": ["too", "=the other"]},
        "talks/s1": {"": ["one"]},
        "talks/s2": {"/": ["two"], "publisher": ["of two"]},
        "talks/r1": {"/": ["------- the first"], "status": ["=it was"], "": ["=none"]},
        "talks/r1/ukraine": {"": ["who"], "size": ["nobody knows"]},
    }


def test_every_comment_of_a_file_is_in_the_file_that_is_written_from_it(file: File) -> None:
    entries = reader.read(file(FILE)).entries
    written = writer.one(Dossier(entries), "talks")
    lost = [line for line in re.findall(r"# (.*)", FILE) if f"# {line}" not in written]
    assert lost == []
    assert kept(reader.read(file(written, "again.yaml")).entries) == kept(entries)
    assert writer.one(Dossier(reader.read(file(written, "again.yaml")).entries), "talks") == written


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# head\n\nparties:\n  # a\n  a: {name: A}\n", {"a": {"../": ["head"], "": ["a"]}}),
        ("parties: # c\n  a: {name: A}\n", {"a": {"..": ["c"]}}),
        ("parties:\n  b: {name: B}\n# out\n  a: {name: A}\n", {"a": {"..": ["out"]}}),
        ("parties:\n  a: {name: A}\n# foot\n", {"a": {"..": ["foot"]}}),
        ("# none\nparties:\n# some\npersons:\n  x: {name: X}\n", {"x": {"..": ["some"], "../": ["none"]}}),
        ("parties:\n  a: {name: A}\n  # next\nplaces:\n  x: {name: X}\n", {"x": {"..": ["next"]}}),
        ("parties:\n  a: {name: A, aliases: [B, # b\n  C]}\n", {"a": {"aliases.1": ["=b"]}}),
    ],
)
def test_comments_on_what_all_share_are_with_the_first_record_below(
    file: File, content: str, expected: dict[str, dict[str, list[str]]]
) -> None:
    assert kept(reader.read(file(content)).entries) == expected


@pytest.mark.parametrize("word", ["place", "places"])
def test_a_comment_is_kept_under_the_field_whichever_way_it_is_written(file: File, word: str) -> None:
    fields = f"    status: held\n    {word}: brest  # there\n    rivals: {{{word}: [kyiv], cite: s # who\n    }}\n"
    content = f"process: talks\nname: T\nrounds:\n  r1:\n{fields}"
    assert kept(reader.read(file(content)).entries) == {"talks/r1": {"places": ["=there"], "rivals.1.cite": ["=who"]}}


def test_a_comment_on_the_only_value_of_a_list_keeps_the_list_in_an_account_too(file: File) -> None:
    account = "      - places:\n          # there\n          - kyiv\n        cite: s\n"
    content = f"process: talks\nname: T\nrounds:\n  r1:\n    status: held\n    rivals:\n{account}"
    assert account in writer.one(Dossier(reader.read(file(content)).entries), "talks")


def test_a_comment_with_a_character_that_may_act_is_refused(file: File) -> None:
    found = reader.read(file("parties:\n  a: {name: A}  # \u202e\n"))
    assert [problem.message for problem in found.problems] == ["U+202E (right-to-left override) may not stand in a record: take it out"]


def test_a_record_written_by_itself_keeps_the_comments_on_it_when_it_is_read_again(file: File) -> None:
    for entry in reader.read(file(FILE)).entries:
        tree = writer.tree(entry)
        again, problems = reader.lone(writer.text(tree), "", tree)
        assert problems == []
        assert isinstance(again, Mapping)
        assert sorted(again.remarks) == sorted(tree.remarks)
        assert [(key.text, key.remarks) for key, _ in again.pairs] == [(key.text, key.remarks) for key, _ in tree.pairs]


def test_a_comment_that_is_written_above_a_record_by_itself_is_on_the_record() -> None:
    before = Mapping([], Place("", 0, 0))
    root, _ = reader.lone("# new\n\n# on a\na: b\n# foot\n", "", before)
    assert isinstance(root, Mapping)
    assert [remark.text for remark in root.remarks] == ["new", "foot"]
    assert [[remark.text for remark in key.remarks] for key, _ in root.pairs] == [["on a"]]


@pytest.mark.parametrize("name", ["seed", "ledger", "secret", "shared"])
@given(where=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["above", "apart", "beside", "left"])), min_size=1, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_comment_anywhere_in_a_file_changes_no_record_and_is_kept(tmp_path: Path, name: str, where: list[tuple[int, str]]) -> None:
    path = DATA / f"{name}.yaml"
    before = reader.read(path).entries
    remarked = tmp_path / "remarked.yaml"
    remarked.write_text(_remarked(path.read_text(encoding="utf-8"), where), encoding="utf-8")
    found = reader.read(remarked)
    assert found.problems == []
    assert [_bare(entry) for entry in found.entries] == [_bare(entry) for entry in before]
    told = [line for entry in found.entries for comment in comments.of(entry) for line in comment.text.split("\n") if "remark" in line]
    assert len(" ".join(told).split("remark")) - 1 == len(where)
    again = tmp_path / "again"
    again.mkdir(exist_ok=True)
    files, read = _returned(found.entries, again)
    assert kept(read) == kept(found.entries)
    assert writer.files(_resolved(read)) == files


def _remarked(content: str, where: list[tuple[int, str]]) -> str:
    """Return a file with a comment at each of these lines."""
    lines = content.splitlines()
    for number, how in where:
        at = number % len(lines)
        if how == "beside" and lines[at] and "#" not in lines[at]:
            lines[at] += " # remark"
        else:
            column = 0 if how == "left" else len(lines[at]) - len(lines[at].lstrip())
            lines[at:at] = [f"{' ' * column}# remark", *([""] if how == "apart" else [])]
    return "\n".join(lines) + "\n"


def _bare(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.plain().items() if name != "comments"}


def _returned(entries: list[Entry], folder: Path) -> tuple[dict[str, str], list[Entry]]:
    """Return how records are written, and what is then read."""
    files = writer.files(_resolved(entries))
    read: list[Entry] = []
    for name, content in files.items():
        path = folder / name.replace("/", "-")
        path.write_text(content, encoding="utf-8")
        read += reader.read(path).entries
    return files, read


def _resolved(entries: list[Entry]) -> Dossier:
    dossier = Dossier(entries)
    references.resolve(dossier, {}, {})
    return dossier


def test_a_record_keeps_its_comments_in_the_order_of_their_places_numbered_from_one() -> None:
    told = [
        ("name", yaml.Remark("b")),
        ("", yaml.Remark("a")),
        ("name", yaml.Remark("c", beside=True)),
        ("name", yaml.Remark("d", apart=True)),
    ]
    kept = [(comment.number, comment.at, comment.text, comment.beside) for comment in comments.kept("talks", told)]
    assert kept == [(1, "", "a", False), (2, "name/", "d", False), (3, "name", "b", False), (4, "name", "c", True)]
