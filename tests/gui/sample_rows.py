"""Made-up rows for trying the window: enough of them to be slow where something is slow."""

from array import array
from dataclasses import dataclass
from datetime import date, timedelta

from strikelog.gui.lists.columns import FIRST, Cell, Column, Paint, Sort
from strikelog.gui.style import Tone

SITES = (
    ("Surgical Unit B", "الوحدة الجراحية ب", 0),
    ("Central Market", "السوق المركزي", 1),
    ("Al-Rahma Hospital", "مستشفى الرحمة", 0),
    ("Water Station No. 3", "محطة المياه رقم 3", 2),
    ("Omar Mosque", "مسجد عمر", 3),
    ("Al-Noor Primary School", "مدرسة النور الابتدائية", 4),
    ("Al-Amal Bakery", "مخبز الأمل", 5),
)
TYPES = (
    ("Hospital", "مستشفى", "hospital"),
    ("Market", "سوق", "store"),
    ("Water station", "محطة مياه", "droplets"),
    ("Place of worship", "دار عبادة", "landmark"),
    ("School", "مدرسة", "school"),
    ("Bakery", "مخبز", "wheat"),
)
PLACES = (("Aleppo", "حلب"), ("Idlib", "إدلب"), ("Hama", "حماة"), ("Dar'a", "درعا"))
WEAPONS = (
    ("Air strike", "قصف جوي"),
    ("Artillery", "مدفعية"),
    ("Drone", "طائرة مسيّرة"),
    ("Barrel bomb", "برميل متفجر"),
)
STATES = (
    ("In review", "قيد المراجعة", Tone.WAIT),
    ("Published", "منشور", Tone.TOLD),
    ("Verified", "موثّق", Tone.GOOD),
    ("Draft", "مسودة", Tone.PLAIN),
)
MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}
LABELS = {
    "en": ("Code", "Date", "Site", "Type", "Governorate", "Weapon", "Killed", "Status", "Note"),
    "ar": (
        *("الرمز", "التاريخ", "الموقع", "النوع", "المحافظة", "السلاح", "قتلى", "الحالة"),
        "ملاحظة",
    ),
}
_LAST_DAY = date(2024, 5, 30)


def columns(language="en"):
    """The columns of the incident list of the mock."""
    labels = LABELS[language]
    return (
        Column("code", labels[0], 92, Paint.MUTED),
        Column("date", labels[1], 104, Paint.MUTED),
        Column("site", labels[2], 120, Paint.NAME, grows=True),
        Column("type", labels[3], 132, Paint.ICON),
        Column("place", labels[4], 102),
        Column("weapon", labels[5], 104),
        Column("killed", labels[6], 70, Paint.NUMBER, numeric=True),
        Column("status", labels[7], 98, Paint.PILL),
        Column("note", labels[8], 120, shown=False, sortable=False),
    )


@dataclass
class SampleRows:
    """A source of `count` rows; `reads` counts how often rows were asked for."""

    count: int
    language: str = "en"
    sort: Sort = Sort("code", descending=True)
    reads: int = 0
    rows_read: int = 0

    def first_keys(self):
        """The keys of the first rows."""
        numbers = range(self.count, 0, -1) if self.sort.descending else range(1, self.count + 1)
        return array("q", numbers[:FIRST])

    def keys(self):
        """Keys from the newest to the oldest, or the other way round."""
        numbers = range(self.count, 0, -1) if self.sort.descending else range(1, self.count + 1)
        return array("q", numbers)

    def rows(self, keys):
        """The rows of some keys."""
        self.reads += 1
        self.rows_read += len(keys)
        return [self._row(key) for key in keys]

    def _row(self, key):
        local = int(self.language == "ar")
        site = SITES[key * 7919 % 7]
        kind = TYPES[site[2]]
        place = PLACES[key * 31 % 4]
        weapon = WEAPONS[key * 17 % 4]
        state = STATES[key * 13 % 4]
        low = max(0, key * 37 % 9 - 3)
        return (
            f"SL-{key:05d}",
            self._day(key),
            Cell(site[local], second=site[1 - local]),
            Cell(kind[local], icon=kind[2]),
            place[local],
            weapon[local],
            Cell(f"{low}–{low + key % 4 + 1}" if low else "0", is_dim=not low),
            Cell(state[local], tone=state[2]),
            None,
        )

    def _day(self, key):
        day = _LAST_DAY - timedelta(days=(self.count - key) // 2 % 4000)
        month = MONTHS[self.language][day.month - 1]
        return f"{month} {day.year}" if key % 9 == 0 else f"{day.day} {month} {day.year}"
