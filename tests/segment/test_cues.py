"""Cue patterns are data: words in a row, gaps, numbers, the beginning and the end of a line."""

from __future__ import annotations

from typing import get_args

import pytest

from tocsin.nouns import SegmentKind
from tocsin.segment.cues import found_in, tokens_of, vocabulary


def cues(line: str) -> frozenset[str]:
    return found_in(tokens_of(line), vocabulary())


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("12 Comments", "comment"),
        ("Your email address will not be published.", "comment"),
        ("Sign up for our newsletter", "subscribe"),
        ("Share this story", "share"),
        ("Photo: Lena Marsh", "credit"),
        ("A heron takes off from the weir in May. Credit: County Museum", "credited"),
        ("Additional reporting by Ola Tern", "author"),
        ("Ola Tern is a correspondent based in Hull.", "life"),
        ("Related: Why the weir was moved", "link"),
        ("You may also like", "related"),
        ("5 min read", "stamp"),
        ("Filed under: Rivers", "label"),
        ("Advertisement", "advert"),
        ("This video cannot be played", "video"),
        ("The Post is not responsible for the content of external sites.", "embed"),
        ("The Post accepts no orders and is not responsible for external links.", "embed"),
        ("Current Time 0:00", "video"),
        ("Join our growing WhatsApp community", "subscribe"),
        ("Join the Post's Telegram channel", "subscribe"),
        ("Become a member today", "subscribe"),
        ("Find out more here", "related"),
        ("3 hours ago", "stamp"),
        ("All rights reserved.", "notice"),
        ("Skip to content", "menu"),
        ("Schedule your demo today", "promote"),
        ("The Post has contacted the museum for comment.", "asked"),
    ],
)
def test_a_line_shows_its_cue(line: str, cue: str) -> None:
    assert cue in cues(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ukraine is committed to keeping the grain moving, the minister said.",
        "Share prices fell on Monday.",
        "Commercial flights were suspended on Monday.",
        "Volunteers are signing up in droves, the colonel said.",
        "Latest figures show that 20 boats were lost.",
        "The village is getting ready to house the evacuees.",
        "Promoted to colonel in May, he took over the brigade.",
        "Norland is not responsible for the fire at the depot, its spokesman said.",
        "A landing is unlikely at the current time, the general said.",
        "Hundreds of young men left home to join the armed group.",
        "Norland hopes to join the Northern Community this year.",
        "Sudland refused to join the discussion on the port.",
        "Norland has no plan to become a member of the alliance.",
        "The mayor called on the league to support us.",
        "Inspectors found a small amount of the poison, and want to find out more about it.",
        "The base fell to the rebels three months ago.",
        "Young men were made to sign up for the militia.",
        "The findings will not be published, the army said.",
        "A landing is seen as likely before June, the league said.",
        "More news of fighting came from the north on Monday.",
        "The envoy said the two sides must watch the new video before they talk.",
        "The rebels want to sign in to the pact by Friday.",
        "The minister refused to rate this as a raid.",
    ],
)
def test_plain_news_prose_shows_no_cue_for_outside(line: str) -> None:
    words = vocabulary()
    assert not [name for name in cues(line) if words.cues[name].kind is not None]


def test_a_pattern_that_begins_the_line_does_not_match_within_it() -> None:
    assert "related" in cues("Read more")
    assert "stamp" not in cues("the report he published on Friday")


def test_a_cue_does_not_count_in_a_line_longer_than_its_own_limit() -> None:
    assert "share" in cues("Share this")
    assert "share" not in cues("Share this " + "and that " * 20)


def test_curly_apostrophes_and_dots_are_read_like_straight_ones() -> None:
    assert tokens_of("Don’t miss... it") == ["don't", "miss", "…", "it"]


def test_every_cue_has_a_kind_of_segment_or_speaks_for_the_article() -> None:
    known = set(get_args(SegmentKind))
    for cue in vocabulary().cues.values():
        assert cue.kind in known if cue.lean > 0 else cue.kind is None
