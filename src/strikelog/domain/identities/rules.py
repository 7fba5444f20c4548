"""What is wrong with a record of the store: fields by their kinds, and the rules of consent."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..fields import field_of
from ..messages import mark
from ..records import Record
from ..text import fold
from ..validation import Problem, Term
from ..validation.privacy import personal_signs
from ..validation.problems import found
from ..validation.values import value_problems
from .consents import Consent, allows, withdrawn_uses
from .people import SourceIdentity, VictimPerson

Problems = Iterator[Problem]

ADULT = 18
_CHILDREN = frozenset({"child", "boy", "girl", "child_sex_unknown"})
_ADULTS = frozenset({"adult", "man", "woman", "adult_sex_unknown"})
# Who is counted is one person, so the sums over several do not say who it is.
_SUMS = frozenset({"total", "adult", "child", "male", "female"})
_WORD = re.compile(r"\w{3,}")


def check_identity(
    record: Record,
    *,
    today: date,
    consent: Consent | None = None,
    others: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """Find what is wrong with a record of the store.

    `consent` is the one it names, `others` are the pseudonyms of everybody else.
    """
    problems = [*value_problems(record)]
    if isinstance(record, Consent):
        problems += _consent(record, today)
    elif isinstance(record, VictimPerson):
        problems += _pseudonym(record, others)
        problems += _age(record)
        problems += _named(record, consent, today)
    elif isinstance(record, SourceIdentity):
        problems += _withdrawn(record, consent, today)
    return tuple(problems)


def is_child(victim: VictimPerson) -> bool:
    """Tell whether a person was under 18, by the age where it is known."""
    if victim.age_years is not None:
        return victim.age_years < ADULT
    return victim.age_sex in _CHILDREN


def _consent(consent: Consent, today: date) -> Problems:
    if consent.method == "not_obtained" and consent.uses:
        message = mark("No consent was obtained, yet uses are named. Take the uses out.")
        yield found("E24", consent, "uses", message)
    if consent.obtained_on and consent.obtained_on > today:
        message = mark("{field} lies in the future. Until then nothing is agreed to.")
        yield found("W15", consent, "obtained_on", message, field=_label(consent, "obtained_on"))
    for key in ("expires", "withdrawn_on"):
        day = getattr(consent, key)
        if day and consent.obtained_on and day < consent.obtained_on:
            message = mark("{field} lies before the consent was obtained. Correct one of the two.")
            yield found("W15", consent, key, message, field=_label(consent, key))
    if consent.withdrawal_scope and consent.withdrawn_on is None:
        message = mark("Uses were withdrawn, but not when. Enter the day.")
        yield found("E01", consent, "withdrawn_on", message)
    for sign in personal_signs(consent.subject_code or ""):
        yield _telling(consent, "subject_code", sign)


def _pseudonym(victim: VictimPerson, others: Sequence[str]) -> Problems:
    pseudonym = victim.pseudonym or ""
    for sign in personal_signs(pseudonym):
        yield _telling(victim, "pseudonym", sign)
    if _shares_a_word(pseudonym, victim.name, victim.name_local):
        message = mark("The pseudonym holds part of the name. Choose one that does not hint at it.")
        yield found("W22", victim, "pseudonym", message, refuses=True)
    if pseudonym and fold(pseudonym) in map(fold, others):
        message = mark("Somebody else has this pseudonym already. Choose another.")
        yield found("E03", victim, "pseudonym", message)


def _telling(record: Record, key: str, sign: str) -> Problem:
    """Refuse what would leave the store with the pseudonym."""
    message = mark("{field} seems to hold {sign}. It is shown outside the store, so use a code.")
    return found(
        "W22", record, key, message, refuses=True, field=_label(record, key), sign=Term(sign)
    )


def _shares_a_word(pseudonym: str, *names: str | None) -> bool:
    told = set(_WORD.findall(fold(pseudonym)))
    return any(told & set(_WORD.findall(fold(name))) for name in names if name)


def _age(victim: VictimPerson) -> Problems:
    if victim.age_sex in _SUMS:
        message = mark("This is one person: choose man, woman, boy, girl, or what is not known.")
        yield found("E02", victim, "age_sex", message)
    contradicts = _CHILDREN if not is_child(victim) else _ADULTS
    if victim.age_years is not None and victim.age_sex in contradicts:
        message = mark("The age and “age and sex” contradict each other. Correct one of them.")
        yield found("E18", victim, "age_years", message)


def _named(victim: VictimPerson, consent: Consent | None, today: date) -> Problems:
    if not (victim.publish_name and (victim.name or victim.name_local)):
        return
    if consent is not None and "publish_named" in withdrawn_uses(consent, today):
        message = mark("The consent to publish the name was withdrawn. Answer no.")
        yield found("E24", victim, "publish_name", message)
    elif not allows(consent, "publish_named", today):
        message = mark("There is no valid consent to publish the name. Answer no, or enter it.")
        yield found("E23", victim, "publish_name", message)
    if is_child(victim) and (consent is None or consent.guardian != "yes"):
        message = mark("This is a child, and no guardian agreed. Answer no, or enter the consent.")
        yield found("E23", victim, "publish_name", message)


def _withdrawn(identity: SourceIdentity, consent: Consent | None, today: date) -> Problems:
    if consent is not None and "recontact" in withdrawn_uses(consent, today):
        message = mark("The person no longer wants to be contacted. Take out how to reach them.")
        if identity.contact:
            yield found("E24", identity, "contact", message)


def _label(record: Record, key: str) -> Term:
    return Term(field_of(type(record), key).label)
