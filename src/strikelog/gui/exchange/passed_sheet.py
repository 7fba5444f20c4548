"""One exchange in full: when, with whom, which file, what was in it or came of it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.gui.backups.words import moment_words
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.exporting import PATTERN
from strikelog.gui.dialogs.sheet import Sheet, form_lines, note
from strikelog.gui.exchange.afterwards import RECEIPT_WRITTEN, Afterwards, ask_for_receipt
from strikelog.gui.exchange.log_table import kind_words, outcome_words, way_words
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.exchange_log import HASH_SHOWN, ROWS_OF, Exchange
from strikelog.services.kept_receipts import may_answer

_HEADING = mark("From the log of exchanges")
_HASH = mark(
    "Whoever has the file can compute its SHA-256 and compare: it is this very file, or it is not."
)
_DECISIONS = mark("{count} decisions")
_RECEIPT = mark("Save receipt for the partner…")
_WRITING = mark("Writing the receipt")
_CHOOSE = mark("Choose the workbook as it came in")
_WHICH = mark(
    "The receipt shows the partner's own sheets, so you will be asked for the workbook as it came "
    "in. It may have another name by now."
)
_NO_RECEIPT = mark(
    "No receipt can be written from here: this file came in before receipts were kept, or changed "
    "too many rows. Import the file again; its receipt is offered then."
)


class PassedSheet(Sheet):
    """Shows one line of the log of exchanges, and writes the receipt of a file that came in."""

    def __init__(self, parent: QWidget, exchange: Exchange, afterwards: Afterwards) -> None:
        super().__init__(parent, say(_HEADING))
        self._exchange, self._afterwards = exchange, afterwards
        # A receipt shows the sheets of one of our workbooks; of a table its report says all.
        self._needs_file = not exchange.profile.startswith(ROWS_OF)
        lines = form_lines()
        for name, text in self.facts(exchange):
            lines.addRow(label(name, Look.MUTED), paragraph(text))
        self.body.addLayout(lines)
        self.body.addWidget(note(say(_HASH)))
        self.receipt = plain_button(say(_RECEIPT), "download")
        self.receipt.clicked.connect(self._ask)
        self._offer_receipt()
        self.body.addStretch(1)

    def _offer_receipt(self) -> None:
        one = self._exchange
        self.receipt.setVisible(may_answer(one))
        if may_answer(one):
            self.add_action(self.receipt)
            if self._needs_file:
                self.body.addWidget(note(say(_WHICH)))
        elif one.direction == "in" and not one.was_undone and any(one.counts.values()):
            self.body.addWidget(note(say(_NO_RECEIPT)))

    def _ask(self, _checked: bool = False) -> None:
        """Ask for the workbook, where it is needed, and where the receipt shall be written."""
        file = None
        if self._needs_file:
            file = files.ask_for_opening(self, say(_CHOOSE), pattern=say(PATTERN))
            if file is None:
                return
        name = file.name if file else self._exchange.file_sha256[:HASH_SHOWN]
        path = ask_for_receipt(self, name)
        if path is not None:
            self.write_receipt(path, file)

    def write_receipt(self, path: Path, file: Path | None = None) -> None:
        """Write the receipt; `file` is the workbook as it came in, where it is one of ours."""

        def told(written: Path) -> None:
            self.tell(say(RECEIPT_WRITTEN).format(name=apart(written.name)))

        write = self._afterwards.write_again
        task = write(self._exchange, path, file=file, done=told, failed=self.fail)
        self.follow(task, say(_WRITING))

    @staticmethod
    def facts(one: Exchange) -> list[tuple[str, str]]:
        """Say everything the log holds, by name."""
        decided = say(_DECISIONS).format(count=upright(number(len(one.decisions))))
        facts = [
            (say(mark("When")), moment_words(one.at)),
            (say(mark("Way")), way_words(one)),
            (say(mark("Kind")), kind_words(one.profile)),
            (say(mark("With")), apart(one.partner) if one.partner else ""),
            (say(mark("What came of it")), outcome_words(one)),
            (say(mark("Rows")), _rows(one)),
            (say(mark("Decided")), decided if one.decisions else ""),
            (say(mark("SHA-256 of the file")), upright(_in_groups(one.file_sha256))),
            (say(mark("Export")), upright(one.export_id)),
        ]
        return [(name, text) for name, text in facts if text]


def _rows(one: Exchange) -> str:
    if one.direction == "in":
        return upright(number(one.counts.get("read", 0)))
    filled = ((name, count) for name, count in one.counts.items() if count)
    return ", ".join(f"{name} {upright(number(count))}" for name, count in filled)


def _in_groups(digest: str) -> str:
    """Part a hash, so that it wraps and can be read out."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
