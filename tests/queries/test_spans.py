"""Time between rounds, as far as their dates say."""

import pytest

from timeline.queries import spans


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        ("2022-03-03", "2022-03-07", (4, 4)),
        ("2022-03-28/2022-03-30", "2022-04-01/2022-04-03", (2, 2)),
        ("[2022-02-28..2022-03-02]", "2022-03-03", (1, 3)),
        ("2022-03", "2022-04-10", (10, 40)),
        ("1993", "1993", (0, 364)),
        ("2015-01/2015-03", "2015-04-02", (2, 32)),
        ("{2022-03-01,2022-03-05}", "2022-03-09", (4, 4)),
        ("{2022-03-01..2022-03-05}", "2022-03-09", (4, 4)),
        ("2022-03-10", "2022-03-01/2022-03-20", (0, 0)),
        ("2022-03-01/..", "2022-03-09", None),
        ("2022-03-01", "../2022-03-09", None),
        ("2022-03-03~", "2022-03-07", (4, 4)),
    ],
)
def test_the_days_between_are_the_least_and_the_most_that_the_dates_allow(before: str, after: str, days: tuple[int, int] | None) -> None:
    assert spans.between(spans.span(before), spans.span(after)) == days


def _several(*edtf: str) -> list[tuple[str, spans.Span]]:
    return [(f"r{number}", spans.span(date)) for number, date in enumerate(edtf, start=1)]


def test_the_median_and_the_longest_are_ranges_where_dates_are() -> None:
    found = spans.gaps(_several("2022-01-01", "2022-01-11", "[2022-02-01..2022-02-10]"))
    assert found == spans.Gaps((15.5, 20), (21, 30), ("r2", "r3"), sure=True, exact=True)


def test_which_gap_is_the_longest_is_open_where_another_may_be() -> None:
    found = spans.gaps(_several("2022-01-01", "2022-01-20", "[2022-01-25..2022-02-28]"))
    assert found is not None
    assert (found.longest, found.between, found.sure) == ((19, 39), ("r1", "r2"), False)


def test_a_date_that_is_about_so_is_said_to_be() -> None:
    found = spans.gaps(_several("2022-01-01~", "2022-01-20"))
    assert found is not None
    assert not found.exact


def test_one_round_has_no_gap() -> None:
    assert spans.gaps(_several("2022-01-01")) is None
    assert spans.gaps([]) is None


def test_the_whole_is_from_the_first_day_to_the_last() -> None:
    assert spans.whole([span for _, span in _several("[2022-01-01..2022-01-03]", "2022-01-08/2022-01-10")]) == (7, 9)
    assert spans.whole([]) is None


@pytest.mark.parametrize(
    ("edtf", "end"),
    [
        ("2022-03-28/2022-03-30", "2022-03-30"),
        ("2022-03-28/..", "2022-03-28"),
        ("../2022-03-30", "2022-03-30"),
        ("2015", "2015"),
        ("[2022-03-01..2022-03-03]", "[2022-03-01..2022-03-03]"),
    ],
)
def test_what_has_not_ended_has_come_to_its_beginning(edtf: str, end: str) -> None:
    assert spans.reached(edtf)[0] == end
