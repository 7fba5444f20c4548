"""Who is said to have carried out an attack: per statement, in a table cell, in a breakdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.origins import standing_claims
from ..domain.records import Actor, Attribution, Claim
from .citations import Bibliography
from .count_words import left_out
from .figure_marks import begun
from .ledger import Ledger
from .speech import Arabic, Noun, Said, Sentence, Tongue
from .speech.attributing import (
    NO_RESPONSE,
    attribution,
    basis_words,
    denial_or_claim,
    of_sides,
    response_words,
)

__all__ = [
    "NOT_ESTABLISHED",
    "SOURCES_DIFFER",
    "attribution_cell",
    "category",
    "responses",
    "said_of",
    "statements",
]

OURS = Sentence("our own assessment", "تقييمنا الخاص")
_NOT_IDENTIFIED = Sentence("an attacker who is not identified", "جهة مهاجِمة غير محددة الهوية")
_NAMELESS = Sentence("an actor without a name", "جهة بلا اسم")
NOT_ESTABLISHED = Sentence("Not established", "غير محددة")
SOURCES_DIFFER = Sentence("Sources differ on the attacker", "تختلف المصادر في الجهة المهاجِمة")
_FURTHER = Noun(
    "further view",
    "further views",
    Arabic("رأي آخر", "رأيان آخران", "آراء أخرى", "الآراء الأخرى", many="رأياً آخر"),
)
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


def statements(tongue: Tongue, case: CaseFile) -> tuple[Statement, ...]:
    """Every statement on who did it: ours first, then the claims' in the order of entry."""
    standing = {claim.id: claim for claim in standing_claims(case)}
    owners = [case.incident.id, *standing]
    found = []
    for owner in owners:
        rows = case.attributions_of(owner)
        for part in dict.fromkeys(row.part or "attacker" for row in rows):
            of_part = tuple(row for row in rows if (row.part or "attacker") == part)
            found.append(_statement(tongue, case, of_part, part, standing.get(owner)))
    return tuple(found)


def _statement(
    tongue: Tongue, case: CaseFile, rows: tuple[Attribution, ...], part: str, claim: Claim | None
) -> Statement:
    sureness = min(rows, key=lambda row: _sureness(row.confidence)).confidence or "unknown"
    logic = rows[0].logic or "sole"
    return Statement(
        rows, of_sides(tongue, _names(tongue, case, rows), logic), part, sureness, claim
    )


def _names(tongue: Tongue, case: CaseFile, rows: Iterable[Attribution]) -> list[str]:
    actors = (case.actor(row) for row in rows)
    return list(dict.fromkeys(_name(tongue, actor) for actor in actors))


def _name(tongue: Tongue, actor: Actor | None) -> str:
    if actor is None or actor.actor_type == "unidentified":
        return tongue.say(_NOT_IDENTIFIED)
    return tongue.name(actor) or tongue.say(_NAMELESS)


def _sureness(code: str | None) -> int:
    return _SURENESS.index(code) if code in _SURENESS else len(_SURENESS)


def said_of(tongue: Tongue, statement: Statement, sources: Bibliography) -> Said:
    """A statement as a sentence with its basis."""
    claim = statement.claim
    speaker = sources.speaker_of(claim) if claim else tongue.say(OURS)
    if statement.part in _SPEAKS_OF_ITSELF:
        text = denial_or_claim(tongue, statement.actors, statement.part, speaker)
    else:
        sureness = statement.confidence
        text = attribution(tongue, statement.actors, sureness, speaker, part=statement.part)
    basis = f" ({basis_words(tongue, statement.basis)})"
    cites = sources.cite_claim(claim) if claim else ()
    return Said(f"{begun(text)}{basis}.", cites)


def responses(tongue: Tongue, case: CaseFile, sources: Bibliography) -> tuple[Said, ...]:
    """What named parties answered; one sentence where nothing is recorded."""
    said: dict[str, Said] = {}
    for statement in statements(tongue, case):
        for row in statement.rows:
            if row.response:
                text = response_words(
                    tongue, tongue.all_of(_names(tongue, case, [row])), row.response
                )
                said.setdefault(text, Said(text, sources.cite(row.response_source_id)))
    return tuple(said.values()) or (Said(tongue.say(NO_RESPONSE)),)


def attribution_cell(
    tongue: Tongue, case: CaseFile, ledger: Ledger, *, most: int = _MOST_VIEWS
) -> str:
    """The reported attribution in a table: each view with its sureness, the surest first."""
    surest: dict[str, str] = {}
    for statement in statements(tongue, case):
        if statement.names_attacker:
            kept = surest.get(statement.actors, "")
            if _sureness(statement.confidence) < _sureness(kept):
                surest[statement.actors] = statement.confidence
    ranked = sorted(surest, key=lambda actors: _sureness(surest[actors]))
    parts = [f"{one} ({_conf(tongue, surest[one])})" for one in ranked[:most]]
    left = len(ranked) - len(parts)
    more = [left_out(tongue, left, _FURTHER, ledger)] if left else []
    return begun(tongue.joined([*parts, *more], ";")) or tongue.say(NOT_ESTABLISHED)


def _conf(tongue: Tongue, code: str) -> str:
    return tongue.inside(tongue.label("ATTR_CONF", code))


def category(tongue: Tongue, case: CaseFile) -> str:
    """The line of the breakdown by attribution that a case belongs to."""
    named = [one for one in statements(tongue, case) if one.names_attacker]
    ours = [one for one in named if one.claim is None]
    sides = list(dict.fromkeys(one.actors for one in ours or named))
    if not sides:
        return tongue.say(NOT_ESTABLISHED)
    return tongue.say(SOURCES_DIFFER) if len(sides) > 1 else begun(sides[0])
