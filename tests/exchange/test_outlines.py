"""Boundaries from GeoJSON: every border once, whatever geometry tells it; anything else refused."""

import itertools
import json

import pytest

from strikelog.domain.progress import Cancelled
from strikelog.exchange import outlines
from strikelog.exchange.outlines import (
    PARTS,
    BoundariesUnreadable,
    NoBoundaries,
    NotGeoJson,
    OtherProjection,
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


HOLE = [[36.4, 35.4], [36.6, 35.4], [36.6, 35.6], [36.4, 35.4]]


def test_a_ring_that_its_file_leaves_open_is_closed(tmp_path):
    closed = read_outlines(written(tmp_path, polygon(WEST, HOLE)))
    opened = read_outlines(written(tmp_path, polygon(WEST[:-1], HOLE[:-1]), "open.json"))

    assert steps(opened) == steps(closed)
    assert len(steps(opened)) == 4 + 3


def test_a_line_is_not_closed(tmp_path):
    (line,) = read_outlines(written(tmp_path, {"type": "LineString", "coordinates": WEST[:-1]}))

    assert line[0] != line[-1]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("PK\x03\x04 a packed shapefile", NotGeoJson),
        (json.dumps(collection(polygon(WEST)))[:-20], NotGeoJson),
        (json.dumps(collection(polygon(WEST))) + "}", NotGeoJson),
        ("[]", NotGeoJson),
        (collection({"type": "Point", "coordinates": [36, 35]}), NoBoundaries),
        (polygon([[4007501.7, 4163881.1], [4118821.2, 4163881.1]]), OtherProjection),
    ],
)
def test_a_wrong_file_is_told_for_what_it_is(tmp_path, content, error):
    with pytest.raises(NoBoundaries) as told:
        read_outlines(written(tmp_path, content))

    assert type(told.value) is error


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_names_in_another_encoding_do_not_matter(tmp_path, encoding):
    feature = {"type": "Feature", "properties": {"name": "معرة النعمان"}, "geometry": polygon(WEST)}
    text = json.dumps({"name": "إدلب", "features": [feature]}, ensure_ascii=False)
    path = tmp_path / "districts.geojson"
    path.write_bytes(text.encode(encoding))

    assert len(steps(read_outlines(path))) == 4


class Stopping:
    """Stops work after some reports, and keeps them."""

    def __init__(self, after):
        self.after, self.told = after, []

    def report(self, done, total=None, text=""):
        self.told.append((done, total, text))
        if len(self.told) > self.after:
            raise Cancelled


def test_a_long_file_tells_how_far_it_is_and_can_be_stopped(tmp_path):
    path = written(tmp_path, collection(*[polygon(WEST)] * 50))
    told, stopped = Stopping(after=1000), Stopping(after=3)

    read_outlines(path, told)
    with pytest.raises(Cancelled):
        read_outlines(path, stopped)

    done = [one[0] for one in told.told]
    assert done == sorted(set(done))
    assert (len(done), done[-1]) == (51, told.told[-1][1])
    assert len(stopped.told) == 4


def test_a_file_with_too_many_is_not_read_to_its_end(tmp_path, monkeypatch):
    squares = [polygon([[x, 1], [x + 1, 1], [x + 1, 2], [x, 1]]) for x in range(0, 100, 2)]
    path, told = written(tmp_path, collection(*squares)), Stopping(after=1000)
    monkeypatch.setattr(outlines, "MOST_STEPS", 10)

    with pytest.raises(TooManyBoundaries):
        read_outlines(path, told)

    assert len(told.told) < 6
