"""The documented order of stances, and the marks of change that follow from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import vocabulary
from timeline.queries import changes

STANCES = st.sampled_from(list(vocabulary.STANCE))
PRIORITIES = st.sampled_from(list(vocabulary.PRIORITY))
OPPOSITE = {"harder": "softer", "softer": "harder", "same": "same", "reversed": "reversed", None: None}


@given(STANCES, PRIORITIES, STANCES, PRIORITIES)
def test_the_way_back_has_the_opposite_mark(stance: str, priority: str, before: str, weight: str) -> None:
    there = changes.change(stance, priority, (before, weight))
    back = changes.change(before, weight, (stance, priority))
    assert back == OPPOSITE[there]


@given(STANCES, PRIORITIES)
def test_a_position_repeated_is_the_same(stance: str, priority: str) -> None:
    assert changes.change(stance, priority, (stance, priority)) == "same"


@given(STANCES, PRIORITIES)
def test_a_first_position_is_new(stance: str, priority: str) -> None:
    assert changes.change(stance, priority, None) == "new"


@given(STANCES, PRIORITIES, STANCES, PRIORITIES, st.sampled_from(list(vocabulary.CHANGE)))
def test_the_coder_s_word_comes_first(stance: str, priority: str, before: str, weight: str, said: str) -> None:
    assert changes.change(stance, priority, (before, weight), said) == said


def test_every_stance_has_its_place_in_the_order() -> None:
    assert set(changes.STRENGTH) | {changes.REJECTION} == set(vocabulary.STANCE)


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        (("demand", "primary"), ("precondition", "primary"), "harder"),
        (("demand", "unspecified"), ("willingness", "unspecified"), "softer"),
        (("proposal", "unspecified"), ("rejection", "unspecified"), "reversed"),
        (("rejection", "unspecified"), ("demand", "unspecified"), "reversed"),
        (("acceptance", "unspecified"), ("rejection", "unspecified"), None),
        (("demand", "minimum"), ("demand", "maximal"), "harder"),
        (("demand", "primary"), ("demand", "minimum"), "softer"),
        (("demand", "secondary"), ("demand", "unspecified"), "same"),
    ],
)
def test_marks_follow_the_order(before: tuple[str, str], after: tuple[str, str], mark: str | None) -> None:
    assert changes.change(*after, before) == mark
