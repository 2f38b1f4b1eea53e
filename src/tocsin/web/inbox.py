"""The inbox: the statements of a watch, newest first, sifted, read in their reports, decided on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tocsin.desk import Situation, situation_of
from tocsin.errors import AlreadyHeld, BadArgument, Refused, TocsinError, UnknownEntry, UnknownWatch
from tocsin.nouns import DAY, Correction, Span, Watch, iso_of, parse_interval
from tocsin.publish import csv_text
from tocsin.publish.figures import signed
from tocsin.publish.house import house_for
from tocsin.web import acting
from tocsin.web.acting import Acting, Contested, Form
from tocsin.web.asking import asked
from tocsin.web.changing import (
    Difference,
    difference_at,
    difference_of,
    entry_of,
    term_names,
)
from tocsin.web.items import items_of
from tocsin.web.keeping import Keeper
from tocsin.web.rendering import page
from tocsin.web.reportpage import Stretch, stretches_of
from tocsin.web.sifting import FACETS, Item, Sieve, Sifted, Wanted
from tocsin.web.watchpages import Seen, framed

__all__ = ["PAGE", "ROUTES"]

PAGE = 20
"""Statements on one page."""

AROUND, SNAP = 450, 250
"""Characters of a report that are shown before and after a statement, and looked over for a line's
end to begin and to end at."""

SHOWN = 8
"""Values of a facet that stand open; the others of its most common are folded away."""

MOST_PAGES = 100_000
LONGEST = 200
"""Letters of what is searched for."""

DIRECTIONS = {
    "seen": "sign of",
    "absent": "looked for and not seen",
    "view": "a view on",
    "none": "moves nothing",
}
CREDIBILITY = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CARRIED = ("as_of", "known_at", "since", "q", "all", "came", "only", "not", "page")
"""What an address of the inbox can say, beside which statement is open."""


@dataclass(frozen=True, slots=True)
class Look:
    """An inbox as it is asked for: to be used while the desk is open for reading."""

    seen: Seen
    sieve: Sieve
    wanted: Wanted
    pairs: tuple[tuple[str, str], ...]
    page: int
    number: int

    def query(self, *, without: Sequence[str] = (), **changed: str | int | None) -> str:
        """Return the address of this inbox from its "?" on, with some of it changed."""
        pairs = [pair for pair in self.pairs if pair[0] not in {*changed, *without}]
        pairs += [(name, str(value)) for name, value in changed.items() if value is not None]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def turned(self, facet: str, value: str, state: str) -> str:
        """Return the address with a value of a facet put to "only", "not" or "any"."""
        own = f"{facet}:{value}"
        pairs = [
            pair
            for pair in self.pairs
            if pair[0] != "page" and pair not in {("only", own), ("not", own)}
        ]
        if state != "any":
            pairs.append((state, own))
        return f"?{urlencode(pairs)}" if pairs else "?"


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of the page, with the part of its report around it."""

    item: Item
    stretches: tuple[Stretch, ...]


@contextmanager
def looking(request: Request, query: QueryParams) -> Iterator[Look]:
    """Give the inbox that a query of a watch asks for. Raises `UnknownWatch`, `BadArgument`.

    Without `as_of` it is that of today, or of the last day of a window that is over: after the
    close no time is left that a decision could move the estimate of.
    """
    keeper: Keeper = request.app.state.keeper
    name = request.path_params["watch"]
    told = asked(query, now=keeper.now)
    with keeper.reading() as (desk, ledger):
        if not ledger.watch_revisions(name, known_at=told.known_at):
            raise UnknownWatch(
                f"there is no watch {name!r} on this desk at that time.",
                hint="The front page lists those there are.",
            )
        if "as_of" not in told.given:
            closes = desk.watch(ledger, name, known_at=told.known_at).closes
            cut = min(told.as_of, closes - DAY)
            told = replace(told, as_of=cut, since=min(told.since, cut - timedelta(days=7)))
        key = (name, told.as_of, told.known_at)

        def weighed() -> Situation:
            # How steady it was is not told here, which spares most of the work after each act.
            return situation_of(
                *(desk, ledger, name),
                as_of=told.as_of,
                known_at=told.known_at,
                with_history=False,
            )

        now = keeper.get(ledger, ("inbox", *key), weighed)
        sieve = keeper.get(
            ledger,
            ("sieve", *key),
            lambda: Sieve(items_of(now, desk.register, dict(ledger.recorded()))),
        )
        yield Look(
            seen=Seen(keeper, desk, ledger, told, now),
            sieve=sieve,
            wanted=wanted_of(query),
            pairs=tuple(pair for pair in query.multi_items() if pair[0] in CARRIED and pair[1]),
            page=_page(query.get("page")),
            number=len(ledger.corrections(undone=True)),
        )


def wanted_of(query: QueryParams) -> Wanted:
    """Return what a query wants of an inbox. Raises `BadArgument`, `BadTime`."""
    chosen: dict[str, dict[str, set[str]]] = {"only": {}, "not": {}}
    for state, found in chosen.items():
        for one in query.getlist(state):
            facet, colon, value = one.partition(":")
            if facet not in FACETS or not colon:
                raise BadArgument(
                    f"{one!r} is no FACET:VALUE.", hint=f"Facets: {', '.join(FACETS)}.", at=state
                )
            found.setdefault(facet, set()).add(value)
    came = query.get("came", "").strip()
    only, without = (
        {facet: frozenset(values) for facet, values in found.items()} for found in chosen.values()
    )
    return Wanted(
        only=only,
        without=without,
        words=tuple(dict.fromkeys(query.get("q", "")[:LONGEST].split())),
        whole=query.get("all", "") == "1",
        came=parse_interval(came).start if came else None,
    )


def inbox(request: Request) -> Response:
    """Answer with a page of the inbox."""
    shared: Acting = request.app.state.acting
    with looking(request, request.query_params) as look:
        found = look.sieve.sift(look.wanted, skip=look.page * PAGE, take=PAGE)
        watch, names = look.seen.now.watch, term_names(look.seen.now.watch)
        told = _told(request, look, shared)
        rows = [Row(item, _around(item)) for item in found.items]
        at = request.query_params.get("at", "")
        ids = [row.item.statement.id for row in rows]
        chosen = ids.index(at) if at in ids else 0
        shift = _shift(request)
        cookie = acting.cookie_of(request)
        answer = page(
            "web/inbox.html",
            **{
                **framed(look.seen, "inbox"),
                "title": f"Inbox · {watch.question}",
            },
            look=look,
            found=found,
            rows=rows,
            chosen=chosen,
            pages=max(-(-found.total // PAGE), 1),
            first=look.page * PAGE + 1,
            facets=_facets(look, found, names),
            chips=_chips(look, names),
            names=names,
            targets=_targets(watch),
            directions=DIRECTIONS,
            credibility=CREDIBILITY,
            reliability=RELIABILITY,
            shown=SHOWN,
            author=acting.author_of(request),
            token=acting.token_of(shared, cookie),
            back=look.query(page=look.page or None).removeprefix("?"),
            difference=told,
            shift=shift,
            words=request.query_params.get("q", "")[:LONGEST],
            came=request.query_params.get("came", ""),
            estimate_told=house_for(watch.yardstick).told_apart(look.seen.now.estimate.event.p),
            today=(look.seen.keeper.now.date()).isoformat(),
        )
    return acting.remember(answer, acting.FORM, cookie)


def inbox_data(request: Request) -> Response:
    """Answer with a page of the inbox for other programs."""
    form = request.path_params["form"]
    with looking(request, request.query_params) as look:
        found = look.sieve.sift(look.wanted, skip=look.page * PAGE, take=PAGE)
        rows = [_row(item) for item in found.items]
    if form == "csv":
        flat = [{key: _flat(value) for key, value in row.items()} for row in rows]
        return Response(csv_text(flat), media_type="text/csv")
    if form != "json":
        raise HTTPException(404)
    told = {
        "total": found.total,
        "page": look.page,
        "pages": max(-(-found.total // PAGE), 1),
        "rows": rows,
        "facets": {
            name: {one.value: one.count for one in values} for name, values in found.facets.items()
        },
    }
    return Response(json.dumps(told, ensure_ascii=False, indent=1), media_type="application/json")


async def act(request: Request) -> Response:
    """Take a form in, and lead back to the inbox with what it did."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > acting.MOST:
        raise HTTPException(413)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > acting.MOST:
            raise HTTPException(413)
    return await run_in_threadpool(_act, request, body)


def _act(request: Request, body: bytes) -> Response:
    shared: Acting = request.app.state.acting
    keeper: Keeper = request.app.state.keeper
    form = acting.form_of(request, body, shared)
    back = QueryParams([pair for pair in parse_qsl(form.get("back")) if pair[0] in CARRIED])
    here = f"/watch/{request.path_params['watch']}/inbox"
    if form.act == "shift":
        answer = RedirectResponse(f"{here}?{urlencode(back.multi_items())}", 303)
        return acting.remember(
            answer, acting.SHIFT, iso_of(keeper.now.replace(microsecond=0)) or ""
        )
    with looking(request, back) as look:
        item = look.sieve.get(form.statement)
        if item is None and form.act != "note":
            raise UnknownEntry(
                f"there is no statement {form.statement!r} in this inbox.",
                hint="Load the inbox anew.",
            )
        desk, before = look.seen.desk, look.seen.now
    origin = "" if item is None or item.origin is None else item.origin.id
    source = "" if item is None or item.origin is None else item.origin.source
    try:
        made = acting.done(
            desk, before.watch.id, form, origin=origin, source=source, now=keeper.now
        )
    except AlreadyHeld as held:
        made = (held.entry,)
    except Refused as refused:
        raise BadArgument(refused.message, hint="Load the inbox anew.") from None
    except Contested as contested:
        return _contested(request, form, item, contested)
    else:
        _keep(request, back, made[0], before)
    following = form.get("next") if form.act in {"accept", "reject", "map"} else form.statement
    pairs = [*back.multi_items(), ("at", following), ("done", made[0])]
    answer = RedirectResponse(f"{here}?{urlencode([pair for pair in pairs if pair[1]])}", 303)
    return acting.remember(answer, acting.AUTHOR, form.author)


def _keep(request: Request, back: QueryParams, entry: str, before: Situation) -> None:
    """Keep what an act did while both estimates are at hand: told at once, and not made anew."""
    shared: Acting = request.app.state.acting
    with looking(request, back) as look:
        now = look.seen.now
        found = difference_of(entry_of(look.seen.ledger, entry), before, now)
    shared.kept.get((now.watch.id, entry, now.estimate.as_of), lambda: found)


def change(request: Request) -> Response:
    """Answer with what one entry did to the estimate."""
    shared: Acting = request.app.state.acting
    with looking(request, request.query_params) as look:
        made = _difference(look, shared, request.path_params["entry"])
        standing = {one.id for one in look.seen.ledger.corrections()}
        entered = look.seen.ledger.corrections(undone=True)
        watch = look.seen.now.watch
        house = house_for(watch.yardstick)
        frame = framed(look.seen, "inbox")
    entry = made.entry
    if request.path_params.get("form") == "json":
        return Response(
            json.dumps(
                {
                    "entry": entry.id,
                    "author": entry.author,
                    "at": entry.at.isoformat(),
                    "as_of": look.seen.asked.day,
                    "before": _figure(made.before.event.p),
                    "after": _figure(made.after.event.p),
                    "bars": [
                        {"term": m.term, "before": _figure(m.before), "after": _figure(m.after)}
                        for m in made.moved
                    ],
                },
                indent=1,
            ),
            media_type="application/json",
        )
    return page(
        "web/change.html",
        **{**frame, "title": f"What an entry changed · {watch.question}"},
        made=made,
        entry=entry,
        what=_what(entry, entered) if isinstance(entry, Correction) else ("note", entry.indicator),
        reason=entry.reason if isinstance(entry, Correction) else entry.basis,
        holds=entry.id in standing or not isinstance(entry, Correction),
        percent=house.told_apart,
        signed=signed,
        back=look.query(),
    )


def _what(entry: Correction, entered: Sequence[Correction]) -> tuple[str, str]:
    if entry.undoes is None:
        return entry.kind, f"{entry.target} {_valued(entry)}".strip()
    undone = next((one for one in entered if one.id == entry.undoes), None)
    said = "" if undone is None else f": {undone.kind} {undone.target} {_valued(undone)}"
    return "undo", f"{entry.undoes}{said}"


def _valued(entry: Correction) -> str:
    return ", ".join(f"{name} {_flat(value)}" for name, value in sorted(entry.value.items()))


def _difference(look: Look, shared: Acting, name: str) -> Difference:
    entry = entry_of(look.seen.ledger, name)
    watch, as_of = look.seen.now.watch.id, look.seen.now.estimate.as_of

    def made() -> Difference:
        return difference_at(look.seen.desk, look.seen.ledger, watch, entry, as_of=as_of)

    return shared.kept.get((watch, name, as_of), made)


def _told(request: Request, look: Look, shared: Acting) -> Difference | None:
    name = request.query_params.get("done")
    if not name:
        return None
    try:
        return _difference(look, shared, name)
    except TocsinError:
        return None


def _contested(request: Request, form: Form, item: Item | None, contested: Contested) -> Response:
    shared: Acting = request.app.state.acting
    cookie = acting.cookie_of(request)
    sent = {name: value for name, value in form.values.items() if name not in {"seen", "token"}}
    back = QueryParams([pair for pair in parse_qsl(form.get("back")) if pair[0] in CARRIED])
    with looking(request, back) as look:
        frame = framed(look.seen, "inbox")
        names = term_names(look.seen.now.watch)
    answer = page(
        "web/contested.html",
        409,
        **{**frame, "title": "Somebody was here before you"},
        item=item,
        form=form,
        sent=sent,
        newer=[(one, _valued(one)) for one in contested.newer],
        number=contested.number,
        names=names,
        directions=DIRECTIONS,
        token=acting.token_of(shared, cookie),
        back=look.query(at=form.statement or None),
    )
    return acting.remember(answer, acting.FORM, cookie)


def _page(written: str | None) -> int:
    if written is None or not (written.isascii() and written.isdecimal()):
        return 0
    return min(int(written[:9]), MOST_PAGES)


def _shift(request: Request) -> str:
    """Return when the last shift ended by this browser's cookie, "" where none did."""
    held = unquote(request.cookies.get(acting.SHIFT, ""))
    try:
        return held if held and parse_interval(held).start else ""
    except TocsinError:
        return ""


def _around(item: Item) -> tuple[Stretch, ...]:
    """Return the part of a report around a statement, in its segments, the statement lit."""
    report, span = item.reading.report, item.statement.span
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(report.text))
    before = report.text.rfind("\n", max(start - SNAP, 0), start)
    after = report.text.find("\n", end, end + SNAP)
    if before >= 0:
        start = before + 1
    elif start <= SNAP:
        start = 0
    window = Span(start, after if after >= 0 else end)
    return stretches_of(report, item.reading.segments, item.reading.statements, (span,), window)


def _targets(watch: Watch) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        ("Indicators", [(one.id, one.text) for one in watch.indicators]),
        ("Propositions", [(one.id, one.text) for one in watch.propositions]),
    ]


def _facets(
    look: Look, found: Sifted, names: Mapping[str, str]
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return each facet that has values: its name, its heading, and its values with their links."""
    facets = []
    for name, heading in FACETS.items():
        values = [
            {
                "label": _label(name, one.value, look, names),
                "count": one.count,
                "state": one.state,
                "only": look.turned(name, one.value, "any" if one.state == "only" else "only"),
                "not": look.turned(name, one.value, "any" if one.state == "not" else "not"),
            }
            for one in found.facets[name]
        ]
        if values:
            facets.append((name, heading, values))
    return facets


def _chips(look: Look, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is sifted by, in words, each with the address without it."""
    chips = []
    for state, found in (("only", look.wanted.only), ("not", look.wanted.without)):
        for name in FACETS:
            for value in sorted(found.get(name, ())):
                said = f"{FACETS[name]}: {'' if state == 'only' else 'not '}"
                label = _label(name, value, look, names)
                chips.append((said + label, look.turned(name, value, "any")))
    if look.wanted.came is not None:
        said = f"came since {iso_of(look.wanted.came)}"
        chips.append((said, look.query(came=None, page=None)))
    if look.wanted.words:
        chips.append((f"words: {' '.join(look.wanted.words)}", look.query(q=None, page=None)))
    return chips


def _label(facet: str, value: str, look: Look, names: Mapping[str, str]) -> str:
    if facet == "indicator":
        return names.get(value, value)
    if facet == "origin":
        for origin in look.seen.now.origins:
            if origin.id == value:
                day = iso_of(origin.occasion.start) if origin.occasion else None
                return f"{origin.source}, {day or 'undated'}"
    return value


def _row(item: Item) -> dict[str, Any]:
    statement, report = item.statement, item.reading.report
    return {
        "statement": statement.id,
        "report": report.id,
        "file": report.file,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "speaker": statement.speaker.text if statement.speaker else None,
        "chain": [{"name": one.name.text, "via": one.via} for one in statement.chain],
        "outlet": report.publisher or report.host,
        "published": iso_of(report.published.start) if report.published else None,
        "came": iso_of(item.came),
        "act": statement.act,
        "polarity": statement.polarity,
        "likelihood": statement.likelihood.phrase if statement.likelihood else None,
        "verification": [one.status for one in statement.verification],
        "grade": item.grade,
        "source": item.origin.source if item.origin else None,
        "origin": item.origin.id if item.origin else None,
        "bearings": [
            {
                "target": one.target,
                "direction": one.direction,
                "probability": _figure(one.probability),
                "reason": one.reason,
                "by": one.by,
            }
            for one in item.bearings
        ],
        "decisions": [one.id for one in item.decisions],
    }


def _flat(value: object) -> object:
    if isinstance(value, list | tuple):
        return "; ".join(
            " ".join(str(part) for part in one.values()) if isinstance(one, dict) else str(one)
            for one in value
        )
    return value


def _figure(value: float) -> float:
    return float(f"{value:.12g}")


ROUTES = (
    Route("/watch/{watch}/inbox", inbox, methods=["GET"]),
    Route("/watch/{watch}/inbox", act, methods=["POST"]),
    Route("/watch/{watch}/inbox.{form}", inbox_data, methods=["GET"]),
    Route("/watch/{watch}/change/{entry}.{form}", change, methods=["GET"]),
    Route("/watch/{watch}/change/{entry}", change, methods=["GET"]),
)
