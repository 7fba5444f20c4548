"""The questions that can be asked of the records, in the order in which they stand."""

from dataclasses import dataclass

from strikelog.domain.messages import mark
from strikelog.gui.insight import told
from strikelog.gui.insight.told import Ask


@dataclass(frozen=True, slots=True)
class Topic:
    """A question: its name, what the answer is made of, what to do where there is none."""

    key: str
    title: str
    what: str
    nothing: str
    ask: Ask


TOPICS = (
    Topic(
        "repeats",
        mark("Struck again"),
        mark(
            "Sites struck in more than one incident, with the days between and what was in force."
        ),
        mark("No site was struck twice. Name the sites of your incidents so that it would show."),
        told.repeats,
    ),
    Topic(
        "double-taps",
        mark("Double taps"),
        mark("Incidents of several strikes, judged by the minutes between and who was there."),
        mark(
            "No incident has several strikes with times. Add them under “Strikes” of an incident."
        ),
        told.double_taps,
    ),
    Topic(
        "waves",
        mark("Waves"),
        mark("Three or more protected sites struck within a day and 60 km of each other."),
        mark("No wave was found. Sites need a date to the day and a place with coordinates."),
        told.waves,
    ),
    Topic(
        "windows",
        mark("Pauses and cease-fires"),
        mark("Attacks before, during and after what was declared; vague dates are told apart."),
        mark("No pause, cease-fire or zone is recorded. Add them under “Periods”."),
        told.windows,
    ),
    Topic(
        "contradictions",
        mark("Contradictions"),
        mark("Incidents whose sources differ, side by side. No claim is changed to fit."),
        mark("No two claims on one incident differ."),
        told.contradictions,
    ),
    Topic(
        "totals",
        mark("Others’ totals"),
        mark("Published totals beside our own records, in the unit and area of each total."),
        mark("No published total is recorded. Add them under “Published totals”."),
        told.totals,
    ),
    Topic(
        "worklists",
        mark("To do"),
        mark("What is missing before an incident is complete: origins, archived copies, places."),
        mark("Nothing is left to do."),
        told.worklists,
    ),
)
"""Every question of the page."""
