"""Echoes: headlines, captions and quote boxes that repeat what the body of their report says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tocsin.trace.utterances import Utterance
from tocsin.trace.words import runs

__all__ = ["echoes_of"]

ECHO_WORDS = 6
ECHO_SHARE = 0.6
ECHO_SPEAKER = 0.2

LABEL_WORDS = 3
"""Words up to which a heading in nobody's name is a label."""


def echoes_of(utterances: Sequence[Utterance]) -> Iterator[tuple[str, str]]:
    """Yield the rank of each headline, caption and quote box with that of what it repeats best.

    Each is compared with the body of its own report, and with no other.
    """
    bodies: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        if not utterance.echo:
            bodies.setdefault(utterance.report.id, []).append(utterance)
    for utterance in utterances:
        if not utterance.echo:
            continue
        scored = [
            (_echo(utterance, other), other.rank) for other in bodies.get(utterance.report.id, ())
        ]
        best = min(scored, key=lambda item: (-item[0], item[1]), default=(0.0, ""))
        if best[0] > 0:
            yield utterance.rank, best[1]


@lru_cache(maxsize=4096)
def _longest(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    # Copies have the same heading over the same words.
    return max((run.count for run in runs(one, other, least=3)), default=0)


def _echo(echo: Utterance, body: Utterance) -> float:
    """Return how well a headline or caption repeats a statement of the body; 0 when it does not."""
    if not echo.text.words or _is_label(echo):
        return 0.0
    longest = _longest(echo.text.words, body.text.words)
    common = len(echo.stems & body.stems)
    share = common / len(echo.stems) if echo.stems else 0.0
    speaker = echo.speaker.key == body.speaker.key and not echo.speaker.voice
    phrase = _phrase(echo) is not None and _phrase(echo) == _phrase(body)
    repeats = (
        longest >= min(ECHO_WORDS, len(echo.text.words))
        or (share >= ECHO_SHARE and common >= 2)
        or (phrase and (common >= 1 or speaker))
        or (speaker and share >= ECHO_SPEAKER)
    )
    if not repeats:
        return 0.0
    return longest / len(echo.text.words) + share + 0.5 * phrase + 0.5 * speaker


def _is_label(echo: Utterance) -> bool:
    """Say whether a heading says nothing by itself: it asks, or names its passage in few words."""
    statement = echo.statement
    if statement.segment != "headline" or not echo.speaker.voice or _phrase(echo) is not None:
        return False
    return statement.act == "question" or len(echo.text.words) <= LABEL_WORDS


def _phrase(utterance: Utterance) -> str | None:
    likelihood = utterance.statement.likelihood
    return None if likelihood is None else " ".join(likelihood.phrase.lower().split())
