"""What a pen tells of the meaning of its marks: headings, paragraphs, pictures, furniture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from .structure import text_string
from .tags import Tags

__all__ = ["Meaning"]


class Meaning:
    """The part of a pen that opens and closes the elements of the text."""

    _tags: Tags | None = None
    """Where the elements grow; None where nobody reads them."""

    def open(self, role: str, key: object = None, entries: Mapping[str, str] | None = None) -> bool:
        """Open an element of the text, or go on with the one of the same key; see `close`."""
        return self._tags is not None and self._tags.open(role, key, entries)

    def close(self) -> None:
        """Close what was opened; for those whose opening was true alone."""
        if self._tags:
            self._tags.close()

    @contextmanager
    def element(self, role: str, key: object = None) -> Iterator[None]:
        """What is drawn is one element of the text."""
        is_open = self.open(role, key)
        yield
        if is_open:
            self.close()

    @contextmanager
    def heading(self, level: int) -> Iterator[None]:
        """What is drawn is a heading; levels follow each other without a gap."""
        with self.element(self._tags.heading(level) if self._tags else ""):
            yield

    @contextmanager
    def figure(self, alt: str, box: tuple[float, float, float, float]) -> Iterator[None]:
        """What is drawn within a box is a picture, with words for those who do not see it."""
        corners = " ".join(f"{one:.2f}" for one in (*box[:2], box[0] + box[2], box[1] + box[3]))
        layout = f"<</O/Layout/Placement/Block/BBox[{corners}]>>"
        is_open = self.open("Figure", entries={"Alt": text_string(alt), "A": layout})
        if is_open:
            self._emit(self._before_shape())
        yield
        if is_open:
            self.close()

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """What is drawn is no part of the text, such as a line that stands on every page."""
        if self._tags:
            self._tags.leave(outside=True)
        yield
        if self._tags:
            self._tags.leave(outside=False)

    def _before_text(self) -> str:
        return self._tags.for_text() if self._tags else ""

    def _before_shape(self) -> str:
        return self._tags.for_shape() if self._tags else ""

    def _emit(self, code: str) -> None:
        """Put operators on the page."""
