"""The list of words that passphrases are drawn from and heads of histories are read aloud in."""

from functools import cache

from ..resources import resource


@cache
def word_list() -> tuple[str, ...]:
    """Give the words in their order, which numbers them."""
    return tuple(resource("words", "english.txt").read_text("utf-8").split())


@cache
def listed_words() -> frozenset[str]:
    """Give the same words to look one up."""
    return frozenset(word_list())
