"""Spellings of one name have a mark in common, and names of others have none."""

import pytest

from strikelog.domain.giveaways import (
    Reader,
    forms_of_address,
    forms_of_contact,
    forms_of_name,
)
from strikelog.domain.positions import tells_position, with_coarser_positions


def finds(kept, text):
    return Reader(frozenset(kept).__contains__).finds(text) is not None


NAME = "Yasmin Abd al-Rahman al-Qudsi"


@pytest.mark.parametrize(
    "text",
    [
        "yasmin abd al-rahman al-qudsi",
        "Yasmin al-Qudsi",
        "Al-Qudsi, Yasmin",
        "ياسمين عبد الرحمن القدسي",
        "وياسمين القدسي",
        "Yasmin Abdulrahman",
        "Jasmin? no: Yasmin bint Abd al-Rahman",
        "YASMIN_QUDSI",
        "Yаsmin Qudsi",
        "Yasmin Qudsi's house",
        "yasminqudsi",
        "Y a s m i n  Q u d s i",
        "Ｙａｓｍｉｎ Ｑｕｄｓｉ",
        "as-Yasmin al-Qudsi",
    ],
)
def test_a_name_is_known_in_any_spelling(text):
    assert finds(forms_of_name(NAME), f"then {text} said")


@pytest.mark.parametrize(
    "text",
    ["Yasmin", "al-Qudsi", "Yasmin Haddad", "Rahman Qudsi street", "قال القدسي", "Samin Kads"],
)
def test_others_are_not_taken_for_the_person(text):
    assert not finds(forms_of_name(NAME), f"then {text} said")


def test_names_of_few_consonants_are_not_found_in_ordinary_words():
    kept = forms_of_name("Ali Omar")

    assert finds(kept, "شوهد علي عمر هناك")
    assert not finds(kept, "all more or less on the hill near Amr")


def test_a_single_name_counts_only_when_it_is_long_enough():
    assert finds(forms_of_name("Canaria"), "by CANARIA")
    assert forms_of_name("Ali") == set()


@pytest.mark.parametrize(
    "text",
    ["0944 123 456", "00963944123456", "٠٩٤٤-١٢٣-٤٥٦", "(0944) 123456 or 0933 1", "+963944123456"],
)
def test_a_number_is_known_by_its_last_digits(text):
    assert finds(forms_of_contact("mobile +963 944 123 456"), f"call {text} at night")


def test_another_number_is_not():
    assert not finds(forms_of_contact("+963 944 123 456"), "0944 123 457 on 2019-05-05")


@pytest.mark.parametrize("text", ["ahmad.k@example.org", "Ahmad.K (at) example (dot) org"])
def test_mail_is_known_with_and_without_its_sign(text):
    assert finds(forms_of_contact("AHMAD.K@example.org"), f"write to {text}")


def test_a_handle_is_known_but_not_the_place_where_mail_is_kept():
    kept = forms_of_contact("@desk_77 or someone@example.org")

    assert finds(kept, "as desk_77 wrote")
    assert not finds(kept, "see www.example.org")


def test_a_page_is_known_however_its_address_begins_and_ends():
    kept = forms_of_address("https://www.example.org/a/7/")

    assert finds(kept, "see http://example.org/a/7.")
    assert not finds(kept, "see https://example.org/a/8")


def test_positions_are_rounded_and_nothing_else_is():
    text = "at 35.614138 N, 36.560612 E (12.5 km)"

    assert with_coarser_positions(text, 2) == "at 35.61 N, 36.56 E (12.5 km)"
    assert not tells_position(with_coarser_positions(text, 2))
    assert with_coarser_positions("no position", 2) == "no position"


@pytest.mark.parametrize("name", ["", "–", "Dr.", "السيد", "ابن", "…"])
def test_what_is_no_name_gives_nobody_away(name):
    assert forms_of_name(name) == set()
