"""A collecting desk that is killed: what was acknowledged is there, and nothing is half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.servers import served

from tocsin.desk import Desk, Feed, add_feed

KILLS = 2


def test_a_round_that_is_killed_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    numbers = range(1, 200)
    with served() as site:
        items = "".join(f"<item><link>{site.url}/{n}</link></item>" for n in numbers)
        site.page("/rss", f'<rss version="2.0"><channel>{items}</channel></rss>', "text/xml")
        for n in numbers:
            site.page(f"/{n}", f"<h1>Ferry {n}</h1><p>Ferry number {n} did not leave.</p>")
        add_feed(desk, Feed("gazette", "rss", f"{site.url}/rss", {"allow": "127.0.0.1"}))
        # No pause between two pages: a kill is to fall into the writing, and not into the waiting.
        program = (
            "import sys; from pathlib import Path; from tocsin.desk import *; "
            "from tocsin.fetch import Manners; "
            "collect(Desk.open(Path(sys.argv[1])), guests=Guests(manners=Manners(pause=0.0)))"
        )
        rng = random.Random(5)
        held = 0
        for _ in range(KILLS):
            before = len(site.paths())
            running = subprocess.Popen(
                [sys.executable, "-c", program, str(desk.path)], stderr=subprocess.DEVNULL
            )
            while running.poll() is None and len(site.paths()) < before + 3:
                time.sleep(0.01)
            time.sleep(rng.random() * 0.4)
            running.send_signal(signal.SIGKILL)
            running.wait()
            with desk.ledger(read_only=True) as ledger:
                assert ledger.check() == ()
                counts = ledger.counts()
                assert counts["reports"] >= held
                pages = [one for one in ledger.looks("gazette") if one.what == "page"]
                assert counts["reports"] == len({one.report for one in pages})
                held = counts["reports"]
        assert held > 0
