"""Where a link leads, for readers who hear a page instead of seeing it."""

from .speech import Sentence, tongue_of

__all__ = ["led_to"]

_KINDS = {
    "source": Sentence("source {number}", "المصدر {number}"),
    "figure": Sentence("figure {number}", "الرقم {number}"),
}
_PLACES = {
    "incident": Sentence("the incident in the table", "الحادثة في الجدول"),
    "note": Sentence("the note on the incident", "الملاحظة عن الحادثة"),
}


def led_to(anchor: str, language: str) -> str:
    """Say what stands at a named place; ids of records are not read out."""
    kind, _, number = anchor.partition("-")
    tongue = tongue_of(language)
    if kind in _PLACES:
        return tongue.say(_PLACES[kind])
    if kind in _KINDS:
        return tongue.say(_KINDS[kind], number=number)
    return anchor.replace("-", " ")
