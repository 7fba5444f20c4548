"""What may be said of a fault of the program: types, files and lines, never a value.

Messages of exceptions, local variables and paths above the package could all carry what a record
says or who wrote it, so none of them is ever kept or shown.
"""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

LONGEST_CHAIN = 5
"""Of errors that led to each other, so many are told."""

Tell = Callable[[BaseException], None]


def chain_of(error: BaseException) -> str:
    """Describe an error and those that led to it, so that it can be found and says nothing else."""
    chain: list[str] = []
    link: BaseException | None = error
    while link is not None and len(chain) < LONGEST_CHAIN:
        chain.append(_described(link))
        link = link.__cause__ or link.__context__
    return "\n\n".join(chain)


def tell_faults_to(tell: Tell) -> None:
    """Send errors that nobody caught to one place instead of a stream.

    What a stream gets may be kept by the system long after the program ended.
    """

    def hook(_kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        tell(error)

    sys.excepthook = hook


def tell_stray_faults_to(tell: Tell) -> None:
    """Do the same for errors in other threads, and for those that Python itself swallows."""

    def thread_hook(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            tell(caught.exc_value)

    def stray_hook(stray: "sys.UnraisableHookArgs") -> None:
        if stray.exc_value is not None:
            tell(stray.exc_value)

    threading.excepthook = thread_hook
    sys.unraisablehook = stray_hook


def _described(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__qualname__, *lines])


def _place(filename: str) -> str:
    """Name a file from its package on; folders above it could name the person."""
    parts = filename.replace("\\", "/").split("/")
    if "strikelog" in parts[:-1]:
        start = len(parts) - 1 - parts[::-1].index("strikelog")
        return "/".join(parts[start:])
    return parts[-1]
