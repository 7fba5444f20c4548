"""The rules in words, with the thresholds they went by: printed wherever a result is printed."""

from collections.abc import Mapping

from ..domain.messages import mark, translate
from .thresholds import DEFAULTS, Thresholds

_TEXTS: Mapping[str, str] = {
    "counts": mark(
        "Attacks, distinct sites and people, each unit by itself; sums of people add the ranges"
        " adopted for the attacks whose assessment lets them count."
    ),
    "repeats": mark(
        "Sites struck in more than one incident; days from the earliest of one date to the latest"
        " of the next, and back."
    ),
    "double-taps": mark(
        "Strikes of one incident, or of two on one site or within {tap_metres} m, {tap_least} to"
        " {tap_most} minutes apart; up to {tap_no_pause} minutes are one wave. A hospital struck"
        " up to {receiving_minutes} minutes after and {receiving_km} km from a strike with wounded"
        " is a receiving site."
    ),
    "waves": mark(
        "At least {wave_sites} protected sites struck within {wave_hours} hours and {wave_km} km of"
        " each other."
    ),
    "windows": mark(
        "Attacks up to {pause_days} days before, during, and up to {pause_days} days after what was"
        " declared, a day of each; dates that fit no side alone are told apart."
    ),
    "origins": mark(
        "Claims derived from each other, read in one place, of one publisher or its owner, with the"
        " same quotation or the same file have one origin."
    ),
    "contradictions": mark(
        "Fields on which standing claims of one incident differ; a general word does not contradict"
        " a special one."
    ),
    "casualties": mark(
        "The range adopted for each incident: our own figure where one was entered by hand,"
        " otherwise smallest low and largest high of the credible claims, one an origin."
    ),
    "duplicates": mark(
        "Incidents that may be one event, scored by date, site, distance, names, sources, files and"
        " people; nothing is merged by itself."
    ),
    "grades": mark(
        "Fair needs {origins_fair} independent credible origins and an attacker who is probable; a"
        " suggestion never replaces a grade."
    ),
    "coverage": mark(
        "Attacks by month and governorate beside totals that others published; an empty cell is not"
        " covered, never zero."
    ),
    "worklists": mark("What is missing before an incident is complete, each record once a list."),
    "totals": mark(
        "In the unit, sites, area, period and parties of the total: certain and graded fair or"
        " better, up to all that is possible."
    ),
}
"""What each rule goes by; the keys are the words that ask for it."""

_GROUPS: Mapping[str, str] = {
    "double-taps": "taps",
    "waves": "waves",
    "windows": "windows",
    "grades": "grades",
}


def rule_words(topic: str, rule: Thresholds = DEFAULTS, language: str = "en") -> str:
    """Say what a rule goes by, with its thresholds, in a language."""
    return translate(_TEXTS[topic], language).format(**thresholds_of(topic, rule))


def thresholds_of(topic: str, rule: Thresholds = DEFAULTS) -> dict[str, int]:
    """Give the thresholds of a rule by key; none where it has none."""
    return rule.of(_GROUPS[topic]) if topic in _GROUPS else {}
