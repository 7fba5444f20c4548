"""What the marks of a page mean to readers who do not see it: a tree of headings, texts, tables.

Blocks open elements while they paint. Marks outside of any are furniture and told as such. The
operators that begin and end marked content are given only where the element changes.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Element", "Tags"]

_INLINE = frozenset({"P", "H1", "H2", "H3", "H4", "TH", "TD", "LBody", "Lbl", "Caption", "Span"})
"""Elements that hold text themselves; paragraphs in them need no element of their own."""

_HOLDING_TEXT = _INLINE | {"Link", "Figure"}
_KEPT_EMPTY = frozenset({"TH", "TD", "LBody", "Document"})
_DEEPEST_HEADING = 4

ARTIFACT = "/Artifact BMC\n"
END = "EMC\n"


class Element:
    """A part of the document; kids are elements, marks on pages, and places to point at."""

    __slots__ = ("entries", "key", "kids", "parent", "role")

    def __init__(self, role: str, parent: Element | None) -> None:
        self.role = role
        self.parent = parent
        self.kids: list[Element | Marked | Pointed] = []
        self.key: object = None
        self.entries: Mapping[str, str] = {}

    @property
    def is_told(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self.kids) or self.role in _KEPT_EMPTY


class Marked(int):
    """A stretch of marked content: the page in the upper bits, its number there in the lower."""

    __slots__ = ()

    @classmethod
    def at(cls, page: int, number: int) -> Marked:
        """The stretch of a number on a page."""
        return cls(page << 20 | number)

    @property
    def page(self) -> int:
        """The page, counted from nought."""
        return self >> 20

    @property
    def number(self) -> int:
        """The number on its page."""
        return self & 0xFFFFF


class Pointed(int):
    """The number of the object of an annotation."""

    __slots__ = ()


class Tags:
    """Grows the tree of one document, page by page."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self.pages: list[list[Element]] = []
        self._page: list[Element] = []
        self._at = self.root
        self._marked: Element | None = None
        self._is_artifact = False
        self._outside = 0
        self._heading = 0
        self._is_resumed = False

    # -- the tree ----------------------------------------------------------------------------

    def open(self, role: str, key: object = None, entries: Mapping[str, str] | None = None) -> bool:
        """Open an element, or go on with the one before of the same key; False when none is needed.

        Text within what holds text already needs none.
        """
        at = self._at
        if self._outside or (role == "P" and at.role in _INLINE):
            return False
        if role == "H1":
            self._heading = 1
        last = at.kids[-1] if at.kids else None
        if key is not None and (known := self._known(role, key, at, last)):
            self._at = known
            return True
        if role == "TR":
            self._is_resumed = False
        if isinstance(last, Element) and role != "TD":
            last.key = None
        self._at = made = Element(role, at)
        made.key = key
        if entries:
            made.entries = entries
        at.kids.append(made)
        return True

    def _known(
        self, role: str, key: object, at: Element, last: Element | Marked | Pointed | None
    ) -> Element | None:
        """Give the element that goes on: the last of its kind, or any cell of a row cut in two."""
        if isinstance(last, Element) and last.key is key:
            self._is_resumed = role == "TR" or self._is_resumed
            return last
        if role != "TD" or not self._is_resumed:
            return None
        cells = (one for one in at.kids if isinstance(one, Element) and one.key is key)
        return next(cells, None)

    def close(self) -> None:
        """Go back to the element around the open one."""
        self._at = self._at.parent or self.root

    def heading(self, level: int) -> str:
        """Give the role of a heading; a level that would be left out is not."""
        self._heading = min(level, self._heading + 1, _DEEPEST_HEADING)
        return f"H{self._heading}"

    def point(self, number: int) -> Element:
        """Put an annotation into the open element, and give that."""
        self._at.kids.append(Pointed(number))
        return self._at

    def leave(self, *, outside: bool) -> None:
        """Begin or end what is no part of the text, such as the lines at the foot of a page."""
        self._outside += 1 if outside else -1

    # -- marks -------------------------------------------------------------------------------

    def for_text(self) -> str:
        """Give the operators before text."""
        if self._outside:
            return self._as_artifact()
        at = self._at
        if at.role not in _HOLDING_TEXT:
            at = self._loose(at)
        return "" if at is self._marked else self._begun(at)

    def for_shape(self) -> str:
        """Give the operators before a surface or line; those of a figure belong to it."""
        if self._at.role == "Figure" and not self._outside:
            return self.for_text()
        return self._as_artifact()

    def end_page(self) -> str:
        """Give what ends the page's last marked content, and turn the page."""
        ended = self._ended()
        self.pages.append(self._page)
        self._page = []
        return ended

    def end_foot(self) -> str:
        """Give what ends furniture that is put on an earlier page; it adds nothing to the tree."""
        return self._ended()

    def begin_part(self, language: str) -> None:
        """Begin a part of the document in a language of its own."""
        self._at, self._heading = self.root, 0
        self.open("Sect", entries={"Lang": f"({language})"})

    def _loose(self, at: Element) -> Element:
        """Give a paragraph for text that nobody opened one for."""
        last = at.kids[-1] if at.kids else None
        if isinstance(last, Element) and last is self._marked and last.role == "P":
            return last
        made = Element("P", at)
        at.kids.append(made)
        return made

    def _begun(self, element: Element) -> str:
        ended, number = self._ended(), len(self._page)
        self._marked = element
        self._page.append(element)
        element.kids.append(Marked.at(len(self.pages), number))
        return f"{ended}/{element.role} <</MCID {number}>> BDC\n"

    def _as_artifact(self) -> str:
        if self._is_artifact:
            return ""
        ended = self._ended()
        self._is_artifact = True
        return ended + ARTIFACT

    def _ended(self) -> str:
        is_open = self._is_artifact or self._marked is not None
        self._is_artifact, self._marked = False, None
        return END if is_open else ""
