"""One picture as large as the window allows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Evidence
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import apart, say
from strikelog.gui.tasks import Lane, Tasks
from strikelog.services.evidence.media import Media

_SIDE = 1600
_SHARE = 0.9


class _Picture(QWidget):
    """Paints a picture as large as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        self.setMinimumSize(*style.CANVAS_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, made: QPixmap) -> None:
        self._pixmap = made
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._pixmap.isNull():
            return
        size = QSize(self._pixmap.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawPixmap(left, top, size.width(), size.height(), self._pixmap)


class ViewDialog(Sheet):
    """Shows one picture in full; its window is not named after it."""

    def __init__(self, parent: QWidget, media: Media, item: Evidence, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Picture")), width=style.CANVAS_MIN[0])
        self.heading.setText(item.title or say(mark("Picture")))
        self._picture = _Picture(apart(item.title or ""))
        self.body.addWidget(self._picture, 1)
        window = parent.window().size()
        self.resize(window * _SHARE)

        def job(progress: Progress) -> QImage:
            return QImage.fromData(media.preview(item.id, _SIDE, progress))

        self._is_shown = False
        task = tasks.run(self, job, self._show, self.fail, lane=Lane.LOOKING)
        if not self._is_shown:
            self.follow(task, say(mark("Opening the picture")))

    def _show(self, image: QImage) -> None:
        self._is_shown = True
        self._picture.show_picture(QPixmap.fromImage(image))
