"""Evidence in a real vault: taken in, looked at, copied, given out, proven."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from strikelog.domain.media import Blur, Crop, Transcode
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import RECORDS, CustodyEvent, Evidence, Incident
from strikelog.services.evidence import media as module
from strikelog.services.evidence.media import NoPurpose
from strikelog.services.evidence.views import (
    NoPicture,
    NotHeld,
    OutsideThePicture,
    PictureDamaged,
    PictureTooLarge,
)
from strikelog.services.exporting import Exporting
from strikelog.services.importing import Importing
from strikelog.services.safekeeping import verify
from strikelog.services.settings import Settings
from strikelog.services.workspace import Workspace
from strikelog.storage import guards
from strikelog.storage.blobs import PART, BlobDamaged, FileNotRead, NotAFile, all_files
from strikelog.storage.files import DiskFull
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault
from strikelog.storage.writing import NeverChanged, Revision
from tests.databases import tamper
from tests.media.files import film, picture, saved, telling_jpeg
from tests.media.test_pictures import png_bomb
from tests.workspaces import empty_vault

PASSPHRASE = "orchard lantern velvet copper drift"
CHEAP = KdfCost(memory=64 * 1024, passes=1, lanes=1)


@pytest.fixture
def workspace():
    opened = empty_vault()
    yield opened
    opened.close()


@pytest.fixture
def media(workspace):
    return workspace.media


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "IMG_0042.JPG"
    path.write_bytes(telling_jpeg((160, 80)))
    return path


@pytest.fixture
def taken(media, photo):
    return media.take_in(photo).evidence


def blobs_in(workspace):
    return all_files(workspace.vault.folder / "blobs")


def actions(media, evidence):
    return [one.action for one in media.custody(evidence.id)]


# -- taking in -----------------------------------------------------------------------------------


def test_a_photograph_is_described_by_what_it_is(workspace, taken, photo):
    content = photo.read_bytes()

    assert (taken.title, taken.filename) == ("IMG_0042", "IMG_0042.JPG")
    assert (taken.mime, taken.media_type) == ("image/jpeg", "photo")
    assert (taken.bytes, taken.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (taken.holding, taken.graphic) == ("held_original", "unknown")
    assert (taken.acquirer, taken.acq_method) == ("u01", "unknown")
    assert taken.acq_tool.startswith("strikelog ")
    assert (taken.captured_edtf.edtf, taken.captured_basis) == ("2019-05-06", "device_metadata")
    assert taken.device == "CanaryMaker CanaryPhone"
    assert [one.code for one in workspace.recording.check(taken) if one.refuses] == []


def test_the_original_is_not_touched(media, photo):
    before, moment = photo.read_bytes(), photo.stat().st_mtime_ns

    media.take_in(photo)

    assert (photo.read_bytes(), photo.stat().st_mtime_ns) == (before, moment)


def test_the_bytes_come_back_and_lie_nowhere_in_clear(workspace, media, taken, photo):
    assert b"".join(media.chunks(taken.id)) == photo.read_bytes()
    assert b"Canary" in photo.read_bytes()
    for path in workspace.vault.folder.rglob("*"):
        assert path.is_dir() or b"Canary" not in path.read_bytes()


def test_its_custody_begins_with_the_intake(media, taken):
    events = media.custody(taken.id)

    assert [one.action for one in events] == ["received", "hashed", "encrypted"]
    assert {one.sha256_after for one in events} == {taken.sha256}
    assert events[0].to_party == "u01"


def test_what_we_made_ourselves_was_collected(media, photo):
    evidence = media.take_in(photo, acq_method="own_device").evidence

    assert actions(media, evidence)[0] == "collected"


def test_links_and_title_are_as_wished(workspace, media, photo):
    incident = workspace.recording.save(Incident(title="Strike")).record

    evidence = media.take_in(photo, incident_ids=[incident.id], title="Crater").evidence

    assert (evidence.title, evidence.incident_ids) == ("Crater", (incident.id,))


def test_a_film_tells_when_it_was_made(media, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(film(brand=b"isom"))

    evidence = media.take_in(path).evidence

    assert (evidence.mime, evidence.media_type) == ("video/mp4", "video")
    assert evidence.captured_edtf.edtf == "2019-05-06"
    facts = {one.key: one.value for one in media.facts(evidence.id)}
    assert facts["duration"] == "150.0"


def test_a_clock_that_was_not_set_proposes_no_day(media, tmp_path):
    path = tmp_path / "clip.mov"
    path.write_bytes(film(at=0))

    evidence = media.take_in(path).evidence

    assert evidence.captured_edtf is None
    assert evidence.captured_basis is None


def test_the_kind_is_told_by_content_whatever_the_name_says(media, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"%PDF-1.7 hidden")

    assert media.take_in(path).evidence.mime == "application/pdf"


def test_a_broken_picture_is_evidence_too(media, tmp_path):
    path = tmp_path / "broken.jpg"
    path.write_bytes(telling_jpeg()[:90])

    evidence = media.take_in(path).evidence

    assert b"".join(media.chunks(evidence.id)) == path.read_bytes()


def test_an_empty_file_is_held_too(media, tmp_path):
    (tmp_path / "empty").touch()

    evidence = media.take_in(tmp_path / "empty").evidence

    assert (evidence.bytes, list(media.chunks(evidence.id))) == (0, [b""])


def test_what_is_pasted_is_taken_in(media):
    evidence = media.take_in_bytes("pasted.png", saved(picture(), "PNG")).evidence

    assert (evidence.filename, evidence.mime) == ("pasted.png", "image/png")
    assert (evidence.acq_method, actions(media, evidence)[0]) == ("screen_capture", "collected")


def test_the_same_bytes_are_held_once(workspace, media, taken, photo, tmp_path):
    again = shutil.copy(photo, tmp_path / "other name.jpg")

    result = media.take_in(Path(again))

    assert result.known == taken
    assert len(blobs_in(workspace)) == 1
    assert workspace.finding.tally(Evidence).certain == 1


def test_a_file_held_already_is_linked_instead(workspace, media, taken, photo):
    incident = workspace.recording.save(Incident(title="Strike")).record
    known = media.take_in(photo).known

    linked = media.link(known, incident.id).record

    assert linked.incident_ids == (incident.id,)
    assert media.unlink(linked, incident.id).record.incident_ids == ()


def test_a_file_of_the_same_size_is_another_file(workspace, media, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
        media.take_in(tmp_path / name)

    assert len(blobs_in(workspace)) == 2


def test_a_deleted_item_is_taken_in_anew(workspace, media, taken, photo):
    workspace.recording.remove(taken)

    assert media.take_in(photo).known is None


@pytest.mark.parametrize(("name", "error"), [("none", FileNotRead), (".", NotAFile)])
def test_what_is_no_file_is_refused(workspace, media, tmp_path, name, error):
    with pytest.raises(error):
        media.take_in(tmp_path / name)

    assert blobs_in(workspace) == []


class _Cancelling:
    """Cancels at a report of so many bytes."""

    def __init__(self, at):
        self.at = at
        self.reports = []

    def report(self, done, total=None, text=""):
        self.reports.append((done, total))
        if done >= self.at:
            raise Cancelled


def test_a_cancelled_intake_keeps_nothing(workspace, media, tmp_path):
    path = tmp_path / "large"
    path.write_bytes(bytes(3 << 20))
    progress = _Cancelling(2 << 20)

    with pytest.raises(Cancelled):
        media.take_in(path, progress=progress)

    assert progress.reports[-1] == (2 << 20, 3 << 20)
    assert blobs_in(workspace) == []
    assert workspace.finding.tally(Evidence).certain == 0


def test_too_little_room_is_said_before_anything_is_written(workspace, media, photo, monkeypatch):
    monkeypatch.setattr(guards, "free_space", lambda folder: 10)

    with pytest.raises(guards.NotEnoughRoom):
        media.take_in(photo)

    assert blobs_in(workspace) == []


# -- folders -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "camera"
    (root / "day 2").mkdir(parents=True)
    for number in range(4):
        (root / f"{number}.txt").write_text(f"note {number}")
    (root / "day 2" / "3 again.txt").write_text("note 3")
    (root / ".hidden").write_text("x")
    return root


def test_a_folder_is_taken_in_with_the_folders_in_it(workspace, media, folder):
    result = media.take_in_folder(folder)

    assert [one.filename for one in result.taken] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert [one.filename for one in result.known] == ["3.txt"]
    assert (result.refused, result.stopped) == ([], False)
    assert len(blobs_in(workspace)) == 4


def test_a_stopped_folder_goes_on_where_it_was(media, folder):
    stopped = media.take_in_folder(folder, progress=_Cancelling(13))

    resumed = media.take_in_folder(folder)

    assert stopped.stopped
    assert 0 < len(stopped.taken) < 4
    assert len(stopped.taken) + len(resumed.taken) == 4
    assert {one.filename for one in resumed.known} >= {one.filename for one in stopped.taken}


def test_a_file_that_cannot_be_read_keeps_no_other_out(media, folder):
    result = media.take_in_files([folder / "0.txt", folder / "gone", folder / "1.txt"])

    assert [one.filename for one in result.taken] == ["0.txt", "1.txt"]
    assert [one.name for one in result.refused] == ["gone"]
    assert "could not be read" in result.refused[0].why


_TAKING_IN = f"""
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from strikelog.services.workspace import Workspace
class Telling:
    def report(self, done, total=None, text=""):
        print(done, flush=True)
workspace = Workspace.open(Path(sys.argv[2]), {PASSPHRASE!r})
workspace.media.take_in_folder(Path(sys.argv[3]), progress=Telling())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_within_a_folder_it_goes_on_and_leaves_no_orphan(tmp_path):
    vault, folder = tmp_path / "v.strikelog", tmp_path / "camera"
    Vault.create(vault, PASSPHRASE, cost=CHEAP).close()
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.bin").write_bytes(os.urandom(2 << 20))
    source = str(Path(module.__file__).resolve().parents[3])
    command = [sys.executable, "-c", _TAKING_IN, source, str(vault), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as child:
        while int(child.stdout.readline() or 99 << 20) < 7 << 20:
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()

    workspace = Workspace.open(vault, PASSPHRASE)
    result = workspace.media.take_in_folder(folder)
    held, faults = blobs_in(workspace), verify(workspace.vault)
    workspace.close()

    assert len(result.known) >= 3
    assert len(result.known) + len(result.taken) == 6
    assert len(held) == 6
    assert faults == []


def test_opening_removes_what_was_half_taken_in(tmp_path):
    folder = tmp_path / "v.strikelog"
    Vault.create(folder, PASSPHRASE, cost=CHEAP).close()
    (folder / "blobs" / ("a" * 32 + PART)).write_bytes(b"half")

    Workspace.open(folder, PASSPHRASE).close()

    assert list((folder / "blobs").iterdir()) == []


# -- undo ----------------------------------------------------------------------------------------


def test_undo_takes_an_item_back_and_leaves_its_custody(workspace, media, taken):
    workspace.recording.undo()
    gone = workspace.finding.get(Evidence, taken.id)
    assert gone.deleted
    assert actions(media, taken) == ["received", "hashed", "encrypted"]

    workspace.recording.redo()

    assert not workspace.finding.get(Evidence, taken.id).deleted
    assert b"".join(media.chunks(taken.id))
    assert verify(workspace.vault) == []


def test_a_copy_given_out_is_no_step_to_be_undone(workspace, media, taken, tmp_path):
    label = workspace.recording.undo_label

    media.write_out(taken.id, tmp_path / "out.jpg", purpose="court")

    assert workspace.recording.undo_label == label


def test_nor_is_it_after_the_vault_was_opened_again(tmp_path, photo):
    folder = tmp_path / "v.strikelog"
    Vault.create(folder, PASSPHRASE, cost=CHEAP).close()
    workspace = Workspace.open(folder, PASSPHRASE)
    evidence = workspace.media.take_in(photo).evidence
    workspace.media.write_out(evidence.id, tmp_path / "out.jpg", purpose="court")
    workspace.close()

    workspace = Workspace.open(folder, PASSPHRASE)
    label = workspace.recording.undo_label
    workspace.close()

    assert label == "Add evidence"


def test_custody_is_never_edited_or_deleted(workspace, media, taken):
    event = media.custody(taken.id)[0]

    for after in (replace(event, purpose="other"), replace(event, deleted=True)):
        with pytest.raises(NeverChanged):
            workspace.recording.apply("Edit", [Revision(event, after)])
    assert media.custody(taken.id)[0] == event


def test_deleting_an_item_leaves_its_custody(workspace, media, taken):
    workspace.recording.remove(taken)

    assert len(media.custody(taken.id)) == 3


# -- looking at ----------------------------------------------------------------------------------


def test_thumbnail_and_preview_are_pictures_without_metadata(media, taken):
    small, large = media.thumbnail(taken.id, 64), media.preview(taken.id, 120)

    assert small.startswith(b"\x89PNG")
    assert len(large) > len(small)
    assert b"Canary" not in small + large
    assert media.picture_size(taken.id) == (160, 80)


def test_what_was_made_stays_in_memory_until_forgotten(media, taken, monkeypatch):
    first = media.thumbnail(taken.id, 64)
    runs = []
    real = media._viewing._cell.run
    monkeypatch.setattr(
        media._viewing._cell, "run", lambda *a, **k: runs.append(a) or real(*a, **k)
    )

    assert media.thumbnail(taken.id, 64) == first
    assert runs == []
    media.forget()
    assert media.thumbnail(taken.id, 64) == first
    assert len(runs) == 1


def test_memory_for_pictures_is_bounded(media, taken, monkeypatch):
    made = media._viewing._made
    made._most = 10_000
    for side in range(20, 120, 4):
        media.thumbnail(taken.id, side)

    assert made._held <= 10_000
    assert sum(map(len, made._made.values())) == made._held


def test_facts_have_labels(media, taken):
    facts = {one.label: one.value for one in media.facts(taken.id)}

    assert facts["Serial number"] == "CanarySerial"
    assert facts["Latitude"] == "35.610000"


def test_a_text_is_read_from_its_beginning(media):
    evidence = media.take_in_bytes("note.txt", "قصف مشفى".encode()).evidence

    assert media.text(evidence.id) == "قصف مشفى"
    assert media.facts(evidence.id) == ()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7", NoPicture),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NoPicture),
        (film(), NoPicture),
        (telling_jpeg()[:200], PictureDamaged),
        (png_bomb(60_000, 60_000), PictureTooLarge),
    ],
)
def test_what_cannot_be_shown_says_so(media, content, error):
    evidence = media.take_in_bytes("file", content).evidence

    with pytest.raises(error, match="file"):
        media.thumbnail(evidence.id)


def test_an_item_we_do_not_hold_cannot_be_shown(workspace, media):
    described = workspace.recording.save(Evidence(title="A film", mime="image/jpeg")).record

    with pytest.raises(NotHeld):
        media.thumbnail(described.id)
    with pytest.raises(NotHeld):
        list(media.chunks(described.id))


# -- copies --------------------------------------------------------------------------------------


def test_a_working_copy_is_an_item_of_its_own(workspace, media, taken, photo):
    copy = media.derive(taken.id, [Blur(0, 0, 40, 40), Blur(50, 0, 9, 9), Crop(0, 0, 100, 60)])

    assert copy.derived_from_id == taken.id
    assert copy.derivation == "cropped, 2 regions blurred, written anew as JPEG without metadata"
    assert (copy.holding, copy.mime) == ("held_working", "image/jpeg")
    assert copy.captured_edtf == taken.captured_edtf
    assert media.picture_size(copy.id) == (100, 60)
    assert b"Canary" not in b"".join(media.chunks(copy.id))
    assert b"".join(media.chunks(taken.id)) == photo.read_bytes()
    assert [one.code for one in workspace.recording.check(copy) if one.refuses] == []


def test_both_custodies_tell_of_the_copy(media, taken):
    copy = media.derive(taken.id, [Blur(0, 0, 40, 40)])

    ours, theirs = media.custody(taken.id)[-1], media.custody(copy.id)[0]
    assert (ours.action, ours.to_party) == ("redacted_copy", copy.id)
    assert (theirs.action, theirs.from_party) == ("redacted_copy", taken.id)
    assert ours.sha256_after == taken.sha256
    assert theirs.sha256_after == copy.sha256
    assert media.verify() == []


def test_writing_anew_alone_is_a_copy(media, taken):
    media.derive(taken.id, [Transcode()])

    assert actions(media, taken)[-1] == "copied"


def test_a_region_outside_the_picture_makes_no_copy(workspace, media, taken):
    with pytest.raises(OutsideThePicture):
        media.derive(taken.id, [Crop(500, 500, 10, 10)])

    assert len(blobs_in(workspace)) == 1
    assert len(media.custody(taken.id)) == 3


def test_a_copy_given_out_is_the_original_and_is_noted(media, taken, photo, tmp_path):
    target = tmp_path / "out.jpg"

    media.write_out(taken.id, target, purpose=" for the court ", to_party="ICC-7")

    assert target.read_bytes() == photo.read_bytes()
    last = media.custody(taken.id)[-1]
    assert (last.action, last.purpose, last.to_party) == ("exported", "for the court", "ICC-7")
    assert last.from_party == "u01"


def test_nothing_leaves_without_a_purpose(media, taken, tmp_path):
    with pytest.raises(NoPurpose):
        media.write_out(taken.id, tmp_path / "out.jpg", purpose="  ")

    assert not (tmp_path / "out.jpg").exists()


def test_a_damaged_file_does_not_leave(workspace, media, taken, tmp_path):
    _damage(workspace)

    with pytest.raises(BlobDamaged):
        media.write_out(taken.id, tmp_path / "out.jpg", purpose="court")

    assert list(tmp_path.glob("*out*")) == []
    assert len(media.custody(taken.id)) == 3


def test_a_copy_whose_custody_cannot_be_written_does_not_leave(
    workspace, media, taken, tmp_path, monkeypatch
):
    def full(*_, **__):
        raise DiskFull(name="vault.db")

    monkeypatch.setattr(workspace.recording, "apply", full)

    with pytest.raises(DiskFull):
        media.write_out(taken.id, tmp_path / "out.jpg", purpose="court")

    assert list(tmp_path.glob("*out*")) == []


def test_what_is_disposed_of_is_gone_and_says_so(workspace, media, taken):
    media.dispose(taken.id, purpose="legal order 7")

    left = workspace.finding.get(Evidence, taken.id)
    assert blobs_in(workspace) == []
    assert (left.holding, left.sha256) == ("lost", taken.sha256)
    assert media.custody(taken.id)[-1].purpose == "legal order 7"
    assert workspace.recording.undo_label == "Add evidence"
    assert verify(workspace.vault) == []
    with pytest.raises(NotHeld):
        list(media.chunks(taken.id))


# -- proving -------------------------------------------------------------------------------------


def _damage(workspace):
    path = blobs_in(workspace)[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_verify_finds_nothing_where_nothing_is_wrong(workspace, media, taken):
    media.derive(taken.id, [Transcode()])
    media.take_in_bytes("note.txt", b"x")

    assert media.verify() == []
    assert verify(workspace.vault) == []


def test_verify_can_be_noted_in_the_custody(media, taken):
    assert media.verify(note=True) == []

    assert actions(media, taken)[-1] == "verified"
    assert media.verify() == []


def test_verify_finds_a_changed_file_and_notes_nothing_of_it(workspace, media, taken):
    other = media.take_in_bytes("note.txt", b"x").evidence
    path = workspace.vault.folder / "blobs" / taken.store_path
    path.write_bytes(path.read_bytes()[:-1])

    faults = media.verify(note=True)

    assert [one.part for one in faults] == ["evidence"]
    assert taken.id in str(faults[0].what)
    assert "damaged" in str(faults[0].what)
    assert actions(media, taken)[-1] == "encrypted"
    assert actions(media, other)[-1] == "verified"


def test_verify_finds_a_missing_file(workspace, media, taken):
    (workspace.vault.folder / "blobs" / taken.store_path).unlink()

    assert "missing" in str(verify(workspace.vault)[0].what)


def test_verify_finds_a_file_on_no_record(workspace, media):
    (workspace.vault.folder / "blobs" / ("e" * 32)).write_bytes(b"strange")

    assert "no record names" in str(media.verify()[0].what)


def test_verify_finds_the_files_of_two_items_exchanged(workspace, media):
    one, two = (media.take_in_bytes(name, name.encode()).evidence for name in ("one", "two"))
    places = {one.id: two.store_path, two.id: one.store_path}
    tamper(
        workspace.vault.database,
        *(f"UPDATE evidence SET store_path = '{place}' WHERE id = '{key}'"
          for key, place in places.items()),
    )  # fmt: skip

    assert sum("other content" in str(one.what) for one in media.verify()) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE custody_event SET purpose = 'other' WHERE seq = 2",
        "UPDATE custody_event SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 1",
        "UPDATE custody_event SET deleted = 1 WHERE seq = 2",
        "DELETE FROM custody_event WHERE seq = 2",
        "DELETE FROM custody_event",
        "UPDATE custody_event SET seq = 9 WHERE seq = 2",
        "UPDATE evidence SET sha256 = 'aa'",
    ],
)
def test_verify_finds_a_custody_that_was_tampered_with(workspace, media, taken, statement):
    tamper(workspace.vault.database, statement)

    assert [one for one in verify(workspace.vault) if one.part == "evidence"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM custody_event WHERE seq = 3",
        "UPDATE custody_event SET deleted = 1 WHERE seq = 3",
    ],
)
def test_that_its_end_was_cut_off_shows_in_the_history(workspace, media, taken, statement):
    tamper(workspace.vault.database, statement)

    assert [one for one in media.verify() if one.part == "evidence"] == []
    assert [one for one in verify(workspace.vault) if one.part == "record"]


def test_the_certificate_is_the_same_for_the_same_state(media, taken, tmp_path):
    media.derive(taken.id, [Blur(0, 0, 20, 20)])

    one, two = (media.certificate(tmp_path / f"{n}.pdf") for n in (1, 2))

    assert one.sha256 == two.sha256
    assert (one.items, one.unsound) == (2, 0)


def test_a_certificate_can_be_of_some_items(media, taken, tmp_path):
    media.take_in_bytes("note.txt", b"x")

    assert media.certificate(tmp_path / "c.pdf", [taken.id]).items == 1


def test_a_noted_certificate_shows_the_verification(media, taken, tmp_path):
    done = media.certificate(tmp_path / "c.pdf", note=True)

    assert done.unsound == 0
    assert actions(media, taken)[-1] == "verified"


# -- the workbook --------------------------------------------------------------------------------


@pytest.fixture
def workbook(workspace, taken, tmp_path):
    path = tmp_path / "full.xlsx"
    Exporting(workspace.vault.database, Settings(workspace.vault.database)).export(path)
    return path


def test_custody_travels_in_the_workbook_and_changes_nothing_here(workspace, workbook):
    importing = Importing(workspace.vault.database, workspace.recording)

    assert importing.preview(workbook).is_empty


def test_custody_arrives_whole_in_another_vault(workbook, taken):
    other = empty_vault()

    other.importing.apply(other.importing.preview(workbook))

    received = other.finding.get(Evidence, taken.id)
    faults = verify(other.vault)
    chain = other.media.custody(taken.id)
    other.close()
    assert received.store_path is None
    assert [one.seq for one in chain] == [1, 2, 3]
    assert faults == []


def test_custody_goes_on_where_it_ended(workspace, workbook, taken, tmp_path):
    other = empty_vault()
    other.importing.apply(other.importing.preview(workbook))
    workspace.media.write_out(taken.id, tmp_path / "out.jpg", purpose="court")
    Exporting(workspace.vault.database, Settings(workspace.vault.database)).export(workbook)

    other.importing.apply(other.importing.preview(workbook))

    chain, faults = other.media.custody(taken.id), verify(other.vault)
    other.close()
    assert [one.action for one in chain][3:] == ["exported"]
    assert faults == []


def test_custody_that_parted_ways_is_refused_and_breaks_nothing(
    workspace, workbook, taken, tmp_path
):
    other = empty_vault()
    other.importing.apply(other.importing.preview(workbook))
    other.media._custody.add_verified([taken])
    workspace.media.write_out(taken.id, tmp_path / "out.jpg", purpose="court")
    Exporting(workspace.vault.database, Settings(workspace.vault.database)).export(workbook)

    preview = other.importing.preview(workbook)
    other.importing.apply(preview)

    chain, faults = other.media.custody(taken.id), verify(other.vault)
    other.close()
    assert preview.counts["refused"] == 1
    assert any("does not continue" in one.sentence() for one in preview.refused)
    assert [one.action for one in chain][3:] == ["verified"]
    assert faults == []


def test_an_edited_custody_is_refused(workspace, workbook, taken):
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    for row in book["Custody"].iter_rows():
        for cell in row:
            cell.value = "u99" if cell.value == "u01" else cell.value
    book.save(workbook)

    preview = workspace.importing.preview(workbook)

    assert preview.is_empty
    assert any("never changed" in one.sentence() for one in preview.refused)


def test_custody_is_a_record_of_the_vault():
    assert CustodyEvent in RECORDS
