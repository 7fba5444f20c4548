"""Corrections since the last issue: what is new, changed and gone, and which figures moved."""

from collections.abc import Iterable, Sequence

from ...domain.briefing_runs import RunFigure
from ...domain.text import isolate, without_isolates
from ...insight.retractions import Retraction
from ...insight.since import Fate, Gone, Move, Since
from ..blocks import Bullets, Heading
from ..composing import Block
from ..flowing import words
from ..origins import rule_words
from ..plan import BriefingPlan
from ..speech import Sentence, Tongue
from ..speech.nouns import CLAIM
from ..speech.phrases import as_of_day
from ..styles import NOTE, SMALL
from .opening import ISSUE

__all__ = ["correction_text", "corrections"]

_TITLE = Sentence("Corrections since the last issue", "التصويبات منذ العدد السابق")
_NONE = Sentence("None recorded.", "لا شيء مسجَّل.")
_COMPARED = Sentence(
    "Compared with {issue}, data as of {day}.", "بالمقارنة مع {issue}، البيانات حتى {day}."
)
_SAME = Sentence("No published figure moved.", "لم يتغير أي رقم منشور.")
_NEW = Sentence("New: {codes}.", "جديد: {codes}.")
_CHANGED = Sentence("Changed: {codes}.", "تغيّر: {codes}.")
_LOWER = Sentence("Graded lower than before: {codes}.", "خُفض تصنيفه: {codes}.")
_FROM_TO = Sentence("{code} (from {before} to {after})", "{code} (من {before} إلى {after})")
_MERGED = Sentence("{code} was merged into {into}.", "دُمج {code} في {into}.")
_TAKEN_BACK = Sentence("Retracted: {said}.", "سُحب ما يلي: {said}.")
_ONE_CLAIM = Sentence(
    "a claim of {source} about {code}; it no longer counts",
    "إفادة من {source} عن {code}، ولم يعد يُعتدّ بها",
)
_CLAIMS = Sentence(
    "{claims} of {source} about {code}; they no longer count",
    "{claims} من {source} عن {code}، ولم يعد يُعتدّ بها",
)
_WHOLE = Sentence(
    "{source}, with all that it says of {code}; it no longer counts there",
    "{source}، بكل ما يذكره عن {code}، ولم يعد يُعتدّ به فيها",
)
_NUMBERED = Sentence(
    "source {n} in the list of sources ({kind})", "المصدر رقم {n} في قائمة المصادر ({kind})"
)
_NUMBER_ALONE = Sentence("source {n} in the list of sources", "المصدر رقم {n} في قائمة المصادر")
_OF_KIND = Sentence("a source that is no longer cited ({kind})", "مصدر لم يعد مذكوراً ({kind})")
_NO_LONGER = Sentence("a source that is no longer cited", "مصدر لم يعد مذكوراً")
_MORE_TAKEN_BACK = Sentence("Further retractions: {n}.", "حالات سحب أخرى: {n}.")
_FATES = {
    Fate.MERGED: Sentence("Merged into another record: {codes}.", "دُمج في سجل آخر: {codes}."),
    Fate.WITHDRAWN: Sentence(
        "Withdrawn as rejected or a mere rumour: {codes}.", "سُحب لرفضه أو لكونه شائعة: {codes}."
    ),
    Fate.BACK: Sentence("Taken back into work: {codes}.", "أُعيد إلى العمل: {codes}."),
    Fate.DELETED: Sentence("Deleted: {codes}.", "حُذف: {codes}."),
    Fate.OUTSIDE: Sentence(
        "No longer within what was asked for: {codes}.", "لم يعد ضمن المطلوب: {codes}."
    ),
}
_MOVED = Sentence(
    "{what}: we published {before}; it now reads {after}{why}.",
    "{what}: نشرنا {before}، والرقم الآن {after}{why}.",
)
_NOW = Sentence(
    "{what}: {after}, which was not published before{why}.",
    "{what}: {after}، ولم يُنشر من قبل{why}.",
)
_GONE = Sentence(
    "{what}: we published {before}; there is none now{why}.",
    "{what}: نشرنا {before}، ولا شيء الآن{why}.",
)
_CAME_IN = Sentence("{codes} came in", "أُضيف {codes}")
_NOW_COUNTED = Sentence("{codes} counted now", "{codes} محسوب الآن")
_NOW_NUMBERED = Sentence("a number is given now for {codes}", "ذُكر الآن عدد في {codes}")
_WENT = Sentence("{codes} no longer counted", "لم يعد {codes} محسوباً")
_TOUCHED = Sentence("records of {codes} changed", "تغيّرت سجلات {codes}")
_MORE = Sentence("Further figures that moved: {n}.", "أرقام أخرى تغيّرت: {n}.")
_AND_MORE = Sentence("{codes} and {n} more", "{codes} و{n} غيرها")
_CORRECTION = Sentence("Correction of {day}.", "تصويب بتاريخ {day}.")

_WHAT = {
    "attacks": Sentence("Attacks recorded", "الهجمات المسجلة"),
    "distinct sites": Sentence("Distinct sites hit", "المواقع المختلفة المصابة"),
    "repeat strikes": Sentence("Sites hit more than once", "المواقع المصابة أكثر من مرة"),
    "responders harmed": Sentence("Attacks harming responders", "الهجمات التي آذت المستجيبين"),
    "killed": Sentence("People killed", "القتلى"),
    "injured": Sentence("People injured", "الجرحى"),
    "children killed": Sentence("Children killed", "القتلى من الأطفال"),
    "not in totals": Sentence(
        "Attacks not yet counted in totals", "هجمات لم تُحتسب بعد في المجاميع"
    ),
    "not on the map": Sentence("Attacks not on the map", "هجمات ليست على الخريطة"),
    "undated": Sentence("Attacks with a vague date", "هجمات تاريخها غير محدَّد"),
    "attacks with a named attacker": Sentence(
        "Attacks with a named attacker", "الهجمات التي سُمّيت جهتها المهاجِمة"
    ),
}
_IN = Sentence("Attacks in {about}", "الهجمات في {about}")
_NAMED = {
    "attacks by district": _IN,
    "attacks by governorate": _IN,
    "attacks by week": Sentence("Attacks in the week of {about}", "الهجمات في أسبوع {about}"),
    "attacks by month": _IN,
    "attacks by year": _IN,
    "period match": Sentence("Attacks within “{about}”", "الهجمات ضمن «{about}»"),
    "said to break": Sentence(
        "Attacks recorded as breaking “{about}”", "هجمات سُجّل أنها خرقت «{about}»"
    ),
    "sites": Sentence("Sites hit, {about}", "المواقع المصابة، {about}"),
    "method": Sentence("Attacks by method, {about}", "الهجمات بحسب الوسيلة، {about}"),
    "attribution": Sentence(
        "Attacks by reported attacker, {about}", "الهجمات بحسب الجهة المذكورة، {about}"
    ),
    "published by others": Sentence("Figure of {about}", "رقم {about}"),
    "reconciliation": Sentence("Ours beside “{about}”", "ما لدينا إلى جانب «{about}»"),
    "recorded of a group": Sentence("Recorded of “{about}”", "المسجَّل من «{about}»"),
}
_OF_ONE = {
    "killed of ": Sentence("People killed in {code}", "القتلى في {code}"),
    "injured of ": Sentence("People injured in {code}", "الجرحى في {code}"),
}
_MOST_CODES = 8
_MOST_MOVES = 15


def corrections(plan: BriefingPlan) -> list[Block]:
    """What is different since an earlier issue, if one was named."""
    tongue = plan.asked.tongue
    heading = Heading(tongue.say(_TITLE))
    if plan.since is None:
        return [heading, words(tongue.say(_NONE), SMALL, after=6)]
    intro = words(_compared(tongue, plan.since), NOTE, after=4)
    said = list(_sentences(tongue, plan.since))
    if not said:
        return [heading, intro, words(tongue.say(_SAME), SMALL, after=6)]
    items = [words(one, SMALL, after=2) for one in said]
    return [heading, intro, Bullets(items, after=8)]


def correction_text(tongue: Tongue, since: Since, day: str) -> str:
    """The same to be pasted elsewhere: one paragraph."""
    said = list(_sentences(tongue, since)) or [tongue.say(_SAME)]
    lead = [tongue.say(_CORRECTION, day=day), _compared(tongue, since)]
    return without_isolates(" ".join([*lead, *said]))


def _compared(tongue: Tongue, since: Since) -> str:
    run = since.run
    named = tongue.quoted(isolate(run.title))
    issue = f"{named}, {tongue.say(ISSUE, n=str(run.issue))}" if run.issue else named
    return tongue.say(_COMPARED, issue=issue, day=as_of_day(tongue, run.as_of))


def _sentences(tongue: Tongue, since: Since) -> Iterable[str]:
    """Incidents first, then the figures, each with its reason."""
    for sentence, codes in (
        (_NEW, since.new),
        (_CHANGED, since.changed),
    ):
        if codes:
            yield tongue.say(sentence, codes=_codes(tongue, codes))
    if since.downgraded:
        yield tongue.say(_LOWER, codes=_regraded(tongue, since))
    yield from _taken_back(tongue, since.retractions)
    yield from _gone(tongue, since.gone)
    for move in since.moves[:_MOST_MOVES]:
        yield _moved(tongue, move, since)
    if left := len(since.moves) - _MOST_MOVES:
        yield from [tongue.say(_MORE, n=tongue.number(left))] if left > 0 else []


def _regraded(tongue: Tongue, since: Since) -> str:
    """Incidents with the grade that was published and the one now."""
    said = []
    for code in since.downgraded[:_MOST_CODES]:
        grades = (tongue.inside(tongue.label("GRADING", one)) for one in since.grades[code])
        before, after = grades
        said.append(tongue.say(_FROM_TO, code=tongue.code(code), before=before, after=after))
    left = len(since.downgraded) - _MOST_CODES
    more = tongue.joined(said, ";")
    return tongue.say(_AND_MORE, codes=more, n=tongue.number(left)) if left > 0 else more


def _taken_back(tongue: Tongue, retractions: Sequence[Retraction]) -> Iterable[str]:
    """A sentence for each source that took something back; it is named by number and kind alone."""
    for one in retractions[:_MOST_MOVES]:
        source, code = _source(tongue, one), tongue.code(one.code)
        if one.is_whole:
            said = tongue.say(_WHOLE, source=source, code=code)
        elif one.claims == 1:
            said = tongue.say(_ONE_CLAIM, source=source, code=code)
        else:
            claims = tongue.counted(one.claims, CLAIM)
            said = tongue.say(_CLAIMS, claims=claims, source=source, code=code)
        yield tongue.say(_TAKEN_BACK, said=said)
    if (left := len(retractions) - _MOST_MOVES) > 0:
        yield tongue.say(_MORE_TAKEN_BACK, n=tongue.number(left))


def _source(tongue: Tongue, one: Retraction) -> str:
    kind = tongue.inside(tongue.label("SOURCE_TYPE", one.kind)) if one.kind else ""
    if one.number:
        number = tongue.number(one.number)
        return tongue.say(_NUMBERED if kind else _NUMBER_ALONE, n=number, kind=kind)
    return tongue.say(_OF_KIND if kind else _NO_LONGER, kind=kind)


def _gone(tongue: Tongue, gone: Sequence[Gone]) -> Iterable[str]:
    by_fate: dict[Fate, list[str]] = {}
    for one in gone:
        if one.fate is Fate.MERGED and one.into:
            yield tongue.say(_MERGED, code=tongue.code(one.code), into=tongue.code(one.into))
        else:
            by_fate.setdefault(one.fate, []).append(one.code)
    for fate, codes in by_fate.items():
        yield tongue.say(_FATES[fate], codes=_codes(tongue, codes))


def _moved(tongue: Tongue, move: Move, since: Since) -> str:
    what, why = _what(tongue, move, since), _why(tongue, move, since)
    is_same = since.run.language == tongue.language
    before = tongue.quoted(_value(tongue, move.before, is_same=is_same)) if move.before else ""
    after = tongue.quoted(move.after.words) if move.after else ""
    if not before:
        return tongue.say(_NOW, what=what, after=after, why=why)
    if not after:
        return tongue.say(_GONE, what=what, before=before, why=why)
    return tongue.say(_MOVED, what=what, before=before, after=after, why=why)


def _value(tongue: Tongue, figure: RunFigure, *, is_same: bool) -> str:
    """A figure as it was printed; its number alone where that was in another language."""
    if is_same or (figure.low is None and figure.high is None):
        return figure.words
    return tongue.range(figure.low, figure.high)


def _why(tongue: Tongue, move: Move, since: Since) -> str:
    new = tuple(one for one in move.came if one in since.new)
    known = tuple(one for one in move.came if one not in since.new)
    now = _NOW_NUMBERED if move.figure.unit == "person" else _NOW_COUNTED
    pairs = ((_CAME_IN, new), (now, known), (_WENT, move.went), (_TOUCHED, move.changed))
    said = [tongue.say(one, codes=_codes(tongue, codes)) for one, codes in pairs if codes]
    return f" ({tongue.joined(said, ';')})" if said else ""


def _what(tongue: Tongue, move: Move, since: Since) -> str:
    """What a figure counts, as the start of a sentence."""
    figure = move.figure
    if figure.of in _WHAT:
        return tongue.say(_WHAT[figure.of])
    for lead, sentence in _OF_ONE.items():
        if figure.of.startswith(lead):
            code = next(iter((*move.changed, *move.came, *move.went)), "")
            known = since.run.incidents.get(figure.of.removeprefix(lead))
            return tongue.say(sentence, code=tongue.code(known.code if known else code))
    if figure.about and figure.rule in _NAMED:
        return tongue.say(_NAMED[figure.rule], about=figure.about)
    return rule_words(figure.rule, tongue).rstrip(".")


def _codes(tongue: Tongue, codes: Sequence[str]) -> str:
    shown = tongue.joined([tongue.code(one) for one in codes[:_MOST_CODES]])
    left = len(codes) - _MOST_CODES
    return tongue.say(_AND_MORE, codes=shown, n=tongue.number(left)) if left > 0 else shown
