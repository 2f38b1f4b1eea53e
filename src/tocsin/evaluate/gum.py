"""Rendering of CoNLL-U documents as plain text, so that offsets into them can be reproduced."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.errors import BadRow
from tocsin.nouns.span import Span

__all__ = ["Rendered", "render"]

COLUMNS = 10
FORM, MISC = 1, 9


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's text and where each of its sentences stands in it (Unicode code points)."""

    text: str
    sentences: tuple[Span, ...]


def render(conllu: str, *, file: str | None = None) -> Rendered:
    """Return the text of one CoNLL-U document.

    Words are written as the surface has them: a multi-word token stands for its words, an empty
    node is left out, and one space follows each unless `SpaceAfter=No`. A sentence that `# newpar`
    opens starts after a blank line, every other after a space.
    Raises `BadRow` for a line that has not ten columns.
    """
    text, spans = "", []
    words: list[str] = []
    fresh, covered = False, 0
    for number, line in enumerate([*conllu.split("\n"), ""], start=1):
        if line.startswith("#"):
            # "# newpar_block" repeats a paragraph's mark-up; only "# newpar" itself opens one.
            fresh = fresh or line[1:].strip().split(" ", 1)[0] == "newpar"
        elif line.strip():
            covered = _add(words, line, covered, file=file, number=number)
        elif words:
            sentence = "".join(words).strip()
            if text:
                text += "\n\n" if fresh else " "
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence
            words, fresh, covered = [], False, 0
    return Rendered(text, tuple(spans))


def _add(words: list[str], line: str, covered: int, *, file: str | None, number: int) -> int:
    """Append a token's surface; return the last word that a multi-word token has covered."""
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise BadRow(
            f"a CoNLL-U line has ten columns, this one {len(columns)}.", file=file, at=number
        )
    key = columns[0]
    if "." in key:
        return covered
    first, _, last = key.partition("-")
    if not last and int(first) <= covered:
        return covered
    space = "" if "SpaceAfter=No" in columns[MISC].split("|") else " "
    words.append(columns[FORM] + space)
    return int(last) if last else covered
