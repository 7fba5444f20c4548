"""A row of a partner's table makes a source, an incident and claims, under ids of its own."""

from datetime import date

import pytest

from strikelog.domain.count_values import count_of
from strikelog.domain.records import (
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Source,
)
from strikelog.domain.validation import check_record
from strikelog.exchange.partners.assembling import Assembler, NoDate
from tests.exchange.partners.rows import cell, exact, mapping, row

KILLED = "count.killed.total.health_worker.civilian"
TODAY = date(2026, 1, 1)


def assembled(given, *targets, **defaults):
    assembler = Assembler(mapping(*targets, **defaults))
    return assembler.assemble(given, *assembler.identify(given))


def of(made, kind):
    return [one for one in made.records if isinstance(one, kind)]


def the(made, kind):
    (one,) = of(made, kind)
    return one


def test_ids_are_those_of_the_specification():
    made = assembled(row())

    assert made.incident.id == "acf96b5e-4b83-5252-99dc-a07ab3e3369f"
    assert made.incident.external_ids == ("shcc:34775",)


def test_two_offices_give_one_row_the_same_ids_and_contents():
    given = row(
        cell("place.adm1", "Idlib"), cell("actor.name", "Air Force"), cell(KILLED, exact(2))
    )

    one, other = assembled(given, "place.adm1"), assembled(given, "place.adm1")

    assert one.records == other.records
    assert one.digest == other.digest


def test_rows_without_a_number_are_told_by_what_they_say():
    here = [
        assembled(row(cell("place.name", name), key=""), "place.name").incident.id
        for name in ("Kafr Nabl", "KAFR NABL", "Hass")
    ]

    assert here[0] == here[1] != here[2]


def test_rows_that_say_the_very_same_are_told_apart_in_their_order():
    assembler = Assembler(mapping())
    given = row(key="")

    keys = [assembler.identify(given)[0] for _ in range(3)]

    assert len(set(keys)) == 3
    assert keys[1] == f"{keys[0]}-2"


def test_a_row_is_a_claim_of_a_dataset_and_never_an_assessment():
    made = assembled(row(cell("summary", "A hospital was hit.")), "summary", licence="CC BY")

    source, claim = the(made, Source), the(made, Claim)
    assert (source.source_type, source.reliability) == ("dataset_row", "F")
    assert (source.publisher, source.licence) == ("Insecurity Insight", "CC BY")
    assert claim.source_id == source.id
    assert claim.incident_id == made.incident.id
    assert (claim.summary, claim.credibility) == ("A hospital was hit.", "6")
    assert claim.first_hand == "second_hand"
    assert not of(made, Assessment)


def test_every_record_of_a_full_row_can_be_stored():
    made = assembled(
        row(
            cell("place.country", "Syria"),
            cell("place.lat", 35.6),
            cell("place.lon", 36.5),
            cell("weapon", "rocket"),
            cell("delivery", "ground_launched"),
            cell("actor.name", "Syrian or Russian Forces"),
            cell("sites.destroyed", exact(1), site_type="hospital"),
            cell(KILLED, count_of("counted_as_one"), text="1"),
            cell("title", "x" * 500),
        ),
        "title",
    )

    refused = [p for one in made.records for p in check_record(one, today=TODAY) if p.refuses]
    assert refused == []
    assert len(made.incident.title) == 200


def test_a_row_without_a_day_is_refused():
    with pytest.raises(NoDate):
        assembled(row(day=""))


def test_figures_belong_to_the_claim_and_keep_their_wording():
    made = assembled(
        row(cell(KILLED, count_of("counted_as_one"), text="1"), cell("summary", "…")), KILLED
    )

    figure = the(made, CasualtyFigure)
    assert (figure.owner_type, figure.owner_id) == ("claim", the(made, Claim).id)
    assert (figure.low, figure.high, figure.qualifier) == (1, None, "counted_as_one")
    assert (figure.outcome, figure.role, figure.as_reported) == ("killed", "health_worker", "1")


def test_two_columns_that_count_the_same_people_make_one_figure_and_a_doubt():
    made = assembled(row(cell(KILLED, exact(2)), cell(KILLED, exact(3))))

    assert the(made, CasualtyFigure).low == 2
    assert len(made.doubts) == 1


@pytest.mark.parametrize(
    ("told", "names", "logic"),
    [
        ("Myanmar Armed Forces", ["Myanmar Armed Forces"], "sole"),
        ("Syrian or Russian Forces", ["Syrian Forces", "Russian Forces"], "either_or"),
        ("Syrian or Russian warplanes", ["Syrian warplanes", "Russian warplanes"], "either_or"),
        (
            "Rapid Support Forces, Sudanese Armed Forces",
            ["Rapid Support Forces", "Sudanese Armed Forces"],
            "joint",
        ),
        (
            "KNU Karen National Union (Myanmar, south), Militia",
            ["KNU Karen National Union (Myanmar, south)", "Militia"],
            "joint",
        ),
        ("No Information", [], "sole"),
        (
            "Allied Democratic Forces /National Army for the Liberation of Uganda",
            ["Allied Democratic Forces /National Army for the Liberation of Uganda"],
            "sole",
        ),
    ],
)
def test_who_is_blamed(told, names, logic):
    made = assembled(row(cell("actor.name", told)))

    assert [actor.name for actor in made.actors.values()] == names
    rows = of(made, Attribution)
    assert [one.actor_id for one in rows] == list(made.actors)
    assert {one.logic for one in rows} <= {logic}
    assert {one.confidence for one in rows} <= {"alleged"}


def test_a_kind_of_attacker_without_a_name_is_kept():
    made = assembled(row(cell("actor.type", "police"), cell("actor.name", "No Information")))

    (actor,) = made.actors.values()
    assert (actor.actor_type, actor.name) == (
        "police",
        "Police or security service (not named)",
    )


def test_sites_are_counted_by_what_happened_to_them():
    made = assembled(
        row(
            cell("sites.destroyed", exact(1), site_type="health_unspecified"),
            cell("sites.damaged", exact(2), site_type="ambulance"),
        )
    )

    hits = [(one.damage, one.site_type, one.site_role) for one in of(made, IncidentSite)]
    assert hits == [
        ("destroyed", "health_unspecified", "hit"),
        ("damaged_unspecified", "ambulance", "hit"),
        ("damaged_unspecified", "ambulance", "hit"),
    ]
    assert {one.site_id for one in of(made, IncidentSite)} == {None}


def test_a_great_number_of_sites_is_one_entry_with_a_doubt():
    made = assembled(row(cell("sites.damaged", exact(400), site_type="residential")))

    assert the(made, IncidentSite).site_text == "400 places"
    assert len(made.doubts) == 1


def test_a_named_site_waits_for_the_register():
    made = assembled(row(cell("site.name", "Surgical hospital"), cell("site.type", "hospital")))

    hit = the(made, IncidentSite)
    assert (hit.site_text, hit.site_type, hit.site_role) == (
        "Surgical hospital",
        "hospital",
        "unknown",
    )
    assert [(asked.name, asked.record_id) for asked in made.sites] == [(hit.site_text, hit.id)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([cell("event_type", "threat"), cell("weapon", "rocket")], "threat"),
        ([cell("delivery", "fixed_wing"), cell("weapon", "missile")], "air_attack"),
        ([cell("weapon", "small_arms")], "small_arms"),
        (
            [cell("weapon", "small_arms"), cell("event_type.flag", True, code="armed_entry")],
            "armed_entry",
        ),
        (
            [cell("weapon", "artillery"), cell("event_type.flag", True, code="obstruction")],
            "ground_shelling",
        ),
        ([cell("event_type.flag", False, code="armed_entry")], "unknown"),
        ([cell("count.abducted.total.educator.civilian", exact(2))], "abduction_arrest"),
        ([], "unknown"),
    ],
)
def test_what_happened(cells, expected):
    assert assembled(row(*cells)).incident.event_type == expected


def test_coordinates_without_a_precision_claim_no_more_than_a_neighbourhood_of_kilometres():
    near = assembled(row(cell("place.lat", 35.6), cell("place.lon", 36.5)))
    half = assembled(row(cell("place.lat", 35.6)))

    assert near.incident.geo_prec == "near_settlement"
    assert near.incident.geo_method == "imported"
    assert (half.incident.lat, half.incident.geo_prec) == (None, "unknown")


def test_what_is_pending_waits_for_a_second_person():
    assert assembled(row(cell("verified", "unknown"))).incident.workflow == "in_review"
    assert assembled(row(cell("verified", "yes"))).incident.workflow == "draft"


def test_arabic_rows_are_sources_in_arabic():
    told = assembled(row(cell("summary", "قصف مستشفى في كفرنبل"), key="1"), "summary")

    assert the(told, Source).language == "ar"


def test_the_country_goes_by_its_name_and_is_found_by_its_code():
    made = assembled(
        row(cell("place.country", "OPT"), cell("place.country", "PSE"), cell("place.adm1", "Gaza"))
    )

    assert (made.place.country, made.place.iso3) == ("OPT", "PSE")
    assert made.incident.place_text == "Gaza, OPT"


class TestRules:
    def told(self, text, *cells, rules, day="2019-11-06"):
        given = row(cell("summary", text), *cells, day=day)
        return assembled(given, "summary", rules=rules)

    def test_a_text_that_begins_with_the_month_makes_the_day_doubtful(self):
        made = self.told("November 2019: In Kafr Nabl …", rules="month_first")
        plain = self.told("On 6 November 2019 in Kafr Nabl …", rules="month_first")

        assert made.incident.date_edtf.edtf == "2019-11-06?"
        assert plain.incident.date_edtf.edtf == "2019-11-06"

    def test_an_unknown_day_leaves_the_month(self):
        made = self.told("Exact date unknown. Staff shot.", rules="day_unknown")

        assert made.incident.date_edtf.edtf == "2019-11"

    def test_shelling_by_warplanes_is_neither(self):
        cells = (cell("weapon", "shelling_unspecified"), cell("delivery", "ground_launched"))
        made = self.told("Hit by warplanes.", *cells, rules="shelling_from_the_air")
        plain = self.told("Hit by shells.", *cells, rules="shelling_from_the_air")

        assert (made.incident.weapon, made.incident.delivery) == ("unknown", "unspecified")
        assert made.incident.event_type == "explosive_unspecified"
        assert len(made.doubts) == 1
        assert plain.incident.weapon == "shelling_unspecified"
        assert plain.doubts == ()

    def test_the_second_side_of_one_sided_violence_did_nothing(self):
        sides = (cell("actor.name", "Government of X"), cell("actor.name", "Y"))
        kind = cell("note", "3", header="type_of_violence")
        other = cell("note", "1", header="type_of_violence")
        made = self.told("…", *sides, kind, rules="one_sided")
        both = assembled(row(*sides, other), rules="one_sided", actors="either_or")

        assert [actor.name for actor in made.actors.values()] == ["Government of X"]
        assert {one.logic for one in of(both, Attribution)} == {"either_or"}

    def test_a_rule_nobody_knows_does_nothing(self):
        assert self.told("…", rules="no_such_rule").incident.id


def test_incidents_say_what_where_and_at_what():
    made = assembled(
        row(
            cell("weapon", "small_arms"),
            cell("place.country", "Myanmar"),
            cell("place.adm1", "Sagaing Region"),
            cell("site.type", "hospital"),
        )
    )

    assert made.incident.title == "Small-arms fire (hospital), Sagaing Region, Myanmar"
    assert isinstance(made.incident, Incident)
