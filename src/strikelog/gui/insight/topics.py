"""The questions that can be asked of the records, in the order in which they stand."""

from strikelog.gui.insight.answers import (
    contradictions,
    counts,
    coverage,
    double_taps,
    duplicates,
    grades,
    kept,
    origins,
    people,
    struck_again,
    totals,
    waves,
    windows,
    worklists,
)
from strikelog.gui.insight.asking import Topic

TOPICS: tuple[Topic, ...] = (
    struck_again.TOPIC,
    double_taps.TOPIC,
    waves.TOPIC,
    windows.TOPIC,
    origins.TOPIC,
    people.TOPIC,
    contradictions.TOPIC,
    grades.TOPIC,
    totals.TOPIC,
    kept.TOPIC,
    counts.TOPIC,
    coverage.TOPIC,
    worklists.TOPIC,
    duplicates.TOPIC,
)
"""Every question of the page."""
