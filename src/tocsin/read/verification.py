"""Verification: whether a claim is said to be unverified, verified or denied, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tocsin.data import load
from tocsin.read.acts import is_refusal
from tocsin.read.cues import cues, word_set
from tocsin.read.dismissals import Dismissal, belied, told_claim, turned_down, waved_off
from tocsin.read.negation import is_denied_with
from tocsin.read.retorts import PLAIN_DENIALS, told_before
from tocsin.read.scope import auxiliaries, is_still_to_come
from tocsin.read.syntax import Range, lost_end, noun_phrase, subject_of, subtree, trimmed
from tocsin.read.verdicts import claim_called_false, clause_behind, is_verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

__all__ = ["Check", "checks", "is_negated"]

Status = Literal["unverified", "verified", "denied"]
_CHECKING = word_set("checking")
_DENYING = word_set("denying")
_GIVING = frozenset(load("read_doubt.yaml")["giving"])
_PROOF = frozenset(load("read_doubt.yaml")["proof"])
_RULING = frozenset(load("read_doubt.yaml")["ruling"])
_TURNED_AWAY: dict[str, list[str]] = load("read_doubt.yaml")["turned_away"]
_HARDLY = frozenset({"never", "neither", "barely", "hardly", "scarcely"})
_NO_CHECKERS = frozenset({"nothing", "none", "nobody", "neither", "it", "which"})
_TOLD = frozenset({"acl", "ccomp", "relcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEADING = frozenset("but and yet , nothing none is was has been have".split())
_UNABLE = frozenset({"unable", "impossible"})
_WAYS = frozenset({"way", "ways", "means", "possibility", "opportunity", "chance", "hope"})
_MEANT = frozenset({"this", "that", "it", "these", "those", "they", "them"})
_REAL = frozenset({"genuine", "authentic", "real", "true", "accurate", "correct"})
_QUALITIES = frozenset(load("read_doubt.yaml")["qualities"])
_OWNED = frozenset({"its", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Check:
    """A claim's standing, in tokens: `by` is the noun of who checked, `of` what was checked.

    `also` are the nouns of who else did: "neither Lund nor Oslo" check as one.
    `back` is true when what was checked stands in the sentence before ("the claim", "these
    restrictions", "which", "this").
    """

    status: Status
    by: int | None
    of: Range
    back: bool
    head: int
    also: tuple[int, ...] = ()


def checks(sentence: Span) -> Iterator[Check]:
    """Give the verifications and denials that a sentence states."""
    for token in sentence:
        if token.lemma_ in _CHECKING and token.tag_.startswith("VB"):
            found = _by_both(_checked(token, sentence), token)
        elif token.lemma_ == "check" and token.tag_.startswith("VB"):
            found = _uncheckable(token, sentence)
        elif (dismissal := waved_off(token)) is not None and not _is_ruled(token):
            found = _waved(token, dismissal, sentence)
        elif token.tag_.startswith("VB") and (token.lemma_ in _DENYING or _turns_away(token)):
            found = _denied(token)
        elif token.lemma_ in _GIVING and token.tag_.startswith("VB"):
            found = _unproved(token, sentence)
        elif (is_verdict(token) and waved_off(token.head) is None) or belied(token) is not None:
            found = _called_false(token, sentence)
        elif token.lower_ in {"unconfirmed", "unverified", "unsubstantiated"}:
            found = _adjective(token)
        else:
            continue
        if found is not None:
            yield found


def _by_both(check: Check | None, verb: Token) -> Check | None:
    """A check by "neither Lund nor Oslo" is one, by both."""
    subject = None if check is None or check.by is None else verb.doc[check.by]
    if check is None or subject is None:
        return check
    if not any(c.lower_ == "neither" for c in subject.children):
        return check
    return replace(check, also=tuple(c.i for c in subject.conjuncts if c.i > subject.i))


def _uncheckable(verb: Token, sentence: Span) -> Check | None:
    """That a claim could not be checked; to have checked one says nothing of how it came out."""
    noun = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if noun is None or not is_negated(verb):
        return None
    said = _said_before(verb, sentence) if noun.lower_ in _MEANT else None
    if said is not None:
        return Check("unverified", _by(verb), said, back=False, head=verb.i)
    if noun.lower_ not in _MEANT and noun.lemma_.casefold() not in word_set("claim_names"):
        return None
    return Check("unverified", _by(verb), noun_phrase(noun), _points_back(noun), verb.i)


def _said_before(verb: Token, sentence: Span) -> Range | None:
    """What the same sentence told before: "reports losses, but Norland has not confirmed it"."""
    for clause in (verb, *verb.ancestors):
        if clause.dep_ == "conj" and clause.pos_ in {"VERB", "AUX"} and clause.head.i < clause.i:
            first = clause.head
            # "How they know was not said, and we cannot check it": of what was told before
            unsaid = cues().says(first.lemma_) and any(c.dep_ == "neg" for c in first.children)
            checks_too = first.lemma_ in _CHECKING | _GIVING | {"check"}
            if unsaid or checks_too or clause.left_edge.i <= sentence.start:
                return None
            return _before(clause.left_edge, sentence)
    return None


def _confirms_nothing(verb: Token, by: int | None, sentence: Span) -> Check | None:
    """That someone "has confirmed nothing": of what was told before."""
    nothing = next(
        (c for c in verb.children if c.dep_ == "dobj" and c.lower_ in {"nothing", "none"}), None
    )
    if nothing is None:
        return None
    if verb.dep_ == "conj" and verb.head.lemma_ not in _CHECKING | {"check"}:
        before = _before(verb.left_edge, sentence)
        return Check("unverified", by, before, back=False, head=verb.i)
    return Check("unverified", by, (nothing.i, nothing.i + 1), back=True, head=verb.i)


def _checked(verb: Token, sentence: Span) -> Check | None:
    negated = is_negated(verb)
    by = _by(verb)
    denied = _confirms_nothing(verb, by, sentence)
    if denied is not None:
        return denied
    of, back = _of(verb)
    if of is not None and back and verb.doc[of[0]].lower_ in _MEANT and of[1] == of[0] + 1:
        said = _said_before(verb, sentence)
        of, back = (of, back) if said is None else (said, False)
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in {"acl", "relcl"}
        and verb.head.lower_ in {"nothing", "none"}
    ):
        return Check("unverified", None, _before(verb.head, sentence), back=False, head=verb.i)
    none = any(c.lower_ in {"nothing", "none"} and c.dep_ in _SUBJECTS for c in verb.children)
    if none and of is None:
        return Check("unverified", None, _before(verb, sentence), back=False, head=verb.i)
    if verb.lemma_ == "establish" and not negated:
        return None
    if of is None and negated and verb.dep_ == "conj":
        first = _before(verb.left_edge, sentence)  # "reports losses, but Norland has not confirmed"
        return Check("unverified", by, first, back=False, head=verb.i)
    if of is None:
        return None
    if not negated:
        ahead = {h.lower_ for h in auxiliaries(verb)} & {
            "will",
            "would",
            "could",
            "may",
            "might",
            "to",
            "can",
            "should",
        }
        if ahead or verb.lemma_ in {"establish", "validate"}:
            return None
    return Check("unverified" if negated else "verified", by, of, back, verb.i)


def _denied(verb: Token) -> Check | None:
    if is_negated(verb) or is_refusal(verb):
        return None
    if verb.lemma_ == "dismiss" and _is_ruled(verb):
        return None
    told = told_before(verb)
    if told is not None:
        return Check("denied", _by(verb), told, back=False, head=verb.i)
    of, back = _of(verb)
    if of is not None and of[1] == of[0] + 1 and verb.doc[of[0]].lower_ in _MEANT:
        said = _said_before(verb, verb.sent)  # "said it had won; Oslo denied this"
        of, back = (of, back) if said is None else (said, False)
    off = _particle(verb) if of is None else None
    claim = None if off is None else next((c for c in off.children if c.dep_ == "pobj"), None)
    if claim is not None:  # "brushed off the claim"
        of, back = noun_phrase(claim), _points_back(claim)
    turned = turned_down(verb)
    if turned is not None and (
        of is None or not of[0] <= turned[0].i < of[1]
    ):  # "scoffed at the claim"
        of, back = noun_phrase(turned[0]), _points_back(turned[0])
    if of is None:  # "denies killing him"
        done = next((c for c in verb.children if c.dep_ in {"xcomp", "pcomp"}), None)
        of = None if done is None else trimmed(verb.doc, subtree(done))
    if of is not None and verb.lemma_ not in PLAIN_DENIALS:
        # one rejects an offer, too, and disputes a border
        known = {t.lemma_.casefold() for t in verb.doc[of[0] : of[1]]} & word_set("claim_names")
        if not known:
            return None
    return None if of is None else Check("denied", _by(verb), of, back, verb.i)


def _waved(verb: Token, found: Dismissal, sentence: Span) -> Check:
    """That somebody waves a claim off by what he calls it: "called the report nonsense"."""
    beside = _told_beside(found.claim, verb.doc[found.words[1] - 1], sentence)
    if beside is not None:
        return Check("denied", _by(verb), beside, back=False, head=verb.i)
    of = told_claim(found)
    told = any(c.dep_ in _TOLD and c.i > found.claim.i for c in found.claim.children)
    owned = any(c.dep_ in {"det", "poss"} for c in found.claim.head.lefts)
    glued = found.claim.dep_ in {"compound", "nmod"} and owned
    back = not told and (glued or _points_back(found.claim))
    return Check("denied", _by(verb), of, back, verb.i)


def _turns_away(verb: Token) -> bool:
    """Say whether a verb, or its words, turns a claim away: "brushed aside", "scoffed at it"."""
    turned = turned_down(verb)
    return _particle(verb) is not None or (turned is not None and turned[1] == "denial")


def _particle(verb: Token) -> Token | None:
    """The "aside" of "brushed aside", also where the parser takes it for a preposition."""
    away = _TURNED_AWAY.get(verb.lemma_, ())
    beside = (c for c in verb.rights if c.lower_ in away and c.i <= verb.i + 2)
    return next((c for c in beside if c.dep_ in {"prt", "advmod", "prep"}), None)


def _is_ruled(verb: Token) -> bool:
    """Say whether a court dismisses a claim: it rules on it, and denies nothing."""
    by = _by(verb)
    return by is not None and verb.doc[by].lemma_.casefold() in _RULING


def _called_false(word: Token, sentence: Span) -> Check | None:
    """That somebody calls a claim false: "The charge is fabricated, the coast guard said"."""
    claim, teller = claim_called_false(word) or belied(word), _teller(word)
    if claim is None or teller is None or teller.i == claim.i:
        return None
    told = _told_beside(claim, word, sentence) or _told_behind(claim, word)
    if told is not None:
        return Check("denied", teller.i, told, back=False, head=word.i)
    first, past = noun_phrase(claim)
    said = next((c for c in claim.rights if c.dep_ in _TOLD and c.i < word.i), None)
    if said is not None and said.left_edge.lower_ == "that":
        past = max(past, said.right_edge.i + 1)
    return Check("denied", teller.i, (first, lost_end(claim, past)), _is_back(claim), word.i)


def _told_beside(claim: Token, word: Token, sentence: Span) -> Range | None:
    """What the same sentence told before: "..., a claim that he called fake"."""
    called = word.head
    comma = claim.left_edge.i - 1
    aside = called.dep_ in {"acl", "relcl"} and called.head == claim and comma > sentence.start
    if aside and claim.doc[comma].lower_ in {",", "–", "—"}:
        return _before(claim.left_edge, sentence)
    if not _is_back(claim):
        return None
    stops = [t for t in sentence if t.text == ";" and t.i < claim.i]
    return _before(stops[-1], sentence) if stops else None


def _told_behind(claim: Token, word: Token) -> Range | None:
    """What "it" stands for where that follows: "it is not true that the port is shut"."""
    clause = clause_behind(word) if claim.lower_ == "it" else None
    if clause is None:
        return None
    first, past = subtree(clause)
    return trimmed(clause.doc, (first + 1, past))  # without its "that"


def _is_back(claim: Token) -> bool:
    """Say whether a claim that is called false is one told before: "the story", "it"."""
    # "The story fake" may be read as one noun, on which the "the" hangs.
    nouns = (claim, claim.head) if claim.dep_ == "compound" else (claim,)
    return claim.lower_ in _MEANT or any(_points_back(noun) for noun in nouns)


def _teller(word: Token) -> Token | None:
    """Who says the clause of a word: the subject of the verb of saying above it."""
    for verb in word.ancestors:
        if word.dep_ == "oprd" and verb == word.head:
            return subject_of(verb)
        if verb.tag_[:2] == "VB" and cues().says(verb.lemma_):
            subject = subject_of(verb)
            own = subject is not None and subject.lemma_.casefold() in word_set("claim_names")
            if own and belied(word) is not None:
                continue  # the "reflect" of "do not reflect reality"
            if subject is not None and subject.pos_ in {"NOUN", "PROPN", "PRON"}:
                return subject
    for opening in word.sent:  # "is false, according to the ministry"
        if opening.lower_ == "to" and opening.i and opening.nbor(-1).lower_ == "according":
            return next((c for c in opening.children if c.dep_ == "pobj"), None)
    return None


def _unproved(verb: Token, sentence: Span) -> Check | None:
    """That who claims something gives no evidence of it."""
    for noun in verb.children:
        if noun.dep_ != "dobj" or noun.lemma_.lower() not in _PROOF:
            continue
        none = any(c.lower_ in {"no", "little"} for c in noun.children) or is_negated(verb)
        if not none:
            return None
        of = next(
            (g for c in noun.subtree if c.dep_ in {"prep", "acl"} for g in c.children
             if g.dep_ in {"pobj", "dobj"}),
            None,
        )  # fmt: skip
        if of is not None:
            return Check("unverified", None, noun_phrase(of), _points_back(of), verb.i)
        before = _before(verb, sentence)
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        alone = subject is not None and before == subtree(subject)  # "He offered no evidence."
        return Check("unverified", None, before, back=alone, head=verb.i)
    return None


def _adjective(word: Token) -> Check | None:
    noun = word.head
    if noun.pos_ in {"NOUN", "PROPN"} and word.dep_ == "amod":
        return Check("unverified", None, noun_phrase(noun), back=False, head=word.i)
    subject = subject_of(noun)
    if subject is None:
        return None
    return Check("unverified", None, noun_phrase(subject), _points_back(subject), word.i)


def is_negated(verb: Token) -> bool:
    """Over "was not able to", "has been unable to", "could not", "nothing", "no official has"."""
    if _has_no_way(verb) or is_denied_with(verb):
        return True
    for token in (verb, *list(verb.ancestors)[:2]):
        if token is not verb and verb.dep_ not in {"xcomp", "acomp", "ccomp", "pcomp"}:
            break
        if token.lower_ in _UNABLE or (
            token.lemma_ in {"fail", "decline", "refuse"} and token is not verb
        ):
            return True
        for child in token.children:
            if child.dep_ == "neg" or child.lower_ in _HARDLY or is_still_to_come(child):
                return True
            if child.lower_ in _UNABLE:
                return True
            if child.dep_ in {"nsubj", "nsubjpass"} and (
                child.lower_ in {"nothing", "none", "nobody"}
                or any(c.lower_ in {"no", "neither"} or c.dep_ == "neg" for c in child.children)
            ):
                return True
    return False


def _has_no_way(verb: Token) -> bool:
    """Over "has no way of checking", "there was no means to verify"."""
    way = _way(verb)
    return way is not None and any(c.lower_ == "no" for c in way.children)


def _way(verb: Token) -> Token | None:
    """The noun in "way of checking", "means to verify"."""
    noun = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "of" else verb.head
    if verb.dep_ not in {"pcomp", "acl"} or noun.lower_ not in _WAYS:
        return None
    return noun


def _by(verb: Token) -> int | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c.i for c in child.children if c.dep_ == "pobj"), None)
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    if passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return None
    subject = next(
        (
            c
            for c in verb.children
            if c.dep_ == "nsubj" and c.lower_ not in {"who", "which", "that"}
        ),
        None,
    )
    way = _way(verb)
    if way is not None:
        subject = None if way.head.lemma_ != "have" else subject_of(way.head)
    else:
        subject = subject or subject_of(verb)
    if subject is None or subject.lower_ in _NO_CHECKERS:
        return None
    before = {c.lower_ for c in subject.lefts}
    paired = any(c.dep_ == "conj" for c in subject.rights)  # "neither Lund nor Oslo"
    nobody = (subject.lower_ == "one" and "no" in before) or ("neither" in before and not paired)
    return None if nobody else subject.i


def _of(verb: Token) -> tuple[Range | None, bool]:
    """What was checked, and whether that points back to the sentence before."""
    doc = verb.doc
    relative = next((t for t in (verb, *verb.ancestors) if t.dep_ == "relcl"), None)
    if relative is not None and any(
        t.lower_ in {"which", "that"} for t in doc[relative.left_edge.i : verb.i]
    ):
        first, past = subtree(_thing(relative.head))
        past = min(past, relative.left_edge.i)
        return trimmed(doc, (first, past)), False
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            thing = _of_quality(child)
            if thing is not None:
                return (thing.left_edge.i, thing.i + 1), _points_back(thing)
            return noun_phrase(child), _points_back(child)
        if child.dep_ == "ccomp" or (
            child.dep_ == "advcl" and any(c.lower_ in {"if", "whether"} for c in child.children)
        ):
            return trimmed(doc, subtree(child)), _is_of_before(child)
        if child.dep_ == "nsubj" and child.lower_ in {"this", "that", "it"} and verb.tag_ == "VBN":
            return noun_phrase(child), True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return noun_phrase(verb.head), False
    return None, False


def _of_quality(noun: Token) -> Token | None:
    """What is checked where its truth is: "the letter's authenticity", "the accuracy of it"."""
    if noun.lemma_.casefold() not in _QUALITIES:
        return None
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _is_of_before(clause: Token) -> bool:
    """Say whether a clause asks if what was told of is what it is said to be: "who signed it"."""
    it = {c.dep_ for c in clause.children if c.lower_ in _MEANT}
    if any(c.lower_ == "who" and c.dep_ == "nsubj" for c in clause.children):
        return "dobj" in it
    real = clause.lemma_ == "exist" or any(
        c.dep_ == "acomp" and c.lower_ in _REAL for c in clause.children
    )
    return real and "nsubj" in it


def _thing(noun: Token) -> Token:
    """What a "which" really means: no newspaper is verified, but the letter that it printed."""
    if noun.ent_type_ in {"ORG", "PERSON", "GPE"}:
        for above in noun.ancestors:
            if above.pos_ == "NOUN" and above.dep_ in {
                "pobj",
                "dobj",
                "nsubj",
                "nsubjpass",
                "attr",
            }:
                return above
            if above.dep_ == "ROOT":
                break
    return noun


def _points_back(noun: Token) -> bool:
    if noun.lower_ in _MEANT | {"anything"}:
        return True
    named = noun.lemma_.casefold() in word_set("claim_names")
    if named and any(c.dep_ == "poss" and c.lower_ in _OWNED for c in noun.children):
        return True  # "its figure could not be checked"
    return any(
        c.lower_ in {"this", "that", "these", "those", "the", "such", "either", "both"}
        for c in noun.children
    )


def _before(word: Token, sentence: Span) -> Range:
    """All of a sentence up to a word: "there have been rumours, but nothing substantiated"."""
    past = word.i
    while past > sentence.start and word.doc[past - 1].lower_ in _LEADING:
        past -= 1
    return trimmed(word.doc, (sentence.start, past)) or (sentence.start, sentence.end)
