"""Grades explained: what the claims suggest, why, what would change it, beside the human grade."""

from collections.abc import Iterator

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident
from strikelog.gui.insight.asking import (
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    open_wish,
)
from strikelog.gui.insight.blocks import (
    Block,
    Figures,
    Heading,
    Side,
    Sides,
    Verdict,
    Way,
    Words,
)
from strikelog.gui.style import Tone
from strikelog.insight.grading import GradeBeside, SuggestedGrade

_SUGGESTED, _GIVEN = mark("Suggested by the claims"), mark("Given by a person")
_SUGGESTION, _GRADE = mark("suggested: {grade}"), mark("given: {grade}")
_SAME, _DIFFERS, _OPEN_YET = mark("Same"), mark("Differs"), mark("Not graded")
_SAME_WHY = mark("The grade given is the one the claims suggest.")
_DIFFERS_WHY = mark("The grade given is another than the claims suggest. A person's grade stands.")
_OPEN_WHY = mark("Nobody has graded this incident yet.")
_ORIGINS, _TECHNICAL = mark("independent credible origins"), mark("of them technical")
_CHANGE = mark("What would change it")
_CLAIMS = mark("The claims it rests on")
_BY = mark("by {name}")
_OPEN = mark("Open the incident")
_RULE = mark(
    "A suggestion never replaces a grade. It looks at credible claims (1 to 4), one an origin, and"
    " at whether they name an attacker as probable. Technical are recordings, logs, satellite"
    " pictures, remnants and the analysis of videos."
)
_UNGRADED = "unassessed"


def _state(one: GradeBeside) -> str:
    """Tell how the two grades stand to each other."""
    if one.given == _UNGRADED:
        return _OPEN_YET
    return _DIFFERS if one.differs else _SAME


_TONES = {_SAME: Tone.GOOD, _DIFFERS: Tone.WAIT, _OPEN_YET: Tone.PLAIN}
_WHYS = {_SAME: _SAME_WHY, _DIFFERS: _DIFFERS_WHY, _OPEN_YET: _OPEN_WHY}
_ORDER = (_DIFFERS, _OPEN_YET, _SAME)


def ask(asking: Asking) -> Answer:
    """Give the incidents with claims, those first whose grade differs from the suggestion."""
    teller = asking.teller
    every = asking.insights.grades(asking.where, asking.progress, dismissed=asking.with_dismissed)
    found = sorted(every, key=lambda one: _ORDER.index(_state(one)))
    listed = found[:MOST_LISTED]
    teller.learn({one.incident_id for one in listed})
    return Answer(asking.with_decisions(_told(teller, one) for one in listed), len(found))


def _told(teller: Teller, one: GradeBeside) -> Told:
    suggested, given = (_grade(teller, grade) for grade in (one.suggested.grading, one.given))
    return Told(
        title=teller.name(one.incident_id),
        lines=(
            teller.say(_SUGGESTION, grade=suggested),
            teller.say(_GRADE, grade=given),
        ),
        pill=teller.say(_state(one)),
        tone=_TONES[_state(one)],
        wish=open_wish(Incident, one.incident_id),
        about=one,
        found=one,
    )


def _grade(teller: Teller, grading: str) -> str:
    return teller.code(Incident, "grading", grading)


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out the two grades of one incident."""
    known = told.about
    assert isinstance(known, GradeBeside)
    case = asking.case(known.incident_id)
    return tuple(_blocks(asking, case, known)) if case else ()


def _blocks(asking: Asking, case: CaseFile, one: GradeBeside) -> Iterator[Block]:
    teller, said, state = asking.teller, one.suggested, _state(one)
    yield Verdict(teller.say(state), _TONES[state], teller.say(_WHYS[state]))
    yield Sides((_suggested(teller, said), _given(teller, case, one.given)))
    yield Figures(
        (
            (teller.count(said.n_origins), teller.say(_ORIGINS)),
            (teller.count(said.n_technical), teller.say(_TECHNICAL)),
        )
    )
    yield Heading(teller.say(_CHANGE))
    yield Words(said.outlook(teller.language))
    claims = {claim.id: claim for claim in case.claims}
    if said.claim_ids:
        yield Heading(teller.say(_CLAIMS))
        yield Sides(
            tuple(
                teller.quoted(case, claims[claim_id])
                for claim_id in said.claim_ids
                if claim_id in claims
            )
        )
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Words(asking.thresholds("grades"), is_quiet=True)
    yield Way(teller.say(_OPEN), "clipboard-list", open_wish(Incident, case.incident.id))


def _suggested(teller: Teller, said: SuggestedGrade) -> Side:
    title = f"{teller.say(_SUGGESTED)}: {_grade(teller, said.grading)}"
    return Side(title, (said.why(teller.language),))


def _given(teller: Teller, case: CaseFile, given: str) -> Side:
    latest = case.latest_assessment
    lines = [latest.rationale] if latest and latest.rationale else []
    who = teller.say(_BY, name=latest.assessor) if latest and latest.assessor else ""
    return Side(f"{teller.say(_GIVEN)}: {_grade(teller, given)}", tuple(lines), note=who)


TOPIC = Topic(
    key="grades",
    title=mark("Grades"),
    what=mark("What the claims suggest, why, and what would change it, beside the grade given."),
    nothing=mark("No incident has a claim. Add what sources say under “Claims” of an incident."),
    icon="stamp",
    ask=ask,
    tell=tell,
    is_decided=True,
    accepting=mark("Sign an assessment with the grade suggested"),
)
"""The question."""
