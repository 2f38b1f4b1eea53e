"""Doers: whether who does an outcome is the one asked for, and a force where forces are asked for.

"Chadian troops entered with the help of Egypt" and "Egyptian doctors entered with a convoy" hold
all the words of "Egyptian troops entered". Who does it is settled by the subject that the reader's
parse gave the claim, and where it gave none by what stands right by the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.nouns import Span, Statement
from tocsin.weigh.conjugation import plain_of
from tocsin.weigh.cues import cue
from tocsin.weigh.fillers import FUNCTION, Place, filler_words
from tocsin.weigh.parties import party_of
from tocsin.weigh.patterns import Match, content_of, find, mentions
from tocsin.weigh.phrasing import expression_of
from tocsin.weigh.terms import listed

__all__ = ["other_doer"]

_HYPHENED = re.compile(r"[-\u2010\u2011](?!led\b|commanded\b)[a-z]\w*")
"""Behind a name: another is so by him: "Egyptian-backed", "Belarus-based"."""
_BARRED = re.compile(
    r"(?:\b(?:anti|pro|ex|non)[-\u2010\u2011]|\b(?:former|retired)\s+)$", re.IGNORECASE
)
"""Before a name: against him, or his no more."""
_WORD = re.compile(r"[^\W_][\w’'-]*")
_BROKEN = re.compile(r"[;:.()!?\u2013\u2014\"“”]")
_LISTED = re.compile(r"\s*(?:,\s*)?(?:(?:and|or)\s+)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’]*(?:\s+[A-Z][\w’]*)?")
_BY = re.compile(r"\b(?P<participle>\w+)\s+by\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OF = re.compile(r"\b(?P<head>\w+)\s+(?:of|from|by)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\b(?:with|by|from|in|under|to|against|for|at|on|near|into|across|onto|through|via|who|whom|which|that|whose"
    r"|like|despite|without)\b",
    re.IGNORECASE,
)
"""Within a subject: what follows is not its head."""
_CLAUSE = re.compile(
    r"\b(?:before|after|as|when|while|whenever|until|because|once|since|that|whether|if|but)\b",
    re.IGNORECASE,
)
"""Behind a name: a clause of its own begins, and has its own doer."""
_TURNED = re.compile(
    r"\b(?:after|before|following|during|amid|despite|as|when|while|against|who|whom|which|that"
    r"|because|to|for)\b",
    re.IGNORECASE,
)
"""Behind a deed: what follows tells of something else."""


def other_doer(statement: Statement, found: Match, question: str) -> str:
    """Return why who does an outcome is not who is asked for, "" where he is.

    One name that stands for the doer is enough: "Chadian and Egyptian troops entered".
    """
    phrases = found.pattern.slots.get("actor")
    return "" if phrases is None else _Doer.of(statement, found, phrases, question).fault()


@dataclass(frozen=True, slots=True)
class _Doer:
    """Who does what matched, all places counted from where the statement begins.

    `subject` and `brought` are of the claim, where what matched is its own deed; `armed`: it is a
    deed of forces.
    """

    text: str
    phrases: tuple[str, ...]
    question: str
    content: Place
    slots: tuple[tuple[str, Place], ...]
    armed: bool
    of_force: bool
    subject: Place | None
    brought: Place | None
    elided: str

    @classmethod
    def of(
        cls, statement: Statement, found: Match, phrases: tuple[str, ...], question: str
    ) -> _Doer:
        text, offset, claim = statement.text, statement.span.start, statement.claim
        content, start = content_of(statement)
        slots = tuple((slot, _place(span, offset)) for slot, span in found.slots)
        deed = next((span for slot, span in found.slots if slot == "action"), None)
        words = "" if deed is None else text[slice(*_place(deed, offset))]
        of_force = any(mentions(listed("forces"), o) for o in found.pattern.slots.get("object", ()))
        own = deed is not None and claim.action is not None and deed.overlaps(claim.action)
        subject = _place(claim.actor, offset) if own and claim.actor is not None else None
        done_to = _place(claim.object, offset) if own and claim.object is not None else None
        if subject is None and done_to and mentions(phrases, text[slice(*done_to)]):
            subject = done_to
        return cls(
            text=text,
            phrases=phrases,
            question=question,
            content=(start - offset, start - offset + len(content)),
            slots=slots,
            armed=of_force or mentions(filler_words("armed"), words),
            of_force=of_force,
            subject=subject,
            brought=done_to if mentions(filler_words("moved"), words) else None,
            elided=claim.elided or "",
        )

    def fault(self) -> str:
        """Return why none of the names that may stand for the doer is his, "" where one is."""
        acting = next((place for slot, place in self.slots if slot == "actor"), None)
        if acting is None:
            return self._left_out()
        places = list(find(self.phrases, self.text))
        if acting not in places:
            return self._no_force(acting, self.subject)  # "its troops": a pronoun fills the slot
        if self.subject is None:
            return self._loose(acting) if self.armed else ""
        low, high = self.content
        told = [self._fault_of(one) for one in places if one == acting or low <= one[0] < high]
        if all(told):
            return self._fault_of(acting)
        return self._brought_other() if self.armed else ""

    def _left_out(self) -> str:
        """Of a subject that is left out: it is that of the clause before."""
        if not self.armed or not self.elided:
            return ""
        faults = [_kind(self.elided[a:])[0] == "other" for a, _ in find(self.phrases, self.elided)]
        return _is_none(self.elided) if faults and all(faults) else ""

    def _fault_of(self, place: Place) -> str:
        if words := _hung(self.text, place):
            return f"It is told of others (“{words}”), whom the name only tells more of."
        if self._named_in_subject(place):
            return self._in_subject(place) if self.armed else ""
        if self.brought is not None and _holds(self.brought, place):
            return ""
        return self._beside(place)

    def _named_in_subject(self, place: Place) -> bool:
        """Say whether a name stands in the subject, or ends it: "Norland's neighbour Suland"."""
        if self.subject is None:
            return False
        ends = self.subject[1] <= place[0] and not self.text[self.subject[1] : place[0]].strip()
        return ends or _holds(self.subject, place)

    def _in_subject(self, place: Place) -> str:
        """Return why a name in the subject is not its head, or no force."""
        if self.subject is None:
            return ""
        before = self.text[self.subject[0] : place[0]]
        if way := self._joins(before):
            return "" if self._joined(place, way) else self._another(self.subject)
        if _GOVERNED.search(before) and not self._sent_by(place):
            return self._another(self.subject)
        if (of := _OF.search(before)) and (
            mentions(filler_words("helping"), of["head"]) or self._is_other(of["head"])
        ):
            return self._another(self.subject)
        return self._no_force(place, self.subject)

    def _no_force(self, place: Place, within: Place | None) -> str:
        """Return that the noun of a name is no force, "" where it may be one."""
        if not self.armed:
            return ""
        end = within[1] if within is not None and _holds(within, place) else place[1]
        kind, head = _kind(self.text[place[0] : end], self.phrases)
        if kind == "carrier":
            deed = next((one for slot, one in self.slots if slot == "action"), place)
            load = self.text[place[0] : max(deed[0], end)]
            kind = "other" if mentions(filler_words("no_force"), load) else "force"
        if kind == "other" and not self._asked(head):
            return _is_none(self.text[place[0] : end])
        apart = [one for slot, one in self.slots if slot == "object" and one[0] >= end]
        unknown = kind == "" and self.of_force and self.brought is None
        if unknown and apart and within is not None:
            force = self.text[slice(*apart[0])]
            return f"It is told of “{self.text[place[0] : end]}”, and “{force}” is another's."
        return ""

    def _beside(self, place: Place) -> str:
        """Return why a name outside of the subject does not do it as well."""
        subject = self.subject or place
        before = self.text[min(subject[1], place[0]) : place[0]]
        _, head = _kind(self.text[place[0] : self.content[1]], self.phrases)
        helped = (of := _OF.search(before)) and mentions(filler_words("helping"), of["head"])
        if helped or mentions(filler_words("helping"), head):
            return self._another(subject)
        if not self.armed:
            return ""
        if self._sent_by(place) and not self._names_other(subject):
            return ""
        way = "" if _TURNED.search(before) else self._joins(before)
        return "" if way and self._joined(place, way) else self._another(subject)

    def _joins(self, before: str) -> str:
        """Return the words by which a name stands as one who does it as well, "" where none do."""
        told = list(find(filler_words("joining"), before))
        if not told or len(_WORD.findall(before[told[-1][1] :])) > 2:
            return ""
        return "" if _GOVERNED.search(before, told[-1][1]) else before[slice(*told[-1])]

    def _joined(self, place: Place, way: str) -> bool:
        """Say whether a name that such words join to the doer is of a force, or a state by name.

        What one merely has "with" him may be another's gift, or what he was told by him.
        """
        kind, head = _kind(self.text[place[0] : self.content[1]], self.phrases)
        if kind == "bare":
            return way.casefold() != "with"
        return kind in {"force", "carrier"} and not mentions(filler_words("gear"), head)

    def _sent_by(self, place: Place) -> bool:
        """Say whether a name is of who sent those who do it: "troops sent by Egypt"."""
        by = _BY.search(self.text[: place[0]])
        return by is not None and mentions(filler_words("moved"), by["participle"])

    def _loose(self, place: Place) -> str:
        """Return why a name is not the doer where the parse tells of no subject."""
        before = self.text[: place[0]]
        if words := _hung(self.text, place):
            return f"It is told of others (“{words}”), whom the name only tells more of."
        if words := self._nearer(place):
            return f"It is told of “{words}”, and not of the one who is asked for."
        kind, head = _kind(self.text[place[0] : self.content[1]], self.phrases)
        by, of = _BY.search(before), _OF.search(before)
        others = by is not None and _is_done(by["participle"]) and not self._sent_by(place)
        deeds = [one for slot, one in self.slots if slot in {"action", "object"}]
        if by is not None and any(a <= by.start("participle") < b for a, b in deeds):
            others = False
        helped = of is not None and mentions(filler_words("helping"), of["head"])
        if others or helped or mentions(filler_words("helping"), head):
            words = self.text[max(by.start("participle") if by else place[0], 0) : place[1]]
            return f"It is told of others (“{words}”), whom the name only tells more of."
        return _is_none(head) if kind == "other" and not self._asked(head) else ""

    def _nearer(self, place: Place) -> str:
        """Return another, named in the clause of the deed behind the name: "before Peru came"."""
        deed = next((one for slot, one in self.slots if slot == "action"), place)
        turn = _CLAUSE.search(self.text, place[1], max(deed[0], place[1]))
        clause = "" if turn is None else self.text[turn.end() : deed[0]].strip()
        return clause if _other_party(clause, self.phrases) else ""

    def _brought_other(self) -> str:
        """Return that what is brought is another's, or no force."""
        if self.brought is None or not self.of_force:
            return ""
        moved = self.text[slice(*self.brought)]
        if not mentions(self.phrases, moved) and self._names_other(self.brought):
            return f"Those who are sent are others (“{moved}”)."
        kind, head = _kind(moved)
        if kind == "carrier" and mentions(filler_words("no_force"), moved):
            kind = "other"
        apart = not any(_holds(self.brought, one) for slot, one in self.slots if slot == "object")
        if (kind == "other" or (kind != "force" and apart)) and not self._asked(head):
            return f"What is sent is “{moved}”, and no force."
        return ""

    def _names_other(self, place: Place) -> bool:
        """Say whether words name a state that is not asked for, before they tell of more."""
        words = self.text[slice(*place)]
        cut = _GOVERNED.search(words)
        return _other_party(words if cut is None else words[: cut.start()], self.phrases)

    def _asked(self, word: str) -> bool:
        return bool(word) and word.casefold() in self.question.casefold()

    def _is_other(self, head: str) -> bool:
        return mentions(filler_words("no_force"), head) and not self._asked(head)

    def _another(self, subject: Place) -> str:
        return f"“{self.text[slice(*subject)]}” does it, and not the one who is asked for."


@cache
def _is_done(word: str) -> bool:
    """Say whether a word is the participle of a verb: "trained", "paid"."""
    return word.endswith("ed") or bool(plain_of(word))


def _place(span: Span, offset: int) -> Place:
    return span.start - offset, span.end - offset


def _holds(outer: Place, inner: Place) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_none(words: str) -> str:
    return f"It is told of “{words}”, who are no force."


def _hung(text: str, place: Place) -> str:
    """Return a name with what makes others of it: "Egyptian-backed", "former Egyptian"; else ""."""
    a, b = place
    if behind := _HYPHENED.match(text, b):
        return text[a : behind.end()]
    before = _BARRED.search(text, max(0, a - 12), a)
    return text[before.start() : b] if before else ""


def _other_party(words: str, phrases: tuple[str, ...]) -> bool:
    """Say whether words name a state, and it is none of `phrases`."""
    named = (one for found in _NAME.finditer(words) for one in _names_in(found.group()))
    return any(party_of(one) is not None and not mentions(phrases, one) for one in named)


def _names_in(words: str) -> Iterator[str]:
    """Yield a name of two words, and each of them: "North Korean", "Polish"."""
    yield words
    yield from (words.split() if " " in words else ())


def _kind(words: str, phrases: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return what sort of noun a phrase that begins with a name has, and the noun.

    "bare" where it is the name alone, "force", "carrier" of what it is made up of, "other" for
    people and things that are no force, "" for any else. Of several that are listed a force leads.
    """
    kinds: list[tuple[str, str]] = []
    end, kind, head, listing = 0, "bare", "", False
    for word in _WORD.finditer(words):
        gap = words[end : word.start()]
        if _BROKEN.search(gap):
            break
        joint, comma = word.group().casefold() in {"and", "or"}, "," in gap
        if comma and not joint and not word.group()[0].isupper():
            break
        if (joint or comma) and kind != "bare":
            kinds.append((kind, head))
            rest = words[word.end() if joint else word.start() :]
            if _other_party(rest.strip().split(" ", 1)[0], phrases):
                break
            kind, head = "", ""
        listing = listing or comma
        told = "" if joint else _sort(word.group())
        if not joint and not told and end and FUNCTION.fullmatch(word.group()):
            break
        if told:
            kind, head = told, word.group()
        elif end and not joint and not (listing and word.group()[0].isupper()):
            kind, head = "" if kind == "bare" else kind, head or word.group()
        listing = joint or comma
        end = word.end()
    kinds.append((kind, head))
    order = ("force", "carrier", "other", "bare", "")
    return min(kinds, key=lambda one: order.index(one[0]))


@cache
def _sort(word: str) -> str:
    """Return "force", "carrier" or "other" for a noun that is listed as one, else ""."""
    forces = (*listed("forces"), *cue("own_forces"), *filler_words("soldiery"))
    for sort, nouns in (
        ("carrier", filler_words("carriers")),
        ("force", forces),
        ("other", filler_words("no_force")),
    ):
        if expression_of(nouns).match(word):
            return sort
    return ""
