"""Contested: what one says and another denies, parted: "a charge that Lund denies"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["contested"]

_FORMS = {
    form: lemma
    for lemma, forms in {
        "deny": ("denies", "denied", "deny"),
        "reject": ("rejects", "rejected", "reject"),
        "dismiss": ("dismisses", "dismissed", "dismiss"),
        "refute": ("refutes", "refuted", "refute"),
        "dispute": ("disputes", "disputed", "dispute"),
    }.items()
    for form in forms
}
_CLAIMS = word_set("claim_names")
_POINTING = frozenset({"it", "this", "that"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "PART"})
_LONGEST = 6
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BENT = frozenset({"VBD", "VBZ", "VBP"})


def contested(sentence: Sentence) -> None:
    """Part a denial at the end of a sentence from what is denied, in place.

    "Oslo accuses Norland of arming them, a charge Norland denies": he who denies is no part of the
    verb, and the accusation is the main clause. "Oslo said it rained; Norland denied it": two
    clauses beside each other, and the first is not what was denied.
    """
    for verb in sentence:
        if verb.lower_ in _FORMS and verb.i > sentence.start + 3:
            _charge(verb, sentence)
            _answered(verb, sentence)


def _charge(verb: Token, sentence: Sentence) -> None:
    """Hang "denies" of "a charge Norland denies" on the charge, and Norland on "denies"."""
    doc, first = sentence.doc, verb.i
    ends = verb.i + 1 >= sentence.end or doc[verb.i + 1].is_punct or doc[verb.i + 1].dep_ == "cc"
    while first - 1 > sentence.start and verb.i - first < _LONGEST and _names(doc[first - 1]):
        first -= 1
    claim = next((t for t in doc[first : verb.i] if t.lemma_.casefold() in _CLAIMS), None)
    if not ends or claim is None or claim.i + 1 >= verb.i:
        return
    article = doc[claim.i - 1]
    who = doc[verb.i - 1]
    opened = article.lower_ in {"a", "an"} and doc[article.i - 1].text == ","
    named = [t for t in doc[claim.i + 1 : verb.i] if t.lower_ not in {"that", "which"}]
    if not opened or not named or who.pos_ not in {"NOUN", "PROPN"}:
        return
    if (
        verb.dep_ in {"relcl", "acl"}
        and verb.head.i == claim.i
        and any(c.dep_ == "nsubj" for c in verb.lefts)
    ):
        return
    main = _main_before(article.i, sentence)
    if main is None:
        return
    if verb.dep_ == "ROOT" or main.is_ancestor(verb) is False:
        _raise(main, verb)
    for word in (article, claim, *named):
        word.head = main  # cut loose: what hung on the verb would close a circle
    claim.dep_, claim.head = "npadvmod", main
    article.dep_, article.head = "det", claim
    verb.head, verb.dep_ = claim, "relcl"
    verb.lemma_, verb.pos_ = _FORMS[verb.lower_], "VERB"
    verb.tag_ = "VBD" if verb.lower_.endswith("ed") else "VBZ"
    who.head, who.dep_ = verb, "nsubj"
    for word in named:
        if word.i != who.i:
            word.head = who
            word.dep_ = "det" if word.pos_ == "DET" else "compound"
    for comma in doc[article.i - 1 : article.i]:
        comma.head = main


def _answered(verb: Token, sentence: Sentence) -> None:
    """Make two clauses of "Oslo said it rained; Norland denied it", the first of them the main."""
    doc = sentence.doc
    own = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    pointing = any(c.dep_ == "dobj" and c.lower_ in _POINTING for c in verb.rights)
    first = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    if verb.dep_ != "ROOT" or own is None or first is None or not pointing or first.i > own.i:
        return
    mark = doc[own.left_edge.i - 1]
    if mark.text not in {";", ",", "–", "—"} or _own(first) is None:
        return
    _raise(first, verb)
    verb.head, verb.dep_ = first, "conj"


def _main_before(past: int, sentence: Sentence) -> Token | None:
    """The bent verb before a token that the others there hang on."""
    before = [t for t in sentence.doc[sentence.start : past] if t.tag_ in _BENT and _own(t)]
    return next((t for t in before if not any(o.is_ancestor(t) for o in before)), None)


def _raise(main: Token, over: Token) -> None:
    """Put a clause in the place of the one that it hangs on."""
    if over.dep_ == "ROOT":
        main.head, main.dep_ = main, "ROOT"
        over.head = main


def _names(word: Token) -> bool:
    return word.pos_ in _NAMING or word.lower_ in {"the", "a", "an", "which", "that"}


def _own(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
