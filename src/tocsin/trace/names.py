"""Names: one folded form for the many ways in which a body or a person is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tocsin.data import load
from tocsin.trace.words import ascii_of

__all__ = [
    "NameWords",
    "bare_of",
    "fold",
    "fold_text",
    "forms_of",
    "name_words",
    "nation_of",
    "seat_of",
    "shared_forms",
    "variants",
]

DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
NOT_WORD = re.compile(r"[^a-z0-9]+")
PARENTHESES = re.compile(r"\(([^()]*)(?:\)|$)")
SEATED_IN = re.compile(
    r"^(?:the\s+)?((?:[\w.'’]+[\s-]){1,4})(?:based|backed|aligned|allied|supported|funded)\s+(?=\S)",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
LONG = 200
SMALL = frozenset(("the", "of", "for", "in", "and", "a", "an", "to", "at", "on"))


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words about names that the shipped register lists.

    `spellings` are variants of one word; `titles` stand before a person's name; `kinds` maps a
    folded word for a kind of source ("think tank") to that kind; `nations` maps each folded form of
    a state, its people and its capitals to the state's name, but for those that `shared_forms` has
    ("Congolese"), which are among the titles; `institutions` are folded words for
    bodies that every state has. `descriptors` may stand beside a body's own name; `heads` are nouns
    by which a report speaks again of a body that it has named. `mastheads` are folded names that
    papers of many places have.
    """

    spellings: Mapping[str, str]
    titles: frozenset[str]
    kinds: Mapping[str, str]
    nations: Mapping[str, str]
    institutions: Mapping[str, str]
    descriptors: tuple[str, ...]
    heads: frozenset[str]
    mastheads: frozenset[str]


@cache
def _spellings() -> Mapping[str, str]:
    listed: Mapping[str, str] = load("register.yaml")["spellings"]
    return listed


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return `name` in lower case without accents, points, possessives, small words and variants.

    "The U.K.'s Ministry of Defence" becomes "uk ministry defense".
    """
    return fold_text(name)


def fold_text(text: str) -> str:
    """Return what `fold` returns, and keep nothing: for texts rather than names."""
    plain = ascii_of(text) if len(text) < LONG else ascii_of.__wrapped__(text)
    plain = DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    plain = NOT_WORD.sub(" ", POSSESSIVE.sub("", plain).replace("'", ""))
    spellings = _spellings()
    kept = [spellings.get(word, word) for word in plain.split() if word not in SMALL]
    return " ".join(kept) or plain.strip()


def forms_of(country: Mapping[str, Any], *, capitals: bool = True) -> tuple[str, ...]:
    """Return the folded forms in which a state, its people and its capitals are written."""
    written = [country["name"], *country.get("forms", ()), *country["people"]]
    if capitals:
        written += country["capitals"]
    return tuple(dict.fromkeys(fold(form) for form in written))


def shared_forms(countries: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the folded forms that stand for more than one of `countries`, and so for none."""
    times = Counter(form for country in countries for form in forms_of(country))
    return frozenset(form for form, count in times.items() if count > 1)


@cache
def name_words() -> NameWords:
    """Return the words about names that the shipped register lists."""
    data = load("register.yaml")
    shared = shared_forms(data["countries"])
    return NameWords(
        spellings=_spellings(),
        titles=shared | {fold(title) for title in data["titles"]},
        kinds={fold(word): kind for kind, words in data["kinds"].items() for word in words},
        nations={
            form: country["name"]
            for country in data["countries"]
            for form in forms_of(country)
            if form not in shared
        },
        institutions={
            fold(word): body["name"] for body in data["institutions"] for word in body["words"]
        },
        descriptors=tuple(sorted({fold(word) for word in data["descriptors"]})),
        heads=frozenset(fold(word) for word in data["heads"]),
        mastheads=frozenset(fold(word) for word in data["mastheads"]),
    )


def nation_of(word: str) -> str | None:
    """Return the state that a folded word names, by itself, its people or its capital."""
    return name_words().nations.get(word)


def variants(name: str) -> tuple[str, ...]:
    """Return the ways to cut `name`: whole, without asides and what follows a comma, each aside.

    Where a body has its seat, and who backs it, is no part of its name: "the Oslo-based Moor
    Institute".
    """
    cut = PARENTHESES.sub(" ", name)
    asides = PARENTHESES.findall(name)
    found = [name, cut, cut.split(",")[0], *asides]
    found += [SEATED_IN.sub("", part) for part in found]
    return tuple(dict.fromkeys(part.strip() for part in found if part.strip()))


def seat_of(name: str) -> str | None:
    """Return the folded place, or backer, that stands before a name: "the Oslo-based Times"."""
    seated = SEATED_IN.match(name)
    return None if seated is None else fold(seated[1])


def bare_of(name: str) -> str:
    """Return the folded name of a person without titles and nations before it.

    "Mr Sakhashchyk" becomes "sakhashchyk"; a name that is all titles stays as it is.
    """
    words = fold(name.partition(",")[0] or name).split()
    known = name_words()
    at = 0
    while at < len(words) - 1 and (words[at] in known.titles or words[at] in known.nations):
        at += 1
    return " ".join(words[at:])
