"""Drawings that leave the window: one on a page of its own, as vectors with text that is text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..domain.messages import is_right_to_left
from ..drawing.axes import Measure
from ..drawing.shapes import Drawing

Make = Callable[[float, Measure], Drawing]
"""Lays a drawing out for a width in points and the letters it will be written with."""


def save_as_pdf(target: Path, make: Make, *, title: str, note: str, language: str) -> None:
    """Write a drawing as a PDF page with its title above and a note below.

    Raises DocumentNotSaved where the folder or disk does not take it.
    """
    from ..briefing.composing import Block
    from ..briefing.document import Document, write_document
    from ..briefing.drawn import Drawn, measure
    from ..briefing.flowing import words
    from ..briefing.styles import HEADINGS, SMALL

    blocks: list[Block] = [
        words(title, HEADINGS[1]),
        Drawn(lambda width, _rtl: make(width, measure)),
        words(note, SMALL),
    ]
    document = Document(title, blocks, language=language, rtl=is_right_to_left(language))
    write_document(target, document)
