"""The one signal about changed records."""

from strikelog.domain.changes import Changes
from strikelog.gui.changes import ChangeFeed


def test_a_view_hears_what_changed_and_who_did_it(qapp):
    feed, heard, form = ChangeFeed(), [], object()
    feed.changed.connect(lambda changes, origin: heard.append((changes, origin)))
    changes = Changes(frozenset({"Incident"}), frozenset({"id"}))

    feed.announce(changes, form)

    assert heard == [(changes, form)]
