"""Shipped files are found in a checkout, in a wheel and in a bundle; what lacks is named."""

import sys

import pytest

from strikelog import resources
from strikelog.resources import ResourcesMissing, resource, resources_folder


@pytest.fixture(autouse=True)
def looked_for_anew():
    resources_folder.cache_clear()
    yield
    resources_folder.cache_clear()


def test_a_checkout_keeps_them_beside_the_source():
    assert resource("fonts", "NotoSans-Regular.ttf").is_file()


def test_a_wheel_keeps_them_in_the_package(tmp_path, monkeypatch):
    (tmp_path / "_resources" / "fonts").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)

    assert resource("fonts") == tmp_path / "_resources" / "fonts"


def test_a_bundle_keeps_them_where_it_unpacks(tmp_path, monkeypatch):
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resource("icons") == tmp_path / "resources" / "icons"


def test_a_missing_file_is_named():
    with pytest.raises(ResourcesMissing, match="resources/fonts/Nowhere.ttf"):
        resource("fonts", "Nowhere.ttf")


def test_a_missing_folder_says_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    with pytest.raises(ResourcesMissing, match="lacks its resources folder"):
        resource("fonts")
