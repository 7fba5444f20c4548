"""The Arabic catalogue covers every label of the records and keeps what sentences hold."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from strikelog.domain.messages import translate
from strikelog.resources import resource

DOMAIN = Path(__file__).parents[2] / "src" / "strikelog" / "domain"
LABELLED = ("records", "fields.py", "summaries.py")
LATIN_KEPT_IN_ARABIC = (
    *("EDTF", "ISO", "MIME", "SHA", "SQLCipher", "SQLite", "UTC", "UUID"),
    *("strikelog", "true", "false", "vault.keys"),
)


def modules(name):
    place = DOMAIN / name
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def marked_in(module):
    """Texts given to mark() in a module; read from the code, so that no text is missed."""
    calls = (n for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.Call))
    return {ast.literal_eval(c.args[0]) for c in calls if getattr(c.func, "id", "") == "mark"}


def catalogue():
    with resource("locale", "ar", "LC_MESSAGES", "strikelog.po").open("rb") as stream:
        return read_po(stream, locale="ar", abort_invalid=True)


def entries():
    return [message for message in catalogue() if message.id]


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def in_arabic_script(text):
    for kept in LATIN_KEPT_IN_ARABIC:
        text = text.replace(kept, "")
    text = re.sub(r"\{\w+\}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "", text)
    return not re.search("[A-Za-z]", text)


@pytest.mark.parametrize("name", LABELLED)
def test_every_label_is_translated(name):
    labels = set().union(*(marked_in(module) for module in modules(name)))

    missing = sorted(label for label in labels if translate(label, "ar") == label)

    assert labels
    assert missing == []


def test_a_label_of_the_records_reads_as_arabic():
    assert translate("Strike pattern", "ar") == "نمط الضربات"
    assert translate("Strike pattern", "en") == "Strike pattern"


def test_every_entry_is_translated_and_settled():
    assert [message.id for message in entries() if not message.string or message.fuzzy] == []


def test_translations_are_written_in_arabic():
    wrong = [m.string for m in entries() if not re.search("[\u0621-\u064a]", m.string)]
    mixed = [m.string for m in entries() if not in_arabic_script(m.string)]
    european = [m.string for m in entries() if re.search("[,;?]", m.string)]

    assert wrong + mixed + european == []


def test_translations_keep_their_placeholders():
    differing = [m.id for m in entries() if placeholders(m.id) != placeholders(m.string)]

    assert differing == []


def test_no_text_is_entered_twice():
    lines = resource("locale", "ar", "LC_MESSAGES", "strikelog.po").read_text("utf-8").splitlines()
    texts = [line for line in lines if line.startswith("msgid ")]

    assert len(texts) == len(set(texts))


def test_arabic_plurals_have_their_six_forms():
    assert catalogue().num_plurals == 6
