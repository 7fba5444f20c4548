"""How columns share a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Wish", "shared_widths"]


class Wish(NamedTuple):
    """What a column asks for: least and full width in points, and its weight against others."""

    least: float
    full: float
    share: float = 0.0
    fixed: bool = False


def shared_widths(wishes: Sequence[Wish], total: float) -> list[float]:
    """Widths that fill `total`: fixed columns first, the others by what their words need.

    Space beyond every need goes to columns with a share (to all alike when none has one), and
    where all columns have shares these alone decide. No column falls under its least width unless
    the least widths together are too wide; then all are narrowed alike.
    """
    flexible = [wish for wish in wishes if not wish.fixed]
    room = total - sum(wish.full for wish in wishes if wish.fixed)
    by_share = flexible and all(wish.share for wish in flexible)
    found = iter(_by_share(flexible, room) if by_share else _by_need(flexible, room))
    widths = [wish.full if wish.fixed else next(found) for wish in wishes]
    used = sum(widths)
    return [width * total / used for width in widths] if used > total else widths


def _by_need(wishes: Sequence[Wish], room: float) -> list[float]:
    extra = room - sum(wish.full for wish in wishes)
    if extra < 0:
        return _levelled(wishes, room)
    weights = [wish.share for wish in wishes]
    weights = weights if any(weights) else [1.0] * len(wishes)
    parts = [extra * weight / sum(weights) for weight in weights]
    return [wish.full + part for wish, part in zip(wishes, parts, strict=True)]


def _levelled(wishes: Sequence[Wish], room: float) -> list[float]:
    """Modest columns get all they want; the greedy ones divide what is left by weight."""
    given = [wish.share for wish in wishes if wish.share] or [1.0]
    usual = sum(given) / len(given)
    weighed = [wish._replace(share=wish.share or usual) for wish in wishes]
    modest: set[int] = set()
    while True:
        greedy = [wish for place, wish in enumerate(weighed) if place not in modest]
        left = room - sum(weighed[place].full for place in modest)
        unit = left / (sum(wish.share for wish in greedy) or 1.0)
        found = {p for p, wish in enumerate(weighed) if wish.full <= unit * wish.share} - modest
        if not found or not greedy:
            break
        modest |= found
    shared = iter(_by_share(greedy, left))
    return [w.full if place in modest else next(shared) for place, w in enumerate(weighed)]


def _by_share(wishes: Sequence[Wish], room: float) -> list[float]:
    """Deal by share; a column that would fall under its least width is served first."""
    total = sum(wish.share for wish in wishes)
    short = [wish.share / total * room < wish.least for wish in wishes]
    if not any(short) or all(short):
        return [wish.share / total * room for wish in wishes]
    served = sum(wish.least for wish, is_short in zip(wishes, short, strict=True) if is_short)
    others = [wish for wish, is_short in zip(wishes, short, strict=True) if not is_short]
    left = iter(_by_share(others, room - served))
    return [w.least if is_short else next(left) for w, is_short in zip(wishes, short, strict=True)]
