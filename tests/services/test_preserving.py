"""Addresses of archived copies: matched to their links, entered as one step, undone as one."""

import pytest

from strikelog.domain.messages import translate
from strikelog.domain.records import Source
from strikelog.services.preserving import (
    NO_ADDRESS,
    OF_ANOTHER,
    OF_WHICH,
    THE_PAGE_ITSELF,
    NoCopy,
    NothingToEnter,
    Preserving,
    copies_in,
)
from strikelog.services.recording import Refused
from tests.workspaces import empty_vault

PAGE, OTHER = "https://www.example.org/2019/05/a-page/", "http://news.example.net/story?id=7"
LINKS = {"one": PAGE, "two": OTHER}
COPY = "https://web.archive.org/web/20190506120000/https://example.org/2019/05/a-page"
OTHER_COPY = "https://web.archive.org/web/20190506120000/http://news.example.net:80/story?id=7"


def test_a_copy_names_its_page_in_whatever_spelling():
    found = copies_in(f"{COPY}\n\n{OTHER_COPY}", LINKS)

    assert found.by_source == {"one": COPY, "two": OTHER_COPY}
    assert found.unread == ()


@pytest.mark.parametrize(
    "inside",
    [
        "https%3A%2F%2Fwww.example.org%2F2019%2F05%2Fa-page%2F",
        "https:/www.example.org/2019/05/a-page/",
    ],
)
def test_a_page_inside_an_address_may_be_written_otherwise(inside):
    copy = f"https://archive.example.com/save/{inside}"

    assert copies_in(copy, LINKS).by_source == {"one": copy}


def test_a_short_address_is_of_the_link_before_it():
    short = "https://archive.example.com/AbC12"

    assert copies_in(f"{OTHER}\t{short}", LINKS).by_source == {"two": short}


def test_a_short_address_alone_is_of_the_one_link_there_is():
    short = "https://archive.example.com/AbC12"

    assert copies_in(short, {"one": PAGE}).by_source == {"one": short}


def test_several_sources_of_one_page_have_one_copy():
    links = {"one": PAGE, "again": PAGE.rstrip("/")}

    assert copies_in(COPY, links).by_source == {"one": COPY, "again": COPY}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no address at all", NO_ADDRESS),
        (PAGE, THE_PAGE_ITSELF),
        ("https://archive.example.com/AbC12", OF_WHICH),
        ("https://web.archive.org/web/2019/https://elsewhere.example.com/", OF_ANOTHER),
    ],
)
def test_a_line_that_leads_to_no_copy_says_why(line, why):
    found = copies_in(f"\n{line}", LINKS)

    assert found.by_source == {}
    assert [(one.line, one.text, one.why) for one in found.unread] == [(2, line, why)]


@pytest.fixture
def vault():
    workspace = empty_vault()
    yield workspace
    workspace.close()


def source(vault, url):
    return vault.recording.save(
        Source(title="page", source_type="news_media_intl", url=url)
    ).record.id


def test_copies_are_entered_as_one_step_and_undone_as_one(vault):
    one, two = (source(vault, url) for url in (PAGE, OTHER))
    preserving = Preserving(vault.finding, vault.recording)

    changes = preserving.enter(
        copies_in(f"{COPY}\n{OTHER_COPY}", preserving.links([one, two])).by_source
    )

    assert changes.ids == {one, two}
    assert vault.finding.get(Source, one).archived_url == COPY
    vault.recording.undo()
    assert vault.finding.get(Source, one).archived_url is None
    assert vault.finding.get(Source, two).archived_url is None


def test_one_copy_is_entered_on_its_link_alone(vault):
    one, two = (source(vault, url) for url in (PAGE, OTHER))
    preserving = Preserving(vault.finding, vault.recording)

    preserving.enter_one(one, "https://archive.example.com/AbC12")

    assert vault.finding.get(Source, one).archived_url == "https://archive.example.com/AbC12"
    assert vault.finding.get(Source, two).archived_url is None


def test_the_copy_of_another_page_is_refused(vault):
    one = source(vault, PAGE)
    preserving = Preserving(vault.finding, vault.recording)

    with pytest.raises(NoCopy) as refused:
        preserving.enter_one(one, OTHER_COPY)

    assert "not in this list" in refused.value.sentence()
    assert translate(OF_ANOTHER, "ar") in refused.value.sentence("ar")
    assert vault.finding.get(Source, one).archived_url is None


def test_a_blank_text_enters_nothing(vault):
    one = source(vault, PAGE)

    with pytest.raises(NothingToEnter):
        Preserving(vault.finding, vault.recording).enter_one(one, " \n")


def test_what_is_no_web_address_is_refused(vault):
    one = source(vault, PAGE)

    with pytest.raises(Refused):
        Preserving(vault.finding, vault.recording).enter({one: "no address"})
