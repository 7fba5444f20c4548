"""What the log of exchanges says of papers: which kind they are, for whom, and how long."""

from strikelog.domain.messages import mark
from strikelog.gui.language import number, say, upright
from strikelog.services.exchange_log import Exchange
from strikelog.services.issuing import PAPER

_KINDS = {
    "briefing": mark("Briefing"),
    "dossier": mark("Dossier"),
    "sheet": mark("Printed record"),
}
_LEVELS = {
    "full": mark("for the own office"),
    "partner": mark("for a partner"),
    "briefing": mark("for humanitarian partners"),
    "public": mark("for everybody"),
}
_PAGES = mark("{count} pages")


def is_paper(one: Exchange) -> bool:
    """Tell whether a paper went out, and no workbook."""
    return one.profile.startswith(PAPER)


def paper_words(profile: str) -> str:
    """Say what kind of paper it was, and for whom."""
    kind, _, level = profile.removeprefix(PAPER).partition("/")
    return f"{say(_KINDS.get(kind, kind))}, {say(_LEVELS.get(level, level))}"


def length_words(one: Exchange) -> str:
    """Say how long a paper was."""
    return say(_PAGES).format(count=upright(number(one.counts.get("pages", 0))))
