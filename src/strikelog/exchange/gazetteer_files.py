"""Rows of a gazetteer file as text: CSV, an Excel workbook, or the features of a GeoJSON file."""

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from .opening import open_workbook
from .refusals import WorkbookTooLarge

MOST_BYTES = 200_000_000


class NotAGazetteer(StrikelogError):
    """The file is of a form that holds no list of places."""

    message = mark(
        "“{name}” could not be read as a list of places. "
        "Give a CSV file, an Excel workbook (.xlsx) or a GeoJSON file."
    )


class FileUnreadable(StrikelogError):
    """The operating system refused to read the file."""

    message = mark("“{name}” could not be read: {reason}.")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of cells as text; `first` is the number of the first row in its file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2


def read_table(path: Path) -> Table:
    """Read the rows of a file by its ending; raises NotAGazetteer or what the intake refuses."""
    readers = {".csv": _csv, ".tsv": _csv, ".txt": _csv, ".xlsx": _workbook, ".xlsm": _workbook}
    readers |= {".geojson": _geojson, ".json": _geojson}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise NotAGazetteer(name=path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorkbookTooLarge(name=path.name)
        table = reader(path)
    except OSError as refusal:
        raise FileUnreadable(name=path.name, reason=refusal.strerror or "?") from refusal
    if not table.rows:
        raise NotAGazetteer(name=path.name)
    return table


def _csv(path: Path) -> Table:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotAGazetteer(name=path.name) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise NotAGazetteer(name=path.name) from None
    return _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    """Take the first row with several cells for the headings."""
    for place, row in enumerate(rows):
        if sum(bool(cell.strip()) for cell in row) > 1:
            headings = tuple(cell.strip() for cell in row)
            below = (tuple(cell.strip() for cell in one) for one in rows[place + 1 :])
            return Table(headings, tuple(below), place + 2)
    return Table((), ())


def _workbook(path: Path) -> Table:
    sheets = open_workbook(path).sheets
    tables = [_table([[_text(cell) for cell in row] for row in sheet.rows]) for sheet in sheets]
    return max(tables, key=lambda table: len(table.rows), default=Table((), ()))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


# -- GeoJSON -----------------------------------------------------------------------------------

Ring = Sequence[tuple[float, float]]


def _geojson(path: Path) -> Table:
    try:
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotAGazetteer(name=path.name) from None
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise NotAGazetteer(name=path.name)
    rows = [_feature(one) for one in features if isinstance(one, dict)]
    headings = tuple(dict.fromkeys(key for row in rows for key in row))
    cells = (tuple(row.get(heading, "") for heading in headings) for row in rows)
    return Table(headings, tuple(cells), 1)


def _feature(feature: Mapping[str, object]) -> dict[str, str]:
    properties = feature.get("properties")
    held = properties.items() if isinstance(properties, dict) else ()
    row = {str(key): _text(value) for key, value in held if value is not None}
    point = _point(feature.get("geometry"))
    if point is not None:
        # Under these names they win over columns of the same sense, which are often rounded.
        row["lat"], row["lon"] = f"{point[1]:.6f}", f"{point[0]:.6f}"
    return row


def _point(geometry: object) -> tuple[float, float] | None:
    """Give a representative point: the point itself, or one well inside the largest polygon."""
    if not isinstance(geometry, dict):
        return None
    try:
        if geometry.get("type") == "Point":
            lon, lat = geometry["coordinates"][:2]
            return float(lon), float(lat)
        rings = list(_outer_rings(geometry))
        return _inside(max(rings, key=_area)) if rings else None
    except (TypeError, ValueError, KeyError, IndexError):
        return None


def _outer_rings(geometry: Mapping[str, object]) -> Iterator[Ring]:
    coordinates = geometry["coordinates"]
    assert isinstance(coordinates, list)
    polygons = coordinates if geometry.get("type") == "MultiPolygon" else [coordinates]
    if geometry.get("type") in ("Polygon", "MultiPolygon"):
        for polygon in polygons:
            yield [(float(x), float(y)) for x, y, *_ in polygon[0]]


def _area(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def _inside(ring: Ring) -> tuple[float, float]:
    """Give the middle of the widest stretch of the polygon at the latitude of its centre.

    Unlike the centre itself, it cannot lie outside a bent shape.
    """
    lat = _centre_latitude(ring)
    crossings = sorted(
        x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 <= lat) != (y2 <= lat)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    west, east = max(stretches, key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, lat


def _centre_latitude(ring: Ring) -> float:
    cross = [(x1 * y2 - x2 * y1, y1 + y2) for (x1, y1), (x2, y2) in pairwise(ring)]
    doubled = sum(area for area, _ in cross)
    if math.isclose(doubled, 0.0, abs_tol=1e-12):
        raise ValueError
    return sum(area * sum_of_y for area, sum_of_y in cross) / (3 * doubled)
