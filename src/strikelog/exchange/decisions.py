"""What leaves the office at which level, field by field: an allow-list, not a list of secrets.

Every field of every record that has a column is named here once, by whoever adds the field; a test
fails until it is. What is not named is not written.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """The fields of one record class: shown as they are, shown coarser, or withheld."""

    shown: frozenset[str]
    coarser: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()

    @property
    def allowed(self) -> frozenset[str]:
        """The fields that have a column."""
        return self.shown | self.coarser


def _fields(shown: str, coarser: str = "", withheld: str = "") -> Decision:
    return Decision(
        frozenset(("id", *shown.split())), frozenset(coarser.split()), frozenset(withheld.split())
    )


PARTNER: Mapping[str, Decision] = {
    "Location": _fields(
        "level name name_local aliases parent_id pcode pcode_set iso_3166_2 country_iso3"
        " valid_from",
        coarser="lat lon",
    ),
    "Actor": _fields(
        "name name_local aliases actor_type parent_id country_iso3 active_edtf external_ids note"
    ),
    "Source": _fields(
        "source_type language scale reliability access",
        coarser="ref publisher author title title_en url archived_url archive_sha256 published"
        " accessed reliability_basis parent_id licence note",
        withheld="consent_id",
    ),
    "Site": _fields(
        "site_type location_id coord_release status status_on",
        coarser="name name_local lat lon geo_prec",
        withheld="aliases public_alias operator supporter structure beds catchment notified"
        " notified_from notif_source_id external_ids note",
    ),
    "Period": _fields(
        "name period_type start_edtf end_edtf declared_by_ids location_ids geo_text source_ids"
        " disputed note"
    ),
    "IncidentGroup": _fields(
        "name group_type window_edtf expected_low expected_high source_id note"
    ),
    "Incident": _fields(
        "ref title summary public_summary event_type date_edtf date_start date_end date_prec"
        " time_of_day tz location_id geo_method delivery weapon weapon_note impacts_low"
        " impacts_high strike_pattern interval_min_low interval_min_high responders_hit period_ids"
        " breach_of_ids group_id grading certainty in_totals workflow merged_into_id external_ids"
        " tags",
        coarser="time_local place_text lat lon geo_prec",
    ),
    "IncidentSite": _fields(
        "incident_id site_id site_type site_text site_role damage damage_note equip_damaged"
        " vehicles_low vehicles_high status_before status_after days_out mil_use",
        withheld="notified_then",
    ),
    "Strike": _fields(
        "incident_id seq gap_low gap_high incident_site_id delivery weapon responders_present"
        " crowd_present claim_ids note",
        coarser="time_local",
    ),
    "Claim": _fields(
        "incident_id source_id via_source_id claim_type asserted_on first_hand independence"
        " derived_from_id credibility date_edtf site_text event_type delivery weapon"
        " strike_pattern responders_hit damage status_after summary evidence_ids supersedes_id"
        " retracted",
        coarser="time_local place_text locator quote quote_lang quote_en",
    ),
    "CasualtyFigure": _fields(
        "owner_type owner_id outcome civ_status age_sex role low high qualifier as_reported note"
    ),
    "Attribution": _fields(
        "owner_type owner_id actor_id part logic basis confidence response response_source_id note"
    ),
    "Evidence": _fields(
        "ref title media_type holding held_by mime bytes sha256 captured_edtf captured_basis"
        " acq_method acq_tool source_id derived_from_id derivation verification c2pa graphic"
        " incident_ids site_ids rights",
        coarser="filename acquired_at acquirer original_url archived_url",
        withheld="creator device store_path",
    ),
    "CustodyEvent": _fields(
        "",
        withheld="evidence_id seq at action from_party to_party purpose sha256_after prev_hash"
        " entry_hash",
    ),
    "AggregateClaim": _fields(
        "source_id via_source_id title measure unit site_types civ_status low high qualifier"
        " as_reported start_edtf end_edtf as_of location_ids geo_text actor_ids cumulative"
        " overlaps_ids supersedes_id credibility quote"
    ),
    "SiteStatus": _fields("site_id date_edtf status cause_incident_id source_id", withheld="note"),
    "IncidentLink": _fields("from_id to_id link_type confidence note"),
    "Assessment": _fields(
        "incident_id assessed_on grading certainty proof n_sources n_independent in_totals"
        " rationale supersedes_id",
        coarser="assessor reviewer",
    ),
}
"""What a trusted partner gets, by record class. Sharing marks and revisions go with every row."""

OF_MASKED = frozenset({"language", "scale", "reliability"})
"""What partners may change of a source they know under another name alone: no word of who it is,
and not how well it is protected."""

PUBLIC = Decision(
    shown=frozenset(
        "date_start date_end date_prec country country_iso3 event_type delivery weapon pattern"
        " site_types destroyed damaged actor_types actors attr_conf killed_civ_min killed_civ_max"
        " killed_child_min killed_child_max killed_f_min killed_f_max killed_m_min killed_m_max"
        " killed_hw_min killed_hw_max killed_resc_min killed_resc_max killed_aid_min"
        " killed_aid_max injured_civ_min injured_civ_max injured_child_min injured_child_max"
        " displaced_min displaced_max grading certainty n_sources n_indep source_urls summary tlp"
        " updated".split()
    ),
    coarser=frozenset(
        "event_id adm1 adm1_pcode adm2 adm2_pcode adm3 adm3_pcode place lat lon geo_prec"
        " site_names".split()
    ),
    withheld=frozenset({"ref"}),
)
"""What everybody gets: columns of the sheet for analysts, which is all there is."""
