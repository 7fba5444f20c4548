"""Names of one place are alike in both scripts; the kind of place tells no two apart."""

import pytest

from strikelog.insight.alike_names import likeness_of_names, name_keys

SAME = [
    ("Kafr Nabl Surgical Hospital", "مشفى كفرنبل الجراحي"),
    ("Kafranbel surgical hospital", "Kafr Nabl Surgical Hospital"),
    ("Amal Hospital", "مستشفى الأمل"),
    ("Al-Amal hospital", "Amal Hospital"),
    ("Maarrat al-Numan", "معرة النعمان"),
    ("Khan Shaykhun", "خان شيخون"),
    ("Hama", "حماة"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_alike(one, other):
    assert likeness_of_names((one,), (other,)) == 1.0


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_looked_up_by_a_common_key(one, other):
    assert {*name_keys(one)} & {*name_keys(other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Amal Hospital", "Ward Hospital"), ("Khan Shaykhun", "Maarrat al-Numan"), ("Hama", "Homs")],
)
def test_other_names_are_not(one, other):
    assert likeness_of_names((one,), (other,)) == 0.0


def test_one_more_word_is_less_alike():
    found = likeness_of_names(("Kafr Nabl Surgical Hospital",), ("مستشفى كفر نبل",))

    assert found == pytest.approx(0.8)


def test_a_kind_of_place_alone_says_nothing():
    assert likeness_of_names(("Hospital",), ("مدرسة",)) is None
    assert likeness_of_names((), ("Hama",)) is None


def test_what_a_name_takes_from_its_town_says_nothing():
    market, school = ("Ariha Market",), ("Ariha School",)

    assert likeness_of_names(market, school) == 1.0
    assert likeness_of_names(market, school, ("أريحا",)) is None


def test_the_likest_spelling_counts():
    assert likeness_of_names(("Orient", "Kafr Nabl"), ("كفرنبل",)) == 1.0
