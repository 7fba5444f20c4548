"""Words and colours of what a review shows: kinds of lines, and what was chosen for them."""

from strikelog.domain.messages import mark
from strikelog.gui.language import say, upright
from strikelog.gui.style import Tone
from strikelog.services.reviewing import Choice

KINDS = {
    "conflict": mark("Both changed it"),
    "deleted": mark("Deleted"),
    "cleared": mark("Cleared"),
    "changed": mark("Changed"),
    "new": mark("New"),
    "refused": mark("Refused"),
    "doubt": mark("Doubtful"),
}
"""In the order in which they want to be looked at."""

TONES = {
    "new": Tone.GOOD,
    "changed": Tone.TOLD,
    "cleared": Tone.WAIT,
    "deleted": Tone.GRAVE,
    "conflict": Tone.WAIT,
    "refused": Tone.GRAVE,
    "doubt": Tone.WAIT,
}
_CHOICES = {
    "theirs": mark("Take theirs"),
    "ours": mark("Keep ours"),
    "later": mark("Later"),
    None: mark("To decide"),
}
_OF_NEW = {"theirs": mark("Take in"), "ours": mark("Leave out")}
CHOICE_TONES = {
    "theirs": Tone.GOOD,
    "ours": Tone.PLAIN,
    "later": Tone.PLAIN,
    None: Tone.WAIT,
}


def keyed(words: str, key: str) -> str:
    """Say what a button does, with the letter that does the same."""
    return f"{say(words)} {upright(f'({key})')}"


def kind_words(kind: str) -> str:
    """Say a kind of line."""
    return say(KINDS[kind])


def choice_words(kind: str, choice: Choice | None) -> str:
    """Say what was chosen for a line of a kind."""
    words = _OF_NEW.get(choice or "") if kind == "new" else None
    return say(words or _CHOICES[choice])
