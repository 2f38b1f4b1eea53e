"""Names: the words of a phrase that name somebody, and those that only stand around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import Cues, cues, word_set
from tocsin.read.gazetteer import key_of, lookup
from tocsin.read.syntax import Range, core

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "bare",
    "behind_it",
    "entity_of",
    "is_bare_paper",
    "is_named",
    "maker_of",
    "person_beside",
    "person_of",
    "staff_of",
    "states_body",
    "title_beside",
    "whole",
    "with_nation",
    "writers_in",
]

_GENERIC = word_set("generic_bodies")
_SEATED = word_set("seated")
_RELATIVE = frozenset({"WDT", "WP"})
_PLURAL = frozenset({"NNS", "NNPS"})
_MARKS = frozenset("*_`")
_KINDS = frozenset({"NOUN", "ADJ", "PROPN"})
_OUTLETS = frozenset({"paper", "site", "website", "station", "portal"})
_BEFORE = frozenset({"the", "a", "an", "this", '"', "'", "("}) | _MARKS
_AFTER = frozenset({"'s", "'", ")", '"', ","}) | _MARKS
_PUTTING_OUT = word_set("putting_out")
_SEEN_BY = word_set("seen_by")
_RELAYING = frozenset({"report", "quote", "cite", "carry"})
_PRINTED = frozenset({"report", "article", "story", "piece", "dispatch", "editorial", "column"})
_PAPERS = frozenset({"", "ORG", "NORP", "PERSON", "WORK_OF_ART", "PRODUCT"})
_TELLING = frozenset({"poss", "compound", "amod", "nmod", "prep", "acl", "relcl", "appos"})
_NO_NAME = frozenset({"DATE", "TIME"})


def entity_of(doc: Doc, head: Token) -> Range | None:
    """The tokens of the name of a person, body or country that `head` closes or belongs to."""
    if not head.ent_type_ or head.ent_type_ not in {
        "PERSON",
        "ORG",
        "GPE",
        "NORP",
        "FAC",
        "LOC",
        "PRODUCT",
        "WORK_OF_ART",
        "EVENT",
    }:
        return None
    for entity in doc.ents:
        if entity.start <= head.i < entity.end:
            if entity.label_ == "NORP" and head.pos_ == "ADJ":
                return None
            first, past = entity.start, entity.end
            if head.ent_type_ != "PERSON":
                whole = core(head)
                first, past = min(first, whole[0]), max(past, whole[1])
            return first, past
    return None


def person_beside(doc: Doc, head: Token, words: Cues) -> Range | None:
    """The name beside what a person is: "the minister, Ann Lee", "poet and critic Ann Lee"."""
    some = _those_of(head)
    if some is not None:  # "one of its analysts, Ann Lee"
        named = [c for c in (*some.rights, *head.rights) if c.dep_ == "appos"]
        return next((entity_of(doc, c) for c in named if c.ent_type_ == "PERSON"), None)
    office = head.pos_ == "PROPN" and head.dep_ == "nsubj" and not head.ent_type_
    if not (head.pos_ == "NOUN" or office) or head.tag_ == "NNS":
        return None
    if head.lemma_.casefold() not in words.persons | words.titles:
        return None
    beside = [*head.rights]
    for child in head.rights:  # "a resident of Narvik, Ann Lee": hung on the place
        if child.dep_ == "prep":
            places = (c for c in child.children if c.dep_ == "pobj")
            beside += [c for p in places for c in p.rights if c.left_edge.nbor(-1).text == ","]
    for child in beside:
        if child.dep_ in {"appos", "conj"} and child.ent_type_ == "PERSON":
            return entity_of(doc, child)
    return None


def _those_of(head: Token) -> Token | None:
    """The people of whom "one of" tells that it is one."""
    of = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    if head.lower_ not in {"one", "another"} or of is None:
        return None
    return next((c for c in of.rights if c.dep_ == "pobj" and c.tag_ in _PLURAL), None)


def person_of(doc: Doc, head: Token) -> Range | None:
    """The person of "Ann Lee of Norway's military intelligence", which the parser turned round."""
    for child in head.lefts:
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and doc[child.i + 1].lower_ == "of":
            first = child.i
            while first > child.left_edge.i and doc[first - 1].pos_ == "PROPN":
                first -= 1
            while first < child.i and doc[first].ent_type_ in _NO_NAME:
                first += 1
            return (first, child.i + 1) if first < child.i else None
    return None


def whole(head: Token) -> Range:
    """The phrase of a noun, with words before it that the parser hung on a verb beside it."""
    first, past = core(head)
    verb = head.head
    if head.dep_ == "compound" and verb.pos_ in {"VERB", "AUX"}:
        own = {"amod", "compound", "det", "poss"}
        while first > 0 and head.nbor(first - 1 - head.i).head.i == verb.i:
            if head.nbor(first - 1 - head.i).dep_ not in own:
                break
            first -= 1
    return first, past


def with_nation(doc: Doc, tokens: Range) -> Range:
    """A body's name with the state whose it is: "Denmark's Ministry of Defence"."""
    root = doc[tokens[0] : tokens[1]].root
    for child in root.lefts:
        state = child.ent_type_ == "GPE" and child.dep_ == "poss"
        if state and child.right_edge.i + 1 == tokens[0]:
            return child.left_edge.i, tokens[1]
    return tokens


def is_bare_paper(head: Token) -> bool:
    """Say whether a noun is "report", "study" or the like with no word of whose it is."""
    alone = not any(c.dep_ in _TELLING for c in head.children)
    return head.lemma_.casefold() in cues().documents and alone


_STUDYING = frozenset({"analyst", "expert", "investigator", "researcher"})


def staff_of(head: Token) -> Token | None:
    """The body in "analysts at the Centre for Ports": all of its people, not some of them."""
    if head.tag_ != "NNS" or any(c.dep_ in {"amod", "nummod", "poss"} for c in head.children):
        return None
    if any(c.dep_ == "det" and c.lower_ != "the" for c in head.children):
        return None
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"at", "of", "from", "with"}:
            nouns = (c for c in child.children if c.dep_ == "pobj")
            return next((c for c in nouns if c.ent_type_ == "ORG" or _may_be_body(c, head)), None)
    return None


def _may_be_body(noun: Token, head: Token) -> bool:
    """Say whether a name of two words, which no map has, is a body's: "analysts at the Horn Watch".

    The model takes bodies that it does not know for regions and people. Officials may be at a camp.
    """
    first = next((c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
    if head.lemma_.casefold() not in _STUDYING or noun.pos_ != "PROPN" or first is None:
        return False
    name = noun.doc[first.i : noun.i + 1].text
    return noun.ent_type_ != "GPE" and not lookup(key_of(name))


def states_body(state: Token, words: Cues) -> Range | None:
    """The body of a state that only stands before what it made: "Norway's military images".

    What is made is the body's, and not the state's.
    """
    doc = state.doc
    if state.ent_type_ != "GPE" or state.dep_ != "poss" or state.i + 2 >= len(doc):
        return None
    ending, body = doc[state.i + 1], doc[state.i + 2]
    before = body.i < state.head.i or body.head.pos_ == "VERB"
    before = before and body.dep_ in {"amod", "compound", "nmod"}
    known = body.lower_ in words.groups - _GENERIC and doc[body.i + 1].lower_ not in words.groups
    return (state.left_edge.i, body.i + 1) if ending.tag_ == "POS" and before and known else None


def behind_it(root: Token, subject: Token) -> Token | None:
    """Who is behind what a sentence tells of: "A count comes from dockers", "In its video ..."."""
    words = cues()
    for child in root.children:
        nouns = [c for c in child.children if c.dep_ == "pobj"] if child.dep_ == "prep" else []
        for noun in nouns:
            people = noun.tag_ == "NNS" and any(c.dep_ == "relcl" for c in noun.children)
            if root.lemma_ in {"come", "stem"} and child.lower_ == "from" and people:
                return noun
            opening = child.i == root.sent.start and child.lower_ == "in"
            if opening and subject.ent_type_ == "" and subject.tag_ == "NN":
                maker = maker_of(noun, words)
                if maker is not None and maker.pos_ != "PRON":
                    return maker
    return None


def title_beside(doc: Doc, head: Token, words: Cues) -> Range | None:
    """The name that stands right behind what a paper is: "the outlet *Harbour Post*"."""
    kind = head.lemma_.casefold()
    if head.pos_ == "PROPN" or kind not in words.outlets | words.groups:
        return None
    if head.i + 2 < len(doc) and doc[head.i + 1].text in _MARKS and doc[head.i + 2].pos_ == "PROPN":
        past = head.i + 2  # the marks of a title, wherever the parser hangs what they hold
        while past < len(doc) and doc[past].pos_ == "PROPN" and doc[past].text not in _MARKS:
            past += 1
        if past < len(doc) and doc[past].text == doc[head.i + 1].text:
            return head.i + 2, past
    for child in head.rights:
        between = doc[head.i + 1 : child.left_edge.i]
        past = child.right_edge.i + 1
        closed = past < len(doc) and doc[past].text == ","  # "the outlet, Harbour Post, said"
        close = all(
            t.text in _MARKS or t.text == '"' or (closed and t.text == ",") for t in between
        )
        close = close and child.left_edge.text != "("
        if child.dep_ == "appos" and child.pos_ == "PROPN" and close and child.text not in _MARKS:
            return core(child)
    return None


def bare(doc: Doc, tokens: Range, words: Cues) -> Range:
    """A name without article, possessive ending, marks and titles."""
    first, past = tokens
    while past - first > 1 and (doc[past - 1].lower_ in _AFTER or doc[past - 1].is_space):
        if _is_of_name(doc[past - 1]):
            break
        past -= 1
    past = _without_aside(doc, first, past)
    person = doc[past - 1].ent_type_ == "PERSON"
    while past - first > 1:
        word = doc[first]
        title = person and word.lower_.rstrip(".") in words.titles and first < word.head.i < past
        dated = word.ent_type_ in _NO_NAME and doc[past - 1].ent_type_ != word.ent_type_
        if not (title or dated or word.is_space or word.lower_ in _BEFORE):
            break
        first += 1
    return _behind_kind(doc, first, past, words), past


def _behind_kind(doc: Doc, first: int, past: int, words: Cues) -> int:
    """Where a name begins that stands right behind what kind of outlet it is: "paper Moor Sun"."""
    name = first
    while name < past and doc[name].text.islower() and doc[name].pos_ in _KINDS:
        name += 1
    named = first < name < past and doc[name].pos_ == "PROPN" and doc[name].text[0].isupper()
    return name if named and doc[name - 1].lemma_.casefold() in words.outlets | _OUTLETS else first


def _without_aside(doc: Doc, first: int, past: int) -> int:
    """Where a name ends whose letters follow it in brackets: "the Moor Institute (MI)"."""
    opened = next((t.i for t in doc[first:past] if t.text == "("), None)
    closed = past == len(doc) or doc[past].text == ")" or doc[past - 1].text == ")"
    if opened is None or opened == first or not closed:
        return past
    return past if any(t.text == ")" for t in doc[opened : past - 1]) else opened


def _is_of_name(ending: Token) -> bool:
    """Say whether a possessive ending belongs to a name that has no noun behind: "Moor's said"."""
    owner = ending.head
    acts = owner.dep_ in {"nsubj", "nsubjpass"} and owner.head.pos_ in {"VERB", "AUX"}
    return ending.tag_ == "POS" and ending.ent_type_ == "ORG" and owner.i == ending.i - 1 and acts


def is_named(doc: Doc, tokens: Range, head: Token, words: Cues) -> bool:
    """Say whether a phrase names a body: by a proper noun, or by an office and whose or where."""
    inside = doc[tokens[0] : tokens[1]]
    if head.pos_ == "PROPN":
        return True
    kind = head.lemma_.casefold()
    compound = {f"{c.lower_} {kind}" for c in head.children if c.dep_ == "compound"} | {kind}
    bodies = compound & words.groups or head.lower_ in words.groups
    belongs = any(
        t.i < head.i and (t.pos_ == "PROPN" or t.ent_type_ in {"NORP", "GPE", "ORG"})
        for t in inside
    )
    indefinite = any(c.lower_ in {"a", "an", "some", "another", "one"} for c in head.children)
    return bool(bodies) and (belongs or bool(compound & _SEATED and _seat(head))) and not indefinite


def _seat(office: Token) -> bool:
    """Say whether an office is told by the place where it sits: "the foreign ministry in Oslo"."""
    place = office.nbor(1) if office.i + 1 < len(office.doc) else office
    if place.lower_ != "in" or place.head != office or office.tag_ in _PLURAL:
        return False
    return any(c.dep_ == "pobj" and c.ent_type_ == "GPE" for c in place.children)


def writers_in(head: Token, words: Cues) -> Token | None:
    """Those who speak in a document: "a letter in which officers were said to plead"."""
    if head.lemma_.casefold() not in words.documents:
        return None
    for clause in (c for c in head.rights if c.dep_ == "relcl"):
        opens = [t.lower_ for t in clause.doc[clause.left_edge.i : clause.left_edge.i + 2]]
        if opens != ["in", "which"]:
            continue
        who = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        says = words.says(clause.lemma_) or clause.lemma_ in words.participles
        if says and who is not None and who.pos_ in {"NOUN", "PROPN"}:
            return who
    return None


def maker_of(head: Token, words: Cues) -> Token | None:
    """Who made the document that `head` names: "a video released by", "the group's update"."""
    if head.lemma_.casefold() not in words.documents or head.pos_ == "PROPN":
        return None
    for child in head.children:
        if child.dep_ == "poss" and child.lower_ not in {"this", "that"}:
            return child
    for child in head.children:
        if child.dep_ in {"acl", "relcl"}:
            for below in child.children:
                if below.dep_ == "agent" and child.lemma_ not in _SEEN_BY | _RELAYING:
                    return _agent(below)
            if child.lemma_ in _PUTTING_OUT or child.lemma_ == "put":
                active = [
                    c for c in child.lefts
                    if c.dep_ == "nsubj" and c.i > head.i + 1 and c.tag_ not in _RELATIVE
                ]  # fmt: skip
                if active:  # "the video that the army put out"
                    return active[0]
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by", "of"}:
            by = child.lower_ == "by"  # "an assessment by the Danish service"
            return next(
                (c for c in child.children if c.dep_ == "pobj"
                 and (c.ent_type_ or (by and _is_maker(c, words)))),
                None,
            )  # fmt: skip
    return _printed_in(head)


def _is_maker(noun: Token, words: Cues) -> bool:
    """Say whether a noun behind "by" names a body, though the model knows none of that name."""
    return noun.pos_ == "PROPN" or noun.lemma_.casefold() in words.groups


def _agent(by: Token) -> Token | None:
    """Who stands behind "by", also where the parser took the noun for a part of the verb after."""
    noun = next((c for c in by.children if c.dep_ == "pobj"), None)
    if noun is None and by.i + 1 < len(by.doc) and by.nbor(1).dep_ == "poss":
        return by.nbor(1)
    return noun


def _printed_in(piece: Token) -> Token | None:
    """The paper in which a piece stands: "a report in the Harbour Times"."""
    if piece.lemma_.casefold() not in _PRINTED:
        return None
    for child in piece.rights:
        if child.dep_ == "prep" and child.lower_ == "in":
            paper = next((c for c in child.children if c.dep_ == "pobj"), None)
            if paper is not None and paper.pos_ == "PROPN" and paper.ent_type_ in _PAPERS:
                return paper
    return None
