"""A guard against Qt bindings that lose references and abort the interpreter (PySide6 6.12.0)."""

import sys

from PySide6.QtCore import QObject


def test_void_calls_into_qt_keep_none_alive():
    target = QObject()
    before = sys.getrefcount(None)

    for _ in range(2000):
        target.setObjectName("x")

    assert sys.getrefcount(None) - before > -200
