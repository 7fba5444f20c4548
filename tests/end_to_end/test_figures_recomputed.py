"""Every figure of the demo briefing, counted again from the exported workbook by openpyxl alone.

Nothing of the program's own counting is used: rows are read by the names of their columns, and each
rule is written here a second time.
"""

from collections import Counter, defaultdict
from copy import copy
from datetime import date

import openpyxl
import pytest

from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.workspace import Workspace
from tests.end_to_end.held_again import held_beside

SHOWN = {"in_review", "reviewed", "published", "archived"}
NEVER = {"rumour", "rejected"}
ELSEWHERE = (
    "left out of a list",  # how much of a list found room
    "sources cited",  # the length of the briefing's own list of sources
    "period match",  # uncertain dates against uncertain periods: tests/insight has the law
    "at one mark",  # where the map draws: tests/drawing
    "not on the map",
)


class Book:
    """The workbook as rows by column."""

    def __init__(self, path):
        self._book = openpyxl.load_workbook(path, read_only=True)
        self.incidents = {
            row["id"]: row
            for row in self.rows("Incidents")
            if row["workflow"] in SHOWN
            and row["certainty"] not in NEVER
            and not row.get("merged_into_id")
        }
        self.claims = self._by("Claims", "incident_id")
        self.judged = self._by("Assessments", "incident_id")
        self.hits = [
            one for one in self.rows("IncidentSites") if one["incident_id"] in self.incidents
        ]
        self.flat = {row["event_id"]: row for row in self.rows("Flat")}
        self.casualties = self._by("Casualties", "owner_id")

    def rows(self, sheet):
        lines = list(self._book[sheet].iter_rows(values_only=True))
        keys = lines[0]
        return [
            {key: value for key, value in zip(keys, line, strict=False) if key}
            for line in lines[3:]
            if any(line)
        ]

    def _by(self, sheet, key):
        found = defaultdict(list)
        for row in self.rows(sheet):
            found[row[key]].append(row)
        return found

    def counted(self):
        return {key: row for key, row in self.incidents.items() if row["in_totals"] == "yes"}

    def figures(self, incident_id, outcome):
        """What the office adopted for the incident, else what its claims say."""
        claims = [row["id"] for row in self.claims[incident_id]]
        for owners in ([incident_id], claims):
            found = [
                one
                for owner in owners
                for one in self.casualties[owner]
                if one["outcome"] == outcome and one["age_sex"] == "total"
            ]
            if found:
                return found
        return []

    def range(self, incident_id, outcome):
        """From the lowest to the highest; of people of one role alone there may be more."""
        found = self.figures(incident_id, outcome)
        lows = [int(one["low"]) for one in found if one["low"] not in (None, "")]
        highs = [one["high"] if one["role"] == "any" else "" for one in found]
        is_open = any(one in (None, "") for one in highs)
        return min(lows, default=None), None if is_open else max(map(int, highs), default=None)

    def sites(self):
        found = defaultdict(set)
        for hit in self.hits:
            if hit["site_id"]:
                found[hit["site_id"]].add(hit["incident_id"])
        return found

    def attackers(self, incident_id):
        owners = {row["id"] for row in self.claims[incident_id]}
        owners |= {row["id"] for row in self.judged.get(incident_id, [])}
        return {
            row["actor_id"]
            for row in self.rows("Attributions")
            if row["owner_id"] in owners and row["actor_id"] and row["part"] == "attacker"
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recomputed")
    workspace = Workspace.with_demo()
    try:
        draft = workspace.briefings.drafting.draft(BriefingWish())
        workspace.exporting.export(folder / "demo.xlsx")
    finally:
        workspace.close()
    return draft.plan.figures, Book(folder / "demo.xlsx")


def _day(row):
    value = str(row["date_start"])[:10]
    return date.fromisoformat(value)


def _number(value):
    return None if value in (None, "") else int(value)


def _with_number(book, outcome):
    return [key for key in book.counted() if book.range(key, outcome)[0] is not None]


def _total(book, outcome, *, given):
    found = [book.range(key, outcome) for key in _with_number(book, outcome)]
    is_open = not given and len(found) < len(book.counted())
    high = None if is_open or any(one is None for _, one in found) else sum(b for _, b in found)
    return sum(low for low, _ in found), high


def _gap(book, said):
    incident, _, site = said.removeprefix("days before ").partition(" on ")
    here = sorted(_day(book.incidents[key]) for key in book.sites()[site])
    place = here.index(_day(book.incidents[incident]))
    return (here[place] - here[place - 1]).days


def _same(value):
    return value, value


def recomputed(book, figure):
    """The low and high of a figure, counted again; None for what is checked elsewhere."""
    of, name = figure.of, figure.of.rpartition(" ")[2]
    repeats = {site: ids for site, ids in book.sites().items() if len(ids) > 1}
    if of == "attacks":
        return _same(len(book.incidents))
    if of == "distinct sites":
        return _same(len(book.sites()))
    if of == "not in totals":
        return _same(len(book.incidents) - len(book.counted()))
    if of in ("killed", "injured"):
        return _total(book, of, given=False)
    if of.endswith("where a number is given"):
        return _total(book, of.partition(",")[0], given=True)
    if of.endswith("attacks with a number"):
        return _same(len(_with_number(book, of.partition(",")[0])))
    if of.endswith("no number"):
        return _same(len(book.counted()) - len(_with_number(book, of.partition(",")[0])))
    if of == "repeat strikes":
        return _same(len(repeats))
    if of == "attacks on sites hit more than once":
        return _same(len(set().union(*repeats.values())))
    return _of_one(book, figure, of, name)


def _of_one(book, figure, of, name):
    rows = book.incidents
    if of.startswith("strikes on site"):
        return _same(len(book.sites()[name]))
    if of.startswith("breaches of"):
        named = (str(row["breach_of_ids"] or "").split("|") for row in rows.values())
        return _same(sum(name in one for one in named))
    if of.startswith(("killed of", "injured of")):
        return book.range(of.split()[2], of.split()[0])
    if of.startswith("recorded of group"):
        return _same(sum(row["group_id"] == name for row in rows.values()))
    if of.startswith("expected of group"):
        (group,) = [row for row in book.rows("Groups") if row["id"] == name]
        return _number(group["expected_low"]), _number(group["expected_high"])
    if of.startswith("minutes between strikes"):
        gaps = [
            row for row in book.rows("Strikes") if row["incident_id"] == name and row["gap_low"]
        ]
        return min(int(one["gap_low"]) for one in gaps), max(int(one["gap_high"]) for one in gaps)
    if of.startswith("impacts of"):
        return _number(rows[name]["impacts_low"]), _number(rows[name]["impacts_high"])
    if of.startswith("reports of"):
        replaced = {row["supersedes_id"] for row in book.judged[name]}
        judged = [row["n_independent"] for row in book.judged[name] if row["id"] not in replaced]
        origins = judged or [len({row["source_id"] for row in book.claims[name]})]
        return _number(origins[0]), len(book.claims[name])
    return _of_group(book, figure, of)


def _beside_others(book, of):
    if of.startswith("wave of"):
        return _same(len({one["site_id"] for one in book.hits if one["incident_id"] in of}))
    (total,) = [row for row in book.rows("Aggregates") if row["id"] == of.rpartition(" ")[2]]
    if of.startswith("held beside"):
        return held_beside(book, total)
    return _number(total["low"]), _number(total["high"])


def _of_group(book, figure, of):
    rows = book.incidents
    if of.startswith(("published total", "held beside", "wave of")):
        return _beside_others(book, of)
    if of.startswith("days before"):
        return _same(_gap(book, of))
    if of == "attacks with a named attacker":
        return _same(sum(bool(book.attackers(key)) for key in rows))
    if of == "responders harmed":
        return _same(sum(row["responders_hit"] == "yes" for row in rows.values()))
    if of.startswith("attacks by district: "):
        told = Counter(map(_district, _flat(book)))
        return _same(told[of.partition(": ")[2]])
    if of.startswith("attacks by month: "):
        month = of.partition(": ")[2][:7]
        return _same(sum(f"{_day(row):%Y-%m}" == month for row in rows.values()))
    if of.startswith("attribution: "):
        counts = Counter(min(len(book.attackers(key)), 2) for key in rows)
        wanted = {"Not established": 0, "Sources differ on the attacker": 2}
        return _same(counts[wanted.get(of.partition(": ")[2], 1)])
    if of.startswith("sites: "):
        kind = of.partition(": ")[2].lower()
        return _same(
            len({hit["site_id"] for hit in book.hits if hit["site_type"] == kind} - {None})
        )
    if of.startswith("method: "):
        means = [(row["delivery"], row["weapon"]) for row in rows.values()]
        mine = {(rows[key]["delivery"], rows[key]["weapon"]) for key in figure.incident_ids}
        return _same(sum(one in mine for one in means))
    return None


def _district(row):
    """A district that is not known, or called like its governorate, is named by that alone."""
    alone = not row["adm2"] or row["adm2"] == row["adm1"]
    return row["adm1"] if alone else f"{row['adm2']} ({row['adm1']})"


def _flat(book):
    return [row for key, row in book.flat.items() if key in book.incidents]


def test_every_figure_is_what_the_workbook_counts(made):
    figures, book = made
    checked = [one for one in figures if not one.rule.startswith(ELSEWHERE)]

    again = {one.key: recomputed(book, one) for one in checked}

    unknown = [one.of for one in checked if again[one.key] is None]
    wrong = [
        f"{one.of}: printed {one.low}–{one.high}, counted {again[one.key]}"
        for one in checked
        if again[one.key] is not None and again[one.key] != (one.low, one.high)
    ]
    assert unknown == []
    assert wrong == []
    assert len(checked) > 70


def test_a_figure_that_is_off_by_one_is_noticed(made):
    """The control: a second counting that agreed with everything would prove nothing."""
    figures, book = made[0], copy(made[1])
    book.incidents = {**book.incidents}
    book.incidents.pop(min(book.counted()))

    checked = [one for one in figures if one.of in ("attacks", "killed, no number")]

    assert checked
    assert all(recomputed(book, one) != (one.low, one.high) for one in checked)
