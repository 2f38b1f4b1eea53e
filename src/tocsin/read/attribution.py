"""Attribution: words that give a content to a source, as ranges of tokens of one passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.nouns import Act
from tocsin.read.syntax import Range, ranges, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Attribution", "inside", "without"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say or think what, by which words.

    `head` is the token that announces it and `cue` its phrase. `source` is as written ("who"),
    None where nobody is named; `subject` is the token of the noun that it stands for. `root` is the
    token on which the content hangs. `form`: "verb", "noun", "preposition", "adverb". `direct` when
    the content is quoted speech. `speaks` is false for what the writer reads in another's mind.
    """

    head: int
    cue: Range
    source: Range | None
    subject: int | None
    content: tuple[Range, ...]
    root: int | None
    act: Act
    speaks: bool
    word: str
    group: str
    form: str
    direct: bool = False

    @property
    def hull(self) -> Range:
        """From the first to the last token of the content."""
        return self.content[0][0], self.content[-1][1]


def inside(i: int, content: Sequence[Range]) -> bool:
    """Say whether a token lies in one of some ranges."""
    return any(first <= i < past for first, past in content)


def without(doc: Doc, content: Sequence[Range], taken: Sequence[Range | None]) -> tuple[Range, ...]:
    """Take the tokens of `taken` out of `content`, and stops and commas off its ends."""
    gone = {i for span in taken if span is not None for i in range(*span)}
    kept = ranges(i for first, past in content for i in range(first, past) if i not in gone)
    clean = (trimmed(doc, part) for part in kept)
    return tuple(_closed(doc, part) for part in clean if part is not None)


def _closed(doc: Doc, part: Range) -> Range:
    """Take in the other mark of a quotation of which a part has only one."""
    first, past = part
    marks = [t.i for t in doc[first:past] if t.text == '"']
    if len(marks) % 2 == 0:
        return part
    for ahead in (past, past + 1):
        if ahead < len(doc) and doc[ahead].text == '"' and (ahead == past or doc[past].is_punct):
            return first, ahead + 1
    if first > 0 and doc[first - 1].text == '"':
        return first - 1, past
    if marks == [past - 1] and past - 1 > first:
        return first, past - 1
    return part
