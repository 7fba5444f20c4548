"""Incidents that never were, some of them recorded twice: to measure how duplicates are found.

The second record of an event is what another office would have written: from other sources, in the
other script or another transliteration, at a day less certain, a point less exact, with other
numbers. Beside them stand what is easily taken for the same event and is not: other places of one
town in one week, the second strike of a double tap, waves on one day, the same site hit again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from strikelog.insight.sketches import Sketch

_FIRST = (
    ("Kafr", "كفر"), ("Tell", "تل"), ("Khan", "خان"), ("Ras", "رأس"), ("Deir", "دير"),
    ("Ain", "عين"),
    ("Jisr", "جسر"), ("Maarrat", "معرة"), ("Bab", "باب"), ("Beit", "بيت"), ("Wadi", "وادي"),
    ("Qalaat", "قلعة"), ("Sheikh", "شيخ"), ("Jabal", "جبل"), ("Bir", "بئر"), ("Umm", "أم"),
    ("", ""), ("", ""), ("", ""),
)  # fmt: skip
_SECOND = (
    ("Zaytun", "زيتون"), ("Rumman", "رمان"), ("Safir", "سفير"), ("Nahr", "نهر"), ("Hajar", "حجر"),
    ("Salam", "سلام"), ("Basatin", "بساتين"), ("Qamar", "قمر"), ("Sahl", "سهل"), ("Zita", "زيتا"),
    ("Nabl", "نبل"), ("Sijna", "سجنة"), ("Batikh", "بطيخ"), ("Daryan", "دريان"), ("Hamra", "حمرا"),
    ("Takharim", "تخاريم"), ("Numan", "نعمان"), ("Shaykhun", "شيخون"), ("Shughur", "شغور"),
    ("Dana", "دانا"), ("Bara", "بارة"), ("Sarmin", "سرمين"), ("Binnish", "بنش"), ("Ariha", "أريحا"),
    ("Mastuma", "مسطومة"), ("Hass", "حاس"), ("Rakaya", "ركايا"), ("Tamanah", "تمانعة"),
    ("Habit", "هبيط"), ("Latamna", "لطامنة"), ("Muhandisin", "مهندسين"), ("Qadi", "قاضي"),
    ("Jarjanaz", "جرجناز"), ("Ghadfa", "غدفة"), ("Talmenes", "تلمنس"), ("Babila", "بابيلا"),
    ("Fatira", "فطيرة"), ("Sukkar", "سكر"), ("Marzita", "مرزيتا"), ("Kansafra", "كنصفرة"),
    ("Balyun", "بليون"), ("Ihsim", "إحسم"), ("Farkya", "فركيا"), ("Arnaba", "أرنبة"),
    ("Turmanin", "ترمانين"), ("Harim", "حارم"), ("Salqin", "سلقين"), ("Armanaz", "أرمناز"),
    ("Qorqanya", "قرقانيا"), ("Killi", "كللي"), ("Hazano", "حزانو"), ("Zardana", "زردنا"),
    ("Taftanaz", "تفتناز"), ("Saraqib", "سراقب"), ("Khwayn", "خوين"), ("Sinjar", "سنجار"),
    ("Abu Duhur", "أبو الضهور"), ("Murak", "مورك"), ("Suran", "صوران"), ("Taybat", "طيبة"),
)  # fmt: skip
_PROPER = (
    ("Amal", "الأمل"), ("Hayat", "الحياة"), ("Nur", "النور"), ("Shifa", "الشفاء"),
    ("Salah", "صلاح"),
    ("Rahma", "الرحمة"), ("Ibn Sina", "ابن سينا"), ("Razi", "الرازي"), ("Fath", "الفتح"),
    ("Zahra", "الزهراء"), ("Omar", "عمر"), ("Khalid", "خالد"), ("Yarmuk", "اليرموك"),
    ("Andalus", "الأندلس"), ("Quds", "القدس"), ("Shuhada", "الشهداء"), ("Wahda", "الوحدة"),
    ("Nasr", "النصر"), ("Karama", "الكرامة"), ("Basil", "الباسل"),
)  # fmt: skip
_KINDS = (
    ("hospital", "Hospital", "مستشفى"), ("clinic", "Health Centre", "مركز صحي"),
    ("school", "School", "مدرسة"), ("market", "Market", "سوق"), ("mosque", "Mosque", "مسجد"),
    ("bakery", "Bakery", "فرن"), ("idp_camp", "Camp", "مخيم"), ("residential", "Quarter", "حي"),
)  # fmt: skip
_KIND_WORDS = frozenset(word for _, name, _ in _KINDS for word in name.split())
_SIMILAR = {"hospital": "clinic", "clinic": "hospital"}
_QUALITY = (
    ("Surgical", "الجراحي"),
    ("National", "الوطني"),
    ("Maternity", "التوليد"),
    ("", ""),
    ("", ""),
)
_MEANS = (
    ("air_attack", "fixed_wing", "aerial_bomb"), ("air_attack", "helicopter", "barrel_bomb"),
    ("air_attack", "air_unspecified", "unknown"),
    ("ground_shelling", "ground_launched", "artillery"),
    ("ground_shelling", "ground_launched", "mortar"),
)  # fmt: skip
_DAWN = date(2012, 1, 1).toordinal()
_DAYS = 12 * 365


@dataclass(frozen=True)
class Town:
    """A place with its spellings, its middle and the sites in it."""

    id: str
    names: tuple[str, ...]
    point: tuple[float, float]
    sites: tuple["Target", ...]


@dataclass(frozen=True)
class Target:
    """A site of the register."""

    id: str
    names: tuple[str, ...]
    kind: str
    point: tuple[float, float]


@dataclass(frozen=True)
class Trial:
    """Sketches in no order, the pairs that are one event, and what else a pair may be."""

    sketches: tuple[Sketch, ...]
    twins: frozenset[frozenset[str]]
    lookalikes: dict[frozenset[str], str]


@dataclass(frozen=True)
class Mix:
    """How another office's record of the same event differs, as shares of all second records.

    The days go from the same to the next night's, two days off, only the month, and a span.
    """

    days: tuple[float, float, float, float] = (0.68, 0.80, 0.82, 0.88)
    no_point: float = 0.35
    close_point: float = 0.8
    known_site: float = 0.55
    known_place: float = 0.7
    mistaken_kind: float = 0.08
    other_event: float = 0.1
    same_delivery: float = 0.7
    same_weapon: float = 0.6
    shared_source: float = 0.3
    no_time: float = 0.35
    other_zone: float = 0.1
    no_number: float = 0.2
    same_number: float = 0.55
    other_script: float = 0.4


TUNED_ON = Mix()
"""What the weights were chosen with."""

NEVER_SEEN = Mix(
    days=(0.74, 0.83, 0.84, 0.87),
    no_point=0.25,
    close_point=0.7,
    known_site=0.4,
    known_place=0.85,
    mistaken_kind=0.12,
    other_event=0.06,
    same_delivery=0.6,
    same_weapon=0.45,
    shared_source=0.4,
    no_time=0.5,
    other_zone=0.05,
    no_number=0.3,
    same_number=0.6,
    other_script=0.55,
)
"""Offices that know fewer sites and more places, write more often in the other script, give fewer
times and numbers, and lay points further off; no weight was ever chosen with it."""


def trial(incidents: int, *, twins: float = 0.05, seed: int = 7, mix: Mix = TUNED_ON) -> Trial:
    """Make so many incidents and, of a share of them, a second record."""
    chance = random.Random(seed)
    towns = _towns(chance, incidents)
    made, lookalikes = _incidents(chance, towns, incidents)
    chosen = chance.sample(made, int(incidents * twins))
    pairs = [(one, told_again(chance, one, f"t{n}", mix=mix)) for n, one in enumerate(chosen)]
    sketches = [*made, *(again for _, again in pairs)]
    chance.shuffle(sketches)
    same = frozenset(frozenset((one.id, again.id)) for one, again in pairs)
    return Trial(tuple(sketches), same, lookalikes)


def _weight(place: int) -> float:
    """Give how often the n-th town is hit beside the others: a few bear most."""
    return 1 / (place + 8)


_HITS_A_SITE = 7
"""How often a site is hit in all; a town that is hit often has many sites."""


def _towns(chance: random.Random, incidents: int) -> list[Town]:
    centres = [(chance.uniform(33.5, 36.8), chance.uniform(36.0, 40.5)) for _ in range(30)]
    count = max(40, incidents // 30)
    share = incidents / _HITS_A_SITE / sum(map(_weight, range(count)))
    return [
        _town(chance, f"p{n}", chance.choice(centres), max(1, round(share * _weight(n))))
        for n in range(count)
    ]


def _town(chance: random.Random, record_id: str, centre: tuple[float, float], sites: int) -> Town:
    (one, eins), (two, zwei) = chance.choice(_FIRST), chance.choice(_SECOND)
    if chance.random() < 0.5:
        (three, drei) = chance.choice(_SECOND)
        two, zwei = f"{two} {three}", f"{zwei} {drei}"
    names = (f"{one} {two}".strip(), f"{eins} {zwei}".strip())
    point = (centre[0] + chance.gauss(0, 0.25), centre[1] + chance.gauss(0, 0.3))
    targets = (_target(chance, f"{record_id}s{n}", names, point) for n in range(sites))
    return Town(record_id, names, point, tuple({one.names: one for one in targets}.values()))


def _target(
    chance: random.Random, record_id: str, town: tuple[str, ...], middle: tuple[float, float]
) -> Target:
    kind, word, wort = chance.choice(_KINDS)
    quality, guete = chance.choice(_QUALITY) if kind == "hospital" else ("", "")
    name, nam = chance.choice(_PROPER) if chance.random() < 0.7 else town
    names = (
        " ".join(f"{name} {quality} {word}".split()),
        " ".join(f"{wort} {nam} {guete}".split()),
    )
    point = (middle[0] + chance.gauss(0, 0.008), middle[1] + chance.gauss(0, 0.009))
    return Target(record_id, names, kind, point)


def _incidents(
    chance: random.Random, towns: list[Town], wanted: int
) -> tuple[list[Sketch], dict[frozenset[str], str]]:
    """Make incidents, some with lookalikes around them, until there are enough."""
    made: list[Sketch] = []
    lookalikes: dict[frozenset[str], str] = {}
    weights = list(accumulate(map(_weight, range(len(towns)))))
    while len(made) < wanted:
        town = chance.choices(towns, cum_weights=weights)[0]
        first = _incident(chance, town, chance.choice(town.sites), _day(chance), f"i{len(made)}")
        made.append(first)
        for kind, other in _around(chance, towns, town, first, len(made)):
            made.append(other)
            lookalikes[frozenset((first.id, other.id))] = kind
    return made[:wanted], lookalikes


def _day(chance: random.Random) -> int:
    """Give a day; attacks come in offensives, so that a third fall into a tenth of the days."""
    day = chance.randrange(_DAYS)
    return _DAWN + (day // 200 * 200 + day % 20 if chance.random() < 0.3 else day)


def _incident(
    chance: random.Random, town: Town, target: Target, day: int, record_id: str
) -> Sketch:
    event, delivery, weapon = chance.choice(_MEANS)
    shape = chance.random()
    last = day if shape < 0.93 else day + 1 if shape < 0.96 else day + 27
    exact = chance.random() < 0.5
    killed = chance.choice((0, 0, 0, 1, 1, 2, 3, 5, 8, 14))
    return Sketch(
        id=record_id,
        first=day,
        last=last,
        minute=chance.randrange(24 * 60) if chance.random() < 0.45 else None,
        point=target.point if exact else town.point,
        reach=0.2 if exact else 3.0,
        place_id=town.id,
        places=town.names,
        site_ids=frozenset((target.id,)),
        sites=target.names,
        site_types=frozenset((target.kind,)),
        event_type=event,
        delivery=delivery,
        weapon=weapon,
        killed=(killed, killed),
        injured=(killed * 2 + 1, killed * 2 + 1) if chance.random() < 0.6 else None,
        origins=frozenset(f"{record_id}o{n}" for n in range(3)),
    )


_UNTIMED = 0.12
"""Share of double taps told apart without a time, of those that have none."""


def _around(
    chance: random.Random, towns: list[Town], town: Town, first: Sketch, number: int
) -> Iterator[tuple[str, Sketch]]:
    """Give what is easily taken for the same event."""
    lot = chance.random()
    day = first.first or _DAWN
    if lot < 0.09:
        yield "same week", _other_place(chance, town, first, day, f"i{number}")
    elif lot < 0.11 and (first.minute is not None or chance.random() < _UNTIMED):
        yield "second strike", _second_strike(chance, first, f"i{number}")
    elif lot < 0.13:
        near = [(one, site) for one in towns if _is_near(one, town) for site in one.sites]
        near = [(one, site) for one, site in near if site.id not in first.site_ids]
        for n, (other, site) in enumerate(chance.sample(near, min(3, len(near)))):
            hit = _incident(chance, other, site, day, f"i{number + n}")
            shared = hit.origins | frozenset(sorted(first.origins)[:1])
            yield "wave", replace(hit, origins=shared, event_type=first.event_type)
    elif lot < 0.16:
        site = next(one for one in town.sites if one.id in first.site_ids)
        later = day + chance.randrange(1, 15)
        yield "hit again", _incident(chance, town, site, later, f"i{number}")


def _is_near(one: Town, other: Town) -> bool:
    return abs(one.point[0] - other.point[0]) < 0.3 and abs(one.point[1] - other.point[1]) < 0.4


def _other_place(
    chance: random.Random, town: Town, first: Sketch, day: int, record_id: str
) -> Sketch:
    """Give an attack on another place of the town, of the same type if there is one."""
    others = [one for one in town.sites if one.id not in first.site_ids] or list(town.sites)
    alike = [one for one in others if one.kind in first.site_types] or others
    target = chance.choice(alike)
    if target.id in first.site_ids:  # a town of one site: it was hit again
        day += 3
    return _incident(chance, town, target, day + chance.randrange(-3, 4), record_id)


def _second_strike(chance: random.Random, first: Sketch, record_id: str) -> Sketch:
    """Give the second strike of a double tap, recorded as an incident of its own."""
    minute = None
    if first.minute is not None:
        minute = (first.minute + chance.randrange(15, 61)) % (24 * 60)
    killed = chance.choice((0, 1, 2, 3, 4, 6, 9))
    origins = [f"{record_id}o{n}" for n in range(2)]
    shared = sorted(first.origins)[:1] if chance.random() < 0.6 else []
    return replace(
        first,
        id=record_id,
        minute=minute,
        killed=(killed, killed),
        injured=(killed + 2, killed + 2),
        origins=frozenset((*origins, *shared)),
    )


def told_again(
    chance: random.Random, one: Sketch, record_id: str, *, mix: Mix = TUNED_ON
) -> Sketch:
    """Give the record another office would have made of the same event."""
    first, last = _other_days(chance, one, mix)
    point, reach = _other_point(chance, one, mix)
    known_site = chance.random() < mix.known_site
    known_place = chance.random() < mix.known_place
    kind = next(iter(one.site_types), "residential")
    mistaken = chance.random() < mix.mistaken_kind
    event, delivery, _ = chance.choice(_MEANS)
    event = event if chance.random() < mix.other_event else one.event_type or event
    shared = sorted(one.origins)[:1] if chance.random() < mix.shared_source else []
    return replace(
        one,
        id=record_id,
        first=first,
        last=last,
        minute=_other_minute(chance, one.minute, mix),
        point=point,
        reach=reach,
        place_id=one.place_id if known_place else None,
        places=one.places if known_place else (_respelt(chance, one.places, mix),),
        site_ids=one.site_ids if known_site else frozenset(),
        sites=one.sites if known_site else (_respelt(chance, one.sites, mix),),
        site_types=frozenset((_SIMILAR.get(kind, kind) if mistaken else kind,)),
        event_type=event,
        delivery=one.delivery if chance.random() < mix.same_delivery else delivery,
        weapon=one.weapon if chance.random() < mix.same_weapon else "unknown",
        killed=_other_number(chance, one.killed, mix),
        injured=_other_number(chance, one.injured, mix),
        origins=frozenset((*(f"{record_id}o{n}" for n in range(2)), *shared)),
    )


def _other_days(chance: random.Random, one: Sketch, mix: Mix) -> tuple[int, int]:
    first, last = one.first or _DAWN, one.last or _DAWN
    lot = chance.random()
    same, night, off, month = mix.days
    if lot < same:
        return first, last
    if lot < night:  # of a night that has two dates
        shift = chance.choice((-1, 1))
        return first + shift, last + shift
    if lot < off:
        shift = chance.choice((-2, 2))
        return first + shift, last + shift
    if lot < month:  # only the month is known
        start = first - chance.randrange(0, 28)
        return start, start + 30
    return first - 1, last + chance.randrange(1, 3)


def _other_point(
    chance: random.Random, one: Sketch, mix: Mix
) -> tuple[tuple[float, float] | None, float]:
    lot = chance.random()
    if lot < mix.no_point or one.point is None:
        return None, 0.0
    is_close = lot < mix.close_point
    spread = 0.006 if is_close else 0.02
    north, east = one.point
    point = (round(north + chance.gauss(0, spread), 5), round(east + chance.gauss(0, spread), 5))
    return point, max(one.reach, 0.5 if is_close else 3.0)


def _other_minute(chance: random.Random, minute: int | None, mix: Mix) -> int | None:
    if minute is None or chance.random() < mix.no_time:
        return None
    shift = chance.randrange(-10, 11)
    if chance.random() < mix.other_zone:  # the clock of another zone
        shift = chance.choice((60, 120, 180))
    return (minute + shift) % (24 * 60)


def _other_number(
    chance: random.Random, people: tuple[int | None, int | None] | None, mix: Mix
) -> tuple[int | None, int | None] | None:
    if people is None or chance.random() < mix.no_number:
        return None
    number = people[0] or 0
    lot = chance.random()
    if lot < mix.same_number:
        return number, number
    if lot < mix.same_number + 0.15:
        return max(number - 1, 0), None
    other = max(0, number + chance.choice((-2, -1, 1, 1, 2, 3)) * (1 + number // 6))
    return other, other


_SOUNDS = (
    ("a", "e"), ("u", "o"), ("i", "ee"), ("ay", "ai"), ("q", "k"), ("aa", "a"), ("ya", "iya"),
)  # fmt: skip


def _respelt(chance: random.Random, names: tuple[str, ...], mix: Mix = TUNED_ON) -> str:
    """Write a name in the other script, or in Latin letters as somebody else would."""
    lot = chance.random()
    if lot < mix.other_script:
        return names[-1]
    said = [_misheard(chance, word) for word in names[0].split()]
    if lot < 0.6 and len(said) > 1 and said[1] not in _KIND_WORDS:
        said[0:2] = [said[0] + said[1].lower()]
    elif lot < 0.7 and len(said) > 2:
        said.pop(chance.randrange(len(said)))
    elif lot < 0.8:
        said = ["Al-" + said[0].lower(), *said[1:]]
    return " ".join(said)


def _misheard(chance: random.Random, word: str) -> str:
    """Write a name in Latin letters as another ear hears it; what kind of place it is stays."""
    if word in _KIND_WORDS:
        return word
    for old, new in chance.sample(_SOUNDS, 2):
        word = word.replace(old, new) if chance.random() < 0.7 else word
    return word
