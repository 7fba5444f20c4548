"""How far from a recorded point the place itself may lie, by the precision it was recorded with."""

VAGUE_KM = 300.0
"""Of a point that says no more than the country, or less."""

_UNCODED_KM = 2.0
_REACH_KM = {
    "building": 0.1, "within_100m": 0.2, "street": 0.5, "neighbourhood": 1.5, "settlement": 3.0,
    "near_settlement": 12.0, "subdistrict": 15.0, "district": 30.0, "governorate": 100.0,
    "line_or_area": 50.0, "sea_air": 100.0, "country": VAGUE_KM,
}  # fmt: skip
_OF_LEVEL = {"5": "settlement", "4": "settlement", "3": "subdistrict", "2": "district"}
_TOWN = frozenset({"building", "within_100m", "street", "neighbourhood", "settlement", "unknown"})


def doubt_km(precision: str | None) -> float:
    """Give the doubt about a point of its own; of one nobody coded, a little."""
    return _REACH_KM.get(precision or "", _UNCODED_KM)


def level_doubt_km(level: str | None) -> float:
    """Give the doubt about the middle of an administrative unit, by its level."""
    return _REACH_KM.get(level_precision(level), VAGUE_KM)


def level_precision(level: str | None) -> str:
    """Give the precision of a point that is the middle of a unit of some level."""
    return "governorate" if level == "1" else _OF_LEVEL.get(level or "", "country")


def is_area(precision: str | None) -> bool:
    """Tell whether a point stands for more than a town: for a district, a region, the sea."""
    return (precision or "unknown") not in _TOWN
