"""The custody certificate: what was taken in, what was done with it, and whether it is as it was.

Made of records and of the result of re-reading the files alone, so the same state of a vault gives
the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ..domain.display import title_of
from ..domain.display import words as value_words
from ..domain.fields import field_of
from ..domain.records import CustodyEvent, Evidence
from ..domain.text import isolate, isolate_ltr
from .blocks import Boxed, Bullets, Heading
from .composing import Block
from .document import Document
from .flowing import words
from .furniture import Masthead, Running, Tlp
from .styles import BODY, CELL, GREY, NOTE, RUST, STEP, Span, TextStyle
from .tables import Cell, Column, Row, Table

__all__ = ["CertifiedItem", "certificate"]

_HASH = TextStyle(size=7.0, weight=400, colour=GREY)
_DIGITS_A_LINE = 32
_STATED = (
    "ref",
    "filename",
    "media_type",
    "mime",
    "bytes",
    "acquired_at",
    "acquirer",
    "acq_method",
    "acq_tool",
    "captured_edtf",
    "captured_basis",
    "derivation",
)
"""Fields of an item that stand above its custody; its digest follows them."""

_FILES = (
    "Digest of a file: SHA-256 over its bytes, as any tool for checksums computes it. A copy "
    "that was given out has the digest printed here, or it is not that file."
)
_ENTRIES = (
    "Hash of an entry: SHA-256 over a fixed label, the entry’s own content in canonical JSON "
    "and the hash of the entry before it, each on a line. An entry that was changed, taken out, "
    "put in or moved no longer fits the entry after it."
)
_HEADS = (
    "The head of a chain covers all entries before it. Whoever holds a head from an earlier "
    "day can tell whether entries up to that day were changed since."
)
_PARTIES = (
    "Parties are named by codes, not by names. Times are those of the computer’s clock, in UTC."
)
_LOOKING = (
    "Looking at an item inside the program reads it without changing it and is no entry; every "
    "copy that left the vault is one."
)
_CHECKING = (_FILES, _ENTRIES, _HEADS, _PARTIES, _LOOKING)


@dataclass(frozen=True)
class CertifiedItem:
    """An item, its custody in order, and what re-reading it found; nothing found is good."""

    evidence: Evidence
    events: tuple[CustodyEvent, ...]
    findings: tuple[str, ...] = ()
    is_held: bool = True

    @property
    def name(self) -> str:
        """What the item is called: its number where it has one, and its title."""
        title = title_of(self.evidence)
        return f"{self.evidence.ref} · {title}" if self.evidence.ref else title


def certificate(items: Sequence[CertifiedItem], *, office: str, history_head: str = "") -> Document:
    """Describe the certificate of some items; `history_head` is the vault's, in words."""
    as_of = _newest(items)
    day = f"{as_of.day} {as_of:%B %Y}"
    bad = sum(bool(item.findings) for item in items)
    blocks: list[Block] = [
        words(_opening(items, bad), BODY, after=STEP),
        _overview(items),
        Heading("Items", level=1),
        *(block for item in items for block in _item(item)),
        Heading("How to check this", level=1),
        Bullets(_CHECKING),
    ]
    if history_head:
        blocks.append(words(f"Head of the vault’s history: {history_head}", NOTE, after=STEP))
    masthead = Masthead("Custody certificate", kicker=f"{office.upper()}  ·  EVIDENCE")
    running = Running(
        head="Custody certificate", foot=f"{office}  ·  entries up to {day}", tlp=_mark(items)
    )
    return Document(
        "Custody certificate", blocks, masthead=masthead, running=running, subject="Evidence"
    )


def _opening(items: Sequence[CertifiedItem], bad: int) -> str:
    held = sum(item.is_held for item in items)
    counted = f"{len(items)} item{'s' if len(items) != 1 else ''}"
    read = f"{held} of them held in this vault and read again in full" if held else "none held here"
    if bad:
        return f"This covers {counted}, {read}. {bad} of them are not as recorded; see below."
    return (
        f"This covers {counted}, {read}. Every stored file has the digest it had when it was "
        "taken in, and every chain of custody is unbroken."
    )


def _overview(items: Sequence[CertifiedItem]) -> Table:
    columns = (
        Column("Item", share=1),
        Column("Bytes", width=62),
        Column("SHA-256 at intake", width=152),
        Column("Entries", width=44),
        Column("State", width=66),
    )
    return Table(columns, [_overview_row(item) for item in items], empty="No evidence is held yet.")


def _overview_row(item: CertifiedItem) -> Row:
    evidence = item.evidence
    cells: list[Cell] = [
        isolate(item.name),
        value_words(field_of(Evidence, "bytes"), evidence.bytes) or "–",
        _digest(evidence.sha256),
        str(len(item.events)),
        _state(item),
    ]
    return Row(cells)


def _state(item: CertifiedItem) -> Span:
    if item.findings:
        return Span("not as recorded", CELL.bold().coloured(RUST))
    return Span("intact" if item.is_held else "not held here", CELL)


def _item(item: CertifiedItem) -> list[Block]:
    facts = Table((Column("Field", width=120), Column("As recorded", share=1)), _facts(item))
    blocks: list[Block] = [Heading(isolate(item.name), level=2), facts]
    if item.findings:
        found = [words(f"Found: {one}", CELL.coloured(RUST)) for one in item.findings]
        blocks.append(Boxed(found))
    return [*blocks, _custody(item), words(_head(item), NOTE, after=2 * STEP)]


def _facts(item: CertifiedItem) -> list[list[Cell]]:
    evidence = item.evidence
    rows: list[list[Cell]] = [[Span("ID", CELL.bold()), evidence.id]]
    for key in _STATED:
        field = field_of(Evidence, key)
        if shown := value_words(field, getattr(evidence, key), long=True):
            rows.append([Span(field.label, CELL.bold()), isolate(shown)])
    if evidence.derived_from_id:
        rows.append([Span("Working copy of", CELL.bold()), evidence.derived_from_id])
    rows.append([Span("SHA-256 at intake", CELL.bold()), isolate_ltr(evidence.sha256 or "–")])
    return rows


def _custody(item: CertifiedItem) -> Table:
    columns = (
        Column("Step", width=32),
        Column("When, UTC", width=64),
        Column("What", width=84),
        Column("From", width=56),
        Column("To", width=56),
        Column("Purpose", share=1),
        Column("Entry hash", width=140),
    )
    rows = [_event(one, item.evidence.sha256) for one in item.events]
    return Table(columns, rows, empty="No custody is recorded.")


def _event(event: CustodyEvent, sha256: str | None) -> list[Cell]:
    purpose = isolate(event.purpose or "")
    if event.sha256_after != sha256:
        purpose = f"{purpose} (SHA-256 after: {event.sha256_after})".strip()
    return [
        str(event.seq or "–"),
        _moment(event.at),
        value_words(field_of(CustodyEvent, "action"), event.action),
        isolate(_short(event.from_party)),
        isolate(_short(event.to_party)),
        purpose,
        _digest(event.entry_hash),
    ]


def _short(party: str | None) -> str:
    """Shorten the id of another item; codes of people and offices are short already."""
    if party is None:
        return ""
    return party[:8] if len(party) == 36 and party.count("-") == 4 else party


def _head(item: CertifiedItem) -> str:
    if not item.events:
        return "This item has no chain of custody."
    last = item.events[-1]
    return f"Head of this chain, entry {last.seq}: {isolate_ltr(last.entry_hash or '–')}"


def _digest(value: str | None) -> Span:
    """Break a digest into lines of equal length, in small digits."""
    held = value or "–"
    parts = [held[at : at + _DIGITS_A_LINE] for at in range(0, len(held), _DIGITS_A_LINE)]
    return Span(" ".join(parts), _HASH)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if at else "–"


def _newest(items: Sequence[CertifiedItem]) -> date:
    moments = [event.at for item in items for event in item.events if event.at]
    return max(moments).astimezone(UTC).date() if moments else date(1970, 1, 1)


def _mark(items: Sequence[CertifiedItem]) -> Tlp:
    """Give the strictest sharing mark of the items; marks are declared strictest first."""
    given = {item.evidence.tlp for item in items}
    return next((one for one in Tlp if one.label in given), Tlp.AMBER_STRICT)
