"""The page of the guide about what was tried, in English and Arabic, from the figures found."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

Figures = Mapping[str, Mapping[str, object]]

_NUMBER = re.compile(r"\d[\d,]*%?")

_WORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
ARABIC: Mapping[str, str] = _WORDS["arabic"]
"""Claims, units and controls in Arabic by their English, with # for each number."""


def page(figures: Figures, language: str) -> str:
    """Give the whole page."""
    words = _WORDS[language]
    rows = [_row(one, language) for one in figures.values()]
    return "\n".join(
        [
            f"# {words['title']}",
            "",
            words["intro"],
            "",
            *_table(words["heads"], rows),
            "",
            words["made"],
            "",
            f"## {words['heads_title']}",
            "",
            words["head_text"],
            "",
            f"## {words['limits_title']}",
            "",
            *(f"- {line}" for line in words["limits"]),
            "",
        ]
    )


def _row(one: Mapping[str, object], language: str) -> tuple[str, ...]:
    return (
        in_language(str(one["claim"]).rstrip("."), language),
        f"{one['count']:,} {in_language(str(one['unit']), language)}",
        f"{one['failures']:,}",
        in_language(str(one["control"]), language),
        f"`{one['commit']}`",
    )


def in_language(text: str, language: str) -> str:
    """Give a text of an experiment in a language, its numbers in their places."""
    if language != "ar":
        return text
    numbers = iter(_NUMBER.findall(text))
    arabic = ARABIC.get(_NUMBER.sub("#", text))
    return re.sub("#", lambda _: next(numbers), arabic) if arabic else text


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
