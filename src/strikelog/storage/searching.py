"""What the full-text index holds of a record, and how searched words are put to it.

Words are folded before they are indexed and before they are searched. Names are also held as
consonant skeletons, one for each word and each pair of neighbours, so that كفرنبل, Kafr Nobol and
Kafranbel meet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from ..domain.casefiles import CaseFile
from ..domain.fields import Field, Kind, fields_of
from ..domain.filters import Words
from ..domain.records import Location, Record, Site
from ..domain.text import fold, skeletons, words
from .tables import table_name

SHORTEST_SKELETON = 3
"""Skeletons of fewer consonants meet too many words to be of use."""

_TEXTUAL = frozenset({Kind.LINE, Kind.TEXT, Kind.TAGS, Kind.URL})
_UNSEARCHED = frozenset(
    {"created_by", "updated_by", "origin_office", "codelist_version", "tz", "store_path"}
)
_TITLES = frozenset({"publisher", "title_en"})
_NAMES = frozenset({"name", "name_local", "aliases", "public_alias", "place_text", "site_text"})


@dataclass(frozen=True, slots=True)
class Document:
    """The folded words of one record.

    Its names, everything else, and the skeletons of its names.
    """

    name: str
    body: str
    skeleton: str


def document_of(record: Record, case: CaseFile | None = None) -> Document:
    """Make the document of a record; an incident's covers its whole case file."""
    gathered = _Gathered([], [], [])
    for part in (record, *_parts_of(case)):
        gathered.take(part)
    if case is not None:
        for place in case.places[:1]:
            gathered.names.extend(_spellings(place))
        for site in case.sites:
            gathered.names.extend(_spellings(site))
    return Document(
        name=" ".join(map(fold, filter(None, (*gathered.titles, *gathered.names)))),
        body=" ".join(map(fold, filter(None, gathered.body))),
        skeleton=" ".join(_skeletons(gathered.names)),
    )


def _spellings(named: Location | Site) -> tuple[str, ...]:
    return (named.name or "", named.name_local or "", *named.aliases)


def _parts_of(case: CaseFile | None) -> Iterable[Record]:
    if case is None:
        return ()
    actors = (case.actor(one) for one in case.attributions)
    return (
        *case.owned(),
        *case.evidence,
        *case.sources,
        *(actor for actor in actors if actor is not None),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Texts of a record and its parts, by how they are searched; only names are found by sound."""

    names: list[str]
    titles: list[str]
    body: list[str]

    def take(self, record: Record) -> None:
        """Add the texts of one record."""
        for field in _searched(type(record)):
            held = getattr(record, field.key)
            if held:
                self._place(record, field).extend(held if field.is_many else (held,))

    def _place(self, record: Record, field: Field) -> list[str]:
        if field.key in _NAMES:
            return self.names
        if record.about.parent:
            return self.body
        return self.titles if field.key in {*record.about.title, *_TITLES} else self.body


def _searched(kind: type) -> tuple[Field, ...]:
    return _searched_fields(kind)


@cache
def _searched_fields(kind: type) -> tuple[Field, ...]:
    return tuple(
        field
        for field in fields_of(kind)
        if field.kind in _TEXTUAL and field.key not in _UNSEARCHED
    )


def _skeletons(names: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in dict.fromkeys(names):
        parts = words(name)
        joined = [" ".join(parts[at : at + 2]) for at in range(len(parts) - 1)]
        for piece in (*parts, *joined):
            found.update(dict.fromkeys(_bones(piece)))
    return list(found)


@lru_cache(maxsize=50_000)
def _bones(piece: str) -> tuple[str, ...]:
    """Give the skeletons of a word or pair worth searching; the same names come again and again."""
    return tuple(bones for bones in skeletons(piece) if len(bones) >= SHORTEST_SKELETON)


def put_documents(
    connection: sa.Connection, kind: type[Record], documents: Sequence[tuple[int, Document]]
) -> None:
    """Write the documents of rows, in place of those they had."""
    if not documents:
        return
    table = f"{table_name(kind)}_search"
    connection.exec_driver_sql(
        f"DELETE FROM {table} WHERE rowid = ?", [(pk,) for pk, _ in documents]
    )
    connection.exec_driver_sql(
        f"INSERT INTO {table} (rowid, name, body, skeleton) VALUES (?, ?, ?, ?)",
        [(pk, one.name, one.body, one.skeleton) for pk, one in documents],
    )


def match_expression(run: Sequence[Words], *, names_only: bool = False) -> str:
    """Say in the index's query language what a run of neighbouring words asks for.

    "" finds nothing.
    """
    columns = "name" if names_only else "{name body}"
    if len(run) == 1 and run[0].phrase:
        return _phrase(run[0].text, columns)
    each = [_word(word.text, columns) for word in run]
    if not all(each):
        return ""
    together = " AND ".join(each)
    joined = _skeleton_terms(" ".join(word.text for word in run)) if len(run) > 1 else []
    return " OR ".join([f"({together})", *joined])


def _phrase(text: str, columns: str) -> str:
    folded = words(text)
    if not folded:
        return ""
    return " OR ".join([f'{columns} : "{" ".join(folded)}"', *_skeleton_terms(text)])


def _word(text: str, columns: str) -> str:
    folded = words(text)
    if not folded:
        return ""
    prefixes = " AND ".join(f'"{part}" *' for part in folded)
    return "(" + " OR ".join([f"{columns} : ({prefixes})", *_skeleton_terms(text)]) + ")"


def _skeleton_terms(text: str) -> list[str]:
    return [f'skeleton : "{bones}"' for bones in _bones(text)]


def matching(
    kind: type[Record], run: Sequence[Words], *, names_only: bool = False
) -> sa.Select[Any]:
    """Select the row ids of records in which a run of words is found."""
    search = sa.table(f"{table_name(kind)}_search", sa.column("rowid"))
    expression = match_expression(run, names_only=names_only)
    if not expression:
        return sa.select(search.c.rowid).where(sa.false())
    condition = sa.text(f"{search.name} MATCH :asked").bindparams(
        sa.bindparam("asked", expression, unique=True)
    )
    return sa.select(search.c.rowid).where(condition)


def contains_words(
    table: sa.Table, kind: type[Record], run: Sequence[Words]
) -> sa.ColumnElement[bool]:
    """Match owned records, which have no index of their own, by looking through their text."""
    columns = [sa.func.coalesce(table.c[field.key], "") for field in _searched(kind)]
    text = sa.func.concat_ws(" ", *columns)
    return sa.and_(*(sa.func.strikelog_contains(text, fold(word.text)) for word in run))
