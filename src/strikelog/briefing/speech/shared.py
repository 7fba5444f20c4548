"""Words that stand on several pages: headings of columns, and short remarks."""

from .sentences import Sentence

__all__ = [
    "AS_RECORDED",
    "ATTRIBUTION",
    "BY_ACTORS",
    "DATA_AS_OF",
    "DATE",
    "DATES_NOT_KNOWN",
    "FIELD",
    "GRADING",
    "INCIDENTS",
    "IN_PLACE",
    "METHOD",
    "NOT_ASSESSED",
    "NOT_KNOWN",
    "PERIODS_IN_FORCE",
    "PLACE",
    "SOURCES",
    "SRC",
    "STRIKE",
]

AS_RECORDED = Sentence("As recorded", "كما سُجّل")
ATTRIBUTION = Sentence("Attribution", "نسبة المسؤولية")
BY_ACTORS = Sentence("by {actors}", "على يد {actors}")
DATA_AS_OF = Sentence("data as of {day}", "البيانات حتى {day}")
DATE = Sentence("Date", "التاريخ")
DATES_NOT_KNOWN = Sentence("dates not known", "التواريخ غير معروفة")
FIELD = Sentence("Field", "الحقل")
GRADING = Sentence("Grading", "التصنيف")
INCIDENTS = Sentence("Incidents", "الحوادث")
IN_PLACE = Sentence(" in {place}", " في {place}")
METHOD = Sentence("Method", "الوسيلة")
NOT_ASSESSED = Sentence("Not yet assessed.", "لم تُقيَّم بعد.")
NOT_KNOWN = Sentence("not known", "غير معروف")
PERIODS_IN_FORCE = Sentence("Periods in force", "الفترات السارية")
PLACE = Sentence("Place", "المكان")
SOURCES = Sentence("Sources", "المصادر")
SRC = Sentence("Src.", "مصدر")
STRIKE = Sentence("Strike", "الضربة")
