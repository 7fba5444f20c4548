"""What an import leaves open: kept, listed, decided as a step, or settled otherwise."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikelog.domain.errors import StrikelogError
from strikelog.domain.records import Source
from strikelog.services.importing import COUNTED, Importing
from tests.databases import contents, stored
from tests.services.test_importing import (
    CLAIM,
    FIGURE,
    INCIDENT,
    SITE,
    SOURCE,
    Office,
)


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    made.recording.add_all([SOURCE, SITE, INCIDENT, CLAIM, FIGURE], "case")
    made.export()
    yield made
    made.database.close()


def a_conflict(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
    office.save(INCIDENT, title="Ours")
    return office.importing.apply(office.preview())


def only(office):
    (waiting,) = office.importing.waiting()
    return waiting


def test_a_question_is_kept_with_what_both_last_had_and_the_file(office):
    applied = a_conflict(office)

    waiting = only(office)

    (field,) = waiting.fields
    assert (field.base, field.ours, field.theirs) == ("Strike", "Ours", "Theirs")
    assert (waiting.kind, waiting.group, waiting.file) == ("conflict", "title", "book.xlsx")
    assert waiting.ours_by == "u07"
    assert applied.waiting == 1


def test_deciding_for_theirs_is_a_step_that_can_be_undone(office):
    a_conflict(office)

    decided = office.importing.decide({only(office).number: "theirs"})

    assert office.get(INCIDENT).title == "Theirs"
    assert office.importing.waiting() == ()
    office.recording.undo_step(decided.step)
    assert office.get(INCIDENT).title == "Ours"


def test_a_decision_that_is_undone_is_asked_again_and_goes_with_redo(office):
    a_conflict(office)
    asked = only(office)

    office.importing.decide({asked.number: "theirs"})
    office.recording.undo()
    again = only(office)
    office.recording.redo()

    assert again == replace(asked, ours_at=again.ours_at)
    assert office.importing.waiting() == ()
    office.recording.undo()
    office.importing.decide({only(office).number: "theirs"})
    assert office.get(INCIDENT).title == "Theirs"


def test_an_import_that_decided_an_earlier_question_opens_it_again_when_it_is_undone(office):
    a_conflict(office)
    asked = only(office)
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", "More")
    later = office.importing.apply(office.preview(), "theirs")
    assert office.importing.waiting() == ()

    office.recording.undo_step(later.step)

    assert [one.group for one in office.importing.waiting()] == [asked.group]


def a_conflict_that_fits_not(office):
    """Theirs raises the low end above the high end that stands here by now."""
    case = replace(office.get(INCIDENT), impacts_low=1, impacts_high=9)
    office.save(case, impacts_low=1, impacts_high=9)
    office.export()
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "impacts_low", 5)
    office.save(office.get(INCIDENT), impacts_low=2, impacts_high=3)


def test_what_was_chosen_and_makes_nonsense_beside_ours_is_told_and_waits(office, tmp_path):
    a_conflict_that_fits_not(office)
    preview = office.preview()

    imported = office.importing.apply(preview, "theirs")

    (unfit,) = imported.unfit
    assert unfit.id == INCIDENT.id
    assert "5" in unfit.sentence()
    assert "3" in unfit.sentence()
    assert (office.get(INCIDENT).impacts_low, office.get(INCIDENT).impacts_high) == (2, 3)
    assert only(office).group == "impacts_low"
    assert imported.waiting == 1
    receipt = office.importing.receipt(preview, tmp_path / "receipt.xlsx", "theirs")
    assert (receipt.counts["waiting"], receipt.counts["taken"]) == (1, 0)


def test_what_was_chosen_and_fits_is_told_of_nobody(office):
    a_conflict(office)

    assert office.importing.apply(office.preview(), "theirs").unfit == ()


def test_deciding_for_ours_changes_nothing_and_is_not_asked_again(office):
    a_conflict(office)

    decided = office.importing.decide({only(office).number: "ours"})

    assert (decided.step, decided.count) == (None, 1)
    assert office.get(INCIDENT).title == "Ours"
    assert office.preview().planned == ()


def test_an_emptied_cell_waits_until_somebody_says_that_it_was_meant(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", None)
    office.importing.apply(office.preview())
    assert office.get(INCIDENT).summary == "What happened"

    office.importing.decide({only(office).number: "theirs"})

    assert office.get(INCIDENT).summary is None


def test_a_deletion_waits_and_takes_along_what_the_record_owns(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "_op", "D")
    office.importing.apply(office.preview())
    assert office.get(INCIDENT) is not None

    office.importing.decide({only(office).number: "theirs"})

    assert set(stored(office.database)) == {SOURCE.id, SITE.id}


def test_a_deletion_that_was_turned_down_is_not_asked_again(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "_op", "D")
    office.importing.apply(office.preview(), "ours")

    assert office.preview().planned == ()
    assert office.get(INCIDENT) is not None


def test_a_record_deleted_here_and_edited_there_comes_back_as_they_have_it(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
    office.recording.remove(office.get(INCIDENT))
    office.importing.apply(office.preview())

    office.importing.decide({only(office).number: "theirs"})

    assert office.get(INCIDENT).title == "Theirs"


def test_a_question_is_settled_when_ours_becomes_theirs(office):
    a_conflict(office)

    office.save(INCIDENT, title="Theirs")

    assert office.importing.waiting() == ()


def test_a_question_is_settled_when_the_record_is_deleted(office):
    a_conflict(office)

    office.recording.remove(office.get(INCIDENT))

    assert office.importing.waiting() == ()


def test_a_later_import_of_the_file_that_decides_settles_it(office):
    a_conflict(office)

    office.importing.apply(office.preview(), "theirs")

    assert office.get(INCIDENT).title == "Theirs"
    assert office.importing.waiting() == ()


def test_asking_again_does_not_double_a_question(office):
    a_conflict(office)

    office.importing.apply(office.preview())

    assert only(office).fields[0].theirs == "Theirs"


def test_questions_go_with_an_import_that_is_undone(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", "Their summary")
    applied = a_conflict(office)

    office.importing.undo_import(applied.step)

    assert office.importing.waiting() == ()
    assert office.get(INCIDENT).summary == "What happened"


def test_questions_go_and_come_with_undo_and_redo(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", "Their summary")
    a_conflict(office)

    office.recording.undo()
    assert office.importing.waiting() == ()
    office.recording.redo()
    assert only(office).group == "title"


def test_undoing_an_import_keeps_later_edits_and_names_them(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
        book.put("Incidents", INCIDENT.id, "summary", "Their summary")
        book.add("Sources", title="New report")
    applied = office.importing.apply(office.preview())
    office.save(INCIDENT, title="Edited since")
    new = next(one for one in stored(office.database, Source).values() if one.id != SOURCE.id)
    office.save(new, note="Edited since")

    undone = office.importing.undo_import(applied.step)

    assert (office.get(INCIDENT).title, office.get(INCIDENT).summary) == (
        "Edited since",
        "What happened",
    )
    assert {(one.id, one.key) for one in undone.kept} == {(INCIDENT.id, "title"), (new.id, "*")}
    assert {one.sentence() for one in undone.kept} == {
        "“Edited since”, Title: stays, because it was changed after the import.",
        "“New report” stays, because it was changed after the import.",
    }


class _NoRoom(StrikelogError):
    message = "no room"


def test_nothing_is_taken_in_when_the_backup_before_it_fails(office):
    def fail():
        raise _NoRoom

    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
    before = contents(office.database)
    importing = Importing(office.database, office.recording, fail)

    with pytest.raises(_NoRoom):
        importing.apply(importing.preview(office.path))

    assert contents(office.database) == before
    assert importing.waiting() == ()


_EDITS = {
    "good": ("Incidents", INCIDENT.id, "title", "Theirs"),
    "bad": ("Incidents", INCIDENT.id, "weapon", "death ray"),
    "cleared": ("Incidents", INCIDENT.id, "summary", None),
    "deleted": ("Claims", CLAIM.id, "_op", "D"),
    "conflict": ("Sites", SITE.id, "beds", 4_000),
    "damaged": ("Sources", SOURCE.id, "id", SOURCE.id[:-2]),
    "formula": ("Casualties", FIGURE.id, "low", "=1+1"),
    "loose": ("Casualties", FIGURE.id, "owner_id", "00000000-0000-4000-8000-000000000000"),
}
_NEW = {
    "Incidents": {"title": "New"},
    "Claims": {"incident_id": "nowhere", "summary": "parked"},
    "Casualties": {"owner_type": "claim", "owner_id": CLAIM.id, "outcome": "killed", "low": "many"},
}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.sets(st.sampled_from(sorted(_EDITS))),
    new=st.lists(st.sampled_from(sorted(_NEW)), max_size=3),
)
def test_what_was_read_is_the_sum_of_what_became_of_it(office, edits, new):
    office.export()
    with office.edit() as book:
        for sheet in new:
            book.add(sheet, **_NEW[sheet])
        for name in sorted(edits, key=lambda one: one == "damaged"):
            book.put(*_EDITS[name])
    office.save(SITE, beds=(office.get(SITE).beds or 0) + 1)

    preview = office.preview()

    counts = dict(preview.counts)
    assert counts.pop("read") == sum(counts.values()) == 5 + len(new)
    assert set(counts) == set(COUNTED)
    told = Counter(preview.fates.values())
    assert all(counts[name] >= told[name] for name in COUNTED)
    assert counts["conflicts"] == ("conflict" in edits)
