"""A journal of codes and counts; nothing a record says can get into it."""

import pytest

from strikelog.domain.errors import BadValue
from strikelog.domain.journal import MOST, Entry, Event, Journal

SECRET = "Witness W-114, Kafr Nabl"


def test_an_event_is_noted_with_its_time():
    now = iter([0.0, 0.0, 3661.0])
    journal = Journal(lambda: next(now))

    journal.note(Event.SAVED, 3)

    assert journal.text == "+00:00:00  started  1\n+01:01:01  records-changed  3"


def test_the_same_again_is_counted():
    journal = Journal(lambda: 0.0)

    for _ in range(3):
        journal.note(Event.SAVED, 2)

    assert journal.entries[-1] == Entry(0.0, Event.SAVED, 6)


def test_only_the_newest_are_kept():
    journal = Journal(lambda: 0.0)

    for _ in range(MOST):
        journal.note(Event.SAVED)
        journal.note(Event.FAILED)

    assert len(journal.entries) == MOST
    assert Event.STARTED not in {one.event for one in journal.entries}


def test_an_error_is_its_type_and_never_its_words():
    journal = Journal()
    try:
        raise RuntimeError(SECRET) from KeyError(SECRET)
    except RuntimeError as error:
        journal.note_error(Event.FAULT, error)
    journal.note_error(Event.FAILED, BadValue(text=SECRET))

    assert SECRET not in journal.text
    assert "RuntimeError" in journal.text
    assert "KeyError" in journal.text
    assert "BadValue" in journal.text
    assert "test_journal.py:" in journal.text


def test_the_same_words_would_be_seen_if_they_were_there():
    assert SECRET in str(Entry(0.0, Event.FAULT, 1, SECRET))


@pytest.mark.parametrize("event", Event)
def test_events_are_plain_codes(event):
    assert event.replace("-", "").isalpha()
    assert event == event.lower()
