"""A mapping while somebody works on it: what the columns mean, what is open, and each answer.

A draft is a value: every answer makes another one. Nothing here reads files or a vault.
"""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ...domain.messages import translate
from .mapping_words import (
    IGNORE,
    Choice,
    ColumnLine,
    CountParts,
    DateQuestion,
    Meaning,
    Sure,
    ValueLine,
    choices_of,
    day_words,
    said,
)

if TYPE_CHECKING:
    from ...exchange.foreign.mapping import ColumnMapping, Mapping
    from ...exchange.foreign.proposing import ColumnProposal, DateDoubt, Proposal
    from ...exchange.foreign.tables import Table
    from ...exchange.foreign.targets import Target
    from .values import Opened

CERTAIN, LIKELY = 0.9, 0.6
"""From which confidence on a proposal is called certain, or likely."""

COUNTRY = "place.country"
_NAMING = frozenset({"place.adm1", "place.adm2", "place.adm3", "place.name"})
_LOCATING = frozenset({COUNTRY, "place.pcode", "place.lat", "place.point"})

SAMPLES = 12
_SHOWN = 4
_LOOKED_AT = 60
_LONGEST = 80


@dataclass(frozen=True)
class Draft:
    """A table, what was proposed for it, and the mapping as it stands now."""

    table: "Table"
    proposal: "Proposal"
    mapping: "Mapping"
    touched: frozenset[str] = field(default_factory=frozenset)

    # -- what it says

    def columns(self, language: str) -> tuple[ColumnLine, ...]:
        """Give every column with what it is taken for, in words."""
        return tuple(self._line(one, language) for one in self._proposed.values())

    @cached_property
    def _proposed(self) -> "MappingOf[int, ColumnProposal]":
        """What was proposed first for each column; it may have several meanings."""
        found: dict[int, ColumnProposal] = {}
        for one in self.proposal.columns:
            found.setdefault(one.column, one)
        return found

    @cached_property
    def _said(self) -> "MappingOf[str, tuple[ColumnMapping, ...]]":
        """What is said of columns, by heading; folded once, for tables may be very wide."""
        from ...exchange.foreign.mapping import folded_header

        found: dict[str, tuple[ColumnMapping, ...]] = {}
        for column in self.mapping.columns:
            key = folded_header(column.header)
            found[key] = (*found.get(key, ()), column)
        return {
            one.header: found.get(folded_header(one.header), ()) for one in self._proposed.values()
        }

    def line(self, place: int, language: str) -> ColumnLine:
        """Give one column with what it is taken for, in words."""
        return self._line(self._proposed[place], language)

    def header(self, place: int) -> str:
        """Give the heading of a column."""
        return self._proposed[place].header

    def samples(self, place: int) -> tuple[str, ...]:
        """Give some of what stands in a column."""
        from ...exchange.foreign.shapes import plain_text

        table = self.table
        last = min(table.last_row, table.first_row + _LOOKED_AT)
        cells = (table.row(at)[place] for at in range(table.first_row, last + 1))
        return tuple(dict.fromkeys(_cut(plain_text(one)) for one in cells if one is not None))[
            :SAMPLES
        ]

    def column(self, place: int) -> "ColumnMapping":
        """Give what is said of a column now; the first meaning, where it has several."""
        proposed = self._proposed[place]
        known = self._said[proposed.header]
        return known[0] if known else replace(proposed.mapping, target=IGNORE)

    def target(self, place: int) -> "Target":
        """Give the meaning of a column."""
        from ...exchange.foreign.targets import target

        return target(self.column(place).target)

    def open_questions(self) -> tuple[int, ...]:
        """Give the columns about which something must be decided first."""
        return tuple(place for place, one in self._proposed.items() if self._open_doubt(one))

    def date_question(self, place: int, language: str) -> DateQuestion | None:
        """Ask about the order of day and month where the column itself does not tell."""
        doubt = self._proposed[place].date_doubt
        if doubt is None or not self._is_date(place):
            return None
        examples = tuple(
            (text, day_words(first, language), day_words(second, language))
            for text, first, second in doubt.examples
        )
        return DateQuestion(examples, doubt.reason.sentence(language), self._order(place, doubt))

    def choices(self, place: int, language: str) -> tuple[Choice, ...]:
        """Give what can be said of how a column is read."""
        held = self.column(place).options
        return tuple(
            Choice(
                option, translate(label, language), said(answers, language), held.get(option, "")
            )
            for option, label, answers in choices_of(self.target(place))
        )

    def parts(self, place: int) -> CountParts | None:
        """Take apart what a column of numbers of people counts; None for any other column."""
        from ...exchange.foreign.targets import COUNT_PREFIX, count_parts

        key = self.column(place).target
        if not key.startswith(COUNT_PREFIX):
            return None
        held = count_parts(key)
        return CountParts(held.outcome, held.age_sex, held.role, held.civ_status, held.bound)

    @property
    def lacks_country(self) -> bool:
        """Tell whether places are named, but neither a column nor the dataset tells the country."""
        told = {column.target for column in self.mapping.columns}
        names_places = not told.isdisjoint(_NAMING)
        return (
            names_places and told.isdisjoint(_LOCATING) and not self.mapping.defaults.get(COUNTRY)
        )

    @property
    def is_as_published(self) -> bool:
        """Tell whether it holds what the program knows of its publisher and nothing else."""
        return self.is_as_learned and self.mapping.published

    @property
    def is_as_learned(self) -> bool:
        """Tell whether it holds what was learned from an earlier file and nothing else."""
        return bool(self.proposal.learned_from) and not self.touched

    # -- what is answered

    def with_meaning(self, place: int, key: str) -> "Draft":
        """Say what a column means; codes of spellings stay where they are of the same list."""
        before, known = self.column(place), self.target(place).vocabulary
        if before.target == key:
            return self.answered(place, before)
        after = replace(before, target=key, options={})
        changed = self.answered(place, after)
        if changed.target(place).vocabulary == known:
            return changed
        return changed.answered(place, replace(after, values={}))

    def with_option(self, place: int, option: str, answer: str) -> "Draft":
        """Say how a column is read; a blank answer takes back what was said."""
        held = self.column(place)
        options = {key: text for key, text in held.options.items() if key != option}
        return self.answered(
            place, replace(held, options=options | ({option: answer} if answer else {}))
        )

    def with_codes(self, place: int, codes: MappingOf[str, str | None]) -> "Draft":
        """Say which codes spellings stand for; None takes back what was said."""
        held = self.column(place)
        merged = {text: code for text, code in held.values.items() if text not in codes}
        merged |= {text: code for text, code in codes.items() if code is not None}
        return self.answered(place, replace(held, values=merged))

    def with_near(self, place: int, lines: Iterable[ValueLine]) -> "Draft":
        """Take every spelling for the code it looks like."""
        return self.with_codes(
            place, {one.text: one.near for one in lines if one.code is None and one.near}
        )

    def with_dataset(self, publisher: str, dataset: str, defaults: MappingOf[str, str]) -> "Draft":
        """Say whose table it is, and what holds for all its rows."""
        kept = {key: text for key, text in defaults.items() if text}
        name = " · ".join(filter(None, (publisher, dataset))) or self.mapping.name
        mapping = replace(
            self.mapping, name=name, publisher=publisher, dataset=dataset, defaults=kept
        )
        return replace(self, mapping=mapping)

    def with_mapping(self, mapping: "Mapping") -> "Draft":
        """Take the answers of a mapping for the columns that it knows; the others stay."""
        changed = self
        for place, one in self._proposed.items():
            known = mapping.of(one.header)
            if known:
                changed = changed.answered(place, replace(known[0], header=one.header, hxl=one.hxl))
        held = replace(
            changed.mapping,
            name=mapping.name,
            publisher=mapping.publisher,
            dataset=mapping.dataset,
            date_order=mapping.date_order,
            defaults=mapping.defaults,
        )
        return replace(changed, mapping=held)

    # -- inside

    def answered(self, place: int, column: "ColumnMapping") -> "Draft":
        """Say everything that a column means."""
        mapping = self.mapping.with_column(column)
        return replace(self, mapping=mapping, touched=self.touched | {self.header(place)})

    def _line(self, one: "ColumnProposal", language: str) -> ColumnLine:
        target = self.target(one.column)
        doubt = self._open_doubt(one)
        is_touched = one.header in self.touched
        return ColumnLine(
            place=one.column,
            header=one.header,
            tag=one.hxl,
            samples=one.samples[:_SHOWN],
            target=target.key,
            meaning=target.sentence(language),
            group=self._beside(one, language),
            sure=self._sure(one),
            reason="" if is_touched else one.reason.sentence(language),
            question=doubt.reason.sentence(language) if doubt else "",
            disagreement=one.disagreement.sentence(language)
            if one.disagreement and not is_touched
            else "",
            unsaid=0 if is_touched or not target.vocabulary else len(one.undecided),
        )

    def _beside(self, one: "ColumnProposal", language: str) -> str:
        """Name the group of a meaning, and what else the column means."""
        from ...exchange.foreign.targets import target

        others = [target(each.target).sentence(language) for each in self._said[one.header][1:]]
        named = [translate(self.target(one.column).group.value, language), *others]
        return " + ".join(dict.fromkeys(named))

    def _sure(self, one: "ColumnProposal") -> Sure:
        if one.header in self.touched:
            return Sure.YOURS
        if self.proposal.learned_from and one.confidence >= 1:
            return Sure.LEARNED
        if one.confidence >= CERTAIN:
            return Sure.CERTAIN
        return Sure.LIKELY if one.confidence >= LIKELY else Sure.GUESS

    def _open_doubt(self, one: "ColumnProposal") -> "DateDoubt | None":
        doubt = one.date_doubt
        if doubt is None or not self._is_date(one.column) or self._order(one.column, doubt):
            return None
        return doubt

    def _is_date(self, place: int) -> bool:
        return self.target(place).kind.value == "date"

    def _order(self, place: int, doubt: "DateDoubt") -> str:
        return self.column(place).options.get("order") or self.mapping.date_order or doubt.decided


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def headed(opened: "Opened", sheet: str, row: int) -> "Table":
    """Give the table of a file whose headings a person says stand in a row, counted from 0."""
    from ...exchange.foreign.tables import table_at

    return table_at(opened.workbook, sheet, row)


def begun(table: "Table", proposal: "Proposal") -> Draft:
    """Begin with what was proposed."""
    return Draft(table, proposal, proposal.mapping)


def meanings(language: str) -> tuple[Meaning, ...]:
    """Give everything a column can mean, in words."""
    from ...exchange.foreign.targets import TARGETS

    return tuple(
        Meaning(one.key, one.sentence(language), translate(one.group.value, language))
        for one in TARGETS.values()
    )
