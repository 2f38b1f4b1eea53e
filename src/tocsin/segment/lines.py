"""Lines: a text cut into the pieces that get one kind each, covering every character once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.nouns import Span

__all__ = ["MAX_PIECES", "Piece", "pieces_of"]

MAX_PIECES = 20_000
"""More pieces than this are no article: neighbours are bunched until there are fewer."""

# Mail and typewritten text is broken at 60 to 80 characters; pages of more than 120 are not broken.
WRAP_LEAST = 45
WRAP_MOST = 120
# A broken line is about as long as its neighbours; only a paragraph's last line is shorter.
WRAP_SHARE = 0.7

# A sentence may be broken by hand anywhere in a paragraph that stands by itself; longer runs of
# lines are lists, verses or pages without empty lines.
BLOCK = 12
FEWEST = 3  # words of a line that is broken within a sentence
BROKEN = frozenset(
    "a an and as at because but by for from her his if in into its my of on or our than that the "
    "their this to when which while who with your said says saying told tells added adds".split()
)
"""Words after which a sentence goes on, whatever its next line begins with."""

ENDINGS = frozenset(".!?:;…\"'”’»)]}*_|>")
CLOSERS = "\"'”’»)]*_ "
OPENINGS = ("#", ">", "-", "*", "•", "·", "–", "—", "|", "+", "(", "[")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the lines of one hard-wrapped paragraph.

    `span` takes in the white space that follows (and, for the first piece, that precedes); `text`
    is the line without the white space around it. `tight` says that no empty line stands between
    it and the piece above.
    """

    span: Span
    text: str
    tight: bool


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Return the pieces of `text`, in order, covering 0 to len(text) once; () for empty text.

    White space alone is one piece with an empty `text`. Takes time linear in len(text).
    """
    if not text:
        return ()
    found = _joined(_filled_lines(text))
    if not found:
        return (Piece(Span(0, len(text)), "", False),)
    if len(found) > MAX_PIECES:
        found = _bunched(found)
    starts = [0, *(start for start, _, _, _ in found[1:]), len(text)]
    return tuple(
        Piece(Span(starts[at], starts[at + 1]), said, tight)
        for at, (_, _, said, tight) in enumerate(found)
    )


Line = tuple[int, int, str, bool]  # start, end, stripped text, tight


def _filled_lines(text: str) -> list[Line]:
    """Return the lines that hold more than white space, from each line's first character."""
    lines: list[Line] = []
    at = 0
    gap = True
    for raw in text.splitlines(keepends=True):
        said = raw.strip()
        if said:
            lines.append((at, at + len(raw), said, not gap))
            gap = False
        else:
            gap = True
        at += len(raw)
    return lines


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those of one hard-wrapped paragraph made one."""
    joined: list[Line] = []
    parts: list[str] = []
    sentences = _sentence_blocks(lines)
    for at, line in enumerate(lines):
        if at and (_runs_on(lines, at) or (sentences[at] and _is_broken(lines, at))):
            parts.append(line[2])
            start, _, _, tight = joined[-1]
            joined[-1] = (start, line[1], "", tight)
            continue
        if len(parts) > 1:
            start, end, _, tight = joined[-1]
            joined[-1] = (start, end, " ".join(parts), tight)
        parts = [line[2]]
        joined.append(line)
    if len(parts) > 1:
        start, end, _, tight = joined[-1]
        joined[-1] = (start, end, " ".join(parts), tight)
    return joined


def _runs_on(lines: Sequence[Line], at: int) -> bool:
    """Say whether line `at` goes on where the line above it was broken."""
    _, _, above, _ = lines[at - 1]
    _, _, here, tight = lines[at]
    if not tight or not WRAP_LEAST <= len(above) <= WRAP_MOST or len(here) > WRAP_MOST:
        return False
    if here.startswith(OPENINGS) or above.startswith(("#", "|")):
        return False
    if above[-1] not in ENDINGS and here[0].islower():
        return True
    # Inside a block that is plainly wrapped, a sentence may begin with a line or end with one.
    return len(above) >= WRAP_SHARE * _width(lines, at) and _wrapped_near(lines, at)


def _sentence_blocks(lines: Sequence[Line]) -> list[bool]:
    """Say of every line whether it stands in a short block in which a sentence ends below it."""
    found = [False] * len(lines)
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end][3]:
            continue
        if 1 < end - start <= BLOCK:
            ends = False
            for at in range(end - 1, start - 1, -1):
                ends = ends or lines[at][2].rstrip(CLOSERS).endswith((".", "!", "?"))
                found[at] = ends
        start = end
    return found


def _is_broken(lines: Sequence[Line], at: int) -> bool:
    """Say whether the break above line `at`, which is tight, falls within a sentence."""
    above, here = lines[at - 1][2], lines[at][2]
    if not lines[at][3] or here.startswith(OPENINGS) or above.startswith(OPENINGS):
        return False
    if above[-1] in ENDINGS or len(words := above.split()) < FEWEST:
        return False
    return here[0].islower() or above[-1] == "," or words[-1].lower() in BROKEN


def _width(lines: Sequence[Line], at: int) -> int:
    return max(len(line[2]) for line in lines[max(0, at - 3) : at + 3])


def _wrapped_near(lines: Sequence[Line], at: int) -> bool:
    """Say whether most breaks in the tight lines about `at` fall within a sentence."""
    breaks = within = 0
    for here in range(max(1, at - 4), min(len(lines), at + 5)):
        above, below = lines[here - 1][2], lines[here]
        if not below[3] or len(above) > WRAP_MOST or len(below[2]) > WRAP_MOST:
            if here <= at:
                breaks = within = 0
                continue
            break
        breaks += 1
        within += above[-1] not in ENDINGS and below[2][0].islower() and len(above) >= WRAP_LEAST
    return breaks >= 2 and within * 2 >= breaks


def _bunched(lines: Sequence[Line]) -> list[Line]:
    size = -(-len(lines) // MAX_PIECES)
    return [
        (bunch[0][0], bunch[-1][1], " ".join(line[2] for line in bunch), bunch[0][3])
        for bunch in (lines[at : at + size] for at in range(0, len(lines), size))
    ]
