"""One exchange in full: when, with whom, which file, what was in it or came of it."""

from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.gui.backups.words import moment_words
from strikelog.gui.dialogs.sheet import Sheet, form_lines, note
from strikelog.gui.exchange.log_table import kind_words, outcome_words, way_words
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.exchange_log import Exchange

_HEADING = mark("Exchange")
_HASH = mark(
    "Whoever has the file can compute its SHA-256 and compare: it is this very file, or it is not."
)
_DECISIONS = mark("{count} decisions")


class PassedSheet(Sheet):
    """Shows one line of the log of exchanges."""

    def __init__(self, parent: QWidget, exchange: Exchange) -> None:
        super().__init__(parent, say(_HEADING))
        lines = form_lines()
        for name, text in self.facts(exchange):
            lines.addRow(label(name, Look.MUTED), paragraph(text))
        self.body.addLayout(lines)
        self.body.addWidget(note(say(_HASH)))
        self.body.addStretch(1)

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
