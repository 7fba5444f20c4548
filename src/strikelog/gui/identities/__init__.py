"""People by name: the second unlock, and the few places where names are typed and seen."""

from strikelog.gui.identities.desk import PeopleDesk

__all__ = ["PeopleDesk"]
