"""Titles: for which party somebody speaks by the office that his report gives him."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from tocsin.data import load
from tocsin.weigh.parties import parties_by_name

__all__ = ["parties_by_title"]

_AROUND = 160
"""Characters on each side of a name within which its title is sought."""

_ENDS = r"(?=\s*(?:[,.;:)\]\"”\n–—]|$))"


@lru_cache(maxsize=4096)
def parties_by_title(speaker: str, text: str) -> tuple[str, ...]:
    """Return the party for which `text` says that `speaker` speaks, by his office; else none.

    "Norland's deputy defence minister, Ann Told, said", "Told, a spokesman for the Norlandic army",
    and a speaker who is only an office: "the Norlandic president". Whoever had an office before has
    it no more. Of whom a text tells two the answer is none.
    """
    own = _office().fullmatch(re.sub(r"^(?:the|an?)\s+", "", speaker))
    if own is not None:
        return (_party(own),)
    surname = speaker.rsplit(maxsplit=1)[-1] if speaker.split() else ""
    if not surname[:1].isupper() and "-" not in surname:
        return ()
    told = set(_beside(surname, text))
    return tuple(told) if len(told) == 1 else ()


def _beside(surname: str, text: str) -> Iterator[str]:
    """Yield the parties of the offices that stand right before or behind a surname."""
    for name in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
        first = max(text.rfind("\n", 0, name.start()) + 1, name.start() - _AROUND)
        for before in _before().finditer(text, first, name.start()):
            named = text[name.end() : name.end() + 1]
            # "… to the Norlandic president, Told said" is no apposition: it has no second comma.
            if before["comma"] and named not in {",", ")"}:
                continue
            if _holds(text, first, before.start()):
                yield _party(before)
        behind = _behind().match(text, name.end(), name.end() + _AROUND)
        if behind is not None:
            yield _party(behind)


def _holds(text: str, first: int, start: int) -> bool:
    """Say whether what stands before an office leaves it to its holder: no "former", no "UN"."""
    before = re.search(r"([\w’'-]+)[\s-]+$", text[first:start])
    if before is None:
        return True
    word = before[1]
    opens = not text[first : first + before.start()].strip()
    return word.casefold() not in _words("no_more") and (opens or not word[0].isupper())


def _party(found: re.Match[str]) -> str:
    named = found["of"] or found["by"]
    return _parties()[" ".join(named.split()).casefold()]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("weigh_titles.yaml")[name])


@cache
def _parties() -> Mapping[str, str]:
    return parties_by_name(_words("within") | {"department", "agency", "bureau", "directorate"})


def _any(words: frozenset[str] | tuple[str, ...]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def _shape() -> str:
    """An office with whose it is: "Norland's defence minister", "secretary of the council of"."""
    party = _any(tuple(_parties()))
    role, within = (rf"(?i:{_any(_words(name))})" for name in ("roles", "within"))
    within += "(?:['’]s)?"
    own = rf"(?P<of>(?i:{party}))(?:['’]s?)?\s+(?:{within}\s+){{0,4}}{role}"
    own += rf"(?:\s+(?:of|for|to|at|in|on)(?:\s+(?:{within}|(?i:{party}))){{1,5}})?"
    other = rf"{role}\s+(?:of|for|at)\s+(?:{within}\s+){{0,8}}(?P<by>(?i:{party}))(?:['’]s?)?"
    return rf"(?<![\w-])(?:{own}|{other}(?:\s+{within}){{0,6}})(?!\w)"


@cache
def _office() -> re.Pattern[str]:
    return re.compile(_shape())


@cache
def _before() -> re.Pattern[str]:
    given = rf"(?:(?:(?i:{_any(_words('ranks'))})\.?|[^\W\d_a-z][\w’'-]*\.?|al-|el-|bin|ibn)\s+)"
    return re.compile(rf"{_shape()}(?P<comma>,)?\s+{given}{{0,4}}(?:al-|el-)?$")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s*[,(]\s*(?:who\s+is\s+)?(?:the\s+|an?\s+)?{_shape()}{_ENDS}")
