"""The one module to import for dates: kept as EDTF, typed and read in words."""

from .date_reading import AmbiguousDate, WeekdayDiffers, YearMissing, read_date
from .date_words import date_words
from .edtf import BadDate, DatePoint, DatesReversed, Form, FuzzyDate, NoSuchDay, Unit

__all__ = [
    "AmbiguousDate",
    "BadDate",
    "DatePoint",
    "DatesReversed",
    "Form",
    "FuzzyDate",
    "NoSuchDay",
    "Unit",
    "WeekdayDiffers",
    "YearMissing",
    "date_words",
    "read_date",
]
