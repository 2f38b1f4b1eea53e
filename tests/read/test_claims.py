from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.nouns import Span
from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "actor", "action", "thing", "place"),
    [
        ("Norway sent troops to Denmark.", "Norway", "sent", "troops", "Denmark"),
        ("Norway wants to send troops to Denmark.", "Norway", "send", "troops", "Denmark"),
        (
            "Norway is unlikely to send troops to Denmark.",
            "Norway",
            "send",
            "troops",
            "Denmark",
        ),
        (
            "It is likely that Norway will send troops.",
            "Norway",
            "send",
            "troops",
            None,
        ),
        ("Ninety tanks were moved to Denmark.", None, "moved", "Ninety tanks", "Denmark"),
        ("The bridge was hit by Norway.", "Norway", "hit", "The bridge", None),
        ("Oslo and Bergen are forming a group.", "Oslo and Bergen", "forming", "a group", None),
        (
            "The chance of Norway sending troops is low.",
            "Norway",
            "sending",
            "troops",
            None,
        ),
        (
            "The likelihood of Norwegian involvement in the war remains low.",
            "Norwegian",
            "involvement",
            None,
            None,
        ),
    ],
)
def test_a_claim_says_who_does_what_to_what_and_where(
    reader: Reader, text: str, actor: str, action: str, thing: str | None, place: str | None
) -> None:
    claim = max(statements(reader, text), key=lambda s: len(s.content)).claim

    def words(span: Span | None) -> str | None:
        return None if span is None else span.of(text)

    assert words(claim.actor) == actor
    assert words(claim.action) == action
    assert words(claim.object) == thing
    assert words(claim.place) == place


def test_a_later_clause_keeps_the_actor_of_the_first(reader: Reader) -> None:
    text = "Norway has not sent troops to the island, but has lent its ports to the fleet."
    later = statements(reader, text)[-1]
    assert later.claim.actor is not None
    assert later.claim.actor.of(text) == "Norway"
