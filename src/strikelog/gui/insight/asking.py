"""What a question of the page is asked with, and what comes back: results, each with its answer."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.counts import range_words
from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.display import code_words, title_of
from strikelog.domain.fields import field_of, fields_of
from strikelog.domain.filters import ALL, Condition, Filter, Op
from strikelog.domain.messages import is_right_to_left, mark, translate
from strikelog.domain.progress import Progress, Silent
from strikelog.domain.records import Claim, Incident, Record, Source
from strikelog.gui.insight.blocks import Block, Side
from strikelog.gui.language import apart, number, upright
from strikelog.gui.pages.arrangements import ARRANGEMENTS
from strikelog.gui.pages.wishes import Edit, Reach, ShowIncidents, Spot, Wish
from strikelog.gui.style import Tone
from strikelog.insight.findings import key_of
from strikelog.insight.thresholds import Thresholds
from strikelog.services.finding import Finding
from strikelog.services.findings import Decision
from strikelog.services.insights import Insights

MOST_LISTED = 1_000
"""Results listed at once; a filter leads to the others."""

MOST_AT_ONCE = 5_000
"""Incidents to which one step leads; their list is found by their ids."""

MOST_LINES = 200
"""Lines of one table."""

_LISTED = frozenset(one.kind for one in ARRANGEMENTS)
_THRESHOLD = mark("{name}: {value} {unit}")
_DECIDED = {
    "accepted": (mark("Accepted"), Tone.GOOD),
    "dismissed": (mark("Dismissed"), Tone.PLAIN),
}
_NO_DATE = mark("date not known")
_QUOTED = mark("“{said}”")


def open_wish(kind: type[Record], record_id: str) -> Wish:
    """Open a record: its form where it has a page, else on the form it stands on."""
    return Edit(kind, record_id) if kind in _LISTED else Reach(kind, record_id)


def spot_wish(kind: type[Record], record_id: str, spot: Spot) -> Wish:
    """Open a record on a spot of its form, or of the form it stands on."""
    return Edit(kind, record_id, spot) if kind in _LISTED else Reach(kind, record_id, spot.key)


def incidents_wish(incident_ids: Iterable[str]) -> Wish | None:
    """List incidents, as many as a list takes at once, or open the one there is."""
    ids = tuple(dict.fromkeys(incident_ids))[:MOST_AT_ONCE]
    if len(ids) == 1:
        return Edit(Incident, ids[0])
    return ShowIncidents(Filter((Condition("id", Op.IS, ids),))) if ids else None


@dataclass(frozen=True, slots=True)
class Told:
    """One result in the list: the pill says how many or how sure, `about` is what a rule gave.

    `found` is what can be decided about it, with what was decided and when, in words; `accepting`
    what accepting it writes, where the question cannot say it of all. `name` tells it from others.
    """

    title: str
    lines: tuple[str, ...]
    pill: str
    tone: Tone = Tone.PLAIN
    wish: Wish | None = None
    about: object = None
    found: object = None
    decision: Decision | None = None
    decided_on: str = ""
    accepting: str = ""
    name: str = ""


class Teller:
    """Puts results into words of one language, with the names of what they are about."""

    def __init__(self, finding: Finding, language: str) -> None:
        self.finding = finding
        self.language = language
        self._names: dict[str, str] = {}

    def learn(self, ids: Collection[str]) -> None:
        """Read the names of records."""
        self._names.update(self.finding.names(set(ids) - self._names.keys() - {""}))

    def name(self, record_id: str) -> str:
        """Give the name of a record that was learned."""
        return self._names.get(record_id) or record_id[:8]

    def names(self, ids: Iterable[str]) -> str:
        """Give several names as one text."""
        return self.listed(apart(self.name(one)) for one in ids)

    def listed(self, texts: Iterable[str]) -> str:
        """Join texts by the comma of the language."""
        return ("، " if is_right_to_left(self.language) else ", ").join(texts)

    def say(self, text: str, **values: object) -> str:
        """Translate a marked text and fill it in."""
        said = translate(text, self.language)
        return said.format(**values) if values else said

    def date(self, value: FuzzyDate | None) -> str:
        """Say a date, or that there is none."""
        return date_words(value, self.language) if value else self.say(_NO_DATE)

    def code(self, kind: type[Record], key: str, code: str | None) -> str:
        """Say a code of a field; nothing recorded is a dash."""
        return code_words(field_of(kind, key).vocabulary, code, self.language) if code else "–"

    def label(self, kind: type[Record], key: str) -> str:
        """Name a field."""
        return self.say(field_of(kind, key).label)

    def count(self, value: int) -> str:
        """Write a count."""
        return upright(number(value))

    def span(self, low: float, high: float | None) -> str:
        """Write a range of figures; without an upper end it is at least the lower."""
        if high is None:
            return range_words(int(low), None, self.language)
        return upright(f"{low:g}–{high:g}" if high > low else f"{low:g}")

    def speaker(self, case: CaseFile, claim: Claim) -> str:
        """Name who makes a claim."""
        source = case.find(Source, claim.source_id)
        who = (source.publisher or title_of(source, self.language)) if source else ""
        return who or title_of(claim, self.language)

    def quoted(self, case: CaseFile, claim: Claim) -> Side:
        """Put a claim beside others: who makes it, in which words, where they stand."""
        said = claim.quote or claim.summary or ""
        translated = claim.quote_en if claim.quote and claim.quote_en else ""
        lines = [self.say(_QUOTED, said=apart(said))] if said else []
        lines += [self.say(_QUOTED, said=apart(translated))] if translated else []
        source = case.find(Source, claim.source_id)
        title = title_of(source, self.language) if source else ""
        who = self.speaker(case, claim)
        note = self.listed(filter(None, (title if title != who else "", claim.locator or "")))
        return Side(who, tuple(lines), open_wish(Claim, claim.id), note)


@dataclass(frozen=True)
class Asking:
    """One question asked of the records: the rules, the words, which incidents, how far it is."""

    insights: Insights
    teller: Teller
    where: Filter = ALL
    progress: Progress = field(default_factory=Silent)
    with_dismissed: bool = False

    def thresholds(self, group: str) -> str:
        """Say the numbers a rule goes by, with their units."""
        teller, used = self.teller, self.insights.thresholds.of(group)
        fields = (field for field in fields_of(Thresholds) if field.key in used)
        said = (
            teller.say(
                _THRESHOLD,
                name=teller.say(one.label),
                value=teller.count(used[one.key]),
                unit=teller.say(one.unit),
            )
            for one in fields
        )
        return " · ".join(said)

    def with_decisions(self, told: Iterable[Told]) -> tuple[Told, ...]:
        """Put beside each result what was decided about it."""
        known = self.insights.decisions()
        return tuple(self._decided(one, known) for one in told)

    def _decided(self, told: Told, known: Mapping[str, Decision]) -> Told:
        decision = known.get(key_of(told.found)) if told.found is not None else None
        if decision is None or decision.verdict == "open":
            return told
        day = self.teller.date(FuzzyDate.of_day(decision.at.astimezone().date()))
        pill, tone = _DECIDED[decision.verdict]
        return replace(
            told, decision=decision, decided_on=day, pill=self.teller.say(pill), tone=tone
        )

    def case(self, incident_id: str) -> CaseFile | None:
        """Give an incident with everything that hangs on it."""
        return self.teller.finding.case_file(incident_id)

    def cases(self, incident_ids: Iterable[str]) -> Iterator[CaseFile]:
        """Give the case files of some incidents, in their order."""
        ids = tuple(dict.fromkeys(incident_ids))
        where = Filter((Condition("id", Op.IS, ids),))
        found = self.teller.finding.case_files(where) if ids else []
        known = {case.incident.id: case for case in found}
        return (known[one] for one in ids if one in known)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question brought: the results that are listed, and how many there are."""

    listed: tuple[Told, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question: its name, what the answer is made of, what to do where there is none.

    `ask` gives the results, `tell` what is shown of one. Where `is_whole`, there is one result and
    no list beside it. `leads_to` is a page of the window that answers instead. The filter of
    incidents holds for it where it `is_filtered`; its results can be dismissed where it
    `is_decided`, and kept as they are, for good, where it `is_kept`. `accepting` says what
    accepting a result writes; blank where there is nothing to write.
    """

    key: str
    title: str
    what: str
    nothing: str
    icon: str
    ask: Callable[[Asking], Answer]
    tell: Callable[[Asking, Told], tuple[Block, ...]]
    is_whole: bool = False
    leads_to: str = ""
    is_filtered: bool = True
    is_decided: bool = False
    is_kept: bool = False
    accepting: str = ""
