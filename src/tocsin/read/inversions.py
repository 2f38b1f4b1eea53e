"""Inversions: cases told without an "if", and denials at the front: "at no point did it move"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, is_likelihood, word_of
from tocsin.read.syntax import Range, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["denied_at_front", "inverted_case", "is_in_inverted_case"]

_AT_FRONT = frozenset({"advmod", "npadvmod"})
# "Not only did it move": it did.
_NOT_ALONE = frozenset({"only", "just", "merely", "simply"})
_OPENING = frozenset({"were", "had", "should"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_PRONOUNS = frozenset("he she it they we i you there this that these those anyone anybody".split())
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"})
# After these a verb stands before its subject in questions, comparisons and for stress.
_TURNS = frozenset(
    "nor neither so as than never only rarely hardly scarcely not where what how why when which who"
    " whom whose there here if whether and or".split()
)
_MODALS = frozenset("would could might may will 'd 'll ’d ’ll wo can must should".split())
_CLAUSE_ENDS = frozenset({",", ";", '"', "-", "–", "—", ".", "!", "?", ")"})
_BEFORE = frozenset({",", ";", ":", '"', "(", "-", "–", "—", "that", "but", "and"})


def denied_at_front(verb: Token) -> bool:
    """Say whether a clause opens with a denial that turns its order: "in none of them did it fall".

    Only a denying phrase turns the order so; "in no time the army was there" denies nothing.
    """
    steps = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    above = verb.head
    if verb.dep_ == "ccomp" and _is_helper(above) and verb.left_edge.i == above.i + 1:
        steps.append(above)  # "at no point have we seen it": the parser takes "have" for the head
    helper = min((t for t in steps if _is_helper(t)), key=lambda t: t.i, default=None)
    if helper is None or helper.i <= helper.sent.start:
        return False
    subject = helper.doc[helper.i + 1 : helper.i + 2]
    if not subject or subject[0].i >= helper.sent.end or subject[0].pos_ not in _NOMINAL:
        return False
    before = _before_aside(helper)
    fronts = [*verb.lefts, *(c for h in steps for c in h.lefts)]
    if before is not None:  # the parser hangs the phrase on whom the aside names, or on its verb
        fronts += [t for t in helper.doc[helper.sent.start : before + 1] if t.dep_ == "prep"]
    return any(child.right_edge.i in {helper.i - 1, before} and _denies(child) for child in fronts)


def _before_aside(helper: Token) -> int | None:
    """The word before an aside that parts phrase and verb: "at no point, he said, did it"."""
    doc, start = helper.doc, helper.sent.start
    if helper.i - 2 <= start or doc[helper.i - 1].text != ",":
        return None
    comma = next((i for i in range(helper.i - 2, start, -1) if doc[i].text == ","), None)
    if comma is None or comma - 1 < start:
        return None
    saying = any(t.lemma_.casefold() in cues().lemmas for t in doc[comma + 1 : helper.i - 1])
    return comma - 1 if saying else None


def _is_helper(word: Token) -> bool:
    return word.lemma_ in {"do", "have", "be"} or word.tag_ == "MD"


def _denies(phrase: Token) -> bool:
    """Say whether a phrase at the front denies: "at no point", "not once", "under no terms"."""
    if phrase.dep_ == "prep":
        noun = next((c for c in phrase.children if c.dep_ == "pobj"), None)
        if noun is None:
            return False
        first, second = (t.lower_ for t in phrase.doc[phrase.i + 1 : phrase.i + 3])
        no = first == "neither" or (first == "no" and second != "small")  # "in no small part"
        return no or noun.lower_ in {"none", "neither", "nobody"}
    words = {t.lower_ for t in phrase.doc[phrase.left_edge.i : phrase.i + 1]}
    denies = bool(words & {"not", "nowhere"}) and not words & _NOT_ALONE
    return phrase.dep_ in _AT_FRONT and denies


def inverted_case(doc: Doc, content: Range) -> Range | None:
    """Return the clause in a content that tells a case by its order alone, None where none does.

    "Should the army move, the town will fall"; "it would sail had it the ships". The words around
    it tell what then may be, and its verb has no subject before it; a question tells no case.
    """
    for token in doc[content[0] : content[1]]:
        if token.lower_ not in _OPENING or not _turned(token):
            continue
        clause = _clause(doc, token, content)
        if clause is not None and _tells_what_then(doc, token, clause, content):
            return clause
    return None


def is_in_inverted_case(token: Token) -> bool:
    """Say whether a word stands in a clause that only tells a case."""
    sentence = token.sent
    case = inverted_case(token.doc, (sentence.start, sentence.end))
    return case is not None and case[0] <= token.i < case[1]


def _turned(opening: Token) -> bool:
    """Say whether a verb stands before its subject, and has none behind it."""
    doc, sentence = opening.doc, opening.sent
    if opening.i + 2 >= sentence.end or sentence.text.rstrip("\"'”’) ").endswith("?"):
        return False
    after = doc[opening.i + 1]
    if after.lower_ not in _PRONOUNS and after.pos_ not in _NOMINAL:
        return False
    verb = opening.head if opening.dep_ in {"aux", "auxpass"} else opening
    if any(c.dep_ in _SUBJECTS and c.i < opening.i and c.tag_ != "VB" for c in verb.children):
        return False
    if opening.i == sentence.start:
        return True
    before = doc[opening.i - 1]
    if before.text in _BEFORE or before.lower_ in {"that", "but"}:
        # "The ships, which had gone, were the last": a subject stands further off
        return verb.dep_ != "ROOT" or not any(c.dep_ in _SUBJECTS for c in verb.lefts)
    if before.lower_ in _TURNS or before.pos_ in {"AUX", "PRON"}:
        return False
    if word_of(before) in LIKELIHOOD_ADJECTIVES:
        return opening.lower_ == "should"  # "is likely should talks fail"
    # Amid a clause only what no noun before it can be the subject of.
    return after.lower_ in _PRONOUNS or after.pos_ in {"DET", "PROPN"}


def _clause(doc: Doc, opening: Token, content: Range) -> Range | None:
    verb = opening.head if opening.dep_ in {"aux", "auxpass"} else opening
    first, past = subtree(verb)
    closed = past < content[1] and doc[past].text in _CLAUSE_ENDS
    if first != opening.i or not closed:
        past = opening.i + 1
        while past < content[1] and doc[past].text not in _CLAUSE_ENDS:
            past += 1
    return trimmed(doc, (opening.i, min(past, content[1])))


def _tells_what_then(doc: Doc, opening: Token, clause: Range, content: Range) -> bool:
    """Say whether the rest of a content tells what may or would be in the case."""
    rest = [t for t in doc[content[0] : content[1]] if not clause[0] <= t.i < clause[1]]
    if any(t.lower_ in _MODALS and t.tag_ == "MD" for t in rest):
        return True
    if opening.lower_ != "should":
        return False
    likely = any(word_of(t) in LIKELIHOOD_ADJECTIVES or is_likelihood(t) for t in rest)
    return bool(rest) and (likely or opening.i == opening.sent.start)
