"""How the tests read a PDF back: with the system's pdftotext, and with pypdf for its parts."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from strikelog.briefing.bidi import CONTROLS
from strikelog.briefing.composing import Block
from strikelog.briefing.document import Document, write_document

_MARKS = dict.fromkeys(map(ord, CONTROLS))


def pdf_of(*blocks: Block, **settings: object) -> bytes:
    """A document with these blocks, as bytes."""
    return bytes_of(Document("Test", blocks, **settings))


def bytes_of(document: Document) -> bytes:
    """A document, as bytes."""
    memory = BytesIO()
    write_document(memory, document)
    return memory.getvalue()


def reader_of(content: bytes) -> pypdf.PdfReader:
    """The parts of a PDF."""
    return pypdf.PdfReader(BytesIO(content))


def text_of(content: bytes, folder: Path) -> str:
    """What a person copies out of the pages, without the marks pdftotext adds for direction."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler) is not installed")
    file = folder / "read.pdf"
    file.write_bytes(content)
    found = subprocess.run([program, file, "-"], capture_output=True, check=True)
    assert found.stderr == b""
    return found.stdout.decode().translate(_MARKS)
