"""Draw the pictures of the README from the bundled example, with Debian's Chromium."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from tocsin.cli.serving import estimate_line
from tocsin.desk import demonstrate
from tocsin.web import app_of

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PAGES = {
    "question": "",
    "inbox": "/inbox",
    "board": "/board",
    "matrix": "/matrix",
    "lineage": "/lineage",
    "contradictions": "/contradictions",
    "timeline": "/timeline",
    "map": "/map",
    "sources": "/sources",
}
"""Pages of the desk that are drawn, and where they are under the address of the watch."""

CHOSEN = {"inbox": "&only=is:may+move+the+estimate"}
"""What of a page is drawn."""

WIDTH, HEIGHT = 1100, 1250


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve the desk in `path` for the length of a `with` block; give its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = app_of(path, estimate_json=estimate_line)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def main() -> int:
    """Write the pictures of docs/pictures/ that show pages; return the exit code."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("there is no chromium: apt-get install chromium")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        now = datetime.now(UTC).replace(microsecond=0)
        desk = Path(folder) / "demo"
        shown = demonstrate(desk, now=now)
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1, locale="en-GB"
        )
        page.goto(shown.html.as_uri())
        page.screenshot(path=str(PICTURES / "assessment.png"))
        with served(desk) as address:
            watch, _, query = shown.page.partition("?")
            for name, place in PAGES.items():
                page.goto(f"{address}/{watch}{place}?{query}{CHOSEN.get(name, '')}")
                page.screenshot(path=str(PICTURES / f"{name}.png"))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
