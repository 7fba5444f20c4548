"""A workbook of ours into raw cells; asked for by name in the confined child.

Nothing is tidied here: what a cell holds to the last digit tells whether anybody touched it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from ...limited.child import Answer, Data, Unusable
from . import looking
from .answers import ReadPart
from .compound import Compound, kind_of_compound
from .kinds import kind_of
from .packages import Package
from .packing import Cells, Piece, pack_rows
from .tables import Opened, parts_of

MOST_UNPACKED = 8_000_000_000
_OVERLAP = 4_096
_FORMULA = re.compile(
    rb'<c r="(?P<cell>[A-Z]{1,3}[0-9]+)"[^>]{0,400}>\s{0,400}<f\b[^>]{0,400}'
    rb"(?:/>|>(?P<formula>[^<]{0,4000})</f>)"
)
_TRUTH = frozenset({b"TRUE()", b"FALSE()"})
_MODIFIED = re.compile(rb"<dcterms:modified[^>]{0,400}>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)<")


def read(given: Mapping[str, object], data: Data) -> Answer:
    """Give the sheets of records; `meta` names the one that says it is ours.

    `records` lists name, sheet and machine keys of each class, `registers` the classes that each
    profile holds to be looked up alone. The value holds what the sheet `meta` says, then class,
    sheet and pieces of each sheet found.
    """
    package, content = _package(data)
    opened = Opened(content)
    meta = str(given.get("meta"))
    if meta not in opened.names:
        raise Unusable("not_ours")
    said = [list(row) for part in parts_of(opened.sheet(meta)) for row in part]
    skipped = _registers(given, said)
    heads = _Heads(opened)
    found, pieces = [], []
    for record, sheet, keys in _listed(given.get("records")):
        name = heads.find(str(sheet), frozenset(map(str, _listed_row(keys))))
        if name is not None and record not in skipped:
            part, packed = _packed(opened, name)
            found.append([record, part.plain()])
            pieces += packed
    value = {
        "meta": [[_text(cell) for cell in row] for row in said],
        "saved": _saved_at(package),
        "sheets": found,
    }
    return Answer(value, b"".join(content for _, content in pieces))


def read_some(given: Mapping[str, object], data: Data) -> Answer:
    """Give the sheets whose names match the pattern `names`, one after another."""
    _, content = _package(data)
    opened = Opened(content)
    names = filter(re.compile(str(given.get("names"))).fullmatch, opened.names)
    found = [_packed(opened, name) for name in names]
    pieces = chain.from_iterable(packed for _, packed in found)
    return Answer([part.plain() for part, _ in found], b"".join(content for _, content in pieces))


def formulas(_: Mapping[str, object], data: Data) -> Answer:
    """Give the names of the cells with formulas by sheet."""
    package, _content = _package(data)
    cells = {
        sheet: sorted(_cells_with_formulas(package, part))
        for sheet, part in looking.sheet_parts(package).items()
    }
    return Answer({sheet: some for sheet, some in cells.items() if some})


def _package(data: Data) -> tuple[Package, bytes]:
    content = data.all()
    kind = kind_of(content)
    if kind == "ole":
        kind = kind_of_compound(Compound(content))
    if kind != "zip":
        raise Unusable("not_ours" if kind in {"text", "xls"} else kind)
    package = Package(content, most_unpacked=MOST_UNPACKED)
    kind = package.kind()
    if kind not in {"xlsx", "xlsm"}:
        raise Unusable("not_ours" if kind == "ods" else kind)
    package.refuse_declarations()
    return package, content


def _listed(plain: object) -> Iterator[Sequence[object]]:
    return map(_listed_row, _listed_row(plain))


def _listed_row(plain: object) -> Sequence[object]:
    assert isinstance(plain, list)
    return plain


def _registers(given: Mapping[str, object], meta: Sequence[Cells]) -> Sequence[object]:
    profile = next((str(row[1]) for row in meta if len(row) > 1 and row[0] == "profile"), "")
    registers = given.get("registers")
    return _listed_row(registers.get(profile, [])) if isinstance(registers, dict) else ()


class _Heads:
    """The first rows of the sheets, each read once."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def find(self, sheet: str, keys: frozenset[str]) -> str | None:
        """Find the sheet of a record class: by name, or by its columns when it was renamed."""
        if sheet in self._opened.names:
            return sheet
        return next((name for name, first in self._rows.items() if keys <= first), None)

    @cached_property
    def _rows(self) -> Mapping[str, frozenset[str]]:
        return {name: self._first_row(name) for name in self._opened.names}

    def _first_row(self, name: str) -> frozenset[str]:
        sheet = self._opened.sheet(name)
        first = next(parts_of(sheet), None) if sheet.height else None
        return frozenset(map(str, first[0])) if first else frozenset()


def _packed(opened: Opened, name: str) -> tuple[ReadPart, list[Piece]]:
    pieces = [(len(part), pack_rows(part)) for part in parts_of(opened.sheet(name))]
    sizes = tuple((rows, len(content)) for rows, content in pieces)
    return ReadPart(name, visible=True, pieces=sizes), pieces


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _saved_at(package: Package) -> str:
    found = _MODIFIED.search(package.text("docProps/core.xml"))
    return found[1].decode("utf-8", "replace") if found else ""


def _cells_with_formulas(package: Package, part: str) -> set[str]:
    """Walk a sheet once; most files have no formulas, then this costs little."""
    found: set[str] = set()
    tail = b""
    for chunk in package.chunks(part):
        text = tail + chunk
        if b"<f" in text:
            found.update(
                match["cell"].decode()
                for match in _FORMULA.finditer(text)
                # LibreOffice keeps a typed yes or no as a formula without arguments.
                if (match["formula"] or b"").strip().upper() not in _TRUTH
            )
        tail = text[-_OVERLAP:]
    return found
