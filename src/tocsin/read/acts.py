"""Acts: what someone does by saying something: state, assess, deny, threaten, appeal, ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.nouns import Act, Basis, Statement
from tocsin.read.cues import word_set
from tocsin.read.scope import auxiliaries, is_question

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["act_of", "basis_of"]

_YOU = re.compile(r"\b(?:you|your|yours|yourselves|yourself)\b", re.IGNORECASE)
_WE = frozenset({"we", "i"})
_HARM = word_set("harm")
_HARM_WORDS = re.compile(
    r"\b(?:retaliat\w+|consequences|pay (?:a|the) price|punish\w*|destr\w+|annihilat\w+|regret"
    r"|response will be)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:concern(?:s|ed)?|worr(?:y|ies|ied)|fears?|feared"
    r"|in (?:our|my|his|her|their|its) (?:opinion|view|judge?ment)"
    r"|assess(?:es|ed|ment)?|seem(?:s|ed)?|appear(?:s|ed)?|probably|(?:un)?likely|perhaps|suspect\w*)\b",
    re.IGNORECASE,
)


def act_of(
    said: Act | None,
    word: str | None,
    root: Token | None,
    content: str,
    *,
    direct: bool,
    likelihood: bool,
) -> Act:
    """Return the speech act of a content, by its cue's own act, its form and its words.

    `said` and `word` are of the cue, None for what stands without one. A stated likelihood and
    words of concern or opinion make an assessment; a question is one whoever asks it.
    """
    if is_question(content) and said in {None, "statement", "question"}:
        return "question"
    if said in {"denial", "threat", "appeal", "question"}:
        return said
    if word in {"warn", "caution", "warning", "alert"} or direct:
        special = _addressed(root, content, warned=word in {"warn", "warning"})
        if special is not None:
            return special
    if said in {"announcement", "assessment", "observation"}:
        return said
    if likelihood or _DOUBT.search(content):
        return "assessment"
    return said or "statement"


def _addressed(root: Token | None, content: str, *, warned: bool) -> Act | None:
    """A threat when the speaker says what he will do to another, an appeal when he asks him."""
    if root is not None:
        subject = next((c.lower_ for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), "")
        will = any(h.lower_ in {"will", "'ll", "shall", "wo"} for h in auxiliaries(root))
        if will and subject in _WE and root.lemma_ in _HARM:
            return "threat"
        first = re.match(
            r"\W*(?:please\s+|don.?t\s+|do\s+not\s+|never\s+)?(\w+)", content, re.IGNORECASE
        )
        bare = root.tag_ == "VB" and not subject and root.dep_ != "conj"
        if bare and first is not None and first.group(1).casefold() == root.lower_:
            return "appeal"
    if _HARM_WORDS.search(content) and (warned or _YOU.search(content)):
        return "threat"
    if _YOU.search(content) and not re.search(r"\byou know\b", content, re.IGNORECASE):
        return "appeal"
    return None


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
