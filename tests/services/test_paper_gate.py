"""The release gate on finished PDFs: leaks in every kind of place of a real one, and none of them
hidden by line ends, direction, filters or by standing outside the pages."""

import base64
import re
import zlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest
from PIL import Image

from strikelog.briefing.blocks import Heading
from strikelog.briefing.document import Document, write_document
from strikelog.briefing.finished import Finished, PaperNotRead
from strikelog.briefing.flowing import words
from strikelog.briefing.styles import BODY
from strikelog.domain.records import Incident
from strikelog.services.exchange_log import ExchangeLog
from strikelog.services.gate_tokens import GateTokens, marks_of
from strikelog.services.paper_gate import PaperGate
from strikelog.services.release_gate import (
    FINE,
    HIDDEN,
    IDENTITY,
    MACHINE,
    PICTURE,
    NotReleased,
    ReleaseGate,
)
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over

NAME, ARABIC, PHONE = "Samira Khalil Haddad", "سميرة خليل حداد", "+963 944 123 456"


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    database = open_database(tmp_path_factory.mktemp("gate"))
    fill_with_demo(recording_over(database), database, 2)
    GateTokens(database).renew({"p": marks_of([NAME, ARABIC], [PHONE])})
    yield database
    database.close()


@pytest.fixture
def gate(vault):
    return PaperGate(ReleaseGate(vault))


@pytest.fixture(scope="module")
def clean(vault, tmp_path_factory):
    """A briefing that has passed the gate at the office's own level, with map, charts and links."""
    path = tmp_path_factory.mktemp("clean") / "b.pdf"
    briefings_over(vault).make(path)
    return path.read_bytes()


def paper(*texts, width=None, language="en"):
    blocks = [Heading("Notes"), *(words(one, BODY) for one in texts)]
    memory = BytesIO()
    write_document(memory, Document("Notes", blocks, language=language, rtl=language == "ar"))
    return memory.getvalue()


def kinds(gate, content, level="public"):
    return {(hit.kind, hit.place()) for hit in gate.scan(content, level)}


def changed(content, change):
    """The same file with something done to it by another program."""
    with pikepdf.open(BytesIO(content)) as file:
        change(file)
        memory = BytesIO()
        file.save(memory, static_id=True)
    return memory.getvalue()


@pytest.mark.parametrize("level", ["full", "partner", "briefing", "public"])
def test_what_the_program_makes_is_clean(vault, tmp_path, level):
    briefings_over(vault).make(tmp_path / "b.pdf", level=level)

    assert (tmp_path / "b.pdf").exists()


def test_a_page_without_anything_is_clean(gate):
    assert gate.scan(paper("Nobody is named here."), "public") == []


@pytest.mark.parametrize(
    "text",
    [
        f"It was {NAME} who called.",
        f"{'x' * 70} It was {NAME.replace(' ', chr(10))} who called.",
        f"Two of them: {NAME.upper()}",
        "Samira Kha\u00adlil",
        f"قالت {ARABIC} إن الطائرة عادت.",
        "وقالت سميرة\nخليل\nحداد إن الطائرة عادت ثم قصفت المكان.",
        f"Call {PHONE} at night.",
        "قال Ｓａｍｉｒａ Ｋｈａｌｉｌ إن الطائرة عادت.",
        "According to سَمِيرَة خَلِيل, the market was full at 14:30.",
        "قالت Samira\n\u00a0 Khalil إن الطائرة عادت.",
        "اتصل بالرقم ٠٩٤٤١٢٣٤٥٦ ليلا",
        "Call ٩٤ ٤١٢-٣٤٥٦ at night.",
        "اتصل بالرقم ٩٤ ٤١٢-٣٤٥٦ ليلا",
        f"اتصل بالرقم {PHONE} ليلا",
    ],
)
def test_names_and_numbers_are_found_on_pages(gate, text):
    assert kinds(gate, paper("Before.", text)) == {(IDENTITY, "page 1")}


def test_a_name_is_found_wherever_its_line_ends(gate):
    """The name is pushed along a narrow line so that every break falls into it once."""
    for count in range(60, 110):
        text = f"{'m ' * (count // 2)}{NAME} and others came."
        assert kinds(gate, paper(text)) == {(IDENTITY, "page 1")}, count


def test_the_page_is_told_and_never_the_words(gate):
    long = paper(*["Nothing here."] * 60, NAME)

    found = gate.scan(long, "public")

    assert {hit.number for hit in found} == {len(pypdf.PdfReader(BytesIO(long)).pages)}
    assert not any("Khalil" in hit.sentence() for hit in found)
    assert found[0].sentence("ar").startswith("صفحة")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It hit 35.61414, 36.56063 at noon.", FINE),
        ("It hit 35°36'50.9\" N 36°33'38\" E at noon.", FINE),
        ("See /home/somebody/cases/5.pdf", MACHINE),
        ("See C:\\Users\\somebody\\case.docx", MACHINE),
    ],
)
def test_positions_and_machines_are_found_on_pages(gate, text, kind):
    assert kinds(gate, paper(text)) == {(kind, "page 1")}
    assert kinds(gate, paper(text), "full") == set()


def _title(file):
    file.docinfo["/Author"] = NAME


def _xmp(file):
    with file.open_metadata() as metadata:
        metadata["dc:description"] = f"Typed by {NAME}"


def _bookmark(file):
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Note of {NAME}", 0))


def _note(file):
    note = pikepdf.Dictionary(
        Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Text"), Rect=[0, 0, 9, 9], Contents=NAME
    )
    file.pages[0].Annots = file.make_indirect([file.make_indirect(note)])


def _link(file):
    action = pikepdf.Dictionary(
        S=pikepdf.Name("/URI"), URI="https://example.org/samira_khalil_haddad"
    )
    note = pikepdf.Dictionary(
        Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Link"), Rect=[0, 0, 9, 9], A=action
    )
    file.pages[0].Annots = file.make_indirect([file.make_indirect(note)])


def _unused(file):
    file.Root.Kept = file.make_stream(f"Draft by {NAME}".encode())


def _form(file):
    file.pages[0].Resources.Kept = pikepdf.Dictionary(Note=f"Draft by {NAME}")


PLACES = {_title, _xmp, _bookmark, _note, _link, _unused, _form}


@pytest.mark.parametrize("change", sorted(PLACES, key=lambda one: one.__name__))
def test_leaks_beside_the_pages_are_found(gate, clean, change):
    found = kinds(gate, changed(clean, change))

    assert IDENTITY in {kind for kind, _ in found}
    # The same hands without the leak do not raise it.
    assert IDENTITY not in {kind for kind, _ in kinds(gate, changed(clean, lambda _: None))}


def test_attached_files_and_programs_are_found(gate, clean):
    def attach(file):
        file.attachments["notes.txt"] = b"nothing"

    def script(file):
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")

    assert HIDDEN in {kind for kind, _ in kinds(gate, changed(clean, attach))}
    assert HIDDEN in {kind for kind, _ in kinds(gate, changed(clean, script))}


def _jpeg(exif=False, after=b""):
    image = Image.new("RGB", (40, 30), "#888888")
    given = Image.Exif()
    given[0x010F] = "Camera"
    memory = BytesIO()
    image.save(memory, "JPEG", **({"exif": given} if exif else {}))
    return memory.getvalue() + after


def with_picture(content, jpeg):
    def add(file):
        file.pages[0].Resources.XObject = pikepdf.Dictionary(
            Im1=file.make_stream(
                jpeg,
                Type=pikepdf.Name("/XObject"),
                Subtype=pikepdf.Name("/Image"),
                Width=40,
                Height=30,
                ColorSpace=pikepdf.Name("/DeviceRGB"),
                BitsPerComponent=8,
                Filter=pikepdf.Name("/DCTDecode"),
            )
        )

    return changed(content, add)


def test_pictures_with_more_than_pixels_are_found(gate, clean):
    def found(jpeg):
        return PICTURE in {kind for kind, _ in kinds(gate, with_picture(clean, jpeg))}

    assert not found(_jpeg())
    assert found(_jpeg(exif=True))
    assert found(_jpeg(after=b"Samira"))


def test_what_was_appended_or_overwritten_is_found(gate, clean):
    assert kinds(gate, clean + NAME.encode()) >= {
        (IDENTITY, "a part of the file that is not shown")
    }
    hidden = f"9999 0 obj\n({NAME})\nendobj\n".encode()
    at = clean.rindex(b"startxref")
    assert IDENTITY in {kind for kind, _ in kinds(gate, clean[:at] + hidden + clean[at:])}
    assert HIDDEN in {kind for kind, _ in kinds(gate, clean + b"\nstartxref\n0\n%%EOF\n")}


@pytest.mark.parametrize(
    "filters", [["ASCII85Decode"], ["FlateDecode"], ["ASCII85Decode", "FlateDecode"]]
)
def test_streams_are_decoded_whatever_their_filters(gate, clean, filters):

    content = f"Draft by {NAME}".encode()
    for one in reversed(filters):
        content = (
            zlib.compress(content) if one == "FlateDecode" else base64.a85encode(content) + b"~>"
        )
    head = "/".join(["", *filters])
    stream = f"9999 0 obj\n<< /Filter [{head}] /Length {len(content)} >>\nstream\n".encode()
    at = clean.rindex(b"startxref")
    planted = clean[:at] + stream + content + b"\nendstream\nendobj\n" + clean[at:]

    assert IDENTITY in {kind for kind, _ in kinds(gate, planted)}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-400].replace(b"endobj", b"endxxx"),
        lambda content: b"no paper at all",
        lambda content: content.replace(b"FlateDecode", b"CryptDecode"),
        lambda content: content + b"\ntrailer << /Encrypt 5 0 R >>",
    ],
)
def test_what_cannot_be_read_is_not_let_go(gate, clean, spoil):
    with pytest.raises(PaperNotRead):
        gate.scan(spoil(clean), "public")


def test_the_gate_reads_what_another_reader_reads(clean):
    """Every word that pypdf finds on a page is among the texts that were looked through."""
    parts = list(Finished(clean).parts())
    for number, page in enumerate(pypdf.PdfReader(BytesIO(clean)).pages, start=1):
        texts = " ".join(one.text for one in parts if one.number == number)
        missing = [word for word in re.findall(r"\w+", page.extract_text()) if word not in texts]
        assert missing == []


# -- the whole way ---------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path):
    database = open_database(tmp_path)
    fill_with_demo(recording_over(database), database, 2)
    yield database
    database.close()


def leaked(database):
    """Type the name into the public summary of an incident; gives the incident."""
    recording = recording_over(database)
    service = briefings_over(database)
    case = service._finding.case_files()[0].incident
    said = {"public_summary": f"{NAME} saw two aircraft.", "workflow": "reviewed"}
    recording.save(replace(case, tlp="TLP:GREEN", **said), case)
    GateTokens(database).renew({"p": marks_of([NAME], [])})
    return case


@pytest.mark.parametrize("level", ["full", "partner", "briefing", "public"])
def test_a_paper_with_a_name_in_it_never_gets_its_name(own, tmp_path, level):
    case = leaked(own)
    target = tmp_path / "out" / "d.pdf"
    target.parent.mkdir()

    with pytest.raises(NotReleased) as stopped:
        briefings_over(own).dossier(target, case.id, level=level)

    assert list(target.parent.iterdir()) == []
    assert ExchangeLog(own).listed() == []
    assert case.id in {hit.record for hit in stopped.value.hits}
    assert {hit.kind for hit in stopped.value.hits} == {IDENTITY}
    assert any(hit.number for hit in stopped.value.hits)


def test_a_briefing_and_a_sheet_are_stopped_too(own, tmp_path):
    case = leaked(own)
    service = briefings_over(own)

    with pytest.raises(NotReleased):
        service.make(tmp_path / "b.pdf", title=f"What {NAME} saw", level="public")
    with pytest.raises(NotReleased):
        service.sheet(tmp_path / "s.pdf", service._finding.get(Incident, case.id))
    assert not list(tmp_path.glob("*.pdf"))


def test_what_goes_out_stands_in_the_log_with_level_and_digest(own, tmp_path):
    made = briefings_over(own).make(tmp_path / "b.pdf", level="briefing")

    (logged,) = ExchangeLog(own).listed()
    assert (logged.direction, logged.profile) == ("out", "paper/briefing/briefing")
    assert logged.file_sha256 == made.sha256
    assert logged.counts == {"pages": made.pages, "incidents": made.incidents}
