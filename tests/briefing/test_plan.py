"""What goes into a briefing: the embargo, sources, numbers with units, others' totals apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.briefing.furniture import Tlp
from strikelog.briefing.levels import Level, UnknownLevel, banner, point_of, released_places
from strikelog.briefing.material import Material, Position, newest_change, state_of
from strikelog.briefing.sections.opening import where
from strikelog.domain.casefiles import CaseFile
from strikelog.domain.counts import number_words, range_words
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    Actor,
    AggregateClaim,
    Attribution,
    CasualtyFigure,
    Claim,
    Source,
)
from tests.briefing.material import (
    a_case,
    a_site,
    around,
    everything_said,
    example_material,
    material_of,
    plain,
    plan_of,
)
from tests.insight.cases import example_cases

CONFIDENTIAL = Source(
    source_type="witness",
    publisher="Secret Clinic of the North",
    author="Umm Hidden",
    title="Interview with Umm Hidden",
    url="https://example.org/secret",
    ref="SECRET-1",
    access="confidential",
)


def figure(owner, low, high, *, outcome="killed", age_sex="total", owner_type="claim", role="any"):
    return CasualtyFigure(
        owner_type=owner_type,
        owner_id=owner.id,
        outcome=outcome,
        civ_status="civilian",
        age_sex=age_sex,
        role=role,
        low=low,
        high=high,
        qualifier="between",
    )


# -- embargo ---------------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "fields",
    [
        {"workflow": "draft"},
        {"workflow": "rejected"},
        {"workflow": "merged"},
        {"workflow": None},
        {"certainty": "rumour"},
        {"certainty": "rejected"},
        {"merged_into_id": "x"},
    ],
)
def test_the_embargo_holds_at_every_level(level, fields):
    plan = plan_of(material_of(a_case(**fields)), level)

    assert plan.is_empty
    assert not plan.rows
    assert not plan.figures


def test_what_is_in_review_stays_inside_and_carries_its_mark():
    material = material_of(a_case(workflow="in_review"))

    assert plan_of(material).rows[0].is_provisional
    assert plan_of(material).has_provisional
    assert all(plan_of(material, level).is_empty for level in Level if level is not Level.FULL)


@pytest.mark.parametrize("tlp", ["TLP:RED", "TLP:AMBER+STRICT"])
def test_a_strictly_marked_incident_does_not_leave_the_office(tlp):
    material = material_of(a_case(tlp=tlp))

    assert plan_of(material).n_incidents == 1
    assert plan_of(material, Level.BRIEFING).is_empty
    assert banner(Level.FULL, material.cases).label == tlp


def test_a_strictly_marked_claim_is_left_out_below_full():
    case = a_case()
    hidden = replace(case.claims[0], tlp="TLP:RED")
    case = replace(case, claims=(hidden,), figures=(figure(hidden, 3, 3),))

    assert plan_of(material_of(case)).rows[0].killed == "3"
    assert plan_of(material_of(case), Level.BRIEFING).rows[0].killed == "–"


def test_everybody_is_told_of_openly_marked_incidents_alone():
    shown = {
        tlp: [
            level.value
            for level in Level
            if not plan_of(material_of(a_case(tlp=tlp)), level).is_empty
        ]
        for tlp in ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", None)
    }

    assert shown["TLP:CLEAR"] == shown["TLP:GREEN"] == ["full", "partner", "briefing", "public"]
    assert shown["TLP:AMBER"] == shown[None] == ["full", "partner", "briefing"]
    assert shown["TLP:AMBER+STRICT"] == shown["TLP:RED"] == ["full"]


def test_the_level_sets_the_banner():
    labels = {level: banner(level, ()) for level in Level}

    assert labels == {
        Level.FULL: Tlp.AMBER,
        Level.PARTNER: Tlp.AMBER,
        Level.BRIEFING: Tlp.GREEN,
        Level.PUBLIC: Tlp.CLEAR,
    }


def test_an_unknown_level_is_named():
    with pytest.raises(UnknownLevel, match="secret"):
        Level.named("secret")


# -- sources ---------------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "source",
    [
        CONFIDENTIAL,
        replace(CONFIDENTIAL, access="public"),
        replace(CONFIDENTIAL, source_type="ngo_report", access="sealed"),
        replace(CONFIDENTIAL, source_type="ngo_report", access="partner"),
        replace(CONFIDENTIAL, source_type="ngo_report", access="public", tlp="TLP:RED"),
        replace(CONFIDENTIAL, source_type="ngo_report", access=None),
    ],
)
def test_a_confidential_source_is_printed_by_its_kind_alone(level, source):
    claim = Claim(
        source_id=source.id,
        summary="UMM HIDDEN of Secret Clinic of the North saw it; see https://example.org/secret.",
        credibility="2",
    )
    plan = plan_of(
        material_of(
            a_case(source=source, claim=claim, summary="Umm Hidden told us.", tlp="TLP:GREEN")
        ),
        level,
    )

    said = everything_said(plan).lower()
    for name in ("umm hidden", "secret clinic", "example.org", "secret-1"):
        assert name not in said
    assert "confidential source" in said


def test_a_public_source_is_cited_with_its_address():
    source = Source(
        source_type="ngo_report",
        publisher="Watchers",
        title="Note",
        url="https://example.org/n",
        access="public",
        published=FuzzyDate.parse("2019-11-06"),
    )
    plan = plan_of(material_of(a_case(source=source)))

    assert [one.number for one in plan.sources] == [1]
    assert "Watchers" in plan.sources[0].text
    assert "6 November 2019" in plan.sources[0].text
    assert plan.sources[0].address == "https://example.org/n"


def test_every_number_in_the_text_stands_in_the_list_of_sources():
    plan = plan_of(example_material())

    numbers = {one.number for one in plan.sources}
    cited = {n for row in plan.rows for n in row.cites} | {n for t in plan.totals for n in t.cites}
    cited |= {
        n for note in plan.notes for part in note.paragraphs for said in part for n in said.cites
    }
    assert cited <= numbers
    assert numbers == set(range(1, len(numbers) + 1))


# -- numbers ---------------------------------------------------------------------------------


def test_attacks_and_sites_are_counted_apart():
    site = a_site()
    first = a_case(site=site)
    second = a_case(site=site, date_edtf=FuzzyDate.parse("2019-11-09"))

    plan = plan_of(material_of(first, second))

    by_label = {one.label: one.number for one in plan.tiles}
    assert by_label["attacks recorded"] == "2"
    assert by_label["distinct sites hit"] == "1"
    assert by_label["sites hit more than once"] == "1"
    assert plan.repeats[0].strikes[1].since == "3 days"


def test_a_sum_with_blanks_is_at_least_its_low_end():
    stated = a_case()
    stated = replace(stated, figures=(figure(stated.claims[0], 1, 2),))

    plan = plan_of(material_of(stated, a_case()))

    killed = next(one for one in plan.tiles if one.label == "civilians killed")
    assert killed.number == "at least 1"
    assert "1–2 in 1 attack; 1 attack without a number" in killed.note


def test_no_figure_is_no_nought():
    plan = plan_of(material_of(a_case()))

    killed = next(one for one in plan.tiles if one.label == "civilians killed")
    assert killed.number == "–"
    assert plan.rows[0].killed == "–"
    assert "No source gives a number of civilians killed" in everything_said(plan.messages)


def test_children_are_named_within_the_killed():
    case = a_case()
    claim = case.claims[0]
    figures = (figure(claim, 14, None), figure(claim, 5, None, age_sex="child"))

    plan = plan_of(material_of(replace(case, figures=figures)))

    assert "At least 14 civilians, including at least 5 children" in everything_said(plan.messages)


def test_totals_of_others_never_enter_a_sum():
    case = a_case()
    case = replace(case, figures=(figure(case.claims[0], 2, 2),))
    alone = plan_of(material_of(case))

    beside = plan_of(replace(example_material(), totals=around().totals).holding([case]))

    assert len(beside.totals) > 15
    assert [one.number for one in beside.tiles] == [one.number for one in alone.tiles]
    assert [one.killed for one in beside.rows] == ["2"]


def test_every_figure_has_a_key_a_unit_and_a_rule():
    plan = plan_of(example_material())

    keys = [one.key for one in plan.figures]
    assert len(set(keys)) == len(keys) > 40
    assert all(one.unit and one.rule and one.words for one in plan.figures)
    ids = {case.incident.id for case in example_cases(2)}
    assert all(set(one.incident_ids) <= ids for one in plan.figures)


def test_few_cases_have_no_percentages():
    plan = plan_of(example_material())

    assert "%" not in everything_said((plan.breakdowns, plan.places, plan.messages, plan.tiles))


def test_twenty_cases_have_percentages():
    plan = plan_of(material_of(*(a_case() for _ in range(20))))

    assert plan.places.bars[0].words == "20 · 100%"


def trend_of(*dates, **values):
    cases = (a_case(date_edtf=FuzzyDate.parse(one)) for one in dates)
    return plan_of(material_of(*cases, **values)).trend


def columns_of(trend):
    return [(one.label, one.low, one.high, one.words) for one in trend.columns]


def test_months_without_an_attack_stand_in_the_chart_empty():
    trend = trend_of("2019-05-05", "2019-09-04", "2019-09")

    assert trend.title == "Attacks by month"
    assert columns_of(trend) == [
        ("May 2019", 1, 1, "1"),
        ("Jun", 0, 0, ""),
        ("Jul", 0, 0, ""),
        ("Aug", 0, 0, ""),
        ("Sep", 2, 2, "2"),
    ]


def test_a_date_across_months_is_possible_in_both_and_a_vague_one_is_named():
    trend = trend_of("2019-03-05", "2019-12-05", "[2019-06-20..2019-07-04]", "2019")

    months = {label: (low, high, said) for label, low, high, said in columns_of(trend)}
    assert months["Jun"] == months["Jul"] == (0, 1, "up to 1")
    assert trend.note == "Not shown, because the date is too vague: 1 attack."


def test_a_short_time_is_counted_by_weeks():
    trend = trend_of("2019-05-05", "2019-05-20")

    assert trend.title == "Attacks by week, beginning on Monday"
    assert columns_of(trend)[0][0] == "29 Apr 2019"


def test_attacks_of_one_step_make_no_chart():
    assert trend_of("2019-05-05", "2019-05-04") is None


def test_periods_that_begin_or_end_within_the_time_are_shaded_and_others_named():
    trend = plan_of(example_material()).trend

    assert "Pause in air strikes declared in early September 2019" in {
        band.label for band in trend.bands
    }
    assert "Idlib de-escalation zone" in trend.note


# -- what is said of the worked example ------------------------------------------------------


def test_the_repeated_hospital_reads_as_a_sentence():
    said = plain(" ".join(one.text for one in plan_of(example_material(1)).messages[2]))

    assert said.startswith("Kafr Nabl Surgical Hospital, Kafr Nobol (كفرنبل), Al Ma'ra district")
    assert "was reported hit 3 times in 2019: in May (part of “Four hospitals bombed" in said
    assert "in July (photograph by AFP / Getty Images, via EA WorldView, one source)" in said
    assert "and on 6 November (according to The New York Times, via EA WorldView" in said


def test_totals_stand_by_date_with_unit_wording_and_relation():
    totals = {plain(one.title): one for one in plan_of(example_material()).totals}

    killed = totals["Civilians killed since strikes resumed (Idlib area)"]
    assert killed.figure == "at least 14 civilians killed, including at least 5 children"
    assert killed.covers.startswith("since about 1 November 2019 to November 2019")
    assert killed.relations.startswith("part of ")
    schools = totals["Schools, markets and mosques attacked"]
    assert schools.figure == "fewer than 100 schools, markets and mosques"
    assert plain(schools.who) == "United Nations, via EA WorldView"
    assert plain(schools.wording) == "almost 100"
    assert "late April 2019" in schools.covers
    escalation = totals["Civilians killed in the escalation"]
    assert escalation.figure == "56 civilians killed, including 19 children and 6 women"
    assert "differs from" in escalation.relations


def test_a_replaced_total_is_named_by_the_one_that_replaces_it():
    totals = plan_of(example_material()).totals

    titles = [plain(one.title) for one in totals]
    assert "People killed, first figure of July 2019" not in titles
    later = next(
        one for one in totals if "later figure of July 2019" in one.title and "killed" in one.title
    )
    assert "replaces 350 killed" in plain(later.relations)


def test_totals_of_another_time_are_left_out():
    old = AggregateClaim(
        title="Old",
        measure="attacks",
        unit="attack_event",
        low=5,
        high=5,
        qualifier="exact",
        start_edtf=FuzzyDate.parse("2013"),
        end_edtf=FuzzyDate.parse("2014"),
    )

    plan = plan_of(replace(Material(), totals=(old,)).holding([a_case()]))

    assert plan.totals == ()


def test_sources_that_name_different_attackers_are_said_to_differ():
    actors = [Actor(name="Force A"), Actor(name="Force B")]
    case = a_case()
    other = Claim(source_id=case.claims[0].source_id, summary="Another.", credibility="2")
    rows = tuple(
        Attribution(owner_type="claim", owner_id=claim.id, actor_id=actor.id, confidence=sure)
        for claim, actor, sure in zip(
            (case.claims[0], other), actors, ("conclusive", "alleged"), strict=True
        )
    )
    known = {**case.known, **{one.id: one for one in actors}}
    case = replace(case, claims=(*case.claims, other), attributions=rows, known=known)

    plan = plan_of(material_of(case))

    assert plain(plan.rows[0].attribution) == "Force A (conclusive); Force B (alleged)"
    assert plan.breakdowns[-1].bars[0].label == "Sources differ on the attacker"


# -- places below full -----------------------------------------------------------------------


def test_places_get_no_finer_than_the_site_allows():
    case = a_case(site=a_site(coord_release="admin2_centroid"), place_text="behind the mill")

    assert [one.level for one in released_places(case, Level.BRIEFING)] == ["2", "1"]
    assert point_of(case, Level.FULL)[:2] == (35.614138, 36.560627)
    assert point_of(case, Level.BRIEFING)[:2] == (35.5, 36.5)
    said = everything_said(plan_of(material_of(case), Level.BRIEFING))
    assert "Kafr Test" not in said
    assert "behind the mill" not in said
    assert "35.61" not in said


@pytest.mark.parametrize(
    ("release", "point"),
    [("exact", (35.61, 36.56)), ("round_2dp", (35.61, 36.56)), ("withhold", None)],
)
def test_coordinates_follow_the_release_of_the_site(release, point):
    found = point_of(a_case(site=a_site(coord_release=release)), Level.BRIEFING)

    assert (found[:2] if found else None) == point


def test_the_default_release_of_a_hospital_is_its_district():
    found = released_places(a_case(site=a_site(coord_release=None)), Level.BRIEFING)

    assert found[0].level == "2"


def test_a_site_goes_by_its_alias_below_full():
    case = a_case(site=a_site(public_alias="Hospital 7"))
    material = material_of(case)

    assert plain(plan_of(material).rows[0].target) == "Test Hospital"
    assert "Test Hospital" not in everything_said(plan_of(material, Level.BRIEFING))
    assert plain(plan_of(material, Level.BRIEFING).rows[0].target) == "Hospital 7"


def test_a_withheld_site_goes_by_its_kind_below_full():
    case = a_case(site=a_site(coord_release="withhold"), title="Strike on Test Hospital")

    plan = plan_of(material_of(case), Level.BRIEFING)

    assert plain(plan.rows[0].target) == "a hospital"
    assert "Test Hospital" not in everything_said(plan)


def test_notification_is_printed_inside_alone():
    site = a_site(coord_release="exact")
    cases = [a_case(site=site), a_case(site=site, date_edtf=FuzzyDate.parse("2019-11-09"))]
    cases = [
        replace(case, sites_hit=(replace(case.sites_hit[0], notified_then="yes"),))
        for case in cases
    ]

    inside, outside = (plan_of(material_of(*cases), one) for one in (Level.FULL, Level.BRIEFING))

    assert [one.notified for one in inside.repeats[0].strikes] == ["Yes", "Yes"]
    assert [one.notified for one in outside.repeats[0].strikes] == ["", ""]


def test_a_thin_case_names_no_finer_area_than_its_site_allows():
    site = a_site(coord_release="admin1_centroid")
    material = material_of(a_case(site=site), a_case(site=site))
    thin = tuple(
        CaseFile(incident=one.incident, sites_hit=one.sites_hit, known={site.id: site})
        for one in material.cases
    )
    material = replace(material, cases=thin, full_ids=frozenset())

    inside, outside = plan_of(material), plan_of(material, Level.BRIEFING)

    assert [bar.label for bar in inside.places.bars] == ["Testdistrict (Testgovernorate)"]
    assert [bar.label for bar in outside.places.bars] == ["Testgovernorate"]
    assert outside.tiles[0].number == "2"


def test_a_site_struck_often_is_told_by_its_first_and_last_strike():
    site = a_site()
    days = [f"2019-11-{day:02d}" for day in range(1, 9)]
    cases = [a_case(site=site, date_edtf=FuzzyDate.parse(day)) for day in days]

    plan = plan_of(material_of(*cases))

    said = plain(" ".join(one.text for one in plan.messages[2]))
    assert "hit 8 times in 2019: first on 1 November, last on 8 November." in said
    assert [one.nth for one in plan.repeats[0].strikes] == [str(n) for n in range(1, 9)]


def test_numbers_outside_the_totals_are_said_to_be_outside():
    case = a_case(in_totals=None)
    case = replace(case, figures=(figure(case.claims[0], 3, 3),))

    plan = plan_of(material_of(case))

    assert "No attack here is assessed as counting in totals yet" in everything_said(plan.messages)
    assert plan.rows[0].killed == "3"


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
                lambda ends: tuple(sorted(ends))
            ),
            st.tuples(st.integers(0, 500), st.none()),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_sum_in_print_is_never_more_certain_than_its_parts(ranges):
    cases = []
    for ends in ranges:
        case = a_case()
        figures = (figure(case.claims[0], *ends),) if ends else ()
        cases.append(replace(case, figures=figures))

    plan = plan_of(material_of(*cases))

    number = next(one.number for one in plan.tiles if one.label == "civilians killed")
    stated = [ends for ends in ranges if ends]
    low = sum(ends[0] for ends in stated)
    is_open = len(stated) < len(ranges) or any(high is None for _, high in stated)
    digits = number_words(low)
    if not stated:
        assert number == "–"
    elif is_open:
        assert number == (f"at least {digits}" if low else "0 or more")
    else:
        assert number == range_words(low, sum(high for _, high in stated))


# -- the same again --------------------------------------------------------------------------


def test_the_same_material_gives_the_same_plan():
    assert plan_of(example_material()) == plan_of(example_material())


def test_the_state_follows_the_revisions():
    case = a_case()
    changed = replace(case, incident=replace(case.incident, rev=case.incident.rev + 1))

    assert state_of(material_of(case)) == state_of(material_of(case))
    assert state_of(material_of(case)) != state_of(material_of(changed))


def test_nothing_has_no_newest_change():
    assert newest_change(Material()) is None


# -- the map ---------------------------------------------------------------------------------


def plan_with_map(*positions, level=Level.FULL, **values):
    cases = [a_case(**values) for _ in positions]
    placed = {
        case.incident.id: at for case, at in zip(cases, positions, strict=True) if at is not None
    }
    return plan_of(replace(material_of(*cases), positions=placed), level=level)


def mapped(*positions, **given):
    return plan_with_map(*positions, **given).where_map


IDLIB = Position((35.9, 36.6), "Idlib", is_area=True, country="SYR")


def test_attacks_at_one_position_make_one_mark_and_those_without_are_named():
    found = mapped(IDLIB, IDLIB, Position((35.6, 36.5), "Kafr Nabl"), None)

    assert [(mark.name, mark.count, mark.is_hollow) for mark in found.shown.marks] == [
        ("Idlib", 2, True),
        ("Kafr Nabl", 1, False),
    ]
    assert found.shown.countries == ["SYR"]
    assert "no position is known or may be shown: 1 attack." in found.note


def test_below_a_map_stands_of_which_time_it_is_and_as_of_which_day():
    _, _, below = where(plan_with_map(IDLIB))[:3]
    said = "".join(span.text for span in below.spans)

    assert said.startswith("Attacks of 6 November 2019; data as of 1 December 2019. ")


def test_without_any_position_there_is_no_map():
    assert mapped(None, None) is None
