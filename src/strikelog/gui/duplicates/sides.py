"""What hangs on an incident, said in a few lines: places hit, claims with sources, evidence."""

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.counts import range_words
from strikelog.domain.display import code_words, title_of, words
from strikelog.domain.fields import field_of
from strikelog.domain.records import Claim, IncidentSite, Site, Source
from strikelog.gui.language import language


def site_lines(case: CaseFile) -> list[str]:
    """Name the places hit, each with its type and damage."""
    return [_site(case, hit) for hit in case.sites_hit]


def _site(case: CaseFile, hit: IncidentSite) -> str:
    site = case.find(Site, hit.site_id)
    name = title_of(site, language()) if site else hit.site_text
    said = (name, _code("SITE_TYPE", hit.site_type), _code("DAMAGE", hit.damage))
    return " · ".join(part for part in said if part)


def claim_lines(case: CaseFile) -> list[str]:
    """Name who says so, when, and how many people each gives."""
    return [_claim(case, claim) for claim in case.claims]


def _claim(case: CaseFile, claim: Claim) -> str:
    source = case.find(Source, claim.source_id)
    said = words(field_of(Claim, "asserted_on"), claim.asserted_on, language())
    people = [
        f"{_code('OUTCOME', figure.outcome)}: "
        f"{range_words(figure.low, figure.high, language(), qualifier=figure.qualifier)}"
        for figure in case.figures_of(claim.id)
    ]
    parts = (title_of(source, language()) if source else "", said, *people)
    return " · ".join(part for part in parts if part) or title_of(claim, language())


def evidence_lines(case: CaseFile) -> list[str]:
    """Name the evidence."""
    return [title_of(one, language()) for one in case.evidence]


def _code(name: str, code: str | None) -> str:
    return code_words(name, code, language()) if code and code != "unknown" else ""
