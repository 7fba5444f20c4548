"""What stays when a whole import is taken back: everything somebody edited after it."""

from dataclasses import dataclass

from ..domain.changes import Changes
from ..domain.display import label, title_of
from ..domain.fields import field_of, has_field
from ..domain.messages import mark, translate
from ..domain.records import Record
from .planning import instant_text

_WHOLE = "*"
_KEPT_FIELD = mark("“{title}”, {label}: stays, because it was changed after the import.")
_KEPT_RECORD = mark("“{title}” stays, because it was changed after the import.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A field, or with key "*" a whole new record, that undoing an import left as it is.

    `by` and `at` tell who changed the record last and when (ISO text, UTC).
    """

    entity: str
    id: str
    title: str
    key: str
    label: str
    by: str = ""
    at: str = ""

    def sentence(self, language: str = "en") -> str:
        """Say what stays and why."""
        text = _KEPT_RECORD if self.key == _WHOLE else _KEPT_FIELD
        return translate(text, language).format(title=self.title, label=self.label)


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """An import that was taken back: the step that did so and what was kept."""

    step: int
    changes: Changes
    kept: tuple[Kept, ...] = ()


def kept_of(record: Record, key: str, language: str) -> Kept:
    """Say of a record which field was kept."""
    kind = type(record)
    said = label(field_of(kind, key).label, language) if has_field(kind, key) else ""
    return Kept(
        entity=kind.__name__,
        id=record.id,
        title=title_of(record, language),
        key=key,
        label=said,
        by=record.updated_by or "",
        at=instant_text(record.updated_at) if record.updated_at else "",
    )
