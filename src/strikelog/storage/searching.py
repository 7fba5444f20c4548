"""What the full-text index holds of a record, and how searched words are put to it.

Words are folded before they are indexed and before they are searched. Each text field of a record
has a column of its own, so that `title:hospital` is answered by the index as well; names and texts
of what hangs on an incident stand in two more. Names are also held as consonant skeletons, one for
each word and each pair of neighbours, so that كفرنبل, Kafr Nobol and Kafranbel meet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from ..domain.casefiles import CaseFile
from ..domain.fields import Field, Kind, fields_of
from ..domain.filters import Words
from ..domain.records import Location, Record, Site, Source
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


NAMES, SOURCES, BODY = "parts_names", "parts_sources", "parts_body"
"""Columns beside a record's own fields: names of what hangs on it, of its sources, other text."""

TYPES, SKELETON = "site_types", "skeleton"
"""Columns that no word is searched in: codes of the types of sites hit, and how names sound."""


@dataclass(frozen=True, slots=True)
class Document:
    """The folded words of one record, by column of the index."""

    columns: Mapping[str, str]


def search_columns(kind: type[Record]) -> tuple[str, ...]:
    """Name the columns of the index of a record class."""
    own = (field.key for field in searched_fields(kind))
    return (*own, NAMES, SOURCES, BODY, TYPES, SKELETON)


def document_of(record: Record, case: CaseFile | None = None) -> Document:
    """Make the document of a record; an incident's covers its whole case file."""
    kind: type = type(record)  # the cache wants no more than a class
    values = vars(record)
    own = {key: _texts(values[key]) for key, _, _ in _sorted_fields(kind)}
    texts = _of_parts(_parts_of(case))
    sounding = [*_spelled(case), *texts[_SOUNDS]]
    columns = {
        **own,
        NAMES: [*sounding, *texts[NAMES]],
        SOURCES: texts[SOURCES],
        BODY: texts[BODY],
    }
    folded = {name: _indexed(held) if held else "" for name, held in columns.items()}
    own_names = [text for key in own if key in _NAMES for text in own[key]]
    types = {hit.site_type for hit in case.sites_hit if hit.site_type} if case else set()
    return Document(
        {
            **folded,
            TYPES: " ".join(map(_token, sorted(types))),
            SKELETON: " ".join(_skeletons([*own_names, *sounding])),
        }
    )


def _token(code: str) -> str:
    """Write a code as one word of the index."""
    return "".join(words(code))


def _texts(held: str | Sequence[str] | None) -> Sequence[str]:
    if not held:
        return ()
    return (held,) if isinstance(held, str) else held


_SOUNDS = "sounds"
"""Where texts go that are held by their sound as well."""


def _of_parts(parts: Iterable[Record]) -> Mapping[str, list[str]]:
    """Sort the texts of what hangs on an incident by where they go."""
    found: dict[str, list[str]] = {_SOUNDS: [], NAMES: [], SOURCES: [], BODY: []}
    for part in parts:
        kind: type = type(part)  # the cache wants no more than a class
        held = vars(part)
        for key, is_many, where in _sorted_fields(kind):
            if value := held[key]:
                found[where] += value if is_many else (value,)
    return found


@cache
def _sorted_fields(kind: type[Record]) -> tuple[tuple[str, bool, str], ...]:
    return tuple((one.key, one.is_many, _where(kind, one.key)) for one in searched_fields(kind))


def _where(kind: type[Record], key: str) -> str:
    if key in _NAMES:
        return _SOUNDS
    if kind.about.parent or key not in _title_keys(kind):
        return BODY
    return SOURCES if issubclass(kind, Source) else NAMES


def _indexed(texts: Iterable[str]) -> str:
    """Part texts as searched words are parted, so that both meet whatever stands between words."""
    return " ".join(
        [_short_words(text) if len(text) <= _SHORT else " ".join(words(text)) for text in texts]
    )


_SHORT = 60


@lru_cache(maxsize=50_000)
def _short_words(text: str) -> str:
    """Part a name; those of places, groups and publishers come again and again."""
    return " ".join(words(text))


def _title_keys(kind: type[Record]) -> frozenset[str]:
    return frozenset({*kind.about.title, *_TITLES})


def _spelled(case: CaseFile | None) -> list[str]:
    """Give all spellings of an incident's place and sites."""
    if case is None:
        return []
    named: tuple[Location | Site, ...] = (*case.places[:1], *case.sites)
    return [spelling for one in named for spelling in _spellings(one)]


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


def searched_fields(kind: type) -> tuple[Field, ...]:
    """Give the fields of a record class whose text is searched."""
    return _searched_fields(kind)


def is_indexed(kind: type[Record], key: str) -> bool:
    """Tell whether the full-text index has a column for that field."""
    return not kind.about.parent and any(key == field.key for field in searched_fields(kind))


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
        found.update(dict.fromkeys(_name_bones(name)))
    return list(found)


@lru_cache(maxsize=50_000)
def _name_bones(name: str) -> tuple[str, ...]:
    parts = words(name)
    joined = [" ".join(parts[at : at + 2]) for at in range(len(parts) - 1)]
    return tuple(bones for piece in (*parts, *joined) for bones in _bones(piece))


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
    columns = search_columns(kind)
    connection.exec_driver_sql(
        f"DELETE FROM {table} WHERE rowid = ?", [(pk,) for pk, _ in documents]
    )
    places = ", ".join("?" * (len(columns) + 1))
    connection.exec_driver_sql(
        f"INSERT INTO {table} (rowid, {', '.join(columns)}) VALUES ({places})",
        [(pk, *(one.columns[name] for name in columns)) for pk, one in documents],
    )


def match_expression(kind: type[Record], run: Sequence[Words], *, names_only: bool = False) -> str:
    """Say in the index's query language what a run of neighbouring words asks for.

    "" finds nothing.
    """
    columns = _name_columns(kind) if names_only else f"- {{{TYPES} {SKELETON}}}"
    if len(run) == 1 and run[0].phrase:
        return _phrase(run[0].text, columns)
    each = [_word(word.text, columns) for word in run]
    if not all(each):
        return ""
    together = " AND ".join(each)
    joined = _skeleton_terms(" ".join(word.text for word in run)) if len(run) > 1 else []
    return " OR ".join([f"({together})", *joined])


def _name_columns(kind: type[Record]) -> str:
    own = [
        field.key for field in searched_fields(kind) if field.key in {*_NAMES, *_title_keys(kind)}
    ]
    return f"{{{' '.join([*own, NAMES])}}}"


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
    return [f'{SKELETON} : "{bones}"' for bones in _bones(text)]


def matching(
    kind: type[Record],
    run: Sequence[Words],
    *,
    names_only: bool = False,
    types: Iterable[Sequence[str]] = (),
) -> sa.Select[Any]:
    """Select the row ids of records in which a run of words is found.

    And which hit a site of one type out of each group of `types`.
    """
    expression = match_expression(kind, run, names_only=names_only)
    for codes in types:
        any_of = " OR ".join(f'"{_token(code)}"' for code in codes)
        expression = expression and f"({expression}) AND {TYPES} : ({any_of})"
    return _found(kind, expression)


def holding(kind: type[Record], key: str, values: Iterable[str]) -> sa.Select[Any]:
    """Select the row ids of records whose text in one field holds any of the values.

    The words of a value stand side by side; its last may be the beginning of a word.
    """
    each = (" ".join(words(value)) for value in values)
    return _found(kind, " OR ".join(f'{key} : "{one}" *' for one in each if one))


def with_sources(kind: type[Record], names: Iterable[str]) -> sa.Select[Any]:
    """Select the row ids of incidents of which a source has one of the names."""
    each = (" ".join(words(name)) for name in names)
    return _found(kind, " OR ".join(f'{SOURCES} : "{one}"' for one in each if one))


def _found(kind: type[Record], expression: str) -> sa.Select[Any]:
    search = sa.table(f"{table_name(kind)}_search", sa.column("rowid"))
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
    columns = [sa.func.coalesce(table.c[field.key], "") for field in searched_fields(kind)]
    text = sa.func.concat_ws(" ", *columns)
    return sa.and_(*(sa.func.strikelog_contains(text, fold(word.text)) for word in run))
