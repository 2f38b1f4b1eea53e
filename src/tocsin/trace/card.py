"""Cards: what the index of tracing holds of each report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Card", "report_in"]


@dataclass(frozen=True, slots=True)
class Card:
    """What the index holds of a report.

    `mark` says which reading of it was taken in. `node` stands for its body, which others may have
    too; `body` are the body's keys, and `sampled` is its trait. `said` gives for each utterance of
    the body, by rank, that in which it agrees with the same words in copies, and its keys; `traits`
    gives the trait of each.
    """

    mark: str
    rank: str
    node: str
    body: tuple[str, ...]
    sampled: str
    said: Mapping[str, tuple[str, tuple[str, ...]]]
    traits: Mapping[str, str]

    def written(self) -> str:
        """Return the card as text."""
        said = {
            rank: [alike, self.traits[rank], *keys] for rank, (alike, keys) in self.said.items()
        }
        parts = [self.mark, self.rank, self.node, self.body, self.sampled, said]
        return json.dumps(parts, sort_keys=True)

    @classmethod
    def read(cls, written: str) -> Card:
        """Return the card that a text stands for."""
        mark, rank, node, body, sampled, said = json.loads(written)
        return cls(
            mark,
            rank,
            node,
            tuple(body),
            sampled,
            {rank: (alike, tuple(keys)) for rank, (alike, _, *keys) in said.items()},
            {rank: trait for rank, (_, trait, *_) in said.items()},
        )


def report_in(member: str) -> str:
    """Return the report of which a rank is, or is a part."""
    return member.split("|", 3)[2]
