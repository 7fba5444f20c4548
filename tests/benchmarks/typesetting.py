"""The pages of a document of ours as a Typst source: the same words, tables, sizes and drawings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strikelog.briefing.bars import BarList
from strikelog.briefing.blocks import Boxed, Bullets, Heading, Tiles
from strikelog.briefing.columns import Balanced, SideBySide
from strikelog.briefing.composing import Block, PageBreak, Stack, Tagged
from strikelog.briefing.document import Document
from strikelog.briefing.drawn import Drawn
from strikelog.briefing.figure_marks import stripped
from strikelog.briefing.flowing import Words, words
from strikelog.briefing.styles import HEADINGS, Span
from strikelog.briefing.tables import Row, Table
from strikelog.drawing.shapes import Area, Disc, Line, Shape, Text

__all__ = ["typst_source"]

WIDTH = 505.28
_COLOUR = "navy"
_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": " ", "\r": " "})


def typst_source(document: Document) -> str:
    """Write a document as a Typst source; what a block is not known by fails."""
    head = (
        '#set page(paper: "a4", margin: (x: 45pt, top: 57pt, bottom: 54pt),'
        " footer: context [#text(7.5pt)[Page #counter(page).display() of"
        " #counter(page).final().first()]])\n"
        '#set text(font: ("Noto Sans", "Noto Sans Arabic"), size: 9pt, hyphenate: false)\n'
        "#set par(leading: 4pt, spacing: 6pt, justify: false)\n"
        "#set table(stroke: (bottom: 0.5pt + gray), inset: (x: 4.5pt, y: 3pt))\n"
    )
    return head + "\n".join(_blocks(document.blocks))


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(_blocks(blocks))


def _block(block: Block) -> Iterator[str]:
    for kind, write in _WRITERS.items():
        if isinstance(block, kind):
            yield write(block)
            return


def _words(block: Words) -> str:
    return "".join(map(_span, block.spans))


def _span(span: Span) -> str:
    style, text = span.style, _text(span.text)
    weight = ', weight: "semibold"' if style.weight > 400 else ""
    return f'#text({style.size}pt{weight}, fill: rgb("{style.colour}"), "{text}")'


def _text(text: str) -> str:
    return stripped(text).translate(_SIGNS)


def _table(table: Table) -> str:
    widths = ", ".join(
        f"{one.width}pt" if one.width else f"{one.share or 1}fr" for one in table.columns
    )
    heads = ", ".join(f"[{_words(words(one.heading))}]" for one in table.columns)
    rows = (row.cells if isinstance(row, Row) else row for row in table.rows)
    cells = (f"[{_words(words(cell, table.columns[at].style))}]" for row in rows
             for at, cell in enumerate(row))  # fmt: skip
    return f"#table(columns: ({widths},), table.header({heads}), {', '.join(cells)})"


def _tiles(tiles: Tiles) -> str:
    cells = (
        f'[#text(21pt, weight: "bold", "{_text(one.number)}") #linebreak()'
        f' #text(8.5pt, "{_text(one.label)}") #linebreak() #text(7.25pt, "{_text(one.note)}")]'
        for one in tiles.tiles
    )
    across = min(tiles.across, len(tiles.tiles))
    return f"#grid(columns: (1fr,) * {across}, gutter: 6pt, fill: luma(240), {', '.join(cells)})"


def _bars(bars: BarList) -> str:
    cells = (
        f'"{_text(row.name)}", box(width: {max(row.length, 0.01) * 100:.1f}%, height: 8pt,'
        f' fill: {_COLOUR}), "{_text(row.number)}"'
        for row in bars.rows
    )
    return f"#grid(columns: (1fr, 2fr, auto), gutter: 2.5pt, {', '.join(cells)})"


def _beside(block: SideBySide) -> str:
    shares = block.shares or [1.0] * len(block.columns)
    columns = (f"[{_joined(one)}]" for one in block.columns)
    widths = ", ".join(f"{share}fr" for share in shares)
    return f"#grid(columns: ({widths},), gutter: {block.gap}pt, {', '.join(columns)})"


def _drawn(block: Drawn) -> str:
    drawing = block.make(WIDTH, False)
    shapes = "\n".join(map(_shape, drawing.shapes))
    return f"#box(width: {drawing.width}pt, height: {drawing.height}pt)[{shapes}]"


def _shape(shape: Shape) -> str:
    if isinstance(shape, Text):
        x, y = shape.spot
        return f'#place(dx: {x:.2f}pt, dy: {y:.2f}pt, text({shape.size}pt, "{_text(shape.text)}"))'
    if isinstance(shape, Disc):
        x, y = (one - shape.radius for one in shape.spot)
        return f"#place(dx: {x:.2f}pt, dy: {y:.2f}pt, circle(radius: {shape.radius:.2f}pt))"
    first, *others = (f"({x:.2f}pt, {y:.2f}pt)" for x, y in shape.spots)
    path = "".join(f", curve.line({spot})" for spot in others)
    look = f"stroke: {shape.width}pt" if isinstance(shape, Line) else f"fill: {_COLOUR}"
    close = ", curve.close()" if isinstance(shape, Area) else ""
    return f"#place(curve({look}, curve.move({first}){path}{close}))"


def _heading(block: Heading) -> str:
    size = HEADINGS[block.level].size
    return f'#heading(level: {block.level}, text({size}pt, "{_text(block.text)}"))'


_WRITERS = {
    Stack: lambda block: _joined(block.blocks),
    Tagged: lambda block: _joined([block.block]),
    Words: lambda block: f"#par[{_words(block)}]",
    Heading: _heading,
    Bullets: lambda block: "\n".join(f"- {_words(words(item))}" for item in block.items),
    Table: _table,
    Tiles: _tiles,
    BarList: _bars,
    SideBySide: _beside,
    Balanced: lambda block: f"#columns({block.count})[{_joined(block.blocks)}]",
    Boxed: lambda block: f"#block(fill: luma(240), inset: 9pt)[{_joined(block.blocks)}]",
    Drawn: _drawn,
    PageBreak: lambda _: "#pagebreak(weak: true)",
}
"""What each kind of block is in Typst; kinds that leave no mark are left out."""
