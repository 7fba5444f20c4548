"""strikelog: an offline, encrypted record of attacks on civilian life."""

__version__ = "0.1.0.dev0"
