"""One file in several languages: an edition in each, on pages of its own, with the same numbers.

Readers of a briefing read one language; side by side, every column would be too narrow for tables,
and maps and charts would stand twice on a page or in one language alone. So each edition is whole,
with its own direction, bookmarks and list of sources. Keys of figures, numbers of sources and codes
are the same in both, so that one edition can be quoted against the other; pages are numbered
through.
"""

from collections.abc import Sequence
from dataclasses import replace

from .document import Document

__all__ = ["bound", "editions_of"]

_BOTH = "both"
_EDITIONS = {"en": "English", "ar": "العربية"}


def editions_of(language: str) -> tuple[str, ...]:
    """The languages that a briefing has an edition in, the first one first."""
    return tuple(_EDITIONS) if language == _BOTH else (language,)


def bound(editions: Sequence[Document]) -> Document:
    """Several editions as one file; a single one as it is."""
    if len(editions) < 2:
        return editions[0]
    first, *others = (replace(one, edition=_EDITIONS[one.language]) for one in editions)
    return replace(first, following=tuple(others))
