"""The log of exchanges knows papers from workbooks."""

from datetime import UTC, datetime

from strikelog.gui.exchange.log_table import kind_words, outcome_words
from strikelog.services.exchange_log import Exchange


def test_a_paper_is_told_by_kind_level_and_length(qtbot):
    paper = Exchange(
        datetime(2024, 1, 1, tzinfo=UTC),
        "out",
        "e",
        "0" * 64,
        "paper/dossier/public",
        {"pages": 3, "incidents": 1},
    )

    assert kind_words(paper.profile) == "Dossier, for everybody"
    assert outcome_words(paper) == "\u20663\u2069 pages"
    assert kind_words("full") == "Full workbook"
