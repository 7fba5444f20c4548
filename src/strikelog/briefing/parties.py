"""Who is said to have carried out an attack: per statement, in a table cell, in a breakdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.origins import standing_claims
from ..domain.records import Actor, Attribution, Claim
from ..domain.text import isolate
from .citations import Bibliography
from .nouns import label, listed_and, lower_first
from .wording import (
    NO_RESPONSE,
    Said,
    attribution,
    basis_words,
    denial_or_claim,
    of_sides,
    response_words,
)

__all__ = ["Statement", "attribution_cell", "category", "responses", "said_of", "statements"]

_OURS = "our own assessment"
_MOST_VIEWS = 2
_SURENESS = (
    "admitted",
    "conclusive",
    "highly_probable",
    "probable",
    "plausible",
    "alleged",
    "unknown",
)
_SPEAKS_OF_ITSELF = frozenset({"claims", "denies"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What one owner (a claim, or we) says of one part: the actors together, and how sure."""

    rows: tuple[Attribution, ...]
    actors: str
    part: str
    confidence: str
    claim: Claim | None

    @property
    def basis(self) -> tuple[str, ...]:
        """Everything it rests on."""
        return tuple(dict.fromkeys(code for row in self.rows for code in row.basis))

    @property
    def names_attacker(self) -> bool:
        """Tell whether it says who attacked."""
        return self.part == "attacker"

    @property
    def is_open(self) -> bool:
        """Tell whether it leaves open which of several it was."""
        return any(row.logic == "either_or" for row in self.rows) and len(self.rows) > 1


def statements(case: CaseFile) -> tuple[Statement, ...]:
    """Every statement on who did it: ours first, then the claims' in the order of entry."""
    standing = {claim.id: claim for claim in standing_claims(case)}
    owners = [case.incident.id, *standing]
    found = []
    for owner in owners:
        rows = case.attributions_of(owner)
        for part in dict.fromkeys(row.part or "attacker" for row in rows):
            of_part = tuple(row for row in rows if (row.part or "attacker") == part)
            found.append(_statement(case, of_part, part, standing.get(owner)))
    return tuple(found)


def _statement(
    case: CaseFile, rows: tuple[Attribution, ...], part: str, claim: Claim | None
) -> Statement:
    sureness = min(rows, key=lambda row: _sureness(row.confidence)).confidence or "unknown"
    logic = rows[0].logic or "sole"
    return Statement(rows, of_sides(_names(case, rows), logic), part, sureness, claim)


def _names(case: CaseFile, rows: Iterable[Attribution]) -> list[str]:
    actors = (case.actor(row) for row in rows)
    return list(dict.fromkeys(_name(actor) for actor in actors))


def _name(actor: Actor | None) -> str:
    if actor is None or actor.actor_type == "unidentified":
        return "an attacker who is not identified"
    return isolate(actor.name or "an actor without a name")


def _sureness(code: str | None) -> int:
    return _SURENESS.index(code) if code in _SURENESS else len(_SURENESS)


def said_of(statement: Statement, sources: Bibliography) -> Said:
    """A statement as a sentence with its basis."""
    claim = statement.claim
    speaker = sources.speaker_of(claim) if claim else _OURS
    if statement.part in _SPEAKS_OF_ITSELF:
        text = denial_or_claim(statement.actors, statement.part, speaker)
    else:
        text = attribution(statement.actors, statement.confidence, speaker, part=statement.part)
    basis = f" ({basis_words(statement.basis)})"
    cites = sources.cite_claim(claim) if claim else ()
    return Said(f"{text[:1].upper()}{text[1:]}{basis}.", cites)


def responses(case: CaseFile, sources: Bibliography) -> tuple[Said, ...]:
    """What named parties answered; one sentence where nothing is recorded."""
    said: dict[str, Said] = {}
    for statement in statements(case):
        for row in statement.rows:
            if row.response:
                text = response_words(listed_and(_names(case, [row])), row.response)
                said.setdefault(text, Said(text, sources.cite(row.response_source_id)))
    return tuple(said.values()) or (Said(NO_RESPONSE),)


def attribution_cell(case: CaseFile, *, most: int = _MOST_VIEWS) -> str:
    """The reported attribution in a table: each view with its sureness, the surest first."""
    surest: dict[str, str] = {}
    for statement in statements(case):
        if statement.names_attacker:
            kept = surest.get(statement.actors, "")
            if _sureness(statement.confidence) < _sureness(kept):
                surest[statement.actors] = statement.confidence
    ranked = sorted(surest, key=lambda actors: _sureness(surest[actors]))
    parts = [f"{one} ({_conf(surest[one])})" for one in ranked[:most]]
    left = len(ranked) - len(parts)
    more = [f"{left} further {'view' if left == 1 else 'views'}"] if left else []
    said = "; ".join([*parts, *more])
    return f"{said[:1].upper()}{said[1:]}" or "Not established"


def _conf(code: str) -> str:
    return lower_first(label("ATTR_CONF", code))


def category(case: CaseFile) -> str:
    """The line of the breakdown by attribution that a case belongs to."""
    named = [one for one in statements(case) if one.names_attacker]
    ours = [one for one in named if one.claim is None]
    sides = list(dict.fromkeys(one.actors for one in ours or named))
    if not sides:
        return "Not established"
    if len(sides) > 1:
        return "Sources differ on the attacker"
    only = sides[0]
    return f"{only[:1].upper()}{only[1:]}"
