"""What a page asks the window to do: one value a wish, carried by one signal."""

from dataclasses import dataclass

from strikelog.domain.filters import ALL, Filter
from strikelog.domain.records import Record
from strikelog.gui.pages.facts import Details


@dataclass(frozen=True)
class New:
    """Begin a record."""

    kind: type[Record]


@dataclass(frozen=True)
class Spot:
    """Where on a form: a field of the record, or of the `part` that hangs on it.

    `branch` is a class of such parts instead, where the next one can be added.
    """

    key: str = ""
    part: str = ""
    branch: str = ""


NOWHERE = Spot()
"""The first field of a form."""


@dataclass(frozen=True)
class Edit:
    """Open the form of a record, with the keyboard in its first field or on a spot."""

    kind: type[Record]
    id: str
    spot: Spot = NOWHERE


@dataclass(frozen=True)
class Reach:
    """Open the form on which a record stands, with the keyboard in one of its fields."""

    kind: type[Record]
    id: str
    key: str = ""


@dataclass(frozen=True)
class Remove:
    """Delete records, with a way back."""

    records: tuple[Record, ...]


@dataclass(frozen=True)
class ShowHistory:
    """Tell who changed a record, when and why."""

    record: Record


@dataclass(frozen=True)
class ShowProblems:
    """List what is missing or doubtful in an incident."""

    details: Details


@dataclass(frozen=True)
class ShowIncidents:
    """List the incidents that match."""

    where: Filter


@dataclass(frozen=True)
class ShowEvidence:
    """Show the evidence that matches."""

    where: Filter


@dataclass(frozen=True)
class GoTo:
    """Go to a record, on whichever page it is listed."""

    kind: type[Record]
    id: str


@dataclass(frozen=True)
class LookAt:
    """Turn to a question of insight, and to the result of a name."""

    topic: str
    name: str = ""


@dataclass(frozen=True)
class Export:
    """Write a workbook of the incidents that match."""

    where: Filter = ALL


@dataclass(frozen=True)
class Brief:
    """Make a briefing on the incidents that match."""

    where: Filter = ALL


@dataclass(frozen=True)
class Dossier:
    """Make the PDF of one incident."""

    record: Record


@dataclass(frozen=True)
class Import:
    """Bring in a workbook."""


@dataclass(frozen=True)
class ImportPlaces:
    """Bring in a gazetteer."""


@dataclass(frozen=True)
class Capture:
    """Record an incident in half a minute."""


@dataclass(frozen=True)
class OpenExample:
    """Open the worked example beside this vault."""


Wish = (
    New
    | Edit
    | Reach
    | Remove
    | ShowHistory
    | ShowProblems
    | ShowIncidents
    | ShowEvidence
    | GoTo
    | LookAt
    | Export
    | Brief
    | Dossier
    | Import
    | ImportPlaces
    | Capture
    | OpenExample
)
