"""When a "would" tells a case, and where an if-clause ends."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def _case(found: Statement) -> str | None:
    if found.condition is None:
        return None
    start = found.condition.start - found.span.start
    return found.text[start : start + len(found.condition)]


@pytest.mark.parametrize(
    ("text", "words", "case"),
    [
        ("The men would be housed in schools, according to the ministry.", "housed", None),
        ("The ministry said the men would be housed in schools.", "housed", None),
        ("An attack would fail, according to the ministry.", "attack", "would"),
        ("An attack would fail.", "attack", "would"),
        ("Sending ships would be folly, according to the ministry.", "folly", "Sending ships"),
        (
            "Ann Lee told a reporter what friends in the navy tell her: half of them would refuse.",
            "refuse",
            None,
        ),
        ("The islanders would rather not fight.", "fight", None),
        ("The island would close its port, the ministry says.", "close", None),
        ("The men would be housed in schools, says Ann Lee, the mayor.", "housed", None),
        ("An attack would fail, the ministry says.", "attack", "would"),
        ("The island would lose its port, the ministry assesses.", "lose", "would"),
        ("The ministry says the island would close its port.", "close", "would"),
        ("“The island would close its port,” the minister says.", "close", "would"),
        (
            "If Norland landed, the island would fall, the ministry says.",
            "fall",
            "If Norland landed",
        ),
    ],
)
def test_a_would_that_is_told_again_is_no_case(
    reader: Reader, text: str, words: str, case: str | None
) -> None:
    assert _case(said(statements(reader, text), words)) == case


def test_what_one_would_rather_do_is_a_liking(reader: Reader) -> None:
    (found,) = statements(reader, "The islanders would rather not fight.")
    assert (found.tense, found.polarity) == ("present", "negated")


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (
            "Even if a strike were under way, it would not by itself mean ruin.",
            "Even if a strike were under way",
        ),
        (
            "If the fleet were near, it would not by any means mean war.",
            "If the fleet were near",
        ),
        (
            "If the army were at the gate, it would not of itself take the town.",
            "If the army were at the gate",
        ),
    ],
)
def test_an_if_clause_ends_before_what_then_would_be(reader: Reader, text: str, case: str) -> None:
    (found,) = statements(reader, text)
    assert _case(found) == case
    assert (found.tense, found.polarity) == ("future", "negated")
