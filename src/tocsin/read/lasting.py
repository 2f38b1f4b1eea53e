"""Lasting: the verb of "will last two weeks", which the parser takes for "the last two weeks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["is_lasting", "lasting"]

_OF_WEEKS = frozenset({"nummod", "det", "amod", "quantmod", "poss", "compound"})


def lasting(sentence: Sentence) -> None:
    """Make a verb of a "last" behind "to" or "will", and what it tells the length of its clause."""
    for last in sentence:
        if last.lower_ != "last" or last.dep_ != "amod" or last.head.i < last.i:
            continue
        helped = any(c.dep_ == "aux" for c in last.lefts)
        weeks, to = last.head, last.head.head
        led = weeks.dep_ == "pobj" and to.lower_ == "to" and to.i == last.i - 1
        if not helped and not led:
            continue
        above, slot = (to.head, "xcomp") if led else (to, weeks.dep_)
        if weeks.dep_ == "ROOT":
            last.head = last
        else:
            last.head = above
            own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in last.lefts)
            slot = "ccomp" if own else "xcomp"
        last.dep_, last.tag_, last.pos_ = slot, "VB", "VERB"
        if led:
            to.head, to.dep_, to.tag_, to.pos_ = last, "aux", "TO", "PART"
        for child in [c for c in weeks.children if c.dep_ not in _OF_WEEKS and c != last]:
            child.head = last
        weeks.head, weeks.dep_ = last, "npadvmod"


def is_lasting(last: Token) -> bool:
    """Say whether "last" is the verb: "will last two weeks" tells how long, and not since when."""
    if last.tag_.startswith("VB") or any(c.dep_ in {"nsubj", "aux"} for c in last.lefts):
        return True
    before = next((t for t in reversed(last.doc[: last.i]) if t.pos_ != "ADV"), None)
    if before is None:
        return False
    relative = before.lower_ in {"that", "which"}
    return relative or before.tag_ in {"MD", "TO"} or before.dep_ in {"aux", "neg"}
