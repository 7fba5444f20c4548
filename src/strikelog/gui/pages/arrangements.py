"""How each kind of record is listed: which columns in which widths, what an empty list says.

Arranged by hand. Whatever an arrangement does not name can still be chosen as a column, so a field
added to a record appears here by itself.
"""

from dataclasses import dataclass

from strikelog.domain.messages import mark
from strikelog.domain.records import (
    Actor,
    AggregateClaim,
    Evidence,
    Incident,
    IncidentGroup,
    Location,
    Period,
    Record,
    Site,
    Source,
)
from strikelog.gui.lists.columns import Sort


@dataclass(frozen=True)
class Listed:
    """One column of an arrangement; the first field is what it is sorted by.

    `look` names how the cell is made: `names` in two scripts, `name` in the window's, `code`,
    `icon`, `pill`, `people`, `count`, `ref`, or nothing for what the kind of the field says.
    """

    fields: tuple[str, ...]
    width: int
    look: str = ""
    label: str = ""
    grows: bool = False


@dataclass(frozen=True)
class Arrangement:
    """One page of the window."""

    kind: type[Record]
    icon: str
    section: str
    columns: tuple[Listed, ...]
    sort: Sort
    hint: str
    new: str
    empty: str
    what_now: str
    title: str = ""

    @property
    def heading(self) -> str:
        """What the page is called, marked: by its records, unless it has a name of its own."""
        return self.title or self.kind.about.plural

    @property
    def name(self) -> str:
        """What the page is remembered by."""
        return self.kind.__name__


_RECORD, _AROUND = mark("Record"), mark("Registers")

ARRANGEMENTS = (
    Arrangement(
        kind=Incident,
        icon="clipboard-list",
        section=_RECORD,
        columns=(
            Listed(("ref", "id"), 106, "ref", mark("Code")),
            Listed(("date_edtf",), 112),
            Listed(
                ("site", "site_local", "title", "place_local"),
                126,
                "names",
                mark("Site"),
                grows=True,
            ),
            Listed(("site_types",), 132, "icon", mark("Type")),
            Listed(("governorate", "governorate_local"), 96, "name"),
            Listed(("weapon",), 96, "code"),
            Listed(("killed_low", "killed_high"), 66, "people", mark("Killed")),
            Listed(("workflow",), 96, "pill", mark("Status")),
        ),
        sort=Sort("date_edtf", descending=True),
        hint=mark("Search code, place, text…"),
        new=mark("New incident"),
        empty=mark("No incidents yet"),
        what_now=mark(
            "An incident is one moment and place in which civilians were harmed. Record one in"
            " full, or capture when, where, what and the source in half a minute."
        ),
    ),
    Arrangement(
        kind=Site,
        icon="building-2",
        section=_RECORD,
        columns=(
            Listed(("name", "name_local"), 170, "names", grows=True),
            Listed(("site_type",), 150, "icon", mark("Type")),
            Listed(("location_id",), 130, label=mark("Place")),
            Listed(("operator",), 140),
            Listed(("status",), 130, "pill", mark("Functioning")),
            Listed(("status_on",), 110, label=mark("As of")),
        ),
        sort=Sort("name"),
        hint=mark("Search sites in any spelling…"),
        new=mark("New site"),
        empty=mark("No sites yet"),
        what_now=mark(
            "A site is a hospital, school, market or other place that persists, so that repeated"
            " strikes on it are seen. Sites can be made here or while recording an incident."
        ),
    ),
    Arrangement(
        kind=Source,
        icon="file-text",
        section=_RECORD,
        columns=(
            Listed(("ref", "id"), 122, "ref", mark("Code")),
            Listed(("title",), 190, "names", grows=True),
            Listed(("publisher",), 130),
            Listed(("source_type",), 160, "icon", mark("Type")),
            Listed(("published",), 104),
            Listed(("reliability",), 138, "reliability", mark("Reliability")),
        ),
        sort=Sort("published", descending=True),
        hint=mark("Search title, publisher, text…"),
        new=mark("New source"),
        empty=mark("No sources yet"),
        what_now=mark(
            "A source is a document, post, person or data set that asserts something. Every claim"
            " in an incident names one."
        ),
    ),
    Arrangement(
        kind=Evidence,
        icon="image",
        section=_RECORD,
        columns=(
            Listed(("ref", "id"), 96, "ref", mark("Code")),
            Listed(("title",), 180, "names", grows=True),
            Listed(("media_type",), 120, "icon", mark("Type")),
            Listed(("captured_edtf",), 104),
            Listed(("graphic",), 112, "graphic"),
            Listed(("verification",), 150, "verification"),
        ),
        sort=Sort("created_at", descending=True),
        hint=mark("Search title, file name, text…"),
        new=mark("Add files"),
        empty=mark("No media yet"),
        what_now=mark(
            "Drop photographs, films and documents here, paste them, or add a whole folder. Each"
            " is hashed, encrypted and never altered; its custody is written from the first moment."
        ),
        title=mark("Media"),
    ),
    Arrangement(
        kind=AggregateClaim,
        icon="sigma",
        section=_RECORD,
        columns=(
            Listed(("title",), 220, "names", grows=True),
            Listed(("low", "high"), 88, "count", mark("Figure")),
            Listed(("unit",), 106, "code"),
            Listed(("start_edtf",), 100, label=mark("From")),
            Listed(("end_edtf",), 100, label=mark("To")),
            Listed(("as_of",), 100, label=mark("As of")),
            Listed(("source_id",), 128, label=mark("Asserted by")),
        ),
        sort=Sort("as_of", descending=True),
        hint=mark("Search totals…"),
        new=mark("New total"),
        empty=mark("No published totals yet"),
        what_now=mark(
            "Totals that others published stand beside your own counts and are never added to"
            " them. Record the number as it was worded, its period and who published it."
        ),
    ),
    Arrangement(
        kind=Location,
        icon="map-pin",
        section=_AROUND,
        columns=(
            Listed(("name", "name_local"), 180, "names", grows=True),
            Listed(("level",), 150, "code"),
            Listed(("parent_id",), 150, label=mark("Part of")),
            Listed(("country_iso3",), 80),
            Listed(("pcode",), 110),
            Listed(("lat",), 90),
            Listed(("lon",), 90),
        ),
        sort=Sort("name"),
        hint=mark("Search places in any spelling…"),
        new=mark("New place"),
        empty=mark("No places yet"),
        what_now=mark(
            "Places form a tree from country to village, each in all the spellings you meet. They"
            " can be made here or while recording an incident."
        ),
    ),
    Arrangement(
        kind=Actor,
        icon="users",
        section=_AROUND,
        columns=(
            Listed(("name", "name_local"), 200, "names", grows=True),
            Listed(("actor_type",), 180, "code", mark("Type")),
            Listed(("parent_id",), 180),
            Listed(("country_iso3",), 90),
            Listed(("active_edtf",), 120),
        ),
        sort=Sort("name"),
        hint=mark("Search actors…"),
        new=mark("New actor"),
        empty=mark("No actors yet"),
        what_now=mark(
            "Actors are the armed forces, groups and authorities that sources name, each under one"
            " neutral name."
        ),
    ),
    Arrangement(
        kind=Period,
        icon="calendar-range",
        section=_AROUND,
        columns=(
            Listed(("name",), 240, "names", grows=True),
            Listed(("period_type",), 160, "code"),
            Listed(("start_edtf",), 120),
            Listed(("end_edtf",), 120),
            Listed(("location_ids",), 160),
        ),
        sort=Sort("start_edtf", descending=True),
        hint=mark("Search periods…"),
        new=mark("New period"),
        empty=mark("No periods yet"),
        what_now=mark(
            "Periods are cease-fires, pauses, offensives and reporting windows against which"
            " incidents are seen."
        ),
    ),
    Arrangement(
        kind=IncidentGroup,
        icon="link",
        section=_AROUND,
        columns=(
            Listed(("name",), 260, "names", grows=True),
            Listed(("group_type",), 160, "code"),
            Listed(("window_edtf",), 140),
            Listed(("expected_low", "expected_high"), 110, "count", mark("Expected")),
            Listed(("source_id",), 180),
        ),
        sort=Sort("name"),
        hint=mark("Search groups…"),
        new=mark("New group"),
        empty=mark("No groups yet"),
        what_now=mark(
            "A group is a sequence or pattern of incidents that a source, or you, saw as one."
        ),
    ),
)
"""The pages in the order of the rail."""
