"""The documented order of stances, and the marks of change that follow from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import vocabulary
from timeline.queries import changes
from timeline.queries.changes import OPPOSITE, Stand, compared

PRIORITIES = st.sampled_from([None, *vocabulary.PRIORITY])
TEXTS = st.sampled_from([None, "a ceasefire", "A CEASEFIRE", "a truce of thirty days"])
STANDS = st.builds(Stand, st.sampled_from([None, *vocabulary.STANCE]), PRIORITIES, TEXTS)
ASKING = st.sampled_from([stance for stance in changes.STRENGTH if stance not in {"withdrawn", "reservation"}])
"""Stances of which no two are as firm as each other."""


@given(one=STANDS, other=STANDS, linked=st.booleans())
def test_the_way_back_has_the_opposite_mark(one: Stand, other: Stand, *, linked: bool) -> None:
    assert compared(other, one, linked=linked) == OPPOSITE[compared(one, other, linked=linked)]


@given(stand=STANDS.filter(lambda stand: stand.stance is not None), linked=st.booleans())
def test_a_position_repeated_is_the_same(stand: Stand, *, linked: bool) -> None:
    assert compared(stand, stand, linked=linked) == "same"


@given(one=STANDS, other=STANDS, linked=st.booleans())
def test_only_what_has_the_same_stance_is_the_same(one: Stand, other: Stand, *, linked: bool) -> None:
    if compared(one, other, linked=linked) == "same":
        assert one.stance == other.stance


@given(STANDS, STANDS)
def test_a_link_decides_more_and_changes_no_mark(one: Stand, other: Stand) -> None:
    assert compared(one, other) in {compared(one, other, linked=True), None}


@given(STANDS, STANDS)
def test_no_mark_says_that_a_party_turned_round_unless_the_coder_links_the_two(one: Stand, other: Stand) -> None:
    assert compared(one, other) != "reversed"


@given(ASKING, ASKING, ASKING)
def test_harder_than_harder_is_harder(low: str, middle: str, high: str) -> None:
    steps = compared(Stand(low), Stand(middle)), compared(Stand(middle), Stand(high))
    if steps == ("harder", "harder"):
        assert compared(Stand(low), Stand(high)) == "harder"


def test_every_stance_has_its_place_in_the_order() -> None:
    assert {*changes.STRENGTH, changes.REJECTION} == set(vocabulary.STANCE)
    assert {*changes.PRIORITY, "secondary", "unspecified"} == set(vocabulary.PRIORITY)


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        (Stand("demand"), Stand("precondition"), "harder"),
        (Stand("demand"), Stand("willingness"), "softer"),
        (Stand("demand"), Stand("withdrawn"), "softer"),
        (Stand("concession"), Stand("reservation"), None),
        (Stand("demand", "minimum"), Stand("demand", "maximal"), "harder"),
        (Stand("demand", "primary"), Stand("demand", "secondary"), "softer"),
        (Stand("demand", "secondary"), Stand("demand", "minimum"), None),
        (Stand("demand", "secondary"), Stand("demand", "unspecified"), "same"),
        (Stand("demand", None, "a truce at once"), Stand("demand", None, "A truce, at once"), "same"),
        (Stand("demand", None, "a truce at once"), Stand("demand"), "same"),
        (Stand("demand", None, "a truce at once"), Stand("demand", None, "a truce of thirty days"), None),
        (Stand("demand"), Stand("rejection"), None),
        (Stand("rejection"), Stand("red_line"), None),
    ],
)
def test_marks_follow_the_order(before: Stand, after: Stand, mark: str | None) -> None:
    assert compared(before, after) == mark


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        ("proposal", "rejection", "reversed"),
        ("rejection", "demand", "reversed"),
        ("rejection", "willingness", "softer"),
        ("acceptance", "rejection", "harder"),
        ("rejection", "red_line", None),
    ],
)
def test_a_rejection_is_compared_where_the_coder_links_it(before: str, after: str, mark: str | None) -> None:
    assert compared(Stand(before), Stand(after), linked=True) == mark
