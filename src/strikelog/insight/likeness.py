"""How likely it is that two incidents are one and the same event, and why (rule 11).

Each thing that can be compared speaks for or against it with a weight; the weights add up to the
logarithm of the odds. What one side does not say speaks neither way.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, exp, log, radians
from types import MappingProxyType

from ..domain.distances import kilometres
from ..domain.messages import mark, translate
from .alike_names import likeness_of_names
from .sketches import ALONE, Commonness, People, Sketch, neighbourhood, site_sign


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (weight above 0) or against two incidents being one event."""

    key: str
    weight: float
    count: str = ""

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""
        return translate(REASONS[self.key], language).format(count=self.count)


REASONS: Mapping[str, str] = MappingProxyType(
    {
        "same_day": mark("the same day"),
        "days_overlap": mark("the dates may mean the same day"),
        "days_apart": mark("{count} days apart"),
        "next_day": mark("one day apart"),
        "same_minute": mark("about the same time of day"),
        "minutes_apart": mark("{count} minutes apart"),
        "same_site": mark("the same site"),
        "site_alike": mark("sites of the same name"),
        "site_like": mark("sites of similar names"),
        "other_site": mark("sites of different names"),
        "other_site_id": mark("different sites of the register"),
        "same_type": mark("the same type of site"),
        "other_type": mark("different types of sites"),
        "near": mark("{count} km apart"),
        "far": mark("as far as {count} km apart"),
        "same_place": mark("the same place"),
        "place_alike": mark("places of the same name"),
        "other_place": mark("different places"),
        "same_origin": mark("a source or file in common"),
        "same_row": mark("the same entry of a dataset"),
        "other_row": mark("two entries of one dataset"),
        "same_killed": mark("the same number of killed"),
        "near_killed": mark("the numbers of killed may agree"),
        "other_killed": mark("different numbers of killed"),
        "same_injured": mark("the same number of injured"),
        "near_injured": mark("the numbers of injured may agree"),
        "other_injured": mark("different numbers of injured"),
        "same_event": mark("the same type of event"),
        "other_event": mark("different types of events"),
        "same_means": mark("the same means"),
        "other_means": mark("different means"),
    }
)
"""What each reason says."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "same_day": 2.0,
        "next_day": 0.1,
        "days_apart": -1.4,
        "days_overlap": 1.4,
        "same_minute": 2.3,
        "minutes_apart": -4.0,
        "site_like": 0.9,
        "other_site": -3.0,
        "other_site_id": -3.0,
        "same_type": 1.3,
        "other_type": -4.4,
        "other_place": -1.6,
        "far": -3.0,
        "same_origin": 1.4,
        "same_row": 9.0,
        "other_row": -8.0,
        "same_event": 0.9,
        "other_event": -0.9,
        "same_means": 0.7,
        "other_means": -0.3,
    }
)
"""What each reason weighs where it always weighs the same, as the logarithm of its odds.

That of a day in common falls with the days that an imprecise date leaves open.
"""

BEFOREHAND = -4.8
"""What speaks against any two before they are compared: most neighbours are not one event."""

_NEAR = ((0.3, 0.05), (1.0, 0.2), (3.0, 0.6), (6.0, 1.0))
"""Distances in kilometres, and the share of a neighbourhood's incidents that lie within each."""

_MANY = 4
"""Killed from which two incidents of the same number are compared though their names differ."""

_MOST = 12.0
"""What one reason may weigh at most."""

_SAME_TIME = 15
"""Minutes within which two times are about the same."""

_FAMILIES = (
    ("hospital", "clinic", "first_aid_post", "maternity_child", "blood_lab_pharmacy",
     "health_unspecified"),
    ("kindergarten", "school", "university", "education_unspecified"),
    ("mosque", "church", "worship_other"),
    ("rescue_centre", "rescue_vehicle", "responders_at_scene", "ambulance"),
    ("idp_camp", "collective_shelter"),
    ("aid_office", "aid_warehouse", "aid_convoy"),
    ("residential", "mixed_civilian"),
)  # fmt: skip
"""What one source calls a hospital another calls a clinic; no source calls it a school."""

_FAMILY: Mapping[str, str] = {one: family[0] for family in _FAMILIES for one in family}
_NO_TYPE = frozenset({"unknown", "other"})

_UNSAID = frozenset({None, "", "unknown", "unspecified", "other", "air_unspecified", "mixed"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """The verdict on two incidents: a score from 0 to 1 and the reasons, weightiest first."""

    score: float
    reasons: tuple[Reason, ...]


def likeness(one: Sketch, other: Sketch, common: Commonness = ALONE) -> Likeness:
    """Compare two incidents among others."""
    found = [reason for ask in _QUESTIONS for reason in ask(one, other)]
    found += _where(one, other, common)
    if any(reason.key == "minutes_apart" for reason in found):
        # One source that tells of two times tells of two strikes.
        found = [reason for reason in found if reason.key != "same_origin"]
    weight = BEFOREHAND + sum(reason.weight for reason in found)
    found.sort(key=_weightiness)
    return Likeness(1 / (1 + exp(-weight)), tuple(found))


def is_hopeless(one: Sketch, other: Sketch, km: float) -> bool:
    """Tell quickly that two neighbours cannot be one event, so that they need no comparison.

    They are too far apart, or of different types, or of different names; and nothing that was
    reported of the one was reported of the other.
    """
    if not one.site_ids.isdisjoint(other.site_ids) or not one.rows.isdisjoint(other.rows):
        return False
    if one.place_id != other.place_id and _are_far(one, other, km):
        return True
    if not one.origins.isdisjoint(other.origins):
        return False
    mine, theirs = _families(one.site_types), _families(other.site_types)
    if mine and theirs and mine.isdisjoint(theirs):
        return True
    if not (one.sites and other.sites) or _are_many(one, other):
        return False
    alike = likeness_of_names(one.sites, other.sites)
    return alike is not None and alike < 0.5


def _are_far(one: Sketch, other: Sketch, km: float) -> bool:
    if one.point is None or other.point is None:
        return False
    north = (one.point[0] - other.point[0]) * 111.2
    east = (one.point[1] - other.point[1]) * 111.2 * cos(radians(one.point[0]))
    reach = km + max(one.reach, other.reach)
    return north * north + east * east > reach * reach


def _are_many(one: Sketch, other: Sketch) -> bool:
    """Tell whether so many were killed in both that the number itself makes them alike."""
    return bool(one.killed and one.killed == other.killed and (one.killed[0] or 0) >= _MANY)


def _weightiness(reason: Reason) -> tuple[float, str]:
    return (-abs(reason.weight), reason.key)


Reasons = Iterator[Reason]


def _say(key: str, count: str = "") -> Reason:
    return Reason(key, WEIGHTS[key], count)


def _days(one: Sketch, other: Sketch) -> Reasons:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 1:
        yield Reason("days_apart", max(WEIGHTS["days_apart"] - 1.5 * (gap - 2), -_MOST), str(gap))
    elif gap == 1:
        yield _say("next_day")
    elif one.first == one.last == other.first == other.last:
        yield _say("same_day")
    else:
        # Of a month that may hold the day little is said, of two days a lot.
        doubt = max(one.last - one.first, other.last - other.first)
        yield Reason("days_overlap", WEIGHTS["days_overlap"] - 0.6 * log((doubt + 1) / 2))


def _minutes(one: Sketch, other: Sketch) -> Reasons:
    if one.minute is None or other.minute is None:
        return
    apart = abs(one.minute - other.minute)
    apart = min(apart, 24 * 60 - apart)
    if apart <= _SAME_TIME:
        yield _say("same_minute")
    else:
        # A clock of another zone is off by whole hours.
        share = 0.5 if _is_other_zone(apart) else 1.0
        yield Reason("minutes_apart", share * WEIGHTS["minutes_apart"], str(apart))


def _is_other_zone(apart: int) -> bool:
    return any(abs(apart - 60 * hours) <= _SAME_TIME - 5 for hours in (1, 2, 3))


def _where(one: Sketch, other: Sketch, common: Commonness) -> list[Reason]:
    """Say how near each other they were; only the strongest sign counts, for one implies others."""
    shared = one.site_ids & other.site_ids
    if shared:
        return [Reason("same_site", max(common.surprise(site) for site in shared))]
    place = list(_places(one, other, common))
    site = list(_sites(one, other, common))
    if any(reason.key in ("far", "other_place") for reason in place):
        # Every second town has a hospital of that name.
        site = [reason for reason in site if reason.key != "site_alike"]
    return [*_strongest([*place, *site]), *_types(one, other, site)]


def _strongest(found: list[Reason]) -> Iterator[Reason]:
    """Keep of all that speaks for them what weighs most, and all that speaks against."""
    yield from (reason for reason in found if reason.weight < 0 or reason.key == "site_like")
    speaking = [one for one in found if one.weight >= 0 and one.key != "site_like"]
    if speaking:
        yield max(speaking, key=lambda reason: reason.weight)


def _sites(one: Sketch, other: Sketch, common: Commonness) -> Reasons:
    if not one.sites or not other.sites:
        return
    alike = likeness_of_names(one.sites, other.sites, (*one.places, *other.places))
    if alike is None and one.site_types & other.site_types:
        # Both are called after their town at most: the market of Ariha, سوق أريحا.
        alike = likeness_of_names(one.sites, other.sites)
    if alike is None:
        return
    if alike > 0.8:
        signs = (site_sign(one), site_sign(other))
        yield Reason("site_alike", min(common.surprise(sign) for sign in signs))
    elif alike >= 0.5:
        yield _say("site_like")
    else:
        yield _say("other_site")
    if one.site_ids and other.site_ids:
        yield _say("other_site_id")


def _types(one: Sketch, other: Sketch, site: list[Reason]) -> Reasons:
    if not one.site_types - _NO_TYPE or not other.site_types - _NO_TYPE:
        return
    identified = bool(one.site_ids and other.site_ids)
    mine, theirs = (
        one.site_types if identified else _families(one.site_types),
        other.site_types if identified else _families(other.site_types),
    )
    if mine.isdisjoint(theirs):
        yield _say("other_type")
    elif all(reason.key != "site_alike" for reason in site):
        yield _say("same_type")


@lru_cache(maxsize=10_000)
def _families(types: frozenset[str]) -> frozenset[str]:
    return frozenset(_FAMILY.get(one, one) for one in types - _NO_TYPE)


def _places(one: Sketch, other: Sketch, common: Commonness) -> Reasons:
    near = _distance(one, other, common)
    if near is not None:
        yield near
    if one.place_id and one.place_id == other.place_id:
        yield Reason("same_place", common.surprise(one.place_id))
    elif one.places and other.places:
        alike = likeness_of_names(one.places, other.places)
        if alike is not None and alike > 0.8:
            signs = (one.place_id or one.places[0], other.place_id or other.places[0])
            yield Reason("place_alike", min(common.surprise(sign) for sign in signs))
        elif alike is not None and alike < 0.5 and near is None:
            yield _say("other_place")


def _distance(one: Sketch, other: Sketch, common: Commonness) -> Reason | None:
    if one.point is None or other.point is None:
        return None
    apart = kilometres(one.point, other.point)
    doubt = max(one.reach, other.reach)
    for limit, share in _NEAR:
        if apart <= limit:
            # Two points that stand for a town lie together without saying more than the town.
            sign = max(map(neighbourhood, (one.point, other.point)), key=_count_in(common))
            return Reason(
                "near", common.surprise(sign, share if doubt <= limit else 1.0), f"{apart:.1f}"
            )
    beyond = apart - doubt - _NEAR[-1][0]
    if beyond > 0:
        return Reason("far", max(WEIGHTS["far"] - 0.15 * beyond, -_MOST), f"{apart:.0f}")
    return None


def _count_in(common: Commonness) -> Callable[[Hashable], int]:
    return lambda sign: common.counts.get(sign, 0)


def _origins(one: Sketch, other: Sketch) -> Reasons:
    if one.rows & other.rows:
        yield _say("same_row")
        return
    schemes = {row.partition(":")[0] for row in one.rows}
    if any(row.partition(":")[0] in schemes for row in other.rows):
        yield _say("other_row")
    if one.origins & other.origins:
        yield _say("same_origin")


def _people(one: Sketch, other: Sketch) -> Reasons:
    yield from _numbers("killed", one.killed, other.killed, 1.0)
    yield from _numbers("injured", one.injured, other.injured, 0.7)


def _numbers(what: str, one: People | None, other: People | None, share: float) -> Reasons:
    if one is None or other is None:
        return
    low, high = one[0] or 0, one[1]
    low_2, high_2 = other[0] or 0, other[1]
    if (low, high) == (low_2, high_2) and low == high:
        # Everybody counts nought or one; eleven is counted twice of one event.
        yield Reason(f"same_{what}", share * min(0.2 + 0.3 * low, 1.6))
        return
    gap = max(low, low_2) - min(_top(high), _top(high_2))
    if gap <= 0 or gap <= max(1, 0.25 * max(low, low_2)):
        yield Reason(f"near_{what}", share * 0.1)
    else:
        yield Reason(f"other_{what}", share * -min(1.0 + 0.2 * gap, 2.4))


def _top(high: int | None) -> int:
    return 1_000_000 if high is None else high


def _means(one: Sketch, other: Sketch) -> Reasons:
    if one.event_type not in _UNSAID and other.event_type not in _UNSAID:
        yield _say("same_event" if one.event_type == other.event_type else "other_event")
    for mine, theirs in ((one.delivery, other.delivery), (one.weapon, other.weapon)):
        if mine not in _UNSAID and theirs not in _UNSAID:
            yield _say("same_means" if mine == theirs else "other_means")
            return


_QUESTIONS: tuple[Callable[[Sketch, Sketch], Reasons], ...] = (
    _days,
    _minutes,
    _origins,
    _people,
    _means,
)
