"""The sheets that explain a workbook: its cover, its code lists and its own data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..domain.messages import mark, translate
from ..domain.records import Record
from ..domain.vocabularies import CODELIST_VERSION, vocabulary
from .cells import CellValue
from .frame import Named
from .layout import LISTS, SCHEMA_VERSION, Profile, column_letter
from .validations import list_name

StyledCells = list[tuple[CellValue, str]]
"""A row as values with the name of the style of each."""


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself besides its records; `exported_at` is in UTC."""

    export_id: str
    exported_at: datetime
    app_version: str
    office: str = ""
    filter_text: str = ""
    methodology: str = ""
    licence: str = ""
    contact: str = ""
    parent_export_id: str = ""
    history: Mapping[str, str] = field(default_factory=dict)
    """The head of the history this comes from, signed, as pairs for the file's own data."""


@dataclass(frozen=True)
class Tally:
    """What was written: rows by sheet, days covered, the strictest mark, digest and withheld ids.

    The days are ISO text, blank when unknown; `cells` holds the digest of each sheet's rows.
    """

    counts: Mapping[str, int]
    first_day: str
    last_day: str
    tlp: str
    digest: str
    withheld: Sequence[str]
    cells: Mapping[str, str]


TITLE = mark("Records of attacks on civilian life")
_NOT_COMPREHENSIVE = mark(
    "This workbook is not comprehensive. It holds what was recorded and matched the filter; "
    "what is missing here may have happened all the same."
)
_USUAL_METHOD = mark(
    "Nothing here is a fact by itself: each number is what a source says. Claims stand beside each "
    "other and are never edited to fit. Adopted ranges are the office's own figures or, where it "
    "entered none, run from the smallest low to the largest high of the credible claims, one "
    "claim for each independent origin."
)
_HOW = (
    mark(
        "Edit in any spreadsheet program and send the file back; import shows every change first."
    ),
    mark("Do not rename or delete row 1 (hidden). Columns may be moved; rows may be sorted."),
    mark("Leave the IDs alone. A new row has a blank ID."),
    mark(
        "To point at a new row from another sheet, give it a short name of your own as its ID, "
        "such as n1, and write that name where its ID is asked for."
    ),
    mark("To delete a record, write D in the column “Change”. A missing row deletes nothing."),
    mark("Grey columns are filled by the program; what is typed there is not read."),
    mark("Write dates as text: 2019-05-05, 2019-05, 2019-05-05~ (about), 2019-05-05/2019-05-06."),
    mark("Several values in one cell stand with | between them. Formulas are refused."),
)
_FIELD_FORM = mark(
    "This is an empty form: fill the rows below the headings. Sites, places and actors are listed "
    "to copy their IDs from."
)


def readme_rows(about: About, profile: Profile, tally: Tally, language: str) -> list[StyledCells]:
    """Give the cover: what the file is, how many rows it has, and how to edit it."""
    said = _Said(language)
    rows: list[StyledCells] = [[(said(TITLE), "title")], []]
    if profile.blank_rows:
        rows += [[("", "name"), (said(_FIELD_FORM), "plain")], []]
    facts = _facts(about, profile, tally)
    rows += [[(said(label), "name"), (value or "–", "plain")] for label, value in facts]
    rows += [[], [(said(mark("Records")), "heading"), ("", "heading")]]
    rows += [[(sheet, "name"), (count, "count")] for sheet, count in tally.counts.items()]
    rows += _paragraphs(said(mark("How to read it")), _reading(about, said))
    if not profile.one_way:
        rows += _paragraphs(said(mark("How to edit it")), [said(line) for line in _HOW])
    return rows


class _Said:
    """Translates marked texts into the language of the workbook."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, text: str) -> str:
        return translate(text, self._language)


def _facts(about: About, profile: Profile, tally: Tally) -> Iterator[tuple[str, str]]:
    days = f"{tally.first_day} – {tally.last_day}" if tally.first_day else ""
    yield mark("Exporting office"), about.office
    yield mark("Sharing mark"), tally.tlp
    yield mark("Days covered"), days
    yield mark("Filter"), about.filter_text
    yield mark("Profile"), profile.name
    yield mark("Generated at"), about.exported_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    yield mark("Export"), about.export_id
    yield mark("Program"), f"strikelog {about.app_version}"
    yield mark("Layout, code lists"), f"{SCHEMA_VERSION}, {CODELIST_VERSION}"
    yield mark("Licence"), about.licence
    yield mark("Contact"), about.contact
    yield mark("State of the history"), about.history.get("chain_head", "")


def _reading(about: About, said: _Said) -> list[str]:
    return [about.methodology or said(_USUAL_METHOD), said(_NOT_COMPREHENSIVE)]


def _paragraphs(heading: str, lines: Sequence[str]) -> list[StyledCells]:
    body: list[StyledCells] = [[("", "name"), (line, "plain")] for line in lines]
    return [[], [(heading, "heading"), ("", "heading")], *body]


def list_rows(names: Sequence[str], language: str) -> list[StyledCells]:
    """Give the code lists side by side: code, label and definition, in columns of three."""
    columns = [[(c.code, c.label(language), c.definition(language)) for c in vocabulary(name)]
               for name in names]  # fmt: skip
    said = _Said(language)
    heads = (mark("Code"), mark("Label"), mark("Definition"))
    rows: list[StyledCells] = [
        [(text, "label") for name in names for text in (name, "", "")],
        [(said(head), "hxl") for _ in names for head in heads],
    ]
    for at in range(max(map(len, columns), default=0)):
        entries = [column[at] if at < len(column) else ("", "", "") for column in columns]
        looks = ("mono", "plain", "plain")
        rows.append(
            [pair for one in entries for pair in zip(one, looks, strict=True)],
        )
    return rows


def list_names(names: Sequence[str]) -> list[Named]:
    """Give the defined name of each code list, standing for its codes."""
    made = []
    for at, name in enumerate(names):
        letter = column_letter(3 * at + 1)
        last = len(vocabulary(name)) + 2
        made.append(Named(list_name(name), f"{LISTS}!${letter}$3:${letter}${last}"))
    return made


def meta_rows(
    about: About,
    profile: Profile,
    tally: Tally,
    *,
    kinds: Sequence[type[Record]],
    language: str,
) -> list[tuple[str, str]]:
    """Give the key and value pairs that tell a later import what this file is."""
    rows = [
        ("schema_version", SCHEMA_VERSION),
        ("codelist_version", CODELIST_VERSION),
        ("export_id", about.export_id),
        ("parent_export_id", about.parent_export_id),
        ("office", about.office),
        ("profile", profile.name),
        ("tlp", tally.tlp),
        ("exported_at", about.exported_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("app_version", about.app_version),
        ("lang", language),
        *about.history.items(),
    ]
    for kind in kinds:
        keys = (column.key for column in profile.columns(kind))
        rows.append((f"fields.{kind.about.sheet}", "|".join(keys)))
    rows += [(f"count.{sheet}", str(count)) for sheet, count in tally.counts.items()]
    rows += [(f"cells.{sheet}", digest) for sheet, digest in tally.cells.items()]
    return [*rows, *_withheld(tally.withheld), ("digest", tally.digest)]


_IDS_IN_A_CELL = 800


def _withheld(ids: Sequence[str]) -> list[tuple[str, str]]:
    """Name what is referred to but not in the file, in as many rows as the ids need."""
    starts = range(0, max(len(ids), 1), _IDS_IN_A_CELL)
    return [("withheld", "|".join(ids[at : at + _IDS_IN_A_CELL])) for at in starts]
