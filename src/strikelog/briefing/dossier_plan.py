"""What a dossier says about one incident: everything on record, side by side, as one value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes, stated_by_owner
from ..domain.counts import range_words
from ..domain.degrees import degrees_words
from ..domain.languages import language_name
from ..domain.origins import standing_claims
from ..domain.records import Assessment, Claim, Evidence, Site
from ..domain.sitehits import hits_of
from ..domain.text import isolate
from ..domain.validation import Problem
from ..domain.vocabularies import vocabulary
from ..insight.grading import suggested_grade
from ..insight.patterns import double_tap, repeat_strikes
from ..insight.ranges import AdoptedRange
from .citations import Bibliography, Citation, withheld_names
from .furniture import Tlp
from .incident_notes import (
    Writer,
    agreements,
    code_of,
    disagreements,
    event_title,
    harm,
    lead_sentence,
    targets,
)
from .ledger import Figure, Ledger
from .levels import (
    banner,
    is_confidential,
    is_provisional,
    place_chain,
    point_of,
    release_of,
    released_places,
    target_name,
)
from .material import Asked, BriefingOffice, Material, state_of
from .nouns import label, listed_and, lower_first, method_cell
from .parties import responses, statements
from .people_matrix import adopted_on, axes_of, axis_words
from .surroundings import PeriodRow, RepeatedSite, period_rows, repeated_sites, verdict_words
from .wording import Said, basis_words, day_words, minutes_words, time_words

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
class MatrixRow:
    """One source of the casualty matrix; a blank cell is not stated."""

    who: str
    cells: tuple[str, ...]
    cites: tuple[int, ...]
    is_adopted: bool = False


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


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of material and where it is."""

    title: str
    kind: str
    holding: str
    verification: str
    custody: str
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
        self._ledger = Ledger()
        self._sources = Bibliography({**self._case.known, **material.known}, asked.level)
        self._writer = Writer(asked.level, self._sources, withheld_names([self._case]))

    def plan(self) -> DossierPlan:
        case, level = self._case, self._level
        found = released_places(case, level)
        columns, matrix, rule = self._matrix()
        return DossierPlan(
            asked=self._asked,
            office=self._office,
            title=self._asked.title or self._title(),
            code=code_of(case.incident),
            when=day_words(case.incident.date_edtf),
            place=place_chain(case, level),
            place_local=isolate(found[0].name_local or "") if found else "",
            tlp=banner(level, [case]),
            is_provisional=is_provisional(case),
            facts=tuple(self._facts()),
            lead=(lead_sentence(case, self._writer), *harm(case, self._writer)),
            narrative=self._narrative(),
            claims=tuple(self._claim(one) for one in case.claims) if level.is_internal else (),
            agreed=agreements(case),
            differing=disagreements(case, self._writer),
            matrix_columns=columns,
            matrix=matrix,
            matrix_rule=rule,
            parties=self._parties(),
            responses=responses(case, self._sources),
            strikes=self._strikes(),
            double_tap=verdict_words(double_tap(case)),
            repeats=self._repeats(),
            periods=period_rows(
                self._material.periods,
                [case],
                sources=self._sources,
                ledger=self._ledger,
                known=self._material.known,
            ),
            assessment=tuple(self._assessment()),
            suggestion=self._suggestion(),
            evidence=tuple(self._evidence(one) for one in case.evidence),
            problems=self._doubts(),
            sources=self._sources.entries,
            figures=self._ledger.figures,
            state=state_of(Material(cases=(case,), full_ids=frozenset({case.incident.id}))),
        )

    def _title(self) -> str:
        named = targets(self._case, self._level) or event_title(self._case)
        if self._level.is_internal and self._case.incident.title:
            return self._case.incident.title
        return f"{named}, {day_words(self._case.incident.date_edtf)}"

    def _narrative(self) -> str:
        incident = self._case.incident
        text = incident.summary if self._level.is_internal else incident.public_summary
        return self._writer.free_text(text or incident.public_summary)

    # -- facts -----------------------------------------------------------------------------

    def _facts(self) -> Iterable[tuple[str, str]]:
        """The facts at a glance; what is not on record is left out."""
        incident = self._case.incident
        code = incident.strike_pattern
        rows = (
            ("Code", code_of(incident)),
            ("Date", self._date_words()),
            ("Place", place_chain(self._case, self._level, country=True)),
            ("Place as reported", isolate(incident.place_text or "") if self._inside else ""),
            ("Position", self._position()),
            ("Places hit", self._hit_words()),
            ("Method", method_cell(incident.event_type, incident.delivery, incident.weapon)),
            ("Weapon detail", isolate(incident.weapon_note or "") if self._inside else ""),
            ("Impacts", _stated(incident.impacts_low, incident.impacts_high)),
            ("Pattern", label("STRIKE_PATTERN", code) if code != "unknown" else ""),
            ("Group", isolate(self._case.group.name or "") if self._case.group else ""),
            ("Workflow", label("WORKFLOW", incident.workflow) if self._inside else ""),
            ("Other registers", ", ".join(incident.external_ids) if self._inside else ""),
        )
        return ((name, text) for name, text in rows if text)

    @property
    def _inside(self) -> bool:
        return self._level.is_internal

    def _date_words(self) -> str:
        incident = self._case.incident
        said = day_words(incident.date_edtf)
        precision = lower_first(label("DATE_PREC", incident.date_prec))
        said = f"{said} ({precision})" if precision else said
        if incident.time_local and self._inside:
            return f"{said}, {time_words(incident.time_local, incident.tz)}"
        return said

    def _position(self) -> str:
        """Coordinates as finely as the level allows, with their precision."""
        point = point_of(self._case, self._level)
        precision = lower_first(label("GEO_PREC", self._case.incident.geo_prec))
        if point is None:
            release = lower_first(label("COORD_RELEASE", release_of(self._case)))
            return "" if self._inside else f"no coordinates given ({release})"
        degrees = f"{degrees_words(point.lat)}, {degrees_words(point.lon)}"
        if self._inside:
            how = lower_first(label("GEO_METHOD", self._case.incident.geo_method))
            return f"{degrees} (precision: {precision}{f'; from: {how}' if how else ''})"
        return f"{degrees} ({lower_first(label('COORD_RELEASE', point.release))})"

    def _hit_words(self) -> str:
        said = []
        for hit in self._case.sites_hit:
            site = self._case.find(Site, hit.site_id)
            name = target_name(self._case, hit, self._level)
            local = f" · {isolate(site.name_local)}" if site and site.name_local else ""
            others = ""
            if self._inside and site and site.aliases:
                others = f"; also called {listed_and([isolate(one) for one in site.aliases])}"
            role = lower_first(label("SITE_ROLE", hit.site_role))
            kind = lower_first(label("SITE_TYPE", hit.site_type))
            said.append(f"{name}{local if self._inside else ''} ({kind}, {role}{others})")
        return "; ".join(said)

    # -- claims ----------------------------------------------------------------------------

    def _claim(self, claim: Claim) -> ClaimText:
        """A claim in full; the words of a confidential source are not quoted."""
        source = self._sources.source(claim.source_id)
        hidden = source is None or is_confidential(source)
        kinds = [label("CLAIM_TYPE", claim.claim_type), label("FIRST_HAND", claim.first_hand)]
        marks = [one for one in kinds if one and one != "Unknown"]
        reliability = (source.reliability if source else None) or "F"
        marks.append(f"{reliability}{claim.credibility or 6}")
        marks += ["retracted"] if claim.retracted else []
        quote, translation = ("", "") if hidden else self._quotation(claim)
        return ClaimText(
            who=self._sources.speaker_of(claim),
            kind=", ".join(lower_first(one) for one in marks),
            text=self._writer.free_text(claim.summary),
            quote=quote,
            translation=translation,
            cites=self._sources.cite_claim(claim),
        )

    def _quotation(self, claim: Claim) -> tuple[str, str]:
        if not claim.quote:
            return "", ""
        tongue = language_name(claim.quote_lang) if claim.quote_lang else ""
        foreign = f" ({tongue})" if tongue and tongue != "English" else ""
        quote = f"“{self._writer.free_text(claim.quote)}”{foreign}"
        return quote, self._writer.free_text(claim.quote_en)

    # -- people ----------------------------------------------------------------------------

    def _matrix(self) -> tuple[tuple[str, ...], tuple[MatrixRow, ...], str]:
        """Sources against categories, the adopted range below, and the rule that made it."""
        axes = axes_of(self._case)
        rows = []
        for claim in standing_claims(self._case):
            cells = tuple(self._cell(claim, one) for one in axes)
            if any(cells):
                who = self._sources.speaker_of(claim)
                rows.append(MatrixRow(who, cells, self._sources.cite_claim(claim)))
        if not axes:
            return (), (), ""
        adopted = [adopted_on(self._case, one) for one in axes]
        cells = tuple(self._adopted_cell(one) for one in adopted)
        rows.append(MatrixRow("Adopted here", cells, (), is_adopted=True))
        reasons = dict.fromkeys(one.reason for one in adopted if one.is_stated)
        notes = [f.note for f in self._case.figures_of(self._case.incident.id) if f.note]
        extra = [self._writer.free_text(one) for one in notes] if self._inside else []
        return (
            tuple(map(axis_words, axes)),
            tuple(rows),
            " ".join([*(_sentence(one) for one in reasons), *extra]),
        )

    def _cell(self, claim: Claim, axes: Axes) -> str:
        stated = stated_by_owner(self._case.figures_of(claim.id), axes)
        if stated is None:
            return ""
        return self._ledger.enter(
            range_words(stated.low, stated.high),
            unit="person",
            rule="as the source states it",
            incident_ids=(self._case.incident.id,),
            claim_ids=(claim.id,),
        )

    def _adopted_cell(self, adopted: AdoptedRange) -> str:
        if not adopted.is_stated:
            return "not reported"
        return self._ledger.enter(
            range_words(adopted.low, adopted.high),
            unit="person",
            rule=adopted.rule,
            incident_ids=(self._case.incident.id,),
            claim_ids=adopted.claim_ids,
        )

    # -- parties and strikes ---------------------------------------------------------------

    def _parties(self) -> tuple[PartyRow, ...]:
        rows = []
        for one in statements(self._case):
            claim = one.claim
            notes = dict.fromkeys(row.note for row in one.rows if row.note and self._inside)
            rows.append(
                PartyRow(
                    who=self._sources.speaker_of(claim) if claim else "Our own assessment",
                    actors=one.actors,
                    part=label("ATTR_PART", one.part),
                    confidence=label("ATTR_CONF", one.confidence),
                    basis=basis_words(one.basis).removeprefix("basis: "),
                    note=" ".join(self._writer.free_text(note) for note in notes),
                    cites=self._sources.cite_claim(claim) if claim else (),
                )
            )
        return tuple(rows)

    def _strikes(self) -> tuple[tuple[str, str, str, str], ...]:
        rows = []
        for one in self._case.strikes if self._inside else ():
            gap = one.gap_low is not None or one.gap_high is not None
            rows.append(
                (
                    str(one.seq or ""),
                    f"{one.time_local:%H:%M}" if one.time_local else "–",
                    minutes_words(one.gap_low, one.gap_high) if gap else "–",
                    method_cell(None, one.delivery, one.weapon),
                )
            )
        return tuple(rows)

    def _repeats(self) -> tuple[RepeatedSite, ...]:
        own = {hit.site_id for hit in self._case.sites_hit}
        cases = self._material.cases
        found = repeat_strikes(
            [hit for case in cases for hit in hits_of(case)],
            self._material.periods,
            known=self._material.known,
        )
        by_id = {case.incident.id: case for case in cases}
        return repeated_sites([one for one in found if one.site_id in own], by_id, self._level)

    # -- assessment and material -----------------------------------------------------------

    def _assessment(self) -> Iterable[tuple[str, str]]:
        """The assessment in force, each grade with its definition."""
        judged = self._case.latest_assessment
        if judged is None:
            yield "Grading", "Not yet assessed."
            return
        for name, listname, code in _graded(judged):
            yield name, _defined(listname, code)
        yield "Sources counted", f"{judged.n_sources}, of which {judged.n_independent} independent"
        yield "Counts in totals", "Yes" if judged.in_totals else "No"
        if self._inside:
            yield "Rationale", self._writer.free_text(judged.rationale)
            signed = f"by {judged.assessor}" if judged.assessor else ""
            reviewed = f", reviewed by {judged.reviewer}" if judged.reviewer else ""
            day = (
                f"{judged.assessed_on:%d} {judged.assessed_on:%B %Y}" if judged.assessed_on else ""
            )
            yield "Signed", f"{day} {signed}{reviewed}".strip().lstrip("0")

    def _suggestion(self) -> str:
        if not self._inside:
            return ""
        found = suggested_grade(self._case)
        return (
            f"From the claims alone the program would suggest: "
            f"{lower_first(label('GRADING', found.grading))}. {found.why()} {found.outlook()}"
        )

    def _evidence(self, item: Evidence) -> EvidenceRow:
        source = self._sources.source(item.source_id)
        hidden = source is None or is_confidential(source) or not self._inside
        title = "Material of a confidential source" if hidden else isolate(item.title or "")
        holder = "" if hidden or not item.held_by else f", held by {isolate(item.held_by)}"
        captured = f", {day_words(item.captured_edtf)}" if item.captured_edtf else ""
        return EvidenceRow(
            title=label("MEDIA_TYPE", item.media_type) if hidden and not source else title,
            kind=f"{label('MEDIA_TYPE', item.media_type)}{captured}",
            holding=f"{label('HOLDING', item.holding)}{holder}",
            verification=label("VERIFICATION", item.verification),
            custody=_custody(item, inside=self._inside),
            cites=self._sources.cite(item.source_id),
        )

    def _doubts(self) -> tuple[str, ...]:
        """What the program finds missing or contradictory, for the office alone."""
        if not self._inside:
            return ()
        said = [f"{one.code}  {self._writer.scrub(one.sentence())}" for one in self._problems]
        return tuple(dict.fromkeys(said))


def _stated(low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else range_words(low, high)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


_HELD = frozenset({"held_original", "held_working"})


def _custody(item: Evidence, *, inside: bool) -> str:
    """Whether we hold a copy, and its digest."""
    if item.holding not in _HELD:
        return "Not held: no copy in our custody."
    digest = f" SHA-256 {item.sha256}." if item.sha256 and inside else ""
    return f"Held.{digest}"


_GRADED = (
    ("Grading", "GRADING", "grading"),
    ("Certainty", "CERTAINTY", "certainty"),
    ("Standard of proof", "PROOF", "proof"),
)


def _graded(judged: Assessment) -> Iterable[tuple[str, str, str]]:
    for name, listname, key in _GRADED:
        code: str | None = getattr(judged, key)
        if code:
            yield name, listname, code


def _defined(name: str, code: str) -> str:
    known = vocabulary(name).get(code)
    return f"{known.label()} – {lower_first(known.definition())}" if known else code
