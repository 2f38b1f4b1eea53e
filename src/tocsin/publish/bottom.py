"""The top of an assessment: bottom line, key judgements, and what changed and why."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.nouns import Change, Citation, Origin, Place, Sentence
from tocsin.publish.case import Case
from tocsin.publish.citing import Index, cited, judged, noted, scale, watch_line
from tocsin.publish.figures import (
    count_of,
    horizon_of,
    listed,
    moment_of,
    odds_of,
    opposed,
)
from tocsin.publish.hinges import hinges
from tocsin.publish.house import House
from tocsin.publish.leaning import grounds_of_confidence, rigour_lines, steadiness
from tocsin.publish.standing import standing

__all__ = ["bottom_line", "change", "judgements"]

CAUSES = {
    "watch": "A new revision of the watch",
    "window": "The shorter time that is left",
    "ageing": "The ageing of earlier evidence",
    "corrections": "Corrections and new grades",
    "withdrawals": "What was withdrawn",
    "new": "New reporting",
}


def bottom_line(case: Case, house: House) -> Iterator[Sentence]:
    """Yield how the question stands where it is not open, the likelihood, confidence and change."""
    event, confidence = case.estimate.event, case.estimate.confidence
    yield from standing(case)
    grounds = (watch_line(case.watch, "question"), watch_line(case.watch, "closes"), scale(case))
    told = house.told(event.p, case.yardstick)
    part = house.part_of_speech(event.word)
    frame = house.likelihood[part]
    yield judged(
        frame.format(
            article=house.article(event.word),
            word=event.word,
            nearest="" if event.within_band else house.frames["nearest"],
            p=told,
            range=house.ranged(event.low, event.high),
            horizon=horizon_of(case.watch.closes),
        ),
        *grounds,
    )
    if not event.within_band:
        band = case.yardstick.band_of(event.word)
        yield noted(
            house.frames["gap"].format(
                scale=case.yardstick.name,
                p=told,
                word=event.word,
                low=f"{band.low * 100:g}",
                high=f"{band.high * 100:g}",
                unit=house.percent,
            ),
            scale(case),
        )
    yield judged(
        house.frames["confidence"].format(
            level=confidence.level,
            information=confidence.information,
            rigour=confidence.rigour,
            volatility=confidence.volatility,
        ),
        *rigour_lines(case.watch),
        steadiness(case.estimate),
    )
    if case.since is not None and case.before is not None:
        before, now = _both(case, house)
        same = f"still {now}" if before == now else now
        yield judged(
            f"It was {before} as of {moment_of(case.since)}, and is {same} now.",
            watch_line(case.watch, "base"),
        )


def judgements(case: Case, house: House) -> Iterator[Sentence]:
    """Yield what leads, what pulls hardest, what it hangs on, and the grounds of confidence."""
    watch, estimate = case.watch, case.estimate
    ranked = sorted(watch.hypotheses, key=lambda h: (-estimate.probabilities[h.id], h.id))
    first = ranked[0]
    place = watch.hypotheses.index(first)
    yield judged(
        f"Of {count_of(len(ranked), 'answer')} weighed, “{first.text}” leads at "
        f"{house.percents(estimate.probabilities[first.id])}.",
        watch_line(watch, f"hypotheses.{place}"),
    )
    base = house.told_apart(estimate.base)
    yield judged(
        f"The base rate alone gives {base} for the time that is left, before any report is read.",
        watch_line(watch, "base"),
    )
    index = Index(case)
    yield from _pulls(case, index)
    yield from hinges(case, index, house)
    reasons = zip(estimate.confidence.reasons, grounds_of_confidence(case, index), strict=True)
    for number, (reason, places) in enumerate(reasons):
        ground = house.grounds[min(number, len(house.grounds) - 1)]
        yield judged(f"{ground}: {_lowered(reason)}", *places)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _both(case: Case, house: House) -> tuple[str, str]:
    """Return the number before and now, with as many decimals as show whether it moved."""
    before, now = case.before or 0.0, case.estimate.event.p
    whole = house.percents(before), house.percents(now)
    if whole[0] != whole[1]:
        return whole
    return house.percents(before, decimals=1), house.percents(now, decimals=1)


def _pulls(case: Case, index: Index) -> Iterator[Sentence]:
    texts = {i.id: (n, i.text) for n, i in enumerate(case.watch.indicators)}
    bars = [bar for bar in case.estimate.waterfall if bar.kind in {"indicator", "view"}]
    bars.sort(key=lambda bar: (bar.logodds, bar.term))
    for bar, way in ((bars[-1], "up"), (bars[0], "down")) if bars else ():
        if (bar.logodds > 0) != (way == "up") or abs(bar.logodds) < 0.005:
            continue
        if bar.kind == "indicator":
            number, text = texts[bar.term]
            place = watch_line(case.watch, f"indicators.{number}")
            name = f"“{text}”"
        else:
            place = watch_line(case.watch, "propositions")
            name = f"the view of {bar.term.removeprefix('view: ')}"
        spans = tuple(span for share in bar.origins for span in share.spans)
        yield judged(
            f"The strongest pull {way} is {name}: it {odds_of(bar.logodds)}.",
            place,
            *index.cite_all(spans),
        )


def change(case: Case, index: Index, house: House) -> Iterator[Sentence]:
    """Yield the change since the earlier cut, cause by cause; they add up in log-odds."""
    base = watch_line(case.watch, "base")
    if case.since is None or case.before is None:
        yield noted("No earlier estimate is compared here.")
        return
    before, now = _both(case, house)
    since = moment_of(case.since)
    if not case.changes:
        yield judged(f"Nothing has moved the estimate since {since}: it stays at {now}.", base)
        return
    if before == now:
        yield judged(f"Since {since} the number has hardly moved: it is {now} still.", base)
    else:
        yield judged(f"Since {since} the number has gone from {before} to {now}.", base)
    for one in case.changes:
        yield _cause(one, case, index)


def _cause(one: Change, case: Case, index: Index) -> Sentence:
    by, citations = _sources(one, case, index)
    text = f"{CAUSES[one.cause]} {odds_of(one.logodds)}{by}"
    if (ways := opposed(one)) is not None:
        up, down = (odds_of(way) for way in ways)
        text += f": part of it {up}, part {down}"
    text += "."
    if citations:
        return cited(text, *citations)
    return judged(text, watch_line(case.watch, "closes" if one.cause == "window" else "settings"))


def _sources(one: Change, case: Case, index: Index) -> tuple[str, tuple[Citation, ...]]:
    origins = [index.origins[o] for o in one.origins if o in index.origins]
    citations: list[Citation] = []
    for origin in origins:
        citations.extend(index.cite_all(_moving(origin, case))[:1])
    names = list(dict.fromkeys(origin.source for origin in origins))
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    count = count_of(len(one.origins), "origin")
    by = f" ({count}: {listed(names)})" if names else f" ({count})" if one.origins else ""
    return by, tuple(citations)


def _moving(origin: Origin, case: Case) -> tuple[Place, ...]:
    """Return the spans by which an origin moves the estimate, of its greatest part.

    Of one that moves nothing any more these are what it was weighed by, else its mentions.
    """
    parts = [
        (-abs(bar.logodds * share.share), bar.term, share.spans)
        for bar in case.estimate.waterfall
        for share in bar.origins
        if share.origin == origin.id
    ]
    held = [spans for _, _, spans in sorted(parts, key=lambda part: part[:2])]
    weighed = [*(e for row in case.matrix.rows for e in row.evidence), *case.matrix.views]
    held += [one.spans for one in weighed if one.origin == origin.id]
    held.append(tuple((m.report, m.span) for m in origin.mentions))
    return next((spans for spans in held if spans), ())
