"""English nouns behind the codes: singular and plural, and how events and means are put in words.

Labels of the code lists name a code in a form; a sentence needs a noun with its number and article.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..domain.vocabularies import vocabulary

__all__ = [
    "CHILDREN",
    "CIVILIANS",
    "PERSONS",
    "UNITS",
    "Noun",
    "event_phrase",
    "label",
    "listed_and",
    "listed_or",
    "lower_first",
    "method_cell",
    "site_noun",
    "site_nouns",
    "with_article",
]


class Noun(NamedTuple):
    """One and many of a thing."""

    one: str
    many: str

    def counted(self, number: int) -> str:
        """The form that stands after a number."""
        return self.one if number == 1 else self.many


UNITS = {
    "attack": Noun("attack", "attacks"),
    "attack_event": Noun("attack", "attacks"),
    "site": Noun("site", "sites"),
    "distinct_facility": Noun("distinct place", "distinct places"),
    "person": Noun("person", "people"),
    "movement": Noun("movement", "movements"),
    "household": Noun("household", "households"),
    "munition": Noun("munition", "munitions"),
    "percent": Noun("per cent", "per cent"),
    "unclear": Noun("not clear", "not clear"),
}
"""What is counted, by unit."""

CIVILIANS = Noun("civilian", "civilians")
CHILDREN = Noun("child", "children")
PERSONS = Noun("person", "people")

_SITES = {
    "first_aid_post": Noun("first-aid post", "first-aid posts"),
    "maternity_child": Noun("maternity or child hospital", "maternity or child hospitals"),
    "blood_lab_pharmacy": Noun("laboratory or pharmacy", "laboratories or pharmacies"),
    "health_unspecified": Noun("health facility", "health facilities"),
    "university": Noun("university", "universities"),
    "education_unspecified": Noun("education site", "education sites"),
    "church": Noun("church", "churches"),
    "worship_other": Noun("place of worship", "places of worship"),
    "bakery": Noun("bakery", "bakeries"),
    "water": Noun("water or sanitation works", "water or sanitation works"),
    "power": Noun("electricity or fuel works", "electricity or fuel works"),
    "idp_camp": Noun("camp of displaced people", "camps of displaced people"),
    "residential": Noun("homes", "homes"),
    "responders_at_scene": Noun("responders at the scene", "groups of responders at the scene"),
    "media": Noun("media office or crew", "media offices or crews"),
    "transport": Noun("means of transport", "means of transport"),
    "farm_food": Noun("farm or food works", "farms or food works"),
    "civil_admin": Noun("civil administration building", "civil administration buildings"),
    "mixed_civilian": Noun("group of civilian places", "civilian places"),
    "other": Noun("other place", "other places"),
    "unknown": Noun("place of unknown kind", "places of unknown kind"),
}
_WITHOUT_ARTICLE = frozenset({"water", "power", "residential", "responders_at_scene", "transport"})
_EVENTS = {
    "air_attack": "an air attack",
    "ground_shelling": "shelling",
    "explosive_unspecified": "an explosive attack of unstated origin",
    "emplaced_explosive": "an emplaced explosive",
    "unexploded_ordnance": "unexploded ordnance",
    "small_arms": "small-arms fire",
    "chemical_release": "a chemical release",
    "arson": "arson",
    "armed_entry": "armed entry",
    "looting": "looting",
    "military_use": "military use",
    "obstruction": "obstruction",
    "abduction_arrest": "abduction or arrest",
    "threat": "a threat",
}
_MEANS = {
    "fixed_wing": "by fixed-wing aircraft",
    "helicopter": "by helicopter",
    "drone": "by drone",
    "ground_launched": "launched from the ground",
    "sea_launched": "launched from the sea",
    "hand_delivered": "by hand",
    "multiple": "by several platforms",
}
_SAYS_NOTHING = frozenset({"", "unknown", "unspecified", "none", "other"})


@cache
def label(name: str, code: str | None) -> str:
    """The label of a code, blank for none."""
    return vocabulary(name).label(code) if code else ""


def lower_first(text: str) -> str:
    """Write a label inside a sentence, leaving abbreviations and names of several capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def site_noun(code: str | None) -> Noun:
    """What a kind of place is called."""
    code = code or "unknown"
    one = lower_first(label("SITE_TYPE", code))
    return _SITES.get(code) or Noun(one, f"{one}s")


def site_nouns(codes: Iterable[str], number: int = 2) -> str:
    """Several kinds of places in one phrase: «schools, markets and mosques»."""
    return listed_and([site_noun(code).counted(number) for code in codes])


def with_article(code: str | None) -> str:
    """A place of a kind that is not named: «a hospital», «responders at the scene»."""
    one = site_noun(code).one
    if code in _WITHOUT_ARTICLE:
        return one
    return f"{'an' if one[0] in 'aeio' else 'a'} {one}"


def event_phrase(event: str | None, means: str | None, weapon: str | None) -> str:
    """The event as a noun phrase: «an air attack by fixed-wing aircraft (missile)»."""
    words = [_EVENTS.get(event or "", "an attack of unknown kind")]
    if means in _MEANS:
        words.append(_MEANS[means])
    if (weapon or "") not in _SAYS_NOTHING:
        words.append(f"({lower_first(label('WEAPON', weapon))})")
    return " ".join(words)


@cache
def method_cell(event: str | None, means: str | None, weapon: str | None) -> str:
    """The method in a table cell: «Fixed-wing aircraft, missile»."""
    parts = []
    if (means or "") not in _SAYS_NOTHING:
        parts.append(label("DELIVERY", means))
    if (weapon or "") not in _SAYS_NOTHING:
        weapon_words = label("WEAPON", weapon)
        parts.append(lower_first(weapon_words) if parts else weapon_words)
    if not parts and (event or "") not in _SAYS_NOTHING:
        parts.append(label("EVENT_TYPE", event))
    return ", ".join(parts) or "Not known"


def listed_and(texts: Sequence[str]) -> str:
    """Join with commas and «and»."""
    return _joined(texts, "and")


def listed_or(texts: Sequence[str]) -> str:
    """Join with commas and «or»."""
    return _joined(texts, "or")


def _joined(texts: Sequence[str], last: str) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"
