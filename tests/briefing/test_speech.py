"""Every sentence exists in both tongues, and the grammar of each holds for every form."""

import ast
import importlib
import pkgutil
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import strikelog.briefing as package
from strikelog.briefing.origins import RULES
from strikelog.briefing.sections import corrections
from strikelog.briefing.speech import ARABIC, ENGLISH, Noun, Sentence, tongue_of
from strikelog.briefing.speech.attributing import (
    attribution,
    basis_words,
    denial_or_claim,
    of_sides,
    response_words,
)
from strikelog.briefing.speech.kinds import event_phrase, method_cell, site_noun
from strikelog.briefing.speech.nouns import (
    ATTACK,
    CIVILIANS,
    DAY,
    GOVERNORATE,
    ORIGIN,
    PARTS,
    UNITS,
    WOMEN,
    plural_of,
)
from strikelog.briefing.speech.phrases import (
    certain_and_possible,
    days_words,
    including,
    interval_words,
    minutes_words,
    relay,
    reported,
    reports_and_origins,
    short_day,
    when,
)
from strikelog.briefing.speech.sentences import slots_of
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.text import without_isolates
from strikelog.domain.vocabularies import vocabulary

TONGUES = (ENGLISH, ARABIC)
CATEGORIES = (0, 1, 2, 3, 10, 11, 99, 100, 102, 1000)
_OURS_ALONE = {"be"}
_ARABIC = re.compile("[\u0621-\u064a]")
_ISOLATED = re.compile("[\u2066\u2068][^\u2069]*\u2069")
_LEGAL = (
    "war crime", "deliberate", "terrorist", "unlawful", "illegal", "violation",
    "جريمة", "متعمد", "إرهاب", "غير قانوني", "انتهاك",
)  # fmt: skip


def modules():
    """Every module of the room."""
    return [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(package.__path__, "strikelog.briefing.")
    ]


def sentences_in(value):
    """The sentences in a value, however deep."""
    if isinstance(value, Sentence):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from sentences_in(pair)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from sentences_in(one)


def every_sentence():
    found = {}
    for module in modules():
        for value in vars(module).values():
            found.update(dict.fromkeys(sentences_in(value)))
    return list(found)


def every_noun():
    found = [*UNITS.values(), *PARTS.values()]
    found += [site_noun(code.code) for code in vocabulary("SITE_TYPE")]
    for module in modules():
        found += [one for one in vars(module).values() if isinstance(one, Noun)]
    return list(dict.fromkeys(found))


# -- both tongues ----------------------------------------------------------------------------


def test_every_sentence_has_the_same_slots_in_both_tongues():
    sentences = every_sentence()

    assert len(sentences) > 250
    for one in sentences:
        assert slots_of(one.ar) == slots_of(one.en) - _OURS_ALONE, one


def written_in(path):
    """The English and Arabic of each sentence that a file spells out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Sentence":
            parts = [*node.args, *(one.value for one in node.keywords)]
            with suppress(ValueError):
                yield tuple(map(ast.literal_eval, parts))


def test_no_sentence_is_written_twice(tmp_path):
    folder = Path(package.__file__).parent
    found = Counter(one for file in folder.rglob("*.py") for one in written_in(file))
    twice = tmp_path / "twice.py"
    twice.write_text('A = Sentence("a", "أ")\nB = Sentence(en="a", ar="أ")\n')

    assert not [one for one, times in found.items() if times > 1]
    assert Counter(written_in(twice)) == {("a", "أ"): 2}


def test_a_slot_that_only_one_tongue_has_is_found():
    lopsided = Sentence("{a} of {b}", "{a}")

    assert slots_of(lopsided.ar) != slots_of(lopsided.en) - _OURS_ALONE


def test_arabic_sentences_are_arabic_to_the_last_sign():
    for one in every_sentence():
        bare = re.sub(r"\{[^}]*\}", "", _ISOLATED.sub("", one.ar))
        if re.search("[A-Za-z]", re.sub(r"\{[^}]*\}", "", one.en)):
            assert _ARABIC.search(bare), one
        assert not re.search("[A-Za-z]", bare), one
        assert not re.search("[,;?\"']", bare), one


def test_english_sentences_hold_no_arabic():
    assert not [one for one in every_sentence() if _ARABIC.search(one.en)]


def test_no_sentence_draws_a_legal_conclusion():
    for one in every_sentence():
        for word in _LEGAL:
            if word not in ("متعمد", "deliberate") or "arson" not in one.en:
                assert word not in one.en.lower(), one
                assert word not in one.ar or "arson" in one.en or "legal" in one.en, one


_PROSE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
_SPOKEN = {"Sentence", "Noun", "mark", "_place"}


def _is_identity(text):
    """Tell whether a text names a rule or figure for the ledger, which is never printed."""
    return text in RULES or text in corrections._WHAT or text in corrections._OF_ONE


def prose_in(path):
    """English words in a file that no sentence, noun, message or explanation holds."""
    tree = ast.parse(path.read_text())
    excused = set()
    for node in ast.walk(tree):
        called = node.func.id if isinstance(node, ast.Call) and hasattr(node.func, "id") else ""
        if called in _SPOKEN or isinstance(node, ast.Raise | ast.Assert):
            excused.update(map(id, ast.walk(node)))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            excused.add(id(node.value))
        if isinstance(node, ast.keyword) and node.arg in ("rule", "of"):
            excused.update(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not is_text or id(node) in excused or _is_identity(node.value):
            continue
        if _PROSE.search(node.value):
            yield f"{path.name}:{node.lineno}: {node.value[:60]}"


_NO_PROSE_OF_PAGES = {
    "embedding.py", "canvas.py", "packing.py", "structure.py", "tags.py", "ink.py",
    "finished.py", "finished_text.py", "finished_values.py", "fonts.py",
}  # fmt: skip
"""Files that write the format of a PDF, whose words are not for readers."""


def test_no_words_are_printed_that_are_no_sentence():
    folder = Path(package.__file__).parent
    files = [one for one in folder.rglob("*.py") if one.name not in _NO_PROSE_OF_PAGES]

    found = [line for one in files for line in prose_in(one)]

    assert not found, "\n".join(found)


def test_printed_words_outside_sentences_are_found(tmp_path):
    file = tmp_path / "section.py"
    file.write_text('TITLE = "Where sources differ"\nSAID = Sentence("two words", "كلمتان")\n')

    assert len(list(prose_in(file))) == 1


def test_an_unknown_language_is_english():
    assert tongue_of("fr") is ENGLISH
    assert tongue_of("ar") is ARABIC


# -- numbers ---------------------------------------------------------------------------------


@given(st.integers(0, 10**7))
def test_plural_categories_are_those_of_the_locale_data(number):
    assert plural_of(number).value == Locale.parse("ar").plural_form(number)


@pytest.mark.parametrize(
    ("number", "attacks", "women", "days"),
    [
        (0, "0 من الهجمات", "0 من النساء", "0 من الأيام"),
        (1, "هجوم واحد", "امرأة واحدة", "يوم واحد"),
        (2, "هجومان", "امرأتان", "يومان"),
        (3, "3 هجمات", "3 نساء", "3 أيام"),
        (10, "10 هجمات", "10 نساء", "10 أيام"),
        (11, "11 هجوماً", "11 امرأة", "11 يوماً"),
        (99, "99 هجوماً", "99 امرأة", "99 يوماً"),
        (100, "100 هجوم", "100 امرأة", "100 يوم"),
        (102, "102 هجوم", "102 امرأة", "102 يوم"),
        (1000, "1\u202f000 هجوم", "1\u202f000 امرأة", "1\u202f000 يوم"),
    ],
)
def test_an_arabic_number_governs_its_noun(number, attacks, women, days):
    said = [without_isolates(ARABIC.counted(number, noun)) for noun in (ATTACK, WOMEN, DAY)]

    assert said == [attacks, women, days]


def test_a_pair_after_a_preposition_is_told_from_a_plural():
    assert ARABIC.counted(2, CIVILIANS, oblique=True) == "مدنيين اثنين"
    assert ARABIC.counted(2, GOVERNORATE, oblique=True) == "محافظتين اثنتين"
    assert ARABIC.counted(2, site_noun("aid_office"), oblique=True) == "مكتبي إغاثة اثنين"
    assert ARABIC.counted(2, ORIGIN, oblique=True) == "أصلين مستقلين اثنين"


def test_every_noun_agrees_in_every_category():
    for noun in every_noun():
        forms = noun.ar
        said = {number: ARABIC.counted(number, noun) for number in CATEGORIES}
        assert said[1].endswith("واحدة" if forms.is_feminine else "واحد"), noun
        assert said[3].endswith(forms.few), noun
        assert said[11].endswith(forms.accusative), noun
        assert said[100].endswith(forms.one), noun
        assert ENGLISH.counted(1, noun) == f"1 {noun.one}"
        assert ENGLISH.counted(0, noun) == f"0 {noun.many}"
        assert all(_ARABIC.search(one) for one in said.values()), noun


def test_a_feminine_noun_is_known_by_its_ending_or_told():
    assert GOVERNORATE.ar.is_feminine
    assert not ATTACK.ar.is_feminine
    assert not site_noun("hospital").ar.is_feminine


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "english", "arabic"),
    [
        (8, 8, None, "8 civilians", "8 مدنيين"),
        (1, 1, None, "1 civilian", "مدني واحد"),
        (14, None, "at_least", "at least 14 civilians", "14 مدنياً على الأقل"),
        (1, None, None, "at least 1 civilian", "مدني واحد على الأقل"),
        (0, None, None, "0 or more civilians", "0 أو أكثر من المدنيين"),
        (1001, None, "more_than", "more than 1\u202f000 civilians", "أكثر من 1\u202f000 مدني"),
        (None, 99, "almost", "fewer than 100 civilians", "أقل من 100 مدني"),
        (0, 3, None, "up to 3 civilians", "حتى 3 مدنيين"),
        (0, 3, "between", "0–3 civilians", "0–3 مدنيين"),
        (1, 2, None, "1–2 civilians", "1–2 من المدنيين"),
        (3, 15, None, "3–15 civilians", "3–15 مدنياً"),
        (5, 5, "about", "about 5 civilians", "نحو 5 مدنيين"),
        (2, None, "several", "several civilians", "عدة مدنيين"),
        (24, None, "several", "dozens of civilians", "عشرات المدنيين"),
        (1, None, "unspecified", "unknown number of civilians", "عدد غير معروف من المدنيين"),
    ],
)
def test_a_range_is_said_with_its_noun_in_both_tongues(low, high, qualifier, english, arabic):
    said = [without_isolates(t.ranged(low, high, CIVILIANS, qualifier=qualifier)) for t in TONGUES]

    assert said == [english, arabic]


def test_ranges_keep_their_direction_within_arabic():
    assert ARABIC.range(1, 2) == "\u20661–2\u2069"
    assert "\u20661–2\u2069" in ARABIC.ranged(1, 2, CIVILIANS)


def test_parts_and_doubt_are_said_in_arabic():
    assert (
        including(ARABIC, "14 مدنياً على الأقل", ARABIC.ranged(5, None, PARTS["child"]))
        == "14 مدنياً على الأقل، بينهم 5 أطفال على الأقل"
    )
    assert certain_and_possible(ARABIC, 62, 67, "attack") == "62 على الأقل، وحتى 67 هجوماً"
    assert certain_and_possible(ARABIC, 3, 3, "attack") == "3 هجمات"
    assert ARABIC.range(None, None) == "لم يُذكر"


@pytest.mark.parametrize("outcome", ["killed", "injured", "missing", "abducted", "displaced"])
def test_harm_is_reported_in_arabic_by_nouns_of_action(outcome):
    assert reported(ARABIC, 1, 2, CIVILIANS, outcome).startswith("أُفيد ب")
    assert reported(ARABIC, 0, 0, CIVILIANS, outcome).startswith("أُفيد بعدم")
    assert "تذكر بعض المصادر" in reported(ARABIC, 0, 3, CIVILIANS, outcome)
    assert reported(ARABIC, 2, 2, CIVILIANS, outcome).endswith("مدنيين اثنين")


# -- attribution -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidence", "verb"),
    [
        ("alleged", "يُذكر أن الهجوم نُفّذ على يد"),
        ("plausible", "ربما نُفّذ الهجوم على يد"),
        ("probable", "من المرجّح أن الهجوم نُفّذ على يد"),
        ("highly_probable", "من المرجّح جداً أن الهجوم نُفّذ على يد"),
        ("conclusive", "بحسب المصدر، نُفّذ الهجوم على يد"),
        ("admitted", "صدر إقرار بالهجوم من"),
        ("unknown", "دون بيان درجة التيقّن"),
    ],
)
def test_an_arabic_attribution_has_the_verb_of_its_confidence(confidence, verb):
    said = attribution(ARABIC, "الطرف", confidence, "المصدر")

    assert verb in said
    assert "بحسب المصدر" in said
    assert "مؤكد" not in said


def test_every_confidence_has_a_verb_of_its_own_in_both_tongues():
    for tongue in TONGUES:
        said = {attribution(tongue, "X", one.code, "Y") for one in vocabulary("ATTR_CONF")}
        assert len(said) == len(vocabulary("ATTR_CONF"))
        assert all("X" in one and "Y" in one for one in said)


def test_parties_that_answer_or_speak_of_themselves():
    for tongue in TONGUES:
        answers = [response_words(tongue, "X", one.code) for one in vocabulary("PARTY_RESPONSE")]
        assert len(set(answers)) == len(answers)
        assert denial_or_claim(tongue, "X", "denies", "Y") != denial_or_claim(
            tongue, "X", "claims", "Y"
        )
    assert denial_or_claim(ARABIC, "الطرف", "denies", "المصدر") == "صدر نفي من الطرف، بحسب المصدر"


@pytest.mark.parametrize(
    ("actors", "logic", "said"),
    [
        (["أ"], "sole", "أ"),
        (["أ", "ب"], "either_or", "إما أ أو ب"),
        (["أ", "ب"], "joint", "أ وب معاً"),
        (["أ", "ب", "ج"], "coalition", "تكتل من أ وب وج"),
        (["أ"], "coalition", "تكتل يضم أ"),
    ],
)
def test_arabic_parties_are_joined_by_their_logic(actors, logic, said):
    assert of_sides(ARABIC, actors, logic) == said


def test_a_latin_name_is_not_glued_to_the_word_before_it():
    assert ARABIC.all_of(["أ", "\u2068AFP\u2069"]) == "أ و\u00a0\u2068AFP\u2069"
    assert ARABIC.all_of(["أ", "ب"]) == "أ وب"


def test_sources_are_named_with_their_relay_in_arabic():
    assert relay(ARABIC, "أ", "ب") == "أ، نقلاً عبر ب"
    assert reports_and_origins(ARABIC, 9, 2) == "9 تقارير، أصلان مستقلان"
    assert reports_and_origins(ARABIC, 1, 1) == "تقرير واحد (مصدر واحد)"
    assert basis_words(ARABIC, ["unspecified"]) == "دون ذكر أساس"


# -- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019-11-06", "في 6 تشرين الثاني 2019"),
        ("2019-07", "في تموز 2019"),
        ("2019-11-01~", "حوالي 1 تشرين الثاني 2019"),
        ("[2019-05-05..2019-05-06]", "في 5 أو 6 أيار 2019"),
        ("2019-05-05/2019-05-06", "في 5–6 أيار 2019"),
        ("2019-04-29/..", "منذ 29 نيسان 2019"),
    ],
)
def test_an_arabic_date_has_levantine_months_and_its_preposition(edtf, said):
    assert without_isolates(when(ARABIC, FuzzyDate.parse(edtf))) == said


def test_arabic_stretches_of_time():
    assert days_words(ARABIC, 60, 60) == "60 يوماً"
    assert days_words(ARABIC, 2, 2) == "يومان"
    assert without_isolates(minutes_words(ARABIC, 3, 5)) == "3–5 دقائق"
    assert short_day(ARABIC, FuzzyDate.parse("[2019-05-05..2019-05-06]")) == "5 أو 6 أيار 2019"
    start, end = FuzzyDate.parse("2019-08-31"), FuzzyDate.parse("2019-11-01~")
    assert interval_words(ARABIC, start, end) == "من 31 آب 2019 حتى حوالي 1 تشرين الثاني 2019"


# -- what no sentence has --------------------------------------------------------------------

_CODES = {
    name: [one.code for one in vocabulary(name)] for name in ("EVENT_TYPE", "DELIVERY", "WEAPON")
}
_ENDS = st.one_of(st.none(), st.integers(0, 2000))


def is_well_made(text):
    """Tell whether a text has no two blanks, dangling comma, unfilled slot or empty bracket."""
    bare = without_isolates(text)
    return not re.search(r"  |[ ][,،;؛.]|[,،;؛]$|[{}]|\(\s*\)|[,،;؛]\s*[,،;؛.]", bare)


@pytest.mark.parametrize("text", ["a  b", "a ,b", "a,", "{a}", "a ()", "a،، ب", "a؛ ."])
def test_a_badly_made_text_is_found(text):
    assert not is_well_made(text)


@given(
    st.sampled_from(TONGUES),
    _ENDS,
    _ENDS,
    st.sampled_from(["killed", "injured", "displaced"]),
    st.sampled_from([one.code for one in vocabulary("ATTR_CONF")]),
    st.sampled_from(_CODES["EVENT_TYPE"]),
    st.sampled_from(_CODES["DELIVERY"]),
    st.sampled_from(_CODES["WEAPON"]),
)
def test_any_sentence_is_well_made(tongue, low, high, outcome, confidence, event, means, weapon):
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    said = [
        reported(tongue, low, high, CIVILIANS, outcome),
        attribution(tongue, "X", confidence, "Y"),
        event_phrase(tongue, event, means, weapon),
        method_cell(tongue, event, means, weapon),
        tongue.ranged(low, high, ATTACK, oblique=True),
    ]

    assert all(map(is_well_made, said)), said
    assert not [one for one in said for word in _LEGAL if word in one and event != "arson"]
