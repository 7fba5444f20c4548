"""One editor a kind of value; a new kind is one line in the table below."""

from collections.abc import Callable, Mapping

from strikelog.domain.fields import KEPT_BY_PROGRAM, Field, Kind
from strikelog.gui.editors.answers import AnswerEditor
from strikelog.gui.editors.chips import CodesEditor, LinksEditor, TagsEditor
from strikelog.gui.editors.choosing import CodeEditor, LanguageEditor, LinkEditor
from strikelog.gui.editors.countries import CountryEditor
from strikelog.gui.editors.editor import Editor
from strikelog.gui.editors.lookup import Lookup
from strikelog.gui.editors.paragraphs import ParagraphEditor
from strikelog.gui.editors.typed import DateEditor, ReadOnlyEditor, TypedEditor
from strikelog.gui.editors.zones import ZoneEditor

Maker = Callable[[Field, Lookup], Editor]

EDITORS: Mapping[Kind, Maker] = {
    Kind.ID: lambda field, _: ReadOnlyEditor(field),
    Kind.LINE: lambda field, _: TypedEditor(field),
    Kind.TEXT: lambda field, _: ParagraphEditor(field),
    Kind.CODE: lambda field, _: CodeEditor(field),
    Kind.CODES: lambda field, _: CodesEditor(field),
    Kind.COUNT: lambda field, _: TypedEditor(field),
    Kind.DEGREES: lambda field, _: TypedEditor(field),
    Kind.DATE: lambda field, _: DateEditor(field),
    Kind.DAY: lambda field, _: TypedEditor(field),
    Kind.TIME: lambda field, _: TypedEditor(field),
    Kind.INSTANT: lambda field, _: TypedEditor(field),
    Kind.YESNO: lambda field, _: AnswerEditor(field),
    Kind.LINK: LinkEditor,
    Kind.LINKS: LinksEditor,
    Kind.TAGS: lambda field, _: TagsEditor(field),
    Kind.LANGUAGE: lambda field, _: LanguageEditor(field),
    Kind.URL: lambda field, _: TypedEditor(field),
    Kind.DIGEST: lambda field, _: ReadOnlyEditor(field),
}
"""Editor of every kind."""

COUNTRY = "country_iso3"
"""A line that has a list: three letters nobody knows by heart."""

ZONE = "tz"
"""Another: the name of a time zone, which has to be spelled as the public database has it."""

_LINES_WITH_A_LIST: Mapping[str, Callable[[Field], Editor]] = {
    COUNTRY: CountryEditor,
    ZONE: ZoneEditor,
}


def is_kept_by_program(field: Field) -> bool:
    """Tell whether people only look at the field."""
    return field.is_derived or field.key in KEPT_BY_PROGRAM or field.kind is Kind.ID


def editor_for(field: Field, lookup: Lookup) -> Editor:
    """Make the editor of a field; what the program keeps is shown and not edited."""
    if is_kept_by_program(field):
        return ReadOnlyEditor(field)
    if listed := line_with_a_list(field):
        return listed
    return EDITORS[field.kind](field, lookup)


def line_with_a_list(field: Field) -> Editor | None:
    """Make the editor of a line whose values are listed somewhere; None for any other field."""
    maker = _LINES_WITH_A_LIST.get(field.key)
    return maker(field) if maker is not None else None


__all__ = ["EDITORS", "Editor", "Lookup", "editor_for", "line_with_a_list"]
