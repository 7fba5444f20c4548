"""What a program can check of PDF/UA-1, by the numbers of the Matterhorn Protocol 1.1.

Nothing here knows how the program writes files: it reads them with other libraries. The protocol's
other machine checks are of things that no paper has, and `absent` looks that none does: encryption,
forms, layers, attachments, notes, formulas, headings without a number, annotations that are no
links, pages within pages, fonts of other kinds. What only a person can judge, such as whether words
say what a picture shows, is not here.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import uharfbuzz as hb

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3"
    " H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry"
    " Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
_ROWS = frozenset(("THead", "TBody", "TFoot"))
_SHOWING = frozenset(("Tj", "TJ", "'", '"', "Do", "sh"))
_PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_NO_LETTER = {"\0": "31-028", "\ufeff": "31-029", "\ufffe": "31-029"}
_TITLE = re.compile("<dc:title>.*?<rdf:li[^>]*>[^<]", re.DOTALL)
UNUSED_ROLES = ("Note", "Formula", "Form", "TOC", "TOCI", "Ruby", "Warichu", "H")


def failures(content: bytes) -> set[str]:
    """The numbers of the checkpoints that a file fails."""
    with pikepdf.open(BytesIO(content)) as file:
        paper = _Paper(file)
        return {*paper.document(), *paper.structure(), *paper.pages(), *paper.absent()}


class _Paper:
    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._root = file.Root
        self._elements = list(_walk(self._root.StructTreeRoot.K, ()))
        tree = self._root.StructTreeRoot.ParentTree.Nums
        self._parents = dict(zip(map(int, list(tree)[::2]), list(tree)[1::2], strict=True))
        self._fonts = {}

    # -- the document --------------------------------------------------------------------------

    def document(self) -> Iterator[str]:
        root = self._root
        if bool(root.get("/MarkInfo", {}).get("/Suspects", False)):
            yield "01-007"
        if "/Metadata" not in root:
            yield "06-001"
            return
        metadata = root.Metadata.read_bytes().decode()
        if "<pdfuaid:part>1</pdfuaid:part>" not in metadata:
            yield "06-002"
        if not _TITLE.search(metadata):
            yield "06-003"
        if not str(root.get("/Lang", "")).strip():
            yield from ("11-001", "11-002", "11-003", "11-004", "11-006")
        shows = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
        if shows is None:
            yield "07-001"
        elif not bool(shows):
            yield "07-002"

    def absent(self) -> Iterator[str]:
        """What no paper has, so that the checkpoints about it need no more than this."""
        if self._file.is_encrypted:
            yield "has encryption"
        names = ("/AcroForm", "/OCProperties", "/AF", "/Collection")
        yield from (f"has {name}" for name in names if name in self._root)
        if "/EmbeddedFiles" in self._root.get("/Names", {}):
            yield "has files"
        roles = {role for role, _, _ in self._elements}
        yield from (f"has {one}" for one in UNUSED_ROLES if one in roles)
        for page in self._file.pages:
            notes = {str(note.Subtype) for note in page.get("/Annots", [])} - {"/Link"}
            yield from (f"has {kind}" for kind in notes)
            drawn = page.get("/Resources", {}).get("/XObject", {})
            if any(str(drawn[name].Subtype) == "/Form" for name in drawn):
                yield "has pages within pages"

    # -- structure -------------------------------------------------------------------------------

    def structure(self) -> Iterator[str]:
        roles = self._root.StructTreeRoot.get("/RoleMap", {})
        for name in roles:
            if name[1:] in STANDARD:
                yield "02-004"
            if str(roles[name])[1:] not in STANDARD:
                yield "02-003" if str(roles[name]) in roles else "02-001"
        for role, element, above in self._elements:
            if role not in STANDARD and f"/{role}" not in roles:
                yield "02-001"
            yield from _misplaced(role, element, above)
            if role == "Figure" and not _told(element, "/Alt", "/ActualText"):
                yield "13-004"
            if role == "TH" and "/Scope" not in element.get("/A", {}):
                yield "15-003"
        yield from self._headings()

    def _headings(self) -> Iterator[str]:
        levels = [int(role[1]) for role, _, _ in self._elements if role[0] == "H" and role[1:]]
        if levels and levels[0] != 1:
            yield "14-002"
        if any(after > before + 1 for before, after in pairwise(levels)):
            yield "14-003"

    # -- pages -----------------------------------------------------------------------------------

    def pages(self) -> Iterator[str]:
        for page in self._file.pages:
            yield from self._content(page)
            notes = list(page.get("/Annots", []))
            if notes and "/Tabs" not in page:
                yield "28-008"
            if notes and page.get("/Tabs", "/S") != "/S":
                yield "28-009"
            for note in notes:
                yield from self._link(note)

    def _link(self, note: pikepdf.Object) -> Iterator[str]:
        holder = self._parents.get(int(note.get("/StructParent", -1)))
        if holder is None or str(holder.S) != "/Link":
            yield "28-011"
        if not str(note.get("/Contents", "")).strip():
            yield from ("28-004", "28-012")

    def _content(self, page: pikepdf.Page) -> Iterator[str]:
        depth = 0
        font: tuple | None = None
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                if depth:
                    yield "01-003" if str(operands[0]) == "/Artifact" else "01-004"
                depth += 1
            elif name == "EMC":
                depth = max(0, depth - 1)
            elif name == "Tf":
                font = self._font(page.Resources.Font[str(operands[0])])
                yield from font[0]
            elif name in _SHOWING | _PAINTING and not depth:
                yield "01-005"
            if name in ("Tj", "TJ") and font:
                yield from _unreadable(operands[0], *font[1:])

    def _font(self, font: pikepdf.Object) -> tuple[set[str], dict[int, str], bytes]:
        """What is wrong with a font, its letters, and its table of glyphs."""
        if font.objgen not in self._fonts:
            letters = _letters(font)
            said = {one for letter in letters.values() for one in letter}
            faults = {*_faults_of(font), *(_NO_LETTER[one] for one in said & _NO_LETTER.keys())}
            self._fonts[font.objgen] = faults, letters, _glyphs(font)
        return self._fonts[font.objgen]


def _walk(element, above):
    role = str(element.S)[1:]
    yield role, element, above
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid, (*above, role))


def _kids(element):
    given = element.get("/K", [])
    return list(given) if isinstance(given, pikepdf.Array) else [given]


def _told(element, *names):
    return any(str(element.get(name, "")).strip() for name in names)


def _misplaced(role, element, above):
    """Elements of tables and lists that hold, or stand in, what they may not."""
    parent = above[-1] if above else ""
    inside = {
        str(kid.S)[1:]
        for kid in _kids(element)
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    }
    if role == "Table" and not inside <= {"TR", "Caption", *_ROWS}:
        yield "09-004"
    if role == "TR" and (parent not in {"Table", *_ROWS} or not inside <= {"TH", "TD"}):
        yield "09-004"
    if role in ("TH", "TD") and parent != "TR":
        yield "09-004"
    if role == "L" and not inside <= {"LI", "L", "Caption"}:
        yield "09-005"
    if role == "LI" and (parent != "L" or not inside <= {"Lbl", "LBody"}):
        yield "09-005"
    if role in ("LBody", "Lbl") and parent not in ("LI", "Lbl", "LBody"):
        yield "09-005"


def _letters(font):
    """What each code stands for, by the font's own table."""
    found = {}
    if "/ToUnicode" not in font:
        return found
    part = ""
    for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        if "beginbf" in line or "endbf" in line:
            part = line.split()[-1]
        elif part == "beginbfchar":
            code, said = line.split()
            found[int(code[1:-1], 16)] = bytes.fromhex(said[1:-1]).decode("utf-16-be")
    return found


def _glyphs(font):
    """The numbers of the glyphs that the codes of a font are drawn with, in pairs of bytes."""
    inner = font.get("/DescendantFonts", [{}])[0]
    table = inner.get("/CIDToGIDMap")
    return table.read_bytes() if isinstance(table, pikepdf.Stream) else b""


def _unreadable(shown, letters, glyphs):
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            numbers = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
            if not all(letters.get(one) for one in numbers):
                yield "10-001"
            if any(glyphs[2 * one : 2 * one + 2] == b"\0\0" for one in numbers):
                yield "31-030"


def _faults_of(font):
    """What is wrong with a font as a file would have it."""
    if "/ToUnicode" not in font:
        yield "31-027"
    if str(font.Subtype) != "/Type0":
        yield f"has {font.Subtype}"
        return
    if str(font.Encoding) != "/Identity-H":
        yield "31-006"
    inner = font.DescendantFonts[0]
    if "/CIDSet" in inner.FontDescriptor:
        yield "has /CIDSet"
    if "/FontFile2" not in inner.FontDescriptor:
        yield "31-009"
    elif "/CIDToGIDMap" not in inner:
        yield "31-005"
    elif not isinstance(inner.CIDToGIDMap, pikepdf.Stream):
        yield "31-004"
    else:
        yield from _faults_of_glyphs(inner, _glyphs(font))


def _faults_of_glyphs(inner, table):
    """Glyphs that the embedded font does not have, or has of other widths."""
    face = hb.Face(hb.Blob(inner.FontDescriptor.FontFile2.read_bytes()))
    made = hb.Font(face)
    glyphs = [int.from_bytes(table[at : at + 2], "big") for at in range(0, len(table), 2)]
    if any(glyph >= face.glyph_count for glyph in glyphs):
        yield "31-011"
    widths = dict(enumerate(map(int, inner.W[1]), start=int(inner.W[0])))
    for code, glyph in enumerate(glyphs):
        advance = made.get_glyph_h_advance(glyph) * 1000 / face.upem
        if abs(advance - widths.get(code, 1000)) > 1:
            yield "31-016"
