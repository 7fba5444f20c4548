"""What an export would be: its tables, what is left out of it, and what it still risks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..domain.fields import Field
from ..domain.messages import mark, translate
from ..domain.records import Incident, Record, Site
from ..domain.release import is_sensitive
from ..domain.sharing import Partner
from ..domain.validation.privacy import personal_signs

if TYPE_CHECKING:
    from ..exchange.previewing import PreviewTable
    from ..exchange.removals import Removal

MOST_NAMED = 200
"""Records that are named of those to which one thing happens."""

FEW = 5
"""Incidents below which readers may guess who told of them."""

PERSONAL = mark("{sheet}: “{label}” holds {sign} ({count}×).")
POSITIONS = mark(
    "The positions of {count} hospitals, schools, camps or rescue centres that may work go out"
    " exactly, because this workbook is for your own office."
)
NEAR_POSITIONS = mark(
    "The positions of {count} hospitals, schools, camps or rescue centres that may work go out to"
    " about a kilometre, because their release rule allows it."
)
OWN_WORDS = mark(
    "{count} texts go out as they were written. The program does not understand them: read them"
    " for what tells who somebody is, or where somebody works or hides."
)
FEW_INCIDENTS = mark(
    "Only {count} incidents go out. Readers who know the place may guess who told of them."
)
ONE_POSITION = mark(
    "The position of a hospital, school, camp or rescue centre that may work goes out exactly,"
    " because this workbook is for your own office."
)
ONE_NEAR_POSITION = mark(
    "The position of a hospital, school, camp or rescue centre that may work goes out to about a"
    " kilometre, because its release rule allows it."
)
ONE_TEXT = mark(
    "One text goes out as it was written. The program does not understand it: read it for what"
    " tells who somebody is, or where somebody works or hides."
)
ONE_INCIDENT = mark(
    "Only one incident goes out. Readers who know the place may guess who told of it."
)
CLEAR_FILE = mark(
    "A workbook is not encrypted. Encrypt the file, or send it over a channel that is."
)


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a risk is about, so that a person can open it."""

    entity: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that stays risky; labels and signs that fill the sentence are marked themselves.

    `one` is the sentence where there is one alone, if that reads otherwise.
    """

    code: str
    text: str
    count: int
    filled: tuple[tuple[str, str], ...] = ()
    records: tuple[Named, ...] = ()
    one: str = ""

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""
        text = self.one if self.one and self.count == 1 else self.text
        filled = {key: translate(text, language) for key, text in self.filled}
        said = translate(text, language).format(count=f"{self.count:,}", **filled)
        return said[:1].upper() + said[1:]

    def to_plain(self) -> dict[str, object]:
        """Give it as JSON holds it."""
        ids = [one.id for one in self.records]
        return {"code": self.code, "count": self.count, "risk": self.sentence(), "records": ids}


@dataclass(frozen=True)
class ExportPlan:
    """What an export would hold, leave out and risk."""

    profile: str
    partner: Partner
    tables: "tuple[PreviewTable, ...]"
    removed: "tuple[Removal, ...]"
    risks: tuple[Risk, ...]


_Key = tuple[str, str, str]


@dataclass
class PlanWatch:
    """Sees every record and text that would go out, and remembers what is risky about it."""

    profile: str
    texts: int = 0
    signs: dict[_Key, dict[str, Named]] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[_Key, int] = field(default_factory=lambda: defaultdict(int))
    positions: dict[str, Named] = field(default_factory=dict)
    n_positions: int = 0

    def see(self, record: Record, described: Field | None, text: str) -> None:
        """Look at a text, or at a record whose texts were all seen."""
        if described is None:
            self._record(record)
            return
        self.texts += 1
        for sign in personal_signs(text):
            key = (sign, described.label or mark("Public summary"), record.about.plural)
            named = self.signs[key]
            self.counts[key] += record.id not in named
            if len(named) < MOST_NAMED:
                named[record.id] = named_of(record)

    def _record(self, record: Record) -> None:
        if not isinstance(record, Site) or record.lat is None or not is_sensitive(record):
            return
        if self.profile != "full" and record.geo_prec not in _FINE:
            return
        self.n_positions += 1
        if len(self.positions) < MOST_NAMED:
            self.positions[record.id] = named_of(record)


_FINE = frozenset({"building", "within_100m", "street", "neighbourhood"})


def named_of(record: Record) -> Named:
    """Name a record for a list of those to look at."""
    titles = (getattr(record, key, None) for key in record.about.title)
    return Named(type(record).__name__, record.id, next(filter(None, titles), "") or record.id[:8])


def say_risks(watch: PlanWatch, profile: str, incidents: int) -> Iterator[Risk]:
    """Give the risks that stay, the gravest first."""
    for key in sorted(watch.signs, key=lambda one: -watch.counts[one]):
        sign, label, sheet = key
        filled: Mapping[str, str] = {"sign": sign, "label": label, "sheet": sheet}
        yield Risk(
            "W22",
            PERSONAL,
            watch.counts[key],
            tuple(filled.items()),
            tuple(watch.signs[key].values()),
        )
    if watch.n_positions:
        is_near = profile == "partner"
        yield Risk(
            "W23",
            NEAR_POSITIONS if is_near else POSITIONS,
            watch.n_positions,
            records=tuple(watch.positions.values()),
            one=ONE_NEAR_POSITION if is_near else ONE_POSITION,
        )
    if profile not in _SHARED:
        yield Risk("file", CLEAR_FILE, 1)
        return
    if watch.texts:
        yield Risk("text", OWN_WORDS, watch.texts, one=ONE_TEXT)
    if 0 < incidents < FEW:
        yield Risk("few", FEW_INCIDENTS, incidents, one=ONE_INCIDENT)
    if profile == "partner":
        yield Risk("file", CLEAR_FILE, 1)


_SHARED = frozenset({"partner", "public"})


def is_incident(named: Named) -> bool:
    """Tell whether a record opens as an incident."""
    return named.entity == Incident.__name__
