"""What a row of a partner's table becomes: its records, under ids that every office gives alike.

Incident   id of the row (v5 of the dataset's namespace and the row's number); event type, date,
           place as reported, coordinates, means; the number under `external_ids`
Source     `dataset_row`, published by the dataset's publisher; sources the row names in its note
Claim      what the row says, second-hand, not judged (credibility 6)
Figures    one for each number of people stated, owned by the claim
Attributions of the claim, `alleged`; several actors are joint, or either-or when told with «or»
Places hit as counted or named, without a site of the register until matched

Never an assessment. Nothing else is touched.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import time
from functools import lru_cache
from typing import TypeVar

from ...domain.dates import FuzzyDate
from ...domain.errors import BadValue
from ...domain.fields import TEXT_LIMIT
from ...domain.gazetteers import iso3_of
from ...domain.messages import mark
from ...domain.records import Attribution, Claim, Incident, IncidentSite, Source, altered, fresh
from ..foreign.converting import ReadRow
from ..foreign.mapping import Mapping
from .blame import Blamed, blamed
from .happening import (
    UNKNOWN,
    UNSPECIFIED,
    account_of_row,
    cut,
    event_type_of,
    notes_of,
    title_of_row,
    told_account,
)
from .harm import Harm
from .keys import (
    digest_of,
    incident_id,
    is_numbered,
    key_of,
    namespace_of,
    nth_key,
    origin_of,
    part_id,
)
from .parts import Assembled, Part, PlaceAsked, SiteAsked
from .rules import RULES, apply_rules

V = TypeVar("V")

FORM = "1"
"""Counts the ways in which rows were ever made into records; a new one looks at every row again."""

LANGUAGE, LICENCE, ACCESS, URL = "language", "licence", "access", "url"
"""Defaults of a mapping that hold for the source of every row."""

GEO_PREC = "place.geo_prec"
_ARABIC = range(0x0600, 0x0700)
_LINE = 200

_WHEN = ("date", "date.start", "date.end", "date.year", "date.month", "date.day")
_WHERE = ("place.country", "place.adm1", "place.adm2", "place.adm3", "place.name")
_POINT = ("place.lat", "place.lon", "place.point", "place.geo_prec")
_MEANS = ("means", "delivery", "weapon")

_TOLD_BY: dict[str, tuple[str, ...]] = {
    "date_edtf": _WHEN,
    "time_local": ("time",),
    "place_text": _WHERE,
    "lat": _POINT,
    "lon": _POINT,
    "geo_prec": _POINT,
    "geo_method": _POINT,
    "event_type": ("event_type", "event_type.flag", *_MEANS),
    "delivery": ("delivery", "means"),
    "weapon": ("weapon", "means"),
    "external_ids": ("external_id",),
    "workflow": ("verified",),
    "title": ("title",),
    "summary": ("summary",),
    "site_text": ("site.name",),
    "damage": ("site.damage",),
}
"""Which columns tell a field of the incident or of the claim."""

_OF_POINT = frozenset({"lat", "lon", "geo_prec", "geo_method"})
_OF_INCIDENT = (
    "date_edtf", "time_local", "place_text", "lat", "lon", "geo_prec", "geo_method",
    "event_type", "delivery", "weapon", "external_ids", "workflow", "title",
)  # fmt: skip
_OF_CLAIM = (
    "date_edtf", "time_local", "place_text", "event_type", "delivery", "weapon", "summary",
    "site_text", "damage",
)  # fmt: skip


class NoDate(BadValue):
    """A row without a date is no incident."""

    message = mark("The row gives no date, so it is not known when it happened.")


class Assembler:
    """Makes records of the rows of one table, in order."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.dataset, self.origin = namespace_of(mapping), origin_of(mapping)
        self.targets = frozenset(column.target for column in mapping.columns)
        self._rules = mapping.defaults.get(RULES, "").split()
        self._form = f"{FORM} {self.origin} {sorted(mapping.defaults.items())}"
        self._incident_said = self._told(_OF_INCIDENT)
        self._claim_said = self._told(_OF_CLAIM)
        self._seen: Counter[str] = Counter()

    def _told(self, keys: tuple[str, ...]) -> frozenset[str]:
        told = {key for key in keys if not self.targets.isdisjoint(_TOLD_BY[key])}
        # Half a point is none, and says nothing against the one we hold.
        whole = {"place.lat", "place.lon"} <= self.targets or "place.point" in self.targets
        return frozenset(told if whole else told - _OF_POINT)

    def identify(self, row: ReadRow) -> tuple[str, str]:
        """Give the key of a row within its dataset, and a digest of what was read of it.

        Rows without a number that say the very same are told apart in the order they come.
        """
        key = key_of(row)
        if not is_numbered(key):
            self._seen[key] += 1
            key = nth_key(key, self._seen[key])
        return key, digest_of(row, self._form)

    def assemble(self, row: ReadRow, key: str, digest: str) -> Assembled:
        """Give what a row makes; raises NoDate."""
        row, doubts = apply_rules(row, self._rules)
        if not isinstance(row.values.get("date"), FuzzyDate):
            raise NoDate(text="")
        place = place_of(row, self.mapping)
        blame = blamed(row, self.mapping)
        own = incident_id(self.dataset, key)
        claim_id = part_id(own, self.origin, "claim")
        harm = Harm(row, self.origin, own, claim_id)
        hits, figures = [*harm.hits()], [*harm.figures()]
        kinds = tuple(str(getattr(part.record, "site_type", "")) for part in hits)
        incident = self._incident(row, own, key, place, kinds)
        source = self._source(row, own, key)
        claim = self._claim(row, claim_id, source, incident, blame)
        parts = (source, self._part(incident), claim, *hits, *figures)
        return Assembled(
            number=row.number,
            key=key,
            digest=digest,
            incident=incident,
            parts=(*parts, *self._attributions(blame, own, claim_id)),
            place=place,
            sites=tuple(_sites_asked(row, hits)),
            actors={actor.id: actor for actor in blame.actors},
            doubts=(*doubts, *harm.doubts),
        )

    def _incident(
        self, row: ReadRow, own: str, key: str, place: PlaceAsked, kinds: tuple[str, ...]
    ) -> Incident:
        lat, lon = _one(row, "place.lat", float), _one(row, "place.lon", float)
        has_point = lat is not None and lon is not None
        incident = fresh(
            Incident,
            id=own,
            event_type=event_type_of(row) or UNKNOWN,
            date_edtf=_one(row, "date", FuzzyDate),
            time_local=_one(row, "time", time),
            place_text=cut(place.words(), _LINE) or None,
            lat=lat if has_point else None,
            lon=lon if has_point else None,
            geo_prec=self._precision(row, has_point=has_point),
            geo_method="imported" if has_point else None,
            delivery=_one(row, "delivery", str) or UNSPECIFIED,
            weapon=_one(row, "weapon", str) or UNKNOWN,
            workflow="in_review" if row.values.get("verified") in ("no", UNKNOWN) else "draft",
            external_ids=(f"{self.dataset}:{key}",) if is_numbered(key) else (),
        )
        told = _one(row, "title", str)
        title = cut(told, _LINE) if told else title_of_row(incident, place, kinds)
        return altered(incident, title=title)

    def _precision(self, row: ReadRow, *, has_point: bool) -> str:
        told = _one(row, GEO_PREC, str) or self.mapping.defaults.get(GEO_PREC, "")
        if not has_point:
            return UNKNOWN if told in ("building", "within_100m", "") else told
        return told if told not in ("", UNKNOWN) else "near_settlement"

    def _part(self, incident: Incident) -> Part:
        made = frozenset({"title"} - self._incident_said)
        return Part(incident, self._incident_said, made)

    def _source(self, row: ReadRow, own: str, key: str) -> Part:
        mapping, urls = self.mapping, [str(cell.value) for cell in row.having("source.url")]
        named = [str(cell.value) for cell in row.having("source.name")]
        cited = [f"Sources named in the row: {'; '.join(named)}"] if named else []
        further = [f"Further addresses: {'; '.join(urls[1:])}"] if urls[1:] else []
        whole = mapping.dataset or mapping.name or "Table"
        number = f", row {key}" if is_numbered(key) else ""
        source = fresh(
            Source,
            id=part_id(own, self.origin, "source"),
            ref=cut(f"{self.dataset.upper()}-{key}", 32) if is_numbered(key) else None,
            source_type="dataset_row",
            publisher=cut(mapping.publisher, _LINE) or None,
            title=cut(f"{whole}{number}", 300),
            url=urls[0] if urls else mapping.defaults.get(URL) or None,
            published=_one(row, "source.date", FuzzyDate),
            language=mapping.defaults.get(LANGUAGE) or _language_of(row),
            reliability="F",
            access=mapping.defaults.get(ACCESS) or "public",
            licence=cut(mapping.defaults.get(LICENCE, ""), 80) or None,
            note="\n".join(filter(None, (*cited, *further, notes_of(row))))[:TEXT_LIMIT] or None,
        )
        return Part(source, frozenset({"note", "url", "published"}))

    def _claim(
        self, row: ReadRow, claim_id: str, source: Part, incident: Incident, blame: Blamed
    ) -> Part:
        told = told_account(row)
        names = tuple(actor.name or "" for actor in blame.actors)
        claim = fresh(
            Claim,
            id=claim_id,
            incident_id=incident.id,
            source_id=source.record.id,
            first_hand="second_hand",
            locator=cut(str(row.values["external_id"]), 100)
            if "external_id" in row.values
            else None,
            asserted_on=_one(row, "source.date", FuzzyDate),
            date_edtf=incident.date_edtf,
            time_local=incident.time_local,
            place_text=incident.place_text,
            site_text=cut("; ".join(str(one.value) for one in row.having("site.name")), _LINE)
            or None,
            event_type=event_type_of(row),
            delivery=_one(row, "delivery", str),
            weapon=_one(row, "weapon", str),
            damage=_one(row, "site.damage", str),
            summary=told or account_of_row(incident, names),
        )
        said = self._claim_said if told else self._claim_said - {"summary"}
        return Part(claim, said, frozenset({"summary"} - said))

    def _attributions(self, blame: Blamed, own: str, claim_id: str) -> tuple[Part, ...]:
        return tuple(
            Part(
                fresh(
                    Attribution,
                    id=part_id(own, self.origin, f"actor.{actor.id}"),
                    owner_type="claim",
                    owner_id=claim_id,
                    actor_id=actor.id,
                    logic=blame.logic,
                ),
                frozenset({"logic"}),
                targets=frozenset({"actor.name"}),
            )
            for actor in blame.actors
        )


def place_of(row: ReadRow, mapping: Mapping) -> PlaceAsked:
    """Give the place a row names; what holds for all rows may stand in the mapping's defaults."""
    said = tuple(_told(row, target, mapping) for target in _PLACES)
    return _place_of(said, tuple(str(cell.value) for cell in row.having("place.country")))


_AREAS = ("country", "adm1", "adm2", "adm3", "name")
_PLACES = (*(f"place.{key}" for key in _AREAS), "place.pcode")


def _told(row: ReadRow, target: str, mapping: Mapping) -> str:
    cells = (cut(str(cell.value), _LINE) for cell in row.having(target))
    return next(filter(None, cells), mapping.defaults.get(target, ""))


@lru_cache(maxsize=20_000)
def _place_of(said: tuple[str, ...], countries: tuple[str, ...]) -> PlaceAsked:
    """Put a place together; the same ones come again and again."""
    names = dict(zip(_AREAS, said[:-1], strict=True))
    named = {key: "" if _is_silent(name) else name for key, name in names.items()}
    codes = [iso3_of(text) for text in (*countries, named["country"]) if len(text.strip()) <= 3]
    iso3 = next(filter(None, codes), "")
    # Where a name of the country stands beside its code, the name is for people.
    longest = max((text for text in countries if not _is_silent(text)), key=len, default="")
    named["country"] = cut(longest, _LINE) or named["country"]
    return PlaceAsked(**named, iso3=iso3, pcode=said[-1].upper())


_SILENT = frozenset(
    {"no information", "unknown", "n/a", "none", "not applicable", "unspecified", "null", "-"}
)


def _is_silent(name: str) -> bool:
    return name.casefold() in _SILENT


def _sites_asked(row: ReadRow, hits: list[Part]) -> Iterator[SiteAsked]:
    names = {cut(str(cell.value), _LINE) for cell in row.having("site.name")}
    for part in hits:
        hit = part.record
        if isinstance(hit, IncidentSite) and hit.site_text in names:
            yield SiteAsked(hit.site_text or "", hit.site_type or UNKNOWN, hit.id)


def _one(row: ReadRow, target: str, kind: type[V]) -> V | None:
    value = row.values.get(target)
    return value if isinstance(value, kind) else None


def _language_of(row: ReadRow) -> str:
    """Tell the language of a row's text where nobody said it: Arabic by its script, else none."""
    text = " ".join(str(cell.value) for cell in row.having("summary")) or " ".join(
        cell.text for cell in row.cells
    )
    letters = [ord(letter) for letter in text if letter.isalpha()]
    arabic = sum(code in _ARABIC for code in letters)
    return "ar" if letters and arabic * 2 > len(letters) else "und"
