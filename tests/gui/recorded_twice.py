"""Events of the worked example recorded again, as another office would have done."""

from dataclasses import replace

from strikelog.domain.records import CasualtyFigure, Claim, Incident, IncidentSite, Source, new_id


def recorded_again(work, count=3):
    """Record some incidents a second time; gives pairs of what was there and what was added."""
    first = sorted(work.finding.all(Incident), key=lambda one: one.ref or "")[:count]
    return [(one, _again(work, one, number)) for number, one in enumerate(first)]


_TITLES = ("قصف مشفى كفرنبل الجراحي", "Hospital in Kafranbel hit again", "Attack on a hospital")


def _again(work, one, number):
    case = work.finding.case_file(one.id)
    incident = replace(
        one,
        id=new_id(),
        rev=0,
        ref=f"SHCC-{number + 1}",
        title=_TITLES[number % len(_TITLES)],
        external_ids=(),
        weapon="unknown",
        summary="A hospital was struck from the air; people were hurt.",
        time_local=None,
    )
    source = Source(title="Monthly list of attacks on health care", publisher="Coalition")
    claim = Claim(incident_id=incident.id, source_id=source.id, summary="Listed as an air strike.")
    figure = CasualtyFigure(
        owner_type="claim", owner_id=claim.id, outcome="injured", low=number, high=number
    )
    hits = [
        replace(hit, id=new_id(), rev=0, incident_id=incident.id, site_role="hit")
        for hit in case.sites_hit[:1]
        if isinstance(hit, IncidentSite)
    ]
    work.recording.add_all([incident, source, claim, figure, *hits], "Import list.xlsx")
    return incident
