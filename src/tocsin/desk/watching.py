"""Watches of a desk: proposed, checked, taken in and shown."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tocsin.desk.adding import Added, read_waiting
from tocsin.desk.course import course_of, turn_row
from tocsin.desk.exporting import write_whole
from tocsin.desk.place import WATCHES, Desk, watch_text
from tocsin.errors import BadArgument, WatchFault
from tocsin.ledger import is_there
from tocsin.nouns import Watch, cut_of, iso_of, parse_interval
from tocsin.publish import course_line, turn_told
from tocsin.weigh import parse_watch, propose_watch
from tocsin.weigh.asked import ASKED
from tocsin.weigh.assuming import assumed
from tocsin.weigh.words import load_yardsticks

__all__ = ["checked_watch", "idle_lines", "propose", "take_watch", "watch_row"]


END = datetime.max.replace(tzinfo=UTC)
"""After all that anybody said."""


def propose(
    desk: Desk,
    question: str,
    closes: str,
    *,
    opens: str | None,
    yardstick: str,
    now: datetime,
    base: str = ASKED,
) -> tuple[Watch, Path]:
    """Write a proposed watch into the desk's `watches/`, and return it with its file.

    `base` is what its base rate is counted in, "asked" questions or the "chronicle" of the world.
    Raises `BadArgument` where a watch of that id is there already, or nothing was counted.
    """
    desk.yardstick(yardstick)
    if not question.isprintable():
        raise BadArgument(
            "the question holds control characters or broken ones.", hint="Write it as plain text."
        )
    first = now.date() if opens is None else _day_of(opens, "--opens")
    last = _day_of(closes, "--closes")
    if last <= first:
        opened = "" if opens is not None else ", today, as no --opens is given"
        raise BadArgument(
            f"the watch closes on {last}, and opens on {first}{opened}.",
            hint="Give a later --closes, or for a window of the past an earlier --opens.",
            at="--closes",
        )
    text = propose_watch(question, last, opens=first, yardstick=yardstick, base=base)
    try:
        watch = desk.parse(text, file="the proposed watch")
    except WatchFault as error:
        raise BadArgument(
            f"the question gives no sound watch: {error.faults[0][1].rstrip('.')}.",
            hint="Ask it in fewer and plainer words.",
        ) from None
    file = desk.path / WATCHES / f"{watch.id}.yaml"
    if file.exists():
        raise BadArgument(
            f"there is a watch {watch.id!r} already.",
            hint="Edit it, or put the question in other words.",
            file=str(file),
        )
    _put(file, text)
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
    return watch, file


def checked_watch(file: Path) -> Watch:
    """Return the watch in `file`. Raises `WatchFault` with all faults, `BadArgument`.

    A file in a desk's folder of watches is checked against that desk's yardsticks, any other
    against those shipped.
    """
    text, home = watch_text(file), file.absolute().parent.parent
    if file.absolute().parent.name == WATCHES and is_there(home):
        return Desk.open(home).parse(text, file=str(file))
    return parse_watch(text, file=str(file), yardsticks=load_yardsticks().keys())


def idle_lines(watch: Watch) -> tuple[str, ...]:
    """Return the propositions and indicators without words: no report moves them, only a note."""
    said = [one.id for one in watch.propositions if not one.match]
    return (*said, *(one.id for one in watch.indicators if not (one.match or one.looked)))


def take_watch(desk: Desk, file: Path, *, now: datetime) -> tuple[Watch, Added]:
    """Copy a watch file into the desk and read the waiting reports that its words match."""
    text = watch_text(file)
    watch = desk.parse(text, file=str(file))
    target = desk.path / WATCHES / f"{watch.id}.yaml"
    if not target.exists() or not target.samefile(file):
        _put(target, text)
    return watch, read_waiting(desk, now=now)


def watch_row(desk: Desk, name: str, *, known_at: str | None) -> dict[str, Any]:
    """Return what `tocsin watch show` prints of a watch. Raises `UnknownWatch`."""
    cut = None if known_at is None else cut_of(known_at)
    with desk.ledger(read_only=True) as ledger:
        watch = desk.watch(ledger, name, known_at=cut)
        revisions = ledger.watch_revisions(name, known_at=cut)
        course = course_of(desk, ledger, name, known_at=cut)
        fixes = ledger.corrections(known_at=cut)
    states = {one.assumption: one for one in assumed(watch, fixes, as_of=END)}
    base = watch.base
    return {
        "id": watch.id,
        "question": watch.question,
        "opens": iso_of(watch.opens),
        "closes": iso_of(watch.closes),
        "yardstick": watch.yardstick,
        "revision": watch.revision,
        "base": {
            "class": base.reference_class,
            "events": base.events,
            "exposure_days": base.exposure_days,
            "source": base.source,
            "caveat": base.caveat,
        },
        "hypotheses": [
            {
                "id": h.id,
                "text": h.text,
                "resolves_yes": h.resolves_yes,
                "weight": h.weight,
                "deception": h.deception,
            }
            for h in watch.hypotheses
        ],
        "propositions": [
            {"id": p.id, "text": p.text, "relation": p.relation, "share": p.share}
            for p in watch.propositions
        ],
        "indicators": [
            {
                "id": i.id,
                "text": i.text,
                "kind": i.kind,
                "seen": dict(i.seen),
                "lead_days": i.lead_days,
                "half_life_days": i.half_life_days,
                "group": i.group,
                "who": list(i.who),
                "declared": i.declared.isoformat(),
                "line": i.line,
            }
            for i in watch.indicators
        ],
        "assumptions": [
            {
                "id": one.id,
                "text": one.text,
                "key": one.key,
                "bears_on": list(one.bears_on),
                "state": states[one.id].state,
                "on": iso_of(states[one.id].on),
                "by": states[one.id].by,
                "reason": states[one.id].reason,
            }
            for one in watch.assumptions
        ],
        "revisions": [{"revision": row.revision, "at": iso_of(row.at)} for row in revisions],
        "overruled": [
            {
                "path": one.path,
                "declared": one.before,
                "value": one.value,
                "by": one.by,
                "reason": one.reason,
                "correction": one.entry,
            }
            for one in watch.overruled
        ],
        "course": [turn_row(turn) for turn in course],
        "line": course_line(course),
        "told": [turn_told(turn) for turn in course],
    }


def _put(file: Path, text: str) -> None:
    """Write a watch file, whole or not at all. Raises `BadArgument`."""
    with suppress(OSError):  # the writing itself tells why the folder cannot be
        file.parent.mkdir(exist_ok=True)
    write_whole(file, text)


def _day_of(text: str, option: str) -> Any:
    start = parse_interval(text).start
    if start is None:
        raise BadArgument(f"{option} {text!r} is no day.", hint=f"Write {option} 2027-01-01.")
    return start.date()
