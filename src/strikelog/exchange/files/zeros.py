"""Numbers that are shown with leading zeros, such as codes of places: the zeros are meant."""

import re
from collections.abc import Mapping

from .packages import Package, attributes

_MOST = 500_000
_CELL = rb"<c r=\"([A-Z]{1,3}[0-9]{1,7})\""
_CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WRITTEN_SO = re.compile(rb"<v>0[0-9]")
_WRITTEN = re.compile(_CELL + rb"[^>]{0,60}><v>(0[0-9]{1,31})</v>")

_NUMBER_FORMAT = re.compile(rb"<(?:\w{1,8}:)?numFmt\s[^>]{0,4000}>")
_CELL_FORMAT = re.compile(rb"<(?:\w{1,8}:)?xf\b[^>]{0,4000}>")
_ONLY_ZEROS = re.compile(r"0{2,32}")


def zeros_of(package: Package) -> dict[int, int]:
    """Give how many digits the cell styles show that fill up with zeros, by number of the style."""
    styles = package.text("xl/styles.xml")
    digits: dict[str, int] = {}
    for tag in _NUMBER_FORMAT.findall(styles):
        said = attributes(tag)
        code = said.get("formatCode", "").partition(";")[0].replace("\\", "").replace('"', "")
        if _ONLY_ZEROS.fullmatch(code):
            digits[said.get("numFmtId", "")] = len(code)
    if not digits:
        return {}
    within = styles.partition(b"cellXfs")[2].partition(b"cellXfs>")[0]
    used = [attributes(tag).get("numFmtId", "") for tag in _CELL_FORMAT.findall(within)]
    return {style: digits[one] for style, one in enumerate(used) if one in digits}


class ZeroFilled:
    """Finds the cells of one sheet that are shown with leading zeros, or written so.

    Fed with the text of the sheet piece by piece; `found` gives row, column and number of digits.
    """

    def __init__(self, styles: Mapping[int, int]) -> None:
        self._styles = styles
        wanted = b"|".join(str(style).encode() for style in styles)
        self._styled = re.compile(_CELL + rb" s=\"(" + wanted + rb")\"") if styles else None
        self.found: dict[tuple[int, int], int] = {}

    def feed(self, text: bytes) -> None:
        """Look through a piece; pieces may overlap."""
        if len(self.found) > _MOST:
            return
        if self._styled is not None:
            for match in self._styled.finditer(text):
                self._note(match[1], self._styles[int(match[2])])
        if _WRITTEN_SO.search(text):
            for match in _WRITTEN.finditer(text):
                self._note(match[1], len(match[2]))

    def _note(self, cell: bytes, digits: int) -> None:
        place = place_of(cell.decode())
        if place is not None:
            self.found[place] = digits


def place_of(name: str) -> tuple[int, int] | None:
    """Give row and column of a cell such as C7, counted from 0."""
    match = _CELL_NAME.match(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
