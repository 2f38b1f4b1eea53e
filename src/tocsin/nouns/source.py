"""Sources and outlets: who speaks, who relays, and the register that knows their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

__all__ = [
    "SOURCE_KINDS",
    "Grade",
    "Outlet",
    "Register",
    "Reliability",
    "Source",
    "SourceKind",
]

SourceKind = Literal[
    "government",
    "military",
    "think-tank",
    "monitor",
    "expert",
    "official",
    "opposition",
    "media",
    "company",
    "international",
    "person",
    "unknown",
]
SOURCE_KINDS: frozenset[str] = frozenset(get_args(SourceKind))
"""The kinds of source there are, for what checks a register that people wrote."""

Reliability = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty grade: reliability of the source A–E and credibility of the item 1–5, set apart.

    None stands for F and 6: unknown, which is no average.
    Source: NATO AJP-2.1, the Admiralty system.
    """

    reliability: Reliability | None
    credibility: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A person or body that speaks.

    `interests` are parties the source belongs to or speaks for, as written in the register;
    `yardstick` is the scale it is known to write to, None where it declared none.
    """

    name: str
    aliases: tuple[str, ...]
    kind: SourceKind
    interests: tuple[str, ...]
    yardstick: str | None
    reliability: Reliability | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher that relays; `of` are the states whose outlet it is, empty where unknown."""

    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    reliability: Reliability | None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All sources and outlets that a desk knows, by folded name and alias.

    `by_alias` maps a folded name to the canonical name of a source, `outlet_by_alias` likewise for
    outlets. A name that is in neither is *proposed*, never merged.
    """

    sources: Mapping[str, Source]
    outlets: Mapping[str, Outlet]
    by_alias: Mapping[str, str]
    outlet_by_alias: Mapping[str, str]

    def __hash__(self) -> int:
        """Make a register one that what follows from it can be kept by; equals have one size."""
        return hash((len(self.sources), len(self.outlets), len(self.by_alias)))
