"""What a step is called, in any language.

Labels of steps are kept in the history, where they are of the moment and in English: a template
filled with the kind of a record, a file name, or another label. Here they are taken apart again.
"""

import re
from functools import cache

from .messages import mark, translate
from .records import RECORDS

TEMPLATES = (
    mark("Undo: {label}"),
    mark("New {name}"),
    mark("Edit {name}"),
    mark("Delete {name}"),
    mark("Import {name} ({dataset})"),
    mark("Import {name}"),
    mark("Match “{name}”"),
    mark("Add place {name}"),
)
"""Labels that are filled before they are kept, the one that may hold another first."""


def step_words(label: str, language: str = "en") -> str:
    """Say the label of a step in a language; one that is not known stays as it is."""
    if language == "en":
        return label
    for template in TEMPLATES:
        if found := _pattern(template).fullmatch(label):
            filled = {name: step_words(text, language) for name, text in found.groupdict().items()}
            return translate(template, language).format(**filled)
    return translate(_kinds().get(label, label), language)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Make the pattern of a template."""
    parts = re.split(r"\{(\w+)\}", template)
    made = [
        rf"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    ]
    return re.compile("".join(made), re.DOTALL)


@cache
def _kinds() -> dict[str, str]:
    """Labels of record classes as they stand within a label of a step."""
    return {one.about.label.lower(): one.about.label for one in RECORDS}
