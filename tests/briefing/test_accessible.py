"""Tagged PDFs: every mark is told apart as text or furniture, and the tree can be read alone."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from strikelog.briefing import styles
from strikelog.briefing.blocks import Bullets, Heading, Tile, Tiles
from strikelog.briefing.document import Document, write_document
from strikelog.briefing.flowing import words
from strikelog.briefing.furniture import Masthead, Running, Tlp
from strikelog.briefing.photographs import Photograph, photograph_blocks
from strikelog.briefing.tables import Column, Table
from tests.briefing.structure import Tree, own_marks, role

LONG = " ".join(f"word{number}" for number in range(900))


def made(*blocks, **parts):
    memory = BytesIO()
    document = Document("A title", list(blocks), **{"masthead": Masthead("A title")} | parts)
    write_document(memory, document)
    return memory.getvalue()


PAPERS = ("situation", "one-page", "level", "dossier", "sheet")


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_tagged_without_fault(papers, name):
    assert Tree(papers[name]).faults() == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_tree_alone_holds_every_word_of_the_page(papers, name):
    """What a reader speaks by the tags is what another reader finds on the pages."""
    tree = Tree(papers[name])
    marked = sum(len(list(own_marks(one))) for one in tree.elements)
    parents = [one for key, one in tree.parents().items() if key < len(tree.file.pages)]

    assert marked == sum(map(len, parents))
    assert tree.roles()[0] == "Document"
    assert "Table" in tree.roles() or name == "level"


def test_blocks_become_their_elements():
    table = Table([Column("Place"), Column("Day")], [["Town", "Monday"], ["Other", "Friday"]])
    tiles = Tiles([Tile("3", "incidents", "in May")])
    tree = Tree(made(Heading("One"), words("Text."), Bullets(["a", "b"]), tiles, table))

    assert tree.faults() == []
    assert tree.roles()[1:] == [
        *("H1", "H2", "P"),
        *("L", "LI", "LBody", "LI", "LBody"),
        *("Div", "P", "P", "P"),
        *("Table", "TR", "TH", "TH", "TR", "TD", "TD", "TR", "TD", "TD"),
    ]


def test_the_note_of_an_empty_table_takes_its_whole_width():
    tree = Tree(made(Table([Column("Place"), Column("Day")], [], empty="Nothing.")))

    assert tree.faults() == []
    assert tree.roles().count("TD") == 1


def test_what_goes_on_over_pages_stays_one_element():
    rows = [[f"row {number}", LONG[:400]] for number in range(60)]
    table = Table([Column("Name"), Column("Text")], rows)
    tree = Tree(made(words(LONG * 3), Bullets([LONG * 3, "b"]), table))
    names = tree.roles()

    assert tree.faults() == []
    assert (names.count("Table"), names.count("TH"), names.count("TR")) == (1, 2, 61)
    assert (names.count("L"), names.count("LI")) == (1, 2)
    assert len(tree.file.pages) > 5


def test_lines_at_head_and_foot_are_no_text():
    tree = Tree(made(words(LONG * 4), running=Running("Head", "Foot", tlp=Tlp.GREEN)))
    pages = len(tree.file.pages)

    assert pages > 2
    assert tree.faults() == []
    # The band's own words and one paragraph; no line of the running head or foot.
    assert tree.roles().count("P") <= 3


def test_levels_of_headings_are_never_left_out():
    blocks = [Heading("a", 3), words("x"), Heading("b"), Heading("c", 3), words("y")]

    assert [one for one in Tree(made(*blocks)).roles() if one[0] == "H"] == ["H1", "H2", "H2", "H3"]
    alone = Tree(made(*blocks, masthead=None))
    assert [one for one in alone.roles() if one[0] == "H"] == ["H1", "H2", "H3"]


def test_a_link_holds_its_words_and_its_place():
    style = styles.BODY.linked("https://example.org/a")
    tree = Tree(made(words([styles.Span("See ", styles.BODY), styles.Span("there", style)])))
    (link,) = [one for one in tree.elements if role(one) == "Link"]

    assert tree.faults() == []
    assert len(list(own_marks(link))) == 1
    assert role(link.P) == "P"


def test_a_photograph_speaks_by_its_words():
    from PIL import Image

    memory = BytesIO()
    Image.new("RGB", (80, 60), "#7788AA").save(memory, "JPEG")
    shown = [Photograph(memory.getvalue(), (80, 60), alt, "Office") for alt in ("A wall", "جدار")]
    content = made(*photograph_blocks(shown))
    tree = Tree(content)
    alts = [str(one.Alt) for one in tree.elements if role(one) == "Figure"]

    assert tree.faults() == []
    assert alts == ["A wall", "جدار"]
    images = [one for page in pypdf.PdfReader(BytesIO(content)).pages for one in page.images]
    assert [one.image.size for one in images] == [(80, 60)] * 2


def test_texts_of_another_script_say_their_language():
    tree = Tree(made(words("نص عربي"), words("English")))

    assert [str(one.get("/Lang", "")) for one in tree.elements if role(one) == "P"][-2:] == [
        "ar",
        "",
    ]


def test_only_what_keeps_to_it_claims_the_standard():
    def claims(content):
        with pikepdf.open(BytesIO(content)) as file:
            return b"<pdfuaid:part>1" in file.Root.Metadata.read_bytes()

    assert claims(made(words("Plain words.")))
    assert claims(made(words("لا بلاد بعد الآن")))
    assert not claims(
        made(words("أُفيد"))
    )  # its vowel mark is drawn by itself, and told with a letter
    assert not claims(made(words("\u0e01")))  # no picture for it in any face


def test_the_check_finds_faults(papers):
    """The check itself is no rubber stamp: each kind of fault is found."""

    def spoilt(change):
        with pikepdf.open(BytesIO(papers["situation"])) as file:
            change(file)
            memory = BytesIO()
            file.save(memory)
        return Tree(memory.getvalue()).faults()

    def unmark(file):
        page = file.pages[0]
        content = page.Contents[0].read_bytes()
        page.Contents[0] = file.make_stream(
            content.replace(b"/Artifact BMC", b"/Artifact BMC EMC", 1)
        )

    def strip_alt(file):
        for number in range(1, len(file.objects) + 1):
            one = file.get_object(number, 0)
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
                del one.Alt

    def unlink(file):
        del file.pages[0].Annots[0].StructParent

    assert spoilt(lambda _: None) == []
    assert any(
        "never ends" in one or "neither" in one or "end without" in one for one in spoilt(unmark)
    )
    assert "a figure without words" in spoilt(strip_alt)
    assert any("outside of the text" in one for one in spoilt(unlink))


# -- contrast --------------------------------------------------------------------------------


def _light(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = (styles.WHITE, styles.MIST, styles.ZEBRA, styles.BLUSH)
INKS = (styles.INK, styles.GREY, styles.NAVY, styles.RUST)
ON_NAVY = (styles.TITLE, styles.KICKER, styles.SUBTITLE, styles.SUBTITLE_STRONG, styles.CELL_HEAD)


def test_all_text_stands_out_from_its_ground():
    for colour in {*INKS, styles.TILE_NOTE.colour, styles.RUNNING.colour, styles.NOTE.colour}:
        for ground in GROUNDS:
            assert contrast(colour, ground) >= 4.5, (colour, ground)
    for style in ON_NAVY:
        assert contrast(style.colour, styles.NAVY) >= 4.5
    for tlp in Tlp:
        assert contrast(tlp.colour, styles.BLACK) >= 4.5
    assert contrast(styles.PALE, styles.WHITE) < 4.5  # it is never text on white
