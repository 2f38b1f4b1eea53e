"""Headlines: the speaker that a headline names behind a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.nouns import Name
from tocsin.read.cues import cues
from tocsin.read.syntax import Range, trimmed
from tocsin.read.threads import Page, Voice

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

__all__ = ["speaker_behind"]

_BYLINE = re.compile(
    r"(?:report|source|official|expert|analyst|study|poll|minister|think tank)s?", re.IGNORECASE
)


def speaker_behind(page: Page, sentence: Sentence) -> tuple[Range, Voice] | None:
    """Return what a headline says and in whose voice: "No sign of troops: ministry"; or None.

    Behind "report" or "study" stands nobody: the voice has no speaker.
    """
    doc = page.doc
    colon = next((t.i for t in reversed(list(sentence)) if t.text == ":"), None)
    if colon is None or not sentence.start + 3 < colon or sentence.end - colon > 6:
        return None
    tail = trimmed(doc, (colon + 1, sentence.end))
    if tail is None:
        return None
    words = doc[tail[0] : tail[1]]
    known = (
        _BYLINE.fullmatch(words.text) is not None or words[-1].lemma_.casefold() in cues().groups
    )
    if not known and not all(t.pos_ == "PROPN" or t.lower_ in {"the", "of", "'s"} for t in words):
        return None
    first = tail[0] + (1 if words[0].lower_ == "the" and len(words) > 1 else 0)
    span = page.span((first, tail[1]))
    cue = page.span((colon, colon + 1))
    if len(words) == 1 and words[0].lemma_.casefold() in cues().documents:
        return trimmed(doc, (sentence.start, colon)) or (sentence.start, colon), Voice(
            None, cue=cue
        )
    name = Name(doc[first : tail[1]].text, span, named=_BYLINE.fullmatch(words.text) is None)
    content = trimmed(doc, (sentence.start, colon)) or (sentence.start, colon)
    return content, Voice(name, cue=cue)
