"""Every kind of paper against the machine checks of PDF/UA-1; each check refuses a damaged one."""

from io import BytesIO

import pikepdf
import pytest

from strikelog.domain.records import Incident
from strikelog.services.safekeeping import fill_with_demo
from tests.briefing.matterhorn import CHECKED, failures
from tests.briefing.reading import bytes_of
from tests.briefing.test_languages import KINDS, arabic_papers
from tests.databases import briefings_over, open_database, recording_over

NO_LETTER = "10-001"
"""Vowel marks and letters of scripts without a face: such papers do not claim the standard."""

ENGLISH = ("situation", "one-page", "public", "dossier", "sheet")


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    database = open_database(folder)
    fill_with_demo(recording_over(database), database, 2)
    service = briefings_over(database)
    case = service._finding.case_files()[0].incident
    service.make(folder / "situation.pdf")
    service.make(folder / "one-page.pdf", template="one-page")
    service.make(folder / "public.pdf", level="public")
    service.dossier(folder / "dossier.pdf", case.id)
    service.sheet(folder / "sheet.pdf", service._finding.get(Incident, case.id))
    service.make(folder / "both.pdf", language="both")
    database.close()
    made = {one.stem: one.read_bytes() for one in folder.glob("*.pdf")}
    return made | {f"ar {kind}": bytes_of(one) for kind, one in arabic_papers().items()}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_paper_passes_every_check(papers, name):
    assert failures(papers[name]) == set()


@pytest.mark.parametrize("name", ["both", *(f"ar {kind}" for kind in KINDS)])
def test_a_paper_of_vowel_marks_fails_none_but_that_and_claims_nothing(papers, name):
    assert failures(papers[name]) in (set(), {NO_LETTER, "06-002"})


# -- each check bites ------------------------------------------------------------------------


def element(file, role):
    """The first element of a kind."""
    every = (file.get_object(number, 0) for number in range(1, len(file.objects) + 1))
    return next(
        one for one in every if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{role}"
    )


def font(file):
    return file.pages[0].Resources.Font["/N1"]


def rewritten(file, old, new):
    page = file.pages[0]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    assert old in content
    page.Contents = file.make_stream(content.replace(old, new, 1))


def retold(file, old, new):
    content = file.Root.Metadata.read_bytes()
    assert old in content
    file.Root.Metadata = file.make_stream(content.replace(old, new))


def replaced(file, name, change):
    """A font with its table of letters changed."""
    given = getattr(font(file), name).read_bytes()
    assert change(given) != given
    setattr(font(file), name, file.make_stream(change(given)))


def noted(file):
    return file.pages[0].Annots[0]


def role_map(file, **roles):
    named = {f"/{key}": pikepdf.Name(f"/{value}") for key, value in roles.items()}
    file.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(named)


def first_letter(said):
    return lambda table: table.replace(b"<0001> <", b"<0001> <" + said, 1)


def narrow(file):
    inner = font(file).DescendantFonts[0]
    inner.W[1][3] = int(inner.W[1][3]) + 40


DAMAGE = {
    "01-003": lambda f: rewritten(f, b"BDC", b"BDC /Artifact BMC EMC"),
    "01-004": lambda f: rewritten(f, b"/Artifact BMC", b"/Artifact BMC /P <</MCID 900>> BDC EMC"),
    "01-005": lambda f: rewritten(f, b"/Artifact BMC", b"/Artifact BMC EMC"),
    "01-007": lambda f: f.Root.MarkInfo.__setitem__("/Suspects", True),
    "02-001": lambda f: element(f, "Div").__setitem__("/S", pikepdf.Name("/Tile")),
    "02-003": lambda f: role_map(f, Tile="Brick", Brick="Tile"),
    "02-004": lambda f: role_map(f, P="Span"),
    "06-001": lambda f: f.Root.__delitem__("/Metadata"),
    "06-002": lambda f: retold(f, b"<pdfuaid:part>1<", b"<pdfuaid:part>0<"),
    "06-003": lambda f: retold(f, b"dc:title", b"dc:label"),
    "07-001": lambda f: f.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
    "07-002": lambda f: f.Root.ViewerPreferences.__setitem__("/DisplayDocTitle", False),
    "09-004": lambda f: element(f, "TR").__setitem__("/S", pikepdf.Name("/Div")),
    "09-005": lambda f: element(f, "LI").__setitem__("/S", pikepdf.Name("/P")),
    "10-001": lambda f: replaced(
        f, "ToUnicode", lambda table: table.replace(b"<0001> <", b"<0FF1> <")
    ),
    "11-001": lambda f: f.Root.__delitem__("/Lang"),
    "13-004": lambda f: element(f, "Figure").__delitem__("/Alt"),
    "14-002": lambda f: element(f, "H1").__setitem__("/S", pikepdf.Name("/H2")),
    "14-003": lambda f: element(f, "H2").__setitem__("/S", pikepdf.Name("/H4")),
    "14-007": lambda f: element(f, "H3").__setitem__("/S", pikepdf.Name("/H")),
    "15-003": lambda f: element(f, "TH").__setitem__("/A", pikepdf.Dictionary()),
    "28-002": lambda f: noted(f).__delitem__("/StructParent"),
    "28-006": lambda f: noted(f).__setitem__("/Subtype", pikepdf.Name("/Sound")),
    "28-007": lambda f: noted(f).__setitem__("/Subtype", pikepdf.Name("/TrapNet")),
    "28-008": lambda f: f.pages[0].__delitem__("/Tabs"),
    "28-009": lambda f: f.pages[0].__setitem__("/Tabs", pikepdf.Name("/R")),
    "28-011": lambda f: element(f, "Link").__setitem__("/S", pikepdf.Name("/Span")),
    "28-012": lambda f: noted(f).__delitem__("/Contents"),
    "31-004": lambda f: font(f).DescendantFonts[0].__delitem__("/CIDToGIDMap"),
    "31-005": lambda f: font(f).DescendantFonts[0].__setitem__("/CIDToGIDMap", pikepdf.Name("/X")),
    "31-006": lambda f: font(f).__setitem__("/Encoding", pikepdf.Name("/Custom-H")),
    "31-009": lambda f: font(f).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
    "31-011": lambda f: (
        font(f).DescendantFonts[0].__setitem__("/CIDToGIDMap", f.make_stream(b"\xff\xf0" * 4))
    ),
    "31-016": narrow,
    "31-027": lambda f: font(f).__delitem__("/ToUnicode"),
    "31-028": lambda f: replaced(f, "ToUnicode", first_letter(b"0000")),
    "31-029": lambda f: replaced(f, "ToUnicode", first_letter(b"FEFF")),
    "31-030": lambda f: replaced(f, "ToUnicode", first_letter(b"FFFE")),
}


@pytest.mark.parametrize("number", sorted(DAMAGE))
def test_a_damaged_paper_is_refused(papers, number):
    with pikepdf.open(BytesIO(papers["situation"])) as file:
        DAMAGE[number](file)
        memory = BytesIO()
        file.save(memory)

    assert number in failures(memory.getvalue())


def test_every_check_that_bites_is_among_those_listed():
    assert set(DAMAGE) <= CHECKED
