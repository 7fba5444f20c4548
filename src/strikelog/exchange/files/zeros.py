"""Numbers that are shown with leading zeros, such as codes of places: the zeros are meant."""

import re
from collections.abc import Mapping

from .looking import place_of
from .packages import Package, attributes

_MOST = 200_000_000

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


def zero_filled(
    package: Package, part: str | None, styles: Mapping[int, int]
) -> dict[tuple[int, int], int]:
    """Give the cells of a sheet shown with leading zeros, and how many digits each shows."""
    if part is None or not styles:
        return {}
    wanted = b"|".join(str(style).encode() for style in styles)
    pattern = re.compile(rb"<c r=\"([A-Z]{1,3}[0-9]{1,7})\" s=\"(" + wanted + rb")\"")
    found = {}
    for match in pattern.finditer(package.text(part, _MOST)):
        place = place_of(match[1].decode())
        if place is not None:
            found[place] = styles[int(match[2])]
    return found
