"""The beginning of a text, whatever its letters were written in."""

import pytest

from strikelog.media.texts import text_head
from tests.media.files import Data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_is_read_in_its_usual_encodings(encoding):
    assert text_head({}, Data("قصف مشفى\nline".encode(encoding))).value == "قصف مشفى\nline"


def test_a_letter_cut_in_two_at_the_end_is_left_out():
    content = ("a" + "ق" * 40_000).encode()

    shown = text_head({}, Data(content)).value

    assert shown == "a" + "ق" * 32_767


def test_signs_that_steer_terminals_or_turn_writing_round_are_left_out():
    assert text_head({}, Data("a\x1b[31mb\u202ec\0d\te".encode())).value == "a[31mbcd\te"
