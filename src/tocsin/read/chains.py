"""Chains: the hands through which a saying came before it reached the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.nouns import Name, Relay, Via
from tocsin.read.attributions import Attribution
from tocsin.read.cues import Cues, cues, word_set
from tocsin.read.speakers import Cast
from tocsin.read.syntax import subtree

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["link", "relays"]

_TELLING = word_set("telling")
_TALKS = word_set("talks")
_PIECES = word_set("pieces")
_PUT_OUT = word_set("putting_out")


def relays(doc: Doc, found: Attribution, cast: Cast, offset: int) -> tuple[Relay, ...]:
    """Return the relays that the phrase of one attribution names, outermost first."""
    words = cues()
    verb = doc[found.head]
    links: list[Relay] = []
    heads: set[int] = set()
    for noun, via in _named(verb, found, words):
        if noun.i in heads or noun.i == found.subject:
            continue
        heads.add(noun.i)
        links.append(Relay(cast.name(doc, noun, offset, None), via))
    return tuple(links)


def link(outer: Name, verb: Token | None, *, inner: Token | None, direct: bool) -> Relay:
    """Return the link that a speaker forms who says that another has said something.

    "My sources tell me" is told; an outlet's report of what was said is published; all else quoted.
    """
    words = cues()
    if inner is not None:
        mine = any(c.lower_ in {"my", "our"} for c in inner.children if c.dep_ == "poss")
        if mine:
            return Relay(outer, "told")
        said = inner.head
        if said.lemma_ in _TELLING and any(
            c.lower_ in {"me", "us", "him", "her", "them"} for c in said.children
        ):
            return Relay(outer, "told")
    last = {w.casefold() for w in outer.text.split()}
    if not direct and verb is not None and last & words.outlets:
        return Relay(outer, "published")
    return Relay(outer, "quoted")


def _named(verb: Token, found: Attribution, words: Cues) -> list[tuple[Token, Via]]:
    links: list[tuple[Token, Via]] = []
    if verb.lemma_ in _TELLING:
        for child in verb.children:
            if child.dep_ in {"dobj", "dative"} and is_outlet(child, words):
                links.append((child, "told"))
    for child in verb.children:
        if child.dep_ in {"prep", "agent"}:
            links += _of_prep(child, found, words)
        if child.dep_ == "advcl" and child.lemma_ in {"speak", "talk"}:
            links += [
                (p, "told") for c in child.children if c.dep_ == "prep" and c.lower_ in {"to", "with", "on"}
                for p in c.children if p.dep_ == "pobj" and is_outlet(p, words)
            ]  # fmt: skip
        if child.dep_ == "advcl" and child.lemma_ in _PUT_OUT:
            links += [
                (p, "published") for c in child.children if c.dep_ == "agent"
                for p in c.children if p.dep_ == "pobj"
            ]  # fmt: skip
    return links


def _of_prep(prep: Token, found: Attribution, words: Cues) -> list[tuple[Token, Via]]:
    links: list[tuple[Token, Via]] = []
    for noun in prep.children:
        if noun.dep_ != "pobj":
            continue
        kind = noun.lemma_.casefold()
        if prep.lower_ in {"to", "with", "on"} and found.word in {
            "say",
            "speak",
            "talk",
            "comment",
        }:
            if is_outlet(noun, words):
                links.append((noun, "told"))
        if kind not in _TALKS | _PIECES | words.documents:
            continue
        first, past = subtree(noun)
        for token in noun.doc[first:past]:
            holder = token.head
            if token.dep_ == "pobj" and is_outlet(token, words) and kind in _TALKS | _PIECES:
                told = kind in _TALKS and holder.lower_ in {"with", "to", "by", "for", "on"}
                if holder.head.i == noun.i and told:
                    links.append((token, "told"))
                elif holder.head.i == noun.i and holder.lower_ in {"in", "for", "by"}:
                    links.append((token, "published"))
            if (
                holder.dep_ == "agent"
                and token.dep_ == "pobj"
                and holder.head.lemma_ in _PUT_OUT
                and token.ent_type_
            ):
                links.append((token, "published"))
    return links


def is_outlet(noun: Token, words: Cues) -> bool:
    """Say whether a noun names someone who publishes what others say."""
    if noun.pos_ != "PROPN" and not noun.ent_type_:
        return noun.lower_ in {"newspaper", "broadcaster", "magazine", "tabloid", "agency"}
    if noun.ent_type_ in {"PERSON", "NORP", "DATE", "GPE"}:
        parts = {noun.lower_} | {c.lower_ for c in noun.children}
        return bool(parts & words.outlets) and noun.lower_ in words.outlets
    parts = {noun.lower_} | {
        c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}
    }
    return bool(parts & words.outlets)
