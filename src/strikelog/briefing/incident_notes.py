"""One incident in sentences: what is reported, by whom, where sources agree and differ."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes
from ..domain.display import code_of
from ..domain.origins import standing_claims
from ..domain.records import Evidence, Incident, IncidentSite
from ..insight.independence import independence
from ..insight.ranges import AdoptedRange, adopted_range
from .agreeing import agreements, disagreements
from .figure_marks import begun
from .ledger import Ledger
from .levels import Level, is_confidential, is_provisional, place_chain, target_name
from .parties import responses, said_of, statements
from .speech import Said, Sentence, Tongue
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
from .speech.shared import IN_PLACE, NOT_ASSESSED
from .writer import Writer

__all__ = [
    "IncidentNote",
    "harm",
    "lead_sentence",
    "minutes_figure",
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
_LONGEST_NOTE = 240


@dataclass(frozen=True, slots=True)
class IncidentNote:
    """An incident's paragraph: head, and sentences in paragraphs."""

    code: str
    title: str
    meta: str
    is_provisional: bool
    paragraphs: tuple[tuple[Said, ...], ...]
    incident_id: str


def note_of(case: CaseFile, writer: Writer) -> IncidentNote:
    """Write the note of an incident."""
    found, tongue = independence(case), writer.tongue
    paragraphs = [
        (lead_sentence(case, writer), *harm(case, writer), *_own_words(case, writer)),
        tuple(said_of(tongue, one, writer.sources) for one in statements(tongue, case)),
        (*agreements(tongue, case), *disagreements(case, writer)),
        (
            Said(f"{_reports(case, found.n_reports, found.n_origins, writer)}."),
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


def _reports(case: CaseFile, reports: int, origins: int, writer: Writer) -> str:
    """How many reports there are and how many origins they go back to, as one figure."""
    return writer.ledger.enter(
        reports_and_origins(writer.tongue, reports, origins),
        unit="report",
        rule="reports and origins",
        incident_ids=[case.incident.id],
        claim_ids=[one.id for one in standing_claims(case)],
        of=f"reports of {case.incident.id}",
        low=origins,
        high=reports,
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


_LEADS = (
    Sentence(
        "No source is recorded for this: {event}{places} {moment}{where}{single}.",
        "لا مصدر مسجَّلاً لهذه الحادثة: {event}{places} {moment}{where}{single}.",
    ),
    Sentence(
        "A source reports {event}{places} {moment}{where}{single}.",
        "أفاد مصدر ب{event}{places} {moment}{where}{single}.",
    ),
    Sentence(
        "Sources report {event}{places} {moment}{where}{single}.",
        "أفادت مصادر ب{event}{places} {moment}{where}{single}.",
    ),
)
"""By how many origins there are, none, one or more: the day is that of the attack alone."""
_MOMENT_AND_TIME = Sentence("{day}, {time},", "{day}، {time}،")


def lead_sentence(case: CaseFile, writer: Writer) -> Said:
    """What, on whom, when and where, with the sources: the first sentence of an incident."""
    incident, level, tongue = case.incident, writer.level, writer.tongue
    moment = when(tongue, incident.date_edtf)
    if level.is_internal and incident.time_local:
        clock = time_words(tongue, incident.time_local, incident.tz)
        moment = tongue.say(_MOMENT_AND_TIME, day=moment, time=clock)
    place = place_chain(tongue, case, level)
    cites = [one for claim in standing_claims(case) for one in writer.sources.cite_claim(claim)]
    origins = independence(case).n_origins
    text = tongue.say(
        _LEADS[min(origins, 2)],
        event=event_phrase(tongue, incident.event_type, incident.delivery, incident.weapon),
        places=_on_targets(tongue, case, level),
        moment=moment,
        where=tongue.say(IN_PLACE, place=place) if place else "",
        single=one_source(tongue, origins),
    )
    return Said(f"{text}{_impacts(case, writer)}", tuple(dict.fromkeys(cites)))


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


def _impacts(case: CaseFile, writer: Writer) -> str:
    incident, tongue = case.incident, writer.tongue
    if incident.impacts_low is None and incident.impacts_high is None:
        return ""
    said = writer.ledger.enter(
        tongue.ranged(incident.impacts_low, incident.impacts_high, IMPACT),
        unit="impact",
        rule="as recorded",
        incident_ids=[incident.id],
        of=f"impacts of {incident.id}",
        low=incident.impacts_low,
        high=incident.impacts_high,
    )
    if incident.interval_min_low is not None or incident.interval_min_high is not None:
        low, high = incident.interval_min_low, incident.interval_min_high
        minutes = minutes_figure(
            tongue,
            writer.ledger,
            low,
            high,
            [incident.id],
            of=f"minutes between strikes of {incident.id}",
        )
        said = tongue.say(_APART, impacts=said, minutes=minutes)
    pattern = tongue.inside(_pattern(tongue, incident))
    return f" {said} ({pattern})." if pattern else f" {said}."


def minutes_figure(
    tongue: Tongue,
    ledger: Ledger,
    low: int | None,
    high: int | None,
    incident_ids: Iterable[str],
    *,
    of: str,
    claim_ids: Iterable[str] = (),
) -> str:
    """The minutes between strikes, entered in the ledger as every figure is."""
    return ledger.enter(
        minutes_words(tongue, low, high),
        unit="minute",
        rule="as recorded",
        incident_ids=incident_ids,
        claim_ids=claim_ids,
        of=of,
        low=low,
        high=high,
    )


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
    found = [(_people(case, one, writer), _rule(case, one, writer)) for one in _OUTCOMES]
    clauses = [(said, rule) for said, rule in found if said]
    rules = dict.fromkeys(rule for _, rule in clauses)
    if len(rules) == 1:
        text = tongue.joined([said for said, _ in clauses], ";") + "".join(rules)
    else:
        text = tongue.joined([f"{said}{rule}" for said, rule in clauses], ";")
    people = Said(f"{begun(text)}." if clauses else tongue.say(NO_NUMBER))
    damage = [_damage(hit, writer) for hit in case.sites_hit]
    return (people, *(Said(one) for one in damage if one))


def _people(case: CaseFile, outcome: str, writer: Writer) -> str:
    tongue = writer.tongue
    civilians = adopted_range(case, outcome, civ_status="civilian")
    adopted = civilians if civilians.is_stated else adopted_range(case, outcome)
    if not adopted.is_stated:
        return ""
    noun = CIVILIANS if civilians.is_stated else PERSONS
    said = reported(tongue, adopted.low, adopted.high, noun, outcome)
    axes = Axes(outcome, "civilian" if civilians.is_stated else None)
    said = _adopted(case, said, adopted, writer, of=outcome, axes=axes)
    parts = [_part(case, outcome, age_sex, writer) for age_sex in _PARTS]
    return including(tongue, said, *(one for one in parts if one))


def _adopted(
    case: CaseFile, said: str, adopted: AdoptedRange, writer: Writer, *, of: str, axes: Axes
) -> str:
    return writer.ledger.enter(
        said,
        unit="person",
        rule=adopted.rule,
        incident_ids=[case.incident.id],
        claim_ids=adopted.claim_ids,
        of=f"{of} of {case.incident.id} in words",
        low=adopted.low,
        high=adopted.high,
        axes=axes,
    )


def _part(case: CaseFile, outcome: str, age_sex: str, writer: Writer) -> str:
    part = adopted_range(case, outcome, age_sex=age_sex)
    if not part.is_stated or (not part.high and not part.low):
        return ""
    said = stated_range(writer.tongue, part.low, part.high, _PARTS[age_sex])
    return _adopted(
        case, said, part, writer, of=f"{outcome} {age_sex}", axes=Axes(outcome, None, age_sex)
    )


_BECAUSE = Sentence("{rule}: {reason}", "{rule}: {reason}")


def _rule(case: CaseFile, outcome: str, writer: Writer) -> str:
    """How a number was found; inside the office, why one of our own stands."""
    adopted, tongue = adopted_range(case, outcome), writer.tongue
    if not adopted.is_stated:
        return ""
    rule = tongue.told(adopted.reason)
    note = writer.free_text(adopted.note, limit=_LONGEST_NOTE) if writer.level.is_internal else ""
    if note:
        rule = tongue.say(_BECAUSE, rule=rule, reason=note.rstrip(" ."))
    return f" ({rule})"


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


# -- material and grade ----------------------------------------------------------------------


_MATERIAL = Sentence("Material: {items}.", "المواد: {items}.")
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
        return tongue.say(NOT_ASSESSED)
    return tongue.say(
        _GRADED,
        grade=tongue.inside(tongue.label("GRADING", judged.grading)),
        certainty=tongue.inside(tongue.label("CERTAINTY", judged.certainty)),
    )
