"""The release gate for finished PDFs: pages as they are read, and everything beside the pages."""

from collections.abc import Callable, Iterable, Iterator

from ..domain.fields import Field, Kind, fields_of
from ..domain.pictures import has_metadata
from ..domain.records import Record
from .export_planning import named_of
from .release_gate import HIDDEN, LEVELS, PICTURE, Hit, Kinds, NotReleased, ReleaseGate

_MOST = 200
_TEXTS = frozenset({Kind.LINE, Kind.TEXT, Kind.URL})


class PaperGate:
    """Looks through finished papers of one vault."""

    def __init__(self, gate: ReleaseGate) -> None:
        self._gate = gate

    def guard(
        self, level: str, records: Callable[[], Iterable[Record]] = tuple
    ) -> Callable[[bytes], None]:
        """Give the function that finished bytes are handed to; it raises NotReleased.

        `records` gives what was printed, among which those to open are looked for.
        """

        def gate(content: bytes) -> None:
            if hits := self.scan(content, level):
                hits += self._telling(records(), level, {one.kind for one in hits})
                raise NotReleased(count=len(hits), hits=tuple(hits))

        return gate

    def scan(self, content: bytes, level: str) -> list[Hit]:
        """Give what must not leave in a PDF, each page and kind once."""
        kinds = self._gate.kinds(level)
        if kinds is None:
            return []
        found: dict[Hit, None] = {}
        for hit in self._hits(content, kinds, is_strict=LEVELS[level].machine):
            found[hit] = None
            if len(found) >= _MOST:
                break
        return list(found)

    def _hits(self, content: bytes, kinds: Kinds, *, is_strict: bool) -> Iterator[Hit]:
        from ..briefing.finished import PICTURES, REST, Finished

        file = Finished(content)
        for part in file.parts():
            if kind := kinds.of(part.text):
                yield Hit(kind, part.place, number=part.number)
        if any(map(has_metadata, file.pictures())):
            yield Hit(PICTURE, PICTURES)
        if is_strict and file.has_hidden:
            yield Hit(HIDDEN, REST)

    def _telling(self, records: Iterable[Record], level: str, wanted: set[str]) -> list[Hit]:
        """Give the records in whose own texts the same kinds are found, to be opened."""
        kinds = self._gate.kinds(level)
        if kinds is None:
            return []
        hits: dict[str, Hit] = {}
        for record in records:
            texts = (_text(record, one) for one in fields_of(type(record)))
            if kind := next(filter(wanted.__contains__, map(kinds.of, texts)), None):
                named = named_of(record)
                hits[record.id] = Hit(kind, named.title, record.id, named.entity)
            if len(hits) >= _MOST:
                break
        return list(hits.values())


def _text(record: Record, field: Field) -> str:
    value = getattr(record, field.key, None) if field.kind in _TEXTS else None
    return value if isinstance(value, str) else ""
