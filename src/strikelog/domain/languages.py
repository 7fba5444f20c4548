"""Languages of sources and quotations: kept as BCP 47 tags, shown and typed by name."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from .messages import LANGUAGES
from .text import clean_line, fold

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*", re.ASCII)


def language_name(tag: str, language: str = "en") -> str:
    """Name a language as in «Arabic» or «Arabic (Syria)»; the tag itself where it has no name."""
    primary, *rest = tag.split("-")
    name = _languages(language).get(primary, tag)
    if not rest or name == tag:
        return name
    detail = _details(language).get(rest[0])
    return f"{name} ({detail})" if detail and len(rest) == 1 else tag


def language_tag(text: str) -> str | None:
    """Find the tag that a person named or typed, in canonical case; None when it is neither."""
    typed = clean_line(text)
    plain = typed.replace("_", "-").casefold()
    is_tag = _TAG.fullmatch(plain) is not None
    if is_tag and plain.split("-", maxsplit=1)[0] in _languages("en"):
        return _canonical(plain)
    # Fewer languages have a name here than have a tag of three letters.
    return _named(typed) or (_canonical(plain) if is_tag and _has_three_letters(plain) else None)


def _has_three_letters(tag: str) -> bool:
    return len(tag.split("-", maxsplit=1)[0]) == 3


def _canonical(tag: str) -> str:
    """Write the script with a capital and the region in capitals, as tags are written."""
    primary, *rest = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    extended = next((at for at, part in enumerate(rest) if len(part) == 1), len(rest))
    shown = [cases.get(len(part), str.lower)(part) for part in rest[:extended]]
    return "-".join([primary, *shown, *rest[extended:]])


_WITH_DETAIL = re.compile(r"(?P<name>.+?) ?\((?P<detail>.+)\)")


def _named(text: str) -> str | None:
    """Look a name up in each of our languages."""
    for language in LANGUAGES:
        names = _by_name(language)
        if primary := names.get(fold(text)):
            return primary
        found = _WITH_DETAIL.fullmatch(text)
        primary = names.get(fold(found["name"])) if found else None
        detail = _details_by_name(language).get(fold(found["detail"])) if found else None
        if primary and detail:
            return f"{primary}-{detail}"
    return None


@cache
def _languages(language: str) -> Mapping[str, str]:
    """Names of the languages whose tag is a single part."""
    known: Mapping[str, str] = Locale.parse(_ours(language)).languages
    return {tag: name for tag, name in known.items() if "_" not in tag}


@cache
def _details(language: str) -> Mapping[str, str]:
    """Names of the scripts and countries that a tag may add."""
    locale = Locale.parse(_ours(language))
    return {**locale.scripts, **locale.territories}


@cache
def _by_name(language: str) -> Mapping[str, str]:
    return {fold(name): tag for tag, name in _languages(language).items()}


@cache
def _details_by_name(language: str) -> Mapping[str, str]:
    return {fold(name): detail for detail, name in _details(language).items()}


def _ours(language: str) -> str:
    """Give the language of the program that a tag such as ar-SY comes closest to."""
    primary = language.split("-", maxsplit=1)[0]
    return primary if primary in LANGUAGES else "en"
