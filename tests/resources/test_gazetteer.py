"""The built-in gazetteer as data: whole, linked, clean and quick to read."""

import csv
import gzip
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

GAZETTEER = Path(__file__).parents[2] / "resources" / "gazetteer"
WORLD = GAZETTEER / "world.tsv.gz"
COLUMNS = (
    "level source code name name_ar aliases country parent iso_3166_2 lat lon population"
).split()
SOURCES = {
    ("0", "iso-3166-1"),
    ("1", "iso-3166-2"),
    ("1", "geonames-admin1"),
    ("2", "iso-3166-2"),
    ("5", "geonames"),
}
Row = Mapping[str, str]


def read() -> list[dict[str, str]]:
    with gzip.open(WORLD, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read()


@pytest.fixture(scope="module")
def by_code(rows: list[dict[str, str]]) -> dict[str, Row]:
    return {row["code"]: row for row in rows}


def test_it_covers_the_world_and_stays_small(rows):
    levels = Counter(row["level"] for row in rows)

    assert levels["0"] > 240
    assert levels["1"] > 3500
    assert levels["5"] > 70_000
    assert WORLD.stat().st_size < 6_000_000


def test_every_row_is_full_width_and_names_its_list(rows):
    assert all(list(row) == COLUMNS and None not in row.values() for row in rows)
    assert {(row["level"], row["source"]) for row in rows} == SOURCES


def test_a_code_stands_once(rows, by_code):
    assert len(by_code) == len(rows)


def test_a_parent_stands_before_its_children_and_in_the_same_country(rows):
    seen: dict[str, Row] = {}
    for row in rows:
        if row["level"] != "0":
            parent = seen[row["parent"]]
            assert parent["country"] == row["country"]
            assert int(parent["level"]) < int(row["level"])
        seen[row["code"]] = row


def test_every_place_has_a_point_on_earth(rows):
    for row in rows:
        if row["level"] == "5" or row["lat"]:
            assert -90 <= float(row["lat"]) <= 90
            assert -180 <= float(row["lon"]) <= 180


def test_names_hold_no_stray_blanks_or_controls(rows):
    for row in rows:
        for name in (row["name"], row["name_ar"], *row["aliases"].split("|")):
            assert name == name.strip()
            assert not any(unicodedata.category(letter) == "Cc" for letter in name)


def test_arabic_names_of_places_are_in_the_arabic_alphabet(rows):
    foreign = set("پچژگکیەۆێڕڵۇۈۋې") | set("0123456789")
    arabic = [row["name_ar"] for row in rows if row["level"] == "5" and row["name_ar"]]

    assert len(arabic) > 15_000
    assert [name for name in arabic if foreign & set(name) or name[0].isascii()] == []


def test_countries_are_named_in_both_languages(by_code):
    assert (by_code["SYR"]["name"], by_code["SYR"]["name_ar"]) == ("Syria", "سوريا")
    assert (by_code["SDN"]["name"], by_code["SDN"]["name_ar"]) == ("Sudan", "السودان")


def test_a_town_is_found_under_its_spellings_and_its_governorate(by_code):
    town = by_code["168661"]

    assert (town["name"], town["name_ar"], town["parent"]) == ("Kafranbel", "كفر نبل", "SY-ID")
    assert {"Kafr Nabl", "كفرنبل"} <= set(town["aliases"].split("|"))
    assert by_code["SY-ID"]["name_ar"] == "محافظة إدلب"


@pytest.mark.parametrize(
    ("place", "unit"),
    [("170063", "SY-HL"), ("281133", "PS.GZ"), ("379252", "SD-KH"), ("709717", "UA-14")],
)
def test_well_known_places_stand_in_their_unit(by_code, place, unit):
    assert by_code[place]["parent"] == unit


def test_credits_stand_beside_the_file():
    readme = (GAZETTEER / "README.md").read_text(encoding="utf-8")

    assert "GeoNames (CC BY 4.0)" in readme
    assert "Unicode" in (GAZETTEER / "LICENSE-unicode.txt").read_text(encoding="utf-8")
