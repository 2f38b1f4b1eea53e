"""No sentence of the article is lost below its last picture, or torn in two by a broken line."""

from __future__ import annotations

import pytest
from tests.segment.pages import ARTICLE, TITLE, kinds, page

from tocsin.collect import Captured, capture_bytes
from tocsin.nouns import SegmentKind
from tocsin.segment import segment

SAID = "Quill said on Friday that no lorry would cross again."
PLAIN = "She spoke in Hull."
PICTURE = "A lorry on the old bridge in March. Photo: AP"
FIGURE = f"<figure><img src=x><figcaption>{PICTURE}</figcaption></figure>"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)


def shown(body: str) -> dict[str, SegmentKind]:
    """The kind of every segment of an HTML page with this body, by its words."""
    markup = f"<html lang=en><head><title>{TITLE}</title></head><body>{body}</body></html>"
    (found,) = capture_bytes(markup.encode(), file="page.html")
    assert isinstance(found, Captured)
    text = found.report.text
    return {part.span.of(text).strip(): part.kind for part in segment(found.report)}


def article(*rest: str) -> dict[str, SegmentKind]:
    return shown(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}{''.join(rest)}</article>")


@pytest.mark.parametrize("between", [PICTURE, "Advertisement", "Image source, Getty Images"])
@pytest.mark.parametrize("last", [(SAID,), (PLAIN,), (SAID, PLAIN)])
def test_a_short_paragraph_below_the_last_picture_is_body(
    between: str, last: tuple[str, ...]
) -> None:
    found = kinds(page(TITLE, *ARTICLE, between, *last))
    assert [found[line] for line in last] == ["body"] * len(last)
    assert found[between] != "body"


@pytest.mark.parametrize("last", [(SAID,), (PLAIN,), (SAID, PLAIN)])
@pytest.mark.parametrize("element", ["article", "main", "div"])
def test_a_short_paragraph_of_a_page_below_the_last_picture_is_body(
    element: str, last: tuple[str, ...]
) -> None:
    written = "".join(f"<p>{line}</p>" for line in last)
    found = shown(f"<{element}><h1>{TITLE}</h1>{PARAGRAPHS}{FIGURE}{written}</{element}>")
    assert [found[line] for line in last] == ["body"] * len(last)
    assert found[PICTURE] == "caption"


def test_the_footer_below_the_last_sentence_stays_furniture() -> None:
    notice = "© 2022 The Marsh Courier. All rights reserved."
    found = article(FIGURE, f"<p>{SAID}</p><footer>{notice}</footer>")
    assert (found[SAID], found[notice]) == ("body", "furniture")


def test_who_speaks_below_a_call_to_subscribe_is_body_and_so_is_what_follows() -> None:
    call = "Sign up for our newsletter"
    found = kinds(page(TITLE, *ARTICLE, call, SAID, PLAIN))
    assert (found[call], found[SAID], found[PLAIN]) == ("furniture", "body", "body")


def test_a_line_below_a_call_to_subscribe_in_which_nobody_speaks_is_furniture() -> None:
    line = "Geese were seen on the pond."
    assert kinds(page(TITLE, *ARTICLE, "Sign up for our newsletter", line))[line] == "furniture"


def test_a_sentence_of_the_article_is_body_below_a_call_that_its_markup_holds_too() -> None:
    call = "Sign up for our newsletter."
    found = article(f"<p>{call}</p><p>{PLAIN}</p>")
    assert (found[call], found[PLAIN]) == ("furniture", "body")


def test_trailers_that_are_articles_of_their_own_stay_trailers() -> None:
    told = "Nine geese were seen on the pond."
    cards = f"<article><h4>Geese</h4><p>{told}</p></article>" * 2
    found = article(f"<h3>You may also like</h3>{cards}")
    assert found[told] == "teaser"


def test_what_readers_wrote_is_not_declared_the_article() -> None:
    line = "Geese were seen on the pond."
    call = "<h3>Leave a reply</h3>"
    assert article(f"{call}<div id=comments><p>{line}</p></div>")[line] == "furniture"
    assert article(f"{call}<div id=more><p>{line}</p></div>")[line] == "body"


def test_a_paragraph_above_the_writer_stays_what_it_was_by_markup() -> None:
    found = shown(
        f"<article><h1>{TITLE}</h1><p>The council calls it a matter of days.</p>"
        f"<p class=byline>By Ola Tern</p>{PARAGRAPHS}</article>"
    )
    assert found["The council calls it a matter of days."] == "headline"


BROKEN = [
    "Quill said on Friday that\nno lorry would cross again.",
    "The road office denied this\nand said that there was no crack.",
    "Mr Rail, of the union, said\nEngland had no such bridge.",
    "Farmers and drivers of lorries,\nAnglers and a priest came on Friday.",
]


@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_sentence_is_one_paragraph_of_the_body(said: str) -> None:
    assert kinds(page(TITLE, *ARTICLE[:2], said, *ARTICLE[2:]))[said] == "body"
    assert kinds(page(TITLE, *ARTICLE, said))[said] == "body"


@pytest.mark.parametrize("said", BROKEN)
@pytest.mark.parametrize("element", ["article", "div"])
def test_a_broken_paragraph_of_a_page_is_one_paragraph_of_the_body(said: str, element: str) -> None:
    mended = said.replace("\n", "<br>")
    found = shown(f"<{element}><h1>{TITLE}</h1>{PARAGRAPHS}<p>{mended}</p>{FIGURE}</{element}>")
    assert found[said] == "body"
    assert [line for line, kind in found.items() if kind == "headline"] == [TITLE]


def test_the_first_line_of_a_paragraph_is_no_heading() -> None:
    first, second = "Quill told reporters in Hull", "No lorry would come back."
    found = article(f"<p>{first}<br>{second}</p>")
    assert (found[first], found[second]) == ("body", "body")
    found = kinds(page(TITLE, *ARTICLE, f"{first}\n{second}"))
    assert (found[first], found[second]) == ("body", "body")


def test_a_heading_that_stands_by_itself_stays_a_heading() -> None:
    found = article(f"<h2>The long way round</h2><p>{SAID}</p>")
    assert found["The long way round"] == "headline"


@pytest.mark.parametrize("lines", ["eggs\nflour\nbutter", "- eggs and milk\n- flour\nsugar."])
def test_the_lines_of_a_list_stay_apart(lines: str) -> None:
    found = kinds(page(TITLE, *ARTICLE, lines))
    assert set(lines.split("\n")) <= set(found)
