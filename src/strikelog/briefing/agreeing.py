"""Where the sources of an incident agree and where they differ, with who says what."""

from collections.abc import Iterator

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.differences import Difference, Version, differences
from ..domain.display import code_words
from ..domain.fields import field_of
from ..domain.origins import standing_claims
from ..domain.records import Claim
from .parties import statements
from .speech import Said, Sentence, Tongue
from .speech.phrases import day_words
from .writer import Writer

__all__ = ["agreements", "disagreements"]

_COMPARED = ("date_edtf", "event_type", "delivery", "weapon", "damage", "status_after")


_AGREED = Sentence("Sources agree on: {facts}.", "تتفق المصادر على: {facts}.")
_DIFFER = Sentence("They differ on {what}: {sides}.", "تختلف المصادر في {what}: {sides}.")
_ANOTHER_NAME = Sentence("another name", "اسم آخر")


def agreements(tongue: Tongue, case: CaseFile) -> tuple[Said, ...]:
    """What at least two claims say alike and none contradicts."""
    contested = {one.key for one in differences(case)}
    said = []
    for key in _COMPARED:
        if key not in contested and (value := _common(tongue, case, key)):
            said.append(f"{field_label(tongue, key)} {value}")
    facts = tongue.joined(said, ";")
    return (Said(tongue.say(_AGREED, facts=facts)),) if said else ()


_PLAIN_LABELS = {
    "date_edtf": Sentence("the date", "التاريخ"),
    "event_type": Sentence("the event", "نوع الحدث"),
    "delivery": Sentence("how it was delivered", "وسيلة الإيصال"),
    "weapon": Sentence("the weapon", "السلاح"),
    "damage": Sentence("the damage", "الأضرار"),
    "status_after": Sentence("its state afterwards", "حالة الموقع بعد الهجوم"),
    "site_text": Sentence("the name of the place", "اسم المكان"),
    "attributions": Sentence("the attacker", "الجهة المهاجِمة"),
}


def field_label(tongue: Tongue, key: str) -> str:
    """What sources agree or differ on, in a sentence."""
    return tongue.say(_PLAIN_LABELS[key])


def _common(tongue: Tongue, case: CaseFile, key: str) -> str:
    values = [getattr(claim, key) for claim in standing_claims(case)]
    told = [one for one in values if one not in (None, "unknown", "unspecified")]
    if len(told) < 2 or len(set(map(str, told))) > 1:
        return ""
    return f"({value_words(tongue, key, told[0])})"


def value_words(tongue: Tongue, key: str, value: object) -> str:
    """A value that a claim gives for a field, in a sentence."""
    if isinstance(value, FuzzyDate):
        return day_words(tongue, value)
    name = field_of(Claim, key).vocabulary
    return tongue.inside(code_words(name, str(value), tongue.language))


def disagreements(case: CaseFile, writer: Writer) -> tuple[Said, ...]:
    """Where claims contradict each other: each value with who says so."""
    return tuple(_said_difference(case, one, writer) for one in differences(case))


def _said_difference(case: CaseFile, difference: Difference, writer: Writer) -> Said:
    claims = {claim.id: claim for claim in case.claims}
    sides, cites = [], []
    for version in _by_wording(case, difference, writer.tongue):
        speakers = [claims[one] for one in version.claim_ids if one in claims]
        names = dict.fromkeys(writer.sources.name(one.source_id) for one in speakers)
        said = _version_words(difference.key, version.values, writer)
        sides.append(f"{said} ({writer.tongue.all_of(list(names))})")
        cites += [one for claim in speakers for one in writer.sources.cite_claim(claim)]
    tongue = writer.tongue
    what = field_label(tongue, difference.key)
    text = tongue.say(_DIFFER, what=what, sides=tongue.joined(sides, ";"))
    return Said(text, tuple(dict.fromkeys(cites)))


def _by_wording(case: CaseFile, difference: Difference, tongue: Tongue) -> Iterator[Version]:
    """The versions of a field; who names the same parties, but otherwise combined, says another."""
    if difference.key != "attributions":
        yield from difference.versions
        return
    said = {
        one.claim.id: one.actors
        for one in statements(tongue, case)
        if one.claim and one.names_attacker
    }
    for version in difference.versions:
        by_words: dict[str, list[str]] = {}
        for claim_id in version.claim_ids:
            by_words.setdefault(said.get(claim_id, ""), []).append(claim_id)
        yield from (Version((words,), tuple(ids)) for words, ids in by_words.items())


def _version_words(key: str, values: tuple[str, ...], writer: Writer) -> str:
    tongue = writer.tongue
    if key == "attributions":
        return values[0]
    if key == "date_edtf":
        return day_words(tongue, FuzzyDate.parse(values[0]))
    if key == "site_text":
        inside = writer.level.is_internal
        return writer.free_text(values[0]) if inside else tongue.say(_ANOTHER_NAME)
    return tongue.all_of([value_words(tongue, key, one) for one in values])
