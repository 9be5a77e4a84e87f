"""What a field's check found, in words: what is written, and what may be."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from timeline import text
from timeline.records import Said


def told(error: ValidationError, said: type[Said]) -> Iterator[tuple[str, str, str]]:
    """Tell each mistake: the field that it is in, the same with its place in a list counted from 1, and the sentence."""
    seen: set[str] = set()
    for found in error.errors(include_url=False):
        name, *inner = (str(part) for part in found["loc"]) if found["loc"] else ("",)
        at = f"{name}.{int(inner[0]) + 1}" if inner and inner[0].isdigit() else name
        if at not in seen:
            seen.add(at)
            yield name, at, _sentence(name, dict(found), said)


def _sentence(name: str, found: dict[str, Any], said: type[Said]) -> str:
    given = found["input"]
    tell = SENTENCES.get(found["type"])
    if tell is not None:
        return tell(given, found.get("ctx") or {})
    match found["type"]:
        case "missing":
            return f"is missing: {_description(said, name)}"
        case "extra_forbidden":
            return f"no field '{name}'{text.did_you_mean(name, set(said.model_fields) - OURS)}"
        case "string_pattern_mismatch":
            return _pattern(name, given)
        case "string_type" if isinstance(given, list | tuple):
            return "one value is wanted here, and this is a list"
        case _:
            return str(found["msg"])


def _none_of(given: object, context: dict[str, Any]) -> str:
    words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
    return f"'{given}' is none of {text.listed(words, 'or')}{text.did_you_mean(str(given), words)}"


def _out_of_range(given: object, context: dict[str, Any]) -> str:
    bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
    return f"'{given}' is out of range: {bound}"


def _not_whole(given: object, _context: dict[str, Any]) -> str:
    return f"'{given}' is not a whole number"


def _not_a_number(given: object, _context: dict[str, Any]) -> str:
    return f"'{given}' is not a number"


OURS = {"id", "process", "record", "number", "reading"}
"""Fields that follow from where something stands, and are not for files to give."""

SENTENCES: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "literal_error": _none_of,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "int_parsing": _not_whole,
    "int_type": _not_whole,
    "int_from_float": _not_whole,
    "float_parsing": _not_a_number,
    "float_type": _not_a_number,
    "finite_number": _not_a_number,
    "bool_parsing": lambda given, _: f"'{given}' is neither yes nor no",
    "bool_type": lambda given, _: f"'{given}' is neither yes nor no",
    "string_too_long": lambda _, context: f"is longer than {context['max_length']:,} characters: shorten it",
    "string_too_short": lambda _given, _context: "says nothing: give a text, or leave it out",
    "value_error": lambda _, context: str(context["error"]),
}
"""What each of pydantic's findings means to the one who wrote the file."""


def _description(said: type[Said], name: str) -> str:
    description = (said.model_fields[name].description or "").rstrip(".") if name in said.model_fields else ""
    return description[:1].lower() + description[1:]


def _pattern(name: str, given: object) -> str:
    value = str(given)
    found = text.unwanted(value)
    if found:
        return f"holds {found[1]}: take it out"
    if name in {"address", "archive"}:
        return f"'{value}' is not a web address: it starts with http:// or https:// and holds no space"
    return f"'{value}' is not a handle: use lower-case letters, digits, '-' and '.', as in 'humanitarian-corridors'"
