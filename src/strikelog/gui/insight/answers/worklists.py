"""What is still to be done: one list for each thing that is missing, with what it is missing in."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from strikelog.domain.messages import mark
from strikelog.domain.records import Record, Source
from strikelog.gui.insight.answers.lines import WHEN, dated, way_to
from strikelog.gui.insight.asking import (
    MOST_LINES,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    incidents_wish,
    spot_wish,
)
from strikelog.gui.insight.blocks import Block, Cell, Copied, Pasting, Row, Table, Words
from strikelog.gui.language import apart
from strikelog.gui.pages.wishes import Spot
from strikelog.gui.style import Tone
from strikelog.insight.worklists import (
    ARCHIVED_COPY,
    COORDINATES,
    IDENTIFIED_SITE,
    SECOND_ORIGIN,
    UNASSESSED,
    UNSEEN_FILES,
    Task,
)

_WHAT = {
    SECOND_ORIGIN: mark("A second source that does not repeat the first would bear these out."),
    ARCHIVED_COPY: mark(
        "These pages may vanish. Copy the links, keep the pages in a web archive on a machine with"
        " a network, and paste the addresses of the copies below."
    ),
    COORDINATES: mark("Neither the incident nor its sites have a position."),
    UNSEEN_FILES: mark("Nobody has said yet whether what these files show is graphic."),
    UNASSESSED: mark("Claims are there, but nobody has graded the incident."),
    IDENTIFIED_SITE: mark("A hit is recorded without saying which site it was."),
}
_SPOTS = {
    SECOND_ORIGIN: Spot(branch="Claim"),
    ARCHIVED_COPY: Spot("archived_url"),
    COORDINATES: Spot("lat"),
    UNSEEN_FILES: Spot("graphic"),
    UNASSESSED: Spot(branch="Assessment"),
    IDENTIFIED_SITE: Spot("site_id"),
}
"""Where on the form of a record that is entered which is missing."""

_HOW = mark(
    "Enter opens the record where it is missing; Alt+Left leads back, Alt+Right to the next one."
    " Delete says that nothing needs to be done."
)
_OF, _LINK = mark("Incident"), mark("Link")
_COPY = mark("Copy the links")
_FIRST = mark("The first {shown} of {count} are shown.")


def ask(asking: Asking) -> Answer:
    """Give the worklists that hold something, the longest first."""
    teller = asking.teller
    every = asking.insights.worklists(
        asking.where, asking.progress, dismissed=asking.with_dismissed
    )
    found = sorted(every, key=_list_of)
    lists = [(name, list(some)) for name, some in groupby(found, key=_list_of)]
    lists.sort(key=lambda one: -len(one[1]))
    told = tuple(_told(teller, name, some) for name, some in lists)
    return Answer(told, len(told))


def _list_of(task: Task) -> str:
    return task.worklist


def _told(teller: Teller, name: str, some: Sequence[Task]) -> Told:
    return Told(
        title=teller.say(name),
        lines=(teller.say(_WHAT[name]),),
        pill=teller.count(len(some)),
        tone=Tone.TOLD,
        wish=incidents_wish(task.incident_id for task in some),
        about=tuple(some),
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one list."""
    some = told.about
    assert isinstance(some, tuple)
    return tuple(_blocks(asking, told.title, some))


def _blocks(asking: Asking, title: str, some: tuple[Task, ...]) -> Iterator[Block]:
    teller, shown = asking.teller, some[:MOST_LINES]
    yield Words(teller.say(_WHAT[some[0].worklist]))
    links = _links(asking, some) if some[0].worklist == ARCHIVED_COPY else {}
    if links:
        yield Copied(teller.say(_COPY), "\n".join(dict.fromkeys(links.values())))
        if asking.insights.can_write:
            yield Pasting(links)
    teller.learn({one for task in shown for one in (task.record_id, task.incident_id)})
    is_same = all(task.record_id == task.incident_id for task in shown)
    record = _kind(teller, some[0]).about.label
    columns = (record, _LINK) if links else (_OF, WHEN) if is_same else (record, _OF)
    days = dated(asking, [task.incident_id for task in shown]) if is_same else {}
    beside = {one: teller.date(day) for one, (_, day) in days.items()} | links
    rows = tuple(_row(asking, task, beside) for task in shown)
    yield Table(title, tuple(teller.say(one) for one in columns), rows, wide=0)
    if len(some) > len(shown):
        counts = {"shown": teller.count(len(shown)), "count": teller.count(len(some))}
        yield Words(teller.say(_FIRST, **counts), is_quiet=True)
    yield Words(teller.say(_HOW), is_quiet=True)
    yield from way_to(asking, tuple(dict.fromkeys(task.incident_id for task in some)))


def _links(asking: Asking, some: Sequence[Task]) -> dict[str, str]:
    ids = list(dict.fromkeys(task.record_id for task in some))
    known = {one.id: one.url for one in asking.teller.finding.owned(Source, "id", ids)}
    return {one: url for one in ids if (url := known.get(one))}


def _kind(teller: Teller, task: Task) -> type[Record]:
    return next(one for one in teller.finding.kinds if one.__name__ == task.entity)


def _row(asking: Asking, task: Task, beside: Mapping[str, str]) -> Row:
    """Lay out one task: its record, and beside it the link, the date or the incident."""
    teller = asking.teller
    told = beside.get(task.record_id) or teller.name(task.incident_id)
    cells = (Cell(apart(teller.name(task.record_id))), Cell(apart(told)))
    wish = spot_wish(_kind(teller, task), task.record_id, _SPOTS[task.worklist])
    return Row(cells, wish, found=task)


TOPIC = Topic(
    key="worklists",
    title=mark("To do"),
    what=mark("What is missing before an incident is complete: origins, archived copies, places."),
    nothing=mark("Nothing is left to do."),
    icon="circle-check",
    ask=ask,
    tell=tell,
    is_decided=True,
)
"""The question."""
