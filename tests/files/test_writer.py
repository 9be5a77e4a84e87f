"""Claims about how records are written: every text comes back as it was, every record as it is, and the same gives the same bytes."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import File
from tests.strategies import TEXTS
from timeline import importing, references
from timeline.dossier import Dossier, Entry, Settled
from timeline.files import drafting, reader, setting, standing, writer, yaml
from timeline.files.reader import Reader, Scope
from timeline.files.standing import ANYTHING, Known
from timeline.files.yaml import Mapping, Node, Remark, Scalar, Sequence
from timeline.problems import Place, TimelineError

NOWHERE = Place("", 0, 0)
HOSTILE = [
    *("NO", "no", "yes", "On", "~", "null", "1e3", "0x1F", "1_000", ".5", "12:30", "2022-03-04", "2022-03-04T10:00Z", "<<", "=", "nan"),
    *("- a", "-", "-a", "? a", "?", ": a", ":", "a:", "a: b", "a:b", "a #b", "#a", "a#b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a"),
    *("'", '"', "'a'", '"a"', 'a "b" c', "it's", "a\\b", "\\n", "[a", "a]", "{a", "a}", "a, b", "a,b", "...", "---", "--- a", "a\n---\nb"),
    *("a\nb", "a\n\nb", "a\n  b", "a\n\tb", "a\tb", "a\t\tb", "a \nb", "a  b"),
    *("\u00a0a", "a\u00a0", "a\u200cb", "\ufeffa", "中文", "\U0001f54a"),
    *("word " * 60 + "end", "a\n" + "word " * 60 + "end", "x" * 300, "word  word " * 30 + "end", "word # word: word " * 20 + "end"),
    *("word, [word] {word} " * 20 + "end", "  " + "word " * 50, "word " * 50 + "\n- a", "word " * 50 + "\n#a"),
]  # fmt: skip


def scalar(value: str) -> Scalar:
    return Scalar(value, NOWHERE, plain=False)


def bare(node: Node) -> object:
    """Return what a tree says, without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return {key.text: bare(value) for key, value in node.pairs}


def again(node: Mapping) -> object:
    """Return what a tree says once it is written and read."""
    root, problems = yaml.compose(writer.text(node), "file")
    assert problems == []
    assert root is not None
    return bare(root)


def shapes(value: str) -> Mapping:
    """Return a tree with a text everywhere a text may stand, so that each is in braces, in brackets and below its key."""
    text, key = scalar(value), scalar(value.split("\n", maxsplit=1)[0][:60] or "key")
    short = Mapping([(key, text)], NOWHERE)
    listed = Sequence([text, text], NOWHERE)
    mixed = Sequence([text, short, Mapping([(key, text), (scalar("other"), listed)], NOWHERE)], NOWHERE)
    inner = Mapping([(scalar("block"), short), (scalar("list"), listed), (scalar("mixed"), mixed)], NOWHERE)
    return Mapping([(key, text), (scalar("short-one"), short), (scalar("listed-one"), listed), (scalar("inner-one"), inner)], NOWHERE)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_text_that_yaml_would_read_otherwise_comes_back(value: str) -> None:
    assert again(shapes(value)) == bare(shapes(value))


@given(st.one_of(TEXTS, st.lists(TEXTS, min_size=2, max_size=30).map(" ".join), st.lists(TEXTS, min_size=2, max_size=9).map("\n".join)))
@settings(max_examples=200)
def test_any_text_comes_back(value: str) -> None:
    assert again(shapes(value)) == bare(shapes(value))


@given(st.lists(TEXTS, min_size=1, max_size=60))
def test_a_list_of_any_length_comes_back(values: list[str]) -> None:
    node = Mapping([(scalar("several"), Sequence([scalar(value) for value in values], NOWHERE))], NOWHERE)
    assert again(node) == {"several": values}


@pytest.mark.parametrize("value", HOSTILE)
def test_a_program_that_guesses_reads_every_text_as_a_text(value: str) -> None:
    import yaml as guessing

    found = guessing.safe_load(writer.text(Mapping([(scalar("said"), scalar(value))], NOWHERE)))
    assert found == {"said": value}


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Scalar("2022-03-04", NOWHERE, plain=True), "a: 2022-03-04"),
        (scalar("2022-03-04"), 'a: "2022-03-04"'),
        (scalar("Qurei is to go"), "a: Qurei is to go"),
        (scalar("the study's word"), "a: the study's word"),
        (scalar("https://example.org/a"), 'a: "https://example.org/a"'),
        (scalar('"more than a dozen" rounds'), "a: '\"more than a dozen\" rounds'"),
        (scalar("a, b"), "a: a, b"),
        (Sequence([scalar("a, b"), scalar("c")], NOWHERE), 'a: ["a, b", c]'),
        (Mapping([(scalar("b"), scalar("c")), (scalar("d"), Sequence([scalar("e")], NOWHERE))], NOWHERE), "a: {b: c, d: [e]}"),
        (Mapping([], NOWHERE), "a: {}"),
        (Sequence([], NOWHERE), "a: []"),
        (Sequence([Mapping([(scalar("b"), scalar("c"))], NOWHERE)], NOWHERE), "a:\n  - {b: c}"),
        (scalar("one\ntwo"), "a: |-\n  one\n  two"),
        (scalar("word " * 30 + "end"), "a: >-\n  " + "word " * 22 + "word\n  " + "word " * 7 + "end"),
    ],
)
def test_a_value_is_written_in_the_form_that_reads_best(value: Node, line: str) -> None:
    assert writer.text(Mapping([(scalar("a"), value)], NOWHERE)) == f"{line}\n"


def test_what_fits_the_line_is_on_one_and_what_does_not_is_below_its_key() -> None:
    fits = Mapping([(scalar("b"), scalar("x" * (setting.WIDTH - len("a: {b: }"))))], NOWHERE)
    longer = Mapping([(scalar("b"), scalar("x" * (setting.WIDTH - len("a: {b: }") + 1)))], NOWHERE)
    written = [writer.text(Mapping([(scalar("a"), node)], NOWHERE)).splitlines() for node in (fits, longer)]
    assert [len(lines) for lines in written] == [1, 2]
    assert len(written[0][0]) == setting.WIDTH


# Comments


def key(word: str, *remarks: Remark) -> Scalar:
    return Scalar(word, NOWHERE, plain=True, remarks=remarks)


def mapping(*pairs: tuple[Scalar, Node], remarks: tuple[Remark, ...] = ()) -> Mapping:
    return Mapping([*pairs], NOWHERE, remarks)


ABOVE = (Remark("head\nof the file", apart=True), Remark("on a"), Remark("by a", beside=True))
D = scalar("d")._replace(remarks=(Remark("on d"), Remark("by d", beside=True)))
G = (key("g", Remark("#h"), Remark("word", beside=True)), scalar("word " * 40 + "end"))
WHERE = mapping(
    (key("a", *ABOVE), scalar("b")),
    (key("c", Remark("by c", beside=True)), Sequence([D, scalar("e")], NOWHERE)),
    (key("f", Remark("apart from f", apart=True)), mapping(G)),
    (
        key("i"),
        Sequence(
            [
                mapping((key("j", Remark("on j")), scalar("k")), remarks=(Remark("by it", beside=True),)),
                mapping((key("l"), scalar("m")), remarks=(Remark("on it"),)),
            ],
            NOWHERE,
        ),
    ),
)
WRITTEN = """\
# head
# of the file

# on a
a: b  # by a
c:  # by c
  # on d
  - d  # by d
  - e

# apart from f

f:
  ##h
  g: >-  # word
    word word word word word word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word end
i:
  -  # by it
    # on j
    j: k
  # on it
  - {l: m}
"""


def test_comments_are_written_in_their_places() -> None:
    assert writer.text(WHERE) == WRITTEN


def test_comments_are_read_from_the_places_where_they_are_written() -> None:
    root, _ = yaml.compose(WRITTEN, "file")
    assert isinstance(root, Mapping)
    assert writer.text(root) == WRITTEN


# One record


def dossier(*paths: Path) -> Dossier:
    """Return what files say, with every name resolved."""
    draft = importing.read([*paths])
    assert [str(problem) for problem in importing.checked(draft, Dossier()) if not problem.warning] == []
    return draft.dossier


def back(entry: Entry, node: Mapping, among: Dossier) -> Entry:
    """Return the record that the reader makes of a tree where the record stands."""
    stand, holder = next(
        (stand, entry.id[: -len(key) - 1])
        for stand in standing.STANDS[entry.kind]
        for key in ["/".join(filter(None, [stand.block.segment, entry.id.rpartition("/")[2]]))]
        if stand.around == (getattr(among.get(entry.id[: -len(key) - 1]), "kind", ""))
    )
    read = Reader("", [])
    alone = stand.block._replace(blocks=(), rest=None)
    read.record(alone, scalar(entry.id.rpartition("/")[2]), node, Scope(holder, stand.around, holder.partition("/")[0]))
    assert read.problems == []
    assert references.resolve(Dossier(read.entries), {}, among.former, among) == []
    return read.entries[0]


@pytest.fixture(scope="module")
def bundled() -> Settled:
    """All records that come with timeline."""
    return Settled(dossier(importing.bundled()))


@pytest.mark.parametrize("known", ["all", "none"])
def test_every_bundled_record_comes_back_from_its_tree(bundled: Dossier, known: str) -> None:
    among = Known.of(bundled) if known == "all" else ANYTHING
    changed = [entry.id for entry in bundled if not back(entry, writer.tree(entry, among), bundled).says(entry)]
    assert changed == []


def test_every_bundled_record_comes_back_from_its_text(bundled: Dossier) -> None:
    for entry in bundled:
        written = writer.tree(entry)
        read, problems = yaml.compose(writer.text(written._replace(remarks=())), entry.id)
        assert problems == []
        node = read if isinstance(read, Mapping) else Mapping([], NOWHERE)
        assert back(entry, node._replace(remarks=written.remarks), bundled).says(entry)


TALKS = """
process: talks
name: Talks
parties: [ukraine, russia]
declare:
  parties: {ukraine: {name: Ukraine}, russia: {name: Russia}, un: {name: United Nations}}
  persons: {ana: {name: Ana}, bo: {name: Bo}}
  places: {brest: {name: Brest}}
  issues: {ceasefire: {name: ceasefire}}
sources:
  s10: {publisher: Ten, published: 2022-03}
  s9: {publisher: Nine}
  s2: {publisher: Two, published: 2022-03-09}
rounds:
"""


def written(file: File, rounds: str) -> str:
    """Return how a process with these rounds is written."""
    return writer.files(dossier(file(TALKS + rounds)))["processes/talks.yaml"].partition("rounds:\n")[2]


def test_a_record_is_short_where_that_says_all_of_it(file: File) -> None:
    said = """  r1:
    status: held
    delegations:
      ukraine: {size: 4}
      russia:
        ana: {role: head, office: Minister}
        bo: negotiator
    third_parties:
      un:
        roles: [host]
        ana: {office: Envoy}
    outcomes:
      o1:
        issue: ceasefire
        status: agreed
        scope: {area: everywhere}
        confirmed_by: [ukraine]
        cite: [{source: s2}]
    agreements:
      a1:
        name: Protocol
        dates: {signed: {date: 2022-03-03}, in_force: {date: 2022-03-04, said: the day after}}
        signatures: {ukraine: {}, russia: {status: refused}}
        provisions: {p1: {text: A truce.}}
"""
    assert (
        written(file, said)
        == """  r1:
    status: held
    delegations:
      ukraine: {size: 4}
      russia:
        ana: {role: head, office: Minister}
        bo: negotiator
    third_parties:
      un:
        role: host
        ana: Envoy
    outcomes:
      o1: {issue: ceasefire, status: agreed, scope: {area: everywhere}, confirmed_by: ukraine, cite: s2}
    agreements:
      a1:
        name: Protocol
        dates: {signed: 2022-03-03, in_force: {date: 2022-03-04, said: the day after}}
        signatures:
          ukraine: signed
          russia: refused
        provisions:
          p1: A truce.
"""
    )


def test_what_is_wanted_stands_before_when_and_what_a_document_does_to_another_beside_it(file: File) -> None:
    said = """  r1:
    status: held
    positions:
      p1: {date: 2022-03-03, priority: primary, text: A truce., stance: demand, timing: before, issue: ceasefire, party: ukraine}
    agreements:
      a1: {name: Protocol}
      a2: {name: Second protocol, lineage: {a1: {relation: amends}}}
"""
    assert (
        written(file, said)
        == """  r1:
    status: held
    positions:
      p1:
        party: ukraine
        issue: ceasefire
        stance: demand
        priority: primary
        timing: before
        date: 2022-03-03
        text: A truce.
    agreements:
      a1: {name: Protocol}
      a2: {name: Second protocol, lineage: {a1: amends}}
"""
    )


def keys(content: str, indent: int) -> list[str]:
    """Return the keys at a depth of a file, in their order."""
    lines = [line for line in content.splitlines() if line.startswith(" " * indent) and line[indent : indent + 1].strip(" #")]
    return [line.strip().partition(":")[0] for line in lines]


def test_rounds_stand_by_date_then_sequence_then_handle_with_the_undated_last(file: File) -> None:
    said = """
  undated: {status: proposed}
  r10: {status: held, date: 2022-03-09}
  r9: {status: held, date: 2022-03-09}
  later: {status: held, date: 2022-03-09, sequence: 1}
  month: {status: held, date: 2022-03}
  vague: {status: held, date: "../2022-03-01"}
"""
    assert keys(written(file, said), 2) == ["vague", "month", "r9", "r10", "later", "undated"]


def test_what_has_the_date_of_its_round_stands_before_what_has_one_of_its_own(file: File) -> None:
    said = """
  r1:
    status: held
    date: 2022-03-03
    outcomes:
      dated: {issue: ceasefire, status: agreed, date: 2022-03-01}
      o2: {issue: ceasefire, status: agreed}
      o1: {issue: ceasefire, status: agreed}
"""
    assert keys(written(file, said), 6) == ["o1", "o2", "dated"]


def test_delegations_stand_as_the_process_names_its_parties_and_delegates_by_their_roles(file: File) -> None:
    said = """
  r1:
    status: held
    delegations: {un: {}, russia: {ana: {}, bo: head}, ukraine: {}}
"""
    assert keys(written(file, said), 6) == ["ukraine", "russia", "un"]
    assert keys(written(file, said), 8) == ["bo", "ana"]


def test_sources_stand_by_their_days_and_numbers_in_handles_count(file: File) -> None:
    content = writer.files(dossier(file(f"{TALKS}  r1: {{status: held}}")))["processes/talks.yaml"]
    assert keys(content.partition("sources:\n")[2].partition("\n\n")[0], 2) == ["s10", "s2", "s9"]


def test_a_shuffled_dossier_is_written_the_same(bundled: Dossier) -> None:
    several = list(bundled)
    random.Random(4).shuffle(several)  # noqa: S311  # an order, not a secret
    assert list(writer.files(Dossier(several)).items()) == list(writer.files(bundled).items())


# Names


def kinds(**found: str) -> Known:
    return Known({handle.replace("__", "/"): kind for handle, kind in found.items()}, {})


@pytest.mark.parametrize(
    ("handle", "kind", "seen_from", "known", "name"),
    [
        ("ukraine", "party", "p/r1/x", kinds(), "ukraine"),
        ("p/s1", "source", "p/r1/x", kinds(p__s1="source"), "s1"),
        ("s1", "source", "p/r1/x", kinds(s1="source"), "s1"),
        ("p/r1/a", "position", "p/r1/x", kinds(p__r1__a="position"), "a"),
        ("p/r1/a", "position", "p/r2/x", kinds(p__r1__a="position"), "r1/a"),
        ("p/a", "position", "p/r1/x", kinds(p__a="position"), "a"),
        ("p/a", "position", "p/r1/x", kinds(p__a="position", p__r1__a="position"), "p/a"),
        ("p/a", "position", "p/r1/x", kinds(p__a="position", p__r1__a="outcome"), "a"),
        ("p/a", "record", "p/r1/x", kinds(p__a="position", p__r1__a="outcome"), "p/a"),
        ("q/a", "agreement", "p/r1/x", kinds(q__a="agreement"), "q/a"),
        ("p/a", "position", "p/r1/x", ANYTHING, "p/a"),
        ("p/r1/a", "position", "p/r1/x", ANYTHING, "a"),
        ("p/s1", "source", "p/r1/o/f", ANYTHING, "s1"),
        ("p/t", "track", "p/r1", ANYTHING, "t"),
        ("p/a", "position", "p/r1/x", Known({"p/a": "position", "p/r1/b": "position"}, {"p/r1/a": "p/r1/b"}), "p/a"),
    ],
)
def test_a_record_is_named_as_short_as_it_is_found_again(handle: str, kind: str, seen_from: str, known: Known, name: str) -> None:
    assert standing.shortest(handle, kind, seen_from, known) == name


# What cannot be written


def test_a_record_that_stands_nowhere_is_named_and_nothing_is_written(bundled: Dossier) -> None:
    loose = Dossier([entry for entry in bundled if entry.id != "oslo-channel-1993/n1"])
    with pytest.raises(TimelineError, match=r"'oslo-channel-1993/n1/[a-z0-9-]+' stands in no record that could hold it"):
        writer.files(loose)


def test_a_record_that_says_it_belongs_elsewhere_is_named_and_nothing_is_written(file: File) -> None:
    held = dossier(file(f"{TALKS}  r1: {{status: held, delegations: {{ukraine: {{}}}}}}"))
    entry = held.entries["talks/r1/ukraine"]
    held.add(Entry(entry.record.model_copy(update={"party": "russia"}), entry.parts))
    with pytest.raises(TimelineError, match="'talks/r1/ukraine' names 'russia' as its party, and stands under 'ukraine'"):
        writer.files(held)


def test_every_field_of_every_record_has_its_place_in_the_order() -> None:
    from timeline import records

    for kind, said in records.KINDS.items():
        expected = {name for name in said.model_fields if name not in {"id", "process"}}
        assert set(drafting.order(said, kind)) == expected


def test_dates_are_the_fields_that_need_no_quotes() -> None:
    from timeline import records

    dated = {
        name
        for said in (*records.KINDS.values(), *records.PARTS.values())
        for name, field in said.model_fields.items()
        if str(records.When) in repr(field) or records.When in getattr(field.annotation, "__args__", ())
    }
    assert dated == drafting.BARE - {"level"}


def test_a_file_says_the_same_whichever_way_its_records_were_written(file: File) -> None:
    read = reader.read(file("parties:\n  a: {name: A}\n  b: {name: B, parent: a}\n"))
    assert writer.files(Dossier(read.entries)) == {"parties.yaml": "parties:\n  a: {name: A}\n  b: {name: B, parent: a}\n"}
