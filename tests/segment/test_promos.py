"""Promos amid short paragraphs lose none of them, and what a site says of itself is no report."""

from __future__ import annotations

import pytest
from tests.segment.pages import kinds, page

TITLE = "Lower Marsh opens its bridge"
FIRST = "Lower Marsh opened the old bridge on Friday, the council said."
SECOND = "The lorries went back to their yards, according to the drivers' union."
THIRD = "The bridge will almost certainly close again this year, said Berta Quill of Hull College."
FOURTH = "The repair is probably a cover for a toll, Quill said."
END = "\n\nREAD NEXT\nLorries cross the bridge, anglers say\nCopyright 2022 The Marsh Post\n"


@pytest.mark.parametrize(
    "promo",
    [
        "Related: Council orders a second bridge",
        "Read more: Council orders a toll",
        "Also read: Why Hull fears a toll",
        "RECOMMENDED\nWhy Hull fears a toll\nWho is Berta Quill?",
        "Related: Council orders a toll\nSign up for our daily briefing\nAdvertisement",
        "Advertisement",
    ],
)
@pytest.mark.parametrize("end", ["", END])
def test_short_paragraphs_around_a_promo_are_the_article(promo: str, end: str) -> None:
    body = (FIRST, SECOND, THIRD, FOURTH)
    found = kinds(page(TITLE, FIRST, SECOND, promo, THIRD, promo, FOURTH) + end)
    assert {found[one] for one in body} == {"body"}
    assert "body" not in {kind for line, kind in found.items() if line not in body}


@pytest.mark.parametrize(
    "line",
    [
        "Cookies help us deliver our services.",
        "Our journalism is free thanks to readers like you.",
        "You have reached your limit of free articles.",
        "Create a free account to continue reading.",
        "Enable notifications to stay up to date.",
        "Please disable your ad blocker to continue.",
        "This story was updated to correct a name.",
        "An earlier version of this article misspelled the name of the minister.",
        "This is a developing story and will be updated.",
        "Do you have a tip for our reporters? Write to us.",
        "Be the first to comment.",
        "This audio is auto-generated.",
        "Thank you for reading.",
        "Our standards: The Thomson Reuters Trust Principles.",
        "Material from Reuters was used in this report.",
        "Copyright 2022 The Associated Press. All rights reserved.",
        "Copyright 2022 AP. This material may not be published, broadcast, rewritten or spread.",
    ],
)
def test_what_a_site_says_of_itself_below_an_article_is_none_of_it(line: str) -> None:
    found = kinds(page(TITLE, FIRST, SECOND, THIRD, line))
    assert found[line] not in {"body", "headline", "quotebox"}
    assert found[THIRD] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "The law was updated on Monday, officials said.",
        "Cookies were handed to drivers, she said.",
        "The council published an earlier version of the report in May.",
        "He thanked readers for their support.",
        "A previous version of this report by the union put the toll at 40, the envoy said.",
        "The drivers reserved all rights to strike, he said.",
        "This is a breaking point, said the mayor.",
        "The list, updated on Friday, names 40 men, the union said.",
    ],
)
def test_what_only_sounds_like_it_is_the_article(line: str) -> None:
    found = kinds(page(TITLE, FIRST, SECOND, THIRD, line))
    assert found[line] == "body"


@pytest.mark.parametrize(
    "foot",
    [
        "By Ann Lee",
        "Originally published by Northern Wire on 3 May 2022.",
        "(Reporting by Ann Lee)",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("title", [TITLE + "{gap}", ""])
def test_an_article_of_short_sentences_stands_above_its_credits(
    foot: str, gap: str, title: str
) -> None:
    text = title.format(gap=gap) + gap.join((FIRST, SECOND, foot)) + "\n"
    found = kinds(text)
    assert [found[one] for one in (FIRST, SECOND)] == ["body", "body"]
    assert found[foot] in {"byline", "meta", "furniture"}


def test_a_standfirst_above_the_byline_of_short_paragraphs_is_no_body() -> None:
    found = kinds(page(TITLE, FIRST, "By Ann Lee", "3 May 2022", SECOND, "Gulls came."))
    assert found[FIRST] == "headline"
    assert found[SECOND] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "This report was revised by the ministry, officials said.",
        "This report has been updated since the war began, Quill said.",
    ],
)
def test_what_somebody_says_of_a_report_is_body(line: str) -> None:
    assert kinds(page(TITLE, FIRST, SECOND, THIRD, line))[line] == "body"
