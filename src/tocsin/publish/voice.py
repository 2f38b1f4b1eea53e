"""Voice: which words of a sentence are the writer's own, and which somebody else said or thinks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tocsin.data import load

__all__ = [
    "HIDDEN",
    "NOTED",
    "QUOTED",
    "bare",
    "bracketless",
    "own_words",
    "quotations",
    "unquoted",
    "words_of",
]

HIDDEN = "\0"
"""Stands for a character that is not the writer's own: no word, and no space either."""

QUOTED = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|”[^“”]*”|«[^«»]*»"
    r"|(?<![\w\"])\"[^\"]*\"(?!\w)|(?<!\w)‘[^‘’]+ [^‘’]+’(?!\w)"
)
NOTED = re.compile(r"\[(?:\^[^\][]*|\d+(?:[,–-]\s?\d+)*)\]")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\][]*\]")


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return a list of the words by which prose is checked."""
    return tuple(load("lint_words.yaml")[name])


@cache
def _either(name: str) -> str:
    longest = sorted(words_of(name), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest)


@cache
def _said() -> re.Pattern[str]:
    """What leads in another's words: a verb of saying, a noun of it, what is shown, or a source."""
    return re.compile(
        rf"\b(?P<verb>{_either('saying')})\b(?!\s+by\b)"
        rf"|\b(?P<noun>{_either('said_nouns')})\s+(?:that|of)\b"
        rf"|\b(?P<shows>{_either('showing')})\b(?=[^,;]*?\b(?:{_either('shown')})\b)"
        r"|(?P<according>\baccording to)\b",
        re.IGNORECASE,
    )


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,|\s[–—-]|—|–|\()\s*(?:{_either('asides')})\b|;\s|\)\s*,?\s*(?:but|although)\b",
        re.IGNORECASE,
    )


def own_words(text: str, *, voice: Sequence[str] = ()) -> str:
    """Return `text` with every character hidden that is not the writer's own, of the same length.

    Quotations and note marks are hidden, and what the sentence says that another said or thinks.
    `voice` are names by which the writer speaks of their own house: what those assess is its own.
    """
    hidden = unquoted(text)
    for start, end in _reported(hidden, voice):
        hidden = hidden[:start] + HIDDEN * (end - start) + hidden[end:]
    return hidden


def unquoted(text: str) -> str:
    """Return `text` with what stands in quotation marks, and note marks, hidden."""
    return _blanked(_blanked(text, QUOTED), NOTED)


def bare(text: str) -> str:
    """Return `text` without what stands in quotation marks, in brackets and in note marks."""
    return bracketless(text).replace(HIDDEN, " ")


def bracketless(text: str) -> str:
    """Return `text` with what stands in quotation marks, brackets and note marks hidden."""
    return _blanked(unquoted(text), BRACKETED)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where quoted words begin and end, without the marks."""
    for found in QUOTED.finditer(text):
        yield found.start() + 1, found.end() - 1


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Hide what a pattern finds, and what it finds around that: quotations stand in each other."""
    while True:
        shorter = pattern.sub(lambda found: HIDDEN * len(found.group()), text)
        if shorter == text:
            return text
        text = shorter


@cache
def _own(voice: tuple[str, ...]) -> re.Pattern[str]:
    """The writer's own name at the end of what stands before a verb, adverbs aside."""
    names = "|".join(re.escape(one) for one in (*voice, *words_of("own_voice")))
    between = r"\w+ly|has|have|had|also|now|then|further|again|continues? to|will|do|does"
    return re.compile(rf"(?<!\w)(?:{names})(?:[’']s)?(?:\s+(?:{between}))*\s*$", re.IGNORECASE)


def _reported(text: str, voice: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that are another's: from a verb of saying to an aside or the end."""
    own, never = _own(tuple(voice)), frozenset(words_of("no_saying_after"))
    at = 0
    while (found := _said().search(text, at)) is not None:
        at = found.end()
        lead = text[: found.start()]
        if own.search(lead):
            continue
        if found["according"]:
            cited = text[found.end() : found.end() + 40].partition(",")[0]
            if not own.search(cited):
                yield 0, len(text)
                return
            continue
        before = (re.findall(r"[\w’']+", lead[-40:]) or [""])[-1].lower()
        verbal = before and before not in never and not _describes(lead, text[found.end() :])
        if found["verb"] and not verbal:
            continue
        if found["noun"] and found.group().lower().endswith("of"):
            # What the claims are of is theirs; what the sentence goes on to say is the writer's.
            some = re.match(rf"(?:\s+[^\s,;.]+){{0,{MOST_OF}}}", text[found.end() :])
            yield found.end(), found.end() + (some.end() if some else 0)
            continue
        if _closes(text[found.end() :]):
            comma = lead.rfind(",")
            if comma > 0 and len(lead[comma:].split()) <= MOST_NAMES:
                yield 0, comma
            continue
        end = _aside().search(text, found.end())
        at = len(text) if end is None else end.start()
        yield found.end(), at


MOST_NAMES = 8
"""Words that a speaker at the end of a sentence has at most, with the verb's adverbs."""


MOST_OF = 5
"""Words after "claims of" that are taken for what is claimed."""

ADJECTIVE = re.compile(r"(?:^|[.;:,]\s+)[A-Z][\w-]*(?:ian|ish|ese|can|nch|utch)\s+$")
"""A people's adjective that begins a clause: a subject would have its article or its plural."""


def _describes(lead: str, rest: str) -> bool:
    """Say whether a word like "claimed" is no verb here: "Norlandian claimed gains", "said to"."""
    if re.match(r"\s+(?:as|to)\b", rest):
        return not re.search(r"\b(?:he|she|they|it)\s+$", lead)
    return (
        ADJECTIVE.search(lead) is not None
        and re.match(r"\s+(?!that\b|on\b|in\b|at\b|the\b|a\b)[a-z]+s\b", rest) is not None
    )


CLOSING = re.compile(
    r"(?:\s+(?:on|in|at|last|this)\b(?:(?!\bthat\b)[^,;]){0,30})?[\s.!?…\0]*$", re.IGNORECASE
)


def _closes(rest: str) -> bool:
    """Say whether a verb of saying stands at the end, after what is said."""
    return CLOSING.match(rest) is not None
