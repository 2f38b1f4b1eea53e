"""Extents: how far the clause that a verb announces goes, and where another's words begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.colons import behind_answer
from tocsin.read.cues import cues
from tocsin.read.inversions import is_in_inverted_case
from tocsin.read.phrases import is_likelihood
from tocsin.read.syntax import Range, is_passive, subtree

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "clause_range", "goes_on", "is_case", "is_deed", "joined_saying", "marks_of", "says_more",
]  # fmt: skip

_DASHES = frozenset({"-", "–", "—", "--"})
_REASONS = frozenset("if because unless until when after before that".split())
_GLOSSES = frozenset("which who whose whom where".split())
_CONTRAST = frozenset("as although though while whereas".split())
_SIZING = frozenset({"size", "revise"})
"""The groups of cues that tell of a judgement only where they have one: "put", "set", "raise"."""
_SIDE_BY_SIDE = frozenset({"while", "whereas"})


def is_case(clause: Token) -> bool:
    """Say whether a clause but tells a case: "Had they crossed, the town would fall, he said"."""
    return clause.dep_ == "ccomp" and is_in_inverted_case(clause)


def marks_of(clause: Token) -> set[str]:
    """Return the words that open a clause: "that", "because"."""
    return {c.lower_ for c in clause.children if c.dep_ == "mark"}


def clause_range(verb: Token, root: Token, sentence: Span) -> Range:
    """The words of a complement, with what the parser hung on the verb of saying instead."""
    first, past = subtree(root)
    if past <= verb.i:
        before = [
            c.left_edge.i
            for c in verb.children
            if c.right_edge.i < first and (c.dep_ in {"advcl", "prep"} or is_case(c))
        ]
        first = min([first, *before]) if verb.dep_ == "ROOT" else first
        return behind_answer((first, past), sentence)
    first = min([first, *(c.left_edge.i for c in verb.rights if c.i < root.i and is_case(c))])
    for child in verb.rights:
        late = child.dep_ == "advcl" and child.left_edge.i >= past
        if (late and marks_of(child) & _REASONS) or goes_on(child, verb, root):
            past = max(past, child.right_edge.i + 1)
    return first, min(past, sentence.end, *_ends(verb, root))


def goes_on(clause: Token, verb: Token, root: Token) -> bool:
    """Say whether a clause that the parser joined to a saying of the past belongs to what is said.

    "They reported that the army is moving, and three units are on the way": both of the present,
    as the words of the one who said so, while the report tells of the past. What is told before the
    saying may be past, and go on in the perfect: "Troops came, dockers said, and have dug in", or
    with a deed that is no saying: "Gunmen came, dockers said, and burned two boats".
    """
    if clause.dep_ != "conj" or clause.i < verb.i:
        return False
    if _comes_of_it(clause, verb, root):
        return True
    if verb.tag_ != "VBD":
        return False
    own = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.lefts)
    if not own and _acts_on(clause, verb, root):
        return True
    own = own or root.i < verb.i  # "It trains men, he told us, and may use them"
    joined = any(c.dep_ == "cc" and c.lower_ == "and" for c in verb.rights if c.i < clause.i)
    saying = (clause.lemma_.casefold(), None) in cues().verbs
    if root.i < verb.i and _is_perfect(clause):
        but = any(c.dep_ == "cc" and c.lower_ == "but" for c in verb.rights if c.i < clause.i)
        return (joined or but) and not cues().says(clause.lemma_)
    return own and joined and not saying and _is_present(clause) and _is_present(root)


def _comes_of_it(clause: Token, verb: Token, root: Token) -> bool:
    """Say whether a clause behind a saying tells what is, or may come, of those told of before it.

    "Norland is arming, Oslo said on Friday, but is unlikely to attack": who said so has his verb in
    the past, or has no "may".
    """
    joint = next((c for c in verb.rights if c.dep_ == "cc" and c.i < clause.i), None)
    if root.i > verb.i or joint is None or joint.nbor(-1).text != ",":
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.lefts):
        return False
    if says_more(clause) and not is_passive(clause) and not is_deed(clause):
        return False
    bent = [c for c in clause.lefts if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "MD" for c in bent):
        # "and would not say more": that much he said himself
        return {"would", "not"} - {c.lower_ for c in clause.lefts} != set()
    return verb.tag_ == "VBD" and (bent[0] if bent else clause).tag_ in {"VBZ", "VBP"}


def _acts_on(clause: Token, verb: Token, root: Token) -> bool:
    """Say whether those told of act on behind a saying between commas, and not who said it.

    "Gunmen came, dockers said, and burned two boats". Who says a thing may say or ask more ("and
    called for help"); of "he said, and left" one cannot know.
    """
    joint = next((c for c in verb.rights if c.dep_ == "cc" and c.i < clause.i), None)
    if root.i > verb.i or joint is None or joint.lower_ != "and" or joint.nbor(-1).text != ",":
        return False
    if clause.tag_ != "VBD" or says_more(clause):
        return False
    told = root.tag_ == "VBD" or any(c.tag_ == "VBD" for c in root.lefts)
    he = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.lefts)
    done_to = any(c.dep_ == "dobj" for c in clause.rights)
    return told and root.lemma_ != "be" and (done_to or not he)


def says_more(verb: Token) -> bool:
    """Say whether a verb tells that somebody says, or judges, more: "and put the odds at half".

    "And put up a wall", "and set fire to it", "and hit a depot" are deeds: who answers "hits back".
    """
    lemma = verb.lemma_.casefold()
    if lemma not in cues().lemmas:
        return False
    seconds = cues().seconds.get(lemma, frozenset())
    if any(c.lower_ in seconds for c in verb.rights):
        return True
    groups = {cue.group for cue in cues().verbs.get((lemma, None), ())}
    if not groups & _SIZING:
        return bool(groups)
    return any(is_likelihood(t) or t.lower_ in cues().rated for t in verb.subtree)


def is_deed(verb: Token) -> bool:
    """Say whether a verb that may criticise is a deed where nobody speaks: "will attack Lund"."""
    found = cues().verbs.get((verb.lemma_.casefold(), None), ())
    return bool(found) and not any(cue.speaks for cue in found)


def _is_perfect(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in verb.lefts
    )


def _is_present(verb: Token) -> bool:
    bent = [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "MD" for c in bent):
        return any(c.lower_ in {"will", "can", "may", "must"} for c in bent)
    return (bent[0] if bent else verb).tag_ in {"VBZ", "VBP"}


def _ends(verb: Token, root: Token) -> list[int]:
    """Where the words of another, or the writer's own, begin in the subtree of a complement.

    What is quoted is never cut.
    """
    doc = verb.doc
    first, past = verb.i + 1, subtree(root)[1]
    quoted: list[bool] = []
    for token in doc[first:past]:
        quoted.append((token.text == '"') != (quoted[-1] if quoted else False))
    dashes = sum(_is_dash(t) for t in doc[first:past])
    found: list[int] = []
    for token in doc[first:past]:
        edge = token.left_edge.i
        if edge <= max(root.i, first) or quoted[edge - first - 1]:
            continue
        if _another(token, verb) or _gloss(token, past):
            while edge > first and (doc[edge - 1].dep_ == "cc" or doc[edge - 1].text == ","):
                edge -= 1
            found.append(edge)
        elif dashes == 1 and _is_dash(token):
            found.append(token.i)
    return found


def _is_dash(token: Token) -> bool:
    """Say whether a mark parts words, and does not join them."""
    return token.text in _DASHES and token.i > 0 and bool(token.nbor(-1).whitespace_)


def _another(clause: Token, verb: Token) -> bool:
    """Say whether a clause tells another saying: ", as X reports", "and asked", ", citing"."""
    lemma = clause.lemma_.casefold()
    if clause.dep_ not in {"advcl", "conj"} or lemma not in cues().lemmas:
        return False
    if clause.dep_ == "conj" and not says_more(clause):
        return False  # "said that they came and set fire to it"
    opened = clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ","
    if clause.dep_ == "advcl":
        own = any(c.dep_ == "nsubj" for c in clause.children)
        contrast = clause.left_edge.lower_ in _CONTRAST and own
        if own and clause.left_edge.lower_ in _SIDE_BY_SIDE and clause.tag_ == verb.tag_:
            return cues().says(lemma)
        return opened and (contrast or clause.tag_ == "VBG")
    return joined_saying(clause) == verb or _beside(clause, verb)


def _beside(clause: Token, verb: Token) -> bool:
    """Say whether a saying has its own subject and "that": ", and the army reported that"."""
    told = any(c.dep_ == "ccomp" and "that" in marks_of(c) for c in clause.rights)
    own = any(c.dep_ == "nsubj" for c in clause.lefts) and not marks_of(clause)
    joint = clause.left_edge.nbor(-1) if clause.left_edge.i > 1 else clause
    joined = joint.dep_ == "cc" and joint.nbor(-1).text == ","
    return told and own and joined and clause.tag_ == verb.tag_ and cues().says(clause.lemma_)


def joined_saying(clause: Token) -> Token | None:
    """Return the saying that a verb really is joined to: "said that he came and asked us to go".

    The parser joins such a verb to the clause between; it has the tense of the saying.
    """
    if clause.dep_ != "conj" or clause.head.dep_ != "ccomp":
        return None
    between, saying = clause.head, clause.head.head
    if any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children):
        return None
    if clause.tag_ != saying.tag_ or clause.tag_ == "VB" or not cues().says(saying.lemma_):
        return None
    return saying if cues().says(clause.lemma_) or between.tag_ != clause.tag_ else None


def _gloss(clause: Token, past: int) -> bool:
    """Say whether a clause is an aside on the last noun of what is said: ", which fell in 1994"."""
    if clause.dep_ != "relcl" or clause.right_edge.i + 2 < past:
        return False
    left = clause.left_edge
    opened = left.nbor(-1).text == "," or (left.i > 1 and left.nbor(-2).text == ",")
    return opened and any(t.lower_ in _GLOSSES for t in clause.doc[left.i : left.i + 2])
