"""Trailing: "…, harbour master Ann Lee has said" where the parser put her beside a noun before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set
from tocsin.read.outlets import is_outlet

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["reports_last", "speaker_last", "trailing"]

LONGEST = 9
"""Words of a speaker with office, at the most."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "PART"})
BESIDE = frozenset({"appos", "conj", "nsubj", "dep", "npadvmod"})
CLAUSES = frozenset({"advcl", "ccomp", "conj", "relcl", "parataxis"})
LOOSE = frozenset({"prep", "npadvmod", "advmod", "punct"})
CITING = frozenset({"citing", "quoting"})


def trailing(sentence: Sentence) -> None:
    """Give the last verb of a sentence, one of saying, the name right before it as its subject.

    "The port stays shut until winter, harbour master Ann Lee said": not "until winter said", and
    not "winter, Lee". Only where a comma parts the name, by an office or alone, from a clause. Who
    has no name speaks where he is joined by the comma alone: "…, an officer told AFP".
    """
    verb = _last_verb(sentence)
    if verb is None:
        return
    for cited in filter(_cites, sentence.doc[verb.i + 1 : sentence.end]):
        # The comma before it is no part of what is said, wherever the parser hung it.
        cited.nbor(-1).head = verb
    last = verb.i - 2 if verb.nbor(-1).lower_ in {"has", "have", "had"} else verb.i - 1
    name = _described(verb, sentence.doc[last]) or sentence.doc[last]
    first = name.left_edge.i if name.pos_ == "NOUN" else name.i
    while name.pos_ == "PROPN" and first > sentence.start and _names(sentence.doc[first - 1]):
        first -= 1
    comma = first - 1
    if name.pos_ not in {"NOUN", "PROPN"} or comma <= sentence.start or last - first >= LONGEST:
        return
    own = sentence.doc[first : name.i]
    if sentence.doc[comma].text != "," or not all(name.is_ancestor(word) for word in own):
        return
    own_subject = name.head.i == verb.i and name.dep_ == "nsubj"
    if own_subject and (verb.dep_ not in {"conj", "advcl"} or _joined(verb)):
        return
    if not own_subject and (name.head.i >= comma or name.dep_ not in BESIDE):
        return
    if not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.doc[sentence.start : comma]):
        return
    _give(verb, name, comma)


def _names(word: Token) -> bool:
    """Say whether a word before a name can be of it, or of its office."""
    return word.pos_ in NAMING


def _described(verb: Token, last: Token) -> Token | None:
    """Return who speaks, where he has no name: "…, an officer close to the talks told AFP".

    He is joined to the clause before by a comma, and by no word.
    """
    first = (t for t in (last, *last.ancestors) if t.left_edge.i > last.sent.start)
    noun = next((t for t in first if t.left_edge.nbor(-1).text == ","), None)
    if noun is None or noun.pos_ != "NOUN" or noun.right_edge.i != last.i:
        return None
    marked = any(c.dep_ in {"mark", "cc", "advmod"} and c.i < noun.i for c in verb.lefts)
    subjects = [c.i for c in verb.lefts if c.dep_ in SUBJECTS]
    return noun if not marked and subjects in ([noun.i], []) else None


def reports_last(sentence: Sentence) -> None:
    """Make a verb of the last word that was taken for a noun: "…, the central bank forecasts".

    Or give it its subject, taken for a part of its name: "…, the CTK news agency reports". Only
    behind who can say so and a comma, after a clause.
    """
    last = next((t for t in reversed(list(sentence)) if t.is_alpha), None)
    if last is None or last.i < sentence.start + 4 or last.tag_ not in {"NNS", "NNPS", "VBZ"}:
        return
    lemma = last.lemma_ if last.tag_ == "VBZ" else last.lower_.removesuffix("s")
    name = last.nbor(-1)
    if name.head.i != last.i or name.dep_ not in {"nsubj", "compound"} or not _can_say(name):
        return
    if not (cues().says(lemma) or lemma == "report"):
        return
    first = name.i
    while first > sentence.start and sentence.doc[first - 1].text != ",":
        first -= 1
    comma = first - 1
    if comma <= sentence.start or last.i - first >= LONGEST:
        return
    if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.doc[sentence.start : comma]):
        last.tag_, last.pos_, last.lemma_ = "VBZ", "VERB", lemma
        last.dep_ = last.dep_ if last.dep_ in {"ROOT", *CLAUSES} else "parataxis"
        for part in [c for c in last.lefts if first <= c.i < name.i]:
            part.head = name
        name.dep_ = "nsubj"


def speaker_last(sentence: Sentence) -> None:
    """Make the one who speaks of a man behind the last verb: "…, warns former general Ole Berg".

    The parser takes him for what is warned of. Only where the verb has no subject, stands right
    behind a comma, and the man ends the sentence.
    """
    man = next((t for t in reversed(list(sentence)) if not t.is_punct), None)
    if man is None or man.dep_ != "dobj" or man.ent_type_ != "PERSON":
        return
    verb = man.head
    comma = verb.i - 1
    if comma <= sentence.start or sentence.doc[comma].text != "," or man.i - verb.i > LONGEST:
        return
    if verb.tag_ not in {"VBD", "VBZ"} or not cues().says(verb.lemma_):
        return
    joined = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "cc"]
    if joined or man.left_edge.i != verb.i + 1:
        return
    if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.doc[sentence.start : comma]):
        _give(verb, man, comma)


def _can_say(name: Token) -> bool:
    """Say whether the word before "reports" is of one who can: an outlet, a body, a man."""
    known = cues().groups | cues().persons
    spoken = name.pos_ == "PROPN" or name.lemma_.casefold() in known
    compound = f"{name.nbor(-1).lower_} {name.lower_}" if name.i else ""
    return is_outlet(name) or spoken or compound in known


def _last_verb(sentence: Sentence) -> Token | None:
    """Return the verb of saying behind which the sentence tells nothing more but whom it cites."""
    for word in reversed(list(sentence)[3:]):
        if word.pos_ in {"VERB", "AUX"} and not any(map(_cites, (word, *word.ancestors))):
            said = word.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and cues().says(word.lemma_)
            loose = all(
                child.dep_ in LOOSE or _cites(child) or _is_told(child) for child in word.rights
            )
            rooted = word.dep_ == "ROOT" or word.dep_ in CLAUSES
            return word if said and loose and rooted else None
    return None


def _joined(verb: Token) -> bool:
    """Say whether a verb is joined to another by a word: "sank, and Lee said"."""
    return any(t.dep_ == "cc" for t in verb.doc[verb.head.i : verb.i] if t.head.i == verb.head.i)


def _is_told(whom: Token) -> bool:
    """Say whether a word is whom something is told: "the minister told the Courier"."""
    return whom.dep_ in {"dobj", "dative"} and whom.head.lemma_ in word_set("telling")


def _cites(word: Token) -> bool:
    """Say whether a word opens whom an outlet cites: ", citing a Courier report"."""
    citing = word.lower_ in CITING and word.dep_ in {"advcl", "acl", "prep"}
    return citing and word.i > word.sent.start and word.nbor(-1).text == ","


def _give(verb: Token, name: Token, comma: int) -> None:
    """Hang the name on the verb, and make all before the comma what is said."""
    over = verb.head
    if verb.dep_ != "ROOT":
        # What the parser took for the verb's own subject and the like belongs to the clause before.
        mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.i < comma), None)
        for stray in [c for c in verb.lefts if c.i < comma and c.dep_ != "mark"]:
            stray.head, stray.dep_ = (over, "npadvmod") if mark is None else (mark, "pobj")
        if mark is not None:
            mark.head, mark.dep_ = over, "prep"
        top = over
        while top.head.i != top.i:
            top = top.head
        verb.head, verb.dep_ = verb, "ROOT"
        for cited in [c for c in (*over.rights, *top.rights) if c.i > verb.i and _cites(c)]:
            cited.head = verb
        top.head, top.dep_ = verb, "ccomp"
    else:
        clause = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
        strays = [c for c in verb.lefts if c.i < comma and c.dep_ in SUBJECTS]
        if clause is None and len(strays) == 1:  # "a convoy left", taken for one that was left
            clause = next(
                (c for c in strays[0].rights if c.dep_ == "acl" and c.tag_ == "VBD"), None
            )
            if clause is not None:
                clause.head, clause.dep_ = verb, "ccomp"
                strays[0].head, strays[0].dep_ = clause, "nsubj"
        elif clause is not None:
            for stray in strays:
                stray.head, stray.dep_ = clause, "npadvmod"
    name.head, name.dep_ = verb, "nsubj"
    _part_names(verb.doc, comma)


def _part_names(doc: Doc, comma: int) -> None:
    """Part a name that the model ran on over a comma: "in Lund, Kyiv Post said"."""
    over = next((e for e in doc.ents if e.start < comma < e.end - 1), None)
    if over is not None:
        parts = [
            doc.char_span(doc[first].idx, doc[past - 1].idx + len(doc[past - 1]), label)
            for first, past, label in (
                (over.start, comma, over.label_),
                (comma + 1, over.end, "ORG"),
            )
        ]
        others = [e for e in doc.ents if e.start != over.start]
        doc.set_ents([*others, *(part for part in parts if part is not None)])
