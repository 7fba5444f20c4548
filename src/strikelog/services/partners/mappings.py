"""What was learned of partners' tables: mappings kept in the vault, and files to hand on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.errors import StrikelogError
from ...domain.messages import mark
from ...storage.database import Database
from ...storage.files import write_durably
from ...storage.partners import Partners

if TYPE_CHECKING:
    from ...exchange.foreign.mapping import ColumnMapping, Mapping
    from ...exchange.foreign.tables import Table

__all__ = ["Mapping", "PartnerMappings"]

_MOST_BYTES = 2_000_000
_NAMELESS = "Table"


class NoSuchMapping(StrikelogError):
    """No mapping is kept under that name."""

    message = mark("There is no mapping “{name}” in this vault. Known are: {found}.")


class MappingNotReadable(StrikelogError):
    """The file of a mapping cannot be read."""

    message = mark("“{name}” cannot be read. Choose a mapping file that was saved here.")


class PartnerMappings:
    """The mappings of one vault, and those the program knows beforehand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def ending(self) -> str:
        """How names of mapping files end."""
        from ...exchange.foreign.mapping import FILE_ENDING

        return FILE_ENDING

    def all(self) -> tuple[Mapping, ...]:
        """Give every mapping kept in the vault, the newest last."""
        from ...exchange.foreign.mapping import mapping_from_json

        with self._database.reading() as connection:
            kept = Partners(connection, self._database.schema).mappings()
        return tuple(
            replace(mapping_from_json(body, name), name=name) for name, body in kept.items()
        )

    def built_in(self) -> tuple[Mapping, ...]:
        """Give the mappings of publishers the program knows."""
        from ...exchange.partners.recognising import publications

        return tuple(one.mapping for one in publications() if not one.partial)

    def known_for(self, table: Table) -> tuple[Mapping, ...]:
        """Give what is known of a table: mappings learned first, then what its publisher's is."""
        from ...exchange.foreign.mapping import fingerprint
        from ...exchange.partners.recognising import recognise

        own = fingerprint(table.header)
        learned = [one for one in reversed(self.all()) if one.fingerprint == own]
        publication = recognise(table.header)
        known = [publication.mapping_for(table.header, table.hxl)] if publication else []
        others = [one for one in self.all() if one.fingerprint != own]
        return (*learned, *known, *others)

    def get(self, name: str) -> Mapping:
        """Give a mapping by name, kept or built in; raises NoSuchMapping."""
        every = {one.name: one for one in (*self.built_in(), *self.all())}
        if name not in every:
            raise NoSuchMapping(name=name, found=", ".join(every) or "–")
        return every[name]

    def learn(self, mapping: Mapping, sheet: str = "") -> Mapping:
        """Keep a mapping for the next table with these headings; gives it with its name.

        One that nobody named is called after its dataset, else after the sheet.
        """
        if _is_built_in(mapping):
            return mapping
        named = self._named(mapping, sheet)
        if named not in self.all():
            with self._database.writing() as connection:
                partners = Partners(connection, self._database.schema)
                partners.keep_mapping(named.name, named.fingerprint, named.to_json())
        return named

    def _named(self, mapping: Mapping, sheet: str) -> Mapping:
        """Give it a name that no mapping of other headings has."""
        from ...exchange.partners.keys import NAMESPACE, namespace_of

        parts = dict.fromkeys(filter(None, (mapping.publisher, mapping.dataset)))
        wanted = mapping.name or ", ".join(parts) or sheet or _NAMELESS
        taken = {one.name: one.fingerprint for one in (*self.built_in(), *self.all())}
        name, number = wanted, 1
        while taken.get(name, mapping.fingerprint) != mapping.fingerprint:
            number += 1
            name = f"{wanted} ({number})"
        named = namespace_of(mapping)
        pinned = {} if mapping.dataset else {NAMESPACE: named}
        return replace(mapping, name=name, defaults={**mapping.defaults, **pinned})

    def remove(self, name: str) -> None:
        """Forget a mapping; raises NoSuchMapping."""
        with self._database.writing() as connection:
            gone = Partners(connection, self._database.schema).drop_mapping(name)
        if not gone:
            found = ", ".join(one.name for one in self.all()) or "–"
            raise NoSuchMapping(name=name, found=found)

    def load(self, path: Path) -> Mapping:
        """Read a mapping file; it is kept once it is learned."""
        from ...exchange.foreign.mapping import mapping_from_json

        try:
            if path.stat().st_size > _MOST_BYTES:
                raise MappingNotReadable(name=path.name)
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError):
            raise MappingNotReadable(name=path.name) from None
        return mapping_from_json(text, path.name)

    def save(self, mapping: Mapping, path: Path) -> None:
        """Write a mapping file that can be handed on; it holds headings and spellings alone."""
        write_durably(path, mapping.to_json().encode())


def _is_built_in(mapping: Mapping) -> bool:
    """Tell whether the program would understand a table in just this way by itself."""
    from ...exchange.partners.recognising import recognise

    header = list(dict.fromkeys(column.header for column in mapping.columns))
    known = recognise(header)
    if known is None or known.partial or known.mapping.defaults != mapping.defaults:
        return False
    own, given = _meant(known.mapping_for(header)), _meant(mapping)
    if len(own) != len(given) or mapping.date_order != known.mapping.date_order:
        return False
    return all(map(_is_same, own, given))


def _meant(mapping: Mapping) -> list[ColumnMapping]:
    """Give the columns that mean something, in an order of their own."""
    return sorted((one for one in mapping.columns if one.target != "ignore"), key=_place)


def _place(column: ColumnMapping) -> tuple[str, str]:
    return column.header, column.target


def _is_same(known: ColumnMapping, column: ColumnMapping) -> bool:
    """Tell whether a column is read alike; codes that words have by themselves count for nothing.

    How a column of dates is ordered is found anew in every file.
    """
    from ...exchange.foreign.crosswalks import code_for
    from ...exchange.foreign.targets import target

    if _place(known) != _place(column) or not known.options.items() <= column.options.items():
        return False
    wanted, scale = target(column.target), column.options.get("scale", "")
    return all(
        code == (own if (own := known.code_of(text)) is not None else code_for(wanted, text, scale))
        for text, code in column.values.items()
    )
