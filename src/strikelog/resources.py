"""Finds the files that ship with the program, wherever the program runs from.

The same folder, ``resources/``, stands beside ``src/`` in a checkout, inside the package
(as ``_resources``) in an installed wheel, and beside the modules in a packaged bundle.
"""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class ResourcesMissing(RuntimeError):
    """The program's own files are not where any kind of installation keeps them."""


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder, as in ``resource("fonts", "NotoSans-Regular.ttf")``."""
    found = resources_folder().joinpath(*parts)
    if not found.exists():
        raise ResourcesMissing(f"This installation lacks the file resources/{'/'.join(parts)}.")
    return found


@cache
def resources_folder() -> Path:
    """The folder all shipped files stand in; looked for once."""
    for folder in _candidates():
        if folder.is_dir():
            return folder
    tried = ", ".join(str(folder) for folder in _candidates())
    raise ResourcesMissing(f"This installation lacks its resources folder (looked for {tried}).")


def _candidates() -> tuple[Path, ...]:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return (Path(bundle) / "resources",)
    return (_PACKAGE / "_resources", _PACKAGE.parents[1] / "resources")
