"""Draw the pictures of the README from the bundled example, with Debian's Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from tocsin.desk import demonstrate

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> int:
    """Write docs/pictures/assessment.png; return the exit code."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("there is no chromium: apt-get install chromium")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        now = datetime.now(UTC).replace(microsecond=0)
        shown = demonstrate(Path(folder) / "demo", now=now)
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1100, "height": 1250}, device_scale_factor=1)
        page.goto(shown.html.as_uri())
        page.screenshot(path=str(PICTURES / "assessment.png"))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
