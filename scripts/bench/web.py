"""Measure the desk in a real browser: first content, bytes and answers to keys, of every page.

    python -m scripts.bench.web [--statements 100000] [--desk DIR] [--json]
    python -m scripts.bench.web --load [--readers 200] [--writers 10] [--seconds 180]

docs/how-to/serve.md says how to read it. A desk of made reports is filled through stored readings,
no model is loaded; DIR keeps it for the next run. The exit code is 1 where a figure misses what is
asked of it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.bench.measure import ROOT
from scripts.bench.webdesk import CLOCK, STATEMENTS, WATCH, desk_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COLD, WARM, SENT, ANSWER = 1_000.0, 300.0, 150_000, 100.0
"""Milliseconds to the first content, bytes, milliseconds from a key to the next paint."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BEGAN = "TOCSIN_BENCH_BEGAN"
"""The variable that says since when the clock of a served desk goes on."""

TRIES = 3
"""Warm visits; the best counts, for what others do on the machine only adds."""

READY = 3_600.0
"""Seconds that a new desk is given until its pages are made."""

PAINT = """() => new Promise(done => {
  const had = performance.getEntriesByName('first-contentful-paint')[0];
  if (had) return done(had.startTime);
  new PerformanceObserver(list => done(list.getEntriesByName(
    'first-contentful-paint')[0].startTime)).observe({type: 'paint', buffered: true});
})"""
BYTES = (
    "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
)
WATCHED = """window.slowest = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries())
    if (one.interactionId) window.slowest = Math.max(window.slowest, one.duration);
}).observe({type: 'event', durationThreshold: 16, buffered: true});"""


@dataclass(frozen=True)
class Seen:
    """A page: milliseconds to its first content, bytes sent, and from a key to the next paint.

    `first` is on a desk that was never opened, where it may be the word that it is being made;
    `cold` when it is opened again, `warm` when it was just looked at.
    """

    page: str
    first: float
    cold: float
    warm: float
    sent: int
    answer: float


def pages_of(url: str) -> dict[str, str]:
    """Return the address of every page, by its name: those that lead from the question page."""
    from lxml import html

    with urllib.request.urlopen(f"{url}/watch/{WATCH}") as answer:  # noqa: S310 - an address of the server this run began
        tree: Any = html.document_fromstring(answer.read())
    found = {"watches": "/"}
    for link in tree.xpath("//nav//a"):
        found[link.text_content().strip().lower()] = link.get("href")
    place = next(iter(tree.xpath("//a[@class='place']/@href")), None)
    return found | ({} if place is None else {"report": place.partition("#")[0]})


@contextmanager
def served(desk: Path, shelf: Path, began: float = 0.0) -> Iterator[str]:
    """Serve a desk in a process of its own, and give its address; its clock goes on since then."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "scripts.bench.web", "--serve", str(desk), "--port", str(port)]
    environment = {**os.environ, "TOCSIN_PAGES": str(shelf), "OMP_NUM_THREADS": "1"}
    environment |= {BEGAN: str(began)}
    child = subprocess.Popen(words, env=environment, cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{url}/health").close()  # noqa: S310 - an address of the server this run began
                break
            except OSError:
                if child.poll() is not None:
                    raise SystemExit("the desk could not be served") from None
                time.sleep(0.02)
        yield url
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


def serve(desk: Path, port: int) -> None:
    """Serve a desk as `tocsin serve` does, but at the clock of the bench."""
    from tocsin.cli.serving import estimate_line
    from tocsin.web.keeping import Keeper
    from tocsin.web.serving import run

    began = float(os.environ.get(BEGAN, "0"))
    keeper = Keeper(desk, clock=lambda: clock_since(began))
    with socket.create_server(("127.0.0.1", port), backlog=512) as listening:
        run(desk, listening, keeper=keeper, estimate_json=estimate_line)


def clock_since(began: float) -> datetime:
    """Return the time of the desk that is looked at: always the same where nothing began."""
    return CLOCK + timedelta(seconds=time.time() - began) if began else CLOCK


def ready(url: str, names: Sequence[str]) -> float:
    """Wait until all pages are made; return the seconds that took."""
    began = time.perf_counter()
    waiting = list(names)
    while waiting:
        with urllib.request.urlopen(url + waiting[0]) as answer:  # noqa: S310 - an address of the server this run began
            if "refresh" not in answer.headers:
                waiting.pop(0)
                continue
        if time.perf_counter() - began > READY:
            raise SystemExit(f"{waiting[0]} was not made within {READY:.0f} seconds")
        time.sleep(0.5)
    return time.perf_counter() - began


def painted(page: Page, address: str) -> float:
    """Return the milliseconds to the first content of a page."""
    page.goto(address)
    return float(page.evaluate(PAINT))


def answered(page: Page, name: str) -> float:
    """Return the longest that a key or a click waited for the next paint, in milliseconds."""
    from playwright.sync_api import TimeoutError as WaitedTooLong

    page.evaluate(WATCHED)
    if name == "inbox":
        for key in "jjjkk":
            page.keyboard.press(key)
            page.wait_for_timeout(60)
    for one in page.locator("main summary:visible").all()[:3]:
        with suppress(WaitedTooLong):  # what one opens may cover another
            one.click(timeout=500)
        page.wait_for_timeout(60)
    for button in page.locator("button.tools:visible").all()[:2]:
        button.click()
        page.wait_for_timeout(60)
    for _ in range(3):
        page.keyboard.press("Tab")
        page.wait_for_timeout(40)
    page.wait_for_timeout(300)
    return float(page.evaluate("window.slowest"))


def looked(browser: Browser, desk: Path, shelf: Path) -> tuple[list[Seen], float]:
    """Return what every page takes, and the seconds until all were made the first time."""
    first: dict[str, float] = {}
    base = {"question": f"/watch/{WATCH}", "inbox": f"/watch/{WATCH}/inbox", "watches": "/"}
    with served(desk, shelf) as url:
        for name, address in base.items():
            first[name] = fresh(browser, url + address)
        took = ready(url, [base["question"]])
        pages = pages_of(url)
        took += ready(url, list(pages.values()))
    cold: dict[str, float] = {}
    for name, address in pages.items():
        with served(desk, shelf) as url:
            cold[name] = fresh(browser, url + address)
    found = []
    with served(desk, shelf) as url:
        ready(url, list(pages.values()))
        for name, address in pages.items():
            page = browser.new_page()
            warm = min(painted(page, url + address) for _ in range(TRIES))
            answer = answered(page, name)
            page.close()
            page = browser.new_page()
            page.goto(url + address, wait_until="load")
            sent = int(page.evaluate(BYTES))
            page.close()
            found.append(Seen(name, first.get(name, cold[name]), cold[name], warm, sent, answer))
    return found, took


def fresh(browser: Browser, address: str) -> float:
    """Return the milliseconds to the first content in a browser that holds nothing of the desk."""
    page = browser.new_context().new_page()
    try:
        return painted(page, address)
    finally:
        page.context.close()


def table_text(found: Sequence[Seen], took: float, statements: int) -> str:
    """Return the figures as a table."""
    lines = [
        f"{statements:,} statements; the pages were made in {took:.1f} s when first opened",
        f"{'page':16} {'first':>8} {'cold':>8} {'warm':>8} {'bytes':>9} {'answer':>8}",
        f"{'must':16} {'':>8} {COLD:>5.0f} ms {WARM:>5.0f} ms {SENT:>9,} {ANSWER:>5.0f} ms",
    ]
    lines += [
        f"{one.page:16} {one.first:>5.0f} ms {one.cold:>5.0f} ms {one.warm:>5.0f} ms"
        f" {one.sent:>9,} {one.answer:>5.0f} ms"
        for one in found
    ]
    return "\n".join(lines)


def misses(one: Seen) -> bool:
    """Say whether a page misses what is asked of it."""
    over = max(one.first, one.cold) >= COLD or one.warm >= WARM
    return over or one.sent >= SENT or one.answer >= ANSWER


def main(words: Sequence[str] | None = None) -> int:
    """Run what the options name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    parser.add_argument(
        "--desk", type=Path, help="a desk that was made before, or where to make it"
    )
    parser.add_argument("--shelf", type=Path, help="where pages were kept that were made before")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--load", action="store_true", help="ask and act by many at once instead")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--writers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.serve is not None:
        serve(given.serve, given.port)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        desk = given.desk or Path(folder) / "desk"
        if not (desk / "ledger.sqlite").is_file():
            print(f"making a desk of {given.statements:,} statements", file=sys.stderr)
            desk_of(desk, given.statements)
        if given.load:
            return loaded(desk, Path(folder), vars(given))
        shelf = given.shelf or Path(folder) / "shelf"
        return seen(desk, shelf, given.statements, as_json=given.json)


def seen(desk: Path, shelf: Path, statements: int, *, as_json: bool) -> int:
    """Look at every page and print what it takes."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("there is no chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        found, took = looked(browser, desk, shelf)
        browser.close()
    if as_json:
        told = {"statements": statements, "made": took, "pages": [asdict(one) for one in found]}
        print(json.dumps(told))
    else:
        print(table_text(found, took, statements))
    return int(any(map(misses, found)))


def loaded(desk: Path, folder: Path, given: Mapping[str, Any]) -> int:
    """Put many readers and writers on a copy of the desk and print how they fared."""
    from scripts.bench.webload import Load, load, load_text

    copy = folder / "loaded"
    shutil.copytree(desk, copy)
    began = time.time()
    with served(copy, given["shelf"] or folder / "shelf", began) as url:
        ready(url, [f"/watch/{WATCH}"])
        pages = pages_of(url)
        ready(url, list(pages.values()))
        now = partial(clock_since, began)
        asked = Load(url, given["readers"], given["writers"], given["seconds"], now)
        done = load(asked, copy, pages)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", file=sys.stderr)
    print(json.dumps(asdict(done)) if given["json"] else load_text(done))
    return int(done.missed)


if __name__ == "__main__":
    sys.exit(main())
