"""What the page of duplicates says, and which letter does what."""

from collections.abc import Mapping

from strikelog.domain.messages import mark
from strikelog.gui.style import Tone

TITLE = mark("Duplicates")
ICON = "copy"
LIST = mark("Pairs that may be one event")
SEARCHING = mark("Looking for duplicates")
AGAIN = mark("Search again")
SCOPE = mark("Which pairs to show")
LIKELY_ONLY = mark("Likely")
POSSIBLE_TOO = mark("Likely and possible")
NONE = mark("No duplicates found")
NONE_WHAT = mark(
    "No two incidents look like the same event. The search compares dates, places, sites, names in"
    " both scripts, sources, files and the numbers of people. It looks again after each import."
)
STOPPED = mark("The search was stopped")
STOPPED_WHAT = mark("Nothing was changed. Search again whenever there is time for it.")
STAYS = mark("This one stays")
SITES = mark("Places hit")
CLAIMS = mark("Claims and sources")
EVIDENCE = mark("Evidence")
FOR = mark("Speaks for one event")
AGAINST = mark("Speaks against it")
MERGE, LINK, DIFFERENT, SKIP = mark("Merge"), mark("Link the two"), mark("Different"), mark("Skip")
TIPS: Mapping[str, str] = {
    "merge": mark(
        "Make one incident of the two: all claims, places and evidence move to the one that stays"
    ),
    "link": mark("Keep both and say how they belong together"),
    "different": mark("Remember that these are two events"),
    "skip": mark("Leave this pair for later"),
}
MERGED = mark("Merged into “{title}”.")
LINKED = mark("The two incidents were linked.")
APART = mark("Remembered: these are two events.")
FOUND = mark("Possible duplicates among what came in: {count}.")
LOOK = mark("Look at them")
UNDO = mark("Undo")
STALE = mark("Many records changed since the search.")
NOTHING = "–"
KEYS: Mapping[str, str] = {
    "m": "merge", "ة": "merge",
    "l": "link", "م": "link",
    "d": "different", "ي": "different",
    "s": "skip", "س": "skip",
}  # fmt: skip
"""What a letter asks for; the same keys of an Arabic keyboard bear other letters."""

LINK_TYPES = ("possible_duplicate", "same_site", "second_wave_of", "same_sortie", "followed_by")
"""How two incidents can belong together, likeliest first."""


def tone_of(score: float) -> Tone:
    """Colour a score: sure, likely, or only possible."""
    if score >= 0.9:
        return Tone.GOOD
    return Tone.WAIT if score >= 0.5 else Tone.PLAIN


def percent(score: float) -> str:
    """Write a score; nothing is ever wholly certain."""
    return f"{min(round(score * 100), 99)} %"
