"""What is different since an earlier briefing."""

from dataclasses import replace
from datetime import UTC, date, datetime

from strikelog.domain.briefing_runs import BriefingRun, RunFigure, RunIncident
from strikelog.insight.since import Fate, Gone, compare


def a_run(*figures, language="en", **incidents):
    return BriefingRun(
        at=datetime(2019, 12, 1, tzinfo=UTC),
        actor="u01",
        as_of=date(2019, 12, 1),
        template="situation",
        where="",
        level="full",
        language=language,
        title="",
        state="s",
        file_sha256="f",
        figures=figures,
        incidents={key: RunIncident(*value) for key, value in incidents.items()},
    )


def count(of, number, *ids, about=""):
    return RunFigure(of, str(number), "attack", of.partition(": ")[0], about, number, number, ids)


A, B, C = ("EX-1", "1", "fair"), ("EX-2", "1", "fair"), ("EX-3", "1", "weak")


def test_the_same_again_is_no_difference():
    run = a_run(count("attacks", 2, "a", "b"), a=A, b=B)

    assert compare(run, run, {}).is_empty


def test_a_new_incident_moves_the_figure_it_is_counted_in():
    before = a_run(count("attacks", 1, "a"), a=A)
    after = a_run(count("attacks", 2, "a", "b"), a=A, b=B)

    found = compare(before, after, {})

    (move,) = found.moves
    assert found.new == ("EX-2",)
    assert (move.before.words, move.after.words) == ("1", "2")
    assert (move.came, move.went, move.changed) == (("EX-2",), (), ())


def test_a_changed_record_is_the_reason_where_nothing_came_or_went():
    before = a_run(count("killed", 1, "a"), a=A)
    after = a_run(count("killed", 4, "a"), a=("EX-1", "2", "fair"))

    found = compare(before, after, {})

    assert found.changed == ("EX-1",)
    assert found.moves[0].changed == ("EX-1",)


def test_a_weaker_grade_is_told_apart_from_a_change():
    before = a_run(a=A, c=C)
    after = a_run(a=("EX-1", "2", "weak"), c=("EX-3", "2", "fair"))

    found = compare(before, after, {})

    assert found.downgraded == ("EX-1",)
    assert found.changed == ("EX-3",)


def test_what_is_gone_says_why():
    merged = Gone("EX-2", Fate.MERGED, "EX-1")

    found = compare(a_run(a=A, b=B), a_run(a=A), {"b": merged})

    assert found.gone == (merged,)


def test_a_bar_that_is_not_there_any_more_is_told():
    air = count("method: air", 1, "a", about="air")
    shells = count("method: shells", 1, "b", about="shells")
    before = a_run(air, shells, a=A, b=B)

    found = compare(before, a_run(air, a=A), {"b": Gone("EX-2", Fate.DELETED)})

    (move,) = found.moves
    assert (move.before, move.after) == (shells, None)
    assert move.went == ("EX-2",)


def test_a_chart_that_was_left_out_is_no_correction():
    before = a_run(count("method: air", 1, "a", about="air"), count("attacks", 1, "a"), a=A)

    assert compare(before, a_run(count("attacks", 1, "a"), a=A), {}).moves == ()


def test_bars_are_compared_whatever_language_their_names_are_in():
    before = a_run(count("method: air", 1, "a", about="air"), a=A)
    same = a_run(count("method: air", 1, "a", about="جو"), language="ar", a=A)
    more = a_run(count("method: air", 2, "a", "b", about="جو"), language="ar", a=A, b=B)

    assert compare(before, same, {}).moves == ()
    assert [one.figure.of for one in compare(before, more, {}).moves] == ["method: air"]


def test_a_sum_moves_only_by_the_incidents_whose_own_number_moved():
    people = {"unit": "person", "rule": "claims"}
    before = a_run(
        RunFigure("killed", "3", low=3, high=3, incident_ids=("a", "c"), **people),
        RunFigure("killed of a", "1", low=1, high=1, incident_ids=("a",), **people),
        RunFigure("killed of c", "2", low=2, high=2, incident_ids=("c",), **people),
        a=A,
        c=C,
    )
    after = a_run(
        RunFigure("killed", "5", low=5, high=5, incident_ids=("a", "c"), **people),
        RunFigure("killed of a", "1", low=1, high=1, incident_ids=("a",), **people),
        RunFigure("killed of c", "4", low=4, high=4, incident_ids=("c",), **people),
        a=("EX-1", "2", "fair"),
        c=("EX-3", "2", "weak"),
    )

    found = compare(before, after, {})

    assert found.changed == ("EX-1", "EX-3")
    assert found.moves[0].changed == ("EX-3",)


def test_a_lower_grade_is_told_with_the_one_before():
    found = compare(a_run(a=A), a_run(a=("EX-1", "2", "weak")), {})

    assert found.grades == {"EX-1": ("fair", "weak")}


def test_a_first_number_for_a_known_incident_is_told():
    first = RunFigure("killed of a", "2–3", "person", "claims", "", 2, 3, ("a",))
    before = a_run(count("attacks", 1, "a"), a=A)
    after = a_run(count("attacks", 1, "a"), first, a=("EX-1", "2", "fair"))

    (move,) = compare(before, after, {}).moves

    assert (move.before, move.after, move.came) == (None, first, ("EX-1",))


def test_what_follows_from_other_figures_is_not_told_again():
    derived = RunFigure("killed, no number", "1", "attack", "without a number", "", 1, 1, ("a",))
    before = a_run(derived, a=A)

    assert compare(before, a_run(replace(derived, low=0, high=0), a=A), {}).moves == ()
