"""Decisions of people: corrections, notes, and how a watch ended, each with author and reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any, Literal, cast

from tocsin.desk.adding import read_waiting
from tocsin.desk.addressing import check_assumption, check_weight
from tocsin.desk.correcting import check_correction, corrected, example_of
from tocsin.desk.hints import command_of, undo_command
from tocsin.desk.mending import mended
from tocsin.desk.place import Desk
from tocsin.desk.publishing import check_cited
from tocsin.desk.scoring import scored
from tocsin.errors import AlreadyHeld, BadArgument, Refused, UnknownEntry
from tocsin.ledger import Ledger
from tocsin.nouns import (
    Correction,
    Note,
    Reading,
    Resolution,
    Span,
    Watch,
    digest_of,
    iso_of,
    parse_interval,
)
from tocsin.trace import trace

__all__ = ["annul", "correct", "note", "resolve", "signed", "undo"]

MAX_TEXT = 10_000


def correct(
    desk: Desk,
    kind: str,
    target: str,
    values: Sequence[str],
    *,
    author: str,
    reason: str,
    now: datetime,
    check: Callable[[Ledger], None] | None = None,
    there: Callable[[str, str], bool] = lambda _what, _name: False,
) -> str:
    """Record a correction and return its id.

    `check` is asked before it is entered, while nobody else can enter anything; what it raises
    leaves all as it was. `there` says of a kind of thing ("statement", "origin", "source") and a
    name that whoever asks knows it from this desk: where it knows all of them, the desk is not
    searched. Raises `BadArgument`, `UnknownEntry`, and `AlreadyHeld` where the same
    author has entered the same and nothing later says otherwise; `Cited` where a published
    assessment stands on the statement and `reason` does not name it.
    """
    signed(author, reason)
    value = _values(kind, values)
    check_correction(kind, value)
    if kind == "undo":
        raise BadArgument(
            "a correction is undone by its id.", hint=undo_command(desk.path, "ID", author)
        )
    with desk.ledger() as ledger:
        if kind == "weight":
            check_weight(desk, ledger, target, value, now=now)
        elif kind == "assumption":
            value.setdefault("on", now.date().isoformat())
            check_assumption(desk, ledger, target, value, now=now)
        else:
            _known(desk, ledger, kind, target, value, there)
        said = repr(sorted(value.items()))
        own = digest_of("c", kind, target, said, author, reason, now.isoformat())
        made = Correction(own, cast("Any", kind), target, value, author, reason, now)
        with ledger.writing():
            if check is not None:
                check(ledger)
            if (holding := _held(made, ledger.corrections())) is not None:
                raise AlreadyHeld(
                    f"{author} has entered this correction before, for the same reason, and it "
                    f"holds: {holding}. It is not entered again.",
                    entry=holding,
                )
            check_cited(ledger, made)
            ledger.add_correction(made)
    if kind == "published":
        # Relative dates count from the report's own: under another one it reads otherwise.
        read_waiting(desk, now=now)
    return own


def _held(made: Correction, standing: Sequence[Correction]) -> str | None:
    """Return the id of an entry that says what `made` says, and that no later one overrules."""
    held: str | None = None
    for one in standing:
        if (one.kind, one.target) != (made.kind, made.target):
            continue
        if one.value == made.value:
            held = one.id if (one.author, one.reason) == (made.author, made.reason) else held
        elif one.kind not in {"join", "split"} and not one.value.keys().isdisjoint(made.value):
            held = None
    return held


def undo(
    desk: Desk,
    correction: str,
    *,
    author: str,
    reason: str,
    now: datetime,
    check: Callable[[Ledger], None] | None = None,
) -> str:
    """Take back a correction, a note, or how a watch ended, and return the id of the entry.

    Nothing is erased: as known before, what is taken back still holds. `check` is as in `correct`.
    Raises `Refused`.
    """
    signed(author, reason)
    with desk.ledger() as ledger, ledger.writing():
        if check is not None:
            check(ledger)
        standing = {one.id for one in ledger.corrections()}
        ends = {one.id: one for one in ledger.resolutions()}
        noted = {one.id: one for one in ledger.notes()}
        if correction in ends:
            end = ends[correction]
            own = digest_of("e", "undo", correction, author, now.isoformat())
            ledger.add_resolution(
                Resolution(own, end.watch, None, now, reason, (), author, now, undoes=correction)
            )
        elif correction in standing:
            own = digest_of("c", "undo", correction, author, now.isoformat())
            made = Correction(own, "undo", correction, {}, author, reason, now, undoes=correction)
            check_cited(ledger, made)
            ledger.add_correction(made)
        elif correction in noted:
            own = digest_of("c", "undo", correction, author, now.isoformat())
            ledger.add_correction(Correction(own, "undo", correction, {}, author, reason, now))
        else:
            listed = [
                *sorted(standing),
                *(f"{key} (a note on {one.watch})" for key, one in noted.items()),
                *(f"{key} (the end of {ends[key].watch})" for key in ends),
            ]
            raise Refused(
                f"no correction, note or resolution {correction!r} holds on this desk.",
                hint=f"These hold: {', '.join(listed) or 'none'}.",
                file=str(desk.path),
            )
    return own


def note(
    desk: Desk,
    watch: str,
    indicator: str,
    text: str,
    *,
    direction: Literal["seen", "absent"],
    author: str,
    basis: str,
    when: str,
    credibility: int | None,
    now: datetime,
) -> str:
    """Record a hand-entered observation and return its id.

    Raises `AlreadyHeld` where the same author has entered the same, and it holds.
    """
    signed(author, basis)
    if not text.strip():
        raise BadArgument("an observation needs words.")
    at = parse_interval(when).start
    if at is None or at > now:
        raise BadArgument(f"{when!r} is not yet: an observation is of the past.")
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
        known = desk.watch(ledger, watch)
        ids = [one.id for one in known.indicators]
        if indicator not in ids:
            raise BadArgument(
                f"the watch {watch!r} has no indicator {indicator!r}.",
                hint=f"It has: {', '.join(ids)}.",
            )
        own = digest_of("n", watch, indicator, direction, text, author, now.isoformat())
        made = Note(
            id=own,
            watch=watch,
            indicator=indicator,
            direction=direction,
            text=text[:MAX_TEXT],
            author=author,
            basis=basis,
            when=at,
            credibility=None if credibility == 6 else credibility,
            at=now,
        )
        with ledger.writing():
            for one in ledger.notes(watch):
                if replace(one, id=own, at=now) == made:
                    raise AlreadyHeld(
                        f"{author} has entered this observation before, and it holds: {one.id}. "
                        "It is not entered again.",
                        entry=one.id,
                    )
            ledger.add_note(made)
    return own


def resolve(
    desk: Desk,
    watch: str,
    outcome: str,
    *,
    on: str,
    author: str,
    reason: str,
    spans: Sequence[str],
    now: datetime,
    told: Callable[[str, int], None] = lambda _stage, _count: None,
) -> dict[str, Any]:
    """Record how a watch ended and return its score beside the base rate's.

    `spans` are "REPORT:START:END", where the outcome shows. `told` hears of each weighing.
    """
    signed(author, reason)
    day = parse_interval(on).start
    if day is None:
        raise BadArgument(f"{on!r} is no day.", hint="Give --on as 2022-10-21.")
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
        known = desk.watch(ledger, watch)
        ids = [one.id for one in known.hypotheses]
        if outcome not in ids:
            raise BadArgument(
                f"the watch {watch!r} has no hypothesis {outcome!r}.",
                hint=f"It has: {', '.join(ids)}.",
            )
        _decided(known, outcome, on, day, now)
        _not_ended(desk, ledger, watch, author)
        shown = tuple(_span(ledger, one) for one in spans)
        ledger.add_resolution(
            Resolution(
                _end_id(ledger, watch, outcome, author, now),
                watch,
                outcome,
                day,
                reason,
                shown,
                author,
                now,
            )
        )
        return scored(desk, ledger, watch, known_at=now + timedelta(seconds=1), told=told)


def annul(desk: Desk, watch: str, *, author: str, reason: str, now: datetime) -> str:
    """End a watch without an outcome and return the entry's id."""
    signed(author, reason)
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
        desk.watch(ledger, watch)
        _not_ended(desk, ledger, watch, author)
        own = _end_id(ledger, watch, None, author, now)
        ledger.add_resolution(Resolution(own, watch, None, now, reason, (), author, now))
    return own


def _decided(watch: Watch, outcome: str, on: str, day: datetime, now: datetime) -> None:
    """Raise where `outcome` cannot have been decided on `day`.

    YES is decided when it happens, within the window; NO only by the close, for until then it can
    still happen, and a later day is that on which it was sure.
    """
    opens, closes = iso_of(watch.opens), iso_of(watch.closes)
    if day > now:
        raise BadArgument(
            f"{on} is not yet: today is {now.date()}.",
            hint="Resolve the watch when it is decided, with --on the day of it.",
        )
    if outcome in watch.yes:
        if not watch.opens <= day < watch.closes:
            when = "before the window opens" if day < watch.opens else "after the window has closed"
            raise BadArgument(
                f"{on} lies {when}, and {outcome!r} resolves the question YES: it has to come true "
                f"from {opens} on and before {closes}.",
                hint="Give --on as the day on which it came true; where that lies outside, "
                "the outcome is one that resolves NO.",
            )
    elif day < watch.closes:
        raise BadArgument(
            f"{on} lies before the close, {closes}, and {outcome!r} resolves the question NO: "
            "until the close the answer can still become YES.",
            hint=f"Give --on {closes} or the later day on which it was sure, once that has come; "
            "or annul the watch.",
        )


def _end_id(ledger: Ledger, watch: str, outcome: str | None, author: str, now: datetime) -> str:
    """Return the id of a new end: another one than that of an end that was taken back."""
    earlier = len(ledger.resolutions(watch, undone=True))
    return digest_of("e", watch, outcome, author, now.isoformat(), str(earlier))


def signed(author: str, reason: str) -> None:
    """See that an entry says who makes it and why. Raises `BadArgument`."""
    if not author.strip() or not reason.strip():
        raise BadArgument("an entry needs an author and a reason.", hint="--author … --reason …")
    if not (author + reason).isprintable():
        raise BadArgument("author and reason cannot hold control characters.")


def _values(kind: str, values: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in values:
        key, sign, given = one.partition("=")
        if not sign or not key:
            raise BadArgument(
                f"{one!r} is no KEY=VALUE.", hint=f"For example: --set {example_of(kind)}"
            )
        # "statements" of a split are a list; all else is one word or number.
        found[key] = given.split(",") if key == "statements" else given
    return found


def _known(
    desk: Desk,
    ledger: Ledger,
    kind: str,
    target: str,
    value: Mapping[str, object],
    there: Callable[[str, str], bool],
) -> None:
    """Raise `UnknownEntry` where a correction is about nothing that the desk has."""
    if kind == "published":
        ledger.report(target)
        return
    subjects = list(_subjects(kind, target, value))
    if subjects and all(there(what, name) for what, name in subjects):
        if kind == "bearing":
            _of_a_watch(desk, ledger, target.partition(":")[2])
        return
    readings = list(ledger.readings())
    statements = {one.id for reading in readings for one in reading.statements}
    if kind in {"statement", "reject"}:
        _among(desk, target, statements, "statement")
        if kind == "statement":
            _fits(readings, ledger.corrections(), target, value)
    elif kind == "bearing":
        statement, _, about = target.partition(":")
        _among(desk, statement, statements, "statement")
        _of_a_watch(desk, ledger, about)
    elif kind in {"join", "split"}:
        origins = {one.id for one in trace(readings, desk.register, ledger.corrections())}
        _among(desk, target, origins, "origin")
        if kind == "join":
            _among(desk, str(value["with"]), origins - {target}, "other origin")
        else:
            for one in cast("list[str]", value["statements"]):
                _among(desk, one, statements, "statement")
    elif kind == "grade" and "credibility" in value:
        _among(desk, target, statements, "statement")
    elif kind == "grade":
        spoken = {one.source for one in trace(readings, desk.register, ledger.corrections())}
        _among(desk, target, spoken | set(desk.register.sources), "source")


def _subjects(kind: str, target: str, value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what a correction is about, each with its kind; nothing where more is to be seen to."""
    if kind in {"reject", "bearing"} or (kind == "grade" and "credibility" in value):
        yield "statement", target.partition(":")[0]
    elif kind == "grade":
        yield "source", target
    elif kind in {"join", "split"}:
        yield "origin", target
        if kind == "split":
            for one in cast("list[str]", value["statements"]):
                yield "statement", one
        elif value["with"] != target:
            yield "origin", str(value["with"])
        else:
            yield "other origin", target


def _of_a_watch(desk: Desk, ledger: Ledger, name: str) -> None:
    watches = [desk.watch(ledger, one.id) for one in ledger.watches()]
    targets = {i.id for w in watches for i in w.indicators}
    targets |= {p.id for w in watches for p in w.propositions}
    _among(desk, name, targets, "indicator or proposition")


def _fits(
    readings: Sequence[Reading],
    corrections: Sequence[Correction],
    target: str,
    value: Mapping[str, object],
) -> None:
    """Raise `BadArgument` where what a person sets does not fit the statement as it now stands."""
    for reading in readings:
        for one in reading.statements:
            if one.id == target:
                now = corrected(replace(reading, statements=(one,)), corrections).statements[0]
                then = mended(now, value, reading.report.text)
                for key, words in value.items():
                    name = key.removesuffix("-")
                    if name != key and getattr(now, name) == getattr(then, name):
                        raise BadArgument(f"nothing of its {name} stands on {words!r}.")


def _where_listed(desk: Desk, what: str) -> str:
    """Return the command that lists what a correction of that kind can be about."""
    if what == "indicator or proposition":
        return command_of("watch", "show", desk.path, "WATCH")
    table = "statements" if what == "statement" else "origins"
    listed = command_of("export", desk.path, "WATCH", "--what", table)
    return f"{listed} (the column source)" if what == "source" else listed


def _among(desk: Desk, name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        near = get_close_matches(name, sorted(known), n=3)
        nearest = f"Nearest: {', '.join(near)}. " if near else ""
        raise UnknownEntry(
            f"there is no {what} {name!r} on this desk.",
            hint=f"{nearest}All of them: {_where_listed(desk, what)}.",
        )


def _not_ended(desk: Desk, ledger: Ledger, watch: str, author: str) -> None:
    for ended in ledger.resolutions(watch):
        said = "annulled" if ended.outcome is None else f"resolved as {ended.outcome}"
        raise Refused(
            f"the watch {watch!r} was {said} by {ended.author}.",
            hint="A watch ends once. If that was wrong: "
            + undo_command(desk.path, ended.id, author),
            at=ended.id,
        )


def _span(ledger: Ledger, text: str) -> tuple[str, int, int]:
    report, _, rest = text.partition(":")
    start, _, end = rest.partition(":")
    length = len(ledger.report(report).text)
    try:
        span = Span(int(start), int(end))
    except ValueError:
        raise BadArgument(f"{text!r} is no REPORT:START:END.") from None
    if span.end > length or len(span) == 0:
        raise BadArgument(f"{text!r} lies outside the report's {length} characters.")
    return report, span.start, span.end
