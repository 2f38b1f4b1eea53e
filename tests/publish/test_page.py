"""The page shows what was written, asks nothing of the network, and no report can speak in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from tests.publish.build import american, case_of, resolved

from tocsin.nouns import Band, Span, Yardstick
from tocsin.publish import Case, assess, html, markdown
from tocsin.publish.excerpts import excerpts_of
from tocsin.publish.harmless import harmless

HOSTILE = (
    "</mark></p><script>alert(1)</script><img src=https://evil.example/x.png onerror=alert(2)>"
    "\u202egnp.exe\u202c \x1b[31mred\x1b[0m \x00 {{ 7*7 }} "
    "[link](https://evil.example) `x` \"'&amp;"
)


def tree_of(page: str) -> Any:
    """The elements of a page; untyped, as its queries give what they find."""
    return lxml_html.document_fromstring(page)


def fragment_of(text: str) -> Any:
    """The one element of a fragment."""
    return lxml_html.fragment_fromstring(text)


def page_of(case: Case) -> str:
    return html(assess(case), case)


def hostile() -> Case:
    """The case with hostile text in a report, its title, its outlet, its file and a speaker."""
    case = case_of(extra=HOSTILE)
    readings = tuple(
        replace(
            one,
            report=replace(
                one.report,
                title=f"Title {HOSTILE}",
                publisher=f"Outlet {HOSTILE}",
                file=f"<b>{one.report.file}",
            ),
        )
        for one in case.readings
    )
    origins = tuple(replace(one, source=f"{one.source} {HOSTILE}") for one in case.origins)
    return replace(case, readings=readings, origins=origins)


@pytest.fixture(scope="module", params=["uk", "us", "resolved", "hostile"])
def page(request: pytest.FixtureRequest) -> str:
    cases = {"uk": case_of, "us": american, "resolved": resolved, "hostile": hostile}
    return page_of(cases[request.param]())


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    tree = tree_of(page)
    assert tree.xpath("//script|//img|//link|//iframe|//object|//embed|//form|//base") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]|//@style|//@src") == []
    assert all(one.startswith("#") for one in tree.xpath("//@href"))
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_lets_in_its_own_style_and_nothing_else(page: str) -> None:
    tree = tree_of(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_every_link_lands_once_and_citations_land_on_a_mark_or_a_line(page: str) -> None:
    tree = tree_of(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//@href"):
        assert target[1:] in ids
    for target in set(tree.xpath("//a[@class='place']/@href")):
        (place,) = tree.xpath("//*[@id=$id]", id=target[1:])
        assert place.tag in {"mark", "li"} or place.getparent().tag == "mark"


def test_the_span_that_is_lit_is_the_span_that_is_cited() -> None:
    case = case_of()
    tree = tree_of(page_of(case))
    lit = {" ".join(one.text_content().split()) for one in tree.xpath("//mark")}
    tanks = case.readings[0].statements[0]
    assert " ".join(tanks.text.split()) in lit


def test_every_sentence_of_the_assessment_stands_on_the_page() -> None:
    case = case_of()
    shown = tree_of(page_of(case))
    for one in assess(case).sections:
        for number, sentence in enumerate(one.sentences, 1):
            (place,) = shown.xpath("//*[@id=$id]", id=f"s-{one.id}-{number}")
            if place.tag != "tr":
                said = " ".join(place.text_content().replace("“", "").replace("”", "").split())
                want = " ".join(sentence.text.replace("“", "").replace("”", "").split())
                assert want in said


def test_headings_go_down_one_step_at_a_time(page: str) -> None:
    tree = tree_of(page)
    levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scoped_headers(page: str) -> None:
    tree = tree_of(page)
    assert len(tree.xpath("//table")) == len(tree.xpath("//table/caption")) == 2
    assert tree.xpath("//th[not(@scope)]") == []


def test_the_yardstick_has_a_label_and_a_twin_in_words(page: str) -> None:
    tree = tree_of(page)
    (figure,) = tree.xpath("//figure")
    label = figure.xpath("./svg[@role='img']/@aria-label")[0]
    assert label == figure.xpath("./figcaption")[0].text_content()
    assert "range" in label


def test_the_landmarks_are_there_and_the_language_is_said(page: str) -> None:
    tree = tree_of(page)
    assert tree.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.xpath(f"//{landmark}")) == 1
    assert tree.xpath("//nav/@aria-label")


def test_hostile_text_is_shown_and_does_nothing() -> None:
    page = page_of(hostile())
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    for char in "\u202e\u202c\x1b\x00":
        assert char not in page
    assert '<span class="ctl">U+202E</span>' in page
    assert '<span class="ctl">U+001B</span>' in page


def test_hostile_text_makes_no_markdown_of_its_own() -> None:
    from markdown_it import MarkdownIt

    case = hostile()
    text = markdown(assess(case))
    for char in "\u202e\u202c\x1b\x00":
        assert char not in text
    shown = MarkdownIt("commonmark").enable("linkify", ignoreInvalid=True).render(text)
    tree = tree_of(shown)
    assert tree.xpath("//script|//img|//a|//code|//b") == []
    assert "alert(1)" in tree.text_content()


@pytest.mark.parametrize(
    "text",
    ["1. one", "2) two", "- three", "+ four", "= five", "# six", "> seven", "~~~", "| a | b |"],
)
def test_the_opening_of_a_title_makes_no_list_or_heading(text: str) -> None:
    from markdown_it import MarkdownIt

    from tocsin.publish.manuscript import escaped

    shown = MarkdownIt("commonmark").render(escaped(text))
    assert fragment_of(shown).tag == "p"
    assert fragment_of(shown).text_content() == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    from markdown_it import MarkdownIt

    from tocsin.publish.harmless import one_line
    from tocsin.publish.manuscript import escaped

    line = harmless(one_line(text))
    shown = fragment_of(MarkdownIt("commonmark").render(f"x {escaped(text)} x"))
    assert " ".join(shown.text_content().split()) == " ".join(f"x {line} x".split())


def test_a_scale_whose_words_overlap_is_drawn_in_lanes() -> None:
    case = case_of()
    nested = Yardstick(
        "NEST",
        "nested",
        "made up",
        (Band("unlikely", 0.0, 0.33), Band("very unlikely", 0.0, 0.1), Band("likely", 0.66, 1.0)),
    )
    event = replace(case.estimate.event, word="very unlikely", yardstick="NEST")
    case = replace(case, yardstick=nested, estimate=replace(case.estimate, event=event))
    tree = tree_of(page_of(case))
    rows = {one.get("y") for one in tree.xpath("//figure//rect[starts-with(@class, 'band')]")}
    assert len(rows) == 2


spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 900), st.integers(1, 90)
)


@given(st.lists(spans, min_size=1, max_size=8), st.text("ab \n", min_size=1000, max_size=1200))
def test_excerpts_hold_every_cited_character_once_and_in_order(
    cited: list[Span], text: str
) -> None:
    excerpts = excerpts_of(text, list(enumerate(cited, 1)))
    begun = [number for e in excerpts for piece in e.pieces for number in piece.begins]
    assert sorted(begun) == list(range(1, len(cited) + 1))
    for one, other in pairwise(excerpts):
        assert one.span.end < other.span.start
    for excerpt in excerpts:
        assert "".join(piece.text for piece in excerpt.pieces) == excerpt.span.of(text)
        place = excerpt.span.start
        for piece in excerpt.pieces:
            own = Span(place, place + len(piece.text))
            assert piece.lit == any(one.holds(own) for one in cited)
            place = own.end


def test_a_cause_in_the_waterfall_leads_to_the_sentence_that_shows_it() -> None:
    case = case_of()
    tree = tree_of(page_of(case))
    for link in tree.xpath("//section[@id='waterfall']//th/a"):
        (lead,) = tree.xpath("//*[@id=$id]", id=link.get("href")[1:])
        name = link.text_content().removeprefix("View of ")
        assert name in lead.text_content()


def test_no_folder_of_the_machine_stands_on_the_page_or_in_the_text() -> None:
    case = case_of()
    readings = tuple(
        replace(one, report=replace(one.report, file=f"/srv/desk/in/{one.report.file}", title=None))
        for one in case.readings
    )
    case = replace(case, readings=readings)
    assert "/srv/" not in page_of(case)
    assert "/srv/" not in markdown(assess(case))
    headings = [one.text_content() for one in tree_of(page_of(case)).xpath("//h3")]
    assert "No bridges at the Veldan yet" in headings
