"""Claims about add, edit, remove, rename and merge: one way in for every record, and nothing left naming nothing."""

import json
from pathlib import Path

import pytest

from tests.conftest import File, Run, kept
from tests.places import everything

ROUND = "ukraine-russia-2022/r2"


@pytest.fixture(autouse=True)
def _seeded(stored: Path) -> None:
    assert stored.exists()


def _shown(run: Run, handle: str) -> dict[str, object]:
    told = run("show", handle, "--format", "json")
    assert told.status == 0, told.err
    item: dict[str, object] = json.loads(told.out)["items"][0]
    return item


# Add


def test_a_record_is_added_under_its_handle(run: Run) -> None:
    told = run("add", "event", "ukraine-russia-2022/kharkiv", "kind=battle", "date=1 March 2022", "text=Shelling.", "cite=statecraft")
    assert (told.status, told.out) == (0, "ukraine-russia-2022/kharkiv  added: 2022-03-01; Shelling.\n")
    assert "change 2; 'timeline undo' takes it back" in told.err
    assert _shown(run, "ukraine-russia-2022/kharkiv")["sources"] == ["ukraine-russia-2022/statecraft"]


def test_fields_may_be_written_as_options(run: Run) -> None:
    told = run(
        "add", "position", "--round", "r2", "--party", "ukraine", "--issue=neutrality", "--stance", "rejection", "--cite", "statecraft"
    )
    assert (told.status, told.out) == (0, f"{ROUND}/ukraine-neutrality  added: rejection\n")


def test_a_short_handle_says_where_a_record_stands(run: Run) -> None:
    told = run("add", "outcome", "r2/next", "issue=next-round", "status=deferred", "cite={source: statecraft, speaker: medinsky}")
    assert (told.status, told.out) == (0, f"{ROUND}/next  added: deferred\n")
    assert _shown(run, "r2/next")["standing"] == "one_side_only"


def test_a_key_that_is_taken_gets_a_number(run: Run) -> None:
    first = run("add", "event", "process=ukraine-russia-2022", "kind=other", "date=2022-03-01", "text=One.", "cite=statecraft")
    second = run("add", "event", "process=ukraine-russia-2022", "kind=other", "date=2022-03-01", "text=Two.", "cite=statecraft")
    assert [told.out.split()[0].rpartition("/")[2] for told in (first, second)] == ["other-2022-03-01", "other-2022-03-01-2"]


def test_several_values_stand_between_commas(run: Run) -> None:
    run("add", "event", "ukraine-russia-2022/e", "kind=other", "date=2022-03-01", "text=a, b", "parties=ukraine, russia", "cite=statecraft")
    shown = _shown(run, "ukraine-russia-2022/e")
    assert (shown["parties"], shown["text"]) == (["ukraine", "russia"], "a, b")


def test_a_short_handle_that_may_mean_several_is_refused_with_each_of_them(run: Run) -> None:
    run("add", "process", "valley", "name=Talks in the valley", "parties=ukraine, russia")
    run("add", "round", "valley/r2", "number=2", "status=held")
    for words in (("r2/next",), ("--round=r2", "key=next")):
        told = run("add", "outcome", *words, "issue=next-round", "status=deferred")
        assert (told.status, told.out) == (4, "")
        assert told.err == f"'r2' could be '{ROUND}' or 'valley/r2'. Give the whole handle.\n"


def test_a_record_that_says_nothing_to_be_called_by_is_refused(run: Run) -> None:
    told = run("add", "track", "process=ukraine-russia-2022", "level=1")
    assert (told.status, told.err) == (2, "what is the track to be called? Give a handle, key=…, or name.\n")


def test_a_record_without_a_source_is_warned_of_and_stored(run: Run) -> None:
    run("add", "process", "valley", "name=Talks in the valley", "parties=ukraine, russia")
    told = run("add", "event", "valley/e", "kind=other", "date=2022-03-01", "text=A rumour.")
    assert (told.status, "[facts-have-a-source]" in told.err) == (0, True)
    assert "event valley/e: cites no source" in run("check").out


def test_what_a_record_takes_over_from_around_it_is_told(run: Run) -> None:
    told = run("add", "event", "ukraine-russia-2022/e", "kind=other", "date=2022-03-01", "text=A rumour.")
    assert "rests on what stands around it: 'ukraine-russia-2022/statecraft'" in told.err


def test_a_near_duplicate_is_warned_of_and_stored(run: Run) -> None:
    told = run("add", "person", "mikhailo", "name=Mykhaylo Podolyak", "party=ukraine")
    assert (told.status, "podolyak" in told.err) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("round", "r2", "status=held"), "'r2' stands in no process on record"),
        (("round", ROUND, "status=held"), f"'{ROUND}' is on record already"),
        (("position", "party=ukraine"), "where does the position stand?"),
        (("position", "round=r9", "party=ukraine"), "no round 'r9'"),
        (("position", "r2/x", "party=ukrane", "issue=ceasefire", "stance=demand"), "no party 'ukrane' (did you mean 'ukraine'?)"),
        (("position", "r2/x", "party=ukraine", "issue=ceasefire", "stance=demnd"), "did you mean 'demand'?"),
        (("event", "ukraine-russia-2022/x", "kind=other", "text=x", "date=03/04/2022"), "3 April"),
        (("event", "ukraine-russia-2022/x", "kind=other", "txt=x"), "no field 'txt' (did you mean 'text'?)"),
        (("evnt", "x"), "no kind of record 'evnt' (did you mean 'event'?)"),
        (("event", "ukraine-russia-2022/x", "--text"), "'--text' wants a value"),
        (("claim", "source=statecraft"), "which record is the claim about?"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_stored(run: Run, database: Path, words: tuple[str, ...], said: str) -> None:
    before = kept(database)
    told = run("add", *words)
    assert told.status in {1, 2, 4}
    assert said in told.err
    assert kept(database) == before


def test_every_mistake_is_told_at_once(run: Run) -> None:
    told = run("add", "position", "r2/x", "party=ukraine", "issue=peace", "stance=demand", "speaker=podoliak", "cite=tass")
    assert [word in told.err for word in ("no issue 'peace'", "no person 'podoliak'", "no source 'tass'", "3 problems")] == [True] * 4


def test_nobody_is_asked_where_there_is_no_terminal(run: Run) -> None:
    told = run("add", "round")
    assert (told.status, "there is nobody to ask" in told.err) == (2, True)


def test_a_claim_is_added_to_a_record(run: Run) -> None:
    run("add", "source", "ukraine-russia-2022/tass", "publisher=TASS", "published=2022-03-05", "affiliation=russia")
    assert run("add", "claim", f"{ROUND}/corridors", "source=tass", "stance=confirms", "quote=corridors").status == 0
    assert _shown(run, f"{ROUND}/corridors")["sources"] == ["ukraine-russia-2022/statecraft", "ukraine-russia-2022/tass"]


def test_a_rival_account_stands_beside_the_record(run: Run) -> None:
    run("add", "source", "ukraine-russia-2022/tass", "publisher=TASS", "published=2022-03-05", "affiliation=russia")
    told = run("add", "rival", ROUND, "date=2022-03-02", "cite=tass", "why=the other sources agree on the third")
    assert told.status == 0, told.err
    disputed = _shown(run, ROUND)["disputed"]
    assert [(one["field"], one["readings"][1]["sources"]) for one in disputed] == [("date", ["ukraine-russia-2022/tass"])]  # type: ignore[attr-defined]  # a list of mappings


def test_a_trial_touches_nothing(run: Run, database: Path) -> None:
    before = everything(database)
    words = ("add", "event", "ukraine-russia-2022/e", "kind=other", "date=2022-03-01", "text=A rumour.", "cite=statecraft")
    tried = run(*words, "--dry-run")
    assert everything(database) == before
    assert (tried.status, tried.out) == (0, run(*words).out)


# Edit


def test_only_the_field_that_is_given_changes(run: Run) -> None:
    before = _shown(run, f"{ROUND}/corridors")
    assert run("edit", f"{ROUND}/corridors", "text=Corridors for civilians.").out.endswith("→ Corridors for civilians.\n")
    after = _shown(run, f"{ROUND}/corridors")
    assert {name for name in before if before[name] != after[name]} == {"text"}


def test_a_field_given_nothing_is_emptied(run: Run) -> None:
    assert run("edit", ROUND, "summary=").status == 0
    assert _shown(run, ROUND)["summary"] is None


def test_a_list_takes_one_more_and_one_less(run: Run) -> None:
    assert run("edit", f"{ROUND}/local-ceasefire", "confirmed_by+=russia").status == 0
    assert _shown(run, f"{ROUND}/local-ceasefire")["confirmed_by"] == ["ukraine", "russia"]
    assert run("edit", f"{ROUND}/local-ceasefire", "confirmed_by-=ukraine").status == 0
    assert _shown(run, f"{ROUND}/local-ceasefire")["confirmed_by"] == ["russia"]
    told = run("edit", f"{ROUND}/local-ceasefire", "confirmed_by-=belarus")
    assert (told.status, "does not hold 'belarus'" in told.err) == (2, True)


def test_fields_that_stand_together_are_given_with_a_point(run: Run) -> None:
    assert run("edit", f"{ROUND}/local-ceasefire", "scope.duration=two days").status == 0
    assert run("edit", f"{ROUND}/ceasefire", "answers.ua-ceasefire=partly_met").status == 0
    assert [(one["position"], one["result"]) for one in _shown(run, f"{ROUND}/ceasefire")["demands"]] == [  # type: ignore[attr-defined]  # a list of mappings
        (f"{ROUND}/ua-ceasefire", "partly_met")
    ]


def test_what_follows_from_its_place_cannot_be_given(run: Run) -> None:
    told = run("edit", f"{ROUND}/ceasefire", "round=r1")
    assert (told.status, "follows from where the record stands" in told.err) == (1, True)


def test_an_edit_that_says_the_same_changes_nothing(run: Run, database: Path) -> None:
    before = everything(database)
    told = run("edit", ROUND, "status=held")
    assert (told.status, told.out) == (0, "nothing changed\n")
    assert everything(database) == before


def test_an_edit_that_breaks_a_rule_is_refused(run: Run, database: Path) -> None:
    before = kept(database)
    told = run("edit", f"{ROUND}/ukraine/arakhamia", "delegation=russia")
    assert told.status == 1
    assert kept(database) == before


def test_comments_stay_with_what_is_not_changed(run: Run, file: File) -> None:
    content = "process: more\nname: More\nsources:\n  # Found late\n  s: {publisher: P, published: 2022-03-05}  # a paper\n"
    run("import", file(content))
    assert run("edit", "more/s", "title=On the talks").out == "more/s  title: nothing → On the talks\n"
    exported = run("export", "more").out
    assert "  # Found late\n" in exported
    assert "# a paper" in exported


# Remove


def test_a_record_that_others_name_is_not_removed(run: Run, database: Path) -> None:
    before = kept(database)
    told = run("remove", "podolyak")
    assert (told.status, f"'{ROUND}" in told.err, "--unlink" in told.err) == (1, True, True)
    assert kept(database) == before


def test_what_cannot_do_without_a_record_keeps_it(run: Run) -> None:
    told = run("remove", "ukraine", "--unlink")
    assert (told.status, "cannot do without" in told.err) == (1, True)


def test_a_record_in_which_others_stand_is_not_removed(run: Run) -> None:
    told = run("remove", ROUND)
    assert (told.status, "--inside removes them too" in told.err) == (1, True)


def test_unlinked_records_name_it_no_more(run: Run) -> None:
    assert run("remove", "peskov", "--unlink").status == 0
    assert run("show", "peskov").status == 4
    assert run("database", "verify").status == 0
    assert "peskov" not in run("chronology", "--format", "json").out


def test_a_source_goes_with_what_it_says(run: Run) -> None:
    assert run("remove", "ukraine-russia-2022/statecraft", "--unlink").status == 0
    assert _shown(run, f"{ROUND}/corridors")["sources"] == []


def test_what_is_removed_can_be_had_again(run: Run, database: Path) -> None:
    before = kept(database)
    assert run("remove", ROUND, "--inside", "--unlink").status == 0
    assert run("undo").status == 0
    assert kept(database) == before


# Rename and merge


def test_a_renamed_record_answers_to_its_old_handle(run: Run) -> None:
    assert run("rename", "podolyak", "podoliak").status == 0
    assert _shown(run, "podolyak")["id"] == "podoliak"
    assert json.loads(run("rounds", "--person", "podolyak", "--format", "json").out)["items"][0]["id"] == ROUND
    assert run("database", "verify").status == 0


def test_what_is_called_after_a_person_is_renamed_with_the_person(run: Run) -> None:
    run("rename", "podolyak", "podoliak")
    assert _shown(run, f"{ROUND}/ukraine/podoliak")["person"] == "podoliak"
    assert _shown(run, f"{ROUND}/ukraine/podolyak")["person"] == "podoliak"


def test_what_stands_in_a_renamed_record_goes_along(run: Run) -> None:
    assert run("rename", ROUND, "ukraine-russia-2022/second").status == 0
    assert _shown(run, "ukraine-russia-2022/second/ceasefire")["round"] == "ukraine-russia-2022/second"
    assert _shown(run, f"{ROUND}/ceasefire")["id"] == "ukraine-russia-2022/second/ceasefire"


def test_a_whole_process_can_be_renamed(run: Run) -> None:
    assert run("rename", "ukraine-russia-2022", "belarus-2022").status == 0
    assert _shown(run, "ukraine-russia-2022/r2/corridors")["process"] == "belarus-2022"
    assert run("database", "verify").status == 0
    assert run("check").status == 0


def test_a_file_may_go_on_naming_the_old_handle(run: Run, file: File) -> None:
    run("rename", "podolyak", "podoliak")
    statement = "{speaker: podolyak, text: Yes., date: 2022-03-04, cite: s}"
    more = file(f"process: more\nname: More\nsources: {{s: {{publisher: P}}}}\nstatements: {{one: {statement}}}\n")
    assert run("import", more).status == 0
    assert _shown(run, "more/one")["speaker"] == "podoliak"


def test_a_file_that_writes_the_old_handle_is_told_the_new_one(run: Run, seed: Path) -> None:
    run("rename", "podolyak", "podoliak")
    told = run("import", seed)
    assert (told.status, "'podoliak'" in told.err) == (1, True)


def test_an_old_handle_is_kept_by_a_file_that_does_not_tell_of_it(run: Run, file: File) -> None:
    run("rename", "podolyak", "podoliak")
    assert run("import", file("persons: {podoliak: {name: Mykhailo Podoliak, party: ukraine}}\n")).status == 0
    assert _shown(run, "podolyak")["id"] == "podoliak"


def test_renaming_can_be_taken_back(run: Run, database: Path) -> None:
    before = kept(database)
    run("rename", "podolyak", "podoliak")
    assert run("undo").status == 0
    assert kept(database) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("podolyak", "arakhamia", "is on record already"),
        (ROUND, "ukraine-russia-2022/r2/inside", "cannot go to another place"),
        (f"{ROUND}/ukraine", f"{ROUND}/kyiv", "is called after its party or person"),
        ("podolyak", "Podolyak!", "is not a handle"),
        ("nobody", "somebody", "no record 'nobody'"),
    ],
)
def test_a_rename_that_cannot_be_is_refused(run: Run, database: Path, old: str, new: str, said: str) -> None:
    before = kept(database)
    told = run("rename", old, new)
    assert told.status in {1, 2, 4}
    assert said in told.err
    assert kept(database) == before


def test_two_spellings_become_one_record(run: Run) -> None:
    run("add", "person", "podoliak", "name=Mykhaylo Podoliak", "party=ukraine", "aliases=Подоляк М.")
    run("add", "statement", "process=ukraine-russia-2022", "speaker=podoliak", "text=More.", "date=2022-03-04", "cite=statecraft")
    assert run("merge", "podoliak", "podolyak").status == 0
    person = _shown(run, "podoliak")
    assert person["id"] == "podolyak"
    assert {"Mykhaylo Podoliak", "Подоляк М."} <= set(person["aliases"])  # type: ignore[call-overload]  # a list of names
    assert _shown(run, "ukraine-russia-2022/podoliak-2022-03-04")["speaker"] == "podolyak"
    assert run("database", "verify").status == 0


def test_two_delegates_that_are_one_person_become_one(run: Run) -> None:
    run("add", "person", "podoliak", "name=M. Podoliak", "party=ukraine")
    run("add", "delegate", "delegation=r2/ukraine", "person=podoliak", "office=adviser to the President", "cite=statecraft")
    assert run("merge", "podoliak", "podolyak").status == 0
    delegations = _shown(run, ROUND)["delegations"]
    ukraine = next(one for one in delegations if one["party"] == "ukraine")  # type: ignore[attr-defined]  # a list of mappings
    assert [delegate["person"] for delegate in ukraine["delegates"]].count("podolyak") == 1


def test_things_of_two_kinds_are_not_made_one(run: Run) -> None:
    told = run("merge", "podolyak", "ukraine")
    assert (told.status, "cannot be made one" in told.err) == (2, True)


def test_a_merge_can_be_taken_back(run: Run, database: Path) -> None:
    run("add", "person", "podoliak", "name=M. Podoliak", "party=ukraine")
    before = kept(database)
    run("merge", "podoliak", "podolyak")
    assert run("undo").status == 0
    assert kept(database) == before
