"""What incidents of a workbook hold beside a total, counted a second time by plain rules (rule 12).

A row is certain where its days, its place and its kind of site leave no doubt and its grading is
fair or better; it is possible where they do not rule it out.
"""

import calendar
import re
from datetime import date

HEALTH = {
    "hospital", "clinic", "first_aid_post", "maternity_child", "blood_lab_pharmacy", "ambulance",
}  # fmt: skip
KINDS = {"health_unspecified": HEALTH, "mixed_civilian": set()}
WELL_GRADED = {"fair", "confirmed"}


def held_beside(book, total):
    """The low and high of a total's unit among the incidents of a book."""
    within = {key: _within(book, total, key) for key in book.incidents}
    possible = [key for key, said in within.items() if said != "no"]
    certain = [
        key
        for key in possible
        if within[key] == "yes" and book.incidents[key]["grading"] in WELL_GRADED
    ]
    if total["unit"] == "person":
        return _people(book, certain, possible)
    if total["unit"] == "attack_event":
        return len(certain), len(possible)
    return len(_sites(book, certain)), len(_sites(book, possible))


def _people(book, certain, possible):
    ranges = {key: book.range(key, "killed") for key in possible}
    known = [key for key in possible if ranges[key][0] is not None]
    highs = [ranges[key][1] for key in known]
    low = sum(ranges[key][0] for key in certain if key in known)
    return low, None if None in highs else sum(highs)


def _sites(book, keys):
    return {one["site_id"] for one in book.hits if one["incident_id"] in keys}


def _within(book, total, key):
    said = {_in_time(book, total, key), _in_place(book, total, key), _of_kind(book, total, key)}
    return "no" if "no" in said else "perhaps" if "perhaps" in said else "yes"


def _in_time(book, total, key):
    row = book.incidents[key]
    first, last = _day(row["date_start"]), _day(row["date_end"])
    begins, ends = _days(total["start_edtf"]), _days(total["end_edtf"] or total["as_of"])
    if last < begins[0] or first > ends[1]:
        return "no"
    return "yes" if begins[1] <= first and last <= ends[0] else "perhaps"


def _in_place(book, total, key):
    if not total["location_ids"]:
        return "yes"
    names = {row["id"]: row for row in book.rows("Locations")}
    areas = [names[one] for one in total["location_ids"].split("|")]
    if book.flat[key]["adm1_pcode"] in {one["pcode"] for one in areas}:
        return "yes"
    return "perhaps" if any(not one["pcode"] for one in areas) else "no"


def _of_kind(book, total, key):
    asked = (total["site_types"] or "").split("|")
    wanted = set().union(*(KINDS.get(one, {one}) for one in asked)) - {""}
    struck = {one["site_type"] for one in book.hits if one["incident_id"] == key}
    return "yes" if not wanted or struck & wanted else "no"


def _days(text):
    """The first and last day a date of the workbook may mean."""
    parts = re.findall(r"\d{4}-\d{2}(?:-\d{2})?", text)
    return _day(parts[0]), _last(parts[-1])


def _day(text):
    text = str(text)[:10]
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def _last(text):
    if len(text) == 10:
        return _day(text)
    year, month = map(int, text.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])
