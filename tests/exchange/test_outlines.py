"""Boundaries from GeoJSON: every border once, whatever geometry tells it; anything else refused."""

import itertools
import json

import pytest

from strikelog.exchange import outlines
from strikelog.exchange.outlines import (
    PARTS,
    BoundariesUnreadable,
    NoBoundaries,
    TooManyBoundaries,
    read_outlines,
)

WEST = [[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]
EAST = [[37, 35], [38, 35], [38, 36], [37, 36], [37, 35]]


def written(folder, content, name="units.geojson"):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def collection(*geometries):
    features = [{"type": "Feature", "properties": {}, "geometry": one} for one in geometries]
    return {"type": "FeatureCollection", "features": features}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def steps(lines):
    return {
        frozenset(pair) for line in lines for pair in itertools.pairwise(line)
    }  # fmt: skip


def test_what_two_neighbours_share_is_told_once(tmp_path):
    lines = read_outlines(written(tmp_path, collection(polygon(WEST), polygon(EAST[::-1]))))

    told = [frozenset(pair) for line in lines for pair in itertools.pairwise(line)]
    shared = frozenset({(37 * PARTS, 35 * PARTS), (37 * PARTS, 36 * PARTS)})
    assert told.count(shared) == 1
    assert len(told) == len(set(told)) == 7


@pytest.mark.parametrize(
    "geometry",
    [
        polygon(WEST),
        {"type": "MultiPolygon", "coordinates": [[WEST]]},
        {"type": "LineString", "coordinates": WEST},
        {"type": "MultiLineString", "coordinates": [WEST]},
        {"type": "GeometryCollection", "geometries": [polygon(WEST)]},
    ],
    ids=lambda geometry: geometry["type"],
)
def test_every_geometry_with_lines_gives_the_same(tmp_path, geometry):
    whole = read_outlines(written(tmp_path, collection(polygon(WEST)), "a.json"))

    assert steps(read_outlines(written(tmp_path, collection(geometry)))) == steps(whole)
    assert steps(read_outlines(written(tmp_path, geometry, "b.json"))) == steps(whole)


def test_points_closer_than_a_map_can_tell_are_left_out(tmp_path):
    fine = [[36 + n / 100_000, 35] for n in range(2_000)] + [[37, 35]]
    (line,) = read_outlines(written(tmp_path, {"type": "LineString", "coordinates": fine}))

    assert len(line) < 20


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '"text"',
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "FeatureCollection", "features": [7]}',
        '{"type": "Point", "coordinates": [36, 35]}',
        '{"type": "LineString", "coordinates": [[36, 95], [37, 95]]}',
        '{"type": "LineString", "coordinates": [["a", "b"]]}',
        '{"type": "LineString", "coordinates": [36, 35]}',
        '{"type": "Polygon", "coordinates": [[36, 35]]}',
        '{"type": "LineString", "coordinates": [[36, 35]]}',
    ],
)
def test_what_holds_no_boundaries_is_refused_in_words(tmp_path, content):
    with pytest.raises(NoBoundaries, match="units"):
        read_outlines(written(tmp_path, content))


def test_a_file_too_large_for_a_map_is_refused(tmp_path, monkeypatch):
    path = written(tmp_path, collection(polygon(WEST)))
    assert read_outlines(path)

    monkeypatch.setattr(outlines, "MOST_STEPS", 3)
    with pytest.raises(TooManyBoundaries):
        read_outlines(path)
    monkeypatch.setattr(outlines, "MOST_BYTES", 3)
    with pytest.raises(TooManyBoundaries):
        read_outlines(path)


def test_a_file_that_is_gone_is_told_of(tmp_path):
    with pytest.raises(BoundariesUnreadable):
        read_outlines(tmp_path / "gone.geojson")
