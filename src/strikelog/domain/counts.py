"""The one module to import for counts: low–high with a qualifier, typed, said and summed."""

from .count_values import (
    BadCount,
    Count,
    CountReversed,
    Total,
    count_of,
    qualifier_problem,
    sum_ranges,
)
from .count_words import number_words, range_words, read_count, total_words

__all__ = [
    "BadCount",
    "Count",
    "CountReversed",
    "Total",
    "count_of",
    "number_words",
    "qualifier_problem",
    "range_words",
    "read_count",
    "sum_ranges",
    "total_words",
]
