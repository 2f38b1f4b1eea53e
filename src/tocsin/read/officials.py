"""Officials: who announces by office and name, behind what he announces and between commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["announced_last", "named_beside"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_LOOSE = frozenset({"prep", "npadvmod", "advmod", "punct"})
_PASSIVE = frozenset({"as", "by", "for"})
"""Behind these what was announced is the one before: "announced as a candidate"."""
_BENT = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MISTAKEN = frozenset({"", "ORG", "PRODUCT", "FAC", "WORK_OF_ART", "NORP", "GPE", "LOC"})
_LONGEST = 4
_WIDEST = 9


def announced_last(sentence: Sentence) -> None:
    """Make the last verb of a sentence that of him who stands before it by office and name.

    "They left Narvik, the mayor, Ann Lee, announced on Sunday": the parser makes them beside the
    town, and the verb a participle that tells of them.
    """
    for verb in sentence:
        if verb.tag_ not in {"VBN", "VBD"} or not cues().says(verb.lemma_):
            continue
        office = _office_before(verb, sentence)
        if office is None or verb.dep_ not in {"acl", "advcl", "relcl", "conj"}:
            continue
        before = sentence.doc[sentence.start : office.left_edge.i]
        told = any(t.tag_ in _BENT for t in before) and any(t.dep_ in _SUBJECTS for t in before)
        ends = all(
            t.is_punct or verb.is_ancestor(t) for t in sentence.doc[verb.i + 1 : sentence.end]
        )
        if not told or not ends or not _only_when_and_where(verb):
            continue
        top = verb
        while top.head.i != top.i:
            top = top.head
        if top.i == verb.i or top.i > office.left_edge.i:
            continue
        name = verb.nbor(-2)
        verb.head, verb.dep_ = verb, "ROOT"
        verb.tag_, verb.pos_ = "VBD", "VERB"
        office.head, office.dep_ = verb, "nsubj"
        name.head, name.dep_ = office, "appos"
        top.head, top.dep_ = verb, "ccomp"
        return


def named_beside(doc: Doc) -> None:
    """Make a person of a name that an office who speaks has beside him: "the envoy, Ann Lee, said".

    The model takes a name that it does not know for a body's.
    """
    made: list[tuple[int, int]] = []
    for verb in doc[3:]:
        if verb.tag_ not in _BENT or not cues().says(verb.lemma_):
            continue
        office = _office_before(verb, verb.sent)
        if office is None or office.dep_ != "nsubj" or office.head.i != verb.i:
            continue
        past = verb.i - 1
        first = past
        while doc[first - 1].pos_ == "PROPN":
            first -= 1
        kinds = {t.ent_type_ for t in doc[first:past]}
        if "PERSON" not in kinds and kinds <= _MISTAKEN:
            made.append((first, past))
    if made:
        held = {i for first, past in made for i in range(first, past)}
        others = [e for e in doc.ents if not held.intersection(range(e.start, e.end))]
        spans = [doc.char_span(doc[f].idx, doc[p - 1].idx + len(doc[p - 1]), "PERSON")
                 for f, p in made]  # fmt: skip
        doc.set_ents([*others, *(span for span in spans if span is not None)])


def _office_before(verb: Token, sentence: Sentence) -> Token | None:
    """The "minister" of "…, the defence minister, Ann Lee, announced", None elsewhere."""
    doc = verb.doc
    last = verb.i - 1
    if last <= sentence.start + 3 or doc[last].text != ",":
        return None
    middle = last - 1
    while middle > sentence.start and doc[middle].pos_ == "PROPN":
        middle -= 1
    name = doc[middle + 1 : last]
    if doc[middle].text != "," or not 2 <= len(name) <= _LONGEST:
        return None
    words = cues()
    if any(t.lower_ in words.groups | words.outlets for t in name):
        return None
    opening = middle - 1
    while opening > sentence.start and doc[opening].text != "," and middle - opening <= _WIDEST:
        opening -= 1
    if doc[opening].text != "," and opening != sentence.start:
        return None
    for office in doc[opening:middle]:
        known = office.lemma_.casefold() in words.persons | words.titles
        first = opening + (doc[opening].text == ",")
        if (
            known
            and office.left_edge.i == first
            and office.dep_ not in {"compound", "poss", "pobj"}
        ):
            return office
    return None


def _only_when_and_where(verb: Token) -> bool:
    """Say whether behind a verb stands nothing but when, where or how: "on state television"."""
    return all(c.dep_ in _LOOSE and c.lower_ not in _PASSIVE for c in verb.rights)
