"""Tracing on a desk: its index, brought up to date report by report, and origins out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from tocsin.data import read_bytes
from tocsin.desk.correcting import corrected
from tocsin.desk.place import Desk
from tocsin.ledger import Ledger
from tocsin.nouns import Correction, Origin, Reading, Register, digest_of, iso_of, of_any, sha256_of
from tocsin.trace import Index, Kept, Workings, trace

__all__ = ["Tracing", "bring_up", "is_behind"]

BATCH = 200
"""Reports in one transaction: a kill costs no more than these, which are then compared again."""

STATE = "state"


def bring_up(
    desk: Desk,
    ledger: Ledger,
    *,
    anew: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> int:
    """Bring the desk's index of tracing up to date and return how many reports that took.

    Only what came, was read or was corrected since is compared. Where the rules of tracing or the
    desk's register are others now, and with `anew`, the index is made anew from the readings.
    Interrupted, it goes on where it stopped.
    """
    stamp = _stamp(desk.register)
    heads = ledger.heads()
    with ledger.kept() as kept:
        if anew or kept.get(STATE, "stamp") != stamp:
            kept.clear()
            kept.put(STATE, "stamp", stamp)
        known = [int(part) for part in (kept.get(STATE, "heads") or "0 0 0 0").split()]
        held = any(True for _ in kept.facts("mark"))
    if known == list(heads):
        return 0
    # A correction or translation may change any report: all are looked at, few compared.
    whole = not any(known) or known[2:] != list(heads[2:])
    found = _all(ledger) if whole else _since(ledger, *known[:2])
    done = _take(desk, ledger, found, progress or _silent)
    if whole and held:  # out of an index that was empty nothing leaves
        done += _leave(desk, ledger)
    with ledger.kept() as kept:
        kept.put(STATE, "heads", " ".join(map(str, heads)))
    return done


def is_behind(desk: Desk, ledger: Ledger) -> bool:
    """Say whether something came since the index was brought up, or was changed."""
    heads = ledger.heads()
    with ledger.kept(read_only=True) as kept:
        said = kept.get(STATE, "stamp"), kept.get(STATE, "heads")
    return any(heads) and said != (_stamp(desk.register), " ".join(map(str, heads)))


class Tracing:
    """Origins of a desk's readings: out of its index where it holds just these, else from nothing.

    An index holds the newest readings of all reports with a date that are no translations, as they
    are corrected now. As of an earlier time, and on a desk with translations, all is compared that
    was not before: `workings` are of all readings that were asked for.
    """

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._desk = desk
        self._ledger = ledger
        self.workings = Workings(desk.register)
        self._marks: dict[str, str] | None = None

    def origins(
        self, readings: Sequence[Reading], corrections: Sequence[Correction]
    ) -> tuple[Origin, ...]:
        """Return the origins of `readings`, after the joins and splits of `corrections`."""
        register = self._desk.register
        with self._ledger.kept(read_only=True) as kept:
            if self._marks is None:
                current = kept.get(STATE, "stamp") == _stamp(register)
                self._marks = dict(kept.facts("mark")) if current else {}
            # Of an index that is of other rules there are no marks: that is no index of nothing.
            if (
                self._marks
                and len(self._marks) == len(readings)
                and self._marks == {one.report.id: _mark(one, corrections) for one in readings}
            ):
                index = _index(kept, register, self._ledger)
                return index.origins(readings, corrections, workings=self.workings)
        return trace(readings, register, corrections, workings=self.workings)


def _index(kept: Kept, register: Register, ledger: Ledger) -> Index:
    fixes = ledger.corrections()
    newest = ledger.newest()

    def reading_of(report: str) -> Reading | None:
        reading = newest(report)
        return None if reading is None else corrected(reading, fixes)

    return Index(kept, register, reading_of)


def _take(
    desk: Desk, ledger: Ledger, found: Iterator[Reading], progress: Callable[[str, int], None]
) -> int:
    """Take readings into the index, a batch in a transaction; return how many were new to it."""
    fixes = ledger.corrections()
    index: Index | None = None
    done = 0
    while True:
        with ledger.kept() as kept:
            batch = [corrected(one, fixes) for one in islice(found, BATCH)]
            marked = [(one, _mark(one, fixes)) for one in batch]
            new = [one for one in marked if kept.get("mark", one[0].report.id) != one[1]]
            if new:
                index = index or _index(kept, desk.register, ledger)
                index.update(new)
        if not batch:
            return done
        done += len(new)
        progress("trace", len(batch))


def _leave(desk: Desk, ledger: Ledger) -> int:
    """Take out of the index what has no date any more, or is a translation."""
    stays = {one.report.id for one in _all(ledger)}
    with ledger.kept() as kept:
        gone = [name for name, _ in kept.facts("mark") if name not in stays]
        if gone:
            _index(kept, desk.register, ledger).update([], gone)
    return len(gone)


def _all(ledger: Ledger) -> Iterator[Reading]:
    return (one for one in ledger.readings() if _in_time(one))


def _since(ledger: Ledger, report: int, reading: int) -> Iterator[Reading]:
    newest = ledger.newest()
    for name in ledger.since(report, reading):
        found = newest(name)
        if found is not None and _in_time(found):
            yield found


def _in_time(one: Reading) -> bool:
    return one.report.published is not None and one.report.translation is None


def _mark(reading: Reading, corrections: Sequence[Correction]) -> str:
    """Return what differs wherever tracing may find a report changed."""
    report = reading.report
    mine = {statement.id for statement in of_any(reading.statements)}
    fixes = [one.id for one in corrections if one.kind == "statement" and one.target in mine]
    day = report.published
    return digest_of(
        "",
        reading.reader,
        None if day is None else iso_of(day.start),
        None if day is None else iso_of(day.end),
        report.publisher,
        report.host,
        report.author,
        *fixes,
    )


_STAMPS: dict[int, tuple[Register, str]] = {}


def _stamp(register: Register) -> str:
    """Return what differs wherever the rules of tracing do, or who is known to them."""
    held = _STAMPS.get(id(register))
    if held is None or held[0] is not register:
        sources = [repr(register.sources[name]) for name in sorted(register.sources)]
        outlets = [repr(register.outlets[name]) for name in sorted(register.outlets)]
        aliases = [
            f"{alias}={name}"
            for known in (register.by_alias, register.outlet_by_alias)
            for alias, name in sorted(known.items())
        ]
        # Written down it takes a fifth of a second: one register is kept, that of the open desk.
        _STAMPS.clear()
        said = digest_of("", _rules(), *("\n".join(part) for part in (sources, outlets, aliases)))
        _STAMPS[id(register)] = held = (register, said)
    return held[1]


@cache
def _rules() -> str:
    """Return a digest of the modules and data that tracing is made of: no number to forget."""
    modules = sorted(
        (one.name, one.read_bytes())
        for one in files("tocsin.trace").iterdir()
        if one.name.endswith(".py")
    )
    # The one module of reading by which tracing itself reads.
    modules.append(("numbers.py", files("tocsin.read").joinpath("numbers.py").read_bytes()))
    named = (
        "register.yaml",
        "trace_terms.yaml",
        "read_particles.yaml",
        "survey.yaml",
        "composition.yaml",
        "irregular_verbs.yaml",
    )
    data = [read_bytes(name) for name in named]
    return digest_of("", *(sha256_of(one) for one in [*(code for _, code in modules), *data]))


def _silent(_stage: str, _count: int) -> None:
    pass
