"""What the columns of a gazetteer hold, told from their headings or their HXL tags.

Headings of administrative boundary data sets (`ADM2_EN`, `admin2Pcode`, `adm2_name`), of their
attribute tables (`NAME_EN`, `NAM_EN_REF`, `PCODE`) and plain words are all known. A column is of a
level, or of the row's own unit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OWN = -1
"""Stands for the level of the unit that the row itself describes."""

LATIN, LOCAL, ALIAS, CODE = "name", "name_local", "alias", "pcode"
LEVEL, PARENT, COUNTRY, LAT, LON, VALID, EDITION, ISO_3166_2, CODE_SET = (
    "level", "parent", "country", "lat", "lon", "valid", "edition", "iso_3166_2", "pcode_set",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, of which level."""

    part: str
    level: int = OWN


_NOT_LATIN = "ar|fa|ku|ckb|uk|ru|he|am|my|ps|ur|ti|local"
_LATIN = "en|fr|es|pt|tr|de|latin"
_LEVELLED = re.compile(
    r"adm(?:in)?(?P<level>[0-5])"
    r"(?:(?P<code>pcode|pc|pcod|code)"
    rf"|(?P<alias>(?:ref|alt)(?:erence)?\d?(?:name)?\d?(?:{_LATIN}|{_NOT_LATIN})?|name[1-3]"
    rf"|alt\d?(?:{_LATIN}|{_NOT_LATIN}))"
    rf"|(?:name|nm)?(?P<local>{_NOT_LATIN})"
    rf"|(?P<latin>(?:name|nm)?(?:{_LATIN})?))"
)
_OWN: Mapping[str, str] = {
    **dict.fromkeys(
        ("name", "nameen", "namenen", "placename", "toponym", "nom", "location"), LATIN
    ),
    **dict.fromkeys(("town", "settlement", "village", "featurename", "asciiname"), LATIN),
    **dict.fromkeys(("namear", "localname", "namelocal", "nativename", "namefa", "nameuk"), LOCAL),
    **dict.fromkeys(("arabicname", "namearabic", "nameru", "nameku", "namelatin"), LOCAL),
    **dict.fromkeys(("namenref", "namenrefen", "namerefen", "nameref", "namenarref"), ALIAS),
    **dict.fromkeys(("namrefen", "namenren", "namaren", "nameenref", "namearref"), ALIAS),
    **dict.fromkeys(("namarref", "namreear", "namenalt", "namalt", "namealt", "altname"), ALIAS),
    **dict.fromkeys(("namaltar", "namalten", "namenrefar", "namearalt", "namenarr"), ALIAS),
    **dict.fromkeys(("aliases", "alias", "othernames", "otherspellings", "altnames"), ALIAS),
    **dict.fromkeys(("alternatenames", "variants", "namenr"), ALIAS),
    **dict.fromkeys(("pcode", "code", "placecode", "admpcode", "geoid"), CODE),
    **dict.fromkeys(("pcodeset", "codeset"), CODE_SET),
    **dict.fromkeys(("level", "adminlevel", "admlevel", "geolevel"), LEVEL),
    **dict.fromkeys(("parent", "parentpcode", "parentcode", "parentname", "within"), PARENT),
    **dict.fromkeys(("country", "iso3", "countryiso3", "countrycode", "iso", "isoa3"), COUNTRY),
    **dict.fromkeys(("lat", "latitude", "latit", "y", "ycoord", "centerlat", "latdd"), LAT),
    **dict.fromkeys(("lon", "lng", "long", "longitude", "x", "xcoord", "centerlon", "londd"), LON),
    **dict.fromkeys(("validon", "validfrom", "validfromdate"), VALID),
    **dict.fromkeys(("updatedat", "updatedate", "date", "version"), EDITION),
    **dict.fromkeys(("iso31662", "isosubdivision"), ISO_3166_2),
}
_OWN_REFERENCE = re.compile(r"nam?e?(en|ar)?ref\d?|nam?e?(ref|alt)\d?(en|ar)?")


def columns_of(headings: Sequence[str], tags: Sequence[str] = ()) -> dict[int, Column]:
    """Tell what the columns hold, by position; an HXL tag is asked where a heading is unknown."""
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        tag = tags[place] if place < len(tags) else ""
        column = _of_tag(tag) or _of_heading(heading)
        if column is not None:
            found[place] = column
    return _without_second_units(found)


def is_tag_row(cells: Sequence[str]) -> bool:
    """Tell whether a row is HXL tags rather than values."""
    return any(cells) and all(cell.startswith("#") for cell in cells if cell)


def _of_heading(heading: str) -> Column | None:
    plain = re.sub(r"[\W_]+", "", heading.lower())
    if levelled := _LEVELLED.fullmatch(plain):
        return Column(_part_of(levelled), int(levelled["level"]))
    if plain in _OWN:
        return Column(_OWN[plain])
    return Column(ALIAS) if _OWN_REFERENCE.fullmatch(plain) else None


def _part_of(levelled: re.Match[str]) -> str:
    if levelled["code"]:
        return CODE
    if levelled["alias"]:
        return ALIAS
    return LOCAL if levelled["local"] else LATIN


_TAGGED = re.compile(r"#(?:adm(?P<level>[1-5])|(?P<country>country))(?P<rest>(?:\+\w+)*)")
_OWN_TAGS: Mapping[str, str] = {
    "#geo+lat": LAT,
    "#geo+lon": LON,
    "#geo+admin_level": LEVEL,
    "#x_admlevel": LEVEL,
    "#date+start": VALID,
}


def _of_tag(tag: str) -> Column | None:
    plain = re.sub(r"\s+", "", tag.lower())
    if plain in _OWN_TAGS:
        return Column(_OWN_TAGS[plain])
    attributes = set(plain.split("+")[1:])
    if plain.startswith(("#adm+", "#loc+")):
        return Column(PARENT if "parent" in attributes else _tagged_part(attributes))
    if levelled := _TAGGED.fullmatch(plain):
        if levelled["country"] and attributes & {"code", "v_iso3", "v_iso2"}:
            return Column(COUNTRY)
        return Column(_tagged_part(attributes), int(levelled["level"] or 0))
    return None


def _tagged_part(attributes: set[str]) -> str:
    if "code" in attributes:
        return CODE
    if "alt" in attributes:
        return ALIAS
    return LOCAL if attributes & {"local", "i_ar", "ar", "i_fa", "i_uk"} else LATIN


def _without_second_units(found: dict[int, Column]) -> dict[int, Column]:
    """Take "Location" for the country where another column names the unit."""
    names = [place for place, column in found.items() if column == Column(LATIN)]
    if len(names) > 1 and names[0] == 0:
        found[0] = Column(COUNTRY)
    return found
