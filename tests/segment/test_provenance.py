"""The publisher is told from the host: what is declared first, then the outlet's own voice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.segment.pages import ARTICLE, TITLE, page, report

from tocsin.nouns import Report
from tocsin.segment import Provenance, provenance, segment


def told(captured: Report) -> Provenance:
    return provenance(captured, segment(captured))


def evidence(captured: Report) -> list[str]:
    return [span.of(captured.text) for span in told(captured).evidence]


@pytest.mark.parametrize(
    "line",
    [
        "The Marsh Courier reached out to the road office for comment.",
        "The Marsh Courier has contacted the council of Lower Marsh for comment.",
        "The cracks are old, which the Marsh Courier was not able to independently verify.",
        "The road office did not respond to the Marsh Courier's request for comment.",
    ],
)
def test_who_asked_published_the_article(line: str) -> None:
    captured = report(page(TITLE, *ARTICLE, line))
    assert told(captured).publisher == "Marsh Courier"
    assert evidence(captured) == ["Marsh Courier"]


@pytest.mark.parametrize(
    "line",
    [
        "Ola Tern is a Marsh Courier reporter based in Hull. She writes about bridges.",
        "Ola Tern is Marsh Courier’s night editor. She has worked in Hull and Lille.",
        "Ola Tern covers rivers for the Marsh Courier. She joined in 2019 from a radio.",
    ],
)
def test_whose_writer_it_is_published_the_article(line: str) -> None:
    captured = report(page(TITLE, *ARTICLE, "About the author", line))
    assert told(captured).publisher == "Marsh Courier"


def test_a_page_that_speaks_alone_published_what_it_shows() -> None:
    captured = report(page(TITLE, *ARTICLE, "© 2022 Marsh Courier. All rights reserved."))
    assert told(captured).publisher == "Marsh Courier"


def test_a_page_that_differs_from_the_article_is_its_host() -> None:
    captured = report(
        page(
            TITLE,
            *ARTICLE,
            "The Marsh Courier reached out to the road office for comment.",
            "© 2022 News Basket. All rights reserved.",
        )
    )
    found = told(captured)
    assert (found.publisher, found.host) == ("Marsh Courier", "News Basket")


def test_a_masthead_names_a_host_and_no_publisher() -> None:
    asked = "The Marsh Courier reached out to the road office for comment."
    with_voice = report(page("NewsBasket", TITLE, *ARTICLE, asked))
    assert told(with_voice).host == "NewsBasket"
    assert told(report(page("NewsBasket", TITLE, *ARTICLE))).publisher is None


def test_what_the_file_declares_comes_first() -> None:
    text = page(TITLE, *ARTICLE, "The Marsh Courier reached out to the road office for comment.")
    found = told(report(text, publisher="Hill Gazette", host="basket.example"))
    assert (found.publisher, found.host, found.evidence) == ("Hill Gazette", "basket.example", ())


def test_a_fuller_declared_name_is_borne_out_by_its_short_form() -> None:
    text = page(TITLE, *ARTICLE, "The Courier reached out to the road office for comment.")
    assert len(told(report(text, publisher="Marsh Courier")).evidence) == 1


@pytest.mark.parametrize(
    "line",
    [
        "The bridge is safe for cars, Quill told the Marsh Courier on Friday.",
        "The losses have not been confirmed by Northland.",
        "Northland has asked its neighbours for lorries.",
        "We have contacted the road office for comment.",
        "Police could not confirm the reports.",
    ],
)
def test_what_others_say_or_are_told_names_no_publisher(line: str) -> None:
    assert told(report(page(TITLE, *ARTICLE, line))).publisher is None


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("000", "Newsweek"),
        ("001", "Newsweek"),
        ("002", "BBC"),
        ("003", "Newsweek"),
        ("004", "19FortyFive"),
    ],
)
def test_the_founding_reports_tell_their_publisher_in_their_own_voice(
    founding: Path, name: str, publisher: str
) -> None:
    (path,) = founding.glob(f"{name}_*.txt")
    captured = report(path.read_text(encoding="utf-8"))
    found = told(captured)
    assert found.publisher == publisher
    assert found.evidence
    assert all(span.of(captured.text) == publisher for span in found.evidence)
