"""One incident in sentences: what is reported, by whom, where sources agree and differ."""

from collections.abc import Callable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
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
from .figure_marks import begun
from .levels import Level, is_confidential, is_provisional, place_chain, target_name
from .parties import responses, said_of, statements
from .speech import ENGLISH, Said, Sentence, Tongue
from .speech.kinds import event_phrase
from .speech.nouns import CHILDREN, CIVILIANS, IMPACT, MEN, PERSONS, WOMEN
from .speech.phrases import (
    day_words,
    including,
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

_ON = Sentence(" on {places}", " على {places}")
_AT = {
    "near_miss": Sentence(" near {places}", " قرب {places}"),
    "scene": Sentence(" at {places}", " في {places}"),
    "declared_target": Sentence(" aimed at {places}", " موجَّه نحو {places}"),
    "unknown": Sentence(" affecting {places}", " طال {places}"),
}
_OUTCOMES = ("killed", "injured", "missing", "abducted", "detained", "displaced")
_LONGEST_TEXT = 700


@dataclass(frozen=True, slots=True)
class Writer:
    """What every sentence needs: the level, the sources, and the eraser of protected names."""

    level: Level
    sources: Bibliography
    scrub: Callable[[str], str]
    tongue: Tongue = ENGLISH

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
    found, tongue = independence(case), writer.tongue
    paragraphs = [
        (lead_sentence(case, writer), *harm(case, writer), *_own_words(case, writer)),
        tuple(said_of(tongue, one, writer.sources) for one in statements(tongue, case)),
        (*agreements(tongue, case), *disagreements(case, writer)),
        (
            Said(f"{reports_and_origins(tongue, found.n_reports, found.n_origins)}."),
            *material_words(case, writer),
            *responses(tongue, case, writer.sources),
            Said(grading_words(tongue, case)),
        ),
    ]
    return IncidentNote(
        code=code_of(case.incident),
        title=targets(tongue, case, writer.level) or event_title(tongue, case),
        meta=f"{day_words(tongue, case.incident.date_edtf)} · {_where(case, writer)}",
        is_provisional=is_provisional(case),
        paragraphs=tuple(one for one in paragraphs if one),
        incident_id=case.incident.id,
    )


def _where(case: CaseFile, writer: Writer) -> str:
    return place_chain(writer.tongue, case, writer.level, units=False)


def event_title(tongue: Tongue, case: CaseFile) -> str:
    """A title from the event alone, where no place hit is known."""
    return begun(event_phrase(tongue, case.incident.event_type, None, None))


def targets(tongue: Tongue, case: CaseFile, level: Level) -> str:
    """The places affected, by name or kind."""
    named = dict.fromkeys(target_name(tongue, case, hit, level) for hit in case.sites_hit)
    said = tongue.all_of([one for one in named if one])
    return begun(said) if said[:1].islower() else said


_LEAD = Sentence(
    "{event}{places} was reported {moment}{where}{single}.",
    "أُفيد بوقوع {event}{places} {moment}{where}{single}.",
)
_MOMENT_AND_TIME = Sentence("{day}, {time},", "{day}، {time}،")
_IN_PLACE = Sentence(" in {place}", " في {place}")


def lead_sentence(case: CaseFile, writer: Writer) -> Said:
    """What, on whom, when and where, with the sources: the first sentence of an incident."""
    incident, level, tongue = case.incident, writer.level, writer.tongue
    moment = when(tongue, incident.date_edtf)
    if level.is_internal and incident.time_local:
        clock = time_words(tongue, incident.time_local, incident.tz)
        moment = tongue.say(_MOMENT_AND_TIME, day=moment, time=clock)
    place = place_chain(tongue, case, level)
    cites = [one for claim in standing_claims(case) for one in writer.sources.cite_claim(claim)]
    text = tongue.say(
        _LEAD,
        event=event_phrase(tongue, incident.event_type, incident.delivery, incident.weapon),
        places=_on_targets(tongue, case, level),
        moment=moment,
        where=tongue.say(_IN_PLACE, place=place) if place else "",
        single=one_source(tongue, independence(case).n_origins),
    )
    return Said(f"{begun(text)}{_impacts(tongue, case)}", tuple(dict.fromkeys(cites)))


def _on_targets(tongue: Tongue, case: CaseFile, level: Level) -> str:
    by_role: dict[Sentence, list[str]] = {}
    for hit in case.sites_hit:
        name = target_name(tongue, case, hit, level)
        names = by_role.setdefault(_AT.get(hit.site_role or "", _ON), [])
        if name not in names:
            names.append(name)
    said = (tongue.say(at, places=tongue.all_of(names)) for at, names in by_role.items())
    return "".join(said)


_APART = Sentence("{impacts}, {minutes} apart", "{impacts}، بفاصل {minutes}")


def _impacts(tongue: Tongue, case: CaseFile) -> str:
    incident = case.incident
    if incident.impacts_low is None and incident.impacts_high is None:
        return ""
    said = tongue.ranged(incident.impacts_low, incident.impacts_high, IMPACT)
    if incident.interval_min_low is not None or incident.interval_min_high is not None:
        minutes = minutes_words(tongue, incident.interval_min_low, incident.interval_min_high)
        said = tongue.say(_APART, impacts=said, minutes=minutes)
    pattern = tongue.inside(_pattern(tongue, incident))
    return f" {said} ({pattern})." if pattern else f" {said}."


def _pattern(tongue: Tongue, incident: Incident) -> str:
    code = incident.strike_pattern
    return tongue.label("STRIKE_PATTERN", code) if code != "unknown" else ""


# -- people and damage -----------------------------------------------------------------------

_PARTS = {"child": CHILDREN, "woman": WOMEN, "man": MEN}
NO_NUMBER = Sentence(
    "No source gives a number of people killed or injured.",
    "لا يذكر أي مصدر عدداً للقتلى أو المصابين.",
)


def harm(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    """People harmed as adopted, with the rule; then damage."""
    tongue = writer.tongue
    said = [_people(tongue, case, outcome) for outcome in _OUTCOMES]
    clauses = [one for one in said if one]
    text = f"{tongue.joined(clauses, ';')}{_rule(tongue, case)}."
    people = Said(begun(text) if clauses else tongue.say(NO_NUMBER))
    damage = [_damage(hit, writer) for hit in case.sites_hit]
    return (people, *(Said(one) for one in damage if one))


def _people(tongue: Tongue, case: CaseFile, outcome: str) -> str:
    civilians = adopted_range(case, outcome, civ_status="civilian")
    adopted = civilians if civilians.is_stated else adopted_range(case, outcome)
    if not adopted.is_stated:
        return ""
    noun = CIVILIANS if civilians.is_stated else PERSONS
    said = reported(tongue, adopted.low, adopted.high, noun, outcome)
    parts = [_part(tongue, case, outcome, age_sex) for age_sex in _PARTS]
    return including(tongue, said, *(one for one in parts if one))


def _part(tongue: Tongue, case: CaseFile, outcome: str, age_sex: str) -> str:
    part = adopted_range(case, outcome, age_sex=age_sex)
    if not part.is_stated or (not part.high and not part.low):
        return ""
    return stated_range(tongue, part.low, part.high, _PARTS[age_sex])


def _rule(tongue: Tongue, case: CaseFile) -> str:
    adopted: AdoptedRange = adopted_range(case, "killed")
    if not adopted.is_stated:
        adopted = adopted_range(case, "injured")
    return f" ({tongue.told(adopted.reason)})" if adopted.is_stated else ""


_DAMAGE = {
    "destroyed": Sentence("Destroyed", "دُمّر الموقع"),
    "major": Sentence("Major damage", "أضرار كبيرة"),
    "minor": Sentence("Minor damage", "أضرار طفيفة"),
    "damaged_unspecified": Sentence("Damaged, extent not given", "أضرار لم يُذكر مداها"),
    "none": Sentence("No damage", "دون أضرار"),
}
_BEFORE = Sentence("before: {state}", "الحالة قبل الهجوم: {state}")
_AFTER = Sentence("after: {state}", "الحالة بعد الهجوم: {state}")


def _damage(hit: IncidentSite, writer: Writer) -> str:
    tongue = writer.tongue
    said = [tongue.say(_DAMAGE[hit.damage])] if hit.damage in _DAMAGE else []
    for sentence, code in ((_BEFORE, hit.status_before), (_AFTER, hit.status_after)):
        if code not in (None, "unknown"):
            state = tongue.inside(tongue.label("SITE_STATUS", code))
            said.append(tongue.say(sentence, state=state))
    text = f"{begun(tongue.joined(said, ';'))}." if said else ""
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


_AGREED = Sentence("Sources agree on: {facts}.", "تتفق المصادر على: {facts}.")
_DIFFER = Sentence("They differ on {what}: {sides}.", "تختلف المصادر في {what}: {sides}.")
_ANOTHER_NAME = Sentence("another name", "اسم آخر")


def agreements(tongue: Tongue, case: CaseFile) -> tuple[Said, ...]:
    """What at least two claims say alike and none contradicts."""
    contested = {one.key for one in differences(case)}
    said = []
    for key in _COMPARED:
        if key not in contested and (value := _common(tongue, case, key)):
            said.append(f"{field_label(tongue, key)} {value}")
    facts = tongue.joined(said, ";")
    return (Said(tongue.say(_AGREED, facts=facts)),) if said else ()


_PLAIN_LABELS = {
    "date_edtf": Sentence("the date", "التاريخ"),
    "event_type": Sentence("the event", "نوع الحدث"),
    "delivery": Sentence("how it was delivered", "وسيلة الإيصال"),
    "weapon": Sentence("the weapon", "السلاح"),
    "damage": Sentence("the damage", "الأضرار"),
    "status_after": Sentence("its state afterwards", "حالة الموقع بعد الهجوم"),
    "site_text": Sentence("the name of the place", "اسم المكان"),
    "attributions": Sentence("the attacker", "الجهة المهاجِمة"),
}


def field_label(tongue: Tongue, key: str) -> str:
    """What sources agree or differ on, in a sentence."""
    return tongue.say(_PLAIN_LABELS[key])


def _common(tongue: Tongue, case: CaseFile, key: str) -> str:
    values = [getattr(claim, key) for claim in standing_claims(case)]
    told = [one for one in values if one not in (None, "unknown", "unspecified")]
    if len(told) < 2 or len(set(map(str, told))) > 1:
        return ""
    return f"({value_words(tongue, key, told[0])})"


def value_words(tongue: Tongue, key: str, value: object) -> str:
    """A value that a claim gives for a field, in a sentence."""
    if isinstance(value, FuzzyDate):
        return day_words(tongue, value)
    name = field_of(Claim, key).vocabulary
    return tongue.inside(code_words(name, str(value), tongue.language))


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
        sides.append(f"{said} ({writer.tongue.all_of(list(names))})")
        cites += [one for claim in speakers for one in writer.sources.cite_claim(claim)]
    tongue = writer.tongue
    what = field_label(tongue, difference.key)
    text = tongue.say(_DIFFER, what=what, sides=tongue.joined(sides, ";"))
    return Said(text, tuple(dict.fromkeys(cites)))


def _version_words(case: CaseFile, key: str, values: tuple[str, ...], writer: Writer) -> str:
    tongue = writer.tongue
    if key == "attributions":
        actors = [case.find(Actor, one) for one in values]
        return tongue.any_of([tongue.name(one) for one in actors if one])
    if key == "date_edtf":
        return day_words(tongue, FuzzyDate.parse(values[0]))
    if key == "site_text":
        inside = writer.level.is_internal
        return writer.free_text(values[0]) if inside else tongue.say(_ANOTHER_NAME)
    return tongue.all_of([value_words(tongue, key, one) for one in values])


# -- material and grade ----------------------------------------------------------------------


_MATERIAL = Sentence("Material: {items}.", "المواد: {items}.")
_NOT_ASSESSED = Sentence("Not yet assessed.", "لم تُقيَّم بعد.")
_GRADED = Sentence(
    "Grading: {grade}; certainty: {certainty}.", "التصنيف: {grade}؛ اليقين: {certainty}."
)


def material_words(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    """The photographs, recordings and logs that claims rest on, and where they are."""
    if not case.evidence:
        return ()
    named = [evidence_words(one, writer) for one in case.evidence]
    cites = [one for item in case.evidence for one in writer.sources.cite(item.source_id)]
    said = writer.tongue.say(_MATERIAL, items=writer.tongue.joined(named, ";"))
    return (Said(said, tuple(dict.fromkeys(cites))),)


def evidence_words(item: Evidence, writer: Writer) -> str:
    """One piece of material with its kind and holding."""
    tongue = writer.tongue
    kind = tongue.inside(tongue.label("MEDIA_TYPE", item.media_type))
    holding = tongue.inside(tongue.label("HOLDING", item.holding))
    source = writer.sources.source(item.source_id)
    if source is None or is_confidential(source) or not writer.level.is_internal:
        return f"{kind} ({holding})"
    return f"{writer.free_text(item.title)} ({tongue.joined([kind, holding])})"


def grading_words(tongue: Tongue, case: CaseFile) -> str:
    """The grade of the assessment in force."""
    judged = case.latest_assessment
    if judged is None or not judged.grading:
        return tongue.say(_NOT_ASSESSED)
    return tongue.say(
        _GRADED,
        grade=tongue.inside(tongue.label("GRADING", judged.grading)),
        certainty=tongue.inside(tongue.label("CERTAINTY", judged.certainty)),
    )
