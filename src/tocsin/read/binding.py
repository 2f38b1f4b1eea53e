"""Binding: which clause or noun phrase a likelihood phrase is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.cases import opens_case
from tocsin.read.count_words import count_words
from tocsin.read.given import given_to
from tocsin.read.inversions import is_in_inverted_case
from tocsin.read.offsets import Offsets
from tocsin.read.participles import is_loose
from tocsin.read.phrases import LIKELIHOOD_NOUNS, names_event, resetting, stands_for_noun, word_of
from tocsin.read.syntax import is_told_fact

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["proposition"]

_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "acl", "relcl", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_AFTER = frozenset({"acl", "xcomp", "advcl", "attr", "ccomp", "dep"})
_CASES = frozenset({"if", "unless"})
_FACTS = frozenset({"after", "because", "since", "as"})
_EXCLUDING = frozenset({"exclude", "rule", "discount"})
_EMPTY = frozenset({"it", "there", "this", "that"})
_OUTCOMES = frozenset(
    "outcome scenario option course result case development path explanation prospect one".split()
)
_POINTING = frozenset({"this", "that", "it"})
_WHERE = frozenset({"in", "at", "near", "inside", "within", "on", "along", "outside", "behind"})
_HERE = frozenset({"there", "here", "nearby", "elsewhere"})
_SET_OFF = frozenset({",", "(", "–", "—", "-"})
_TAIL = re.compile(r"[\s.,;:!?\"'”’)\]]*(?:\[\d*\]?[\s.,;]*)*$")
_CLAUSE_END = re.compile(
    r"[;.!?](?:[\"”’]|\s|\[|$)|\s[-–—]+\s|—|,\s?[\"”]"
    r"|,? (?:according to|but|although|though|while) "
)


def proposition(doc: Doc, phrase: Span, offsets: Offsets) -> Span:
    """Return the characters of `doc` whose likelihood the phrase at `phrase` states.

    A clause with its subject where the phrase stands in or governs one ("Belarus remains unlikely
    to join"), else the noun phrase that it qualifies or is said of.
    """
    piece = offsets.span(phrase.start, phrase.end)
    if piece is None:
        return phrase
    inside = set(range(piece.start, piece.end))
    tokens = _extraposed(piece.root, inside) or _about(piece.root, inside)
    if all(word_of(doc[i]) in LIKELIHOOD_NOUNS or doc[i].pos_ == "DET" for i in tokens):
        tokens = _subtree([piece.root.head])
    while tokens and (min(tokens) in inside or _only_opens(doc[min(tokens)])):
        tokens.remove(min(tokens))
    while tokens and max(tokens) in inside:
        tokens.remove(max(tokens))
    tokens = _without_copula(doc, tokens, inside)
    if not tokens:
        return _trimmed(doc, piece.sent.start_char, piece.sent.end_char)
    last = doc[max(tokens)]
    return _trimmed(doc, doc[min(tokens)].idx, last.idx + len(last))


def _only_opens(token: Token) -> bool:
    """Say whether a word but opens a clause: the "that" of "that it will sail", and a quote."""
    after = token.doc[token.i + 1 : token.i + 2]
    quote = token.is_quote and bool(after) and after[0].dep_ == "mark"
    return quote or token.dep_ in {"mark", "cc"}


def _without_copula(doc: Doc, tokens: set[int], inside: set[int]) -> set[int]:
    """What is likely without the "is" that says so: "a raid" of "a raid is by no means certain"."""
    own = doc[max(tokens)] if tokens else None
    if own is None or own.lemma_ != "be" or own.i + 1 != min(inside) or own.i == min(tokens):
        return tokens
    rest = [doc[i] for i in tokens if doc[i].pos_ in {"NOUN", "PROPN"}]
    # "that is unlikely", "the odds are long": what they are of is sought by their "is"
    told = any(word_of(t) not in LIKELIHOOD_NOUNS for t in rest)
    return tokens - {own.i} if told else tokens


def _trimmed(doc: Doc, start: int, end: int) -> Span:
    """The span without the full stop, quotation mark and note mark that its last token may hold."""
    text = doc.text[start:end]
    found = _TAIL.search(text)
    kept = end - len(found.group()) if found else end
    return Span(start, max(kept, start + 1))


def _subtree(tokens: Iterable[Token]) -> set[int]:
    return {t.i for token in tokens for t in token.subtree}


def _about(core: Token, inside: set[int]) -> set[int]:
    for find in (_left_open, _glossed, _elliptic, _set_anew):
        found = find(core, inside)
        if found:
            return found
    noun = _noun(core, inside)
    if noun is not None:
        given = given_to(noun)
        if given is not None:
            return set(range(*given))
        found = _complement(noun)
        if noun.i < min(inside):
            # "puts the risk of X as one in three": what follows the size is not what it is of.
            stop = min(inside)
            while core.doc[stop - 1].is_quote:
                stop -= 1
            stop -= core.doc[stop - 1].lower_ in {"as", "at", "is"}
            found = {i for i in found if i < stop}
        if found:
            return found
    assessed = _assessed(core, inside)
    if assessed:
        return assessed
    if core.dep_ == "amod" and core.head.pos_ in {"NOUN", "PROPN"} and core.head.i > core.i:
        # "the most likely outcome" ranks one among others, and says of none how likely it is
        ranked = any(core.doc[i].lower_ in {"most", "least"} for i in inside)
        return (set() if ranked else _as_a_case(core.head)) or _subtree([core.head])
    adverb = core.dep_ == "advmod" or core.pos_ == "ADV"
    called = core.dep_ == "ccomp" and any(c.dep_ == "nsubj" for c in core.lefts)
    predicate = core.pos_ in {"ADJ", "NOUN", "NUM"} or core.dep_ in {"acomp", "attr", "oprd"}
    if called or (predicate and not adverb):
        found = _predicated(core, inside)
        if found:
            return found
    return _clause(core)


def _left_open(core: Token, inside: set[int]) -> set[int]:
    """What somebody "cannot exclude" or "could not rule out": the clause or object behind.

    Of a thing that "is impossible to rule out" that is the subject.
    """
    words = (core.doc[i] for i in sorted(inside))
    verb = next((t for t in words if t.lemma_ in _EXCLUDING and t.tag_ == "VB"), None)
    passive = verb is None or any(c.dep_ == "auxpass" for c in verb.lefts)
    if verb is None or passive:
        return set()
    behind = [c for c in verb.rights if c.dep_ in {"ccomp", "dobj"} and c.i not in inside]
    if behind or verb.i == core.i:
        return _subtree(behind)
    subjects = [c for c in core.head.lefts if c.dep_ in _SUBJECTS and c.lower_ not in _EMPTY]
    nouns = [_complement(c) if word_of(c) in LIKELIHOOD_NOUNS else set() for c in subjects]
    return set().union(*nouns) or _subtree(subjects)


def _glossed(core: Token, inside: set[int]) -> set[int]:
    """The phrase that alone is told as likely: "will sail, probably in June": when, not whether."""
    doc, sentence = core.doc, core.sent
    first, past = min(inside), max(inside) + 1
    if first <= sentence.start or past >= sentence.end or doc[past].pos_ != "ADP":
        return set()
    adverbs = all(doc[i].pos_ == "ADV" or doc[i].tag_[:2] == "RB" for i in inside)
    if not adverbs or doc[first - 1].text not in _SET_OFF or doc[past].left_edge.i < first:
        return set()
    end = doc[past].right_edge.i + 1
    closed = end >= sentence.end or doc[end].is_punct or doc[end].dep_ == "cc"
    nouns = any(t.dep_ == "pobj" for t in doc[past:end])
    return set(range(past, end)) if closed and nouns else set()


def _set_anew(core: Token, inside: set[int]) -> set[int]:
    """What was raised or lowered to a word of likelihood: "upgraded a raid from unlikely to"."""
    doc, first = core.doc, min(inside)
    while first > core.sent.start and doc[first - 1].is_quote:
        first -= 1
    if doc[max(first - 1, 0)].lower_ != "to":
        return set()
    verbs = [t for t in doc[core.sent.start : first - 1] if t.lemma_ in resetting()]
    if not verbs or verbs[-1].tag_[:2] != "VB":
        return set()
    slots = ("dobj", "nsubjpass")
    target = next((c for c in verbs[-1].children if c.dep_ in slots and c.i < first), None)
    if target is None or word_of(target) in LIKELIHOOD_NOUNS:
        return set()
    if any(word_of(t) in LIKELIHOOD_NOUNS for t in target.subtree):
        return set()
    stop = next((t.i for t in doc[target.i : first] if t.lower_ in {"from", "to"}), first)
    return {i for i in _subtree([target]) if i < stop}


def _elliptic(core: Token, inside: set[int]) -> set[int]:
    """What follows "that of", where it stands for the noun: "and that of a raid as very low"."""
    doc, first = core.doc, min(inside)
    for before in reversed(doc[core.sent.start : first]):
        if word_of(before) in LIKELIHOOD_NOUNS and before.pos_ == "NOUN":
            return set()
        if stands_for_noun(before):
            stops = [t.i for t in doc[before.i : first] if t.tag_[:2] == "VB" and t.dep_ != "acl"]
            stops += [first - 1] if doc[first - 1].lower_ in {"as", "at"} else []
            return set(range(before.i + 2, min([first, *stops])))
    return set()


def _assessed(core: Token, inside: set[int]) -> set[int]:
    """What an assessor calls likely or low: the object of "assesses an invasion as low"."""
    before = core.doc[min(inside) - 1] if min(inside) else core
    if before.lower_ != "as":
        return set()
    verb, stop = before.head, before.i
    if verb.pos_ != "VERB":  # "regards it as a threat, and as unlikely"
        verb = next((t for t in core.ancestors if t.pos_ == "VERB"), verb)
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.i < stop]
    joined = core.doc[stop - 1].lower_ in {"and", "but", ","}
    if objects and joined:
        others = core.doc[objects[0].i + 1 : stop]
        stop = next((t.i for t in others if t.lower_ == "as"), stop)
    return {i for i in _subtree(objects) if i < stop}


def _complement(noun: Token) -> set[int]:
    """What stands after "the risk of", "a chance that": to the end of what depends on it."""
    found: set[int] = set()
    for child in noun.children:
        if child.i <= noun.i:
            continue
        if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
            found |= _subtree(child.children)
        elif child.dep_ in _CLAUSES:
            found |= _subtree([child])
    if not found and noun.i + 1 < noun.sent.end and noun.nbor(1).lower_ in {"that", "of"}:
        rest = noun.doc[noun.i + 2 : noun.sent.end]
        end = _CLAUSE_END.search(rest.text)
        limit = rest.start_char + end.start() if end else rest.end_char
        found = {t.i for t in rest if t.idx < limit}
    if not found and noun.dep_ == "dobj":  # "gave peace a slim chance"
        given = [c for c in noun.head.rights if c.dep_ == "dative" and c.i < noun.i]
        found = _subtree(c for c in given if c.pos_ != "ADP")
    return found


def _predicated(core: Token, inside: set[int]) -> set[int]:
    """The clause of "X is likely to do Y", "it is likely that Y", "Y is likely"."""
    governor = core.head
    if governor.dep_ in {"aux", "auxpass"}:
        return _clause(governor)
    complements = [c for c in core.children if c.dep_ in _CLAUSES and c.i not in inside]
    own = [c for c in core.children if c.dep_ in _SUBJECTS and c.i < core.i]
    if own and core.dep_ == "ccomp" and own[0].lower_ not in _EMPTY:
        return _subtree(own) | _subtree(complements)  # "considers a raid unlikely"
    pointed = _pointed(core, own)
    if pointed is not None and pointed.i < min(inside):
        return {pointed.i}  # "considers this unlikely": what it points at is sought
    called = _called(core)
    if called is not None and called < min(inside):
        return set(range(called, min(inside)))
    subjects = [c for c in governor.children if c.dep_ in _SUBJECTS]
    real = [c for c in subjects if c.lower_ not in _EMPTY or c.dep_ == "csubj"]
    if not real:
        complements += [
            c for c in governor.children if c.dep_ in {"ccomp", "xcomp"} and c is not core
        ]
        late = [c for c in core.children if c.dep_ in _SUBJECTS]
        if not complements and any(c.lower_ == "it" for c in subjects):
            behind = core.doc[core.i + 1 : core.i + 2]
            ended = any(t.text == "," or t.is_quote for t in behind)
            return (set() if ended else _rest(core)) or _subtree(subjects)
        complements += late
    after = [c for c in real if c.i > core.i]
    if any(c.lower_ == "it" for c in subjects) and after:
        return _rest(core)
    if not complements and governor.pos_ in {"VERB", "AUX"} and core.dep_ in {"acomp", "attr"}:
        # "are likely also positioned to open": what follows the adjective belongs to the clause.
        rest = [
            c for c in governor.children
            if c.i > core.i and c.dep_ in _AFTER and not _as_told(c, core) and not is_loose(c)
            and not is_told_fact(c, _FACTS) and not is_in_inverted_case(c)
        ]  # fmt: skip
        if rest and real:
            return _subtree([governor])
    if not complements and any(_is_placed(c, governor, core) for c in real):
        return _subtree([governor])
    return _subtree(real) | _subtree(complements)


def _is_placed(thing: Token, verb: Token, core: Token) -> bool:
    """Say whether it is likely where a thing is: "the tanks are likely still in the forest".

    Of a force the place is what is likely; an event likely somewhere is itself likely.
    """
    if verb.lemma_ != "be" or names_event(thing) or not _is_force(thing):
        return False
    behind = [c for c in (*verb.rights, *core.rights) if c.i > core.i]
    return any(c.lower_ in _HERE or (c.dep_ == "prep" and _places(c)) for c in behind)


def _places(preposition: Token) -> bool:
    """Say whether a preposition opens a place and no time: "in the forest", "in the spring"."""
    if preposition.lower_ not in _WHERE:
        return False
    return not any(c.ent_type_ in {"DATE", "TIME"} for c in preposition.rights)


def _is_force(thing: Token) -> bool:
    """Say whether a noun names people, arms or units that are somewhere: "tanks", "elements"."""
    return thing.lemma_.lower() in count_words().nouns | {"element"}


def _called(core: Token) -> int | None:
    """Where what is called likely begins: "called a raid this year likely", "a raid likely"."""
    if core.dep_ == "amod" and core.head.i < core.i and core.head.dep_ in {"dobj", "oprd"}:
        return core.head.left_edge.i
    if core.dep_ not in {"oprd", "ccomp"} or not any(c.dep_ == "nsubj" for c in core.head.lefts):
        return None
    things = [
        c for c in core.head.rights
        if c.i < core.i and c.dep_ in {"dobj", "oprd"} and c.pos_ in {"NOUN", "PROPN"}
    ]  # fmt: skip
    return things[0].left_edge.i if things else None


def _as_a_case(noun: Token) -> set[int]:
    """What is, or is seen as, "an unlikely outcome": what that is said to be."""
    if noun.lemma_.casefold() not in _OUTCOMES:
        return set()
    be, over = noun.head, noun.head.head
    if noun.dep_ == "attr" and be.lemma_ == "be":
        return _subtree(c for c in be.lefts if c.dep_ in _SUBJECTS and c.lower_ not in _EMPTY)
    if noun.dep_ == "nsubj" and be.lemma_ == "be":
        return _subtree(c for c in be.rights if c.dep_ in {"attr", "ccomp", "xcomp"})
    if noun.dep_ == "pobj" and be.lower_ == "as":
        seen = [over] if over.dep_ == "dobj" else [c for c in over.rights if c.dep_ == "dobj"]
        return {i for i in _subtree(c for c in seen if c.i < be.i) if i < be.i}
    return set()


def _pointed(core: Token, own: list[Token]) -> Token | None:
    """The "this" of "considers this unlikely", which the parser takes for subject or object."""
    if core.dep_ == "amod":
        return core.head if core.head.i < core.i and core.head.lower_ in _POINTING else None
    if core.dep_ not in {"ccomp", "oprd"} or core.pos_ not in {"ADJ", "ADV"}:
        return None
    things = (c for c in core.head.rights if c.i < core.i and c.dep_ in {"dobj", "nsubj"})
    stray = (c for c in core.lefts if c.dep_ == "advmod" and c.i == core.left_edge.i)
    return next((c for c in (*own, *things, *stray) if c.lower_ in _POINTING), None)


def _as_told(clause: Token, core: Token) -> bool:
    """Say whether all that follows is the aside ", as Ann Lee has said"."""
    opening = clause.left_edge
    return clause.dep_ == "advcl" and opening.lower_ == "as" and opening.i <= core.i + 2


def _extraposed(core: Token, inside: set[int]) -> set[int]:
    """What "it is highly unlikely that" governs, also where quotation marks mislead the parser."""
    told = [c for i in sorted(inside) for c in core.doc[i].rights if _goes_on_behind(c)]
    if told:
        return _subtree(told)
    after = max(inside) + 1
    while after < core.sent.end and (core.doc[after].is_quote or core.doc[after].text == ","):
        after += 1
    if after >= core.sent.end or core.doc[after].lower_ != "that":
        return set()
    before = {t.lower_ for t in core.doc[max(core.sent.start, min(inside) - 5) : min(inside)]}
    doubt = core.doc[max(inside)].lower_ in {"doubt", "question"}
    if not doubt and ("it" not in before or word_of(core) in LIKELIHOOD_NOUNS):
        return set()
    return _rest(core.doc[after])


def _goes_on_behind(clause: Token) -> bool:
    """Say whether a clause goes on behind who says so: "It is likely," Lee said, "that"."""
    that = clause.left_edge
    parted = that.i > 0 and (that.nbor(-1).is_quote or that.nbor(-1).text == ",")
    return clause.dep_ == "ccomp" and that.lower_ == "that" and parted


def _rest(core: Token) -> set[int]:
    """What stands after "it is unlikely", to the end of the clause."""
    rest = core.doc[core.i + 1 : core.sent.end]
    if len(rest) == 0:
        return set()
    end = _CLAUSE_END.search(rest.text)
    limit = rest.start_char + end.start() if end else rest.end_char
    told = {t.i for t in rest if t.idx < limit}
    return told if any(rest.doc[i].is_alpha or rest.doc[i].like_num for i in told) else set()


def _clause(core: Token) -> set[int]:
    """The clause that an adverb stands in, without the clauses that are joined to it."""
    head = core.head
    if head.dep_ in {"attr", "acomp", "prep", "oprd"} and head.head.pos_ in {"VERB", "AUX"}:
        head = head.head
    if head.pos_ not in {"VERB", "AUX"} and head.dep_ not in {"amod", "acl"}:
        return _subtree([head])
    found = _subtree([head]) - _case_in_front(head, core)
    for child in head.children:
        if (
            child.dep_ == "conj"
            and child.i > core.i
            and any(c.dep_ in _SUBJECTS for c in child.children)
        ):
            found -= _subtree([child])
    return found


def _case_in_front(verb: Token, core: Token) -> set[int]:
    """The case that a clause opens with: "If it rains, it will almost certainly sail"."""
    doc, first = verb.doc, verb.left_edge.i
    for clause in verb.lefts:
        if clause.dep_ not in {"advcl", "prep"} or clause.right_edge.i > core.i:
            continue
        opening, past = clause.left_edge, clause.right_edge.i + 1
        case = opening.lower_ in _CASES or is_in_inverted_case(clause) or opens_case(opening)
        before = doc[first : opening.i]
        if case and all(t.dep_ in {"mark", "cc"} or t.is_punct for t in before):
            return {*range(opening.i, past), *((past,) if doc[past].is_punct else ())}
    return set()


def _noun(core: Token, inside: set[int]) -> Token | None:
    """The noun of likelihood that the phrase holds, or the nearest before it that it is said of."""
    doc = core.doc
    for i in sorted(inside):
        if word_of(doc[i]) in LIKELIHOOD_NOUNS:
            return doc[i]
    verbs = [a for a in (core, *core.ancestors) if a.pos_ in {"VERB", "AUX"}][:2]
    for ancestor in core.ancestors:
        if ancestor.pos_ == "NOUN" and word_of(ancestor) in LIKELIHOOD_NOUNS:
            return ancestor
    before = [
        t
        for verb in verbs[:1]
        for t in verb.subtree
        if t.i < core.i and t.pos_ == "NOUN" and word_of(t) in LIKELIHOOD_NOUNS
    ]
    return before[-1] if before else None
