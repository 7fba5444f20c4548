"""The arrangements made by hand, one a record class; a class without one is shown by its groups."""

from collections.abc import Mapping

from strikelog.domain.messages import mark
from strikelog.domain.records import (
    Actor,
    AggregateClaim,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentGroup,
    IncidentLink,
    IncidentSite,
    Location,
    Period,
    Record,
    Site,
    SiteStatus,
    Source,
    Strike,
)
from strikelog.gui.editors.counting import Span
from strikelog.gui.forms.arrangement import Arrangement

PEOPLE = Span(mark("How many"), "low", "high", "qualifier", "as_reported")
"""A number of people as a source words it."""

IMPACTS = Span(mark("Impacts"), "impacts_low", "impacts_high")
INTERVAL = Span(mark("Minutes between waves"), "interval_min_low", "interval_min_high")
GAP = Span(
    mark("Minutes after the one before"), "gap_low", "gap_high", phrase=mark("{count} min later")
)
VEHICLES = Span(mark("Vehicles damaged"), "vehicles_low", "vehicles_high")
EXPECTED = Span(mark("Expected members"), "expected_low", "expected_high")

_OWNED = frozenset({"owner_type", "owner_id"})

ARRANGEMENTS: Mapping[type[Record], Arrangement] = {
    Incident: Arrangement(
        core=(
            ("title",),
            ("date_edtf", "time_local", "time_of_day"),
            ("location_id", "place_text"),
            ("event_type", "delivery", "weapon"),
            ("strike_pattern", "responders_hit", "workflow"),
            ("summary",),
        ),
        folded={
            "where": (("lat", "lon"), ("geo_prec", "geo_method")),
            "means": (("weapon_note",), (IMPACTS, INTERVAL)),
            "links": (("period_ids",), ("breach_of_ids",), ("group_id", "merged_into_id")),
        },
    ),
    IncidentSite: Arrangement(
        core=(
            ("site_id", "site_text"),
            ("site_type", "site_role"),
            ("damage", "status_before", "status_after"),
            ("damage_note",),
        ),
        spans=(VEHICLES,),
        hidden=frozenset({"incident_id"}),
    ),
    Strike: Arrangement(
        core=(
            ("time_local", GAP),
            ("delivery", "weapon", "incident_site_id"),
            ("responders_present", "crowd_present"),
            ("claim_ids",),
            ("note",),
        ),
        hidden=frozenset({"incident_id", "seq"}),
    ),
    Claim: Arrangement(
        core=(
            ("source_id", "via_source_id"),
            ("summary",),
            ("claim_type", "first_hand", "credibility"),
            ("independence", "derived_from_id"),
        ),
        folded={
            "when": (("asserted_on",),),
            "says": (
                ("date_edtf", "time_local"),
                ("place_text", "site_text"),
                ("event_type", "delivery", "weapon"),
                ("strike_pattern", "responders_hit", "damage"),
                ("status_after", "retracted"),
                ("quote",),
                ("quote_lang",),
                ("quote_en",),
            ),
        },
        hidden=frozenset({"incident_id"}),
    ),
    CasualtyFigure: Arrangement(
        core=(("outcome", PEOPLE), ("age_sex", "role", "civ_status"), ("note",)),
        hidden=_OWNED,
    ),
    Attribution: Arrangement(
        core=(("actor_id", "part"), ("logic", "confidence"), ("basis",)),
        folded={"who": (("response", "response_source_id"),)},
        hidden=_OWNED,
    ),
    Assessment: Arrangement(
        core=(
            ("grading", "certainty", "proof"),
            ("n_sources", "n_independent", "in_totals"),
            ("rationale",),
            ("assessed_on", "assessor", "reviewer"),
        ),
        hidden=frozenset({"incident_id"}),
    ),
    IncidentLink: Arrangement(
        core=(("link_type", "to_id"), ("confidence", "note")), hidden=frozenset({"from_id"})
    ),
    Site: Arrangement(
        core=(
            ("name", "name_local"),
            ("aliases",),
            ("site_type", "status", "status_on"),
            ("location_id", "coord_release"),
            ("note",),
        ),
        folded={"where": (("lat", "lon", "geo_prec"),)},
    ),
    SiteStatus: Arrangement(
        core=(("date_edtf", "status"), ("source_id", "cause_incident_id"), ("note",)),
        hidden=frozenset({"site_id"}),
    ),
    Location: Arrangement(
        core=(
            ("name", "name_local"),
            ("aliases",),
            ("level", "parent_id", "country_iso3"),
            ("lat", "lon"),
        ),
        folded={"where": (("pcode", "pcode_set", "iso_3166_2"),)},
    ),
    Source: Arrangement(
        core=(
            ("title",),
            ("source_type", "access"),
            ("publisher", "author"),
            ("url",),
            ("published", "accessed", "language"),
            ("reliability", "reliability_basis"),
        ),
        folded={"what": (("title_en", "ref"),), "sharing": (("licence",),)},
        # Consents stand in the store of identities, beside who the source is.
        hidden=frozenset({"consent_id"}),
    ),
    Evidence: Arrangement(
        core=(
            ("title",),
            ("media_type", "graphic", "verification"),
            ("captured_edtf", "captured_basis"),
            ("source_id", "acq_method"),
            ("incident_ids",),
            ("site_ids",),
            ("holding", "held_by"),
        ),
        hidden=frozenset({"store_path"}),
    ),
    Actor: Arrangement(
        core=(("name", "name_local"), ("aliases",), ("actor_type", "country_iso3"), ("parent_id",))
    ),
    Period: Arrangement(
        core=(
            ("name",),
            ("period_type", "disputed"),
            ("start_edtf", "end_edtf"),
            ("declared_by_ids",),
            ("location_ids",),
            ("source_ids",),
            ("note",),
        )
    ),
    AggregateClaim: Arrangement(
        core=(
            ("title",),
            (PEOPLE, "measure", "unit"),
            ("site_types",),
            ("civ_status", "cumulative"),
            ("start_edtf", "end_edtf", "as_of"),
            ("location_ids",),
            ("source_id", "via_source_id"),
        )
    ),
    IncidentGroup: Arrangement(
        core=(("name",), ("group_type", "window_edtf"), (EXPECTED, "source_id"), ("note",))
    ),
}
"""What stands where, by hand."""


def arrangement_of(kind: type[Record]) -> Arrangement:
    """Give the arrangement of a class, or of the class it extends; blank where none was made."""
    return next((ARRANGEMENTS[one] for one in kind.__mro__ if one in ARRANGEMENTS), Arrangement())


_TOLD_BY_THE_FILE = frozenset({"filename", "mime", "bytes", "holding"})


def units_kept(record: Record) -> frozenset[str]:
    """Name what is only looked at because the program found it out: of a file the vault holds."""
    is_held = isinstance(record, Evidence) and bool(record.store_path)
    return _TOLD_BY_THE_FILE if is_held else frozenset()
