"""The page on which a partner's own table becomes records: what each column means, and a look."""

from strikelog.gui.exchange.foreign.page import ForeignPage

__all__ = ["ForeignPage"]
