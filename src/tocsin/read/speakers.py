"""Speakers: the names of those who speak, made out from pronouns, titles and descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tocsin.nouns import Name, Report, Span
from tocsin.read.cues import Cues, cues, word_set
from tocsin.read.syntax import Range, chars, core

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Cast", "writer_of"]

_HE = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_SELF = frozenset({"i", "me", "we", "us", "my", "our", "myself", "ourselves"})
_MALE = word_set("male")
_FEMALE = word_set("female")
_SMALL = frozenset({"of", "for", "the", "and", "on", "in", "&", "to"})
_VAGUE = frozenset(
    "some many several others other most few those who one someone everyone anybody nobody none all"
    " both".split()
)
_BEFORE = frozenset({"the", "a", "an", "this", '"', "'", "("})
_AFTER = frozenset({"'s", "'", ")", '"', ","})


@dataclass(frozen=True, slots=True)
class Known:
    """A person or body that the report has named in full, where, and how it was described."""

    name: Name
    person: bool
    words: frozenset[str]
    described: frozenset[str]


def writer_of(report: Report) -> Name:
    """Return who speaks in a report's own voice: its author, else its publisher."""
    return Name(report.author or report.publisher or "the report", None, named=True)


@dataclass(slots=True)
class Cast:
    """Who has been named so far in one report; filled while its passages are read in order."""

    writer: Name
    known: dict[str, Known] = field(default_factory=dict)
    surnames: dict[str, Known] = field(default_factory=dict)
    letters: dict[str, Known] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    person: Name | None = None
    body: Name | None = None
    others: Name | None = None

    def meet(self, doc: Doc, offset: int) -> None:
        """Take note of every name that a passage, beginning at `offset`, gives in full."""
        words = cues()
        for entity in doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1:
                first, past = _bare(doc, (entity.start, entity.end), words)
                if past - first > 1:
                    self._learn(doc, (first, past), offset, person=True)
            elif entity.label_ in {"ORG", "NORP", "FAC"} and len(entity) > 1:
                self._learn(
                    doc, _bare(doc, (entity.start, entity.end), words), offset, person=False
                )

    def _learn(self, doc: Doc, tokens: Range, offset: int, *, person: bool) -> None:
        text = doc[tokens[0] : tokens[1]].text
        if text in self.known:
            return
        head = doc[tokens[0] : tokens[1]].root
        described = {c.lemma_.casefold() for c in head.children if c.dep_ == "appos"}
        described |= {
            g.lower_ + " " + c.lower_
            for c in head.children if c.dep_ == "appos"
            for g in c.children if g.dep_ == "compound"
        }  # fmt: skip
        if head.dep_ == "appos":
            described.add(head.head.lemma_.casefold())
        described |= {
            t.lower_ for t in doc[max(0, tokens[0] - 4) : tokens[0]] if t.head.i == head.i
        }
        letters = "".join(w[0] for w in re.findall(r"\w+", text) if w.casefold() not in _SMALL)
        beside = doc[tokens[1] : tokens[1] + 2].text
        inside = re.match(r"\(\s*([A-Z]{2,8})\b", beside)
        start, end = chars(doc, tokens)
        words = frozenset(w.casefold() for w in re.findall(r"[\w-]+", text))
        found = Known(
            Name(text, Span(start + offset, end + offset), named=True),
            person,
            words,
            frozenset(described),
        )
        self.known[text] = found
        if person:
            self.surnames.setdefault(text.casefold().rpartition(" ")[2], found)
        else:
            self.letters.setdefault(inside.group(1) if inside else letters.upper(), found)
        titles = {t.lower_.rstrip(".") for t in doc[max(0, tokens[0] - 2) : tokens[0]]}
        for sex, marks in (("m", _MALE), ("f", _FEMALE)):
            if person and titles & marks:
                self.gender[text] = sex

    def name(self, doc: Doc, head: Token, offset: int, voice: Name | None) -> Name:
        """Return who is meant by the noun phrase of `head`; `voice` is who speaks around it."""
        words = cues()
        lowered = head.lower_
        if lowered in _SELF:
            return voice or self.writer
        if lowered in _HE | dict.fromkeys(_IT | _THEY):
            return self._pronoun(doc, head, offset)
        maker = _maker(head, words)
        if maker is not None:
            return self.name(doc, maker, offset, voice)
        span = _entity(doc, head) or _person_beside(doc, head, words)
        if span is not None:
            return self._fuller(doc, _bare(doc, span, words), offset)
        tokens = core(head)
        if _proper(doc, tokens, head, words):
            return self._fuller(doc, _bare(doc, tokens, words), offset)
        return self._described(doc, head, tokens, offset)

    def _pronoun(self, doc: Doc, head: Token, offset: int) -> Name:
        own = _as_it_stands(doc, (head.i, head.i + 1), offset, named=False)
        sex = _HE.get(head.lower_)
        if sex is not None:
            fits = self.person is not None and self.gender.get(self.person.text, sex) == sex
            if fits and self.person is not None:
                self.gender[self.person.text] = sex
                return self.person
            return own
        if head.lower_ in _IT:
            return self.body or own
        return self.others or self.body or own

    def _fuller(self, doc: Doc, tokens: Range, offset: int) -> Name:
        """The fuller form under which the report names the same, else the words as they stand."""
        text = doc[tokens[0] : tokens[1]].text
        parts = [w.casefold() for w in re.findall(r"[\w-]+", text)]
        fuller = self.surnames.get(parts[0]) if len(parts) == 1 else None
        fuller = fuller or self.known.get(text)
        if fuller is None and text.isupper() and len(text) > 1:
            fuller = self.letters.get(text)
        return _as_it_stands(doc, tokens, offset, named=True) if fuller is None else fuller.name

    def _described(self, doc: Doc, head: Token, tokens: Range, offset: int) -> Name:
        words = cues()
        own = _as_it_stands(doc, tokens, offset, named=False)
        definite = any(
            c.lower_ in {"the", "this", "that"} for c in head.children if c.dep_ == "det"
        )
        if not definite:
            return own
        kind = head.lemma_.casefold()
        compound = {f"{c.lower_} {kind}" for c in head.children if c.dep_ == "compound"} | {kind}
        person = kind in words.persons
        if not person and kind not in words.groups and not compound & words.groups:
            return self.others if self.others and kind in self.others.text.casefold() else own
        for known in reversed(self.known.values()):
            if known.person == person and (compound & known.described or kind in known.words):
                return known.name
        latest = self.person if person else self.body
        plain = not any(
            c.dep_ in {"amod", "compound", "poss", "prep", "nmod"} for c in head.children
        )
        loose = plain or bool(compound & {"think tank", "monitoring group"})
        if person and self.others is not None and kind in self.others.text.casefold():
            return self.others
        return latest if latest is not None and loose else own

    def heard(self, name: Name, head: Token | None) -> None:
        """Take note that `name` has spoken, or was what a sentence is about."""
        if name.span is None:
            return
        person = (name.text in self.known and self.known[name.text].person) or (
            head is not None
            and (head.ent_type_ == "PERSON" or head.lemma_.casefold() in cues().persons)
        )
        plural = head is not None and head.tag_ in {"NNS", "NNPS"}
        if plural:
            self.others = name
        elif person:
            self.person = name
        elif head is not None and head.pos_ != "PRON":
            self.body = name

    def about(self, doc: Doc, root: Token, offset: int, voice: Name | None) -> None:
        """Take note of the subject of a sentence, for the pronouns of the next."""
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or subject.pos_ == "PRON" or subject.lower_ in _VAGUE:
            return
        plural = subject.tag_ in {"NNS", "NNPS"}
        if subject.ent_type_ in {"PERSON", "ORG"} or plural:
            self.heard(self.name(doc, subject, offset, voice), subject)


def _as_it_stands(doc: Doc, tokens: Range, offset: int, *, named: bool) -> Name:
    start, end = chars(doc, tokens)
    return Name(doc[tokens[0] : tokens[1]].text, Span(start + offset, end + offset), named=named)


def _entity(doc: Doc, head: Token) -> Range | None:
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


def _person_beside(doc: Doc, head: Token, words: Cues) -> Range | None:
    """The name beside what a person is: "the minister, Ann Lee", "poet and critic Ann Lee"."""
    if head.pos_ != "NOUN" or head.tag_ == "NNS":
        return None
    if head.lemma_.casefold() not in words.persons | words.titles:
        return None
    for child in head.rights:
        if child.dep_ in {"appos", "conj"} and child.ent_type_ == "PERSON":
            return _entity(doc, child)
    return None


def _bare(doc: Doc, tokens: Range, words: Cues) -> Range:
    """A name without article, possessive ending, marks and titles."""
    first, past = tokens
    while past - first > 1 and (doc[past - 1].lower_ in _AFTER or doc[past - 1].is_space):
        past -= 1
    person = doc[past - 1].ent_type_ == "PERSON"
    while past - first > 1:
        word = doc[first]
        title = person and word.lower_.rstrip(".") in words.titles and first < word.head.i < past
        if not (title or word.is_space or word.lower_ in _BEFORE):
            break
        first += 1
    return first, past


def _proper(doc: Doc, tokens: Range, head: Token, words: Cues) -> bool:
    """Say whether a phrase names a body: by a proper noun, or by a nation and what it has."""
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
    return bool(bodies) and belongs and not indefinite


def _maker(head: Token, words: Cues) -> Token | None:
    """Who made the document that `head` names: "a video released by", "the group's update"."""
    if head.lemma_.casefold() not in words.documents or head.pos_ == "PROPN":
        return None
    for child in head.children:
        if child.dep_ == "poss" and child.lower_ not in {"this", "that"}:
            return child
    for child in head.children:
        if child.dep_ in {"acl", "relcl"}:
            for below in child.children:
                if below.dep_ == "agent":
                    return next((c for c in below.children if c.dep_ == "pobj"), None)
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by", "of"}:
            return next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_), None)
    return None
