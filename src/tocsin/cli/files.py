"""Commands on files, without a desk: text, segment, read, trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import AsJson, Exit, Weights, faults, plain, progress, say, tell_fault
from tocsin.errors import (
    BadArgument,
    CollectError,
    DoubtfulText,
    Empty,
    NothingSaid,
    NotText,
    TocsinError,
)

if TYPE_CHECKING:
    from tocsin.cli.contract import RangeOf
    from tocsin.collect import Captured
    from tocsin.nouns import Reading, Report, Statement
    from tocsin.trace import Cast, Graph

__all__ = ["read", "segment", "text", "trace"]

# What cannot be opened is told file by file, and stops no other: not here, for all at once.
Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help="Files or folders of reports.", readable=False),
]
BATCH = 64
GRAPHS = ("json", "graphml", "svg")


class Tally:
    """Counts what could be used, tells each fault at once, and gives the exit code at the end."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.used = 0
        self.refused = 0

    def refuse(self, error: TocsinError) -> None:
        """Tell a fault and count it."""
        self.refused += 1
        # Without a desk nothing is kept.
        error.message = error.message.replace("Kept, not read.", "Not read.")
        tell_fault(error, as_json=self.as_json)

    def close(self) -> None:
        """Leave with 1 where some were refused, 3 where nothing was of use."""
        if self.used == 0:
            if not self.refused:
                self.refuse(Empty("no report was found.", hint="Name files, or a folder of them."))
            raise typer.Exit(Exit.NOTHING_USABLE)
        if self.refused:
            raise typer.Exit(Exit.SOME_REFUSED)


def text(
    files: Files,
    as_json: AsJson = False,
) -> None:
    """Print the text of reports exactly as all offsets count it.

    A text whose letters make no words in its encoding is printed with a warning (T107).

    Example: tocsin text article.html
    """
    from tocsin.cli.contract import dumps
    from tocsin.collect import garbled

    tally = Tally(as_json=as_json)
    with faults(as_json=as_json):
        for captured in usable(files, tally):
            report = captured.report
            if garbled(report.text, report.charset):
                warning = DoubtfulText(
                    f"read as {report.charset} its letters make no words.",
                    hint="Save it in UTF-8: as it is, it is not segmented and not read.",
                    file=report.file,
                )
                tell_fault(warning, as_json=as_json)
            if as_json:
                say(dumps({"report": report.id, "file": report.file, "text": report.text}))
            else:
                # Through the binary stream: no newline of the report may be changed.
                data = report.text.encode("utf-8", "surrogateescape")
                typer.get_binary_stream("stdout").write(data)
    tally.close()


def segment(files: Files, as_json: AsJson = False) -> None:
    """Print the segments of reports: headline, body, caption, furniture and the rest.

    Example: tocsin segment --json article.txt
    """
    from tocsin.cli.contract import dumps, segment_row
    from tocsin.desk import unread_because
    from tocsin.segment import segment as segments_of

    tally = Tally(as_json=as_json)
    with faults(as_json=as_json):
        for captured in usable(files, tally):
            report = captured.report
            if isinstance(fault := unread_because(report), NotText):
                tally.used -= 1
                tally.refuse(fault)
                continue
            for one in segments_of(report):
                if as_json:
                    say(dumps(segment_row(one, report.file)))
                else:
                    words = plain(" ".join(one.span.of(report.text).split()))[:100]
                    say(f"{one.span.start:>7} {one.span.end:>7}  {one.kind:<9} {words}")
    tally.close()


def read(files: Files, weights: Weights = None, as_json: AsJson = False) -> None:
    """Print who says what in reports, how sure they are and through whom it came.

    With --weights a network that `tocsin train` made tells who says what, and the rules all else.

    Example: tocsin read --json reports/ | jq .speaker.name
    """
    from tocsin.cli.contract import dumps, statement_row

    tally = Tally(as_json=as_json)
    with faults(as_json=as_json), progress(shown=not as_json) as told:
        range_of = ranges()
        for reading in readings_of(files, tally, told, weights):
            if not reading.statements:
                warning = NothingSaid(
                    "it was read, and holds no statement.", file=reading.report.file
                )
                tell_fault(warning, as_json=as_json)
            for statement in reading.statements:
                if as_json:
                    say(dumps(statement_row(statement, reading, range_of)))
                else:
                    say(line_of(statement, reading, range_of))
    tally.close()


def trace(
    files: Files,
    as_json: AsJson = False,
    graph: Annotated[
        str | None,
        typer.Option(
            "--graph",
            metavar="OUT",
            help="Write who repeats whom instead, to a .json, .graphml or .svg file; json, graphml "
            "or svg alone prints it.",
        ),
    ] = None,
) -> None:
    """Print the origins of what reports say: copies, quotes and relays counted once.

    Example: tocsin trace --json reports/
    """
    from tocsin.cli.contract import dumps, origin_row
    from tocsin.trace import graph as graph_of
    from tocsin.trace import load_register, missing
    from tocsin.trace import trace as origins_of

    tally = Tally(as_json=as_json)
    with faults(as_json=as_json), progress(shown=not as_json) as told:
        # A slip in the name is told before anything is read, which takes long.
        form = None if graph is None else _form_of(graph)
        readings = list(readings_of(files, tally, told))
        register = load_register()
        origins = origins_of(readings, register)
        names = {reading.report.id: reading.report.file for reading in readings}
        left_out = missing(readings, origins, register)
        if graph is not None and form is not None:
            _tell_lineage(graph, form, graph_of(origins, readings, register), as_json=as_json)
        for origin in origins if graph is None else ():
            missed = [one for one in left_out if one.origin == origin.id]
            if as_json:
                say(dumps(origin_row(origin, names, missed)))
            else:
                said = f"{len(origin.mentions)} mentions in "
                said += f"{len({m.report for m in origin.mentions})} reports"
                through = "".join(f" ← {plain(to)}" for _, to in origin.relays)
                say(f"{origin.id}  {plain(origin.source)}{through}  {said}")
                if origin.restates is not None:
                    say(f"  says again what {origin.restates} said")
                if origin.supersedes is not None:
                    say(f"  takes the place of {origin.supersedes}")
                for one in missed:
                    day = str(one.due.start)[:10]
                    earlier = f"told on {len(one.earlier)} days, every {one.every}"
                    say(f"  left out on {day}, when it was due ({earlier})")
    tally.close()


def _form_of(out: str) -> str:
    """Return the format that --graph names, by itself or by a file's ending."""
    form = out if out in GRAPHS else Path(out).suffix.lower().removeprefix(".")
    if form not in GRAPHS:
        raise BadArgument(
            f"there is no graph format {out!r}.",
            hint=f"Name a file that ends in {', '.join(f'.{one}' for one in GRAPHS)}.",
            at="--graph",
        )
    return form


def _tell_lineage(out: str, form: str, drawn: Graph, *, as_json: bool) -> None:
    """Print who repeats whom, or write it to a file and say how much it is."""
    from tocsin.cli.contract import dumps
    from tocsin.publish import lineage_svg

    text = {"json": drawn.as_json, "graphml": drawn.as_graphml}.get(
        form, lambda: lineage_svg(drawn)
    )()
    if out in GRAPHS:
        say(text.rstrip("\n"))
        return
    try:
        # A name may hold half a character; a file is UTF-8 all the same.
        Path(out).write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise BadArgument(
            "the graph could not be written.", hint=str(error.strerror), file=out, at="--graph"
        ) from error
    parts = {"nodes": drawn.nodes, "edges": drawn.edges, "circles": drawn.circles}
    if as_json:
        say(dumps({"file": out, **{part: len(rows) for part, rows in parts.items()}}))
        return
    closed = [circle for circle in drawn.circles if circle.origins]
    say(f"{plain(out)}: {len(drawn.nodes)} names, {len(drawn.edges)} ways from one to another")
    for circle in closed:
        say(f"circular reporting: {plain(' <> '.join(circle.names))}")


def usable(files: Iterable[Path], tally: Tally) -> Iterator[Captured]:
    """Yield the reports of `files` that can be read; tell the fault of each other one."""
    from tocsin.collect import gather

    for one in gather(files):
        if isinstance(one, CollectError):
            tally.refuse(one)
        elif one.fault is not None:
            tally.refuse(one.fault)
        else:
            tally.used += 1
            yield one


def readings_of(
    files: Iterable[Path],
    tally: Tally,
    told: Callable[[str, int], None],
    weights: Path | None = None,
) -> Iterator[Reading]:
    """Yield the reports of `files` as they are read, in batches; by trained `weights` if any."""
    from tocsin.desk import read_each
    from tocsin.read import Reader
    from tocsin.segment import segment as segments_of

    reader: Reader | None = None
    wanted = _wanted(files, tally)
    while batch := list(islice(wanted, BATCH)):
        # The model takes seconds to load: only when a report really is to be read.
        reader = reader or Reader.load(weights)
        pairs = [(one.report, segments_of(one.report)) for one in batch]
        for reading, fault in read_each(reader, pairs):
            if fault is None:
                yield reading
            else:
                tally.used -= 1
                tally.refuse(fault)
        told("read", len(batch))


def _wanted(files: Iterable[Path], tally: Tally) -> Iterator[Captured]:
    """Yield what is to be read, translations last: by then their originals have come."""
    from tocsin.desk import unread_because
    from tocsin.nouns import linked

    seen: set[str] = set()
    others: list[Report] = []
    translated: list[Captured] = []

    def all_of_them() -> Iterator[Captured]:
        for captured in usable(files, tally):
            report = captured.report
            if report.id in seen:
                continue
            seen.add(report.id)
            if report.translation is not None:
                translated.append(captured)
            else:
                # Of an original only its publication is asked, never its text.
                others.append(replace(report, text="", layout=()))
                yield captured
        beside = linked([*(one.report for one in translated), *others])
        for captured, report in zip(translated, beside, strict=False):
            yield replace(captured, report=report)

    for captured in all_of_them():
        report = captured.report
        if (fault := unread_because(report)) is not None:
            tally.used -= 1
            tally.refuse(fault)
        else:
            yield captured


def line_of(statement: Statement, reading: Reading, range_of: RangeOf) -> str:
    """Return a statement as one line for a person."""
    speaker = "?" if statement.speaker is None else plain(statement.speaker.text)
    through = "".join(f" ← {plain(relay.name.text)}" for relay in reversed(statement.chain))
    marks: list[str] = [statement.act]
    if statement.polarity == "negated":
        marks.append("negated")
    if statement.background:
        marks.append("background")
    if statement.condition is not None:
        marks.append("conditional")
    if statement.likelihood is not None:
        low, high, scale = range_of(statement, statement.likelihood, reading)
        marks.append(f"“{plain(statement.likelihood.phrase)}” {low:.0%}–{high:.0%} ({scale})")
    if statement.absence is not None:
        marks.append("looked for and not seen")
    if reading.report.translation is not None:
        marks.append(plain(reading.report.translation.told))
    words = plain(" ".join(statement.text.split()))
    place = f"{reading.report.file}:{statement.span.start}"
    return f"{plain(place)}  {speaker}{through} [{', '.join(marks)}] {words}"


def ranges() -> RangeOf:
    """Return the function that gives a stated likelihood its range, by the shipped registers."""
    from tocsin.nouns import Likelihood
    from tocsin.trace import cast_of, load_register, surnames_of
    from tocsin.weigh.words import load_yardsticks, range_of

    register, yardsticks = load_register(), load_yardsticks()
    surnames = surnames_of(register)
    latest: list[tuple[Reading, Cast]] = []  # the statements of a reading come one after another

    def range_for(
        statement: Statement, likelihood: Likelihood, reading: Reading
    ) -> tuple[float, float, str]:
        if not latest or latest[0][0] is not reading:
            latest[:] = [(reading, cast_of(reading, register, surnames))]
        speaker = register.sources.get(latest[0][1].speaker_of(statement).name)
        scale = None
        if speaker is not None and speaker.yardstick is not None:
            scale = yardsticks[speaker.yardstick]
        found = range_of(likelihood.phrase, likelihood.low, likelihood.high, scale)
        return found.low, found.high, found.yardstick

    return range_for
