"""Gazetteers in the shapes they are published in become the same tree of places."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from strikelog.domain.gazetteers import iso3_of, row_id
from strikelog.exchange.gazetteer_columns import OWN, columns_of
from strikelog.exchange.gazetteer_files import FileUnreadable
from strikelog.exchange.gazetteer_trees import (
    BAD_LEVEL,
    BAD_POINT,
    NO_COUNTRY,
    NO_LEVEL,
    NO_NAME,
    PARENT_UNCLEAR,
)
from strikelog.exchange.gazetteers import NotAGazetteer, read_gazetteer

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "gazetteer"
published = pytest.mark.skipif(not SHARED.is_dir(), reason="the published gazetteers are not here")


def read(folder, text, name="places.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_gazetteer(path)


def tree(gazetteer):
    """Give (level, name, parent's name, code) of every place."""
    names = {place.id: place.name for place in gazetteer.places}
    return [
        (place.level, place.name, names.get(place.parent_id), place.pcode)
        for place in gazetteer.places
    ]


IDLEB = [
    ("0", "Syria", None, "SY"),
    ("1", "Idleb", "Syria", "SY07"),
    ("2", "Al Ma'ra", "Idleb", "SY0702"),
]


@pytest.mark.parametrize(
    "text",
    [
        "ADM2_EN,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE\n"
        "Al Ma'ra,SY0702,Idleb,SY07,Syria,SY\n",
        "admin0Name_en;admin0Pcode;admin1Name_en;admin1Pcode;admin2Name_en;admin2Pcode\n"
        "Syria;SY;Idleb;SY07;Al Ma'ra;SY0702\n",
        "adm2_name\tadm2_pcode\tadm1_name\tadm1_pcode\tadm0_name\tadm0_pcode\n"
        "Al Ma'ra\tSY0702\tIdleb\tSY07\tSyria\tSY\n",
        "NAME_EN,PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE\n"
        "Al Ma'ra,SY0702,Idleb,SY07,Syria,SY\n",
        "a,b,c,d,e,f\n#adm1+name,#adm1+code,#adm2+name,#adm2+code,#country+name,#country+code\n"
        "Idleb,SY07,Al Ma'ra,SY0702,Syria,SYR\n",
        "name,level,pcode,parent,country\nSyria,0,SY,,SYR\n"
        "Idleb,1,SY07,SY,SYR\nAl Ma'ra,2,SY0702,Idleb,SYR\n",
        "Location,Admin Level,P-Code,Name,Parent P-Code\nSYR,1,SY07,Idleb,SYR\n"
        "SYR,2,SY0702,Al Ma'ra,SY07\n",
    ],
    ids=["shapes", "camel case", "newer", "attributes", "tags", "plain", "global"],
)  # fmt: skip
def test_every_published_shape_gives_the_same_tree(tmp_path, text):
    gazetteer = read(tmp_path, text)

    assert [row[:3] for row in tree(gazetteer)] == [row[:3] for row in IDLEB]
    assert [row[3] for row in tree(gazetteer)][1:] == ["SY07", "SY0702"]
    assert gazetteer.refused == ()
    assert {place.country_iso3 for place in gazetteer.places} == {"SYR"}
    assert gazetteer.places[2].id == row_id("cod-ab", "SY0702")
    assert gazetteer.places[0].id == row_id("iso-3166-1", "SYR")


def test_ids_are_those_of_the_exchange_rules():
    assert row_id("cod-ab", "SY0702") == "08e8ea76-d1ce-5968-83f5-48ccc40476f1"
    assert row_id("shcc", "34775") == "acf96b5e-4b83-5252-99dc-a07ab3e3369f"


def test_names_in_two_scripts_and_other_spellings_are_told_apart(tmp_path):
    text = "ADM1_EN,ADM1_AR,ADM1_REF,ADM1_PCODE,ADM0_PCODE\nIdleb,إدلب,Idlib,SY07,SY\n"

    place = read(tmp_path, text).places[1]

    assert (place.name, place.name_local, place.aliases) == ("Idleb", "إدلب", ("Idlib",))


def test_swapped_names_of_a_country_are_put_right(tmp_path):
    text = (
        "ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_AR,ADM0_PCODE\n"
        "Idleb,SY07,الجمهورية العربية السورية,Syrian Arab Republic,SY\n"
    )

    country = read(tmp_path, text).places[0]

    assert country.name == "Syrian Arab Republic"
    assert country.name_local == "الجمهورية العربية السورية"
    assert "Syria" in country.aliases


def test_points_hang_below_the_unit_named(tmp_path):
    text = (
        "name,name_ar,lat,lon,parent,country,aliases\n"
        "Idleb,إدلب,,,,SYR,\n"
        "Kafr Nabl,كفر نبل,35.614138,36.560932,Idleb,Syria,Kafranbel|Kafr Nobol\n"
    )

    gazetteer = read(tmp_path, text.replace("Idleb,إدلب,,,,SYR,", "Idleb,إدلب,,,SYR,SYR,"))

    assert tree(gazetteer) == [
        ("0", "Syria", None, None),
        ("5", "Idleb", "Syria", None),
        ("5", "Kafr Nabl", None, None),
    ]
    town = gazetteer.places[2]
    assert (town.lat, town.lon) == (35.614138, 36.560932)
    assert town.aliases == ("Kafranbel", "Kafr Nobol")
    assert gazetteer.parents == {town.id: "Idleb"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",1,SY07,,,,SYR", NO_NAME),
        ("Idleb,9,SY07,,,,SYR", BAD_LEVEL),
        ("Idleb,1,SY07,north,east,,SYR", BAD_POINT),
        ("Idleb,1,SY07,95,36,,SYR", BAD_POINT),
        ("Idleb,1,,,,,Atlantis", NO_COUNTRY),
        ("Idleb,,,,,,SYR", NO_LEVEL),
        ("Hass,5,,,,Twin,SYR", PARENT_UNCLEAR),
    ],
)
def test_a_row_that_is_no_place_is_refused_with_its_number(tmp_path, row, reason):
    text = (
        "name,level,pcode,lat,lon,parent,country\n"
        "Twin,1,SY01,,,,SYR\nTwin,1,SY02,,,,SYR\n" + row + "\nHama,1,SY05,,,,SYR\n"
    )

    gazetteer = read(tmp_path, text)

    assert [(one.row, one.reason) for one in gazetteer.refused] == [(4, reason)]
    assert "Hama" in {place.name for place in gazetteer.places}


def test_a_workbook_is_read_like_the_same_csv(tmp_path):
    rows = [
        ["ADM1_EN", "ADM1_AR", "ADM1_PCODE", "ADM0_PCODE", "validOn"],
        ["#adm1+name", "#adm1+name+ar", "#adm1+code", "#country+code", "#date+start"],
        ["Idleb", "إدلب", "SY07", "SY", "2020-12-17"],
    ]
    book = Workbook()
    book.active.append(["Administrative units"])
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "units.xlsx")
    text = "\n".join(",".join(row) for row in rows)

    of_workbook = read_gazetteer(tmp_path / "units.xlsx")

    assert of_workbook.places == read(tmp_path, text, "units.csv").places
    assert of_workbook.places[1].pcode_set == "COD-AB SYR 2020-12-17"


def test_a_polygon_becomes_a_point_inside_it(tmp_path):
    bent = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 9], [9, 9], [9, 1], [0, 1], [0, 0]]
    small = [[20, 20], [21, 20], [21, 21], [20, 21], [20, 20]]
    feature = {
        "type": "Feature",
        "properties": {"ADM1_EN": "Bend", "ADM1_PCODE": "SY01", "ADM0_PCODE": "SY"},
        "geometry": {"type": "MultiPolygon", "coordinates": [[small], [bent]]},
    }
    point = {
        "type": "Feature",
        "properties": {"ADM1_EN": "Dot", "ADM1_PCODE": "SY02", "ADM0_PCODE": "SY"},
        "geometry": {"type": "Point", "coordinates": [36.5, 35.5]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature, point]})

    _, bend, dot = read(tmp_path, text, "units.geojson").places

    assert (bend.lat, bend.lon) == (5.0, 9.5)
    assert (dot.lat, dot.lon) == (35.5, 36.5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("places.csv", b""),
        ("places.csv", b"a,b\n1,2\n"),
        ("places.csv", b"\xff\xfe\x00name"),
        ("places.geojson", b"{"),
        ("places.geojson", b'{"type": "Point"}'),
        ("places.json", b"[1, 2]"),
        ("places.pdf", b"%PDF-1.7"),
    ],
)
def test_what_is_no_gazetteer_is_refused_calmly(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(NotAGazetteer, match=name):
        read_gazetteer(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileUnreadable, match="gone.csv"):
        read_gazetteer(tmp_path / "gone.csv")


def test_own_columns_and_those_of_levels_are_told_apart():
    known = columns_of(["NAM_EN_REF", "admin3RefName", "Pcode", "ADM2ALT1AR", "Shape_Area"])

    assert [(one.part, one.level) for one in known.values()] == [
        ("alias", OWN),
        ("alias", 3),
        ("pcode", OWN),
        ("alias", 2),
    ]


@pytest.mark.parametrize(
    ("code", "iso3"), [("SY", "SYR"), ("syr", "SYR"), ("XKX", "XKX"), ("Q", "")]
)
def test_countries_are_known_by_either_code(code, iso3):
    assert iso3_of(code) == iso3


# -- as published ------------------------------------------------------------------------------


@published
@pytest.mark.parametrize("kind", ["csv", "geojson"])
@pytest.mark.parametrize(("level", "units"), [(0, 1), (1, 14), (2, 62), (3, 272)])
def test_the_units_of_syria_come_in_whole(kind, level, units):
    gazetteer = read_gazetteer(SHARED / "syria" / f"derived_syr_admin{level}.{kind}")

    assert gazetteer.refused == ()
    assert not gazetteer.parents
    assert sum(place.level == str(level) for place in gazetteer.places) == units
    country = gazetteer.places[0]
    assert (country.name, country.name_local) == (
        "Syrian Arab Republic",
        "الجمهورية العربية السورية",
    )
    by_id = {place.id: place for place in gazetteer.places}
    for place in gazetteer.places[1:]:
        assert int(by_id[place.parent_id].level) == int(place.level) - 1
        assert place.pcode.startswith(by_id[place.parent_id].pcode)


@published
def test_the_same_unit_has_the_same_id_in_every_file():
    files = sorted((SHARED / "syria").glob("*"))
    ids = {place.id for path in files for place in read_gazetteer(path).places}

    assert len(ids) == 1 + 14 + 62 + 272


@published
def test_units_of_the_whole_world_come_in():
    gazetteer = read_gazetteer(SHARED / "world" / "global_pcodes_adm_1_2.csv")

    assert len(gazetteer.places) > 33_000
    assert gazetteer.refused == ()
    known = {place.id for place in gazetteer.places}
    lost = [one for one in gazetteer.places if one.level != "0" and one.parent_id not in known]
    assert lost == []
