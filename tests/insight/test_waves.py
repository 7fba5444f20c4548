"""Several sites struck within a day: found however vague the dates, certain only where they are."""

import random
from datetime import date, time, timedelta
from itertools import combinations

import pytest

from strikelog.domain.distances import kilometres
from strikelog.domain.records import Location
from strikelog.insight.struck import Struck, minutes_of, struck_in
from strikelog.insight.waves import WaveFinder, waves
from tests.insight.cases import example_cases

NIGHT = date(2019, 5, 5)
KAFR_NABL, HASS, KAFR_ZITA, FAR = (35.61, 36.56), (35.58, 36.5), (35.37, 36.6), (36.2, 37.16)


def struck(name, point=KAFR_NABL, first=NIGHT, last=None, **values):
    given = {"site_type": "hospital", "site_id": name, "incident_id": f"incident {name}"}
    return Struck(first=first, last=last or first, point=point, **{**given, **values})


def test_the_four_hospitals_of_may_are_found_across_two_governorates():
    cases = example_cases(2)
    (wave,) = waves(one for case in cases for one in struck_in(case)).found

    members = [case for case in cases if case.incident.id in wave.incident_ids]
    assert [case.incident.ref for case in members] == [f"EX-2019-000{n}" for n in (1, 4, 5, 6)]
    assert len(wave.site_keys) == 4
    assert not wave.is_certain
    governorates = {
        place.id for case in members for place in case.places
        if isinstance(place, Location) and place.level == "1"
    }  # fmt: skip
    assert len(governorates) == 2


def test_three_at_known_hours_are_a_wave_for_certain():
    found = waves(
        [
            struck("a", at=time(17, 30)),
            struck("b", HASS, at=time(22)),
            struck("c", KAFR_ZITA, date(2019, 5, 6), at=time(3)),
        ]
    ).found

    assert [one.is_certain for one in found] == [True]
    assert found[0].hours == (9.5, 9.5)
    assert 20 < found[0].kilometres < 35


def test_the_same_site_again_makes_no_wave():
    assert waves([struck("a"), struck("b", HASS), struck("b", HASS, incident_id="x")]).found == ()


def test_what_lies_too_far_or_too_late_does_not_belong():
    two = [struck("a"), struck("b", HASS)]

    assert waves([*two, struck("c", FAR)]).found == ()
    assert waves([*two, struck("c", KAFR_ZITA, date(2019, 5, 8))]).found == ()
    assert len(waves([*two, struck("c", KAFR_ZITA, date(2019, 5, 6))]).found) == 1


def test_homes_are_not_counted_and_vague_dates_are_named():
    found = waves(
        [
            struck("a"),
            struck("b", HASS),
            struck("home", site_type="residential"),
            struck("month", KAFR_ZITA, date(2019, 5, 1), date(2019, 5, 31)),
        ]
    )

    assert found.found == ()
    assert found.too_vague_ids == ("incident month",)


def test_every_wave_of_three_is_found_and_nothing_else():
    chance = random.Random(5)
    every = [
        struck(str(n), (35 + chance.random() * 1.5, 36 + chance.random() * 1.5), day, day)
        for n in range(120)
        for day in [date(2019, 1, 1 + chance.randrange(28))]
    ]

    found = waves(every).found

    within = {name for wave in found for name in wave.site_keys}
    needed = {one.key for three in combinations(every, 3) if _is_wave(three) for one in three}
    assert needed <= within
    by_key = {one.key: one for one in every}
    assert all(_is_wave([by_key[key] for key in wave.site_keys]) for wave in found)


@pytest.mark.parametrize(("degrees", "days"), [(3, 14), (0.6, 3), (0.3, 3)])
@pytest.mark.parametrize("seed", range(4))
def test_waves_are_those_found_by_holding_every_strike_beside_every_other(seed, degrees, days):
    chance = random.Random(seed)
    every = []
    for n in range(90 if days > 3 else 45):
        day = date(2019, 1, 1 + chance.randrange(days))
        last = day + timedelta(days=chance.choice([0, 0, 0, 2]))
        point = (33 + chance.random() * degrees, 36 + chance.random() * degrees)
        at = time(chance.randrange(24)) if chance.random() < 0.4 and last == day else None
        incident_id = f"incident {chance.randrange(80)}"
        every.append(struck(f"{n % 70}", point, day, last, at=at, incident_id=incident_id))

    found = waves(every).found

    assert found
    assert [set(one.incident_ids) for one in found] == _plainly(every)
    points = {(one.incident_id, one.key): one.point for one in every}
    for wave in found[:20]:
        spots = [points[one] for one in points if one[0] in wave.incident_ids]
        assert wave.kilometres <= max(kilometres(*two) for two in combinations(spots, 2)) + 1e-6


def _plainly(every):
    """Find the incidents of each wave as the rule is worded, without cells or windows."""
    moments = sorted({(*minutes_of(one), one.incident_id, one.key): one for one in every}.items())
    found = []
    for n, (anchor, first) in enumerate(moments):
        later = [
            pair for pair in moments[n + 1 :]
            if _fit([(anchor, first), pair]) and pair[0][0] - anchor[1] <= 24 * 60
        ]  # fmt: skip
        left = list(later)
        while left:
            several = [(anchor, first), left[0]]
            for pair in later:
                if pair is not left[0] and _fit([*several, pair]):
                    several.append(pair)
            left = [pair for pair in left if pair not in several]
            if len({one.key for _, one in several}) >= 3:
                found.append({one.incident_id for _, one in several})
    return [one for n, one in enumerate(found) if not any(one <= other for other in found[:n])]


def _fit(several):
    near = all(kilometres(a.point, b.point) <= 60 for (_, a), (_, b) in combinations(several, 2))
    return near and max(one[0] for one, _ in several) - min(one[1] for one, _ in several) <= 24 * 60


def _is_wave(several):
    near = all(kilometres(a.point, b.point) <= 60 for a, b in combinations(several, 2))
    days = [one.first.toordinal() for one in several]
    return near and max(days) - min(days) <= 2


@pytest.mark.parametrize("seed", range(6))
def test_waves_put_right_one_incident_at_a_time_are_those_found_anew(seed):
    chance = random.Random(seed)

    def anything(number):
        day = date(2019, 1, 1 + chance.randrange(12))
        point = (35 + chance.random() * 1.2, 36 + chance.random() * 1.2)
        last = day + timedelta(days=chance.choice([0, 0, 1]))
        return struck(str(number % 25), point, day, last, incident_id=f"incident {number}")

    known = {f"incident {n}": (anything(n),) for n in range(60)}
    finder = WaveFinder()
    for incident_id, several in known.items():
        finder.put(incident_id, several)
    finder.told()

    for _ in range(15):
        number = chance.randrange(70)
        incident_id = f"incident {number}"
        if chance.random() < 0.3:
            known.pop(incident_id, None)
            finder.drop(incident_id)
        else:
            known[incident_id] = tuple(
                anything(n)._replace(incident_id=incident_id) for n in (number, number + 7)
            )
            finder.put(incident_id, known[incident_id])
        if chance.random() < 0.7:
            anew = waves(one for several in known.values() for one in several)
            assert finder.told() == anew
    assert finder.told().found
