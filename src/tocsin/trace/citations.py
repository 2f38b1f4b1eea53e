"""Citations: who shows a report and whose reporting it is, as a line of sources names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from tocsin.data import load
from tocsin.nouns import Span
from tocsin.trace.names import fold

__all__ = ["Citation", "Way", "citations"]

Way: TypeAlias = Literal["own", "carried", "retold"]

LONGEST = 2_000
"""Characters of one citation that are taken apart; a longer one is no line of sources."""

PART = re.compile(r"[^;|\n]+")
LABEL = re.compile(r"^(?:sources?|via)\s*:\s*", re.IGNORECASE)
CARRIED = re.compile(r",? (?:as )?(via|carried by|republished by|syndicated by|reprinted in) ")
# "AP Via X" is a citation; in a name ("Campo Via News") the word has its capital by right.
CAPITAL = re.compile(r",? (?:Via|VIA) ")
RETOLD = re.compile(r",? (?:citing|quoting|with reference to) ", re.IGNORECASE)
BRACKET = re.compile(r"^(?P<head>[^()]+) \((?P<inner>[^()]+)\)$")
JOINT = re.compile(r" ?/ ?| [-–—] ")
SEVERAL = re.compile(r", (?:and |& )?")
AND = re.compile(r" ?/ ?| and | & ")


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation of a line: its place there, who shows the report, and whose reporting it is.

    `origin` is whom the publisher has it from, as written, and None where it is the publisher's
    own; `origins` are the names in it. `through` are others on the way, nearest to the origin
    first. `way` says whether the publisher carries the origin's own words ("via"), or tells them
    again in its own ("citing").
    """

    written: Span
    publisher: str
    origin: str | None
    origins: tuple[str, ...]
    through: tuple[str, ...]
    way: Way


def citations(line: str) -> tuple[Citation, ...]:
    """Return the citations of a line of sources, such as "BBC; AFP via RTL", in order.

    Parts stand between semicolons, bars or line ends. Understood are "AFP via RTL", "AFP via RTL
    via MSN", "RTL (AFP)", "(Reuters/AlertNet)", "BBC, citing Interfax" and a name alone. A stroke
    parts names only where the first is a news agency's: "RFE/RL" is one name. Names are kept as
    written, without what brackets them; nothing is looked up.
    """
    return tuple(_citations(line))


def _citations(line: str) -> Iterator[Citation]:
    for match in PART.finditer(line):
        written = " ".join(match.group().split())
        if not _clean(written):
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        span = Span(start, start + len(match.group().strip()))
        yield from _read(written, span)


def _read(written: str, span: Span) -> Iterator[Citation]:
    if len(written) > LONGEST:
        yield _own(written, span)
        return
    text = LABEL.sub("", written)
    if text.startswith("(") and text.endswith(")") and "(" not in text[1:]:
        text = text[1:-1].strip()
    names = [_clean(name) for name in _split(CARRIED, text)]
    if len(names) > 1 and all(names):
        yield _passed(names, span, "carried")
        return
    names = [_clean(name) for name in _split(RETOLD, text)]
    if len(names) > 1 and all(names):
        yield _passed(names[::-1], span, "retold")
        return
    bracket = BRACKET.match(text)
    if bracket is not None:
        inner = re.sub(r"^(?:via|from|by) ", "", bracket["inner"], flags=re.IGNORECASE)
        if inner != bracket["inner"] or _agencies(_names(inner)):
            yield _passed([_clean(inner), _clean(bracket["head"])], span, "carried")
            return
    names = [_clean(name) for name in JOINT.split(text)]
    if len(names) > 1 and all(names) and _agency(names[0]):
        if not _agencies(names):
            yield _passed([names[0], names[-1]], span, "carried")
            return
        for name in names:
            yield _own(name, span)
        return
    if _clean(text):
        yield _own(_clean(text), span)


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return what stands before, between and after the words of passing on."""
    names, at = [], 0
    for match in sorted(
        [*pattern.finditer(text), *(CAPITAL.finditer(text) if pattern is CARRIED else ())],
        key=lambda found: found.start(),
    ):
        before = text[at : match.start()]
        if match.re is CAPITAL and not _agencies(_names(_clean(before))):
            continue
        names.append(before)
        at = match.end()
    return [*names, text[at:]]


def _own(name: str, span: Span) -> Citation:
    return Citation(span, name, None, (), (), "own")


def _passed(names: list[str], span: Span, way: Way) -> Citation:
    """Return the citation of `names`, from the origin to the publisher."""
    origin, *through, publisher = names
    return Citation(span, publisher, origin, _names(origin), tuple(through), way)


def _names(written: str) -> tuple[str, ...]:
    """Return the names in a name: by commas; where all are agencies, by a stroke and "and" too."""
    found: list[str] = []
    for one in SEVERAL.split(written):
        parts = tuple(AND.split(one))
        found.extend(parts if len(parts) > 1 and _agencies(parts) else (one,))
    return tuple(_clean(name) for name in found if _clean(name))


def _clean(name: str) -> str:
    return name.strip(" ,:\"'“”‘’")


def _agency(name: str) -> bool:
    return fold(name) in _known()


def _agencies(names: tuple[str, ...] | list[str]) -> bool:
    return bool(names) and all(_agency(name) for name in names)


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(n) for names in load("trace_terms.yaml")["agencies"] for n in names)
