"""Holders: which draft of a sentence says each of the likelihoods and counts found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tocsin.nouns import Likelihood, Quantity, Span
from tocsin.read import likelihood
from tocsin.read.drafts import Draft
from tocsin.read.ellipsis import joined_rating
from tocsin.read.given import given_to
from tocsin.read.glosses import is_gloss
from tocsin.read.phrases import is_likelihood, stands_for_noun
from tocsin.read.threads import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["bound", "clipped", "counted", "is_asked", "is_level", "token_at"]

_OF = frozenset({"of", "for"})


def bound(
    page: Page, drafts: Sequence[Draft], likelihoods: Sequence[Likelihood]
) -> tuple[dict[int, Likelihood], list[Draft]]:
    """Give each likelihood to the draft that says it; a second one in a draft makes its own.

    Returns the likelihoods by the place of their draft, and the drafts that were made.
    """
    own: dict[int, list[Likelihood]] = {}
    for phrase in sorted(likelihoods, key=lambda p: p.span):
        place = _holder(page, drafts, phrase.span)
        if place is not None:
            own.setdefault(place, []).append(phrase)
    chosen: dict[int, Likelihood] = {}
    more: list[Draft] = []
    for place, phrases in sorted(own.items()):
        draft = drafts[place]
        ranked = sorted(phrases, key=lambda p: (_depth(page, draft, p.span), p.span))
        for before, other in pairwise(phrases):
            part = _next_noun(page, draft, other) or _next_rated(page, draft, before, other)
            if part is not None:
                ranked.remove(other)
                chosen[len(drafts) + len(more)] = other
                more.append(part)
        for beside in [p for p in ranked if _is_beside(page, draft, p)]:
            ranked.remove(beside)
            part = _glossed(page, draft, beside)
            if part is not None:
                chosen[len(drafts) + len(more)] = beside
                more.append(part)
        if not ranked:
            continue
        if not _of_a_part(page, draft, ranked[0].span) or _part(page, draft, ranked[0]) is None:
            chosen[place] = ranked.pop(0)
        for other in ranked:
            part = _part(page, draft, other)
            if part is not None:
                chosen[len(drafts) + len(more)] = other
                more.append(part)
    return chosen, more


def counted(
    page: Page, drafts: Sequence[Draft], counts: Sequence[Quantity]
) -> dict[int, list[Quantity]]:
    """Give each count to the draft that says it, by the place of the draft."""
    own: dict[int, list[Quantity]] = {}
    for count in counts:
        place = _holder(page, drafts, count.span)
        if place is not None:
            own.setdefault(place, []).append(count)
    return own


def is_level(page: Page, phrase: Likelihood) -> bool:
    """Say whether a likelihood of a page says how likely something is, and takes none back."""
    start, end = phrase.span.start - page.offset, phrase.span.end - page.offset
    return likelihood.is_level(page.doc, replace(phrase, span=Span(start, end)))


def is_asked(page: Page, phrase: Likelihood) -> bool:
    """Say whether it is but asked if something is so likely."""
    start, end = phrase.span.start - page.offset, phrase.span.end - page.offset
    return likelihood.is_asked(page.doc, replace(phrase, span=Span(start, end)))


def clipped(phrase: Likelihood, content: Span) -> Likelihood:
    """Return a likelihood that is of nothing that its speaker does not say."""
    first, past = max(phrase.of.start, content.start), min(phrase.of.end, content.end)
    return replace(phrase, of=Span(first, past)) if first < past else phrase


def token_at(page: Page, span: Span) -> Token | None:
    """Return the head of the words at `span` of the report."""
    found = page.doc.char_span(
        span.start - page.offset, span.end - page.offset, alignment_mode="expand"
    )
    return None if found is None or not len(found) else found.root


def _holder(page: Page, drafts: Sequence[Draft], span: Span) -> int | None:
    """The place of the draft with the smallest content, else stretch, around `span`.

    Of two who tell the same it is his who does not dispute it.
    """
    for attribute in ("content", "tokens"):
        around = [
            (len(page.span(getattr(d, attribute))), d.voice.contests, place)
            for place, d in enumerate(drafts)
            if page.span(getattr(d, attribute)).holds(span)
        ]
        if around:
            return min(around)[-1]
    return None


def _depth(page: Page, draft: Draft, span: Span) -> int:
    """How many words lie between a phrase and the head of the draft's content."""
    token = token_at(page, span)
    if token is None:
        return 99
    path = [token, *token.ancestors]
    return next((n for n, t in enumerate(path) if t.i == draft.root), 99)


def _of_a_part(page: Page, draft: Draft, span: Span) -> bool:
    """Say whether a phrase speaks of an aside in a draft, and not of what the draft says."""
    token = token_at(page, span)
    while token is not None and token.i != draft.root and token.head.i != token.i:
        if is_likelihood(token) and given_to(token) is not None:
            return False  # "gives Oslo joining the war odds of one in five"
        if token.dep_ in {"advcl", "relcl", "appos"} or (
            token.dep_ == "amod" and token.head.dep_ in {"dobj", "pobj"}
        ):
            return True
        token = token.head
    return False


def _is_beside(page: Page, draft: Draft, phrase: Likelihood) -> bool:
    """Say whether a phrase stands beside what a draft says, and is the writer's who tells it."""
    token = token_at(page, phrase.span)
    return token is not None and is_gloss(token, draft)


def _glossed(page: Page, draft: Draft, phrase: Likelihood) -> Draft | None:
    """What stands beside the saying in a draft and has a likelihood, in the voice that tells it."""
    token, voice = token_at(page, phrase.span), draft.voice.over
    if token is None or voice is None or not is_level(page, phrase):
        return None
    head = None if is_likelihood(token) else _told_by(token, draft)
    head = head or (token.head if token.dep_ == "amod" else token)
    first = max(head.left_edge.i, draft.tokens[0])
    part = first, min(head.right_edge.i + 1, draft.tokens[1])
    if not part[0] <= token.i < part[1] or part == draft.content:
        return None
    return replace(draft, tokens=part, content=part, root=head.i, voice=voice)


def _part(page: Page, draft: Draft, phrase: Likelihood) -> Draft | None:
    """The part of a draft that its second likelihood speaks of."""
    token = token_at(page, phrase.span)
    if token is None or not is_level(page, phrase):
        return None
    verb = _told_by(token, draft)
    if verb is None:
        return None
    first, past = verb.left_edge.i, verb.right_edge.i + 1
    first, past = max(first, draft.content[0]), min(past, draft.content[1])
    if first <= token.i < past and (first, past) != draft.content:
        return replace(draft, tokens=(first, past), content=(first, past), root=verb.i)
    return None


def _told_by(token: Token, draft: Draft) -> Token | None:
    """The verb of the clause, or the noun, that a likelihood is told of beside a draft's root."""
    for verb in (token, *token.ancestors):
        aside = verb.pos_ in {"NOUN", "PROPN"} and token.dep_ == "amod" and verb.i == token.head.i
        if (verb.pos_ in {"VERB", "AUX"} or aside) and verb.i != draft.root:
            return verb
    return None


def _next_noun(page: Page, draft: Draft, phrase: Likelihood) -> Draft | None:
    """The part of a draft with a noun of likelihood of its own: "and that of X as very low".

    Or with its size before it: "a slim chance of peace and a high risk of war".
    """
    end, start = phrase.span.end - page.offset, phrase.of.start - page.offset
    if end <= start:
        return _joined_noun(page, draft, phrase)
    about = page.doc.char_span(start, end, alignment_mode="expand")
    if about is None or about.start < 2:
        return None
    noun = page.doc[about.start - 2]
    first = noun.i if stands_for_noun(noun) else noun.left_edge.i
    if not (stands_for_noun(noun) or (is_likelihood(noun) and noun.nbor(1).lower_ in _OF)):
        return None
    part = first, about.end
    whole = draft.tokens[0] <= part[0] and part[1] <= draft.tokens[1] and part != draft.content
    return replace(draft, tokens=part, content=part, root=noun.i) if whole else None


def _joined_noun(page: Page, draft: Draft, phrase: Likelihood) -> Draft | None:
    noun = token_at(page, phrase.span)
    if noun is None or not is_likelihood(noun) or noun.dep_ not in {"conj", "appos"}:
        return None
    part = noun.left_edge.i, noun.right_edge.i + 1
    inside = draft.tokens[0] <= part[0] and part[1] <= draft.tokens[1] and part != draft.content
    return replace(draft, tokens=part, content=part, root=noun.i) if inside else None


def _next_rated(page: Page, draft: Draft, before: Likelihood, phrase: Likelihood) -> Draft | None:
    """The part of a draft that is called likely beside another: "and an invasion improbable"."""
    pieces = [
        page.doc.char_span(
            p.span.start - page.offset, p.span.end - page.offset, alignment_mode="expand"
        )
        for p in (before, phrase)
    ]
    first, second = ((0, 0) if p is None else (p.start, p.end) for p in pieces)
    of = None if not (first[1] and second[1]) else joined_rating(page.doc, first, second)
    if of is None:
        return None
    part = of[0], second[1]
    inside = draft.tokens[0] <= part[0] and part[1] <= draft.tokens[1]
    if not inside or part == draft.content:
        return None
    return replace(draft, tokens=part, content=part, root=page.doc[of[0] : of[1]].root.i)
