"""Claims about what follows from records: the day a fact became known, what was known before, who is named, and by what names."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import File
from tests.places import Client
from timeline import importing
from timeline.dates import OPEN_END, OPEN_START

HEAD = """\
process: talks
name: Talks
parties: [ukraine, russia]
cite: march-4
declare:
  parties: {ukraine: {name: Ukraine, aliases: [Kyiv, Київ]}, russia: {name: Russia}}
  persons: {podolyak: {name: Mykhailo Podolyak, party: ukraine}, lavrov: {name: Sergey Lavrov, party: russia}}
  places: {brest: {name: Brest}, gomel: {name: Gomel}}
  issues: {ceasefire: {name: ceasefire}}
sources:
  march-1: {publisher: A, published: 2022-03-01}
  march-4: {publisher: B, published: 2022-03-04}
  march-9: {publisher: C, published: 2022-03-09}
  march: {publisher: D, published: 2022-03}
  spring: {publisher: E, published: "[2022-03-02..2022-03-20]"}
  read-only: {publisher: F, accessed: 2023-05-06}
  undated: {publisher: G}
"""
Ask = Callable[..., list[tuple[Any, ...]]]
Told = Callable[..., list[tuple[Any, ...]]]
Says = Callable[[str], None]


@pytest.fixture
def says(file: File, blank: Path) -> Says:
    """Put on record what is said after the head, which may cite something else."""

    def says(content: str) -> None:
        head = HEAD.replace("cite: march-4\n", "") if re.search(r"^cite:", content, re.MULTILINE) else HEAD
        importing.into_store([file(head + content)], blank)

    return says


@pytest.fixture
def ask(blank: Path) -> Ask:
    """Ask the database in SQL."""

    def ask(sql: str, *values: object) -> list[tuple[Any, ...]]:
        with Client(blank) as client:
            return list(client.execute(sql, values))

    return ask


@pytest.fixture
def told(says: Says, ask: Ask) -> Callable[..., list[tuple[Any, ...]]]:
    """Put a round on record and return what it was known to say over time, each version with the day from which it holds."""

    def told(fields: str, *columns: str) -> list[tuple[Any, ...]]:
        says(f"rounds:\n  r1: {{status: held, {fields}}}\n")
        listed = ", ".join(["known", *columns])
        return ask(f"SELECT {listed} FROM round_past UNION ALL SELECT {listed} FROM round ORDER BY known")

    return told


# The day a fact became known


@pytest.mark.parametrize(
    ("cite", "known"),
    [
        ("march-4", 20220304),
        ("[march-9, march-1]", 20220301),
        ("march", 20220331),
        ("spring", 20220320),
        ("read-only", 20230506),
        ("[undated, march-9]", 20220309),
        ("undated", OPEN_END),
    ],
)
def test_a_fact_is_known_from_the_end_of_the_date_of_its_first_source(told: Ask, cite: str, known: int) -> None:
    assert told(f"cite: {cite}") == [(known,)]


def test_a_fact_that_cites_nothing_is_known_when_what_it_stands_in_is(says: Says, ask: Ask) -> None:
    says("rounds: {r1: {status: held, cite: march-9, delegations: {ukraine: {podolyak: head}}}}\n")
    assert ask("SELECT known FROM delegate") == [(20220309,)]


def test_a_fact_in_no_block_rests_on_what_the_process_cites(told: Ask) -> None:
    assert told("number: 1") == [(20220304,)]


def test_what_processes_share_is_always_known(says: Says, ask: Ask) -> None:
    says("")
    assert ask("SELECT DISTINCT known FROM party") == [(OPEN_START,)]


def test_a_source_is_known_from_its_own_date(says: Says, ask: Ask) -> None:
    says("")
    assert ask("SELECT known FROM source WHERE id = 'talks/march-9'") == [(20220309,)]


def test_a_process_stands_before_anything_of_it_was_known(says: Says, ask: Ask) -> None:
    says("status: suspended\n")
    assert ask("SELECT status, known, until FROM process_past") == [("unknown", OPEN_START, 20220304)]


def test_which_talks_a_process_is_was_always_known(says: Says, ask: Ask) -> None:
    says("issues: [ceasefire]\nsummary: They talk.\nrivals: {summary: They do not., cite: {source: march-1}}\n")
    told = ("Talks", '["ukraine", "russia"]', '["ceasefire"]')
    assert ask("SELECT DISTINCT name, parties, issues FROM process_past") == [told]


# What a process sums up


@pytest.fixture
def summed_up(says: Says, ask: Ask) -> Callable[..., list[tuple[Any, ...]]]:
    """Give a process more fields and return what it was known to say over time, each version with the day from which it holds."""

    def summed_up(fields: str, *columns: str) -> list[tuple[Any, ...]]:
        says(fields)
        listed = ", ".join(["known", *columns])
        return ask(f"SELECT {listed} FROM process_past UNION ALL SELECT {listed} FROM process ORDER BY known")

    return summed_up


def test_a_process_is_summed_up_when_the_last_of_its_sources_was_published(summed_up: Told) -> None:
    found = summed_up("status: suspended\nsummary: They talk.\ndate: 2022\ncite: [march-9, march-1]\n", "status", "summary", "date")
    assert found == [(OPEN_START, "unknown", None, None), (20220309, "suspended", "They talk.", "2022")]


def test_what_sources_tell_of_one_field_of_a_process_is_known_from_the_last_of_these_alone(summed_up: Told) -> None:
    of_summary = "{source: march-4, fields: [summary]}, {source: march-9, fields: [summary]}"
    cite = f"[march-1, march, {{source: march-1, fields: [status]}}, {of_summary}]"
    found = summed_up(f"status: suspended\nsummary: They talk.\ncite: {cite}\n", "status", "summary")
    assert found == [(OPEN_START, "unknown", None), (20220301, "suspended", None), (20220309, "suspended", "They talk.")]


def test_who_speaks_to_the_date_of_a_process_speaks_to_how_it_was_said(summed_up: Told) -> None:
    cite = "[march-1, {source: march-9, fields: [date]}]"
    found = summed_up(f"status: suspended\ndate: 2022\nsaid: this year\ncite: {cite}\n", "status", "date", "earliest", "said")
    later = (20220309, "suspended", "2022", 20220101, "this year")
    assert found == [(OPEN_START, "unknown", None, None, None), (20220301, "suspended", None, None, None), later]


def test_an_account_of_a_process_that_was_overtaken_holds_until_it_is_summed_up_anew(summed_up: Told) -> None:
    earlier = "{status: formal_negotiation, summary: They meet., cite: [march-1, march-4]}"
    found = summed_up(f"status: suspended\nsummary: They met.\ncite: [march-1, march-9]\nearlier: {earlier}\n", "status", "summary")
    assert found == [(OPEN_START, "unknown", None), (20220301, "formal_negotiation", "They meet."), (20220309, "suspended", "They met.")]


def test_what_an_undated_source_tells_of_a_process_is_never_known(summed_up: Told) -> None:
    cite = "[march-1, undated, {source: march-4, fields: [summary]}]"
    found = summed_up(f"status: suspended\nsummary: They talk.\ncite: {cite}\n", "status", "summary")
    assert found == [(OPEN_START, "unknown", None), (20220304, "unknown", "They talk."), (OPEN_END, "suspended", "They talk.")]


def test_what_stands_in_a_process_is_known_from_the_first_of_its_sources(says: Says, ask: Ask) -> None:
    says("cite: [march-1, march-9]\nrounds: {r1: {status: held}}\n")
    assert ask("SELECT known FROM round") == [(20220301,)]


# What was known over time


def test_a_record_that_nobody_contradicts_has_one_version(told: Ask) -> None:
    assert told("number: 1, cite: [march-1, march-9]", "number") == [(20220301, 1)]


def test_what_was_believed_before_holds_until_more_is_known(told: Ask) -> None:
    found = told("date: 2022-03-03, cite: march-4, earlier: {status: tentative, date: 2022-03-02, cite: march-1}", "status", "date")
    assert found == [(20220301, "tentative", "2022-03-02"), (20220304, "held", "2022-03-03")]


def test_a_version_ends_on_the_day_on_which_the_next_begins(told: Ask, ask: Ask) -> None:
    told("date: 2022-03-03, cite: march-4, earlier: {status: tentative, date: 2022-03-02, cite: march-1}")
    assert ask("SELECT known, until FROM round_past") == [(20220301, 20220304)]


def test_a_rival_that_appeared_first_holds_until_the_preferred_account_appears(told: Ask) -> None:
    assert told("number: 2, cite: march-9, rivals: {number: 1, cite: march-1}", "number") == [(20220301, 1), (20220309, 2)]


def test_a_rival_that_appeared_later_changes_nothing(told: Ask) -> None:
    assert told("number: 2, cite: march-1, rivals: {number: 1, cite: march-9}", "number") == [(20220301, 2)]


def test_what_an_earlier_account_said_already_is_no_change(told: Told, ask: Ask) -> None:
    cite = "[{source: march-1, fields: [status]}, {source: march-9, fields: [number]}]"
    assert told(f"number: 2, cite: {cite}, earlier: {{number: 2, cite: march-4}}", "number") == [(20220301, None), (20220304, 2)]
    assert ask("SELECT known, until FROM round_past") == [(20220301, 20220304)]


def test_of_several_earlier_accounts_the_latest_holds(told: Ask) -> None:
    earlier = "[{date: 2022-03-05, cite: march-1}, {date: 2022-03-06, cite: march-4}]"
    found = told(f"date: 2022-03-07, cite: march-9, earlier: {earlier}", "date")
    assert found == [(20220301, "2022-03-05"), (20220304, "2022-03-06"), (20220309, "2022-03-07")]


def test_what_a_record_holds_is_known_from_the_first_that_was_known_of_it(says: Says, ask: Ask) -> None:
    says(
        "rounds: {r1: {status: held, positions: {p: {party: ukraine, issue: ceasefire, stance: demand}}, outcomes: {o: {\n"
        "  issue: ceasefire, status: not_agreed, cite: march-9, answers: {p: unmet},\n"
        "  earlier: [{status: deferred, cite: march-1}, {status: agreed, cite: march-4}]}}}}\n"
    )
    assert ask("SELECT known FROM outcome_past ORDER BY known") == [(20220301,), (20220304,)]
    assert ask("SELECT known FROM answer") == [(20220301,)]


def test_a_field_that_another_source_gave_later_is_open_until_then(told: Ask) -> None:
    found = told(
        "number: 1, place: brest, cite: [{source: march-1, fields: [status, number]}, {source: march-9, fields: [place]}]", "places"
    )
    assert found == [(20220301, "[]"), (20220309, '["brest"]')]


def test_a_status_that_was_not_yet_known_is_unknown(told: Ask) -> None:
    found = told("number: 1, cite: [{source: march-1, fields: number}, {source: march-9, fields: status}]", "status")
    assert found == [(20220301, "unknown"), (20220309, "held")]


def test_the_bounds_of_a_version_are_those_of_its_date(told: Ask) -> None:
    found = told("date: 2022-03-03, cite: march-4, earlier: {date: 2022-03, cite: march-1}", "earliest", "latest", "precision")
    assert found == [(20220301, 20220301, 20220331, "month"), (20220304, 20220303, 20220303, "day")]


def test_who_speaks_to_a_date_speaks_to_how_it_was_said(told: Ask) -> None:
    cite = "[{source: march-1, fields: [status]}, {source: march-9, fields: [date]}]"
    found = told(f"date: 2022-03-03, said: on Thursday, basis: stated, cite: {cite}", "date", "said", "basis")
    assert found == [(20220301, None, None, None), (20220309, "2022-03-03", "on Thursday", "stated")]


def test_a_field_that_only_an_undated_source_gives_is_never_known(told: Ask) -> None:
    found = told("number: 1, cite: [{source: march-1, fields: [status]}, {source: undated, fields: [number]}]", "number")
    assert found == [(20220301, None), (OPEN_END, 1)]


def test_what_somebody_is_does_not_tell_that_the_person_was_there(says: Says, ask: Ask) -> None:
    cite = "[march-9, {source: march-1, fields: [role, office]}]"
    says(f"rounds: {{r1: {{status: held, delegations: {{ukraine: {{podolyak: {{role: head, office: adviser, cite: {cite}}}}}}}}}}}\n")
    assert ask("SELECT known FROM delegate_past UNION SELECT known FROM delegate") == [(20220309,)]
    assert ask("SELECT known FROM mention WHERE who = 'podolyak'") == [(20220309,)]


def test_who_was_announced_is_known_before_it_is_known_that_the_person_was_there(says: Says, ask: Ask) -> None:
    cite = "[march-9, {source: march-1, fields: [role]}]"
    earlier = "{attended: unknown, cite: march-1}"
    says(f"rounds: {{r1: {{status: held, delegations: {{ukraine: {{podolyak: {{role: head, cite: {cite}, earlier: {earlier}}}}}}}}}}}\n")
    found = ask("SELECT known, role, attended FROM delegate_past UNION ALL SELECT known, role, attended FROM delegate ORDER BY known")
    assert found == [(20220301, "head", "unknown"), (20220309, "head", "yes")]


def test_in_what_capacity_somebody_acts_does_not_tell_that_the_person_signed(says: Says, ask: Ask) -> None:
    cite = "[undated, {source: march-1, fields: [capacity]}]"
    says(f"agreements: {{a: {{name: A, signatures: {{ukraine: {{person: podolyak, capacity: adviser, cite: {cite}}}}}}}}}\n")
    assert ask("SELECT known FROM signature_past UNION SELECT known FROM signature") == [(OPEN_END,)]


def test_who_rests_on_a_source_for_an_office_alone_is_known_from_it(says: Says, ask: Ask) -> None:
    cite = "{source: march-1, fields: [office]}"
    says(f"rounds: {{r1: {{status: held, delegations: {{ukraine: {{podolyak: {{office: adviser, cite: {cite}}}}}}}}}}}\n")
    assert ask("SELECT min(known) FROM (SELECT known FROM delegate_past UNION SELECT known FROM delegate)") == [(20220301,)]


def test_a_version_never_says_of_which_record_it_is_something_else(says: Says, ask: Ask) -> None:
    says(
        "rounds: {r1: {status: held, delegations: {ukraine: {level: ministers, cite: march-9,"
        " rivals: {level: senior_officials, cite: march-1}}}}}\n"
    )
    assert ask("SELECT id, round, party, level FROM delegation_past") == [("talks/r1/ukraine", "talks/r1", "ukraine", "senior_officials")]


def test_an_account_is_known_from_its_own_source(told: Ask, ask: Ask) -> None:
    told("number: 2, cite: march-1, rivals: {number: 1, cite: march-9}")
    assert ask("SELECT known, said FROM reading") == [(20220309, json.dumps({"number": 1}))]


def test_versions_over_time_neither_touch_nor_leave_a_gap(told: Ask, ask: Ask) -> None:
    earlier = "[{date: 2022-03-05, cite: march-1}, {date: 2022-03-06, cite: march-4}, {status: tentative, cite: spring}]"
    told(f"date: 2022-03-07, cite: march, earlier: {earlier}, rivals: {{number: 3, cite: march-9}}")
    spans = ask("SELECT known, until FROM round_past UNION ALL SELECT known, 0 FROM round ORDER BY known")
    assert [until for _, until in spans[:-1]] == [known for known, _ in spans[1:]]


# Citations


def test_citations_are_taken_from_the_nearest_block_that_has_any(says: Says, ask: Ask) -> None:
    says(
        "rounds:\n  r1: {status: held, cite: march-1, delegations: {ukraine: {cite: march-9, podolyak: head}, russia: {lavrov: head}}}\n"
        "  r2: {status: held}\n"
    )
    found = {record: (source, bool(taken)) for record, source, taken in ask("SELECT record, source, inherited FROM citation")}
    assert found == {
        "talks": ("talks/march-4", False),
        "talks/r1": ("talks/march-1", False),
        "talks/r1/ukraine": ("talks/march-9", False),
        "talks/r1/ukraine/podolyak": ("talks/march-9", True),
        "talks/r1/russia": ("talks/march-1", True),
        "talks/r1/russia/lavrov": ("talks/march-1", True),
        "talks/r2": ("talks/march-4", True),
    }


def test_a_citation_of_some_fields_says_nothing_of_what_stands_inside(says: Says, ask: Ask) -> None:
    says("rounds: {r1: {status: held, cite: [march-1, {source: march-9, fields: status}], delegations: {ukraine: {size: 6}}}}\n")
    assert ask("SELECT source FROM citation WHERE record = 'talks/r1/ukraine'") == [("talks/march-1",)]


def test_a_record_that_cites_a_rival_alone_rests_on_what_is_around_it(told: Ask, ask: Ask) -> None:
    told("number: 2, rivals: {number: 1, cite: march-9}")
    found = ask("SELECT source, reading, inherited FROM citation WHERE record = 'talks/r1' ORDER BY number")
    assert found == [("talks/march-9", 1, 0), ("talks/march-4", 0, 1)]


# Where a record is told, and who is named in it


@pytest.mark.parametrize(
    ("table", "root"),
    [("round", "talks/r1"), ("delegate", "talks/r1"), ("outcome", "talks/r1"), ("follow_up", "talks/r1"), ("event", "talks/e")],
)
def test_a_record_is_told_under_its_round_where_it_has_one(says: Says, ask: Ask, table: str, root: str) -> None:
    says(
        "rounds: {r1: {status: held, delegations: {ukraine: {podolyak: head}},\n"
        "  outcomes: {o: {issue: ceasefire, status: agreed, follow_ups: {f: {status: failed}}}}}}\n"
        "events: {e: {kind: battle, text: a battle}}\n"
    )
    assert ask(f"SELECT DISTINCT root FROM {table}") == [(root,)]


def test_a_statement_outside_a_round_is_told_under_the_round_that_it_is_about(says: Says, ask: Ask) -> None:
    says("rounds: {r1: {status: held}}\nstatements: {s: {text: a word, round: r1}}\n")
    assert ask("SELECT root FROM statement") == [("talks/r1",)]


def test_a_follow_up_to_a_document_is_told_under_the_document(says: Says, ask: Ask) -> None:
    says("agreements: {a: {name: A, provisions: {p: {text: a clause, follow_ups: {f: {status: failed}}}}}}\n")
    assert ask("SELECT root FROM follow_up") == [("talks/a",)]


def test_whoever_a_record_names_is_mentioned_with_the_role(says: Says, ask: Ask) -> None:
    says("rounds: {r1: {status: held, positions: {p: {party: ukraine, issue: ceasefire, stance: demand, speaker: podolyak}}}}\n")
    found = ask("SELECT who, role FROM mention WHERE record = 'talks/r1/p' ORDER BY who, role")
    assert found == [("ceasefire", "issue"), ("podolyak", "speaker"), ("ukraine", "party"), ("ukraine", "speaker")]


def test_on_whose_word_a_fact_rests_is_mentioned(told: Ask, ask: Ask) -> None:
    told("cite: {source: march-4, speaker: lavrov}")
    assert ask("SELECT who FROM mention WHERE record = 'talks/r1' ORDER BY who") == [("lavrov",), ("russia",)]


def test_a_mention_is_known_when_its_record_is(told: Ask, ask: Ask) -> None:
    told("place: brest, cite: march-9")
    assert ask("SELECT known FROM mention WHERE who = 'brest'") == [(20220309,)]


def test_whom_only_a_later_source_names_is_mentioned_from_its_day_on(told: Ask, ask: Ask) -> None:
    told("place: brest, date: 2022-03-03, cite: [{source: march-4, fields: [status, date]}, {source: march-9, speaker: lavrov}]")
    found = ask("SELECT who, known FROM mention WHERE record = 'talks/r1' ORDER BY who")
    assert found == [("brest", 20220309), ("lavrov", 20220309), ("russia", 20220309)]


def test_a_follow_up_is_about_the_issue_of_what_it_follows_and_of_nobody_whom_that_names(says: Says, ask: Ask) -> None:
    says(
        "rounds: {r1: {status: held, outcomes: {o: {issue: ceasefire, status: agreed, confirmed_by: russia,\n"
        "  follow_ups: {f: {status: failed, place: brest}}}}}}\n"
        "agreements: {a: {name: A, provisions: {p: {issue: ceasefire, text: a clause, follow_ups: {f: {status: failed}}}}}}\n"
    )
    found = ask("SELECT record, who, role FROM mention WHERE record LIKE '%/f' ORDER BY record, who")
    assert found == [("talks/a/p/f", "ceasefire", "issue"), ("talks/r1/o/f", "brest", "place"), ("talks/r1/o/f", "ceasefire", "issue")]


@pytest.mark.parametrize(("outcome", "follow_up", "known"), [("march-4", "march-9", 20220309), ("march-9", "march-4", 20220309)])
def test_what_a_follow_up_is_about_is_known_when_both_are(says: Says, ask: Ask, outcome: str, follow_up: str, known: int) -> None:
    says(
        f"rounds: {{r1: {{status: held, outcomes: {{o: {{issue: ceasefire, status: agreed, cite: {outcome},\n"
        f"  follow_ups: {{f: {{status: failed, cite: {follow_up}}}}}}}}}}}}}\n"
    )
    assert ask("SELECT known FROM mention WHERE record = 'talks/r1/o/f'") == [(known,)]


# Names


def test_a_party_is_found_by_every_name_and_by_its_code(says: Says, ask: Ask) -> None:
    says("")
    assert ask("SELECT folded, name FROM name WHERE record = 'ukraine' ORDER BY folded") == [
        ("kiiv", "Київ"),
        ("kyiv", "Kyiv"),
        ("ukraine", "Ukraine"),
    ]


def test_names_are_folded_once_each(says: Says, ask: Ask) -> None:
    says("")
    assert ask("SELECT count(*) - count(DISTINCT folded || record) FROM name") == [(0,)]


# Full text


@pytest.mark.parametrize(("word", "found"), [("battle", ["talks/e"]), ("kherson", ["talks/e"]), ("херсон", []), ("battles", [])])
def test_every_word_of_a_record_is_found(says: Says, ask: Ask, word: str, found: list[str]) -> None:
    says("events: {e: {kind: battle, text: a battle at Kherson}}\n")
    sql = "SELECT w.id FROM search JOIN wording w ON w.number = search.rowid WHERE search MATCH ?"
    assert [handle for (handle,) in ask(sql, f'"{word}"')] == found


def test_words_in_other_letters_are_found_in_latin(says: Says, ask: Ask) -> None:
    says("events: {e: {kind: battle, text: Битва за Херсон}}\n")
    assert ask("SELECT w.id FROM search JOIN wording w ON w.number = search.rowid WHERE search MATCH 'kherson'") == [("talks/e",)]


def test_a_quote_is_found_from_the_day_of_its_source_on(told: Ask, ask: Ask) -> None:
    told("cite: [march-4, {source: march-9, quote: a word}]")
    found = ask("SELECT said, known, until = ? FROM wording WHERE id = 'talks/r1' ORDER BY known", OPEN_END)
    assert found == [("", 20220304, 0), ("a word", 20220309, 1)]


def test_what_a_record_no_longer_says_is_no_longer_found(says: Says, ask: Ask) -> None:
    says("events: {e: {kind: battle, text: a battle at Kherson}}\n")
    says("events: {e: {kind: battle, text: a battle}}\n")
    assert ask("SELECT rowid FROM search WHERE search MATCH 'kherson'") == []


def test_the_index_of_words_agrees_with_the_records(says: Says, ask: Ask) -> None:
    says("events: {e: {kind: battle, text: a battle at Kherson}}\n")
    says("events: {e: {kind: battle, text: another}}\n")
    assert ask("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)") == []


# What full text search reads


SAYING = """
conflict: word-conflict
summary: word-summary
rounds:
  r1:
    status: held
    name: word-name
    date: 2022-03
    said: word-said
    note: word-note
    delegations: {ukraine: {podolyak: {office: word-office}}}
    positions: {p: {party: ukraine, issue: ceasefire, stance: demand, text: word-text, change: harder, change_reason: word-reason}}
    outcomes:
      o: {issue: ceasefire, status: agreed, scope: {area: word-area, duration: word-duration, conditions: word-conditions}}
    agreements:
      a: {name: A, signatures: {ukraine: {capacity: word-capacity}}, provisions: {p: {text: P, locator: word-locator}}}
"""
DECLARING = """
parties: {staff: {name: Staff, short: word-short, aliases: [word-alias]}}
sources: {s: {publisher: word-publisher, title: word-title, author: word-author}}
"""


def test_every_text_of_a_record_is_found(says: Says, ask: Ask, file: File, blank: Path) -> None:
    says(SAYING)
    importing.into_store([file(DECLARING, "declared.yaml")], blank)
    found = {word for (said,) in ask("SELECT said FROM wording") for word in re.findall("word-[a-z]+", said)}
    assert found == {*re.findall("word-[a-z]+", SAYING + DECLARING)}


def test_each_text_of_a_record_is_on_lines_of_its_own(says: Says, ask: Ask) -> None:
    says("rounds: {r1: {status: held, name: Opening, summary: They met., cite: {source: march-4, quote: We met}}}\n")
    assert ask("SELECT said, latin FROM wording WHERE id = 'ukraine'") == [("Ukraine\nKyiv\nКиїв", "ukraine kyiv kiiv")]
    assert ask("SELECT said, latin FROM wording WHERE id = 'talks/r1'") == [("Opening\nThey met.\nWe met", "")]


def test_a_record_is_found_by_its_names_and_by_the_words_of_its_codes(blank: Path, file: File, ask: Ask) -> None:
    content = "parties: {border-guard: {name: Border Guard, short: BG, aliases: [Прикордонники], formerly: [border-troops]}}\n"
    importing.into_store([file(content)], blank)
    assert ask("SELECT folded, kind, name FROM name ORDER BY folded") == [
        ("bg", "party", "BG"),
        ("border guard", "party", "Border Guard"),
        ("border troops", "party", "border troops"),
        ("prikordonniki", "party", "Прикордонники"),
    ]
