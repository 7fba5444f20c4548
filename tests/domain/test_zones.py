"""Time zones are found by name, city and country, in both languages."""

from zoneinfo import ZoneInfo

import pytest

from strikelog.domain.zones import spellings_of, zone_city, zone_country, zone_named, zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Damascus", "Asia/Damascus"),
        (" asia/damascus ", "Asia/Damascus"),
        ("Damascus", "Asia/Damascus"),
        ("دمشق", "Asia/Damascus"),
        ("addis ababa", "Africa/Addis_Ababa"),
        ("Africa/Addis Ababa", "Africa/Addis_Ababa"),
        ("Kyiv", "Europe/Kyiv"),
        ("كييف", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kiev"),
        ("UTC", "UTC"),
        ("Etc/GMT-3", "Etc/GMT-3"),
        ("Asia/Damascsu", ""),
        ("local time", ""),
        ("", ""),
    ],
)
def test_a_zone_is_known_by_name_and_city(text, zone):
    assert zone_named(text) == zone


def test_every_zone_that_is_listed_can_be_computed_with():
    assert len(zones()) > 400
    assert [one for one in zones() if ZoneInfo(one).key != one] == []


def test_a_zone_is_named_in_both_languages():
    assert zone_city("Asia/Aden", "en") == "Aden"
    assert zone_city("Asia/Aden", "ar") == "عدن"
    assert zone_country("Asia/Aden", "en") == "Yemen"
    assert zone_country("UTC", "en") == ""


def test_a_zone_can_be_looked_for_by_its_country():
    assert {"syria", "سوريا", "damascus"} <= set(spellings_of("Asia/Damascus"))
