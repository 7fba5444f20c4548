"""How wide the columns of an answer are: as wide as they like, narrower where the room ends."""

from collections.abc import Sequence


def fitted(liked: Sequence[int], least: Sequence[int], room: int, *, wide: int) -> list[int]:
    """Share the room out among columns.

    The column `wide` takes what is left over; where room is wanting, the widest give way first and
    none becomes narrower than its least.
    """
    widths = list(liked)
    spare = room - sum(widths)
    if spare >= 0 and widths:
        widths[wide] += spare
        return widths
    while sum(widths) > room:
        giving = [at for at, width in enumerate(widths) if width > least[at]]
        if not giving:
            break
        widest = max(giving, key=lambda at: widths[at])
        others = [widths[at] for at in giving if at != widest]
        floor = max(least[widest], max(others, default=0))
        step = max(1, widths[widest] - floor)
        widths[widest] -= min(step, sum(widths) - room, widths[widest] - least[widest])
    return widths
