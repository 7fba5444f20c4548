"""Help: the keyboard on one page, and what the program is made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QTabWidget, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.guide import FIRST, GuideView
from strikelog.gui.dialogs.guide import TITLE as GUIDE
from strikelog.gui.dialogs.sheet import Sheet, framed
from strikelog.gui.language import say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.resources import resource

SHORTCUTS = (
    (
        mark("Anywhere"),
        (
            ("Ctrl+K", mark("Quick capture: an incident in half a minute")),
            ("Ctrl+J", mark("Go to a record by its code")),
            ("Alt+1", mark("Go to a page; 1 to 9 from the top")),
            ("Alt+Left", mark("Back to where a record was opened from")),
            ("Alt+Right", mark("On to the next record of that list")),
            ("Ctrl+B", mark("Back to the briefing that waits")),
            ("Ctrl+Z", mark("Undo")),
            ("Ctrl+Shift+Z", mark("Redo")),
            ("F12", mark("Lock at once, in any window or dialog")),
            ("Ctrl+Shift+X", mark("Close the names of people now")),
            (
                "F1",
                mark("The guide, at what it says of the page or dialog in front; and this list"),
            ),
        ),
    ),
    (
        mark("On a list"),
        (
            ("Ctrl+F", mark("Search; conditions such as type:hospital become chips on Enter")),
            ("Ctrl+L", mark("The filter as text, to type, paste or copy")),
            ("Ctrl+N", mark("New record")),
            ("Return", mark("Open the record")),
            ("Ctrl+C", mark("Copy the reference")),
            ("Del", mark("Delete, with a way back")),
            ("Ctrl+A", mark("Select everything")),
        ),
    ),
    (
        mark("On the page of media"),
        (
            ("Ctrl+O", mark("Add files")),
            ("Ctrl+Shift+O", mark("Add a folder")),
            ("Ctrl+V", mark("Add the picture or the files on the clipboard")),
            ("Space", mark("Show what is veiled, and hide it again")),
        ),
    ),
    (
        mark("While looking through a workbook"),
        (
            ("T", mark("Take theirs")),
            ("K", mark("Keep ours")),
            ("L", mark("Decide later")),
            ("U", mark("Take a choice back")),
            ("N", mark("Next to decide")),
            ("A", mark("Take theirs in all of a kind, after a question")),
            ("Ctrl+Return", mark("Apply, after a last look")),
        ),
    ),
    (
        mark("On a partner's file"),
        (
            ("Return", mark("Choose what a column means; or begin to type it")),
            ("Ctrl+Return", mark("Check the rows; then take them in")),
            ("Ctrl+O", mark("Another file")),
            ("Esc", mark("Back, after a question where answers would be lost")),
        ),
    ),
    (
        mark("On names to match"),
        (
            ("1", mark("It is the first one; 2 to 9 for the others")),
            ("N", mark("It is new: put it into the register")),
            ("K", mark("Keep it as it is written")),
            ("L", mark("Not now")),
        ),
    ),
    (
        mark("On the map"),
        (
            ("Tab", mark("To the next mark")),
            ("Return", mark("Open the incident, come closer to a cluster")),
            ("+", mark("Closer")),
            ("-", mark("Further off")),
            ("Home", mark("Show all incidents")),
        ),
    ),
    (
        mark("On the page of insight"),
        (
            ("Return", mark("Go on to the answer; there, open what a line rests on")),
            ("Ctrl+Return", mark("Accept the finding")),
            ("Del", mark("Dismiss the finding, after asking why")),
            ("Ctrl+V", mark("Enter the address of a copy on the line of its link")),
        ),
    ),
    (
        mark("On duplicates"),
        (
            ("M", mark("Merge, with the values that are ticked")),
            ("L", mark("Link the two, after asking how")),
            ("D", mark("They are different: do not ask again")),
            ("S", mark("Skip to the next pair")),
        ),
    ),
    (
        mark("In a form"),
        (
            ("Tab", mark("To the next field; everything is saved by itself")),
            ("Esc", mark("Back to the list, or to where it was opened from")),
        ),
    ),
)
_WIDTH = 840
_GUIDE_OF = {
    "clipboard-list": "recording.md",
    "building-2": "recording.md",
    "file-text": "recording.md",
    "map-pin": "recording.md",
    "users": "recording.md",
    "calendar-range": "recording.md",
    "link": "recording.md",
    "image": "media.md",
    "sigma": "insight.md",
    "user": "people.md",
    "map": "maps.md",
    "chart-column": "maps.md",
    "scale": "insight.md",
    "arrow-left-right": "excel.md",
    "copy": "duplicates.md",
    "history": "backups.md",
    "settings": "protection.md",
}
_CREDITS = (
    mark("strikelog is free software under the Apache License 2.0."),
    mark("Qt and PySide6 under the LGPL 3; their libraries can be replaced by your own."),
    mark("Letters: Noto Sans and Noto Sans Arabic, SIL Open Font License 1.1."),
    mark("Drawings: Lucide, ISC License."),
    mark("Places: GeoNames, Creative Commons Attribution 4.0; names of countries: Unicode CLDR."),
    mark("The vault is encrypted by SQLCipher; passphrases are stretched by Argon2id."),
)
_LICENCES = (
    ("fonts", "OFL.txt"),
    ("icons", "LICENSE"),
    ("gazetteer", "LICENSE-unicode.txt"),
)


class HelpDialog(Sheet):
    """The guide and every shortcut of the window, over whatever is open (F1)."""

    def __init__(self, parent: QWidget, page: str = FIRST) -> None:
        super().__init__(parent, say(mark("Help")), width=_WIDTH)
        self.guide = GuideView()
        self.guide.go_to(page)
        tabs = QTabWidget()
        tabs.addTab(self.guide, say(GUIDE))
        tabs.addTab(framed(KeyboardView()), say(mark("Keyboard")))
        self.body.addWidget(tabs)
        self.guide.text.setFocus()


def guide_page(icon: str) -> str:
    """Give the page of the guide on a page of the window, by its drawing in the rail."""
    return _GUIDE_OF.get(icon, FIRST)


class KeyboardView(Card):
    """Every shortcut and what it does."""

    def __init__(self) -> None:
        super().__init__()
        for heading, lines in SHORTCUTS:
            self.body.addWidget(label(say(heading), Look.SUBHEADING))
            grid = QGridLayout()
            grid.setHorizontalSpacing(style.MARGIN)
            grid.setVerticalSpacing(style.HAIR)
            grid.setColumnMinimumWidth(0, style.DETAIL_MIN // 2)
            grid.setColumnStretch(1, 1)
            for place, (keys, words) in enumerate(lines):
                shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(label(upright(shown)), place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(paragraph(say(words), Look.MUTED), place, 1)
            self.body.addLayout(grid)
        self.body.addStretch(1)


class AboutView(Card):
    """Version, credits, licences."""

    def __init__(self, version: str) -> None:
        super().__init__()
        words = say(mark("Version {version}. It works without any network."))
        self.body.addWidget(paragraph(words.format(version=upright(version)), Look.MUTED))
        for credit in _CREDITS:
            self.body.addWidget(paragraph(say(credit)))
        texts = QPlainTextEdit(_licences())
        texts.setReadOnly(True)
        texts.setAccessibleName(say(mark("Licences")))
        texts.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        texts.setMinimumHeight(style.DETAIL_MIN)
        self.body.addWidget(texts, 1)


def _licences() -> str:
    found = (resource(*parts) for parts in _LICENCES)
    return "\n\n".join(path.read_text(encoding="utf-8") for path in found)
