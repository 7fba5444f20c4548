"""Labels of steps are kept in English and said in the language of the reader."""

import ast
from pathlib import Path

import pytest

from strikelog.domain.step_words import TEMPLATES, step_words

SERVICES = Path(__file__).parents[2] / "src" / "strikelog" / "services"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Edit incident", "تعديل حادثة"),
        ("New published total", "إضافة إجمالي منشور"),
        ("Delete site", "حذف موقع"),
        ("Undo: Edit incident", "تراجع: تعديل حادثة"),
        ("Undo: Import partner.xlsx", "تراجع: استيراد partner.xlsx"),
        ("Add sample records", "إضافة سجلات تجريبية"),
        ("Edit thing of a later version", "تعديل thing of a later version"),
        ("Something else", "Something else"),
    ],
)
def test_a_label_is_said_in_arabic(label, said):
    assert step_words(label, "ar") == said
    assert step_words(label, "en") == label


def test_every_label_that_services_fill_is_known():
    """A template that is filled before it is kept could not be translated afterwards."""
    filled = set()
    for module in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "format":
                marked = [c for c in ast.walk(node.value) if getattr(c, "id", "") == "mark"]
                filled |= {ast.literal_eval(node.value.args[0]) for _ in marked}

    assert filled
    assert filled <= set(TEMPLATES)
