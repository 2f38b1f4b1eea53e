"""Standing: notes on statements what has been said of checking them, in their sentence or after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import Span, Statement, Verification
from tocsin.read.cues import cues, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tocsin.read.speakers import Cast
    from tocsin.read.threads import Page
    from tocsin.read.verification import Check

__all__ = ["Standing"]

_GIVING = frozenset(load("read_doubt.yaml")["giving"])
_NONE = re.compile(r"^(?:no|not (?:a single|one))\s+", re.IGNORECASE)
_RECENT = 5  # statements back in which what was checked is looked for
_ENDING = 3  # letters that a noun may add to its verb: "closure" of "closed"
_NUMBERS = frozenset({"figure", "number", "toll", "count", "tally", "statistic"})
_NO_CLAIMS = frozenset({"appeal", "question"})
_Source = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class Standing:
    """The statements made so far, and the document now quoted that nobody could verify."""

    made: list[Statement]
    source: _Source | None = None
    mark: Verification | None = None

    def note(
        self, fresh: list[Statement], found: Iterable[Check], page: Page, cast: Cast
    ) -> list[Statement]:
        """Return a sentence's statements with the standing that it, or one before, gives them.

        What points back is noted on the statements made before. A document that could not be
        verified leaves all unverified that is quoted from it, until somebody else speaks.
        """
        checks = list(found)
        if self.mark is not None and self.source is not None and not checks:
            if not all(_goes_on(_source(each), self.source) for each in fresh):
                self.source = self.mark = None
            else:
                mark = self.mark
                fresh = [_noted(each, mark) for each in fresh]
        for check in checks:
            fresh = self._checked(fresh, check, page, cast)
        return fresh

    def _checked(
        self, fresh: list[Statement], check: Check, page: Page, cast: Cast
    ) -> list[Statement]:
        by = None
        if check.by is not None:
            who = (page.doc[i] for i in (check.by, *check.also))
            names = (
                _spoken_for(fresh, page.span((w.i, w.i + 1)))
                or cast.name(page.doc, w, page.offset, None).text
                for w in who
            )
            by = " and ".join(_without_no(name) for name in names) or None
        head, of = page.span((check.head, check.head + 1)), page.span(check.of)
        by = by or _teller(fresh, head)
        mark = Verification(check.status, by, of)
        noun = page.doc[check.of[0] : check.of[1]].root
        # "It offered no evidence": what was claimed is told elsewhere, and "it" is no claim
        bare = check.of[1] == check.of[0] + 1 and noun.pos_ == "PRON"
        bare = bare and page.doc[check.head].lemma_ in _GIVING
        out = [
            _noted(each, mark)
            if not bare and (each.span.holds(head) or each.span.holds(of))
            else each
            for each in fresh
        ]
        quoted = next((each for each in out if _source(each) and each.span.holds(of)), None)
        beside = _told_beside(out, of, head, noun) if check.back else None
        if beside is not None:
            out[beside] = _noted(out[beside], mark)
        if check.back and self.made and (beside is None or _is_of_several(noun)):
            place = self._meant(noun)
            if place is not None:
                quoted = self.made[place]
                self._note_back(place, check, by, noun)
        if check.status == "unverified" and _is_paper(noun) and quoted is not None:
            self.source, self.mark = _source(quoted), mark
        return out

    def _note_back(self, place: int, check: Check, by: str | None, noun: Token) -> None:
        """Note it on a statement before; of a document, on all that is quoted from it there."""
        first, past = place, place + 1
        source = _source(self.made[place])
        if _is_paper(noun) and source is not None:
            while first and _goes_on(_source(self.made[first - 1]), source):
                first -= 1
            while past < len(self.made) and _goes_on(_source(self.made[past]), source):
                past += 1
        for at in range(first, past):
            earlier = self.made[at]
            self.made[at] = _noted(earlier, Verification(check.status, by, earlier.content))

    def _meant(self, noun: Token) -> int | None:
        """The statement before, or one of the few before it that names what was checked."""
        last = len(self.made) - 1
        if noun.pos_ in {"PRON", "VERB", "AUX"}:
            return last  # "could not confirm it", "could not establish who signed it"
        lemma = noun.lemma_.casefold()
        stem = lemma[: min(6, max(4, len(lemma) - _ENDING))]
        for place in range(last, max(-1, last - _RECENT), -1):
            words = self.made[place].text.casefold().split()
            if any(word.lstrip("“\"'(‘").startswith(stem) for word in words):
                return place
        if lemma not in word_set("claim_names"):
            return None
        recent = range(last, max(-1, last - _RECENT), -1)
        if lemma in _NUMBERS:
            counted = next((p for p in recent if self.made[p].quantities), None)
            if counted is not None:
                return counted
        # "Deputies asked for a debate. The Post could not verify the claim.": nobody claims a plea
        return next((p for p in recent if self.made[p].act not in _NO_CLAIMS), last)


def _is_of_several(noun: Token) -> bool:
    """Say whether more than one claim is meant: "could not verify either claim"."""
    return noun.tag_ == "NNS" or any(c.lower_ in {"either", "neither"} for c in noun.children)


def _told_beside(fresh: Sequence[Statement], of: Span, head: Span, noun: Token) -> int | None:
    """Where the same sentence told what was checked: "he said so, but the claim was not verified".

    Whose claim is named ("the claim of the rebels") may mean another.
    """
    named = any(c.lower_ in {"of", "by", "from"} or c.dep_ == "poss" for c in noun.children)
    if named or not (noun.pos_ == "PRON" or noun.lemma_.casefold() in word_set("claim_names")):
        return None
    places = [
        at
        for at, each in enumerate(fresh)
        if each.span.end <= of.start and not each.span.holds(head) and _source(each) is not None
    ]
    return places[-1] if places else None


def _teller(fresh: Sequence[Statement], head: Span) -> str | None:
    """The "it" or "he" who speaks and checks: "The ministry said it rejects the claim"."""
    own = (each for each in fresh if each.cue is not None and each.cue.holds(head))
    return next((each.speaker.text for each in own if each.speaker is not None), None)


def _spoken_for(fresh: Sequence[Statement], who: Span) -> str | None:
    """The speaker of this sentence at `who`, before whom another may have been named since."""
    speakers = (each.speaker for each in fresh if each.speaker is not None)
    return next((s.text for s in speakers if s.span is not None and s.span.holds(who)), None)


def _without_no(name: str) -> str:
    """The name without a word that says there is none: "no Danish official" are officials."""
    return _NONE.sub("", name, count=1)


def _is_paper(noun: Token) -> bool:
    """Say whether a noun is a document that others quote, and no word for a claim."""
    lemma = noun.lemma_.casefold()
    return lemma in cues().documents and lemma not in word_set("claim_names")


def _source(statement: Statement) -> _Source | None:
    """Who speaks through whom; None where the writer does."""
    if statement.speaker is None or statement.speaker.span is None:
        return None
    return statement.speaker.text, tuple(link.name.text for link in statement.chain)


def _goes_on(source: _Source | None, with_: _Source) -> bool:
    """Say whether the same speak, through the same or with no word of through whom."""
    return source is not None and source[0] == with_[0] and source[1] in {with_[1], ()}


def _noted(statement: Statement, verification: Verification) -> Statement:
    if verification in statement.verification:
        return statement
    return replace(statement, verification=(*statement.verification, verification))
