"""Paragraphs: breaking, direction, alignment, pages."""

from hypothesis import given
from hypothesis import strategies as st

from strikelog.briefing.bidi import CONTROLS, isolated
from strikelog.briefing.composing import Room, Stack, height_of
from strikelog.briefing.flowing import Words, words
from strikelog.briefing.lines import break_lines, pieces_of
from strikelog.briefing.meaning import Meaning
from strikelog.briefing.styles import BODY, Align, Span
from tests.briefing.reading import pdf_of, reader_of, text_of

SENTENCE = "The second strike hit the same yard while responders were carrying people out. " * 6


def lines_of(text, width, base=0):
    return break_lines(pieces_of((Span(text, BODY),), base), width)


def texts(lines):
    return ["".join(piece.shaped.text for piece in line.pieces) for line in lines]


class Recorder(Meaning):
    """A pen that remembers where lines begin."""

    def __init__(self):
        self.lines = []

    def text(self, x, y, pieces):
        self.lines.append((x, "".join(shaped.text for shaped, _ in pieces)))


def drawn(paragraph, width=200.0, rtl=False):
    pen = Recorder()
    paragraph.fit(Room(width, 1000, fresh=True, rtl=rtl)).paint(pen, 0.0, 500.0)
    return pen.lines


def test_lines_fit_and_lose_nothing_but_spaces_at_their_ends():
    lines = lines_of(SENTENCE, 120)

    assert all(line.width <= 120.01 for line in lines)
    assert " ".join(texts(lines)) == SENTENCE.strip()


def test_a_newline_ends_a_line_and_two_leave_one_empty():
    assert texts(lines_of("a\n\nb", 100)) == ["a", "", "b"]


def test_dates_ranges_and_no_break_spaces_are_not_broken():
    lines = texts(lines_of("x 2019-05-06 y 97–121 z 12\u202f345\u00a0people", 60))

    assert lines == ["x 2019-05-06", "y 97–121 z", "12\u202f345\u00a0people"]


def test_a_line_may_end_after_a_hyphen_between_letters():
    assert texts(lines_of("counter-clockwise", 50))[0] == "counter-"


def test_a_word_wider_than_the_line_is_cut_after_a_sign():
    lines = lines_of("https://example.org/" + "segment/" * 30, 100)

    assert all(line.width <= 100.01 for line in lines)
    assert all(text.endswith("/") for text in texts(lines))


def test_an_arabic_word_wider_than_the_line_is_cut_and_kept_whole_in_sum():
    lines = lines_of("م" * 200, 60, base=1)

    assert all(line.width <= 60.01 for line in lines)
    assert "".join(texts(lines)) == "م" * 200


def test_a_range_keeps_its_order_when_isolated():
    ((_, line),) = drawn(words(f"القتلى {isolated('5–7')}"))

    assert line.startswith("5–7")


def test_paragraphs_start_on_the_side_of_their_first_letter():
    ((latin, _),) = drawn(words("Kafr Nabl"))
    ((arabic, _),) = drawn(words("كفرنبل"))
    ((told, _),) = drawn(words("كفرنبل", direction="ltr"))

    assert latin == told == 0.0
    assert arabic > 150.0


def test_alignments_follow_the_paragraph_or_the_page():
    ((end, _),) = drawn(words("Kafr Nabl", align=Align.END))
    ((centre, _),) = drawn(words("Kafr Nabl", align=Align.CENTRE))
    ((leading, _),) = drawn(words("كفرنبل", align=Align.LEADING))
    ((trailing, _),) = drawn(words("9–11", align=Align.TRAILING), rtl=True)

    assert end == 2 * centre > 100.0
    assert leading == trailing == 0.0


def test_no_single_line_is_left_alone_on_either_page():
    paragraph = words(SENTENCE)
    lines = paragraph.fit(Room(200, 1000, fresh=True))
    line = BODY.line
    total = round(lines.height / line)

    nearly = paragraph.fit(Room(200, (total - 1) * line))
    one = paragraph.fit(Room(200, 1.5 * line))

    assert round(nearly.height / line) == total - 2
    assert round(nearly.rest.fit(Room(200, 1000)).height / line) == 2
    assert one is None


def test_a_fresh_page_always_takes_something():
    assert words(SENTENCE).fit(Room(200, 1.0, fresh=True)).height > 0


def test_a_heading_does_not_stay_behind_alone():
    heading = Words((Span("Heading", BODY),), keeps_with_next=True, after=0)
    stack = Stack([words("first", after=0), heading, words(SENTENCE)])

    fitted = stack.fit(Room(200, 2.5 * BODY.line))

    assert round(fitted.height / BODY.line) == 1
    assert height_of(fitted.rest, 200) > 3 * BODY.line


def test_text_that_looks_like_markup_is_text(tmp_path):
    content = pdf_of(words("<b>bold</b> & <a href='x'>link</a> %s {page} \\n"))

    assert "<b>bold</b> & <a href='x'>link</a> %s {page} \\n" in text_of(content, tmp_path)
    assert "/Annots" not in reader_of(content).pages[0]


@given(st.text(max_size=60), st.floats(-5.0, 300.0), st.integers(0, 1))
def test_any_text_can_be_broken_at_any_width(text, width, base):
    lines = break_lines(pieces_of((Span(text, BODY),), base), width)

    kept = "".join(texts(lines))
    assert len(lines) >= 1
    assert not set(kept) & (CONTROLS | {"\n"})


@given(st.lists(st.text("aب1 (\u2067\u2069\n", max_size=12), max_size=5))
def test_any_spans_can_be_written(parts):
    spans = [Span(part, BODY if index % 2 else BODY.bold()) for index, part in enumerate(parts)]

    assert len(reader_of(pdf_of(words(spans))).pages) == 1
