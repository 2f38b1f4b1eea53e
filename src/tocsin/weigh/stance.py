"""Stance: whether the words around a match say that it happens, does not, might, or is feared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tocsin.nouns import Span, Statement
from tocsin.weigh.checked import checked, nothing_done
from tocsin.weigh.cues import cue
from tocsin.weigh.fillers import nearly
from tocsin.weigh.finished import finished
from tocsin.weigh.ignorance import ignorant
from tocsin.weigh.outside import (
    called_false,
    feared_outside,
    is_declared,
    refused_after,
    refused_outside,
    unspoken,
    wrongly,
)
from tocsin.weigh.patterns import Match, content_of, expression_of, find
from tocsin.weigh.remaining import remaining

__all__ = ["BREAK", "Kind", "Stance", "meant", "stance_of"]

Kind = Literal[
    "affirmed",
    "negated",
    "denied",
    "untold",
    "remaining",
    "nearly",
    "short",
    "ended",
    "refused",
    "open",
    "feared",
    "possible",
    "maybe",
]

DENIED = "denied"
"""What a denial is quoted as where the reader alone tells it."""

REACH = 12
"""Words over which a negation reaches."""

MODAL_REACH = 6
"""Words over which "could" and its kin reach."""

AFTER_REACH = 5
"""Words after a match in which "was not seen" still belongs to it."""

END_REACH = 4
"""Words between "stopped" and what has stopped."""

_NO = re.compile(
    r"\b(?:no|not|any|nor|never|without|n[’']t)\s+(?:(?!for\b)\w+\s+){0,2}$", re.IGNORECASE
)
"""A negation that holds the word behind it."""

_LEADING: tuple[tuple[Kind, int], ...] = (("open", REACH), ("short", REACH), ("feared", 4 * REACH))

BREAK = (
    r"[;!?—]\s|\.[\"'”’)]*\s|\s[–-]\s|\b(?:but|although|though|while|whereas)\b"
    r"|(?:,|\band)\s+yet\b(?!\s*,)|(?<!\bnot,\s)(?<!n['’]t,\s)\bhowever\b"
)
"""Where another clause begins; "not yet" and "not, however," begin none."""

_CLAUSE = re.compile(
    rf"{BREAK}|:\s"
    r"|,\s+(?=(?:and\s+)?(?:there|it|he|she|they|we|you|i|this|that|which|who|his|its|their)\b)",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\bwould\s+(?:(?:also|soon|then|now|again|be|\w+ly)\s+)?$", re.IGNORECASE)
"""The "will" of reported words, right before what is planned."""
_CASE = re.compile(r"\bin\s+(?:such|that|this|any)\s+(?:an?\s+)?(?:case|event)\b", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?:\b(?:was|were|is|are|has|have|had|did|does|do|will|can|could)\s*"
    r"(?:n['’]t|not|never|hardly|barely|scarcely)\b"
    r"|\bnot\s+(?:been\s+)?(?:seen|observed|recorded|detected|noticed|found|confirmed)\b)",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\bnever\s+(?:(?:actually|really|ever|even)\s+)?(?:took\s+(?:place|shape)|happened|came(?!\s+to\s+(?:light|terms))"
    r"|occurred|materiali[sz]ed|existed|arrived|appeared|began|started|followed)\b",
    re.IGNORECASE,
)
"""Said of what did not come about, behind it: "the build-up at the border never took place"."""
_OTHER = re.compile(
    r"\b(?:and|or|but|when|after|before|as|while|since|because|once|until|who|which|that)\b",
    re.IGNORECASE,
)
_SET_OFF = re.compile(
    r"(?:^|,)(\s*(?:that\s+)?(?:without|with\s+(?:no|few|little|neither)|having|despite|lacking|unable"
    r"|in\s+the\s+absence|absent|failing|no\s+longer|not\s+\w+ing)\b[^,;:.!?]*),",
    re.IGNORECASE,
)
_NOR = re.compile(r"\W*(?:nor|neither)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stance:
    """What is said of a matched claim, and the words that say so ("" where none do)."""

    kind: Kind
    words: str


def stance_of(statement: Statement, found: Match) -> Stance:
    """Return how the statement stands to what matched.

    Cues count in the clause of the matched action, object or other words, before them and within
    reach; "was not observed" counts after them too. What the reader says of the whole statement
    (polarity, absence, a denial) rules only where no word of another clause explains it.
    """
    text, offset = _read_in(statement, found)
    keys = _keys(found, offset)
    clauses = _clauses(text)
    if (told := _outright(statement, found, text, clauses, keys)) is not None:
        return told
    if words := called_false(statement, found):
        return Stance("denied", words)
    if words := wrongly(statement, found):
        return Stance("untold", words)
    if words := remaining(statement, found):
        return Stance("remaining", words)
    if words := nearly(statement, found):
        return Stance("nearly", words)
    if words := _ended(text, clauses, keys) or finished(statement, found, text, offset):
        return Stance("ended", words)
    going = [*find(cue("affirming"), text)]
    if words := checked(_blanked(text, going), keys):
        return Stance("ended", words)
    words = _negated(text, clauses, keys, _phrase_of(statement, offset))
    words = words or nothing_done(_blanked(text, going), found, offset)
    if words := words or _never_came(statement, text, clauses, keys):
        denied = statement.act == "denial" and statement.absence is None
        return Stance("denied" if denied else "negated", words)
    declared = is_declared(statement, found)
    if words := _by_reader(statement, text, offset, keys, clauses, declared=declared):
        return Stance("denied" if words == DENIED else "negated", words)
    words = _before(text, clauses, keys, cue("possible"), MODAL_REACH)
    if words and not _backshifted(statement, text, keys):
        return Stance("possible", words)
    if words := _before(text, clauses, keys, cue("maybe"), MODAL_REACH):
        return Stance("maybe", words)
    return Stance("affirmed", "")


def _backshifted(statement: Statement, text: str, keys: list[tuple[int, int]]) -> bool:
    """Say whether "would" is the "will" of somebody whose words are told: a plan, and no mere case.

    It stands right before what matched. The reader knows a case by its condition, and has what is
    planned lie ahead.
    """
    told = statement.speaker is not None and statement.speaker.span is not None
    ahead = statement.tense == "future" and statement.condition is None
    right_before = any(_PLANNED.search(text[:start]) for start, _ in keys)
    return told and ahead and right_before and _CASE.search(text) is None


def _outright(
    statement: Statement,
    found: Match,
    text: str,
    clauses: list[tuple[int, int]],
    keys: list[tuple[int, int]],
) -> Stance | None:
    """Return the stance where words outside the claim leave it open, fear or refuse it."""
    if words := unspoken(statement, found) or ignorant(statement, found):
        return Stance("open", words)
    if words := _before(text, clauses, keys, cue("averting"), REACH):
        return Stance("feared", words)
    for kind, reach in _LEADING:
        if words := _before(text, clauses, keys, cue(kind), reach):
            return Stance(kind, words)
    if words := feared_outside(statement):
        return Stance("feared", words)
    if words := refused_outside(statement, found) or refused_after(statement, found):
        return Stance("refused", words)
    return None


def meant(statement: Statement, found: Match) -> str:
    """Return the words by which a denied deed is only not planned or wanted, "" where it is not.

    "Has no plans to call up reserves" tells what is meant: nobody looked, and saw no call-up. Where
    the reader hears a look ("no sign that it plans to"), someone did.
    """
    if statement.absence is not None:
        return ""
    text, offset = _read_in(statement, found)
    clauses, keys = _clauses(text), _keys(found, offset)
    return _before(text, clauses, keys, cue("meaning"), REACH) or _unmeant(text, clauses, keys)


def _unmeant(text: str, clauses: list[tuple[int, int]], keys: list[tuple[int, int]]) -> str:
    """Return the matched word itself where it is the plan or the wish that is denied.

    "Has no plans for a vote", where a sign asks for plans: still nobody looked.
    """
    for start, end in keys:
        from_, _ = _clause_of(clauses, start)
        first = re.match(r"[\w’'-]+", text[start:end])
        word = "" if first is None else first.group()
        whole = any(a == 0 for a, _ in find(cue("meaning"), word))
        if whole and word[-2:] != "ed" and _NO.search(text, from_, start):
            return word
    return ""


def _read_in(statement: Statement, found: Match) -> tuple[str, int]:
    """Return the text in which the words around a match count, and where it begins.

    Where the verb of saying is itself the deed ("has not declared war") that is all the statement.
    """
    if is_declared(statement, found):
        return statement.text, statement.span.start
    return content_of(statement)


def _keys(found: Match, offset: int) -> list[tuple[int, int]]:
    told = [(slot, s.start - offset, s.end - offset) for slot, s in found.slots]
    keys = [(a, b) for slot, a, b in told if slot in {"action", "object", "other"}]
    return sorted(keys or [(a, b) for _, a, b in told])


def _clauses(text: str) -> list[tuple[int, int]]:
    edges = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _clause_of(clauses: list[tuple[int, int]], at: int) -> tuple[int, int]:
    return next(((a, b) for a, b in clauses if a <= at < b), (0, 10**9))


def _before(
    text: str,
    clauses: list[tuple[int, int]],
    keys: list[tuple[int, int]],
    phrases: tuple[str, ...],
    reach: int,
) -> str:
    for start, _ in keys:
        from_, _ = _clause_of(clauses, start)
        for a, b in find(phrases, text):
            # A cue that is part of what matched ("no fly zone") says nothing about it; one that
            # runs into it does: "may have" before "have entered".
            own = any(x <= a < y for x, y in keys)
            near = len(_WORD.findall(text, b, start)) <= reach
            if from_ <= a < start and near and not own:
                return text[a:b]
    return ""


def _never_came(
    statement: Statement, text: str, clauses: list[tuple[int, int]], keys: list[tuple[int, int]]
) -> str:
    """Find "never took place" and its kin after what matched, where that is the main clause."""
    if statement.polarity != "negated":
        return ""
    last = keys[-1][1]
    found = _NEVER.search(text, last, _clause_of(clauses, keys[-1][0])[1])
    return "" if found is None or _OTHER.search(text, last, found.start()) else found.group()


def _phrase_of(statement: Statement, offset: int) -> list[tuple[int, int]]:
    """The words of likelihood: a "not" among them ("more likely than not") belongs to them."""
    if statement.likelihood is None:
        return []
    span = statement.likelihood.span
    return [(max(span.start - offset, 0), max(span.end - offset, 0))]


def _negated(
    text: str,
    clauses: list[tuple[int, int]],
    keys: list[tuple[int, int]],
    phrase: list[tuple[int, int]],
) -> str:
    if leading := _NOR.match(text):
        return leading.group().strip()
    # Of "has not stopped" it goes on, but of what asks for the stop it is the denial.
    going = [(a, b) for a, b in find(cue("affirming"), text) if not _within(keys, a, b)]
    spared = [*going, *phrase, *_set_off(text, keys[0][0])]
    plain = _blanked(text, spared)
    if words := _before(plain, clauses, keys, cue("negators"), REACH):
        return words
    if words := _clipped(plain, clauses, keys):
        return words
    # The negation stands between the words of the match: "brings with it no heavy tanks".
    first, last = keys[0][0], keys[-1][1]
    for a, b in find(cue("negators"), plain):
        # One among the words of a key ("do not want to") is what the pattern asks for.
        if any(x <= a < y for x, y in keys):
            continue
        if first < a and b < last and _clause_of(clauses, a) == _clause_of(clauses, keys[-1][0]):
            return text[a:b]
    _, to = _clause_of(clauses, keys[-1][0])
    tail = _UNSEEN.search(plain, keys[-1][1], to)
    if tail and len(_WORD.findall(plain, keys[-1][1], tail.start())) <= AFTER_REACH:
        return tail.group()
    return ""


def _within(keys: list[tuple[int, int]], a: int, b: int) -> bool:
    return any(a < y and x < b for x, y in keys)


def _set_off(text: str, before: int) -> list[tuple[int, int]]:
    """Find phrases between commas that deny another thing: "without warning, it sent troops"."""
    return [m.span(1) for m in _SET_OFF.finditer(text, 0, before)]


_JOINT = re.compile(
    r"[,;:(]|\b(?:and|or|but|when|after|before|as|while|since|because|once|until|at|near|by|short"
    r"|who|which|that|to)\b",
    re.IGNORECASE,
)
"""Where what has stopped ends, or what follows is no part of it: "stopped at the border"."""
_ITS = re.compile(r"\b(?:the|its|their|his|her|our)\s+$", re.IGNORECASE)
"""Before what only describes: "the suspended brigade arrived"."""
_OVER = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are|been|being|since|now|all|also|largely|then|reportedly)\s+)*"
    r"(?:(?P<done>stopped|ceased|ended|halted|suspended|discontinued|called\s+off|cancelled|canceled"
    r"|failed|collapsed|broke\s+down|broken\s+down|fell\s+(?:apart|through)|foiled|thwarted|averted"
    r"|lifted|scrapped|postponed|rejected|put\s+off|put\s+down|crushed|repelled)"
    r"|(?:come|came)\s+to\s+an?\s+(?:end|halt|stop)|(?<=are\s)over|(?<=is\s)over)"
    r"(?=\s*(?:$|[.,;:!?\"”’)])|\s+(?:in|on|at|last|this|since|by|for|after|when|as|again"
    r"|yesterday|weeks?|days?|months?|today|earlier|entirely|altogether|completely)\b)",
    re.IGNORECASE,
)
"""Said of what has ended, after it: "deliveries of tanks have stopped"."""


def _ended(text: str, clauses: list[tuple[int, int]], keys: list[tuple[int, int]]) -> str:
    """Find the words that say that it has stopped: "have stopped leaving", "an end to flights"."""
    plain = _blanked(text, list(find(cue("affirming"), text)))
    for start, _ in keys:
        from_, _ = _clause_of(clauses, start)
        for a, b in find((*cue("ending"), *cue("undoing")), plain):
            own = any(a < y and x < b for x, y in keys)
            near = len(_WORD.findall(text, b, start)) <= END_REACH
            joined = _JOINT.search(text, b, start) or _ITS.search(text, from_, a)
            if from_ <= a and b <= start and near and not own and not joined:
                return text[a:b]
    last = keys[-1][1]
    _, to = _clause_of(clauses, keys[-1][0])
    over = _OVER.search(plain, last, to)
    if over is None or _JOINT.search(plain, last, over.start()):
        return ""
    near = len(_WORD.findall(text, last, over.start())) <= AFTER_REACH
    return over.group() if near else ""


_CLIPPED = re.compile(r"\w+n['’]t\b", re.IGNORECASE)


def _clipped(text: str, clauses: list[tuple[int, int]], keys: list[tuple[int, int]]) -> str:
    """Find "don't", "hasn't" and their kin before a key, in its clause."""
    for start, _ in keys:
        from_, _ = _clause_of(clauses, start)
        for m in _CLIPPED.finditer(text, from_, start):
            if len(_WORD.findall(text, m.end(), start)) <= REACH:
                return m.group()
    return ""


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for a, b in spans:
        text = text[:a] + " " * (b - a) + text[b:]
    return text


def _by_reader(
    statement: Statement,
    text: str,
    offset: int,
    keys: list[tuple[int, int]],
    clauses: list[tuple[int, int]],
    *,
    declared: bool,
) -> str:
    if statement.absence is not None:
        span = statement.absence.span
        local = Span(max(span.start - offset, 0), max(span.end - offset, 0))
        own = [_clause_of(clauses, start) for start, _ in keys]
        if any(a < local.end and local.start < b for a, b in own) or len(clauses) == 1:
            start = max(span.start - statement.span.start, 0)
            return statement.text[start : start + len(span)] or "not seen"
    # Who "rejected the deal" denies nothing of that he rejected it.
    if statement.act == "denial" and not declared:
        return DENIED
    if statement.polarity == "negated":
        elsewhere = expression_of(cue("negators")).search(text)
        if elsewhere is None and not _CLIPPED.search(text):
            return "negated"
    return ""
