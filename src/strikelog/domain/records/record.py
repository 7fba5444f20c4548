"""What every record has: an identity, a sharing mark and the marks of record keeping."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from ..fields import Kind, describe
from ..messages import mark


def new_id() -> str:
    """Make an identity that tells nothing of when or where it was made (UUID version 4)."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class About:
    """What surfaces need to know of a record class as a whole.

    `parent` is the key of the field that names the owning record, empty for records that stand
    alone; `title` lists the fields that name one record to a person, best first; `tlp` is the mark
    a new one gets. Records that are `append_only` are written once: no edit, deletion or undo.
    """

    sheet: str
    label: str
    plural: str
    id_hxl: str
    tlp: str
    parent: str = ""
    title: tuple[str, ...] = ()
    append_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Record:
    """Fields common to all records.

    Those in the group "stewardship" are written by the program alone.
    """

    about: ClassVar[About]

    id: str = describe(Kind.ID, mark("ID"), required=True, factory=new_id)
    tlp: str | None = describe(
        Kind.CODE,
        mark("Sharing mark"),
        group="stewardship",
        vocabulary="TLP",
        hxl="#meta+tlp",
    )
    rev: int = describe(Kind.COUNT, mark("Revision"), group="stewardship", default=0)
    origin_office: str | None = describe(Kind.LINE, mark("Entered by office"), group="stewardship")
    created_at: datetime | None = describe(Kind.INSTANT, mark("Created"), group="stewardship")
    created_by: str | None = describe(Kind.LINE, mark("Created by"), group="stewardship")
    updated_at: datetime | None = describe(Kind.INSTANT, mark("Updated"), group="stewardship")
    updated_by: str | None = describe(Kind.LINE, mark("Updated by"), group="stewardship")
    deleted: bool = describe(Kind.YESNO, mark("Deleted"), group="stewardship", default=False)
    codelist_version: str | None = describe(
        Kind.LINE, mark("Code lists of"), group="stewardship", limit=16
    )


R = TypeVar("R", bound=Record)


def made(kind: type[R], values: Mapping[str, Any]) -> R:
    """Make a record of the values of ALL its fields, in a tenth of the time its class takes.

    For where many records are made at once; nothing looks at the names.
    """
    record = object.__new__(kind)
    vars(record).update(values)
    return record


def fresh(kind: type[R], **values: object) -> R:
    """Make a new record that holds these values and nothing else, as its class does, but faster.

    It is given its id; nothing looks for one.
    """
    plain: type = kind  # the cache wants no more than a class
    held = {**_untouched(plain), **values}
    if len(held) != len(_untouched(plain)) or "id" not in values:
        strange = sorted(values.keys() - _untouched(plain).keys()) or "no id"
        raise TypeError(f"{kind.__name__} has {strange}")
    return made(kind, held)


@cache
def _untouched(kind: type[Record]) -> Mapping[str, object]:
    """Give what the fields of a new record hold before anything is put in."""
    return vars(kind(id=""))


def altered(record: R, **values: object) -> R:
    """Give a copy with some values changed, as `replace` does, in a tenth of its time."""
    held = vars(record)
    if not values.keys() <= held.keys():
        raise TypeError(f"{type(record).__name__} has no {sorted(values.keys() - held.keys())}")
    return made(type(record), {**held, **values})
