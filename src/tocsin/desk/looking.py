"""Looking: one look at one feed: what it lists, which pages are due, what each of them gave."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, Protocol

from tocsin.collect import (
    Captured,
    Document,
    Found,
    Lead,
    Metadata,
    capture_served,
    found_in,
)
from tocsin.collect.metadata import language_code
from tocsin.desk.adding import Added, take_in
from tocsin.desk.feeds import Feed
from tocsin.errors import (
    CollectError,
    Declined,
    Erased,
    KeptOut,
    NotPublic,
    NotText,
    Unreachable,
)
from tocsin.fetch import Answer, Known, Visitor
from tocsin.ledger import FeedLook, Ledger
from tocsin.nouns import READ_KINDS, Interval, Report, sha256_of
from tocsin.segment import segment

__all__ = ["Look", "newest", "readable_of", "said_by"]

LISTS = 20
"""Lists of a list (sitemaps of a sitemap) that one look asks for."""

TRIES = 5
"""Looks in a row that may fail at a page before it is left."""

REST = timedelta(minutes=15)
"""How long a feed that failed is left alone; twice as long after each time more."""

LONGEST_REST = timedelta(days=1)
ASKED_REST = timedelta(days=7)
"""The longest wait that a site can ask for."""

HEADERS = 40
GONE = frozenset({404, 410})
WAIT = frozenset({429, 503})
Result = Literal["new", "same", "later", "kept out", "gone", "failed"]


class _Guests(Protocol):
    def of(self, allow: Collection[str]) -> Visitor: ...


@dataclass(slots=True)
class _Counts:
    new: int = 0
    known: int = 0
    refused: int = 0
    waiting: int = 0


class Look:
    """One look at one feed, from asking it to the ledger's entry of what came of it."""

    def __init__(
        self,
        ledger: Ledger,
        feed: Feed,
        guests: _Guests,
        added: Added,
        clock: Callable[[], datetime],
        told: Callable[[str, int], None],
    ) -> None:
        self.ledger = ledger
        self.feed = feed
        self.guests = guests
        self.added = added
        self.clock = clock
        self.told = told
        self.counts = _Counts()
        self.refusals: set[tuple[str | None, str]] | None = None
        self.last = ledger.last_look(feed.name, feed.address)

    def take(self) -> FeedLook:
        """Look, and return what was entered. What fails is entered too, and never raised."""
        answer: Answer | None = None
        try:
            self.options = self.feed.values()
            allow = self.options.get("allow", ())
            self.visitor = self.guests.of(allow if isinstance(allow, tuple) else ())
            if self.feed.on_the_web:
                answer = self._asked()
                if answer.unchanged:
                    return self._entered("same", answer)
                self._through(self._in(answer, answer.body))
            else:
                self._through(self._in_file(Path(self.feed.address)))
        except CollectError as fault:
            self._missed(fault)
            return self._entered(_result(fault), answer, fault)
        return self._entered("new" if self.counts.new else "same", answer)

    def _asked(self) -> Answer:
        last = self.last
        known = None
        # What a budget left over is only listed in the whole document: that is asked for again.
        if last is not None and last.answered and not last.waiting:
            known = Known(_header(last, "etag"), _header(last, "last-modified"))
        return self.visitor.get(self.feed.address, known)

    def _in(self, answer: Answer, body: bytes) -> Iterator[Found]:
        kind = self.feed.declared
        if kind is None:
            raise NotText(
                "a feed of files is a folder or a file, no address.",
                hint="Take it off and add it anew: its kind is found.",
                file=self.feed.address,
            )
        document = Document(
            self.feed.address,
            io.BytesIO(body),
            len(body),
            address=answer.url,
            media_type=answer.media_type,
            charset=answer.charset,
            said=self._said(answer.url if kind.name in ("page", "pdf") else None),
        )
        return found_in(kind, document, self.options)

    def _in_file(self, path: Path) -> Iterator[Found]:
        from tocsin.collect import capture_file

        kind = self.feed.declared
        if kind is None:
            yield from capture_file(path)
            return
        try:
            with path.open("rb") as stream:
                document = Document(
                    str(path),
                    stream,
                    path.stat().st_size,
                    folder=str(path.parent),
                    said=self._said(None),
                )
                yield from found_in(kind, document, self.options)
        except OSError as fault:
            raise Unreachable(
                f"it cannot be opened: {fault.strerror}.",
                hint="Look at its name and rights.",
                file=str(path),
            ) from None

    def _said(self, url: str | None) -> Metadata:
        return said_by(self.options).or_else(Metadata(url=url))

    def _through(self, found: Iterator[Found], depth: int = 0) -> None:
        """Take in what a document holds, then ask for the pages that are due."""
        leads: list[Lead] = []
        for one in found:
            if isinstance(one, Lead):
                leads.append(one)
            elif isinstance(one, Captured):
                self._keep(one, self.feed.address)
            else:
                self._refused(one)
        lists = newest([one for one in leads if one.what == "list"])
        pages = [one for one in leads if one.what == "page"]
        if depth == 0:
            for lead in lists[:LISTS]:
                pages.extend(self._listed(lead))
            self.counts.waiting += max(0, len(lists) - LISTS)
            self._pages(pages)

    def _listed(self, lead: Lead) -> list[Lead]:
        try:
            answer = self.visitor.get(lead.url)
            found = list(self._in(answer, answer.body))
        except CollectError as fault:
            self._missed(fault)
            return []
        for one in found:
            if isinstance(one, CollectError):
                self._refused(one)
        return [one for one in found if isinstance(one, Lead) and one.what == "page"]

    def _pages(self, leads: list[Lead]) -> None:
        include = str(self.options.get("include") or "")
        days = self.options.get("days")
        since = None
        # The first look takes the newest there are, however old: a quiet feed would give nothing.
        if isinstance(days, int) and days and self.last is not None and self.last.last_new:
            since = self.clock() - timedelta(days=days)
        wanted: dict[str, Lead] = {}
        for lead in leads:
            old = since is not None and lead.updated is not None and _at(lead.updated) < since
            if include in lead.url and not old:
                wanted.setdefault(lead.url, lead)
        due = [
            (lead, last)
            for lead in newest(list(wanted.values()))
            if not self._is_erased(last := self._last(lead))
        ]
        fresh = [one for one in due if self._is_new(*one)]
        again = [one for one in due if one not in fresh and self._is_again(*one)]
        most = self.options.get("most")
        most = most if isinstance(most, int) and most else len(due)
        for lead, last in [*fresh, *again][:most]:
            self._page(lead, last)
            self.told("collect", 1)
        self.counts.waiting += max(0, len(fresh) - most)

    def _last(self, lead: Lead) -> FeedLook | None:
        return self.ledger.last_look(self.feed.name, lead.url)

    def _is_erased(self, last: FeedLook | None) -> bool:
        """Say whether what an address gave was erased: then it is asked no more."""
        if last is None or last.report is None:
            return False
        try:
            self.ledger.report(last.report)
        except Erased:
            return True
        return False

    def _is_new(self, lead: Lead, last: FeedLook | None) -> bool:
        if last is None:
            return True
        if last.answered:
            return lead.updated is not None and _at(lead.updated) > last.at
        if last.not_before is not None and last.not_before > self.clock():
            return False
        return last.result in ("failed", "later") and last.failures < TRIES

    def _is_again(self, _lead: Lead, last: FeedLook | None) -> bool:
        hours = self.options.get("again")
        if last is None or not isinstance(hours, int) or not hours or not last.answered:
            return False
        looks = len(self.ledger.looks(self.feed.name, last.address))
        return self.clock() - last.at >= timedelta(hours=hours * 2 ** min(looks - 1, 12))

    def _page(self, lead: Lead, last: FeedLook | None) -> None:
        if self.options.get("pages") is False:
            self._instead(lead, last, None)
            return
        try:
            known = None
            if last is not None and last.answered:
                known = Known(_header(last, "etag"), _header(last, "last-modified"))
            answer = self.visitor.get(lead.url, known)
            if answer.unchanged and last is not None:
                self.counts.known += 1
                self._enter(
                    replace(
                        _page_look(self.feed, lead.url, self.clock(), "same", answer),
                        report=last.report,
                        headers=last.headers,
                    )
                )
                return
            said = said_by(self.options).or_else(lead.said).or_else(Metadata(url=answer.url))
            found = list(
                capture_served(
                    answer.body,
                    file=answer.url,
                    media_type=answer.media_type,
                    charset=answer.charset,
                    said=replace(said, url=answer.url),
                    otherwise=lead.otherwise,
                )
            )
            for one in found:
                if isinstance(one, Captured):
                    self._keep(one, lead.url, answer)
                elif len(found) == 1:
                    raise one
                else:
                    self._refused(one)
        except CollectError as fault:
            self._instead(lead, last, fault)

    def _instead(self, lead: Lead, last: FeedLook | None, fault: CollectError | None) -> None:
        """Take what the feed itself says of a page; enter why the page could not be had."""
        look = _page_look(self.feed, lead.url, self.clock(), "same", None)
        if fault is not None:
            failures = 1 + (last.failures if last is not None else 0)
            look = _failed(look, fault, failures, self.clock())
        had = last is not None and last.report is not None
        with self.ledger.writing():
            if fault is not None:
                self._missed(fault)
            report = last.report if had and last is not None else None
            if lead.instead is not None and not had:
                one = replace(lead.instead, feed=self.feed.name)
                before = self.added.new
                take_in(self.ledger, one, self.added, feed=self.feed.name, now=self.clock())
                report = one.report.id
                self._counted(before)
                if fault is None and self.added.new > before:
                    look = replace(look, result="new")
            self.ledger.add_look(replace(look, report=report))

    def _keep(self, one: Captured, address: str, answer: Answer | None = None) -> None:
        """Take in a report, unless all that can be read of it is what its address gave before."""
        single = answer is not None or self.feed.kind in ("page", "pdf")
        one = replace(one, feed=self.feed.name)
        now = self.clock()
        with self.ledger.writing():
            if not single:
                before = self.added.new
                take_in(self.ledger, one, self.added, feed=self.feed.name, now=now)
                self._counted(before)
                return
            versions = self.ledger.versions(address)
            try:
                former = self.ledger.report(versions[-1]) if versions else None
            except Erased:
                self.counts.known += 1
                return  # it does not come back, in whatever version
            if former is not None and readable_of(former) == readable_of(one.report):
                self.counts.known += 1
                result: Result = "same"
                report = former.id
            else:
                if former is not None and one.report.updated is None:
                    # Seen changed today: nobody could read it so before, and its date is the old.
                    changed = Interval.day(now.astimezone(UTC).date())
                    one = replace(one, report=replace(one.report, updated=changed))
                before = self.added.new
                take_in(self.ledger, one, self.added, feed=self.feed.name, now=now)
                result = "new" if self.added.new > before else "same"
                report = one.report.id
                self._counted(before)
            self.ledger.add_look(
                replace(_page_look(self.feed, address, now, result, answer), report=report)
            )

    def _counted(self, before: int) -> None:
        if self.added.new > before:
            self.counts.new += 1
        else:
            self.counts.known += 1

    def _missed(self, fault: CollectError) -> None:
        """Count what could not be had: the look itself is the ledger's entry of it."""
        self.counts.refused += 1
        self.added.refused += 1
        fault.__traceback__ = fault.__context__ = fault.__cause__ = None
        self.added.faults.append(fault)

    def _refused(self, fault: CollectError) -> None:
        """Enter what was had and cannot be taken; the same fault of a feed is entered once."""
        if self.refusals is None:
            self.refusals = {(one.file, one.message) for one in self.ledger.refusals()}
        if (fault.file, fault.message) in self.refusals:
            return
        self.refusals.add((fault.file, fault.message))
        self.counts.refused += 1
        take_in(self.ledger, fault, self.added, feed=self.feed.name, now=self.clock())

    def _enter(self, look: FeedLook) -> None:
        self.ledger.add_look(look)

    def _entered(
        self, result: Result, answer: Answer | None, fault: CollectError | None = None
    ) -> FeedLook:
        now = self.clock()
        last = self.last
        look = _page_look(self.feed, self.feed.address, now, result, answer)
        kept = look.headers
        if answer is not None and answer.unchanged and last is not None:
            kept = {**last.headers, **look.headers}
        waiting = self.counts.waiting
        look = replace(
            look,
            what="feed",
            new=self.counts.new,
            known=self.counts.known,
            refused=self.counts.refused,
            waiting=waiting,
            last_new=now if self.counts.new else last.last_new if last is not None else None,
            report=self._own_report(),
            headers=kept,
        )
        if fault is not None:
            failures = 1 + (last.failures if last is not None else 0)
            look = _failed(look, fault, failures, now)
        self.ledger.add_look(look)
        return look

    def _own_report(self) -> str | None:
        if self.feed.kind not in ("page", "pdf"):
            return None
        versions = self.ledger.versions(self.feed.address)
        return versions[-1] if versions else None


def said_by(options: object) -> Metadata:
    """Return what a feed's options say of all its reports that do not say it themselves."""
    values = options if isinstance(options, dict) else {}
    return Metadata(
        publisher=str(values.get("publisher") or "") or None,
        language=language_code(str(values.get("language") or "")),
    )


def readable_of(report: Report) -> str:
    """Return what of a report is read: what changes around it is no new version of a page."""
    parts = [one.span.of(report.text) for one in segment(report) if one.kind in READ_KINDS]
    return "\n".join(" ".join(part.split()) for part in parts)


def _page_look(
    feed: Feed, address: str, at: datetime, result: Result, answer: Answer | None
) -> FeedLook:
    if answer is None:
        return FeedLook(feed.name, address, "page", at, result)
    return FeedLook(
        feed.name,
        address,
        "page",
        at,
        result,
        status=answer.status,
        final=answer.url,
        sha256=None if answer.unchanged else sha256_of(answer.body),
        size=len(answer.body),
        headers=dict(list(answer.headers.items())[:HEADERS]),
    )


def _failed(look: FeedLook, fault: CollectError, failures: int, now: datetime) -> FeedLook:
    """Return a look that came to nothing, with when to look again."""
    rest = min(REST * 2 ** min(failures - 1, 10), LONGEST_REST)
    status = look.status
    if isinstance(fault, Declined):
        status = fault.status
        if fault.retry_after is not None:
            rest = max(rest, min(timedelta(seconds=fault.retry_after), ASKED_REST))
    return replace(
        look,
        result=_result(fault),
        status=status,
        code=fault.code,
        told=fault.message,
        failures=failures,
        not_before=now + rest,
    )


def _result(fault: CollectError) -> Result:
    if isinstance(fault, KeptOut | NotPublic):
        return "kept out"
    if isinstance(fault, Declined):
        return "gone" if fault.status in GONE else "later" if fault.status in WAIT else "failed"
    return "failed"


def newest(leads: list[Lead]) -> list[Lead]:
    """Return leads with the newest first, those without a date behind them as they came."""
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(leads, key=lambda one: _at(one.updated) if one.updated else oldest, reverse=True)


def _at(interval: Interval) -> datetime:
    found = interval.end or interval.start
    return found if found is not None else datetime.min.replace(tzinfo=UTC)


def _header(look: FeedLook, name: str) -> str | None:
    value = look.headers.get(name)
    return value if isinstance(value, str) else None
