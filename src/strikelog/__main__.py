"""Lets ``python -m strikelog`` do what the ``strikelog`` command does."""

import sys

from strikelog.app import main

if __name__ == "__main__":
    sys.exit(main())
