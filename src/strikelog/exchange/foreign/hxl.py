"""HXL tags: rows of them found, tags taken apart, and what they say a column means.

Tolerant to blanks, case, the order of attributes and a missing hash sign in a row of tags.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..workbooks import Cell
from .headings import Meaning, count_of_words, sites_of_words

LAST_TAG_ROW = 25
"""Tags are looked for in that many rows."""

_TAG = re.compile(r"#\s*[a-z][a-z0-9_]*(?:\s*\+\s*[a-z0-9_]+)*\s*", re.IGNORECASE)
_BARE = re.compile(r"[a-z][a-z0-9_]*(?:\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)
_LEAST_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag with its attributes, in lower case and without signs."""

    name: str
    attributes: frozenset[str] = frozenset()

    def has(self, *names: str) -> bool:
        """Say whether any of the attributes is there."""
        return not self.attributes.isdisjoint(names)


def parse_tag(text: str) -> Tag | None:
    """Take a tag apart; None when it is no tag."""
    plain = text.strip()
    if not _TAG.fullmatch(plain):
        return None
    name, *attributes = (part.strip().lower() for part in plain.lstrip("#").split("+"))
    # Some write the attribute of a code behind a low line: #country_ISO.
    stem, _, rest = name.partition("_")
    if rest and stem in _WRITTEN_TOGETHER:
        return Tag(stem, frozenset((*attributes, rest)))
    return Tag(name, frozenset(attributes))


_WRITTEN_TOGETHER = frozenset({"country", "adm1", "adm2", "adm3", "date", "geo", "event"})
_NAMES = frozenset(
    "activity adm1 adm2 adm3 adm4 adm5 admin1 admin2 admin3 affected beneficiary capacity cause"
    " channel contact country crisis currency date delivery description event frequency geo group"
    " impact inneed item lat loc lon long meta modality need operations org output population"
    " reached region respondee sector service severity status subsector subactivity targeted value"
    " weapon weapons indicator source".split()
)


def tags_of_row(row: Sequence[Cell]) -> dict[int, str] | None:
    """Give the tags of a row by column when it is a row of tags, else None.

    One tag alone makes such a row only where nothing else stands in it.
    """
    texts = {
        at: cell.strip() for at, cell in enumerate(row) if isinstance(cell, str) and cell.strip()
    }
    others = sum(cell is not None and not isinstance(cell, str) for cell in row)
    tags = {at: text for at, text in texts.items() if parse_tag(text)}
    if not tags:
        return _without_hashes(texts) if not others else None
    if len(tags) == 1 and len(texts) > 1:
        return None
    if not any(_is_usual(text) for text in tags.values()):
        return None
    if len(tags) < _LEAST_SHARE * (len(texts) + others):
        return None
    bare = {at: f"#{text}" for at, text in texts.items() if _is_bare_tag(text)}
    return {at: _plain(text) for at, text in {**bare, **tags}.items()}


def _is_usual(text: str) -> bool:
    """Tell a tag of the standard, or one made after its rules, from a word with a hash sign."""
    name = text.lstrip("# ").split("+", maxsplit=1)[0].strip().lower()
    return "+" in text or name in _NAMES or name.startswith("x_") or "_" in name


def _without_hashes(texts: dict[int, str]) -> dict[int, str] | None:
    """Take a row for tags whose hash signs were lost: most are known, some have attributes."""
    bare = {at: _plain(f"#{text}") for at, text in texts.items() if _is_bare_tag(text)}
    with_attributes = sum("+" in text for text in bare.values())
    return bare if len(bare) == len(texts) and with_attributes >= 2 else None


def _is_bare_tag(text: str) -> bool:
    if not _BARE.fullmatch(text):
        return False
    return text.split("+", maxsplit=1)[0].strip().lower() in _NAMES


def _plain(text: str) -> str:
    """Write a tag without blanks."""
    return "".join(text.split())


def meaning_of_tag(text: str) -> Meaning | None:
    """Say what a tag means; None for no tag and for those that mean nothing here."""
    tag = parse_tag(text)
    if tag is None:
        return None
    if tag.name in ("affected", "impact", "indicator", "inneed", "population"):
        return _of_number(tag)
    if tag == Tag("event"):
        return Meaning("title", 0.9)
    for name, attributes, target in _MEANINGS:
        if tag.name == name and (not attributes or tag.has(*attributes.split())):
            return Meaning(target, 0.9) if target else None
    return None


_IDS = "id code"
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("date", "reported published", "source.date"),
    ("date", "updated created entered", "ignore"),
    ("date", "start", "date.start"),
    ("date", "end", "date.end"),
    ("date", "year", "date.year"),
    ("date", "month", "date.month"),
    ("date", "", "date"),
    ("country", "", "place.country"),
    *((level, "code v_pcode pcode", "place.pcode") for level in ("adm1", "adm2", "adm3", "adm4")),
    *((f"admin{n}", "code v_pcode pcode", "place.pcode") for n in "123"),
    *((level, "", f"place.{level}") for level in ("adm1", "adm2", "adm3")),
    *((f"admin{n}", "", f"place.adm{n}") for n in "123"),
    ("adm4", "", "place.name"),
    ("loc", "facility", "site.name"),
    ("loc", "type", "site.type"),
    ("loc", "code pcode v_pcode", "place.pcode"),
    ("loc", "", "place.name"),
    ("geo", "lat", "place.lat"),
    ("geo", "lon long", "place.lon"),
    ("geo", "precision", "place.geo_prec"),
    ("geo", "coord point", "place.point"),
    ("lat", "", "place.lat"),
    ("lon", "", "place.lon"),
    ("long", "", "place.lon"),
    ("event", "id code", "external_id"),
    ("event", "num", ""),
    ("event", "name", "title"),
    ("event", "weapon", "weapon"),
    ("event", "means", "delivery"),
    ("event", "type category", "event_type"),
    ("crisis", "type category", "event_type"),
    ("cause", "", "event_type"),
    ("description", "", "summary"),
    ("weapons", "", "means"),
    ("weapon", "", "means"),
    ("group", "certainty", ""),
    ("group", "name", "actor.name"),
    ("group", "", "actor.type"),
    ("meta", "num", "ignore"),
    ("meta", "url", "source.url"),
    ("meta", "verified", "verified"),
    ("meta", "source", "source.name"),
    ("meta", "id", "external_id"),
    ("source", "url", "source.url"),
    ("source", "date", "source.date"),
    ("source", "", "source.name"),
    ("contact", "", "ignore"),
)
"""Tag, any of these attributes, and what it means; the first that fits decides."""

_ATTRIBUTE_WORDS = {
    "f": "female",
    "m": "male",
    "ind": "",
    "num": "",
    "healthworker": "health workers",
    "aidworker": "aid workers",
    "health_facility": "health facility",
    "educationfacility": "education facility",
    "health_transport": "health transport",
    "health_supplies": "",
    "health_obstruction": "obstruction",
    "armed_entry": "armed entry",
    "abducted": "abducted",
    "newdisp": "newly displaced",
    "idps": "",
    "i": "",
}


def _of_number(tag: Tag) -> Meaning | None:
    """Read the attributes of a number, in an order in which they say what they mean together."""
    words = (_ATTRIBUTE_WORDS.get(each, each) for each in sorted(tag.attributes))
    said = " ".join(words).replace("_", " ")
    if {"f", "adults"} <= tag.attributes:
        said = said.replace("adults", "").replace("female", "women")
    if {"m", "adults"} <= tag.attributes:
        said = said.replace("adults", "").replace(" male", " men")
    if tag.name == "impact" and tag.has("destroyed", "damaged"):
        said = f"sites {said}"
    if tag.name == "indicator" or said.startswith("sites "):
        return sites_of_words(said)
    if tag.has("idps") and not tag.has("newdisp", "killed", "injured"):
        said = f"displaced {said}"
    return count_of_words(said)
