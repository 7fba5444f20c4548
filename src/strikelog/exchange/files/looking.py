"""What a workbook holds beside the cells: counted, so that a person knows, and left alone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from ...limited.child import Unusable
from .packages import Package, attributes, part_of
from .zeros import ZeroFilled, place_of, zeros_of

Found = Counter[tuple[str, str]]
"""How often each thing was found, by the word of its notice and the sheet or other place."""

Links = Mapping[str, list[tuple[int, int, str]]]
"""Web links by sheet: row, column, address."""

Zeros = Mapping[str, list[tuple[int, int, int]]]
"""Numbers shown with leading zeros by sheet: row, column, digits."""

_MOST_LINKS = 200_000
_MOST_TAIL = 40_000_000
_OVERLAP = 256
_END = b"</sheetData>"
_FORMULA = re.compile(rb"<f[ >/]")
_ERROR = re.compile(rb" t=\"e\"")
_ENFORCED = re.compile(rb"<(?:\w{1,8}:)?(?:sheet|workbook)Protection\b[^>]{0,4000}=\"(?:1|true)\"")
_HIDDEN = re.compile(rb"<(?:\w{1,8}:)?row\b[^>]{0,4000}\bhidden=[\"'](?:1|true)")
_SHEET = re.compile(rb"<(?:\w{1,8}:)?sheet\s[^>]{0,4000}>")
_RELATION = re.compile(rb"<(?:\w{1,8}:)?Relationship\s[^>]{0,4000}>")
_HYPERLINK = re.compile(rb"<(?:\w{1,8}:)?hyperlink\s[^>]{0,4000}>")
_COMMENT = re.compile(rb"<(?:\w{1,8}:)?comment\s")
_CONNECTION = re.compile(rb"<(?:\w{1,8}:)?connection\s")
_WEB = ("http://", "https://", "ftp://", "mailto:")


def look_into_excel(package: Package) -> tuple[Found, Links, Zeros]:
    """Count what an .xlsx or .xlsm workbook holds beside its cells."""
    found: Found = Counter()
    links: dict[str, list[tuple[int, int, str]]] = {}
    zeros, styles = {}, zeros_of(package)
    for sheet, part in sheet_parts(package).items():
        filled = ZeroFilled(styles)
        tail = _walk(package, part, sheet, found, filled)
        zeros[sheet] = [(*place, digits) for place, digits in filled.found.items()]
        if b"hyperlink" in tail:
            links[sheet] = list(islice(_web_links(package, part, tail), _MOST_LINKS))
            found["hyperlinks", sheet] += len(links[sheet])
        if _ENFORCED.search(tail):
            found["protected", ""] = 1
    found.update(_beside(package))
    return found, links, zeros


def sheet_parts(package: Package) -> dict[str, str]:
    """Give the member each sheet stands in, by its name, in the order of the workbook."""
    book = workbook_part(package)
    folder = book.rpartition("/")[0]
    targets = _relations(package, book)
    parts = {}
    for tag in _SHEET.findall(package.text(book)):
        said = attributes(tag)
        link = next((value for key, value in said.items() if key.endswith(":id")), "")
        part = part_of(targets.get(link, ""), folder)
        if part in package.names and "/chartsheets/" not in part:
            parts[said.get("name", "")] = part
    return parts


def workbook_part(package: Package) -> str:
    """Give the member that lists the sheets."""
    kinds = {tag.get("Type", ""): tag.get("Target", "") for tag in _tags(package, "_rels/.rels")}
    for kind, target in kinds.items():
        if kind.endswith("/officeDocument"):
            return part_of(target, "").removeprefix("/")
    return "xl/workbook.xml"


def _tags(package: Package, part: str) -> Iterator[dict[str, str]]:
    return map(attributes, _RELATION.findall(package.text(part)))


def _relations(package: Package, part: str) -> dict[str, str]:
    """Give where the links of a member lead, by their names."""
    folder, _, name = part.rpartition("/")
    tags = _tags(package, f"{folder}/_rels/{name}.rels".removeprefix("/"))
    return {tag.get("Id", ""): tag.get("Target", "") for tag in tags}


def _walk(package: Package, part: str, sheet: str, found: Found, zeros: ZeroFilled) -> bytes:
    """Count what a sheet holds beside values; give what stands after its cells."""
    tail, before = b"", b""
    for chunk in package.chunks(part):
        if tail:
            tail = (tail + chunk)[:_MOST_TAIL]
            continue
        seam = before + chunk[:_OVERLAP] if before else b""
        end = _end_of_cells(chunk)
        cells = chunk if end < 0 else chunk[:end]
        _count(cells, sheet, found)
        _count(seam, sheet, found, across=len(before))
        zeros.feed(seam)
        zeros.feed(cells)
        tail = b"" if end < 0 else chunk[end:]
        if not tail and _END in seam:
            tail = seam[seam.index(_END) :] + chunk[_OVERLAP:]
        before = chunk[-_OVERLAP:]
    return tail


def _end_of_cells(text: bytes) -> int:
    """Find where the cells end; looked for behind the last cell alone, since the rest is long."""
    return text.find(_END, max(0, text.rfind(b"<c ")))


def _count(text: bytes, sheet: str, found: Found, across: int = 0) -> None:
    """Count in a text, or only what lies across a place in it."""
    for hint, what, pattern in _COUNTED:
        if hint in text:
            matches = pattern.finditer(text)
            found[what, sheet] += sum(
                not across or match.start() < across < match.end() for match in matches
            )


_COUNTED = (
    (b"<f", "formulas", _FORMULA),
    (b'="e"', "errors", _ERROR),
    (b"hidden=", "hidden_rows", _HIDDEN),
)


def _web_links(package: Package, part: str, tail: bytes) -> Iterator[tuple[int, int, str]]:
    targets = _relations(package, part)
    for tag in _HYPERLINK.findall(tail):
        said = attributes(tag)
        link = next((value for key, value in said.items() if key.endswith(":id")), "")
        place, target = place_of(said.get("ref", "")), targets.get(link, "")
        if place is not None and target.lower().startswith(_WEB):
            yield (*place, target)


_ROW = re.compile(rb"<(?:\w{1,8}:)?row\s[^>]{0,400}?\br=[\"']([0-9]{1,9})")
_FAR_CELL = re.compile(rb"\br=[\"'](([A-Z]{3})[0-9]{1,9})[\"']")
_FAR_ROW = 300_000


def stray_cell(package: Package) -> tuple[str, str] | None:
    """Find a cell far outside its table: give its sheet and its name; None when there is none."""
    for sheet, part in sheet_parts(package).items():
        for chunk in package.chunks(part):
            far = _FAR_CELL.search(chunk)
            if far is not None:
                return sheet, far[1].decode()
            last = chunk.rfind(b"<row ")
            row = _ROW.match(chunk, last) if last >= 0 else None
            if row is not None and int(row[1]) > _FAR_ROW:
                return sheet, f"A{int(row[1])}"
    return None


def _beside(package: Package) -> Found:
    found: Found = Counter()
    found["external_links", ""] = len(package.within("xl/externalLinks/externalLink"))
    found["embedded_files", ""] = len(package.within("xl/embeddings/", "xl/activeX/activeX"))
    found["comments", ""] = _sum(package, _COMMENT, "xl/comments")
    found["connections", ""] = _sum(package, _CONNECTION, "xl/connections.xml")
    found["macros", ""] = int(package.has_macros)
    found["twice", ""] = package.twice
    if _ENFORCED.search(package.text(workbook_part(package))):
        found["protected", ""] = 1
    return found


def _sum(package: Package, pattern: re.Pattern[bytes], folder: str) -> int:
    return sum(len(pattern.findall(package.text(name))) for name in package.within(folder))


# -- OpenDocument ------------------------------------------------------------------------------

_SEARCHED: Mapping[str, re.Pattern[bytes]] = {
    "formulas": re.compile(rb"\btable:formula="),
    "comments": re.compile(rb"<office:annotation\b"),
    "hyperlinks": re.compile(rb"<text:a\b"),
    "external_links": re.compile(rb"<table:table-source\b"),
    "protected": re.compile(rb"\btable:protected=\"true\""),
    "hidden_rows": re.compile(
        rb"<table:table-row\b[^>]{0,4000}table:visibility=\"(?:collapse|filter)\""
    ),
}


_REPEATED = re.compile(rb"number-(rows|columns)-repeated=[\"'](\d{1,40})")
_MOST_REPEATED = 1_100_000
_MOST_ROWS_IN_ALL = 50_000_000


def refuse_repetitions(package: Package) -> None:
    """Refuse a document that repeats more rows than any sheet has: its reader would count on."""
    rows, before = 0, b""
    for chunk in package.chunks("content.xml"):
        text = before + chunk
        for match in _REPEATED.finditer(text):
            times = int(match[2])
            rows += times if match[1] == b"rows" else 0
            if times > _MOST_REPEATED or rows > _MOST_ROWS_IN_ALL:
                raise Unusable("document")
        before = text[-_OVERLAP:]


def look_into_document(package: Package) -> Found:
    """Count what an .ods workbook holds beside its cells."""
    found: Found = Counter()
    before = b""
    for chunk in package.chunks("content.xml"):
        text = before + chunk
        for word, pattern in _SEARCHED.items():
            times = sum(match.end() > len(before) for match in pattern.finditer(text))
            found[word, ""] += times
        before = text[-_OVERLAP:]
    found["macros", ""] = int(package.has_macros or bool(package.within("Scripts/")))
    found["embedded_files", ""] = len(package.within("Object "))
    found["protected", ""] = min(1, found["protected", ""])
    found["twice", ""] = package.twice
    return found
