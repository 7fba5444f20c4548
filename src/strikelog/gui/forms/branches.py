"""What hangs on a record and is edited inside its form: which classes, and what a row says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from strikelog.domain.display import words
from strikelog.domain.fields import field_of
from strikelog.domain.messages import mark
from strikelog.domain.records import (
    AggregateClaim,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentLink,
    IncidentSite,
    Record,
    Site,
    SiteStatus,
    Strike,
    new_id,
)
from strikelog.domain.text import isolate
from strikelog.domain.values import record_from_plain
from strikelog.gui.editors.counting import Span, said_count
from strikelog.gui.forms.arrangement import Item
from strikelog.gui.forms.arrangements import GAP, PEOPLE
from strikelog.gui.language import language, say

Names = Callable[[str], str]


@dataclass(frozen=True)
class Branch:
    """One class of records that hang on another: where they point, what rows say, how they order.

    `fixed` is what every new one starts with; `order` names the field that counts their places.
    """

    kind: type[Record]
    owner: str
    label: str
    add: str
    title: tuple[Item, ...]
    detail: tuple[Item, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    branches: tuple["Branch", ...] = ()

    def begin(self, owner_id: str, place: int) -> Record:
        """Begin a record at the end of the branch."""
        plain: dict[str, object] = {"id": new_id(), self.owner: owner_id, **self.fixed}
        if self.order:
            plain[self.order] = place
        return record_from_plain(self.kind, plain)

    def holds(self, record: Record, owner_id: str) -> bool:
        """Tell whether a record hangs on that owner by this branch."""
        return isinstance(record, self.kind) and getattr(record, self.owner) == owner_id

    def in_order(self, records: list[Record]) -> list[Record]:
        """Put records in the order in which the branch shows them."""
        if not self.order:
            return records
        return sorted(records, key=lambda one: getattr(one, self.order) or 0)

    def named(self, record: Record, names: Names) -> str:
        """Name a record in one line."""
        return _said(record, self.title, names)

    def detailed(self, record: Record, names: Names) -> str:
        """Say what else a row shows."""
        return _said(record, self.detail, names)


def _said(record: Record, items: tuple[Item, ...], names: Names) -> str:
    said = (_said_item(record, item, names) for item in items)
    return " · ".join(isolate(one) for one in said if one)


_SAYS_NOTHING = frozenset({"unknown", "any", "total", "unspecified"})


def _said_item(record: Record, item: Item, names: Names) -> str:
    if isinstance(item, Span):
        said = said_count(item.of(record))
        return say(item.phrase).format(count=said) if said and item.phrase else said
    value = getattr(record, item)
    if value in _SAYS_NOTHING:
        return ""
    return words(field_of(type(record), item), value, language(), names=names)


def _figures(owner: str, label: str) -> Branch:
    return Branch(
        CasualtyFigure,
        "owner_id",
        label,
        mark("Add figure"),
        title=("outcome", PEOPLE),
        detail=("age_sex", "role", "civ_status", "note"),
        fixed={"owner_type": owner},
    )


def _attributions(owner: str, label: str) -> Branch:
    return Branch(
        Attribution,
        "owner_id",
        label,
        mark("Add attribution"),
        title=("actor_id",),
        detail=("part", "logic", "confidence", "basis"),
        fixed={"owner_type": owner},
    )


PLACES_HIT = Branch(
    IncidentSite,
    "incident_id",
    mark("Places hit"),
    mark("Add place"),
    title=("site_id", "site_text"),
    detail=("site_type", "site_role", "damage", "status_after"),
)
STRIKES = Branch(
    Strike,
    "incident_id",
    mark("Strikes in their order"),
    mark("Add strike"),
    title=("seq", "time_local"),
    detail=(GAP, "delivery", "weapon", "note"),
    order="seq",
)
CLAIMS = Branch(
    Claim,
    "incident_id",
    mark("Claims: what each source says"),
    mark("Add claim"),
    title=("source_id",),
    detail=("summary",),
    branches=(
        _figures("claim", mark("People, as this source says")),
        _attributions("claim", mark("Who did it, as this source says")),
    ),
)
OUR_FIGURES = _figures("incident", mark("Our own figures"))
OUR_ATTRIBUTIONS = _attributions("incident", mark("Our own attribution"))
ASSESSMENTS = Branch(
    Assessment,
    "incident_id",
    mark("Assessments"),
    mark("Add assessment"),
    title=("grading", "certainty"),
    detail=("assessed_on", "assessor", "reviewer", "rationale"),
)
LINKS = Branch(
    IncidentLink,
    "from_id",
    mark("Links to other incidents"),
    mark("Add link"),
    title=("link_type", "to_id"),
    detail=("confidence", "note"),
)
STATUSES = Branch(
    SiteStatus,
    "site_id",
    mark("How it functioned over time"),
    mark("Add status"),
    title=("date_edtf", "status"),
    detail=("source_id", "cause_incident_id", "note"),
)

BRANCHES: Mapping[type[Record], tuple[Branch, ...]] = {
    Incident: (
        PLACES_HIT,
        STRIKES,
        CLAIMS,
        OUR_FIGURES,
        OUR_ATTRIBUTIONS,
        ASSESSMENTS,
        LINKS,
    ),
    Site: (STATUSES,),
    AggregateClaim: (_figures("aggregate", mark("People, by kind")),),
}
"""What is edited inside the form of another record."""


def branches_of(kind: type[Record]) -> tuple[Branch, ...]:
    """Give the branches of a class, or of the class it extends."""
    return next((BRANCHES[one] for one in kind.__mro__ if one in BRANCHES), ())
