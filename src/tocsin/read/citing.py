"""Citing: whom a report names as the one it has something from: "citing officers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.names import maker_of
from tocsin.read.outlets import is_outlet

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["CITING", "hang_citing", "hang_quoted", "is_quoted", "who_is_cited"]

CITING = frozenset({"cite", "quote"})
"""The verbs by whose participles somebody names where he has it from."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BENT = frozenset({"VBD", "VBZ", "VBP"})
_UP = frozenset({"ccomp", "conj", "xcomp", "advcl", "acomp", "relcl"})
_ARMS = frozenset({"military", "naval"})
_PAPERS_DO = frozenset({"report", "write"})
_STATES = frozenset({"GPE", "LOC", "NORP"})


def who_is_cited(noun: Token) -> Token | None:
    """Return who is meant by what is cited, where it can have said anything; of a paper, its maker.

    "Citing officers", "citing a report": the second only where a body made it ("a UN report").
    """
    words, kind = cues(), noun.lemma_.casefold()
    if kind in words.documents:
        beside = (c for c in noun.lefts if c.dep_ == "compound" and c.ent_type_ == "ORG")
        return noun if maker_of(noun, words) is not None else next(beside, None)
    if noun.lower_ == "intelligence" and not _is_a_service(noun):
        return None  # "citing fresh intelligence": no body, but what one has found
    known = noun.ent_type_ in {"PERSON", "ORG", "NORP"} or kind in words.persons | words.groups
    known = known or kind in {"people", "person"} or (noun.pos_ == "PROPN" and is_outlet(noun))
    return noun if known else None


def _is_a_service(noun: Token) -> bool:
    """Say whether "intelligence" has before it whose or of which kind it is: "Danish", "army"."""
    nouns = {"compound", "poss", "nmod"}
    return any(c.dep_ in nouns or c.ent_type_ or c.lower_ in _ARMS for c in noun.lefts)


def is_quoted(clause: Token) -> bool:
    """Say whether a clause beside somebody tells that he is quoted: "Lee, cited by the Post"."""
    return clause.dep_ in {"acl", "relcl"} and clause.lemma_ in CITING and clause.tag_ == "VBN"


def hang_citing(sentence: Sentence) -> None:
    """Give "citing" to the paper that cites, and what is reported to the verb of reporting."""
    doc = sentence.doc
    for word in sentence:
        if word.lemma_.casefold() not in CITING or word.tag_ != "VBG" or word.i < 2:
            continue
        if doc[word.i - 1].text != ",":
            continue
        paper = doc[word.i - 2]
        above = paper.dep_ in {"compound", "appos"} or paper.text == ")"
        paper = paper.head if above else paper
        to = paper.head
        if (
            paper.dep_ == "pobj"
            and to.lower_ == "to"
            and to.i
            and to.nbor(-1).lower_ == "according"
        ):
            if word.head.i != paper.i and not paper.is_ancestor(word):
                _hang(word, paper, "acl")
            continue
        _reported_behind(word, sentence)
        _cited_last(word, sentence)


def hang_quoted(sentence: Sentence) -> None:
    """Give who is quoted whoever quotes him: "according to Lee, as quoted by the Post".

    Right behind his phrase the parser may hang it on the clause, or on a name within the phrase.
    """
    for word in sentence:
        if word.tag_ != "VBN" or word.lemma_ not in CITING or word.i < sentence.start + 3:
            continue
        if not any(c.dep_ == "agent" for c in word.rights):
            continue
        before = word.nbor(-1)
        before = before.nbor(-1) if before.lower_ == "as" else before
        before = before.nbor(-1) if before.text == "," else before
        for whom in (before, *before.ancestors):
            to = whom.head
            if whom.dep_ != "pobj" or to.lower_ != "to" or to.i == sentence.start:
                continue
            if to.nbor(-1).lower_ == "according" and whom.i < word.i:
                _hang(word, whom, "acl")
                break


def _reported_behind(citing: Token, sentence: Sentence) -> None:
    """Give a verb of saying the clause behind whom it cites: "reported, citing two men, that".

    The parser hangs the clause on the men, or beside the verb, or what is cited on the clause.
    """
    doc, at = sentence.doc, citing.i - 2
    while at > sentence.start and (doc[at].ent_type_ == "DATE" or doc[at].dep_ == "prep"):
        at -= 1
    verb = doc[at]
    if verb.tag_ not in _BENT or not cues().says(verb.lemma_) or _own(verb) is None:
        return
    for that in doc[citing.i + 2 : sentence.end]:
        said = that.head
        opens = that.lower_ == "that" and that.dep_ == "mark" and that.nbor(-1).text == ","
        whole = opens and said.i > that.i and _own(said) is not None
        if whole and said.pos_ in {"VERB", "AUX"} and (said.is_ancestor(verb) is False):
            _hang(said, verb, "ccomp")
            _hang(citing, verb, "advcl")
            return


def _cited_last(citing: Token, sentence: Sentence) -> None:
    """Give a verb of saying whom it cites at the end: "The Post reported that it fell, citing Lee".

    The parser hangs it on what fell. A paper cites; of others who say that somebody did a thing,
    it may be he who cites: there it stays where it is.
    """
    whom = next((c for c in citing.rights if c.dep_ == "dobj"), None)
    ends = not any(t.is_alpha for t in sentence.doc[citing.right_edge.i + 1 : sentence.end])
    if whom is None or not ends or who_is_cited(whom) is None:
        return
    top = citing.head
    for _ in sentence:
        own = _own(top)
        told = top.tag_ in _BENT and top.i < citing.head.i and cues().says(top.lemma_)
        if told and own is not None and own.i < top.i:
            papers = is_outlet(own) or top.lemma_ in _PAPERS_DO
            if papers or not _can_cite(_own(citing.head)):
                _hang(citing, top, "advcl")
            return
        if top.head.i == top.i or top.dep_ not in _UP:
            return
        top = top.head


def _can_cite(noun: Token | None) -> bool:
    """Say whether a noun means people or a body, who could name a source: no state, no thing."""
    if noun is None or noun.dep_ != "nsubj" or noun.ent_type_ in _STATES:
        return False
    if noun.pos_ in {"PRON", "PROPN"} or noun.ent_type_ in {"PERSON", "ORG"}:
        return noun.lower_ != "there"
    return noun.lemma_.casefold() in cues().persons | cues().groups | cues().documents


def _own(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)


def _hang(word: Token, head: Token, dep: str) -> None:
    """Hang a word on another, but for one below it: that would close a circle."""
    if word.i != head.i and not word.is_ancestor(head):
        word.head = head
        word.dep_ = dep
