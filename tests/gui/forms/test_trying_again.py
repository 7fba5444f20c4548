"""What a full or failing disk refused is saved later, once, under the same identity."""

import pytest

from strikelog.domain.records import Site
from strikelog.gui.forms import form_for
from strikelog.gui.forms.keeping import Keeper
from strikelog.services.recording import Refused
from strikelog.storage.files import DiskFull
from strikelog.storage.sqlite import DiskFailing


class Failing:
    """A recording whose disk refuses so many saves, before or after they are durable."""

    def __init__(self, recording, error, *, times, durable):
        self._recording = recording
        self._error = error
        self._times = times
        self._durable = durable

    def __getattr__(self, name):
        return getattr(self._recording, name)

    def save(self, after, before=None, *, merge=False):
        self._times -= 1
        if self._times >= 0 and not self._durable:
            raise self._error
        saved = self._recording.save(after, before, merge=merge)
        if self._times >= 0:
            raise self._error
        return saved


def keeper_on(desk, tasks, error, *, times=1, durable=False):
    desk.recording = Failing(desk.recording, error, times=times, durable=durable)
    made = Keeper(desk, tasks, Site(name="Well"), is_stored=False)
    made._again.setInterval(1)
    return made


@pytest.mark.parametrize("error", [DiskFull(name="vault.db"), DiskFailing(name="vault.db")])
def test_a_save_the_disk_refused_is_tried_again(qtbot, desk, tasks, error):
    keeper = keeper_on(desk, tasks, error)

    keeper.put("note", {"note": "typed"})
    with qtbot.waitSignals([keeper.failed, keeper.kept], order="strict"):
        keeper.flush()

    (stored,) = desk.finding.all(Site)
    assert (stored.id, stored.note, stored.rev) == (keeper.record.id, "typed", 1)
    assert not keeper.is_busy


def test_a_save_that_was_durable_though_it_failed_is_not_made_twice(qtbot, desk, tasks):
    keeper = keeper_on(desk, tasks, DiskFailing(name="vault.db"), durable=True)

    keeper.put("note", {"note": "typed"})
    with qtbot.waitSignals([keeper.failed, keeper.kept], order="strict"):
        keeper.flush()

    (stored,) = desk.finding.all(Site)
    assert (stored.id, stored.note, stored.rev) == (keeper.record.id, "typed", 1)


def test_a_refusal_that_will_not_pass_is_not_tried_again(desk, tasks):
    keeper = keeper_on(desk, tasks, Refused("Well", "nonsense"))

    keeper.put("note", {"note": "typed"})
    keeper.flush()

    assert not keeper._again.isActive()
    assert keeper.draft.note == "typed"


def test_the_message_of_a_refusal_goes_once_all_is_saved(qtbot, desk, tasks, shown):
    desk.recording = Failing(desk.recording, DiskFull(name="vault.db"), times=1, durable=False)
    form = shown(form_for(desk, tasks, Site))
    form.start_new(name="Well")
    form.sheet.keeper._again.setInterval(200)
    form.sheet.keeper.put("note", {"note": "typed"})
    form.flush()
    told = form.messages.isVisible()

    qtbot.waitUntil(lambda: bool(desk.finding.all(Site)))

    assert told
    assert not form.messages.isVisible()
