"""Questions that were put off, laid out to be decided like the changes of a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..domain.display import label as in_language
from ..domain.records import RECORDS
from ..domain.text import fold
from .planning import DELETED
from .questions import Side, Waiting
from .review_layout import HEAD, Group, Layout
from .review_words import Heading, Line, Stand, whole_record
from .reviewing import Review

_ENTITIES = {kind.__name__: kind.about.label for kind in RECORDS}


@dataclass
class _Asked:
    """A record that questions of one file are about, and their lines."""

    heading: Heading
    lines: list[Line] = field(default_factory=list)


def review_of_waiting(waiting: Iterable[Waiting], language: str) -> Review:
    """Lay open questions out, those of one record and file together; nothing comes in by itself."""
    lay, asked = Layout(), dict[tuple[str, str], _Asked]()
    for one in sorted(waiting, key=lambda one: (one.file, one.title, one.id, one.number)):
        if (one.file, one.id) not in asked:
            entity = in_language(_ENTITIES.get(one.entity, one.entity), language)
            asked[one.file, one.id] = _Asked(Heading(one.title, entity, one.file, one.owner))
            lay.begin(Group(one.file, 0, None), HEAD)
        lines = asked[one.file, one.id].lines
        for line in _lines(one, language):
            lay.add(len(lines), one.kind)
            lay.join((one.id, str(one.number)), one.kind)
            lines.append(line)
    return Review(lay, _WaitingWords(lay, list(asked.values())))


def sides_of(review: Review) -> dict[int, Side]:
    """Give what was decided, by the number of the question; what is left open is left out."""
    return {
        int(number): choice for (_, number), choice in review.chosen().items() if choice != "later"
    }


def _lines(one: Waiting, language: str) -> list[Line]:
    stand = Stand("", one.ours_by, one.ours_at, one.theirs_by, one.theirs_at)
    lines = [
        Line(one.kind, said.label, said.key, said.base, said.ours, said.theirs, stand=stand)
        for said in one.fields
    ]
    if one.group == DELETED:
        lines.insert(0, whole_record(one.kind, one.kind != DELETED, language, stand))
    return lines


class _WaitingWords:
    """Says open questions, line by line."""

    def __init__(self, lay: Layout, asked: Sequence[_Asked]) -> None:
        self._lay = lay
        self._asked = asked

    def heading(self, line: int) -> Heading:
        """Say what record a line is about, and which file asks."""
        return self._asked[self._lay.group[line]].heading

    def line(self, line: int) -> Line:
        """Say a line."""
        asked, cell = self._asked[self._lay.group[line]], self._lay.cell[line]
        return asked.lines[cell] if cell >= 0 else Line("head", asked.heading.title)

    def fields_of_new(self, _line: int) -> tuple[Line, ...]:
        """Give nothing: what waits is about records that are here."""
        return ()

    def holding(self, group: int, lines: list[int], needles: list[str]) -> list[int]:
        """Keep the lines that hold every folded word; the name of a record holds for all of it."""
        heading = self._asked[group].heading
        head = fold(f"{heading.title} {heading.entity} {heading.place} {heading.owner}")
        if all(one in head for one in needles):
            return lines
        return [one for one in lines if self._holds(one, head, needles)]

    def _holds(self, line: int, head: str, needles: list[str]) -> bool:
        said = self.line(line)
        if said.is_head:
            return False
        text = fold(" ".join((head, said.label, said.base, said.ours, said.theirs)))
        return all(one in text for one in needles)
