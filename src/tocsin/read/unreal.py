"""Unreal settings: war games, simulations and novels, in which what is told does not happen."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.syntax import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

__all__ = ["setting"]

_BREAK = re.compile(r"[;:]\s|,?\s+(?:but|while|whereas|although|though)\s", re.IGNORECASE)


def setting(doc: Doc, sentence: Sentence, content: Range) -> Range | None:
    """Return the words that set a content in a war game or a novel, None where nothing does.

    Those are a phrase such as "in the simulation" in the same part of the sentence, or such a work
    as that which tells or imagines it ("the novel imagines that"), before the content. They stand
    for the case in which alone it holds.
    """
    first, past = content
    # "a novel in which": the two words that open the clause are read with the work
    opening = doc[sentence.start : min(first + 2, past)].text_with_ws
    for before in _works().finditer(opening):
        if _BREAK.search(opening, before.end()) is None:
            return _tokens(doc, doc[sentence.start].idx, before.span())
    said = doc[first:past].text
    found = _works().search(said)
    return None if found is None else _tokens(doc, doc[first].idx, found.span())


def _tokens(doc: Doc, offset: int, found: tuple[int, int]) -> Range | None:
    span = doc.char_span(offset + found[0], offset + found[1], alignment_mode="expand")
    return None if span is None else (span.start, span.end)


@cache
def _works() -> re.Pattern[str]:
    """The words of "in a war game", or of such a work that tells: "the novel imagines that"."""
    telling = "|".join(load("read_unreal.yaml")["telling"])
    return re.compile(
        rf"\b(?:in|during|within|under|throughout)\s+{_work()}"
        rf"|(?:^|,\s|\b(?:that|wrote|written|writing|of)\s){_work()}[^,;:]{{0,60}}?\s(?:{telling})\b",
        re.IGNORECASE,
    )


@cache
def _work() -> str:
    words = load("read_unreal.yaml")
    return (
        r"(?:(?:an?|the|this|that|one|its|his|her|their|our|another|some|several|two|three|most|all"
        r"|many|recent|new)\s+(?:of\s+(?:the|its)\s+)?)*(?:(?!documentary\b)[\w’'-]+\s+){0,3}?"
        rf"(?:{'|'.join(words['works'])})\b"
    )
