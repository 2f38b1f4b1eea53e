"""Propositions: whether a statement that matches one states how likely it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from tocsin.nouns import Likelihood, Proposition, Span, Statement, Watch
from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match, mentions
from tocsin.weigh.reach import unsaid
from tocsin.weigh.rules import (
    PERFECT,
    WORD,
    Scale,
    Verdict,
    changes,
    counts,
    cut,
    muted,
    nothing,
    range_for,
)
from tocsin.weigh.stance import Stance, stance_of
from tocsin.weigh.timing import after_close
from tocsin.weigh.words import Range, denial_of, range_of

__all__ = ["Turn", "judged_proposition", "told_range", "turn_of"]

Turn = Literal["", "not", "nothing", "turned", "weak"]
"""How a likelihood stands to a claim: of it (""), of its opposite, or with a "not" before it.

Or it is denied so that no level is left: as the claim itself is ("weak"), where its likelihood was
only that it can be, or as an end or middle of the scale ("nothing").
"""

SMALL = frozenset({"a", "an", "the", "of", "in", "is", "some", "any"})
SHORT = "It speaks of something that stops before this (“{}”)."
OPEN = "It leaves the matter open (“{}”)."
SILENT: Mapping[str, str] = {
    "feared": "Concern is no likelihood (“{}”).",
    "refused": "It speaks of what somebody will not have (“{}”).",
    "short": SHORT,
    "nearly": SHORT,
    "ended": SHORT,
    "open": OPEN,
    "untold": OPEN,
}
"""What a stance says of a claim of which it gives no view."""
WIDEST = 0.9
"""A range wider than this says nothing."""
LEAST_SCOPE = 2
"""Words beside its own phrase that the scope of a likelihood needs."""
_NONE = re.compile(r"\b(?:no|none|nobody|no\s+one|neither|nor)\b", re.IGNORECASE)
_DENIED: Mapping[Turn, str] = {
    "weak": "It denies that it can be (“{}”), as who denies it does: that is no likelihood.",
    "nothing": "It denies “{}”, and does not say how likely it is.",
}
"""Why a denied likelihood is no view."""


def judged_proposition(
    statement: Statement,
    proposition: Proposition,
    found: Match,
    watch: Watch,
    *,
    scale: Scale,
) -> Verdict:
    """Judge a statement that matches a proposition: a stated likelihood of it is a view."""
    if (silent := muted(statement, found)) is not None:
        return silent
    likelihood = statement.likelihood
    if likelihood is None or not _about(statement, found):
        return nothing("It states no likelihood of this.")
    if (counted := counts(statement)) is not None:
        return nothing(counted)
    if (other := _other_subject(statement, found)) is not None:
        return nothing(f"Its likelihood is of what “{other}” will do or be.")
    if (act := _other_act(statement, found)) is not None:
        return nothing(f"Its likelihood is of “{act}”, which this only follows.")
    stance = stance_of(statement, found)
    if (silence := SILENT.get(stance.kind)) is not None:
        return nothing(silence.format(stance.words))
    turn = _turn(statement, stance)
    if (silence := _DENIED.get(turn)) is not None:
        return nothing(silence.format(likelihood.phrase))
    if _past(statement, likelihood.of, found) and not _asks_past(found):
        return nothing("It speaks of what has been, not of what is to come.")
    if after_close(statement, watch):
        return nothing("It speaks of a time after the watch closes.")
    told = told_range(statement, scale, turn)
    if (reason := _no_level(statement, likelihood, told)) is not None or told is None:
        return nothing(reason or "No scale knows its likelihood phrase.")
    scaled = f"“{likelihood.phrase}”: {told.low:.0%} to {told.high:.0%} ({told.yardstick})"
    return Verdict("view", found.fit, f"It states a likelihood of “{proposition.text}”, {scaled}.")


def told_range(statement: Statement, scale: Scale, turn: Turn) -> Range | None:
    """Return the range of a statement's likelihood, with the "not" that stands over it."""
    if turn == "not" and statement.likelihood is not None:
        return range_of(f"not {statement.likelihood.phrase}", None, None, scale)
    return range_for(statement, scale)


def _no_level(statement: Statement, likelihood: Likelihood, told: Range | None) -> str | None:
    """Return why the words of likelihood say no level of it, None where they do."""
    if words := unsaid(statement):
        return f"Its speaker does not say so (“{words}”)."
    if (change := changes(statement, likelihood)) is not None:
        return f"“{change}” says that it changed, not how likely it is."
    if told is None or told.high - told.low > WIDEST or _bare(likelihood.phrase):
        return f"“{likelihood.phrase}” does not say how likely it is."
    return None


def _bare(phrase: str) -> bool:
    """Say whether the phrase only names a likelihood ("the risk") and not how high it is."""
    words = [word for word in WORD.findall(phrase) if word.casefold() not in SMALL]
    return all(mentions(cue("carriers"), word) for word in words)


def _about(statement: Statement, found: Match) -> bool:
    """Say whether the likelihood is about what matched: its scope holds some of the match's words.

    Odds are often set beside their claim ("puts the risk of it at one in three"): where their scope
    holds no more than the phrase itself, the content stands for it.
    """
    of = _scope(statement)
    keys = [s for slot, s in found.slots if slot in {"action", "object", "other"}]
    return of is not None and any(of.overlaps(span) for span in keys or [found.cover])


def _scope(statement: Statement) -> Span | None:
    likelihood = statement.likelihood
    if likelihood is None:
        return None
    if likelihood.low is None and likelihood.high is None:
        return likelihood.of
    rest = cut(statement, likelihood.of).replace(cut(statement, likelihood.span), " ")
    return likelihood.of if len(WORD.findall(rest)) >= LEAST_SCOPE else statement.content


def _other_subject(statement: Statement, found: Match) -> str | None:
    """Return the subject of the claim where it is another than what matched, else None.

    "The meeting is likely to be about an entry" states no likelihood of an entry: its action is
    another. A subject that only stands for the likelihood ("the chances of ...") is none.
    """
    subject, of = statement.claim.actor, _scope(statement)
    if subject is None or of is None or not of.holds(subject):
        return None
    words, action = cut(statement, subject), statement.claim.action
    # Whoever does the matched action is its subject, also where the pattern asks for no actor.
    doing = action is None or action.overlaps(found.cover)
    if doing or subject.end > found.cover.start or mentions(cue("carriers"), words):
        return None
    return words


def _other_act(statement: Statement, found: Match) -> str | None:
    """Return the act that the likelihood is of where what matched only hangs on it, else None.

    "They likely seek to pin troops with the threat of an attack" states no likelihood of an attack,
    "it is likely part of a campaign suggesting that they attack" none either. An act that is only a
    way to the matched one ("unlikely to order an attack") stands for it.
    """
    act, of = statement.claim.action, _scope(statement)
    if act is None or of is None or not of.holds(act):
        return None
    keys = [s for slot, s in found.slots if slot in {"action", "object", "other"}]
    first = min((span.start for span in keys), default=found.cover.start)
    if act.end > first or any(span.overlaps(act) for span in keys):
        return None
    words = cut(statement, act)
    if mentions(cue("leading"), words):
        return None
    between = cut(statement, Span(act.end, first))
    return words if mentions(cue("hanging"), between) else None


def _past(statement: Statement, of: Span, found: Match) -> bool:
    """Say whether what is likely lies behind: "has likely left", not "to leave, as it has said"."""
    if statement.tense == "past":
        return True
    words, deed = cut(statement, of), statement.claim.action
    told = [Span(of.start + m.start(), of.start + m.end()) for m in PERFECT.finditer(words)]
    if deed is None or not of.holds(deed):
        return bool(told)
    return any(one.overlaps(deed) or one.overlaps(found.cover) for one in told)


def _asks_past(found: Match) -> bool:
    return "past" in found.pattern.tense


def turn_of(statement: Statement, found: Match) -> Turn:
    """Return how a view's likelihood stands to what matched.

    "Likely that it will not" is of the opposite. Who denies a likelihood denies that, which is the
    same where it has another half ("likely") and is not where it has none ("possible").
    """
    return _turn(statement, stance_of(statement, found))


def _turn(statement: Statement, stance: Stance) -> Turn:
    likelihood = statement.likelihood
    if likelihood is None or stance.kind not in {"negated", "denied"}:
        return ""
    if stance.kind == "negated" and not _is_over(stance.words, statement, likelihood):
        return "turned"
    turn = denial_of(likelihood)
    return "not" if turn == "weak" and stance.kind == "negated" else turn


def _is_over(words: str, statement: Statement, likelihood: Likelihood) -> bool:
    """Say whether words that deny stand over a likelihood: "no raid is possible".

    Before it, and not within the clause that it is of: "that it will not sail is likely".
    """
    at = statement.text.casefold().find(words.casefold())
    if at < 0 or at + statement.span.start >= likelihood.span.start:
        return False
    within = likelihood.of.start <= at + statement.span.start < likelihood.of.end
    return not within or _NONE.match(words) is not None
