"""One line of a review in full: as it was exported, as it is here, as it is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QTextEdit, QVBoxLayout

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.backups.words import moment_words
from strikelog.gui.exchange.review.word_diff import Piece, word_diff
from strikelog.gui.exchange.review.words import keyed
from strikelog.gui.language import apart, say
from strikelog.gui.style import Ink, Look, Tone
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.services.review_words import Line, Stand
from strikelog.services.reviewing import Choice, Review

_FEWEST = 3
"""Words from which on a difference is shown inside a text; shorter ones are seen at a glance."""

_EMPTY = mark("empty")
_TOGETHER = mark("Decided together with: {fields}")
_EXPORTED = mark("As exported")
_REASON = mark("Why")
_OUT = mark("This cell stays out.")
_DOUBT = mark("This cell comes in, with a doubt.")
_RECORD = mark("A choice here holds for the whole record.")
_OUT_WHOLE = mark("Nothing of this row comes in.")
_NEW = mark("This record is not in the vault yet.")


@dataclass(frozen=True)
class Behind:
    """Whose each side is, and since when, in words; blank where nobody knows."""

    ours: str
    theirs: str
    base: str


class Side:
    """A heading with a button, and a text with what differs marked inside."""

    def __init__(self, heading: str, button: QPushButton) -> None:
        self.button = button
        self.button.setCheckable(True)
        self._heading = label(heading, Look.SUBHEADING)
        self._who = ElidedLabel("", Look.TINY)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(heading)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(style.CONTROL)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._heading)
        names.addWidget(self._who)
        names.addStretch(1)
        self.head = row(button)
        self.head.insertLayout(0, names, 1)

    def rename(self, heading: str) -> None:
        """Say by another name what stands here."""
        self._heading.setText(heading)
        self.text.setAccessibleName(heading)

    def show_pieces(self, pieces: Sequence[Piece], who: str, *, is_quiet: bool = False) -> None:
        """Show a text, with what came and went marked by colour and line."""
        self._who.show_text(who)
        self.text.clear()
        cursor = self.text.textCursor()
        last = ""
        for one in pieces or (Piece(say(_EMPTY), "same"),):
            if (last, one.change) == ("gone", "come"):
                cursor.insertText(" ", _format("same", quiet=is_quiet))
            cursor.insertText(one.text, _format(one.change if pieces else "none", quiet=is_quiet))
            last = one.change
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.text.setTextCursor(cursor)


class SidesPane(QFrame):
    """Shows one line; emits `chosen` with what its buttons are pressed for."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        style.dress(self, Look.CARD)
        self._title = ElidedLabel("", Look.HEADING)
        self._note = ElidedLabel("", Look.SMALL)
        self.base = Side(say(_EXPORTED), plain_button(keyed(mark("Later"), "L")))
        self.ours = Side(say(mark("Ours")), plain_button(keyed(mark("Keep ours"), "K")))
        self.theirs = Side(say(mark("Theirs")), plain_button(keyed(mark("Take theirs"), "T")))
        self._answers: dict[Choice, Side] = {
            "later": self.base,
            "ours": self.ours,
            "theirs": self.theirs,
        }
        for choice, side in self._answers.items():
            side.button.clicked.connect(self._asker(choice))
        self._arrange()

    def show_nothing(self) -> None:
        """Show that no line is looked at."""
        self._title.show_text("")
        self._note.show_text("")
        for side in self._answers.values():
            side.show_pieces((), "")
            side.button.setEnabled(False)

    def show_line(self, review: Review, line: int) -> None:
        """Show a line of a review, with who stands behind each side as far as it is known."""
        said = review.line(line)
        behind = _behind(next(iter(review.fields_of_new(line)), said).stand)
        self._show_head(review, line, said)
        is_told = said.kind in ("refused", "doubt")
        self.base.rename(say(_REASON if is_told else _EXPORTED))
        if is_told:
            said = replace(said, base=said.reason)
        if review.is_head(line):
            self._show_record(review, line, behind)
        else:
            self._show_sides(said, behind, is_told=is_told)
        self.show_choice(review, line)

    def show_choice(self, review: Review, line: int) -> None:
        """Press the button of what was chosen."""
        can, chosen = review.can_decide(line), _chosen(review, line)
        for choice, side in self._answers.items():
            offered = can and (choice != "later" or review.offers_later(line))
            side.button.setEnabled(offered)
            side.button.setChecked(can and chosen == choice)

    def _asker(self, choice: Choice) -> Callable[[bool], None]:
        return lambda _checked=False: self.chosen.emit(choice)

    def _show_head(self, review: Review, line: int, said: Line) -> None:
        heading = review.heading(line)
        named = (heading.title, "" if said.is_head else said.label, heading.owner)
        self._title.show_text("  ·  ".join(apart(one) for one in named if one))
        self._note.show_text(self._note_on(review, line, said))

    def _note_on(self, review: Review, line: int, said: Line) -> str:
        if said.kind in ("refused", "doubt"):
            return say(_OUT if said.kind == "refused" else _DOUBT)
        if said.is_head:
            whole = _RECORD if review.can_decide(line) else _OUT_WHOLE
            return say(_NEW if said.kind == "new" else whole)
        together = review.together_with(line)
        return say(_TOGETHER).format(fields=", ".join(together)) if together else ""

    def _show_sides(self, said: Line, behind: Behind, *, is_told: bool) -> None:
        base, ours, theirs = said.base, said.ours, said.theirs
        self.base.show_pieces(_plain(base), behind.base, is_quiet=not is_told)
        if is_told:
            self.ours.show_pieces(_plain(ours), behind.ours)
            self.theirs.show_pieces(_plain(theirs), behind.theirs)
            return
        reference = base or ours
        self.ours.show_pieces(_marked(base, ours) if base else _plain(ours), behind.ours)
        self.theirs.show_pieces(_marked(reference, theirs), behind.theirs)

    def _show_record(self, review: Review, line: int, behind: Behind) -> None:
        made = [f"{one.label}: {one.theirs}" for one in review.fields_of_new(line)]
        below = [one for one in review.below(line) if not one.reason]
        behind = _behind(below[0].stand) if below else behind
        base, ours = (
            [f"{one.label}: {getattr(one, side) or say(_EMPTY)}" for one in below]
            for side in ("base", "ours")
        )
        theirs = made or [f"{one.label}: {one.theirs or say(_EMPTY)}" for one in below]
        self.base.show_pieces(_plain("\n".join(base)), behind.base, is_quiet=True)
        self.ours.show_pieces(_plain("\n".join(ours)), behind.ours)
        self.theirs.show_pieces(_plain("\n".join(theirs)), behind.theirs)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.SPACE)
        grid.setVerticalSpacing(style.HAIR)
        grid.setRowStretch(1, 1)
        for place, side in enumerate((self.base, self.ours, self.theirs)):
            grid.addLayout(side.head, 0, place)
            grid.addWidget(side.text, 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.SPACE, style.GAP, style.SPACE, style.SPACE)
        column.setSpacing(style.HAIR)
        head = row(gap=style.SPACE)
        head.addWidget(self._title, 3)
        head.addWidget(self._note, 2)
        column.addLayout(head)
        column.addLayout(grid, 1)


def _chosen(review: Review, line: int) -> Choice | None:
    """Give the choice of a line; a head has one when everything below it has the same."""
    if not review.is_head(line) or review.kind_of(line) == "new":
        return review.choice(line)
    choices = review.choices_below(line)
    return choices.pop() if len(choices) == 1 else None


def _behind(stand: Stand) -> Behind:
    return Behind(
        ours=_who_when(stand.ours_by, stand.ours_at),
        theirs=_who_when(stand.theirs_by, stand.theirs_at),
        base=_who_when("", stand.base_at),
    )


def _who_when(who: str, at: str) -> str:
    """Say whose a value is and since which moment."""
    when = moment_words(datetime.fromisoformat(at)) if at else ""
    return "  ·  ".join(apart(one) for one in (who, when) if one)


def _plain(text: str) -> list[Piece]:
    return [Piece(text)] if text else []


def _marked(before: str, after: str) -> list[Piece]:
    """Mark what differs, in texts that are long enough for it to be looked for."""
    if not after or min(len(before.split()), len(after.split())) < _FEWEST:
        return _plain(after)
    return word_diff(before, after)


def _format(change: str, *, quiet: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(style.ink_color(Ink.MUTED if quiet else Ink.INK))
    if change == "come":
        back, front = style.tone_colors(Tone.GOOD)
        made.setBackground(back)
        made.setForeground(front)
        made.setFontWeight(QFont.Weight.DemiBold)
    elif change == "gone":
        back, front = style.tone_colors(Tone.GRAVE)
        made.setBackground(back)
        made.setForeground(front)
        made.setFontStrikeOut(True)
    elif change == "none":
        made.setForeground(style.ink_color(Ink.FAINT))
    return made
