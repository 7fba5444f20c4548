"""The style sheet: shapes and spacing of every widget, with `@name` for each colour and size.

Values come from `style`; this file holds no number that is a colour or a size of its own.
Roles (`look="…"`) are the members of `style.Look`.
"""

import re
from collections.abc import Mapping


def written(values: Mapping[str, str]) -> str:
    """Return the style sheet with every `@name` replaced; an unknown name is a KeyError."""
    return re.sub(r"@(\w+)", lambda found: values[found[1]], "\n".join(_PARTS))


_GROUND = """
* { outline: none; }
QWidget { font-family: @families; font-size: @text; color: @ink; }
QMainWindow, QDialog, QWidget[look="page"] { background: @page; }
QToolTip { background: @surface; color: @ink; border: @hair_line solid @edge; padding: @hair; }
QLabel { background: transparent; }
QLabel:disabled { color: @faint; }
QLabel[look="page-title"] { font-size: @title; font-weight: 600; }
QLabel[look="heading"] { font-size: @large; font-weight: 600; }
QLabel[look="subheading"] { font-size: @small; font-weight: 600; color: @muted; }
QLabel[look="brand"] { font-size: @brand; font-weight: 700; }
QLabel[look="figure"] { font-size: @figure; font-weight: 600; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="tiny"] { color: @muted; font-size: @tiny; }
QLabel[look="small"] { color: @muted; font-size: @small; }
QLabel[look="small"][tone="grave"] { color: @grave_ink; }
QSplitter[look="split"]::handle { background: transparent; }
QSplitter[look="split"]::handle:hover { background: @edge; }
"""

_BOXES = """
QFrame[look="card"], QFrame[look="tile"], QFrame[look="message"] {
    background: @surface; border: @hair_line solid @line; border-radius: @radius;
}
QFrame[look="tile"] { border-radius: @gap; }
QFrame[look="frame"] { background: transparent; border: none; }
QFrame[look="status"] { background: @rail; border: none; border-top: @hair_line solid @line; }
QFrame[look="message"] { background: @picked; border-radius: @gap; }
QFrame[look="message"] QLabel { color: @picked_ink; }
QFrame[look="message"][tone="plain"] { background: @surface; }
QFrame[look="message"][tone="plain"] QLabel { color: @ink; }
QFrame[look="message"][tone="good"] { background: @good; }
QFrame[look="message"][tone="good"] QLabel { color: @good_ink; }
QFrame[look="message"][tone="wait"] { background: @wait; }
QFrame[look="message"][tone="wait"] QLabel { color: @wait_ink; }
QFrame[look="message"][tone="grave"] { background: @grave; }
QFrame[look="message"][tone="grave"] QLabel { color: @grave_ink; }
QFrame[look="drop"] {
    background: @picked; border: @ring dashed @accent; border-radius: @radius;
}
QGroupBox {
    border: @hair_line solid @line; border-radius: @gap; margin-top: @space; padding: @space;
}
QGroupBox::title { subcontrol-origin: margin; padding: 0 @hair; color: @muted; }
QScrollArea, QScrollArea > QWidget > QWidget[look="frame"] {
    background: transparent; border: none;
}
QStackedWidget { background: transparent; }
"""

_RAIL = """
QFrame[look="rail"] { background: @rail; border: none; }
QFrame[look="rail"][edge="left"] { border-right: @hair_line solid @line; }
QFrame[look="rail"][edge="right"] { border-left: @hair_line solid @line; }
QLabel[look="nav-section"] { color: @faint; font-size: @small; font-weight: 500; }
"""

_BUTTONS = """
QPushButton {
    background: @surface; border: @hair_line solid @edge; border-radius: @gap; color: @ink;
    padding: 0 @space; min-height: @inner; max-height: @inner; font-weight: 500;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border: @ring solid @accent; padding: 0 @space_in; min-height: @inner_in; }
QPushButton:disabled { color: @faint; background: @page; border-color: @line; }
QPushButton:checked { background: @picked; color: @picked_ink; border-color: @accent; }
QPushButton::menu-indicator {
    image: url(@art/chevron-down.svg); width: @space; height: @space;
    subcontrol-origin: padding; subcontrol-position: center right; right: @hair;
}
QPushButton[look="primary"], QDialogButtonBox QPushButton:default {
    background: @primary; border-color: @primary; color: @on_primary; font-weight: 600;
}
QPushButton[look="primary"]:hover, QDialogButtonBox QPushButton:default:hover {
    background: @primary_hover;
}
QPushButton[look="primary"]:focus, QDialogButtonBox QPushButton:default:focus {
    border-color: @ink;
}
QPushButton[look="primary"]:disabled, QDialogButtonBox QPushButton:default:disabled {
    background: @line; border-color: @line; color: @faint;
}
QPushButton[look="danger"] { color: @grave_ink; border-color: @grave_ink; }
QPushButton[look="danger"]:hover { background: @grave; }
QPushButton[look="link"] {
    background: transparent; border: @ring solid transparent; color: @accent; padding: 0 @hair;
    min-height: @chip_in; max-height: @chip_in; border-radius: @corner;
}
QPushButton[look="link"]:hover { background: @hover; }
QPushButton[look="link"]:focus { border-color: @accent; }
QPushButton[look="link"]:disabled { color: @faint; }
QFrame[look="status"] QPushButton[look="link"] {
    color: @muted; font-size: @small; border-width: @hair_line;
    min-height: @pill; max-height: @pill;
}
QFrame[look="status"] QPushButton[look="link"]:focus { border-color: @accent; }
QPushButton[look="add"] {
    background: transparent; border: @hair_line dashed @edge; border-radius: @chip_round;
    color: @muted; padding: 0 @cell_pad; min-height: @chip_in; max-height: @chip_in;
}
QPushButton[look="add"]:hover { background: @hover; color: @ink; }
QPushButton[look="add"]:focus { border: @hair_line solid @accent; color: @ink; }
QFrame[look="chip"] { background: @picked; border: none; border-radius: @chip_round; }
QFrame[look="chip"] QPushButton {
    background: transparent; border: none; color: @picked_ink; font-weight: 500;
    padding: 0 @menu_pad; min-height: @pill; max-height: @pill; border-radius: @gap;
}
QFrame[look="chip"] QPushButton:hover { text-decoration: underline; }
QFrame[look="chip"] QPushButton:focus { background: @surface; }
QFrame[look="chip"] QToolButton { border: none; border-radius: @gap; padding: @ring; }
QFrame[look="chip"] QToolButton:hover { background: @surface; }
QToolButton { background: transparent; border: @ring solid transparent; border-radius: @corner; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @picked; color: @picked_ink; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS = """
QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox {
    background: @surface; border: @hair_line solid @edge; border-radius: @corner; color: @ink;
    padding: 0 @gap; selection-background-color: @primary; selection-color: @on_primary;
}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    border: none; background: transparent; padding: 0; min-height: 0;
}
QAbstractSpinBox { padding: 0; }
QAbstractSpinBox QLineEdit { padding: 0 @gap; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: @inner; max-height: @inner; }
QTextEdit, QPlainTextEdit { padding: @hair; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border-color: @accent; background: @surface;
}
QLineEdit[look="search"] { border-radius: @gap; }
QLineEdit[bad="true"], QTextEdit[bad="true"], QComboBox[bad="true"], QAbstractSpinBox[bad="true"] {
    border-color: @grave_ink;
}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled, QLineEdit:read-only { background: @page; color: @muted; border-color: @line; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down {
    subcontrol-origin: padding; subcontrol-position: center right; border: none; width: @margin;
}
QComboBox::down-arrow { image: url(@art/chevron-down.svg); width: @cell_pad; height: @cell_pad; }
QComboBox QAbstractItemView {
    background: @surface; border: @hair_line solid @edge; padding: @hair;
    selection-background-color: @picked; selection-color: @picked_ink;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: @margin; }
QAbstractSpinBox::up-arrow { image: url(@art/chevron-up.svg); width: @cell_pad; height: @cell_pad; }
QAbstractSpinBox::down-arrow {
    image: url(@art/chevron-down.svg); width: @cell_pad; height: @cell_pad;
}
QCheckBox, QRadioButton { spacing: @gap; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: @mark; height: @mark; border: @hair_line solid @edge; background: @surface;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: @hair; }
QRadioButton::indicator { border-radius: @mark_round; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: @ring solid @accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @primary; border-color: @primary; image: url(@art/check.svg);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: @primary; border-color: @primary; image: url(@art/minus.svg);
}
QRadioButton::indicator:checked {
    border: @hair solid @primary; background: @on_primary; width: @mark_in; height: @mark_in;
}
QCheckBox:focus, QRadioButton:focus { color: @accent; }
"""

_VIEWS = """
QAbstractItemView {
    background: @surface; border: none; color: @ink; alternate-background-color: @page;
    selection-background-color: @picked; selection-color: @picked_ink;
}
QListView::item, QTreeView::item { min-height: @pick_row; padding: 0 @gap; border-radius: @corner; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected { background: @picked; color: @picked_ink; }
QTableView { gridline-color: @line; }
QTableView[look="records"] { border-radius: @radius; }
QTableView[look="values"]::item { padding: 0 @cell_pad; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: @surface; border: none; border-bottom: @hair_line solid @line;
    padding: 0 @cell_pad; color: @muted; font-size: @small; font-weight: 600;
}
QTableCornerButton::section { background: @surface; border: none; }
QTreeView::branch:has-children:closed { image: url(@art/chevron-right.svg); }
QTreeView::branch:has-children:open { image: url(@art/chevron-down.svg); }
QScrollBar:vertical { background: transparent; width: @scroll; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @scroll; margin: 0; }
QScrollBar::handle { background: @edge; border-radius: @scroll_round; margin: @scroll_gap; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::handle:vertical { min-height: @nav_item; }
QScrollBar::handle:horizontal { min-width: @nav_item; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
"""

_MENUS = """
QMenu { background: @surface; border: @hair_line solid @edge; padding: @hair; }
QMenu::item { padding: @menu_pad @big_gap @menu_pad @space; border-radius: @corner; }
QMenu::icon { padding-left: @gap; }
QMenu::item:selected { background: @picked; color: @picked_ink; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: @hair_line; background: @line; margin: @hair @gap; }
QMenu::indicator { width: @mark; height: @mark; margin-left: @hair; }
QMenu::indicator:non-exclusive:checked, QMenu::indicator:exclusive:checked {
    background: @primary; border-radius: @hair; image: url(@art/check.svg);
}
QMenu::right-arrow { image: url(@art/chevron-right.svg); width: @space; height: @space; }
QMenuBar { background: @rail; }
QMenuBar::item:selected { background: @picked; }
QProgressBar {
    background: @line; border: none; border-radius: @bar; color: transparent;
    min-height: @progress; max-height: @progress;
}
QProgressBar::chunk { background: @primary; border-radius: @bar; }
QTabWidget::pane { border: none; border-top: @hair_line solid @line; }
QTabBar::tab {
    background: transparent; border: none; border-bottom: @ring solid transparent;
    color: @muted; padding: @gap @space; font-weight: 500;
}
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:selected { color: @picked_ink; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
"""

_FORMS = """
QLabel[look="tiny"][tone="grave"] { color: @grave_ink; }
QLabel[look="tiny"][tone="wait"] { color: @wait_ink; }
QLineEdit[marked="true"] { background: @wait; color: @wait_ink; border-color: @wait_ink; }
QFrame[look="tile"][open="true"] { border-color: @edge; }
QFrame[look="tile"][bad="true"] { border-color: @wait_ink; }
QFrame[look="suggestions"] {
    background: @surface; border: @hair_line solid @edge; border-radius: @gap;
}
QFrame[look="suggestions"] QListView { background: transparent; }
QFrame[look="values"] {
    background: @surface; border: @hair_line solid @edge; border-radius: @corner;
}
QTableView[look="values"] { border: none; border-radius: @radius; }
QFrame[look="values"][lit="true"] { border-color: @accent; }
QFrame[look="values"][bad="true"] { border-color: @grave_ink; }
QFrame[look="values"] QLineEdit {
    border: none; background: transparent; padding: 0 @hair;
    min-height: @chip_in; max-height: @chip_in;
}
QPushButton[look="fold"] {
    background: transparent; border: @ring solid transparent; color: @ink; font-weight: 600;
    padding: 0 @hair; text-align: left;
}
QPushButton[look="fold"]:hover { background: @hover; }
QPushButton[look="fold"]:focus { border-color: @accent; }
QPushButton[look="fold"][mirrored="true"] { text-align: right; }
"""

_PARTS = (_GROUND, _BOXES, _RAIL, _BUTTONS, _FIELDS, _VIEWS, _MENUS, _FORMS)
