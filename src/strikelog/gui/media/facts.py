"""What the pane says of an item of evidence, as plain values: computed beside the window."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from strikelog.domain.custody import NO_CUSTODY, breaks
from strikelog.domain.display import code_of, code_words, title_of, words
from strikelog.domain.fields import field_of
from strikelog.domain.messages import mark, translate
from strikelog.domain.records import CustodyEvent, Evidence, Incident, Record, Site
from strikelog.domain.text import isolate_ltr
from strikelog.gui.pages.facts import Details, Fact, FactGroup

_SHOWN = (
    *("media_type", "captured_edtf", "captured_basis", "creator", "device", "source_id"),
    *("verification", "c2pa", "holding", "held_by", "acquired_at", "acq_method", "acquirer"),
    *("derived_from_id", "derivation", "rights", "filename", "bytes"),
)
_SILENT = frozenset({"unknown", "not_checked", "unverified"})
_UNITS = ("B", "KB", "MB", "GB", "TB")
_STEP = 1024
_DIGEST = "SHA-256"
_SHOWN_OF_DIGEST = 8
_LENGTH_OF_ID = 36
_FROM, _TO = mark("from {giver}"), mark("to {taker}")
_FROM_TO = mark("from {giver} to {taker}")


class ItemReading(Protocol):
    """What the pane needs of the services that find."""

    def by_keys(self, kind: type[Evidence], keys: Sequence[int]) -> Sequence[Evidence]:
        """Give whole records by row keys."""

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Give the names of records of any class."""


class CustodyReading(Protocol):
    """What the pane needs of the services that keep evidence."""

    def custody(self, evidence_id: str) -> Sequence[CustodyEvent]:
        """Give an item's custody, oldest entry first."""

    def is_held(self, evidence: Evidence) -> bool:
        """Tell whether the bytes of an item are in this vault."""


@dataclass(frozen=True)
class Linked:
    """A record an item is named in."""

    kind: type[Record]
    id: str
    title: str


@dataclass(frozen=True)
class CustodyStep:
    """One entry of custody in words; `trouble` says what does not fit in it."""

    step: str
    when: str
    what: str
    who: str
    purpose: str
    sha256: str
    entry_hash: str
    trouble: str = ""


@dataclass(frozen=True)
class CustodyStory:
    """The custody of one item: its steps, and whether the chain holds."""

    steps: tuple[CustodyStep, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """True while every entry fits the one before it."""
        return bool(self.steps) and not self.troubles


@dataclass(frozen=True)
class ItemDetails(Details):
    """Everything the pane shows of one item of evidence."""

    is_held: bool = False
    links: tuple[Linked, ...] = ()
    custody: CustodyStory = field(default_factory=CustodyStory)

    @property
    def item(self) -> Evidence:
        """The record itself."""
        assert isinstance(self.record, Evidence)
        return self.record


def item_details(
    finding: ItemReading, media: CustodyReading, key: int, language: str
) -> ItemDetails | None:
    """Read an item by its row key and say what the pane shows; None when it is gone."""
    found = finding.by_keys(Evidence, [key])
    if not found:
        return None
    item = found[0]
    named = (item.source_id, item.derived_from_id, *item.incident_ids, *item.site_ids)
    names = finding.names([one for one in named if one])
    facts = tuple(_facts(item, names, language))
    return ItemDetails(
        record=item,
        title=item.title or title_of(item, language),
        code=code_of(item),
        groups=(FactGroup("", facts),),
        is_held=media.is_held(item),
        links=tuple(_links(item, names)),
        custody=custody_story(media.custody(item.id), item.sha256, language),
    )


def _facts(item: Evidence, names: dict[str, str], language: str) -> Iterable[Fact]:
    for key in _SHOWN:
        value = getattr(item, key)
        if not value or value in _SILENT:
            continue
        described = field_of(Evidence, key)
        said = words(described, value, language, names=lambda one: names.get(one, ""))
        if key == "bytes":
            said = isolate_ltr(size_words(int(value)))
        elif key == "filename":
            said = isolate_ltr(said)
        yield Fact(translate(described.label, language), said)
    if item.sha256:
        yield Fact(_DIGEST, short_digest(item.sha256))


def _links(item: Evidence, names: dict[str, str]) -> Iterable[Linked]:
    for kind, ids in ((Incident, item.incident_ids), (Site, item.site_ids)):
        yield from (Linked(kind, one, names.get(one, one[:8])) for one in ids)


def size_words(size: int) -> str:
    """Say a number of bytes as people read it: «512 B», «3.4 MB»."""
    amount, unit = float(size), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    return f"{size} {_UNITS[0]}" if not unit else f"{amount:.1f} {_UNITS[unit]}"


def short_digest(digest: str | None) -> str:
    """Give the two ends of a digest, enough to compare at a glance."""
    if not digest:
        return ""
    return isolate_ltr(f"{digest[:_SHOWN_OF_DIGEST]}…{digest[-_SHOWN_OF_DIGEST:]}")


def custody_story(
    events: Sequence[CustodyEvent], sha256: str | None, language: str
) -> CustodyStory:
    """Say the custody of an item, and where its chain does not hold."""
    if not events:
        missing = (NO_CUSTODY.sentence(language),) if sha256 else ()
        return CustodyStory(troubles=missing)
    found = {one.step: one.said.sentence(language) for one in breaks(events, sha256)}
    steps = tuple(
        _step(event, found.get(place, ""), language) for place, event in enumerate(events, start=1)
    )
    return CustodyStory(steps, tuple(found.values()))


def _step(event: CustodyEvent, trouble: str, language: str) -> CustodyStep:
    when = words(field_of(CustodyEvent, "at"), event.at, language)
    return CustodyStep(
        step=str(event.seq or ""),
        when=when,
        what=code_words("CUSTODY_ACTION", event.action or "", language),
        who=_parties(event.from_party, event.to_party, language),
        purpose=event.purpose or "",
        sha256=event.sha256_after or "",
        entry_hash=event.entry_hash or "",
        trouble=trouble,
    )


def _parties(giver: str | None, taker: str | None, language: str) -> str:
    """Say from whom to whom, by their codes; an item stands by the beginning of its id."""
    if not giver and not taker:
        return ""
    template = _FROM_TO if giver and taker else _FROM if giver else _TO
    named = {"giver": isolate_ltr(_short(giver or "")), "taker": isolate_ltr(_short(taker or ""))}
    return translate(template, language).format(**named)


def _short(party: str) -> str:
    return party[:8] if len(party) == _LENGTH_OF_ID else party
