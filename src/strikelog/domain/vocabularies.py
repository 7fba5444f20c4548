"""The code lists: what each stored code is called and what it means, in each of our languages.

The lists are data, one file a list in ``resources/vocabularies``, and are versioned together.
A list file is read when the list is first asked for. Crosswalks to other systems' words stand
elsewhere; only the two precision scales, which are one number a code, stand beside their codes.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from strikelog.resources import resource

from .messages import LANGUAGES

CODELIST_VERSION = "2026.1"
"""Version of all code lists together; stored with each record and in every exchange file."""

_ENGLISH = "en"
_FOLDER = "vocabularies"

# Vowel marks, the elongation stroke and invisible direction marks come along when Arabic is pasted.
_UNSEEN = re.compile("[\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_GAPS = re.compile(r"[\s_\-\u2010-\u2015]+")


@dataclass(frozen=True)
class Code:
    """One value of a list; `ucdp` and `acled` are its step on those precision scales, if any."""

    code: str
    labels: Mapping[str, str] = field(hash=False)
    definitions: Mapping[str, str] = field(hash=False)
    retired: bool = False
    ucdp: int | None = None
    acled: int | None = None

    def label(self, language: str = _ENGLISH) -> str:
        """Short name for forms and tables; English for a language we lack."""
        return _in_language(self.labels, language)

    def definition(self, language: str = _ENGLISH) -> str:
        """One sentence that says when the code applies; English for a language we lack."""
        return _in_language(self.definitions, language)


@dataclass(frozen=True)
class Vocabulary:
    """A list of codes in the order people see them, retired ones included."""

    name: str
    version: str
    codes: tuple[Code, ...] = field(repr=False)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def get(self, code: str) -> Code | None:
        """Give the entry of a code, spelled exactly; None when the list lacks it."""
        return self._by_code.get(code)

    def label(self, code: str, language: str = _ENGLISH) -> str:
        """Name a code; one that we do not know stays as it is, so that old files can be read."""
        known = self.get(code)
        return known.label(language) if known else code

    def match(self, text: str, language: str | None = None) -> str | None:
        """Find the code that someone typed or pasted, as code or label; None unless all of it fits.

        Case, spaces, hyphens and underscores make no difference; a code goes before a label.
        Without a language, the labels of all languages count.
        """
        wanted = _folded(text)
        if wanted in self._spellings[""]:
            return self._spellings[""][wanted]
        languages = LANGUAGES if language is None else (_primary(language),)
        found = (self._spellings.get(tongue, {}).get(wanted) for tongue in languages)
        return next((code for code in found if code), None)

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {code.code: code for code in self.codes}

    @cached_property
    def _spellings(self) -> Mapping[str, Mapping[str, str]]:
        """Folded text to code, by language; the codes themselves stand under the empty language."""
        spellings = {"": _index((code.code, code.code) for code in self.codes)}
        for language in LANGUAGES:
            spellings[language] = _index((code.label(language), code.code) for code in self.codes)
        return spellings


@cache
def vocabulary(name: str) -> Vocabulary:
    """Give a list by name, as in `vocabulary("TRI")`; ResourcesMissing when there is none."""
    path = resource(_FOLDER, f"{name}.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    codes = tuple(_code(entry) for entry in content["codes"])
    return Vocabulary(content["name"], content["version"], codes)


@cache
def vocabulary_names() -> tuple[str, ...]:
    """Names of all lists, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource(_FOLDER).glob("*.json")))


def _code(entry: Mapping[str, Any]) -> Code:
    return Code(
        code=entry["code"],
        labels={language: entry[language]["label"] for language in LANGUAGES},
        definitions={language: entry[language]["definition"] for language in LANGUAGES},
        retired=entry.get("retired", False),
        ucdp=entry.get("ucdp"),
        acled=entry.get("acled"),
    )


def _index(spellings: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return {_folded(spelling): code for spelling, code in spellings}


def _folded(text: str) -> str:
    """Bring spellings that differ only in case, gaps or invisible marks to one."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _GAPS.sub(" ", plain).strip().casefold()


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(_primary(language), texts[_ENGLISH])


def _primary(language: str) -> str:
    """Language of a tag such as ar-SY, without region or script."""
    return language.replace("_", "-").split("-")[0].lower()
