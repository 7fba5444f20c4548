"""How a document embeds a face: only the glyphs used, numbered anew, each with its letters.

ReportLab's own TrueType fonts count characters, not glyphs, so shaped text would leave private
codes in the text layer. This class offers the few attributes ReportLab asks of a font it embeds
late, and writes a composite font with a complete /ToUnicode table.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from .fonts import Face
from .shaping import Shaped

__all__ = ["EmbeddedFace"]

_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "STAT", "DSIG", "gasp")
_SYMBOLIC = 4
_BLOCK = 100


class Stroke(NamedTuple):
    """Part of a PDF text array, and how far above the baseline it stands (font units)."""

    rise: int
    array: str


class EmbeddedFace:
    """The glyphs of a face that one document uses, in order of first use."""

    def __init__(self, face: Face, document: pdfdoc.PDFDocument, internal_name: str) -> None:
        self.fontName = face.name
        self.internal_name = internal_name
        self._face = face
        self._numbers: dict[tuple[int, str, int], int] = {(0, "", face.advance(0)): 0}
        self._codes: dict[tuple[int, str, int], str] = {}
        self._strokes: dict[Shaped, tuple[Stroke, ...]] = {}
        self.is_plain = True
        document.delayedFonts.append(self)

    def strokes(self, shaped: Shaped) -> tuple[Stroke, ...]:
        """The text arrays that draw a piece; remembered, since words repeat."""
        known = self._strokes.get(shaped)
        if known is None:
            known = self._strokes[shaped] = tuple(self._encode(shaped))
        return known

    def _encode(self, shaped: Shaped) -> list[Stroke]:
        strokes: list[Stroke] = []
        codes, parts, height = "", list[str](), 0
        for number, letters, width, before, after, rise in shaped.glyphs:
            if rise != height or before:
                parts, codes = _closed(parts, codes), ""
            if rise != height:
                if parts:
                    strokes.append(Stroke(height, "".join(parts)))
                parts, height = [], rise
            if before:
                parts.append(f" {-before} ")
            codes += self._codes.get((number, letters, width)) or self._code(number, letters, width)
            if after:
                parts, codes = [*_closed(parts, codes), f" {-after} "], ""
        strokes.append(Stroke(height, "".join(_closed(parts, codes))))
        return strokes

    def _code(self, glyph: int, letters: str, width: int) -> str:
        """Give a glyph its number in this document, as it is written in text arrays."""
        if not glyph or not letters or width != self._face.advance(glyph):
            # Not what PDF/UA asks for: no picture, no letter, or a width the font does not have.
            self.is_plain = False
        key = glyph, letters, width
        number = self._numbers.setdefault(key, len(self._numbers))
        self._codes[key] = code = f"{number:04X}"
        return code

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the font into the document; ReportLab calls this once, when saving."""
        kept = _Subset(self._face, [glyph for glyph, _, _ in self._numbers])
        base = pdfdoc.PDFName(f"{kept.tag}+{self._face.name}")
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": _system_info(),
                "FontDescriptor": doc.Reference(_descriptor(doc, self._face, base, kept.data)),
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([w for _, _, w in self._numbers])]),
                "CIDToGIDMap": doc.Reference(_stream(doc, self._glyph_map(kept))),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": doc.Reference(_stream(doc, self._letters_map())),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.internal_name] = doc.Reference(font)

    def _glyph_map(self, kept: _Subset) -> bytes:
        return b"".join(kept.new_number(g).to_bytes(2, "big") for g, _, _ in self._numbers)

    def _letters_map(self) -> bytes:
        """The /ToUnicode table: letters for each glyph number, always real letters."""
        entries = [
            f"<{number:04X}> <{letters.encode('utf-16-be').hex().upper()}>"
            for (_, letters, _), number in self._numbers.items()
        ]
        blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return _CMAP.format(body=body).encode("ascii")


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class _Subset:
    """The font file reduced to some glyphs."""

    def __init__(self, face: Face, glyphs: list[int]) -> None:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(t.encode(), "big") for t in _DROPPED)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        plan = hb.SubsetPlan(face.handle, wanted)
        self._numbers = dict(plan.old_to_new_glyph_mapping)
        self.data = bytes(plan.execute().blob.data)
        digest = hashlib.sha256(self.data).digest()
        self.tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def new_number(self, glyph: int) -> int:
        return int(self._numbers[glyph])


def _closed(parts: list[str], codes: str) -> list[str]:
    return [*parts, f"<{codes}>"] if codes else parts


def _system_info() -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(
        {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
    )


def _descriptor(
    doc: pdfdoc.PDFDocument, face: Face, base: pdfdoc.PDFName, data: bytes
) -> pdfdoc.PDFDictionary:
    extents = face.font.get_font_extents("ltr")
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray([-1000, extents.descender, 3000, extents.ascender]),
            "ItalicAngle": 0,
            "Ascent": extents.ascender,
            "Descent": extents.descender,
            "CapHeight": 714,
            "StemV": 80,
            "FontFile2": doc.Reference(_stream(doc, data, Length1=len(data))),
        }
    )


def _stream(doc: pdfdoc.PDFDocument, content: bytes, **entries: int) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    for key, value in entries.items():
        stream.dictionary[key] = value
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream
