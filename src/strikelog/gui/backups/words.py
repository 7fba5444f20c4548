"""How the window says when a backup was made, what for, and how much is in it."""

from collections.abc import Mapping
from datetime import datetime

from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.messages import mark
from strikelog.domain.records import RECORDS
from strikelog.gui.language import language, number, say, upright
from strikelog.services.backups import WHY_WORDS

_PLURALS = {kind.__name__: kind.about.plural for kind in RECORDS}
_MOMENT = mark("{day}, {time}")
_SIZES = (
    (1 << 30, mark("{count} GB")),
    (1 << 20, mark("{count} MB")),
    (1 << 10, mark("{count} kB")),
)


def moment_words(at: datetime) -> str:
    """Say a moment by the clock of this machine."""
    here = at.astimezone()
    day = date_words(FuzzyDate.of_day(here.date()), language())
    return say(_MOMENT).format(day=day, time=upright(f"{here:%H:%M}"))


def why_words(why: str) -> str:
    """Say what a backup was made for."""
    return say(WHY_WORDS.get(why, why))


def entity_words(entity: str) -> str:
    """Name a class of records as lists do."""
    return say(_PLURALS.get(entity, entity))


def total(records: Mapping[str, int]) -> str:
    """Say how many records there are in all."""
    return number(sum(records.values()))


def size_words(size: int) -> str:
    """Say a size in the largest unit that leaves a whole number."""
    for unit, words in _SIZES:
        if size >= unit:
            return say(words).format(count=upright(number(round(size / unit))))
    return say(_SIZES[-1][1]).format(count=upright("1"))
