"""Rules: what a statement that matches an indicator says of it, and why, one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tocsin.errors import UnknownWord
from tocsin.nouns import Likelihood, Span, Statement, Watch, Yardstick
from tocsin.weigh.cues import cue
from tocsin.weigh.doers import other_doer
from tocsin.weigh.fillers import asks_outcome, other_filler
from tocsin.weigh.grades import factor
from tocsin.weigh.patterns import PRONOUNS, Match, expression_of, find
from tocsin.weigh.reach import conditioned, glossed, unsaid
from tocsin.weigh.stance import Stance, meant, stance_of
from tocsin.weigh.timing import after_close
from tocsin.weigh.words import Range, range_of

__all__ = [
    "MUTE_SEGMENTS",
    "PERFECT",
    "WORD",
    "Scale",
    "Verdict",
    "changes",
    "counts",
    "cut",
    "judged_indicator",
    "likelihood_asked",
    "muted",
    "nothing",
    "range_for",
    "scale_of",
]

Scale = Yardstick | None

MUTE_ACTS = {
    "question": "A question is no claim that it happens.",
    "threat": "A threat says what its speaker wants believed, not that it happens.",
    "appeal": "An appeal says what its speaker wants, not that it happens.",
}
MUTE_SEGMENTS = {
    "headline": "A headline is a mention: only what the text says has weight.",
    "caption": "A caption is a mention: only what the text says has weight.",
}
SILENT_STANCES: Mapping[str, str] = {
    "open": "It leaves the matter open (“{}”).",
    "feared": "It is feared, wished or rumoured (“{}”), not reported.",
    "possible": "It says what could be (“{}”), not that it is.",
    "refused": "It is refused (“{}”), which nobody had to look for.",
    "untold": "It is told as false (“{}”).",
    "remaining": "It says what is still there (“{}”), not what has gone.",
    "nearly": "It says that this came close (“{}”), and not that it came about.",
}
"""What a stance says of a sign that counts neither for nor against it."""
PERFECT = re.compile(
    r"\b(?:have|has|had)\s+(?:already\s+|been\s+)*\w+(?:ed|en|nt|ne)\b", re.IGNORECASE
)
WORD = re.compile(r"\w+")
LEVEL = re.compile(r"\s*\bthan\s+not\b", re.IGNORECASE)
NO_LONGER = re.compile(
    r"\bno\s+longer\s+(?:(?:be|as|a|an|seen|considered|judged)\s+)*$", re.IGNORECASE
)
NOT = re.compile(r"\b(?:not|no|never|hardly)\b", re.IGNORECASE)
STEM = 5
"""Letters by which a name and its adjective are told to be of one country."""
EVEN = (0.45, 0.55)
"""A likelihood whose range holds all of this speaks neither for nor against."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one statement says of one target: direction, probability in [0, 1], and the reason.

    `flags` name each factor that lowered the probability, with its number.
    """

    direction: Literal["seen", "absent", "view", "none"]
    probability: float
    reason: str
    flags: tuple[str, ...] = ()


def nothing(reason: str) -> Verdict:
    """Return that a statement says nothing of a target, and why."""
    return Verdict("none", 0.0, reason)


def range_for(statement: Statement, scale: Scale) -> Range | None:
    """Return the range of the statement's likelihood under `scale`, None where it has no words."""
    likelihood = statement.likelihood
    if likelihood is None:
        return None
    try:
        return range_of(likelihood.phrase, likelihood.low, likelihood.high, scale)
    except UnknownWord:
        return None


def judged_indicator(
    statement: Statement,
    found: Match,
    watch: Watch,
    *,
    looked: bool,
    scale: Scale,
    party: str | None,
    told: bool = False,
) -> Verdict:
    """Judge a statement that matches an indicator.

    `looked`: a pattern of `looked` matched, which by itself says that nothing was seen. `party` is
    the one for which the speaker speaks of itself, else None. `told`: that it is said is what the
    indicator asks for, so that an announcement of it is all there is to see.
    """
    if (silent := muted(statement, found)) is not None:
        return silent
    if after_close(statement, watch):
        return nothing("It speaks of a time after the watch closes.")
    if looked:
        return _discounted(
            Verdict("absent", found.fit, _looker(statement), _apart(found)),
            statement,
            watch,
            party,
        )
    stance = stance_of(statement, found)
    if (silence := SILENT_STANCES.get(stance.kind)) is not None:
        return nothing(silence.format(stance.words))
    if stance.kind == "ended" and statement.absence is None:
        return nothing(f"It says that this has ended (“{stance.words}”), and is there no more.")
    if stance.kind in {"negated", "short", "ended", "denied"}:
        return _absent(statement, found, stance, watch, party)
    if _likelihood_of(statement, found):
        return _likely(statement, found, scale)
    if asks_outcome(found, watch):
        other = other_doer(statement, found, watch.question)
        if other := other or other_filler(statement, found, watch):
            return nothing(other)
    flags = _apart(found)
    reason = f"It says that this is seen: {_words(statement, found)}."
    verdict = Verdict("seen", found.fit, reason, flags)
    if stance.kind == "maybe":
        reason = f"It says that this may be so (“{stance.words}”): {_words(statement, found)}."
        held = factor("maybe", watch.grades)
        flags = (*flags, f"held back by “{stance.words}”: maybe {held:g}")
        verdict = Verdict("seen", found.fit * held, reason, flags)
    return _discounted(verdict, statement, watch, party, told=told)


def muted(statement: Statement, found: Match) -> Verdict | None:
    """Return why a statement says nothing that counts, whatever it matches."""
    if statement.segment in MUTE_SEGMENTS:
        return nothing(MUTE_SEGMENTS[statement.segment])
    if statement.background:
        return nothing("It retells old news, as background.")
    if statement.act in MUTE_ACTS:
        return nothing(MUTE_ACTS[statement.act])
    if conditioned(statement, found):
        return nothing("It holds under a condition only.")
    if (words := unsaid(statement)) and "longer" in words:
        return nothing(f"It is said no more (“{words}”).")
    return None


def _looker(statement: Statement) -> str:
    by = statement.absence.looked_by if statement.absence is not None else ""
    who = by or (statement.speaker.text if statement.speaker is not None else "")
    return f"{who} looked for it and did not see it." if who else "It was looked for and not seen."


def _likelihood_of(statement: Statement, found: Match) -> bool:
    """Say whether the statement's likelihood is of what matched, and not of an adjunct to it."""
    likelihood = statement.likelihood
    if likelihood is None or not likelihood.of.overlaps(found.cover):
        return False
    gloss = glossed(statement, found)
    return gloss is None or not gloss.overlaps(likelihood.span)


def _absent(
    statement: Statement, found: Match, stance: Stance, watch: Watch, party: str | None
) -> Verdict:
    if statement.tense == "future":
        return nothing("It says that this will not be: nobody can have looked yet.")
    if _likelihood_of(statement, found):
        return nothing("It says how likely it is that this is not so.")
    if words := meant(statement, found):
        return nothing(f"It says what is meant (“{words}”), not that anybody looked.")
    if stance.kind != "denied" and statement.absence is not None:
        return _discounted(
            Verdict("absent", found.fit, _looker(statement), _apart(found)),
            statement,
            watch,
            party,
        )
    who = statement.speaker.text if statement.speaker is not None else ""
    if stance.kind == "denied" and (party is not None or _own_deed(statement, found)):
        return nothing(f"{who or 'The doer'} denies a deed of its own: that is no look.")
    reason = f"{who} says that it is not so" if who else "It is said not to be so"
    verdict = Verdict("absent", found.fit, f"{reason} (“{stance.words}”).", _apart(found))
    return _discounted(verdict, statement, watch, party)


def _own_deed(statement: Statement, found: Match) -> bool:
    """Say whether who speaks is who is said to have done it, by name or by a pronoun."""
    actor = statement.claim.actor
    doing = actor is not None and cut(statement, actor).casefold() in PRONOUNS
    if doing or statement.speaker is None:
        return doing
    speaker = statement.speaker.text
    phrases = found.pattern.slots.get("actor")
    if phrases is not None and expression_of(phrases).search(speaker):
        return True
    words = "" if actor is None else cut(statement, actor)
    return not _stems(words).isdisjoint(_stems(speaker))


def _stems(words: str) -> set[str]:
    """Return what names of one country or body share: "Norland", "Norlandic" and "Norland's"."""
    return {word[:STEM] for word in WORD.findall(words) if word[0].isupper() and len(word) >= STEM}


def _likely(statement: Statement, found: Match, scale: Scale) -> Verdict:
    likelihood = statement.likelihood
    told = range_for(statement, scale)
    if likelihood is None or told is None:
        return nothing("No scale knows its likelihood phrase.")
    if (change := changes(statement, likelihood)) is not None:
        return nothing(f"“{change}” says that it changed, not how likely it is.")
    if (counted := counts(statement)) is not None:
        return nothing(counted)
    middle = (told.low + told.high) / 2
    strength = abs(2 * middle - 1)
    words = f"“{likelihood.phrase}” ({told.low:.0%} to {told.high:.0%}, {told.yardstick})"
    if told.low < EVEN[0] and told.high > EVEN[1]:
        return nothing(f"It is {words}: as likely as not.")
    said = f"said to be {words}"
    flags = (f"{said}: {strength:.2f} from even", *_apart(found))
    # "Called unlikely" is seen where it is called so: the word is the sign, and not of the sign.
    asked = likelihood_asked(statement, found) and not NOT.search(likelihood.phrase)
    direction: Literal["seen", "absent"] = "seen" if middle > 0.5 or asked else "absent"
    return Verdict(direction, strength * found.fit, f"It is {said}.", flags)


def likelihood_asked(statement: Statement, found: Match) -> bool:
    """Say whether the statement's word of likelihood is itself what the pattern asks for."""
    likelihood = statement.likelihood
    if likelihood is None:
        return False
    return any(likelihood.span.overlaps(span) for slot, span in found.slots if slot != "actor")


def counts(statement: Statement) -> str | None:
    """Return why the likelihood is none: a share of people or things is a count."""
    likelihood = statement.likelihood
    if likelihood is None:
        return None
    for quantity in statement.quantities:
        if quantity.span.overlaps(likelihood.span) and (quantity.counted or quantity.unit):
            return f"“{likelihood.phrase}” counts {quantity.counted or quantity.unit}."
    return None


def _discounted(
    verdict: Verdict,
    statement: Statement,
    watch: Watch,
    party: str | None,
    *,
    told: bool = False,
) -> Verdict:
    probability, reason, flags = verdict.probability, verdict.reason, list(verdict.flags)
    settings = watch.settings
    # "She announced that she has signed": what is announced is done.
    done = statement.tense != "future" and PERFECT.search(cut(statement, statement.content))
    announced = statement.tense == "future" or (statement.act == "announcement" and not done)
    announced = announced or any(q.basis == "announced" for q in statement.quantities)
    if announced and not told and verdict.direction == "seen":
        probability *= settings.announced_discount
        flags.append(
            f"announced and not yet seen: announced_discount {settings.announced_discount:g}"
        )
        reason += " It is announced, not yet seen."
    serves = statement.act == "denial" or verdict.direction == "absent"
    if party is not None and serves:
        probability *= settings.interested_discount
        flags.append(
            f"its speaker speaks for {party}: interested_discount {settings.interested_discount:g}"
        )
        reason += f" The speaker speaks for {party}, of whom it is said."
    return Verdict(verdict.direction, probability, reason, tuple(flags))


def _apart(found: Match) -> tuple[str, ...]:
    """Return the flag of words that fit their pattern in part only."""
    return (f"the words fit the pattern in part: {found.fit:.2f}",) if found.fit < 1.0 else ()


def _words(statement: Statement, found: Match) -> str:
    text = statement.text
    start = statement.span.start
    parts = [text[s.start - start : s.end - start] for _, s in found.slots]
    return ", ".join(f"“{part}”" for part in parts)


def changes(statement: Statement, likelihood: Likelihood) -> str | None:
    """Return the words that state a change of likelihood ("less likely") and no level, else None.

    "More likely than not" and "more likely, at 30 %" say how likely it is.
    """
    if likelihood.low is not None or likelihood.high is not None:
        return None
    start = max(likelihood.span.start - statement.span.start, 0)
    end = start + len(likelihood.span)
    if LEVEL.search(likelihood.phrase) or LEVEL.match(statement.text, end):
        return None
    if ended := NO_LONGER.search(statement.text, 0, start):
        return f"{ended.group().strip()} {likelihood.phrase}"
    around = statement.text[max(start - 12, 0) : end]
    told = [around[a:b] for a, b in find(cue("changes"), around)]
    within = [words for words in told if likelihood.phrase.split()[-1] in words.split()]
    return within[0] if within else None


def cut(statement: Statement, span: Span) -> str:
    """Return the words of `span` as they stand in the statement."""
    start = max(span.start - statement.span.start, 0)
    return statement.text[start : start + len(span)]


def scale_of(yardstick: str | None, yardsticks: Mapping[str, Yardstick]) -> Scale:
    """Return the scale that a source is known to write to, None where it declared none."""
    return yardsticks.get(yardstick) if yardstick is not None else None
