"""Sentences with their sources as paragraphs: raised numbers that lead to the list of sources."""

from collections.abc import Iterable, Sequence

from ..flowing import Words
from ..speech import Said
from ..styles import BODY, RUST, Span, TextStyle

__all__ = ["cite_spans", "numbers_cell", "paragraph", "source_anchor"]

_MOST_NUMBERS = 6


def source_anchor(number: int) -> str:
    """Where a source stands in the list."""
    return f"source-{number}"


def paragraph(sentences: Iterable[Said], style: TextStyle = BODY, *, after: float = 4.0) -> Words:
    """Sentences one after the other."""
    return Words(tuple(_spans(sentences, style)), after=after)


def _spans(sentences: Iterable[Said], style: TextStyle) -> Iterable[Span]:
    for place, said in enumerate(sentences):
        text = f" {said.text}" if place else said.text
        yield Span(text, style.bold() if said.strong else style)
        yield from cite_spans(said.cites, style)


def cite_spans(numbers: Sequence[int], style: TextStyle) -> Iterable[Span]:
    """Raised source numbers; many are cut, since the list of sources has them all."""
    raised = style.coloured(RUST).raised()
    for place, number in enumerate(numbers[:_MOST_NUMBERS]):
        if place:
            yield Span(",", raised)
        yield Span(str(number), raised.linked(f"#{source_anchor(number)}"))
    if len(numbers) > _MOST_NUMBERS:
        yield Span(f" +{len(numbers) - _MOST_NUMBERS}", raised)


def numbers_cell(
    numbers: Sequence[int], style: TextStyle, *, most: int = _MOST_NUMBERS
) -> list[Span]:
    """Source numbers in a table cell."""
    spans = []
    for place, number in enumerate(numbers[:most]):
        comma = ", " if place else ""
        spans.append(
            Span(f"{comma}{number}", style.coloured(RUST).linked(f"#{source_anchor(number)}"))
        )
    if len(numbers) > most:
        spans.append(Span(f" +{len(numbers) - most}", style))
    return spans or [Span("–", style)]
