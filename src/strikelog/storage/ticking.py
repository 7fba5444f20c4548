"""A clock that nobody can set, beside the one on the wall.

Each step notes both. Within one session they must move together; where they do not, the clock on
the wall was set, and the history can show when and by how much.
"""

import sys
import time
from functools import cache
from secrets import token_hex


@cache
def session() -> str:
    """Give the name of this run of the program, drawn when it is first asked for."""
    return token_hex(4)


if sys.platform == "linux":

    def ticks() -> int:
        """Give milliseconds since the machine started, sleep included."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

elif sys.platform == "darwin":

    def ticks() -> int:
        """Give milliseconds since the machine started, sleep included."""
        # time.monotonic stands still there while the machine sleeps.
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000

else:

    def ticks() -> int:
        """Give milliseconds since the machine started, sleep included."""
        return time.monotonic_ns() // 1_000_000
