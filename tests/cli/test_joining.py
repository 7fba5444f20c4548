"""Tables of one database, a file each: put together when they are taken in."""

import json

DAYS = "event_id,date_start\n147997,2014-01-22\n149221,2014-01-27\n"
PLACES = "id,town,latitude,longitude\n149221,Odessa,46.47,30.73\n147997,Kyiv,50.45,30.52\n"


def files(folder):
    """Write both tables."""
    days, places = folder / "days.csv", folder / "places.csv"
    days.write_text(DAYS, encoding="utf-8")
    places.write_text(PLACES, encoding="utf-8")
    return days, places


def test_a_table_of_days_alone_is_no_list_of_incidents(strikelog, empty_vault, tmp_path):
    days, _ = files(tmp_path)

    result = strikelog("import", empty_vault, days)

    assert result.exit_code == 3
    assert "Add the columns of the table" in result.stderr


def test_with_the_table_of_places_it_is_one(strikelog, as_json, empty_vault, tmp_path):
    days, places = files(tmp_path)

    told = json.loads(strikelog("import", empty_vault, days, "--with", places, "--json").stdout)
    again = json.loads(strikelog("import", empty_vault, days, "--with", places, "--json").stdout)

    assert told["read"] == told["inserted"] + told["parked"] == 2
    assert again["unchanged"] == 2
    assert {one["lat"] for one in as_json("list", empty_vault, "incident")} == {46.47, 50.45}


def test_files_that_do_not_belong_together_are_refused(strikelog, empty_vault, tmp_path):
    days, _ = files(tmp_path)
    other = tmp_path / "towns.csv"
    other.write_text("town,people\nIdlib,100000\nHama,300000\n", encoding="utf-8")

    result = strikelog("import", empty_vault, days, "--with", other)

    assert result.exit_code == 3
    assert "cannot be put together" in result.stderr
