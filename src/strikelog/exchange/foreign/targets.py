"""What a column of someone else's table can mean for us.

A target is named by a machine key. Most are listed in `TARGETS`; numbers of people have a target
for every outcome, age and sex, role and status of the code lists, made on demand by `target`.
A cell that has been read for a target of a kind is:

DATE FuzzyDate · YEAR, MONTH, DAY int · TIME time · TEXT, LONG, URL, ID str · CODE str, a code of
the target's list · MEANS two cells, `delivery` and `weapon` · COUNT Count · FLAG bool · DEGREES
float · POINT two cells, `place.lat` and `place.lon`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from ...domain.messages import mark, translate
from ...domain.vocabularies import vocabulary


class ValueKind(Enum):
    """How the cells of a column are read."""

    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"
    TEXT = "text"
    LONG = "long"
    CODE = "code"
    MEANS = "means"
    COUNT = "count"
    FLAG = "flag"
    DEGREES = "degrees"
    POINT = "point"
    URL = "url"
    ID = "id"
    NOTHING = "nothing"


class Group(Enum):
    """Under which heading targets are offered; the value is the marked heading."""

    WHEN = mark("When")
    WHERE = mark("Where")
    WHAT = mark("What happened")
    WHO = mark("Who did it")
    PEOPLE = mark("People harmed")
    SITES = mark("Places hit")
    SOURCE = mark("Where it comes from")
    OTHER = mark("Anything else")


@dataclass(frozen=True, slots=True)
class Target:
    """One meaning; `many` tells that several columns may have it at once."""

    key: str
    label: str
    group: Group
    kind: ValueKind
    vocabulary: str = ""
    many: bool = False

    def sentence(self, language: str = "en") -> str:
        """Name it in a language; numbers of people are named by what they count."""
        if self.key.startswith(COUNT_PREFIX):
            return _count_words(self.key, language)
        return translate(self.label, language)


IGNORE = "ignore"
NOTE = "note"
MEANS = "means"
EVENT_FLAG = "event_type.flag"
COUNT_PREFIX = "count."
LOW, HIGH = "low", "high"

_LISTED = (
    Target("date", mark("Date"), Group.WHEN, ValueKind.DATE),
    Target("date.start", mark("First day"), Group.WHEN, ValueKind.DATE),
    Target("date.end", mark("Last day"), Group.WHEN, ValueKind.DATE),
    Target("date.year", mark("Year alone"), Group.WHEN, ValueKind.YEAR),
    Target("date.month", mark("Month alone"), Group.WHEN, ValueKind.MONTH),
    Target("date.day", mark("Day of the month alone"), Group.WHEN, ValueKind.DAY),
    Target("time", mark("Local time"), Group.WHEN, ValueKind.TIME),
    Target("place.country", mark("Country"), Group.WHERE, ValueKind.TEXT, many=True),
    Target("place.adm1", mark("Governorate or province"), Group.WHERE, ValueKind.TEXT, many=True),
    Target("place.adm2", mark("District"), Group.WHERE, ValueKind.TEXT, many=True),
    Target("place.adm3", mark("Sub-district"), Group.WHERE, ValueKind.TEXT, many=True),
    Target("place.name", mark("Town, village or place"), Group.WHERE, ValueKind.TEXT, many=True),
    Target("place.pcode", mark("P-code of the place"), Group.WHERE, ValueKind.ID, many=True),
    Target("place.lat", mark("Latitude"), Group.WHERE, ValueKind.DEGREES),
    Target("place.lon", mark("Longitude"), Group.WHERE, ValueKind.DEGREES),
    Target("place.point", mark("Both coordinates in one cell"), Group.WHERE, ValueKind.POINT),
    Target("place.geo_prec", mark("Geo precision"), Group.WHERE, ValueKind.CODE, "GEO_PREC"),
    Target("title", mark("Title"), Group.WHAT, ValueKind.TEXT),
    Target("summary", mark("Summary"), Group.WHAT, ValueKind.LONG, many=True),
    Target("event_type", mark("Event type"), Group.WHAT, ValueKind.CODE, "EVENT_TYPE"),
    Target(
        EVENT_FLAG, mark("Yes, or a number: this happened"), Group.WHAT, ValueKind.FLAG, many=True
    ),
    Target(MEANS, mark("Delivery and weapon in one column"), Group.WHAT, ValueKind.MEANS),
    Target("delivery", mark("Delivery"), Group.WHAT, ValueKind.CODE, "DELIVERY"),
    Target("weapon", mark("Weapon"), Group.WHAT, ValueKind.CODE, "WEAPON"),
    Target("actor.name", mark("Name of the attacker"), Group.WHO, ValueKind.TEXT, many=True),
    Target(
        "actor.type", mark("Kind of attacker"), Group.WHO, ValueKind.CODE, "ACTOR_TYPE", many=True
    ),
    Target("site.name", mark("Name of the place hit"), Group.SITES, ValueKind.TEXT, many=True),
    Target(
        "site.type", mark("Kind of place hit"), Group.SITES, ValueKind.CODE, "SITE_TYPE", many=True
    ),
    Target("site.damage", mark("Damage"), Group.SITES, ValueKind.CODE, "DAMAGE"),
    Target("sites.destroyed", mark("Places destroyed"), Group.SITES, ValueKind.COUNT, many=True),
    Target("sites.damaged", mark("Places damaged"), Group.SITES, ValueKind.COUNT, many=True),
    Target(
        "sites.hit", mark("Places hit, extent unknown"), Group.SITES, ValueKind.COUNT, many=True
    ),
    Target("external_id", mark("Number of the row at its publisher"), Group.SOURCE, ValueKind.ID),
    Target("source.name", mark("Source"), Group.SOURCE, ValueKind.TEXT, many=True),
    Target("source.url", mark("Web address of the source"), Group.SOURCE, ValueKind.URL, many=True),
    Target("source.date", mark("Date of the source"), Group.SOURCE, ValueKind.DATE),
    Target("verified", mark("Verified"), Group.SOURCE, ValueKind.CODE, "TRI"),
    Target(NOTE, mark("Keep as a note"), Group.OTHER, ValueKind.LONG, many=True),
    Target(IGNORE, mark("Leave out"), Group.OTHER, ValueKind.NOTHING, many=True),
)

_COMMON_COUNTS = (
    *(f"{outcome}.total.any.{status}" for outcome in ("killed", "injured")
      for status in ("civilian", "unknown", "all", "combatant")),
    *(f"{outcome}.{age_sex}.any.{status}" for outcome in ("killed", "injured")
      for status in ("civilian", "unknown")
      for age_sex in ("man", "woman", "child", "boy", "girl", "male", "female", "adult")),
    *(f"{outcome}.total.{role}.civilian"
      for role in ("health_worker", "aid_worker", "rescuer", "educator", "student", "patient",
                   "journalist", "displaced")
      for outcome in ("killed", "injured", "abducted", "detained")),
    *(f"{outcome}.total.any.{status}" for status in ("civilian", "unknown")
      for outcome in ("missing", "abducted", "detained", "displaced", "affected")),
)  # fmt: skip
"""The numbers that tables usually hold, offered in a list; `target` knows all others too."""


def target(key: str) -> Target:
    """Give a target by its key; raises KeyError for one that means nothing."""
    known = TARGETS.get(key)
    if known is not None:
        return known
    count_parts(key)
    return _count_target(key)


def is_target(key: str) -> bool:
    """Say whether a key means something, as a mapping from a file may not."""
    try:
        target(key)
    except KeyError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class CountParts:
    """What a number of people counts, in codes; `bound` is low, high or blank for both."""

    outcome: str
    age_sex: str = "total"
    role: str = "any"
    civ_status: str = "civilian"
    bound: str = ""

    @property
    def key(self) -> str:
        """Give the target's key."""
        whole = f"{COUNT_PREFIX}{self.outcome}.{self.age_sex}.{self.role}.{self.civ_status}"
        return f"{whole}.{self.bound}" if self.bound else whole


_AXES = ("OUTCOME", "AGE_SEX", "ROLE", "CIV_STATUS")


@cache
def count_parts(key: str) -> CountParts:
    """Take the key of a number of people apart; raises KeyError when it is none."""
    parts = key.removeprefix(COUNT_PREFIX).split(".")
    codes, bound = parts[: len(_AXES)], parts[len(_AXES) :]
    known = len(codes) == len(_AXES) and all(
        code in vocabulary(name) for code, name in zip(codes, _AXES, strict=True)
    )
    if not key.startswith(COUNT_PREFIX) or not known or bound not in ([], [LOW], [HIGH]):
        raise KeyError(key)
    return CountParts(codes[0], codes[1], codes[2], codes[3], "".join(bound))


_COUNT_LABEL = mark("Number of people")
_BOUNDS = {LOW: mark("at least"), HIGH: mark("at most")}


@cache
def _count_target(key: str) -> Target:
    return Target(key, _COUNT_LABEL, Group.PEOPLE, ValueKind.COUNT)


@cache
def _count_words(key: str, language: str) -> str:
    """Name a number of people: «Killed · Woman · Health worker · Civilian»."""
    parts = count_parts(key)
    named = [vocabulary("OUTCOME").label(parts.outcome, language)]
    if parts.age_sex != "total":
        named.append(vocabulary("AGE_SEX").label(parts.age_sex, language))
    if parts.role != "any":
        named.append(vocabulary("ROLE").label(parts.role, language))
    named.append(vocabulary("CIV_STATUS").label(parts.civ_status, language))
    if parts.bound:
        named.append(translate(_BOUNDS[parts.bound], language))
    return " · ".join(named)


def _all_listed() -> Mapping[str, Target]:
    numbers = [
        _count_target(f"{COUNT_PREFIX}{codes}{bound}")
        for codes in dict.fromkeys(_COMMON_COUNTS)
        for bound in ("", f".{LOW}", f".{HIGH}")
    ]
    return {each.key: each for each in (*_LISTED, *numbers)}


TARGETS: Mapping[str, Target] = _all_listed()
"""The targets that are offered, by key, in the order of their groups."""
