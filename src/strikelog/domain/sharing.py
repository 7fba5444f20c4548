"""Who gets what: partners, the marks named for them, and which sources are nobody's business."""

from dataclasses import dataclass

from .errors import StrikelogError
from .hidden_sources import PEOPLE_WHO_TOLD_US
from .messages import mark
from .records import Source
from .text import fold

STRICT = ("TLP:RED", "TLP:AMBER+STRICT")
"""Marks of records that stay in the office unless a partner is named for them."""

OPEN = ("TLP:GREEN", "TLP:CLEAR")
"""Marks of incidents that everybody may be told of."""

_FOR_ALL = frozenset({"public", "registration"})
_FOR_PARTNERS = _FOR_ALL | {"partner"}
_PEOPLE = PEOPLE_WHO_TOLD_US | {"field_visit"}
"""Kinds of sources that are people or their files: protected whatever their access says."""


class PartnerUnnamed(StrikelogError):
    """A partner was to be kept without a name."""

    message = mark("A partner needs a name, by which your office knows them.")


class PartnerNameTaken(StrikelogError):
    """Two partners would bear one name."""

    message = mark("There is already a partner “{name}”. Choose another name.")


class NoSuchPartner(StrikelogError):
    """Nobody of that name was ever given a workbook."""

    message = mark("There is no partner “{name}”. Known are: {found}.")


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who gets workbooks; `named_for` are the strict marks they may see nevertheless.

    The id is what pseudonyms are made with, so a partner that is renamed sees the same ones. One
    that was removed is kept out of sight: what comes back from them is still understood.
    """

    id: str
    name: str
    named_for: tuple[str, ...] = ()
    is_removed: bool = False
    former_names: tuple[str, ...] = ()

    def may_see(self, tlp: str | None) -> bool:
        """Tell whether a record of a mark may go to this partner."""
        return tlp not in STRICT or tlp in self.named_for

    def was_called(self, name: str) -> bool:
        """Tell whether the partner has or had a name, by which the log may know them."""
        told = {" ".join(fold(one).split()) for one in (self.name, *self.former_names)}
        return " ".join(fold(name).split()) in told

    def is_called(self, name: str) -> bool:
        """Tell whether a person means this partner by a name."""
        return fold(name).split() == fold(self.name).split()


NOBODY = Partner("", "")
"""Stands for partners in general, named for nothing."""


def is_protected(source: Source, *, from_partners: bool) -> bool:
    """Tell whether who a source is must be kept from readers, by its kind, access or mark."""
    open_to = _FOR_ALL if from_partners else _FOR_PARTNERS
    restricted = (source.access or "confidential") not in open_to
    return restricted or source.source_type in _PEOPLE or source.tlp == STRICT[0]
