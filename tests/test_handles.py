"""Claims about handles that have given way to others: where each leads today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import handles

FORMER = {
    "old": "talks",
    "talks/r1": "talks/r0",
    "old/r2": "talks/second",
    "podolyak": "podoliak",
    "podoliak": "podoliak-m",
    "kyiv-side": "ukraine",
}


@pytest.mark.parametrize(
    ("handle", "today"),
    [
        ("talks/r7", "talks/r7"),
        ("podolyak", "podoliak-m"),
        ("old", "talks"),
        ("old/r7", "talks/r7"),
        ("old/r1", "talks/r0"),
        ("old/r1/corridors/first", "talks/r0/corridors/first"),
        ("old/r2/corridors", "talks/second/corridors"),
        ("talks/r7/kyiv-side", "talks/r7/ukraine"),
        ("old/r1/kyiv-side/podolyak", "talks/r0/ukraine/podoliak-m"),
        ("talks/note/signatures/kyiv-side", "talks/note/signatures/ukraine"),
        ("talks/r11", "talks/r11"),
        ("older/r7", "older/r7"),
    ],
)
def test_a_handle_leads_to_where_its_record_is_today(handle: str, today: str) -> None:
    assert handles.current(handle, FORMER) == today


@pytest.mark.parametrize(("handle", "today"), [("a", "a"), ("b", "b"), ("a/x", "a/x")])
def test_handles_that_lead_to_one_another_lead_nowhere(handle: str, today: str) -> None:
    assert handles.current(handle, {"a": "b", "b": "a"}) == today


HANDLE = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map("/".join)


@given(HANDLE, st.dictionaries(HANDLE, HANDLE, max_size=6))
def test_where_a_handle_leads_is_always_told(handle: str, former: dict[str, str]) -> None:
    assert isinstance(handles.current(handle, former), str)


@given(HANDLE, st.dictionaries(HANDLE, st.integers(0, 9).map(lambda number: f"today-{number}"), max_size=6))
def test_a_handle_that_is_led_on_once_stays_where_it_is(handle: str, former: dict[str, str]) -> None:
    today = handles.current(handle, former)
    assert handles.current(today, former) == today
