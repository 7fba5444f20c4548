"""The user guide in the window: its pages at the side, the chosen one beside them.

Only pages of the guide are ever shown; nothing is fetched and no other program is opened.
"""

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser

from strikelog.domain.messages import is_right_to_left, mark
from strikelog.gui import style
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.card import Card
from strikelog.resources import resource

TITLE = mark("User guide")
FIRST = "first-steps.md"
_PAGE = Qt.ItemDataRole.UserRole
_LINE_HEIGHT = 115.0
"""Per cent of a line's own height."""


class GuideView(Card):
    """Shows the guide in the language of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = QListWidget()
        self.pages.setAccessibleName(say(mark("Pages of the guide")))
        self.pages.setFixedWidth(style.DETAIL_MIN)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        style.dress(self.text, Look.FRAME)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(say(TITLE))
        self.text.setMinimumHeight(style.FIELD_MIN * 3)
        for name in page_names(language()):
            item = QListWidgetItem(title_of_page(language(), name))
            item.setData(_PAGE, name)
            self.pages.addItem(item)
        line = QHBoxLayout()
        line.setSpacing(style.SPACE)
        line.addWidget(self.pages)
        line.addWidget(self.text, 1)
        self.body.addLayout(line, 1)
        self.text.anchorClicked.connect(self._follow)
        self.pages.currentItemChanged.connect(self._show)
        self.pages.setCurrentRow(0)

    def go_to(self, name: str) -> None:
        """Show a page by the name of its file; one that does not exist changes nothing."""
        for place in range(self.pages.count()):
            if self.pages.item(place).data(_PAGE) == name:
                self.pages.setCurrentRow(place)

    def _follow(self, link: QUrl) -> None:
        self.go_to(link.toString())

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        mirrored = is_right_to_left(language())
        text = _text(language(), item.data(_PAGE))
        self.text.setMarkdown(_turned(text) if mirrored else text)
        _lay_out(self.text.document(), mirrored=mirrored)
        self.text.verticalScrollBar().setValue(0)


def page_names(language: str) -> list[str]:
    """Give the files of the guide in the order in which its first page names them."""
    return [FIRST, *re.findall(r"^- \[.+\]\((.+)\)$", _text(language, FIRST), re.MULTILINE)]


def title_of_page(language: str, name: str) -> str:
    """Give the heading of a page."""
    return _text(language, name).partition("\n")[0].removeprefix("# ")


def _text(language: str, name: str) -> str:
    return resource("guide", language, name).read_text(encoding="utf-8")


def _turned(text: str) -> str:
    """Exchange the two columns of tables, which the toolkit lays out from the left in any case."""
    return re.sub(r"^\| (.+) \| (.+) \|$", r"| \2 | \1 |", text, flags=re.MULTILINE)


def _lay_out(document: QTextDocument, *, mirrored: bool) -> None:
    """Give lines and paragraphs room, and tables the look of the house."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            shape.setTopMargin(style.SPACE if block.blockFormat().headingLevel() > 1 else 0)
            shape.setBottomMargin(style.GAP)
        cursor.mergeBlockFormat(shape)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _lay_out_table(frame, mirrored=mirrored)


def _lay_out_table(table: QTextTable, *, mirrored: bool) -> None:
    shape = table.format()
    shape.setAlignment(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
    shape.setCellPadding(style.HAIR)
    shape.setCellSpacing(0)
    shape.setBorder(0)
    shape.setBottomMargin(style.SPACE)
    table.setFormat(shape)
