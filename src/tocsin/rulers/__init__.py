"""Rulers: the project's own scoring functions, one for each kind of reading.

Every ruler has `score(gold, predictions, *, …options)` on two files and `score_rows(…)` on two
tables in memory; both return the figures as a dict. `docs/reference/rulers.md` gives the formats
and says what each figure means. `figures.printed` rounds a result to what is shown.
"""

from __future__ import annotations

from tocsin.rulers import (
    attribution,
    clusters,
    dates,
    estimative,
    figures,
    forecasts,
    furniture,
    labels,
    pairs,
    places,
    quantities,
    relays,
    rows,
)

__all__ = [
    "attribution",
    "clusters",
    "dates",
    "estimative",
    "figures",
    "forecasts",
    "furniture",
    "labels",
    "pairs",
    "places",
    "quantities",
    "relays",
    "rows",
]
