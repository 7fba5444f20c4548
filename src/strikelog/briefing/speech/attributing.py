"""Who is said to have done it: the verb of each confidence, and always who says so.

No legal conclusion, and nothing is called certain that nobody has acknowledged.
"""

from collections.abc import Sequence

from .sentences import Sentence
from .tongues import Tongue

__all__ = [
    "NO_RESPONSE",
    "attribution",
    "basis_words",
    "denial_or_claim",
    "of_sides",
    "response_words",
]

_VERBS = {
    "conclusive": Sentence(
        "according to {source}, the attack was carried out by {actors}",
        "بحسب {source}، نُفّذ الهجوم على يد {actors}",
    ),
    "highly_probable": Sentence(
        "according to {source}, the attack was very probably carried out by {actors}",
        "بحسب {source}، من المرجّح جداً أن الهجوم نُفّذ على يد {actors}",
    ),
    "probable": Sentence(
        "according to {source}, the attack was probably carried out by {actors}",
        "بحسب {source}، من المرجّح أن الهجوم نُفّذ على يد {actors}",
    ),
    "plausible": Sentence(
        "according to {source}, the attack may have been carried out by {actors}",
        "بحسب {source}، ربما نُفّذ الهجوم على يد {actors}",
    ),
    "alleged": Sentence(
        "according to {source}, the attack is reported to have been carried out by {actors}",
        "بحسب {source}، يُذكر أن الهجوم نُفّذ على يد {actors}",
    ),
    "unknown": Sentence(
        "according to {source}, {actors} are named without a view on how sure that is",
        "بحسب {source}، وردت تسمية {actors} دون بيان درجة التيقّن",
    ),
}
_ADMITTED = Sentence(
    "{actors} acknowledged it, according to {source}",
    "صدر إقرار بالهجوم من {actors}، بحسب {source}",
)
_PARTS = {
    "supporting": Sentence(
        "according to {source}, {actors} are reported to have helped",
        "بحسب {source}، يُذكر أن المساعدة في الهجوم جاءت من {actors}",
    ),
    "commanding": Sentence(
        "according to {source}, {actors} are reported to have ordered or controlled it",
        "بحسب {source}، يُذكر أن الأمر بالهجوم أو السيطرة عليه كان بيد {actors}",
    ),
}
_DENIAL = Sentence("{actors} deny it, according to {source}", "صدر نفي من {actors}، بحسب {source}")
_CLAIM = Sentence(
    "{actors} say that they did it, according to {source}",
    "صدر تبنٍّ للهجوم من {actors}، بحسب {source}",
)
_BLOC_WITH = Sentence("a bloc that includes {actors}", "تكتل يضم {actors}")
_BLOC = Sentence("a bloc of {actors}", "تكتل من {actors}")
_EITHER = Sentence("either {actors}", "إما {actors}")
_TOGETHER = Sentence("{actors} together", "{actors} معاً")


def of_sides(tongue: Tongue, actors: Sequence[str], logic: str) -> str:
    """Several actors as one party: «either X or Y», «X and Y together», «a bloc of X and Y»."""
    if len(actors) < 2:
        bloc = logic == "coalition" and bool(actors)
        return tongue.say(_BLOC_WITH, actors=actors[0]) if bloc else "".join(actors)
    if logic == "either_or":
        return tongue.say(_EITHER, actors=tongue.any_of(actors))
    said = _BLOC if logic == "coalition" else _TOGETHER
    return tongue.say(said, actors=tongue.all_of(actors))


def attribution(
    tongue: Tongue, actors: str, confidence: str, source: str, *, part: str = "attacker"
) -> str:
    """Who is said to have done it, with the verb of the confidence and who says so."""
    said = _ADMITTED
    if confidence != "admitted":
        said = _PARTS.get(part) or _VERBS.get(confidence, _VERBS["alleged"])
    return tongue.say(said, actors=actors, source=source)


def denial_or_claim(tongue: Tongue, actors: str, part: str, source: str) -> str:
    """A party that speaks of itself: it denies the attack, or says that it was its own."""
    said = _DENIAL if part == "denies" else _CLAIM
    return tongue.say(said, actors=actors, source=source)


_BASIS = Sentence("basis: {basis}", "الأساس: {basis}")
_NO_BASIS = Sentence("no basis given", "دون ذكر أساس")


def basis_named(tongue: Tongue, codes: Sequence[str]) -> str:
    """What an attribution rests on, alone: «flight observer log and radio recording»."""
    labels = [tongue.label("ATTR_BASIS", code) for code in codes if code != "unspecified"]
    return tongue.all_of([tongue.inside(one) for one in labels]) or tongue.say(_NO_BASIS)


def basis_words(tongue: Tongue, codes: Sequence[str]) -> str:
    """What an attribution rests on: «basis: flight observer log and radio recording»."""
    named = basis_named(tongue, codes)
    return named if named == tongue.say(_NO_BASIS) else tongue.say(_BASIS, basis=named)


NO_RESPONSE = Sentence(
    "No response of a named party is recorded.", "لم يُسجَّل رد من أي طرف ورد اسمه."
)
_RESPONSES = {
    "none_known": Sentence("No response of {actors} is known.", "لا يُعرف رد من {actors}."),
    "not_asked": Sentence("No reply was sought from {actors}.", "لم يُطلب رد من {actors}."),
    "denied": Sentence("{actors} denied it.", "صدر نفي من {actors}."),
    "accepted": Sentence("{actors} accepted it.", "صدر إقرار من {actors}."),
    "partly_accepted": Sentence("{actors} accepted it in part.", "صدر إقرار جزئي من {actors}."),
    "under_review": Sentence(
        "{actors} said that they were looking into it.", "ورد من {actors} أن الأمر قيد النظر."
    ),
    "dismissed": Sentence(
        "{actors} called the report not credible.", "ورد من {actors} أن التقرير غير ذي مصداقية."
    ),
    "target_claimed": Sentence(
        "{actors} said that they hit a military target.",
        "ورد من {actors} أن المستهدف كان هدفاً عسكرياً.",
    ),
}


def response_words(tongue: Tongue, actors: str, response: str) -> str:
    """What a named party answered."""
    return tongue.say(_RESPONSES[response], actors=actors)
