"""Claims about errors as sentences."""

import pickle

import pytest

from strikelog.domain.dates import BadDate
from strikelog.domain.errors import BadValue, StrikelogError


class DriveIsFull(StrikelogError):
    message = "There is no room left on {drive} for {size} bytes: {cause}"


def test_an_error_is_its_sentence_and_keeps_its_parameters():
    error = DriveIsFull(drive="the stick", size=5, cause=BadValue(text="x"))

    assert str(error) == (
        "There is no room left on the stick for 5 bytes: “x” cannot be understood here."
    )
    assert error.params["size"] == 5


def test_the_english_sentence_is_the_text_of_the_error():
    error = DriveIsFull(drive="the stick", size=5, cause=BadValue(text="x"))

    assert error.sentence() == error.sentence("en") == str(error)


def test_what_people_typed_is_never_taken_for_a_template():
    assert "“{drive} {0}”" in str(BadDate(text="{drive} {0}"))


def test_a_forgotten_parameter_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        BadDate()


def test_errors_survive_the_way_between_processes():
    error = pickle.loads(pickle.dumps(BadDate(text="soon")))

    assert isinstance(error, BadDate)
    assert error.params == {"text": "soon"}
