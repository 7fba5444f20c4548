"""What happened: event type, delivery and weapon of a row, and a neutral title and account."""

from collections.abc import Mapping as MappingOf

from ...domain.dates import date_words
from ...domain.fields import TEXT_LIMIT
from ...domain.records import Incident
from ...domain.text import clean, clean_line
from ...domain.vocabularies import vocabulary
from ..foreign.converting import ReadRow
from ..foreign.targets import EVENT_FLAG
from .parts import PlaceAsked

_NOTHING = frozenset({"0", "0.0", "False", "false"})
_NOTE_LIMIT = 20_000
"""Room is left for the sources a row names."""

UNKNOWN, UNSPECIFIED = "unknown", "unspecified"

_BY_DELIVERY: MappingOf[str, str] = {
    "fixed_wing": "air_attack",
    "helicopter": "air_attack",
    "drone": "air_attack",
    "air_unspecified": "air_attack",
    "ground_launched": "ground_shelling",
    "sea_launched": "ground_shelling",
    "emplaced": "emplaced_explosive",
}
_BY_WEAPON: MappingOf[str, str] = {
    "chemical_agent": "chemical_release",
    "uxo": "unexploded_ordnance",
    "small_arms": "small_arms",
    "fire": "arson",
    "artillery": "ground_shelling",
    "mortar": "ground_shelling",
    "rocket": "ground_shelling",
    "shelling_unspecified": "ground_shelling",
    "aerial_bomb": "air_attack",
    "barrel_bomb": "air_attack",
    "aircraft_gun": "air_attack",
    "mine": "emplaced_explosive",
    "ied": "emplaced_explosive",
    "vbied": "emplaced_explosive",
    "pbied": "emplaced_explosive",
    "rcied": "emplaced_explosive",
    "explosive_unspecified": "explosive_unspecified",
    "cluster_munition": "explosive_unspecified",
    "missile": "explosive_unspecified",
    "grenade": "explosive_unspecified",
}
_OUTRANKS = frozenset({"chemical_agent", "uxo"})
"""Weapons that say more of what happened than how they were delivered."""

_FROM_AFAR = frozenset({"air_attack", "ground_shelling", "chemical_release"})
_HARM = "count."


def event_type_of(row: ReadRow) -> str | None:
    """Give what happened: as told, else by flags and means; None when the row says nothing.

    Bombing says more than a flag; a flag, such as forced entry, more than arms that were carried.
    """
    told = row.values.get("event_type")
    if told:
        return str(told)
    by_means = _by_means(row)
    flags = [cell.options.get("code", "") for cell in row.having(EVENT_FLAG) if cell.value]
    flags = [code for code in flags if code]
    if by_means in _FROM_AFAR or not flags:
        return by_means or _by_people(row)
    return flags[0]


def _by_means(row: ReadRow) -> str | None:
    delivery, weapon = str(row.values.get("delivery", "")), str(row.values.get("weapon", ""))
    if weapon in _OUTRANKS:
        return _BY_WEAPON[weapon]
    return _BY_DELIVERY.get(delivery) or _BY_WEAPON.get(weapon)


def _by_people(row: ReadRow) -> str | None:
    """Tell from taken people alone that people were taken."""
    outcomes = {cell.target.split(".")[1] for cell in row.cells if cell.target.startswith(_HARM)}
    return "abduction_arrest" if outcomes and outcomes <= {"abducted", "detained"} else None


def title_of_row(incident: Incident, place: PlaceAsked, site_types: tuple[str, ...]) -> str:
    """Put a neutral title together: what, at which kind of place, where. In English always."""
    known = incident.event_type not in (None, "", UNKNOWN)
    what = vocabulary("EVENT_TYPE").label(incident.event_type or UNKNOWN) if known else "Incident"
    kinds = [one for one in dict.fromkeys(site_types) if one not in (UNKNOWN, "other")]
    at = f" ({vocabulary('SITE_TYPE').label(kinds[0]).lower()})" if len(kinds) == 1 else ""
    where = place.words() or incident.place_text or ""
    return cut(f"{what}{at}, {where}" if where else f"{what}{at}", 200)


def account_of_row(incident: Incident, names: tuple[str, ...]) -> str:
    """Say in a sentence or two what a row says that has no account of its own."""
    said = [incident.title or ""]
    if incident.date_edtf:
        said.append(date_words(incident.date_edtf))
    sentences = [", ".join(filter(None, said)) + "."]
    if incident.weapon and incident.weapon != UNKNOWN:
        sentences.append(f"Weapon: {vocabulary('WEAPON').label(incident.weapon)}.")
    if names:
        sentences.append(f"Said to have done it: {', '.join(names)}.")
    return " ".join(sentences)


def told_account(row: ReadRow) -> str:
    """Give the row's own account: every column that is one, each a paragraph."""
    told = dict.fromkeys(clean(str(cell.value)) for cell in row.having("summary"))
    return "\n".join(text for text in told if text)[:TEXT_LIMIT].rstrip()


def notes_of(row: ReadRow) -> str:
    """Give what is kept as a note: each cell behind its heading."""
    told = (cell for cell in row.having("note") if cell.text.strip() not in _NOTHING)
    lines = [f"{cell.header}: {clean(str(cell.value))}" for cell in told]
    return "\n".join(lines)[:_NOTE_LIMIT].rstrip()


def cut(text: str, most: int) -> str:
    """Bring text into a line of so many characters, with a sign where it was cut."""
    line = clean_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
