"""On X11 selecting alone offers text to every other program; guarded fields offer nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src"
pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="there is no X server to start"),
]

_SELECTS = """
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from strikelog.gui.editors.paragraphs import PlainParagraphs
from strikelog.gui.identities.guarded import GuardedLine, GuardedParagraphs

app = QApplication([])
kind, board = QClipboard.Mode.Selection, app.clipboard()
assert board.supportsSelection()
window = QWidget()
column = QVBoxLayout(window)
fields = [GuardedLine(), GuardedParagraphs(), QLineEdit(), PlainParagraphs()]
for field in fields:
    column.addWidget(field)
    field.setText("Canaria Namewitness")
window.show()
QTest.qWaitForWindowExposed(window)
window.activateWindow()
for field in fields:
    board.setText("before")
    board.clear(kind)
    field.setFocus()
    target = field if isinstance(field, QLineEdit) else field.viewport()
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(50)
    print(board.text(kind) == "" and board.text() == "before")
"""


def test_selecting_in_a_guarded_field_offers_nothing_and_in_a_plain_one_does():
    around = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    command = ["xvfb-run", "-a", sys.executable, "-c", _SELECTS]

    done = subprocess.run(
        command, cwd=SOURCE, env=around, capture_output=True, text=True, check=True, timeout=120
    )

    assert done.stdout.split() == ["True", "True", "False", "False"]
