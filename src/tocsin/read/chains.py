"""Chains: the hands through which a saying came before it reached the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.nouns import Name, Relay, Via
from tocsin.read.attribution import Attribution
from tocsin.read.citing import CITING, is_quoted, who_is_cited
from tocsin.read.cues import cues, word_set
from tocsin.read.names import writers_in
from tocsin.read.outlets import is_outlet, outlet_names
from tocsin.read.quoting import quoted_by
from tocsin.read.speakers import Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["cited", "link", "relays"]

_TELLING = word_set("telling")
_TALKS = word_set("talks")
_PIECES = word_set("pieces")
_HANDED = frozenset({"share", "leak", "pass"})
_SEEN_BY = word_set("seen_by")
_PUT_OUT = word_set("putting_out")
_TO = frozenset({"to", "with", "on", "by", "for"})
_IN = frozenset({"in", "for", "by"})
_OF = frozenset({"of", "from", "with", "for"})


def relays(doc: Doc, found: Attribution, cast: Cast, offset: int) -> tuple[Relay, ...]:
    """Return the relays that the phrase of one attribution names, outermost first.

    "Told Y", "in an interview with Y", "speaking to Y": told. "In a letter reported by Y", "as
    reported by Y", "in an article for Y": published.
    """
    links: dict[int, Via] = {}
    quoting = quoted_by(doc[found.head])
    if quoting is not None:
        outer = cast.name(doc, quoting, offset, None)
        return (link(outer, inner=None, direct=False),)
    for noun in _quoting(doc, found):
        made = link(cast.name(doc, noun, offset, None), inner=None, direct=False)
        links[noun.i] = made.via
    named = [*_named(doc[found.head], found), *_spoken_to(doc, found), *_in_passing(doc, found)]
    for noun, via in named:
        if noun.i != found.subject:
            links.setdefault(noun.i, via)
    return tuple(Relay(cast.name(doc, doc[i], offset, None), via) for i, via in links.items())


def cited(verb: Token, subject: Token | None) -> Token | None:
    """Return whom a saying cites: "Kurier, citing the ministry, said", "cited officials' claims".

    He is the speaker, and who cites him a link; a paper counts only where somebody made it.
    """
    if verb.lemma_ in _PUT_OUT and verb.dep_ in {"ROOT", "conj"}:
        paper = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        writers = None if paper is None else writers_in(paper, cues())
        if writers is not None:
            return writers
    around = [*verb.children, *([] if subject is None else subject.children)]
    citing = [c for c in around if c.lemma_ in CITING and c.tag_ == "VBG"]
    for each in [*citing, *([verb] if verb.lemma_ in CITING else [])]:
        noun = next((c for c in each.rights if c.dep_ == "dobj"), None)
        if noun is None or each.dep_ not in {"advcl", "acl", "ROOT", "conj"}:
            continue
        if noun.lemma_.casefold() in cues().nouns:
            owner = next((c for c in noun.lefts if c.dep_ in {"poss", "nsubj"}), None)
            if owner is not None and owner.pos_ in {"NOUN", "PROPN"}:
                return owner
        behind = None if each.i == verb.i else who_is_cited(noun)
        if behind is not None:
            return behind
    return None


def link(outer: Name, *, inner: Token | None, direct: bool) -> Relay:
    """Return the link that a speaker forms who says that another has said something.

    "My sources say" was told to him; what an outlet reports that somebody said, it published; all
    else he quotes. `inner` is the noun of that other, `direct` whether the outer saying is quoted.
    """
    if inner is not None and _spoke_to(inner):
        return Relay(outer, "told")
    named = {word.casefold() for word in outer.text.split()}
    prints = bool(named & cues().outlets) or outer.text.casefold() in outlet_names()
    return Relay(outer, "published" if not direct and prints else "quoted")


def _spoke_to(inner: Token) -> bool:
    """Say whether a noun or its verb tells to whom was spoken: "my sources", "told me"."""
    if any(c.lower_ in {"my", "our"} for c in inner.children if c.dep_ == "poss"):
        return True
    hearers = {c.lower_ for c in inner.head.children if c.dep_ in {"dobj", "dative"}}
    return inner.head.lemma_ in _TELLING and bool(hearers & {"me", "us", "him", "her", "them"})


def _named(verb: Token, found: Attribution) -> Iterator[tuple[Token, Via]]:
    """Give those who carried a saying, in the order in which the sentence names them."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "nsubjpass"} and verb.lemma_ in _TELLING:
            yield from ((n, "told") for n in _prints(child))
        elif child.dep_ in {"prep", "agent"}:
            yield from _of_preposition(child, found)
        elif child.dep_ == "advcl" and child.lemma_ in {"speak", "talk"}:
            for prep in child.children:
                yield from ((n, "told") for o in _objects(prep) for n in _prints(o))
        elif child.dep_ == "advcl" and child.lemma_ in _PUT_OUT:
            yield from ((n, "published") for c in child.children for n in _agents(c))


def _spoken_to(doc: Doc, found: Attribution) -> Iterator[tuple[Token, Via]]:
    """Give to whom a speaker spoke: "officials, who spoke to the Post unnamed, said"."""
    if found.subject is None:
        return
    for clause in doc[found.subject].rights:
        if clause.dep_ in {"relcl", "acl"} and clause.lemma_ in {"speak", "talk"}:
            for prep in clause.children:
                if prep.lower_ in {"to", "with"}:
                    yield from ((n, "told") for o in _objects(prep) for n in _prints(o))


def _quoting(doc: Doc, found: Attribution) -> Iterator[Token]:
    """Give who quotes a speaker: "Lee, quoted by the Post, said", "the Post quoted Lee, who said".

    Nobody else is said to have heard him, so that what he said came through them.
    """
    if found.subject is None or found.form not in {"verb", "preposition"}:
        return
    speaker, verb = doc[found.subject], doc[found.head]
    for clause in speaker.rights:
        if is_quoted(clause):
            yield from (n for c in clause.children for n in _agents(c))
    over = speaker.head
    if verb.dep_ == "relcl" and speaker.dep_ == "dobj" and over.lemma_ in CITING:
        yield from (c for c in over.lefts if c.dep_ == "nsubj" and c.pos_ != "PRON")


def _in_passing(doc: Doc, found: Attribution) -> Iterator[tuple[Token, Via]]:
    """Give the outlet of a talk that the parser hung on what was said in it."""
    if found.form != "verb" or not found.speaks:
        return
    for first, past in found.content:
        for prep in doc[first:past]:
            if prep.dep_ != "prep" or prep.lower_ not in {"in", "during"}:
                continue
            for noun in _objects(prep):
                if noun.lemma_.casefold() == "interview":
                    yield from _of_paper(noun, "interview")


def _of_preposition(prep: Token, found: Attribution) -> Iterator[tuple[Token, Via]]:
    for noun in _objects(prep):
        kind = noun.lemma_.casefold()
        spoken = prep.lower_ in {"to", "with", "on"} and found.word in {"say", "speak", "talk"}
        if spoken:
            yield from ((n, "told") for n in _prints(noun))
        if kind in _TALKS | _PIECES | cues().documents:
            yield from _of_paper(noun, kind)


def _of_paper(paper: Token, kind: str) -> Iterator[tuple[Token, Via]]:
    """Give who stood between by a talk or a paper: "interview with Y", "letter published by Y"."""
    for child in paper.subtree:
        if child.dep_ == "agent" and child.head.lemma_ in _PUT_OUT | _SEEN_BY:
            yield from ((n, "published") for n in _agents(child) if n.ent_type_ or is_outlet(n))
        if child.dep_ == "prep" and child.head.lemma_ in _HANDED and child.lower_ in {"with", "to"}:
            yield from ((n, "published") for n in _objects(child) if is_outlet(n))
        if child.head.i != paper.i or child.dep_ != "prep":
            continue
        for noun in _objects(child):
            if not is_outlet(noun):
                continue
            if kind in _TALKS and child.lower_ in _TO:
                yield from ((n, "told") for n in _prints(noun))
            elif kind in _TALKS | _PIECES and child.lower_ in _IN:
                yield noun, "published"


def _prints(hearer: Token) -> Iterator[Token]:
    """Give who is told a thing, where he publishes: of "reporters from the BBC", the BBC."""
    if not is_outlet(hearer):
        return
    after = hearer.doc[hearer.i + 1 : hearer.i + 2]  # the parser hangs it on the verb as often
    if hearer.pos_ != "PROPN" and hearer.lemma_.casefold() in cues().persons:
        of = (n for p in after if p.lower_ in _OF for n in _objects(p) if is_outlet(n))
        yield next(of, hearer)
    else:
        yield hearer


def _objects(prep: Token) -> list[Token]:
    if prep.dep_ not in {"prep", "agent"}:
        return []
    return [c for c in prep.children if c.dep_ == "pobj"]


def _agents(prep: Token) -> list[Token]:
    return _objects(prep) if prep.dep_ == "agent" else []
