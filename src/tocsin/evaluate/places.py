"""Places: how well place names are found and put on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.gazetteer import by_id, nearest
from tocsin.read.places import find
from tocsin.rulers import places as ruler
from tocsin.rulers.figures import column_sums, interval, ratios
from tocsin.rulers.rows import Row, read_table

__all__ = ["figures", "intervals", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "toponyms": [{"start", "end", "lat", "lon", "country"}]}` for every article.

    Reads `id` and `text` of the gold, nothing else.
    """
    rows = [(row.text("id"), row.text("text")) for row in read_table(gold).rows]
    for (key, _), doc in zip(rows, parse(text for _, text in rows), strict=True):
        yield {
            "id": key,
            "toponyms": [
                {
                    "start": place.span.start,
                    "end": place.span.end,
                    "lat": place.lat,
                    "lon": place.lon,
                    "country": place.country,
                }
                for place in find(doc, demonyms=True)
            ],
        }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures, and under "country" how many places are in the right country."""
    return {**ruler.score(gold, predictions), "country": _countries(gold, predictions)}


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals over articles of figures that `figures` gives without one."""
    units = _by_article(gold, predictions)
    return {
        **ruler.intervals(gold, predictions),
        "country.accuracy": interval(units, lambda totals: ratios(totals[:, 0], totals[:, 1])),
    }


def _countries(gold: Path, predictions: Path) -> dict[str, Any]:
    right, total = column_sums(_by_article(gold, predictions))
    return {"right": right, "places": total, "accuracy": right / total if total else None}


def _by_article(gold: Path, predictions: Path) -> list[list[int]]:
    """Compare countries where a predicted name overlaps a gold one: right, and all, by article.

    A gold place's country is that of its GeoNames id, else that of the nearest known place within
    100 km; wider places (seas, continents) and those without a position are left out.
    """
    found = {row.text("id"): row.objects("toponyms") for row in read_table(predictions).rows}
    counts = []
    for article in read_table(gold).rows:
        right = total = 0
        named = found.get(article.text("id"), ())
        for place in article.objects("toponyms"):
            start, end = place.whole("start"), place.whole("end")
            met = [n for n in named if n.whole("start") < end and start < n.whole("end")]
            country = _country(place) if met else None
            if country is not None:
                total += 1
                right += met[0].text_or_none("country") == country
        counts.append([right, total])
    return counts


def _country(place: Row) -> str | None:
    number = place.values.get("geonameid")
    if number is not None and str(number).isdigit() and (entry := by_id(int(number))) is not None:
        return entry.country
    lat, lon = place.number_or_none("lat"), place.number_or_none("lon")
    if lat is None or lon is None:
        return None
    entry = nearest(float(lat), float(lon), within_km=100.0)
    return None if entry is None else entry.country
