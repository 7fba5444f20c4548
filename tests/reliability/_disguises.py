"""Words in every disguise in which a file may hold them, and files opened as far as they go."""

import base64
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

_DEEPEST = 3
_MOST = 64 << 20
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")


def disguises(word: str) -> dict[str, list[bytes]]:
    """Give every way a word of letters and digits may be written, by name."""
    plain = word.encode()
    return {
        "utf-8": [plain],
        "utf-16": [word.encode("utf-16-le"), word.encode("utf-16-be")],
        "hex": [plain.hex().encode(), plain.hex().upper().encode()],
        "base64": [_inside(base64.b64encode, plain, 3, at) for at in range(3)],
        "ascii85": [_inside(base64.a85encode, plain, 4, at) for at in range(4)],
    }


def _inside(encode, plain: bytes, group: int, at: int) -> bytes:
    """Encode a word that begins somewhere in a group; give what does not depend on neighbours."""
    skipped = (group - at) % group
    whole = (len(plain) - skipped) // group * group
    return encode(plain[skipped : skipped + whole])


class Search:
    """Looks for words in content, under wrappings of any depth that files have."""

    def __init__(self, words: dict[str, str]):
        self._needles = {
            needle: (name, how)
            for name, word in words.items()
            for how, found in disguises(word).items()
            for needle in found
        }
        self._any = re.compile(b"|".join(re.escape(one) for one in self._needles))

    def in_folder(self, folder: Path) -> set[tuple[str, str, str]]:
        """Give (word, file, disguise) for every find below a folder, names of files included."""
        found = set()
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            found |= {(word, name, f"name, {how}") for word, how in self.in_bytes(name.encode())}
            if path.is_file():
                content = path.read_bytes()
                found |= {(word, name, how) for word, how in self.in_bytes(content)}
                found |= {(word, name, how) for word, how in self._in_pdf(content)}
        return found

    def in_bytes(self, content: bytes, depth: int = 0) -> set[tuple[str, str]]:
        """Give (word, disguise) for every find in a content and in what is packed in it."""
        found = {self._needles[one] for one in set(self._any.findall(content))}
        if depth < _DEEPEST:
            for packed in _unpacked(content):
                found |= {
                    (word, f"deflate, {how}") for word, how in self.in_bytes(packed, depth + 1)
                }
        return found

    def _in_pdf(self, content: bytes) -> set[tuple[str, str]]:
        """Read a PDF as a reader would; its letters are numbers of glyphs otherwise."""
        if not content.startswith(b"%PDF"):
            return set()
        pages = PdfReader(BytesIO(content)).pages
        text = "".join(page.extract_text() for page in pages)
        return {
            (word, f"printed, {how}") for word, how in self.in_bytes("".join(text.split()).encode())
        }


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Give every part that is packed with deflate: members of archives, streams anywhere."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
        return
    for begin in _ZLIB.finditer(content):
        window = 31 if content[begin.start()] == 0x1F else 15
        unpacker = zlib.decompressobj(window)
        try:
            part = unpacker.decompress(content[begin.start() : begin.start() + _MOST], _MOST)
        except zlib.error:
            continue
        if len(part) > 8:
            yield part
