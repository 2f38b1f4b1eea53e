"""Course: how a network is taught."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Course"]


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is taught.

    `rounds` over all lessons, `windows` at a time of `room` pieces; `rate` of learning for the
    encoder's top layer, `decay` of it from each layer to the one below, `head_rate` for the heads;
    `unhinted`: share of windows that are shown without hints; `relations`: weight of sources and
    contents beside that of cues; `doubt`: cues found wrongly are shown, as having no content, after
    this share of the course.
    """

    rounds: int = 3
    windows: int = 8
    room: int = 256
    rate: float = 2e-4
    decay: float = 0.9
    head_rate: float = 1e-3
    unhinted: float = 0.1
    relations: float = 0.2
    doubt: float = 0.3
    seed: int = 20
