"""Rules of records that stand beside incidents: places, published totals, groups, evidence.

Each takes a record and the few others it must be seen with; nothing is looked up here.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..messages import mark
from ..records import AggregateClaim, Evidence, IncidentGroup, Location, Record
from .problems import Listed, Problem, found

Problems = Iterator[Problem]

_HEALTH = frozenset(
    {"hospital", "clinic", "first_aid_post", "maternity_child", "blood_lab_pharmacy"}
    | {"ambulance", "health_unspecified"}
)
_EDUCATION = frozenset({"kindergarten", "school", "university", "education_unspecified"})
_WORSHIP = frozenset({"mosque", "church", "worship_other"})
_MEMBERS_ARE_DATED = frozenset({"series", "same_day", "campaign", "case_file"})
_WORDS_FOR_PEOPLE = ("people", "person", "civilian", "individual", "men", "women", "resident")


def check_location(location: Location, known: Mapping[str, Record]) -> tuple[Problem, ...]:
    """E10: a unit's parent is one level up, a point's any; no place is its own ancestor."""
    return tuple(_wrong_parent(location, known))


def _wrong_parent(location: Location, known: Mapping[str, Record]) -> Problems:
    parent = known.get(location.parent_id or "")
    if location.parent_id == location.id or _is_own_ancestor(location, known):
        message = mark("The place lies within itself. Choose another parent.")
        yield found("E10", location, "parent_id", message)
    elif isinstance(parent, Location) and not _is_one_up(location, parent):
        message = mark("The parent “{parent}” is not one level up. Choose the next higher unit.")
        yield found("E10", location, "parent_id", message, parent=parent.name or "")
    elif location.level == "0" and location.parent_id:
        message = mark("A country has no parent. Leave it blank.")
        yield found("E10", location, "parent_id", message)


def _is_one_up(location: Location, parent: Location) -> bool:
    levels = (location.level or "", parent.level or "")
    if levels[0] == "5" or not all(level.isdigit() for level in levels):
        return True
    return int(levels[0]) == int(levels[1]) + 1


def _is_own_ancestor(location: Location, known: Mapping[str, Record]) -> bool:
    seen, at = set[str](), known.get(location.parent_id or "")
    while isinstance(at, Location) and at.id not in seen:
        if at.id == location.id:
            return True
        seen.add(at.id)
        at = known.get(at.parent_id or "")
    return False


def check_total(
    total: AggregateClaim, others: Iterable[AggregateClaim], *, known: Mapping[str, Record]
) -> tuple[Problem, ...]:
    """W19: a published total that covers part of another, or whose unit is unclear.

    `known` holds the places of the totals, with their parents.
    """
    return (*_unclear_unit(total), *_overlaps(total, others, known))


def _unclear_unit(total: AggregateClaim) -> Problems:
    if total.unit == "unclear":
        message = mark("The unit is unclear. Say what is counted, or print it with its wording.")
    elif _may_be_movements(total):
        message = mark("People displaced may be movements: one person can count twice. Check it.")
    else:
        return
    yield found("W19", total, "unit", message)


def _may_be_movements(total: AggregateClaim) -> bool:
    wording = (total.as_reported or "").lower()
    named = any(word in wording for word in _WORDS_FOR_PEOPLE)
    return total.measure == "people_displaced" and total.unit == "person" and not named


def _overlaps(
    total: AggregateClaim, others: Iterable[AggregateClaim], known: Mapping[str, Record]
) -> Problems:
    rest = [other for other in others if other.id != total.id]
    declared = [other for other in rest if other.id in total.overlaps_ids]
    if declared:
        message = mark("This total overlaps: {others}. Print them side by side; never add them.")
        yield found("W19", total, "overlaps_ids", message, others=_titles(declared))
    silent = [
        other
        for other in rest
        if _is_undeclared(total, other) and _count_the_same(total, other, known)
    ]
    if silent:
        message = mark("This total may overlap, and neither says so: {others}. Link them if so.")
        yield found("W19", total, "overlaps_ids", message, others=_titles(silent))


def _titles(totals: list[AggregateClaim]) -> Listed:
    return Listed(tuple(total.title or total.id for total in totals))


def _is_undeclared(total: AggregateClaim, other: AggregateClaim) -> bool:
    superseded = total.id == other.supersedes_id or other.id == total.supersedes_id
    said = total.id in other.overlaps_ids or other.id in total.overlaps_ids
    return not superseded and not said


def _count_the_same(
    one: AggregateClaim, other: AggregateClaim, known: Mapping[str, Record]
) -> bool:
    if one.measure != other.measure or one.measure in (None, "other"):
        return False
    if not _kinds_meet(one.site_types, other.site_types):
        return False
    if one.actor_ids and other.actor_ids and not set(one.actor_ids) & set(other.actor_ids):
        return False
    return _times_meet(one, other) and _areas_meet(one, other, known)


def _kinds_meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(_widened(one) & _widened(other))


def _widened(kinds: tuple[str, ...]) -> frozenset[str]:
    """Let "health facility" stand for every kind of it, and so on."""
    families = {"health_unspecified": _HEALTH, "education_unspecified": _EDUCATION}
    families |= {"worship_other": _WORSHIP}
    return frozenset().union(*(families.get(kind, frozenset({kind})) for kind in kinds))


def _times_meet(one: AggregateClaim, other: AggregateClaim) -> bool:
    first, last = _window(one)
    other_first, other_last = _window(other)
    begins = first is None or other_last is None or first <= other_last
    return begins and (last is None or other_first is None or other_first <= last)


def _window(total: AggregateClaim) -> tuple[date | None, date | None]:
    end = total.end_edtf or total.as_of
    first = total.start_edtf.padded[0] if total.start_edtf else None
    return first, end.padded[1] if end else None


def _areas_meet(one: AggregateClaim, other: AggregateClaim, known: Mapping[str, Record]) -> bool:
    """Tell whether one area lies in the other; a total without one covers everything."""
    if not one.location_ids or not other.location_ids:
        return True
    return any(
        a in _upwards(b, known) or b in _upwards(a, known)
        for a in one.location_ids
        for b in other.location_ids
    )


def _upwards(place_id: str, known: Mapping[str, Record]) -> tuple[str, ...]:
    chain, at = [place_id], known.get(place_id)
    while isinstance(at, Location) and at.parent_id and at.parent_id not in chain:
        chain.append(at.parent_id)
        at = known.get(at.parent_id)
    return tuple(chain)


def check_group(group: IncidentGroup, linked: int) -> tuple[Problem, ...]:
    """W20: a sequence of which fewer incidents are linked than its source counts.

    A pattern's events are not dated one by one, so that nothing is missing there.
    """
    expected = group.expected_low if group.expected_low is not None else group.expected_high
    if group.group_type not in _MEMBERS_ARE_DATED or expected is None or linked >= expected:
        return ()
    message = mark("{linked} of {expected} expected incidents are linked. Add the others.")
    return (found("W20", group, "expected_low", message, linked=linked, expected=expected),)


def check_evidence(evidence: Evidence, others: Iterable[Evidence]) -> tuple[Problem, ...]:
    """E15, E16: no file is held twice as an original, no copy descends from itself."""
    by_id = {one.id: one for one in others if one.id != evidence.id}
    return (*_same_original(evidence, by_id), *_copied_in_a_circle(evidence, by_id))


def _same_original(evidence: Evidence, others: Mapping[str, Evidence]) -> Problems:
    if evidence.derived_from_id or not evidence.sha256:
        return
    for other in others.values():
        same = (other.sha256 or "").lower() == evidence.sha256.lower()
        if same and not other.derived_from_id:
            message = mark("The same file is already held as “{other}”. Link that one instead.")
            yield found("E15", evidence, "sha256", message, other=other.title or "")


def _copied_in_a_circle(evidence: Evidence, others: Mapping[str, Evidence]) -> Problems:
    seen, at = {evidence.id}, others.get(evidence.derived_from_id or "")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        if at.derived_from_id == evidence.id:
            message = mark("The copies descend from each other in a circle. Name the original.")
            yield found("E16", evidence, "derived_from_id", message)
            return
        at = others.get(at.derived_from_id or "")
