"""A time zone by its city, its country or its own name; kept by the name alone."""

from strikelog.domain.errors import BadValue
from strikelog.domain.messages import mark
from strikelog.domain.text import clean_line, fold
from strikelog.domain.zones import spellings_of, zone_city, zone_country, zone_named, zones
from strikelog.gui.editors.choosing import ChoiceEditor
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.language import apart, language

_MOST = 12
"""Zones offered at once."""

COMMON_ZONES = (
    *("Asia/Damascus", "Asia/Gaza", "Asia/Hebron", "Asia/Beirut", "Asia/Baghdad", "Asia/Aden"),
    *("Africa/Khartoum", "Africa/Tripoli", "Africa/Addis_Ababa", "Europe/Kyiv", "Asia/Kabul"),
    "Asia/Yangon",
)
"""Zones offered before anything is typed; any other may be typed by city, country or name."""


class NotAZone(BadValue):
    """The text names no time zone."""

    message = mark("“{text}” is no time zone known here. Choose one, such as Asia/Damascus.")


class ZoneEditor(ChoiceEditor):
    """One time zone; what was kept before under a name of its own stays until it is changed."""

    def ask(self, typed: str) -> None:
        """Offer zones of which a spelling begins with what was typed, then those it is in."""
        wanted = fold(clean_line(typed))
        if not wanted:
            self.choices.offer([_suggested(one) for one in COMMON_ZONES])
            return
        found = [one for one in zones() if any(wanted in name for name in spellings_of(one))]
        found.sort(key=lambda one: _rank(one, wanted))
        self.choices.offer([_suggested(one) for one in found[:_MOST]])

    def said(self, value: object) -> str:
        """Write the zone as the files that leave the program write it."""
        return str(value or "")

    def parsed(self, text: str) -> object:
        """Give the name of the zone that was typed; raises NotAZone."""
        if not clean_line(text):
            return None
        if text == self.said(self.value):
            return self.value
        zone = zone_named(text)
        if not zone:
            raise NotAZone(text=clean_line(text)[:60])
        return zone


def _suggested(zone: str) -> Suggestion:
    country = zone_country(zone, language())
    detail = " · ".join(apart(one) for one in (zone, country) if one)
    return Suggestion(zone, zone_city(zone, language()), detail)


def _rank(zone: str, wanted: str) -> tuple[int, str]:
    """Put first what the wanted letters begin, by city before country before name."""
    begun = [at for at, name in enumerate(spellings_of(zone)) if name.startswith(wanted)]
    return (begun[0] if begun else len(spellings_of(zone)), zone)
