"""The Arabic catalogue holds every text that the program marks, in Arabic, and no other."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from strikelog.domain.counts import read_count
from strikelog.domain.dates import AmbiguousDate, read_date
from strikelog.domain.filter_fields import filter_fields, find_filter_field
from strikelog.domain.filter_text import Asked, parse_filter
from strikelog.domain.filter_values import condition_of, name_typed
from strikelog.domain.filters import Op
from strikelog.domain.messages import translate
from strikelog.domain.records import AggregateClaim, Incident, Location, Site, Source
from strikelog.domain.vocabularies import vocabulary
from strikelog.resources import resource

SOURCES = Path(__file__).parents[2] / "src" / "strikelog"
CATALOGUE = ("locale", "ar", "LC_MESSAGES", "strikelog.po")
REFRESH = "Run packaging/resources/messages.py and translate what it lists."
THE_SAME_IN_ARABIC = frozenset({"https://…"})
LATIN_KEPT_IN_ARABIC = (
    *(
        "strikelog",
        "Apache License",
        "Unicode CLDR",
        "Creative Commons Attribution",
        "GeoNames",
        "WGS",
        "EPSG",
        "Lucide",
    ),
    *("Apple Numbers", "Numbers", "Export To", "LibreOffice", "SYLK", "XML", "REF"),
    *("xlsb", "xlsm", "ods", "csv", "tsv"),
    *("Noto Sans Arabic", "Noto Sans", "PySide6", "Qt", "SIL Open Font License"),
    *("Argon2id", "EDTF", "HXL", "ISC", "ISO", "ISO3", "LGPL", "MIME", "SHA", "SQLCipher"),
    *(
        "SQLite",
        "TLP",
        "UCDP",
        "UTC",
        "UUID",
        "http",
        "https",
        "Excel",
        "JSON",
        "GeoJSON",
        "CSV",
        "PDF",
        "pdf",
    ),
    *(
        "xls",
        "xlsx",
        "json",
        "vault.db",
        "vault.keys",
        "identities.db",
        "identities.keys",
        "_meta",
        "Lists",
        "Ctrl+L",
        "full",
        "Enter",
        "Esc",
    ),
    *("Ctrl+N", "Ctrl+Z", "Ctrl+Y", "Shift", "Page Up", "Page Down", "Delete", "Pause", "N"),
    *("XMP", "JPEG", "PNG", "WebP"),
    *("SYR", "PSE", "UKR", "SY0702", "IDL-2019-0042", "NYT11", "shcc", "A"),
    *("Asia/Damascus", "true", "false", "ar-SY", "ar", "en", "n1", "D", "F"),
)
"""Names, signs to type and kinds of files, which nobody writes in Arabic letters."""


def modules():
    return sorted(SOURCES.rglob("*.py"))


def marked_in(module):
    """Texts given to mark() in a module; read from the code, so that no text is missed."""
    calls = (n for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.Call))
    named = (c for c in calls if getattr(c.func, "id", "") == "mark")
    return {ast.literal_eval(call.args[0]) for call in named}


@cache
def marked():
    return {text: m.name for m in reversed(modules()) for text in marked_in(m)}


@cache
def catalogue():
    with resource(*CATALOGUE).open("rb") as stream:
        return read_po(stream, locale="ar", abort_invalid=True)


def entries():
    return [message for message in catalogue() if message.id]


def said_in_words():
    """Entries that hold more than figures, signs and placeholders."""
    own = [message for message in entries() if message.id not in THE_SAME_IN_ARABIC]
    return [message for message in own if re.search("[A-Za-z]", without_placeholders(message.id))]


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def without_placeholders(text):
    return re.sub(r"\{\w+\}", "", text)


def left_in_latin(text):
    kept = "|".join(sorted(map(re.escape, LATIN_KEPT_IN_ARABIC), key=len, reverse=True))
    bare = re.sub(
        rf"\d{{4}}-\d\d-\d\dT[\d:]+Z|(?<![A-Za-z])(?:{kept})(?![A-Za-z])",
        "",
        without_placeholders(text),
    )
    return re.findall("[A-Za-z]+", bare)


def test_every_marked_text_is_translated():
    known = {message.id for message in entries() if message.string}

    missing = sorted(f"{where}: {text}" for text, where in marked().items() if text not in known)

    assert not missing, "\n".join([f"{len(missing)} texts lack Arabic. {REFRESH}", *missing])


def test_no_translation_is_left_over():
    over = sorted(message.id for message in entries() if message.id not in marked())

    assert not over, "\n".join([f"{len(over)} texts are marked no more. {REFRESH}", *over])


def test_a_label_of_the_records_reads_as_arabic():
    assert translate("Strike pattern", "ar") == "نمط الضربات"
    assert translate("Strike pattern", "en") == "Strike pattern"


def test_every_entry_is_settled():
    assert [message.id for message in entries() if message.fuzzy] == []


def test_translations_are_written_in_arabic():
    texts = [message.string for message in said_in_words() if message.string]

    wrong = [text for text in texts if not re.search("[\u0621-\u064a]", text)]
    mixed = {text: left_in_latin(text) for text in texts if left_in_latin(text)}
    european = [text for text in texts if re.search("[,;?“”]", text)]

    assert (wrong, mixed, european) == ([], {}, [])


def test_what_runs_from_left_to_right_is_kept_so():
    """Behind Arabic letters, 2019-11-06 and 3–5 would be shown turned round."""
    turned = re.compile(r"(?<![\u2066\w./:–-])(?:\d{4}-\d\d|\d+–\d+|−\d|\d+°\d)")

    assert [m.string for m in entries() if turned.search(m.string)] == []


def test_quoted_values_stand_apart():
    loose = re.compile(r"«\{\w+\}»")

    assert [m.string for m in entries() if loose.search(m.string)] == []


def test_isolates_are_closed():
    opened = {m.string: len(re.findall("[\u2066-\u2068]", m.string)) for m in entries()}

    assert [text for text, count in opened.items() if text.count("\u2069") != count] == []


def test_translations_keep_their_placeholders():
    settled = [message for message in entries() if message.string]

    differing = [m.id for m in settled if placeholders(m.id) != placeholders(m.string)]

    assert differing == []


def test_translations_keep_the_way_a_text_ends():
    ends = {message.id: message.string for message in entries() if message.string}

    differing = [one for one, said in ends.items() if one[-1] in "…:" and said[-1] != one[-1]]

    assert differing == []


def test_no_text_is_entered_twice():
    lines = resource(*CATALOGUE).read_text("utf-8").splitlines()
    texts = [line for line in lines if line.startswith("msgid ")]

    assert len(texts) == len(set(texts))


def test_arabic_plurals_have_their_six_forms():
    assert catalogue().num_plurals == 6


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("With “up to” the low number is 0.", "QUALIFIER", "up_to"),
        ("“None” means that both numbers are 0.", "QUALIFIER", "none"),
        ("It would become fair if the origins agreed on an attacker.", "GRADING", "fair"),
        ("It would become contested if an origin named another attacker.", "GRADING", "contested"),
        ("A first credible claim would make it weak.", "GRADING", "weak"),
        (
            "“Either or” needs a second attacker. Add one, or choose another logic.",
            "ATTR_LOGIC",
            "either_or",
        ),
        (
            "In this data set 1 may mean “number not stated”. Check the qualifier.",
            "QUALIFIER",
            "unspecified",
        ),
    ],
)
def test_sentences_name_codes_as_the_lists_do(text, name, code):
    assert f"«{vocabulary(name).label(code, 'ar')}»" in translate(text, "ar")


def test_the_filter_shown_as_an_example_can_be_typed():
    english = 'type:hospital date:2019-05..2019-11 place:Idleb killed>=5 "double tap"'

    arabic = parse_filter(translate(english, "ar"), Incident, "ar")

    names = [getattr(term, "name", "") for term in parse_filter(english, Incident).terms]
    assert [getattr(term, "name", "") for term in arabic.terms] == names


@pytest.mark.parametrize("text", ["6 Nov 2019", "6 Nov 2019, early May 2019, May 2019"])
def test_dates_shown_as_examples_can_be_typed(text):
    english = [read_date(one) for one in text.split(", ")]

    assert [read_date(one) for one in translate(text, "ar").split(" أو ")] == english


def test_counts_shown_as_examples_can_be_typed():
    text = "14, at least 14, 3–5"

    arabic = [read_count(one) for one in translate(text, "ar").split(" أو ")]

    assert [(count.low, count.high) for count in arabic] == [(14, 14), (14, None), (3, 5)]


def test_the_circle_shown_as_an_example_can_be_typed():
    asked = Asked(Incident, filter_fields(Incident)["near"], "ar")

    condition = condition_of(asked, Op.IS, [translate("35.61, 36.56, 5 km", "ar")])

    assert condition.values == ("35.61,36.56,5km",)


@pytest.mark.parametrize("entity", [Incident, Site, Source, Location, AggregateClaim])
def test_the_arabic_names_of_fields_can_be_typed_in_filters(entity):
    typed = {each.label: name_typed(each, "ar") for each in filter_fields(entity).values()}

    found = {label: find_filter_field(entity, name, "ar") for label, name in typed.items()}

    assert [label for label, each in found.items() if each is None or each.label != label] == []


def test_an_ambiguous_date_is_explained_with_arabic_days():
    with pytest.raises(AmbiguousDate) as ambiguous:
        read_date("6/11/2019")

    said = ambiguous.value.sentence("ar")

    assert "6 تشرين الثاني 2019 أو 11 حزيران 2019" in said
    assert left_in_latin(said) == []
