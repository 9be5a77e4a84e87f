"""As of a day when little was known of a record, every asking command tells what was."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli import asking
from tests.conftest import File, Run
from timeline import render, vocabulary

DAY = "2020-01-31"
"""A day by which one source had told some fields of every record, and none the others."""
UNKNOWN = {
    "everything": None,
    "the issue": {"issue"},
    "the status": {"status", "stance"},
    "the words": {"text", "summary", "name", "office", "capacity"},
    "the date": {"date", "head", "role", "form", "parties"},
    "the sort": {"kind", "level", "stage", "roles", "attended", "timing", "priority", "number"},
    "who and where": {"speaker", "places", "place", "author", "confirmed_by", "declined_by", "deadline", "locator"},
}
"""What nobody had told by then of any record: some of its fields, or all of them."""
PRESENT = {"r1/a-side/ana", "r1/b-side/bo", "host/hans"}
"""Persons of whom a role or office alone may have been told, which does not say that they were there: such are not known."""


def talks(unknown: set[str] | None) -> dict[str, Any]:
    """Return talks with a record of every kind, as a data file, of which some fields, or all, were told late."""

    def known(record: dict[str, Any], **holds: Any) -> dict[str, Any]:
        fields = [] if unknown is None else [name for name in record if name not in unknown]
        return {**record, "cite": [{"source": "early", "fields": fields or ["note"]}, "late"], **holds}

    demand = {"party": "a-side", "issue": "truce", "stance": "demand", "text": "a truce", "speaker": "ana"}
    follow_up = {"status": "violated", "date": "2020-01-04", "place": "lake", "text": "A shot.", "confirmed_by": "a-side"}
    signature = {"status": "signed", "person": "ana", "capacity": "Minister", "date": "2020-01-02"}
    accord = {"name": "Accord", "stage": "partial", "form": "written_signed", "date": "2020-01-02", "text": "A truce.", "author": "a-side"}
    outcome = {"issue": "truce", "status": "agreed", "text": "A truce.", "deadline": "2020-02-01", "confirmed_by": ["a-side", "b-side"]}
    return {
        **known({"name": "Talks", "status": "stalled", "parties": ["a-side", "b-side"], "date": "2020", "summary": "They talk."}),
        "process": "talks",
        "issues": ["truce", "ferries"],
        "declare": {
            "parties": {name: {"name": name.title()} for name in ("a-side", "b-side", "host")},
            "persons": {"ana": {"name": "Ana", "party": "a-side"}, "bo": {"name": "Bo", "party": "b-side"}, "hans": {"name": "Hans"}},
            "places": {"lake": {"name": "the lake"}},
            "issues": {"truce": {"name": "truce"}, "ferries": {"name": "ferries"}},
        },
        "sources": {
            "early": {"publisher": "Agency", "published": "2020-01-10"},
            "late": {"publisher": "Gazette", "author": "Ida Noll", "published": "2021-06-01"},
        },
        "rounds": {
            "r1": known(
                {
                    "number": 1,
                    "name": "First",
                    "kind": "summit",
                    "status": "held",
                    "date": "2020-01-02",
                    "places": "lake",
                    "summary": "They meet.",
                },
                delegations={
                    "a-side": known({"level": "leadership", "head": "ana"}, ana=known({"role": "negotiator", "office": "Minister"})),
                    "b-side": known({"level": "leadership"}, bo=known({"role": "head", "attended": "remotely"})),
                },
                third_parties={"host": known({"roles": ["host"]}, hans=known({"office": "Envoy"}))},
                positions={
                    "a-truce": known({**demand, "priority": "primary", "timing": "before"}),
                    "b-ferries": known({"party": "b-side", "issue": "ferries", "stance": "demand"}),
                },
                outcomes={"truce": known(outcome, answers={"a-truce": "met"}, follow_ups={"shot": known(follow_up)})},
                agreements={
                    "accord": known(
                        accord,
                        dates={"signed": "2020-01-02"},
                        lineage={"before": "amends"},
                        signatures={"a-side": known(signature), "b-side": known({"status": "signed"})},
                        provisions={
                            "p1": known({"issue": "truce", "text": "A truce.", "locator": "1"}, follow_ups={"shot": known(follow_up)})
                        },
                        follow_ups={"end": known({"status": "collapsed", "date": "2020-01-09"})},
                    ),
                    "before": known({"name": "Before", "form": "verbal"}),
                },
                statements={"word": known({"speaker": "bo", "date": "2020-01-03", "issue": "truce", "text": "Welcomes the truce."})},
            ),
            "r2": known(
                {"number": 2, "status": "refused", "declined_by": "a-side", "date": "2020-03-01"},
                positions={"a-truce": known({**demand, "stance": "concession"}, supersedes="r1/a-truce")},
                outcomes={"ferries": known({"issue": "ferries", "status": "deferred"}, answers={"r1/b-ferries": "withdrawn"})},
            ),
        },
        "events": {"storm": known({"kind": "other", "date": "2020-01-04", "places": "lake", "parties": ["a-side"], "text": "A storm."})},
    }


def asked() -> Iterator[list[str]]:
    """Yield every asking command, with what it wants more than filters."""
    wanted = {"party": ["a-side"], "status": ["talks"], "search": ["truce"]}
    yield from ([name, *wanted.get(name, [])] for name in asking.COMMANDS if name not in {"show", "why", "diff", "list"})
    yield from (["rounds", "--brief"], ["outcomes", "--history"], ["positions", "--changed"], ["sources", "--unsourced"], ["party", "host"])
    yield from (["list", kind] for kind in vocabulary.PLURALS)
    handles = [
        "talks",
        "r1",
        "r2",
        "a-side",
        "ana",
        "storm",
        "early",
        "r1/a-side/ana",
        "r1/b-side/bo",
        "r1/a-truce",
        "r1/truce",
        "r1/truce/shot",
    ]
    handles += ["r1/accord", "accord/p1", "accord/signatures/a-side", "r1/word", "r1/third-parties/host", "host/hans"]
    yield from ([name, handle] for name in ("show", "why") for handle in handles)


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_what_was_known_of_a_record_is_told_without_the_rest(run: Run, file: File, unknown: str) -> None:
    assert run("import", file(json.dumps(talks(UNKNOWN[unknown])))).status == 0
    forms = [form for form in render.FORMATS if form != "json"]
    for number, arguments in enumerate(asked(), start=list(UNKNOWN).index(unknown)):
        for form in ("json", forms[number % len(forms)]):
            told = run(*arguments, "--as-known", DAY, "--format", form)
            if arguments[-1] in PRESENT and told.status == 4:
                continue
            assert told.status == 0, (arguments, form, told.err)
            assert form != "json" or json.loads(told.out)
            assert form in {"json", "jsonl"} or not re.search(r"\bNone\b|\{'", told.out), (arguments, form)
