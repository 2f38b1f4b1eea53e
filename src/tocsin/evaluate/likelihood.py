"""Likelihood: how well sentences that state how likely an armed act is are told from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tocsin.evaluate.parsed import parse
from tocsin.nouns import Likelihood
from tocsin.read.likelihood import find
from tocsin.rulers import labels as ruler
from tocsin.rulers.rows import read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["figures", "predict"]

# What the gold asks after: that armed forces go in, or attack; and the names of plans to.
_ACTS = frozenset(
    """attack invade enter join launch open reopen intervene participate involve commit send deploy
    cross strike assault advance participation involvement invasion offensive incursion attack
    intervention entry assault war operation axis front line""".split()
)
_PLANS = frozenset("scenario course option mcoa mdcoa mlcoa forecast".split())
# Words that pass on to what they govern: "attempt to open", "have the capability to join".
_LIGHT = frozenset(
    """attempt try decide choose intend plan use have be remain seem appear become begin start move
    prepare position likely unlikely imminent certain degraded able capability intent intention
    ability capacity preparation indicator indicators threat danger risk""".split()
)
_COPULAS = frozenset({"be", "remain", "seem", "appear", "look", "become"})
_DOWN = frozenset(
    {"xcomp", "dobj", "acl", "attr", "acomp", "pobj", "prep", "ccomp", "oprd", "appos", "advcl"}
)
_OPEN = re.compile(r"possib|conceivab|plausib|imminent$|cannot|can’t|can't", re.IGNORECASE)


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "label"}` for every sentence: true where it states how likely an armed act is.

    Reads `id` and `sentence` of the gold, nothing else. "Possible" alone states that a thing may
    be, not how likely it is; "will not", said of such an act, is as definite as a word can be.
    """
    rows = [(row.text("id"), row.text("sentence")) for row in read_table(gold).rows]
    for (key, _), doc in zip(rows, parse(text for _, text in rows), strict=True):
        stated = any(_states(doc, likelihood) for likelihood in find(doc))
        yield {"id": key, "label": stated or any(_refuses(token) for token in doc)}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions, field="hand_checked_core", positive="true")


def _states(doc: Doc, likelihood: Likelihood) -> bool:
    phrase = doc.char_span(likelihood.span.start, likelihood.span.end, alignment_mode="expand")
    of = doc.char_span(likelihood.of.start, likelihood.of.end, alignment_mode="expand")
    if phrase is None or of is None or _OPEN.match(likelihood.phrase):
        return False
    if phrase.root.dep_ == "amod" and phrase[0].lower_ not in {"least", "most"}:
        return False
    return _armed(of.root, 4)


def _armed(token: Token, depth: int) -> bool:
    """Whether a clause or noun phrase is, at its head, about an armed act."""
    word = token.lemma_.lower()
    if word in _ACTS or word in _PLANS or token.lower_ in _PLANS:
        return True
    if depth == 4 and any(
        c.dep_ == "acl" and c.tag_ == "VBG" and _armed(c, 1) for c in token.children
    ):
        return True  # "a chance of forces joining"
    if depth == 0 or (word not in _LIGHT and token.pos_ != "ADP"):
        return False
    down = [child for child in token.children if child.dep_ in _DOWN]
    if any(_armed(child, depth - 1) for child in down):
        return True
    return word in _COPULAS and any(
        _armed(child, 1) for child in token.children if child.dep_ == "nsubj"
    )


def _refuses(token: Token) -> bool:
    """Whether it is the verb of "will not attack"."""
    words = {child.lower_ for child in token.children}
    return (
        token.pos_ == "VERB"
        and "will" in words
        and bool(words & {"not", "n't", "n’t", "never"})
        and _armed(token, 2)
    )
