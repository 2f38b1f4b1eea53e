"""Utterances: statements as `trace` compares them, with who said it, when, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from tocsin.nouns import (
    DateMention,
    Interval,
    Name,
    Reading,
    Register,
    Report,
    Source,
    Span,
    Statement,
    iso_of,
)
from tocsin.trace.citations import citations
from tocsin.trace.names import bare_of, fold, fold_text, name_words, nation_of
from tocsin.trace.register import PERSONS, outlet_of, resolve
from tocsin.trace.words import STOPS, Text, stem, text_of

__all__ = [
    "DAYLIKE",
    "Speaker",
    "Utterance",
    "hosted_elsewhere",
    "outlet_name",
    "rank_of",
    "topic_of",
    "utterances_of",
]

DAYLIKE = timedelta(hours=36)
"""Up to this length a stated time is a day, which can name an occasion; longer ones are vague."""

SLACK = timedelta(hours=36)
"""How far a report's own clock may run past its publication: time zones, late editions."""

NEAR = 40
"""Characters around a cue within which a date tells when something was said."""

SEAT = re.compile(r"\b[Ii]n (?P<at>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?), the $")
NOT_LETTER = re.compile(r"[^a-z0-9]")
OPENING = 60
"""Characters of a content in which its own speaker may say that it is said again."""

INDEFINITE = frozenset(
    "a an another some several many one two three other most few both various certain".split()
)
"""Words that open a name which is nobody's: "another blogger" of two reports are two bloggers."""

DOCUMENTS = re.compile(
    r"\b(?:update|assessment|report|briefing|statement|interview|address|speech|tweet|post|bulletin"
    r"|forecast|letter|conference|analysis|communique|dispatch|note|article|column|video|message)s?\b",
    re.IGNORECASE,
)
RESTATES = re.compile(
    r"\b(?:continu(?:e|es|ed|ing) to (?:assess|believe|say|maintain|judge|forecast|warn|expect"
    r"|think|insist|hold|estimate)"
    r"|(?:(?:has|have|had) (?:repeatedly|already|consistently|long)|previously) (?:assess|said|stat"
    r"|report|not|warn|forecast|estimat|judg|argu|claim|predict|insist|maintain|observ|den)\w*"
    r"|reiterat\w+|reaffirm\w*|restat\w+|once again \w+|said again|again said|as before"
    r"|still (?:assess|believe|judge|expect|think|hold|maintain|estimate|say)\w*"
    r"|(?:maintains|maintained) that|stands? by (?:its|his|her|their) \w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something: a key under which it is compared, and the name that is shown.

    `voice` marks a writer in the report's own voice. `scoped` speakers ("an official", a lone
    surname that nothing explains) are known within their report only.
    """

    key: str
    name: str
    registered: bool
    named: bool
    voice: bool
    scoped: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement made ready for comparison.

    `rank` sorts by publication, report and place: the least is the earliest. `when` is the stated
    time of saying. `told` is the outlet that the speaker talked to, by its canonical name, else
    "". `outlet` is who published the report. `path` are the names through which it came, from the
    speaker outwards. `echo` marks headline, caption and quote box, which repeat what the body says.
    `own` marks a body's words in its own publication.
    """

    rank: str
    statement: Statement
    report: Report
    speaker: Speaker
    when: Interval | None
    told: str
    outlet: str
    path: tuple[str, ...]
    text: Text
    stems: frozenset[str]
    quoted: float
    echo: bool
    own: bool
    restated: bool

    @property
    def published(self) -> datetime | None:
        """When the report was published; None when it is undated."""
        return None if self.report.published is None else self.report.published.start

    @property
    def day(self) -> str | None:
        """The stated day of saying as an ISO date; None where none or a vague time is stated."""
        if self.when is None or self.when.start is None or self.when.end is None:
            return None
        if self.when.end - self.when.start > DAYLIKE:
            return None
        return self.when.start.date().isoformat()


def utterances_of(readings: Iterable[Reading], register: Register) -> tuple[Utterance, ...]:
    """Return the statements of `readings` as utterances, in the order of their ranks.

    A report that is given twice counts once.
    """
    surnames = _surnames_of(register)
    unique = {reading.report.id: reading for reading in readings}
    found = [
        utterance
        for report in sorted(unique)
        for utterance in _of_report(unique[report], register, surnames)
    ]
    return tuple(sorted(found, key=lambda utterance: utterance.rank))


def hosted_elsewhere(report: Report) -> bool:
    """Say whether the report stands on a site that is not its publisher's own."""
    if report.publisher is None or report.host is None:
        return False
    letters = [NOT_LETTER.sub("", fold(part)) for part in (report.publisher, report.host)]
    return letters[0] not in letters[1]


def outlet_name(report: Report, register: Register) -> str:
    """Return the name of the outlet that published `report`: canonical, else as written.

    A publisher written as "AFP via RTL" is AFP, whose words RTL shows: shown on two sites they are
    still said once.
    """
    for written in (report.publisher, _origin_of(report.publisher), report.host):
        outlet = outlet_of(written, register)
        if outlet is not None:
            return outlet.name
    cited = _origin_of(report.publisher)
    if cited is not None:
        return cited
    return report.publisher or report.host or report.author or "unknown outlet"


def _origin_of(publisher: str | None) -> str | None:
    """Return whose own words a publisher carries, where it is written as a citation of one."""
    cited = () if publisher is None else citations(publisher)
    if len(cited) != 1 or cited[0].way != "carried" or len(cited[0].origins) != 1:
        return None
    return cited[0].origins[0]


def rank_of(report: Report) -> str:
    """Return a text by which reports sort: by publication, what stands on its own site first."""
    start = "9999" if report.published is None else iso_of(report.published.start) or "0000"
    return f"{start}|{int(hosted_elsewhere(report))}|{report.id}"


def _of_report(
    reading: Reading, register: Register, surnames: Mapping[str, tuple[tuple[str, str], ...]]
) -> Iterator[Utterance]:
    report = reading.report
    names = sorted(
        {
            name.text
            for statement in reading.statements
            for name in (statement.speaker, *(link.name for link in statement.chain))
            if name is not None and name.named
        }
    )
    cast = _Cast(report, register, tuple(names), surnames)
    start = rank_of(report)
    said = _said_by_cue(reading)
    seen: set[str] = set()
    for statement in reading.statements:
        if statement.id in seen:
            continue
        seen.add(statement.id)
        speaker = cast.speaker_of(statement)
        text, stems = _words(statement, report)
        path = tuple(cast.name_of(link.name) for link in reversed(statement.chain))
        told = [
            cast.name_of(link.name)
            for link in statement.chain
            if link.via == "told" and not _own(link.name, report)
        ]
        when = _said(statement, report)
        if when is None and statement.cue is not None:
            when = said.get(statement.cue)
        own = cast.own is not None and speaker.name == cast.own.name
        if speaker.voice:
            when = None
        elif own and (when is None or statement.speaker is None or statement.speaker.span is None):
            # A body that publishes its own document said it on the day of publication.
            when = report.published
        yield Utterance(
            rank=f"{start}|{statement.span.start:08d}|{statement.span.end:08d}|{statement.id}",
            statement=statement,
            report=report,
            speaker=speaker,
            when=when,
            told=told[-1] if told else "",
            outlet=cast.outlet,
            path=path,
            text=text,
            stems=stems,
            quoted=sum(text.quoted) / len(text.quoted) if text.quoted else 0.0,
            echo=statement.segment in {"headline", "caption", "quotebox"},
            own=own,
            restated=_restated(statement, report),
        )


def _own(name: Name, report: Report) -> bool:
    """Say whether a name is the report's own writer or outlet ("told me")."""
    own = {fold(part) for part in (report.publisher, report.author, report.host) if part}
    return name.span is None or fold(name.text) in own


class _Cast:
    """The speakers of one report, each name resolved once."""

    def __init__(
        self,
        report: Report,
        register: Register,
        names: tuple[str, ...],
        surnames: Mapping[str, tuple[tuple[str, str], ...]],
    ) -> None:
        self._report = report
        self._register = register
        self._names = names
        self._surnames = surnames
        self._body: str | None = None
        self._speakers: dict[tuple[str, bool, str | None], Speaker] = {}
        self.outlet = outlet_name(report, register)
        self._voice = Speaker(
            f"voice:{report.id}",
            self.outlet,
            self.outlet in register.outlets,
            named=True,
            voice=True,
            scoped=True,
        )
        found = None if report.publisher is None else resolve(report.publisher, register)
        self.own: Source | None = found if found is not None and found.kind != "media" else None

    def speaker_of(self, statement: Statement) -> Speaker:
        name = statement.speaker
        if name is None or (name.span is None and self._is_writer(name.text)):
            if self.own is None:
                return self._voice
            return Speaker(f"source:{self.own.name}", self.own.name, True, True, False, False)
        at = self._seat(name)
        key = (name.text, name.named, at)
        if key not in self._speakers:
            seated = None if at is None else resolve(f"{name.text} in {at}", self._register)
            if seated is not None:
                self._speakers[key] = Speaker(
                    f"source:{seated.name}", seated.name, True, True, False, False
                )
            else:
                self._speakers[key] = self._resolved(name)
        return self._speakers[key]

    def _seat(self, name: Name) -> str | None:
        """Return where a body sits that is named right behind it: "In Oslo, the defence ministry".

        Only for a body that every state has: no other is told by its capital.
        """
        if name.span is None or fold(name.text) not in name_words().institutions:
            return None
        before = SEAT.search(self._report.text[max(0, name.span.start - NEAR) : name.span.start])
        return None if before is None or nation_of(fold(before["at"])) is None else before["at"]

    def name_of(self, name: Name) -> str:
        """Return the canonical name of a relay, or the name as written."""
        if _own(name, self._report):
            return self._voice.name
        outlet = outlet_of(name.text, self._register)
        if outlet is not None:
            return outlet.name
        source = self._find(name.text)
        return name.text if source is None else source.name

    def _is_writer(self, text: str) -> bool:
        report = self._report
        known = {fold(part) for part in (report.author, report.publisher, report.host) if part}
        return not known or fold(text) in known or fold(text).startswith("unknown")

    def _resolved(self, name: Name) -> Speaker:
        source = self._find(name.text)
        if source is not None:
            return Speaker(f"source:{source.name}", source.name, True, True, False, False)
        bare = bare_of(name.text)
        if name.text.split(" ", 1)[0].lower() in INDEFINITE:
            return Speaker(f"{self._report.id}:{bare}", name.text, False, False, False, True)
        if " " not in bare:
            # A lone surname, or "the directorate", is what of this report has it, if only one has.
            full = {other for other in self._names if bare_of(other).endswith(f" {bare}")}
            if len({bare_of(other) for other in full}) == 1:
                return self._resolved(Name(min(full), name.span, named=True))
        if not name.named:
            return Speaker(f"{self._report.id}:{bare}", name.text, False, False, False, True)
        if " " not in bare:
            return Speaker(f"{self._report.id}:{bare}", name.text, False, True, False, True)
        return Speaker(f"name:{bare}", name.text, False, True, False, False)

    def _find(self, text: str) -> Source | None:
        source = resolve(text, self._register, context=self._names)
        if source is None and " " not in bare_of(text):
            return self._written(bare_of(text))
        return source

    def _written(self, surname: str) -> Source | None:
        """Return the registered person of that surname whose full name stands in the report."""
        known = self._surnames.get(surname, ())
        if known and self._body is None:
            self._body = f" {fold_text(self._report.text)} "
        found = {name for alias, name in known if f" {alias} " in (self._body or "")}
        return self._register.sources[found.pop()] if len(found) == 1 else None


def _surnames_of(register: Register) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return (folded full name, source) of the registered persons, by their last name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for alias, name in register.by_alias.items():
        if " " in alias and register.sources[name].kind in PERSONS:
            found.setdefault(alias.rpartition(" ")[2], []).append((alias, name))
    return {surname: tuple(sorted(known)) for surname, known in found.items()}


def _words(statement: Statement, report: Report) -> tuple[Text, frozenset[str]]:
    """Return the content as words, and stems of what it is about, without speaker and cue."""
    content = statement.content
    start = content.start
    while start > 0 and not report.text[start - 1].isalnum() and content.start - start < 2:
        start -= 1
    text = text_of(report.text[start : content.end])
    spans = [statement.cue, _span(statement.speaker), *(link.name.span for link in statement.chain)]
    if statement.likelihood is not None:
        spans.append(statement.likelihood.span)
    apart = [
        (span.start - start, span.end - start)
        for span in spans
        if span is not None and span.overlaps(content)
    ]
    topics = [topic_of(word) for word in text.words]
    for at, topic in enumerate(topics):
        if topic and any(text.begins[at] < end and begin < text.ends[at] for begin, end in apart):
            topics[at] = ""
    return text, frozenset(topics) - {""}


@lru_cache(maxsize=65536)
def topic_of(word: str) -> str:
    """Return the stem of a word that says what a text is about, "" for any other word."""
    if word in STOPS or len(word) < 2:
        return ""
    nation = nation_of(word.removesuffix("'s").removesuffix("'"))
    return stem(word) if nation is None else fold(nation)


def _span(name: Name | None) -> Span | None:
    return None if name is None else name.span


def _said(statement: Statement, report: Report) -> Interval | None:
    """Return when the statement says that it was said: the date by its cue or of its document.

    A date within the content is about the content, unless it dates a document ("its 3 May update")
    or stands by a cue that the content encloses. A date after publication is never one.
    """
    latest = None
    if report.published is not None and report.published.end is not None:
        latest = report.published.end + SLACK
    around = statement.cue or _span(statement.speaker) or statement.content
    if statement.speaker is not None and statement.speaker.span is not None:
        speaker = statement.speaker.span
        if statement.span.holds(speaker) and statement.span.holds(around):
            around = Span(min(around.start, speaker.start), max(around.end, speaker.end))
    dated: list[tuple[int, int, Interval]] = []
    for date in statement.dates:
        interval = date.interval
        if interval is None or interval.start is None or interval.end is None:
            continue
        if latest is not None and interval.start >= latest:
            continue
        if _of_saying(date, statement, report, around):
            gap = max(date.span.start - around.end, around.start - date.span.end, 0)
            dated.append((gap, date.span.start, interval))
    return min(dated, key=lambda item: item[:2])[2] if dated else None


def _said_by_cue(reading: Reading) -> Mapping[Span, Interval]:
    """Return when what each cue tells was said: one cue ("he said in June") is one saying.

    So each sentence of a quotation has the date that stands in the one with the cue.
    """
    found: dict[Span, Interval] = {}
    for statement in reading.statements:
        if statement.cue is not None and statement.span.holds(statement.cue):
            when = _said(statement, reading.report)
            if when is not None:
                found.setdefault(statement.cue, when)
    return found


def _restated(statement: Statement, report: Report) -> bool:
    """Say whether the words around the cue, or those that open the content, mark a re-statement."""
    content = statement.content
    opening = Span(content.start, min(content.end, content.start + OPENING))
    around = [opening]
    if statement.cue is not None:
        cue = statement.cue
        within = statement.span
        start, end = max(cue.start - NEAR, within.start), min(cue.end + NEAR, within.end)
        around.append(Span(min(start, end), max(start, end)))
    return any(RESTATES.search(span.of(report.text)) is not None for span in around)


def _of_saying(date: DateMention, statement: Statement, report: Report, around: Span) -> bool:
    after = report.text[date.span.end : date.span.end + NEAR]
    first = " ".join(after.split()[:3])
    if not statement.content.holds(date.span):
        return statement.span.holds(date.span)
    between = report.text[min(date.span.start, around.start) : max(date.span.end, around.end)]
    if any(mark in between for mark in '"“”'):
        return False
    if not statement.content.holds(around):
        return False
    return len(between) <= NEAR + len(date.span) or DOCUMENTS.search(first) is not None
