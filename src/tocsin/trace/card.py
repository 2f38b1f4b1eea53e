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
    too; `body` are the body's keys. `said` gives for each utterance of the body, by rank, that in
    which it agrees with the same words in copies, and its keys.
    """

    mark: str
    rank: str
    node: str
    body: tuple[str, ...]
    said: Mapping[str, tuple[str, tuple[str, ...]]]

    def written(self) -> str:
        """Return the card as text."""
        said = {rank: [alike, *keys] for rank, (alike, keys) in self.said.items()}
        return json.dumps([self.mark, self.rank, self.node, self.body, said], sort_keys=True)

    @classmethod
    def read(cls, written: str) -> Card:
        """Return the card that a text stands for."""
        mark, rank, node, body, said = json.loads(written)
        return cls(
            mark,
            rank,
            node,
            tuple(body),
            {rank: (alike, tuple(keys)) for rank, (alike, *keys) in said.items()},
        )


def report_in(member: str) -> str:
    """Return the report of which a rank is, or is a part."""
    return member.split("|", 3)[2]
