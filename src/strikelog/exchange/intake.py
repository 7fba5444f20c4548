"""Looking at a file before it is read: is it a workbook, is it too large, does it hold formulas.

Everything is judged on the packed file, before any spreadsheet library opens it.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ..domain.errors import StrikelogError
from ..domain.messages import mark

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MOST_PACKED = 500_000_000
_MOST_UNPACKED = 8_000_000_000
_CHUNK = 1 << 20
_OVERLAP = 4_096

_FORMULA = re.compile(
    rb'<c r="(?P<cell>[A-Z]{1,3}[0-9]+)"[^>]*>\s*<f\b[^>]*(?:/>|>(?P<formula>[^<]*)</f>)'
)
_FAR_COLUMN = re.compile(rb'<c r="[A-Z]{3}[0-9]+"')
_LAST_ROW = re.compile(rb'<row [^>]*?r="([0-9]+)"')
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)<")
_TRUTH = frozenset({b"TRUE()", b"FALSE()"})
_MOST_ROWS = 1_048_576


class NotAWorkbook(StrikelogError):
    """The file is something else."""

    message = mark("“{name}” is not an Excel workbook (.xlsx). Save it as one and try again.")


class OldWorkbook(StrikelogError):
    """The file is of the format before 2007, or a workbook behind a password."""

    message = mark(
        "“{name}” is an old .xls file or protected by a password. "
        "Open it and save it as .xlsx without a password."
    )


class WorkbookTooLarge(StrikelogError):
    """The file would take more memory than it may."""

    message = mark("“{name}” is too large to be read safely. Export it in parts.")


class WorkbookUnreadable(StrikelogError):
    """The operating system refused to read the file."""

    message = mark("“{name}” could not be read: {reason}.")


class Intake:
    """A workbook file that passed the first look, and where it holds formulas."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _refuse_strangers(path)
        self.formulas = _formulas_by_part(path)

    @property
    def saved_at(self) -> str:
        """When a program last saved it (ISO text, UTC); empty where the file does not tell."""
        with ZipFile(self.path) as package:
            if _PROPERTIES not in package.namelist():
                return ""
            with package.open(_PROPERTIES) as part:
                found = _MODIFIED.search(part.read(_CHUNK))
        return found[1].decode() if found else ""


def _refuse_strangers(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
        size = path.stat().st_size
    except OSError as refusal:
        raise WorkbookUnreadable(name=path.name, reason=refusal.strerror or "?") from refusal
    if start == _OLE:
        raise OldWorkbook(name=path.name)
    if not start.startswith(b"PK"):
        raise NotAWorkbook(name=path.name)
    if size > _MOST_PACKED:
        raise WorkbookTooLarge(name=path.name)


def _formulas_by_part(path: Path) -> Mapping[str, frozenset[str]]:
    """Give the cells with formulas by part of the package; refuses parts that are too large."""
    try:
        with ZipFile(path) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > _MOST_UNPACKED:
                raise WorkbookTooLarge(name=path.name)
            names = [one.filename for one in members if one.filename.startswith("xl/worksheets/s")]
            return {name: _formulas(package, name, path.name) for name in names}
    except (BadZipFile, EOFError, NotImplementedError) as problem:
        raise NotAWorkbook(name=path.name) from problem
    except OSError as refusal:
        raise WorkbookUnreadable(name=path.name, reason=refusal.strerror or "?") from refusal


def _formulas(package: ZipFile, part: str, file: str) -> frozenset[str]:
    """Walk a sheet's XML once, looking for formulas and for cells far beyond any sheet of ours."""
    found: set[str] = set()
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            if b"<f" in text:
                found.update(_cells_with_formulas(text))
            tail = text[-_OVERLAP:]
            _refuse_far(text, file)
    return frozenset(found)


def _cells_with_formulas(text: bytes) -> list[str]:
    return [
        match["cell"].decode()
        for match in _FORMULA.finditer(text)
        # LibreOffice keeps a typed yes or no as a formula without arguments.
        if (match["formula"] or b"").strip().upper() not in _TRUTH
    ]


def _refuse_far(text: bytes, file: str) -> None:
    """Refuse a cell so far out that a reader would ask for all the memory there is.

    Readers hold the rectangle up to the last cell. One row number is looked up in each piece of
    the file, since rows stand in order; three letters name a column beyond the 702nd.
    """
    at = text.rfind(b"<row ")
    last = _LAST_ROW.match(text, at) if at >= 0 else None
    is_far = last is not None and int(last[1]) > _MOST_ROWS
    if is_far or _has_far_column(text):
        raise WorkbookTooLarge(name=file)


def _has_far_column(text: bytes) -> bool:
    return _FAR_COLUMN.search(text) is not None
