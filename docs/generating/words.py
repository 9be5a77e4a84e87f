"""The page of words."""

from collections.abc import Iterator

from generating import markdown
from timeline import vocabulary


def page() -> str:
    """Return the page of words."""
    return markdown.page("The words", "A field that takes a word takes one of these, written as here.", _vocabulary())


def _vocabulary() -> Iterator[str]:
    for words in vocabulary.ALL:
        yield from markdown.heading(words.name)
        yield from (words.meaning, "")
        yield from markdown.table(("word", "meaning"), *((f"`{word}`", words[word]) for word in words))
