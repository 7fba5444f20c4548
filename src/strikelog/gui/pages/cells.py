"""Values of a row to cells: one function for each kind of field, a few for what mocks show."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from strikelog.domain.date_names import month_name
from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.display import listed, people, words
from strikelog.domain.fields import Field, Kind
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui.language import language, number
from strikelog.gui.lists.columns import BLANK, Cell, Paint
from strikelog.gui.style import Tone

Maker = Callable[[object], Cell]

WORKFLOW_TONES = {
    "draft": Tone.PLAIN,
    "in_review": Tone.WAIT,
    "reviewed": Tone.GOOD,
    "published": Tone.TOLD,
    "merged": Tone.PLAIN,
    "rejected": Tone.GRAVE,
    "archived": Tone.PLAIN,
}
STATUS_TONES = {
    "functioning": Tone.GOOD,
    "partial": Tone.WAIT,
    "suspended": Tone.WAIT,
    "not_functioning": Tone.GRAVE,
    "evacuated": Tone.WAIT,
    "closed": Tone.GRAVE,
}
SITE_ICONS = {
    "hospital": "hospital",
    "clinic": "stethoscope",
    "first_aid_post": "stethoscope",
    "maternity_child": "hospital",
    "blood_lab_pharmacy": "stethoscope",
    "ambulance": "ambulance",
    "health_unspecified": "hospital",
    "kindergarten": "school",
    "school": "school",
    "university": "school",
    "education_unspecified": "school",
    "mosque": "landmark",
    "church": "church",
    "worship_other": "landmark",
    "market": "store",
    "bakery": "wheat",
    "water": "droplets",
    "power": "zap",
    "idp_camp": "tent",
    "collective_shelter": "tent",
    "residential": "house",
    "rescue_centre": "siren",
    "rescue_vehicle": "ambulance",
    "responders_at_scene": "siren",
    "aid_office": "life-buoy",
    "aid_warehouse": "life-buoy",
    "aid_convoy": "life-buoy",
    "media": "camera",
    "cultural": "landmark",
    "transport": "bus",
    "farm_food": "wheat",
    "civil_admin": "building-2",
    "mixed_civilian": "building-2",
    "other": "building-2",
    "unknown": "circle-question-mark",
}
SOURCE_ICONS = {
    "news_media_intl": "newspaper",
    "news_media_local": "newspaper",
    "photo_agency": "camera",
    "investigation": "search",
    "social_post": "message-square-text",
    "ngo_report": "file-text",
    "un_report": "globe",
    "un_statement": "globe",
    "gov_statement": "landmark",
    "military_statement": "shield",
    "inquiry_finding": "scale",
    "dataset_row": "file-spreadsheet",
    "witness": "user",
    "victim_or_kin": "user",
    "facility_staff": "stethoscope",
    "rescue_service": "siren",
    "medical_record": "hospital",
    "field_visit": "map-pin",
    "imagery_provider": "image",
    "signal_log": "plane",
    "academic": "book-open",
    "other": "file-text",
}
MEDIA_ICONS = {
    "photo": "image",
    "video": "video",
    "audio": "volume-2",
    "document": "file-text",
    "web_capture": "globe",
    "satellite_image": "satellite",
    "log": "scroll-text",
    "dataset": "table",
    "object_photo": "camera",
    "other": "paperclip",
}
GRAPHIC_TONES = {
    "no": Tone.GOOD,
    "sensitive": Tone.WAIT,
    "graphic": Tone.GRAVE,
    "unknown": Tone.PLAIN,
}
VERIFICATION_TONES = {
    "provenance_checked": Tone.TOLD,
    "geolocated": Tone.TOLD,
    "chronolocated": Tone.TOLD,
    "verified": Tone.GOOD,
    "inconclusive": Tone.WAIT,
    "recycled": Tone.GRAVE,
    "manipulated": Tone.GRAVE,
}


def short_range(low: int | None, high: int | None) -> str:
    """Write a range of people as briefly as it stays clear: «8», «3–5», «14+», «≤ 5»."""
    if low is None:
        return "" if high is None else f"≤ {number(high)}"
    if high is None:
        return f"{number(low)}+"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def generic_cell(field: Field) -> Maker:
    """Return what says a value of a field by its kind; links come as names already."""
    if field.kind in (Kind.LINK, Kind.LINKS):
        return _names_cell
    tongue = language()

    def made(value: object) -> Cell:
        short = short_date(value, tongue) if isinstance(value, FuzzyDate) else ""
        said = short or words(field, value, tongue)
        return Cell(said) if said else BLANK

    return made


def short_date(value: FuzzyDate, tongue: str) -> str:
    """Write a date as briefly as a list needs it: months short, "between" as a dash."""
    start, end = value.start, value.end
    if value.is_one_of and start and end:
        value = FuzzyDate.span(start, end)
    said = date_words(value, tongue)
    for point in (start, end):
        if point and point.month:
            long, short = (month_name(point.month, tongue, long=one) for one in (True, False))
            said = said.replace(long, short) if long in said else said
    return said


def paint_of(kind: Kind) -> Paint:
    """Return how a column of a kind is painted."""
    return _PAINTS.get(kind, Paint.TEXT)


def code_cell(field: Field, icons: dict[str, str] | None = None) -> Maker:
    """Return what names a code, with a drawing where one is known; "unknown" steps back."""
    tongue = language()
    known = vocabulary(field.vocabulary)

    @cache
    def made(value: object) -> Cell:
        codes = _codes(value)
        if not codes:
            return BLANK
        said = listed((known.label(code, tongue) for code in codes), tongue)
        icon = icons.get(codes[0], "") if icons else ""
        return Cell(said, icon=icon, is_dim=codes == ("unknown",))

    return made


def pill_cell(field: Field, tones: dict[str, Tone]) -> Maker:
    """Return what shows a code as a pill."""
    tongue = language()
    known = vocabulary(field.vocabulary)

    @cache
    def made(value: object) -> Cell:
        codes = _codes(value)
        if not codes:
            return BLANK
        return Cell(known.label(codes[0], tongue), tone=tones.get(codes[0], Tone.PLAIN))

    return made


def names_cell(value: object) -> Cell:
    """Say a name in both scripts, the one of the window's language first.

    A third and fourth value stand in for a name or a local name that is missing.
    """
    name, local, spare, spare_local = (*_parts(value), "", "")[:4]
    name = name or spare
    first, second = (local, name) if language() == "ar" and local else (name, local or spare_local)
    return Cell(first or second, second=second if first else "")


def name_cell(value: object) -> Cell:
    """Say a name in the script of the window's language, where it is known."""
    name, local = (*_parts(value), "")[:2]
    return Cell(local if language() == "ar" and local else name)


def people_cell(value: object) -> Cell:
    """Say a range of people; none harmed steps back, unknown is blank."""
    low, high = value if isinstance(value, tuple) else (None, None)
    text = short_range(low, high)
    return Cell(text, is_dim=text in ("", "0"))


def counted_cell(value: object) -> Cell:
    """Say a published count."""
    low, high = value if isinstance(value, tuple) else (None, None)
    return Cell(short_range(low, high))


def code_or_id(value: object) -> Cell:
    """Say a reference, or the beginning of the id where there is none."""
    ref, record_id = _parts(value)
    return Cell(ref or record_id[:8])


def people_words(low: int | None, high: int | None) -> str:
    """Say a range of people in full words of the window's language."""
    return people(low, high, language())


def _names_cell(value: object) -> Cell:
    names = value if isinstance(value, tuple) else (value,)
    said = listed([str(name) for name in names if name], language())
    return Cell(said) if said else BLANK


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _parts(value: object) -> Sequence[Any]:
    parts = value if isinstance(value, tuple) else (value,)
    return [part or "" for part in parts]


_PAINTS = {
    Kind.COUNT: Paint.NUMBER,
    Kind.DEGREES: Paint.NUMBER,
    Kind.DATE: Paint.MUTED,
    Kind.DAY: Paint.MUTED,
    Kind.INSTANT: Paint.MUTED,
    Kind.TIME: Paint.MUTED,
    Kind.ID: Paint.MUTED,
    Kind.DIGEST: Paint.MUTED,
}
