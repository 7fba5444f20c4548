"""Tells which numbers of a document belong to nothing: no figure, date, name, code, reference."""

import re

from strikelog.briefing import flowing
from strikelog.briefing.figure_marks import expanded
from strikelog.briefing.styles import RUST
from strikelog.domain.date_names import month_name
from strikelog.domain.text import without_isolates

_MONTHS = "|".join(month_name(n, long=long) for n in range(1, 13) for long in (True, False))
_ALLOWED = (
    "“[^”]*”",
    r"\b[A-Z]{2,}-\d{4}-\d{4}\b",
    rf"(?:between |from )?(?:a day between )?(?:\d{{1,2}}(?: and |–| or | – ))?"
    rf"(?:\d{{1,2}} )?(?:{_MONTHS})\b(?: \d{{4}})?",
    r"\b\d{1,2} (?=– )",
    r"(?:since |in |until |from )(?:19|20)\d\d\b",
    r"\b\d{1,2}:\d\d\b",
    r"\b[0-9a-f]{32}\b",
    r"https?://\S+",
    r"\(\d+ figures\)",
    r"… and \d+ more in the workbook: of all incidents, this table holds \d+ with",
)
_OWN_WORDS = re.compile("\u2068[^\u2069]*\u2069")
"""Names and words of records, which are set apart from the sentence around them."""
_DIGIT = re.compile(r"\d")


def spoken(document, lay_out, monkeypatch):
    """Every paragraph of a document as it is laid out, with a lozenge for each figure."""
    seen = []

    set_in_lines = flowing.lines_of

    def noting(spans, *given, **chosen):
        seen.append("".join(map(_shown, expanded(spans))))
        return set_in_lines(spans, *given, **chosen)

    monkeypatch.setattr(flowing, "lines_of", noting)
    lay_out(document)
    return list(dict.fromkeys(without_isolates(_OWN_WORDS.sub("", one)) for one in seen))


def _shown(span):
    """A figure, a raised reference to a source, or the text itself."""
    if span.style.figure:
        return "◆"
    is_reference = span.style.link.startswith("#source-") or span.style.rise
    return "" if is_reference or (span.style.colour == RUST and span.text in ",") else span.text


def strangers(paragraphs, names=()):
    """The paragraphs with a number that is none of these."""
    found = []
    for text in paragraphs:
        rest = text
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, "")
        for pattern in _ALLOWED:
            rest = re.sub(pattern, "", rest)
        if _DIGIT.search(rest):
            found.append(rest)
    return found
