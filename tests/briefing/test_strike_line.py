"""Sites struck again stand side by side in time, above the table that tells the same."""

from dataclasses import replace

from strikelog.briefing.speech import ARABIC, ENGLISH
from strikelog.briefing.strike_line import strike_line
from strikelog.briefing.surroundings import RepeatedSite, StrikeRow
from strikelog.domain.dates import read_date
from strikelog.drawing.shapes import Area, Disc, Text


def strike(text):
    return StrikeRow("1", text, "EX-1", "–", "–", "–", "", "id", read_date(text))


SITE = RepeatedSite("Hospital", "", "Idlib", (strike("2019-05-05"), strike("2019-11")))


def shapes(line, kind):
    return [one for one in line.make(480, False).shapes if isinstance(one, kind)]


def test_each_site_has_a_row_with_its_strikes():
    line = strike_line(ENGLISH, [SITE, replace(SITE, name="Market")])

    assert {"Hospital", "Market", "2019-05-05", "2019-11"} <= {
        one.text for one in shapes(line, Text)
    }
    assert len(shapes(line, Disc)) == 2 + 1  # one of them in the legend
    assert len([one for one in shapes(line, Area) if one.is_hatched]) == 2 + 1


def test_what_is_drawn_is_told_to_those_who_do_not_see_it():
    told = strike_line(ENGLISH, [SITE]).make(480, False).description

    assert "Hospital: 2019-05-05; 2019-11" in told


def test_in_arabic_time_begins_at_the_right():
    line = strike_line(ARABIC, [SITE])

    first = next(one for one in shapes(line, Text) if one.text == "2019-05-05")
    assert first.spot[0] > 240
    assert first.anchor == 1.0


def test_a_single_date_is_no_line():
    assert strike_line(ENGLISH, [replace(SITE, strikes=SITE.strikes[:1])]) is None
    undated = replace(SITE, strikes=tuple(replace(one, occurred=None) for one in SITE.strikes))
    assert strike_line(ENGLISH, [undated]) is None
    assert strike_line(ENGLISH, []) is None
