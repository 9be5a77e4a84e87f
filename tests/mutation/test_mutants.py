"""Claims about mutants: what is changed in a module, what never is, and what is told of those that the tests let pass."""

import ast
from pathlib import Path

import pytest

from tests.mutation import mutants, telling
from tests.mutation.telling import Run


def changes(text: str) -> list[str]:
    """Return every change that can be made in a module."""
    return [mutants.mutant(text, place, "m.py").change for place in range(len(mutants.edits(ast.parse(text))))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", ["a < b → pass", "a < b → a <= b", "a < b → a >= b"]),
        ("x = a is b", ["x = a is b → x = a is not b"]),
        ("x = a and b", ["x = a and b → x = a or b"]),
        ("x = not a", ["x = not a → x = a"]),
        ("x = a + 1", ["x = a + 1 → x = a - 1", "x = a + 1 → x = a + 2", "x = a + 1 → x = a + 0"]),
        ("x = True", ["x = True → x = False"]),
        ("x = 'a'", ["x = 'a' → x = ''"]),
        ("x = ''", ["x = '' → x = 'x'"]),
        ("x.a = b", ["x.a = b → pass"]),
        ("raise x", ["raise x → pass"]),
        ("if a: pass", ["if a: → if not a:"]),
        ("def f():\n    return x", ["return x → return None"]),
        ("for a in b: continue", ["continue → break"]),
    ],
)
def test_a_module_is_changed_in_every_small_way(text: str, expected: list[str]) -> None:
    assert changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "'''What it is for.'''",
        "def f(a: 'int' = b) -> 'str':\n    '''What it does.'''",
        "x: 'int' = a",
        "__all__ = ['a']",
        "x = zip(a, b, strict=True)",
        "N = TypeVar('N')",
        "x = Column(y, comment='What it holds.')",
    ],
)
def test_what_no_program_does_is_not_changed(text: str) -> None:
    assert changes(text) == []


def test_a_change_in_a_long_line_is_told_with_a_little_around_it() -> None:
    before, behind = ("a, " * 40)[-32:], (", b" * 40)[:32]
    assert changes(f"x = [{'a, ' * 40}1{', b' * 40}]")[0] == f"…{before}1{behind}… → …{before}2{behind}…"


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text("\n".join(f"x = {number}" for number in range(50)), encoding="utf-8")
    one, again, other = (list(mutants.sampled(tmp_path, tmp_path, 10, seed)) for seed in ("1", "1", "2"))
    assert one == again
    assert one != other
    assert [each.line for each in one] == sorted(each.line for each in one)
    assert all(each.place == "m.py: " for each in one)


def test_a_page_tells_survivors_and_counts_those_that_differ() -> None:
    run = Run("dates", 1, 10, [("a.py: f", 3, "x < y → x <= y"), ("a.py: g", 5, "x | 1 → x | 2")])
    said = telling.page([run], {("a.py: f", "x < y → x <= y"): "they are never equal"})
    assert "| dates | 1 | 10 | 8 | 1 | 1 | 89% |" in said.splitlines()
    assert "| a.py:3 f | `` x < y `` → `` x <= y `` | they are never equal |" in said.splitlines()
    assert r"| a.py:5 g | `` x \| 1 `` → `` x \| 2 `` |  |" in said.splitlines()


def test_every_note_says_why() -> None:
    assert all(telling.equal().values())
