"""Python's search for rubbish, put off while very many values are made.

It walks over everything made so far whenever some more was made: with a million records in hand, a
quarter of all the time goes there, and nothing is ever found.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no rubbish meanwhile; what nobody holds any more is let go of all the same."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()
