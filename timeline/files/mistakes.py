"""What a field's check found, in words: what is written, and what may be."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from timeline import text
from timeline.records import Said


def told(error: ValidationError, said: type[Said]) -> Iterator[tuple[str, str]]:
    """Tell each mistake with the field that it is in."""
    seen: set[str] = set()
    for found in error.errors(include_url=False):
        name = str(found["loc"][0]) if found["loc"] else ""
        if name in seen:
            continue
        seen.add(name)
        yield name, _sentence(name, dict(found), said)


def _sentence(name: str, found: dict[str, Any], said: type[Said]) -> str:
    context = found.get("ctx") or {}
    given = found["input"]
    match found["type"]:
        case "missing":
            return f"'{name}' is missing: {_description(said, name)}"
        case "extra_forbidden":
            near = text.did_you_mean(name, said.model_fields)
            return f"no field '{name}'{near}"
        case "literal_error":
            words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
            near = text.did_you_mean(str(given), words)
            return f"'{given}' is none of {text.listed(words, 'or')}{near}"
        case "string_pattern_mismatch":
            return _pattern(name, given)
        case "string_too_long":
            return f"is longer than {context['max_length']} characters: shorten it"
        case "string_too_short":
            return "says nothing: give a text, or leave it out"
        case "value_error":
            return str(context.get("error", found["msg"]))
        case "int_parsing" | "int_type" | "int_from_float":
            return f"'{given}' is not a whole number"
        case "float_parsing" | "float_type":
            return f"'{given}' is not a number"
        case "greater_than_equal" | "less_than_equal":
            sign = "at least" if "ge" in context else "at most"
            return f"'{given}' is out of range: {sign} {context.get('ge', context.get('le')):g}"
        case "bool_parsing" | "bool_type":
            return f"'{given}' is neither yes nor no"
        case "string_type" if isinstance(given, list | tuple):
            return "one value is wanted here, and this is a list"
        case _:
            return str(found["msg"])


def _description(said: type[Said], name: str) -> str:
    return (said.model_fields[name].description or "").rstrip(".") if name in said.model_fields else ""


def _pattern(name: str, given: object) -> str:
    value = str(given)
    found = text.unwanted(value)
    if found:
        return f"holds {found[1]}: take it out"
    if name in {"address", "archive"}:
        return f"'{value}' is not a web address: it starts with http:// or https:// and holds no space"
    return f"'{value}' is not a handle: use lower-case letters, digits, '-' and '.', as in 'humanitarian-corridors'"
