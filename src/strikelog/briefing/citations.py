"""Numbered sources: public ones by their title, all others by their kind alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from ..domain.casefiles import CaseFile
from ..domain.records import Claim, Record, Source
from ..domain.text import isolate
from .levels import Level, is_confidential
from .speech import ENGLISH, Sentence, Tongue
from .speech.phrases import as_of_day, day_words, relay

__all__ = ["CONFIDENTIAL_SOURCE", "Bibliography", "Citation", "withheld_names"]

_SHORTEST_NAME = 4
WITHHELD = Sentence("[withheld]", "[محجوب]")
CONFIDENTIAL_SOURCE = Sentence("confidential source", "مصدر سري")
_NOT_RECORDED = Sentence("a source that is not recorded", "مصدر غير مسجَّل")
_CONFIDENTIAL = Sentence("a confidential source ({kind})", "مصدر سري ({kind})")
_LISTED_CONFIDENTIAL = Sentence("Confidential source.", "مصدر سري.")
_LISTED_KIND = Sentence("Confidential source, {kind}.", "مصدر سري، {kind}.")
_NO_KIND = Sentence("kind not stated", "نوعه غير مذكور")
_NO_DATE = Sentence("no date", "دون تاريخ")
_RELIABILITY = Sentence("reliability {grade}", "الموثوقية {grade}")
_READ = Sentence("read {day}", "اطُّلع عليه في {day}")


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of the sources list; `address` is blank for everything that is not public.

    `source_id` is whose entry it is; it is never printed.
    """

    number: int
    text: str
    address: str = ""
    archived: str = ""
    source_id: str = ""


class Bibliography:
    """Gives sources their numbers in the order in which they are first cited."""

    def __init__(self, known: Mapping[str, Record], level: Level, tongue: Tongue = ENGLISH) -> None:
        self._known = dict(known)
        self._level = level
        self._tongue = tongue
        self._numbers: dict[str, int] = {}

    def learn(self, known: Mapping[str, Record]) -> None:
        """Take in further records that sources are looked up in."""
        self._known.update(known)

    def source(self, source_id: str | None) -> Source | None:
        """The source of an id."""
        found = self._known.get(source_id or "")
        return found if isinstance(found, Source) else None

    def cite(self, *source_ids: str | None) -> tuple[int, ...]:
        """The numbers of sources, given on first use."""
        cited = dict.fromkeys(one for one in source_ids if self.source(one))
        return tuple(self._numbers.setdefault(str(one), len(self._numbers) + 1) for one in cited)

    def cite_claim(self, claim: Claim) -> tuple[int, ...]:
        """The numbers of who asserts a claim and of where it was read."""
        return self.cite(claim.source_id, claim.via_source_id)

    def name(self, source_id: str | None) -> str:
        """Who a source is, inside a sentence."""
        source = self.source(source_id)
        if source is None:
            return self._tongue.say(_NOT_RECORDED)
        kind = _kind(self._tongue, source)
        if is_confidential(source):
            return self._tongue.say(_CONFIDENTIAL, kind=kind)
        return isolate(source.publisher or source.title or kind)

    def speaker(self, source_id: str | None, via_id: str | None = None) -> str:
        """Who says it and where it was read: «X, via Y»."""
        return relay(self._tongue, self.name(source_id), self.name(via_id) if via_id else None)

    def speaker_of(self, claim: Claim) -> str:
        """Who says what a claim says."""
        return self.speaker(claim.source_id, claim.via_source_id)

    @property
    def entries(self) -> tuple[Citation, ...]:
        """The sources list."""
        return tuple(
            replace(self._entry(number, self.source(one)), source_id=one)
            for one, number in self._numbers.items()
        )

    def __len__(self) -> int:
        return len(self._numbers)

    def _entry(self, number: int, source: Source | None) -> Citation:
        tongue = self._tongue
        if source is None:
            return Citation(number, tongue.say(_LISTED_CONFIDENTIAL))
        if is_confidential(source):
            return Citation(number, tongue.say(_LISTED_KIND, kind=_kind(tongue, source)))
        described = _described(tongue, source)
        return Citation(number, described, source.url or "", source.archived_url or "")


def _kind(tongue: Tongue, source: Source) -> str:
    label = tongue.label("SOURCE_TYPE", source.source_type)
    return tongue.inside(label) or tongue.say(_NO_KIND)


def _described(tongue: Tongue, source: Source) -> str:
    """A public source as a list of sources has it."""
    title = isolate(source.title or "")
    if source.title_en and source.title_en != source.title:
        title = f"{title} [{isolate(source.title_en)}]"
    published = source.published
    parts = [isolate(source.publisher or ""), tongue.quoted(title) if title else ""]
    parts.append(day_words(tongue, published) if published else tongue.say(_NO_DATE))
    described = tongue.joined([part for part in parts if part])
    facts = [tongue.label("SOURCE_TYPE", source.source_type)]
    if source.reliability:
        facts.append(tongue.say(_RELIABILITY, grade=tongue.code(source.reliability)))
    if source.accessed:
        facts.append(tongue.say(_READ, day=as_of_day(tongue, source.accessed)))
    return f"{described}. {tongue.joined(facts, ';')}."


def withheld_names(cases: Iterable[CaseFile], tongue: Tongue = ENGLISH) -> Callable[[str], str]:
    """A function that takes what would name a confidential source out of free text."""
    sources = {
        source.id: source
        for case in cases
        for claim in case.claims
        for source_id in (claim.source_id, claim.via_source_id)
        if (source := case.find(Source, source_id))
    }
    hidden = [one for one in sources.values() if is_confidential(one)]
    open_names = {one.publisher for one in sources.values() if not is_confidential(one)}
    names = {
        name
        for one in hidden
        for name in (one.author, one.publisher, one.title, one.title_en, one.url)
        if name and len(name) >= _SHORTEST_NAME and name not in open_names
    }
    ordered = sorted(names, key=lambda name: (-len(name), name))

    def scrub(text: str) -> str:
        for name in ordered:
            text = _without(text, name, tongue.say(WITHHELD))
        return text

    return scrub


def _without(text: str, name: str, instead: str) -> str:
    """Replace every spelling of a name that differs in capitals alone."""
    plain, wanted = text.casefold(), name.casefold()
    if wanted not in plain or len(plain) != len(text):
        return text.replace(name, instead)
    parts, start = [], 0
    while (found := plain.find(wanted, start)) >= 0:
        parts.append(text[start:found])
        start = found + len(wanted)
    return instead.join([*parts, text[start:]])
