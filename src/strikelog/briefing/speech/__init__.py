"""The grammar of printed sentences, in English and Arabic.

How to write a sentence
-----------------------
Each sentence exists once, both tongues side by side, in the file that says it, with named slots::

    _NAMED = Sentence(
        en="Sources name an attacker for {attacks}.",
        ar="تسمّي المصادر الجهة المهاجِمة في {attacks}.",
    )
    tongue.say(_NAMED, attacks=tongue.counted(number, ATTACK, oblique=True))

The tongue is a value that the wish (`Asked.tongue`), the desk, the writer, the bibliography and the
plan carry; functions that make words take it as their first argument. What a tongue can say:

- `say(SENTENCE, slot=...)`: fill a sentence; English alone may have the slot `{be}`
- `counted(5, ATTACK)`, `ranged(1, 2, CIVILIAN)`, `number(1204)`, `range(14, None)`, `total(...)`
- `kind(CIVILIAN)`: the things without a number («civilians»)
- `date(...)`, `all_of([...])`, `any_of([...])`, `label("WEAPON", code)`, `definition(...)`
- `inside(label)`: a label within a sentence; `name(record)`: what a place or party is called

Words that several pages share stand in `shared.py`, phrases in `phrases.py` and `attributing.py`;
`figure_marks.begun` begins a sentence with a capital letter. Nothing is written twice, and no words
are printed that are no sentence: tests look for both.

Nouns carry their Arabic forms (one, two, few, many, other) in `nouns.py`; `oblique=True` wherever
an Arabic preposition or a noun stands before them. Arabic sentences lean on nouns of action
(«أُفيد بمقتل»، «صدر نفي من») so that no verb has to agree with a party whose gender is not known.
"""

from .nouns import Arabic, Noun
from .sentences import Said, Sentence
from .tongues import ARABIC, ENGLISH, Named, Tongue, tongue_of

__all__ = [
    "ARABIC",
    "ENGLISH",
    "Arabic",
    "Named",
    "Noun",
    "Said",
    "Sentence",
    "Tongue",
    "tongue_of",
]
