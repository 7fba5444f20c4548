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
    # One very long text may not starve its neighbours.
    fulls = [max(wish.least, min(wish.full, room / 2)) for wish in wishes]
    extra = room - sum(fulls)
    if extra >= 0:
        weights = [wish.share for wish in wishes]
        weights = weights if any(weights) else [1.0] * len(wishes)
        parts = [extra * weight / sum(weights) for weight in weights]
        return [full + part for full, part in zip(fulls, parts, strict=True)]
    spare = max(0.0, room - sum(wish.least for wish in wishes))
    wants = [(full - w.least) * (w.share or 1.0) for full, w in zip(fulls, wishes, strict=True)]
    part = spare / (sum(wants) or 1.0)
    return [wish.least + part * want for wish, want in zip(wishes, wants, strict=True)]


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
