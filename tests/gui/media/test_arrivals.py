"""What a person brings: paths, pictures on the clipboard, and neither."""

from datetime import datetime

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage

from strikelog.gui.media.arrivals import (
    NothingToPaste,
    as_png,
    has_arrivals,
    of_clipboard,
    of_content,
    of_paths,
)
from tests.gui.media.conftest import picture_bytes

NOW = datetime(2024, 5, 6, 7, 8, 9)


def test_paths_are_sorted_into_files_and_folders(tmp_path, make_picture):
    folder = tmp_path / "handover"
    folder.mkdir()
    picture = make_picture()

    found = of_paths([folder, picture, tmp_path / "gone.jpg"])

    assert found.folders == (folder,)
    assert [one.name for one in found.files] == ["street.png", "gone.jpg"]
    assert found.names == ("handover", "street.png", "gone.jpg")


def test_dropped_files_count_and_addresses_do_not(make_picture):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(make_picture())), QUrl("https://example.org/a.png")])

    assert [one.name for one in of_content(content, NOW).files] == ["street.png"]


def test_an_address_alone_is_nothing_to_add():
    content = QMimeData()
    content.setUrls([QUrl("https://example.org/a.png")])

    assert not has_arrivals(content)
    assert not has_arrivals(None)


def test_a_pasted_picture_keeps_the_bytes_it_came_with(qapp):
    original = picture_bytes()
    content = QMimeData()
    content.setData("image/png", QByteArray(original))
    content.setImageData(QImage.fromData(original))

    found = of_content(content, NOW)

    assert found.pasted.read() == original
    assert found.names == ("pasted 2024-05-06 07-08-09.png",)


def test_a_picture_without_bytes_is_written_as_png_without_words(qapp):
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.setText("Author", "somebody")

    written = as_png(image)

    assert QImage.fromData(written).size() == image.size()
    assert b"somebody" not in written


def test_text_on_the_clipboard_is_told_of(qapp):
    QGuiApplication.clipboard().setText("only words")

    with pytest.raises(NothingToPaste):
        of_clipboard(NOW)
