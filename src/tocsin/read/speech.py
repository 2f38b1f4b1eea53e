"""Speech: quotations given to the words that announce them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.read.attribution import Attribution, inside, without
from tocsin.read.cues import Cues
from tocsin.read.syntax import Range, ranges
from tocsin.read.verbs import announced_by

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["with_speech"]

_BEFORE = frozenset({",", ":", "-", "–", "—"})
_ENDS = frozenset({",", ".", "?", "!", "…", "..."})
_SHORTEST = 4


def with_speech(
    sentence: Span, found: Sequence[Attribution], quotes: Sequence[Range], words: Cues
) -> Iterator[Attribution]:
    """Give the attributions of a sentence, each with the quotations of direct speech it announces.

    A quotation that no attribution has taken makes one of its own with the nearest verb of saying.
    """
    doc = sentence.doc
    here = [(max(q[0], sentence.start), min(q[1], sentence.end)) for q in quotes]
    direct = [q for q in here if _is_direct(sentence, q)]
    taken: dict[int, list[Range]] = {}
    bare: dict[int, list[Range]] = {}
    for quote in direct:
        place = _announcing(found, quote, direct)
        if place is not None:
            taken.setdefault(place, []).append(quote)
            continue
        verb = _nearest(sentence, quote, direct, words)
        known = next(
            (n for n, a in enumerate(found) if verb is not None and a.head == verb.i), None
        )
        if known is not None:
            taken.setdefault(known, []).append(quote)
        elif verb is not None:
            bare.setdefault(verb.i, []).append(quote)
    for place, each in enumerate(found):
        own = taken.get(place, [])
        tokens = {i for q in own for i in range(*q)}
        tokens |= {i for part in each.content if _touches(part, own) for i in range(*part)}
        tokens |= _told_before(each, own)
        content = without(doc, ranges(tokens), [each.source, each.cue])
        yield replace(each, content=content, direct=True) if content else each
    for i, own in sorted(bare.items()):
        made = _announced(doc[i], own, words)
        if made is not None:
            yield made


def _told_before(each: Attribution, own: Sequence[Range]) -> set[int]:
    """What a cue closes that then opens a quotation: 'A raid is far off, Lee said, "but"'."""
    behind = own and each.form == "verb" and all(q[0] >= each.cue[1] for q in own)
    if not behind or len(each.content) != 1 or each.source is None:
        return set()
    (part,) = each.content
    close = part[1] <= each.source[0] <= part[1] + 1 and each.source[1] <= each.cue[0]
    return set(range(*part)) if close and not _touches(part, own) else set()


def _touches(part: Range, quotes: Sequence[Range]) -> bool:
    return any(part[0] < q[1] and q[0] < part[1] for q in quotes)


def _is_direct(sentence: Span, quote: Range) -> bool:
    """Say whether a quotation is speech, and no word held with tongs."""
    doc = sentence.doc
    first, past = quote
    if past - first < _SHORTEST:
        return False
    at_start = first == sentence.start or doc[first - 1].text in _BEFORE
    ended = doc[past - 1].text == '"' and doc[past - 2].text in _ENDS
    opened = doc[first + 1].text[:1].isupper() or doc[first].text != '"'
    return at_start and (ended or opened or past >= sentence.end)


def _announcing(found: Sequence[Attribution], quote: Range, direct: Sequence[Range]) -> int | None:
    """The place of the attribution whose content already is, for the most part, the quotation."""
    for place, each in enumerate(found):
        if inside(each.head, direct) or each.form != "verb":
            continue
        shared = sum(1 for i in range(*quote) if inside(i, each.content))
        if shared * 2 >= quote[1] - quote[0]:
            return place
    return None


def _nearest(sentence: Span, quote: Range, direct: Sequence[Range], words: Cues) -> Token | None:
    best: tuple[int, int] | None = None
    for token in sentence:
        if inside(token.i, direct) or not token.tag_.startswith("VB"):
            continue
        if token.dep_ in {"amod", "compound"} or not words.says(token.lemma_):
            continue
        away = quote[0] - token.i if token.i < quote[0] else token.i - quote[1] + 1
        best = min(best or (away, token.i), (away, token.i))
    return None if best is None else sentence.doc[best[1]]


def _announced(verb: Token, own: Sequence[Range], words: Cues) -> Attribution | None:
    entries = words.verbs.get((verb.lemma_.casefold(), None), ())
    cue = next((c for c in entries if "quote" in c.frames), None)
    if cue is None:
        return None
    root = verb.doc[own[0][0] : own[0][1]].root
    made = announced_by(verb, cue, None, tuple(own), root)
    return replace(made, direct=True) if made.content else None
