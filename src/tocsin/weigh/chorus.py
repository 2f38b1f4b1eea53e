"""Chorus: who says the same of one indicator within some days, and who says the opposite."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Chorus", "Voice"]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one bearing says, when, and of which first origin; `speaks` where it can corroborate.

    `via` are the sources through whom it came: who relays words is no second voice for them.
    """

    root: str
    source: str
    direction: str
    at: datetime
    speaks: bool
    via: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Near:
    """What the voices of some days say to one direction.

    `speaking` maps a source that says the same to the one root it says it by, None for several;
    `via` one to those through whom all came that it says.
    """

    speaking: dict[str, str | None]
    via: dict[str, frozenset[str]]
    opposing: frozenset[str]


class Chorus:
    """Voices on one indicator; those at most `span` apart in time are heard together.

    Many bearings hear the same voices, which are put together once for each stretch of time and
    direction: not each bearing is set beside each other one.
    """

    def __init__(self, voices: Sequence[Voice], span: timedelta) -> None:
        self._voices = sorted(voices, key=lambda voice: voice.at)
        self._times = [voice.at for voice in self._voices]
        self._span = span
        self._near: dict[tuple[int, int, str], _Near] = {}
        self.heard = 0

    def beside(self, own: Voice, contradicting: frozenset[str]) -> list[str]:
        """Return the sources that say what `own` says by another root, sorted.

        Whose newest word is the opposite says it not, nor does who is among `contradicting`. Who
        passes words on confirms them not, nor do they him.
        """
        first = bisect_left(self._times, -self._span, key=lambda at: at - own.at)
        after = bisect_right(self._times, self._span, key=lambda at: at - own.at)
        key = first, after, own.direction
        if key not in self._near:
            self._near[key] = self._together(self._voices[first:after], own.direction)
        near = self._near[key]
        return sorted(
            source
            for source, root in near.speaking.items()
            if root != own.root
            and source not in own.via
            and own.source not in near.via[source]
            and (source == own.source or source not in near.opposing)
            and source not in contradicting
        )

    def _together(self, voices: Sequence[Voice], direction: str) -> _Near:
        self.heard += len(voices)
        newest: dict[str, tuple[datetime, str]] = {}
        speaking: dict[str, str | None] = {}
        via: dict[str, frozenset[str]] = {}
        for voice in voices:
            # Of two words of one time the opposite counts: who says both confirms neither.
            held = (voice.at, "" if voice.direction == direction else "opposed")
            newest[voice.source] = max(newest.get(voice.source, held), held)
            if voice.speaks and voice.direction == direction:
                root = speaking.setdefault(voice.source, voice.root)
                speaking[voice.source] = root if root == voice.root else None
                via[voice.source] = via.get(voice.source, voice.via) & voice.via
        opposing = frozenset(source for source, (_, way) in newest.items() if way)
        return _Near(speaking, via, opposing)
