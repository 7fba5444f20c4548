"""One incident in sentences: what is reported, by whom, where sources agree and differ."""

from collections.abc import Callable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.counts import range_words
from ..domain.dates import FuzzyDate
from ..domain.differences import Difference, differences
from ..domain.display import code_words
from ..domain.fields import field_of
from ..domain.origins import standing_claims
from ..domain.records import Actor, Claim, Evidence, Incident, IncidentSite
from ..domain.text import isolate
from ..insight.independence import independence
from ..insight.ranges import AdoptedRange, adopted_range
from .citations import Bibliography
from .levels import Level, is_confidential, is_provisional, place_chain, target_name
from .nouns import CIVILIANS, PERSONS, event_phrase, label, listed_and, listed_or, lower_first
from .parties import responses, said_of, statements
from .wording import (
    NO_NUMBER,
    Said,
    day_words,
    minutes_words,
    one_source,
    reported,
    reports_and_origins,
    stated_range,
    time_words,
    when,
)

__all__ = [
    "IncidentNote",
    "Writer",
    "agreements",
    "code_of",
    "disagreements",
    "grading_words",
    "harm",
    "lead_sentence",
    "material_words",
    "note_of",
    "targets",
]

_AT = {"near_miss": "near", "scene": "at", "declared_target": "aimed at", "unknown": "affecting"}
_OUTCOMES = ("killed", "injured", "missing", "abducted", "detained", "displaced")
_LONGEST_TEXT = 700


@dataclass(frozen=True, slots=True)
class Writer:
    """What every sentence needs: the level, the sources, and the eraser of protected names."""

    level: Level
    sources: Bibliography
    scrub: Callable[[str], str]

    def free_text(self, text: str | None, *, limit: int = 0) -> str:
        """Text that people wrote, without protected names, shortened at a word if too long."""
        plain = self.scrub(text or "").strip()
        if limit and len(plain) > limit:
            plain = f"{plain[:limit].rsplit(' ', 1)[0].rstrip(' ,.;')} …"
        return isolate(plain) if plain else ""


@dataclass(frozen=True, slots=True)
class IncidentNote:
    """An incident's paragraph: head, and sentences in paragraphs."""

    code: str
    title: str
    meta: str
    is_provisional: bool
    paragraphs: tuple[tuple[Said, ...], ...]
    incident_id: str


def code_of(incident: Incident) -> str:
    """The code an incident goes by: the office's reference, or the start of its id."""
    return incident.ref or incident.id[:8]


def note_of(case: CaseFile, writer: Writer) -> IncidentNote:
    """Write the note of an incident."""
    found = independence(case)
    paragraphs = [
        (lead_sentence(case, writer), *harm(case, writer), *_own_words(case, writer)),
        tuple(said_of(one, writer.sources) for one in statements(case)),
        (*agreements(case), *disagreements(case, writer)),
        (
            Said(f"{reports_and_origins(found.n_reports, found.n_origins)}."),
            *material_words(case, writer),
            *responses(case, writer.sources),
            Said(grading_words(case)),
        ),
    ]
    return IncidentNote(
        code=code_of(case.incident),
        title=targets(case, writer.level) or event_title(case),
        meta=f"{day_words(case.incident.date_edtf)} · {_where(case, writer.level)}",
        is_provisional=is_provisional(case),
        paragraphs=tuple(one for one in paragraphs if one),
        incident_id=case.incident.id,
    )


def _where(case: CaseFile, level: Level) -> str:
    return place_chain(case, level, units=False)


def event_title(case: CaseFile) -> str:
    """A title from the event alone, where no place hit is known."""
    words = event_phrase(case.incident.event_type, None, None)
    return f"{words[:1].upper()}{words[1:]}"


def targets(case: CaseFile, level: Level) -> str:
    """The places affected, by name or kind."""
    named = dict.fromkeys(target_name(case, hit, level) for hit in case.sites_hit)
    said = listed_and([one for one in named if one])
    return f"{said[:1].upper()}{said[1:]}" if said[:1].islower() else said


def lead_sentence(case: CaseFile, writer: Writer) -> Said:
    """What, on whom, when and where, with the sources: the first sentence of an incident."""
    incident, level = case.incident, writer.level
    event = event_phrase(incident.event_type, incident.delivery, incident.weapon)
    said = f"{event[:1].upper()}{event[1:]}{_on_targets(case, level)} was reported"
    moment = when(incident.date_edtf)
    if level.is_internal and incident.time_local:
        moment = f"{moment}, {time_words(incident.time_local, incident.tz)},"
    place = place_chain(case, level)
    where = f" in {place}" if place else ""
    origins = independence(case).n_origins
    cites = [one for claim in standing_claims(case) for one in writer.sources.cite_claim(claim)]
    text = f"{said} {moment}{where}{one_source(origins)}.{_impacts(case)}"
    return Said(text, tuple(dict.fromkeys(cites)))


def _on_targets(case: CaseFile, level: Level) -> str:
    by_role: dict[str, list[str]] = {}
    for hit in case.sites_hit:
        name = target_name(case, hit, level)
        names = by_role.setdefault(_AT.get(hit.site_role or "", "on"), [])
        if name not in names:
            names.append(name)
    return "".join(f" {role} {listed_and(names)}" for role, names in by_role.items())


def _impacts(case: CaseFile) -> str:
    incident = case.incident
    if incident.impacts_low is None and incident.impacts_high is None:
        return ""
    low, high = incident.impacts_low, incident.impacts_high
    said = f" {range_words(low, high)} {'impact' if low == high == 1 else 'impacts'}"
    if incident.interval_min_low is not None or incident.interval_min_high is not None:
        minutes = minutes_words(incident.interval_min_low, incident.interval_min_high)
        said = f"{said}, {minutes} apart"
    return f"{said} ({lower_first(_pattern(incident))})." if _pattern(incident) else f"{said}."


def _pattern(incident: Incident) -> str:
    code = incident.strike_pattern
    return label("STRIKE_PATTERN", code) if code not in (None, "unknown") else ""


# -- people and damage -----------------------------------------------------------------------

_PARTS = {"child": "children", "woman": "women", "man": "men"}


def harm(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    """People harmed as adopted, with the rule; then damage."""
    said = [_people(case, outcome) for outcome in _OUTCOMES]
    clauses = [one for one in said if one]
    if clauses:
        text = f"{'; '.join(clauses)}{_rule(case)}."
        people = Said(f"{text[:1].upper()}{text[1:]}")
    else:
        people = Said(NO_NUMBER)
    damage = [_damage(hit, writer) for hit in case.sites_hit]
    return (people, *(Said(one) for one in damage if one))


def _people(case: CaseFile, outcome: str) -> str:
    civilians = adopted_range(case, outcome, civ_status="civilian")
    adopted = civilians if civilians.is_stated else adopted_range(case, outcome)
    if not adopted.is_stated:
        return ""
    noun = CIVILIANS if civilians.is_stated else PERSONS
    said = reported(adopted.low, adopted.high, noun, outcome)
    parts = [_part(case, outcome, age_sex) for age_sex in _PARTS]
    named = [one for one in parts if one]
    return f"{said}, including {listed_and(named)}" if named else said


def _part(case: CaseFile, outcome: str, age_sex: str) -> str:
    part = adopted_range(case, outcome, age_sex=age_sex)
    if not part.is_stated or (not part.high and not part.low):
        return ""
    return f"{stated_range(part.low, part.high)} {_PARTS[age_sex]}"


def _rule(case: CaseFile) -> str:
    adopted: AdoptedRange = adopted_range(case, "killed")
    if not adopted.is_stated:
        adopted = adopted_range(case, "injured")
    return f" ({adopted.reason})" if adopted.is_stated else ""


_DAMAGE = {
    "destroyed": "Destroyed",
    "major": "Major damage",
    "minor": "Minor damage",
    "damaged_unspecified": "Damaged, extent not given",
    "none": "No damage",
}


def _damage(hit: IncidentSite, writer: Writer) -> str:
    said = []
    if hit.damage not in (None, "unknown"):
        said.append(_DAMAGE.get(hit.damage or "", ""))
    before, after = hit.status_before, hit.status_after
    if before not in (None, "unknown"):
        said.append(f"before: {lower_first(label('SITE_STATUS', before))}")
    if after not in (None, "unknown"):
        said.append(f"after: {lower_first(label('SITE_STATUS', after))}")
    text = "; ".join(said)
    text = f"{text[:1].upper()}{text[1:]}." if text else ""
    more = writer.free_text(hit.damage_note, limit=_LONGEST_TEXT)
    return " ".join(one for one in (text, more if writer.level.is_internal else "") if one)


def _own_words(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    incident = case.incident
    text = incident.public_summary
    if writer.level.is_internal:
        text = incident.summary or text
    said = writer.free_text(text, limit=_LONGEST_TEXT)
    return (Said(said),) if said else ()


# -- agreement and difference ----------------------------------------------------------------

_COMPARED = ("date_edtf", "event_type", "delivery", "weapon", "damage", "status_after")


def agreements(case: CaseFile) -> tuple[Said, ...]:
    """What at least two claims say alike and none contradicts."""
    contested = {one.key for one in differences(case)}
    said = []
    for key in _COMPARED:
        if key not in contested and (value := _common(case, key)):
            said.append(f"{lower_first(field_label(key))} {value}")
    return (Said(f"Sources agree on: {'; '.join(said)}."),) if said else ()


_PLAIN_LABELS = {
    "date_edtf": "the date",
    "event_type": "the event",
    "delivery": "how it was delivered",
    "weapon": "the weapon",
    "damage": "the damage",
    "status_after": "its state afterwards",
    "site_text": "the name of the place",
    "attributions": "the attacker",
}


def field_label(key: str) -> str:
    """What sources agree or differ on, in a sentence."""
    return _PLAIN_LABELS[key]


def _common(case: CaseFile, key: str) -> str:
    values = [getattr(claim, key) for claim in standing_claims(case)]
    told = [one for one in values if one not in (None, "unknown", "unspecified")]
    if len(told) < 2 or len(set(map(str, told))) > 1:
        return ""
    return f"({value_words(key, told[0])})"


def value_words(key: str, value: object) -> str:
    """A value that a claim gives for a field, in a sentence."""
    if isinstance(value, FuzzyDate):
        return day_words(value)
    return lower_first(code_words(field_of(Claim, key).vocabulary, str(value)))


def disagreements(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    """Where claims contradict each other: each value with who says so."""
    return tuple(_said_difference(case, one, writer) for one in differences(case))


def _said_difference(case: CaseFile, difference: Difference, writer: Writer) -> Said:
    claims = {claim.id: claim for claim in case.claims}
    sides, cites = [], []
    for version in difference.versions:
        speakers = [claims[one] for one in version.claim_ids if one in claims]
        names = dict.fromkeys(writer.sources.name(one.source_id) for one in speakers)
        said = _version_words(case, difference.key, version.values, writer)
        sides.append(f"{said} ({listed_and(list(names))})")
        cites += [one for claim in speakers for one in writer.sources.cite_claim(claim)]
    text = f"They differ on {field_label(difference.key)}: {'; '.join(sides)}."
    return Said(text, tuple(dict.fromkeys(cites)))


def _version_words(case: CaseFile, key: str, values: tuple[str, ...], writer: Writer) -> str:
    if key == "attributions":
        actors = [case.find(Actor, one) for one in values]
        return listed_or([isolate(one.name or "") for one in actors if one])
    if key == "date_edtf":
        return day_words(FuzzyDate.parse(values[0]))
    if key == "site_text":
        return writer.free_text(values[0]) if writer.level.is_internal else "another name"
    return listed_and([value_words(key, one) for one in values])


# -- material and grade ----------------------------------------------------------------------


def material_words(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    """The photographs, recordings and logs that claims rest on, and where they are."""
    if not case.evidence:
        return ()
    named = [evidence_words(one, writer) for one in case.evidence]
    cites = [one for item in case.evidence for one in writer.sources.cite(item.source_id)]
    return (Said(f"Material: {'; '.join(named)}.", tuple(dict.fromkeys(cites))),)


def evidence_words(item: Evidence, writer: Writer) -> str:
    """One piece of material with its kind and holding."""
    kind = lower_first(label("MEDIA_TYPE", item.media_type))
    holding = lower_first(label("HOLDING", item.holding))
    source = writer.sources.source(item.source_id)
    if source is None or is_confidential(source) or not writer.level.is_internal:
        return f"{kind} ({holding})"
    return f"{writer.free_text(item.title)} ({kind}, {holding})"


def grading_words(case: CaseFile) -> str:
    """The grade of the assessment in force."""
    judged = case.latest_assessment
    if judged is None or not judged.grading:
        return "Not yet assessed."
    return (
        f"Grading: {lower_first(label('GRADING', judged.grading))}; "
        f"certainty: {lower_first(label('CERTAINTY', judged.certainty))}."
    )
