"""Headlines: what a headline says that the body under it does not, or says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tocsin.data import load
from tocsin.nouns import Contradiction, Origin, Quantity, Register, Span
from tocsin.trace.counts import family_of
from tocsin.trace.foretold import MOST_FORETOLD, SIGNALS, deed_in, foretells
from tocsin.trace.levels import is_phrase, side_of
from tocsin.trace.names import fold, fold_text
from tocsin.trace.utterances import Utterance, topic_of
from tocsin.trace.verbs import base_of, bases_of
from tocsin.trace.words import stem, text_of

__all__ = ["NEGATIONS", "headline_contradictions"]

SAME_PROPOSITION = 0.5
SAME_CLAIM = 0.75
LEAST_CLAIMED = 2
"""Stems beside the verb that a headline shares with the claim that it turns round."""

MOSTLY_QUOTED = 0.5
LONGEST_WORD = 4
"""Words of the longest phrase of likelihood that is looked for in a headline."""

ATTRIBUTES = frozenset("certain imminent inevitable unavoidable impossible".split())
"""Words of likelihood that may as well stand before a noun: "an imminent raid is unlikely"."""

ROUGHLY = 1.5
"""Factor up to which a headline may round a figure, or take several together."""

NEGATIONS = frozenset(
    "no not none nobody nothing never neither nor cannot without denied denies deny".split()
)

_SAYS = (
    r"(?:say|tell|warn|claim|insist|predict|believe|think|argue|judge|estimate|conclude|report)s?"
    r"|said|told|warned|claimed|insisted|predicted|argued"
)
TOLD = re.compile(
    rf",\s+(?:the\s+)?([^,:;]{{2,50}}?)\s+(?:{_SAYS})\s*$"
    rf"|,\s+(?:{_SAYS})\s+(?:the\s+)?([^,:;]{{2,50}})$"
    r"|^([^,:;]{2,50}):\s|:\s+([^,:;]{2,50})$"
)
"""Who says it, at the end or the head of a headline: "…, general says", "…, says Lee", "Lee: …"."""

SPOKEN = re.compile(rf"\b(?:{_SAYS})\b")
"""A verb of saying, without which what stands before a colon may be a topic: "Lake war: …"."""

Side = tuple[str, str, Span]


def headline_contradictions(
    utterances: Sequence[Utterance], origins: Sequence[Origin], register: Register
) -> Iterator[Contradiction]:
    """Yield headlines that say other than the bodies of their own reports, which they sum up.

    A word of likelihood that the source said of another claim, or that leans the other way; a claim
    that the body denies, or the reverse; a figure that the body gives otherwise. Where any sentence
    of the body bears the headline out, nothing is yielded.
    """
    traced = {utterance.report.id for utterance in utterances}
    origin_of: Mapping[tuple[str, str], str] = {
        (mention.report, mention.statement): origin.id
        for origin in origins
        for mention in origin.mentions
        if mention.report in traced
    }
    bodies: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        if not utterance.echo:
            bodies.setdefault(utterance.report.id, []).append(utterance)
    for head in utterances:
        if head.statement.segment != "headline" or _asks(head):
            continue
        body = bodies.get(head.report.id, [])
        own = origin_of.get((head.report.id, head.statement.id))
        linked = [u for u in body if origin_of.get((u.report.id, u.statement.id)) == own]
        if head.statement.likelihood is not None:
            yield from _drifted(head, linked, body)
        else:
            yield from _turned(head, linked, body, register)
        yield from _leaning(head, linked, body, register)
        yield from _miscounted(head, linked, body)


def _asks(head: Utterance) -> bool:
    return head.statement.act == "question" or "?" in head.statement.text


def _flag(about: str, head: Utterance, body: Utterance, spans: tuple[Span, Span]) -> Contradiction:
    sides: tuple[Side, ...] = (
        (head.statement.id, head.report.id, spans[0]),
        (body.statement.id, body.report.id, spans[1]),
    )
    return Contradiction("headline", about, sides)


def _drifted(
    head: Utterance, linked: Sequence[Utterance], body: Sequence[Utterance]
) -> Iterator[Contradiction]:
    """Yield a headline whose word of likelihood its source said of another claim."""
    said = [u for u in linked if _phrase(u) == _phrase(head)]
    if not said and head.speaker.voice:
        # "UK: troops unlikely to go" names who said it, and nothing else in it is in the body.
        said = [u for u in body if _phrase(u) == _phrase(head)]
        said = said if all(_names(head, u) for u in said) else []
    # The source's own words decide where they are quoted, else what is told of them.
    said = [u for u in said if u.quoted >= MOSTLY_QUOTED] or said
    if said and not any(_one_proposition(head, u) for u in said):
        yield _flag(_phrase(head), head, said[0], (_of(head), _of(said[0])))


def _leaning(
    head: Utterance, linked: Sequence[Utterance], body: Sequence[Utterance], register: Register
) -> Iterator[Contradiction]:
    """Yield a headline that calls likely, or tells as a fact, what its source calls unlikely.

    The source is whose words the headline repeats, or whom it names by any name of theirs or by an
    office. One that names nobody sums up whoever judges all that it speaks of.
    """
    word = _word(head)
    bare = foretells(head) if word is None else 0
    if word is None and (not bare or any(_is_told(head, u) for u in body)):
        return
    teller = _teller(head)
    named = {u.rank: _own_names(head, u, register) or _by_office(teller, u, body) for u in body}
    anybody = head.speaker.voice and not any(named[u.rank] or _names(head, u) for u in body)
    # "A general says" is nobody else: where no body's speaker is a general, nobody is meant here.
    others = head.speaker.voice and teller and SPOKEN.search(head.statement.text)
    anybody = anybody and not others
    against: list[Utterance] = []
    for one in body:
        own = named[one.rank] if word is not None else named[one.rank] | teller | _name_stems(one)
        if one.statement.likelihood is None or not _one_proposition(head, one, own, bare):
            continue
        if bare and not _is_foretold(head, one, own):
            continue
        if _lean(one) != -bare if bare else not _leans_apart(head, one):
            return
        told = _rated(head, bare) - (SIGNALS if bare else set())
        whole = anybody and told <= _rated(one, bare)
        known = one in linked or _names(head, one) or whole
        if named[one.rank] or (known and not (bare and others)):
            against.append(one)
    other = _word(against[0]) if against else None
    if other is not None:
        about, span = word or (" ".join(head.statement.text.split()), head.statement.content)
        yield _flag(f"{about}, {other[0]}", head, against[0], (span, other[1]))


def _is_told(head: Utterance, body: Utterance) -> bool:
    """Say whether a body tells as a fact, like its headline, what the headline foretells."""
    return body.statement.likelihood is None and _bears_out(head, body)


def _is_foretold(head: Utterance, body: Utterance, names: frozenset[str]) -> bool:
    """Say whether what a body judges is just what a headline tells as a fact: most of its words."""
    own, meant = _rated(head, 1) - names - SIGNALS, _rated(body, 1)
    common = (own & meant) | (deed_in(_deed(head), meant) & own)
    return len(common) >= LEAST_CLAIMED and len(common) >= MOST_FORETOLD * len(own)


def _leans_apart(head: Utterance, body: Utterance) -> bool:
    """Say whether one has as likely what the other has as unlikely, or as not likely."""
    lean = _lean(head)
    if lean and _lean(body) == -lean:
        return True
    bare = [_bare_word(u) for u in (head, body)]
    return bare[0] == bare[1] and _is_not(head) != _is_not(body)


def _bare_word(utterance: Utterance) -> str:
    word = _word(utterance)
    return "" if word is None else word[0].removeprefix("not ")


def _is_not(utterance: Utterance) -> bool:
    word = _word(utterance)
    return utterance.statement.polarity == "negated" or (
        word is not None and word[0].startswith("not ")
    )


def _turned(
    head: Utterance, linked: Sequence[Utterance], body: Sequence[Utterance], register: Register
) -> Iterator[Contradiction]:
    """Yield a headline that affirms what its source denies, or denies what it affirms."""
    if head.statement.condition is not None:
        return
    same = [u for u in body if _one_claim(head, u, linked)]
    against = [u for u in same if _against(head, u) and _meant(head, u, linked, body, register)]
    held = against and all(_against(head, u) for u in same)
    if held and not any(_bears_out(head, u) for u in body):
        other = against[0]
        about = " ".join(sorted(head.stems & other.stems))
        yield _flag(about, head, other, (head.statement.content, other.statement.content))


def _meant(
    head: Utterance,
    one: Utterance,
    linked: Sequence[Utterance],
    body: Sequence[Utterance],
    register: Register,
) -> bool:
    """Say whether a headline sums up what `one` says: its own words, or those of whom it names.

    One that names nobody sums up whoever tells of all that it speaks of.
    """
    if not head.speaker.voice:
        return one in linked
    # "Rebels say: …" is not what the army denies, whosever words it may look like.
    teller = _teller(head)
    if teller and SPOKEN.search(head.statement.text):
        named = _own_names(head, one, register)
        return bool(_by_office(teller, one, body)) or (bool(named) and teller <= named)
    if one in linked:
        return True
    own = _claimed(head, one)
    return len(own) >= LEAST_CLAIMED and own <= bases_of(one.stems)


def _claimed(head: Utterance, body: Utterance) -> frozenset[str]:
    """Return the stems of what a headline claims besides the body's deed and who says so."""
    return bases_of(head.stems - _name_stems(body) - _teller(head)) - {_deed(body)}


def _one_claim(head: Utterance, body: Utterance, linked: Sequence[Utterance]) -> bool:
    """Say whether both tell of one deed: the same verb, and most of the headline's words.

    Of words that are repeated from the body a single one will do, where that is all there is.
    """
    if not _one_deed(head, body):
        return False
    own = _claimed(head, body)
    common = own & bases_of(body.stems)
    least = min(LEAST_CLAIMED, len(own)) if body in linked else LEAST_CLAIMED
    return len(common) >= max(least, 1) and len(common) >= SAME_CLAIM * len(own)


def _one_deed(head: Utterance, body: Utterance) -> bool:
    """Say whether the body's verb is the headline's: what a headline has no verb for, it names."""
    deed = _deed(body)
    told = _deed(head)
    if told and told not in _sayings():
        return told == deed
    return bool(deed) and deed in bases_of(head.stems)


def _bears_out(head: Utterance, body: Utterance) -> bool:
    """Say whether the body has somewhere, of the same deed and half of the rest, what it claims."""
    if not _one_deed(head, body) or (_negations(head) == 0) != (_negations(body) == 0):
        return False
    own = _claimed(head, body)
    return len(own & bases_of(body.stems)) >= SAME_PROPOSITION * len(own)


@cache
def _sayings() -> frozenset[str]:
    """Return the stems of verbs of saying, which are the headline's "minister says" and no deed."""
    words = re.findall(r"[a-z]+", _SAYS.replace(")s?", ""))
    return bases_of(map(stem, words))


def _against(head: Utterance, body: Utterance) -> bool:
    statement = body.statement
    if statement.condition is not None or statement.likelihood is not None:
        return False
    if statement.act in {"question", "appeal"}:
        return False
    if {head.statement.tense, statement.tense} == {"past", "future"}:
        return False
    negated = [_negations(u) for u in (head, body)]
    denied = [_denies(u) for u in (head, body)]
    # One plain negation against none: two, or a verb that refuses, may come to the same.
    plain = sorted(negated) == [0, 1] and not any(_refuses(u) for u in (head, body))
    return plain and denied[0] != denied[1] and denied == [n == 1 for n in negated]


def _miscounted(
    head: Utterance, linked: Sequence[Utterance], body: Sequence[Utterance]
) -> Iterator[Contradiction]:
    """Yield a headline with a figure that the body, which tells of the same deed, has otherwise."""
    for quantity in head.statement.quantities:
        if quantity.unit is None or _written(head, quantity) in _digits(body):
            continue
        family = family_of(quantity.unit)
        given = [
            (u, q)
            for u in body
            for q in u.statement.quantities
            if q.unit is not None and family_of(q.unit) == family
        ]
        told = [
            (u, q)
            for u, q in given
            if u in linked and _deed(u) and _deed(u) == _deed(head) and _shares_place(head, u)
        ]
        numbers = [_number(q) for _, q in given] + [sum(_number(q) for _, q in given)]
        if told and all(_apart(_number(quantity), number) for number in numbers):
            other, figure = told[0]
            about = f"{quantity.span.of(head.report.text)}, {figure.span.of(other.report.text)}"
            yield _flag(about, head, other, (quantity.span, figure.span))


def _shares_place(head: Utterance, body: Utterance) -> bool:
    named = [{fold(place.text) for place in u.statement.places} for u in (head, body)]
    return not named[0] or bool(named[0] & named[1])


def _number(quantity: Quantity) -> float:
    known = [value for value in (quantity.high, quantity.low) if value is not None]
    return known[0] if known else 0.0


def _apart(one: float, other: float) -> bool:
    least, most = sorted((one, other))
    return least <= 0 or most > ROUGHLY * least


def _written(head: Utterance, quantity: Quantity) -> str:
    return "".join(c for c in quantity.span.of(head.report.text) if c.isdigit()) or "-"


def _digits(body: Sequence[Utterance]) -> frozenset[str]:
    """Return the numbers that stand anywhere in the body, as digits."""
    return frozenset(
        "".join(c for c in word if c.isdigit()) for u in body for word in u.statement.text.split()
    )


def _word(utterance: Utterance) -> tuple[str, Span] | None:
    """Return the word of likelihood that a statement has, or that its headline shows, and where."""
    likelihood = utterance.statement.likelihood
    if likelihood is not None:
        return _phrase(utterance), likelihood.span
    return _shown(utterance) if utterance.statement.segment == "headline" else None


def _shown(head: Utterance) -> tuple[str, Span] | None:
    """Return the word of likelihood that stands in a headline: "Invasion almost certain, ISW says".

    A headline has no verb that binds it to what it is said of, so that a reader may leave it. The
    longest phrase is taken of words that are one, with what makes it more or less so.
    """
    text = text_of(head.statement.text)
    found: list[tuple[int, int]] = []
    for count in range(LONGEST_WORD, 0, -1):
        for at in range(len(text.words) - count + 1):
            phrase = " ".join(text.words[at : at + count])
            apart = all(at + count <= begin or end <= at for begin, end in found)
            if apart and is_phrase(phrase) and side_of(phrase):
                found.append((at, at + count))
    # Of "certain defeat unlikely" the first word is part of what the other judges.
    judged = [span for span in found if text.words[span[1] - 1] not in ATTRIBUTES]
    sides = {side_of(" ".join(text.words[at:end])) for at, end in judged or found}
    if len(sides) != 1:
        return None
    at, end = max(judged or found, key=lambda span: (span[1] - span[0], -span[0]))
    start = head.statement.span.start
    return " ".join(text.words[at:end]), Span(start + text.begins[at], start + text.ends[end - 1])


def _own_names(head: Utterance, body: Utterance, register: Register) -> frozenset[str]:
    """Return the stems of the longest name of the body's speaker that stands in the headline."""
    source = register.sources.get(body.speaker.name)
    if body.speaker.voice or source is None:
        return frozenset()
    said = f" {fold_text(head.statement.text)} "
    names = [name for name in map(fold, (source.name, *source.aliases)) if f" {name} " in said]
    longest = max(names, key=lambda name: (len(name), name), default="")
    return frozenset(topic_of(word) for word in longest.split()) - {""}


def _teller(head: Utterance) -> frozenset[str]:
    """Return stems of the words by which a headline tells who says it: "Invasion likely, Lee says".

    Empty where it has no such words.
    """
    found = TOLD.search(head.statement.text)
    words = "" if found is None else next(part for part in found.groups() if part)
    return frozenset(topic_of(word) for word in text_of(words).words) - {""}


def _by_office(teller: frozenset[str], one: Utterance, body: Sequence[Utterance]) -> frozenset[str]:
    """Return the headline's words for who says it where the body has them all for its speaker.

    By an office: "general says" is of the one whom a sentence of his calls a general.
    """
    if one.speaker.voice or not teller:
        return frozenset()
    said = (u for u in body if u.speaker.key == one.speaker.key)
    about = {u.rank: u.stems for u in said}
    return teller if any(teller <= _told_of(u) for u in body if u.rank in about) else frozenset()


def _told_of(utterance: Utterance) -> frozenset[str]:
    """Return stems of what a sentence has besides of what is said in it: who says so."""
    content, span = utterance.statement.content, utterance.statement.span
    text = utterance.report.text
    beside = f"{text[span.start : content.start]} {text[content.end : span.end]}"
    words = text_of(f"{utterance.speaker.name} {beside}").words
    return frozenset(topic_of(word) for word in words) - {""}


def _phrase(utterance: Utterance) -> str:
    likelihood = utterance.statement.likelihood
    return "" if likelihood is None else " ".join(likelihood.phrase.lower().split())


def _of(utterance: Utterance) -> Span:
    likelihood = utterance.statement.likelihood
    return utterance.statement.content if likelihood is None else likelihood.of


def _name_stems(utterance: Utterance) -> frozenset[str]:
    words = text_of(utterance.speaker.name).words
    return frozenset(topic_of(word) for word in words) - {""}


def _names(head: Utterance, body: Utterance) -> bool:
    return not body.speaker.voice and bool(head.stems & _name_stems(body))


def _one_proposition(
    head: Utterance, body: Utterance, names: frozenset[str] = frozenset(), bare: int = 0
) -> bool:
    own = _rated(head, bare) - names
    common = own & _rated(body, bare)
    same = len(common) >= SAME_PROPOSITION * len(own) and not _of_a_sign(own, body)
    return same or not own


def _of_a_sign(own: frozenset[str], body: Utterance) -> bool:
    """Say whether the body judges what is a sign of a thing, and the headline the thing itself.

    "It is unlikely that the drills are a sign of preparations for an attack" says nothing of how
    likely an attack is.
    """
    signs = _listed("signs")
    if own & signs:
        return False
    stems = [topic_of(word) for word in text_of(_of(body).of(body.report.text)).words]
    at = next((place for place, word in enumerate(stems) if word in signs), None)
    if at is None:
        return False
    # What is judged to be a sign stands before the word: the headline has nothing of it.
    judged, meant = frozenset(stems[:at]) - {""}, frozenset(stems[at:])
    return bool(judged) and not own & judged and bool(own & meant)


def _rated(utterance: Utterance, bare: int) -> frozenset[str]:
    """Return the stems of what a likelihood is said of, with states under a `bare` headline."""
    words = text_of(_of(utterance).of(utterance.report.text)).words
    shown = _word(utterance)
    phrase = set() if shown is None else {stem(word) for word in shown[0].split()}
    about = {(topic_of if bare else stem)(word) for word in words} - phrase
    return frozenset(about & utterance.stems) or frozenset(
        word for word in utterance.stems if word not in phrase
    )


def _lean(utterance: Utterance) -> int:
    """Return 1 where a likelihood is above even for nearly all readers, -1 where below, else 0."""
    word = _word(utterance)
    if word is None or utterance.statement.polarity == "negated" or _negations(utterance):
        return 0
    return side_of(word[0])


def _deed(utterance: Utterance) -> str:
    action = utterance.statement.claim.action
    words = () if action is None else text_of(action.of(utterance.report.text)).words
    return base_of(stem(words[-1])) if words else ""


def _denies(utterance: Utterance) -> bool:
    return (utterance.statement.polarity == "negated") != (utterance.statement.act == "denial")


def _negations(utterance: Utterance) -> int:
    return (utterance.statement.act == "denial") + sum(
        word in NEGATIONS or word.endswith("n't") for word in utterance.text.words
    )


def _refuses(utterance: Utterance) -> bool:
    return any(stem(word) in _listed("refusals") for word in utterance.text.words)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in load("trace_terms.yaml")[name])
