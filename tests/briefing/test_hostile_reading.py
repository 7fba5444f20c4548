"""Sentences as those read them who are accused: no word says more than the records do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from strikelog.briefing.citations import Bibliography
from strikelog.briefing.counting import numbers_of
from strikelog.briefing.incident_notes import note_of
from strikelog.briefing.levels import Level
from strikelog.briefing.sections.corrections import correction_text
from strikelog.briefing.speech import ARABIC, ENGLISH
from strikelog.briefing.writer import Writer
from strikelog.domain.briefing_runs import BriefingRun, RunFigure
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Actor, Attribution, CasualtyFigure, Claim, Source
from strikelog.domain.text import without_isolates
from strikelog.insight.since import Move, Since
from tests.briefing.material import AS_OF, a_case, a_site, example_material, material_of, plan_of

OTHER = Source(source_type="ngo_report", publisher="Second", title="T", access="public")


def note_in(tongue, case, level=Level.FULL):
    writer = Writer(level, Bibliography(case.known, level, tongue), str, tongue)
    said = [one.text for part in note_of(case, writer).paragraphs for one in part]
    return without_isolates(" ".join(said))


def told_by_two(**fields):
    case = a_case(**fields)
    second = Claim(source_id=OTHER.id, summary="A strike.", credibility="2")
    return replace(case, claims=(*case.claims, second), known={**case.known, OTHER.id: OTHER})


def test_the_day_is_that_of_the_attack_and_not_of_the_report():
    said = note_in(ENGLISH, told_by_two())

    assert said.startswith("Sources report an air attack by fixed-wing aircraft on ")
    assert " on 6 November 2019 in " in said
    assert "was reported on" not in said


def test_one_source_is_said_to_be_one_and_none_to_be_none():
    single, nobody = note_in(ENGLISH, a_case()), note_in(ENGLISH, replace(a_case(), claims=()))

    assert single.startswith("A source reports an air attack")
    assert "(one source)." in single
    assert nobody.startswith("No source is recorded for this: an air attack")
    assert "one source" not in nobody


@pytest.mark.parametrize(
    ("case", "begins"),
    [
        (told_by_two(), "أفادت مصادر ب"),
        (a_case(), "أفاد مصدر ب"),
        (replace(a_case(), claims=()), "لا مصدر مسجَّلاً"),
    ],
)
def test_an_arabic_note_says_who_reports(case, begins):
    assert note_in(ARABIC, case).startswith(begins)


def test_one_of_two_days_is_no_time_between_them():
    said = note_in(ENGLISH, told_by_two(date_edtf=FuzzyDate.parse("[2019-05-05..2019-05-06]")))

    assert " on 5 or 6 May 2019 " in said


def test_each_number_has_the_rule_it_was_found_by():
    case = a_case()
    figures = (
        harmed("killed", case.incident.id, 1, 2, note="two lists compared"),
        harmed("injured", case.claims[0].id, 5, 5),
    )
    said = note_in(ENGLISH, replace(case, figures=figures))

    assert "reported killed (our own figure, entered by hand: two lists compared);" in said
    assert "reported injured (smallest low and largest high" in said
    outside = note_in(ENGLISH, replace(case, figures=figures), Level.PUBLIC)
    assert "two lists" not in outside


def test_whoever_names_the_same_parties_otherwise_is_told_apart():
    said = note_in(ENGLISH, two_views("either_or", "coalition"))

    assert "either North or South (" in said
    assert "a bloc of North and South (" in said or "a bloc of South and North (" in said


def two_views(one, other):
    case = told_by_two()
    actors = [Actor(name=name, actor_type="state_forces_host") for name in ("North", "South")]
    third = Actor(name="West", actor_type="state_forces_host")
    last = Claim(source_id=OTHER.id, summary="A strike.", credibility="2")
    views = [view(case.claims[0], actor, one) for actor in actors]
    views += [view(case.claims[1], actor, other) for actor in actors]
    views.append(view(last, third, "sole"))
    known = {**case.known, **{actor.id: actor for actor in (*actors, third)}}
    claims = (*case.claims, last)
    return replace(case, claims=claims, attributions=tuple(views), known=known)


def view(claim, actor, logic):
    return Attribution(
        owner_id=claim.id, actor_id=actor.id, part="attacker", confidence="probable", logic=logic
    )


def harmed(outcome, owner_id, low, high, **fields):
    return CasualtyFigure(
        owner_id=owner_id,
        outcome=outcome,
        low=low,
        high=high,
        civ_status="civilian",
        **fields,
    )


def test_key_messages_tell_that_sources_differ_and_whose_word_a_broken_pause_is():
    plan = plan_of(example_material(2))
    said = [without_isolates("".join(f"{one.text} " for one in part)) for part in plan.messages]
    again = next(one for one in said if "was reported hit" in one)
    broken = next(one for one in plan.messages if "recorded here as breaking" in one[0].text)

    assert "other sources differ on the attacker)" in again
    assert broken[0].cites
    assert not broken[1].cites
    assert not any("said to have" in one for one in said)
    assert any("were reported hit" in one for one in said)


def test_a_strike_that_one_source_copied_from_another_rests_on_one():
    site = a_site()
    first, again = (
        a_case(site=site, date_edtf=FuzzyDate.parse(day)) for day in ("2019-05-05", "2019-11-06")
    )
    copied = Claim(source_id=OTHER.id, summary="It.", derived_from_id=again.claims[0].id)
    known = {**again.known, OTHER.id: OTHER}
    copies = replace(again, claims=(*again.claims, copied), known=known)

    (said,) = [
        without_isolates(" ".join(one.text for one in part))
        for part in plan_of(material_of(first, copies)).messages
        if len(part) > 2
    ]

    assert said.count("one source") == 2


def test_a_series_counts_with_a_unit():
    (first, *_) = plan_of(example_material(2)).series
    said = without_isolates(first.text)

    assert "in the source: 4 attacks; recorded here: " in said


def moved(**fields):
    run = BriefingRun(
        at=datetime(2026, 1, 1, tzinfo=UTC),
        actor="u01",
        as_of=AS_OF,
        template="situation",
        where="",
        level="full",
        language="en",
        title="Issue",
        state="s",
        file_sha256="f",
    )
    since = Since(run=run, **fields)
    return [correction_text(one, since, "1 January 2026") for one in (ENGLISH, ARABIC)]


def test_a_correction_names_the_grade_before_and_after():
    english, arabic = moved(downgraded=("EX-1",), grades={"EX-1": ("fair", "contested")})

    assert "Graded lower than before: EX-1 (from fair to contested)." in english
    assert "EX-1 (من مقبول إلى " in arabic


def test_a_correction_tells_a_new_incident_from_a_number_that_is_new():
    killed = RunFigure("killed", "3", "person", "claims", low=3, high=3)
    english, arabic = moved(
        new=("EX-2",),
        moves=(Move(replace(killed, words="1", low=1), killed, came=("EX-1", "EX-2")),),
    )

    assert (
        "we published “1”; it now reads “3” (EX-2 came in; a number is given now for EX-1)"
        in english
    )
    assert "أُضيف EX-2؛ ذُكر الآن عدد في EX-1" in arabic


def test_by_a_retracted_claim_nobody_came_to_harm():
    case = told_by_two()
    stands, falls = case.claims
    killed = CasualtyFigure(
        owner_type="claim", owner_id=falls.id, outcome="killed", role="rescuer", low=2
    )
    falls = replace(falls, responders_hit="yes", retracted=True)
    case = replace(case, claims=(stands, falls), figures=(killed,))

    assert numbers_of(material_of(case)).responders_ids == ()
    standing = replace(case, claims=(stands, replace(falls, retracted=None)))
    assert numbers_of(material_of(standing)).responders_ids == (case.incident.id,)
