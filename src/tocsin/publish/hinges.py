"""Hinges: the one indicator and the one source without which the estimate would differ most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.nouns import Citation, Estimate, Matrix, Sensitivity, Sentence, Watch
from tocsin.publish.case import Case
from tocsin.publish.citing import Index, entry, judged, watch_line
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = ["hinge_line", "hinges", "sensitivity_rows"]

LEAST = 0.005
"""Log-odds below which nothing is said to hang on a thing."""


def hinges(case: Case, index: Index, house: House) -> Iterator[Sentence]:
    """Yield one sentence on what the estimate hangs on most; none where it hangs on nothing."""
    found = _found(case, house)
    if found:
        grounds = dict.fromkeys(place for one in found for place in _places(one, case, index))
        yield judged(f"{_told(found, case, house)}.", *grounds)


def hinge_line(case: Case, house: House) -> str:
    """Return the same as one line, "" where the estimate hangs on nothing."""
    found = _found(case, house)
    return f"{_told(found, case, house)}." if found else ""


def sensitivity_rows(
    watch: Watch, matrix: Matrix, estimate: Estimate, found: Sequence[Sensitivity]
) -> list[dict[str, Any]]:
    """Return sensitivities as rows in their order: what is left out, and what would be left.

    `told` is an indicator's text or an origin's source; `points` is what leaving it out adds, in
    hundredths of probability.
    """
    told = {one.origin: one.source for row in matrix.rows for one in row.evidence}
    told |= {view.origin: view.source for view in matrix.views}
    texts = {one.id: one.text for one in watch.assumptions}
    texts |= {one.id: one.text for one in watch.indicators}
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "told": (told if one.kind == "origin" else texts).get(one.name),
            "p": one.p,
            "word": one.word,
            "points": (one.p - estimate.event.p) * 100.0,
            "logodds": one.logodds,
        }
        for one in found
    ]


def _found(case: Case, house: House) -> list[Sensitivity]:
    """Return the indicator and the source (or origin) on which the estimate hangs most."""
    now = case.estimate.event.p
    large = [
        one
        for one in case.sensitivity
        if abs(one.logodds) >= LEAST and len(set(_apart(one.p, now, house))) == 2
    ]
    indicator = next((one for one in large if one.kind == "indicator"), None)
    voice = next((one for one in large if one.kind in {"origin", "source"}), None)
    if voice is not None and voice.kind == "origin":
        # Where all that a source said is the one origin, the source is the plainer name for it.
        same = (one for one in large if one.kind == "source" and one.logodds == voice.logodds)
        voice = next(same, voice)
    return [one for one in (indicator, voice) if one is not None]


def _told(found: list[Sensitivity], case: Case, house: House) -> str:
    parts: list[str] = []
    for one in found:
        p, now = _apart(one.p, case.estimate.event.p, house)
        word = "" if one.word == case.estimate.event.word else f" (“{one.word}”)"
        verb = "the estimate would be" if not parts else "it would be"
        stays = f" and not {now}" if not parts else ""
        parts.append(f"without {_name(one, case)} {verb} {p}{word}{stays}")
    return "; ".join(parts).replace("without", "Without", 1)


def _apart(p: float, now: float, house: House) -> tuple[str, str]:
    """Return both numbers with as many decimals, up to two, as it takes to tell them apart."""
    for decimals in range(3):
        told = tuple(house.percents(one, decimals=decimals) for one in (p, now))
        if told[0] != told[1]:
            break
    return told[0], told[1]


def _name(one: Sensitivity, case: Case) -> str:
    if one.kind == "indicator":
        return f"“{_indicator(one, case)[1]}”"
    if one.kind == "source":
        return f"all that {one_line(one.name) or 'nobody named'} says"
    source = next((origin.source for origin in case.origins if origin.id == one.name), "")
    return f"one origin of {one_line(source)}" if source else f"the note {one.name}"


def _indicator(one: Sensitivity, case: Case) -> tuple[int, str]:
    return next(
        (n, one_line(i.text)) for n, i in enumerate(case.watch.indicators) if i.id == one.name
    )


def _places(one: Sensitivity, case: Case, index: Index) -> tuple[Citation, ...]:
    if one.kind == "indicator":
        return (watch_line(case.watch, f"indicators.{_indicator(one, case)[0]}"),)
    evidence = [each for row in case.matrix.rows for each in row.evidence]
    views = [view for view in case.matrix.views if view.counted]
    spans = tuple(
        span
        for each in (*evidence, *views)
        if one.name == (each.origin if one.kind == "origin" else each.source)
        for span in each.spans
    )
    return index.cite_all(spans)[:3] or (entry(one.name),)
