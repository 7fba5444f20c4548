"""Fills the shell with made-up rows and takes its picture: `python -m tests.gui.showcase FOLDER`.

Pictures: light, dark, right-to-left, the smallest window, all small widgets. With `--measure` it
times the list instead.
"""

import random
import sys
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.lists.columns import Sort
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.main_window import MainWindow, Section
from strikelog.gui.preferences import PassingPreferences
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import danger_button, plain_button, primary_button
from strikelog.gui.widgets.card import Card, Tile, row
from strikelog.gui.widgets.chips import Chip, ChipRow
from strikelog.gui.widgets.detail import DetailPane, detail_column
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.pictures import Picture
from strikelog.gui.widgets.pill import StatusPill
from strikelog.gui.widgets.split import SplitView
from tests.gui.sample_rows import SampleRows, columns
from tests.turning import settle

WORDS = {
    "en": {
        "vault": "Northern documentation",
        "search": "Search code, place, text…",
        "export": "Export",
        "new": "New incident",
        "edit": "Edit",
        "title": "Al-Rahma Hospital, Aleppo",
        "other": "مستشفى الرحمة",
        "chips": ("Date: Jan – May 2024", "Site type: 4 chosen", "Governorate: Aleppo, Idlib"),
        "state": "Verified",
        "facts": (
            ("Date", "29 May 2024, about 06:40"),
            ("Weapon", "Air strike, two munitions"),
            ("Attributed to", "Party A (medium confidence)"),
            ("Position", "36.2021, 37.1343  ±100 m"),
        ),
        "range": "Casualties, range of 3 sources",
        "tiles": (("4–7", "killed"), ("12–15", "injured"), ("2", "staff")),
        "sources": "Sources",
        "source": (
            ("video", "Phone video, geolocated", "29 May"),
            ("message-square-text", "Witness interview W-114", "2 Jun"),
            ("newspaper", "Local press report", "29 May"),
        ),
        "nav": (
            ("Record", ("Incidents", "Sites", "Sources", "Places", "Actors")),
            ("Explore", ("Map", "Timeline", "Charts")),
            ("Share", ("Briefings", "Import and export")),
            ("", ("Settings",)),
        ),
    },
    "ar": {
        "vault": "توثيق الشمال",
        "search": "ابحث في الرمز أو المكان أو النص…",
        "export": "تصدير",
        "new": "حادثة جديدة",
        "edit": "تحرير",
        "title": "مستشفى الرحمة، حلب",
        "other": "Al-Rahma Hospital",
        "chips": ("التاريخ: يناير – مايو 2024", "نوع الموقع: 4 مختارة", "المحافظة: حلب، إدلب"),
        "state": "موثّق",
        "facts": (
            ("التاريخ", "29 مايو 2024، نحو 06:40"),
            ("السلاح", "قصف جوي، ذخيرتان"),
            ("المنسوب إليه", "الطرف أ (ثقة متوسطة)"),
            ("الإحداثيات", "36.2021, 37.1343"),
        ),
        "range": "الضحايا، مدى 3 مصادر",
        "tiles": (("4–7", "قتلى"), ("12–15", "جرحى"), ("2", "كوادر")),
        "sources": "المصادر",
        "source": (
            ("video", "فيديو هاتف، محدد الموقع", "29 مايو"),
            ("message-square-text", "مقابلة شاهد W-114", "2 يونيو"),
            ("newspaper", "تقرير صحفي محلي", "29 مايو"),
        ),
        "nav": (
            ("التسجيل", ("الحوادث", "المواقع", "المصادر", "الأماكن", "الأطراف")),
            ("الاستكشاف", ("الخريطة", "الخط الزمني", "الرسوم البيانية")),
            ("المشاركة", ("الإحاطات", "استيراد وتصدير")),
            ("", ("الإعدادات",)),
        ),
    },
}
ICONS = (
    *("clipboard-list", "building-2", "file-text", "map-pin", "users", "map", "calendar-range"),
    *("chart-column", "file-chart-column", "arrow-left-right", "settings"),
)


class SamplePage:
    """A page of the showcase."""

    def __init__(self, title, icon, widget):
        self.title = title
        self.icon = icon
        self.widget = widget


def list_page(language, count, preferences):
    """The incident list of the mock; returns the page's widget and its table."""
    words = WORDS[language]
    table = RecordTable(
        columns(language), name="incidents", label=words["nav"][0][1][0], preferences=preferences
    )
    source = SampleRows(count, language, Sort("date", descending=True))
    table.show_sort(source.sort)
    table.show_rows(source, source.keys())
    table.go_to(count - 2)
    head = PageHeader(words["nav"][0][1][0], search_hint=words["search"])
    head.show_count(1284, count)
    head.add_button(plain_button(words["export"], "download"))
    head.add_button(primary_button(words["new"], "plus"))
    chips = ChipRow()
    chips.show_chips([Chip(str(place), text) for place, text in enumerate(words["chips"])])
    frame = Card(margin=1)
    frame.body.setContentsMargins(1, 4, 1, 6)
    frame.body.addWidget(table)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    column.addWidget(head)
    column.addWidget(chips)
    split = SplitView(frame, detail(words), name="incidents", preferences=preferences)
    column.addWidget(split, 1)
    return whole, table


def detail(words):
    """The detail pane of the mock, without its map."""
    pane = DetailPane()
    content, body = detail_column()
    code = label("SL-02410", Look.SMALL)
    pill = StatusPill(words["state"], Tone.GOOD)
    body.addLayout(row(code, pill, None, plain_button(words["edit"], "pencil")))
    body.addWidget(paragraph(words["title"], Look.HEADING))
    body.addWidget(paragraph(words["other"], Look.MUTED))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    for place, (name, value) in enumerate(words["facts"]):
        grid.addWidget(label(name, Look.SMALL), place, 0)
        grid.addWidget(paragraph(value), place, 1)
    grid.setColumnStretch(1, 1)
    body.addLayout(grid)
    body.addWidget(label(words["range"], Look.SUBHEADING))
    body.addLayout(row(*(Tile(figure, caption) for figure, caption in words["tiles"])))
    body.addWidget(label(words["sources"], Look.SUBHEADING))
    for icon, name, day in words["source"]:
        body.addLayout(row(Picture(icon), label(name), None, label(day, Look.SMALL)))
    body.addStretch(1)
    pane.show_content(content)
    return pane


def widgets_page():
    """Every small widget in its states."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setSpacing(12)
    for tone in Tone:
        bar = MessageBar()
        bar.tell(f"A message of the kind “{tone}”.", tone, action="Undo")
        column.addWidget(bar)
    off = plain_button("Disabled", "trash-2")
    off.setEnabled(False)
    kinds = (plain_button("Plain", "list-filter"), primary_button("Primary"))
    column.addLayout(row(*kinds, danger_button("Delete", "trash-2"), off, None))
    column.addLayout(row(*(StatusPill(str(tone), tone) for tone in Tone), None))
    column.addLayout(row(*fields(), gap=12))
    text = QTextEdit()
    text.setPlainText("مستشفى الرحمة\nA second paragraph")
    text.setMaximumHeight(70)
    column.addWidget(text)
    steps = QProgressBar()
    steps.setValue(40)
    column.addWidget(steps)
    column.addWidget(
        EmptyState("clipboard-list", "No incidents yet", "Record the first one.", action="New")
    )
    return whole


def fields():
    """One of each kind of editor."""
    box = QComboBox()
    box.addItems(["Hospital", "School"])
    line = QLineEdit()
    line.setPlaceholderText("6 Nov 2019")
    bad = QLineEdit("31 Feb 2019")
    style.flag(bad, "bad", "true")
    checked, some, chosen = QCheckBox("Checked"), QCheckBox("Some"), QRadioButton("Chosen")
    checked.setChecked(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    chosen.setChecked(True)
    return (box, line, bad, QSpinBox(), checked, some, QCheckBox("Not"), chosen)


def window(language="en", count=100_000):
    """The filled shell and its table."""
    words = WORDS[language]
    widget, table = list_page(language, count, PassingPreferences())
    others = iter(ICONS)
    sections = []
    for name, titles in words["nav"]:
        pages = [SamplePage(title, next(others), QWidget()) for title in titles]
        sections.append(Section(name, pages))
    sections[0].pages[0].widget = widget
    sections[0].pages[1].widget = widgets_page()
    made = MainWindow(sections, subtitle=words["vault"])
    made.status.show_saved(datetime(2024, 5, 30, 10, 42))
    return made, table


def take(folder, name, *, language="en", dark=False, page=0, size=style.WINDOW_SIZE):
    """Save one picture of the shell."""
    app = style.application()
    set_language(app, language)
    style.apply_theme(app, dark)
    made, table = window(language)
    made.resize(QSize(*size))
    made.show()
    table.setFocus()
    made.go_to(page)
    settle(150)
    made.grab().save(str(folder / f"{name}.png"))
    made.close()


def measure():
    """Time the list at 100,000 rows and print the figures."""
    app = style.application()
    style.apply_theme(app, dark=False)
    made, table = window()
    made.show()
    settle(150)
    source = SampleRows(100_000)
    begin = time.perf_counter()
    table.show_rows(source, source.keys())
    table.viewport().repaint()
    print(f"keys + first paint  {1000 * (time.perf_counter() - begin):7.1f} ms")
    print_times("full repaint", [timed(table.viewport().repaint) for _ in range(60)])
    print_times("wheel step", [timed(lambda: wheel(table)) for _ in range(300)])
    chance = random.Random(1)
    goals = [chance.randrange(1, 100_001) for _ in range(200)]
    print_times("random jump", [timed(lambda goal=goal: jump(table, goal)) for goal in goals])
    print_times("select all", [timed(lambda: every(table)) for _ in range(5)])
    resort = SampleRows(100_000, sort=Sort("code"))
    print_times("reset keeping all", [timed(lambda: again(table, resort)) for _ in range(3)])


def wheel(table):
    """Turn the wheel by one notch, and paint."""
    here = QPointF(200, 200)
    event = QWheelEvent(
        here,
        table.viewport().mapToGlobal(here),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.viewport(), event)
    flush()


def jump(table, key):
    """Go to a row far away, and paint."""
    table.go_to(key)
    flush()


def every(table):
    """Select everything, and paint."""
    table.selectAll()
    flush()


def again(table, source):
    """Fill the table anew, and paint."""
    table.show_rows(source, source.keys())
    flush()


def flush():
    """Deliver what waits to be painted."""
    QApplication.processEvents()


def timed(action):
    """Milliseconds an action takes."""
    begin = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begin)


def print_times(name, times):
    """Print median, 99th percentile and worst."""
    ordered = sorted(times)
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"{name:18}  p50 {middle:6.1f}  p99 {high:6.1f}  max {ordered[-1]:6.1f} ms")


def main(arguments):
    """Take the pictures into the folder named, or measure."""
    app = QApplication([])
    style.load_fonts()
    if arguments == ["--measure"]:
        measure()
        return
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    take(folder, "light")
    take(folder, "dark", dark=True)
    take(folder, "arabic", language="ar")
    take(folder, "small", size=style.WINDOW_MIN)
    take(folder, "widgets", page=1)
    take(folder, "widgets-dark", page=1, dark=True)
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
