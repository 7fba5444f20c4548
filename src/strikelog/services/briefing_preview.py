"""Previews of briefings: pages for the window, and what stands behind each number on them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.collecting import let_go
from ..domain.display import code_of
from ..domain.filters import Filter
from ..domain.progress import Progress, Silent
from ..domain.records import Claim, Incident
from ..drawing.printed import PrintedPage
from .briefing_drafts import BriefingWish, Draft, Drafting
from .briefing_gathering import Selection
from .briefing_plans import Plans
from .finding import Finding

if TYPE_CHECKING:
    from ..briefing.ledger import Figure
    from ..briefing.material import Material

__all__ = ["MOST_PAGES", "Behind", "FigureShown", "Preview", "Previewing"]

MOST_PAGES = 24
"""A preview ends here; nobody looks through hundreds of pages in a dialog."""


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A number of a preview: its words, what is counted and how, and the ids behind it."""

    key: str
    words: str
    about: str
    rule: str
    unit: str
    incident_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a number: its id, the incident it belongs to, and a line about it."""

    id: str
    incident_id: str
    title: str
    is_claim: bool = False


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The pages of a draft, its numbers by key, and the text of a correction if one was asked.

    Where `is_cut`, more follow than are shown; `total` is 0 until somebody counted them.
    """

    pages: tuple[PrintedPage, ...] = ()
    is_cut: bool = False
    total: int = 0
    figures: dict[str, FigureShown]
    incidents: int = 0
    correction: str = ""


class Previewing:
    """Makes previews over one vault.

    What was read and planned last is kept until records change or it is forgotten: another order of
    sections asks for other pages, another level for no other records.
    """

    def __init__(self, drafting: Drafting, finding: Finding, state: Callable[[], str]) -> None:
        self._drafting = drafting
        self._finding = finding
        self._state = state
        self._selection: tuple[tuple[Filter, str], Selection] | None = None
        self._known: tuple[tuple[Filter, str, str], Material] | None = None
        self._drawn: tuple[tuple[BriefingWish, str], Draft] | None = None
        self._plans = Plans()

    def preview(
        self,
        wish: BriefingWish,
        *,
        language: str = "en",
        total: int = 0,
        arrived: Callable[[PrintedPage], None] = lambda _page: None,
        progress: Progress | None = None,
    ) -> Preview:
        """Make the pages of a wish, handing each over as it is ready; raises as drafting does.

        `language` is that of the window, in which numbers are explained; `total` how many pages
        there are, once that is known of more than are shown.
        """
        from ..briefing.document import painted
        from ..briefing.screen import ScreenPen

        progress = progress or Silent()
        draft = self.draft(wish, progress)
        pen = ScreenPen(draft.document.paper.value)
        pages: list[PrintedPage] = []
        is_cut = False
        made = painted(draft.document, pen, most=MOST_PAGES, total=total, progress=progress)
        for goes_on in made:
            is_cut = goes_on
            pages.append(pen.page())
            arrived(pages[-1])
            progress.report(len(pages), None)
        return Preview(
            pages=tuple(pages),
            is_cut=is_cut,
            total=total if is_cut else len(pages),
            figures={one.key: _shown(one, language) for one in draft.plan.figures},
            incidents=draft.incidents,
            correction=_correction(draft),
        )

    def behind(self, figure: FigureShown, most: int = 500) -> list[Behind]:
        """Give the incidents and claims behind a number, up to so many, in their order."""
        found = [
            Behind(key, key, f"{code_of(one)}  {one.title or ''}".strip())
            for key in figure.incident_ids[:most]
            if (one := self._finding.get(Incident, key)) is not None
        ]
        for key in figure.claim_ids[: most - len(found)]:
            claim = self._finding.get(Claim, key)
            if claim is not None:
                title = claim.summary or claim.quote or key[:8]
                found.append(Behind(key, claim.incident_id or "", title, is_claim=True))
        return found

    def draft(self, wish: BriefingWish, progress: Progress) -> Draft:
        """Give the draft of a wish; that of the last preview where it is the same."""
        from ..briefing.figure_marks import Marks

        state, drawn = self._state(), self._drawn
        if drawn is not None and drawn[0] == (wish, state):
            return drawn[1]
        is_dossier = wish.template.layout == "dossier"
        made = self._drafting.draft(
            wish,
            marks=Marks.UNSEEN,
            material=None if is_dossier else self.material(wish, progress),
            plans=self._plans,
            leaves_run=False,
            progress=progress,
        )
        self._drawn = (wish, state), made
        return made

    def material(self, wish: BriefingWish, progress: Progress) -> "Material":
        """Give what a wish is made of, as gathered last unless records changed since."""
        state = self._state()
        key, wide = (wish.where, wish.template.level, state), (wish.where, state)
        if self._known is not None and self._known[0] == key:
            return self._known[1]
        if self._selection is None or self._selection[0] != wide:
            self.forget()
            self._selection = wide, self._drafting.gathering.selection(wish.where, progress)
        made = self._drafting.material(wish, progress, selection=self._selection[1])
        self._known = key, made
        return made

    def forget(self) -> None:
        """Let go of what was read and planned, bit by bit where it is much."""
        held: list[object] = [] if self._selection is None else [self._selection[1].material]
        held += [] if self._known is None else [self._known[1]]
        self._selection = self._known = self._drawn = None
        self._plans.forget()
        let_go(held)


def _shown(figure: "Figure", language: str) -> FigureShown:
    from ..briefing.origins import rule_words, unit_words
    from ..briefing.speech import tongue_of

    tongue = tongue_of(language)
    return FigureShown(
        key=figure.key,
        words=figure.words,
        about=figure.about,
        rule=rule_words(figure.rule, tongue),
        unit=unit_words(figure.unit, tongue),
        incident_ids=figure.incident_ids,
        claim_ids=figure.claim_ids,
    )


def _correction(draft: Draft) -> str:
    from ..briefing.sections.corrections import correction_text
    from ..briefing.speech.phrases import as_of_day

    if draft.since is None:
        return ""
    tongue = draft.plan.asked.tongue
    return correction_text(tongue, draft.since, as_of_day(tongue, draft.plan.asked.as_of))
