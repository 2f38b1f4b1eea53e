"""Tenses: whether what a date stands beside is over, goes on, or is to come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.calendar.scene import Tense
from tocsin.read.calendar.words import words
from tocsin.read.cues import word_set
from tocsin.read.offsets import Offsets
from tocsin.read.phrases import (
    LIKELIHOOD_ADJECTIVES,
    LIKELIHOOD_NOUNS,
    assessors,
    is_likelihood,
    word_of,
)
from tocsin.read.timetables import is_on_the_calendar

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_planned", "is_timetabled", "tense_of"]


def tense_of(offsets: Offsets, at: int, *, shown: bool = False) -> Tense | None:
    """The tense of the clause that holds the character `at`; None where it points nowhere.

    `shown` is true of captions and headlines, which tell in the present what is over.
    """
    span = offsets.span(at, at + 1)
    if span is None:
        return None
    token: Token = span[0]
    tense = _tense_of_clause(token, shown=shown)
    # "It will keep the June agreement": what is to come is the keeping.
    named = token.dep_ in {"compound", "nmod", "amod"} and token.head.pos_ == "NOUN"
    month = token.lower_.rstrip(".") in words().months
    return None if tense == "future" and named and month else tense


def is_timetabled(offsets: Offsets, at: int, *, shown: bool = False) -> bool:
    """Say whether a date is one for which a thing is told as set: "the mandate ends on 5 May"."""
    span = offsets.span(at, at + 1)
    if span is None:
        return False
    token: Token = span[0]
    verb = next((w for w in token.ancestors if w.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and is_on_the_calendar(verb, token, shown=shown)


def is_planned(offsets: Offsets, at: int) -> bool:
    """Say whether a date is one that was set: "were due by", "was to begin on", "was expected in".

    What was expected may be over or lie ahead: the past of the verb does not tell.
    """
    span = offsets.span(at, at + 1)
    if span is None:
        return False
    token: Token = span[0]
    path = [token]
    for word in token.ancestors:
        path.append(word)
        helpers = {child.lower_ for child in word.children if child.dep_ in {"aux", "auxpass"}}
        if word.pos_ not in {"VERB", "AUX"} or _is_to_come(word, helpers):
            continue
        if word.lower_ in {"was", "were"}:
            beside = (c for c in word.children if c.dep_ == "acomp")
            set_down = any(_is_set_down(w) for w in (*path[:-1], *beside))
            follows = (w for w in path if w.dep_ == "xcomp" and w.head == word)
            terms = (c for c in word.children if c.dep_ == "nsubj" and path[-2].dep_ == "attr")
            return (
                set_down
                or any(_is_to_come(w, {c.lower_ for c in w.children}) for w in follows)
                or any(c.lemma_.casefold() in _listed("terms") for c in terms)
            )
        meant = word.lemma_ in _listed("meant") and any(w.dep_ == "xcomp" for w in path[:-1])
        return (meant or _is_set_down(word)) and bool(helpers & {"was", "were", "been"})
    return False


def _is_to_come(verb: Token, helpers: set[str]) -> bool:
    """Say whether a verb is one with "to" before it: "to begin", "to have begun"."""
    return "to" in helpers and (verb.tag_ == "VB" or (verb.tag_ == "VBN" and "have" in helpers))


def _is_set_down(word: Token) -> bool:
    """Say whether a word sets a day for what it is said of; "set on fire" and "set up" do not."""
    after = {c.lower_ for c in word.children if c.i == word.i + 1}
    apart = word.lemma_ == "set" and after & {"on", "up", "off", "out", "ablaze", "alight", "free"}
    return word.lemma_ in _listed("set_down") and not apart


def _tense_of_clause(token: Token, *, shown: bool = False) -> Tense | None:
    bare = False  # within an infinitive: "agreed to withdraw on Friday"
    for word in (token, *token.ancestors):
        if _points_ahead(word, bare=bare) or _is_rated(word, token):
            return "future"
        if word.pos_ not in {"VERB", "AUX"}:
            continue
        helpers = [child for child in word.children if child.dep_ in {"aux", "auxpass"}]
        folded = {helper.lower_ for helper in helpers}
        if folded & {"will", "shall", "'ll", "’ll"} or word.lower_ in {"will", "shall"}:
            return "future"
        if _is_let(word, helpers):
            continue  # "let troops cross on Friday": it is the letting that is told
        awaited = "to" in folded and word.head.lemma_ in word_set("expecting")
        if awaited or (word.tag_ == "VB" and "to" in folded):
            bare = True  # "expects it to have fallen by May"
            continue
        if bare:
            planned = word.lemma_ in _PLANNING | word_set("expecting") and "had" not in folded
            return "future" if planned or _finite(word, helpers) == "present" else "past"
        if is_on_the_calendar(word, token, shown=shown) or _is_case_ahead(word, helpers):
            return "future"
        if folded & {"has", "have", "'ve", "’ve"} and not any(h.tag_ == "MD" for h in helpers):
            return "past" if word.lemma_ not in _SETTING else None
        if word.tag_ == "VBG" and not helpers:
            return None
        if word.tag_ == "VBN" and not helpers:
            return "past" if word.lemma_ not in _SETTING | _PLANNING else None
        return _finite(word, helpers)
    return "future" if bare else None


def _is_case_ahead(verb: Token, helpers: list[Token]) -> bool:
    """Say whether a clause names a case of what is to come: "will reply if they attack on Monday".

    English has its verb in the present, whatever is told.
    """
    if verb.dep_ != "advcl" or helpers or verb.tag_ not in _PRESENT or verb.head == verb:
        return False
    opened = any(c.lower_ in _listed("of_cases") for c in verb.lefts)
    return opened and _tense_of_clause(verb.head) == "future"


def _points_ahead(word: Token, *, bare: bool) -> bool:
    """Say whether a word above a date tells that its day was to come; `bare`: above a "to"."""
    if bare and word.lower_ in _listed("in_store"):
        return True  # "was likely to arrive by 5 May"
    if word.dep_ in {"ccomp", "oprd", "pobj"} and word_of(word) in LIKELIHOOD_ADJECTIVES:
        return word.head.lemma_ != "be"  # "considers a raid in May likely"
    if word.pos_ != "NOUN":
        return False
    # "announced an agreement to withdraw in May", "the odds of a raid by June have fallen"
    return (bare and word.lemma_ in _listed("plans")) or word.lower_ in LIKELIHOOD_NOUNS


def _is_rated(verb: Token, token: Token) -> bool:
    """Say whether somebody said how likely a thing then was: "said a raid was likely by June".

    Of a "was" in told words the day lies ahead of the saying; what the writer himself says was
    likely is over.
    """
    if _rates(verb) or (verb.tag_ in _PRESENT and _is_called_likely(verb)):
        return True
    above = verb.head
    told = verb.dep_ == "ccomp" and (above.tag_ == "VBD" or any(
        c.dep_ == "aux" and c.tag_ == "VBD" for c in above.lefts
    ))  # fmt: skip
    ahead = token.head.lower_ in {"by", "before"}
    if ahead and verb.tag_ == "VBD" and verb.lemma_ in assessors():
        between = verb.doc[verb.i + 1 : token.i]  # "put the odds of a raid by June at one in five"
        return any(word_of(t) in LIKELIHOOD_ADJECTIVES or is_likelihood(t) for t in between)
    if not told or verb.lower_ not in {"was", "were"}:
        return False
    said = [c for c in verb.rights if c.dep_ in {"acomp", "attr"}]
    if any(word_of(c) in LIKELIHOOD_ADJECTIVES or is_likelihood(c) for c in said):
        return True
    rated = any(is_likelihood(c) for c in verb.lefts if c.dep_ == "nsubj")
    return rated and ahead


def _rates(verb: Token) -> bool:
    """Say whether a verb tells now how likely a thing is: "is unlikely", "sees a risk of".

    What the writer himself says was likely is over, and was so then.
    """
    if any(c.dep_ == "dobj" and is_likelihood(c) for c in verb.rights):
        return True
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.lefts)
    said = [c for c in verb.rights if c.dep_ in {"acomp", "attr", "oprd"}]
    rated = any(word_of(c) in LIKELIHOOD_ADJECTIVES or is_likelihood(c) for c in said)
    return rated and (modal or verb.tag_ in _PRESENT)


def _is_called_likely(verb: Token) -> bool:
    """Say whether a clause is one that is called likely: "it is unlikely that ships sail"."""
    above = verb.head
    if verb.dep_ not in {"ccomp", "csubj", "advcl", "xcomp"} or above == verb:
        return False
    return word_of(above) in LIKELIHOOD_ADJECTIVES or _rates(above)


def _is_let(verb: Token, helpers: list[Token]) -> bool:
    """Say whether another verb has its object do this one: the "cross" of "let troops cross"."""
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB" else verb
    above = first.head
    return (
        not helpers
        and first.tag_ in {"VB", "VBP"}
        and first.dep_ == "ccomp"
        and above.i < first.i
        and above.lemma_ in _listed("letting")
        and not any(child.dep_ == "mark" for child in first.children)
    )


def _is_past_as_base(verb: Token, helpers: list[Token]) -> bool:
    """Say whether a form that may be of either tense is the past: "they let the day pass"."""
    doer = any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)
    base = verb.lower_ == verb.lemma_ and verb.tag_ in {"VB", "VBP"}
    return base and doer and not helpers and verb.lemma_ in _listed("same_past")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("read_dates.yaml")[name])


def _finite(verb: Token, helpers: list[Token]) -> Tense | None:
    if any(helper.tag_ == "MD" for helper in helpers):
        # "May have fallen on Monday" is over, "may fall on Monday" is to come.
        over = any(helper.lower_ in {"have", "'ve", "’ve"} for helper in helpers)
        # "Could not be reached on Monday" tells of a try that is over.
        tried = any(helper.lower_ in {"could", "would"} for helper in helpers)
        denied = any(child.dep_ == "neg" for child in verb.children)
        return "past" if over or (tried and denied) else "future"
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if _is_past_as_base(verb, helpers):
        return "past"
    return "present" if verb.tag_ in {"VBZ", "VBP", "VBG"} or helpers else None


_PRESENT = frozenset({"VBZ", "VBP"})
_PLANNING = frozenset(
    """plan agree schedule expect vow promise order urge call ask decide intend want hope propose
    demand prepare need seek set due threaten pledge commit offer aim undertake swear instruct tell
    require invite refuse oblige allow""".split()
)
_SETTING = frozenset("set schedule plan fix call agree extend delay declare".split())
