"""Zip packages, judged before anything in them is unpacked, and unpacked within bounds."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from encodings import cp437  # noqa: F401 - names in packages need it when no file can be opened
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ...limited.child import Unusable

MOST_MEMBERS = 2_000
MOST_UNPACKED = 1_500_000_000
MOST_RATIO = 120
SMALL = 20_000_000
"""Bytes that may be unpacked whatever the ratio: an empty sheet shrinks a hundredfold."""

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DTD_WITHIN = 65_536
_FAULTS = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    zlib.error,
)


class Package:
    """A package of files that passed the first look."""

    def __init__(self, content: bytes, *, most_unpacked: int = MOST_UNPACKED) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except _FAULTS:
            raise Unusable("cut_short") from None
        self.members = self._zip.infolist()
        self.names = frozenset(member.filename for member in self.members)
        self._judge(len(content), most_unpacked)

    def _judge(self, packed: int, most_unpacked: int) -> None:
        unpacked = sum(member.file_size for member in self.members)
        if not unpacked:
            raise Unusable("empty_archive")
        if len(self.members) > MOST_MEMBERS or unpacked > most_unpacked:
            raise Unusable("too_large")
        if unpacked > SMALL and unpacked > packed * MOST_RATIO:
            raise Unusable("bomb")
        if any(member.flag_bits & _ENCRYPTED for member in self.members):
            raise Unusable("password")

    @property
    def twice(self) -> int:
        """Names that stand on more than one member."""
        counts = Counter(member.filename for member in self.members)
        return sum(count > 1 for count in counts.values())

    def kind(self) -> str:
        """Give `xlsx`, `xlsm` or `ods`, or the word for why it is none of them."""
        if any(name.endswith(("Index/Document.iwa", "Index.zip")) for name in self.names):
            return "numbers"
        if self._starts_with("word/", "ppt/", "visio/"):
            return "not_a_table"
        if any(name.endswith("workbook.bin") for name in self.names):
            return "binary_workbook"
        if "mimetype" in self.names or "content.xml" in self.names:
            return self._document_kind()
        if self._starts_with("xl/") or "[Content_Types].xml" in self.names:
            return "xlsm" if self.has_macros else "xlsx"
        return "packed"

    def _document_kind(self) -> str:
        if "mimetype" in self.names and not self.text("mimetype").startswith(_TYPE):
            return "not_a_table"
        if "META-INF/manifest.xml" in self.names:
            manifest = self.text("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                return "password"
        return "ods"

    @property
    def has_macros(self) -> bool:
        """Tell whether programs are inside."""
        lowered = [name.lower() for name in self.names]
        return any(
            name.endswith("vbaproject.bin") or name.startswith(("xl/macrosheets/", "basic/"))
            for name in lowered
        )

    def _starts_with(self, *folders: str) -> bool:
        return any(name.startswith(folders) for name in self.names)

    def within(self, *folders: str) -> list[str]:
        """Give the names of the members in some folders, each once."""
        found = (one.filename for one in self.members if one.filename.startswith(folders))
        return list(dict.fromkeys(found))

    def text(self, name: str, most: int = SMALL) -> bytes:
        """Unpack one member, up to so many bytes; nothing when there is none of that name."""
        if name not in self.names:
            return b""
        parts, held = [], 0
        for chunk in self.chunks(name):
            parts.append(chunk)
            held += len(chunk)
            if held > most:
                break
        return b"".join(parts)[:most]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one member bit by bit; raises Unusable when it is damaged."""
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except _FAULTS:
            raise Unusable("cut_short") from None

    def refuse_declarations(self) -> None:
        """Refuse XML that declares a document type: no program writes one, only bombs do."""
        for member in self.members:
            if member.filename.endswith((".xml", ".rels")) and self._declares(member):
                raise Unusable("declaration")

    def _declares(self, member: ZipInfo) -> bool:
        try:
            with self._zip.open(member) as stream:
                head = stream.read(min(_DTD_WITHIN, member.file_size))
        except _FAULTS:
            return False  # whoever reads it will say so
        return _DTD.search(_plain(head)) is not None


def _plain(head: bytes) -> bytes:
    """Bring XML written in two bytes a letter to one."""
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0<")) else head


def part_of(target: str, folder: str = "xl") -> str:
    """Give the name of the member a link inside a package leads to."""
    if target.startswith("/"):
        return target.removeprefix("/")
    parts: list[str] = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def attributes(tag: bytes) -> dict[str, str]:
    """Read the attributes of one tag as they stand, without resolving anything."""
    return {
        match[1].decode("utf-8", "replace"): _resolved(match[2] or match[3] or b"")
        for match in _ATTRIBUTE.finditer(tag)
    }


_ATTRIBUTE = re.compile(rb"([\w:.-]{1,64})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMED: Sequence[tuple[str, str]] = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&apos;", "'"),
    ("&amp;", "&"),
)


def _resolved(value: bytes) -> str:
    text = value.decode("utf-8", "replace")
    for name, letter in _NAMED:
        text = text.replace(name, letter)
    return text
