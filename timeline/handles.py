"""What a handle leads to today, when the record, or one that it stands in or is called after, was put under another."""

from collections.abc import Mapping


def current(handle: str, former: Mapping[str, str]) -> str:
    """Return a handle as it is written today; one of which nothing was called otherwise before stays as it is.

    `former` leads from handles that have given way to those under which the records now stand. What begins with one goes
    along with it, and so does what is called after the code of a party or person, as delegations and delegates are.
    Whether the handle is still on record itself is for the caller to see first.
    """
    if not former:
        return handle
    first, *inner = _led_on(handle, former).split("/")
    return "/".join([first, *(_code(code, former) for code in inner)])


def _led_on(handle: str, former: Mapping[str, str]) -> str:
    """Return a handle with what it begins with led on, each former handle once."""
    begun, seen = handle, set[str]()
    while begun:
        if begun in former and begun not in seen:
            seen.add(begun)
            handle = begun = former[begun] + handle.removeprefix(begun)
        else:
            begun = begun.rpartition("/")[0]
    return handle


def _code(code: str, former: Mapping[str, str]) -> str:
    today = _led_on(code, former)
    return code if "/" in today else today
