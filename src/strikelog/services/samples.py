"""Plausible synthetic records for trying out, tests and benchmarks: the same for the same seed.

Names of places and sites are put together from word lists and belong to no real event.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from ..domain.dates import FuzzyDate
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import (
    Actor,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Record,
    Site,
    Source,
)
from .recording import Recording

_AT_A_TIME = 20_000
"""Records written in one step."""

CLAIMS, FIGURES = 3, 2
"""Claims an incident, each from a source of its own, and figures a claim."""

_FIRST = (
    ("Ras", "رأس"), ("Tell", "تل"), ("Kafr", "كفر"), ("Deir", "دير"), ("Ain", "عين"),
    ("Bab", "باب"), ("Khan", "خان"), ("Beit", "بيت"), ("Wadi", "وادي"), ("Jisr", "جسر"),
)  # fmt: skip
_SECOND = (
    ("Zaytun", "زيتون"), ("Rumman", "رمان"), ("Safir", "سفير"), ("Amal", "أمل"), ("Nahr", "نهر"),
    ("Hajar", "حجر"), ("Salam", "سلام"), ("Jabal", "جبل"), ("Basatin", "بساتين"), ("Ward", "ورد"),
    ("Qamar", "قمر"), ("Sahl", "سهل"),
)  # fmt: skip
_KINDS = (
    ("hospital", "Hospital", "مستشفى"), ("clinic", "Health Centre", "مركز صحي"),
    ("school", "School", "مدرسة"), ("market", "Market", "سوق"), ("mosque", "Mosque", "مسجد"),
    ("bakery", "Bakery", "مخبز"), ("water", "Water Station", "محطة مياه"),
    ("idp_camp", "Camp", "مخيم"), ("residential", "Quarter", "حي"),
)  # fmt: skip
_WEAPONS = (
    ("fixed_wing", "aerial_bomb"), ("helicopter", "barrel_bomb"), ("drone", "missile"),
    ("air_unspecified", "unknown"), ("ground_launched", "artillery"), ("ground_launched", "mortar"),
)  # fmt: skip
_SENTENCES = (
    "Residents reported an aircraft overhead shortly before the impact.",
    "Rescue teams reached the place within the hour and carried out the wounded.",
    "A second impact was heard while people were gathering.",
    "The building was out of service after the strike.",
    "A crater and fragments were filmed beside the entrance.",
    "قال سكان إنهم سمعوا طائرة قبل الانفجار بقليل.",
    "وصلت فرق الإنقاذ إلى المكان ونقلت المصابين.",
    "توقف المبنى عن العمل بعد القصف.",
)
_WORKFLOW = ("draft", "in_review", "in_review", "reviewed", "reviewed", "published")
_DAWN = date(2015, 1, 1)
_DAYS = 3_600


@dataclass(frozen=True, slots=True)
class _Register:
    """What incidents of a sample share."""

    places: tuple[Location, ...]
    sites: tuple[Site, ...]
    actors: tuple[Actor, ...]


def sample_records(incidents: int, seed: int = 1) -> Iterator[Record]:
    """Give a register of places, sites and actors, then incidents with claims.

    Sources and figures.
    """
    chance = random.Random(seed)  # noqa: S311 - samples must repeat, not be secret
    register = _register(chance)
    yield from (*register.places, *register.sites, *register.actors)
    for number in range(1, incidents + 1):
        yield from _incident(chance, register, number)


def fill_with_sample(
    recording: Recording, incidents: int, seed: int = 1, progress: Progress | None = None
) -> None:
    """Add a sample in several steps, so that a large one needs little memory at a time."""
    report = (progress or Silent()).report
    expected = incidents * (2 + CLAIMS * (2 + FIGURES))
    records = sample_records(incidents, seed)
    done = 0
    while part := list(islice(records, _AT_A_TIME)):
        recording.add_all(part, mark("Add sample records"))
        done += len(part)
        report(done, expected)


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _register(chance: random.Random) -> _Register:
    country = Location(
        id=_id(chance), level="0", name="Samplia", name_local="سامبليا", country_iso3="XXA"
    )
    tops = tuple(_unit(chance, country, "1", index) for index in range(8))
    middles = tuple(_unit(chance, top, "2", index) for top in tops for index in range(5))
    towns = tuple(_town(chance, middle) for middle in middles for _ in range(12))
    sites = tuple(_site(chance, chance.choice(towns)) for _ in range(1_500))
    actors = tuple(
        Actor(id=_id(chance), name=f"Party {letter}", actor_type=kind)
        for letter, kind in zip(
            "ABCD",
            ("state_forces_host", "state_forces_foreign", "armed_group", "coalition"),
            strict=True,
        )
    )
    return _Register((country, *tops, *middles, *towns), sites, actors)


def _names(chance: random.Random) -> tuple[str, str]:
    (one, eins), (two, zwei) = chance.choice(_FIRST), chance.choice(_SECOND)
    return f"{one} al-{two}", f"{eins} ال{zwei}"


def _unit(chance: random.Random, parent: Location, level: str, index: int) -> Location:
    name, local = _names(chance)
    code = f"{parent.pcode or 'XA'}{index:02d}"
    return Location(
        id=_id(chance),
        level=level,
        name=name,
        name_local=local,
        parent_id=parent.id,
        pcode=code,
        pcode_set="Sample",
        country_iso3="XXA",
    )


def _town(chance: random.Random, parent: Location) -> Location:
    name, local = _names(chance)
    return Location(
        id=_id(chance),
        level="5",
        name=name,
        name_local=local,
        parent_id=parent.id,
        country_iso3="XXA",
        lat=round(chance.uniform(34.0, 37.0), 6),
        lon=round(chance.uniform(36.0, 41.0), 6),
    )


def _site(chance: random.Random, town: Location) -> Site:
    kind, name, local = chance.choice(_KINDS)
    word, wort = chance.choice(_SECOND)
    return Site(
        id=_id(chance),
        name=f"{word} {name}",
        name_local=f"{local} {wort}",
        site_type=kind,
        location_id=town.id,
        geo_prec="settlement",
        coord_release="admin2_centroid",
        status=chance.choice(("functioning", "partial", "not_functioning", "unknown")),
    )


def _day(chance: random.Random) -> FuzzyDate:
    day = _DAWN + timedelta(days=chance.randrange(_DAYS))
    shape = chance.random()
    if shape < 0.85:
        return FuzzyDate.parse(day.isoformat())
    if shape < 0.93:
        return FuzzyDate.parse(f"{day:%Y-%m}")
    if shape < 0.97:
        return FuzzyDate.parse(f"{day.isoformat()}~")
    return FuzzyDate.parse(f"{day.isoformat()}/{(day + timedelta(days=1)).isoformat()}")


def _incident(chance: random.Random, register: _Register, number: int) -> Iterator[Record]:
    site = chance.choice(register.sites)
    delivery, weapon = chance.choice(_WEAPONS)
    incident = Incident(
        id=_id(chance),
        ref=f"SA-{number:06d}",
        title=f"Strike on {site.name}",
        summary=" ".join(chance.choices(_SENTENCES, k=3)),
        event_type="air_attack" if delivery != "ground_launched" else "ground_shelling",
        date_edtf=_day(chance),
        location_id=site.location_id,
        geo_prec="settlement",
        geo_method="gazetteer",
        tz="Asia/Damascus",
        delivery=delivery,
        weapon=weapon,
        strike_pattern=chance.choice(("single", "single", "multiple_same_wave", "unknown")),
        workflow=chance.choice(_WORKFLOW),
    )
    yield incident
    yield IncidentSite(
        id=_id(chance),
        incident_id=incident.id,
        site_id=site.id,
        site_type=site.site_type,
        site_role="hit",
        damage=chance.choice(("minor", "major", "destroyed", "unknown")),
    )
    for index in range(CLAIMS):
        yield from _claim(chance, incident, f"SA-{number:06d}-{index + 1}")


def _claim(chance: random.Random, incident: Incident, code: str) -> Iterator[Record]:
    source = Source(
        id=_id(chance),
        ref=code,
        source_type=chance.choice(("news_media_local", "ngo_report", "social_post")),
        publisher=f"Sample outlet {chance.randrange(40)}",
        title=f"Report on {incident.title}",
        published=incident.date_edtf,
        language=chance.choice(("en", "ar")),
        reliability=chance.choice("BCCDF"),
        access="public",
    )
    claim = Claim(
        id=_id(chance),
        incident_id=incident.id,
        source_id=source.id,
        claim_type="report",
        first_hand="unknown",
        independence="original",
        credibility=chance.choice("23346"),
        summary=" ".join(chance.choices(_SENTENCES, k=2)),
        date_edtf=incident.date_edtf,
    )
    yield source
    yield claim
    for outcome in ("killed", "injured")[:FIGURES]:
        yield _figure(chance, claim, outcome)


def _figure(chance: random.Random, claim: Claim, outcome: str) -> CasualtyFigure:
    low = chance.choice((0, 0, 1, 2, 3, 5, 8, 14))
    exact = chance.random() < 0.7
    return CasualtyFigure(
        id=_id(chance),
        owner_type="claim",
        owner_id=claim.id,
        outcome=outcome,
        civ_status="civilian",
        age_sex="total",
        role="any",
        low=low,
        high=low if exact else None,
        qualifier="exact" if exact else "at_least",
        as_reported=str(low) if exact else f"at least {low}",
    )
