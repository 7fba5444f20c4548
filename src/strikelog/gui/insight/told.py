"""Results of rules as lines of a list: a title, what is said of it, how sure, which incidents."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.differences import Version
from strikelog.domain.display import code_words
from strikelog.domain.messages import mark, translate
from strikelog.domain.progress import Progress
from strikelog.gui.style import Tone
from strikelog.insight.patterns import Interval, NthStrike
from strikelog.insight.pauses import Part, PartOfPause
from strikelog.services.finding import Finding
from strikelog.services.insights import Insights


@dataclass(frozen=True, slots=True)
class Told:
    """One result; the pill says how many or how sure."""

    title: str
    lines: tuple[str, ...]
    pill: str
    tone: Tone = Tone.PLAIN
    incident_ids: tuple[str, ...] = ()


class Teller:
    """Puts results into words of one language, with the names of what they are about."""

    def __init__(self, finding: Finding, language: str) -> None:
        self._finding = finding
        self._language = language
        self._names: dict[str, str] = {}

    def learn(self, ids: Collection[str]) -> None:
        """Read the names of records."""
        self._names.update(self._finding.names(set(ids) - self._names.keys()))

    def name(self, record_id: str) -> str:
        """Give the name of a record that was learned."""
        return self._names.get(record_id) or record_id[:8]

    def say(self, text: str, **values: object) -> str:
        """Translate a marked text and fill it in."""
        return translate(text, self._language).format(**values)

    def date(self, value: FuzzyDate | None) -> str:
        """Say a date, or that there is none."""
        return date_words(value, self._language) if value else self.say(_NO_DATE)

    def code(self, vocabulary: str, code: str) -> str:
        """Say a code."""
        return code_words(vocabulary, code, self._language)


Ask = Callable[[Insights, Teller, Progress], list[Told]]

_NO_DATE = mark("date not known")
_SURE, _POSSIBLE = mark("Certain"), mark("Possible")


# -- struck again --------------------------------------------------------------------------------

_TIMES = mark("{count} times")
_FIRST = mark("{n}. {date}")
_AGAIN = mark("{n}. {date}, after {days} days")
_IN_FORCE = mark("in force: {names}")


def repeats(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give the sites struck more than once, with each strike."""
    found = insights.repeats(progress=progress)
    teller.learn({ledger.site_id for ledger in found})
    teller.learn({one for ledger in found for nth in ledger.strikes for one in _periods(nth)})
    return [
        Told(
            title=teller.name(ledger.site_id),
            lines=tuple(_strike(teller, nth) for nth in ledger.strikes),
            pill=teller.say(_TIMES, count=len(ledger.strikes)),
            tone=Tone.GRAVE if len(ledger.strikes) > 2 else Tone.WAIT,
            incident_ids=ledger.incident_ids,
        )
        for ledger in found
    ]


def _periods(nth: NthStrike) -> tuple[str, ...]:
    return (*nth.periods.certain_ids, *nth.periods.possible_ids)


def _strike(teller: Teller, nth: NthStrike) -> str:
    date = teller.date(nth.hit.occurred)
    said = (
        teller.say(_AGAIN, n=nth.n, date=date, days=_days(nth.since_last))
        if nth.since_last
        else teller.say(_FIRST, n=nth.n, date=date)
    )
    periods = ", ".join(map(teller.name, _periods(nth)))
    return f"{said} · {teller.say(_IN_FORCE, names=periods)}" if periods else said


def _days(interval: Interval) -> str:
    if interval.high is None:
        return f"≥ {interval.low}"
    return f"{interval.low}–{interval.high}" if interval.high > interval.low else str(interval.low)


# -- double taps -------------------------------------------------------------------------------

_MINUTES = mark("{minutes} minutes between strikes")


def double_taps(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give the incidents with several strikes, with the verdict and why."""
    found = insights.double_taps(progress=progress)
    teller.learn({one.incident_id for one in found})
    return [
        Told(
            title=teller.name(one.incident_id),
            lines=(
                teller.say(one.said.reason),
                *dict.fromkeys(
                    teller.say(_MINUTES, minutes=_span(gap.low, gap.high)) for gap in one.said.gaps
                ),
            ),
            pill=teller.say(_VERDICTS[one.said.verdict]),
            tone=_TONES[one.said.verdict],
            incident_ids=(one.incident_id,),
        )
        for one in found
    ]


_VERDICTS = {
    "supported": mark("Supported"),
    "candidate": mark("Candidate"),
    "multiple_same_wave": mark("One wave"),
}
_TONES = {"supported": Tone.GRAVE, "candidate": Tone.WAIT, "multiple_same_wave": Tone.PLAIN}


def _span(low: int, high: int) -> str:
    return f"{low}–{high}" if high > low else str(low)


# -- waves ---------------------------------------------------------------------------------------

_SITES = mark("{count} sites")
_WITHIN = mark("within {hours} hours at most, {km} km apart at most")


def waves(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give the waves: several protected sites within a day of each other."""
    found = insights.waves(progress=progress).found
    teller.learn({one for wave in found for one in (*wave.site_keys, *wave.incident_ids)})
    return [
        Told(
            title=", ".join(map(teller.name, wave.site_keys)),
            lines=(
                teller.say(_WITHIN, hours=f"{wave.hours[1]:.0f}", km=f"{wave.kilometres:.0f}"),
                teller.say(_SITES, count=len(wave.site_keys)),
            ),
            pill=teller.say(_SURE if wave.is_certain else _POSSIBLE),
            tone=Tone.GRAVE if wave.is_certain else Tone.WAIT,
            incident_ids=wave.incident_ids,
        )
        for wave in found
    ]


# -- pauses ------------------------------------------------------------------------------------

_PARTS = {
    Part.BEFORE: mark("before: {count}"),
    Part.DURING: mark("during: {count}"),
    Part.AFTER: mark("after: {count}"),
    Part.CANNOT_TELL: mark("cannot be told: {count}"),
}
_RATE = mark("{said} ({rate} a day)")


def windows(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give the declared pauses with the attacks before, during and after."""
    found = insights.windows(progress=progress)
    teller.learn({one.period_id for one in found})
    return [
        Told(
            title=teller.name(one.period_id),
            lines=(" · ".join(_part(teller, part) for part in one.parts),),
            pill=teller.say(_PARTS[Part.DURING], count=len(one.part(Part.DURING).incident_ids)),
            tone=Tone.GRAVE if one.part(Part.DURING).incident_ids else Tone.PLAIN,
            incident_ids=tuple(
                incident
                for part in (Part.DURING, Part.CANNOT_TELL)
                for incident in one.part(part).incident_ids
            ),
        )
        for one in found
    ]


def _part(teller: Teller, part: PartOfPause) -> str:
    said = teller.say(_PARTS[part.part], count=len(part.incident_ids))
    rate = part.per_day
    return teller.say(_RATE, said=said, rate=f"{rate:.2f}") if rate else said


# -- contradictions ----------------------------------------------------------------------------

_DIFFER = mark("points: {count}")


def contradictions(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give the incidents whose claims differ, with each value they give."""
    found = insights.contradictions(progress=progress)
    ids = {one for of in found for field in of.said for version in field.versions
           for one in version.values}  # fmt: skip
    teller.learn({one.incident_id for one in found} | {one for one in ids if len(one) == _ID})
    return [
        Told(
            title=teller.name(one.incident_id),
            lines=tuple(
                f"{teller.say(field.label)}: {_versions(teller, field.key, field.versions)}"
                for field in one.said
            ),
            pill=teller.say(_DIFFER, count=len(one.said)),
            tone=Tone.WAIT,
            incident_ids=(one.incident_id,),
        )
        for one in found
    ]


_ID = 36
_CODED = {"event_type": "EVENT_TYPE", "delivery": "DELIVERY", "weapon": "WEAPON"}


def _versions(teller: Teller, key: str, versions: Iterable[Version]) -> str:
    return " ↔ ".join(
        ", ".join(_value(teller, key, value) for value in version.values) for version in versions
    )


def _value(teller: Teller, key: str, value: str) -> str:
    if key in _CODED:
        return teller.code(_CODED[key], value)
    if key == "date_edtf":
        return teller.date(FuzzyDate.parse(value))
    return teller.name(value) if len(value) == _ID else value


# -- what is to be done --------------------------------------------------------------------------


def worklists(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give the worklists with how much each holds."""
    found = sorted(insights.worklists(progress=progress), key=lambda task: task.worklist)
    told = []
    for worklist, tasks in groupby(found, key=lambda task: task.worklist):
        some = list(tasks)
        teller.learn({task.record_id for task in some[:_SHOWN]})
        incidents = tuple(dict.fromkeys(task.incident_id for task in some))
        names = "; ".join(teller.name(task.record_id) for task in some[:_SHOWN])
        more = f" … (+{len(some) - _SHOWN})" if len(some) > _SHOWN else ""
        told.append(
            Told(teller.say(worklist), (names + more,), str(len(some)), Tone.TOLD, incidents)
        )
    return sorted(told, key=lambda one: -int(one.pill))


_SHOWN = 3


# -- totals of others --------------------------------------------------------------------------

_VERDICT_WORDS: Mapping[str, str] = {
    "consistent": mark("Consistent"),
    "we_hold_fewer": mark("We hold fewer"),
    "we_hold_more": mark("We hold more"),
    "not_comparable": mark("Not comparable"),
    "superseded": mark("Replaced"),
}
_VERDICT_TONES = {"consistent": Tone.GOOD, "we_hold_fewer": Tone.WAIT, "we_hold_more": Tone.WAIT}
_OWN = {
    "site": mark("own records: {range} sites"),
    "attack": mark("own records: {range} attacks"),
    "person": mark("own records: {range} people"),
}
_LISTS = mark("counted {counted}, possible {possible}, excluded {excluded}")
_BEYOND = mark("beyond ours: {gap}")


def totals(insights: Insights, teller: Teller, progress: Progress) -> list[Told]:
    """Give each published total beside what our records hold."""
    found = insights.reconcile(progress=progress)
    teller.learn({one.total_id for one in found})
    told = []
    for one in found:
        lines = [teller.say(one.why)] if one.why else []
        if one.is_comparable:
            high = "…" if one.high is None else one.high
            own = f"{one.low}–{high}" if high != one.low else str(one.low)
            lists = teller.say(
                _LISTS,
                counted=len(one.counted),
                possible=len(one.possible),
                excluded=len(one.excluded),
            )
            lines = [
                f"{teller.say(_OWN[one.unit], range=own)} · {lists}",
                *_beyond(teller, one.gap),
            ]
        told.append(
            Told(
                teller.name(one.total_id),
                tuple(lines),
                teller.say(_VERDICT_WORDS[one.verdict]),
                _VERDICT_TONES.get(one.verdict, Tone.PLAIN),
                tuple(item.incident_id for item in (*one.counted, *one.possible)),
            )
        )
    return told


def _beyond(teller: Teller, gap: tuple[int | None, int | None]) -> Iterator[str]:
    least, most = gap
    if least is not None and least > 0:
        span = f"{least}–{most}" if most is not None and most > least else f"{least}"
        yield teller.say(_BEYOND, gap=span if most is not None else f"≥ {least}")
