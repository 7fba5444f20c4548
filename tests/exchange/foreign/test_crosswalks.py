import pytest

from strikelog.exchange.foreign.crosswalks import (
    _SPELLINGS,
    choices,
    code_for,
    is_code,
    means_words,
    near_codes,
)
from strikelog.exchange.foreign.targets import MEANS, target


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Aerial Bomb: Plane", "fixed_wing+aerial_bomb"),
        ("Aerial Bomb: Missile", "fixed_wing+missile"),
        ("Aerial Bomb: Drone", "drone+unknown"),
        ("Air-Launched Explosive Weapon", "air_unspecified+unknown"),
        ("Air/drone strike", "air_unspecified+unknown"),
        ("Artillery", "ground_launched+artillery"),
        ("Mortar", "ground_launched+mortar"),
        ("Rocket", "ground_launched+rocket"),
        ("Unspecified IED", "emplaced+ied"),
        ("SVIED", "emplaced+pbied"),
        ("RCIED", "emplaced+rcied"),
        ("Hand Grenade", "hand_delivered+grenade"),
        ("Firearms", "hand_delivered+small_arms"),
        ("Not Applicable: No Direct Violence", "none+none"),
        ("Barrel bomb", "helicopter+barrel_bomb"),
        ("براميل متفجرة", "helicopter+barrel_bomb"),
        ("قصف مدفعي", "ground_launched+artillery"),
        ("barrel_bomb", "any+barrel_bomb"),
        ("Helicopter", "helicopter+unknown"),
        ("fixed_wing+missile", "fixed_wing+missile"),
    ],
)
def test_a_word_for_a_weapon_says_how_it_came_too(text, code):
    assert code_for(target(MEANS), text) == code


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("actor.type", "NSA", "armed_group"),
        ("actor.type", "Foreign Forces: Military", "state_forces_foreign"),
        (
            "actor.type",
            "Armed Forces of Government/Self-Declared Government",
            "state_forces_host",
        ),
        ("actor.type", "2", "armed_group"),
        ("actor.type", "8", "state_forces_foreign"),
        ("place.geo_prec", "(2) 25 km Precision ", "near_settlement"),
        ("place.geo_prec", "(4) Province, State, Governorate ", "governorate"),
        ("place.geo_prec", "(6) Country", "country"),
        ("site.type", "Health Building", "health_unspecified"),
        ("site.type", "Pre-School", "kindergarten"),
        ("site.type", "مشفى", "hospital"),
        ("site.type", "Hospital", "hospital"),
        ("event_type", "Suicide bomb", "emplaced_explosive"),
        ("site.damage", "Totally destroyed", "destroyed"),
        ("weapon", "SVIED", "pbied"),
        ("delivery", "Air-Launched: Plane", "fixed_wing"),
        ("verified", "Pending", "unknown"),
    ],
)
def test_words_of_publishers_have_their_codes(key, text, code):
    assert code_for(target(key), text) == code


@pytest.mark.parametrize(
    ("scale", "number", "code"),
    [("ucdp", "3", "district"), ("ucdp", "7", "sea_air"), ("acled", "3", "governorate")],
)
def test_a_precision_in_numbers_needs_its_scale(scale, number, code):
    assert code_for(target("place.geo_prec"), number, scale) == code
    assert code_for(target("place.geo_prec"), number) is None


def test_every_code_of_the_crosswalks_stands_in_its_list():
    for name, codes in _SPELLINGS.items():
        for code in codes:
            assert is_code(name, code), (name, code)


def test_a_near_word_is_offered_and_not_applied():
    wanted = target("site.type")

    assert code_for(wanted, "Hospitall") is None
    assert near_codes(wanted, "Hospitall")[0] == "hospital"
    assert near_codes(wanted, "xqzw") == ()


def test_every_choice_can_be_given_and_has_words_in_both_languages():
    for key in (MEANS, "weapon", "site.type", "actor.type"):
        for code, label in choices(target(key), "ar"):
            assert is_code(MEANS if key == MEANS else target(key).vocabulary, code)
            assert label


def test_there_is_nothing_to_choose_where_there_is_no_list():
    assert choices(target("summary")) == ()


def test_means_are_named_by_what_they_say():
    assert means_words("any+mortar") == "Mortar round"
    assert " · " in means_words("fixed_wing+missile")
    assert not is_code(MEANS, "fixed_wing+nonsense")
    assert not is_code(MEANS, "fixed_wing")
