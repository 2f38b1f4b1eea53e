"""Judging: verbs of judging that the parser took for a plural, or parted from what is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.dismissals import CLAIMED

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["judged_beside_claims", "judged_by_noun", "judged_with_confidence"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BENT = frozenset({"VBD", "VBZ", "VBP"})
_PERFECT = frozenset({"has", "have", "had", "'ve"})
_JUDGING = frozenset({"assess", "judge", "estimate", "forecast", "conclude", "believe"})
_SURELY = _JUDGING | {"find", "determine", "state"}
_ALSO_NOUNS = frozenset({"estimate", "forecast"})
_ESTIMATES = frozenset(
    {"assessment", "estimate", "forecast", "judgement", "judgment", "prediction"}
)


def judged_with_confidence(sentence: Sentence) -> None:
    """Give a verb what is judged by it: "It judges with high confidence that it will rain"."""
    doc = sentence.doc
    for verb in sentence:
        folded = verb.lower_
        forms = (folded, folded.removesuffix("es"), folded.removesuffix("s"), verb.lemma_)
        lemma = next((form for form in forms if form in _SURELY), None)
        if lemma is None or verb.i + 3 >= sentence.end or verb.i == sentence.start:
            continue
        how = verb.nbor(1)
        sure = next((t for t in doc[how.i : how.i + 4] if t.lower_ == "confidence"), None)
        if how.lower_ != "with" or sure is None or sure.i + 1 >= sentence.end:
            continue
        that = sure.nbor(1)
        said = next((c for c in sure.rights if c.dep_ in {"acl", "ccomp", "relcl"}), None)
        if that.lower_ != "that":
            continue
        said = _done_behind(that, verb) if said is None else said
        if said is None:
            continue
        if verb.tag_ in {"NNS", "NNPS"}:
            _judges(verb, lemma, said, how)
        elif verb.tag_ in _BENT or any(c.lower_ in _PERFECT for c in verb.lefts):
            _hang(said, verb, "ccomp")
            before = verb.nbor(-1)
            if _own(verb) is None and before.dep_ == "compound" and before.head.i == verb.i:
                before.dep_ = "nsubj"
                for stray in [c for c in verb.lefts if c.i < before.i and c.dep_ != "advcl"]:
                    stray.head = before
        elif verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.head.dep_ == "ROOT":
            _hang(said, verb, "ccomp")
            _crown(verb, verb.head)


def _done_behind(that: Token, verb: Token) -> Token | None:
    """Mend "that the virus leaked", taken for what is judged: the virus, leaked by somebody."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.i > that.i), None)
    deed = None if thing is None else next((c for c in thing.rights if c.dep_ == "acl"), None)
    if thing is None or deed is None or thing.left_edge.i != that.i + 1 or deed.tag_ != "VBN":
        return None
    deed.head, deed.dep_, deed.tag_ = verb, "ccomp", "VBD"
    thing.head, thing.dep_ = deed, "nsubj"
    that.head, that.dep_ = deed, "mark"
    return deed


def _crown(verb: Token, noun: Token) -> None:
    """Make a verb the root above the noun that it was hung on: "The agency judged with"."""
    others = [c for c in noun.rights if c.i > verb.i]
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    noun.head, noun.dep_ = verb, "nsubj"
    for other in others:
        other.head = verb


def judged_by_noun(sentence: Sentence) -> None:
    """Make a verb of the plural that heads a sentence with a clause: "The think tank judges that".

    A noun that heads a whole sentence, and says that something is, is a verb of saying.
    """
    noun = sentence.root
    plural = noun.tag_ in {"NNS", "NNPS"} and noun.lower_.endswith("s")
    if not plural or noun.i <= sentence.start:
        return
    before, past = noun.nbor(-1), noun.i + 1
    lemma = next((f for f in (noun.lower_[:-1], noun.lower_[:-2]) if _tells(f)), None)
    said = next((c for c in noun.rights if c.dep_ in {"acl", "relcl", "ccomp"}), None)
    opened = past < sentence.end and sentence.doc[past].lower_ == "that"
    if lemma is None or said is None or not opened or said.left_edge.i != past:
        return
    own = _own(said)
    beside = before.dep_ in {"compound", "nsubj"} and before.head.i == noun.i
    if beside and before.pos_ in {"NOUN", "PROPN"} and own is not None and own.lower_ != "that":
        _judges(noun, lemma, said, None)
        said.left_edge.head, said.left_edge.dep_ = said, "mark"


def judged_beside_claims(sentence: Sentence) -> None:
    """Part a verb of judging from claims it was joined to: "rejects the claims and judges that".

    Claims may stand beside claims ("rumours and reports that"), but no claim beside an estimate
    that it was just said to differ from: the second is what the one who rejects them holds.
    """
    for verb in sentence:
        lemma = next((f for f in (verb.lower_[:-1], verb.lower_[:-2]) if f in _JUDGING), None)
        claims, rejects = verb.head, verb.head.head
        beside = verb.dep_ == "conj" and verb.tag_ in {"NNS", "NNPS", "VBZ"}
        if lemma is None or not beside or verb.i + 1 >= sentence.end or any(verb.lefts):
            continue
        joint = verb.nbor(-1)
        noun = claims.lemma_.casefold()
        alike = lemma in _ALSO_NOUNS and (noun in _ESTIMATES or noun not in CLAIMED)
        if joint.dep_ != "cc" or alike or claims.dep_ != "dobj" or rejects.tag_ not in _BENT:
            continue
        judged = (c for word in (verb, claims, rejects) for c in word.rights)
        clauses = (c for c in judged if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > verb.i)
        said = next((c for c in clauses if c.left_edge.i == verb.i + 1), None)
        # "that" opens what is judged, and is not who does it: "the judges that had ruled"
        if said is None or said.left_edge.lower_ != "that" or said.left_edge.dep_ != "mark":
            continue
        verb.lemma_, verb.tag_, verb.pos_ = lemma, rejects.tag_, "VERB"
        _hang(joint, rejects, "cc")
        _hang(verb, rejects, "conj")
        _hang(said, verb, "ccomp")


def _judges(verb: Token, lemma: str, said: Token, how: Token | None) -> None:
    """Hang the words before a verb of judging on it as its subject, and what is judged."""
    top = verb
    while top.head.i != top.i and top.dep_ in {"pobj", "compound", "prep", "conj", "appos"}:
        top = top.head
    before = [t for t in verb.lefts if t.i < verb.i]
    if top.i != verb.i:  # "the Institute for the Study of Conflict assesses": below its subject
        subject = top
        heir = next((t for t in before if t.dep_ in {"compound", "amod"}), None)
        over = verb.head
    else:
        subject = next((t for t in reversed(before) if t.pos_ in {"NOUN", "PROPN"}), verb)
        heir, over = None, None
    if subject.i == verb.i or top.dep_ not in {"ROOT", "nsubj", "dobj", "ccomp"}:
        return
    verb.lemma_, verb.tag_, verb.pos_ = lemma, "VBZ", "VERB"
    if heir is not None and over is not None:
        _adopt(heir, over, "pobj", [t for t in before if t.i != heir.i])
    root = top.head if top.dep_ != "ROOT" and top.i != verb.i else None
    verb.head, verb.dep_ = (verb, "ROOT") if root is None else (root, top.dep_)
    others = [t for t in before if t.i != subject.i] if over is None else []
    subject.head, subject.dep_ = verb, "nsubj"
    for other in others:
        other.head = subject
    for part in (how, said):
        if part is not None:
            part.head = verb
    said.dep_ = "ccomp"
    for stray in [c for c in subject.rights if c.i > verb.i]:
        stray.head = verb


def _adopt(heir: Token, over: Token, dep: str, others: list[Token]) -> None:
    """Put one word in the place of the one on which it hung, with those that hung beside it."""
    heir.head, heir.dep_ = over, dep
    for other in others:
        other.head = heir


def _tells(lemma: str) -> bool:
    """Say whether a verb can tell a clause of somebody: "judge", "report"."""
    found = cues().verbs.get((lemma, None), ())
    return any(cue.speaks and "clause" in cue.frames for cue in found)


def _own(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)


def _hang(word: Token, head: Token, dep: str) -> None:
    """Hang a word on another, but for one below it: that would close a circle."""
    if word.i != head.i and not word.is_ancestor(head):
        word.head = head
        word.dep_ = dep
