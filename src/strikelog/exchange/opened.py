"""A finished file as everything that can be read in it: every cell, property, name and comment.

This is for the release gate, so it does not trust how the file was made: any part of the package
is opened, and what lies in a place that spreadsheets do not show is read like the rest.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.pictures import has_metadata
from .layout import BASE, ID, KEY_ROW

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|tiff?|gif|heic)$", re.IGNORECASE)
_DIGITS = "0123456789"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST = 1 << 30


class NotOpened(StrikelogError):
    """A finished file cannot be read back, so nobody knows what is in it."""

    message = mark("The finished file could not be read back for the check, so it was not kept.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and where it stands; `key` and `record` tell the column and row of a data sheet."""

    sheet: str
    place: str
    text: str
    key: str = ""
    record: str = ""

    @property
    def where(self) -> str:
        """Say the place as spreadsheets do."""
        return f"{self.sheet}!{self.place}" if self.place else self.sheet


@dataclass
class Hidden:
    """What a file holds that a reader does not see: names of sheets, rows, comments, pictures."""

    sheets: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


class OpenedPackage:
    """A workbook, or any other package of XML, gone through piece by piece."""

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        try:
            self._package = ZipFile(stream)
        except BadZipFile as problem:
            raise NotOpened from problem
        self.hidden = Hidden()
        self._names = self._sheet_names()

    def pieces(self) -> Iterator[Piece]:
        """Give every text of the package; `hidden` is whole once they are gone through."""
        if self._package.comment:
            yield Piece("zip", "", self._package.comment.decode("utf-8", "replace"))
        for member in self._package.infolist():
            if member.file_size > _MOST:
                raise NotOpened
            name = member.filename
            yield Piece(name, "", name)
            if _SHEET.fullmatch(name):
                yield from self._cells(name, self._names.get(name, name))
            elif name.endswith((".xml", ".rels", ".vml")):
                self._note_part(name)
                yield from self._texts(name)
            elif _PICTURE.search(name):
                self._note_picture(name)
            else:
                yield from _raw(name, self._package.read(name))

    # -- sheets ------------------------------------------------------------------------------

    def _sheet_names(self) -> Mapping[str, str]:
        try:
            book = _xml(self._package.read("xl/workbook.xml"))
            links = _xml(self._package.read("xl/_rels/workbook.xml.rels"))
        except KeyError:
            return {}
        targets = {link.get("Id", ""): link.get("Target", "") for link in links}
        found = {}
        for sheet in book.iter("{*}sheet"):
            target = targets.get(sheet.get(_RELATED, ""), "").removeprefix("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            found[part] = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                self.hidden.sheets.append(sheet.get("name", ""))
        return found

    def _cells(self, part: str, sheet: str) -> Iterator[Piece]:
        place = _Place(sheet)
        with self._package.open(part) as stream:
            # Only cells and rows are told apart as they come: there are millions of them.
            reading = etree.iterparse(
                stream,
                events=("end",),
                tag=("{*}c", "{*}row"),
                resolve_entities=False,
                no_network=True,
                huge_tree=True,
            )
            for node in _walked(reading):
                if str(node.tag).endswith("}c"):
                    yield from place.pieces(node)
                elif _is_hidden(node):
                    self.hidden.rows.append(f"{sheet}!{node.get('r', '')}")
                node.clear()
        for node in reading.root.iter():
            yield from _said_in(sheet, node)

    # -- everything else ---------------------------------------------------------------------

    def _texts(self, part: str) -> Iterator[Piece]:
        for node in _xml(self._package.read(part)).iter():
            yield from _said_in(part, node)
            if isinstance(node.tag, str) and _is_hidden(node) and node.get("name"):
                self.hidden.parts.append(str(node.get("name")))

    def _note_part(self, name: str) -> None:
        if any(one in name for one in ("comments", "externalLinks", "pivot", "vml", "calcChain")):
            self.hidden.parts.append(name)

    def _note_picture(self, name: str) -> None:
        if has_metadata(self._package.read(name)):
            self.hidden.pictures.append(name)


_IDS = (ID, "event_id")
"""Keys of columns that name the record of a row."""


class _Place:
    """Where the reading of a sheet is: its row, and the record and columns as its keys tell."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._keys: dict[str, str] = {}
        self._record = ""
        self.row = ""

    def pieces(self, cell: etree._Element) -> Iterator[Piece]:
        """Give the text of a cell."""
        place, text = cell.get("r", ""), "".join(map(str, cell.itertext()))
        column = place.rstrip(_DIGITS)
        row = place[len(column) :]
        if row != self.row:
            self.row, self._record = row, ""
        if row == str(KEY_ROW):
            self._keys[column] = text
        key = self._keys.get(column, "")
        if self._sheet.startswith(BASE):
            # The first cell names the class of the record.
            key, self._record = BASE, self._record or text
        elif key in _IDS:
            self._record = text
        if text:
            yield Piece(self._sheet, place, text, key, self._record)


def _is_hidden(node: etree._Element) -> bool:
    return node.get("hidden") in ("1", "true")


def _walked(reading: Iterator[tuple[str, etree._Element]]) -> Iterator[etree._Element]:
    try:
        for _, node in reading:
            yield node
    except etree.XMLSyntaxError as problem:
        raise NotOpened from problem


def _xml(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise NotOpened from problem


_HEADER_CODE = re.compile(r'&(?:[A-Z]|"[^"]*"|\d+)')
"""What says in the head and foot of a printed sheet where and how a text stands."""

_SHORTEST = 4


def _said_in(place: str, node: etree._Element) -> Iterator[Piece]:
    """Give the attributes of a node and the texts in and after it, comments of XML included."""
    if isinstance(node.tag, str):
        for value in node.attrib.values():
            if len(value) >= _SHORTEST:
                yield Piece(place, "", str(value))
    for text in (node.text, node.tail):
        if text and text.strip():
            yield Piece(place, "", _HEADER_CODE.sub(" ", text))


def _raw(name: str, content: bytes) -> Iterator[Piece]:
    """Give a member of no known kind as text, in the encodings that text comes in."""
    for encoding in ("utf-8", "utf-16-le"):
        yield Piece(name, "", content.decode(encoding, "ignore"))
