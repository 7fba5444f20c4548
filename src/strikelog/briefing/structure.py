"""The tree of a tagged document as objects of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from .tags import Element, Marked, Pointed, Tags

__all__ = ["structure_objects", "text_string"]

_TABLE_HEAD = "/A<</O/Table/Scope/Column>>"
_LIST = "/A<</O/List/ListNumbering/Unordered>>"


def structure_objects(
    tags: Tags, *, root: int, first: int, pages: Sequence[int], links: Sequence[Element]
) -> Iterator[tuple[int, bytes]]:
    """Give the numbered objects of the tree; `first` is the first number that is free.

    `pages` are the numbers of the pages; `links` the elements of the annotations, in their order.
    """
    told = [tags.root]
    _gather(tags.root, told)
    number_of = {id(element): number for number, element in enumerate(told, start=first)}
    numbers = count(first + len(told))
    parents = _Parents(number_of, root)
    for number, element in enumerate(told, start=first):
        yield number, parents.entry(element, pages)
    lists = []
    for place, elements in enumerate(tags.pages):
        lists.append((place, next(numbers)))
        yield lists[-1][1], parents.listed(elements)
    tree = next(numbers)
    singles = [(len(pages) + at, number_of[id(one)]) for at, one in enumerate(links)]
    yield tree, _nums([*lists, *singles])
    yield root, _root(number_of[id(tags.root)], tree, len(pages) + len(links))


def _gather(element: Element, told: list[Element]) -> None:
    """Add the elements below one in the order of the text, without those that hold nothing."""
    for kid in element.kids:
        if isinstance(kid, Element) and kid.is_told:
            told.append(kid)
            _gather(kid, told)


class _Parents:
    """Writes elements that name each other by number."""

    def __init__(self, number_of: dict[int, int], root: int) -> None:
        self._number_of = number_of
        self._root = root

    def entry(self, element: Element, pages: Sequence[int]) -> bytes:
        parent = self._number_of[id(element.parent)] if element.parent else self._root
        kids = element.kids
        own = next((kid.page for kid in kids if isinstance(kid, Marked)), None)
        told = " ".join([said for kid in kids if (said := self._kid(kid, own, pages))])
        shown = f"/Pg {pages[own]} 0 R" if own is not None else ""
        body = f"<</S/{element.role}/P {parent} 0 R{shown}{_entries(element)}"
        return f"{body}/K[{told}]>>".encode("latin-1")

    def listed(self, elements: Iterable[Element]) -> bytes:
        """Give the parents of the marks of a page, in their order."""
        return f"[{' '.join(f'{self._number_of[id(one)]} 0 R' for one in elements)}]".encode()

    def _kid(self, kid: Element | Marked | Pointed, own: int | None, pages: Sequence[int]) -> str:
        if isinstance(kid, Element):
            # What holds nothing has no number.
            number = self._number_of.get(id(kid))
            return f"{number} 0 R" if number else ""
        if isinstance(kid, Pointed):
            return f"<</Type/OBJR/Obj {int(kid)} 0 R>>"
        if kid.page == own:
            return str(kid.number)
        return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>"


def _entries(element: Element) -> str:
    entries = element.entries
    said = "".join([f"/{key}{value}" for key, value in entries.items()]) if entries else ""
    if element.role == "TH":
        said += _TABLE_HEAD
    return said + _LIST if element.role == "L" else said


def _nums(pairs: Iterable[tuple[int, int]]) -> bytes:
    return f"<</Nums[{' '.join(f'{key} {number} 0 R' for key, number in pairs)}]>>".encode()


def _root(document: int, parents: int, after: int) -> bytes:
    entries = f"/K {document} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {after}"
    return f"<</Type/StructTreeRoot{entries}>>".encode()


def text_string(text: str) -> str:
    """Write a text as a PDF string of digits, which holds every script."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
