"""What the columns of a table most probably mean, with the reasons, for a person to look over."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...domain.messages import mark
from ...domain.saying import say
from ..workbooks import Cell
from .columns import (
    Guess,
    date_doubt,
    guess,
    is_coded,
    is_no_list,
    spellings,
    value_codes,
    with_scale,
)
from .guessing import are_exchanged, coordinate_columns
from .headings import Meaning, phrase
from .mapping import ORDER, ColumnMapping, Mapping, fingerprint, likeness
from .proposals import ColumnProposal, DateDoubt, Proposal
from .shapes import plain_text
from .tables import Table
from .targets import IGNORE, NOTE, ValueKind, target

__all__ = ["ColumnProposal", "DateDoubt", "Proposal", "propose"]

LEARNED = mark("As it was answered for “{name}” before.")
PUBLISHED = mark("This heading of “{name}” is known.")
TWICE = mark("“{header}” says the same, so this column is left out.")
EXCHANGED_AXES = mark(
    "The heading says the other coordinate, but the cells of both columns show that they are "
    "exchanged."
)
LEAST_LIKENESS = 0.8
"""The share of headings in common from which a mapping is taken for one of the same table."""

_SAMPLE = 200
_SHOWN = 3
_LONGEST_SHOWN = 80


def propose(table: Table, language: str = "en", known: Sequence[Mapping] = ()) -> Proposal:
    """Propose what the columns of a table mean.

    A mapping that is known for these headings comes first, whatever order they stand in; what it
    does not answer is told from heading, tag and cells. Words of near codes are in `language`.
    """
    learned = learned_for(table.header, known)
    samples = [table.samples(place, _SAMPLE) for place in range(len(table.header))]
    guesses = [
        _answered(header, learned) or guess(header, tag, cells)
        for header, tag, cells in zip(table.header, table.hxl, samples, strict=True)
    ]
    guesses = _settled(guesses, table.header, samples)
    columns = [
        each
        for place, said in enumerate(guesses)
        for each in _proposals(table, place, (said, learned), samples[place], language)
    ]
    mapping = learned or Mapping()
    whole = replace(
        mapping,
        fingerprint=fingerprint(table.header),
        columns=tuple(column.mapping for column in columns),
    )
    return Proposal(whole, tuple(columns), learned.name if learned else "")


def learned_for(header: Sequence[str], known: Sequence[Mapping]) -> Mapping | None:
    """Find the mapping of a table: the same headings, else the most alike; None for a new one."""
    own = fingerprint(header)
    same = next((mapping for mapping in known if mapping.fingerprint == own), None)
    if same is not None:
        return same
    alike = max(known, key=lambda mapping: likeness(header, mapping), default=None)
    is_alike = alike is not None and likeness(header, alike) >= LEAST_LIKENESS
    return alike if is_alike else None


def _answered(header: str, learned: Mapping | None) -> Guess | None:
    """Give what was answered for a heading, so that no guess about it takes another's place."""
    known = learned.of(header) if learned else ()
    if learned is None or not known:
        return None
    told = PUBLISHED if learned.published else LEARNED
    reason = say(told, name=learned.name or learned.publisher)
    return Guess(Meaning(known[0].target, 1.0), reason, 1.0)


def _settled(
    guesses: Sequence[Guess], header: Sequence[str], samples: Sequence[Sequence[Cell]]
) -> list[Guess]:
    """Let the columns hear each other: coordinates, and what only one of them may mean."""
    settled = _with_coordinates(list(guesses), samples)
    settled = _not_exchanged(settled, samples)
    settled = _clear_areas(settled, header)
    return _each_once(settled, header, samples)


def _with_coordinates(guesses: list[Guess], samples: Sequence[Sequence[Cell]]) -> list[Guess]:
    """Take two strange neighbours for coordinates when no column says it holds them."""
    targets = [each.meaning.target for each in guesses]
    if any(key in ("place.lat", "place.lon", "place.point") for key in targets):
        return guesses
    strange = [cells if key == IGNORE else () for key, cells in zip(targets, samples, strict=True)]
    found = coordinate_columns(strange)
    for place, key in zip(found or (), ("place.lat", "place.lon"), strict=False):
        said = guesses[place]
        guesses[place] = replace(said, meaning=Meaning(key, 0.4), confidence=0.4)
    return guesses


def _not_exchanged(guesses: list[Guess], samples: Sequence[Sequence[Cell]]) -> list[Guess]:
    places = {each.meaning.target: place for place, each in enumerate(guesses)}
    refused = {other: place for place, each in enumerate(guesses) for other in each.others}
    lat = places.get("place.lat", refused.get("place.lat"))
    lon = places.get("place.lon", refused.get("place.lon"))
    if lat is None or lon is None or not are_exchanged(samples[lat], samples[lon]):
        return guesses
    for place, key in ((lat, "place.lon"), (lon, "place.lat")):
        guesses[place] = Guess(Meaning(key, 0.7), say(EXCHANGED_AXES), 0.7)
    return guesses


_BROAD = ("region", "state", "area", "location")


def _clear_areas(guesses: list[Guess], header: Sequence[str]) -> list[Guess]:
    """Leave out a region of the world, or a name for any area, beside a column that says more."""
    for key in ("place.adm1", "place.adm2", "place.adm3", "place.name"):
        places = [place for place, each in enumerate(guesses) if each.meaning.target == key]
        clear = [place for place in places if phrase(header[place]) not in _BROAD]
        for place in places if clear else ():
            if place not in clear:
                guesses[place] = _left_out(guesses[place], header[clear[0]])
    return guesses


def _each_once(
    guesses: list[Guess], header: Sequence[str], samples: Sequence[Sequence[Cell]]
) -> list[Guess]:
    """Keep one column for each target that cannot have more; the surest that is not empty."""
    has_both = {"place.lat", "place.lon"} <= {each.meaning.target for each in guesses}
    for key in dict.fromkeys(each.meaning.target for each in guesses):
        places = [place for place, each in enumerate(guesses) if each.meaning.target == key]
        if key == "place.point" and has_both:
            best = next(at for at, each in enumerate(guesses) if each.meaning.target == "place.lat")
        elif target(key).many or len(places) < 2:
            continue
        else:
            best = max(places, key=_worth(key, guesses, samples))
        for place in places:
            if place != best:
                guesses[place] = _left_out(guesses[place], header[best])
    return guesses


def _worth(
    key: str, guesses: Sequence[Guess], samples: Sequence[Sequence[Cell]]
) -> Callable[[int], tuple[bool, float, float, int]]:
    """Say how fit a column is to be the one: filled, surely meant, of many values, further left."""

    def worth(place: int) -> tuple[bool, float, float, int]:
        cells = samples[place]
        distinct = len(set(map(str, cells))) / len(cells) if cells else 0.0
        is_id = key == "external_id"
        sure = guesses[place].confidence
        # Numbers of rows must be different; how surely the heading says so comes second.
        first, second = (distinct, sure) if is_id else (sure, distinct)
        return bool(cells), round(first, 2), round(second, 2), -place

    return worth


_WORDS = (ValueKind.TEXT, ValueKind.CODE, ValueKind.MEANS)


def _left_out(said: Guess, header: str) -> Guess:
    key = said.meaning.target
    kept = NOTE if target(key).kind in _WORDS else IGNORE
    reason = say(TWICE, header=header)
    return replace(said, meaning=Meaning(kept, 0.3), reason=reason, confidence=0.3, others=(key,))


def _proposals(
    table: Table,
    place: int,
    heard: tuple[Guess, Mapping | None],
    sample: Sequence[Cell],
    language: str,
) -> list[ColumnProposal]:
    """Propose what one column means; a learned mapping may give it several meanings."""
    said, learned = heard
    known = _answered(table.header[place], learned)
    if learned and known:
        meant = [
            (column, replace(known, meaning=Meaning(column.target, 1.0)))
            for column in learned.of(table.header[place])
        ]
    else:
        options = dict(said.meaning.options)
        meant = [
            (
                ColumnMapping(table.header[place], table.hxl[place], said.meaning.target, options),
                said,
            )
        ]
    order = learned.date_order if learned else ""
    return [
        _with_values(table, place, _proposal(place, column, each, sample), order, language)
        for column, each in meant
    ]


def _proposal(
    place: int, column: ColumnMapping, said: Guess, sample: Sequence[Cell]
) -> ColumnProposal:
    shown = dict.fromkeys(plain_text(cell)[:_LONGEST_SHOWN] for cell in sample)
    return ColumnProposal(
        column=place,
        header=column.header,
        hxl=column.hxl,
        mapping=with_scale(column, sample),
        reason=said.reason,
        confidence=said.confidence,
        samples=tuple(shown)[:_SHOWN],
        others=said.others,
        disagreement=said.disagreement,
    )


def _with_values(
    table: Table, place: int, proposal: ColumnProposal, order: str, language: str
) -> ColumnProposal:
    """Add what the cells of the whole column ask: codes for words, the order of dates."""
    column = proposal.mapping
    if is_coded(column.target):
        return _with_codes(proposal, list(table.column(place)), language)
    is_date = target(column.target).kind is ValueKind.DATE
    if not is_date or order or column.options.get(ORDER):
        return proposal
    return replace(proposal, date_doubt=date_doubt(column, list(table.column(place))))


def _with_codes(proposal: ColumnProposal, cells: Sequence[Cell], language: str) -> ColumnProposal:
    column = proposal.mapping
    known, undecided = value_codes(column, spellings(cells), language)
    if is_no_list(known, undecided) and proposal.confidence < 1:
        left = replace(column, target=NOTE, options={})
        others = (column.target, *proposal.others)
        return replace(proposal, mapping=left, confidence=0.2, others=others)
    return replace(proposal, mapping=replace(column, values=known), undecided=undecided)
