"""The kind of a place, asked once: said of a place hit it holds for its site, and the reverse."""

from collections.abc import Iterator

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.changes import Changes
from strikelog.domain.messages import mark
from strikelog.domain.records import IncidentSite, Record, Site
from strikelog.domain.values import revised
from strikelog.gui.forms.desk import Desk
from strikelog.services.recording import Revision

LABEL = mark("Take over the kind of place")


def one_sided(case: CaseFile) -> list[tuple[Record, str]]:
    """Give what lacks its kind of place although the other one has it, with that kind."""
    return list(_one_sided(case))


def take_over(desk: Desk, lacking: list[tuple[Record, str]]) -> Changes:
    """Give records their kind, as one step of undo, unless they have one by now; for the writer."""
    revisions = []
    for one, kind in lacking:
        stored = desk.finding.get(type(one), one.id)
        if isinstance(stored, Site | IncidentSite) and stored.site_type is None:
            revisions.append(Revision(stored, revised(stored, {"site_type": kind})))
    applied = desk.recording.apply(LABEL, revisions) if revisions else None
    return applied.changes if applied else Changes()


def _one_sided(case: CaseFile) -> Iterator[tuple[Record, str]]:
    for hit in case.sites_hit:
        site = case.find(Site, hit.site_id)
        if site is None:
            continue
        if site.site_type is None and hit.site_type is not None:
            yield site, hit.site_type
        elif hit.site_type is None and site.site_type is not None:
            yield hit, site.site_type
