"""Any sequence of steps can be taken back to the beginning and done again to the end."""

from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from strikelog.domain.records import (
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Site,
    Source,
    new_id,
)
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import revision_from_plain
from strikelog.storage.history import History
from strikelog.storage.writing import Revision
from tests import strategies
from tests.databases import Clock, contents, open_database, recording_over, stored

KINDS = (Location, Site, Source, Incident, Claim, CasualtyFigure)


def undo_all(recording):
    while recording.undo():
        pass


def redo_all(recording):
    while recording.redo():
        pass


class Steps(RuleBasedStateMachine):
    """Saves, edits, removes, imports, undoes and redoes against a list of remembered states."""

    folder = None

    def __init__(self):
        super().__init__()
        place = self.folder / new_id()
        place.mkdir()
        self.place, self.clock = place, Clock()
        self._open()
        self.past, self.future = [], []
        self.ids = map(_nth_id, count(1))  # what is drawn must not depend on chance

    def _open(self):
        self.database = open_database(self.place)
        self.recording = recording_over(self.database, self.clock)

    def teardown(self):
        first = self.past[0] if self.past else contents(self.database)
        undo_all(self.recording)
        undone = contents(self.database)
        redo_all(self.recording)
        last = self.future[0] if self.future else self.now
        redone = contents(self.database)
        with self.database.reading() as connection:
            history = History(connection, self.database.schema, self.database.audit_key)
            faults = list(history.faults())
        self.database.close()
        assert undone == first
        assert redone == last
        assert faults == []

    @property
    def now(self):
        return contents(self.database)

    def _step(self, done):
        before = self.now
        done()
        if self.now != before:
            self.past.append(before)
            self.future.clear()

    @rule(data=st.data())
    def add(self, data):
        kind = data.draw(st.sampled_from(KINDS))
        record = replace(data.draw(strategies.records_of(kind)), id=next(self.ids))
        self._step(lambda: self.recording.add_all([record], "Add"))

    @rule(data=st.data(), size=st.integers(1, 4))
    def add_several(self, data, size):
        drawn = [data.draw(strategies.records_of(st_kind)) for st_kind in KINDS[:size]]
        records = [replace(one, id=next(self.ids)) for one in drawn]
        self._step(lambda: self.recording.add_all(records, "Import"))

    def _chosen(self, data):
        return data.draw(st.sampled_from(sorted(stored(self.database).values(), key=_id)))

    @precondition(lambda self: self.now)
    @rule(data=st.data())
    def edit(self, data):
        record = self._chosen(data)
        other = data.draw(strategies.records_of(type(record)))
        after = replace(other, id=record.id, rev=record.rev)
        self._step(lambda: self.recording.apply("Edit", [Revision(record, after)]))

    @precondition(lambda self: self.now)
    @rule(data=st.data())
    def remove(self, data):
        record = self._chosen(data)
        self._step(lambda: self.recording.remove(record))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        before = self.now
        assert self.recording.undo() is not None
        self.future.append(before)
        assert self.now == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        before = self.now
        assert self.recording.redo() is not None
        self.past.append(before)
        assert self.now == self.future.pop()

    @rule()
    def restart(self):
        before = (self.recording.undo_label, self.recording.redo_label)
        self.database.close()
        self._open()
        assert (self.recording.undo_label, self.recording.redo_label) == before

    @invariant()
    def labels_tell_what_is_possible(self):
        assert bool(self.recording.undo_label) == bool(self.past)
        assert bool(self.recording.redo_label) == bool(self.future)


def _nth_id(number):
    return str(UUID(int=number << 80, version=4))


def _id(record):
    return record.id


@pytest.mark.timeout(600)
def test_any_sequence_is_taken_back_and_done_again(tmp_path):
    Steps.folder = tmp_path
    test = Steps.TestCase()
    test.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
    test.runTest()


# -- single stories --------------------------------------------------------------------------


def test_undoing_all_of_a_story_and_redoing_it(database, recording):
    incident = recording.save(Incident(title="Strike")).record
    claim = recording.save(Claim(incident_id=incident.id, summary="Three killed")).record
    recording.save(replace(claim, summary="Four killed"), claim)
    end = contents(database)

    undo_all(recording)
    assert contents(database) == {}

    redo_all(recording)
    assert contents(database) == end


def test_a_creation_is_taken_back_after_its_edit_was(database, recording):
    site = recording.save(Site(name="Bakery")).record
    recording.save(replace(site, name="Market"), site)

    recording.undo()
    recording.undo()

    assert contents(database) == {}


def test_undo_is_named_by_what_it_takes_back(recording):
    site = recording.save(Site(name="Bakery")).record
    recording.save(replace(site, name="Market"), site)

    assert recording.undo_label == "Edit site"
    assert recording.undo().label == "Edit site"
    assert (recording.undo_label, recording.redo_label) == ("New site", "Edit site")
    assert recording.redo().label == "Edit site"
    assert (recording.undo_label, recording.redo_label) == ("Edit site", "")


def test_nothing_to_undo_says_so(recording):
    assert recording.undo() is None
    assert recording.redo() is None
    assert recording.undo_label == recording.redo_label == ""


def test_typing_in_one_record_is_one_step(database, recording):
    site = recording.save(Site(name="B")).record
    recording.close_step()
    for name in ("Ba", "Bak", "Bakery"):
        site = recording.save(replace(site, name=name), site, merge=True).record
    recording.close_step()
    site = recording.save(replace(site, operator="Council"), site, merge=True).record

    recording.undo()
    assert stored(database)[site.id].name == "Bakery"
    recording.undo()
    assert stored(database)[site.id].name == "B"
    recording.redo()
    assert stored(database)[site.id].name == "Bakery"
    recording.undo()
    recording.undo()
    assert stored(database) == {}


def test_typing_in_another_record_is_another_step(database, recording):
    one = recording.save(Site(name="One")).record
    two = recording.save(Site(name="Two")).record
    one = recording.save(replace(one, name="One!"), one, merge=True).record
    recording.save(replace(two, name="Two!"), two, merge=True)

    recording.undo()

    assert stored(database)[one.id].name == "One!"
    assert stored(database)[two.id].name == "Two"


def test_a_removed_incident_takes_what_it_owns_along_and_brings_it_back(database, recording):
    incident = recording.save(Incident(title="Strike")).record
    source = recording.save(Source(title="Report")).record
    claim = recording.save(Claim(incident_id=incident.id, source_id=source.id)).record
    recording.save(CasualtyFigure(owner_type="claim", owner_id=claim.id, low=2, high=2))
    recording.save(CasualtyFigure(owner_type="incident", owner_id=incident.id, low=2, high=2))
    recording.save(IncidentSite(incident_id=incident.id, site_text="a bakery"))
    whole = contents(database)

    recording.remove(incident)
    assert list(contents(database)) == [source.id]

    recording.undo()
    assert contents(database) == whole


def test_an_old_step_is_taken_back_without_later_edits(database, recording):
    site = recording.save(Site(name="Bakery", operator="Council")).record
    edit = replace(site, name="Market", operator="Traders")
    step = recording.apply("Edit", [Revision(site, edit)])
    recording.save(replace(step.records[0], operator="Trade union"), step.records[0])

    inverse = recording.undo_step(step.step)

    now = stored(database)[site.id]
    assert (now.name, now.operator) == ("Bakery", "Trade union")
    assert inverse.kept == ((site.id, "operator"),)


def test_taking_back_an_import_keeps_records_edited_since(database, recording):
    sites = [Site(name=f"Site {number}") for number in range(3)]
    applied = recording.add_all(sites, "Import")
    edited = applied.records[1]
    recording.save(replace(edited, note="checked"), edited)

    inverse = recording.undo_step(applied.step)

    assert list(stored(database)) == [edited.id]
    assert inverse.kept == ((edited.id, "*"),)


def test_taking_back_an_old_step_can_itself_be_done_again(database, recording):
    applied = recording.add_all([Site(name="One"), Site(name="Two")], "Import")
    recording.save(Source(title="Report"))
    whole = contents(database)

    recording.undo_step(applied.step)
    assert len(contents(database)) == 1

    recording.redo()
    assert contents(database) == whole


def test_a_part_of_a_merged_step_leaves_the_rest_of_it(database, recording):
    site = recording.save(Site(name="B")).record
    recording.close_step()
    one = recording.apply("Edit", [Revision(site, replace(site, name="Ba"))], merge=True)
    before = one.records[0]
    two = recording.apply("Edit", [Revision(before, replace(before, note="seen"))], merge=True)

    recording.undo_step(one.step)
    assert (stored(database)[site.id].name, stored(database)[site.id].note) == ("B", "seen")

    recording.redo()
    recording.undo()
    recording.undo()
    assert two.step
    assert (stored(database)[site.id].name, stored(database)[site.id].note) == ("B", None)


def test_undoing_what_no_longer_stands_does_not_come_back_on_redo(database, recording):
    site = recording.save(Site(name="Bakery")).record
    step = recording.apply("Edit", [Revision(site, replace(site, name="Market"))])
    recording.save(replace(step.records[0], name="Souk"), step.records[0])

    inverse = recording.undo_step(step.step)

    assert inverse.step == step.step
    assert not inverse.changes.entities
    assert stored(database)[site.id].name == "Souk"


def test_history_tells_who_did_and_undid_what(database, recording):
    site = recording.save(Site(name="Bakery")).record
    recording.save(replace(site, name="Market"), site)
    recording.undo()

    entries = Finding(database).history(site.id)

    assert [entry.label for entry in entries] == ["New site", "Edit site", "Undo: Edit site"]
    assert [entry.rev for entry in entries] == [1, 2, 3]
    assert entries[1].changes == {"name": ("Bakery", "Market")}
    assert entries[2].changes == {"name": ("Market", "Bakery")}
    assert {entry.actor for entry in entries} == {"u07"}


def test_a_reason_is_kept(database, recording):
    site = recording.save(Site(name="Bakery")).record
    recording.apply("Rename", [Revision(site, replace(site, name="Market"))], reason="Misread")

    assert Finding(database).history(site.id)[-1].reason == "Misread"


def test_only_so_many_earlier_steps_are_remembered(database, tmp_path):
    recording = recording_over(database)
    for number in range(205):
        recording.add_all([Location(name=f"Place {number}")], "Add")

    later = recording_over(database)
    undo_all(later)

    assert len(stored(database)) == 5


def test_records_from_plain_lines_are_undone_as_one(database, recording):
    kinds = database.schema.by_name
    lines = [{"entity": "Site", "name": "One"}, {"entity": "Source", "title": "Two"}]
    recording.apply("Record", [revision_from_plain(line, kinds, {}) for line in lines])

    recording.undo()

    assert stored(database) == {}
