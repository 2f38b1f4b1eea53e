"""Stories: articles on one event are found by what sets it apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.trace import Article, stories

FLOOD = [
    Article(
        "flood-1",
        "Dam bursts above Example",
        "The dam above Example burst and the river Lodra rose.",
    ),
    Article(
        "flood-2",
        "Lodra floods Example",
        "Water of the river Lodra stood in Example after the dam burst.",
    ),
    Article(
        "flood-3",
        "Example evacuated",
        "Example was evacuated when the Lodra dam burst in the night.",
    ),
]
VOTE = [
    Article(
        "vote-1", "Dockers vote", "Dockers of Harbourton voted for the offer of the port authority."
    ),
    Article(
        "vote-2",
        "Harbourton port opens",
        "The port of Harbourton opens as dockers voted to end a strike.",
    ),
]
ALONE = Article("alone", "A heron", "A heron was seen in the gardens of the old museum.")


def test_articles_on_one_event_stand_together() -> None:
    assert stories([*VOTE, ALONE, *FLOOD]) == (
        ("alone",),
        ("flood-1", "flood-2", "flood-3"),
        ("vote-1", "vote-2"),
    )


@settings(max_examples=20)
@given(st.permutations([*FLOOD, *VOTE, ALONE]))
def test_stories_do_not_know_the_order_of_arrival(articles: list[Article]) -> None:
    assert stories(articles) == stories([*FLOOD, *VOTE, ALONE])


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.sampled_from("ash bay cod dam elm fog gin hay ink jam".split()), max_size=12),
        max_size=12,
    )
)
def test_every_article_is_in_exactly_one_story(texts: list[list[str]]) -> None:
    articles = [Article(f"{n:02}", "", " ".join(words)) for n, words in enumerate(texts)]
    grouped = [name for group in stories(articles) for name in group]
    assert sorted(grouped) == [article.id for article in articles]


def test_many_articles_are_grouped_too() -> None:
    """From a hundred on latent directions count as well."""
    articles = [
        Article(
            f"{event:02}-{part}",
            f"Place{event} name{event}",
            " ".join(f"word{event}x{word}" for word in range(part, part + 6)) + " said on Monday.",
        )
        for event in range(40)
        for part in range(3)
    ]
    grouped = stories(articles)
    assert len(grouped) == 40
    assert all(len({name[:2] for name in group}) == 1 for group in grouped)


def test_nothing_and_one_are_no_trouble() -> None:
    assert stories([]) == ()
    assert stories([ALONE]) == (("alone",),)
    assert stories([ALONE, ALONE]) == (("alone",),)


def test_articles_far_apart_in_time_are_drawn_apart() -> None:
    """Two floods of one river, a year between them, are two stories; on one day they are one."""
    spring, next_year = date(2021, 3, 1), date(2022, 3, 4)
    first = Article("a", "", "The Lodra rose, cellars were pumped dry and a bridge was shut.")
    second = Article("b", "", "The Lodra rose; sandbags, boats and soldiers came to old streets.")
    near = [replace(article, published=(spring, spring)) for article in (first, second)]
    far = [near[0], replace(second, published=(next_year, next_year))]
    others = [*VOTE, ALONE]
    assert ("a", "b") in stories([*near, *others])
    assert ("a",) in stories([*far, *others])


def test_a_month_without_a_day_is_near_all_its_days() -> None:
    month = (date(2021, 3, 1), date(2021, 3, 31))
    day = (date(2021, 3, 30), date(2021, 3, 30))
    far = [replace(FLOOD[0], published=month), replace(FLOOD[1], published=day)]
    same = [replace(FLOOD[0], published=day), replace(FLOOD[1], published=day)]
    assert stories([*far, *VOTE]) == stories([*same, *VOTE])
