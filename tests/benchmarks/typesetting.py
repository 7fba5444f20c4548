"""The pages of a document of ours as a Typst source, so that both set the same.

The same words in the same sizes and colours, tables, links, drawings with what is said of them,
masthead and running lines; what a block is not known by fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from strikelog.briefing.bars import BarList
from strikelog.briefing.blocks import Boxed, Bullets, Heading, Tiles
from strikelog.briefing.columns import Balanced, SideBySide
from strikelog.briefing.composing import Block, PageBreak, Stack, Tagged
from strikelog.briefing.document import Document
from strikelog.briefing.drawn import Drawn
from strikelog.briefing.figure_marks import stripped
from strikelog.briefing.flowing import Words, words
from strikelog.briefing.furniture import Frame
from strikelog.briefing.styles import CELL_HEAD, HEADINGS, Span
from strikelog.briefing.tables import Row, Table
from strikelog.drawing.shapes import Drawing

from .typesetting_shapes import drawn, text_of

__all__ = ["MadeDrawing", "typst_source", "with_drawings_made"]


@dataclass(frozen=True)
class MadeDrawing:
    """A drawing made for the whole width, so that pages can be set without the vault behind it."""

    drawing: Drawing

    def __call__(self, _width: float, _mirrored: bool) -> Drawing:
        """Give the drawing."""
        return self.drawing


def with_drawings_made(document: Document) -> Document:
    """Give a document whose drawings are made; all of them must be as wide as the text."""
    return replace(document, blocks=[_held(one, document) for one in document.blocks])


def _held(block: Block, document: Document) -> Block:
    """Make the drawings within a block."""
    if isinstance(block, Drawn):
        width = Frame(*document.paper.value).inner
        return replace(block, make=MadeDrawing(block.make(width, document.rtl)))
    if isinstance(block, Stack | Boxed):
        return replace(block, blocks=[_held(one, document) for one in block.blocks])
    return block


# -- the source ------------------------------------------------------------------------------


def typst_source(document: Document) -> str:
    """Write a document as a Typst source."""
    return _Source(frozenset(_anchors(document.blocks))).whole(document)


def _anchors(inside: object) -> Iterator[str]:
    """Give the names of all places within blocks."""
    if isinstance(inside, list | tuple):
        for one in inside:
            yield from _anchors(one)
    elif is_dataclass(inside) and not isinstance(inside, type | Span):
        yield from filter(None, [getattr(inside, "anchor", "")])
        for one in fields(inside):
            yield from _anchors(getattr(inside, one.name))


class _Source:
    """Writes blocks; a name that stands twice is set once, as in our own file."""

    def __init__(self, anchors: frozenset[str]) -> None:
        self._anchors = anchors
        self._set: set[str] = set()
        self._writers: dict[type, Callable[..., str]] = {
            Stack: lambda block: self._joined(block.blocks),
            Tagged: lambda block: self._joined([block.block]),
            Words: lambda block: f"#par[{self._words(block)}]{self._named(block.anchor)}",
            Heading: self._heading,
            Bullets: self._bullets,
            Table: self._table,
            Tiles: self._tiles,
            BarList: self._bars,
            SideBySide: self._beside,
            Balanced: self._balanced,
            Boxed: self._boxed,
            Drawn: lambda block: drawn(block.make.drawing),
            PageBreak: lambda _: "#pagebreak(weak: true)",
        }

    def whole(self, document: Document) -> str:
        """Write the whole source: what stands on every page, the masthead, the text."""
        masthead, running = document.masthead, document.running
        head = _HEAD.format(
            title=text_of(document.title),
            head=text_of(running.head),
            foot=text_of(running.foot),
            chip=_chip(document),
        )
        band = "" if masthead is None else _BAND.format(
            kicker=text_of(masthead.kicker),
            title=text_of(masthead.title),
            subtitle=text_of(masthead.subtitle),
            chip=_chip(document),
        )  # fmt: skip
        return "\n\n".join([head + band, *map(self._block, document.blocks)])

    def _joined(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        return self._writers[type(block)](block)

    def _named(self, anchor: str) -> str:
        if not anchor or anchor in self._set:
            return ""
        self._set.add(anchor)
        return f" <{anchor}>"

    def _words(self, block: Words) -> str:
        return "".join(map(self._span, block.spans))

    def _span(self, span: Span) -> str:
        style = span.style
        weight = f", weight: {style.weight}" if style.weight > 400 else ""
        rise = f", baseline: {-style.rise:.2f}pt" if style.rise else ""
        look = f'{style.size:g}pt{weight}{rise}, fill: rgb("{style.colour}")'
        made = f'#text({look}, "{text_of(stripped(span.text))}")'
        if style.link.startswith("#"):
            return f"#link(<{style.link[1:]}>)[{made}]" if style.link[1:] in self._anchors else made
        return f'#link("{style.link}")[{made}]' if style.link else made

    def _heading(self, block: Heading) -> str:
        style = HEADINGS[block.level]
        look = f'{style.size:g}pt, weight: {style.weight}, fill: rgb("{style.colour}")'
        made = f'#heading(level: {block.level}, text({look}, "{text_of(block.text)}"))'
        return f"{made}{self._named(block.anchor)}"

    def _bullets(self, block: Bullets) -> str:
        sign = "+" if block.numbered else "-"
        return "\n".join(f"{sign} {self._words(words(item))}" for item in block.items)

    def _table(self, table: Table) -> str:
        widths = ", ".join(
            f"{one.width}pt" if one.width else f"{one.share or 1}fr" for one in table.columns
        )
        heads = ", ".join(
            f"[{self._words(words(one.heading, CELL_HEAD))}]" for one in table.columns
        )
        cells = ", ".join(map(self._row, table.rows, [table] * len(table.rows)))
        return f"#ledger(({widths},), table.header({heads}), {cells})"

    def _row(self, row: Row | Sequence[object], table: Table) -> str:
        cells, anchor = (row.cells, row.anchor) if isinstance(row, Row) else (row, "")
        told = [
            self._words(words(cell, column.style))  # type: ignore[arg-type]
            for cell, column in zip(cells, table.columns, strict=True)
        ]
        if name := self._named(anchor):
            told[0] += f"#metadata(none){name}"
        return ", ".join(f"[{one}]" for one in told)

    def _tiles(self, tiles: Tiles) -> str:
        cells = (
            f'tile({str(one.marked).lower()}, "{text_of(one.number)}", "{text_of(one.label)}",'
            f' "{text_of(one.note)}")'
            for one in tiles.tiles
        )
        across = min(tiles.across, len(tiles.tiles))
        return f"#grid(columns: (1fr,) * {across}, gutter: 6pt, {', '.join(cells)})"

    def _bars(self, bars: BarList) -> str:
        colour = "rust" if bars.marked else "navy"
        cells = (
            f'text(8pt, "{text_of(row.name)}"), bar({max(row.length, 0.01) * 100:.1f}%, {colour}),'
            f' text(8pt, weight: 600, "{text_of(row.number)}")'
            for row in bars.rows
        )
        return f"#grid(columns: (auto, 1fr, auto), gutter: 2.5pt, {', '.join(cells)})"

    def _beside(self, block: SideBySide) -> str:
        shares = block.shares or [1.0] * len(block.columns)
        columns = (f"[{self._joined(one)}]" for one in block.columns)
        widths = ", ".join(f"{share}fr" for share in shares)
        return f"#grid(columns: ({widths},), gutter: {block.gap}pt, {', '.join(columns)})"

    def _balanced(self, block: Balanced) -> str:
        """Deal the blocks out; columns of Typst's own are filled one after the other."""
        each = -(-len(block.blocks) // block.count)
        parts = [block.blocks[at : at + each] for at in range(0, len(block.blocks), each)]
        return self._beside(SideBySide(parts, gap=block.gap))

    def _boxed(self, block: Boxed) -> str:
        look = f'fill: rgb("{block.tint}"), stroke: (left: 2.5pt + rgb("{block.rule}"))'
        return f"#block({look}, inset: 9pt)[{self._joined(block.blocks)}]"


def _chip(document: Document) -> str:
    tlp = document.running.tlp
    return f'chip("{tlp.label}", rgb("{tlp.colour}"))' if tlp else "none"


_HEAD = """#let navy = rgb("#16324F")
#let rust = rgb("#B5402B")
#let quiet = rgb("#5A6673")
#let hair = 0.5pt + rgb("#D3D9DF")
#let mist = rgb("#F2F4F7")
#let chip(label, colour) = box(fill: black, radius: 1.5pt, inset: (x: 6pt, y: 4.5pt),
  text(12pt, weight: 700, fill: colour, label))
#let tile(marked, number, label, note) = block(width: 100%, inset: (left: 9pt, rest: 6pt),
  fill: if marked {{ rgb("#FBEBE7") }} else {{ mist }},
  stroke: (left: 2.5pt + if marked {{ rust }} else {{ navy }}), radius: 2pt)[
  #text(21pt, weight: 700, fill: if marked {{ rust }} else {{ navy }}, number) #linebreak()
  #text(8.5pt, weight: 600, label) #linebreak() #text(7.25pt, fill: quiet, note)]
#let bar(length, colour) = box(width: 100%, height: 8pt, fill: mist,
  place(rect(width: length, height: 8pt, fill: colour)))
#let ledger(widths, ..cells) = table(columns: widths, stroke: (bottom: hair, rest: none),
  inset: (x: 4.5pt, y: 4.5pt),
  fill: (_, y) => if y == 0 {{ navy }} else if calc.even(y) {{ rgb("#F8F9FB") }}, ..cells)
#set document(title: "{title}")
#set page(paper: "a4", margin: (x: 45pt, top: 57pt, bottom: 54pt),
  header: context if here().page() > 1 [
    #set text(7.5pt, fill: quiet)
    #grid(columns: (1fr, auto), align: horizon, "{head}", {chip})
    #line(length: 100%, stroke: hair)],
  footer: context [
    #set text(7.5pt, fill: quiet)
    #line(length: 100%, stroke: hair)
    #grid(columns: (1fr, auto, auto), gutter: 12pt, align: horizon, "{foot}",
      [Page #here().page() of #counter(page).final().first()], {chip})])
#set text(font: ("Noto Sans", "Noto Sans Arabic"), size: 9pt, fill: rgb("#1B2733"),
  hyphenate: false, lang: "en")
#set par(leading: 5.2pt, spacing: 8pt, justify: false)
#show heading.where(level: 1): it => pad(left: 9pt,
  block(above: 18pt, below: 8pt,
    place(dx: -9pt, rect(width: 3pt, height: 13pt, fill: rust)) + it.body))

"""

_BAND = """#place(top, scope: "parent", float: true, clearance: 12pt, move(dx: -45pt, dy: -57pt,
  block(width: 595.28pt, fill: navy, stroke: (bottom: 3pt + rust), inset: (x: 45pt, y: 18pt))[
    #set text(fill: white)
    #grid(columns: (1fr, auto), text(8pt, weight: 600, fill: rgb("#B9C6D3"), "{kicker}"), {chip})
    #text(21pt, weight: 700, "{title}")

    #text(9pt, fill: rgb("#DCE4EC"), "{subtitle}")]))
#v(-30pt)

"""
