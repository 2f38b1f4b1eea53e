"""Acts: what someone does by saying something: state, assess, deny, threaten, appeal, ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.nouns import Act, Basis, Statement
from tocsin.read.cues import cues, word_set
from tocsin.read.dismissals import waved_off
from tocsin.read.inversions import inverted_case
from tocsin.read.phrases import names_event
from tocsin.read.polarity import polarity
from tocsin.read.scope import auxiliaries, is_at_a_loss, is_guessed, is_question, tense
from tocsin.read.syntax import asks_by, is_passive
from tocsin.read.verdicts import calls_false, doubted, is_waved_off
from tocsin.read.warned import is_own_deed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["act_of", "basis_of", "is_refusal"]

_YOU = re.compile(r"\b(?:you|your|yours|yourselves|yourself)\b", re.IGNORECASE)
_WE = frozenset({"we", "i"})
_HARM = word_set("harm")
_LOOKING = word_set("looking")
_HARM_WORDS = re.compile(
    r"\b(?:retaliat\w+|consequences|pay (?:an?|the) (?:\w+ )?price|punish\w*|destr\w+"
    r"|annihilat\w+|regret|response will be|sanctions)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\bin (?:our|my|his|her|their|its) (?:opinion|view|judge?ment)\b", re.IGNORECASE
)
_DOUBT = re.compile(
    r"\b(?:concern(?:s|ed)?|worr(?:y|ies|ied)|fears?|feared|assess(?:es|ed)?|seem(?:s|ed)?"
    r"|appear(?:s|ed)?|probably|(?:un)?likely|perhaps|suspect\w*|possibly|presumably)\b",
    re.IGNORECASE,
)
_REACH = 2
"""Steps from the head of a clause within which a word of doubt is about the clause."""
_SEEMS = frozenset({"seem", "appear"})
_NAMELY = frozenset({"he", "she", "it", "they", "we", "i"})
_WILL = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
_MAY = frozenset({"may", "might", "could"})
_WARNING = frozenset({"warn", "caution", "warning", "alert"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def act_of(
    said: Act | None,
    word: str | None,
    root: Token | None,
    content: str,
    *,
    direct: bool,
    likelihood: bool,
    absent: bool = False,
) -> Act:
    """Return the speech act of a content, by its cue's own act, its form and its words.

    `said` and `word` are of the cue, None for what stands without one. A stated likelihood and
    words of concern or opinion make an assessment; a question is one whoever asks it. `absent` says
    that someone looked and did not see, which is an observation.
    """
    if is_question(content) and said in {None, "statement", "question"}:
        return "question"
    if said is None and root is not None and root.sent.text.rstrip(' \n"”’)').endswith("?"):
        return "question"
    if said == "denial" and root is not None and is_refusal(root):
        return (
            "announcement"
            if root.head.dep_ == "ROOT" and not is_passive(root.head)
            else "statement"
        )
    if said in {"denial", "threat", "appeal", "question"}:
        return said
    if word in _WARNING or direct:
        special = _addressed(root, content, warned=word in {"warn", "warning"})
        if special is not None:
            return special
    if word in _WARNING and root is not None and is_own_deed(root):
        return "threat"
    turned = _turned(said, word, root, absent=absent)
    if turned is not None:
        return turned
    if said in {"announcement", "assessment", "observation"}:
        # "sees a one in five chance that it rains"
        judged = said == "observation" and likelihood and not absent
        return "assessment" if judged else said
    if likelihood or _OPINION.search(content):
        return "assessment"
    if absent:
        return "observation"
    return said or "statement" if root is None else _plain(said, word, root, content)


def _turned(said: Act | None, word: str | None, root: Token | None, *, absent: bool) -> Act | None:
    """What a cue's own act turns into by what is judged, announced or seen; None where it stays."""
    if root is None:
        return None
    called_false = root.dep_ == "dobj" and calls_false(root)
    if said == "assessment" and (called_false or is_waved_off(root)):
        return "denial"
    if said == "announcement" and (_is_of_others(root, word) or _is_assured(root, word)):
        return "statement"
    if said == "observation" and not absent and _sees_into(root):
        return "assessment"
    return "statement" if said == "observation" and not absent and _sees_no_need(root) else None


def _plain(said: Act | None, word: str | None, root: Token, content: str) -> Act:
    """The act of what is stated, or stands without a cue: by the words of its main clause."""
    if _is_seen(root, said):
        return "observation"
    own = _of_itself(root) if said is None else None
    if own is not None:
        return own
    if said is not None and calls_false(root):
        return "denial"
    clause = root.pos_ in {"VERB", "AUX"}
    if _judges(root, said, content) or (clause and word in _WARNING):
        return "assessment"
    return "announcement" if said == "statement" and _is_own_plan(root) else said or "statement"


def is_refusal(word: Token) -> bool:
    """Say whether a verb of denying, or what it denies, is of a thing kept from someone.

    "denied them a visa", "was denied entry", "denied the request" answer no claim.
    """
    verb = word if word.lemma_ in doubted("denying") else word.head
    if verb.lemma_ not in doubted("denying") or verb.pos_ != "VERB":
        return False
    objects = [c for c in verb.children if c.dep_ in {"dobj", "oprd"}]
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    given = any(c.dep_ == "dative" for c in verb.children) or len(objects) > 1
    named = any(c.lemma_.lower() in doubted("refused") for c in objects)
    return given or named or (passive and bool(objects))


def _sees_no_need(root: Token) -> bool:
    """Over "he saw no need to ask": who says so has looked at nothing."""
    return any(
        c.dep_ == "dobj"
        and c.lemma_.lower() in doubted("unseeable")
        and any(g.lower_ == "no" for g in c.children)
        for token in root.sent
        if token.lemma_ in _LOOKING
        for c in token.children
    )


def _sees_into(verb: Token) -> bool:
    """Over "saw in the note an attempt to gain time": what is seen in a thing is made of it."""
    behind = verb.doc[verb.i + 1 : verb.i + 2]
    inside = bool(behind) and behind[0].lower_ == "in" and behind[0].head.i == verb.i
    seen = [c for c in verb.rights if c.dep_ == "dobj" and behind and c.i > behind[0].i]
    return verb.lemma_ in {"see", "find"} and inside and any(names_event(c) for c in seen)


def _is_of_others(root: Token, word: str | None) -> bool:
    """Say whether what is announced is what others have done: news, and no plan of one's own."""
    if word not in {"announce", "declare"} or root.pos_ not in {"VERB", "AUX"}:
        return False
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.pos_ == "PRON":
        return False
    helpers = {h.lower_ for h in auxiliaries(root)}
    done = root.tag_ == "VBD" or (root.tag_ == "VBN" and bool(helpers & {"has", "have", "had"}))
    return done and not helpers & _WILL


def _is_assured(root: Token, word: str | None) -> bool:
    """Say whether a clause is sworn to be so already: "assured them that the bridge is safe"."""
    if word not in doubted("assuring") or root.dep_ != "ccomp" or root.pos_ not in {"VERB", "AUX"}:
        return False
    return tense(root, reported=True) != "future" or _never_was(root)


def _never_was(root: Token) -> bool:
    """Over "has never planned to close it": what was planned lies behind all the same."""
    return any(h.lower_ in {"has", "have", "had"} for h in auxiliaries(root)) and root.tag_ == "VBN"


def _is_seen(root: Token, said: Act | None) -> bool:
    """Say whether images show what is told, or those who saw it tell it."""
    verb = root if said is None else root.head
    nouns = {c.lemma_.lower() for c in verb.children if c.dep_ == "nsubj"}
    if nouns & doubted("eyes") and said == "statement":
        return True
    if said == "statement" and root.dep_ == "xcomp" and root.lemma_ in _LOOKING:
        return True  # "reported spotting"
    return bool(nouns & doubted("images")) and verb.lemma_ in doubted("showing")


def _of_itself(root: Token) -> Act | None:
    """What a main clause does without a verb of saying that the reader knew what to do with."""
    helpers = {h.lower_ for h in auxiliaries(root)}
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    acts = subject is not None and subject.dep_ == "nsubj" and root.pos_ == "VERB"
    negated = polarity(root) == "negated"
    if acts and not negated and not helpers & (_MAY | _WILL | {"would", "should", "must", "can"}):
        for act in ("denial", "threat", "appeal"):
            if root.lemma_ in doubted(_OWN[act]) and not is_refusal(root):
                return act
        if waved_off(root) is not None:
            return "denial"
        calls = root.lemma_ == "call" and any(
            c.lower_ in {"for", "on", "upon"}
            and c.dep_ in {"prep", "mark", "prt"}
            and asks_by(root, c)
            for c in root.children
        )
        called = any(
            c.dep_ in {"ccomp", "xcomp", "advcl"} and any(g.lower_ == "for" for g in c.lefts)
            for c in root.children
        )
        calls = calls or (root.lemma_ == "call" and called)
        if subject is not None and _has_will(subject) and (calls or _issues(root)):
            return "appeal"
        decrees = root.lemma_ in doubted("decreeing") and not _orders_no_more(root)
        if decrees and subject is not None and _has_will(subject):
            return "announcement"
        refuses = root.lemma_ in doubted("denying") and is_refusal(root)
        if refuses:
            return "announcement"
        if root.lemma_ in doubted("judging") and subject is not None:
            return "assessment"
    if helpers & _MAY and acts and not is_at_a_loss(root):
        return "assessment"
    consistent = any(c.dep_ == "acomp" and c.lower_ == "consistent" for c in root.children)
    return "assessment" if consistent else None


def _orders_no_more(root: Token) -> bool:
    """Say whether but a look at something is ordered, or goods: "ordered a check", "ten ships"."""
    if root.lemma_ != "order":
        return False
    nouns = [c for c in root.rights if c.dep_ == "dobj"]
    return any(
        n.lemma_.lower() in doubted("looking_into")
        or (not names_event(n) and any(c.dep_ == "nummod" for c in n.lefts))
        for n in nouns
    )


def _issues(root: Token) -> bool:
    """Say whether someone puts out a warning or a call to do something, or not to."""
    return any(
        c.dep_ == "dobj"
        and c.lemma_.lower() in doubted("calls")
        and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.subtree)
        for c in root.children
    )


_OWN: dict[Act, str] = {"denial": "denying", "threat": "threatening", "appeal": "appealing"}


def _has_will(noun: Token) -> bool:
    """Say whether a subject can do things by words: "current law" and "the crisis" cannot."""
    return noun.lemma_.lower() not in doubted("without_will")


def _judges(root: Token, said: Act | None, content: str) -> bool:
    """Say whether a word of doubt is about the clause itself, and not deep within it."""
    if is_guessed(root):
        return True
    if root.pos_ not in {"VERB", "AUX", "ADJ"}:
        return _DOUBT.search(content) is not None
    for token in root.subtree:
        above = [token, *token.ancestors][: _REACH + 1]
        if token.pos_ == "NOUN" and token.lemma_.casefold() == "suspect":
            continue  # people
        if root in above and _DOUBT.fullmatch(token.text):
            path = above[: above.index(root)]
            if not any(_stands_apart(t, content) for t in path):
                return True
    return said is None and root.dep_ in {"xcomp", "ccomp"} and root.head.lemma_ in _SEEMS


def _stands_apart(clause: Token, content: str) -> bool:
    """Say whether a clause is joined to another, and is not told in the same content."""
    joined = clause.dep_ == "conj" and clause.tag_ in {"VBZ", "VBP", "VBD"}
    return joined and clause.doc[clause.left_edge.i : clause.i + 1].text not in content


def _is_own_plan(root: Token) -> bool:
    """Say whether a speaker tells what he himself will do: "said that it will close the port"."""
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in _NAMELY or root.pos_ != "VERB":
        return False
    helpers = {h.lower_ for h in auxiliaries(root)}
    if not _is_speaker(subject, root) or _is_unwilled(root, subject):
        return False
    if root.lemma_ in doubted("meaning_to"):
        return True
    return bool(helpers & _WILL) and "have" not in helpers and not _is_conditional(root)


def _is_speaker(pronoun: Token, root: Token) -> bool:
    """Say whether a pronoun can stand for who speaks: "they" for no one man, "he" for no body."""
    saying = root.head
    speaker = next((c for c in saying.children if c.dep_ == "nsubj"), None)
    if root.dep_ != "ccomp" or speaker is None or speaker.pos_ == "PRON":
        return True
    person = speaker.ent_type_ == "PERSON" or speaker.lemma_.lower() in cues().persons
    if pronoun.lower_ == "they":
        return not person or speaker.tag_ in {"NNS", "NNPS"} or bool([*speaker.conjuncts])
    return pronoun.lower_ != "it" or not person


def _is_unwilled(root: Token, subject: Token) -> bool:
    """Say whether what will be is no deed of one's own: "it will rain", "they would have to"."""
    forced = root.lemma_ in {"have", "need"} and any(c.dep_ == "xcomp" for c in root.rights)
    happens = subject.lower_ == "it" and root.lemma_ in doubted("impersonal")
    return forced or happens or root.lemma_ in doubted("befalling")


def _is_conditional(root: Token) -> bool:
    """Say whether a clause hangs on an if-clause, or on one turned round."""
    if inverted_case(root.doc, (root.sent.start, root.sent.end)) is not None:
        return True
    return any(
        c.dep_ == "advcl" and any(g.lower_ in {"if", "unless"} for g in c.children)
        for c in root.children
    )


def _addressed(root: Token | None, content: str, *, warned: bool) -> Act | None:
    """A threat when the speaker says what he will do to another, an appeal when he asks him."""
    if root is not None:
        subject = next((c.lower_ for c in root.children if c.dep_ in _SUBJECTS), "")
        will = any(h.lower_ in {"will", "'ll", "shall", "wo"} for h in auxiliaries(root))
        if will and subject in _WE and root.lemma_ in _HARM:
            # "We will not attack" is an assurance
            return "announcement" if _is_forsworn(root) else "threat"
        first = re.match(
            r"\W*(?:please\s+|don.?t\s+|do\s+not\s+|never\s+)?(\w+)", content, re.IGNORECASE
        )
        bare = root.tag_ == "VB" and not subject and root.dep_ != "conj"
        if bare and first is not None and first.group(1).casefold() == root.lower_:
            return "appeal"
        if warned and bare and any(c.lower_ == "to" and c.dep_ == "aux" for c in root.children):
            return "appeal"
    harmful = _HARM_WORDS.search(content) is not None and (root is None or _does_harm(root))
    if harmful and (warned or _YOU.search(content)):
        return "threat"
    if _YOU.search(content) and not re.search(r"\byou know\b", content, re.IGNORECASE):
        return "appeal"
    return None


def _is_forsworn(root: Token) -> bool:
    return any(c.dep_ == "neg" for c in root.lefts)


def _does_harm(root: Token) -> bool:
    """Say whether a word of harm stands in what is foretold, and not in its if-clause."""
    for token in root.subtree:
        if _HARM_WORDS.fullmatch(token.text) is None:
            continue
        clause = next((t for t in (token, *token.ancestors) if t.dep_ == "advcl"), None)
        first = [] if clause is None else [t.lower_ for t in clause.subtree if t.i < clause.i]
        if not {"if", "unless"} & set(first):
            return True
    return re.search(r"price|response will", root.sent.text, re.IGNORECASE) is not None


_BASES: dict[Act, Basis] = {
    "statement": "claimed",
    "assessment": "estimated",
    "observation": "observed",
    "announcement": "announced",
    "denial": "claimed",
}


def basis_of(statement: Statement) -> Basis | None:
    """Return how the one whose claim it is comes to know it, going by what is done by saying it.

    None for threats, appeals and questions: nothing is known in them.
    """
    return _BASES.get(statement.act)
