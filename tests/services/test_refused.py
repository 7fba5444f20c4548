"""What was refused is said in the language of the reader, problem and all."""

from datetime import date

from strikelog.domain.records import Incident
from strikelog.domain.validation import check_record
from strikelog.services.recording import Refused


def refused():
    record = Incident(title="Market", lat=95.0, lon=36.5)
    problems = [one for one in check_record(record, today=date(2026, 1, 1)) if one.refuses]
    return Refused("Market", problems[0].sentence(), problems)


def test_the_problem_is_said_in_the_language_asked_for():
    error = refused()

    assert error.problems[0].sentence("ar") in error.sentence("ar")
    assert error.sentence("ar").startswith("لم يُحفظ")
    assert error.sentence() == str(error)


def test_a_refusal_without_problems_keeps_its_words():
    assert Refused("Market", "Why not.").sentence("ar").endswith("Why not.")
