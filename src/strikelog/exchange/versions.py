"""Names of contents: by them two offices find the last content of a record that both had."""

from hashlib import blake2b

from ..domain.records import Record
from ..domain.values import content_hash
from .layout import BASE_KEYS

BASE_COLUMNS = (*BASE_KEYS, "line")
"""Columns of the hidden sheet; `line` names the earlier contents of a record, oldest first."""

LINE_AT_MOST = 60
"""Earlier contents that a row names at most, newest last."""


def version_name(digest: str, tlp: str) -> str:
    """Name a content by the hash of its canonical form and its sharing mark, in 16 hex digits."""
    return blake2b(f"{digest} {tlp}".encode(), digest_size=8).hexdigest()


def version_of(record: Record) -> str:
    """Name what a record holds now."""
    return version_name(content_hash(record), record.tlp or "")


_EDIT = "~"


def edit_name(before: str, after: str) -> str:
    """Name an edit by hand, from one content to another: the same edit again says nothing new."""
    return _EDIT + version_name(before, after)


def is_edit(name: str) -> bool:
    """Tell the name of an edit from that of a content."""
    return name.startswith(_EDIT)
