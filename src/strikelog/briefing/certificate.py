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
from ..domain.saying import Said
from ..domain.text import isolate, isolate_ltr
from .blocks import Boxed, Bullets, Heading
from .composing import Block
from .document import Document
from .flowing import words
from .furniture import Masthead, Running, Tlp
from .sections.opening import page_numbers
from .speech import ENGLISH, Sentence, Tongue
from .speech.nouns import ITEM
from .speech.phrases import as_of_day
from .speech.shared import AS_RECORDED, FIELD
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

_FILES = Sentence(
    "Digest of a file: SHA-256 over its bytes, as any tool for checksums computes it. A copy "
    "that was given out has the digest printed here, or it is not that file.",
    "بصمة الملف: \u2066SHA-256\u2069 على بايتاته كما تحسبها أي أداة للتحقق. والنسخة التي سُلّمت"
    " تحمل البصمة المطبوعة هنا وإلا فليست هي ذلك الملف.",
)
_ENTRIES = Sentence(
    "Hash of an entry: SHA-256 over a fixed label, the entry’s own content in canonical JSON "
    "and the hash of the entry before it, each on a line. An entry that was changed, taken out, "
    "put in or moved no longer fits the entry after it.",
    "بصمة القيد: \u2066SHA-256\u2069 على وسم ثابت ومحتوى القيد نفسه بصيغة \u2066JSON\u2069"
    " القانونية وبصمة القيد الذي قبله، كلٌّ في سطر. والقيد الذي غُيّر أو أُزيل أو أُدخل أو نُقل لا يعود"
    " مطابقاً للقيد الذي بعده.",
)
_HEADS = Sentence(
    "The head of a chain covers all entries before it. Whoever holds a head from an earlier "
    "day can tell whether entries up to that day were changed since.",
    "رأس السلسلة يشمل كل القيود التي قبله. ومن يحتفظ برأس من يوم سابق يستطيع أن يعرف هل غُيّرت القيود"
    " حتى ذلك اليوم بعده.",
)
_PARTIES = Sentence(
    "Parties are named by codes, not by names. Times are those of the computer’s clock, in UTC.",
    "تُسمّى الأطراف برموز لا بأسماء. والأوقات هي أوقات ساعة الحاسوب بالتوقيت العالمي.",
)
_LOOKING = Sentence(
    "Looking at an item inside the program reads it without changing it and is no entry; every "
    "copy that left the vault is one.",
    "النظر إلى مادة داخل البرنامج يقرؤها دون تغييرها وليس قيداً؛ أما كل نسخة غادرت الخزنة فقيد.",
)
_CHECKING = (_FILES, _ENTRIES, _HEADS, _PARTIES, _LOOKING)
_TITLE = Sentence("Custody certificate", "شهادة الحيازة")
_EVIDENCE = Sentence("Evidence", "الأدلة")
_ITEMS = Sentence("Items", "المواد")
_HOW = Sentence("How to check this", "كيفية التحقق")
_VAULT_HEAD = Sentence("Head of the vault’s history: {head}", "رأس تاريخ الخزنة: {head}")
_FOOT = Sentence("{office}  ·  entries up to {day}", "{office}  ·  القيود حتى {day}")
_COVERS = Sentence(
    "This covers {items}, {read}. {state}", "تشمل هذه الشهادة {items}، {read}. {state}"
)
_READ = Sentence(
    "{held} of them held in this vault and read again in full",
    "منها {held} محفوظة في هذه الخزنة وقد أُعيدت قراءتها كاملة",
)
_NONE_HELD = Sentence("none held here", "لا شيء منها محفوظ هنا")
_BAD = Sentence(
    "{bad} of them are not as recorded; see below.", "منها {bad} ليست كما سُجّلت؛ انظر أدناه."
)
_GOOD = Sentence(
    "Every stored file has the digest it had when it was "
    "taken in, and every chain of custody is unbroken.",
    "لكل ملف مخزَّن البصمة التي كانت له عند استلامه، وكل سلسلة حيازة متصلة.",
)
_ITEM = Sentence("Item", "المادة")
_BYTES = Sentence("Bytes", "البايتات")
_AT_INTAKE = Sentence("SHA-256 at intake", "بصمة \u2066SHA-256\u2069 عند الاستلام")
_COUNT = Sentence("Entries", "القيود")
_STATE = Sentence("State", "الحالة")
_NO_EVIDENCE = Sentence("No evidence is held yet.", "لا أدلة محفوظة بعد.")
_NOT_AS_RECORDED = Sentence("not as recorded", "ليست كما سُجّلت")
_INTACT = Sentence("intact", "سليمة")
_NOT_HELD = Sentence("not held here", "غير محفوظة هنا")
_FOUND = Sentence("Found: {finding}", "وُجد: {finding}")
_ID = Sentence("ID", "المعرّف")
_COPY_OF = Sentence("Working copy of", "نسخة عمل من")
_STEP = Sentence("Step", "الخطوة")
_WHEN = Sentence("When, UTC", "الوقت العالمي")
_WHAT = Sentence("What", "الإجراء")
_FROM = Sentence("From", "من")
_TO = Sentence("To", "إلى")
_PURPOSE = Sentence("Purpose", "الغرض")
_ENTRY_HASH = Sentence("Entry hash", "بصمة القيد")
_NO_CUSTODY = Sentence("No custody is recorded.", "لا حيازة مسجَّلة.")
_SHA_AFTER = Sentence(
    "{purpose} (SHA-256 after: {digest})", "{purpose} (بصمة \u2066SHA-256\u2069 بعدها: {digest})"
)
_NO_CHAIN = Sentence("This item has no chain of custody.", "ليس لهذه المادة سلسلة حيازة.")
_CHAIN_HEAD = Sentence(
    "Head of this chain, entry {number}: {digest}", "رأس هذه السلسلة، القيد {number}: {digest}"
)


@dataclass(frozen=True)
class CertifiedItem:
    """An item, its custody in order, and what re-reading it found; nothing found is good."""

    evidence: Evidence
    events: tuple[CustodyEvent, ...]
    findings: tuple[Said, ...] = ()
    is_held: bool = True

    def name(self, tongue: Tongue) -> str:
        """What the item is called: its number where it has one, and its title."""
        title = title_of(self.evidence, tongue.language)
        return f"{self.evidence.ref} · {title}" if self.evidence.ref else title


def certificate(
    items: Sequence[CertifiedItem],
    *,
    office: str,
    history_head: str = "",
    tongue: Tongue = ENGLISH,
) -> Document:
    """Describe the certificate of some items; `history_head` is the vault's, in words."""
    as_of = _newest(items)
    day, title = as_of_day(tongue, as_of), tongue.say(_TITLE)
    bad = sum(bool(item.findings) for item in items)
    blocks: list[Block] = [
        words(_opening(tongue, items, bad), BODY, after=STEP),
        _overview(tongue, items),
        Heading(tongue.say(_ITEMS), level=1),
        *(block for item in items for block in _item(tongue, item)),
        Heading(tongue.say(_HOW), level=1),
        Bullets([tongue.say(one) for one in _CHECKING]),
    ]
    if history_head:
        head = tongue.say(_VAULT_HEAD, head=isolate(history_head))
        blocks.append(words(head, NOTE, after=STEP))
    subject = tongue.say(_EVIDENCE)
    masthead = Masthead(title, kicker=f"{isolate(office.upper())}  ·  {subject.upper()}")
    foot = tongue.say(_FOOT, office=isolate(office), day=day)
    running = Running(head=title, foot=foot, page=page_numbers(tongue), tlp=_mark(items))
    return Document(
        title,
        blocks,
        masthead=masthead,
        running=running,
        language=tongue.language,
        rtl=tongue.is_rtl,
        subject=subject,
    )


def _opening(tongue: Tongue, items: Sequence[CertifiedItem], bad: int) -> str:
    held = sum(item.is_held for item in items)
    return tongue.say(
        _COVERS,
        items=tongue.counted(len(items), ITEM, oblique=True),
        read=tongue.say(_READ, held=str(held)) if held else tongue.say(_NONE_HELD),
        state=tongue.say(_BAD, bad=str(bad)) if bad else tongue.say(_GOOD),
    )


def _overview(tongue: Tongue, items: Sequence[CertifiedItem]) -> Table:
    columns = (
        Column(tongue.say(_ITEM), share=1),
        Column(tongue.say(_BYTES), width=62),
        Column(tongue.say(_AT_INTAKE), width=152),
        Column(tongue.say(_COUNT), width=44),
        Column(tongue.say(_STATE), width=66),
    )
    rows = [_overview_row(tongue, item) for item in items]
    return Table(columns, rows, empty=tongue.say(_NO_EVIDENCE))


def _overview_row(tongue: Tongue, item: CertifiedItem) -> Row:
    evidence = item.evidence
    cells: list[Cell] = [
        isolate(item.name(tongue)),
        value_words(field_of(Evidence, "bytes"), evidence.bytes, tongue.language) or "–",
        _digest(evidence.sha256),
        str(len(item.events)),
        _state(tongue, item),
    ]
    return Row(cells)


def _state(tongue: Tongue, item: CertifiedItem) -> Span:
    if item.findings:
        return Span(tongue.say(_NOT_AS_RECORDED), CELL.bold().coloured(RUST))
    return Span(tongue.say(_INTACT if item.is_held else _NOT_HELD), CELL)


def _item(tongue: Tongue, item: CertifiedItem) -> list[Block]:
    columns = (Column(tongue.say(FIELD), width=120), Column(tongue.say(AS_RECORDED), share=1))
    facts = Table(columns, _facts(tongue, item))
    blocks: list[Block] = [Heading(isolate(item.name(tongue)), level=2), facts]
    if item.findings:
        found = [
            words(
                tongue.say(_FOUND, finding=isolate(one.sentence(tongue.language))),
                CELL.coloured(RUST),
            )
            for one in item.findings
        ]
        blocks.append(Boxed(found))
    return [*blocks, _custody(tongue, item), words(_head(tongue, item), NOTE, after=2 * STEP)]


def _facts(tongue: Tongue, item: CertifiedItem) -> list[list[Cell]]:
    evidence = item.evidence
    rows: list[list[Cell]] = [[Span(tongue.say(_ID), CELL.bold()), tongue.code(evidence.id)]]
    for key in _STATED:
        field = field_of(Evidence, key)
        if shown := value_words(field, getattr(evidence, key), tongue.language, long=True):
            rows.append([Span(tongue.told(field.label), CELL.bold()), isolate(shown)])
    if evidence.derived_from_id:
        rows.append(
            [Span(tongue.say(_COPY_OF), CELL.bold()), tongue.code(evidence.derived_from_id)]
        )
    rows.append([Span(tongue.say(_AT_INTAKE), CELL.bold()), isolate_ltr(evidence.sha256 or "–")])
    return rows


def _custody(tongue: Tongue, item: CertifiedItem) -> Table:
    columns = (
        Column(tongue.say(_STEP), width=32),
        Column(tongue.say(_WHEN), width=64),
        Column(tongue.say(_WHAT), width=84),
        Column(tongue.say(_FROM), width=56),
        Column(tongue.say(_TO), width=56),
        Column(tongue.say(_PURPOSE), share=1),
        Column(tongue.say(_ENTRY_HASH), width=140),
    )
    rows = [_event(tongue, one, item.evidence.sha256) for one in item.events]
    return Table(columns, rows, empty=tongue.say(_NO_CUSTODY))


def _event(tongue: Tongue, event: CustodyEvent, sha256: str | None) -> list[Cell]:
    purpose = isolate(event.purpose or "")
    if event.sha256_after != sha256:
        digest = tongue.code(event.sha256_after or "")
        purpose = tongue.say(_SHA_AFTER, purpose=purpose, digest=digest).strip()
    return [
        str(event.seq or "–"),
        _moment(event.at),
        value_words(field_of(CustodyEvent, "action"), event.action, tongue.language),
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


def _head(tongue: Tongue, item: CertifiedItem) -> str:
    if not item.events:
        return tongue.say(_NO_CHAIN)
    last = item.events[-1]
    digest = isolate_ltr(last.entry_hash or "–")
    return tongue.say(_CHAIN_HEAD, number=str(last.seq), digest=digest)


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
