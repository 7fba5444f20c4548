"""Tables of publishers everybody knows, recognised by their headings.

What is known of a publisher's table stands in one file of `resources/partners`: which headings it
must have (any of several spellings each), what its columns mean, what holds for all its rows.
"""

import json
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import cache
from typing import Any

from strikelog.resources import resource

from ..foreign.mapping import ColumnMapping, Mapping, fingerprint, folded_header
from ..foreign.targets import IGNORE

_FOLDER = "partners"


@dataclass(frozen=True)
class Publication:
    """A table that is known beforehand; a `partial` one is of a tool, not of a publisher.

    Of such a table only the columns that the tool itself adds are known.
    """

    key: str
    mapping: Mapping
    requires: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[tuple[str, ...], ColumnMapping], ...]
    partial: bool = False

    def fits(self, header: Sequence[str]) -> bool:
        """Tell whether a table has every heading that makes it one of these."""
        there = {folded_header(heading) for heading in header}
        return all(not there.isdisjoint(spellings) for spellings in self.requires)

    def mapping_for(self, header: Sequence[str], hxl: Sequence[str] = ()) -> Mapping:
        """Give the mapping of a table with these headings; columns it does not know are left out.

        Of several columns for one target all are kept; a heading is meant as it stands.
        """
        columns = tuple(self._columns_for(header, hxl))
        known = self.mapping
        return Mapping(
            name=known.name,
            publisher=known.publisher,
            dataset=known.dataset,
            fingerprint=fingerprint(header),
            columns=columns,
            date_order=known.date_order,
            defaults=known.defaults,
            published=True,
        )

    def _columns_for(self, header: Sequence[str], hxl: Sequence[str]) -> Iterator[ColumnMapping]:
        for place, heading in enumerate(header):
            tag = hxl[place] if place < len(hxl) else ""
            wanted = folded_header(heading)
            said = [column for spellings, column in self.columns if wanted in spellings]
            for column in said or ([] if self.partial else [_LEFT_OUT]):
                yield ColumnMapping(heading, tag, column.target, column.options, column.values)


_LEFT_OUT = ColumnMapping("", target=IGNORE)


def recognise(header: Sequence[str]) -> Publication | None:
    """Give the publication a table with these headings is of; the one that knows most of them."""
    fitting = [one for one in publications() if one.fits(header)]
    there = {folded_header(heading) for heading in header}

    def known(one: Publication) -> tuple[bool, int]:
        named = sum(not there.isdisjoint(spellings) for spellings, _ in one.columns)
        return not one.partial, named

    return max(fitting, key=known, default=None)


@cache
def publications() -> tuple[Publication, ...]:
    """Give every table that is known beforehand."""
    files = sorted(resource(_FOLDER).glob("*.json"))
    return tuple(_publication(json.loads(file.read_text(encoding="utf-8"))) for file in files)


def _publication(content: MappingOf[str, Any]) -> Publication:
    columns = tuple(
        (
            tuple(folded_header(heading) for heading in column["headers"]),
            ColumnMapping(
                column["headers"][0],
                target=column["target"],
                options=column.get("options", {}),
                values=column.get("values", {}),
            ),
        )
        for column in content["columns"]
    )
    mapping = Mapping(
        name=content["name"],
        publisher=content["publisher"],
        dataset=content["dataset"],
        columns=tuple(column for _, column in columns),
        defaults=content.get("defaults", {}),
    )
    requires = tuple(
        tuple(folded_header(heading) for heading in spellings) for spellings in content["requires"]
    )
    return Publication(content["key"], mapping, requires, columns, content.get("partial", False))
