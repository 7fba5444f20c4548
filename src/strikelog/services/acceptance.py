"""What accepting a finding writes: links, a group, a pattern, periods or an assessment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.display import code_of, title_of
from ..domain.messages import mark
from ..domain.records import Assessment, Claim, Incident, IncidentGroup, IncidentLink, Source
from ..insight.double_taps import CONFIRMING_PATTERNS, DoubleTap
from ..insight.findings import OfIncident
from ..insight.grading import GradeBeside, SuggestedGrade
from ..insight.independence import independence
from ..insight.patterns import SiteLedger
from ..insight.pauses import Part, Pause
from ..insight.waves import Wave
from ..storage.loading import Loader
from ..storage.writing import Revision

SAME_SITE, SECOND_WAVE, FOLLOWED_BY = "same_site", "second_wave_of", "followed_by"
_WAVE_NAME = mark("Wave of {count} sites, {date}")
_FOUND = "Rule: {rule}. Found: {hours} hours from first to last, {km} km apart at most."
NO_CLAIM = "no claim is recorded"
_MOST_NAMED = 50
"""Incidents of a wave whose claims are named in the note of its group."""


def can_be_accepted(found: object) -> bool:
    """Tell whether a finding means records; others say what is so, or what is still to be done."""
    if isinstance(found, OfIncident):
        return isinstance(found.said, DoubleTap)
    return isinstance(found, SiteLedger | DoubleTap | Wave | Pause | GradeBeside)


def revisions_of(found: object, loader: Loader, author: str, today: date) -> list[Revision]:
    """Give what accepting a finding writes; nothing where the records say it already."""
    if isinstance(found, OfIncident):
        found = found.said
    if isinstance(found, SiteLedger):
        return list(_links(loader, SAME_SITE, pairwise(found.incident_ids)))
    if isinstance(found, Wave):
        return list(_group(loader, found))
    if isinstance(found, DoubleTap):
        return list(_double_tap(loader, found))
    if isinstance(found, Pause):
        return list(_in_force(loader, found))
    assert isinstance(found, GradeBeside), "nothing else can be accepted"
    return list(_assessment(loader, found, author, today))


def _links(loader: Loader, link_type: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Revision]:
    """Link incidents, unless they are linked so already, in either direction."""
    wanted = list(pairs)
    ids = {one for pair in wanted for one in pair}
    known = {
        frozenset((link.from_id, link.to_id))
        for link in loader.owned(IncidentLink, "from_id", ids)
        if link.link_type == link_type
    }
    for one, other in wanted:
        if frozenset((one, other)) not in known:
            link = IncidentLink(from_id=one, to_id=other, link_type=link_type)
            yield Revision(None, link)


def _double_tap(loader: Loader, found: DoubleTap) -> Iterator[Revision]:
    if len(found.incident_ids) > 1:
        first, second = found.incident_ids[:2]
        if found.verdict == "receiving_site":
            yield from _links(loader, FOLLOWED_BY, [(first, second)])
        else:
            yield from _links(loader, SECOND_WAVE, [(second, first)])
        return
    pattern = "double_tap" if len(found.impacts) < 3 else "multi_tap"
    if found.verdict == "multiple_same_wave":
        pattern = found.verdict
    for incident in loader.by_ids(Incident, found.incident_ids).values():
        if incident.strike_pattern != pattern and not (
            found.verdict == "confirmed" and incident.strike_pattern in CONFIRMING_PATTERNS
        ):
            yield Revision(incident, replace(incident, strike_pattern=pattern))


def _group(loader: Loader, found: Wave) -> Iterator[Revision]:
    """Put the incidents of a wave into one group: the one most of them are in, or a new one."""
    members = list(loader.by_ids(Incident, found.incident_ids).values())
    taken = Counter(one.group_id for one in members if one.group_id)
    if taken:
        group_id = taken.most_common(1)[0][0]
    else:
        group = _new_group(loader, found, members)
        yield Revision(None, group)
        group_id = group.id
    for one in members:
        if not one.group_id:
            yield Revision(one, replace(one, group_id=group_id))


def _new_group(loader: Loader, found: Wave, members: Sequence[Incident]) -> IncidentGroup:
    """Name the wave, with the rule that found it, the claims it rests on, and who tells most."""
    window = _window(members)
    name = _WAVE_NAME.format(count=len(found.site_keys), date=window.edtf if window else "")
    cases = loader.case_files(members)
    found_so = _FOUND.format(rule=found.rule, hours=_span(found), km=round(found.kilometres))
    return IncidentGroup(
        name=name.rstrip(", "),
        group_type="series",
        window_edtf=window,
        source_id=_tells_most(cases),
        note="\n".join((found_so, *map(_rests_on, cases[:_MOST_NAMED]))),
    )


def _span(found: Wave) -> str:
    low, high = (round(hours) for hours in found.hours)
    return f"{low}–{high}" if high > low else str(low)


def _tells_most(cases: Iterable[CaseFile]) -> str | None:
    """Give the source that speaks of most incidents of the wave; the first of several."""
    counted: Counter[str] = Counter()
    for case in cases:
        counted.update(list(dict.fromkeys(one.source_id for one in _told(case) if one.source_id)))
    return counted.most_common(1)[0][0] if counted else None


def _told(case: CaseFile) -> tuple[Claim, ...]:
    return tuple(one for one in case.standing_claims if one.claim_type != "denial")


def _rests_on(case: CaseFile) -> str:
    """Say who claims an incident, and where that stands."""
    said = dict.fromkeys(_cited(case, claim) for claim in _told(case))
    return f"{code_of(case.incident)}: {'; '.join(said) or NO_CLAIM}"


def _cited(case: CaseFile, claim: Claim) -> str:
    source = case.find(Source, claim.source_id)
    who = (source.publisher or title_of(source)) if source else title_of(claim)
    return f"{who}, {claim.locator}" if claim.locator else who


def _window(members: Iterable[Incident]) -> FuzzyDate | None:
    dates = [one.date_edtf for one in members if one.date_edtf]
    first = min((one.first for one in dates if one.first), default=None)
    last = max((one.last for one in dates if one.last), default=None)
    if first is None or last is None:
        return None
    return FuzzyDate.parse(
        first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    )


def _in_force(loader: Loader, found: Pause) -> Iterator[Revision]:
    """Note the period with the attacks that fell into it for certain."""
    during = found.part(Part.DURING).incident_ids
    for one in loader.by_ids(Incident, during).values():
        if found.period_id not in one.period_ids:
            yield Revision(one, replace(one, period_ids=(*one.period_ids, found.period_id)))


def _assessment(loader: Loader, found: GradeBeside, author: str, today: date) -> Iterator[Revision]:
    """Sign the suggested grade; what else was concluded before is taken over."""
    incident = loader.one(Incident, found.incident_id)
    if incident is None:
        return
    case = loader.case_files([incident])[0]
    before = case.latest_assessment
    if before is None or before.grading != found.suggested.grading:
        yield Revision(None, _signed(case, found.suggested, author, today))


def _signed(case: CaseFile, said: SuggestedGrade, author: str, today: date) -> Assessment:
    before = case.latest_assessment
    return Assessment(
        incident_id=case.incident.id,
        assessed_on=today,
        grading=said.grading,
        certainty=before.certainty if before else "possible",
        proof=before.proof if before else None,
        n_sources=len(case.sources),
        n_independent=independence(case).n_origins,
        in_totals=before.in_totals if before else None,
        rationale=said.why(),
        assessor=author,
        supersedes_id=before.id if before else None,
    )
