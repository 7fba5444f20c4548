"""Photographs for printed pages: which may be chosen, and their pixels written anew."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..domain.display import clauses
from ..domain.filters import ALL, Condition, Filter, Op
from ..domain.photographs import (
    PICTURES,
    ChosenPhotograph,
    PhotographNotShown,
    PhotographUnsaid,
    basis_of,
    has_hidden_faces,
    refusals,
)
from ..domain.records import Evidence, Incident
from ..domain.saying import Said
from .finding import Finding
from .image_consents import ImageConsents

if TYPE_CHECKING:
    from ..briefing.photographs import Photograph

_PICTURE_ITEMS = Filter((Condition("mime", Op.IS, tuple(sorted(PICTURES))),))

Printed = Callable[[str], tuple[bytes, tuple[int, int]]]
"""Gives the pixels of an item as a new JPEG, and its width and height."""


@dataclass(frozen=True, slots=True)
class AvailablePhotograph:
    """A picture of the incidents of a briefing: whether it may be shown, and why or why not.

    `asks_for_faces` is true when a person has to say that nobody can be recognised.
    """

    evidence_id: str
    title: str
    incident_ids: tuple[str, ...]
    credit: str
    why_not: tuple[Said, ...] = ()
    basis: Said | None = None
    asks_for_faces: bool = False

    @property
    def may_be_shown(self) -> bool:
        """Tell whether it may be chosen."""
        return not self.why_not

    def refusal(self, language: str = "en") -> str:
        """Say why it may not be shown, in a language; nothing when it may."""
        return clauses((one.sentence(language) for one in self.why_not), language)


class Photographs:
    """Finds and prepares photographs of one vault."""

    def __init__(
        self,
        finding: Finding,
        consents: ImageConsents,
        *,
        is_held: Callable[[Evidence], bool],
        printed: Printed,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._finding = finding
        self._consents = consents
        self._is_held = is_held
        self._printed = printed
        self._today = today

    def available(self, where: Filter = ALL, level: str = "full") -> list[AvailablePhotograph]:
        """Give the pictures of the incidents that a filter finds, those that may be shown first."""
        keys = self._finding.keys(Incident, where)
        ids = {str(row[0]) for row in self._finding.rows(Incident, keys, ["id"])}
        items = self._finding.all(Evidence, _PICTURE_ITEMS)
        agreed = self._consents.sources(self._today())
        found = [
            self._described(one, level, has_consent=one.source_id in agreed)
            for one in items
            if not ids.isdisjoint(one.incident_ids)
        ]
        return sorted(found, key=lambda one: (not one.may_be_shown, one.title, one.evidence_id))

    def prepared(
        self, chosen: Sequence[ChosenPhotograph], level: str, shown: Iterable[str]
    ) -> "tuple[Photograph, ...]":
        """Give what was chosen with its pixels written anew; `shown` are the incidents printed.

        Raises PhotographNotShown, PhotographUnsaid and what decoding raises.
        """
        from ..briefing.photographs import Photograph

        agreed, incidents = self._consents.sources(self._today()), frozenset(shown)
        made = []
        for one in chosen:
            item = self._finding.get(Evidence, one.evidence_id)
            if item is None or incidents.isdisjoint(item.incident_ids):
                continue  # its incident is not in this briefing
            self._refuse(item, one, level, has_consent=item.source_id in agreed)
            content, size = self._printed(item.id)
            made.append(
                Photograph(
                    content,
                    size,
                    alt=one.alt.strip(),
                    credit=one.credit.strip() or (item.rights or "").strip(),
                    incident_ids=item.incident_ids,
                )
            )
        return tuple(made)

    def _described(self, item: Evidence, level: str, *, has_consent: bool) -> AvailablePhotograph:
        # Whether faces can be seen only a person can say, when the picture is chosen.
        why_not = refusals(
            item, level, is_held=self._is_held(item), has_consent=has_consent, no_faces=True
        )
        return AvailablePhotograph(
            item.id,
            item.title or item.ref or "",
            item.incident_ids,
            (item.rights or "").strip(),
            tuple(why_not),
            basis_of(item, has_consent=has_consent),
            level != "full" and not has_hidden_faces(item),
        )

    def _refuse(
        self, item: Evidence, one: ChosenPhotograph, level: str, *, has_consent: bool
    ) -> None:
        why_not = refusals(
            item,
            level,
            is_held=self._is_held(item),
            has_consent=has_consent,
            no_faces=one.no_faces,
        )
        if reason := next(why_not, None):
            raise PhotographNotShown(title=item.title or "", why=reason)
        if not one.alt.strip():
            raise PhotographUnsaid(title=item.title or "")
