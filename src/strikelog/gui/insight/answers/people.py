"""People killed and injured: who says how many, where they disagree, and the range we adopt."""

from collections.abc import Iterator, Sequence
from typing import get_args

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.counts import range_words
from strikelog.domain.display import code_words
from strikelog.domain.messages import mark
from strikelog.domain.records import CasualtyFigure, Incident
from strikelog.gui.forms.matrix_values import ALWAYS, Category, Matrix, MatrixRow, matrix_of
from strikelog.gui.insight.asking import (
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    open_wish,
)
from strikelog.gui.insight.blocks import (
    Block,
    Cell,
    Figures,
    Grid,
    Heading,
    Row,
    Square,
    Table,
    Way,
    Words,
)
from strikelog.gui.language import apart
from strikelog.gui.style import Tone
from strikelog.insight.ranges import (
    RULE_WORDS,
    AdoptedRange,
    RuleName,
    adopted_range,
    range_of_claims,
)

_COLUMNS = ("id", "title", "killed_low", "killed_high", "injured_low", "injured_high", "claims")
_DEAD, _HURT = mark("killed: {people}"), mark("injured: {people}")
_CLAIMS = mark("claims: {count}")
_KILLED, _INJURED = mark("killed, range we adopt"), mark("injured, range we adopt")
_MATRIX = mark("Who says how many")
_OURS = mark("Our own figure")
_DIFFERS = mark("{said}. Differs from another source: no number fits both.")
_NOTHING = mark("not stated")
_RANGES = mark("Ranges by rule")
_RULE, _REASON = mark("Rule"), mark("Why")
_ADOPTED = mark("adopted")
_RULES: tuple[RuleName, ...] = get_args(RuleName)
_OPEN = mark("Open the incident")
_EXPLAINED = mark(
    "Blank is not nought. Parts are not added to the whole, nor are roles. Figures set on a ground"
    " with a sign contradict another source. A range is what sources reported, not an estimate."
)


def ask(asking: Asking) -> Answer:
    """Give the incidents of which claims speak, those with the widest ranges first."""
    finding = asking.teller.finding
    keys = finding.keys(Incident, asking.where)
    asking.progress.report(0, len(keys))
    rows = [row for row in finding.rows(Incident, keys, _COLUMNS) if row[6]]
    rows.sort(key=_spread, reverse=True)
    return Answer(tuple(_told(asking.teller, row) for row in rows[:MOST_LISTED]), len(rows))


def _spread(row: Sequence[object]) -> tuple[int, int]:
    """Order by how far the ranges reach, then by what is stated at all."""
    ends = [value if isinstance(value, int) else None for value in row[2:6]]
    wide = sum((high or low or 0) - (low or 0) for low, high in (ends[:2], ends[2:]))
    return wide, sum(1 for one in ends if one is not None)


def _told(teller: Teller, row: Sequence[object]) -> Told:
    ends = [value if isinstance(value, int) else None for value in row[2:6]]
    killed, injured = (_people(teller, *ends[at : at + 2]) for at in (0, 2))
    incident_id, count = str(row[0]), row[6]
    return Told(
        title=str(row[1] or incident_id[:8]),
        lines=(teller.say(_DEAD, people=killed), teller.say(_HURT, people=injured)),
        pill=teller.say(_CLAIMS, count=teller.count(count if isinstance(count, int) else 0)),
        tone=Tone.WAIT if _spread(row)[0] else Tone.PLAIN,
        wish=open_wish(Incident, incident_id),
        about=incident_id,
    )


def _people(teller: Teller, low: int | None, high: int | None) -> str:
    return range_words(low, high, teller.language)


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out the matrix of one incident."""
    case = asking.case(str(told.about))
    return tuple(_blocks(asking.teller, case)) if case else ()


def _blocks(teller: Teller, case: CaseFile) -> Iterator[Block]:
    matrix = matrix_of(case)
    killed, injured = (adopted_range(case, one.outcome) for one in ALWAYS)
    yield Figures(
        (
            (_people(teller, killed.low, killed.high), teller.say(_KILLED)),
            (_people(teller, injured.low, injured.high), teller.say(_INJURED)),
        )
    )
    yield Heading(teller.say(_MATRIX))
    yield _grid(teller, case, matrix)
    yield Heading(teller.say(_RANGES))
    yield _ranges(teller, case)
    yield from (Words(apart(note)) for note in dict.fromkeys((killed.note, injured.note)) if note)
    yield Words(teller.say(_EXPLAINED), is_quiet=True)
    yield Way(teller.say(_OPEN), "clipboard-list", open_wish(Incident, case.incident.id))


def _grid(teller: Teller, case: CaseFile, matrix: Matrix) -> Grid:
    ours = bool(case.figures_of(case.incident.id))
    rows = [row for row in matrix.rows if ours or not row.is_ours]
    names = (teller.say(_OURS) if row.is_ours else apart(row.name) for row in rows)
    return Grid(
        teller.say(_MATRIX),
        tuple(_category(teller, one) for one in matrix.categories),
        tuple(names),
        tuple(
            tuple(_square(teller, matrix, row, one) for one in matrix.categories) for row in rows
        ),
    )


def _category(teller: Teller, category: Category) -> str:
    codes = (("AGE_SEX", category.age_sex, "total"), ("ROLE", category.role, "any"))
    people = [
        code_words(name, code, teller.language) for name, code, whole in codes if code != whole
    ]
    return teller.listed((code_words("OUTCOME", category.outcome, teller.language), *people))


def _square(teller: Teller, matrix: Matrix, row: MatrixRow, category: Category) -> Square:
    figure = matrix.figures.get((row.owner_id, category))
    if figure is None:
        return Square("–", spoken=teller.say(_NOTHING), is_faint=True)
    said = range_words(figure.low, figure.high, teller.language, qualifier=figure.qualifier)
    wish = open_wish(CasualtyFigure, figure.id)
    if (row.owner_id, category) in matrix.disputed:
        spoken = teller.say(_DIFFERS, said=said)
        return Square(said, Tone.WAIT, "triangle-alert", spoken, wish)
    return Square(said, spoken=figure.as_reported or "", wish=wish)


def _ranges(teller: Teller, case: CaseFile) -> Table:
    """Give what each rule makes of the claims, the one that is adopted marked."""
    heads = [teller.say(_RULE), *(_category(teller, one) for one in ALWAYS), teller.say(_REASON)]
    adopted = [adopted_range(case, one.outcome) for one in ALWAYS]
    rule = next((one.rule for one in adopted if one.is_stated), "none")
    name = f"{teller.say(RULE_WORDS[rule])} ({teller.say(_ADOPTED)})"
    rows = [_range_row(teller, name, adopted)]
    for other in _RULES:
        if other != rule:
            told = [range_of_claims(case, one.outcome, rule=other) for one in ALWAYS]
            rows.append(_range_row(teller, teller.say(RULE_WORDS[other]), told))
    return Table(teller.say(_RANGES), tuple(heads), tuple(rows), wide=3)


def _range_row(teller: Teller, name: str, ranges: Sequence[AdoptedRange]) -> Row:
    why = next((one for one in ranges if one.is_stated), ranges[0])
    cells = [Cell(name), *(Cell(_people(teller, one.low, one.high)) for one in ranges)]
    return Row((*cells, Cell(teller.say(why.reason))))


TOPIC = Topic(
    key="people",
    title=mark("Casualties"),
    what=mark("Who says how many were killed and injured, and the range we adopt by rule."),
    nothing=mark("No incident has a claim. Add what sources say under “Claims” of an incident."),
    icon="users",
    ask=ask,
    tell=tell,
)
"""The question."""
