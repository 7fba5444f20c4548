"""Marking of the sentences people read, and their translation through gettext catalogues.

A text is marked where it is written and translated where it is shown, because forms, workbooks,
PDFs and the command line show the same labels, each in its own language.
"""

from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from strikelog.resources import resources_folder

LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "ar": "العربية"}
"""Languages of the program, as BCP 47 tags, each with its own name for itself."""

LANGUAGES = tuple(LANGUAGE_NAMES)


def mark(text: str) -> str:
    """Mark a text for the translators and return it unchanged."""
    return text


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> NullTranslations:
    path = resources_folder().joinpath("locale", language, "LC_MESSAGES", "strikelog.po")
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as stream:
        messages = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def translate(text: str, language: str = "en") -> str:
    """Give the text in a language, or the text itself where no translation exists."""
    if language == "en" or not text:
        return text
    return _catalogue(language).gettext(text)


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language.split("-", maxsplit=1)[0] in {"ar", "fa", "he", "ku", "ur"}
