"""Claims about what a record of a table is called: by its handle, its key, or what it says, and where it stands."""

import pytest

from timeline import records
from timeline.files import keys
from timeline.files.keys import Spot, Unplaced


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("party", "a/b", ""), "'a/b' holds '/': a party stands in no other record"),
        (("party", "a", ""), None),
        (("round", "r1", ""), "'r1' is no whole handle: write it as in 'oslo-channel-1993/r1'"),
        (("round", "r1", "talks"), "'r1' is no whole handle: write it as in 'talks/r1'"),
        (("round", "others/r1", "talks"), "'others/r1' does not begin with its process, 'talks'"),
        (("round", "talks/r1", "talks"), None),
        (("source", "s", ""), None),
        (("source", "s", "talks"), "'s' is no whole handle: write it as in 'talks/s'"),
        (("source", "talks/s", "talks"), None),
        (
            ("delegate", "talks/r1/ukraine/a", "talks", "talks/r2/ukraine"),
            "'talks/r1/ukraine/a' does not begin with the handle of what it stands in, 'talks/r2/ukraine'",
        ),
        (("delegate", "talks/r1/ukraine/a", "talks", "talks/r1/ukraine"), None),
        (("position", "talks/p", "talks", "talks/r1"), None),
        (("follow_up", "talks/o/f", "talks", "talks/a"), "'talks/o/f' does not begin with the handle of what it stands in, 'talks/a'"),
    ],
)
def test_a_handle_leads_to_where_the_record_stands(given: tuple[str, ...], expected: str | None) -> None:
    assert keys.misplaced(*given) == expected


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Belovezhskaya Pushcha", "belovezhskaya-pushcha"),
        ("  A -- b ", "a-b"),
        ("Київ", "kiiv"),
        ("", ""),
        (" ! ", ""),
        ("x" * 70, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
        ("a" * 58 + " bc", "a" * 58 + "-b"),
    ],
)
def test_a_text_becomes_what_a_handle_may_hold(said: str, slug: str) -> None:
    assert keys.slug(said) == slug


@pytest.mark.parametrize(
    ("kind", "said", "process", "expected"),
    [
        ("round", {"number": "3"}, "talks", ("talks/r3", {"process": "talks"})),
        ("round", {"name": "Opening", "date": "2022"}, "talks", ("talks/opening-2022", {"process": "talks"})),
        ("delegate", {"person": "a", "delegation": "r1/ukraine"}, "talks", ("talks/r1/ukraine/a", {"delegation": "talks/r1/ukraine"})),
        ("delegate", {"person": "a", "delegation": "r1/ukraine"}, "", ("r1/ukraine/a", {"delegation": "r1/ukraine"})),
        ("delegate", {"person": "a", "delegation": "talks/r1/ukraine"}, "", ("talks/r1/ukraine/a", {"delegation": "talks/r1/ukraine"})),
        (
            "delegate",
            {"person": "a", "delegation": "others/r1/ukraine"},
            "talks",
            ("talks/others/r1/ukraine/a", {"delegation": "talks/others/r1/ukraine"}),
        ),
        ("signature", {"party": "a", "agreement": "talks/a"}, "", ("talks/a/signatures/a", {"agreement": "talks/a"})),
        ("position", {"party": "a", "issue": "i"}, "talks", ("talks/a-i", {"process": "talks"})),
        (
            "position",
            {"party": "a", "issue": "i", "round": "talks/r1"},
            "talks",
            ("talks/r1/a-i", {"round": "talks/r1", "process": "talks"}),
        ),
        (
            "follow_up",
            {"status": "failed", "date": "2022-03", "outcome": "talks/o"},
            "",
            ("talks/o/failed-2022-03", {"outcome": "talks/o", "process": "talks"}),
        ),
        ("source", {"publisher": "P A", "published": "2022"}, "", ("p-a-2022", {})),
        ("source", {"publisher": "P A", "published": "2022"}, "talks", ("talks/p-a-2022", {"process": "talks"})),
        ("party", {"name": "A B"}, "", ("a-b", {})),
        ("round", {"id": "talks/r1"}, "", ("talks/r1", {"process": "talks"})),
        ("round", {"id": "talks/r1", "key": "x"}, "talks", ("talks/r1", {"process": "talks"})),
        ("round", {"key": "x", "number": "2"}, "talks", ("talks/x", {"process": "talks"})),
        ("outcome", {"issue": "i", "round": "r1"}, "talks", ("talks/r1/i", {"round": "talks/r1", "process": "talks"})),
        ("process", {"name": "T"}, "", ("t", {})),
        ("statement", {"speaker": "a", "party": "b", "date": "2022"}, "talks", ("talks/a-b-2022", {"process": "talks"})),
    ],
)
def test_a_record_is_called_by_what_it_says(kind: str, said: dict[str, str], process: str, expected: tuple[str, dict[str, str]]) -> None:
    assert keys.spot(kind, said, process) == Spot(*expected)


@pytest.mark.parametrize(
    ("kind", "said", "process", "expected"),
    [
        ("round", {}, "talks", ("what is the round to be called? give key, number, name or date", "key")),
        ("round", {"number": "3"}, "", ("the round is of which process? give its handle, as in oslo-channel-1993", "process")),
        ("delegate", {"person": "a"}, "talks", ("names no delegation: give the one that it is of", "delegation")),
        ("follow_up", {"status": "failed"}, "talks", ("names no outcome, provision or agreement: give the one that it is of", "outcome")),
        ("party", {"id": "a/b"}, "", ("'a/b' holds '/': a party stands in no other record", "id")),
        ("round", {"id": "r1"}, "talks", ("'r1' is no whole handle: write it as in 'talks/r1'", "id")),
        ("delegate", {"delegation": "talks/r1/u"}, "", ("what is the delegate to be called? give key or person", "key")),
        ("signature", {"agreement": "talks/a"}, "", ("what is the signature to be called? give key or party", "key")),
        (
            "delegate",
            {"person": "a", "delegation": "ukraine"},
            "",
            ("'ukraine' is of which process? give 'process', or write it as in 'oslo-channel-1993/ukraine'", "delegation"),
        ),
    ],
)
def test_what_a_record_would_have_to_say_is_told(kind: str, said: dict[str, str], process: str, expected: tuple[str, str]) -> None:
    with pytest.raises(Unplaced) as unplaced:
        keys.spot(kind, said, process)
    assert (unplaced.value.message, unplaced.value.field) == expected


@pytest.mark.parametrize("kind", records.KINDS)
def test_a_field_that_may_give_a_key_is_one_of_the_kind_and_is_named_once(kind: str) -> None:
    found = keys.keyed(kind)
    assert len(set(found)) == len(found)
    assert set(found) <= set(records.KINDS[kind].model_fields)
