"""Which way a file takes into the vault: one of ours is reviewed, anyone else's is understood."""

from pathlib import Path
from typing import Literal

Way = Literal["ours", "foreign"]


def way_of(path: Path) -> Way:
    """Glance at a file, in a confined child; one that cannot be read goes the strangers' way."""
    from ..exchange.opening import is_ours

    return "ours" if is_ours(path) else "foreign"
