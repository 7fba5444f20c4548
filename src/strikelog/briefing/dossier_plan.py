"""What a dossier says about one incident: everything on record, side by side, as one value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.casefiles import CaseFile, known_to
from ..domain.display import code_of
from ..domain.languages import language_name
from ..domain.records import Claim, Incident, Source, Strike
from ..domain.sitehits import hits_of
from ..domain.text import isolate
from ..domain.validation import Problem
from ..insight.double_taps import double_tap
from ..insight.grading import suggested_grade
from ..insight.patterns import repeat_strikes
from .agreeing import agreements, disagreements
from .citations import Bibliography, Citation, withheld_names
from .dossier_facts import assessment_of, facts_of
from .evidence_rows import EvidenceRow, evidence_row
from .figure_marks import begun
from .furniture import Tlp
from .grounds import claims_behind_all
from .incident_notes import event_title, harm, lead_sentence, minutes_figure, targets
from .ledger import Figure, Ledger
from .levels import (
    banner,
    is_confidential,
    is_provisional,
    place_chain,
    released_places,
)
from .material import Asked, BriefingOffice, Material, state_of
from .origins import FigureOrigin, annex_of
from .parties import OURS, responses, statements
from .people_matrix import MatrixRow, matrix_of
from .period_lines import PeriodRow, period_rows
from .photographs import Photograph
from .record_sheet import Printing, record_name
from .speech import Said, Sentence, Tongue
from .speech.attributing import basis_named
from .speech.kinds import method_cell
from .speech.phrases import day_words
from .surroundings import RepeatedSite, repeated_sites, verdict_words
from .writer import Writer

__all__ = ["DossierPlan", "make_dossier_plan"]


@dataclass(frozen=True, slots=True)
class ClaimText:
    """What one source says: who, in our words, and in its own words with a translation."""

    who: str
    kind: str
    text: str
    quote: str
    translation: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One statement on who did it."""

    who: str
    actors: str
    part: str
    confidence: str
    basis: str
    note: str
    cites: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DossierPlan:
    """Everything a dossier says."""

    asked: Asked
    office: BriefingOffice
    title: str
    code: str
    when: str
    place: str
    place_local: str
    tlp: Tlp
    is_provisional: bool
    facts: tuple[tuple[str, str], ...]
    lead: tuple[Said, ...]
    narrative: str
    claims: tuple[ClaimText, ...]
    agreed: tuple[Said, ...]
    differing: tuple[Said, ...]
    matrix_columns: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    matrix_rule: str
    parties: tuple[PartyRow, ...]
    responses: tuple[Said, ...]
    strikes: tuple[tuple[str, str, str, str], ...]
    double_tap: str
    repeats: tuple[RepeatedSite, ...]
    periods: tuple[PeriodRow, ...]
    assessment: tuple[tuple[str, str], ...]
    suggestion: str
    evidence: tuple[EvidenceRow, ...]
    problems: tuple[str, ...]
    sources: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    state: str
    incident: Incident
    printing: Printing
    origins: tuple[FigureOrigin, ...] = ()
    photographs: tuple[Photograph, ...] = ()


_RETRACTED = Sentence("retracted", "سُحبت")
_QUOTED_IN = Sentence("quoted in {language}", "لغة الاقتباس: {language}")
_SUGGESTED = Sentence(
    "From the claims alone the program would suggest: {grade}.",
    "استناداً إلى الإفادات وحدها يقترح البرنامج: {grade}.",
)


def make_dossier_plan(
    case: CaseFile,
    material: Material,
    asked: Asked,
    office: BriefingOffice,
    *,
    problems: Sequence[Problem] = (),
) -> DossierPlan:
    """Decide what a dossier says; `material` holds the other strikes on its sites, and periods."""
    return _Dossier(case, material.shown_at(asked.level), asked, office, problems).plan()


class _Dossier:
    """Builds one dossier; sources and figures get their numbers in the order of the pages."""

    def __init__(
        self,
        case: CaseFile,
        material: Material,
        asked: Asked,
        office: BriefingOffice,
        problems: Sequence[Problem],
    ) -> None:
        shown = (one for one in material.cases if one.incident.id == case.incident.id)
        self._case = next(shown, case)
        self._material = material
        self._asked = asked
        self._level = asked.level
        self._office = office
        self._problems = problems
        by_id = {case.incident.id: self._case}
        self._ledger = Ledger(asked.marks, partial(claims_behind_all, by_id))
        self._sources = Bibliography(
            {**known_to(self._material.cases), **self._case.known, **material.known},
            asked.level,
            asked.tongue,
        )
        self._writer = Writer(
            asked.level,
            self._sources,
            withheld_names([self._case], asked.tongue),
            asked.tongue,
            self._ledger,
        )
        self._tongue = asked.tongue

    def plan(self) -> DossierPlan:
        case, level, tongue = self._case, self._level, self._tongue
        found = released_places(case, level)
        lead = (lead_sentence(case, self._writer), *harm(case, self._writer))
        claims = tuple(self._claim(one) for one in case.claims) if level.is_internal else ()
        differing = disagreements(case, self._writer)
        columns, matrix, rule = matrix_of(case, self._writer, self._ledger)
        return DossierPlan(
            asked=self._asked,
            office=self._office,
            title=self._asked.title or self._title(),
            code=code_of(case.incident),
            when=day_words(tongue, case.incident.date_edtf),
            place=place_chain(tongue, case, level),
            place_local=isolate(found[0].name_local or "") if found else "",
            tlp=banner(level, [case]),
            is_provisional=is_provisional(case),
            facts=tuple(facts_of(tongue, case, level)),
            lead=lead,
            narrative=self._narrative(),
            claims=claims,
            agreed=agreements(tongue, case),
            differing=differing,
            matrix_columns=columns,
            matrix=matrix,
            matrix_rule=rule,
            parties=self._parties(),
            responses=responses(tongue, case, self._sources),
            strikes=self._strikes(),
            double_tap=verdict_words(tongue, double_tap(case), self._ledger),
            repeats=self._repeats(),
            periods=period_rows(
                tongue,
                self._material.periods,
                [case],
                sources=self._sources,
                ledger=self._ledger,
                known=self._material.known,
            ),
            assessment=tuple(assessment_of(case, self._writer)),
            suggestion=self._suggestion(),
            evidence=tuple(evidence_row(one, self._writer) for one in case.evidence),
            problems=self._doubts(),
            origins=self._origins(),
            sources=self._sources.entries,
            figures=self._ledger.figures,
            state=state_of(Material(cases=(case,), full_ids=frozenset({case.incident.id}))),
            incident=case.incident,
            printing=Printing(_names(case, tongue), self._writer.scrub, tongue),
        )

    def _title(self) -> str:
        tongue = self._tongue
        named = targets(tongue, self._case, self._level) or event_title(tongue, self._case)
        if self._level.is_internal and self._case.incident.title:
            return self._writer.scrub(self._case.incident.title)
        return tongue.joined([named, day_words(tongue, self._case.incident.date_edtf)])

    def _narrative(self) -> str:
        incident = self._case.incident
        text = incident.summary if self._level.is_internal else incident.public_summary
        return self._writer.free_text(text or incident.public_summary)

    def _origins(self) -> tuple[FigureOrigin, ...]:
        asked = self._asked
        if not asked.template.has("ledger"):
            return ()
        figures, sources = self._ledger.figures, self._sources
        cases = [*self._material.cases, self._case]
        return annex_of(figures, cases, sources=sources, tongue=asked.tongue)

    # -- claims ----------------------------------------------------------------------------

    def _claim(self, claim: Claim) -> ClaimText:
        """A claim in full; the words of a confidential source are not quoted."""
        source = self._sources.source(claim.source_id)
        hidden = source is None or is_confidential(source)
        tongue = self._tongue
        codes = (("CLAIM_TYPE", claim.claim_type), ("FIRST_HAND", claim.first_hand))
        marks = [tongue.label(*one) for one in codes if one[1] not in (None, "unknown")]
        reliability = (source.reliability if source else None) or "F"
        marks.append(tongue.code(f"{reliability}{claim.credibility or 6}"))
        marks += [tongue.say(_RETRACTED)] if claim.retracted else []
        spoken = claim.quote_lang if claim.quote else None
        if spoken and spoken != tongue.language:
            name = language_name(spoken, tongue.language)
            marks.append(tongue.say(_QUOTED_IN, language=name))
        quote, translation = ("", "") if hidden else self._quotation(claim)
        return ClaimText(
            who=self._sources.speaker_of(claim),
            kind=tongue.joined([tongue.inside(one) for one in marks]),
            text=self._writer.free_text(claim.summary),
            quote=quote,
            translation=translation,
            cites=self._sources.cite_claim(claim),
        )

    def _quotation(self, claim: Claim) -> tuple[str, str]:
        if not claim.quote:
            return "", ""
        return self._tongue.quoted(self._writer.free_text(claim.quote)), self._writer.free_text(
            claim.quote_en
        )

    # -- parties and strikes ---------------------------------------------------------------

    def _parties(self) -> tuple[PartyRow, ...]:
        rows, tongue = [], self._tongue
        for one in statements(tongue, self._case):
            claim = one.claim
            notes = dict.fromkeys(
                row.note for row in one.rows if row.note and self._level.is_internal
            )
            rows.append(
                PartyRow(
                    who=self._sources.speaker_of(claim) if claim else begun(tongue.say(OURS)),
                    actors=begun(one.actors),
                    part=tongue.label("ATTR_PART", one.part),
                    confidence=tongue.label("ATTR_CONF", one.confidence),
                    basis=basis_named(tongue, one.basis),
                    note=" ".join(map(self._writer.free_text, _without_beginnings(notes))),
                    cites=self._sources.cite_claim(claim) if claim else (),
                )
            )
        return tuple(rows)

    def _strikes(self) -> tuple[tuple[str, str, str, str], ...]:
        rows, tongue = [], self._tongue
        for one in self._case.strikes if self._level.is_internal else ():
            rows.append(
                (
                    str(one.seq or ""),
                    f"{one.time_local:%H:%M}" if one.time_local else "–",
                    self._gap(one),
                    method_cell(tongue, None, one.delivery, one.weapon),
                )
            )
        return tuple(rows)

    def _gap(self, strike: Strike) -> str:
        """The minutes after the strike before, with their key in the annex."""
        if strike.gap_low is None and strike.gap_high is None:
            return "–"
        return minutes_figure(
            self._tongue,
            self._ledger,
            strike.gap_low,
            strike.gap_high,
            [self._case.incident.id],
            of=f"minutes before strike {strike.id}",
            claim_ids=strike.claim_ids,
        )

    def _repeats(self) -> tuple[RepeatedSite, ...]:
        own = {hit.site_id for hit in self._case.sites_hit}
        cases = self._material.cases
        found = repeat_strikes(
            [hit for case in cases for hit in hits_of(case)],
            self._material.periods,
            known=self._material.known,
        )
        by_id = {case.incident.id: case for case in cases}
        own_sites = [one for one in found if one.site_id in own]
        return repeated_sites(self._tongue, own_sites, by_id, self._level, self._ledger)

    def _suggestion(self) -> str:
        if not self._level.is_internal:
            return ""
        found = suggested_grade(self._case)
        tongue = self._tongue
        grade = tongue.inside(tongue.label("GRADING", found.grading))
        why, outlook = found.why(tongue.language), found.outlook(tongue.language)
        return f"{tongue.say(_SUGGESTED, grade=grade)} {why} {outlook}"

    def _doubts(self) -> tuple[str, ...]:
        """What the program finds missing or contradictory, for the office alone."""
        if not self._level.is_internal:
            return ()
        tongue, scrub = self._tongue, self._writer.scrub
        said = [
            f"{tongue.code(one.code)}  {scrub(one.sentence(tongue.language))}"
            for one in self._problems
        ]
        return tuple(dict.fromkeys(said))


def _without_beginnings(notes: Iterable[str]) -> list[str]:
    """Remarks, without those with which a longer one begins."""
    every = list(notes)
    begun = [one.rstrip(" .") for one in every]
    return [
        one
        for one, start in zip(every, begun, strict=True)
        if not any(other != one and other.startswith(start) for other in every)
    ]


def _names(case: CaseFile, tongue: Tongue) -> dict[str, str]:
    """Name the records the incident links to; sources are cited elsewhere, by their own rule."""
    others = (one for one in case.known.values() if not isinstance(one, Source))
    return {one.id: record_name(tongue, one) for one in others}
