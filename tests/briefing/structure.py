"""Reads the tags of a finished PDF with another library, and says what is wrong with them."""

from io import BytesIO
from itertools import pairwise

import pikepdf

SHOWING = {"Tj", "TJ", "'", '"', "Do", "sh"}
PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
LEAVES = {"H1", "H2", "H3", "H4", "P", "TH", "TD", "LBody", "Lbl", "Link", "Figure", "Span"}
INSIDE = {
    "TR": {"TH", "TD"},
    "Table": {"TR"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
}


class Tree:
    """The structure of a file: elements in reading order, and what marks stand for each."""

    def __init__(self, content):
        self.file = pikepdf.open(BytesIO(content))
        self.root = self.file.Root.StructTreeRoot
        self.elements = list(self._walk(self.root.K))

    def _walk(self, element):
        yield element
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._walk(kid)

    def roles(self):
        return [role(one) for one in self.elements]

    def parents(self):
        """The tree of parents, by key."""
        numbers = list(self.root.ParentTree.Nums)
        return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}

    def faults(self):
        """Everything that is wrong, in words."""
        return [*self._document(), *self._pages(), *self._elements(), *self._links()]

    def _document(self):
        root = self.file.Root
        if not bool(root.MarkInfo.Marked):
            yield "not marked as tagged"
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not bool(root.ViewerPreferences.DisplayDocTitle):
            yield "the title is not shown"
        metadata = root.Metadata.read_bytes().decode()
        if not str(self.file.docinfo["/Title"]) or "<dc:title>" not in metadata:
            yield "no title"

    def _pages(self):
        parents = self.parents()
        for number, page in enumerate(self.file.pages):
            if page.Tabs != "/S":
                yield f"page {number}: no order of tabs"
            told = list(parents[int(page.StructParents)])
            marks = list(marks_of(page))
            yield from (f"page {number}: {fault}" for kind, fault in marks if kind == "fault")
            ids = [mark for kind, mark in marks if kind == "mark"]
            if ids != list(range(len(told))):
                yield f"page {number}: {ids} are marked, {len(told)} have parents"
            for mark, element in zip(ids, told, strict=False):
                if (page.obj.objgen, mark) not in set(own_marks(element)):
                    yield f"page {number}: mark {mark} is not among those of its element"

    def _elements(self):
        for one in self.elements:
            name, inside = role(one), [role(kid) for kid in kids(one) if is_element(kid)]
            if name in INSIDE and not set(inside) <= INSIDE[name]:
                yield f"{name} holds {set(inside)}"
            if name == "Figure" and ("/Alt" not in one or not str(one.Alt).strip()):
                yield "a figure without words"
            if name == "TH" and str(one.A.Scope) != "/Column":
                yield "a header cell without scope"
            if name not in LEAVES and any(not is_element(kid) for kid in kids(one)):
                yield f"{name} holds marks itself"
            if name == "Table":
                widths = {sum(width(cell) for cell in kids(row)) for row in kids(one)}
                if len(widths) != 1:
                    yield f"a table with rows of {sorted(widths)} cells"
        levels = [int(name[1]) for name in self.roles() if name[0] == "H"]
        if levels and levels[0] != 1:
            yield "the first heading is not of the first level"
        if any(later > former + 1 for former, later in pairwise(levels)):
            yield f"levels of headings are left out: {levels}"

    def _links(self):
        parents = self.parents()
        for number, page in enumerate(self.file.pages):
            for note in page.get("/Annots", []):
                element = parents.get(int(note.get("/StructParent", -1)))
                if element is None or role(element) != "Link":
                    yield f"page {number}: a link outside of the text"
                elif not any(
                    is_pointing(kid) and kid.Obj.objgen == note.objgen for kid in kids(element)
                ):
                    yield f"page {number}: a link whose element does not know it"
                if not str(note.get("/Contents", "")).strip():
                    yield f"page {number}: a link without words"


def role(element):
    return str(element.S)[1:]


def kids(element):
    given = element.get("/K", [])
    return list(given) if isinstance(given, pikepdf.Array) else [given]


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def is_pointing(kid):
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def width(cell):
    return int(cell.A.get("/ColSpan", 1)) if "/A" in cell else 1


def own_marks(element):
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/MCR":
                yield kid.Pg.objgen, int(kid.MCID)
        else:
            yield element.Pg.objgen, int(kid)


def marks_of(page):
    """The marks of a page in the order of its content, and what is wrong with them."""
    open_one, in_text = None, False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            if open_one or in_text:
                yield "fault", "marked content within marked content or text"
            open_one = str(operands[0])
            if name == "BDC":
                yield "mark", int(operands[1].MCID)
        elif name == "EMC":
            if not open_one or in_text:
                yield "fault", "an end without a beginning"
            open_one = None
        elif name in SHOWING | PAINTING and not open_one:
            yield "fault", f"{name} is neither text nor furniture"
        in_text = name == "BT" or (in_text and name != "ET")
    if open_one:
        yield "fault", "marked content that never ends"
