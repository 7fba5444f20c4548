"""What a paper leaves out because of its level, and what it still risks, before it is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
from ..domain.display import code_of
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import Record
from ..domain.release import EXACT, release_rule
from ..domain.sharing import STRICT
from ..domain.validation.privacy import personal_signs
from .briefing_preview import Behind
from .export_planning import (
    FEW,
    FEW_INCIDENTS,
    MOST_NAMED,
    ONE_INCIDENT,
    ONE_TEXT,
    OWN_WORDS,
    Risk,
    named_of,
)
from .paper_silence import Silence, silence_of

if TYPE_CHECKING:
    from ..briefing.levels import Level
    from ..briefing.material import Material
    from ..exchange.removals import Ledger, Removal
    from .briefing_drafts import Draft

NO_TIME = mark("times of day left out")
BY_KIND = mark("named by its kind alone, because it is confidential")
BY_ALIAS = mark("shown under its public alias")

ON_PAGE = mark("Page {page} holds {sign}.")
CLEAR_PAPER = mark("A PDF is not encrypted. Encrypt the file, or send it over a channel that is.")
PHOTOGRAPHS = mark(
    "{count} photographs go out. Look at each once more for faces, number plates and signs."
)
ONE_PHOTOGRAPH = mark(
    "One photograph goes out. Look at it once more for faces, number plates and signs."
)
_TOLD_EVERY = 2_000

_Key = tuple[str, str, tuple[tuple[str, str], ...], bool]


@dataclass(frozen=True)
class PaperPlan:
    """What a paper would leave out and risk, and how many incidents it would tell of."""

    level: str
    incidents: int
    removed: tuple["Removal", ...]
    risks: tuple[Risk, ...]
    named: Mapping[_Key, tuple[Behind, ...]] = field(default_factory=dict)
    silence: Silence | None = None
    """Why it tells of no incident, where that is so."""
    pages: int = 0

    def records_of(self, removal: "Removal") -> tuple[Behind, ...]:
        """Give the records that a removal is of, the first few hundred."""
        key = (removal.sheet, removal.reason, removal.filled, removal.is_row)
        return self.named.get(key, ())


@dataclass
class _Watch:
    """Counts what is left out, and remembers of which records."""

    ledger: "Ledger"
    named: dict[_Key, dict[str, Behind]] = field(default_factory=lambda: defaultdict(dict))

    def note(
        self, record: Record, reason: str, *, case: CaseFile, is_row: bool = False, **filled: str
    ) -> None:
        """Count one removal of a case, and name its record."""
        incident = case.incident
        self.ledger.note(record, reason, is_row=is_row, **filled)
        key = (type(record).about.plural, reason, tuple(sorted(filled.items())), is_row)
        if len(self.named[key]) < MOST_NAMED:
            code = code_of(incident)
            about = incident.title if record is incident else named_of(record).title
            title = f"{code}  {about or ''}".strip()
            self.named[key].setdefault(record.id, Behind(record.id, incident.id, title))


@dataclass(frozen=True)
class LeftOut:
    """What a level leaves out of some material, however it is printed."""

    removed: tuple["Removal", ...]
    named: Mapping[_Key, tuple[Behind, ...]]
    silence: Silence | None
    """Why nothing may be told of, where that is so."""


def left_out(material: "Material", level: "Level", progress: Progress | None = None) -> LeftOut:
    """Say what of the material is left out or made coarser at a level."""
    from ..exchange.removals import MARKED, Ledger

    watch, told = _Watch(Ledger()), progress or Silent()
    every = (*material.cases, *material.held_back)
    for at, case in enumerate(every):
        if at % _TOLD_EVERY == 0:
            told.report(at, len(every))
        _note_case(case, level, watch)
    if not level.is_internal:
        for total in material.totals:
            if total.tlp in STRICT:
                watch.ledger.note(total, MARKED, is_row=True, tlp=str(total.tlp))
    return LeftOut(
        tuple(watch.ledger.removals()),
        {key: tuple(found.values()) for key, found in watch.named.items()},
        None if material.once(type(material).shown_at, level).cases else silence_of(every, level),
    )


def plan_paper(
    draft: "Draft",
    material: "Material",
    level: "Level",
    gone: LeftOut,
    progress: Progress | None = None,
) -> PaperPlan:
    """Say what a draft leaves out at its level, and what its pages still risk."""
    pages, signs = _looked_through(draft, progress)
    return PaperPlan(
        level.value,
        draft.incidents,
        gone.removed,
        tuple(_risks(draft, material, level, signs)),
        gone.named,
        None if draft.incidents else gone.silence,
        pages,
    )


def _note_case(case: CaseFile, level: "Level", watch: _Watch) -> None:
    from ..briefing.levels import may_appear, may_be_told
    from ..exchange.publishing import NOT_REVIEWED
    from ..exchange.removals import MARKED

    incident = case.incident
    if not may_be_told(incident, level):
        tlp = incident.tlp or incident.about.tlp
        watch.note(incident, MARKED, case=case, is_row=True, tlp=tlp)
    elif not may_appear(case, level):
        watch.note(incident, NOT_REVIEWED, case=case, is_row=True)
    elif not level.is_internal:
        _note_parts(case, watch)


def _note_parts(case: CaseFile, watch: _Watch) -> None:
    """Count what of a shown incident is told less finely than it is known."""
    from ..briefing.levels import is_confidential
    from ..exchange.removals import COARSER, MARKED

    incident = case.incident
    if incident.lat is not None and release_rule(case) != EXACT:
        watch.note(incident, COARSER, case=case)
    if incident.time_local:
        watch.note(incident, NO_TIME, case=case)
    for claim in case.claims:
        if claim.tlp in STRICT:
            watch.note(claim, MARKED, case=case, is_row=True, tlp=str(claim.tlp))
    for source in case.sources:
        if is_confidential(source):
            watch.note(source, BY_KIND, case=case)
    for site in case.sites:
        if site.public_alias:
            watch.note(site, BY_ALIAS, case=case)


def _risks(
    draft: "Draft", material: "Material", level: "Level", signs: Iterable[tuple[int, str]]
) -> Iterator[Risk]:
    """Give the risks that stay, the gravest first."""
    for page, sign in signs:
        yield Risk("W22", ON_PAGE, 1, (("page", str(page)), ("sign", sign)))
    if shown := len(draft.plan.photographs):
        yield Risk("photographs", PHOTOGRAPHS, shown, one=ONE_PHOTOGRAPH)
    if not level.is_internal:
        told = material.once(type(material).shown_at, level).cases
        words = sum(bool(case.incident.public_summary) for case in told)
        if words:
            yield Risk("text", OWN_WORDS, words, one=ONE_TEXT)
        if 0 < draft.incidents < FEW:
            yield Risk("few", FEW_INCIDENTS, draft.incidents, one=ONE_INCIDENT)
    if level.value in ("full", "partner"):
        yield Risk("file", CLEAR_PAPER, 1)


def _looked_through(draft: "Draft", progress: Progress | None) -> tuple[int, list[tuple[int, str]]]:
    """Count the pages, and name those on which something looks like a person's.

    They are read as readers read them.
    """
    from ..briefing.document import write_document
    from ..briefing.finished import Finished

    memory, told = BytesIO(), progress or Silent()
    pages = int(write_document(memory, draft.document, progress=told))
    found: set[tuple[int, str]] = set()
    for part in Finished(memory.getvalue()).parts():
        if part.number:
            told.report(part.number, pages)
            found.update((part.number, sign) for sign in personal_signs(part.text))
    return pages, sorted(found)
