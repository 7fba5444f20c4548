"""Functions, classes and files stay short enough to be read at one sitting."""

import pytest

from tests.architecture.code_sizes import (
    MEDIAN_FUNCTION,
    SOURCES,
    measure,
    python_files,
    report,
)


@pytest.fixture(scope="module")
def sizes():
    return measure(python_files(*SOURCES))


def test_no_function_class_or_file_is_too_long(sizes):
    assert [str(piece) for piece in sizes.too_long] == []


def test_the_median_function_is_short(sizes):
    assert sizes.median_function <= MEDIAN_FUNCTION


def test_a_long_function_is_noticed(tmp_path):
    path = tmp_path / "long.py"
    path.write_text("def long():\n" + "    x = 1\n" * 50)

    found = measure([path])

    assert [piece.name for piece in found.too_long] == ["long.py:1 long"]
    assert "functions over 50: 1" in list(report(found))


def test_a_main_window_that_grows_is_noticed(tmp_path):
    path = tmp_path / "main_window.py"
    path.write_text("x = 1\n" * 251 + "def f(): pass\n")

    assert [piece.lines for piece in measure([path]).too_long] == [252]
