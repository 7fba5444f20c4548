"""The incident table: one line an incident, each number through the ledger."""

from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes
from ..domain.display import code_of
from ..domain.text import isolate
from ..insight.independence import independence
from ..insight.ranges import adopted_range
from .desk import Desk
from .incident_notes import event_title, targets
from .levels import Level, is_provisional, place_name, released_places
from .parties import attribution_cell
from .speech import Sentence, Tongue
from .speech.kinds import method_cell
from .speech.phrases import day_words, short_day

__all__ = ["IncidentRow", "incident_row"]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the incident table; on one page there is room for the `first_view` alone."""

    incident_id: str
    code: str
    is_provisional: bool
    date: str
    short_date: str
    place: str
    place_above: str
    target: str
    method: str
    killed: str
    injured: str
    damage: str
    attribution: str
    first_view: str
    grading: str
    single: bool
    has_note: bool
    cites: tuple[int, ...]


def incident_row(desk: Desk, case: CaseFile, noted: frozenset[str]) -> IncidentRow:
    """The line of an incident; `noted` are those that also get a note."""
    incident, level, tongue = case.incident, desk.asked.level, desk.tongue
    is_short = desk.asked.template.layout == "one-page"
    means = incident.event_type, incident.delivery, incident.weapon
    places = [one for one in released_places(case, level) if one.level != "0"]
    above = [one for one in places[1:] if one.level in ("1", "2")]
    found = independence(case)
    judged = case.latest_assessment
    # Of those that took back what they said too: the list of sources goes on naming them, and
    # corrections name them by their number.
    cites = [n for claim in case.claims for n in desk.sources.cite_claim(claim)]
    return IncidentRow(
        incident_id=incident.id,
        code=code_of(incident),
        is_provisional=is_provisional(case),
        date=day_words(tongue, incident.date_edtf),
        short_date=short_day(tongue, incident.date_edtf),
        place=place_name(tongue, places[0]) if places else _reported_place(case, level),
        place_above=tongue.joined([tongue.name(one) for one in above]),
        target=targets(tongue, case, level) or event_title(tongue, case),
        method=method_cell(tongue, *means),
        killed=_people_cell(desk, case, "killed"),
        injured=_people_cell(desk, case, "injured"),
        damage=_damage_cell(tongue, case),
        attribution="" if is_short else attribution_cell(tongue, case, desk.ledger),
        first_view=attribution_cell(tongue, case, desk.ledger, most=1) if is_short else "",
        grading=tongue.label("GRADING", judged.grading if judged else "unassessed"),
        single=found.n_origins <= 1,
        has_note=incident.id in noted,
        cites=tuple(dict.fromkeys(cites)),
    )


def _people_cell(desk: Desk, case: CaseFile, outcome: str) -> str:
    adopted = adopted_range(case, outcome)
    if not adopted.is_stated:
        return "–"
    return desk.ledger.enter(
        desk.tongue.range(adopted.low, adopted.high),
        unit="person",
        rule=adopted.rule,
        incident_ids=(case.incident.id,),
        claim_ids=adopted.claim_ids,
        of=f"{outcome} of {case.incident.id}",
        low=adopted.low,
        high=adopted.high,
        axes=Axes(outcome),
    )


def _reported_place(case: CaseFile, level: Level) -> str:
    return isolate(case.incident.place_text or "") if level.is_internal else ""


_DAMAGE_WORDS = {
    "destroyed": Sentence("destroyed", "مدمَّر"),
    "major": Sentence("major damage", "أضرار كبيرة"),
    "minor": Sentence("minor damage", "أضرار طفيفة"),
    "damaged_unspecified": Sentence("damaged", "متضرر"),
    "none": Sentence("no damage", "دون أضرار"),
}


def _damage_cell(tongue: Tongue, case: CaseFile) -> str:
    """The worst damage recorded, in a word."""
    found = [hit.damage for hit in case.sites_hit if hit.damage in _DAMAGE_WORDS]
    worst = min(found, key=list(_DAMAGE_WORDS).index, default=None)
    return tongue.say(_DAMAGE_WORDS[worst]) if worst else ""
