"""Scope: whether, when and on what condition a clause says that something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import Tense
from tocsin.read.cues import word_set
from tocsin.read.inversions import inverted_case
from tocsin.read.phrases import names_event
from tocsin.read.syntax import Range, subtree, trimmed
from tocsin.read.withheld import is_withheld

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "auxiliaries",
    "condition",
    "is_at_a_loss",
    "is_bound",
    "is_guessed",
    "is_none",
    "is_question",
    "is_still_to_come",
    "is_yet_to",
    "tense",
]

_FUTURE_MODALS = frozenset({"will", "wo", "'ll", "shall", "ll", "’ll"})
_MODALS = frozenset({"may", "might", "could", "should", "must"})
_IN_STORE = frozenset(
    "due likely unlikely set about ready likelier certain sure bound poised liable".split()
)
_TO_COME = word_set("to_come")
_STATIVE = word_set("stative")
_GOES_ON = word_set("goes_on")
_GUESSING = word_set("guessing")
_RAISING = word_set("neg_raising")
_POLITE = word_set("politely")
_EXPECTING = word_set("expecting")
_MEASURES = frozenset({"more", "less", "fewer"})
_AUX = frozenset({"aux", "auxpass"})
_RELATIVES = frozenset({"which", "who", "whose", "that", "and", "or"})
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADP"})
_STRAY = 7
"""Words before a verb among which its modal may stand astray."""


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb, or of the one it is joined to when it has none."""
    own = [c for c in verb.children if c.dep_ in _AUX] or _strayed(verb)
    joined = verb.dep_ == "conj" and verb.head.tag_.startswith("VB") and verb.tag_ == verb.head.tag_
    if not own and joined and not any(c.dep_ == "nsubj" for c in verb.children):
        return auxiliaries(verb.head)
    return own


def _strayed(verb: Token) -> list[Token]:
    """The modal that the parser hung on a phrase after it: "would by itself mean war"."""
    if verb.tag_ not in {"VB", "VBP"}:
        return []
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - _STRAY), -1):
        token = verb.doc[i]
        if token.is_punct or token.lower_ == "to" or token.pos_ == "VERB":
            return []
        if token.tag_ == "MD":
            lost = token.head.pos_ not in {"VERB", "AUX"} and token.head.i < verb.i
            return [token] if lost else []
    return []


def is_at_a_loss(verb: Token) -> bool:
    """Over "could not establish who wrote it", "could not be reached": nobody guesses at it."""
    could = any(h.lower_ == "could" for h in auxiliaries(verb))
    denied = any(c.dep_ == "neg" for c in verb.children) or any(
        c.dep_ in {"nsubj", "nsubjpass"} and is_none(c) for c in verb.children
    )
    return could and denied and verb.lemma_ in load("read_doubt.yaml")["finding_out"]


def is_guessed(verb: Token) -> bool:
    """Say whether one who tells what somebody set out to do guesses at a part of it.

    "Norway offered to lend a port and perhaps to send a ship": what it meant to do is his guess.
    """
    for deed in (c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"):
        for one in (deed, *_joined(deed)):
            if any(c.dep_ == "advmod" and c.lower_ in _GUESSING for c in one.children):
                return True
    return False


def _joined(verb: Token) -> list[Token]:
    found = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == verb.tag_]
    return [t for c in found for t in (c, *_joined(c))]


def is_still_to_come(adverb: Token) -> bool:
    """Over "have yet to arrive", "are yet to arrive": they have not."""
    after = adverb.doc[adverb.i + 1 : adverb.i + 2]
    held = adverb.head.lemma_ in {"have", "be", "remain"} and adverb.head.pos_ in {"VERB", "AUX"}
    return adverb.lower_ == "yet" and held and bool(after) and after[0].lower_ == "to"


def is_bound(word: Token) -> bool:
    """Say whether a "no" denies nothing: "no more than", "no fewer than", "no doubt"."""
    after = [t.lower_ for t in word.doc[word.i + 1 : word.i + 3]]
    if word.lower_ == "no" and "doubt" in after:
        return True
    return (
        word.lower_ == "no" and after[:1] != [] and after[0] in _MEASURES and after[1:] == ["than"]
    )


def is_none(noun: Token) -> bool:
    """Say whether a noun is of nothing or nobody: "no tanks", "not a single one", "neither"."""
    if noun.lower_ in {"nobody", "nothing", "none", "neither"}:
        return True
    lefts = [c for c in noun.lefts if not is_bound(c)]
    if any(c.dep_ == "neg" for c in lefts):
        return True  # "not a single tank", but not "a trickle, not a rush"
    return any(
        (c.dep_ in {"det", "neg", "nummod", "preconj"} and c.lower_ in {"no", "neither", "zero"})
        or (c.lower_ == "one" and any(g.dep_ == "neg" for g in c.children))
        for c in lefts
    )


def is_yet_to(verb: Token) -> bool:
    """Over the "see" of "has yet to see any", where a verb only completes another."""
    return verb.dep_ == "xcomp" and any(is_still_to_come(c) for c in verb.head.children)


def tense(root: Token, *, reported: bool = False) -> Tense:
    """Return when the event of the clause of `root` lies, seen from the report.

    `reported` is true in the indirect speech of a verb of saying in the past.
    """
    if is_yet_to(root):
        return tense(root.head, reported=reported)
    helpers = auxiliaries(root)
    words = {h.lower_ for h in helpers}
    modal = _modal(root, words)
    if modal == "future" and (is_at_a_loss(root) or is_withheld(root, helpers)):
        return "past"
    if modal is not None:
        return modal
    if root.lemma_ in _EXPECTING and root.tag_ in {"VB", "VBZ", "VBP"} and _of_event(root):
        return "future"  # "expects an attack"
    unbelieved = _unbelieved(root)
    if unbelieved is not None:
        past = root.tag_ == "VBD" or any(h.tag_ == "VBD" for h in helpers)
        return tense(unbelieved, reported=reported or past)
    ahead = _ahead(root)
    if ahead is not None:
        return ahead
    if "to" in words and root.head.lemma_ in _EXPECTING and root.dep_ != "conj":
        return "future"  # "expects it to have fallen by May"
    if root.tag_ == "VB" and "to" in words:
        return _infinitive(root, words, reported=reported)
    if reported and root.tag_ == "VBG" and words & {"was", "were"}:
        return "present"  # "said that it was raining": it rained while he said so
    done = any(h.lemma_ == "have" for h in helpers) and root.tag_ == "VBN"
    if done or root.tag_ == "VBD" or any(h.tag_ == "VBD" for h in helpers):
        return "past"  # "has sent" is done; "has been sending" goes on
    return "past" if root.tag_ == "VBN" and not helpers else "present"


def _unbelieved(verb: Token) -> Token | None:
    """What somebody "does not believe", "did not think": it tells when that would be."""
    if verb.lemma_ not in _RAISING or not any(c.dep_ == "neg" for c in verb.lefts):
        return None
    return next((c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ in {"VERB", "AUX"}), None)


def _of_event(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and names_event(c) for c in verb.rights)


def _modal(root: Token, words: set[str]) -> Tense | None:
    if words & _FUTURE_MODALS:
        return "future"
    if words & {"would", "d"} and _is_rather(root):
        return "present"  # what one would rather do is what one likes now
    if words & {"would", "d"}:
        return "past" if "have" in words else "future"
    if words & {"can", "ca"}:
        return "present"
    if not words & _MODALS:
        return None
    if "have" in words and root.tag_ == "VBN":
        return "past"
    return "present" if root.tag_ == "VBG" or root.lemma_ in _STATIVE else "future"


def _infinitive(root: Token, words: set[str], *, reported: bool) -> Tense:
    if root.dep_ == "xcomp" and root.head.lemma_ in _GOES_ON:
        return tense(root.head, reported=reported)
    if "have" in words:
        return "past"
    # "claimed to be so", but "likely to take place"
    return "present" if root.lemma_ in _STATIVE else "future"


def _ahead(root: Token) -> Tense | None:
    """What is planned, expected or likely *to* be is still to come; "going to", "about to" too."""
    for child in root.children:
        if child.dep_ not in {"xcomp", "acomp", "ccomp", "attr", "oprd"} or child.i < root.i:
            continue
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        planned = root.lemma_ in _TO_COME or root.lower_ == "going"
        # "is to visit", and not "was the first to visit"
        planned |= root.lemma_ == "be" and child.dep_ == "xcomp" and child.left_edge.i == root.i + 1
        if to and planned:
            if any(c.lower_ == "have" for c in child.children):
                # "was to have sailed" was planned, and "is said to have sailed" is told
                return "future" if root.lemma_ == "be" else None
            return "future"
        if child.lower_ in _IN_STORE:
            below = [c for c in child.children if c.dep_ in {"xcomp", "pcomp", "ccomp", "prep"}]
            for each in below:
                if (
                    any(g.lower_ == "to" and g.dep_ == "aux" for g in each.children)
                    or each.lower_ == "to"
                ):
                    return "past" if any(g.lower_ == "have" for g in each.children) else "future"
    return None


def condition(
    doc: Doc, content: Range, root: Token, *, reported: bool, according: bool = False
) -> Range | None:
    """Return the words on whose truth a content hangs, None when it is said outright.

    That is an if-clause, or one that is turned round ("should they move"); else, for a "would" that
    no past verb of saying explains, the phrase that stands for the case ("sending troops", "by
    entering the war"), or the modal itself. `according` says that it is told by "according to",
    which has no time: there a "would" is a plan told again, unless its subject is but a case ("an
    attack would fail").
    """
    for token in doc[content[0] : content[1]]:
        if _is_of_aside(token, root):
            continue
        if token.dep_ == "mark" and token.lower_ in {"if", "unless"} and not _whether(token):
            first, past = subtree(token.head)
            first, past = min(first, token.i), _up_to_outcome(doc, (token.i, past), root)
            kept = trimmed(doc, (max(first, content[0]), min(past, content[1])))
            if kept is not None and kept != content:
                return kept
            return kept
        if token.lower_ in {"if", "unless", "lest"} and token.dep_ in {"mark", "prep", "advmod"}:
            past = _up_to_outcome(doc, (token.i, subtree(token.head)[1]), root)
            if past > token.i + 1 and not _whether(token):
                return trimmed(doc, (token.i, min(past, content[1])))
        if (
            token.lower_ in {"provided", "assuming"}
            and token.i + 1 < content[1]
            and doc[token.i + 1].lower_ == "that"
        ):
            return trimmed(doc, (token.i, min(subtree(token)[1], content[1])))
    inverted = inverted_case(doc, content)
    if inverted is not None:
        return inverted
    return _hypothetical(doc, content, root, reported or (according and not _is_any(root)))


def _is_any(root: Token) -> bool:
    """Say whether a clause is of an event that need not come: "an attack would fail"."""
    subject = next((c for c in root.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or not names_event(subject):
        return False
    return any(c.lower_ in {"a", "an", "any", "such", "another"} for c in subject.lefts)


def _up_to_outcome(doc: Doc, case: Range, root: Token) -> int:
    """Where an if-clause ends: before the comma and subject of what then would be.

    The parser gives it the subject and the modal of the main clause where a phrase parts these
    from their verb: "even if they came, it would not by itself mean war".
    """
    if root.i < case[1]:
        return case[1]
    for token in doc[case[0] + 2 : case[1]]:
        behind = doc[token.i + 1 : case[1]]
        if token.text != "," or not len(behind) or behind[0].lower_ in _RELATIVES:
            continue
        modal = next((t for t in behind if t.tag_ == "MD"), None)
        if modal is None or modal.head.pos_ in {"VERB", "AUX"}:
            continue
        if all(t.pos_ in _NOMINAL for t in doc[token.i + 1 : modal.i]):
            return token.i
    return case[1]


def _is_of_aside(mark: Token, root: Token) -> bool:
    """Say whether an if-clause is of what a relative clause tells of a noun, and of nothing else.

    "The army has 300 men, who could be called up if need be": it has them in any case. Where the
    main clause itself speaks of what could be, the case may be its own, and is taken to be.
    """
    if mark.lower_ not in {"if", "unless", "lest", "provided", "assuming"} or _is_bent(root):
        return False
    for token in (mark.head, *mark.head.ancestors):
        if token.i == root.i:
            return False
        if token.dep_ == "relcl":
            return token.head.i != root.i and _is_bent(token)
    return False


def _is_bent(verb: Token) -> bool:
    """Say whether a verb has a "will", "would" or "could"."""
    return any(h.tag_ == "MD" for h in auxiliaries(verb))


def _whether(mark: Token) -> bool:
    """Say whether "if" stands for "whether": "asked if", "wondered if", "see if"."""
    return mark.head.dep_ == "ccomp" and mark.head.head.lemma_ in {
        "ask", "wonder", "see", "know", "check", "question", "decide", "learn", "doubt", "inquire",
    }  # fmt: skip


def _hypothetical(doc: Doc, content: Range, root: Token, reported: bool) -> Range | None:
    helpers = [h for h in auxiliaries(root) if content[0] <= h.i < content[1]]
    would = next((h for h in helpers if h.lower_ in {"would", "'d", "d"}), None)
    could = next((h for h in helpers if h.lower_ == "could"), None)
    will = next((h for h in helpers if h.lower_ in _FUTURE_MODALS), None)
    if could is not None and any(c.lower_ == "then" for c in root.children):
        return could.i, next(c.i for c in root.children if c.lower_ == "then") + 1
    case = _case(doc, content, root)
    if (would is not None or will is not None) and case is not None:
        return case
    if (
        would is None
        or reported
        or is_question(root.sent.text)
        or root.lemma_ in {"like", "love", "prefer"}
        or _is_rather(root)
        or is_withheld(root, helpers)
    ):
        return None
    if _is_polite(root):
        said = next((c for c in root.children if c.dep_ == "ccomp"), None)
        return None if said is None else _hypothetical(doc, content, said, reported)
    return would.i, would.i + 1


def _is_rather(verb: Token) -> bool:
    """Say whether a "would" tells a liking: "would rather not fight", "would sooner leave"."""
    would = next((h for h in auxiliaries(verb) if h.lower_ in {"would", "'d", "d"}), None)
    after = None if would is None else would.doc[would.i + 1 : would.i + 2]
    return bool(after) and after is not None and after[0].lower_ in {"rather", "sooner"}


def _is_polite(verb: Token) -> bool:
    """Say whether a "would" but softens a judgement of one's own: "I would say"."""
    own = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children)
    return own and verb.lemma_ in _POLITE


def _case(doc: Doc, content: Range, root: Token) -> Range | None:
    """A subject or opening phrase in -ing that stands for the case: "by entering the war"."""
    for child in root.children:
        if not content[0] <= child.i < root.i:
            continue
        gerund = child.dep_ == "csubj" or (child.dep_ == "nsubj" and child.tag_ == "VBG")
        opening = (
            child.dep_ == "prep"
            and child.lower_ in {"by", "without"}
            and any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in child.children)
        )
        if gerund or opening:
            first, past = subtree(child)
            return trimmed(doc, (max(first, content[0]), min(past, content[1])))
    return None


def is_question(text: str) -> bool:
    """Say whether a sentence asks."""
    return text.rstrip().rstrip("\"'”’)]»").endswith("?")
