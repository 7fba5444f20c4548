"""Pictures of everything about keys: `python -m tests.gui.keys_pictures FOLDER [LOOK…]`."""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from unittest import mock

from PySide6.QtWidgets import QApplication, QTabWidget

from strikelog.domain.headwords import ChainHead
from strikelog.domain.recovery_keys import groups_of, written
from strikelog.gui import style
from strikelog.gui.keys.changing import ChangePassphrase, LetOfficeIn, RecoverySheet, RemoveWay
from strikelog.gui.keys.erasing import EraseSheet
from strikelog.gui.keys.travelling import MakeOffice, ReceiptSheet, ReceiveSheet, SealSheet
from strikelog.gui.language import set_language
from strikelog.gui.start import erased
from strikelog.gui.start.erased import ErasedScreen
from strikelog.gui.start.new_vault import NewVaultScreen
from strikelog.gui.start.recovery import NewPassphraseScreen, RecoveryScreen
from strikelog.gui.start.screens import StartWindow
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.keys import Keyring, make_office, write_invitation
from strikelog.services.settings import Appearance
from strikelog.services.travel import Erasure, SealedAway, Survivor, Travel
from strikelog.services.workspace import Workspace
from strikelog.storage.keys import KdfCost
from tests.gui.screenshots import LOOKS, Photographer, rise
from tests.turning import settle

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
PASSPHRASE = "orchard lantern velvet copper drift pebble"
OFFICE_WORDS = "abdomen lantern velvet copper drift pebble orchard"
ERASED = Erasure(5, 212, ())
LEFT = Erasure(
    4,
    210,
    (
        Survivor("backups/000004/vault.keys", "Read-only file system", holds_keys=True),
        Survivor("identities.keys.bak", "Input/output error", holds_keys=True, is_gone=True),
    ),
)


def first_run(camera, folder, tasks):
    """New vault, its words asked back, the sheet; unlocking by sheet and by office."""
    window = StartWindow()
    window.show()
    screen = NewVaultScreen(Path("/home/user/Documents/vault.strikelog"))
    window.show_screen(screen)
    camera.take(window, "1-new")
    screen.choice.ask_back()
    screen.choice.retyped.setText("none")
    camera.take(window, "1-new-asked")
    screen.choice.choose_own("hospital 2019")
    camera.take(window, "1-new-own")
    workspace = Workspace.create(folder / "first.strikelog", PASSPHRASE)
    ring = Keyring(workspace.vault)
    sheet = RecoveryScreen(ring, PASSPHRASE, tasks)
    window.show_screen(sheet)
    camera.take(window, "2-sheet")
    sheet.write_to(folder / "recovery-sheet.pdf")
    while tasks.is_busy:
        settle(50)
    camera.take(window, "2-sheet-saved")
    workspace.close()
    unlock = UnlockScreen(Path("/home/user/Documents/vault.strikelog"))
    window.show_screen(unlock)
    camera.take(window, "3-unlock")
    unlock.use_sheet.click()
    groups = groups_of(bytes(range(90, 106)))
    unlock.groups.set_text(" ".join([*groups[:4], "123457"]))
    camera.take(window, "3-unlock-sheet")
    unlock.choose_office_key(Path("north.strikelog-office"))
    camera.take(window, "3-unlock-office")
    window.show_screen(NewPassphraseScreen(ring, "", tasks))
    camera.take(window, "3-new-passphrase")
    for name, outcome in (("erased", ERASED), ("erased-not", LEFT)):
        with mock.patch.object(erased, "erase", lambda *_, told=outcome: told):
            window.show_screen(ErasedScreen(Path("north.strikelog"), tasks))
            while tasks.is_busy:
                settle(50)
        camera.take(window, f"7-{name}")
    window.close()


def dialogs(camera, session, folder, tasks):
    """Every dialog over the tab of keys."""
    window, vault = session.window, session.workspace.vault
    ring, travel = Keyring(vault), Travel(vault)
    key, invitation = folder / "north.strikelog-office", folder / "north.strikelog-invitation"
    office = make_office(key, "North office", OFFICE_WORDS)
    write_invitation(invitation, office)
    sealed = SealedAway("00", office, date(2026, 3, 1), "", ChainHead(3, ""), is_receipted=True)

    def shot(dialog, name, act=None):
        dialog.open()
        settle(150)
        if act is not None:
            act(dialog)
        while tasks.is_busy:
            settle(50)
        camera.take(dialog, name)
        dialog.close()
        settle(50)

    def filled(dialog):
        dialog.take(invitation)
        dialog.proof.setText(PASSPHRASE)

    def seal(dialog):
        filled(dialog)
        dialog.seal_to(folder / "vault.strikelog-sealed")

    def receipt(dialog):
        package = next(iter(travel._kept().values()))
        dialog.groups.set_text(written(bytes.fromhex(package["proof"])))
        dialog.confirm.click()

    def made(dialog):
        dialog.name.setText("North office")
        dialog.choice.choose_own(OFFICE_WORDS)
        dialog.choice.once_more.setText(OFFICE_WORDS)
        dialog.make_at(folder / "second.strikelog-office")

    def received(dialog):
        dialog.take(key=key, package=folder / "vault.strikelog-sealed")
        dialog.passphrase.setText(OFFICE_WORDS)
        dialog.receive_into(folder / "theirs")

    def sheet(dialog):
        dialog.proof.setText(PASSPHRASE)
        dialog.write_to(folder / "sheet.pdf")

    shot(ChangePassphrase(window, ring, tasks), "5-change")
    shot(RecoverySheet(window, ring, tasks), "5-recovery", sheet)
    shot(LetOfficeIn(window, ring, tasks), "5-office", filled)
    ring.add_office(PASSPHRASE, office)
    shot(RemoveWay(window, ring, tasks, way=ring.ways()[-1]), "5-remove")
    shot(SealSheet(window, travel, [office], tasks=tasks), "6-seal")
    shot(SealSheet(window, travel, [], tasks=tasks), "6-sealed", seal)
    shot(MakeOffice(window, tasks), "6-make-office", made)
    shot(ReceiveSheet(window, tasks), "6-receive", received)
    shot(ReceiptSheet(window, travel, tasks), "6-receipt", receipt)
    shot(EraseSheet(window, "north"), "7-erase", lambda one: one.name.setText("north"))
    shot(EraseSheet(window, "north", receipted=sealed), "7-erase-receipted")


def keys_tab(camera, session):
    """The tab of the settings, in three sizes of window."""
    window = session.window
    window.show_page(session.settings)
    session.settings.widget.findChild(QTabWidget).setCurrentIndex(2)
    for size in ((1280, 800), (1024, 640)):
        window.resize(*size)
        camera.take(window, f"4-keys-{size[0]}")


def main():
    """Take them all in the looks asked for."""
    folder, looks = Path(sys.argv[1]), sys.argv[2:] or list(LOOKS)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
    app = QApplication(["strikelog"])
    style.load_fonts()
    for look in looks:
        language, dark = LOOKS[look]
        set_language(app, language)
        style.apply_theme(app, dark)
        tasks, camera = Tasks(rise), Photographer(folder, look)
        with (
            tempfile.TemporaryDirectory() as place,
            mock.patch.object(KdfCost, "calibrated", classmethod(lambda cls: CHEAP)),
        ):
            here = Path(place)
            first_run(camera, here, tasks)
            workspace = Workspace.create(here / "north.strikelog", PASSPHRASE)
            session = Session(workspace, tasks, Opening(Appearance(language=language), "0.3"))
            session.window.show()
            dialogs(camera, session, here, tasks)
            keys_tab(camera, session)
            session.window.hide()
            session.window.deleteLater()
            tasks.close()
            workspace.close()


if __name__ == "__main__":
    main()
