"""What `timeline diff` tells of the week after the second round."""

from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

WEEK = ("--as-known", "2022-03-04..2022-03-10", "--process", "ukraine-russia-2022")


def test_the_corridor_failures_and_the_sumy_corridor_are_news(answer: Answer) -> None:
    found = {item["id"].partition("/")[2]: item for item in answer("diff", *WEEK)["items"]}
    failed = ["r2/corridors/mariupol-5-march", "r2/corridors/volnovakha-5-march", "r2/corridors/third-failure"]
    assert [found[handle]["says"]["status"] for handle in failed] == ["failed"] * 3
    assert found["r2/corridors/sumy-8-march"]["says"]["status"] == "implemented"
    assert {found[handle]["change"] for handle in failed} == {"new"}


def test_a_round_that_was_expected_is_told_as_changed(answer: Answer) -> None:
    (third,) = [item for item in answer("diff", *WEEK)["items"] if item["id"].endswith("2022/r3")]
    fields = {field["field"]: (field["before"], field["after"]) for field in third["fields"]}
    assert third["change"] == "changed"
    assert fields["status"] == ("tentative", "held")
    assert fields["date"][1] == "2022-03-07"


def test_nothing_that_was_published_later_is_told(answer: Answer) -> None:
    found = answer("diff", *WEEK)
    from timeline import dates

    published = [dates.bounds(source["published"])[1] for source in found["sources"]]
    assert published
    assert max(published) <= 20220310
    assert not [item for item in found["items"] if item["id"].partition("/")[2].startswith("istanbul")]


def test_what_was_known_before_is_no_news(answer: Answer) -> None:
    ids = {item["id"] for item in answer("diff", *WEEK)["items"]}
    assert "ukraine-russia-2022/r2" not in ids
    assert "ukraine-russia-2022/r2/ukraine/podolyak" not in ids


def test_the_states_of_knowledge_add_up(answer: Answer) -> None:
    def new(days: str) -> set[str]:
        found = answer("diff", "--as-known", days, "--process", "ukraine-russia-2022")["items"]
        return {item["id"] for item in found if item["change"] == "new"}

    assert new("2022-03-04..2022-03-10") == new("2022-03-04..2022-03-07") | new("2022-03-07..2022-03-10")


def test_between_a_day_and_itself_nothing_changes(run: Run, bundled: Path) -> None:
    told = run("diff", "--as-known", "2022-03-04..2022-03-04", "--database", bundled)
    assert (told.status, told.out.splitlines()[-1]) == (0, "Nothing became known between the two days.")


def test_the_text_says_what_it_was_and_what_it_is(run: Run, bundled: Path) -> None:
    told = run("diff", *WEEK, "--database", bundled)
    assert "status from tentative to held" in told.out
    assert told.out.startswith("What some source published after 4 March 2022 and by 10 March 2022.")


@pytest.mark.parametrize("days", ["2022-03-04", "..2022-03-04", "2022-03-10..2022-03-04", "2022-03-04..yesterday"])
def test_anything_but_two_days_in_order_is_refused(run: Run, bundled: Path, days: str) -> None:
    told = run("diff", "--as-known", days, "--database", bundled)
    assert (told.status, told.out) == (2, "")
