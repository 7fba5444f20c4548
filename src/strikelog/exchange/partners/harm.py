"""Figures of people and places hit, as the columns of one row count them."""

from collections import Counter
from collections.abc import Iterator

from ...domain.count_values import Count
from ...domain.messages import mark
from ...domain.records import CasualtyFigure, IncidentSite, fresh
from ...domain.saying import Said, say
from ...domain.text import clean_line
from ..foreign.converting import ReadCell, ReadRow
from ..foreign.mapping import SITE_TYPE
from ..foreign.targets import COUNT_PREFIX, count_parts
from .happening import cut
from .keys import part_id
from .parts import Part

_FIGURE_SAID = frozenset({"low", "high", "qualifier", "as_reported"})
_SITE_SAID = frozenset({"site_text", "site_type", "site_role", "damage"})

_DAMAGE = {
    "sites.destroyed": "destroyed",
    "sites.damaged": "damaged_unspecified",
    "sites.hit": "unknown",
}
_MOST_SITES = 12
"""More places than this in one cell are kept as one entry that says how many."""

MANY_SITES = mark("{cell}: {count} places hit are kept as one entry.")
TWO_NUMBERS = mark("{header} counts the same people as a column before it; that one was kept.")
MANY_PLACES = mark("{count} places")


class Harm:
    """Makes figures and places hit of one row, and notes what is doubtful."""

    def __init__(self, row: ReadRow, origin: str, incident: str, claim: str) -> None:
        self._row, self._origin = row, origin
        self._incident, self._claim = incident, claim
        self.doubts: list[Said] = []
        self._nth: Counter[str] = Counter()

    def figures(self) -> Iterator[Part]:
        """Give a figure for each number of people the row states."""
        seen: dict[str, Count] = {}
        for cell in self._row.cells:
            if not cell.target.startswith(COUNT_PREFIX) or not isinstance(cell.value, Count):
                continue
            if cell.target in seen:
                if seen[cell.target] != cell.value:
                    self.doubts.append(say(TWO_NUMBERS, header=cell.header))
                continue
            seen[cell.target] = cell.value
            yield self._figure(cell, cell.value)

    def _figure(self, cell: ReadCell, count: Count) -> Part:
        axes = count_parts(cell.target)
        figure = fresh(
            CasualtyFigure,
            id=part_id(self._incident, self._origin, cell.target),
            owner_type="claim",
            owner_id=self._claim,
            outcome=axes.outcome,
            civ_status=axes.civ_status,
            age_sex=axes.age_sex,
            role=axes.role,
            low=count.low,
            high=count.high,
            qualifier=count.qualifier,
            as_reported=cut(count.wording or clean_line(cell.text), 120) or None,
        )
        return Part(figure, _FIGURE_SAID, targets=frozenset({cell.target}))

    def hits(self) -> Iterator[Part]:
        """Give an entry for each place the row says was hit; none when it names and counts none."""
        names = [cut(str(cell.value), 200) for cell in self._row.having("site.name")]
        kinds = [str(cell.value) for cell in self._row.having("site.type")]
        counted = [*self._counted(kinds)]
        if counted:
            if len(counted) == 1 and len(names) == 1:
                counted = [(counted[0][0], counted[0][1], counted[0][2], names[0])]
            for each in counted:
                yield self._hit(*each)
            return
        damage = str(self._row.values.get("site.damage") or "unknown")
        for at in range(max(len(names), len(kinds))):
            kind = kinds[min(at, len(kinds) - 1)] if kinds else "unknown"
            name = names[at] if at < len(names) else ""
            target = "site.name" if name else "site.type"
            yield self._hit(target, kind, damage, name)

    def _counted(self, kinds: list[str]) -> Iterator[tuple[str, str, str, str]]:
        for cell in self._row.cells:
            damage = _DAMAGE.get(cell.target)
            if damage is None or not isinstance(cell.value, Count):
                continue
            many = cell.value.low if cell.value.low is not None else cell.value.high or 0
            own = cell.options.get(SITE_TYPE, "unknown")
            if many > _MOST_SITES:
                self.doubts.append(say(MANY_SITES, cell=cell.header, count=many))
                yield cell.target, own, damage, MANY_PLACES.format(count=many)
                continue
            for at in range(many):
                kind = kinds[min(at, len(kinds) - 1)] if kinds and _is_vague(own) else own
                yield cell.target, kind, damage, ""

    def _hit(self, target: str, kind: str, damage: str, name: str) -> Part:
        self._nth[target] += 1
        is_hit = target in _DAMAGE or damage not in ("unknown", "none")
        site = fresh(
            IncidentSite,
            id=part_id(self._incident, self._origin, f"{target}.{self._nth[target]}"),
            incident_id=self._incident,
            site_type=kind,
            site_text=name or None,
            site_role="hit" if is_hit else "unknown",
            damage=damage,
        )
        return Part(site, _SITE_SAID, targets=frozenset({target}))


def _is_vague(kind: str) -> bool:
    return kind in ("", "unknown", "mixed_civilian") or kind.endswith("_unspecified")
