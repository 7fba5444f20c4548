"""Where each number comes from: the rules by name, and the records behind a figure, in print.

The rules are those the ledger notes; what a rule says is printed in the annex and shown by the
window beside the records themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.display import code_of
from ..domain.origins import standing_claims
from .citations import Bibliography
from .grounds import what_it_says
from .ledger import Figure
from .speech import Sentence, Tongue
from .speech.nouns import DAY, IMPACT, ITEM, MINUTE, REPORT, SOURCE, UNITS, Noun

__all__ = [
    "RULES",
    "FigureOrigin",
    "annex_of",
    "rule_words",
    "unit_words",
]

RULES: Mapping[str, Sentence] = {
    "attacks": Sentence(
        en="Incidents, each counted once.",
        ar="الحوادث، كل منها مرة واحدة.",
    ),
    "distinct sites": Sentence(
        en="Sites on record that were hit, each counted once however often it was.",
        ar="المواقع المسجلة التي أصيبت، كل منها مرة واحدة مهما تكررت إصابته.",
    ),
    "repeat strikes": Sentence(
        en="Strikes on sites that were hit in more than one incident.",
        ar="الضربات على مواقع أصيبت في أكثر من حادثة.",
    ),
    "responders harmed": Sentence(
        en="Attacks in which a source says that helpers were harmed, or counts them among the "
        "harmed.",
        ar="الهجمات التي يقول فيها مصدر إن مسعفين أو عاملين أصيبوا، أو يعدّهم بين المتضررين.",
    ),
    "sum of adopted ranges": Sentence(
        en="Lows and highs of the adopted ranges, added, over incidents that count in totals.",
        ar="جمع الحدود الدنيا والعليا للنطاقات المعتمدة في الحوادث التي تُحتسب في المجاميع.",
    ),
    "claims": Sentence(
        en="From the smallest low to the largest high of the credible claims, one an origin.",
        ar="من أصغر حد أدنى إلى أكبر حد أعلى في الإفادات الموثوقة، واحدة لكل أصل.",
    ),
    "widest": Sentence(
        en="From the smallest low to the largest high of every claim.",
        ar="من أصغر حد أدنى إلى أكبر حد أعلى في جميع الإفادات.",
    ),
    "manual": Sentence(
        en="A figure of our own, with its reason.",
        ar="رقم من تقديرنا مع سببه.",
    ),
    "as the source states it": Sentence(
        en="As the source states it.",
        ar="كما يذكره المصدر.",
    ),
    "sites": Sentence(
        en="Distinct sites directly hit, by kind.",
        ar="المواقع المختلفة التي أصيبت مباشرة، بحسب نوعها.",
    ),
    "method": Sentence(
        en="Attacks by means and weapon.",
        ar="الهجمات بحسب الوسيلة والسلاح.",
    ),
    "attribution": Sentence(
        en="Attacks by what the sources say of the attacker.",
        ar="الهجمات بحسب ما تقوله المصادر عن الجهة المهاجِمة.",
    ),
    "attacks by district": Sentence(
        en="Attacks by the district they lie in.",
        ar="الهجمات بحسب المنطقة التي تقع فيها.",
    ),
    "attacks by governorate": Sentence(
        en="Attacks by the governorate they lie in.",
        ar="الهجمات بحسب المحافظة التي تقع فيها.",
    ),
    "attacks by week": Sentence(
        en="Attacks whose date lies in the week, and those whose date may.",
        ar="الهجمات التي يقع تاريخها في الأسبوع، والتي قد يقع فيه.",
    ),
    "attacks by month": Sentence(
        en="Attacks whose date lies in the month, and those whose date may.",
        ar="الهجمات التي يقع تاريخها في الشهر، والتي قد يقع فيه.",
    ),
    "attacks by year": Sentence(
        en="Attacks whose date lies in the year, and those whose date may.",
        ar="الهجمات التي يقع تاريخها في السنة، والتي قد يقع فيها.",
    ),
    "undated": Sentence(
        en="Attacks whose date is too vague for the chart.",
        ar="الهجمات التي تاريخها أعمّ من أن يظهر في الرسم.",
    ),
    "at one mark": Sentence(
        en="Attacks at one mark of the map.",
        ar="الهجمات عند علامة واحدة على الخريطة.",
    ),
    "not on the map": Sentence(
        en="Attacks without a position that is known and may be shown.",
        ar="الهجمات التي لا يُعرف موضعها أو لا يجوز إظهاره.",
    ),
    "period match": Sentence(
        en="Attacks whose date lies in the period within its area, and those whose date may.",
        ar="الهجمات التي يقع تاريخها في الفترة ضمن منطقتها، والتي قد يقع فيها.",
    ),
    "share": Sentence(
        en="Its part of all that is divided here.",
        ar="نصيبه من مجموع ما قُسِّم هنا.",
    ),
    "said to break": Sentence(
        en="Attacks recorded here as breaking the pause or cease-fire.",
        ar="الهجمات المسجَّلة هنا على أنها خرقت الهدنة أو وقف إطلاق النار.",
    ),
    "sites not identified": Sentence(
        en="Attacks on a site that nobody has identified.",
        ar="الهجمات على موقع لم يُحدَّد.",
    ),
    "with a number": Sentence(
        en="Attacks that count in totals and for which a number is given.",
        ar="الهجمات المحسوبة في المجاميع والتي ذُكر لها عدد.",
    ),
    "without a number": Sentence(
        en="Attacks that count in totals and for which no number is given.",
        ar="الهجمات المحسوبة في المجاميع والتي لم يُذكر لها عدد.",
    ),
    "not in totals": Sentence(
        en="Attacks not yet assessed as counting in totals.",
        ar="الهجمات التي لم تُقيَّم بعد على أنها محسوبة في المجاميع.",
    ),
    "sources cited": Sentence(
        en="Sources in the list of sources.",
        ar="المصادر الواردة في قائمة المصادر.",
    ),
    "left out of a list": Sentence(
        en="Items for which a list had no room.",
        ar="بنود لم تتسع لها القائمة.",
    ),
    "reports and origins": Sentence(
        en="Reports of the incident, and the origins they go back to: those that share a publisher,"
        " a quotation or a file are one.",
        ar="الإفادات عن الحادثة والأصول التي ترجع إليها: ما اشترك في ناشر أو اقتباس أو ملف أصل"
        " واحد.",
    ),
    "as recorded": Sentence(en="As recorded of the incident.", ar="كما سُجِّل عن الحادثة."),
    "days since the last": Sentence(
        en="Days between this strike and the one before it on the same site.",
        ar="الأيام بين هذه الضربة والتي سبقتها على الموقع نفسه.",
    ),
    "recorded of a group": Sentence(
        en="Incidents of this group that are recorded here.",
        ar="حوادث هذه المجموعة المسجَّلة هنا.",
    ),
    "waves": Sentence(
        en="Distinct protected sites, at least three, struck within the hours and the distance "
        "named.",
        ar="مواقع محمية مختلفة، ثلاثة على الأقل، أصيبت ضمن الساعات والمسافة المذكورة.",
    ),
    "reconciliation": Sentence(
        en="What we hold beside a total of others, in its unit, area, period and parties.",
        ar="ما لدينا إلى جانب رقم نشره آخرون، بوحدته ومنطقته وفترته وأطرافه.",
    ),
    "published by others": Sentence(
        en="As others published it; not added to our counts.",
        ar="كما نشره آخرون؛ ولا يُضاف إلى أعدادنا.",
    ),
}
"""What a rule of the ledger means, by its name there."""

_UNITS: Mapping[str, Noun] = {
    **UNITS,
    "day": DAY,
    "impact": IMPACT,
    "item": ITEM,
    "minute": MINUTE,
    "report": REPORT,
    "source": SOURCE,
}
MOST_CODES = 12


@dataclass(frozen=True, slots=True)
class FigureOrigin:
    """One line of the annex; `left_out` counts the incidents for which there was no room."""

    key: str
    words: str
    about: str
    rule: str
    unit: str
    codes: tuple[str, ...]
    left_out: int
    cites: tuple[int, ...]
    told: tuple[tuple[int, str], ...] = ()
    """Of a number of people, what each source states, where more than their names is known."""


def rule_words(rule: str, tongue: Tongue) -> str:
    """A rule in words; one without them by its name."""
    known = RULES.get(rule)
    return tongue.say(known) if known else rule


def unit_words(unit: str, tongue: Tongue) -> str:
    """What is counted, in the plural."""
    known = _UNITS.get(unit)
    return tongue.kind(known) if known else unit


def annex_of(
    figures: Iterable[Figure],
    cases: Iterable[CaseFile],
    *,
    sources: Bibliography,
    tongue: Tongue,
) -> tuple[FigureOrigin, ...]:
    """The lines of the annex over some cases; sources that only stand here get their numbers."""
    grounds = _Grounds(cases, sources, tongue)
    return tuple(
        FigureOrigin(
            key=one.key,
            words=one.words,
            about=one.about,
            rule=rule_words(one.rule, tongue),
            unit=unit_words(one.unit, tongue),
            codes=tuple(sorted(grounds.code_of(key) for key in one.incident_ids[:MOST_CODES])),
            left_out=max(0, len(one.incident_ids) - MOST_CODES),
            cites=grounds.cites_of(one),
            told=grounds.told_of(one),
        )
        for one in figures
    )


class _Grounds:
    """What lies behind the figures over some cases."""

    def __init__(self, cases: Iterable[CaseFile], sources: Bibliography, tongue: Tongue) -> None:
        self._cases = {case.incident.id: case for case in cases}
        self._claims = {
            claim.id: (case, claim) for case in self._cases.values() for claim in case.claims
        }
        self._sources = sources
        self._tongue = tongue

    def code_of(self, incident_id: str) -> str:
        """What an incident is called."""
        return code_of(self._cases[incident_id].incident)

    def cites_of(self, figure: Figure) -> tuple[int, ...]:
        """The sources of the claims behind a figure: for a count of incidents, all of theirs."""
        claims = [self._claims[one][1] for one in figure.claim_ids if one in self._claims]
        if not claims and figure.axes is None:
            named = figure.incident_ids[:MOST_CODES]
            claims = [one for key in named for one in standing_claims(self._cases[key])]
        found = [number for one in claims for number in self._sources.cite_claim(one)]
        return tuple(sorted({*self._sources.cite(*figure.source_ids), *found}))

    def told_of(self, figure: Figure) -> tuple[tuple[int, str], ...]:
        """What each source states of the people that a figure counts."""
        if figure.axes is None:
            return ()
        told: dict[tuple[int, str], None] = {}
        for one in figure.claim_ids:
            case, claim = self._claims.get(one, (None, None))
            if case and claim:
                said = what_it_says(self._tongue, case, claim, figure.axes)
                numbers = self._sources.cite_claim(claim)[:1] if said else ()
                told.update(dict.fromkeys((number, said) for number in numbers))
        return tuple(told)
