"""The beginning of a plain text, made safe to show."""

import codecs
from collections.abc import Mapping

# Named here because a confined child can open no file, not even that of a codec.
from encodings import cp1256, utf_8_sig, utf_16

from ..limited.child import Answer, Data

_MOST = 64 << 10
_LOADED = (cp1256, utf_8_sig, utf_16)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Marks that turn the direction of writing round and could disguise what follows them.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def text_head(_: Mapping[str, object], data: Data) -> Answer:
    """Give the first 64 KiB as text that holds nothing but letters, signs and line breaks."""
    raw = data.read_at(0, _MOST)
    text = _decoded(raw)
    kept = (one for one in text if (one.isprintable() and one not in _TURNING) or one in "\n\t")
    return Answer("".join(kept))


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        # A letter may be cut in two at the end of the part.
        return codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return raw.decode("cp1256", "replace")
