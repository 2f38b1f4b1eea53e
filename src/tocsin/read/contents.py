"""Contents: the clause, object or phrase in which a verb carries what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.colons import behind_colon
from tocsin.read.cues import Cue, cues, word_set
from tocsin.read.deeds import NOTHING, Content, bare_infinitive, gerund, infinitive, subject_to
from tocsin.read.dismissals import waved_off
from tocsin.read.extents import clause_range, goes_on, is_case, is_deed, marks_of, says_more
from tocsin.read.given import given_by, is_sized
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, is_likelihood, names_event, word_of
from tocsin.read.revisions import revision
from tocsin.read.syntax import Range, is_passive, mistaken_subject, ranges, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["PLAIN_DENIALS", "content_of"]

PLAIN_DENIALS = frozenset({"deny", "refute"})
"""What "it" and "this" can be denied by: one rejects an offer, too."""
_PAUSE = frozenset({",", '"', "-", "–", "—", "--"})
_STOPS = frozenset({".", "?", "!"})
_TIMES = frozenset({"after", "before", "since", "amid", "until"})
_PUT_AT = word_set("put_at")
_DEPENDENT = frozenset({"parataxis", "ccomp", "advcl", "conj", "dep", "relcl"})
_THINGS = frozenset({"dobj", "oprd", "nsubj"})
_POINTING = frozenset({"this", "that", "it"})
_TELLING = word_set("telling")
_ONLY_SIGNS = frozenset({"find", "have"})
_SAID_BEHIND = frozenset({"ccomp", "xcomp", "dobj", "intj", "acomp", "oprd"})


def content_of(verb: Token, cue: Cue, second: Token | None, sentence: Span) -> Content:
    """Return what a verb announces, in the first of the cue's frames that is filled."""
    for frame in cue.frames:
        found = _in_frame(frame, verb, second, sentence)
        if found[0]:
            return found
    return NOTHING


def _in_frame(frame: str, verb: Token, second: Token | None, sentence: Span) -> Content:
    match frame:
        case "clause":
            return _clause(verb, sentence)
        case "infinitive":
            return infinitive(verb)
        case "subject to":
            return subject_to(verb)
        case "gerund":
            return gerund(verb)
        case "object" | "object of":
            return _object(verb, second)
        case "object as":
            return _object_as(verb)
        case "object event":
            found = _object(verb, second)
            return found if found[1] is not None and names_event(found[1]) else NOTHING
        case "object as likely":
            as_ = (c for t in verb.subtree if t.lower_ == "as" for c in t.rights)
            rated = any(word_of(c) in LIKELIHOOD_ADJECTIVES for c in as_)
            return _object_as(verb) if rated else NOTHING
        case "object likely":
            return _object_likely(verb)
        case "object to":
            anew = revision(verb)
            return NOTHING if anew is None else ((anew[0],), anew[1])
        case "colon":
            said = behind_colon(verb, sentence)
            return NOTHING if said is None else ((said,), verb.doc[said[0] : said[1]].root)
    return NOTHING


# Clauses


def _clause(verb: Token, sentence: Span) -> Content:
    root = _complement(verb)
    if root is None:
        return _main_clause(verb, sentence)
    if _is_before_semicolon(verb, root):
        return NOTHING
    whole = clause_range(verb, root, sentence)
    if whole[0] <= verb.i < whole[1]:  # "which, he said, is so"
        return ranges(t.i for t in root.subtree), root
    first = _said_before_colon(verb, root)
    if first is not None:
        return (first, whole), root
    if whole[1] <= verb.i:  # "It will rain, he went on, and there is no shelter"
        after = [subtree(c) for c in verb.rights if goes_on(c, verb, root)]
        return (whole, *after), root
    return (whole,), root


def _complement(verb: Token) -> Token | None:
    """The head of the clause that is the verb's complement."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not bare_infinitive(c)]
    if len(clauses) > 1 and clauses[1].i < verb.i:
        # "Lee contradicted him: nothing had sailed, she said": what follows the colon is said
        colons = [t.i for t in verb.doc[clauses[0].i : clauses[1].i] if t.text == ":"]
        clauses = clauses[1:] if colons else clauses
    if clauses:
        clauses = [c for c in clauses if not is_case(c)] or clauses
        # "A raid is unlikely, analysts say after Oslo talks": the talks are taken for a verb
        clauses = [c for c in clauses if not marks_of(c) & _TIMES] or clauses
        return next((c for c in clauses if c.i > verb.i), clauses[0])
    for child in verb.children:
        if child.dep_ in {"advcl", "acl"} and marks_of(child) & {"that", "whether"}:
            return child
        if child.dep_ == "npadvmod":  # "said the same day that ...", hung on the day
            for below in child.children:
                if below.dep_ == "relcl" and _lacks_nothing(below):
                    return below
        if child.dep_ == "dobj":  # "told reporters that ...", hung on the reporters
            for below in child.children:
                if below.dep_ in {"acl", "ccomp", "relcl"} and "that" in marks_of(below):
                    return below
    return _after_a_paper(verb) or _shared(verb)


def _shared(verb: Token) -> Token | None:
    """The clause of "fear, but cannot confirm, that it fell", hung on the second verb alone."""
    second = next((c for c in verb.rights if c.dep_ == "conj"), None)
    if second is None or any(c.dep_ in {"nsubj", "nsubjpass"} for c in second.lefts):
        return None
    if verb.i + 1 >= len(verb.doc) or verb.nbor(1).text != ",":
        return None
    clause = next((c for c in second.rights if c.dep_ == "ccomp"), None)
    opening = None if clause is None else clause.left_edge
    set_off = opening is not None and opening.lower_ == "that" and opening.nbor(-1).text == ","
    return clause if set_off else None


def _is_before_semicolon(verb: Token, root: Token) -> bool:
    """Say whether a clause is over before who says something begins: "It rained; the army says"."""
    own = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if own is None or root.i > own.i or own.left_edge.i <= verb.sent.start:
        return False
    return own.left_edge.nbor(-1).text == ";"


def _said_before_colon(verb: Token, root: Token) -> Range | None:
    """What is said before a cue that goes on behind a colon: "It may rain, Lee said: it has"."""
    doc = verb.doc
    if root.i < verb.i or doc[verb.i + 1].text != ":":
        return None
    own = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    before = [c for c in verb.lefts if c.dep_ == "ccomp" and not is_case(c)]
    if own is None or not before or own.left_edge.i < 2 or own.left_edge.nbor(-1).text != ",":
        return None
    first = min(c.left_edge.i for c in verb.lefts if c.dep_ in {"ccomp", "advcl", "prep"})
    return trimmed(doc, (first, own.left_edge.i)) if before[-1].i < own.i else None


def _after_a_paper(verb: Token) -> Token | None:
    """The clause that the parser hung on a paper: "judged in its May update that the army is"."""
    for child in verb.rights:
        if child.dep_ != "prep":
            continue
        for paper in child.children:
            if paper.dep_ != "pobj" or paper.lemma_.casefold() not in cues().documents:
                continue
            for below in paper.rights:
                close = below.left_edge.i == paper.i + 1
                own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in below.lefts)
                if close and below.dep_ == "acl" and own and "that" in marks_of(below):
                    return below
                if close and below.dep_ == "relcl" and _lacks_nothing(below):
                    return below
    return None


def _lacks_nothing(clause: Token) -> bool:
    """Say whether a clause with "that" is whole: "the paper that he wrote" lacks an object."""
    own = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.lefts)
    opening = clause.left_edge
    return own and opening.lower_ == "that" and opening.dep_ not in {"dobj", "nsubj"}


def _main_clause(verb: Token, sentence: Span) -> Content:
    """What is said, where the parser made it the main clause: "It rained, he said"."""
    doc, head = verb.doc, verb.head
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    noun = mistaken_subject(verb)
    if noun is not None:
        head, own = noun.head, [noun]
    if head.i == verb.i or not own or own[0].lower_ in {"who", "which", "that"}:
        return NOTHING
    head = head.head if head.dep_ in {"aux", "auxpass"} else head
    if _is_told_by(verb, head, own[0]):
        return NOTHING
    if _is_quoted(verb, sentence) and not _is_quoted(head, sentence):
        return NOTHING  # '"We will respond," he said': it is what is said
    if _half_before(verb, own[0], sentence):
        return ((sentence.start, own[0].left_edge.i - 1),), _main_verb(head)
    dependent = verb.dep_ in _DEPENDENT or noun is not None
    more = [c for c in verb.rights if goes_on(c, verb, head)]
    joint = _joint_of_more(verb, head, more=bool(more))
    closed = {"dobj", "cc"} if joint is None and not _says_on(verb) else {"dobj"}
    if not dependent or any(c.dep_ in closed for c in verb.children):
        return NOTHING
    marks = [c.i for c in verb.children if c.dep_ == "mark"]
    # "... in order to blame them, the army claimed": the mark is of what is said
    marks += [
        c.i for c in verb.lefts
        if c.dep_ == "prep" and c.lower_ == "in" and c.nbor(1).lower_ == "order"
    ]  # fmt: skip
    stray = marks and all(_parted(verb, at, own[0].left_edge.i) for at in marks)
    if marks and not stray:
        return NOTHING
    whole = subtree(verb) if noun is None else subtree(noun)
    first, past = trimmed(doc, whole) or (verb.i, verb.i + 1)
    if stray:
        first = own[0].left_edge.i
    if joint is not None:
        first, past = trimmed(doc, (first, joint)) or (verb.i, verb.i + 1)
    if noun is None and any(c.dep_ == "advcl" and c.i < own[0].i for c in verb.lefts):
        first = own[0].left_edge.i  # "If it rains, he said, we stay": the case is what is said
    before = first == sentence.start or doc[first - 1].text in _PAUSE
    after = past >= sentence.end or doc[past].text in _PAUSE | _STOPS | {";"}
    if not (before and after) or first <= sentence.start:
        return NOTHING
    end = first if past >= sentence.end - 1 else sentence.end
    parts = ranges(set(range(sentence.start, end)) - set(range(first, past)))
    clean = tuple(p for p in (trimmed(doc, part) for part in parts) if p is not None)
    return (clean, head) if clean else NOTHING


def _says_on(verb: Token) -> bool:
    """Say whether who said so said more: "The port is shut, Oslo said, and vowed to open it"."""
    more = next((c for c in verb.rights if c.dep_ == "conj"), None)
    joint = next((c for c in verb.rights if c.dep_ == "cc"), None)
    if more is None or joint is None or joint.nbor(-1).text != ",":
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in more.lefts):
        return False
    bent = {c.lower_ for c in more.lefts if c.dep_ in {"aux", "neg"}}
    if {"would", "not"} <= bent:
        return True  # "and would not say more", "but would not be drawn on numbers"
    return more.tag_ == verb.tag_ and says_more(more) and not is_deed(more)


def _joint_of_more(verb: Token, head: Token, *, more: bool) -> int | None:
    """Where those told of act on behind a saying: "Gunmen came, Oslo said, and took the port".

    The parser may give the "and" to the saying and the deed to what is said; `more` says that it
    gave both to the saying.
    """
    joint = next((c for c in verb.rights if c.dep_ == "cc"), None)
    if joint is None or more:
        return None if joint is None else joint.i
    if joint.lower_ != "and" or joint.nbor(-1).text != ",":
        return None
    acts = any(c.dep_ == "conj" and c.i > joint.i and c.tag_ == head.tag_ for c in head.rights)
    own = any(c.dep_ == "conj" for c in verb.rights)
    return joint.i if acts and not own and verb.i > head.i else None


def _is_told_by(verb: Token, teller: Token, subject: Token) -> bool:
    """Say whether who speaks last tells a case and its deed: "If X, Oslo will reply, he said".

    "If it rains, he said, we say no" is told by him: there the second verb has what it says behind.
    """
    if verb.dep_ != "ccomp" or verb.i > teller.i or not cues().says(teller.lemma_):
        return False
    between = any(c.dep_ == "nsubj" and verb.i < c.i for c in teller.lefts)
    case = any(c.dep_ == "advcl" and c.i < subject.i for c in verb.lefts)
    coming = any(c.tag_ == "MD" for c in verb.lefts)
    said = _SAID_BEHIND - ({"dobj"} if teller.lemma_ in _TELLING else set())
    behind = any(c.dep_ in said for c in teller.rights)
    return between and case and (coming or not behind)


def _is_quoted(word: Token, sentence: Span) -> bool:
    """Say whether a word stands within a quotation that its sentence opens."""
    return sum(t.text == '"' for t in word.doc[sentence.start : word.i]) % 2 == 1


def _half_before(verb: Token, subject: Token, sentence: Span) -> bool:
    """Say whether the parser hung half of what is said on the verb of saying that ends it.

    "A raid is unlikely in May, and likely to come after that, they said": as if they said it "to
    that", and did so beside the raid.
    """
    first = subject.left_edge.i
    if verb.dep_ != "conj" or first < sentence.start + 2 or verb.doc[first - 1].text != ",":
        return False
    stray = verb.doc[verb.left_edge.i : first]
    ends = not any(t.is_alpha for t in verb.doc[verb.i + 1 : sentence.end])
    return ends and any(word_of(t) in LIKELIHOOD_ADJECTIVES for t in stray)


def _main_verb(verb: Token) -> Token:
    """The verb of the main clause above one that hangs on "likely"."""
    while verb.dep_ != "ROOT" and verb.head.i != verb.i:
        verb = verb.head
    return verb


def _parted(verb: Token, mark: int, subject: int) -> bool:
    """Say whether a whole clause and a comma stand between a mark and the subject of its verb."""
    between = verb.doc[mark + 1 : subject]
    bent = any(t.tag_[:2] == "VB" for t in between)
    return bent and len(between) > 0 and between[-1].text == ","


# Objects


def _object(verb: Token, second: Token | None) -> Content:
    looked = any(c.dep_ == "dobj" and _is_no_sign(c) for c in verb.rights)
    if verb.lemma_ in _ONLY_SIGNS and not looked:
        return NOTHING  # "found no evidence of" tells of a look, "found a boat" of a deed
    carrier = second if second is not None and second.dep_ == "prep" else verb
    for child in carrier.rights:
        if child.dep_ in {"dobj", "pobj", "pcomp"}:
            if child.dep_ == "dobj" and child.pos_ == "PRON" and child.tag_ != "PRP":
                denied = verb.lemma_ in PLAIN_DENIALS and child.lower_ in {"this", "that"}
                if not denied:
                    continue
            first, past = subtree(child)
            return ((first, max(past, _with_phrases(verb, past))),), child
    if is_passive(verb):
        for child in verb.lefts:
            if child.dep_ == "nsubjpass":
                return (subtree(child),), child
    return NOTHING


def _is_no_sign(noun: Token) -> bool:
    if noun.head.lemma_ == "have" and not any(_tells_of_what(c) for c in noun.rights):
        return False  # "has no evidence for its claims"
    none = any(c.lower_ in {"no", "little"} for c in noun.lefts) or noun.lower_ == "nothing"
    sign = noun.lemma_.casefold() in word_set("signs") or noun.lower_ == "nothing"
    return none and sign


def _tells_of_what(child: Token) -> bool:
    """Say whether a word opens what there is no sign of: "no evidence that", "no sign of"."""
    return (child.dep_ == "prep" and child.lower_ == "of") or "that" in marks_of(child)


def _with_phrases(verb: Token, past: int) -> int:
    """Where an object ends with the phrases that follow it: "praised his work in the storm"."""
    for child in verb.rights:
        loose = child.dep_ == "prep" and child.left_edge.i == past
        if loose and not any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree):
            past = child.right_edge.i + 1
        # "accused him of planning to close the port": the parser hangs the deed on the accusing
        deed = child.dep_ in {"advcl", "xcomp"} and child.left_edge.i == past
        if deed and bare_infinitive(child) and verb.doc[past - 1].lower_.endswith("ing"):
            past = child.right_edge.i + 1
    return past


def _object_as(verb: Token) -> Content:
    """What is put "at" or "as" something, or called likely, with that."""
    judged = _called_likely(verb) or _waved_off(verb)
    if judged is not None:
        return judged
    target = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if target is None:
        small = next((c for c in verb.rights if c.dep_ == "ccomp" and c.tag_[:2] != "VB"), None)
        return NOTHING if small is None else ((subtree(small),), small)
    rating = _rating(verb, target)
    if rating is None:
        return NOTHING
    if target.i > verb.i:
        first, past = subtree(target)[0], max(subtree(target)[1], subtree(rating)[1])
        return ((first, past),), target
    return tuple(sorted((subtree(target), subtree(rating)))), target


def _object_likely(verb: Token) -> Content:
    """A likelihood of a size, with what it is of: "a 20 percent chance of war", "little risk"."""
    told = given_by(verb)
    if told is not None:
        noun, thing = told
        parts = ranges({*range(*subtree(noun)), *range(*thing)})
        first, past = parts[0][0], parts[-1][1]
        return (parts if noun.i < verb.i else ((first, past),)), noun
    for noun in verb.rights:
        if noun.dep_ not in {"dobj", "ccomp"} or not is_likelihood(noun):
            continue
        sized = is_sized(noun)
        of = any(c.dep_ in {"prep", "acl", "relcl"} for c in noun.rights)
        given = next((c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"), None)
        if sized and (of or given is not None):  # "gave peace a slim chance"
            first, past = subtree(noun)
            first = first if given is None else min(first, given.left_edge.i)
            return ((first, max(past, _with_phrases(verb, past))),), noun
    return NOTHING


def _called_likely(verb: Token) -> Content | None:
    """What somebody calls likely or not: "deemed a raid unlikely", "called a raid improbable"."""
    for word in verb.doc[verb.i + 2 : verb.right_edge.i + 1]:
        if word_of(word) not in LIKELIHOOD_ADJECTIVES:
            continue
        # "regards it as likely", "considers a raid likely": as if it told how he does
        before = word.nbor(-1)
        as_it = word.dep_ == "advmod" and (before.lower_ == "as" or before.dep_ == "dobj")
        slots = {"oprd", "acomp", "ccomp", "advcl", "dobj"}
        if word.head.i == verb.i and (as_it or word.dep_ in slots):
            # "deem a blockade probable": the parser may make one name of the two
            own = [c for c in word.lefts if c.dep_ in {"nsubj", "nsubjpass", "compound"}]
            things = [c for c in verb.rights if c.dep_ in _THINGS and c.i < word.i]
            noun = next(iter([*own, *things]), None)
        elif _is_judged_to_be(word.head, verb):
            noun = next((c for c in word.head.lefts if c.dep_ == "nsubj"), None)
        else:
            behind = word.dep_ == "amod" and word.head.i < word.i and word.head.dep_ in _THINGS
            noun = word.head if behind and word.head.head.i == verb.i else None
        if noun is not None and (noun.pos_ in {"NOUN", "PROPN"} or noun.lower_ in _POINTING):
            return ((noun.left_edge.i, word.right_edge.i + 1),), noun
    return None


def _is_judged_to_be(be: Token, verb: Token) -> bool:
    """Say whether "to be" tells how something is judged: "judges a raid to be likely"."""
    return be.head.i == verb.i and be.dep_ == "ccomp" and be.lemma_ == "be" and bare_infinitive(be)


def _waved_off(verb: Token) -> Content | None:
    """What is claimed, where the parser takes for a verb what is waved off: "reports that"."""
    found = waved_off(verb)
    if found is None or found.claim.pos_ not in {"VERB", "AUX"}:
        return None
    for clause in found.claim.rights:
        if clause.dep_ in {"ccomp", "acl", "relcl"} and "that" in marks_of(clause):
            first, past = subtree(clause)
            past = min(past, found.words[0]) if first < found.words[0] else past
            return ((first, past),), clause
    return None


def _rating(verb: Token, target: Token) -> Token | None:
    small = {"as", "at"} if verb.lemma_ in _PUT_AT else {"as"}
    for child in verb.rights:
        if child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ in small):
            return child
        if child.dep_ == "advcl" and child.left_edge.lower_ == "as" and child.pos_ == "ADJ":
            return child
    for child in target.rights:
        # "rejected a raid as highly unlikely", "sees a raid as the most likely outcome"
        behind = [g for c in child.rights for g in (c, *c.lefts)]
        if child.lower_ == "as" and any(word_of(g) in LIKELIHOOD_ADJECTIVES for g in behind):
            return child
    if not {target.lemma_.casefold(), target.lower_} & cues().rated:
        return None  # of "odds" the model's lemma is "odd"
    # The parser hangs "at one in three" on any noun between.
    later = [t for t in target.subtree if t.lower_ in small and t.dep_ == "prep"]
    if later:
        return later[-1]
    return next(
        (
            t.head
            for t in target.subtree
            if t.lower_ == "as" and t.head.dep_ in {"advmod", "amod"} and t.head.pos_ == "ADJ"
        ),
        None,
    )
