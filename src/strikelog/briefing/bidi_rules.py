"""UAX #9, rules W1 to W7, N0 to N2 and I1 to I2: from weak and neutral classes to levels."""

from __future__ import annotations

from itertools import groupby

from .bidi_sequences import ISOLATES, RunSequence, Unit

__all__ = ["resolve_sequence"]

_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣\u2329\u232a"
)
_CLOSING_OF = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSERS = frozenset(_CLOSING_OF.values())
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI", *ISOLATES})
_DEEPEST_BRACKETS = 63


def resolve_sequence(sequence: RunSequence) -> None:
    """Give every unit of the sequence its final level."""
    _resolve_weak(sequence)
    _resolve_brackets(sequence)
    _resolve_neutral(sequence)
    for unit in sequence.units:
        unit.level += _raise(unit.kind, unit.level)


def _raise(kind: str, level: int) -> int:
    """How much a strong or number class lifts the level (rules I1 and I2)."""
    if level % 2:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _resolve_weak(sequence: RunSequence) -> None:
    _marks_and_arabic_numbers(sequence)
    _number_separators(sequence.units)
    _number_signs(sequence.units)
    strong = sequence.before
    for unit in sequence.units:
        if unit.kind in ("ES", "ET", "CS"):
            unit.kind = "ON"
        elif unit.kind in ("L", "R"):
            strong = unit.kind
        elif unit.kind == "EN" and strong == "L":
            unit.kind = "L"


def _marks_and_arabic_numbers(sequence: RunSequence) -> None:
    """Rules W1 to W3: marks follow their letter, digits after Arabic letters are Arabic numbers."""
    previous, strong = sequence.before, sequence.before
    for unit in sequence.units:
        if unit.kind == "NSM":
            unit.kind = "ON" if previous in (*ISOLATES, "PDI") else previous
        previous = unit.kind
        if unit.kind in ("L", "R", "AL"):
            strong = unit.kind
        elif unit.kind == "EN" and strong == "AL":
            unit.kind = "AN"
    for unit in sequence.units:
        if unit.kind == "AL":
            unit.kind = "R"


def _number_separators(units: tuple[Unit, ...]) -> None:
    """Rule W4: one separator between two numbers of a kind belongs to them."""
    for left, unit, right in zip(units, units[1:], units[2:], strict=False):
        if left.kind != right.kind or right.kind not in ("EN", "AN"):
            continue
        if unit.kind == "CS" or (unit.kind == "ES" and left.kind == "EN"):
            unit.kind = left.kind


def _number_signs(units: tuple[Unit, ...]) -> None:
    """Rule W5: signs such as % and currencies next to a European number belong to it."""
    start = 0
    for _, group in groupby(units, key=lambda unit: unit.kind == "ET"):
        members = list(group)
        end = start + len(members)
        touches = (start and units[start - 1].kind == "EN") or (
            end < len(units) and units[end].kind == "EN"
        )
        if members[0].kind == "ET" and touches:
            for unit in members:
                unit.kind = "EN"
        start = end


def _resolve_brackets(sequence: RunSequence) -> None:
    """Rule N0: a pair takes the direction of what it holds, or of what stands before it."""
    units = sequence.units
    inside = "R" if units[0].level % 2 else "L"
    for opening, closing in _bracket_pairs(units):
        found = {_strength(unit.kind) for unit in units[opening + 1 : closing]} - {""}
        if not found:
            continue
        direction = inside
        if inside not in found:
            direction = _direction_before(sequence, opening)
        _set_pair(units, opening, closing, direction)


def _direction_before(sequence: RunSequence, place: int) -> str:
    """Direction of the nearest strong class or number before a place."""
    earlier = (_strength(sequence.units[at].kind) for at in range(place - 1, -1, -1))
    return next((kind for kind in earlier if kind), sequence.before)


def _set_pair(units: tuple[Unit, ...], opening: int, closing: int, direction: str) -> None:
    for place in (opening, closing):
        units[place].kind = direction
        for unit in units[place + 1 :]:
            if unit.original != "NSM":
                break
            unit.kind = direction


def _bracket_pairs(units: tuple[Unit, ...]) -> list[tuple[int, int]]:
    """Places of matching brackets in order of opening (definition BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, unit in enumerate(units):
        if unit.kind != "ON":
            continue
        if unit.char in _CLOSING_OF:
            if len(waiting) == _DEEPEST_BRACKETS:
                return []
            closing = _CLOSING_OF[unit.char]
            waiting.append((_SAME.get(closing, closing), place))
        elif unit.char in _CLOSERS:
            _match(waiting, pairs, _SAME.get(unit.char, unit.char), place)
    return sorted(pairs)


def _match(
    waiting: list[tuple[str, int]], pairs: list[tuple[int, int]], closing: str, place: int
) -> None:
    for depth in range(len(waiting) - 1, -1, -1):
        if waiting[depth][0] == closing:
            pairs.append((waiting[depth][1], place))
            del waiting[depth:]
            return


def _strength(kind: str) -> str:
    """Direction of a class as brackets and neutrals see it; numbers count as right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _resolve_neutral(sequence: RunSequence) -> None:
    """Rules N1 and N2: neutrals between equal directions join them, others take the embedding's."""
    units, start = sequence.units, 0
    embedding = "R" if units[0].level % 2 else "L"
    for neutral, group in groupby(units, key=lambda unit: unit.kind in _NEUTRAL):
        members = list(group)
        end = start + len(members)
        if neutral:
            left = _strength(units[start - 1].kind) if start else sequence.before
            right = _strength(units[end].kind) if end < len(units) else sequence.after
            for unit in members:
                unit.kind = left if left == right else embedding
        start = end
