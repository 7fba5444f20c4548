"""Making briefings and dossiers: what a filter matches, gathered, planned and printed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.briefing_templates import BUILT_IN, Template
from ..domain.errors import StrikelogError
from ..domain.filters import ALL, Filter
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import Actor, Incident, Location, Record, Site, Source
from .briefing_drafts import (
    LANGUAGES,
    BriefingWish,
    Drafting,
    LanguageMissing,
    NoSuchIncident,
    NotForLevel,
    scope_words,
)
from .briefing_preview import Previewing
from .briefing_runs import BriefingRuns
from .briefing_templates import BriefingTemplates, UnknownTemplate
from .finding import Finding
from .issuing import Issuing
from .paper_planning import LeftOut, PaperPlan, left_out, plan_paper
from .paper_silence import Silence, silence_of
from .photographs import AvailablePhotograph, Photographs
from .settings import Settings

if TYPE_CHECKING:
    from ..briefing.levels import Level
    from ..briefing.material import Material
    from ..briefing.speech import Tongue

__all__ = [
    "BriefingResult",
    "Briefings",
    "LanguageMissing",
    "NoSuchIncident",
    "NotForLevel",
    "UnknownTemplate",
    "scope_words",
]


class NotPrinted(StrikelogError):
    """A sheet was asked for of a record that is none of the vault's own, such as a person."""

    message = mark("Records of people are not printed.")


@dataclass(frozen=True, slots=True)
class BriefingResult:
    """A finished document: pages, numbers in its ledger, incidents shown, digest of the file.

    `run` is the number under which it is kept, 0 where it is not.
    """

    path: Path
    pages: int
    figures: int
    sha256: str
    incidents: int
    run: int = 0


class Briefings:
    """Prints what one vault holds."""

    def __init__(
        self,
        finding: Finding,
        settings: Settings,
        issuing: Issuing,
        head: Callable[[], str] = lambda: "",
        photographs: Photographs | None = None,
    ) -> None:
        self._finding = finding
        self._issuing = issuing
        self._photographs = photographs
        self._settings = settings
        self.templates = BriefingTemplates(issuing.database)
        self.runs = BriefingRuns(issuing.database, finding, settings, issuing.clock)
        self.drafting = Drafting(finding, settings, self.runs, head=head, photographs=photographs)
        self.previewing = Previewing(self.drafting, finding, head)
        self._left_out: tuple[Material, Level, LeftOut] | None = None

    def make(
        self,
        path: Path,
        where: Filter = ALL,
        *,
        template: str | Template = "situation",
        level: str | None = None,
        language: str | None = None,
        title: str | None = None,
        as_of: date | None = None,
        issue: int | None = None,
        since: int = 0,
        progress: Progress | None = None,
    ) -> BriefingResult:
        """Write a briefing over a filter; the same records and wishes give the same bytes.

        Without `as_of` the data are as of the day of their newest change. Raises UnknownTemplate,
        DocumentNotSaved, and what drafting and the release gate raise.
        """
        chosen = template if isinstance(template, Template) else self.templates.named(template)
        settled = _with(chosen, level=level, language=language, title=title)
        wish = BriefingWish(where=where, template=settled, as_of=as_of, issue=issue, since=since)
        return self.write(path, wish, progress)

    def dossier(
        self,
        path: Path,
        incident_id: str,
        *,
        level: str = "full",
        language: str = "en",
        as_of: date | None = None,
        progress: Progress | None = None,
    ) -> BriefingResult:
        """Write the dossier of one incident.

        Raises NoSuchIncident, NotForLevel, DocumentNotSaved, and what the release gate raises.
        """
        template = replace(BUILT_IN["dossier"], level=level, language=language)
        wish = BriefingWish(template=template, incident_id=incident_id, as_of=as_of)
        return self.write(path, wish, progress)

    def write(
        self, path: Path, wish: BriefingWish, progress: Progress | None = None
    ) -> BriefingResult:
        """Write what was wished for, and keep what a briefing said."""
        draft = self.drafting.draft(wish, progress=progress)
        issued = self._issuing.write(
            path,
            draft.document,
            kind="briefing" if draft.run else "dossier",
            level=wish.template.level,
            incidents=draft.incidents,
            records=draft.records,
            progress=progress,
        )
        run = self.runs.keep(draft.run, issued.sha256) if draft.run else 0
        figures = len(draft.plan.figures)
        return BriefingResult(path, issued.pages, figures, issued.sha256, draft.incidents, run)

    def sheet(
        self,
        path: Path,
        record: Record,
        *,
        language: str = "en",
        progress: Progress | None = None,
    ) -> BriefingResult:
        """Write one record of any class, field by field, for use inside the office.

        Raises NotPrinted, LanguageMissing, DocumentNotSaved.
        """
        from ..briefing.editions import bound, editions_of
        from ..briefing.record_sheet import Printing, record_sheet
        from ..briefing.speech import tongue_of

        if type(record) not in self._finding.kinds:
            raise NotPrinted
        if language not in LANGUAGES:
            raise LanguageMissing(language=language)
        day = (record.updated_at or datetime.now(UTC)).date()
        office = self._settings.office.office or "Strikelog"
        editions = []
        for tongue in map(tongue_of, editions_of(language)):
            printing = Printing(self._names_around(record, tongue), tongue=tongue)
            editions.append(record_sheet(record, printing, office=office, as_of=day))
        document = bound(editions)
        count = int(isinstance(record, Incident))
        issued = self._issuing.write(
            path, document, kind="sheet", level="full", incidents=count, progress=progress
        )
        return BriefingResult(path, issued.pages, 0, issued.sha256, count)

    def release_plan(self, wish: BriefingWish, progress: Progress | None = None) -> PaperPlan:
        """Say what would be left out because of the level, and what the pages still risk.

        Raises what drafting raises.
        """
        from ..briefing.levels import Level

        level = Level.named(wish.template.level)
        draft = self.previewing.draft(wish, progress or Silent())
        material = self._around(wish, progress)
        kept = self._left_out
        if kept is None or kept[0] is not material or kept[1] is not level:
            kept = self._left_out = material, level, left_out(material, level, progress)
        return plan_paper(draft, material, level, kept[2], progress)

    def forget(self) -> None:
        """Let go of what was read to look at pages before they are written."""
        self._left_out = None
        self.previewing.forget()

    def silence(self, wish: BriefingWish, progress: Progress | None = None) -> Silence:
        """Say why a wish would tell of no incident."""
        from ..briefing.levels import Level

        material = self._around(wish, progress)
        cases = (*material.cases, *material.held_back)
        return silence_of(cases, Level.named(wish.template.level))

    def _around(self, wish: BriefingWish, progress: Progress | None) -> "Material":
        """The incidents of a wish, whether they may be told of or not."""
        from ..briefing.material import Material

        if wish.template.layout != "dossier":
            return self.previewing.material(wish, progress or Silent())
        case = self._finding.case_file(wish.incident_id)
        return Material().holding([case] if case else [])

    def photographs_available(
        self, where: Filter = ALL, level: str = "full"
    ) -> list[AvailablePhotograph]:
        """Give the pictures of the incidents that a filter finds, those that may be shown first."""
        return self._photographs.available(where, level) if self._photographs else []

    def _names_around(self, record: Record, tongue: "Tongue") -> dict[str, str]:
        """Name what a record links to; confidential sources by that word alone."""
        from ..briefing.citations import CONFIDENTIAL_SOURCE
        from ..briefing.levels import is_confidential
        from ..briefing.record_sheet import record_name

        ids = {one for value in vars(record).values() for one in _texts(value)}
        names = self._finding.names(ids)
        for kind in (Location, Site, Actor) if tongue.is_rtl else ():
            named = self._finding.owned(kind, "id", sorted(ids))
            names.update((one.id, record_name(tongue, one)) for one in named)
        for one in ids & names.keys():
            source = self._finding.get(Source, one)
            if source is not None and is_confidential(source):
                names[one] = tongue.say(CONFIDENTIAL_SOURCE)
        return names


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _with(
    template: Template, *, level: str | None, language: str | None, title: str | None
) -> Template:
    """A template with what was asked for beside it."""
    return replace(
        template,
        level=template.level if level is None else level,
        language=template.language if language is None else language,
        title=template.title if title is None else title,
    )
