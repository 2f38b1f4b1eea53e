"""Offices: the office that a question names, and whether it asks who is put out of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.weigh.parties import names_of_body, party_of, states_of_official
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import listed, unique

__all__ = ["Chief", "chief_of", "puts_out"]

DETERMINER = r"(?:the|its|his|her|their|a|an)"
TITLE_BEFORE = re.compile(
    rf"(?:{DETERMINER}\s+)?(?:(?!(?:at|on|in|into|of|from|to|with|for|by|and|over)\b)[\w’'-]+\s+){{0,3}}"
)
"""What stands between a verb and the office of whom it is done to."""

BODY = rf"(?P<body>(?!{DETERMINER}\s)[\w-]+(?:\s+(?!{DETERMINER}\s)[\w-]+){{0,2}}?)"
AFTER = r"(?=\s*(?:$|[?,]|\b(?:by|before|in|on|this|within|as|be|resign|step|leave|over|after)\b))"
NAMED = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:al|bin|de|von|van)\s+)?[A-Z][\w’'-]*)*)"
    r"\s*(?:$|[?,]|(?:as|by|before|this|over|after|within)\b|(?:in|on)\s+(?:\d|[A-Z])"
    r"|from\s+(?:the\s+|his\s+|her\s+)?(?:office|post|job)\b)"
)
"""Somebody by name, and nothing else that is done it to."""

STATED = frozenset({"fire"})
"""Verbs by which a state does something else to what has a name: it fires a missile."""


@dataclass(frozen=True, slots=True)
class Chief:
    """The head of a body: words for the office, and the body as the question names it."""

    body: str
    words: tuple[str, ...]


def chief_of(text: str) -> Chief | None:
    """Return whose head a question asks of: "the head of the FSB", "the army chief"; else None.

    Heads there are many: of whom is what tells this office from any other.
    """
    heads = "|".join(listed("chiefs"))
    of = rf"\b(?P<head>{heads})\s+of\s+(?:(?:the|its|his|her)\s+)?{BODY}{AFTER}"
    own = rf"(?:\b{DETERMINER}|['’]s)\s+(?:(?:new|next|current)\s+)?"
    before = rf"{own}{BODY}\s+(?P<head>{heads})\b(?!\s+of)"
    found = re.search(of, text) or re.search(before, text)
    if found is None or party_of(found["body"]) is not None:
        return None
    bodies = [one.casefold() for one in (found["body"], *names_of_body(found["body"])[:2])]
    titles = [found["head"], *listed("chiefs")[:3]]
    words = [
        phrase
        for body in bodies
        for head in titles
        for phrase in (f"{head} of {body}", f"{head} of the {body}", f"{body} {head}")
    ]
    return Chief(found["body"], unique(words))


def puts_out(text: str, verb: str, actors: tuple[str, ...]) -> bool:
    """Say whether a question asks if somebody is put out of an office: sacked, fired, replaced.

    He is named by the office, or by his name with nothing behind it that it would be done to.
    """
    if verb not in listed("ousting"):
        return False
    found = re.search(rf"\b{re.escape(verb)}\s+", text)
    if found is None:
        return False
    behind = text[found.end() :]
    office = TITLE_BEFORE.match(behind)
    if office is not None:
        titled = expression_of(listed("titles")).search(behind)
        if titled is not None and titled.start() <= office.end():
            return True
    named = NAMED.match(behind)
    if named is None or party_of(named["name"]) is not None:
        return False
    if names_of_body(named["name"]) and not states_of_official(named["name"]):
        return False
    return verb not in STATED or not any(party_of(one) == one for one in actors)
