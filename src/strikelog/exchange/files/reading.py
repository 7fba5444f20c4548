"""The functions a confined child is asked for by name: to read a file, and to look into it.

`read` gives the cells, `look` what stands beside them. What the values they give mean is said by
`answers`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ...limited.child import Answer, Data, Unusable
from . import looking
from .answers import Area, Beside, ReadFile, ReadPart, Told, areas_of, told_of
from .compound import Compound, kind_of_compound, what_it_holds
from .delimited import read_delimited
from .kinds import TEXT, kind_of
from .packages import Package
from .tables import Opened, PackedSheet, packed_sheet

MOST_BYTES = 150_000_000
_WORKBOOK_NAMES = (".xls", ".xlsx", ".xlsm", ".ods")


def read(given: Mapping[str, object], data: Data) -> Answer:
    """Give every sheet; `suffix` is the ending of the name."""
    content = _all_of(data)
    kind = kind_of(content)
    if kind == TEXT:
        return _answer(_text_table(content, str(given.get("suffix", ""))))
    if kind == "ole":
        return _answer(_old_workbook(content))
    if kind != "zip":
        raise Unusable(kind)
    return _answer(_workbook(content, _judged(content)))


def look(_: Mapping[str, object], data: Data) -> Answer:
    """Give what stands beside the cells of a package."""
    content = _all_of(data)
    if kind_of(content) != "zip":
        return Answer(Beside().plain())
    return Answer(_beside(_judged(content)).plain())


def names(_: Mapping[str, object], data: Data) -> Answer:
    """Give the names of the sheets of an Excel workbook without reading them."""
    content = _all_of(data)
    if kind_of(content) != "zip":
        return Answer([])
    package = _judged(content)
    return Answer([] if package.kind() == "ods" else list(looking.sheet_parts(package)))


def stray(_: Mapping[str, object], data: Data) -> Answer:
    """Give sheet and name of a cell that makes a table too large to be held; nothing without."""
    content = _all_of(data)
    package = Package(content)
    found = looking.stray_cell(package) if package.kind() in {"xlsx", "xlsm"} else None
    return Answer(list(found) if found else [])


def _all_of(data: Data) -> bytes:
    if data.size > MOST_BYTES:
        raise Unusable("too_large")
    return data.all()


def _judged(content: bytes) -> Package:
    package = Package(content)
    kind = package.kind()
    if kind not in {"xlsx", "xlsm", "ods"}:
        raise Unusable(kind)
    package.refuse_declarations()
    return package


def _beside(package: Package) -> Beside:
    if package.kind() == "ods":
        return Beside(told_of(looking.look_into_document(package)))
    found, links, zeros = looking.look_into_excel(package)
    return Beside(told_of(found), links, zeros)


# -- workbooks -----------------------------------------------------------------------------------


class _Result(NamedTuple):
    kind: str
    sheets: Sequence[ReadPart]
    told: Sequence[Told]
    packed: Sequence[PackedSheet]


def _workbook(content: bytes, package: Package) -> _Result:
    kind = package.kind()
    if kind == "ods":
        looking.refuse_repetitions(package)
        return _document(content)
    return _sheets(kind, content)


def _document(content: bytes) -> _Result:
    try:
        return _sheets("ods", content)
    except Unusable as problem:
        # All the reader says of a document it gives up on, such as one with a cell far outside.
        if problem.args == ("unknown_format",):
            raise Unusable("document") from None
        raise


def _old_workbook(content: bytes) -> _Result:
    container = Compound(content)
    kind = kind_of_compound(container)
    if kind != "xls":
        raise Unusable(kind)
    held = what_it_holds(container)
    result = _sheets(kind, content)
    beside = told_of({(what, ""): count for what, count in held.items()})
    return result._replace(told=(*result.told, *beside))


def _sheets(kind: str, content: bytes) -> _Result:
    opened = Opened(content)
    told: Counter[tuple[str, str]] = Counter()
    sheets, packed = [], []
    for name, visible in opened.visible.items():
        sheet = opened.sheet(name)
        one = packed_sheet(sheet)
        packed.append(one)
        sheets.append(_part(name, one, visible=visible, merged=areas_of(sheet.merged_cell_ranges)))
        told.update({(what, name): count for what, count in one.noticed.items()})
        told["hidden_sheets", name] = int(not visible)
    told.update(("other_sheets", name) for name in opened.names if name not in opened.visible)
    return _Result(kind, sheets, told_of(told), packed)


def _part(
    name: str, packed: PackedSheet, *, visible: bool = True, merged: tuple[Area, ...] = ()
) -> ReadPart:
    sizes = tuple((rows, len(content)) for rows, content in packed.pieces)
    return ReadPart(name, visible, sizes, merged)


# -- text ----------------------------------------------------------------------------------------


def _text_table(content: bytes, suffix: str) -> _Result:
    table = read_delimited(content)
    kind = "tsv" if table.delimiter == "\t" else "csv"
    if suffix in _WORKBOOK_NAMES and kind != "tsv":
        raise Unusable("not_a_workbook")  # programs that call tabbed text .xls are well known
    one = PackedSheet(table.pieces, Counter())
    told = told_of({("encoding", table.guessed): int(bool(table.guessed))})
    return _Result(kind, [_part("", one)], told, [one])


def _answer(result: _Result) -> Answer:
    pieces = chain.from_iterable(sheet.pieces for sheet in result.packed)
    found = ReadFile(result.kind, tuple(result.sheets), tuple(result.told))
    return Answer(found.plain(), b"".join(content for _, content in pieces))
