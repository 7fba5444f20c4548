"""Drafting briefings and dossiers: from a wish to the document, before anything is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ..domain.briefing_runs import BriefingRun
from ..domain.briefing_templates import BUILT_IN, Template
from ..domain.display import clauses
from ..domain.errors import StrikelogError
from ..domain.filter_text import filter_text, term_words
from ..domain.filters import ALL, Filter
from ..domain.messages import mark
from ..domain.photographs import ChosenPhotograph
from ..domain.progress import Progress, Silent
from ..domain.records import Incident, Record
from ..insight.since import Since
from .briefing_gathering import Gathering, Selection
from .briefing_plans import Plans
from .briefing_runs import BriefingRuns
from .finding import Finding
from .photographs import Photographs
from .settings import Settings

if TYPE_CHECKING:
    from ..briefing.document import Document
    from ..briefing.dossier_plan import DossierPlan
    from ..briefing.figure_marks import Marks
    from ..briefing.material import Asked, BriefingOffice, Material
    from ..briefing.plan import BriefingPlan

__all__ = ["BriefingWish", "Draft", "Drafting", "scope_words"]

BOTH = "both"
LANGUAGES = ("en", "ar", BOTH)


class LanguageMissing(StrikelogError):
    """Briefings are not made in that language."""

    message = mark(
        "Briefings are made in English, in Arabic or in both; “{language}” is none of these."
    )


class NotForLevel(StrikelogError):
    """An incident may not leave the office at that level, or not at all."""

    message = mark(
        "“{code}” cannot be printed at the level “{level}”: drafts, rumours, rejected and merged"
        " records never are, and records in review only at the level full."
    )


class NoSuchIncident(StrikelogError):
    """A dossier was asked for an incident that is not in the vault."""

    message = mark("There is no incident “{code}” in this vault.")


class OtherLevel(StrikelogError):
    """Briefings for different readers are not compared: one may tell what the other must not."""

    message = mark(
        "The earlier briefing was written for the level “{before}”, this one is for “{level}”."
        " Compare briefings of one level."
    )


@dataclass(frozen=True, kw_only=True)
class BriefingWish:
    """What somebody wants printed: of which incidents or which one, how, and since when.

    `issue` is the number in the series; `since` the number of the run it is compared with.
    """

    where: Filter = ALL
    template: Template = BUILT_IN["situation"]
    incident_id: str = ""
    as_of: date | None = None
    issue: int | None = None
    since: int = 0
    photographs: tuple[ChosenPhotograph, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A document that could be written, what it is made of, and the run it would leave.

    Where there are several editions, `plan` and `run` are of the first; keys are the same in all.
    """

    document: "Document"
    plan: "BriefingPlan | DossierPlan"
    incidents: int
    records: Callable[[], Iterable[Record]]
    run: BriefingRun | None = None
    since: Since | None = None


class Drafting:
    """Makes drafts over one vault."""

    def __init__(
        self,
        finding: Finding,
        settings: Settings,
        runs: BriefingRuns,
        *,
        head: Callable[[], str],
        photographs: Photographs | None,
    ) -> None:
        self._finding = finding
        self._settings = settings
        self._runs = runs
        self._head = head
        self._photographs = photographs
        self.gathering = Gathering(finding)

    def draft(
        self,
        wish: BriefingWish,
        *,
        marks: "Marks | None" = None,
        material: "Material | None" = None,
        plans: Plans | None = None,
        leaves_run: bool = True,
        progress: Progress | None = None,
    ) -> Draft:
        """Plan a briefing, or a dossier where the template says so.

        `material` and `plans` spare making them again; without `leaves_run` a draft that is
        compared with nothing has no run, which is quicker to look at. Raises NoSuchIncident,
        NotForLevel, LanguageMissing, UnknownLevel, UnknownSection, RunNotFound, OtherLevel.
        """
        template = wish.template.checked()
        if template.language not in LANGUAGES:
            raise LanguageMissing(language=template.language)
        wish = replace(wish, template=template)
        if template.layout == "dossier":
            return self._in_editions(wish, lambda one: self._dossier(one, marks))
        gathered = material or self.material(wish, progress)
        tells, made = leaves_run or bool(wish.since), plans or Plans()

        told = progress or Silent()

        def edition(one: BriefingWish) -> Draft:
            told.report(0, None)
            return self._briefing(one, marks, gathered, made, tells=tells, progress=told)

        return self._in_editions(wish, edition)

    def _in_editions(self, wish: BriefingWish, make: Callable[[BriefingWish], Draft]) -> Draft:
        """Make the draft in each language asked for, bound into one document."""
        from ..briefing.editions import bound, editions_of

        wanted = wish.template.language
        drafts = [
            make(replace(wish, template=replace(wish.template, language=one)))
            for one in editions_of(wanted)
        ]
        first = drafts[0]
        return replace(
            first,
            document=bound([one.document for one in drafts]),
            run=replace(first.run, language=wanted) if first.run else None,
        )

    def material(
        self,
        wish: BriefingWish,
        progress: Progress | None = None,
        *,
        selection: Selection | None = None,
    ) -> "Material":
        """Gather what a briefing is made of; `selection` spares reading it again."""
        from ..briefing.levels import Level

        level, told = Level.named(wish.template.level), progress or Silent()
        if selection is None:
            return self.gathering.material(wish.where, level, told)
        return self.gathering.at(selection, level, told)

    def _briefing(
        self,
        wish: BriefingWish,
        marks: "Marks | None",
        material: "Material",
        plans: Plans,
        *,
        tells: bool,
        progress: Progress,
    ) -> Draft:
        from ..briefing.one_page import one_page
        from ..briefing.situation import situation

        asked = self._asked(wish, material, marks)
        plan = plans.plan(material, asked, self._office(wish), progress=progress)
        progress.report(0, None)
        ids = []
        if tells or wish.photographs:
            ids = [case.incident.id for case in material.shown_at(asked.level).cases]
        run = self._run(wish, plan, ids, material) if tells else None
        since = self._since(wish, run, plan, material) if run else None
        if wish.photographs and self._photographs:
            pictures = self._photographs.prepared(wish.photographs, wish.template.level, ids)
            plan = replace(plan, photographs=pictures)
        plan = replace(plan, since=since)
        made = one_page(plan) if wish.template.layout == "one-page" else situation(plan)
        return Draft(
            document=made,
            plan=plan,
            incidents=plan.n_incidents,
            records=material.records,
            run=run,
            since=since,
        )

    def _dossier(self, wish: BriefingWish, marks: "Marks | None") -> Draft:
        from ..briefing.dossier import dossier
        from ..briefing.dossier_plan import make_dossier_plan
        from ..briefing.levels import Level, may_appear
        from ..briefing.material import Material

        level = Level.named(wish.template.level)
        case = self._finding.case_file(wish.incident_id)
        if case is None:
            raise NoSuchIncident(code=wish.incident_id)
        if not may_appear(case, level):
            raise NotForLevel(code=case.incident.ref or case.incident.id, level=level.value)
        gathering = self.gathering
        material = gathering.surroundings().holding([case, *gathering.siblings(case)])
        asked = self._asked(wish, Material().holding([case]), marks)
        problems = self._finding.problems(case.incident)
        plan = make_dossier_plan(case, material, asked, self._office(wish), problems=problems)
        if wish.photographs and self._photographs:
            ids = [case.incident.id]
            pictures = self._photographs.prepared(wish.photographs, wish.template.level, ids)
            plan = replace(plan, photographs=pictures)
        return Draft(document=dossier(plan), plan=plan, incidents=1, records=material.records)

    def _run(
        self,
        wish: BriefingWish,
        plan: "BriefingPlan",
        shown: Sequence[str],
        material: "Material",
    ) -> BriefingRun:
        wanted = frozenset(shown)
        template = wish.template
        return self._runs.drafted(
            plan,
            [case for case in material.cases if case.incident.id in wanted],
            as_of=plan.asked.as_of,
            template=template.name,
            where=filter_text(wish.where),
            level=template.level,
            language=template.language,
            issue=wish.issue,
        )

    def _since(
        self, wish: BriefingWish, run: BriefingRun, plan: "BriefingPlan", material: "Material"
    ) -> Since | None:
        if not wish.since:
            return None
        before = self._runs.read(wish.since)
        if before.level != run.level:
            raise OtherLevel(before=before.level, level=run.level)
        cases = [case for case in material.cases if case.incident.id in run.incidents]
        return self._runs.since(before, run, cases, plan.sources)

    def _asked(self, wish: BriefingWish, material: "Material", marks: "Marks | None") -> "Asked":
        """The wish, with the day of the newest change where no day was asked for."""
        from ..briefing.figure_marks import Marks
        from ..briefing.levels import Level
        from ..briefing.material import Asked, newest_change

        template = wish.template
        printed = Marks.PRINTED if template.keys and template.has("ledger") else marks
        return Asked(
            as_of=wish.as_of or material.once(newest_change) or datetime.now(UTC).date(),
            level=Level.named(template.level),
            title=template.title,
            scope=scope_words(wish.where, template.language),
            language=template.language,
            marks=printed or Marks.NONE,
            template=template,
        )

    def _office(self, wish: BriefingWish) -> "BriefingOffice":
        from ..briefing.material import BriefingOffice

        office = self._settings.office
        return BriefingOffice(
            name=office.office or "",
            contact=office.contact or "",
            series=office.series or "",
            issue=wish.issue,
            logo=self._settings.logo.read(),
            licence=office.licence or "",
            methodology=office.methodology or "",
            history=self._head(),
        )


def scope_words(where: Filter, language: str = "en") -> str:
    """What was asked for, as the chips of a list say it."""
    return clauses((term_words(term, Incident, language) for term in where.terms), language)
