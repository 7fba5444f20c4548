"""Shaped glyphs: joined, mirrored, and still knowing their letters."""

import shutil

from hypothesis import given
from hypothesis import strategies as st

from strikelog.briefing import fonts
from strikelog.briefing.fonts import UNITS, face_for, face_of, faces
from strikelog.briefing.shaping import clean, shape, shape_word
from strikelog.resources import resource


def letters(shaped, *, rtl):
    """The letters in the order a reader gets them after turning the line round."""
    glyphs = reversed(shaped.glyphs) if rtl else shaped.glyphs
    return "".join(glyph.letters for glyph in glyphs)


def test_every_shipped_face_counts_a_thousand_units_and_is_the_wanted_version():
    assert {face.handle.upem for face in faces()} == {UNITS}
    assert "2.005" in face_of("Arab", 400).handle.get_name(5)
    assert len(faces()) == 6


def test_a_face_is_read_from_a_folder_whose_name_is_in_another_script(tmp_path, monkeypatch):
    folder = tmp_path / "خطوط"
    folder.mkdir()
    shutil.copy(resource("fonts", "NotoSans-Regular.ttf"), folder)
    monkeypatch.setattr(fonts, "resource", lambda *parts: folder / parts[-1])

    face = fonts._opened.__wrapped__("NotoSans-Regular", "Latn")

    assert face.covers("ж")
    assert not face.covers("ك")


def test_letters_join():
    face = face_of("Arab", 400)

    joined = shape("كفرنبل", face, rtl=True)
    apart = [shape(letter, face, rtl=True) for letter in "كفرنبل"]

    assert joined.width < sum(piece.width for piece in apart)


def test_lam_alef_is_one_picture_and_two_letters():
    shaped = shape("لا", face_of("Arab", 400), rtl=True)

    picture, carrier = shaped.glyphs
    assert (picture.letters, carrier.letters) == ("ا", "ل")
    assert (carrier.number, carrier.width) == (shaped.face.nothing, 0)
    assert letters(shaped, rtl=True) == "لا"


def test_vowel_marks_keep_their_place_among_the_letters():
    shaped = shape("ضرراً", face_of("Arab", 400), rtl=True)

    assert letters(shaped, rtl=True) == "ضرراً"


def test_brackets_are_mirrored_in_right_to_left_runs():
    face = face_of("Latn", 400)

    turned = shape("(", face, rtl=True).glyphs[0]

    assert turned.number == shape(")", face, rtl=False).glyphs[0].number
    assert turned.letters == "("


def test_a_word_of_two_scripts_is_cut_by_face():
    pieces = shape_word("كفر-Nabl", 700, False)

    assert [piece.text for piece in pieces] == ["كفر", "-Nabl"]
    assert [piece.face.name for piece in pieces] == ["NotoSansArabic-Bold", "NotoSans-Bold"]


def test_a_character_without_a_picture_becomes_a_box_that_keeps_its_letter():
    (piece,) = shape_word("語", 400, False)

    assert piece.face is face_for("a", 400)
    assert [(glyph.number, glyph.letters) for glyph in piece.glyphs] == [(0, "語")]


def test_line_ends_and_half_characters_are_made_harmless():
    assert clean("a\r\nb\rc\x00d\ud800e\u2028f") == "a\nb\nc d\ufffde\nf"


@given(st.text(st.sampled_from("كفرنبلاإأآلله\u064b\u0651مةىab()1٢"), max_size=20), st.booleans())
def test_no_letter_is_lost(text, rtl):
    pieces = shape_word(text, 400, rtl)

    assert "".join(letters(piece, rtl=rtl) for piece in pieces) == text
    for piece in pieces:
        assert piece.width == sum(g.before + g.width + g.after for g in piece.glyphs)
