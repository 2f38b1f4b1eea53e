"""Nominals: attributions by nouns, adjectives, prepositions and adverbs: "its claim that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.read.attribution import Attribution
from tocsin.read.citing import is_quoted
from tocsin.read.cues import Cue, Cues, cues, word_set
from tocsin.read.deeds import bare_infinitive
from tocsin.read.dismissals import Dismissal, turned_down, waved_off
from tocsin.read.given import is_sized
from tocsin.read.passing import ABOUT, anothers_claim, holder_of
from tocsin.read.phrases import is_likelihood
from tocsin.read.revisions import revision
from tocsin.read.syntax import (
    Range,
    is_passive,
    lost_end,
    noun_phrase,
    ranges,
    subject_of,
    subtree,
    trimmed,
)
from tocsin.read.verbs import agent_of
from tocsin.read.whose import own_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["of_adjective", "of_adverb", "of_noun", "of_prepositions"]

_CLAUSES = frozenset({"acl", "ccomp", "relcl", "advcl"})
_OTHERS = frozenset("his her its their".split())
_CONTRAST = frozenset("though although while whereas whilst but yet".split())
_DISMISSING = frozenset({"dismiss", "reject"})
_PUBLISHING = frozenset({"publish", "release", "issue", "post", "present", "circulate"})
_GIVING_UP = frozenset("retract recant withdraw abandon drop discard scrap".split())
_CHANGING = frozenset("revise change alter reverse overturn".split())
_ITEMS = frozenset({"prep", "dobj", "appos", "npadvmod", "dep"})
_NAMED = frozenset({"PERSON", "ORG", "GPE"})
_RECKONED = frozenset("estimate reckoning assessment calculation count".split())
_PLAIN = frozenset("say argue write tell claim".split())


def of_noun(noun: Token, words: Cues) -> Iterator[Attribution]:
    """Give the attribution of a noun that has a clause, or of a phrase such as "voiced concern"."""
    cue = words.nouns.get(noun.lemma_.casefold())
    if cue is None or _is_by_wire(noun):
        return
    clause = next((c for c in noun.rights if c.dep_ in _CLAUSES and _that(c)), None)
    viewed = _of_the_view(noun)
    verb = viewed or (noun.head if noun.dep_ == "dobj" else None)
    if clause is None:
        clause = _lost_clause(noun, verb)
    if clause is None and cue.act == "assessment":
        numbered = _of_number(noun, cue)
        if numbered is not None:
            yield numbered
            return
    light = verb is not None and (
        verb.lemma_.casefold() in words.light_verbs or anothers_claim(verb) == noun
    )
    # "He took the threat of a raid seriously" is no threat of his
    light = light or (viewed is not None and clause is not None)
    tally = noun.lemma_.casefold() in word_set("tallies")
    if tally and (verb is None or verb.lemma_ not in _PUBLISHING):
        return  # to have a list, or to be on one, is no saying
    denies = verb is not None and any(
        c.act == "denial" for c in words.verbs.get((verb.lemma_.casefold(), None), ())
    )
    if denies or (verb is not None and turned_down(verb) is not None):
        light = False  # "rejected claims that", "dismissed fears of": the verb tells it
    waved = None if verb is None else waved_off(verb)
    if waved is not None and waved.claim.i != noun.i:
        waved = None
    light = light or (waved is not None and clause is not None)
    verdict = _is_that(noun) if clause is None and cue.act == "assessment" else None
    if verdict is not None:  # "the agency's assessment is that"
        yield _of_verdict(noun, verdict, cue)
        return
    if clause is None and light:
        hung = verb.rights if tally and verb is not None else ()
        clause = next((c for c in (*noun.rights, *hung) if _about(c, holder_of(noun))), None)
        if clause is not None and verb is not None and _is_set_anew(noun, verb):
            return  # "raised its assessment of the risk to high": the verb tells it
    if clause is None:
        return
    back = verb is not None and _takes_back(verb, holder_of(noun), cue)
    source, first = _who(noun, verb if back or light else None, back=back)
    content = _with_items(noun, clause) if tally else _with_lost_end(noun, clause)
    yield Attribution(
        head=noun.i,
        cue=(first, noun.i + 1),
        source=None if source is None else noun_phrase(source),
        subject=None if source is None else source.i,
        content=(content if waved is None else _without_verdict(content, waved),),
        root=clause.i,
        act="denial" if back or _is_denied(verb, source, cue, waved) else cue.act,
        speaks=cue.speaks,
        word=noun.lemma_.casefold(),
        group="noun",
        form="noun",
    )


def _who(noun: Token, verb: Token | None, *, back: bool) -> tuple[Token | None, int]:
    """Return who has the claim of a noun, and where the words that tell so begin.

    `verb` is one whose subject has it where the noun does not tell whose it is, or takes it back.
    """
    source = holder_of(noun)
    if verb is not None and (back or source is None):
        return (agent_of(verb) if is_passive(verb) else subject_of(verb)), verb.i
    own = own_verb(noun) if source is not None and source.lower_ in _OTHERS else None
    return (source, noun.i) if own is None else (own[0], own[1].i)  # "stands by its view that"


def _of_the_view(noun: Token) -> Token | None:
    """The verb of who "is of the view that", or "takes the view that"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ == "be":
        return verb.head
    return verb if noun.dep_ == "dobj" and verb.lemma_ == "take" else None


def _is_set_anew(noun: Token, verb: Token) -> bool:
    anew = revision(verb)
    return anew is not None and anew[1].i == noun.i


def _lost_clause(noun: Token, verb: Token | None) -> Token | None:
    """The clause of a view that the parser hung on the verb.

    "Dismissed the view of the bank that it was likely", "stands by its view that it is".
    """
    if noun.dep_ == "attr" and any(c.lower_ == "it" for c in noun.head.lefts):
        # "It is the view of the committee that": hung on the committee, or beside the view
        below = (t for t in (*noun.head.rights, *noun.subtree) if t.dep_ in _CLAUSES and t != noun)
        return next((t for t in below if _that(t)), None)
    if verb is None or verb.lemma_ not in word_set("contesting"):
        own = own_verb(noun)
        if own is None:
            return None
        verb = own[1]
    past = noun.right_edge.i + 1
    return next((c for c in verb.rights if _that(c) and c.left_edge.i == past), None)


def _of_number(noun: Token, cue: Cue) -> Attribution | None:
    """The number that somebody has estimated: "Berg's estimate of a 40 percent chance of war"."""
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    number = None if of is None else next((c for c in of.rights if c.dep_ == "pobj"), None)
    source = holder_of(noun) or _named_before(noun)
    if number is None or source is None or source.pos_ == "PRON":
        return None
    if not is_likelihood(number) or not is_sized(number):
        return None
    return Attribution(
        head=noun.i,
        cue=(noun.i, noun.i + 1),
        source=noun_phrase(source),
        subject=source.i,
        content=(subtree(number),),
        root=number.i,
        act=cue.act,
        speaks=cue.speaks,
        word=noun.lemma_.casefold(),
        group="noun",
        form="noun",
    )


def _named_before(noun: Token) -> Token | None:
    """Whose name stands before a noun: "a Berg estimate", "the Delta Institute forecast"."""
    before = (c for c in noun.lefts if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
    return next((c for c in before if c.ent_type_ in _NAMED), None)


def _is_that(noun: Token) -> Token | None:
    """The clause of "its assessment is that", where whose it is is told."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or (holder_of(noun) or _state_of(noun)) is None:
        return None
    return next((c for c in verb.rights if c.dep_ == "ccomp" and _that(c)), None)


def _state_of(noun: Token) -> Token | None:
    """The state or body of "the U.S. assessment"."""
    beside = (c for c in noun.lefts if c.dep_ in {"compound", "nmod", "amod"})
    return next((c for c in beside if c.ent_type_ in {"GPE", "ORG"}), None)


def _of_verdict(noun: Token, clause: Token, cue: Cue) -> Attribution:
    source = holder_of(noun) or _state_of(noun)
    return Attribution(
        head=noun.i,
        cue=(noun.i, noun.head.i + 1),
        source=None if source is None else noun_phrase(source),
        subject=None if source is None else source.i,
        content=(subtree(clause),),
        root=clause.i,
        act=cue.act,
        speaks=cue.speaks,
        word=noun.lemma_.casefold(),
        group="noun",
        form="noun",
    )


def _is_by_wire(noun: Token) -> bool:
    """Say whether a call is one by which people talk: "held video calls about the strait"."""
    return noun.lemma_ == "call" and any(c.dep_ == "compound" for c in noun.lefts)


def _takes_back(verb: Token, holder: Token | None, cue: Cue) -> bool:
    """Say whether who told something no longer stands by it: "withdrew its claim that"."""
    if holder is None or holder.lower_ not in _OTHERS or any(c.dep_ == "neg" for c in verb.lefts):
        return False  # "has not withdrawn its claim"
    particles = {c.lower_ for c in verb.rights if c.dep_ in {"prt", "advmod"}}
    lemmas = _GIVING_UP | (_CHANGING if cue.act == "assessment" else frozenset())
    return verb.lemma_ in lemmas or (verb.lemma_ in {"take", "walk"} and "back" in particles)


def _is_denied(verb: Token | None, source: Token | None, cue: Cue, waved: Dismissal | None) -> bool:
    """Say whether a claim is one that its `source` will not hear of: "dismissed reports of a raid".

    Whose claim another will not hear of ("rejected the army's claim that") denies nothing by it.
    """
    if verb is None or (source is not None and source.i > verb.i and source.head.i != verb.i):
        return False
    dismisses = verb.lemma_ in _DISMISSING and cue.act in {"statement", "threat"}
    return waved is not None or dismisses


def _with_lost_end(noun: Token, clause: Token) -> Range:
    """The clause of a claim, with its last noun where the parser gave it to the verb after."""
    return subtree(clause)[0], lost_end(noun, subtree(clause)[1])


def _with_items(noun: Token, clause: Token) -> Range:
    """What a list is of, with the items that the parser hung on its publishing: ", among them"."""
    first, past = subtree(clause)
    for child in sorted((*noun.rights, *noun.head.rights), key=lambda c: c.i):
        near = past <= child.left_edge.i <= past + 1
        dated = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
        if near and child.dep_ in _ITEMS and not dated:
            past = child.right_edge.i + 1
    return first, past


def _without_verdict(content: Range, waved: Dismissal) -> Range:
    """What is claimed, without the words behind it that wave it off: "as nonsense"."""
    behind = content[0] < waved.words[0]
    return (content[0], min(content[1], waved.words[0])) if behind else content


def _that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in clause.children)


def _about(child: Token, holder: Token | None) -> bool:
    """Say whether a phrase tells what a claim is of, and not whose it is: "of a raid"."""
    if child.dep_ == "acl":
        return bare_infinitive(child)
    whose = holder is not None and holder.head == child
    return child.dep_ == "prep" and child.lower_ in ABOUT and not whose


def of_adjective(word: Token) -> Iterator[Attribution]:
    """Give the attribution of "is convinced that"."""
    verb = word.head
    clause = next((c for c in word.rights if c.dep_ == "ccomp"), None)
    subject = subject_of(verb)
    if word.dep_ != "acomp" and is_passive(word):
        verb = word  # "was convinced that"
        subject = next((c for c in word.lefts if c.dep_ == "nsubjpass"), None)
    elif word.dep_ != "acomp":
        return
    if clause is None or subject is None:
        return
    if subject.lower_ in {"it", "there"}:
        return
    yield Attribution(
        head=word.i,
        cue=(verb.i, word.i + 1),
        source=noun_phrase(subject),
        subject=subject.i,
        content=(subtree(clause),),
        root=clause.i,
        act="assessment",
        speaks=True,
        word=word.lemma_.casefold(),
        group="adjective",
        form="verb",
    )


def of_adverb(word: Token) -> Iterator[Attribution]:
    """Give the attribution of "reportedly": nobody is named."""
    verb = word.head
    if verb.tag_[:2] != "VB" or verb.lemma_.casefold() in _PLAIN:
        return
    first, past = subtree(verb)
    kept = (trimmed(word.doc, r) for r in ranges(set(range(first, past)) - {word.i}))
    parts = tuple(p for p in kept if p is not None)
    if parts:
        yield Attribution(
            head=word.i,
            cue=(word.i, word.i + 1),
            source=None,
            subject=None,
            content=parts,
            root=verb.i,
            act="statement",
            speaks=False,
            word=word.lower_,
            group="hearsay",
            form="adverb",
        )


def of_prepositions(sentence: Span, words: Cues) -> Iterator[Attribution]:
    """Give the attributions of "according to" and its like in a sentence."""
    doc = sentence.doc
    lowered = [t.lower_ for t in sentence]
    for phrase in words.prepositions:
        size = len(phrase)
        for at in range(len(lowered) - size):
            first = sentence.start + at
            last = doc[first + size - 1]
            named = next((c for c in last.children if c.dep_ == "pobj"), None)
            if tuple(lowered[at : at + size]) != phrase or named is None:
                continue
            source = noun_phrase(named)
            # "according to the Post, citing officers": of who tells it, and not of what is told
            cites = [
                c.right_edge.i + 1
                for c in named.rights
                if c.lower_ in {"citing", "quoting"} or is_quoted(c)
            ]
            phrase_of = (first, max([source[1], last.i + 1, *cites]))
            content = _around(sentence, phrase_of)
            before = first - 1 - (first > sentence.start + 1 and doc[first - 1].text == ",")
            if before >= sentence.start and doc[before].lower_ == "that":
                # "Lee said that in the opinion of his side": of what is said, not of the saying
                rest = trimmed(doc, (phrase_of[1], sentence.end))
                content = (rest,) if rest else ()
            if content:
                root = sentence.root
                if not any(part[0] <= root.i < part[1] for part in content):
                    root = doc[content[0][0] : content[0][1]].root
                yield Attribution(
                    head=first,
                    cue=(first, first + size),
                    source=source,
                    subject=named.i,
                    content=content,
                    root=root.i,
                    act="statement",
                    speaks=True,
                    word=" ".join(phrase),
                    group="preposition",
                    form="preposition",
                )
    yield from _in_ones_view(sentence, words)


def _in_ones_view(sentence: Span, words: Cues) -> Iterator[Attribution]:
    """Give the attributions of "in his view" and its like in a sentence."""
    doc = sentence.doc
    views = {p[2] for p in words.prepositions if len(p) == 4 and (p[0], p[1]) == ("in", "the")}
    for noun in sentence[2:]:
        found = _whose_view(noun, views)
        if found is None or found[1].i < sentence.start:
            continue
        source, opening = found
        if noun.i + 1 < sentence.end and doc[noun.i + 1].lower_ in {"of", "on"}:
            continue
        content = _around(sentence, (opening.i, noun.i + 1))
        if content:
            yield Attribution(
                head=opening.i,
                cue=(opening.i, noun.i + 1),
                source=source,
                subject=source[1] - 1,
                content=content,
                root=sentence.root.i,
                act="assessment",
                speaks=True,
                word=f"in the {noun.lower_} of",
                group="preposition",
                form="preposition",
            )


def _whose_view(noun: Token, views: set[str]) -> tuple[Range, Token] | None:
    """Who holds "in his view" or "by the bank's own estimate", and the word that opens it."""
    doc = noun.doc
    if noun.lower_ in views and noun.nbor(-2).lower_ == "in" and noun.nbor(-1).lower_ in _OTHERS:
        return (noun.i - 1, noun.i), noun.nbor(-2)  # "in our view" is said by the one who speaks
    owner = next((c for c in noun.lefts if c.dep_ == "poss" and c.pos_ != "PRON"), None)
    if owner is None or owner.left_edge.i == noun.sent.start:
        return None
    opening = owner.left_edge.nbor(-1)
    fits = noun.lower_ in (_RECKONED if opening.lower_ == "by" else views)
    alone = opening.i == noun.sent.start or opening.nbor(-1).text == ","
    past = doc[noun.i + 1 : noun.i + 2]
    ends = all(t.is_punct for t in past)
    if opening.lower_ not in {"in", "by"} or not (fits and alone and ends):
        return None
    return (owner.left_edge.i, owner.i + 1), opening


def _is_anothers(doc: Doc, after: Range, sentence: Span) -> bool:
    """Say whether what follows "according to Lee," is what another says: ", though Berg thinks"."""
    first = doc[after[0]]
    if first.lower_ not in _CONTRAST:
        return False
    for verb in doc[after[0] : sentence.end]:
        entries = cues().verbs.get((verb.lemma_.casefold(), None), ())
        own = any(c.dep_ == "nsubj" and c.i > first.i for c in verb.lefts)
        if own and verb.tag_[:2] == "VB" and any(c.speaks for c in entries):
            return True
    return False


def _is_amid_clause(doc: Doc, before: Range, after: Range) -> bool:
    """Say whether a phrase parts a clause: "The strike, according to officers, killed three"."""
    subjects = {"nsubj", "nsubjpass", "expl"}
    return doc[before[1]].text == "," and any(
        token.dep_ in subjects and after[0] <= token.head.i < after[1]
        for token in doc[before[0] : before[1]]
    )


def _around(sentence: Span, phrase: Range) -> tuple[Range, ...]:
    """The part of the sentence that a phrase at its side speaks of."""
    doc = sentence.doc
    stops = [t.i for t in sentence if t.text == ";"]
    start = max((i + 1 for i in stops if i < phrase[0]), default=sentence.start)
    end = min((i for i in stops if i >= phrase[1]), default=sentence.end)
    before = trimmed(doc, (start, phrase[0]))
    after = trimmed(doc, (phrase[1], end))
    if before is not None and after is not None and _is_anothers(doc, after, sentence):
        after = None
    if before is not None and after is not None and _is_amid_clause(doc, before, after):
        return before, after
    if before is None or before[1] - before[0] < 2:
        return (after,) if after else ()
    if after is None or after[1] - after[0] < 5:
        return (before,)
    return (before, after) if doc[phrase[1]].text == "," else (before,)
