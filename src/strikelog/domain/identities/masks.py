"""What the rest of the program may know of a person: the pseudonym and what counts, no name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..display import code_words
from ..messages import mark, translate
from .people import VictimPerson

_PREFIX = "P-"
# The list names many people at once; here stands one.
_ONE = {
    "man": mark("Man"),
    "woman": mark("Woman"),
    "boy": mark("Boy"),
    "girl": mark("Girl"),
    "adult_sex_unknown": mark("Adult"),
    "child_sex_unknown": mark("Child"),
    "unknown": mark("Age and sex unknown"),
}
_NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mask:
    """A victim as forms and lists show them while the store is closed."""

    id: str
    incident_id: str
    pseudonym: str
    age_sex: str = ""
    outcome: str = ""


def age_sex_words(mask: Mask, language: str = "en") -> str:
    """Say age and sex of one person; blank where nothing is recorded."""
    if mask.age_sex in _ONE:
        return translate(_ONE[mask.age_sex], language)
    return code_words("AGE_SEX", mask.age_sex, language) if mask.age_sex else ""


def outcome_words(mask: Mask, language: str = "en") -> str:
    """Say what became of a person; blank where nothing is recorded."""
    return code_words("OUTCOME", mask.outcome, language) if mask.outcome else ""


def mask_of(victim: VictimPerson) -> Mask:
    """Give what may be shown of a victim."""
    return Mask(
        id=victim.id,
        incident_id=victim.incident_id or "",
        pseudonym=victim.pseudonym or "",
        age_sex=victim.age_sex or "",
        outcome=victim.outcome or "",
    )


def masks_in_order(masks: Iterable[Mask]) -> list[Mask]:
    """Put masks in the order of their pseudonyms, numbers counted as numbers."""
    return sorted(masks, key=_place)


def next_pseudonym(taken: Iterable[str]) -> str:
    """Give the next free number in the way of counting that is in use, or begin one.

    Numbers, not initials: whatever is taken from a name leads back to it.
    """
    names = list(taken)
    numbers = [int(found[2]) for name in names if (found := _NUMBERED.fullmatch(name))]
    prefixes = [found[1] for name in names if (found := _NUMBERED.fullmatch(name))]
    prefix = max(set(prefixes), key=prefixes.count) if prefixes else _PREFIX
    return f"{prefix}{max(numbers, default=0) + 1:03}"


def _place(mask: Mask) -> tuple[str, int, str]:
    found = _NUMBERED.fullmatch(mask.pseudonym)
    return (found[1], int(found[2]), "") if found else (mask.pseudonym, 0, mask.id)
