"""A country by its name in either language, or by its three letters; kept as the letters."""

from functools import cache

from strikelog.domain.errors import BadValue
from strikelog.domain.gazetteers import countries, country_name, iso3_of
from strikelog.domain.messages import LANGUAGES, mark
from strikelog.domain.text import clean_line, fold
from strikelog.gui.editors.choosing import ChoiceEditor
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.language import language

_MOST = 12
"""Countries offered at once."""


class NotACountry(BadValue):
    """The text names no country."""

    message = mark("“{text}” is no country known here. Choose one, or type its three letters.")


def country_code(text: str) -> str:
    """Give the alpha-3 code of a country from its name or code; blank where it is neither."""
    typed = fold(clean_line(text))
    named = (code for code in countries() if typed in _names(code))
    return next(named, "") or iso3_of(typed)


class CountryEditor(ChoiceEditor):
    """One country, as its alpha-3 code."""

    def ask(self, typed: str) -> None:
        """Offer countries whose name or code begins with what was typed, then those it is in."""
        wanted = fold(clean_line(typed))
        found = [code for code in countries() if any(wanted in name for name in _names(code))]
        found.sort(key=lambda code: (not _begins(code, wanted), country_name(code, language())))
        offered = [Suggestion(code, country_name(code, language()), code) for code in found]
        self.choices.offer(offered[:_MOST])

    def said(self, value: object) -> str:
        """Name the country in the language of the window."""
        return country_name(str(value or ""), language()) or str(value or "")

    def parsed(self, text: str) -> object:
        """Give the code of the country that was typed; raises NotACountry."""
        if not clean_line(text):
            return None
        if text == self.said(self.value):
            return self.value
        code = country_code(text)
        if not code:
            raise NotACountry(text=clean_line(text)[:60])
        return code


@cache
def _names(code: str) -> tuple[str, ...]:
    return (*(fold(country_name(code, one)) for one in LANGUAGES), fold(code))


def _begins(code: str, wanted: str) -> bool:
    return any(name.startswith(wanted) for name in _names(code))
