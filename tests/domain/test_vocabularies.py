"""The code lists are complete in both languages, as specified, and find what people type."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from strikelog.domain.messages import LANGUAGES
from strikelog.domain.vocabularies import (
    CODELIST_VERSION,
    Code,
    Vocabulary,
    vocabulary,
    vocabulary_names,
)
from strikelog.resources import ResourcesMissing, resource

SPECIFICATION = Path(__file__).parents[2].parent / "shared" / "spec" / "vocabularies.md"
LATIN_KEPT_IN_ARABIC = {"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"} | {
    "ProofMode"
}
PRECISION_LISTS = ("DATE_PREC", "GEO_PREC")

every_list = pytest.mark.parametrize("name", vocabulary_names())
every_language = pytest.mark.parametrize("language", LANGUAGES)


def raw(name):
    return json.loads(resource("vocabularies", f"{name}.json").read_text(encoding="utf-8"))


def without_kept_latin(text):
    for kept in sorted(LATIN_KEPT_IN_ARABIC, key=len, reverse=True):
        text = text.replace(kept, "")
    return text


# -- the data ----------------------------------------------------------------------------------


@every_list
def test_a_list_is_named_like_its_file_and_has_the_common_version(name):
    assert vocabulary(name).name == name
    assert vocabulary(name).version == CODELIST_VERSION


@every_list
def test_codes_are_unique_and_plain(name):
    codes = [code.code for code in vocabulary(name)]

    assert codes
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z0-9_:+]+", code) for code in codes)


@every_list
def test_an_entry_holds_nothing_but_what_is_read(name):
    scales = {"ucdp", "acled"} if name in PRECISION_LISTS else set()
    for entry in raw(name)["codes"]:
        assert set(entry) - {"retired"} == {"code", *LANGUAGES} | scales
        assert all(set(entry[language]) == {"label", "definition"} for language in LANGUAGES)


@every_list
@every_language
def test_labels_and_definitions_are_complete(name, language):
    for code in vocabulary(name):
        for text in (code.labels[language], code.definitions[language]):
            assert text
            assert text == " ".join(text.split())
        assert code.definitions[language].endswith(".")


@every_list
@every_language
def test_labels_are_unique_and_short(name, language):
    labels = [code.label(language) for code in vocabulary(name)]

    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 40


@every_list
def test_english_labels_are_in_sentence_case(name):
    for code in vocabulary(name):
        assert not code.label("en")[0].islower()
        assert "_" not in code.label("en")


@every_list
def test_arabic_is_written_in_arabic(name):
    for code in vocabulary(name):
        assert re.search("[\u0621-\u064a]", code.definition("ar"))
        assert not re.search("[A-Za-z]", without_kept_latin(code.definition("ar")))
        assert not re.search("[A-Za-z]", without_kept_latin(code.label("ar")))
        assert name == "TLP" or re.search("[\u0621-\u064a]", code.label("ar"))


@every_list
def test_arabic_punctuation_is_used_in_arabic(name):
    for code in vocabulary(name):
        assert not re.search("[,;?%]", code.label("ar") + code.definition("ar"))


def test_sharing_marks_are_never_translated():
    assert all(code.label("ar") == code.label("en") == code.code for code in vocabulary("TLP"))


def test_precision_scales_rise_with_the_coarseness_they_stand_for():
    steps = [code.ucdp for code in vocabulary("GEO_PREC") if code.ucdp is not None]

    assert steps == sorted(steps)
    assert set(steps) == {1, 2, 3, 4, 5, 6, 7}


def specified_lists():
    if not SPECIFICATION.exists():
        pytest.skip("the specification of the code lists is not beside this checkout")
    text = SPECIFICATION.read_text(encoding="utf-8")
    lines = re.findall(r"^- \*\*([A-Z0-9_]+)\*\*: (.*)$", text, re.MULTILINE)
    return {name: re.split(" · (?=`)", line) for name, line in lines}


def specified_step(item, scale):
    step = re.search(rf"{scale} (\d)", item)
    return int(step[1]) if step else None


def test_the_lists_hold_exactly_what_is_specified():
    specified = {
        name: [re.match("`([^`]+)`", item)[1] for item in items]
        for name, items in specified_lists().items()
    }

    ours = {name: [code.code for code in vocabulary(name)] for name in vocabulary_names()}

    assert ours == specified


@pytest.mark.parametrize("name", PRECISION_LISTS)
def test_precision_scales_are_as_specified(name):
    items = specified_lists()[name]

    ours = [(code.ucdp, code.acled) for code in vocabulary(name)]

    assert ours == [(specified_step(item, "UCDP"), specified_step(item, "ACLED")) for item in items]


# -- asking for a code -------------------------------------------------------------------------


def test_a_code_is_found_by_its_exact_spelling():
    assert vocabulary("WEAPON").get("barrel_bomb").label() == "Barrel bomb"
    assert "barrel_bomb" in vocabulary("WEAPON")


def test_an_unknown_code_is_not_found():
    assert vocabulary("WEAPON").get("Barrel bomb") is None
    assert "catapult" not in vocabulary("WEAPON")


def test_a_regional_language_gets_the_label_of_its_language():
    assert vocabulary("WEAPON").label("barrel_bomb", "ar-SY") == "برميل متفجر"


def test_a_language_we_lack_gets_english():
    assert vocabulary("WEAPON").label("barrel_bomb", "fr") == "Barrel bomb"
    assert vocabulary("TRI").get("na").definition("fr") == vocabulary("TRI").get("na").definition()


def test_a_code_of_an_old_file_is_shown_as_it_is():
    assert vocabulary("WEAPON").label("catapult", "ar") == "catapult"


def test_a_retired_code_stays_readable():
    old = Code("sling", {"en": "Sling", "ar": "مقلاع"}, {"en": "", "ar": ""}, retired=True)
    listed = Vocabulary("OLD", CODELIST_VERSION, (old,))

    assert listed.label("sling", "ar") == "مقلاع"
    assert listed.match("Sling") == "sling"


def test_codes_come_in_the_order_of_the_list():
    assert [code.code for code in vocabulary("TRI")] == ["yes", "no", "unknown", "na"]
    assert len(vocabulary("TRI")) == 4


def test_a_list_that_does_not_exist_is_named():
    with pytest.raises(ResourcesMissing, match="NO_SUCH_LIST"):
        vocabulary("NO_SUCH_LIST")


# -- matching what people type -----------------------------------------------------------------


@every_list
def test_every_code_matches_itself(name):
    for code in vocabulary(name):
        assert vocabulary(name).match(code.code) == code.code
        assert vocabulary(name).match(code.code.replace("_", " ").upper()) == code.code


@every_list
@every_language
def test_every_label_matches_its_code(name, language):
    for code in vocabulary(name):
        assert vocabulary(name).match(code.label(language)) == code.code
        assert vocabulary(name).match(code.label(language), language) == code.code


@pytest.mark.parametrize(
    "typed",
    [
        "  Barrel bomb ",
        "BARREL-BOMB",
        "barrel\u00a0bomb",
        "Barrel  Bomb",
        "barrel_bomb",
        "برميل متفجر",
        "بِرميل متفجّر",
        "\u200fبرميل متفجر\u200e",
        "برميـل متفجر",
    ],
)
def test_case_gaps_and_unseen_marks_make_no_difference(typed):
    assert vocabulary("WEAPON").match(typed) == "barrel_bomb"


@pytest.mark.parametrize("typed", ["", "  ", "barrel", "barrel bombs", "برميل"])
def test_only_whole_labels_match(typed):
    assert vocabulary("WEAPON").match(typed) is None


def test_labels_of_another_language_do_not_match_when_one_is_asked_for():
    assert vocabulary("WEAPON").match("مركبة مفخخة", "en") is None
    assert vocabulary("WEAPON").match("Vehicle bomb", "ar") is None
    assert vocabulary("WEAPON").match("vbied", "ar") == "vbied"


# -- loading -----------------------------------------------------------------------------------


def test_importing_reads_no_list():
    script = (
        "import sys\n"
        "sys.addaudithook(lambda event, args: event == 'open' and 'vocabularies' in "
        "str(args[0]) and str(args[0]).endswith('.json') and sys.exit(3))\n"
        "import strikelog.domain.vocabularies\n"
    )
    source = str(Path(__file__).parents[2] / "src")

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": source},
        timeout=60,
        check=False,
    )

    assert done.returncode == 0


def test_a_list_is_read_once():
    assert vocabulary("WEAPON") is vocabulary("WEAPON")
    assert isinstance(hash(vocabulary("WEAPON")), int)
