"""Cases: what must come first for a thing to be likely, told without an "if"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.syntax import Range, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

__all__ = ["case_told", "opens_case"]

_KNOWN = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "such"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_DENYING = frozenset(
    "unlikely not n't n’t never improbable doubtful impossible cannot no hardly".split()
)
_STOPS = frozenset({",", ";", "–", "—", "-", "(", ")"})


def case_told(doc: Doc, content: Range, root: Token) -> Range | None:
    """Return the words that tell the case in which alone a content that lies ahead holds.

    "In the event of an attack", "barring a deal", "as long as the talks go on", "once the truce
    ends". What is sure to come is no case ("once the rains end"), nor is a manner ("without
    warning"), nor what has come already ("in response to the strike").
    """
    first, past = content
    for i in range(first, past):
        alone = _alone(doc, i, past)
        if alone is not None:
            return alone
        if not opens_case(doc[i]) or _holds_now(doc, first, i, root):
            continue
        end = past if i > root.i else min(root.i, past)
        stop = next((j for j in range(i + 1, end) if doc[j].text in _STOPS), None)
        if stop is None and i < root.i:
            continue  # what opens the sentence is parted from what follows it
        return trimmed(doc, (i, end if stop is None else stop))
    return None


def _alone(doc: Doc, at: int, past: int) -> Range | None:
    """The words for a case that was spoken of before: "in that case"."""
    for form in load("read_cases.yaml")["alone"]:
        end = at + len(form.split())
        said = [t.lower_ for t in doc[at : end + 1]]
        goes_on = said[end - at :] and said[-1] in {"of", "for", "against", "where", "that"}
        if end <= past and said[: end - at] == form.split() and not goes_on:
            return at, end
    return None


def _holds_now(doc: Doc, first: int, at: int, root: Token) -> bool:
    """Say whether what is lacking lacks now: "unlikely to sail without a fleet", "with or without".

    Where a thing is unlikely as long as another lacks, that is what is said of it today.
    """
    if doc[at].lower_ != "without":
        return False
    before = {t.lower_ for t in doc[first:at]}
    either = at > 0 and doc[at - 1].lower_ in {"or", "and"}
    return either or (at > root.i and bool(before & _DENYING))


def opens_case(word: Token) -> bool:
    """Say whether a case begins with this word."""
    words = load("read_cases.yaml")
    said = word.lower_
    if said not in _heads():
        return False
    doc, end = word.doc, word.sent.end
    for form in words["named"]:
        past = _follows(doc, word.i, form.split(), end)
        if past is not None and _is_case(doc, form, past, end):
            return True
    for form in words["told"]:
        past = _follows(doc, word.i, form.split(), end)
        if past is not None and _has_clause(doc, past, end) and not _is_sure(doc, past, end):
            return form != "once" or word.dep_ == "mark" or word.head.dep_ in {"advcl", "ccomp"}
    return False


def _heads() -> frozenset[str]:
    words = load("read_cases.yaml")
    return frozenset(form.split()[0] for form in (*words["named"], *words["told"]))


def _follows(doc: Doc, at: int, form: Sequence[str], end: int) -> int | None:
    past = at + len(form)
    said = [t.lower_ for t in doc[at:past]]
    return past if past < end and said == list(form) else None


def _is_case(doc: Doc, form: str, past: int, end: int) -> bool:
    """Say whether what a form names is a case: a thing that may come or not."""
    words = load("read_cases.yaml")
    if form == "absent" and doc[past - 1].i > 0 and doc[past - 2].lower_ in {"was", "were", "is"}:
        return False
    part = _part(doc, past, end)
    if not part or part[0].tag_ == "VBG" or part[0].lower_ in {"which", "whom", "whose"}:
        return False
    if form in words["known_has_come"] and part[0].lower_ in _KNOWN:
        return False
    noun = next((t for t in part if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"), None)
    return noun is not None and not (form == "without" and noun.lemma_ in words["manner"])


def _has_clause(doc: Doc, past: int, end: int) -> bool:
    part = _part(doc, past, end)
    return len(part) > 1 and any(t.tag_ in _FINITE for t in part[1:])


def _is_sure(doc: Doc, past: int, end: int) -> bool:
    """Say whether it is only a matter of time: "once the rains end", "as long as one recalls"."""
    sure = load("read_cases.yaml")["sure"]
    return any(t.lemma_ in sure for t in _part(doc, past, end))


def _part(doc: Doc, past: int, end: int) -> list[Token]:
    stop = next((j for j in range(past, end) if doc[j].text in _STOPS), end)
    return list(doc[past:stop])
