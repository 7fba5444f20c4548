"""T20: names and numbers of people, typed into free text in twelve spellings, do not get out.

Each incident goes the whole way: recorded, exported for a partner, and stopped by the gate on the
finished bytes. Beside the leaks stand as many texts with the names of other people. The control
compares letter by letter, as a search would. `paper_gate.py` does the same with finished PDFs.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from strikelog.domain.records import Incident
from strikelog.services.exporting import Exporting
from strikelog.services.gate_tokens import GateTokens, marks_of
from strikelog.services.release_gate import NotReleased
from strikelog.services.settings import Settings
from tests.databases import open_database, recording_over

from .experiment import Experiment, Outcome
from .grounds import ground

PEOPLE = 60
BATCH = 120
VARIANTS_LEAST, ALARMS_MOST = 0.99, 0.02

GIVEN = (
    ("Ahmad", "أحمد", "Ahmed"), ("Muhammad", "محمد", "Mohamed"), ("Omar", "عمر", "Umar"),
    ("Khalid", "خالد", "Khaled"), ("Hasan", "حسن", "Hassan"), ("Husayn", "حسين", "Hussein"),
    ("Fatima", "فاطمة", "Fatimah"), ("Zaynab", "زينب", "Zeinab"), ("Maryam", "مريم", "Mariam"),
    ("Yusuf", "يوسف", "Youssef"), ("Ibrahim", "إبراهيم", "Ebrahim"), ("Nur", "نور", "Nour"),
    ("Mustafa", "مصطفى", "Moustafa"), ("Salim", "سالم", "Salem"), ("Tariq", "طارق", "Tarek"),
    ("Abd al-Rahman", "عبد الرحمن", "Abdulrahman"), ("Abd Allah", "عبد الله", "Abdullah"),
    ("Ziyad", "زياد", "Ziad"), ("Samir", "سمير", "Sameer"), ("Jamal", "جمال", "Gamal"),
    ("Qasim", "قاسم", "Kassem"), ("Walid", "وليد", "Waleed"), ("Bilal", "بلال", "Belal"),
    ("Ghassan", "غسان", "Ghasan"), ("Duraid", "دريد", "Doraid"), ("Rashid", "رشيد", "Rasheed"),
)  # fmt: skip
FAMILY = (
    ("Khalil", "خليل", "Khaleel"), ("al-Masri", "المصري", "Almasry"), ("Haddad", "حداد", "Hadad"),
    ("al-Hamwi", "الحموي", "Alhamwi"), ("Darwish", "درويش", "Darweesh"),
    ("Najjar", "نجار", "Najar"),
    ("Sabbagh", "صباغ", "Sabagh"), ("Qaddur", "قدور", "Kaddour"), ("Barakat", "بركات", "Barakat"),
    ("Shahin", "شاهين", "Shaheen"), ("al-Ahmad", "الأحمد", "Alahmad"), ("Kurdi", "كردي", "Kourdi"),
    ("Zaytun", "زيتون", "Zeitoun"), ("Hallaq", "حلاق", "Hallak"), ("Mansur", "منصور", "Mansour"),
    ("Jundi", "جندي", "Joundi"), ("Rifai", "رفاعي", "Refai"), ("Fayyad", "فياض", "Fayad"),
    ("Bakri", "بكري", "Bakry"), ("Hijazi", "حجازي", "Hegazi"), ("Ghazal", "غزال", "Gazal"),
)  # fmt: skip
TEXTS = (
    "Two aircraft circled before the strike. {} ran to the ambulance and was hit by the other.",
    "According to {}, the market was full when the shells fell on 5 May 2019 at 14:30.",
    "The school had been closed for a week, said {}; nobody was in the yard.",
    "Three died and 12 were hurt. The list was checked with {} by telephone in the evening.",
    "قال {} إن الطائرة عادت بعد عشر دقائق وقصفت المكان نفسه.",
    "وصل {} إلى المستشفى قبل الغارة الثانية، وكان الجرحى في الممر.",
)


@dataclass(frozen=True)
class Person:
    """A person by three spellings of the name, and a telephone number."""

    spellings: tuple[str, str, str]
    number: str
    kept: int

    @property
    def name(self) -> str:
        """The name as it is kept with the identities."""
        return self.spellings[self.kept]


def _person(chance: random.Random) -> Person:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    spellings = tuple(f"{given[at]} {family[at]}" for at in range(3))
    number = f"+9639{chance.randrange(10**7, 10**8)}"
    return Person(spellings, number, chance.choice((0, 1)))


_ACCENTS = str.maketrans({"a": "ā", "h": "ḥ", "s": "ṣ", "i": "ī", "u": "ū", "d": "ḍ"})
_WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _signs(text: str) -> str:
    """Write the accents or vowel signs that are mostly left out."""
    if text.isascii():
        return text.translate(_ACCENTS)
    return "".join(sign + ("\u064e" if sign.isalpha() else "") for sign in text)


def _family_first(text: str) -> str:
    given, _, family = text.rpartition(" ")
    return f"{family}, {given}"


FOLDED = {
    "as it is kept": lambda one, _: one.name,
    "capitals": lambda one, _: one.name.upper(),
    "accents and vowel signs": lambda one, _: _signs(one.name),
    "wide letters": lambda one, _: one.name.translate(_WIDE),
    "marks without width": lambda one, _: "\u200b".join(one.name),
    "other blanks": lambda one, _: one.name.replace(" ", "\n\u00a0 "),
    "number in other digits": lambda one, _: (
        f"{one.number[4:6]} {one.number[6:9]}-{one.number[9:]}".translate(_EASTERN)
    ),
}
VARIED = {
    "without blanks": lambda one, _: one.name.replace(" ", ""),
    "with dashes": lambda one, chance: one.name.replace(" ", chance.choice("-_.·/")),
    "letters apart": lambda one, _: " ".join(one.name.replace(" ", "")),
    "family name first": lambda one, _: _family_first(one.name),
    "other script or romanisation": lambda one, _: one.spellings[2 if one.kept else 1],
}
SPELLINGS = {**FOLDED, **VARIED}


@dataclass
class Count:
    """What was stopped and what went through, by spelling; alarms among clean texts."""

    stopped: Counter
    missed: Counter
    by_letter: int = 0
    clean: int = 0
    alarms: int = 0

    def rate(self, spellings: object) -> float:
        """The share of leaks that was stopped, in some spellings."""
        stopped = sum(self.stopped[one] for one in spellings)
        return stopped / max(1, stopped + sum(self.missed[one] for one in spellings))


def run(times: int) -> Outcome:
    """Type so many leaks, and as many names of others, into summaries."""
    chance = random.Random(times)
    count = Count(Counter(), Counter())
    with ground() as folder:
        for at in range(0, times, BATCH):
            place = folder / f"{at}"
            place.mkdir()
            _batch(place, min(BATCH, times - at), chance, count)
    folded, varied = count.rate(FOLDED), count.rate(VARIED)
    alarms = count.alarms / max(1, count.clean)
    failures = sum(count.missed[one] for one in FOLDED)
    failures += sum(count.missed[one] for one in VARIED) * (varied < VARIANTS_LEAST)
    failures += count.alarms * (alarms > ALARMS_MOST)
    seen = count.by_letter / times
    return Outcome(
        count=times,
        failures=failures,
        control=f"compared letter by letter, {1 - seen:.0%} of the leaks go through",
        control_bites=seen < 0.5,
        details=tuple(f"{one}: {n} missed" for one, n in count.missed.items()) * bool(failures),
        figures={
            "exact and folded": f"{folded:.2%}",
            "variants": f"{varied:.2%}",
            "false alarms": f"{alarms:.2%}",
        },
    )


def _batch(folder, size: int, chance: random.Random, count: Count) -> None:
    database = open_database(folder)
    try:
        people = [_person(chance) for _ in range(PEOPLE)]
        GateTokens(database).renew(
            {f"{n}": marks_of([one.name], [one.number]) for n, one in enumerate(people)}
        )
        leaks = [_leak(people, at, chance) for at in range(size)]
        clean = [_clean(people, chance) for _ in range(size)]
        recording_over(database).add_all([*(incident for incident, _ in leaks), *clean], "texts")
        exporting = Exporting(
            database, Settings(database), lambda: datetime(2020, 1, 1, tzinfo=UTC)
        )
        stopped = _stopped(exporting, folder / "out.xlsx")
    finally:
        database.close()
    for incident, how in leaks:
        (count.stopped if incident.id in stopped else count.missed)[how] += 1
        told = incident.summary or ""
        count.by_letter += any(one.name in told or one.number in told for one in people)
    count.clean += len(clean)
    count.alarms += sum(1 for one in clean if one.id in stopped)


def _stopped(exporting: Exporting, path) -> set[str]:
    """Give the incidents for which an export was stopped; there must be no file then."""
    try:
        exporting.export(path, profile="partner")
    except NotReleased as blocked:
        assert not path.exists()
        return {hit.record for hit in blocked.hits}
    return set()


def _leak(people: list[Person], at: int, chance: random.Random) -> tuple[Incident, str]:
    how = list(SPELLINGS)[at % len(SPELLINGS)]
    said = SPELLINGS[how](chance.choice(people), chance)
    return Incident(title="Strike", summary=chance.choice(TEXTS).format(said)), how


def _clean(people: list[Person], chance: random.Random) -> Incident:
    """Write of somebody else, whose name may share a part with one that is kept."""
    kept = {one.spellings for one in people}
    other = _person(chance)
    while other.spellings in kept:
        other = _person(chance)
    said = chance.choice((*other.spellings, other.spellings[0].split()[0], other.number))
    return Incident(title="Strike", summary=chance.choice(TEXTS).format(said))


EXPERIMENTS = (
    Experiment(
        name="release-gate",
        claim="No name or number of a protected person leaves in a workbook, however it is spelt",
        unit="leaks in 12 spellings",
        run=run,
        short=240,
        long=12_000,
    ),
)
