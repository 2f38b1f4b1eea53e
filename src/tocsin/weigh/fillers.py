"""Fillers: what fills a slot of an outcome - the thing, a part of it, what lies by it, its name.

"Captured the town's airport", "struck a base near the plant", "left mines in the country" and
"exchanged lists of prisoners" hold all the words of a pattern. What they are told of is settled by
the phrases that the reader's parse gave the claim, and by what stands between those and the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.nouns import Span, Statement, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match, content_of, expression_of, find, mentions
from tocsin.weigh.terms import listed

__all__ = ["FUNCTION", "Place", "asks_outcome", "filler_words", "nearly", "other_filler"]

Place = tuple[int, int]

_DETERMINERS = (
    r"(?:(?:the|its|their|his|her|this|that|northern|southern|eastern|western|central|main|\w+ern"
    r"|neighbou?ring|all\s+of|whole|entire|of)\s+){0,3}"
)
_GOVERNED = re.compile(
    rf"\b(?P<by>of|on|over|about|regarding|in|at|inside|within|against|for|from|to|into|with|via"
    rf"|through|across|upon)\s+{_DETERMINERS}$",
    re.IGNORECASE,
)
"""The preposition by which a name hangs on what stands before it."""
_WHICH = re.compile(r",?\s+(?:which|that)\b")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\s+(?P<rest>\w[\w’'-]*(?:\s+\w[\w’'-]*)*)")
_COMPOUND = re.compile(r"\s+(?P<rest>\w[\w’'-]*(?:\s+\w[\w’'-]*)*)")
FUNCTION = re.compile(
    r"(?:in|on|at|by|to|from|of|for|with|without|after|before|during|since|until|as|and|or|but|who"
    r"|which|that|when|while|where|over|under|through|via|into|near|around|along|against|amid"
    r"|following|is|are|was|were|has|have|had|will|would|again|completely|entirely|fully|unopposed"
    r"|overnight|yesterday|today|tonight|early|late|earlier|last|this|next|itself|alone|said|says"
    r"|\w+day|\w+ly|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|\d.*)",
    re.IGNORECASE,
)
"""A word that begins no noun: what stands before it is complete."""
_NAMED = re.compile(r"[A-Z][\w’-]*(?:[\s-]+[A-Z][\w’-]*)*")
_AWAY = re.compile(
    r"\s+(?:(?:from|out\s+of)\s+)?(?P<what>(?:(?:the|an?|its|their)\s+)?(?:\w+ern\s+)?[\w-]+)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|out\s+of)\s+$", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|upon|against)\b", re.IGNORECASE)
_COMPASS = re.compile(r"(?:north|south|east|west)", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+(?:far\s+|extreme\s+)?$", re.IGNORECASE)
_ASIDE = re.compile(
    r"[,;]\s+(?:and|but|while|as|whereas|though|although)\s+(?:the\s+)?$", re.IGNORECASE
)
_NOT_TO = re.compile(
    r"\b(?:not|rather\s+than|instead\s+of)\s+(?:to|in|on)?\s*(?:the\s+)?$", re.IGNORECASE
)
_WORD = re.compile(r"[\w’'-]+")
_AMOUNT = re.compile(r"\s*(?:of\s+)?(?:\d|about\b|around\b)")


def asks_outcome(found: Match, watch: Watch) -> bool:
    """Say whether what matched is a pattern of the very event that the watch asks about."""
    return any(
        pattern is found.pattern
        for indicator in watch.indicators
        if indicator.kind == OUTCOME
        for pattern in indicator.match
    )


def nearly(statement: Statement, found: Match) -> str:
    """Return the words right before the deed by which it only came close, "" where none are."""
    text, offset = content_of(statement)
    for slot, span in found.slots:
        if slot == "action":
            before = text[: max(span.start - offset, 0)]
            if told := _ending("nearly", before):
                return told
    return ""


def other_filler(statement: Statement, found: Match, watch: Watch) -> str:
    """Return why what fills the slots of an outcome is not what it asks for, "" where it is.

    A slot that the same words fill elsewhere in the content stands where one of them is the thing.
    """
    held = _Held.of(statement, found, watch.question)
    if told := held.of_deed():
        return told
    for slot, place in held.targets:
        told = held.fault(place)
        if told and all(held.fault(one) for one in held.elsewhere(slot, place)):
            return told
    return ""


@dataclass(frozen=True, slots=True)
class _Held:
    """A match in the content of its statement, all places counted from where that begins."""

    text: str
    found: Match
    question: str
    deed: Place | None
    row: Mapping[str, Any]
    slots: tuple[tuple[str, Place], ...]
    claim: Mapping[str, Place]

    @classmethod
    def of(cls, statement: Statement, found: Match, question: str) -> _Held:
        text, offset = content_of(statement)
        slots = tuple((slot, (s.start - offset, s.end - offset)) for slot, s in found.slots)
        deed = next((place for slot, place in slots if slot == "action"), None)
        told = statement.claim
        own = deed is not None and told.action is not None
        own = own and found.cover.overlaps(told.action or Span(0, 0))
        parts = {
            "actor": told.actor,
            "action": told.action,
            "object": told.object,
            "place": told.place,
        }
        claim = {
            name: (span.start - offset, span.end - offset)
            for name, span in parts.items()
            if own and span is not None and 0 <= span.start - offset <= len(text)
        }
        row = {} if deed is None else _row(text[deed[0] : deed[1]])
        return cls(text, found, question, deed, row, slots, claim)

    @property
    def targets(self) -> Iterator[tuple[str, Place]]:
        """Each slot that holds what it is done to, by where its name stands."""
        for slot, (a, b) in self.slots:
            if slot == "actor":
                continue
            if slot != "action":
                yield slot, (a, b)
            elif (name := self._name_in(a, b)) is not None:
                yield slot, name

    def _name_in(self, a: int, b: int) -> Place | None:
        """The name in which the words of a deed begin or end: "captured the town of Ada"."""
        names = [(a + m.start(), a + m.end()) for m in _NAMED.finditer(self.text[a:b])]
        return next((one for one in reversed(names) if one[1] == b or one[0] == a), None)

    def elsewhere(self, slot: str, place: Place) -> list[Place]:
        """The other places where the same slot is filled, but for those within another's words."""
        told = [
            one
            for one in find(self.found.pattern.slots.get(slot, ()), self.text)
            if one != place and not self._matched(one)
        ]
        if slot != "action":
            return told
        return [name for a, b in told if (name := self._name_in(a, b)) is not None]

    def _matched(self, place: Place) -> bool:
        return any(a < place[1] and place[0] < b for _, (a, b) in self.slots)

    def of_deed(self) -> str:
        """Return why the deed itself is none, or is not done to the end."""
        if self.deed is None:
            return ""
        before = self.text[: self.deed[0]]
        if self.row.get("some"):
            for name in ("partly", "going"):
                if (words := _ending(name, before)) and not self._asked(words):
                    return f"It says that this is not done to the end (“{words}”)."
        if self.row.get("words"):
            for a, b in find(filler_words("in_words"), self.text):
                if not self._asked(self.text[a:b]) and not self._asked("cyber"):
                    return f"It is done in words or over a wire (“{self.text[a:b]}”)."
        thing = self._thing()
        if self.row.get("hands") and thing and mentions(filler_words("message"), _head(thing)):
            return f"What is given is “{thing}”, and no more than words."
        if self.row.get("from") and (words := self._left_else(thing)):
            return f"What is left, or left there, is “{words}”."
        return ""

    def _thing(self) -> str:
        """The claim's object behind its verb, "" where it has none there."""
        if "object" not in self.claim or "action" not in self.claim:
            return ""
        a, b = self.claim["object"]
        return self.text[a:b] if a >= self.claim["action"][1] else ""

    def _left_else(self, thing: str) -> str:
        """Return what is left where it is neither the place nor those who leave it."""
        named = any(a >= 0 and self.text[a:b] in thing for s, (a, b) in self.slots if s != "actor")
        if thing and not named:
            head = _head(thing)
            forces = mentions(cue("own_forces"), thing) or _AMOUNT.match(thing) is not None
            whole = mentions(filler_words("wholes"), head)
            leaves = self.deed is not None and self._deed_words().endswith(("left", "leaving"))
            again = any(a >= self.claim["object"][1] for a, _ in self._deeds())
            if not whole and (leaves or not forces) and not again:
                return thing
        if (where := self.claim.get("place")) and _FROM.search(self.text[: where[0]]):
            words = self.text[slice(*where)]
            own = any(a < where[1] and where[0] < b for s, (a, b) in self.slots if s != "actor")
            sort = mentions(filler_words("wholes"), words) and not _NAMED.search(words)
            if not own and not sort and not mentions(filler_words("complete"), words):
                return words
        if "place" in self.found.pattern.slots and self.deed is not None:
            behind = [p for s, p in self.slots if s in {"place", "other"} and p[0] >= self.deed[1]]
            away = _AWAY.match(self.text, self.deed[1])
            told = away is not None and _FROM.search(self.text[: away.start("what")])
            if away is not None and told and not behind:
                sort = mentions(filler_words("wholes"), _head(away["what"]))
                return "" if sort or self._matched(away.span("what")) else away["what"]
        return ""

    def _deeds(self) -> list[Place]:
        """The other places where the deed is told: "left their bases and withdrew from"."""
        told = find(self.found.pattern.slots.get("action", ()), self.text)
        return [one for one in told if not self._matched(one)]

    def _deed_words(self) -> str:
        return "" if self.deed is None else self.text[slice(*self.deed)].casefold()

    def _asked(self, words: str) -> bool:
        """Say whether the question itself speaks of it so."""
        return words.casefold() in self.question.casefold()

    def fault(self, place: Place) -> str:
        """Return why the name at `place` is not what is asked for, "" where it is."""
        a, _ = place
        if self._taken_up(place):
            return ""
        before, phrase = self.text[:a], self._phrase(place)
        if words := self._near(before):
            return f"It says what is “{words}” it, and not the thing itself."
        if self._does(phrase):
            return ""
        if words := self._behind(place, phrase):
            return f"It says what befell “{words}”, which is not the thing itself."
        for one in self._phrases(place):
            if words := self._within(place, one):
                return f"It says what befell “{words}”, which only names the thing."
        if self.row.get("some") and phrase is not None:
            words = _share(self.text[phrase[0] : a])
            if words and not self._asked(words):
                return f"It is told of a share alone (“{words}”)."
        return self._apart(place, before)

    def _taken_up(self, place: Place) -> bool:
        """Say whether the deed is told of the name behind it: "near the town, which they took"."""
        a, b = place
        if self.deed is None or self.deed[0] < b:
            return False
        return bool(_WHICH.match(self.text, b) or _WHICH.search(self.text, a, b))

    def _does(self, phrase: Place | None) -> bool:
        """Say whether the name stands in who does it to another: "the town's army seized power"."""
        own = phrase is not None and phrase == self.claim.get("actor")
        return own and bool(self._thing()) and not self.row.get("from")

    def _phrase(self, place: Place) -> Place | None:
        """The shortest phrase of the claim that holds the name."""
        return min(self._phrases(place), key=lambda one: one[1] - one[0], default=None)

    def _phrases(self, place: Place) -> list[Place]:
        return [
            one
            for name, one in self.claim.items()
            if name != "action" and one[0] <= place[0] and place[1] <= one[1]
        ]

    def _near(self, before: str) -> str:
        told = _by_it().search(before)
        if told is None or self._asked(told["near"]):
            return ""
        if _COMPASS.match(told["near"]) and _THE.search(before[: told.start()]):
            return ""  # "the south of the country" lies within it
        # A pattern that asks for what lies by it has said so itself.
        asked = any(
            mentions((told["near"],), one)
            for phrases in self.found.pattern.slots.values()
            for one in phrases
        )
        return "" if asked or self._matched(told.span("near")) else told["near"]

    def _behind(self, place: Place, phrase: Place | None) -> str:
        """Return the thing of it behind its name: "the town's airport", "the town hospital"."""
        a, b = place
        end = len(self.text) if phrase is None else phrase[1]
        told = _OWNED.match(self.text, b)
        if told is None and self.row.get("entire"):
            told = _COMPOUND.match(self.text[:end], b)
            # Without the parse's phrase behind it only what is a site in any town can be told.
            if told and phrase is None and not mentions(_sites(), _head(told["rest"])):
                return ""
        if told is None:
            return ""
        last = told.start("rest")
        for word in _WORD.finditer(self.text, last, told.end("rest")):
            if FUNCTION.fullmatch(word.group()):
                break
            last = word.end()
        words = self.text[told.start("rest") : last]
        if not words or self._matched((told.start("rest"), told.start("rest") + 1)):
            return ""
        if self.row.get("entire"):
            other = not mentions(filler_words("wholes"), words.split()[-1])
        else:
            other = "not" in self.row and mentions(tuple(self.row["not"]), words)
        return self.text[a:last] if other else ""

    def _within(self, place: Place, phrase: Place) -> str:
        """Return what stands before its name in one phrase: "two posts in", "lists of"."""
        a, _ = place
        if not self.row.get("entire"):
            return ""
        before = self.text[phrase[0] : a]
        by = _GOVERNED.search(before)
        if by is None:
            return ""
        held = before[: by.start()].strip()
        head = _head(held) if held else ""
        own = (*filler_words("wholes"), *filler_words("counting"), *self.row.get("bears", ()))
        if not head or mentions(own, head) or mentions(filler_words("complete"), held):
            return ""
        if not re.search(r"[a-z]", head) or head.isdigit() or _ending("shares", held):
            return ""
        at = phrase[0] + before[: by.start()].rstrip().rfind(head)
        return "" if self._matched((at, at + len(head))) else held

    def _apart(self, place: Place, before: str) -> str:
        """Return that it stands by another verb, or is the end and not the start of a way."""
        a, b = place
        by = _GOVERNED.search(before)
        if self.row.get("from") and by and by["by"].casefold() in {"to", "into"}:
            return "It says where they went, and not what they left."
        laid = self.row.get("laid") and by is not None and by["by"].casefold() == "in"
        if laid and self.deed is not None and _ON.search(before, self.deed[1]):
            return "It says what stands in it, and not what is laid on it."
        if self.row.get("site"):
            if by and by["by"].casefold() in {"against", "to", "with"}:
                return "It is done against it, and not there."
            if self.claim.get("actor") == place:
                return "It names a government by its seat, and no place."
        told = self.deed is not None and a >= self.deed[1]
        filled = "object" in self.claim or "place" in self.claim
        if told and _NOT_TO.search(before[self.deed[1] if self.deed else 0 :]):
            return "It is told of another, and not of it."
        aside = _ASIDE.search(before)
        if told and filled and aside and self._phrase(place) is None and aside.end() == a:
            behind = _WORD.search(self.text, b)
            if behind and not FUNCTION.fullmatch(behind.group()):
                return "It stands in another clause."
        return ""


def _row(deed: str) -> Mapping[str, Any]:
    """Return the row of the deed that the matched action is, an empty one where it is none."""
    rows: Mapping[str, Mapping[str, Any]] = load("fillers.yaml")["deeds"]
    return next((row for row in rows.values() if mentions(tuple(row["verbs"]), deed)), {})


def _head(phrase: str) -> str:
    """Return the noun at the head of a phrase: the last word before its first preposition."""
    words: list[str] = []
    for word in _WORD.findall(phrase):
        if words and FUNCTION.fullmatch(word):
            break
        words.append(word)
    return words[-1] if words else ""


def _share(before: str) -> str:
    """Return the words that make a share of what they stand before; of a number they make none."""
    for a, b in find(filler_words("shares"), before):
        if _AMOUNT.match(before, b) is None:
            return before[a:b]
    return ""


def _ending(name: str, before: str) -> str:
    """Return the words of a list in which `before` ends, "" where it ends in none."""
    told = list(find(filler_words(name), before))
    return before[told[-1][0] : told[-1][1]] if told and not before[told[-1][1] :].strip() else ""


@cache
def filler_words(name: str) -> tuple[str, ...]:
    """Return the words of a list of `data/fillers.yaml`."""
    return tuple(map(str, load("fillers.yaml")[name]))


@cache
def _sites() -> tuple[str, ...]:
    """Return the nouns for what stands within a town or a country."""
    return (*listed("sites"), *filler_words("within"))


@cache
def _by_it() -> re.Pattern[str]:
    """Return what stands right before a name where something by it is meant."""
    near = expression_of(filler_words("near")).pattern
    far = expression_of(filler_words("miles")).pattern
    return re.compile(
        rf"(?P<near>{near}|{far}\s+(?:\w+\s+){{0,2}}?(?:from|of|outside))\s+{_DETERMINERS}$",
        re.IGNORECASE,
    )
