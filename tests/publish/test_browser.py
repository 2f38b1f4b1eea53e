"""The page in a real browser: it asks nothing, runs nothing, and can be read by everyone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.publish.build import american, case_of, resolved
from tests.publish.test_page import hostile

from tocsin.publish import Case, assess, html

pytestmark = pytest.mark.browser

CASES: dict[str, Callable[[], Case]] = {
    "uk": case_of,
    "us": american,
    "resolved": resolved,
    "hostile": hostile,
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Contrast after WCAG 2.2, of every text with letters against the nearest ground that is opaque.
CONTRAST = r"""
() => {
  const parse = c => c.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const f = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = el => {
    for (; el; el = el.parentElement) {
      const c = parse(getComputedStyle(el).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || el.closest('.skip')) continue;
    const style = getComputedStyle(el);
    const svg = el.namespaceURI.endsWith('svg');
    const a = light(parse(svg ? style.fill : style.color)), b = light(ground(el));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([el.tagName, ratio, el.textContent.slice(0, 40)]);
  }
  return poor;
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("there is no chromium here")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module", params=sorted(CASES))
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = CASES[request.param]()
    path = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    path.write_text(html(assess(case), case), "utf-8")
    return path


def opened(browser: Browser, file: Path, *, width: int = 1000, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(file.as_uri())
    return page


def test_nothing_leaves_and_nothing_complains(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [file.as_uri()]
    assert said == []
    # The page's own style has come through its policy.
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") == "block"
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    page.close()


def test_every_citation_lands_on_a_visible_mark(browser: Browser, file: Path) -> None:
    page = opened(browser, file)
    links = set(page.evaluate("[...document.querySelectorAll('a.place')].map(a => a.hash)"))
    assert links
    for link in sorted(links):
        page.evaluate("hash => { location.hash = hash }", link)
        seen = page.evaluate(
            """hash => {
              let el = document.querySelector(hash);
              el = el.closest('mark') || el;
              const box = el.getClientRects()[0];
              return ['MARK', 'LI'].includes(el.tagName) && el.textContent.trim() !== '' &&
                box.width > 0 && box.height > 0 && box.top >= 0 && box.top < innerHeight &&
                parseFloat(getComputedStyle(el).outlineWidth) >= 2;
            }""",
            link,
        )
        assert seen, link
    page.close()


def test_a_click_goes_to_the_words_and_back(browser: Browser, file: Path) -> None:
    page = opened(browser, file)
    first = page.locator(".sec-against a.place").nth(1)
    target = first.get_attribute("href") or ""
    first.click()
    assert page.evaluate("location.hash") == target
    page.locator(f"a.back:text-is('{target[2:]}')").first.click()
    assert page.evaluate("document.querySelector(location.hash).closest('main') !== null")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast_enough(browser: Browser, file: Path, scheme: str) -> None:
    page = opened(browser, file, scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    page.close()


@pytest.mark.parametrize("width", [320, 500, 1280])
def test_no_width_scrolls_sideways(browser: Browser, file: Path, width: int) -> None:
    # 200 % zoom of a screen of 640, and 400 % of one of 1280, are 320 wide to the page.
    page = opened(browser, file, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_at_twice_the_letter_size_nothing_scrolls_sideways(browser: Browser, file: Path) -> None:
    page = opened(browser, file, width=1000)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    page.close()


def test_the_landmarks_and_names_are_there_for_those_who_hear_it(
    browser: Browser, file: Path
) -> None:
    page = opened(browser, file)
    tree = page.locator("body").aria_snapshot()
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert re.search(rf"- {landmark}\b", tree), landmark
    assert page.get_by_role("img", name=re.compile("^On the scale")).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    nameless = page.evaluate(
        "[...document.querySelectorAll('a[href]')]"
        ".filter(a => !(a.textContent.trim() || a.getAttribute('aria-label'))).length"
    )
    assert nameless == 0
    page.close()


def test_the_keyboard_reaches_the_bottom_line_first(browser: Browser, file: Path) -> None:
    page = opened(browser, file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#bottom-line"
    page.close()


def test_it_prints_without_its_navigation(browser: Browser, file: Path) -> None:
    page = opened(browser, file)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator(".yardstick > svg").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 10_000
    page.close()
