"""Rows of a table as the reader of cells would give them."""

from datetime import time

from strikelog.domain.count_values import count_of
from strikelog.domain.dates import FuzzyDate
from strikelog.exchange.foreign.mapping import ColumnMapping, Mapping
from strikelog.exchange.foreign.reads import ReadCell, ReadRow


def cell(target, value, text=None, header="", **options):
    return ReadCell(target, value, header or target, str(value) if text is None else text, options)


def row(*cells, number=2, day="2019-11-06", key="34775"):
    told = [cell("date", FuzzyDate.parse(day))] if day else []
    told += [cell("external_id", key)] if key else []
    return ReadRow(number, (*told, *cells))


def exact(number):
    return count_of("exact", number)


def mapping(*targets, dataset="SHCC", publisher="Insecurity Insight", **defaults):
    every = ("date", "external_id", *targets)
    columns = tuple(ColumnMapping(key, target=key) for key in every)
    return Mapping("", publisher, dataset, "f" * 64, columns, "", defaults)


__all__ = ["cell", "exact", "mapping", "row", "time"]
