"""The situation of a watch at two clocks: everything that its estimate was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tocsin import __version__
from tocsin.desk.course import course_of
from tocsin.desk.editing import edits_of
from tocsin.desk.hanging import sensitivity_of
from tocsin.desk.listening import listened
from tocsin.desk.place import Desk
from tocsin.desk.records import ended_by
from tocsin.desk.stock import Stock
from tocsin.desk.unread import intake_of, other_language, unread_of
from tocsin.desk.weighing import Weighing
from tocsin.estimate import MODEL, VOLATILITY_DAYS, State, changes, estimate, evidence_logodds
from tocsin.ledger import Ledger
from tocsin.nouns import (
    DAY,
    Assumed,
    Change,
    Contradiction,
    Correction,
    Estimate,
    Matrix,
    Note,
    Origin,
    Reading,
    Report,
    Resolution,
    TrackRecord,
    Watch,
    of_any,
)
from tocsin.publish import Case
from tocsin.weigh.assuming import assumed, capped

__all__ = ["HISTORY_POINTS", "Situation", "case_of", "gaps_of", "situation_of"]

HISTORY_POINTS = 8
"""At most so many earlier estimates are made anew to see how much the judgement moved."""
_AFTER = timedelta(seconds=1)
"""A cut so long after a person's note has it: cuts leave out what is of their own moment."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A watch, what the desk had on it at two clocks, and the estimate that follows.

    `unread` are reports in hand that are not read and for which nothing else stands;
    `translations` those that stand beside an original; `records` the track records of sources on
    other watches.
    """

    watch: Watch
    readings: tuple[Reading, ...]
    origins: tuple[Origin, ...]
    contradictions: tuple[Contradiction, ...]
    matrix: Matrix
    estimate: Estimate
    resolution: Resolution | None
    corrections: tuple[Correction, ...]
    notes: tuple[Note, ...]
    unread: tuple[Report, ...] = ()
    translations: tuple[Report, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    records: Mapping[str, TrackRecord] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """What the estimate was made from."""
        corrections = tuple(sorted(one.id for one in self.corrections))
        return State(self.watch, self.matrix, self.estimate.as_of, corrections)


def situation_of(
    desk: Desk,
    ledger: Ledger,
    name: str,
    *,
    as_of: datetime,
    known_at: datetime,
    with_history: bool = True,
    moved: Callable[[datetime], float | None] | None = None,
    weighing: Weighing | None = None,
) -> Situation:
    """Return the situation of the watch `name` as of a publication time, as known at a ledger time.

    Both clocks are exclusive cuts, see `tocsin.nouns.cut_of`. Without `with_history` volatility is
    not looked at, which spares most of the work where only probabilities are asked for. `moved`
    gives what `evidence_logodds` gives as of earlier cuts, None where no timeline knows it yet.
    `weighing` is that of the watch at `known_at`, for whoever asks for several situations of it.
    """
    weighed = weighing or Weighing(desk, ledger, name, known_at=known_at)
    watch, fixes, notes = weighed.watch, weighed.fixes, weighed.notes
    readings = weighed.readings(as_of)
    translations = ledger.translations(as_of=as_of, known_at=known_at)
    unread = unread_of((reading.report for reading in readings), translations, ledger)
    intake = intake_of(ledger, unread, translations, as_of=as_of, known_at=known_at)
    origins, opposed, table = weighed.at(readings, as_of, intake)
    telling = _telling(readings, table)
    readers = " and ".join(sorted({reading.reader for reading in telling})) or "none"
    cuts: tuple[datetime, ...] = ()
    if with_history:
        cuts = _history_cuts(_moving(readings, table), notes, watch, as_of)
    past = []
    for cut in cuts:
        known = None if moved is None else moved(cut)
        if known is None:
            known = evidence_logodds(watch, weighed.at(weighed.readings(cut), cut, intake)[2], cut)
        past.append(known)
    recorded = dict(ledger.recorded(known_at=known_at))
    late = any(recorded[reading.report.id] >= as_of for reading in telling)
    ends = ledger.resolutions(watch.id, known_at=known_at)
    standing = assumed(watch, fixes, as_of=as_of)
    made = estimate(
        watch,
        table,
        as_of=as_of,
        known_at=known_at,
        retrospective=late,
        yardstick=desk.yardstick(watch.yardstick),
        history=past,
        cuts=cuts,
        version=f"tocsin {__version__}, model {MODEL}, reader {readers}",
    )
    return Situation(
        watch=watch,
        readings=readings,
        origins=origins,
        contradictions=opposed,
        matrix=table,
        estimate=replace(made, confidence=capped(made.confidence, watch, standing)),
        resolution=ended_by(ends, as_of),
        corrections=fixes,
        notes=notes,
        unread=unread,
        translations=translations,
        assumed=standing,
        records=weighed.records(as_of),
    )


def case_of(
    desk: Desk,
    ledger: Ledger,
    now: Situation,
    *,
    since: datetime | None = None,
    weighing: Weighing | None = None,
    stock: Stock | None = None,
) -> Case:
    """Return what an assessment is written from, with the change since the cut `since`.

    Without `since`, the change is counted from a week before. `weighing` is that by which `now` was
    made; without it, what `now` was made from is compared again.
    """
    as_of, known_at = now.estimate.as_of, now.estimate.known_at
    weighing = weighing or Weighing(
        desk, ledger, now.watch.id, known_at=known_at, held=(as_of, now.readings), stock=stock
    )
    start = since or as_of - timedelta(days=7)
    # Of the time before, confidence is not told: how steady it was need not be made anew.
    before = situation_of(
        *(desk, ledger, now.watch.id),
        as_of=start,
        known_at=known_at,
        with_history=False,
        weighing=weighing,
    )
    moved: tuple[Change, ...] = changes(before.state, now.state)
    return Case(
        watch=now.watch,
        estimate=now.estimate,
        matrix=now.matrix,
        origins=now.origins,
        readings=now.readings,
        contradictions=now.contradictions,
        changes=moved,
        since=start,
        before=before.estimate.event.p,
        yardstick=desk.yardstick(now.watch.yardstick),
        register=desk.register,
        resolution=now.resolution,
        gaps=gaps_of(ledger, now),
        sensitivity=sensitivity_of(desk, now),
        assumed=now.assumed,
        course=course_of(desk, ledger, now.watch.id, as_of=as_of, known_at=known_at),
        edits=edits_of(ledger, now.watch.id, known_at=known_at),
    )


def gaps_of(ledger: Ledger, now: Situation) -> tuple[str, ...]:
    """Return plain sentences on what the desk held at both clocks and could not use.

    What came later, or was published later, is in none of them: the same clocks give the same.
    """
    as_of, known_at = now.estimate.as_of, now.estimate.known_at
    held = {one: refused for one, _, refused in ledger.dated(as_of=as_of, known_at=known_at)}
    dated = {one for one, _, _ in ledger.dated(known_at=known_at)}
    withdrawn = ledger.withdrawn(known_at=known_at)
    undated = sum(
        one not in dated and one not in withdrawn for one, _ in ledger.recorded(known_at=known_at)
    )
    read = {reading.report.id for reading in now.readings}
    unread = {one for one, refused in held.items() if not refused} - read
    skipped = unread & ledger.skipped(known_at=known_at)
    said = []
    for number, one, many in (
        (undated, "report has no readable date", "reports have no readable date"),
        (sum(held.values()), "report is too long to be read", "reports are too long to be read"),
        (len(ledger.refusals(known_at=known_at)), "file was refused", "files were refused"),
        (len(skipped), "report held no word of any watch", "reports held no word of any watch"),
        (len(unread - skipped), "report waits to be read", "reports wait to be read"),
        (
            sum(_told_by(ledger, one, as_of, known_at) for one in withdrawn),
            "report was withdrawn and counts for nothing",
            "reports were withdrawn and count for nothing",
        ),
        (
            _erased(ledger, as_of, known_at),
            "report was erased since: what stood on it cannot be told again",
            "reports were erased since: what stood on them cannot be told again",
        ),
    ):
        if number > 0:
            said.append(f"{number} {one if number == 1 else many}.")
    said.extend(_other_languages(now))
    said.extend(_unheard(ledger, now))
    if not held:
        said.append("No report was in hand at this time.")
    return tuple(said)


def _told_by(ledger: Ledger, report: str, as_of: datetime, known_at: datetime) -> bool:
    """Say whether a report was published by a cut, as it was known then."""
    published = ledger.report(report, known_at=known_at).published
    return published is not None and published.known_by(as_of)


def _erased(ledger: Ledger, as_of: datetime, known_at: datetime) -> int:
    """Return how many reports the desk held at both clocks that were erased, now or by then."""
    return sum(
        one.held < known_at and one.published is not None and one.published.known_by(as_of)
        for one in ledger.erasures()
    )


def _unheard(ledger: Ledger, now: Situation) -> Iterator[str]:
    """Yield a sentence for each feed that was not heard on all days of the last week."""
    as_of = now.estimate.as_of
    until = (as_of - timedelta(microseconds=1)).date() + DAY
    for name, feed in listened(ledger.feed_days(known_at=now.estimate.known_at)).items():
        heard, days = feed.within(until - 7 * DAY, until)
        if heard < days:
            missed = days - heard
            told = "1 day" if missed == 1 else f"{missed} days"
            yield f"The feed {name} was not heard on {told} of the last week: coverage is lower."


def _other_languages(now: Situation) -> Iterator[str]:
    """Yield a sentence for each language that is not read, and one for what is read translated."""
    languages = Counter(told for one in now.unread if (told := other_language(one)) is not None)
    for language, number in sorted(languages.items()):
        reports = "report is" if number == 1 else "reports are"
        named = language if len(language) > 2 else f"the language “{language}”"
        yield f"{number} {reports} in {named}, which is not read: coverage is lower for it."
    hands = Counter(
        one.translation.told
        for one in now.translations
        if one.translation is not None and other_language(one) is None
    )
    for told, number in sorted(hands.items()):
        reports = "report is" if number == 1 else "reports are"
        yield f"{number} {reports} {told}."


def _telling(readings: Sequence[Reading], table: Matrix) -> tuple[Reading, ...]:
    """Return the readings that bear on the watch.

    Which others a desk has read hangs on its other watches, and on when each of them came.
    """
    return _with(readings, {one.statement for one in table.bearings})


def _moving(readings: Sequence[Reading], table: Matrix) -> tuple[Reading, ...]:
    """Return the readings that say something of the watch for or against, or how likely it is."""
    return _with(readings, {one.statement for one in table.bearings if one.direction != "none"})


def _with(readings: Sequence[Reading], statements: Collection[str]) -> tuple[Reading, ...]:
    return tuple(
        reading
        for reading in readings
        if any(one.id in statements for one in of_any(reading.statements))
    )


def _history_cuts(
    readings: Sequence[Reading], notes: Sequence[Note], watch: Watch, as_of: datetime
) -> tuple[datetime, ...]:
    """Return the cuts as of which it is seen how much evidence moved of late, oldest first.

    The beginning of the last month, or of the window if that came later, then each moment in
    between at which evidence came, thinned evenly. None where all that ever came came at one
    moment: there is nothing before it to compare.
    """
    begin = max(as_of - VOLATILITY_DAYS * DAY, watch.opens)
    ends = {
        reading.report.published.end
        for reading in readings
        if reading.report.published is not None and reading.report.published.end is not None
    }
    moments = sorted(ends | {note.when + _AFTER for note in notes if note.when < as_of})
    if begin >= as_of or len(moments) < (1 if moments and moments[0] <= begin else 2):
        return ()
    cuts = (begin, *(end for end in moments if begin < end < as_of))
    if len(cuts) <= HISTORY_POINTS:
        return cuts
    step = (len(cuts) - 1) / (HISTORY_POINTS - 1)
    return tuple(cuts[round(number * step)] for number in range(HISTORY_POINTS))
