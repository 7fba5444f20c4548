"""The custody certificate: what it says, and that it says the same every time."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from strikelog.briefing.certificate import CertifiedItem, certificate
from strikelog.briefing.document import write_document
from strikelog.briefing.speech import tongue_of
from strikelog.domain.custody import NO_CUSTODY, Handling, chained
from strikelog.domain.records import Evidence
from strikelog.domain.saying import say

AT = datetime(2024, 3, 1, 12, 0, 5, tzinfo=UTC)
SHA = "0123456789abcdef" * 4


def an_item(**values):
    evidence = Evidence(
        id="6f1d4e1e-1111-4222-8333-444455556666",
        title="مشفى كفرنبل من الشرق",
        ref="EX-7",
        filename="IMG_7.jpg",
        media_type="photo",
        mime="image/jpeg",
        bytes=1_234_567,
        sha256=SHA,
        acquired_at=AT,
        acquirer="u07",
        tlp="TLP:AMBER+STRICT",
        **values,
    )
    handlings = [
        Handling("received", SHA, to_party="u07"),
        Handling("exported", SHA, "u07", "ICC-3", "hearing of 4 June"),
    ]
    events = chained(evidence.id, (), handlings, AT)
    fixed = [replace(one, id=f"00000000-0000-4000-8000-{one.seq:012}") for one in events]
    return CertifiedItem(evidence, tuple(fixed))


def printed(items, **rest):
    memory = BytesIO()
    write_document(memory, certificate(items, office="North office", **rest))
    return memory.getvalue()


def text_of(content):
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_says_what_was_taken_in_and_what_was_done():
    item = an_item()

    text = text_of(printed([item]))

    for said in ("EX-7", "IMG_7.jpg", SHA, "u07", "ICC-3", "hearing of 4 June", "Exported"):
        assert said in text
    assert item.events[-1].entry_hash in text
    assert "Every stored file has the digest it had" in text
    assert "entries up to 1 March 2024" in text


def test_the_same_state_gives_the_same_bytes():
    item = an_item()

    assert printed([item]) == printed([item])


def test_what_is_wrong_is_said_at_the_top_and_at_the_item():
    item = replace(an_item(), findings=(say("the stored file is not as it was taken in: damaged"),))

    text = text_of(printed([item]))

    assert "1 of them are not as recorded" in text
    assert "not as recorded" in text
    assert "damaged" in text
    assert "intact" not in text


def test_what_is_wrong_is_said_in_the_language_of_the_certificate():
    item = replace(an_item(), findings=(NO_CUSTODY,))

    text = text_of(printed([item], tongue=tongue_of("ar")))

    assert "مفقودة" in text
    assert str(NO_CUSTODY) not in text


def test_an_item_held_elsewhere_is_not_called_intact():
    text = text_of(printed([replace(an_item(), is_held=False)]))

    assert "not held here" in text
    assert "intact" not in text


def test_the_strictest_mark_of_the_items_stands_on_every_page():
    open_item = an_item()
    item = replace(open_item, evidence=replace(open_item.evidence, tlp="TLP:RED"))

    text = text_of(printed([open_item, item]))

    assert "TLP:RED" in text
    assert "TLP:AMBER" not in text


def test_bytes_that_differ_from_the_intake_are_named_at_their_entry():
    item = an_item()
    events = (*item.events[:1], replace(item.events[1], sha256_after="ff" * 32))

    text = text_of(printed([replace(item, events=events)]))

    assert "SHA-256 after" in text


def test_the_head_of_the_history_is_printed_in_words():
    assert "12 orchard lantern" in text_of(printed([an_item()], history_head="12 orchard lantern"))


def test_nothing_held_is_said_too():
    assert "No evidence is held yet." in text_of(printed([]))
