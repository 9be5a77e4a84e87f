"""Addresses that are safe to link."""

import re
from urllib.parse import quote

_LINKED = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_SAFE = "!#$%&'()*+,-./:;=?@_~[]"


def safe(address: str) -> str:
    """Return an address of the web or of mail in a form that no format takes for markup, or nothing."""
    if not _LINKED.fullmatch(address):
        return ""
    return quote(address, safe=_SAFE, errors="backslashreplace")
