"""Nested: who passes on at the end what another said: "…, the navy said, Reuters reported"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set
from tocsin.read.quoting import quoted_saying
from tocsin.read.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["passed_on"]

_BENT = frozenset({"VBD", "VBZ", "VBP"})
_TELLS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "PART", "DET", "NUM"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_OF = frozenset({"of", "for", "in", "at", "from"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "nsubj", "dobj"})
_BEHIND = frozenset({"ADP", "DET", "PROPN", "NOUN", "NUM", "ADJ", "ADV", "PART", "PRON", "PUNCT"})
_HELPING = frozenset({"aux", "auxpass"})
_SAID = frozenset({"ccomp", "dobj", "xcomp", "dep"})
_TELLING = word_set("telling")
_LONGEST = 9
"""Words of one who speaks, at the most."""


def passed_on(sentence: Sentence) -> None:
    """Hang on each other the clauses of what is said, who said it and who passed it on.

    "Two boats have sailed, the navy said on Monday, Reuters reported": Reuters tells what the navy
    told. "…, the navy said, according to Reuters": so it does. "…, Reuters quoted the navy as
    saying", "…, the navy was quoted as saying": the navy said it. "It rained, Ann Lee said, and it
    hailed, Bo Ek said": each told but one. The parser turns the first round or takes the sentence
    for three, has it said by both in the second and the last, and leaves what was said to the
    writer where it is quoted.
    """
    verb = _last_of(sentence)
    if verb is None:
        _quoted_before(sentence)
        _according(sentence)
        return
    saying = quoted_saying(verb)
    outer = _who(sentence, _first_of(verb).i)
    if outer is None or outer.start - 1 <= sentence.start:
        return
    comma = outer.start - 1
    if saying is not None:
        if saying.i > verb.i and _has_verb(sentence, sentence.start, comma):
            told = _gather(sentence, sentence.start, comma)
            _name(outer, verb)
            verb.head, verb.dep_ = verb, "ROOT"
            told.head, told.dep_ = saying, "ccomp"
        return
    said = _saying_before(sentence, comma)
    if said is not None and _said_of_all_before(sentence, said, comma):
        _gather(sentence, outer.start, sentence.end, verb)
        _name(outer, verb)
        verb.head, verb.dep_ = verb, "ROOT"
        said.head, said.dep_ = verb, "ccomp"
    elif said is None:
        _each_his_own(sentence, verb, outer)


def _quoted_before(sentence: Sentence) -> None:
    """Have who is quoted say what stands before him: "It rains, he was quoted as saying, but …"."""
    for word in sentence:
        saying = quoted_saying(word)
        if saying is None or _goes_on(saying):
            continue
        for told in word.lefts:
            if told.dep_ == "ccomp" and told.right_edge.i < _first_of(word).i:
                told.head = saying


def _according(sentence: Sentence) -> None:
    """Have "according to Reuters" tell of him who said so before it, and not of what he said."""
    for word in sentence.doc[sentence.start + 3 : sentence.end]:
        if word.lower_ != "according" or word.nbor(-1).text != "," or word.nbor().lower_ != "to":
            continue
        said = _saying_before(sentence, word.i - 1)
        ends = not _has_verb(sentence, word.i, sentence.end)
        if said is not None and ends and _said_of_all_before(sentence, said, word.i - 1):
            _gather(sentence, word.i, sentence.end, word)
            said.head, said.dep_ = said, "ROOT"
            word.head, word.dep_ = said, "prep"
        return


def _each_his_own(sentence: Sentence, verb: Token, outer: Sentence) -> None:
    """Part "It rained, Ann Lee said, and it hailed, Bo Ek said" where the first saying ends."""
    doc, comma = sentence.doc, outer.start - 1
    for join in doc[sentence.start + 3 : comma]:
        if join.pos_ != "CCONJ" or join.nbor(-1).text != ",":
            continue
        said = _saying_before(sentence, join.i - 1)
        other = _has_verb(sentence, join.i, comma)
        if said is None or not other or not _said_of_all_before(sentence, said, join.i - 1):
            continue
        told = _gather(sentence, join.i + 1, comma)
        _gather(sentence, outer.start, sentence.end, verb)
        _name(outer, verb)
        said.head, said.dep_ = said, "ROOT"
        verb.head, verb.dep_ = said, "conj"
        told.head, told.dep_ = verb, "ccomp"
        join.head, join.dep_ = said, "cc"
        return


def _said_of_all_before(sentence: Sentence, said: Token, end: int) -> bool:
    """Hang on a verb of saying who stands before it and all that a comma parts from him."""
    who = _who(sentence, said.i)
    opening = sentence[0]
    case = opening.pos_ == "SCONJ" or opening.tag_ == "WRB"  # "If you attack, he answers, they say"
    if case or who is None or not _has_verb(sentence, sentence.start, who.start - 1):
        return False
    _gather(sentence, who.start, end, said)
    told = _gather(sentence, sentence.start, who.start - 1)
    _name(who, said)
    told.head, told.dep_ = said, "ccomp"
    return True


def _last_of(sentence: Sentence) -> Token | None:
    """The last finite verb of a sentence, where it says, or quotes somebody as saying."""
    for word in reversed(list(sentence)[4:]):
        if word.tag_ in _TELLS and word.pos_ in {"VERB", "AUX"}:
            if word.tag_ not in _BENT:
                return None
            quoting = word.head if word.dep_ in _HELPING else word
            saying = quoted_saying(quoting)
            if saying is not None:
                return None if _goes_on(saying) else quoting
            ends = all(t.pos_ in _BEHIND for t in sentence.doc[word.i + 1 : sentence.end])
            return word if ends and _says(word) else None
    return None


def _first_of(verb: Token) -> Token:
    """The verb, or the first of those that help it: the "has" of "has been quoted"."""
    return next((c for c in verb.lefts if c.dep_ in _HELPING), verb)


def _goes_on(saying: Token) -> bool:
    """Say whether what was said stands behind the verb: "was quoted as saying nothing of it"."""
    behind = [c for c in saying.rights if c.dep_ in _SAID]
    return any(c.dep_ != "dobj" or saying.lemma_ not in _TELLING for c in behind)


def _saying_before(sentence: Sentence, comma: int) -> Token | None:
    """The verb of saying that a comma closes, with but when, where or how between."""
    for word in reversed(sentence.doc[sentence.start : comma]):
        if word.pos_ in {"VERB", "AUX"}:
            return word if word.tag_ in _BENT and _says(word) else None
        if word.pos_ not in _BEHIND - {"PUNCT"}:
            return None
    return None


def _who(sentence: Sentence, verb: int) -> Sentence | None:
    """The words right before a verb, from a comma on, that can be who speaks."""
    doc, first = sentence.doc, verb
    while first > sentence.start and not _parts(doc[first - 1]):
        word = doc[first - 1]
        if word.pos_ not in _NAMING and word.lower_ not in _OF and word.tag_ not in _PRONOUNS:
            return None
        first -= 1
    if not 0 < verb - first <= _LONGEST or first - 1 <= sentence.start or doc[first].pos_ == "ADP":
        return None
    return doc[first:verb]


def _parts(word: Token) -> bool:
    """Say whether a mark parts what is said from who says it: a comma, or the quote it closes."""
    return word.text == "," or (word.text == '"' and word.i > 0 and word.nbor(-1).text == ",")


def _has_verb(sentence: Sentence, first: int, past: int) -> bool:
    return any(t.tag_ in _TELLS for t in sentence.doc[first:past])


def _says(verb: Token) -> bool:
    found = cues().verbs.get((verb.lemma_.casefold(), None), ())
    return any(cue.speaks and "clause" in cue.frames for cue in found)


def _name(who: Sentence, verb: Token) -> None:
    name = who.root
    if name.pos_ not in _NOUNS:  # "the NTB news agency", in pieces
        name = next((t for t in reversed(who) if t.pos_ in _NOUNS), name)
        _gather(who.sent, who.start, who.end, name)
    name.head, name.dep_ = verb, "nsubjpass" if is_passive(verb) else "nsubj"


def _gather(sentence: Sentence, first: int, past: int, top: Token | None = None) -> Token:
    """Hang on `top`, else on the word over all others, what hangs on a word outside a stretch."""
    top = top or sentence.doc[first:past].root
    for word in sentence.doc[first:past]:
        if word.i != top.i and not first <= word.head.i < past:
            word.head = top
            if word.dep_ in _CLAUSAL:
                word.dep_ = "dep"
    return top
