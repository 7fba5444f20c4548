"""Templates of briefings: those of the program, those kept in the vault, and files of them."""

from dataclasses import replace
from pathlib import Path

from ..domain.briefing_templates import BUILT_IN, NotATemplate, Template, UnknownSection
from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..storage.database import Database
from ..storage.files import write_durably

__all__ = ["BriefingTemplates", "NameIsTaken", "UnknownTemplate"]

_PREFIX = "briefing.template."
_LARGEST = 100_000


class UnknownTemplate(StrikelogError):
    """There is no template of that name."""

    message = mark("There is no briefing template “{template}”. Templates are: {known}.")


class NameIsTaken(StrikelogError):
    """A template of the program cannot be replaced."""

    message = mark("“{name}” is a template of the program. Choose another name for yours.")


class BriefingTemplates:
    """Reads and keeps the templates of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def can_write(self) -> bool:
        """Tell whether templates can be kept and removed just now."""
        return not self._database.read_only

    def listed(self) -> list[Template]:
        """Give every template: those of the program, then our own by name.

        What a later version kept and this one cannot read stays where it is, and is not offered.
        """
        kept = self._database.facts(_PREFIX)
        own = (_read(kept[key], key.removeprefix(_PREFIX)) for key in sorted(kept))
        return [*BUILT_IN.values(), *(one for one in own if one is not None)]

    def named(self, name: str) -> Template:
        """Give a template by name; raises UnknownTemplate."""
        for one in self.listed():
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.listed())
        raise UnknownTemplate(template=name, known=known)

    def save(self, template: Template) -> None:
        """Keep a template under its name, in place of an earlier one; raises NameIsTaken."""
        if template.name in BUILT_IN:
            raise NameIsTaken(name=template.name)
        self._database.remember(f"{_PREFIX}{template.name}", template.checked().to_json())

    def remove(self, name: str) -> None:
        """Forget a template of our own."""
        self._database.remember(f"{_PREFIX}{name}", None)

    def write_file(self, path: Path, template: Template) -> None:
        """Write a template to hand on; it holds nothing of any record, not even the title."""
        write_durably(path, template.to_json(shared=True).encode())

    def read_file(self, path: Path) -> Template:
        """Read a template that was handed on, without keeping it; raises NotATemplate."""
        try:
            content = path.read_bytes()[: _LARGEST + 1]
            text = content.decode()
        except (OSError, UnicodeDecodeError) as problem:
            raise NotATemplate(name=path.name) from problem
        if len(content) > _LARGEST:
            raise NotATemplate(name=path.name)
        found = _read(text, path.name)
        if found is None:
            raise NotATemplate(name=path.name)
        return replace(found, name=path.stem)


def _read(text: str, name: str) -> Template | None:
    """Read a template as far as this version knows its kind and every section of it."""
    try:
        return Template.from_json(text, name)
    except (NotATemplate, UnknownSection):
        return None
