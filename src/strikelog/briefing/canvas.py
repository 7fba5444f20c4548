"""The canvas under the pen: pages, annotations, pictures, and the writing of the tagged file."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import chain
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from .packing import Held, objects_of, packed
from .structure import structure_objects, text_string
from .tags import Element, Tags

__all__ = ["PageCanvas"]

_VERSION = (1, 7)

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>strikelog</pdf:Producer>
{claim}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_CLAIM = "<pdfuaid:part>1</pdfuaid:part>\n"


class _Link(pdfdoc.PDFObject):  # type: ignore[misc]
    """A box that leads somewhere; papers with sources have hundreds, so it is written at once."""

    def __init__(
        self,
        box: tuple[float, float, float, float],
        said: str,
        url: str,
        place: pdfdoc.Destination | None,
    ) -> None:
        self._box = " ".join(f"{one:.2f}" for one in box)
        self._said = said
        self._url = url
        self._place = place
        self.parent = 0

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Give its entries."""
        entries = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%s]/StructParent %d" % (
            self._box.encode(),
            self.parent,
        )
        if self._place:
            target = b"/Dest %s" % document.Reference(self._place).format(document)
        else:
            target = b"/A<</S/URI/URI%s>>" % pdfdoc.PDFString(self._url).format(document)
        return entries + target + b"/Contents%s>>" % _spoken(self._said)


class PageCanvas(Canvas):  # type: ignore[misc]
    """A canvas without the unembedded Helvetica that ReportLab names on every page."""

    def __init__(self, paper: tuple[float, float], language: str) -> None:
        super().__init__(
            "", pagesize=paper, invariant=1, pageCompression=1, pdfVersion=_VERSION, lang=language
        )
        self._language = language
        self._annotations: list[_Link] = []

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    @property
    def document(self) -> pdfdoc.PDFDocument:
        """The file in the making."""
        return self._doc

    def emit(self, code: str) -> None:
        """Add operators to the page."""
        self._code.append(code)

    def settle(self, name: str, page: pdfdoc.PDFObjectReference) -> None:
        """Let a place that nobody named be a whole page."""
        destination = self._bookmarkReference(name)
        destination.fit()
        destination.setPage(page)

    def turn(self) -> None:
        """Finish this page and begin the next; its tags are read in the order of the text."""
        number = len(self._doc.Pages.pages)
        self.showPage()
        page = self._doc.idToObject[f"Page{number + 1}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
        # Kept small at once: of an annex of hundreds of pages, the operators alone fill memory.
        page.Contents = _compressed(page.stream)
        page.stream = None

    def overprint(self, number: int) -> None:
        """Put what was drawn since the last page was turned on an earlier one, from nought."""
        page, foot = self._doc.idToObject[f"Page{number + 1}"], _compressed("\n".join(self._code))
        parts = [self._doc.Reference(page.Contents), self._doc.Reference(foot)]
        page.Contents = pdfdoc.PDFArray(parts)
        self._code.clear()

    def lead(self, name: str, url: str, said: str, box: tuple[float, float, float, float]) -> int:
        """Let a box lead to a named place, or to the web; gives the number of the annotation."""
        place = self._bookmarkReference(name) if name else None
        annotation = _Link(box, said, url, place)
        self._annotations.append(annotation)
        self._addAnnotation(annotation)
        return self._number(annotation)

    def picture(self, content: bytes, size: tuple[int, int]) -> str:
        """Take in a JPEG as it is; gives the name to draw it by."""
        image = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("XObject"),
                    "Subtype": pdfdoc.PDFName("Image"),
                    "Width": size[0],
                    "Height": size[1],
                    "ColorSpace": pdfdoc.PDFName("DeviceRGB"),
                    "BitsPerComponent": 8,
                    "Filter": pdfdoc.PDFName("DCTDecode"),
                }
            ),
            content=content,
        )
        name = f"Im{self._doc.objectcounter}"
        self._doc.Reference(image, pdfdoc.xObjectName(name))
        self._formsinuse.append(name)
        return str(pdfdoc.xObjectName(name))

    def write(
        self, target: BinaryIO, tags: Tags, links: Sequence[Element], *, is_universal: bool
    ) -> None:
        """Write the file; `is_universal` claims that it keeps to PDF/UA-1."""
        document, root = self._doc, Held()
        for font in document.delayedFonts:
            font.addObjects(document)
        document.info.invariant = document.invariant
        document.Reference(root)
        catalog = document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.Metadata = self._metadata(is_universal=is_universal)
        document.Reference(catalog)
        document.Reference(document.info)
        document.Outlines.prepare(document, self)
        if document.Outlines.ready < 0:
            catalog.Outlines = None
        pages = [self._numbered(f"Page{at + 1}") for at in range(len(document.Pages.pages))]
        for at, annotation in enumerate(self._annotations, start=len(pages)):
            annotation.parent = at
        written = list(objects_of(document))
        structure = structure_objects(
            tags,
            root=self._number(root),
            first=document.objectcounter + 1,
            pages=pages,
            links=links,
        )
        target.write(
            packed(
                chain(written, structure),
                root=self._number(catalog),
                info=self._number(document.info),
            )
        )

    def _metadata(self, *, is_universal: bool) -> pdfdoc.PDFStream:
        content = _METADATA.format(
            title=escape(self._doc.info.title),
            language=escape(self._language),
            claim=_CLAIM if is_universal else "",
        )
        entries: Mapping[str, str] = {
            "Type": pdfdoc.PDFName("Metadata"),
            "Subtype": pdfdoc.PDFName("XML"),
        }
        return pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary(dict(entries)), content=content.encode()
        )

    def _number(self, made: pdfdoc.PDFObject) -> int:
        return self._numbered(made.__InternalName__)

    def _numbered(self, name: str) -> int:
        return int(self._doc.idToObjectNumberAndVersion[name][0])


@lru_cache(maxsize=512)
def _spoken(text: str) -> bytes:
    """What is said of a link; many lead to the same place."""
    return text_string(text).encode()


def _compressed(code: str) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}),
        content=zlib.compress(code.encode("latin-1")),
    )
