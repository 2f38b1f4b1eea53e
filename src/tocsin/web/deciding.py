"""Deciding: forms of the inbox taken in, and the page of what one entry changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tocsin.errors import BadArgument, Cited, Refused, UnknownEntry
from tocsin.nouns import Correction, iso_of
from tocsin.publish import csv_text
from tocsin.publish.figures import signed
from tocsin.publish.house import house_for
from tocsin.web import acting
from tocsin.web.acting import Acting, Contested, Form
from tocsin.web.changing import (
    Difference,
    difference_at,
    difference_since,
    entry_of,
    term_names,
)
from tocsin.web.items import decided_on
from tocsin.web.keeping import Keeper
from tocsin.web.looking import CARRIED, Look, looking
from tocsin.web.rendering import page
from tocsin.web.sifting import FACETS, Item
from tocsin.web.statementrows import DIRECTIONS, figure, flat
from tocsin.web.watchpages import framed

__all__ = ["ROUTES", "difference_in"]

GOES_ON = frozenset({"accept", "reject", "map"})
"""Acts after which the next statement is opened; after the others there may be more to do."""


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
    # Who decides does not wait for what others decided to be weighed: the entry is what counts.
    # What it hangs on is another only where origins were joined or split.
    with looking(request, back, newest=form.act in {"join", "split"}) as look:
        subject = _subject(look, form)
        _own(request, look, form)
        item = look.sieve.get(subject.statement)
        if item is not None:
            item = _decided(look, item)
        if item is None and form.act not in {"note", "undo"}:
            raise UnknownEntry(
                f"there is no statement {form.statement!r} in this inbox.",
                hint="Load the inbox anew.",
            )
        desk, watch, sieve = look.seen.desk, look.seen.now.watch.id, look.sieve

    def there(what: str, name: str) -> bool:
        if what == "statement":
            return sieve.get(name) is not None
        return what in FACETS and sieve.first(what, name) is not None

    try:
        made = acting.done(desk, watch, subject, item=item, now=keeper.now, there=there)
    except Refused as refused:
        raise BadArgument(refused.message, hint="Load the inbox anew.") from None
    except Cited as cited:
        raise BadArgument(cited.message, hint=cited.hint) from None
    except Contested as contested:
        return _contested(request, subject, item, contested)
    following = form.get("next") if form.act in GOES_ON else subject.statement
    pairs = [*back.multi_items(), ("at", following or subject.statement)]
    pairs.append(("done", made[0]) if made else ("held", "1"))
    answer = RedirectResponse(f"{here}?{urlencode([pair for pair in pairs if pair[1]])}", 303)
    return acting.remember(answer, acting.AUTHOR, form.author)


def _subject(look: Look, form: Form) -> Form:
    """Return a form with the statement that it is really about.

    What is undone may be another statement's than the one that stands open.
    """
    if form.act != "undo" or len(form.given) != 1:
        return form
    with suppress(UnknownEntry):
        entry = entry_of(look.seen.ledger, form.given[0])
        if isinstance(entry, Correction):
            listed = entry.value.get("statements")
            names = [entry.target.partition(":")[0], *(listed if isinstance(listed, list) else ())]
            for name in names:
                if look.sieve.get(str(name)) is not None:
                    return replace(form, values={**form.values, "statement": str(name)})
    return form


def _own(request: Request, look: Look, form: Form) -> None:
    """See that an analyst takes back entries of his own alone; editors those of all."""
    account = request.scope.get("tocsin.account")
    if account is None or account[1] != "analyst" or form.act != "undo" or len(form.given) != 1:
        return
    with suppress(UnknownEntry):
        if entry_of(look.seen.ledger, form.given[0]).author != account[0]:
            raise BadArgument(
                "that is somebody else's entry.",
                hint="An editor can take it back; you can enter what you see otherwise.",
            )


def _decided(look: Look, item: Item) -> Item:
    """Return an item with the decisions that stand on it now."""
    owner = {} if item.origin is None else {item.statement.id: item.origin}
    standing = decided_on(look.seen.ledger.corrections(), owner)
    return replace(item, decisions=standing.get(item.statement.id, ()))


def change(request: Request) -> Response:
    """Answer with what one entry did to the estimate."""
    shared: Acting = request.app.state.acting
    with looking(request, request.query_params) as look:
        made = difference_in(look, shared, request.path_params["entry"])
        standing = {one.id for one in look.seen.ledger.corrections()}
        entered = look.seen.ledger.corrections(undone=True)
        watch = look.seen.now.watch
        house = house_for(watch.yardstick)
        frame = framed(look.seen, "inbox")
    entry = made.entry
    form = request.path_params.get("form")
    if form is not None:
        return _change_data(made, form, look.seen.asked.day)
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


def _change_data(made: Difference, form: str, day: str) -> Response:
    bars = [
        {"term": one.term, "before": figure(one.before), "after": figure(one.after)}
        for one in made.moved
    ]
    if form == "csv":
        return Response(csv_text(bars), media_type="text/csv")
    if form != "json":
        raise HTTPException(404)
    told = {
        "entry": made.entry.id,
        "author": made.entry.author,
        "at": made.entry.at.isoformat(),
        "as_of": day,
        "before": figure(made.before.event.p),
        "after": figure(made.after.event.p),
        "bars": bars,
    }
    return Response(json.dumps(told, ensure_ascii=False, indent=1), media_type="application/json")


def _what(entry: Correction, entered: Sequence[Correction]) -> tuple[str, str]:
    if entry.undoes is None:
        return entry.kind, f"{entry.target} {_valued(entry)}".strip()
    undone = next((one for one in entered if one.id == entry.undoes), None)
    said = "" if undone is None else f": {undone.kind} {undone.target} {_valued(undone)}"
    return "undo", f"{entry.undoes}{said}"


def _valued(entry: Correction) -> str:
    return ", ".join(f"{name} {flat(value)}" for name, value in sorted(entry.value.items()))


def difference_in(look: Look, shared: Acting, name: str) -> Difference:
    """Return what an entry did as of the day of an inbox, told at once where it was kept.

    Raises `UnknownEntry`.
    """
    entry = entry_of(look.seen.ledger, name)
    watch, as_of = look.seen.now.watch.id, look.seen.now.estimate.as_of

    def made() -> Difference:
        found = difference_since(
            look.seen.keeper, look.seen.desk, look.seen.ledger, look.seen.now, entry
        )
        if found is not None:
            return found
        return difference_at(look.seen.desk, look.seen.ledger, watch, entry, as_of=as_of)

    return shared.kept.get((watch, name, as_of), made)


def _contested(request: Request, form: Form, item: Item | None, contested: Contested) -> Response:
    shared: Acting = request.app.state.acting
    cookie = acting.cookie_of(request)
    sent = {name: value for name, value in form.values.items() if name not in {"seen", "token"}}
    back = QueryParams([pair for pair in parse_qsl(form.get("back")) if pair[0] in CARRIED])
    with looking(request, back, newest=False) as look:
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


ROUTES = (
    Route("/watch/{watch}/inbox", act, methods=["POST"]),
    Route("/watch/{watch}/change/{entry}.{form}", change, methods=["GET"]),
    Route("/watch/{watch}/change/{entry}", change, methods=["GET"]),
)
