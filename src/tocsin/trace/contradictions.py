"""Contradictions: things said that cannot all be true, held open with the place of each side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from tocsin.nouns import Contradiction, Origin, Reading, Register
from tocsin.trace.cast import surnames_of
from tocsin.trace.claimed import about_of, claims_of
from tocsin.trace.counts import count_contradictions
from tocsin.trace.days import day_contradictions
from tocsin.trace.firsts import first_contradictions
from tocsin.trace.headlines import NEGATIONS, headline_contradictions
from tocsin.trace.neighbours import DictNeighbours, near
from tocsin.trace.persons import in_full
from tocsin.trace.twins import folded
from tocsin.trace.utterances import Utterance, utterances_of
from tocsin.trace.words import containment
from tocsin.trace.workings import Workings

__all__ = ["contradictions"]

ONE_MATTER = timedelta(days=30)
SAME_CLAIM = 0.75
PAIRED_STEMS = 6

FEWEST = 3
"""Words of a claim; only a denial of just these is told from what else has three in common."""


def contradictions(
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    *,
    workings: Workings | None = None,
) -> tuple[Contradiction, ...]:
    """Return what the readings say that cannot all be true, sorted by kind, then first side.

    Four kinds: competing counts of one thing; dates that collide (a "first since" belied by dated
    statements, a deed that is done once told of two days); one claim affirmed and denied; a
    headline that says other than its body: of how likely what is, of what is denied, of a figure.
    Sides that are mentions of one origin count once, at its earliest mention, so a copy contradicts
    nothing; nor does a report that differs from another in nothing but its masthead. Nothing is
    merged or decided here. `workings` are as in `trace`.
    """
    twins = folded(readings, register).first
    utterances = utterances_of(twins, register) if workings is None else workings.utterances(twins)
    utterances = in_full(utterances, surnames_of(register))
    once = _earliest(utterances, origins)
    found = [
        *count_contradictions(once),
        *first_contradictions(once, register),
        *day_contradictions(once, register),
        *_opposed(once, register),
        *headline_contradictions(utterances, origins, register),
    ]
    return tuple(sorted(found, key=lambda one: (one.kind, one.sides, one.about)))


def _earliest(utterances: Sequence[Utterance], origins: Sequence[Origin]) -> tuple[Utterance, ...]:
    """Return the utterances without those that copy, quote or relay an earlier one."""
    traced = {utterance.report.id for utterance in utterances}
    later = {
        (mention.report, mention.statement)
        for origin in origins
        for mention in origin.mentions
        if mention.report in traced and mention.kind in {"copy", "quote", "relay"}
    }
    return tuple(u for u in utterances if (u.report.id, u.statement.id) not in later)


def _opposed(utterances: Sequence[Utterance], register: Register) -> Iterator[Contradiction]:
    """Yield pairs of statements that affirm and deny one claim within thirty days."""
    able = [u for u in utterances if _claims(u)]
    told = claims_of(able, register)
    claims = [u for u in able if len(told[u.rank]) >= FEWEST]
    frequency: dict[str, int] = {}
    for utterance in claims:
        for word in told[utterance.rank]:
            frequency[word] = frequency.get(word, 0) + 1
    index = DictNeighbours()
    keys: dict[str, tuple[str, ...]] = {}
    for utterance in claims:
        rank = utterance.rank
        rare = sorted(told[rank], key=lambda word: (frequency[word], word))[:PAIRED_STEMS]
        keys[rank] = tuple(f"{a} {b}" for a, b in combinations(sorted(rare), 2))
        index.add(rank, keys[rank])
    by_rank = {utterance.rank: utterance for utterance in claims}
    for rank, held in keys.items():
        for other in near(index, rank, held):
            one, two = by_rank[other], by_rank[rank]
            if _oppose(one, two) and _one_claim(one, two, told):
                shared = " ".join(sorted(told[one.rank] & told[two.rank]))
                sides = tuple(
                    (u.statement.id, u.report.id, u.statement.content) for u in (one, two)
                )
                yield Contradiction("polarity", shared, sides)


def _one_claim(one: Utterance, other: Utterance, told: Mapping[str, frozenset[str]]) -> bool:
    """Say whether two statements are of one claim: fewer words do where one denies just these."""
    first, second = told[one.rank], told[other.rank]
    first, second = about_of(first, second, one), about_of(second, first, other)
    if first == second and "denial" in {one.statement.act, other.statement.act}:
        return len(first) >= FEWEST
    return len(first & second) > FEWEST and containment(first, second) >= SAME_CLAIM


def _claims(utterance: Utterance) -> bool:
    statement = utterance.statement
    return not (
        utterance.echo
        or statement.act in {"question", "appeal", "threat"}
        or statement.condition is not None
        or statement.background
        or statement.likelihood is not None
        or utterance.published is None
    )


def _denies(utterance: Utterance) -> bool:
    return (utterance.statement.polarity == "negated") != (utterance.statement.act == "denial")


def _oppose(one: Utterance, other: Utterance) -> bool:
    if _denies(one) == _denies(other) or one.published is None or other.published is None:
        return False
    # What one source says otherwise later is a change of its word, and `trace` shows it as such.
    if one.speaker.name == other.speaker.name:
        return False
    if one.report.id == other.report.id and one.statement.span.overlaps(other.statement.span):
        return False
    if _negations(one) == _negations(other):
        return False
    if abs(one.published - other.published) > ONE_MATTER:
        return False
    tenses = {one.statement.tense, other.statement.tense}
    denied = "denial" in {one.statement.act, other.statement.act}
    # What somebody denies doing is no plan, either.
    return tenses != {"past", "future"} and not (denied and tenses == {"present", "future"})


def _negations(utterance: Utterance) -> int:
    """Return how many words of negation the content has: the same words cannot be opposed."""
    denial = utterance.statement.act == "denial"
    return denial + sum(
        word in NEGATIONS or word.endswith(("n't", "n’t")) for word in utterance.text.words
    )
