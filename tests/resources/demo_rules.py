"""What the worked example must obey, written down apart from the program that reads it."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping

REQUIRED = {
    "Source": {"source_type", "title", "language", "reliability", "access"},
    "Actor": {"name", "actor_type"},
    "Location": {"level", "name", "country_iso3"},
    "Site": {"name", "site_type", "location_id", "geo_prec", "coord_release", "status"},
    "SiteStatus": {"site_id", "date_edtf", "status", "source_id"},
    "Period": {"name", "period_type", "start_edtf", "source_ids"},
    "IncidentGroup": {"name", "group_type", "source_id"},
    "Incident": {
        "title",
        "event_type",
        "date_edtf",
        "location_id",
        "geo_prec",
        "delivery",
        "weapon",
        "strike_pattern",
        "workflow",
    },
    "IncidentSite": {"incident_id", "site_type", "site_role", "damage"},
    "Strike": {"incident_id", "seq", "responders_present", "crowd_present"},
    "Claim": {
        "incident_id",
        "source_id",
        "claim_type",
        "first_hand",
        "independence",
        "credibility",
        "summary",
    },
    "Attribution": {"owner_type", "owner_id", "actor_id", "part", "logic", "basis", "confidence"},
    "Evidence": {"title", "media_type", "holding", "source_id", "verification", "graphic"},
    "AggregateClaim": {
        "source_id",
        "title",
        "measure",
        "unit",
        "qualifier",
        "as_reported",
        "as_of",
        "cumulative",
        "credibility",
    },
    "CasualtyFigure": {
        "owner_type",
        "owner_id",
        "outcome",
        "civ_status",
        "age_sex",
        "role",
        "qualifier",
    },
    "IncidentLink": {"from_id", "to_id", "link_type"},
    "Assessment": {
        "incident_id",
        "assessed_on",
        "grading",
        "certainty",
        "n_sources",
        "n_independent",
        "in_totals",
        "rationale",
        "assessor",
    },
}

CODE_LISTS = {
    "access": "ACCESS",
    "actor_type": "ACTOR_TYPE",
    "age_sex": "AGE_SEX",
    "basis": "ATTR_BASIS",
    "c2pa": "C2PA",
    "captured_basis": "TIME_BASIS",
    "certainty": "CERTAINTY",
    "civ_status": "CIV_STATUS",
    "claim_type": "CLAIM_TYPE",
    "confidence": "ATTR_CONF",
    "coord_release": "COORD_RELEASE",
    "credibility": "CREDIBILITY",
    "crowd_present": "TRI",
    "damage": "DAMAGE",
    "delivery": "DELIVERY",
    "equip_damaged": "TRI",
    "event_type": "EVENT_TYPE",
    "first_hand": "FIRST_HAND",
    "geo_method": "GEO_METHOD",
    "geo_prec": "GEO_PREC",
    "grading": "GRADING",
    "graphic": "GRAPHIC",
    "group_type": "GROUP_TYPE",
    "holding": "HOLDING",
    "independence": "INDEPENDENCE",
    "level": "ADM_LEVEL",
    "link_type": "LINK_TYPE",
    "logic": "ATTR_LOGIC",
    "measure": "AGG_MEASURE",
    "media_type": "MEDIA_TYPE",
    "outcome": "OUTCOME",
    "owner_type": "OWNER",
    "part": "ATTR_PART",
    "period_type": "PERIOD_TYPE",
    "proof": "PROOF",
    "qualifier": "QUALIFIER",
    "reliability": "RELIABILITY",
    "responders_hit": "TRI",
    "responders_present": "TRI",
    "role": "ROLE",
    "scale": "SOURCE_SCALE",
    "site_role": "SITE_ROLE",
    "site_type": "SITE_TYPE",
    "site_types": "SITE_TYPE",
    "source_type": "SOURCE_TYPE",
    "status": "SITE_STATUS",
    "status_after": "SITE_STATUS",
    "status_before": "SITE_STATUS",
    "strike_pattern": "STRIKE_PATTERN",
    "structure": "STRUCTURE",
    "time_of_day": "TIME_OF_DAY",
    "unit": "AGG_UNIT",
    "verification": "VERIFICATION",
    "weapon": "WEAPON",
    "workflow": "WORKFLOW",
}

TARGETS = {
    "actor_id": "Actor",
    "actor_ids": "Actor",
    "breach_of_ids": "Period",
    "cause_incident_id": "Incident",
    "claim_ids": "Claim",
    "declared_by_ids": "Actor",
    "evidence_ids": "Evidence",
    "from_id": "Incident",
    "group_id": "IncidentGroup",
    "incident_id": "Incident",
    "incident_ids": "Incident",
    "incident_site_id": "IncidentSite",
    "location_id": "Location",
    "location_ids": "Location",
    "overlaps_ids": "AggregateClaim",
    "period_ids": "Period",
    "site_id": "Site",
    "site_ids": "Site",
    "source_id": "Source",
    "source_ids": "Source",
    "to_id": "Incident",
    "via_source_id": "Source",
}
SAME_ENTITY = frozenset({"parent_id", "derived_from_id", "supersedes_id"})
OWNERS = {"claim": "Claim", "incident": "Incident", "aggregate": "AggregateClaim"}
EDTF_KEYS = frozenset(
    {"as_of", "asserted_on", "captured_edtf", "date_edtf", "published", "status_on", "window_edtf"}
    | {"start_edtf", "end_edtf"}
)

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_DATE = rf"(?:{_DAY}|\d{{4}}-(?:0[1-9]|1[0-2])(?:-XX)?|\d{{4}}(?:-XX)?)"
EDTF = re.compile(rf"{_DATE}[?~%]?|{_DATE}/{_DATE}|{_DATE}/\.\.|\[{_DATE}\.\.{_DATE}\]|\.\.")

Record = Mapping[str, object]


def targets(record: Record) -> list[tuple[str, str, str]]:
    """Every reference of a record: its key, the entity it must point to, the id it holds."""
    found = []
    for key, value in record.items():
        entity = target_of(record, key)
        ids = value if isinstance(value, list) else [value]
        found += [(key, entity, str(one)) for one in ids if entity]
    return found


def target_of(record: Record, key: str) -> str | None:
    """The entity a key points to, or nothing when the key is no reference."""
    if key == "owner_id":
        return OWNERS[str(record["owner_type"])]
    if key in SAME_ENTITY:
        return str(record["entity"])
    return TARGETS.get(key)


def record_hash(record: Record) -> str:
    """SHA-256 of the canonical JSON that two offices compare rows by."""
    content = {key: _canonical(key, value) for key, value in record.items() if key != "entity"}
    content["_entity"] = record["entity"]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(key: str, value: object) -> object:
    if key in ("lat", "lon"):
        return f"{value:.6f}"
    if isinstance(value, str):
        lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip()
    return sorted(set(value)) if isinstance(value, list) else value
