"""Claims about text: what is refused, shown, measured, wrapped and found."""

import re

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, ValidationError

from timeline import text

ANYTHING = st.text(st.characters(codec=None))
HOSTILE = st.text(
    st.sampled_from(
        "ab z-/'\"|=@\n\t\r\x00\x1b\x7f\x9b\u00a0\u00ad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u200f\u2028\u202e"
        "\u2066\u2069\u2764\ufe0f\ufeff\ud800\ufffe\U0001f468\U0001f3fd\U000e0041\U000e0100שмיم中文。（\u0301"
    )
)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1fa\U0001f1e6"


class _Record(BaseModel):
    name: str = Field(pattern=text.ALLOWED_PATTERN)


def _letters(value: str) -> str:
    return re.sub(r"[ \n]", "", value)


# What no record may hold


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a\x1bb", (1, "U+001B (escape)")),
        ("\x00", (0, "U+0000 (null)")),
        ("ab\x9b", (2, "U+009B (control character)")),
        ("\u202e", (0, "U+202E (right-to-left override)")),
        ("\u2028", (0, "U+2028 (line separator)")),
        ("\ud800", (0, "U+D800 (unpaired surrogate)")),
        ("\ufdd0", (0, "U+FDD0 (noncharacter)")),
        ("\U0010ffff", (0, "U+10FFFF (noncharacter)")),
        ("\U000e0041", (0, "U+E0041 (tag character)")),
        ("a\u2067b", (1, "U+2067 (right-to-left isolate), without its counterpart")),
        ("a\u2069b", (1, "U+2069 (pop directional isolate), without its counterpart")),
        ("\u2066\x1b\u2069", (1, "U+001B (escape)")),
    ],
)
def test_an_unwanted_character_is_named_with_its_place(value: str, found: tuple[int, str]) -> None:
    assert text.unwanted(value) == found


@pytest.mark.parametrize("value", ["", "two\nlines\tand a tab", "\u2067שלום\u2069", "שלום\u200f!", "می‌خواهم", FAMILY, "[sic]"])
def test_what_scripts_need_is_wanted(value: str) -> None:
    assert text.unwanted(value) is None


@given(ANYTHING | HOSTILE)
def test_the_pattern_means_the_same_to_python_and_to_pydantic(value: str) -> None:
    if re.search("[\ud800-\udfff]", value):
        return
    try:
        _Record(name=value)
        accepted = True
    except ValidationError:
        accepted = False
    assert accepted == (re.search(text.ALLOWED_PATTERN, value) is not None)


# How a value is shown


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("[sic] :ok: [/]", "[sic] :ok: [/]"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]52;c;aGk=\x07", "\\x1b]52;c;aGk=\\x07"),
        ("\u202eevil", "\\u202eevil"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("lone \ud83d", "lone \\ud83d"),
        ("tag \U000e0041", "tag \\U000e0041"),
        ("two\nlines\tand", "two lines and"),
        ("pass\u200dword", "pass\\u200dword"),
        ("a\u200fb", "a\\u200fb"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("a\u3164b", "a\\u3164b"),
        ("x\ufe0f\ufe0f", "x\ufe0f\\ufe0f"),
        (f"{FAMILY} ❤️ {FLAG}", f"{FAMILY} ❤️ {FLAG}"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("Україна, 中国, مصر, é", "Україна, 中国, مصر, é"),
    ],
)
def test_what_is_invisible_or_steers_is_made_visible(value: str, seen: str) -> None:
    assert text.shown(value) == seen


def test_newlines_stay_where_they_are_asked_for() -> None:
    assert text.shown("one\ntwo\x1b", newlines=True) == "one\ntwo\\x1b"


@given(ANYTHING | HOSTILE)
def test_showing_twice_is_showing_once(value: str) -> None:
    once = text.shown(value)
    assert text.shown(once) == once


@given(ANYTHING | HOSTILE)
def test_nothing_shown_acts_on_a_terminal(value: str) -> None:
    assert all(
        character.isprintable() or character in "\u00a0\u202f\u3000\u200c\u200d\u200e\u200f\u061c" for character in text.shown(value)
    )


@given(ANYTHING | HOSTILE)
def test_harmless_text_changes_only_what_no_record_may_hold(value: str) -> None:
    assert (text.harmless(value) == value) == (re.search(text.REFUSED, value) is None)


# How wide a value is


def test_what_is_taken_for_narrow_takes_one_column_beside_anything_narrow() -> None:
    narrow = [character for character in map(chr, range(0x2600)) if re.fullmatch(text.NARROW, character)]
    assert len(narrow) > 900
    assert [character for character in narrow if wcwidth.wcwidth(character) != 1] == []
    assert wcwidth.wcswidth("".join(narrow)) == wcwidth.wcswidth("".join(reversed(narrow))) == len(narrow)


@pytest.mark.parametrize(
    ("value", "columns"),
    [("plain", 5), ("Україна", 7), ("中文", 4), ("שלום", 4), ("e\u0301", 1), (FAMILY, 2), (FLAG, 2), ("❤️", 2), ("\u1ba6", 1), ("", 0)],
)
def test_width_is_counted_in_what_people_see(value: str, columns: int) -> None:
    assert text.width(value) == columns


def test_padding_lines_up_every_script() -> None:
    padded = [text.pad(value, 8) for value in ("plain", "中文", "שלום", FAMILY)]
    assert {text.width(value) for value in padded} == {8}


def test_figures_are_padded_before() -> None:
    assert text.pad("7", 3, right=True) == "  7"


@given(ANYTHING | HOSTILE, st.integers(1, 30))
def test_wrapping_loses_no_letter(value: str, columns: int) -> None:
    assert _letters("".join(text.wrap(value, columns))) == _letters(value)


@given(ANYTHING | HOSTILE, st.integers(2, 30))
def test_no_wrapped_line_is_wider_than_asked_but_for_one_character(value: str, columns: int) -> None:
    value = text.shown(value, newlines=True)
    assert all(text.width(line) <= columns or len(line) <= 7 for line in text.wrap(value, columns))


@pytest.mark.parametrize(
    ("value", "columns", "lines"),
    [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("", 10, [""]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("https://example.org/a/long/path", 14, ["https://", "example.org/a/", "long/path"]),
        ("ceasefirecorridor", 10, ["ceasefirec", "orridor"]),
        ("没有空格的中文。", 6, ["没有空", "格的中", "文。"]),
        (FAMILY * 3, 4, [FAMILY * 2, FAMILY]),
    ],
)
def test_lines_break_where_readers_expect(value: str, columns: int, lines: list[str]) -> None:
    assert text.wrap(value, columns) == lines


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (12, ["Round 2 ·", "held · r2"]),
        (8, ["Round", "2 ·", "held ·", "r2"]),
        (5, ["Round", "2 ·", "held", "r2"]),
    ],
)
def test_a_line_does_not_begin_with_what_separates_it_from_the_one_above(columns: int, lines: list[str]) -> None:
    assert text.wrap("Round 2 · held · r2", columns) == lines


def test_a_sign_that_is_explained_begins_its_line() -> None:
    assert text.wrap("+ several; · one without", 11) == ["+ several;", "· one", "without"]


def test_a_kept_range_is_never_broken() -> None:
    value = "held on 3 March 2022, verylongindeed"
    found = [value[start:end] for start, end in text.lines(value, 12, kept=[(8, 20)])]
    assert found == ["held on", "3 March 2022", ", verylongin", "deed"]


# How a name is found again


@pytest.mark.parametrize(
    ("value", "folded"),
    [
        ("Mykhailo Podolyak", "mykhailo podolyak"),
        ("cease-fire", "cease fire"),
        ("Çavuşoğlu", "cavusoglu"),
        ("Straße", "strasse"),
        ("L'Aquila", "laquila"),
        ("  Medinsky’s  (aide) ", "medinskys aide"),
        ("Володимир", "volodimir"),
        ("Łódź_2", "lodz 2"),
    ],
)
def test_names_fold_without_case_accents_or_script(value: str, folded: str) -> None:
    assert text.fold(value) == folded


@given(ANYTHING)
def test_folded_text_is_plain_words(value: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", text.fold(value))


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("ukrain", ["russia", "ukraine"], ["ukraine"]),
        ("pol", ["israel", "plo"], ["plo"]),
        ("Володимир", ["Volodymyr", "Viktor"], ["Volodymyr"]),
        ("medinskiy", ["Vladimir Medinsky", "Davyd Arakhamia"], ["Vladimir Medinsky"]),
        ("xyz", ["russia", "ukraine"], []),
        ("held", [], []),
    ],
)
def test_near_spellings_are_found(word: str, known: list[str], near: list[str]) -> None:
    assert text.nearest(word, known) == near


def test_the_nearest_comes_first_and_at_most_three() -> None:
    assert text.nearest("round", ["bound", "rounds", "sound", "found", "ground"], most=2) == ["rounds", "ground"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("ukrain", " (did you mean 'ukraine'?)"),
        ("rusia", " (did you mean 'russia' or 'prussia'?)"),
        ("xyz", ""),
    ],
)
def test_a_suggestion_is_ready_to_follow_a_message(word: str, hint: str) -> None:
    assert text.did_you_mean(word, ["ukraine", "prussia", "russia"]) == hint


# Words in a sentence


@pytest.mark.parametrize(("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert text.listed(words) == sentence


def test_numbers_agree_with_their_nouns() -> None:
    assert [text.counted(1, "round"), text.counted(2, "round"), text.counted(0, "party", "parties")] == [
        "1 round",
        "2 rounds",
        "0 parties",
    ]


def test_values_stand_in_the_order_in_which_a_reader_counts() -> None:
    listed = ["point 10", "point 2", "Point 1", "annex", "point 2 b", "point 2 a"]
    assert sorted(listed, key=text.natural) == ["annex", "Point 1", "point 2", "point 2 a", "point 2 b", "point 10"]
