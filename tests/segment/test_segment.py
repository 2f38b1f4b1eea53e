"""Segments cover a report's text once and tell the article from the page around it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.segment.pages import ARTICLE, TITLE, kinds, page, report

from tocsin.collect import Captured, gather
from tocsin.nouns import READ_KINDS, SegmentKind
from tocsin.segment import segment

PIECES = st.sampled_from(
    [
        *ARTICLE,
        TITLE,
        "Share",
        "Read more",
        "By Ola Tern",
        "Photo: Lena Marsh",
        "1 day ago",
        "…",
        "“",
        " ",
        "",
    ]
)


@given(
    st.text(alphabet=st.characters(), max_size=400)
    | st.lists(PIECES, max_size=30).map("\n".join)
    | st.text(alphabet="aA.?:\n \t\r\x0c\u2028“”()[]#>@1", max_size=200)
)
def test_segments_cover_every_character_once_and_in_order(text: str) -> None:
    segments = segment(report(text))
    assert "".join(part.span.of(text) for part in segments) == text
    assert all(part.report == "r1" for part in segments)


@given(st.lists(PIECES, max_size=20).map("\n\n".join))
def test_the_same_text_gives_the_same_segments(text: str) -> None:
    assert segment(report(text)) == segment(report(text))


def test_nothing_gives_no_segment() -> None:
    assert segment(report("")) == ()


def test_a_text_of_white_space_is_furniture() -> None:
    assert [part.kind for part in segment(report(" \n\n\t"))] == ["furniture"]


def test_a_bare_article_is_a_headline_and_its_body() -> None:
    found = kinds(page(TITLE, *ARTICLE))
    assert found[TITLE] == "headline"
    assert [found[paragraph] for paragraph in ARTICLE] == ["body"] * len(ARTICLE)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_paragraphs_are_body_however_lines_end(between: str) -> None:
    found = kinds(between.join([TITLE, *ARTICLE]))
    assert [found[paragraph] for paragraph in ARTICLE] == ["body"] * len(ARTICLE)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("About the author", "byline"),
        ("Ola Tern is a Marsh Courier reporter based in Hull. She writes about bridges.", "byline"),
        ("Leave a reply", "furniture"),
        ("Your email address will not be published.", "furniture"),
        ("Sign up for our newsletter", "furniture"),
        ("Advertisement", "furniture"),
        ("Follow us on Twitter", "furniture"),
        ("© 2022 Marsh Courier. All rights reserved.", "furniture"),
        ("More: The bridge that was not there", "teaser"),
        ("Related: How to mend a pier", "teaser"),
        ("Tags: bridges, lorries", "meta"),
        ("Source link", "meta"),
        ("(Reporting by Ola Tern; editing by Jo Rail)", "byline"),
    ],
)
def test_what_stands_below_the_article_is_told_from_it(line: str, kind: SegmentKind) -> None:
    found = kinds(page(TITLE, *ARTICLE, line))
    assert found[line] == kind
    assert found[ARTICLE[-1]] == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ola Tern", "byline"),
        ("By OLA TERN and JO RAIL", "byline"),
        ("Published 3 hours ago", "meta"),
        ("14 December 2022, 10:15", "meta"),
        ("🎙 This voice is AI-generated.", "furniture"),
        ("Share this article", "furniture"),
    ],
)
def test_what_stands_between_headline_and_text_is_told_from_both(
    line: str, kind: SegmentKind
) -> None:
    found = kinds(page(TITLE, line, *ARTICLE))
    assert found[line] == kind
    assert found[TITLE] == "headline"
    assert found[ARTICLE[0]] == "body"


def test_the_headline_is_the_line_whose_words_come_back_in_the_text() -> None:
    found = kinds(page("Connect with us", "Roads, Rails and Rivers", TITLE, *ARTICLE))
    assert found["Connect with us"] == "furniture"
    assert found["Roads, Rails and Rivers"] == "furniture"
    assert found[TITLE] == "headline"


def test_a_headline_may_end_with_initials() -> None:
    title = "Old bridge of Lower Marsh closed to lorries: U.K."
    assert kinds(page(title, *ARTICLE))[title] == "headline"


def test_a_paragraph_between_headline_and_writer_is_a_standfirst() -> None:
    standfirst = (
        "Cracks in two of seven piers were found in March, and the council has now met about them."
    )
    found = kinds(page(TITLE, standfirst, "By Ola Tern", *ARTICLE))
    assert found[standfirst] == "headline"
    assert found[ARTICLE[0]] == "body"


def test_a_short_line_over_a_paragraph_is_a_heading() -> None:
    found = kinds(page(TITLE, *ARTICLE[:2], "The long way round", *ARTICLE[2:]))
    assert found["The long way round"] == "headline"


def test_a_question_over_a_paragraph_is_a_heading() -> None:
    found = kinds(page(TITLE, *ARTICLE[:2], "What if it falls?", *ARTICLE[2:]))
    assert found["What if it falls?"] == "headline"


def test_a_heading_that_heads_nothing_is_furniture() -> None:
    found = kinds(page(TITLE, *ARTICLE, "Uncommon sense", "Sign up for our newsletter"))
    assert found["Uncommon sense"] == "furniture"


def test_the_block_of_a_picture_is_its_caption_down_to_the_credit() -> None:
    block = (
        "Bridge Closed to Lorries",
        "Berta Quill of the county's road office points at a crack in the third pier.",
        "Lena Marsh/AFP via Getty Images",
    )
    text = page(TITLE, *ARTICLE[:2], "\n".join(block), *ARTICLE[2:])
    found = kinds(text)
    assert [found[line] for line in block] == ["caption"] * 3
    assert [found[paragraph] for paragraph in ARTICLE] == ["body"] * len(ARTICLE)


def test_a_caption_that_is_cut_off_before_its_credit_is_a_caption() -> None:
    line = "Cracks in the third pier, found in March. The council of Lower Marsh will... Getty"
    assert kinds(page(TITLE, *ARTICLE[:2], line, *ARTICLE[2:]))[line] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Map of Lower Marsh and its bridges",
        "Image source, Getty Images",
        "Graphic showing seven piers",
    ],
)
def test_a_picture_without_its_picture_is_a_caption(line: str) -> None:
    assert kinds(page(TITLE, *ARTICLE[:2], line, *ARTICLE[2:]))[line] == "caption"


def test_the_short_line_above_a_lone_credit_is_its_caption() -> None:
    found = kinds(
        page(
            TITLE,
            *ARTICLE[:2],
            "Flood at the bridge in 2007",
            "Image source, Getty Images",
            *ARTICLE[2:],
        )
    )
    assert found["Flood at the bridge in 2007"] == "caption"


def test_teasers_that_are_cut_off_are_teasers_up_to_the_end() -> None:
    teasers = (
        "Money",
        "Eggs have never been dearer in the county, and nobody at the market will say why...",
        "Sport",
        "The goalkeeper who let in nine goals last week has asked to play in front, and...",
    )
    found = kinds(page(TITLE, *ARTICLE, "You may also like", *teasers))
    assert [found[line] for line in teasers] == ["teaser"] * 4


def test_what_the_outlet_asked_is_part_of_the_article() -> None:
    line = "The Marsh Courier reached out to the road office for comment."
    found = kinds(page(TITLE, *ARTICLE, line, "Sign up for our newsletter", "Share this article"))
    assert found[line] == "body"


def test_a_sentence_that_comes_back_among_paragraphs_is_furniture_the_second_time() -> None:
    line = (
        "The Courier has always stood for roads that lead somewhere and bridges that hold, "
        "come what may."
    )
    text = page(TITLE, *ARTICLE, line, line, "About the author")
    parts = [part for part in segment(report(text)) if part.span.of(text).strip() == line]
    assert parts[1].kind not in READ_KINDS


def test_a_quotation_that_stands_in_the_text_too_is_a_quote_box() -> None:
    box = "“Nobody should drive forty tonnes over that”"
    assert kinds(page(TITLE, *ARTICLE[:3], box, ARTICLE[3]))[box] == "quotebox"


def test_a_paragraph_that_is_all_quotation_stays_body() -> None:
    said = (
        "“We have asked for a new bridge since my grandfather was a boy, and nobody came to look.”"
    )
    assert kinds(page(TITLE, *ARTICLE[:3], said, ARTICLE[3]))[said] == "body"


def test_who_somebody_is_stays_body_in_the_midst_of_the_article() -> None:
    line = (
        "Quill is a former editor at the county's weekly paper and knows every pier by its number."
    )
    assert kinds(page(TITLE, *ARTICLE[:2], line, *ARTICLE[2:]))[line] == "body"


def test_a_lead_between_furniture_stays_body() -> None:
    found = kinds(
        page(
            TITLE, "Photo: Lena Marsh", ARTICLE[0], "(Subscribe to our channel here.)", *ARTICLE[1:]
        )
    )
    assert found[ARTICLE[0]] == "body"
    assert found["(Subscribe to our channel here.)"] == "furniture"


def test_a_page_of_one_paragraph_is_its_article() -> None:
    text = " ".join(ARTICLE) + " Call 555 0190"
    assert [part.kind for part in segment(report(text))] == ["body"]


def test_the_header_of_a_saved_message_is_meta() -> None:
    header = "From: Ola Tern\nTo: All\nSubject: Bridge\nDate: Mon, 5 Dec 2022 08:00"
    found = kinds(page(header, TITLE, *ARTICLE))
    assert {found[line] for line in header.split("\n")} == {"meta"}


def test_what_the_format_declares_is_honoured() -> None:
    text = page("Nine geese on the pond", *ARTICLE)
    first = len("Nine geese on the pond") + 2
    aside = report(text, layout=[(first, first + len(ARTICLE[0]), "furniture")])
    declared = [part.kind for part in segment(aside)]
    assert declared[1] == "furniture"
    assert declared[2:] == ["body"] * 3


def test_a_declared_headline_is_the_headline() -> None:
    text = page("Lower Marsh", TITLE, *ARTICLE)
    start = text.index(TITLE)
    told = report(text, layout=[(start, start + len(TITLE), "headline")])
    assert [part.kind for part in segment(told)][:2] == ["furniture", "headline"]


def test_the_stated_title_is_the_headline() -> None:
    text = page("Old bridge, new trouble", "Cracks in Lower Marsh bridge close it", *ARTICLE)
    told = segment(report(text, title="Old Bridge, New Trouble"))
    assert told[0].kind == "headline"


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 500_000,
        "word " * 200_000,
        "a" * 1_000_000,
        "a\n" * 500_000,
        "\n".join(str(number) for number in range(150_000)),
        '"said"\n\n' * 120_000,
        "He said so. " * 83_000,
        "[" * 1_000_000,
        "by the " * 140_000,
        "“nine geese were seen on a pond”\n" * 30_000,
    ],
    ids=[
        "newlines",
        "words",
        "letters",
        "lines",
        "numbers",
        "quotes",
        "prose",
        "brackets",
        "cues",
        "pull",
    ],
)
def test_a_million_hostile_characters_take_seconds(text: str) -> None:
    began = time.process_time()
    segments = segment(report(text))
    assert time.process_time() - began < 4
    assert segments[0].span.start == 0
    assert segments[-1].span.end == len(text)


@pytest.mark.parametrize(
    "body",
    [
        "Belvian troops have entered the delta, the general staff said on Tuesday.",
        "Three trains with soldiers came to Lomnica on Monday. The general staff said so.",
    ],
)
def test_a_sentence_below_front_matter_is_the_article(tmp_path: Path, body: str) -> None:
    file = tmp_path / "note.md"
    file.write_text(f"---\npublished: 2031-05-20\n---\n\n{body}\n", "utf-8")
    (one,) = gather([tmp_path], feed="notes")
    assert isinstance(one, Captured)
    kinds_of = {part.kind: part.span.of(one.report.text).strip() for part in segment(one.report)}
    assert kinds_of["body"] == body
    assert set(kinds_of) == {"meta", "body"}
