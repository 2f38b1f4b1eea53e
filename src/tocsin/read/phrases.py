"""Phrases: where a text states a likelihood in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.nouns import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["phrases"]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    degrees: frozenset[str]
    adjectives: frozenset[str]
    guarded: frozenset[str]
    adverbs: frozenset[str]
    stressing: frozenset[str]
    nouns: frozenset[str]
    sized: frozenset[str]
    sizes: frozenset[str]
    copulas: frozenset[str]
    assessors: frozenset[str]
    whole: re.Pattern[str]
    trigger: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data: Any = load("read_likelihood.yaml")
    whole = "|".join(f"(?:{source})" for source in data["phrases"])
    cores = sorted({*data["adjectives"], *data["adverbs"], *data["nouns"]}, key=len, reverse=True)
    return _Lexicon(
        degrees=frozenset(data["degrees"]),
        adjectives=frozenset(data["adjectives"]),
        guarded=frozenset(data["only_with_proposition"]),
        adverbs=frozenset(data["adverbs"]),
        stressing=frozenset(data["stressing"]),
        nouns=frozenset(data["nouns"]),
        sized=frozenset(data["only_with_size"]),
        sizes=frozenset(data["sizes"]),
        copulas=frozenset(data["copulas"]),
        assessors=frozenset(data["assessors"]),
        whole=re.compile(rf"\b(?:{whole})", re.IGNORECASE),
        trigger=re.compile(rf"\b(?:{'|'.join(cores)})\b|\b(?:{whole})", re.IGNORECASE),
    )


def phrases(doc: Doc) -> tuple[Span, ...]:
    """Return the spans of the likelihood phrases of `doc`, in order, none overlapping."""
    lexicon = _lexicon()
    if lexicon.trigger.search(doc.text) is None:
        return ()
    found = [
        Span(m.start(), m.start() + len(m.group().rstrip()))
        for m in lexicon.whole.finditer(doc.text)
    ]
    for token in doc:
        span = _at(token, lexicon)
        if span is not None and not any(span.overlaps(other) for other in found):
            found.append(span)
    return tuple(sorted(found))


def _at(token: Token, lexicon: _Lexicon) -> Span | None:
    word = token.lower_
    if word in lexicon.adverbs or (word in {"likely", "unlikely"} and token.dep_ == "advmod"):
        first = _with_degrees(token, lexicon)
        if word in lexicon.stressing and first.i == token.i and not _modal(token):
            return None
        return _span(first, _with_not(token))
    if word in lexicon.adjectives:
        if word in lexicon.guarded and not _proposes(token):
            return None
        return _span(_with_degrees(token, lexicon), token)
    if word in lexicon.nouns and token.pos_ == "NOUN":
        return _noun(token, lexicon)
    return None


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))


def _with_degrees(token: Token, lexicon: _Lexicon) -> Token:
    """The first word of the run of degrees and negations that ends before `token`."""
    first = token
    while first.i > token.sent.start:
        before = first.nbor(-1)
        if before.lower_ in lexicon.degrees or before.lower_ in {"not", "n't", "no"}:
            first = before
        elif (
            before.lower_ in {"by"}
            and before.i > token.sent.start
            and before.nbor(-1).lower_ == "all"
        ):
            first = before.nbor(-1)
        else:
            break
    return first


def _with_not(token: Token) -> Token:
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "not" and token.lower_ != "likely":
        return token.nbor(1)
    return token


def _modal(token: Token) -> bool:
    verb = token.head
    return any(c.tag_ == "MD" for c in verb.children) or verb.tag_ == "MD"


def _proposes(token: Token) -> bool:
    """Whether an adjective has a proposition beside it: "it is certain that", "possible invasion"."""
    if any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in token.children):
        return True
    return (
        token.lower_ == "possible"
        and token.dep_ in {"amod", "acomp", "conj"}
        and token.i + 1 < len(token.doc)
    )


def _noun(token: Token, lexicon: _Lexicon) -> Span | None:
    size = next(
        (
            c
            for c in token.children
            if c.dep_ in {"amod", "det", "nummod"} and c.lower_ in lexicon.sizes and c.i < token.i
        ),
        None,
    )
    if size is not None and size.lower_ not in {"any"}:
        return _span(_with_degrees(size, lexicon), token)
    predicate = _predicate(token, lexicon)
    if predicate is not None:
        return predicate
    if token.lower_ in lexicon.sized or not any(
        c.dep_ in {"prep", "acl", "relcl"} for c in token.children
    ):
        return None
    return _span(token, token)


def _predicate(token: Token, lexicon: _Lexicon) -> Span | None:
    """The size that is said of the noun: "the risk of X as low, but possible", "chances seem slim"."""
    verb = token.head
    while verb.dep_ in {"prep", "pobj", "conj", "compound"} and verb.head is not verb:
        verb = verb.head
    if verb.lemma_ not in lexicon.copulas | lexicon.assessors:
        return None
    sizes = [
        t
        for t in verb.subtree
        if t.i > token.i
        and (t.lower_ in lexicon.sizes or t.lower_ in lexicon.adjectives)
        and t.pos_ in {"ADJ", "ADV", "NOUN"}
        and t.dep_
        in {"acomp", "amod", "oprd", "conj", "attr", "ccomp", "pobj", "xcomp", "advmod", "advcl"}
        and t.head.pos_ != "NOUN"
    ]
    if not sizes:
        return None
    first = last = sizes[0]
    for other in sizes[1:]:
        between = {t.lower_ for t in token.doc[last.i + 1 : other.i]}
        if between <= {",", "but", "and", "yet", "if", "though", *lexicon.degrees, "not"}:
            last = other
    return _span(_with_degrees(first, lexicon), last)
