"""What was typed after a command, as a data file would say it: `status=held`, `--date 2022-03-03`, `cite={source: tass}`."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline import records, text
from timeline.files import grammar, yaml
from timeline.files.yaml import Mapping, Node, Scalar, Sequence
from timeline.problems import Misused, Place

NOWHERE = Place("", 1, 1)
NAMES = ("aliases", "formerly")
"""Fields of several texts, which may hold commas themselves: semicolons stand between them."""
SIGNS = ("+=", "-=", "=")


class Given(NamedTuple):
    """One field as it was given: set (`=`), with one more value (`+=`) or one less (`-=`)."""

    key: str
    sign: str
    value: str


def split(words: list[str]) -> tuple[str | None, list[str]]:
    """Return the handle that stands first among words, if one does, and the others."""
    if words and "=" not in words[0] and not words[0].startswith("-"):
        return words[0], words[1:]
    return None, words


def given(words: Iterable[str]) -> list[Given]:
    """Return the fields among words; raises Misused for a word that is none."""
    found: list[Given] = []
    coming = iter(words)
    for word in coming:
        if word.startswith("--") and "=" not in word:
            value = next(coming, None)
            if value is None:
                raise Misused(f"'{word}' wants a value", f"Write {word} VALUE.")
            found.append(Given(_key(word[2:]), "=", value))
        else:
            found.append(_one(word))
    return found


def _one(word: str) -> Given:
    plain = word.removeprefix("--")
    sign = min((sign for sign in SIGNS if sign in plain), key=plain.index, default="")
    key, _, value = plain.partition(sign or "=")
    if not sign or not key.strip():
        raise Misused(f"'{word}' is no field", "Write it as field=value, as in status=held.")
    return Given(_key(key.strip()), sign, value)


def _key(written: str) -> str:
    """Return a field's name; what stands behind a point is a name of the user's own."""
    name, point, inner = written.partition(".")
    return name.replace("-", "_") + point + inner


def node(kind: str, field: Given) -> Node:
    """Return the value of a field as a data file would hold it: braces and brackets only where a field holds more than a text."""
    name, value = field.key.partition(".")[0], field.value
    if name in structured(kind) and value.lstrip()[:1] in {"{", "["}:
        tree, problems = yaml.compose(value, f"'{field.key}'")
        if problems or tree is None:
            raise Misused(f"{field.key}: {problems[0].message}" if problems else f"{field.key} says nothing", "Write it as in a data file.")
        return tree
    mark = "," if name in several(kind) else ";" if name in NAMES else ""
    if mark and mark in value:
        return Sequence([_scalar(part.strip()) for part in value.split(mark) if part.strip()], NOWHERE)
    return _scalar(value)


def _scalar(value: str) -> Scalar:
    return Scalar(value, NOWHERE, plain=True)


def structured(kind: str) -> set[str]:
    """Return the keys of a kind of record that hold parts, or several fields together."""
    return {*grammar.LAST, *grammar.PARTS_OF.get(kind, ()), *grammar.NESTED.get(kind, ())}


def several(kind: str) -> set[str]:
    """Return the keys of a kind of record that may hold several words or handles, with commas between."""
    fields = records.KINDS[kind].model_fields
    renamed = grammar.RENAMED.get(kind, {})
    held = {name for name, field in fields.items() if field.default == () and name not in NAMES}
    return held | {short for short, name in renamed.items() if name in held} | {"cite"}


def mapping(kind: str, fields: Iterable[Given], before: Mapping) -> Mapping:
    """Return the fields of a record with those that were given set, added to or emptied; comments stay with their keys."""
    keys = {_own(kind, key.text): key for key, _ in before.pairs}
    values = {_own(kind, key.text): value for key, value in before.pairs}
    for field in fields:
        name, _, inner = field.key.partition(".")
        key = _own(kind, name)
        if inner:
            held = values.get(key)
            within = held if isinstance(held, Mapping) else Mapping([], NOWHERE)
            values[key] = mapping(kind, [field._replace(key=inner)], within)
        else:
            _set(values, key, node(kind, field), field)
    pairs = [(keys.get(key) or _scalar(key), value) for key, value in values.items() if not _empty(value)]
    return Mapping(pairs, NOWHERE, before.remarks)


def _own(kind: str, key: str) -> str:
    return grammar.RENAMED.get(kind, {}).get(key, key)


def _empty(value: Node) -> bool:
    return (isinstance(value, Scalar) and value.empty) or (isinstance(value, Mapping | Sequence) and not any(_inside(value)))


def _inside(value: Mapping | Sequence) -> Iterator[object]:
    yield from value.pairs if isinstance(value, Mapping) else value.items


def _set(pairs: dict[str, Node], key: str, value: Node, field: Given) -> None:
    if field.sign == "=":
        pairs[key] = value
        return
    held = listed(pairs.get(key))
    if field.sign == "+=":
        pairs[key] = Sequence([*held, *listed(value)], NOWHERE)
        return
    gone = [_said(item) for item in listed(value)]
    missing = [said for said in gone if said not in [_said(item) for item in held]]
    if missing:
        there = text.listed([f"'{_said(item)}'" for item in held]) or "nothing"
        raise Misused(f"{field.key} does not hold '{missing[0]}'", f"It holds {there}.")
    pairs[key] = Sequence([item for item in held if _said(item) not in gone], NOWHERE)


def listed(value: Node | None) -> list[Node]:
    """Return the values that a key holds: those of a list, or the one that stands alone."""
    if value is None:
        return []
    return list(value.items) if isinstance(value, Sequence) else [value]


def _said(value: Node) -> str:
    """Return what a value of a list says; of a mapping, what its first key does."""
    if isinstance(value, Mapping):
        return _said(value.pairs[0][1]) if value.pairs else ""
    return value.text if isinstance(value, Scalar) else ""
