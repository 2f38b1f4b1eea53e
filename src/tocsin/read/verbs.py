"""Verbs: attributions that a verb announces: "said that", "is expected to", "warned of"."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.nouns import Act
from tocsin.read.attribution import Attribution, inside, without
from tocsin.read.contents import PLAIN_DENIALS, content_of
from tocsin.read.cues import Cue, Cues, cues, word_set
from tocsin.read.dismissals import is_waved_off, turned_down
from tocsin.read.extents import joined_saying, marks_of
from tocsin.read.outlets import is_outlet
from tocsin.read.passing import anothers_claim
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, word_of
from tocsin.read.quoting import quoted_one, quoted_saying
from tocsin.read.scope import is_none
from tocsin.read.syntax import (
    Range,
    apposed_subject,
    asks_by,
    is_passive,
    noun_phrase,
    subject_of,
    subtree,
    trimmed,
)
from tocsin.read.undone import undone, undone_by

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["LEAVES_OPEN", "agent_of", "announced_by", "of_verb"]

LEAVES_OPEN = "leave_open"
"""The group of verbs that leave a thing open where they are denied."""
_PASSED_ON = Cue("amplify", "statement", speaks=True, frames=())
_SECOND = frozenset({"prt", "prep", "advmod", "acomp", "ccomp", "oprd"})
_TOLD = word_set("telling")
_LEARNING = frozenset({"learn", "understand", "hear"})
_OF_VIEWS = frozenset({"acl", "ccomp", "relcl"})
_HELPING = frozenset({"aux", "auxpass", "neg", "advmod"})
_ASKING = frozenset("when where how why so then".split())


def of_verb(verb: Token, sentence: Span, words: Cues) -> Iterator[Attribution]:
    """Give the attribution of a verb: at most one."""
    if verb.dep_ in {"aux", "auxpass", "compound", "amod"}:
        return
    lemma = verb.lemma_.casefold()
    if lemma in words.seems or (lemma in words.participles and is_passive(verb)):
        raised = _raised(verb, words)
        if raised is not None:
            yield raised
            return
    if is_waved_off(verb) or _is_wire_call(verb) or quoted_saying(verb) is not None:
        return
    unseen = _unseen(verb, words)
    if unseen is not None:
        yield unseen
        return
    turned = turned_down(verb)
    told = None if turned is None else _told_of(turned[0])
    if turned is not None and told is not None:
        cue = Cue("deny" if turned[1] == "denial" else "ask", turned[1], speaks=True, frames=())
        yield announced_by(verb, cue, None, (subtree(told),), told)
        return
    claim = anothers_claim(verb)
    if claim is not None:
        yield announced_by(verb, _PASSED_ON, None, (subtree(claim),), claim)
    elif _kept_open(verb, words) is None:
        yield from _in_frames(verb, sentence, words)


def _kept_open(verb: Token, words: Cues) -> Token | None:
    """The verb over one that somebody will not do: "refused to rule out a raid"."""
    over = undone_by(verb)
    opens = any(cue.group == LEAVES_OPEN for cue, _ in _entries(verb, words))
    return over if opens else None


def _in_frames(verb: Token, sentence: Span, words: Cues) -> Iterator[Attribution]:
    """Give what a verb announces in the first of its frames that is filled."""
    open_ = undone(verb)
    if open_ is not None and _kept_open(open_, words) is not None:
        for each in _in_frames(open_, sentence, words):
            yield replace(each, head=verb.i, cue=(_cue_range(verb, None)[0], each.cue[1]))
        return
    for cue, second in _entries(verb, words):
        leaves = cue.group == LEAVES_OPEN
        if leaves and (is_passive(verb) or not _is_denied(verb)):
            continue
        if cue.group == "talk" and _is_of_signs(verb):
            continue  # "all signs point to a raid"
        content, root = content_of(verb, cue, second, sentence)
        content, root = _up_to_another(verb, content, root)
        if root is not None and _is_wire_call(root):
            continue
        denies = cue.group == "deny" and verb.lemma_ in PLAIN_DENIALS
        denies = denies and bool(content) and content[0][0] > verb.i
        if content and (leaves or denies or not _is_pronoun(verb.doc, content)):
            yield announced_by(verb, cue, second, content, root)
            return


def _is_of_signs(verb: Token) -> bool:
    """Say whether what does a verb are signs, which speak of nothing."""
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj")
    return any(c.lemma_.casefold() in word_set("signs") for c in subjects)


def _told_of(claim: Token) -> Token | None:
    """What a claim says: its clause, or the claim itself where that has an "of"."""
    clause = next((c for c in claim.rights if c.dep_ in _OF_VIEWS and c.pos_ != "NOUN"), None)
    if clause is not None and clause.left_edge.lower_ == "that":
        return clause
    named = any(c.lower_ in {"of", "about"} or c.dep_ == "dobj" for c in claim.rights)
    return claim if named or clause is not None else None


def _up_to_another(
    verb: Token, content: tuple[Range, ...], root: Token | None
) -> tuple[tuple[Range, ...], Token | None]:
    """What somebody disputes, without what it is told beside it that another says.

    "Lee disagreed with Berg, who said that a raid was likely", "rejected Berg's view that it was":
    that Berg holds it is not Lee's to tell.
    """
    if verb.lemma_.casefold() not in word_set("contesting") or not content:
        return content, root
    view = None if root is None or root.dep_ not in _OF_VIEWS else root.head
    if view is not None and view.head.i == verb.i and view.i > verb.i and _is_anothers(view):
        kept = trimmed(verb.doc, (view.left_edge.i, content[-1][0]))
        return (content, root) if kept is None else ((kept,), view)
    first, past = content[-1]
    for clause in verb.doc[first:past]:
        blamed = clause.dep_ == "pcomp" and clause.tag_ == "VBG" and clause.head.lower_ == "for"
        opening = clause.head.i if blamed else clause.left_edge.i
        aside = clause.dep_ == "relcl" and verb.doc[max(opening - 1, 0)].text == ","
        aside = aside or (blamed and clause.head.head.i == verb.i)
        if aside and first < opening and _can_say(clause):
            kept = trimmed(verb.doc, (first, opening))
            return (content, root) if kept is None else ((*content[:-1], kept), root)
    return content, root


def _is_anothers(view: Token) -> bool:
    """Say whether a noun is of what another thinks: "Berg's view", "an estimate by the bank"."""
    cue = cues().nouns.get(view.lemma_.casefold())
    if cue is None or cue.act != "assessment":
        return False
    return any(
        (c.dep_ == "poss" and c.pos_ != "PRON")
        or (c.dep_ == "prep" and c.lower_ in {"by", "of", "from"})
        or (c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
        for c in view.children
    )


def _can_say(verb: Token) -> bool:
    entries = cues().verbs.get((verb.lemma_.casefold(), None), ())
    return any(entry.speaks for entry in entries)


def _is_wire_call(word: Token) -> bool:
    """Say whether the parser took the noun of "held weekly video calls" for a verb.

    The wire has no article: "the video calls for a strike" does call.
    """
    if word.lemma_ != "call" or word.tag_ not in {"VBZ", "VBP", "VB"} or word.i == word.sent.start:
        return False
    wire = word.nbor(-1)
    bare = not any(c.dep_ in {"det", "poss", "nummod"} for c in wire.lefts)
    return bare and wire.lower_ in word_set("wires")


def _is_denied(verb: Token) -> bool:
    """Say whether somebody did not do it: "could not exclude", "refused to rule out"."""
    nobody = any(c.dep_ == "nsubj" and is_none(c) for c in verb.lefts)  # "neither X nor Y"
    denied = any(c.dep_ == "neg" for c in (*verb.lefts, *_held(verb)))
    return nobody or denied or undone_by(verb) is not None


def _held(verb: Token) -> Iterator[Token]:
    """What stands before a verb that this one only completes: "was not able to exclude"."""
    if verb.dep_ == "xcomp":
        yield from verb.head.lefts
        yield from verb.head.head.lefts


def _unseen(verb: Token, words: Cues) -> Attribution | None:
    """What somebody is said to have looked for: "the convoy that the army has not observed"."""
    cue = next((c for c in words.verbs.get((verb.lemma_.casefold(), None), ())), None)
    if verb.dep_ != "relcl" or cue is None or cue.act != "observation":
        return None
    that = next((c for c in verb.lefts if c.dep_ == "dobj" and c.lower_ in {"that", "which"}), None)
    who = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.ent_type_ == "ORG"), None)
    denied = any(c.dep_ == "neg" for c in verb.lefts)
    if that is None or who is None or not denied:
        return None
    first = verb.head.left_edge.i
    return replace(announced_by(verb, cue, None, ((first, that.i),), verb.head), subject=who.i)


def announced_by(
    verb: Token, cue: Cue, second: Token | None, content: Sequence[Range], root: Token | None
) -> Attribution:
    """Return the attribution of `content` to whoever does what `verb` says."""
    subject = agent_of(verb) if is_passive(verb) else subject_of(joined_saying(verb) or verb)
    subject = quoted_one(verb) or _blamed(verb) or subject
    learned = _learned(verb)
    subject = subject if learned is None else learned
    source = None
    # "what he calls", "they left Narvik, the mayor, Ann Lee, said": inside, and not of it
    own = subject is not None and (subject.head.i == verb.i or subject == apposed_subject(verb))
    if subject is None or subject.dep_ == "expl" or (inside(subject.i, content) and not own):
        subject = None
    else:
        written = _relative_subject(verb)
        source = _up_to(subject, verb) if written is None else (written.i, written.i + 1)
    return Attribution(
        head=verb.i,
        cue=_cue_range(verb, second),
        source=source,
        subject=None if subject is None else subject.i,
        content=without(verb.doc, content, [source, (verb.i, verb.i + 1)]),
        root=None if root is None else root.i,
        act=cue.act,
        speaks=cue.speaks or learned is not None,
        word=verb.lemma_.casefold(),
        group=cue.group,
        form="verb",
    )


def _learned(verb: Token) -> Token | None:
    """The outlet that tells what it has learned: "the Post understands", "has been told"."""
    told = verb.lemma_ in _TOLD and is_passive(verb)
    if not told and verb.lemma_ not in _LEARNING:
        return None
    slot = "nsubjpass" if told else "nsubj"
    outlet = next((c for c in verb.lefts if c.dep_ == slot), None)
    named = outlet is not None and outlet.pos_ == "PROPN" and is_outlet(outlet)
    return outlet if named and agent_of(verb) is None else None


def _blamed(verb: Token) -> Token | None:
    """Whom another takes to task for saying it: "criticised the ministry for saying that"."""
    over = verb.head.head
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or verb.head.lower_ not in {"for", "of"}:
        return None
    if not any(c.group == "blame" for c in cues().verbs.get((over.lemma_.casefold(), None), ())):
        return None
    return next((c for c in over.rights if c.dep_ == "dobj" and c.i < verb.i), None)


def _up_to(subject: Token, verb: Token) -> Range:
    """The phrase of a subject, without the clause in which the verb itself stands."""
    first, past = noun_phrase(subject)
    for child in subject.rights:
        if child.left_edge.i <= verb.i <= child.right_edge.i:
            past = min(past, child.left_edge.i)
    return first, max(past, subject.i + 1)


def agent_of(verb: Token) -> Token | None:
    """Return who acts in a passive: the noun behind "by".

    The parser takes the "likely" of "was upgraded to likely by" for a verb, and hangs it there.
    """
    below = [c for c in verb.subtree if c.i > verb.i and word_of(c) in LIKELIHOOD_ADJECTIVES]
    for child in (*verb.children, *(g for c in below for g in c.children)):
        noun = next((c for c in child.children if c.dep_ == "pobj"), None)
        dated = noun is not None and noun.text in month_name  # "called unlikely by June"
        if child.dep_ == "agent" and not dated:
            return noun
    return None


def _entries(verb: Token, words: Cues) -> list[tuple[Cue, Token | None]]:
    """What a verb can announce, with the preposition or particle that it takes for it."""
    lemma = verb.lemma_.casefold()
    found: list[tuple[Cue, Token | None]] = []
    seconds = words.seconds.get(lemma, frozenset())
    for child in [*verb.children, *_after_a_date(verb)]:
        if child.ent_iob_ == "I":
            continue  # "told Voice of Narvik that"
        if child.lower_ in seconds and child.dep_ in _SECOND and asks_by(verb, child):
            found += [(cue, child) for cue in words.verbs[lemma, child.lower_]]
    found += [(cue, None) for cue in words.verbs.get((lemma, None), ())]
    return found


def _after_a_date(verb: Token) -> list[Token]:
    """The prepositions of a verb that the parser hung on a date: "told the paper in June of"."""
    return [
        child
        for when in verb.rights
        if when.dep_ == "prep"
        for date in when.children
        if date.ent_type_ in {"DATE", "TIME"}
        for child in date.rights
        if child.dep_ == "prep"
    ]


def _is_pronoun(doc: Doc, content: Sequence[Range]) -> bool:
    """Say whether a content is but a pronoun that stands for another noun."""
    words = [t.lower_ for first, past in content for t in doc[first:past]]
    return len(words) == 1 and words[0] in {"that", "which", "who", "it", "this", "what", "so"}


def _relative_subject(verb: Token) -> Token | None:
    """The "who" of a relative clause: it is written, and stands for another noun."""
    if verb.dep_ != "relcl":
        return None
    return next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ in {"who", "which"}), None)


def _cue_range(verb: Token, second: Token | None) -> Range:
    """The verb with its auxiliaries, negation and particle, as far as they stand together."""
    doc = verb.doc
    first = past = verb.i
    while first > 0 and doc[first - 1].head.i == verb.i and doc[first - 1].dep_ in _HELPING:
        first -= 1
    while first < verb.i and doc[first].dep_ == "advmod" and doc[first].lower_ in _ASKING:
        first += 1
    if first and doc[first].lower_ == "longer" and doc[first - 1].lower_ == "no":
        first -= 1
    if second is not None and second.i == past + 1:
        past += 1
    return first, past + 1


def _raised(verb: Token, words: Cues) -> Attribution | None:
    """What "is said to" be so, or seems so: subject and infinitive, and seldom who says it.

    "It was claimed by Lee that", "was deemed likely by Lee" are sayings of hers like any other.
    """
    goes_on = next((c for c in verb.rights if c.dep_ in {"xcomp", "oprd", "ccomp"}), None)
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if goes_on is None or subject is None:
        return None
    seems = verb.lemma_.casefold() in words.seems
    agent = agent_of(verb)
    empty = subject.dep_ == "expl" or subject.lower_ == "it"
    said = [cue for cue in words.verbs.get((verb.lemma_.casefold(), None), ()) if cue.speaks]
    if agent is not None and said and (goes_on.pos_ == "ADJ" or "that" in marks_of(goes_on)):
        return None
    told = not seems and agent is not None and bool(said)
    act: Act = said[0].act if told else "assessment" if seems else "statement"
    content = (subtree(goes_on),) if empty else (subtree(subject), subtree(goes_on))
    return Attribution(
        head=verb.i,
        cue=_cue_range(verb, None),
        source=None if agent is None else noun_phrase(agent),
        subject=None if agent is None else agent.i,
        content=without(verb.doc, content, [(verb.i, verb.i + 1)]),
        root=goes_on.i,
        act=act,
        speaks=told,
        word=verb.lemma_.casefold(),
        group="seem" if seems else "hearsay",
        form="verb",
    )
