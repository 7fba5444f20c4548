"""Duplicates: they have a page of their own, to which this question leads."""

from strikelog.domain.messages import mark
from strikelog.gui.insight.asking import Answer, Asking, Told, Topic
from strikelog.gui.insight.blocks import Block


def ask(_asking: Asking) -> Answer:
    """Search nothing here; the page of duplicates does."""
    return Answer((), 0)


def tell(_asking: Asking, _told: Told) -> tuple[Block, ...]:
    """Lay nothing out here."""
    return ()


TOPIC = Topic(
    key="duplicates",
    title=mark("Duplicates"),
    what=mark("Incidents that may be one event, compared side by side on a page of their own."),
    nothing=mark(
        "Pairs are scored by date, place, names, sources, files and numbers. Merge them, link them,"
        " or say that they are different."
    ),
    icon="copy",
    ask=ask,
    tell=tell,
    is_filtered=False,
    leads_to=mark("Open the page of duplicates"),
)
"""The question."""
