"""Dialogs of evidence: adding, the same file twice, copies out, working copies, custody."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from strikelog.domain.custody import ALTERED
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import Evidence, Incident
from strikelog.gui.media.actions import MediaActions
from strikelog.gui.media.arrivals import Arrivals, Pasted, of_paths
from strikelog.gui.media.canvas import Tool
from strikelog.gui.media.custody import CustodyDialog
from strikelog.gui.media.facts import custody_story, item_details, size_words
from strikelog.gui.media.giving import CertificateDialog
from strikelog.gui.media.intake import Wish, take_all
from strikelog.gui.media.regions import Region
from tests.gui.media.conftest import picture_bytes


@pytest.fixture
def work(empty_workspace):
    return empty_workspace


@pytest.fixture
def window(qtbot, gone):
    made = QWidget()
    gone(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def actions(work, tasks, window):
    made = MediaActions(work, tasks)
    made.stand_in(window)
    made.changes = []
    made.changed.connect(made.changes.append)
    return made


@pytest.fixture
def strike(work):
    return work.recording.save(Incident(title="A strike")).record


@pytest.fixture
def held(work, make_picture):
    """A picture in the vault."""
    return work.media.take_in(make_picture(), title="Street").evidence


class Stopping:
    """Progress that stops after so many reports."""

    def __init__(self, after):
        self.left = after

    def report(self, done, total=None, text=""):
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def many(folder, count):
    """Different pictures in a folder."""
    folder.mkdir()
    for place in range(count):
        color = (place * 20, 90, 120)
        (folder / f"{place}.png").write_bytes(picture_bytes(color))
    return folder


def test_files_are_added_for_an_incident(actions, work, strike, make_picture):
    dialog = actions.add(of_paths([make_picture()]), (strike.id,))
    dialog.begin()

    (item,) = work.finding.all(Evidence)
    assert item.incident_ids == (strike.id,)
    assert item.sha256
    assert dialog.messages.text == "1 file added"
    assert [one.ids for one in actions.changes] == [frozenset({item.id})]


def test_the_same_file_twice_is_told_and_can_be_linked(
    qtbot, actions, work, strike, held, make_picture
):
    dialog = actions.add(of_paths([make_picture("again.png")]), (strike.id,))
    dialog.begin()
    offer = next(
        one for one in dialog.findChildren(QPushButton) if one.text() == "Link it to this incident"
    )

    assert len(work.finding.all(Evidence)) == 1
    assert dialog.messages.text == "1 was held already"

    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)

    assert work.finding.get(Evidence, held.id).incident_ids == (strike.id,)


def test_without_an_incident_the_known_item_is_shown(qtbot, actions, held, make_picture):
    asked = []
    actions.item_requested.connect(asked.append)
    dialog = actions.add(of_paths([make_picture("again.png")]))
    dialog.begin()

    show = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Show it")
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)

    assert asked == [held.id]


def test_one_file_that_cannot_be_read_keeps_no_other_out(actions, work, make_picture, tmp_path):
    dialog = actions.add(of_paths([tmp_path / "gone.jpg", make_picture()]))
    dialog.begin()

    assert len(work.finding.all(Evidence)) == 1
    assert dialog.messages.text == "1 file added · 1 could not be added"


def test_what_was_stopped_goes_on_where_it_was(work, tmp_path):
    folder = many(tmp_path / "handover", 5)

    first = take_all(work.media, of_paths([folder]), Wish(), Stopping(after=6))
    second = take_all(work.media, of_paths([folder]), Wish(), Stopping(after=10_000))

    assert first.stopped
    assert 0 < len(first.added) < 5
    assert not second.stopped
    assert len(first.added) + len(second.added) == 5
    assert len(second.known) == len(first.added)


def test_stopping_among_single_files_keeps_those_that_were_done(work, tmp_path):
    files = of_paths(sorted(many(tmp_path / "handover", 4).iterdir()))

    outcome = take_all(work.media, files, Wish(), Stopping(after=5))

    assert outcome.stopped
    assert len(work.finding.all(Evidence)) == len(outcome.added) > 0


def test_a_pasted_picture_becomes_an_item(actions, work):
    content = picture_bytes()
    dialog = actions.add(Arrivals(pasted=Pasted("pasted.png", content)))
    dialog.begin()

    (item,) = work.finding.all(Evidence)
    assert b"".join(work.media.chunks(item.id)) == content


def test_pasting_nothing_is_told(actions, qapp):
    failures = []
    actions.failed.connect(failures.append)
    qapp.clipboard().setText("only words")

    actions.paste()

    assert len(failures) == 1


def test_a_copy_leaves_only_with_a_purpose_and_the_custody_says_so(actions, work, held, tmp_path):
    dialog = actions.save_out(held)
    assert not dialog.start.isEnabled()
    dialog.purpose.setText("legal review")
    dialog.receiver.setText("office-2")
    assert dialog.start.isEnabled()

    dialog.save_to(tmp_path / "copy.png")

    last = work.media.custody(held.id)[-1]
    assert (tmp_path / "copy.png").read_bytes() == picture_bytes()
    assert (last.action, last.purpose, last.to_party) == ("exported", "legal review", "office-2")


def test_a_certificate_is_written(actions, work, held, window, tasks, tmp_path):
    dialog = CertificateDialog(window, work.media, (held,), tasks)
    dialog.open()

    dialog.write_to(tmp_path / "custody.pdf")

    assert (tmp_path / "custody.pdf").read_bytes().startswith(b"%PDF-")


def test_a_working_copy_is_drawn_with_the_mouse(qtbot, actions, work, held):
    dialog = actions.edit(held)
    canvas = dialog.canvas
    frame = canvas.frame
    start = QPoint(round(frame.left() + frame.width() / 4), round(frame.top() + frame.height() / 4))
    end = QPoint(round(frame.center().x()), round(frame.center().y()))

    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)

    (region,) = canvas.regions.all
    assert region.left == pytest.approx(100, abs=4)
    assert region.top == pytest.approx(75, abs=4)
    assert (region.width, region.height) == (
        pytest.approx(100, abs=6),
        pytest.approx(75, abs=6),
    )


def test_a_working_copy_is_made_by_keyboard_alone(qtbot, actions, work, held):
    dialog = actions.edit(held)
    canvas = dialog.canvas
    dialog.choose(Tool.CROP)
    for key, how in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier),
    ):
        qtbot.keyClick(canvas, key, how)

    assert canvas.regions.crop == Region(49, 37, 300, 226, crops=True)

    dialog.save()

    copy = next(one for one in work.finding.all(Evidence) if one.derived_from_id == held.id)
    image = Image.open(io.BytesIO(b"".join(work.media.chunks(copy.id))))
    assert image.size == (300, 226)
    assert b"".join(work.media.chunks(held.id)) == picture_bytes()


def test_what_is_blurred_is_gone_from_the_copy(actions, work, held):
    dialog = actions.edit(held)
    steps = dialog.canvas.steps
    steps.do(steps.now.added(Region(120, 90, 100, 80)))

    dialog.save()

    copy = next(one for one in work.finding.all(Evidence) if one.derived_from_id == held.id)
    made = Image.open(io.BytesIO(b"".join(work.media.chunks(copy.id)))).convert("L")
    original = Image.open(io.BytesIO(picture_bytes())).convert("L")
    edge = range(128, 140)
    sharp = max(abs(original.getpixel((x, 130)) - original.getpixel((x + 1, 130))) for x in edge)
    soft = max(abs(made.getpixel((x, 130)) - made.getpixel((x + 1, 130))) for x in edge)
    assert sharp > 5 * soft


def test_delete_and_undo_while_drawing(qtbot, actions, held):
    canvas = actions.edit(held).canvas
    qtbot.keyClick(canvas, Qt.Key.Key_N)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.regions.all == ()

    canvas.undo()

    assert len(canvas.regions.all) == 1


def test_an_unbroken_custody_is_said_to_be_so(work, held):
    story = custody_story(work.media.custody(held.id), held.sha256, "en")

    assert story.is_whole
    assert [one.what for one in story.steps] == ["Received", "Hashed", "Encrypted"]


def test_a_custody_that_was_tampered_with_names_the_step(work, held):
    events = work.media.custody(held.id)
    events[1] = replace(events[1], purpose="never written")

    story = custody_story(events, held.sha256, "en")

    assert not story.is_whole
    assert ALTERED.format(step="2") in story.troubles
    assert story.steps[1].trouble
    assert not story.steps[0].trouble


def test_the_whole_custody_is_shown_with_its_hashes(qtbot, window, work, held):
    key = work.finding.key_of(Evidence, held.id)
    details = item_details(work.finding, work.media, key, "en")

    dialog = CustodyDialog(window, details)
    dialog.open()

    shown = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert all(event.entry_hash in shown for event in work.media.custody(held.id))


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (512, "512 B"), (1_536, "1.5 KB"), (5 << 20, "5.0 MB"), (4 << 30, "4.0 GB")],
)
def test_sizes_are_said_as_people_read_them(size, words):
    assert size_words(size) == words
