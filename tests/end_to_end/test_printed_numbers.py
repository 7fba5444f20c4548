"""The numbers on the pages of the demonstration briefing are those of its own list of numbers.

Read from the finished PDF alone, as whoever doubts it would.
"""

import re

import pypdf
import pytest

from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over

LIST = "Where each number comes from"
KEYED = re.compile(r"(?:\d+ of )?(\d+(?:–\d+)?)(\D{0,40}?)[ \u202f]F(\d+)\b")
"""A number, the words up to its key, and the key."""
TELLING = ("Key messages", "Tiles:")
"""Between these stand the messages and the tiles, where each number must have a key."""
DATES_AND_NAMES = re.compile(
    r"“[^”]*”|EX-\d{4}-\d{4}"
    r"|(?:\d{1,2}\s(?:–\s)?)?(?:May|July|August|September|November)(?: \d{4})?"
    r"|\bin\s\d{4}\b|F\d+|(?<=[a-z.,;)”])\d+(?:,\d+)*"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Give the text before the list of numbers, and that list by key."""
    folder = tmp_path_factory.mktemp("printed")
    database = open_database(folder)
    fill_with_demo(recording_over(database), database, 2)
    briefings_over(database).make(folder / "b.pdf")
    database.close()
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(folder / "b.pdf").pages)
    body, _, listed = text.rpartition(LIST)
    parts = re.split(r"^F(\d+)[ \n]", listed, flags=re.MULTILINE)
    return body, dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_number_with_a_key_stands_under_it_in_the_list(pages):
    body, listed = pages

    keyed = [one for one in KEYED.findall(body) if "several" not in one[1]]

    wrong = [one for one in keyed if one[0] not in re.findall(r"\d+(?:–\d+)?", listed[one[2]])]
    assert wrong == []
    assert len(keyed) > 60
    assert len({key for *_, key in keyed}) > 50


def test_no_number_of_the_messages_and_tiles_is_without_a_key(pages):
    body, _ = pages
    told = body.partition(TELLING[0])[2].partition(TELLING[1])[0]

    rest = DATES_AND_NAMES.sub("", KEYED.sub("", told))

    assert len(KEYED.findall(told)) > 12
    assert re.findall(r"[^\n]*\d[^\n]*", rest) == []


def test_every_line_of_the_list_names_its_unit(pages):
    _, listed = pages

    bare = [key for key, said in listed.items() if not re.search(r"\d", said)]

    assert len(listed) > 60
    assert [one for one in bare if "several" not in listed[one]] == []
    assert [key for key, said in listed.items() if "Unit:" not in said] == []
