"""Verbs: the main verb of a question, its forms, and whether it undoes what its object names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tocsin.data import load
from tocsin.weigh.conjugation import gerund_of, irregular, plain_of, third_of
from tocsin.weigh.patterns import expression_of

__all__ = [
    "HELPERS",
    "PARTICLE",
    "WORD",
    "begun_of",
    "forms_of",
    "participle_of",
    "parts_of",
    "past_of",
    "turned",
    "undergone_of",
    "undoing_of",
    "verb_of",
]

WORD = re.compile(r"[A-Za-z][\w’'-]+")
HELPERS = frozenset({"be", "have"})
OPENING = re.compile(
    r"\s+(?:(?:the|a|an|all|any|its|their|his|her|another|new|some)\b|[A-Z]|\d)",
)
"""What an object begins with: a common word right before it is a verb, if any is."""

SETTING = re.compile(r"(?:in|of|from|at|on|near|for|with|to|and|or|the|by|an?)")
PARTICLE = re.compile(r"up|down|out|off|over|back|away|apart|aside|through")
"""Words that make one verb with the verb before them, and are none: "give up its weapons"."""
AND_PARTICLE = re.compile(rf"\s+(?P<particle>{PARTICLE.pattern})\b(?!\s+(?:of|from|to)\b)")

VOWELS = "aeiou"
SHORTEST_STEM = 4
"""Letters of a verb whose beginning stands for all its forms."""
NEAREST = 4
"""Words between a verb that undoes and the noun of what is undone."""

BEGUN = ("begun", "began", "started", "launched", "imposed", "established", "completed")
"""Verbs that say of a noun that what it names is done: "has imposed a blockade"."""


def verb_of(plain: str, bodies: Sequence[str]) -> tuple[str, int, bool]:
    """Return the main verb of `plain`, where it begins, and whether it is a passive.

    "be" and "have" give way to the participle after them: "be connected", "have left". Where no
    verb of families.yaml stands, the word after the subject is the verb, whichever it is; "" where
    there is none. `bodies` are common words that a subject may end in.
    """
    helper: tuple[str, int] | None = None
    for found in WORD.finditer(plain):
        word = found.group()
        if helper is None and word in _known():
            if word not in HELPERS:
                return word, found.start(), False
            helper = (word, found.start())
        elif helper is not None and (verb := _participles().get(word)) is not None:
            return verb, helper[1], helper[0] == "be"
    return (*helper, False) if helper else (*_unknown(plain, bodies), False)


def _unknown(plain: str, bodies: Sequence[str]) -> tuple[str, int]:
    """Return the first common word after the subject's name; rather one right before an object."""
    words = list(WORD.finditer(plain))
    named = [one for one in words if one.group() != one.group().casefold()]
    acting = [one for one in words if one.group() in bodies]
    starts = [one.end() for one in (*named[:1], *acting[:1])]
    if not starts:
        return "", 0
    common = [
        one
        for one in words
        if one.start() >= min(starts)
        and one.group() == one.group().casefold()
        and one.group() not in bodies
        and not one.group().endswith("ly")
    ]
    free = [one for one in common if not SETTING.fullmatch(one.group())]
    free = [one for one in free if not PARTICLE.fullmatch(one.group())]
    before = [one for one in free if OPENING.match(plain, _behind(plain, one.end()))]
    chosen = next(iter(before or free), None)
    if chosen is None:
        return "", 0
    behind = AND_PARTICLE.match(plain, chosen.end())
    verb = chosen.group() if behind is None else f"{chosen.group()} {behind['particle']}"
    return verb, chosen.start()


def undergone_of(plain: str, at: int) -> tuple[str, str]:
    """Return the verb of a passive that begins at `at`, and its participle as it stands; else "".

    "Be arrested", "be publicly charged with": a participle that no list has ends in -ed or is an
    irregular one, and what it is done to is not behind it.
    """
    found = _BE_DONE.match(plain, at)
    if found is None:
        return "", ""
    word = found["participle"]
    if (known := participle_of(word)) is not None:
        return known, word
    plains = plain_of(word)
    if not plains:
        return "", ""
    return (plains[0] if irregular(plains[0]) else word.removesuffix("ed")), word


_BE_DONE = re.compile(
    r"be\s+(?:\w+ly\s+)?(?P<participle>[a-z]{3,})(?=\s*$|[?,]|\s+(?:in|on|at|by|to|from|as|with|for|of"
    r"|before|after|over|during|within|until|into|out|this|and|or|again|back)\b)"
)


def _behind(plain: str, end: int) -> int:
    """Return where what follows a verb begins, past its particle."""
    particle = AND_PARTICLE.match(plain, end)
    return end if particle is None else particle.end()


@cache
def _known() -> Mapping[str, Sequence[str]]:
    data = load("families.yaml")
    undoing = {verb: () for row in data["undo"].values() for verb in row["verbs"]}
    return {**undoing, **data["verbs"]}


@cache
def _participles() -> Mapping[str, str]:
    """Return the verb of each of its past forms."""
    forms: dict[str, str] = {}
    for verb, given in _known().items():
        stem = verb.rstrip("e")
        for form in (*given, f"{stem}ed", f"{stem[:-1]}ied", _doubled(verb)):
            forms.setdefault(form, verb)
    return forms


def participle_of(word: str) -> str | None:
    """Return the verb of which a word is a past form, None where it is of none that is known."""
    return _participles().get(word)


def begun_of(verb: str) -> tuple[str, ...]:
    """Return the past forms of a verb by which what its object names is done: "resumed"."""
    if verb not in load("families.yaml")["launching"]:
        return ()
    return tuple(sorted(form for form, of in _participles().items() if of == verb))


def turned(question: str) -> str:
    """Return a question that asks whether something does *not* happen as one whether it does."""
    plain = re.sub(r"^(?:Won['’]t)\b", "Will", question)
    plain = re.sub(r"^(Will|Would|Does|Do|Is|Are|Has|Have)n['’]t\b", r"\1", plain)
    return _NOT.sub(" ", plain, count=1)


_NOT = re.compile(
    r"\s+(?:not(?!\s+(?:only|just|yet|later|earlier|more|less|fewer|until|before))"
    r"|fail\s+to|refrain\s+from)\s+"
)


def _doubled(verb: str) -> str:
    """Return the past form with the last letter twice, as of a short verb: "banned"."""
    short = len(verb) > 2 and verb[-1] not in f"{VOWELS}wxy" and verb[-2] in VOWELS
    return f"{verb}{verb[-1]}ed" if short else f"{verb.rstrip('e')}ed"


def forms_of(verb: str) -> tuple[str, ...]:
    """Return words for every form of a verb, as words of a pattern; none for "be" and "have"."""
    if not verb or verb in HELPERS:
        return ()
    plain, particle = parts_of(verb)
    own = irregular(plain)
    if verb not in _known() and (own or particle or len(plain) < SHORTEST_STEM):
        # "Go*" is "gold" too.
        past = own or (_doubled(plain), _past(plain))
        forms = (plain, third_of(plain), gerund_of(plain), *past)
        return tuple(dict.fromkeys(f"{form}{particle}" for form in forms))
    bent = (*_known().get(verb, ()), *own)
    return tuple(dict.fromkeys((f"{verb.rstrip('e')}*", *bent)))


def past_of(verb: str) -> tuple[str, ...]:
    """Return words that say that it is done: of a verb that is a noun too, that it has begun."""
    if not verb or verb in HELPERS:
        return ()
    if verb in _known():
        return forms_of(verb)
    plain, particle = parts_of(verb)
    if own := irregular(plain) or (particle and (_doubled(plain), _past(plain))):
        return tuple(dict.fromkeys(f"{form}{particle}" for form in own))
    stem = verb.rstrip("e")
    ying = _past(verb)
    begun = [f"{done} {of}{verb}" for done in BEGUN for of in ("", "a ", "the ", "a * ")]
    start = [f"{done} {form}" for done in BEGUN[:3] for form in (f"to {verb}", f"{stem}ing")]
    return tuple(dict.fromkeys((ying, _doubled(verb), *start, *begun)))


def parts_of(verb: str) -> tuple[str, str]:
    """Return a verb without its particle, and the particle behind a blank: "give", " up"."""
    plain, _, particle = verb.partition(" ")
    return plain, f" {particle}" if particle else ""


def _past(verb: str) -> str:
    stem = verb.rstrip("e")
    return f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2:-1] not in VOWELS else f"{stem}ed"


def undoing_of(plain: str, verb: str, at: int) -> tuple[str, tuple[str, ...]]:
    """Return how a question undoes what its object names, and the words for that; else "", ().

    "Lift the sanctions" is the opposite of imposing them: the verb tells the event, and the noun
    only what it is done to. Both are of families.yaml, `undo` and `undone`.
    """
    data = load("families.yaml")
    way = next((name for name, row in data["undo"].items() if verb in row["verbs"]), "")
    if not way:
        return "", ()
    after = [found.end() for found in WORD.finditer(plain, at)]
    active = bool(after) and plain[at : after[0]].casefold() == verb
    # "Be lifted" has its object before it, and so has what ends by itself.
    alone = active and len(after) == 1
    said = plain[after[0] : after[: 2 + NEAREST][-1]] if active and not alone else plain[:at]
    found_at = [
        (told.start(), -len(told.group()), tuple(map(str, words)))
        for words in data["undone"].values()
        if (told := expression_of(tuple(map(str, words))).search(said)) is not None
    ]
    return (way, min(found_at)[2]) if found_at else ("", ())
