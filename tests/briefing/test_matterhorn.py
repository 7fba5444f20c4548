"""Every kind of paper against the machine checks of PDF/UA-1; each check refuses a damaged one."""

import inspect
import re
from io import BytesIO

import pikepdf
import pytest

from tests.briefing import matterhorn
from tests.briefing.matterhorn import failures
from tests.briefing.reading import bytes_of
from tests.briefing.test_languages import KINDS, arabic_papers

NONE_BUT_VOWEL_MARKS = (set(), {"10-001", "06-002"})
"""Of vowel marks and scripts without a face no letter is known: such papers claim no standard."""

ENGLISH = ("situation", "one-page", "level", "dossier", "sheet")


@pytest.fixture(scope="module")
def arabic():
    return {kind: bytes_of(one) for kind, one in arabic_papers().items()}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_paper_passes_every_check(papers, name):
    assert failures(papers[name]) == set()


def test_a_paper_in_both_languages_fails_none_but_vowel_marks(papers):
    assert failures(papers["both"]) in NONE_BUT_VOWEL_MARKS


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_vowel_marks_fails_none_but_that_and_claims_nothing(arabic, kind):
    assert failures(arabic[kind]) in NONE_BUT_VOWEL_MARKS


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


def without_language(file):
    del file.Root.Lang


def glyphs(file, table):
    font(file).DescendantFonts[0].CIDToGIDMap = file.make_stream(table)


def drawn_inside(file):
    form = file.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    file.pages[0].Resources.XObject = pikepdf.Dictionary(X0=form)


def told_as(role):
    """Calls the first table another element."""
    return lambda file: element(file, "Table").__setitem__("/S", pikepdf.Name(f"/{role}"))


DAMAGE = {
    "01-003": lambda f: rewritten(f, b"BDC", b"BDC /Artifact BMC EMC"),
    "01-004": lambda f: rewritten(f, b"/Artifact BMC", b"/Artifact BMC /P <</MCID 900>> BDC EMC"),
    "01-005": lambda f: rewritten(f, b"/Artifact BMC", b"/Artifact BMC EMC"),
    "01-007": lambda f: f.Root.MarkInfo.__setitem__("/Suspects", True),
    "02-001": lambda f: element(f, "P").__setitem__("/S", pikepdf.Name("/Tile")),
    "02-003": lambda f: role_map(f, Tile="Brick", Brick="Tile"),
    "02-004": lambda f: role_map(f, P="Span"),
    "06-001": lambda f: f.Root.__delitem__("/Metadata"),
    "06-002": lambda f: retold(f, b"<pdfuaid:part>1<", b"<pdfuaid:part>0<"),
    "06-003": lambda f: retold(f, b"dc:title", b"dc:label"),
    "07-001": lambda f: f.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
    "07-002": lambda f: f.Root.ViewerPreferences.__setitem__("/DisplayDocTitle", False),
    "09-004": lambda f: element(f, "TR").__setitem__("/S", pikepdf.Name("/Div")),
    "09-005": told_as("LI"),
    "10-001": lambda f: replaced(
        f, "ToUnicode", lambda table: table.replace(b"<0001> <", b"<0FF1> <")
    ),
    **dict.fromkeys(("11-001", "11-002", "11-003", "11-004", "11-006"), without_language),
    "13-004": lambda f: element(f, "Figure").__delitem__("/Alt"),
    "14-002": lambda f: element(f, "H1").__setitem__("/S", pikepdf.Name("/H2")),
    "14-003": lambda f: element(f, "H2").__setitem__("/S", pikepdf.Name("/H4")),
    "15-003": lambda f: element(f, "TH").__setitem__("/A", pikepdf.Dictionary()),
    "28-008": lambda f: f.pages[0].__delitem__("/Tabs"),
    "28-009": lambda f: f.pages[0].__setitem__("/Tabs", pikepdf.Name("/R")),
    "28-004": lambda f: noted(f).__delitem__("/Contents"),
    "28-011": lambda f: element(f, "Link").__setitem__("/S", pikepdf.Name("/Span")),
    "28-012": lambda f: noted(f).__delitem__("/Contents"),
    "31-004": lambda f: font(f).DescendantFonts[0].__setitem__("/CIDToGIDMap", pikepdf.Name("/X")),
    "31-005": lambda f: font(f).DescendantFonts[0].__delitem__("/CIDToGIDMap"),
    "31-006": lambda f: font(f).__setitem__("/Encoding", pikepdf.Name("/Custom-H")),
    "31-009": lambda f: font(f).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
    "31-011": lambda f: glyphs(f, b"\xff\xf0" * 4),
    "31-016": narrow,
    "31-027": lambda f: font(f).__delitem__("/ToUnicode"),
    "31-028": lambda f: replaced(f, "ToUnicode", first_letter(b"0000")),
    "31-029": lambda f: replaced(f, "ToUnicode", first_letter(b"FEFF")),
    "31-030": lambda f: glyphs(f, b"\0\0" * 400),
}
PRESENT = {
    "has /AcroForm": lambda f: f.Root.__setitem__("/AcroForm", pikepdf.Dictionary()),
    "has /OCProperties": lambda f: f.Root.__setitem__("/OCProperties", pikepdf.Dictionary()),
    "has /AF": lambda f: f.Root.__setitem__("/AF", pikepdf.Array()),
    "has /Collection": lambda f: f.Root.__setitem__("/Collection", pikepdf.Dictionary()),
    "has files": lambda f: f.attachments.__setitem__("a.txt", b"text"),
    "has pages within pages": drawn_inside,
    "has /Type1": lambda f: font(f).__setitem__("/Subtype", pikepdf.Name("/Type1")),
    "has /CIDSet": lambda f: (
        font(f).DescendantFonts[0].FontDescriptor.__setitem__("/CIDSet", f.make_stream(b"\xff"))
    ),
    **{
        f"has /{kind}": lambda f, kind=kind: noted(f).__setitem__(
            "/Subtype", pikepdf.Name(f"/{kind}")
        )
        for kind in ("Text", "TrapNet", "Gossip")
    },
    **{f"has {role}": told_as(role) for role in matterhorn.UNUSED_ROLES},
}


@pytest.mark.parametrize("fault", [*sorted(DAMAGE), *PRESENT])
def test_a_damaged_paper_is_refused(papers, fault):
    with pikepdf.open(BytesIO(papers["dossier"])) as file:
        (DAMAGE | PRESENT)[fault](file)
        memory = BytesIO()
        file.save(memory)

    assert fault in failures(memory.getvalue())


def test_an_encrypted_paper_is_refused(papers):
    memory = BytesIO()
    with pikepdf.open(BytesIO(papers["dossier"])) as file:
        file.save(memory, encryption=pikepdf.Encryption(owner="owner", user=""))

    assert failures(memory.getvalue()) == {"has encryption"}


def test_every_check_has_a_damaged_paper():
    assert set(re.findall(r'"(\d\d-\d{3})"', inspect.getsource(matterhorn))) == set(DAMAGE)
