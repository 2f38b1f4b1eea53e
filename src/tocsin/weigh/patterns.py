"""Patterns: the words by which a claim is recognised, compiled and found in a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from tocsin.nouns import Lexicon, Need, Pattern, Span, Statement, Watch, digest_of
from tocsin.weigh.cues import cue
from tocsin.weigh.departures import departs
from tocsin.weigh.newspresent import news_phrases, told_now
from tocsin.weigh.phrasing import Openings, expression_of, find, mentions, openings_of
from tocsin.weigh.roles import (
    is_barred,
    is_driven_off,
    is_of_another,
    is_of_those_told,
    suffers,
)
from tocsin.weigh.ways import leads_to, way_of, way_untold, way_worded

__all__ = [
    "PRONOUNS",
    "Match",
    "asked_of",
    "content_of",
    "expression_of",
    "find",
    "lexicon_of",
    "match",
    "mentions",
]

NEAR, FAR = 14, 45
"""Words: slots filled within `NEAR` words of each other fit in full, beyond `FAR` not at all."""

LEAST_FIT = 0.5
"""The fit of slots that stand as far apart as they may."""

LOOSE_ACTOR = 0.8
"""Factor where the actor is not the subject that the reader found, but stands beside the action."""

ACROSS = 0.7
"""Factor where the slots are filled from two sentences of one statement."""

TRIED = 6
"""Places of each slot that are tried against each other."""

BESIDE = 12
"""Characters between a verb of saying and what it declares: "declared a", "announced the"."""

APART = frozenset({"actor", "place"})
"""Slots that may be filled elsewhere: a "we" by its speaker, a place before the content."""

_LOCATIVE = re.compile(
    r"\b(?:in|into|inside|from|to|toward|towards|at|near|across|through|via|on|against|over|around"
    r"|outside|beyond|within)\s+(?:the\s+|its\s+|neighbou?ring\s+|\w+ern\s+|central\s+)*$",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"(?<!\bborder\s)(?<!\bborders\s)(?<!\bfrontier\s)"
    r"\b(?:by|of|with|alongside|beside)\s+(?:the\s+|its\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"(?:['’]s?)?(?:\s+[\w-]+){0,2}\s+$")
_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z])")
_SUBORDINATE = re.compile(r"\W*(?:that|to|whether|if|how|why|when|what|it)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_GERUND = re.compile(r"\w+ing\b.*", re.IGNORECASE | re.DOTALL)
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|['’](?:s|re|m)|has|have|had|will|would|may|might|can"
    r"|could|shall|should|must)\b",
    re.IGNORECASE,
)
"""Between a subject and its verb: then the verb is no gerund."""
_OWN = re.compile(r"(?:its|his|her|their|our) (?:own )?", re.IGNORECASE)
_PART = re.compile(r"part\s+of\b", re.IGNORECASE)
_REFUSING = re.compile(r"\b(?:refus|declin)(?:e|es|ed|ing)\b", re.IGNORECASE)
PRONOUNS = frozenset({"i", "we", "he", "she", "it", "they", "us", "our", "his", "her", "its"})
"""Subjects that stand for somebody named elsewhere."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a statement fills a pattern: (slot, span) in the report's characters, by span.

    `fit` in (0, 1] is how closely the words stand as the pattern means them.
    """

    pattern: Pattern
    slots: tuple[tuple[str, Span], ...]
    fit: float

    @property
    def cover(self) -> Span:
        """From the first to the last character that matched."""
        return Span(min(s.start for _, s in self.slots), max(s.end for _, s in self.slots))

    @property
    def weight(self) -> tuple[int, int]:
        """How much the match asks: slots that had to be filled, then letters that filled them."""
        return len(self.slots), sum(len(span) for _, span in self.slots)


def content_of(statement: Statement) -> tuple[str, int]:
    """Return the statement's content and where in the report it begins.

    Content that reaches outside the statement's own span cannot be cut from it: then the whole
    statement stands for it.
    """
    if statement.span.holds(statement.content) and len(statement.content):
        start = statement.content.start - statement.span.start
        return statement.text[start : start + len(statement.content)], statement.content.start
    return statement.text, statement.span.start


def match(pattern: Pattern, statement: Statement) -> Match | None:
    """Return how `statement` fills `pattern`, or None.

    Every slot is filled within the content: the actor by the subject where the reader found one,
    or by a word that stands beside the action; a country that only tells the place is no actor.
    The place may also stand elsewhere in the statement, and a subject that is left out in the
    clause before. A saying that is a deed of its own ("announced mobilisation") may be the action.
    """
    if pattern.tense and statement.tense not in pattern.tense:
        return None
    found = _matched(pattern, statement, *content_of(statement), None)
    if found is None and (cue := _deed_of(statement)) is not None and "action" in pattern.slots:
        speaker = statement.speaker
        start = cue.start
        if speaker is not None and speaker.span is not None and speaker.span.start < cue.start:
            start = max(speaker.span.start, statement.span.start)
        text = statement.text[
            start - statement.span.start : statement.content.end - statement.span.start
        ]
        found = _matched(pattern, statement, text, start, Span(cue.start - start, cue.end - start))
    return found


def _deed_of(statement: Statement) -> Span | None:
    """Return the verb of saying where it is a deed of its own.

    What is said is then no clause but a thing: "declared war". To refuse is one always.
    """
    cue, content, claim = statement.cue, statement.content, statement.claim
    if cue is None or not statement.span.holds(cue) or not statement.span.holds(content):
        return None
    if cue.end > content.start or content.start - cue.end > BESIDE:
        return None
    start = cue.start - statement.span.start
    if _REFUSING.search(statement.text, start, start + len(cue)):
        return cue
    text = content_of(statement)[0]
    clause = claim.actor is not None and claim.action is not None and claim.actor < claim.action
    if clause and claim.action is not None:
        # "Declared the island part of its territory": there is no verb behind the name.
        clause = not _PART.match(statement.text, claim.action.start - statement.span.start)
    return None if clause or _SUBORDINATE.match(text) else cue


def _matched(
    pattern: Pattern, statement: Statement, text: str, offset: int, deed: Span | None
) -> Match | None:
    """Match within `text`, which begins at `offset` in the report; by `deed` where one is given."""
    if pattern.without and expression_of(pattern.without).search(text):
        return None
    found = _filling(pattern, statement, text, offset, deed)
    if found is None:
        return None
    fit = 1.0
    if "actor" in pattern.slots:
        if deed is None:
            acting, fit = _actors(pattern, text, offset, statement, found)
        else:
            acting, fit = _declaring(pattern, text, offset, statement, deed)
        if fit == 0.0:
            return None
        if acting:
            found["actor"] = acting
    chosen = _closest(found) if found else None
    if chosen is None:
        return None
    fit *= _nearness(text, chosen)
    if fit == 0.0 or not _directed(pattern, statement, chosen, offset):
        return None
    filled = {slot: Span(a + offset, b + offset) for slot, (a, b) in chosen.items()}
    if is_barred(pattern, statement, filled) or is_of_those_told(pattern, statement, filled):
        return None
    if is_driven_off(statement, filled):
        return None
    slots = tuple(sorted(filled.items(), key=lambda one: (one[1], one[0])))
    return Match(pattern, slots, fit)


def _filling(
    pattern: Pattern, statement: Statement, text: str, offset: int, deed: Span | None
) -> dict[str, list[tuple[int, int]]] | None:
    """Return where `text` fills each slot but the actor; None where it leaves one empty."""
    found: dict[str, list[tuple[int, int]]] = {}
    for slot, phrases in pattern.slots.items():
        if slot == "actor":
            continue
        found[slot] = _named(phrases, text)
        if deed is not None and slot == "action":
            found[slot] = [(a, b) for a, b in found[slot] if deed.overlaps(Span(a, b))]
        if slot == "action" and not found[slot]:
            found[slot] = told_now(pattern, statement, text, offset, deed)
        if not found[slot]:
            if slot != "place" or not expression_of(phrases).search(statement.text):
                return None
            # Told outside the content ("In Belarus, he said, ..."): it counts, at no distance.
            del found[slot]
    return found


def _named(phrases: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Return where `phrases` stand in `text`, and name no other by whose ally or deputy he is."""
    return [(a, b) for a, b in find(phrases, text) if not is_of_another(phrases, text, a, b)]


def _elided(pattern: Pattern, statement: Statement) -> float | None:
    """Return how well a subject that is left out fills the actor: "trains, but will not attack".

    It is the subject of the clause before. None where it does not fill it, or nothing is left out.
    """
    subject, phrases = statement.claim.elided, pattern.slots["actor"]
    if subject is None:
        return None
    if subject.casefold() in PRONOUNS:
        speaker = statement.speaker
        own = speaker is not None and mentions(phrases, speaker.text)
        return LOOSE_ACTOR if own else None
    return 1.0 if any(_acting(phrases, subject)) else None


def _acting(phrases: tuple[str, ...], text: str, *, since: int = 0) -> list[tuple[int, int]]:
    """Return where `phrases` stand for somebody, and do not only tell a place.

    What stands before `since` puts nothing in a place that stands from there on.
    """
    return [
        (a, b)
        for a, b in _named(phrases, text)
        if not _LOCATIVE.search(text, max(since if a >= since else 0, a - 60), a)
    ]


def _of_gerund(statement: Statement, offset: int, text: str) -> bool:
    """Say whether the claim is told by its subject and a gerund: "of Norland entering the war"."""
    subject, action = statement.claim.actor, statement.claim.action
    if subject is None or action is None or not subject.end <= action.start:
        return False
    return _GERUND.fullmatch(text, action.start - offset, action.end - offset) is not None and (
        not _FINITE.search(text, subject.end - offset, action.start - offset)
    )


def _actors(
    pattern: Pattern,
    text: str,
    offset: int,
    statement: Statement,
    others: dict[str, list[tuple[int, int]]],
) -> tuple[list[tuple[int, int]], float]:
    """Return where the actor stands, and how well that fits: 0 where nobody fills it.

    One who is told in the clause before stands nowhere, and counts, at no distance.
    """
    if (elided := _elided(pattern, statement)) is not None:
        return [], elided
    acting, fit = _present(pattern, text, offset, statement, others)
    return acting, fit if acting else 0.0


def _declaring(
    pattern: Pattern, text: str, offset: int, statement: Statement, deed: Span
) -> tuple[list[tuple[int, int]], float]:
    """Return where who declares stands as the actor: before the verb, or named as its speaker."""
    phrases, speaker = pattern.slots["actor"], statement.speaker
    if speaker is None:
        return [], 0.0
    if speaker.span is not None:
        own = Span(max(speaker.span.start - offset, 0), max(speaker.span.end - offset, 0))
        acting = _acting(phrases, text[: deed.start])
        if beside := [(a, b) for a, b in acting if own.overlaps(Span(a, b))]:
            return beside, 1.0
    return [], 1.0 if mentions(phrases, speaker.text) else 0.0


def _present(
    pattern: Pattern,
    text: str,
    offset: int,
    statement: Statement,
    others: dict[str, list[tuple[int, int]]],
) -> tuple[list[tuple[int, int]], float]:
    phrases = pattern.slots["actor"]
    acting = [
        (a, b)
        for a, b in _acting(phrases, text)
        if not suffers(statement, Span(a + offset, b + offset))
    ]
    subject = statement.claim.actor
    if subject is None or not 0 <= subject.start - offset < len(text):
        return acting, 1.0
    start, end = subject.start - offset, subject.end - offset
    if _of_gerund(statement, offset, text):
        # What stands before the subject bears on all that is told: "a chance to Norland entering".
        acting = _acting(phrases, text, since=start)
    speaker = statement.speaker
    if text[start:end].casefold() in PRONOUNS and not acting:
        # "Minsk said it would not": the speaker speaks of himself.
        if speaker is not None and expression_of(phrases).search(speaker.text):
            return [(start, end)], LOOSE_ACTOR
        return [], 0.0
    inside = [(a, b) for a, b in acting if start <= a and b <= end]
    if inside:
        return inside, 1.0
    if speaker is not None and _is_speakers_own(phrases, speaker.text, text[start:end]):
        return [(start, start + text[start:end].index(" "))], LOOSE_ACTOR
    starts = [a for slot in ("action", "object", "other") for a, _ in others.get(slot, ())]
    beside = [
        (a, b)
        for a, b in acting
        if _AGENT.search(text, max(0, a - 60), a)
        or any(_ATTACHED.fullmatch(text, b, to) for to in starts)
    ]
    return beside, LOOSE_ACTOR


def _is_speakers_own(phrases: tuple[str, ...], speaker: str, subject: str) -> bool:
    """Say whether a subject is the forces of who speaks: "Norland says its troops have entered"."""
    owned = _OWN.match(subject)  # "its", and what it has may fill another slot
    if owned is None or not mentions(cue("own_forces"), subject):
        return False
    forces = subject[owned.end() :]
    return mentions(phrases, speaker) or mentions(phrases, f"{speaker} {forces}")


def _closest(found: dict[str, list[tuple[int, int]]]) -> dict[str, tuple[int, int]] | None:
    """Choose one place a slot, none in another's words, so that all lie closest; None if none can.

    The first such choice wins. Only the first `TRIED` places of each slot are tried.
    """
    names = sorted(found)
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    for chosen in product(*(found[name][:TRIED] for name in names)):
        ordered = sorted(chosen)
        if any(b > c for (_, b), (c, _) in pairwise(ordered)):
            continue
        ranked = (max(b for _, b in ordered) - ordered[0][0], chosen)
        if best is None or ranked < best:
            best = ranked
    return None if best is None else dict(zip(names, best[1], strict=True))


def _nearness(text: str, chosen: dict[str, tuple[int, int]]) -> float:
    start = min(a for a, _ in chosen.values())
    end = max(b for _, b in chosen.values())
    words = len(_WORD.findall(text, start, end))
    if words > FAR:
        return 0.0
    fit = 1.0 - (1.0 - LEAST_FIT) * max(0, words - NEAR) / (FAR - NEAR)
    return fit * ACROSS if _SENTENCE.search(text, start, end) else fit


def _directed(
    pattern: Pattern, statement: Statement, chosen: dict[str, tuple[int, int]], offset: int
) -> bool:
    """Say whether the direction is the one asked for, or none is told.

    What the quantity beside the match says rules; without one, any quantity of the statement. It is
    seen from the pattern's own country, whatever country the report is about.
    """
    if pattern.direction != "out" and departs(
        pattern, statement.text, _in_statement(statement, chosen, offset)
    ):
        return False
    if pattern.direction is None:
        return True
    start = min(a for a, _ in chosen.values()) + offset
    end = max(b for _, b in chosen.values()) + offset
    cover = Span(start, end)
    local = _in_statement(statement, chosen, offset)
    if (worded := way_worded(statement.text, local)) is not None:
        return worded == pattern.direction
    if pattern.home is None and leads_to(statement.text, local):
        return pattern.direction == "in"
    near = {way_of(q, pattern.home) for q in statement.quantities if q.span.overlaps(cover)}
    told = (near - {None}) or {way_of(q, pattern.home) for q in statement.quantities} - {None}
    told = told or {way_untold(statement, cover, pattern.home)} - {None}
    return not told or pattern.direction in told


def _in_statement(
    statement: Statement, chosen: dict[str, tuple[int, int]], offset: int
) -> dict[str, tuple[int, int]]:
    by = offset - statement.span.start
    return {slot: (a + by, b + by) for slot, (a, b) in chosen.items()}


def lexicon_of(watches: Sequence[Watch]) -> Lexicon:
    """Return what a report must hold for any pattern of `watches` to be filled.

    A watch that has no patterns gives the empty lexicon, which lets everything through.
    """
    needs = tuple(sorted({_need(pattern) for pattern in _patterns(watches)}, key=repr))
    ids = tuple(sorted({watch.id for watch in watches}))
    if any(not list(_patterns([watch])) for watch in watches):
        needs = ()
    return Lexicon(needs, ids, digest_of("l", *map(repr, needs)))


def _need(pattern: Pattern) -> Need:
    """Return what `match` asks at least: no more, or the gate would lose what it could find."""

    def of(apart: bool) -> tuple[tuple[str, ...], ...]:
        held = (
            (*slot, *news_phrases(pattern)) if name == "action" else slot
            for name, slot in pattern.slots.items()
            if (name in APART) is apart
        )
        return tuple(sorted({tuple(sorted(set(slot))) for slot in held}))

    return Need(of(apart=False), of(apart=True), FAR)


def asked_of(pattern: Pattern) -> tuple[Openings, ...]:
    """Return how the phrases begin one of which `match` asks of the statement's text, by slot."""
    return tuple(openings_of(phrases) for phrases in _need(pattern).near)


def _patterns(watches: Iterable[Watch]) -> Iterator[Pattern]:
    for watch in watches:
        for proposition in watch.propositions:
            yield from proposition.match
        for indicator in watch.indicators:
            yield from indicator.match
            yield from indicator.looked
