"""The top of an assessment: bottom line, key judgements, and what changed and why."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.estimate.confidence import voices_of
from tocsin.nouns import Change, Citation, Place, Sentence
from tocsin.publish.case import Case
from tocsin.publish.citing import (
    Index,
    cited,
    entry,
    judged,
    noted,
    replayed,
    scale,
    setting,
    watch_line,
    watch_list,
)
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
from tocsin.publish.leaning import leans_on
from tocsin.publish.standing import standing

__all__ = ["bottom_line", "change", "judgements", "moving"]

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
        replayed(case, case.estimate.as_of, "confidence"),
    )
    if case.since is not None and case.before is not None:
        before, now = _both(case, house)
        same = f"still {now}" if before == now else now
        yield judged(
            f"It was {before} as of {moment_of(case.since)}, and is {same} now.",
            *_compared(case),
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
    yield from _pulls(case)
    index = Index(case)
    yield from hinges(case, index, house)
    for number, reason in enumerate(estimate.confidence.reasons):
        ground = house.grounds[min(number, len(house.grounds) - 1)]
        yield judged(f"{ground}: {_lowered(reason)}", *leans_on(case, index, number))


def _compared(case: Case) -> tuple[Citation, ...]:
    """Return where the number of before and that of now are made again."""
    cuts = (case.estimate.as_of,) if case.since is None else (case.since, case.estimate.as_of)
    return tuple(replayed(case, cut, "event") for cut in cuts)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _both(case: Case, house: House) -> tuple[str, str]:
    """Return the number before and now, with as many decimals as show whether it moved."""
    before, now = case.before or 0.0, case.estimate.event.p
    whole = house.percents(before), house.percents(now)
    if whole[0] != whole[1]:
        return whole
    return house.percents(before, decimals=1), house.percents(now, decimals=1)


def _pulls(case: Case) -> Iterator[Sentence]:
    texts = {i.id: (n, i.text) for n, i in enumerate(case.watch.indicators)}
    bars = [bar for bar in case.estimate.waterfall if bar.kind in {"indicator", "view"}]
    bars.sort(key=lambda bar: (bar.logodds, bar.term))
    index = Index(case)
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
    if case.since is None or case.before is None:
        yield noted("No earlier estimate is compared here.")
        return
    before, now = _both(case, house)
    since, compared = moment_of(case.since), _compared(case)
    if not case.changes:
        yield judged(f"Nothing has moved the estimate since {since}: it stays at {now}.", *compared)
        return
    if before == now:
        yield judged(f"Since {since} the number has hardly moved: it is {now} still.", *compared)
    else:
        yield judged(f"Since {since} the number has gone from {before} to {now}.", *compared)
    for one in case.changes:
        yield _cause(one, case, index)


def _cause(one: Change, case: Case, index: Index) -> Sentence:
    by, citations = _sources(one, case, index)
    text = f"{CAUSES[one.cause]} {odds_of(one.logodds)}{by}"
    if (ways := opposed(one)) is not None:
        up, down = (odds_of(way) for way in ways)
        text += f": part of it {up}, part {down}"
    text += "."
    if any(citation.kind == "report" for citation in citations):
        return cited(text, *citations)
    return judged(text, *(citations or _declared(one, case)))


def _declared(one: Change, case: Case) -> tuple[Citation, ...]:
    """Return the lines of the watch by which something moved that is no report's doing."""
    watch = case.watch
    if one.cause == "window":
        return (watch_line(watch, "closes"),)
    if one.cause == "watch":
        return (Citation("watch", f"watch {watch.id}, revision {watch.revision[:12]}"),)
    numbers = {indicator.id: n for n, indicator in enumerate(watch.indicators)}
    found = [
        watch_line(watch, f"indicators.{numbers[mover.term]}")
        if mover.term in numbers
        else setting(watch, "view_half_life_days")
        for mover in one.movers
        if mover.term in numbers or mover.term.startswith("view: ")
    ]
    return tuple(dict.fromkeys(found)) or (watch_list(watch, "indicators"),)


def moving(one: Change, case: Case) -> tuple[str, ...]:
    """Return the origins of a cause that have a share in a bar, or by whose going it moved.

    The others came and moved nothing: a view that is not counted, evidence that had expired. What
    went is not named as new reporting.
    """
    sharing = _sharing(case)
    if one.cause == "new":
        return tuple(o for o in one.origins if o in sharing)
    weighed = {e.origin for row in case.matrix.rows for e in row.evidence}
    weighed |= {view.origin for view in case.matrix.views}
    return tuple(o for o in one.origins if o in sharing or o not in weighed)


def _sharing(case: Case) -> dict[str, list[tuple[Place, ...]]]:
    """Return what the shares of each origin stand on, a share an item."""
    found: dict[str, list[tuple[Place, ...]]] = {}
    for bar in case.estimate.waterfall:
        for share in bar.origins:
            found.setdefault(share.origin, []).append(share.spans)
    return found


def _sources(one: Change, case: Case, index: Index) -> tuple[str, tuple[Citation, ...]]:
    """Return who is named for a cause, and the words by which each of them moves the number.

    Those are the words that its shares of the bars stand on. An origin that has no share in any bar
    moves nothing and is not named, unless it moved something by going.
    """
    sharing = _sharing(case)
    named = moving(one, case)
    citations: dict[Citation, None] = {}
    for origin in named:
        for spans in sharing.get(origin, [_silenced(origin, case, index)]):
            # The entry of the evidence quotes this place and leads to the others.
            found = index.cite_all(spans)[:1]
            citations |= dict.fromkeys(found or ((entry(origin),) if origin in sharing else ()))
    told = voices_of(case.matrix, case.estimate.waterfall)
    spoken = {origin: voice.source for voice in told for origin in voice.origins}
    spoken |= {o: index.origins[o].source for o in named if o in index.origins}
    names = list(dict.fromkeys(spoken[origin] for origin in named if origin in spoken))
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    count = count_of(len(named), "origin")
    by = f" ({count}: {listed(names)})" if names else f" ({count})" if named else ""
    return by, tuple(citations)


def _silenced(origin: str, case: Case, index: Index) -> tuple[Place, ...]:
    """Return the statements of an origin that bear on the watch and weigh nothing any more."""
    held = {b.statement for b in case.matrix.bearings if b.origin == origin}
    statements = [index.statements[one] for one in sorted(held) if one in index.statements]
    return tuple((one.report, one.span) for one in statements)
