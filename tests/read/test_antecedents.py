"""Antecedents: a likelihood that only points back is of what was told before."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader


def last_scope(reader: Reader, text: str) -> str:
    """What the last likelihood of a text is of."""
    found = [s.likelihood for s in statements(reader, text) if s.likelihood is not None]
    return found[-1].of.of(text)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Norway may join the war this year. The odds are long, Ann Lee said.", None),
        ("Norway may join the war this year. That is unlikely, Ann Lee said.", None),
        ("Norway may join the war this year, but the chances are slim.", None),
        ("Norway may join the war this year.\n\nThe chances look poor to most.", None),
        (
            "Some fear that Norway could send boats. They cost a lot, and the odds are long.",
            "Norway could send boats",
        ),
        (
            "The institute told of the risk of a raid from the north. The risk remains low.",
            "a raid from the north",
        ),
    ],
)
def test_bare_chances_are_of_the_last_possibility_told(
    reader: Reader, text: str, of: str | None
) -> None:
    assert last_scope(reader, text) == (of or "Norway may join the war this year")


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Norway may join the war. The risk of rain remains low.", "rain"),
        ("Norway may join the war. It is unlikely that it will rain.", "it will rain"),
        ("Norway may join. It would likely be a loss.", "It would likely be a loss"),
    ],
)
def test_a_likelihood_that_tells_what_it_is_of_is_of_that(
    reader: Reader, text: str, of: str
) -> None:
    assert last_scope(reader, text) == of


@pytest.mark.parametrize(
    "before",
    ["The strait is frozen.", "Will Norway join the war?", "Norway will not join the war."],
)
def test_without_a_possibility_told_before_chances_keep_their_own_clause(
    reader: Reader, before: str
) -> None:
    assert last_scope(reader, f"{before} The chances are slim.") == "The chances are slim"
