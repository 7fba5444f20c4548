"""What the parts of a plan share: the material, the wish, and the books that number things."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Self

from ..domain.casefiles import CaseFile, known_to
from ..domain.records import Record
from ..domain.sitehits import hits_of
from ..insight.patterns import SiteLedger, repeat_strikes
from .breakdowns import Group, grouped
from .citations import Bibliography, withheld_names
from .counting import Numbers, numbers_of
from .grounds import claims_behind_all
from .ledger import Ledger
from .material import Asked, Material
from .parties import NOT_ESTABLISHED, SOURCES_DIFFER, category
from .scope import by_date, weight
from .speech import Tongue
from .writer import Writer

__all__ = ["Desk"]

MOST_SITES = 8


@dataclass(frozen=True)
class Desk:
    """One plan in the making.

    `full` are the cases that are described one by one, by date; `known` is what they and the
    material know: places, sources, parties.
    """

    material: Material
    asked: Asked
    ledger: Ledger
    sources: Bibliography
    writer: Writer
    full: tuple[CaseFile, ...]
    known: Mapping[str, Record]
    by_id: Mapping[str, CaseFile]
    numbers: Numbers

    @classmethod
    def of(cls, material: Material, asked: Asked) -> Self:
        """Lay out the material, which holds only what may appear."""
        full = tuple(sorted(material.full_cases, key=by_date))
        known = {**known_to(full), **material.known}
        by_id = {case.incident.id: case for case in full}
        ledger = Ledger(asked.marks, partial(claims_behind_all, by_id))
        sources = Bibliography(known, asked.level, asked.tongue)
        return cls(
            material=material,
            asked=asked,
            ledger=ledger,
            sources=sources,
            writer=Writer(
                asked.level, sources, withheld_names(full, asked.tongue), asked.tongue, ledger
            ),
            full=full,
            known=known,
            by_id=by_id,
            numbers=material.once(numbers_of),
        )

    @property
    def tongue(self) -> Tongue:
        """What the pages are said in."""
        return self.asked.tongue

    @cached_property
    def all_by_id(self) -> dict[str, CaseFile]:
        """Every case by its incident, whole or not."""
        return {case.incident.id: case for case in self.material.cases}

    def top_repeats(self) -> list[SiteLedger]:
        """The ledgers of the sites struck most often, of those whose incidents are described."""
        described = [
            site
            for site, ids in self.numbers.repeats.items()
            if not self.by_id.keys().isdisjoint(ids)
        ]
        described.sort(key=lambda site: (-len(self.numbers.repeats[site]), site))
        chosen = described[:MOST_SITES]
        wanted = {one for site in chosen for one in self.numbers.repeats[site]}
        hits = [
            hit
            for key in sorted(wanted)
            for hit in hits_of(self.all_by_id[key])
            if hit.site_id in chosen
        ]
        found = {one.site_id: one for one in repeat_strikes(hits)}
        return [found[site] for site in chosen]

    def foremost(self, most: int) -> list[CaseFile]:
        """The incidents with most people harmed and most sources, by date."""
        ranked = sorted(self.full, key=lambda case: weight(self.material, case), reverse=True)
        chosen = {case.incident.id for case in ranked[:most]}
        return [case for case in self.full if case.incident.id in chosen]

    def parties(self) -> dict[Group, list[str]]:
        """The ids of attacks by what is reported of the attacker."""
        name = category if self.material.is_whole else self._category_of_row
        return grouped(self.tongue, self.material.cases, name)

    def _category_of_row(self, tongue: Tongue, case: CaseFile) -> str:
        """The same from the list row, which is all that is read of many incidents."""
        actors = self.material.summary(case).actors
        if actors and " / " in actors:
            return tongue.say(SOURCES_DIFFER)
        named = self.material.local(tongue, actors) if actors else ""
        return named or tongue.say(NOT_ESTABLISHED)
