"""Own words: a question's verb and object as it writes them, as a pattern of its own claim."""

from __future__ import annotations

import re
from typing import Any

from tocsin.weigh.asking import Question
from tocsin.weigh.conjugation import gerund_of, third_of
from tocsin.weigh.verbs import HELPERS, PARTICLE, parts_of

__all__ = ["own_pattern"]

FORCES = ("army", "armies", "troops", "forces", "soldiers", "military")
"""What a question may call those whom it asks about: reports use one for the other."""

MUTUAL = frozenset({"other", "another"})
"""What "each other" and "one another" end in: no thing that the verb is done to."""

LEAST_STEM = 3
"""Letters that a word keeps where its ending is left open."""

_END = re.compile(
    r"[,;:(?]|\b(?:into|from|to|onto|on|at|in|against|as|of|by|with|before|over|through|across"
    r"|for|after|during|until|within|toward|towards|via|between|inside|and|or|if|while)\b"
)
_WORD = re.compile(r"\w[\w’'-]*")


def own_pattern(question: Question) -> dict[str, Any] | None:
    """Return a pattern of who acts, the verb, its object and where, as the question has them.

    A view in the question's very words is one on the question, whatever words its family knows.
    Slots hold @-words and plain ones, as those of a family do. None where the verb says nothing by
    itself ("be", "have"), stands in a passive, or has no object.
    """
    verb = question.verb
    if not verb or verb in HELPERS:
        return None
    found = re.search(rf"\b{re.escape(verb)}\b", question.text)
    if found is None or found.start() == 0:
        return None
    rest = question.text[found.end() :]
    end = _END.search(rest)
    words = _WORD.findall(rest if end is None else rest[: end.start()])
    if not words:
        return None
    head = str(words[-1])
    if head in MUTUAL:
        return None
    pattern: dict[str, Any] = {"actor": ["@actor"], "action": list(_verbal(verb))}
    if PARTICLE.fullmatch(head):
        # "Pull its forces out of": the particle stands behind the object, where there is one.
        if len(words) == 1:
            return pattern | {"object": [head], "place": [_where(question)]}
        pattern, head = pattern | {"other": [head]}, str(words[-2])
    if head[0].isupper():
        # The object is a name: the place would be the same words again.
        return pattern | {"object": [f"{head.casefold()}*", "@target"]}
    nouns = list(FORCES) if head in FORCES else [_open(head)]
    return pattern | {"object": nouns, "place": [_where(question)]}


def _where(question: Question) -> str:
    """Return the word for where it would be done.

    A place that the question names is narrower than the state, and so asked for by itself: an
    attack "from Northland" is not any attack on the state that is attacked.
    """
    return "@place" if question.bases or question.places else "@target"


def _open(noun: str) -> str:
    stem = noun[:-1] if noun.endswith("s") and len(noun) > LEAST_STEM + 1 else noun
    stem = stem[:-1] if stem.endswith("e") and len(stem) > LEAST_STEM else stem
    return f"{stem}*" if len(stem) >= LEAST_STEM else noun


def _verbal(verb: str) -> tuple[str, ...]:
    """Return the forms of a verb by which what may come is told: "send", "sends", "sending"."""
    plain, particle = parts_of(verb)
    forms = (plain, third_of(plain), gerund_of(plain))
    return tuple(f"{form}{particle}" for form in forms)
