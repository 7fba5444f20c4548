"""One file in several languages: an edition in each, on pages of its own, with the same numbers.

Readers of a briefing read one language; side by side, every column would be too narrow for tables,
and maps and charts would stand twice on a page or in one language alone. So each edition is whole,
with its own direction, bookmarks and list of sources. Keys of figures, numbers of sources and codes
are the same in both, so that one edition can be quoted against the other; pages are numbered
through.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..domain.messages import LANGUAGE_NAMES
from .document import Document, page_count
from .speech import Sentence, tongue_of

__all__ = ["bound", "editions_of"]

_BOTH, _EDITIONS = "both", ("en", "ar")

_BEGINS = Sentence("English edition: page {page}", "النسخة العربية: صفحة {page}")
"""Where an edition begins, said to its own readers on the first page of the other."""


def editions_of(language: str) -> tuple[str, ...]:
    """The languages that a briefing has an edition in, the first one first."""
    return _EDITIONS if language == _BOTH else (language,)


def bound(editions: Sequence[Document]) -> Document:
    """Several editions as one file; a single one as it is."""
    if len(editions) < 2:
        return editions[0]
    named = [replace(one, edition=LANGUAGE_NAMES[one.language]) for one in editions]
    begins = [1 for _ in named]
    for place, one in enumerate(named[:-1]):
        pages = page_count(_pointing(one, named, begins))
        begins[place + 1] = begins[place] + pages
    first, *others = (_pointing(one, named, begins) for one in named)
    return replace(first, following=tuple(others))


def _pointing(edition: Document, every: Sequence[Document], begins: Sequence[int]) -> Document:
    """An edition with the beginnings of the others beside its title, where nothing else stands."""
    if edition.masthead is None or edition.masthead.other:
        return edition
    said = [
        tongue_of(other.language).say(_BEGINS, page=str(page))
        for other, page in zip(every, begins, strict=True)
        if other.language != edition.language
    ]
    return replace(edition, masthead=replace(edition.masthead, other="  ·  ".join(said)))
