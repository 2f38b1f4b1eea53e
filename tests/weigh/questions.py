"""Questions put to proposals in tests: their watches, and what a made-up report fills in them."""

from __future__ import annotations

from datetime import date
from functools import cache

from tests.weigh.build import say

from tocsin.nouns import Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh import parse_watch, propose_watch
from tocsin.weigh.patterns import match

OPENS, CLOSES = date(2031, 1, 1), date(2031, 7, 1)

CONDOR = "Will Chile deliver Condor missiles to Peru?"
HOLDER_LEFT = "Will Anna Petrova be dismissed as secretary of the Economic Council?"
LEAK = "Will there be a radiation leak at the Temelin nuclear plant?"
OFFICE = "Will Chile dismiss its defence minister?"
SENT = "Will Kenya send its army into Somalia?"
TRUCE = "Will Chile sign a ceasefire with Peru?"

COLUMNS = ("question", "text", "actor", "told")
"""Of a table of reports: the question, what is told by whom, and whether that is its event."""


@cache
def watch_for(question: str) -> Watch:
    return parse_watch(propose_watch(question, CLOSES, opens=OPENS), file="the proposal")


def come_about(question: str, text: str, actor: str) -> bool:
    """Whether any outcome sign of the proposed watch is filled by a report."""
    signs = [one for one in watch_for(question).indicators if one.kind == OUTCOME]
    return any(match(p, say(text, actor=actor)) for one in signs for p in one.match)


def claims_filled(question: str, text: str, actor: str) -> set[str]:
    return {
        one.id
        for one in watch_for(question).propositions
        if any(match(p, say(text, actor=actor)) for p in one.match)
    }
