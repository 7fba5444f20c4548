"""Counts that stand beside the great numbers, each entered in the ledger where it is said."""

from collections.abc import Iterable, Sequence

from ..domain.claimed import Axes
from ..insight.totals import PeopleTotal
from .ledger import Ledger
from .speech import Noun, Tongue
from .speech.nouns import ATTACK, SOURCE

__all__ = [
    "left_out",
    "sources_cited",
    "sources_settled",
    "stated_in",
    "stated_sum",
    "struck_again",
    "unnamed_words",
]


_CITED = "sources cited"


def sources_cited(tongue: Tongue, ledger: Ledger) -> str:
    """How many sources the list of sources has: none yet, until `sources_settled` knows."""
    said = tongue.counted(0, SOURCE, oblique=True)
    return ledger.count(said, 0, unit="source", rule="sources cited", of=_CITED)


def sources_settled(tongue: Tongue, count: int, ledger: Ledger) -> str:
    """How many sources the list of sources has in the end."""
    return ledger.settle(_CITED, tongue.counted(count, SOURCE, oblique=True), count)


def unnamed_words(tongue: Tongue, incident_ids: Iterable[str], ledger: Ledger) -> str:
    """How many attacks hit a site that nobody identified."""
    ids = list(incident_ids)
    return ledger.count(
        tongue.counted(len(ids), ATTACK),
        len(ids),
        unit="attack",
        rule="sites not identified",
        incident_ids=ids,
        of="sites not identified",
    )


def struck_again(tongue: Tongue, incident_ids: Sequence[str], ledger: Ledger) -> str:
    """In how many attacks sites were hit that were hit more than once."""
    return ledger.count(
        tongue.counted(len(incident_ids), ATTACK, oblique=True),
        len(incident_ids),
        unit="attack",
        rule="repeat strikes",
        incident_ids=incident_ids,
        of="attacks on sites hit more than once",
    )


def stated_in(tongue: Tongue, total: PeopleTotal, ledger: Ledger, *, of: str) -> str:
    """In how many attacks a number of people is given."""
    ids = total.incident_ids
    return ledger.count(
        tongue.counted(len(ids), ATTACK, oblique=True),
        len(ids),
        unit="attack",
        rule="with a number",
        incident_ids=ids,
        of=f"{of}, attacks with a number",
    )


def stated_sum(
    tongue: Tongue, total: PeopleTotal, ledger: Ledger, *, of: str, axes: Axes | None
) -> str:
    """The sum over the attacks in which a number is given, as a range."""
    return ledger.enter(
        tongue.range(total.low, total.high),
        unit=total.unit,
        rule=total.rule,
        incident_ids=total.incident_ids,
        of=f"{of}, where a number is given",
        low=total.low,
        high=total.high,
        axes=axes,
    )


def left_out(tongue: Tongue, count: int, noun: Noun, ledger: Ledger) -> str:
    """How many of a list there was no room for."""
    said = tongue.counted(count, noun)
    return ledger.count(said, count, unit="item", rule="left out of a list")
