"""What a paper leaves out because of its level, and what it still risks, before it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.release import EXACT, release_rule
from ..domain.sharing import OPEN, STRICT
from ..domain.validation.privacy import personal_signs
from .export_planning import FEW_INCIDENTS, OWN_WORDS, Risk

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
_FEW = 5


@dataclass(frozen=True)
class PaperPlan:
    """What a paper would leave out and risk, and how many incidents it would tell of."""

    level: str
    incidents: int
    removed: tuple["Removal", ...]
    risks: tuple[Risk, ...]


def plan_paper(
    draft: "Draft", material: "Material", level: "Level", progress: Progress | None = None
) -> PaperPlan:
    """Say what of the material a draft leaves out at its level, and what its pages still risk."""
    from ..exchange.removals import MARKED, Ledger

    ledger = Ledger()
    for case in material.cases:
        _note_case(case, level, ledger)
    if not level.is_internal:
        for total in material.totals:
            if total.tlp in STRICT:
                ledger.note(total, MARKED, is_row=True, tlp=str(total.tlp))
    risks = tuple(_risks(draft, material, level, progress))
    return PaperPlan(level.value, draft.incidents, tuple(ledger.removals()), risks)


def _note_case(case: CaseFile, level: "Level", ledger: "Ledger") -> None:
    from ..briefing.levels import may_appear
    from ..exchange.publishing import NOT_REVIEWED
    from ..exchange.removals import MARKED

    incident = case.incident
    if not may_appear(case, level):
        tlp = incident.tlp or incident.about.tlp
        if not level.is_internal and (
            tlp in STRICT or (level.value == "public" and tlp not in OPEN)
        ):
            ledger.note(incident, MARKED, is_row=True, tlp=tlp)
        else:
            ledger.note(incident, NOT_REVIEWED, is_row=True)
    elif not level.is_internal:
        _note_parts(case, ledger)


def _note_parts(case: CaseFile, ledger: "Ledger") -> None:
    """Count what of a shown incident is told less finely than it is known."""
    from ..briefing.levels import is_confidential
    from ..exchange.removals import COARSER, MARKED

    incident = case.incident
    if incident.lat is not None and release_rule(case) != EXACT:
        ledger.note(incident, COARSER)
    if incident.time_local:
        ledger.note(incident, NO_TIME)
    for claim in case.claims:
        if claim.tlp in STRICT:
            ledger.note(claim, MARKED, is_row=True, tlp=str(claim.tlp))
    for source in case.sources:
        if is_confidential(source):
            ledger.note(source, BY_KIND)
    for site in case.sites:
        if site.public_alias:
            ledger.note(site, BY_ALIAS)


def _risks(
    draft: "Draft", material: "Material", level: "Level", progress: Progress | None
) -> Iterator[Risk]:
    """Give the risks that stay, the gravest first."""
    for page, sign in _signs(draft, progress):
        yield Risk("W22", ON_PAGE, 1, (("page", str(page)), ("sign", sign)))
    if shown := len(draft.plan.photographs):
        yield Risk("photographs", PHOTOGRAPHS, shown)
    if not level.is_internal:
        words = sum(bool(case.incident.public_summary) for case in material.shown_at(level).cases)
        if words:
            yield Risk("text", OWN_WORDS, words)
        if 0 < draft.incidents < _FEW:
            yield Risk("few", FEW_INCIDENTS, draft.incidents)
    if level.value in ("full", "partner"):
        yield Risk("file", CLEAR_PAPER, 1)


def _signs(draft: "Draft", progress: Progress | None) -> Iterator[tuple[int, str]]:
    """Give the pages on which something looks like a person's, read as readers read them."""
    from ..briefing.document import write_document
    from ..briefing.finished import Finished

    memory = BytesIO()
    write_document(memory, draft.document, progress=progress)
    told = {
        (part.number, sign)
        for part in Finished(memory.getvalue()).parts()
        if part.number
        for sign in personal_signs(part.text)
    }
    yield from sorted(told)
