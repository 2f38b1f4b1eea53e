"""Links: the pair test, which says whether two utterances repeat the same words of one occasion."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.nouns import DAY, Interval
from tocsin.trace.houses import as_house, house_keys
from tocsin.trace.levels import differ
from tocsin.trace.particulars import of_others
from tocsin.trace.persons import as_one
from tocsin.trace.rivals import rival
from tocsin.trace.unnamed import as_unnamed, unnamed_keys
from tocsin.trace.utterances import Issue, Utterance
from tocsin.trace.words import GRAM, containment, fingerprints, runs, text_of

__all__ = ["Link", "at_once", "keys_of", "link", "one_issue", "settled"]

SHARED_QUOTE = 6
"""Quoted words in a row by which one speaker's quote is known again, however cut."""

SHARED_WORDS = 8
"""Words in a row by which indirect speech of one speaker is known again."""

COPIED_WORDS = 12
"""Words in a row by which words are known again whoever they are ascribed to."""

MOST = 0.6
"""Part of the shorter content that must be shared where only the words speak for a link."""

MOST_OF_IT = 0.4
"""Part of a writer's sentence from which a saying within it is what the sentence is about."""

SAME_TOPIC = 0.6
SAME_DAY = 0.5
SAME_INTERVIEW = 0.4
INTERVIEW_SPAN = timedelta(days=120)
TOPIC_SPAN = DAY
INDIRECT_SPAN = 3 * DAY
CITED_SPAN = 45 * DAY
"""How old a report may be of which another has what it tells."""

TOPIC_WORDS = 12


@dataclass(frozen=True, slots=True)
class Link:
    """Two utterances, by rank, that repeat the same words; `strength` grows with what is shared.

    `across` marks the same quoted words under two known names. `within` is how far apart in time
    all that is joined by it may be published, None for any time. `anew` marks one sentence whose
    "on Monday" was read under two dates.

    `alone` marks a link that holds where a lone surname is the same person as the other's speaker,
    which two reports cannot tell; `otherwise` is what links them where it is not.
    """

    strength: float
    earlier: str
    later: str
    across: bool
    within: timedelta | None
    anew: bool = False
    alone: bool = False
    otherwise: Link | None = None


def keys_of(utterance: Utterance) -> Iterator[str]:
    """Yield the keys under which an utterance meets what it may repeat.

    Shared words in a row leave a common fingerprint; one speaker's paraphrases of one day share a
    word that says what they are about; one speaker's interviews with one outlet share both names.
    So do an outlet's own words and those that cite it, and what it has from somebody unnamed.
    """
    words = utterance.text.words
    for value in fingerprints(words):
        yield f"w:{value:x}"
    if 3 <= len(words) < GRAM + 3:
        yield f"x:{zlib.crc32(' '.join(words).encode()):x}"
    yield from house_keys(utterance)
    yield from unnamed_keys(utterance)
    speaker = utterance.speaker
    if speaker.voice or (speaker.scoped and not speaker.lone):
        return
    # Persons meet by surname, since the other report may have no more of them.
    name = f"~{speaker.surname}" if speaker.surname else speaker.key
    if utterance.told:
        yield f"t:{name}|{utterance.told}"
    published = utterance.published
    if published is not None:
        # Two days a key: what was published a day apart always meets under one of them.
        ordinal = published.toordinal()
        for stem in sorted(utterance.stems)[:TOPIC_WORDS]:
            yield f"s:{ordinal}|{name}|{stem}"
            yield f"s:{ordinal + 1}|{name}|{stem}"


def link(one: Utterance, other: Utterance, families: Mapping[str, str]) -> Link | None:
    """Return how two utterances of different reports repeat each other, or None.

    Deterministic, and the same whichever comes first. `families` maps a report to the first report
    of which it is a copy (itself when of none).
    """
    if one.speaker.voice and other.speaker.voice and not _share_words(one, other):
        # Two writers' sentences that met as one outlet's: only shared words join these.
        return None
    first, second = sorted((one, other), key=lambda utterance: utterance.rank)
    housed = as_house(first, second)
    if housed is not None:
        return _drawn(*housed, families) or _drawn(first, second, families)
    unnamed = as_unnamed(first, second)
    if unnamed is not None:
        return _drawn(*unnamed, families) or _drawn(first, second, families)
    drawn = _drawn(first, second, families)
    alike = as_one(first, second)
    known = None if alike is None else _drawn(*alike, families)
    if known is None or known == drawn:
        return drawn
    return replace(known, alone=True, otherwise=drawn)


def _share_words(one: Utterance, other: Utterance) -> bool:
    words = one.text.words, other.text.words
    return words[0] == words[1] or not set(fingerprints(words[0])).isdisjoint(
        fingerprints(words[1])
    )


def settled(links: Iterable[Link], utterances: Iterable[Utterance]) -> Iterator[Link]:
    """Yield `links`, now that `utterances` have persons in full wherever it is known who they are.

    A link that rests on a lone surname holds where both ends are of one speaker now.
    """
    links = tuple(links)
    asked = {rank for one in links if one.alone for rank in (one.earlier, one.later)}
    speakers = {one.rank: one.speaker.key for one in utterances if one.rank in asked}
    for drawn in links:
        if not drawn.alone or speakers[drawn.earlier] == speakers[drawn.later]:
            yield drawn
        elif drawn.otherwise is not None:
            yield drawn.otherwise


def _drawn(first: Utterance, second: Utterance, families: Mapping[str, str]) -> Link | None:
    if not at_once(first.when, second.when):
        anew = _dated_anew(first, second)
        return Link(2.0, first.rank, second.rank, False, None, anew=True) if anew else None
    if not one_issue(first.issue, second.issue):
        # Of two days' bulletins the same words are said again, however much else they share.
        return None
    copied = families.get(first.report.id) == families.get(second.report.id)
    # Copies keep their speakers: a form that is filled in anew each day looks like a copy, too.
    copied = copied and (first.speaker.key == second.speaker.key or _open(first, second))
    if not _tells_of(first, second):
        return None
    if differ(first.statement.likelihood, second.statement.likelihood):
        # A changed word is a new saying, in however many of the old words.
        return None
    strength = _copied(first, second) if copied else _repeated(first, second)
    if strength <= 0:
        return None
    across = first.speaker.key != second.speaker.key and not _open(first, second)
    return Link(strength, first.rank, second.rank, across, _span(first, second, strength))


def _tells_of(one: Utterance, other: Utterance) -> bool:
    """Say whether a writer's sentence says no more than the saying of another that it holds.

    "The first was when the mayor said so" does; one that tells a story and ends "in what the mayor
    called a drill" says other things in the writer's own voice, and so does the writer's own gloss
    amid what he tells that somebody says.
    """
    if one.report.id != other.report.id or one.speaker.voice == other.speaker.voice:
        return True
    outer, inner = (one, other) if one.speaker.voice else (other, one)
    if inner.statement.span.holds(outer.statement.span):
        return False
    if not outer.statement.span.holds(inner.statement.span):
        return True
    said, told = (text_of(u.statement.text).words for u in (inner, outer))
    return len(said) >= MOST_OF_IT * len(told)


def _dated_anew(one: Utterance, other: Utterance) -> bool:
    """Say whether two utterances are one sentence with figures, copied with its relative date.

    What happened "on Monday" with the same figures in the same words happened once.
    """
    if one.own or other.own or one.speaker.key != other.speaker.key:
        return False
    relative = all(u.when is not None and u.when.anchor is not None for u in (one, other))
    words = text_of(one.statement.text).words
    return (
        relative
        and len(words) >= COPIED_WORDS
        and words == text_of(other.statement.text).words
        and any(letter.isdigit() for word in words for letter in word)
    )


def _span(one: Utterance, other: Utterance, strength: float) -> timedelta | None:
    if strength > 1 or _cites(one, other):
        return None
    return INTERVIEW_SPAN if one.told and one.told == other.told else TOPIC_SPAN


def _copied(one: Utterance, other: Utterance) -> float:
    """Judge two utterances of copies of one report: any run that is most of the shorter will do."""
    shared, _ = _shared(one, other, least=GRAM)
    shorter = min(len(one.text.words), len(other.text.words))
    return 2.0 + shared / shorter if shorter and shared >= MOST * shorter else 0.0


def _repeated(one: Utterance, other: Utterance) -> float:
    shorter = min(len(one.text.words), len(other.text.words))
    if not shorter:
        return 0.0
    shared, quoted = _shared(one, other, least=GRAM)
    share = shared / shorter
    if one.speaker.key == other.speaker.key and not one.speaker.voice:
        return max(_of_one_speaker(one, other, shared, share, quoted), _paraphrased(one, other))
    if shared >= COPIED_WORDS and share >= MOST and (quoted or _open(one, other)):
        return 1.0 + share
    return 0.0


def _of_one_speaker(
    one: Utterance, other: Utterance, shared: int, share: float, quoted: bool
) -> float:
    if quoted and shared >= SHARED_QUOTE:
        return 1.0 + share
    whole = shared >= SHARED_WORDS and share >= MOST
    judged = one.statement.likelihood is not None and other.statement.likelihood is not None
    # A word of likelihood is no stem, and says as much as one.
    whole = whole or (share == 1.0 and len(one.stems & other.stems) + judged >= 3)
    # The same indirect words weeks apart, with no day given, are a stock phrase said again; so are
    # those that one outlet has on two days.
    once = _within(one, other, INDIRECT_SPAN) and _elsewhere(one, other)
    known = whole and (once or _looks_back(one, other) or _cites(one, other))
    return 1.0 + share if known and not rival(one, other) else 0.0


def _looks_back(one: Utterance, other: Utterance) -> bool:
    """Say whether one is said to be of a stretch of time that holds the stated day of the other.

    "Trains have left, it reported in May" repeats what is known from a day of that May. A stretch
    that is not over ("this month") holds what was said in it before the report that gives it.
    """
    dated, vague = (one, other) if other.day is None else (other, one)
    if dated.day is None or vague.day is not None or dated.when is None or vague.when is None:
        return False
    first, last = vague.when.start, vague.when.end
    start, end = dated.when.start, dated.when.end
    if first is None or last is None or start is None or end is None or vague.published is None:
        return False
    return first <= start and end <= min(last, vague.published)


def _cites(one: Utterance, other: Utterance) -> bool:
    """Say whether the later has it from the outlet of the earlier, of when that had it.

    "Lee said last week that …, the Ledger reported" tells what stood in last week's Ledger. Of
    whom nobody names there may be another by then.
    """
    first, second = sorted((one, other), key=lambda utterance: utterance.rank)
    if first.published is None or second.published is None or first.outlet == second.outlet:
        return False
    if first.outlet not in (*second.path, second.told):
        return False
    if not (first.speaker.named and second.speaker.named):
        return False
    if second.published - first.published > CITED_SPAN:
        return False
    start, end = (None, None) if second.when is None else (second.when.start, second.when.end)
    return (start is None or start <= first.published) and (end is None or first.published < end)


def _paraphrased(one: Utterance, other: Utterance) -> float:
    """Judge one speaker's words in two papers' different wording."""
    alike = containment(one.stems, other.stems)
    common = len(one.stems & other.stems)
    if one.statement.polarity != other.statement.polarity:
        return 0.0
    if one.told and one.told == other.told:
        close = common >= 3 and alike >= SAME_INTERVIEW and _within(one, other, INTERVIEW_SPAN)
        return alike if close and not rival(one, other) else 0.0
    if one.told and other.told:
        return 0.0
    if common < 4 or not (_within(one, other, TOPIC_SPAN) or _cites(one, other)):
        return 0.0
    if alike >= SAME_TOPIC and _elsewhere(one, other):
        return 0.0 if rival(one, other) else alike
    known = alike >= SAME_DAY and _on_its_day(one, other) and not of_others(one, other)
    return alike if known and not rival(one, other) else 0.0


def _on_its_day(one: Utterance, other: Utterance) -> bool:
    """Say whether one gives as the day of saying that on which the other was published, undated.

    "Ivan Told said" in Monday's paper is what "Told said on Monday" in Tuesday's repeats.
    """
    days = {u.day for u in (one, other) if u.day is not None}
    undated = [u.published for u in (one, other) if u.when is None and u.published is not None]
    return len(days) == len(undated) == 1 and days == {undated[0].date().isoformat()}


def _elsewhere(one: Utterance, other: Utterance) -> bool:
    """Say whether two relays may be of one occasion: of two outlets, or of one outlet on one day.

    Daily series relay a staff's daily bulletin in the same form each day.
    """
    if one.day is not None and one.day == other.day:
        return True
    return one.outlet != other.outlet or one.published == other.published


def _open(one: Utterance, other: Utterance) -> bool:
    """Say whether the speakers may be one: not two different ones that both are known by name."""
    known = [not (u.speaker.voice or u.speaker.scoped) for u in (one, other)]
    return not all(known)


def _shared(one: Utterance, other: Utterance, *, least: int) -> tuple[int, bool]:
    """Return the words of the longest shared run, and whether both have it in quotation marks."""
    if one.text.words == other.text.words:
        count = len(one.text.words)
        return count, one.quoted > 0.8 and other.quoted > 0.8
    best, quoted = 0, False
    for run in runs(one.text.words, other.text.words, least=least):
        if run.count > best:
            inside = [
                sum(text.quoted[at : at + run.count])
                for text, at in ((one.text, run.a), (other.text, run.b))
            ]
            best, quoted = run.count, min(inside) > 0.8 * run.count
    return best, quoted


def _within(one: Utterance, other: Utterance, span: timedelta) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) <= span


def at_once(one: Interval | None, other: Interval | None) -> bool:
    """Say whether two stated times can be one: they overlap, or one of them is unknown."""
    if one is None or other is None:
        return True
    apart = (one.end is not None and other.start is not None and one.end <= other.start) or (
        other.end is not None and one.start is not None and other.end <= one.start
    )
    return not apart


def one_issue(one: Issue | None, other: Issue | None) -> bool:
    """Say whether two reports may have it of one day: not where each gives another, in other words.

    "On Monday" is another day under a later date, and the same words in a copy.
    """
    return one is None or other is None or one[0] == other[0] or one[1] == other[1]
