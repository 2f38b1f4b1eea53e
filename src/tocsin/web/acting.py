"""Acting: what a person sends to the desk, through the desk's own functions, and nothing lost."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk import Desk, Situation, correct, note, undo
from tocsin.errors import AlreadyHeld, BadArgument, UsageError
from tocsin.ledger import Ledger
from tocsin.nouns import Correction
from tocsin.web.keeping import Kept
from tocsin.web.sifting import Item, Sieve

__all__ = [
    "ACTS",
    "AUTHOR",
    "Acting",
    "Contested",
    "Forged",
    "Form",
    "about",
    "author_of",
    "done",
    "form_of",
    "remember",
    "token_of",
    "values_of",
]

AUTHOR, SHIFT, FORM = "tocsin_author", "tocsin_shift", "tocsin_form"
"""Cookies: who signs, since when the last shift is counted, and what forms are tied to."""

MOST = 64_000
"""Bytes of a form; a longer one is no form of ours."""

LOOKS = 4
YEAR = 31_536_000
ACTS = ("accept", "reject", "map", "grade", "split", "join", "note", "undo")


class Forged(UsageError):
    """A form that this desk, as it is served now, did not give out."""


class Contested(UsageError):
    """Somebody entered something on the same statement since the form was made."""

    def __init__(self, newer: Sequence[Correction], number: int) -> None:
        super().__init__("somebody decided on the same statement since this page was made.")
        self.newer = tuple(newer)
        self.number = number


@dataclass(frozen=True, slots=True)
class Acting:
    """What the inboxes of a served desk share.

    The secret of their forms, the last few looks (each holds all statements of a watch, and every
    act makes another), those of each clock that were made last, and differences once told.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    looks: Kept = field(default_factory=lambda: Kept(LOOKS))
    newest: dict[Hashable, tuple[Situation, Sieve]] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    def last(self, clocks: Hashable, made: tuple[Situation, Sieve]) -> None:
        """Take in what a look of these clocks found; those of few clocks are held."""
        self.newest.pop(clocks, None)
        self.newest[clocks] = made
        while len(self.newest) > LOOKS:
            del self.newest[next(iter(self.newest))]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was sent. `number` is that of the newest correction when it was made."""

    act: str
    given: tuple[str, ...]
    values: Mapping[str, str]
    number: int

    def get(self, name: str) -> str:
        """Return a field without the space around it, "" where it was not sent."""
        return self.values.get(name, "").strip()

    @property
    def author(self) -> str:
        """Who signs."""
        return self.get("author")

    @property
    def statement(self) -> str:
        """The id of the statement that it is about."""
        return self.get("statement")


def form_of(request: Request, body: bytes, acting: Acting) -> Form:
    """Return the form in a request's body. Raises `Forged`, `BadArgument`.

    The token in it belongs to a cookie that no other site can read or set: who sends both has
    loaded a page of this desk.
    """
    values = values_of(request, body, acting)
    account = request.scope.get("tocsin.account")
    if account is not None:
        # Who has entered with an account signs with its name, whatever a form says.
        values = {**values, "author": account[0]}
    act, *given = values.get("do", "").split(":")
    seen = values.get("seen", "")
    if not (seen.isascii() and seen.isdecimal() and len(seen) < 12):
        raise BadArgument("the form does not say what it was made from.", hint="Load it anew.")
    return Form(act, tuple(given), values, int(seen))


def values_of(request: Request, body: bytes, acting: Acting) -> Mapping[str, str]:
    """Return the fields of a form that this desk gave out. Raises `Forged`, `BadArgument`."""
    if len(body) > MOST:
        raise BadArgument("the form is too long.", hint="Shorten what was written.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, strict_parsing=False, max_num_fields=100
        )
    except ValueError:
        raise BadArgument("the form cannot be read.", hint="Load the page anew.") from None
    values = dict(pairs)
    cookie = request.cookies.get(FORM, "")
    right = token_of(acting, cookie)
    if not cookie or not hmac.compare_digest(values.get("token", "").encode(), right.encode()):
        raise Forged(
            "this form was not given out by the desk as it is served now.",
            hint="Load the page anew and send it again; nothing was entered.",
        )
    return values


def token_of(acting: Acting, cookie: str) -> str:
    """Return the token of forms for a browser that holds this cookie."""
    return hmac.new(acting.secret, cookie.encode(), hashlib.sha256).hexdigest()


def cookie_of(request: Request) -> str:
    """Return what a browser's forms are tied to; made for one that has nothing yet."""
    held = request.cookies.get(FORM, "")
    return held if held.isalnum() and len(held) == 32 else secrets.token_hex(16)


def remember(response: Response, name: str, value: str) -> Response:
    """Have the browser keep a value that goes along on requests of this desk's pages alone."""
    kept = None if name == FORM else YEAR
    response.set_cookie(
        name, quote(value), max_age=kept, path="/", samesite="strict", httponly=name == FORM
    )
    return response


def author_of(request: Request) -> str:
    """Return who signed last in this browser, "" where nobody has."""
    account = request.scope.get("tocsin.account")
    if account is not None:
        return str(account[0])
    name = unquote(request.cookies.get(AUTHOR, ""))
    return name if name.isprintable() else ""


def done(
    desk: Desk,
    watch: str,
    form: Form,
    *,
    item: Item | None,
    now: datetime,
    there: Callable[[str, str], bool],
) -> tuple[str, ...]:
    """Enter what a form says of `item` and return the ids of the entries; none if all stood before.

    Who accepts or re-maps what was rejected takes the rejection back. Raises `Contested` where
    somebody decided on the same statement after the form was made, and as the desk's functions do.
    `there` is as in `tocsin.desk.correct`.
    """
    origin = "" if item is None or item.origin is None else item.origin.id
    source = "" if item is None or item.origin is None else item.origin.source
    author, reason = form.author, form.get("reason")
    check = _check(form, origin, source)
    entered: list[str] = []

    def enter(kind: str, target: str, *values: str) -> None:
        with suppress(AlreadyHeld):
            entered.append(
                correct(
                    *(desk, kind, target, values),
                    author=author,
                    reason=reason,
                    now=now,
                    check=check,
                    there=there,
                )
            )

    def take_back(entry: str) -> None:
        entered.append(undo(desk, entry, author=author, reason=reason, now=now, check=check))

    if form.act in {"accept", "map"} and item is not None:
        for one in item.decisions:
            if one.kind == "reject":
                take_back(one.id)
    if form.act == "undo" and len(form.given) == 1:
        take_back(form.given[0])
    elif form.act == "note":
        with suppress(AlreadyHeld):
            entered.append(_noted(desk, watch, form, now))
    else:
        _decide(form, enter, origin, source)
    return tuple(entered)


def _decide(form: Form, enter: Callable[..., None], origin: str, source: str) -> None:
    statement, act = form.statement, form.act
    if act == "accept" and len(form.given) == 2:
        target, direction = form.given
        enter("bearing", f"{statement}:{target}", f"direction={direction}")
    elif act == "reject":
        enter("reject", statement)
    elif act == "map":
        _map(form, enter)
    elif act == "grade":
        _grade(form, enter, source)
    elif act == "split":
        enter("split", _there(origin, "origin"), f"statements={statement}")
    elif act == "join":
        enter("join", _there(origin, "origin"), f"with={form.get('with')}")
    else:
        raise BadArgument(f"there is no act {act!r}.", hint=f"There are: {', '.join(ACTS)}.")


def about(
    entries: Iterable[Correction], statement: str, origin: str, source: str
) -> list[Correction]:
    """Return those entries that decide on a statement, or on the origin or source it hangs on."""
    touching: dict[str, Correction] = {}
    for one in entries:
        listed = one.value.get("statements")
        if (
            one.target in {statement, origin, source}
            or one.target.partition(":")[0] == statement
            or (isinstance(listed, list | tuple) and statement in listed)
            or (one.kind == "join" and one.value.get("with") == origin)
            or (one.undoes is not None and one.undoes in touching)
        ):
            touching[one.id] = one
    return list(touching.values())


def _check(form: Form, origin: str, source: str) -> Callable[[Ledger], None]:
    """Return what is asked in the moment of the entry: has anybody been there since."""
    passed: list[int] = []

    def check(ledger: Ledger) -> None:
        if passed:
            return  # a re-mapping is two entries: the first is no stranger's
        entered = ledger.corrections(undone=True)
        touching = about(entered, form.statement, origin, source)
        since = {one.id for one in entered[form.number :]}
        # Of one's own entries one knows, also where the page is still that of just before them.
        newer = [one for one in touching if one.id in since and one.author != form.author]
        if newer:
            raise Contested(newer, len(entered))
        passed.append(len(entered))

    return check


def _map(form: Form, enter: Callable[..., None]) -> None:
    """Enter another bearing, and that what stood in its place bears on nothing."""
    target, direction, chance = form.get("target"), form.get("direction"), form.get("chance")
    values = [f"direction={direction}"]
    if chance:
        values.append(f"probability={chance}")
    enter("bearing", f"{form.statement}:{target}", *values)
    old = form.get("instead")
    if old and old != target and not form.get("keep"):
        enter("bearing", f"{form.statement}:{old}", "direction=none")


def _grade(form: Form, enter: Callable[..., None], source: str) -> None:
    figure, letter = form.get("credibility"), form.get("reliability")
    if not figure and not letter:
        raise BadArgument("no grade was chosen.", hint="Choose a credibility or a reliability.")
    if figure:
        enter("grade", form.statement, f"credibility={figure}")
    if letter:
        enter("grade", _there(source, "source"), f"reliability={letter}")


def _noted(desk: Desk, watch: str, form: Form, now: datetime) -> str:
    figure = form.get("credibility")
    if form.get("direction") not in {"seen", "absent"}:
        raise BadArgument("a note says that something was seen, or looked for and not seen.")
    if figure and figure not in set("123456"):
        raise BadArgument("a credibility is from 1 to 6.")
    return note(
        desk,
        watch,
        form.get("target"),
        form.get("text"),
        direction="seen" if form.get("direction") == "seen" else "absent",
        author=form.author,
        basis=form.get("reason"),
        when=form.get("when"),
        credibility=int(figure) if figure else None,
        now=now,
    )


def _there(value: str, what: str) -> str:
    if not value:
        raise BadArgument(f"this statement has no {what}.", hint="An undated report has none.")
    return value
