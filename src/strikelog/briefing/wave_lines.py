"""Waves among the incidents of a briefing: sites struck close to each other in time and space."""

from collections.abc import Mapping, Sequence

from ..domain.casefiles import CaseFile
from ..domain.display import code_of
from ..domain.origins import standing_claims
from ..domain.text import isolate
from ..insight.struck import struck_in
from ..insight.waves import HOURS, KILOMETRES, Wave, waves
from .citations import Bibliography
from .ledger import Ledger
from .speech import Said, Sentence, Tongue
from .speech.nouns import SITE

__all__ = ["wave_sentences"]

_MOST_WAVES = 5
_WITHIN = Sentence(
    "{sites} reported struck within {hours} hours and {km} km of each other",
    "{sites} أُفيد بإصابتها خلال {hours} ساعة وضمن {km} كم بعضها من بعض",
)
_FOUND = Sentence(
    "Found by date and place, {standing}: {wave} ({codes}){doubt}.",
    "وُجد بحسب التاريخ والمكان، {standing}: {wave} ({codes}){doubt}.",
)
_NOT_ACCEPTED = Sentence("not yet judged by a person", "ولم يحكم فيه شخص بعد")
_RECORDED = Sentence("recorded as {group}", "وهو مسجَّل باسم {group}")
_POSSIBLE = Sentence(
    "; their dates allow it and do not settle it", "؛ تسمح تواريخها بذلك ولا تحسمه"
)


def wave_sentences(
    tongue: Tongue, cases: Sequence[CaseFile], sources: Bibliography, ledger: Ledger
) -> tuple[Said, ...]:
    """A sentence for each wave, those of most sites first; from positions as they are recorded."""
    by_id = {case.incident.id: case for case in cases}
    found = waves(one for case in cases for one in struck_in(case)).found
    ranked = sorted(found, key=lambda wave: -len(wave.site_keys))[:_MOST_WAVES]
    return tuple(_sentence(tongue, one, by_id, sources, ledger) for one in ranked)


def _sentence(
    tongue: Tongue,
    wave: Wave,
    by_id: Mapping[str, CaseFile],
    sources: Bibliography,
    ledger: Ledger,
) -> Said:
    cases = sorted((by_id[one] for one in wave.incident_ids), key=lambda one: code_of(one.incident))
    count = len(wave.site_keys)
    said = ledger.count(
        tongue.say(
            _WITHIN,
            sites=tongue.counted(count, SITE),
            hours=tongue.number(HOURS),
            km=tongue.number(KILOMETRES),
        ),
        count,
        unit="site",
        rule="waves",
        incident_ids=wave.incident_ids,
        of=f"wave of {' '.join(sorted(wave.incident_ids))}",
    )
    text = tongue.say(
        _FOUND,
        standing=_standing(tongue, cases),
        wave=said,
        codes=tongue.joined([tongue.code(code_of(case.incident)) for case in cases]),
        doubt="" if wave.is_certain else tongue.say(_POSSIBLE),
    )
    claims = [claim for case in cases for claim in standing_claims(case)]
    cites = [one for claim in claims for one in sources.cite_claim(claim)]
    return Said(text, tuple(dict.fromkeys(cites)))


def _standing(tongue: Tongue, cases: Sequence[CaseFile]) -> str:
    """Whether people made a group of it."""
    groups = {case.incident.group_id for case in cases}
    group = cases[0].group
    if len(groups) != 1 or group is None:
        return tongue.say(_NOT_ACCEPTED)
    return tongue.say(_RECORDED, group=tongue.quoted(isolate(group.name or "")))
