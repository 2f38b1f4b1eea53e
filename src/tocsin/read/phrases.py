"""Phrases: where a text states a likelihood in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.nouns import Span
from tocsin.read.cues import cues
from tocsin.read.negation import stops_short
from tocsin.read.topped import is_not_only, tops

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "LIKELIHOOD_ADJECTIVES",
    "LIKELIHOOD_NOUNS",
    "assessors",
    "is_likelihood",
    "is_turned",
    "names_event",
    "phrases",
    "resetting",
    "shifting",
    "sizes",
    "stands_for_noun",
    "word_of",
]

_PREDICATES = frozenset(
    {"acomp", "oprd", "attr", "ccomp", "pobj", "advcl", "conj", "amod", "advmod"}
)
_LONGEST_TURN = 40
"""Characters before a phrase in which the words that turn it stand."""
_HARDLY = frozenset({"hardly", "scarcely", "barely"})
_ABLE = frozenset({"possible", "impossible"})
_LEVELS = frozenset({"level", "point", "degree"})
_PROPOSITIONS = frozenset({"ccomp", "xcomp", "csubj", "advcl"})
# What may stand between two halves of one phrase: "low, but possible", "not very likely imminent".
_JOINT = re.compile(
    r",?\s*(?:(?:but|yet|if|though|although|albeit)\s+(?:not\s+)?|nor\s+)?", re.IGNORECASE
)
_CAP = re.compile(
    r",?\s+(?:but|yet|if|though|although|albeit)\s+not\s+(?:quite\s+|entirely\s+|wholly\s+|completely\s+)?"
    r"(?:impossible|zero|negligible|insignificant|trivial|inconceivable|unthinkable|out\s+of\s+the\s+question|certain|inevitable)\b",
    re.IGNORECASE,
)
# "as likely as a flood": compared with something else, and not "as likely as not".
_COMPARED = re.compile(
    r"\b(?:(?:just|quite|nearly|almost|twice|half|about|roughly|every\s+bit)\s+)?as\s+$",
    re.IGNORECASE,
)
# "Is as likely to sail as to stay": what follows the first "as" stands between the two.
_COMPARING = re.compile(
    r"\b(?:is|are|was|were|be|been|seems?|remains?|looks?|just|quite|about|almost|twice|half)\s+(?:just\s+)?"
    r"(?P<as>as\s+)$",
    re.IGNORECASE,
)
_FAR_WITH = re.compile(
    r"\s+(?:to|that)\b[^.,;:]{1,80}?\bas\s+(?:to|it|that|they|he|she)\b", re.IGNORECASE
)
_WITH = re.compile(r"\s+as\b(?!\s+not\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    degrees: frozenset[str]
    adjectives: frozenset[str]
    only_with_proposition: frozenset[str]
    only_before_events: frozenset[str]
    events: frozenset[str]
    things: frozenset[str]
    adverbs: frozenset[str]
    stressing: frozenset[str]
    nouns: frozenset[str]
    only_with_size: frozenset[str]
    posed: frozenset[str]
    posing: frozenset[str]
    sizes: frozenset[str]
    counted_sizes: frozenset[str]
    having: frozenset[str]
    copulas: frozenset[str]
    assessors: frozenset[str]
    resetting: frozenset[str]
    shifting: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data: Any = load("read_likelihood.yaml")
    return _Lexicon(*(frozenset(data[name]) for name in _Lexicon.__slots__))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """Whole phrases; a trigger without which a text holds no phrase; the endings of events."""
    data: Any = load("read_likelihood.yaml")
    whole = "|".join(f"(?:{source})" for source in data["phrases"])
    cores = sorted({*data["adjectives"], *data["adverbs"], *data["nouns"]}, key=len, reverse=True)
    assessors = "|".join(verb.rstrip("e") for verb in data["assessors"])
    trigger = rf"\b(?:{'|'.join(cores)})\b|\b(?:{whole})|\b(?:{assessors})\w*\b.*\bas\b"
    return (
        re.compile(rf"\b(?:{whole})", re.IGNORECASE),
        re.compile(trigger, re.IGNORECASE | re.DOTALL),
        tuple(data["event_endings"]),
    )


LIKELIHOOD_NOUNS: frozenset[str] = frozenset(load("read_likelihood.yaml")["nouns"])
"""The nouns whose size is a likelihood."""


LIKELIHOOD_ADJECTIVES: frozenset[str] = frozenset(load("read_likelihood.yaml")["adjectives"])
"""The adjectives that say how likely something is."""


def sizes() -> frozenset[str]:
    """Return the words that a noun of likelihood can be as large as: "slim", "high"."""
    return _lexicon().sizes


def assessors() -> frozenset[str]:
    """Return the verbs by which someone gives a thing a likelihood: "rate", "call"."""
    return _lexicon().assessors


def resetting() -> frozenset[str]:
    """Return the verbs by which someone brings a likelihood to another level: "upgrade"."""
    return _lexicon().resetting


def shifting() -> frozenset[str]:
    """Return the verbs by which a likelihood comes to another level by itself: "rise"."""
    return _lexicon().shifting


def word_of(token: Token) -> str:
    """The word of a token, folded, without the note mark that a text may glue to it."""
    found = re.match(r"[a-z]+(?:[-'’][a-z]+)*", token.lower_)
    return found.group() if found else token.lower_


def phrases(doc: Doc) -> tuple[Span, ...]:
    """Return the spans of the likelihood phrases of `doc`, in order, none overlapping.

    Two that are joined ("unlikely but possible") are one phrase.
    """
    whole, trigger, _ = _patterns()
    text = doc.text
    if trigger.search(text) is None:
        return ()
    found = [Span(m.start(), m.start() + len(m.group().rstrip())) for m in whole.finditer(text)]
    found += _single(doc)
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        before = kept[-1] if kept else None
        if before is not None and span.start < before.end:
            continue
        topped = before is not None and is_not_only(text, before.start)
        if before is not None and not topped and _JOINT.fullmatch(text[before.end : span.start]):
            kept[-1] = Span(before.start, span.end)
        else:
            kept.append(span)
    return tuple(_capped(text, _turned(text, span)) for span in kept)


def is_turned(phrase: str) -> bool:
    """Say whether a phrase says that something is not so likely, and not how likely it is."""
    return _turns().match(phrase) is not None


@cache
def _turns() -> re.Pattern[str]:
    turns = "|".join(f"(?:{source})" for source in load("read_likelihood.yaml")["turns"])
    return re.compile(rf"(?:{turns})\s", re.IGNORECASE)


def _capped(text: str, span: Span) -> Span:
    """A phrase with the words that keep it from an end: "low but not zero"."""
    found = _CAP.match(text, span.end)
    return span if found is None else Span(span.start, found.end())


def _turned(text: str, span: Span) -> Span:
    """A phrase with the words that turn it or compare it with something: "far from likely"."""
    before = text[max(span.start - _LONGEST_TURN, 0) : span.start]
    for turn in _turns().finditer(before):
        if turn.end() == len(before):
            return Span(span.start - len(before) + turn.start(), span.end)
    compared, other = _COMPARED.search(before), _WITH.match(text, span.end)
    if compared is not None and other is not None:
        return Span(span.start - len(before) + compared.start(), other.end())
    comparing = _COMPARING.search(before)
    if comparing is not None and _FAR_WITH.match(text, span.end):
        return Span(span.start - len(before) + comparing.start("as"), span.end)
    return span


def names_event(noun: Token) -> bool:
    """Say whether a noun names something that happens: "attack", "mobilisation"."""
    return _event(noun, _lexicon())


def is_likelihood(token: Token) -> bool:
    """Say whether a token is a noun of likelihood: "risk", "chance"."""
    return word_of(token) in LIKELIHOOD_NOUNS and token.pos_ == "NOUN"


def stands_for_noun(token: Token) -> bool:
    """Say whether "that of" stands for a noun of likelihood: "the risk of X, and that of Y"."""
    if token.lower_ != "that" or token.i + 1 >= token.sent.end or token.nbor(1).lower_ != "of":
        return False
    before = token.doc[token.sent.start : token.i]
    return any(is_likelihood(t) for t in before)


def _single(doc: Doc) -> Iterator[Span]:
    lexicon = _lexicon()
    for token in doc:
        word = word_of(token)
        span: Span | None = None
        if word in lexicon.adverbs or (word in {"likely", "unlikely"} and token.dep_ == "advmod"):
            span = _adverb(token, word, lexicon)
        elif word in lexicon.adjectives:
            span = _adjective(token, word, lexicon)
        elif word in lexicon.nouns and token.pos_ == "NOUN":
            span = _noun(token, word, lexicon)
        elif stands_for_noun(token):
            span = _predicate(token, lexicon)
        elif word == "as" and _after_assessor(token, lexicon):
            span = _assessed(token, lexicon)
        if span is not None:
            yield span


def _adverb(token: Token, word: str, lexicon: _Lexicon) -> Span | None:
    first = _with_degrees(token, lexicon)
    if word in lexicon.stressing and first.i == token.i and not _modal(token):
        return None
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.lower_ == "not" and word not in {"likely", "unlikely"}:
        return _span(first, following)
    return _span(first, token)


def _adjective(token: Token, word: str, lexicon: _Lexicon) -> Span | None:
    if (
        token.dep_ == "amod"
        and token.head.i > token.i
        and (word not in {"likely", "unlikely"} or token.head.dep_ != "attr")
    ):
        if word in lexicon.only_before_events:
            return (
                _span(_with_degrees(token, lexicon), token) if _event(token.head, lexicon) else None
            )
        if word in lexicon.only_with_proposition:
            return None
    elif word in lexicon.only_with_proposition and not (_proposes(token) or _tops(token, lexicon)):
        return None
    if word in _ABLE and (_as_possible(token) or _is_of_ability(token)):
        return None
    return _span(_with_degrees(token, lexicon), token)


def _tops(token: Token, lexicon: _Lexicon) -> bool:
    """Say whether a level tops another: the "certain" of "not only likely but certain"."""
    text, first = token.doc.text, _with_degrees(token, lexicon)
    for other in token.doc[max(token.sent.start, first.i - 6) : first.i]:
        if word_of(other) in lexicon.adjectives and tops(text, other.idx + len(other), first.idx):
            return is_not_only(text, _with_degrees(other, lexicon).idx)
    return False


def _as_possible(token: Token) -> bool:
    """Whether it is the manner of "as soon as possible", "wherever possible", "if possible"."""
    before = token.nbor(-1).lower_ if token.i else ""
    return before in {"as", "if", "where", "when", "wherever", "whenever", "everything", "possible"}


def _is_of_ability(token: Token) -> bool:
    """Say whether it tells what anybody can do: "is it possible to stop them", "to say when".

    Of "it is impossible for Norland to win" somebody is told, and what comes of him.
    """
    after = token.doc[token.i + 1 : token.sent.end]
    return bool(after) and after[0].lower_ == "to" and after[0].dep_ == "aux"


def _event(noun: Token, lexicon: _Lexicon) -> bool:
    *_, endings = _patterns()
    lemma = noun.lemma_.lower()
    if lemma in lexicon.things:
        return False
    return lemma in lexicon.events or noun.lower_.endswith(endings)


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(word_of(last)))


def _with_degrees(token: Token, lexicon: _Lexicon) -> Token:
    """The first word of the run of degrees and negations that ends before `token`."""
    first = token
    while first.i > token.sent.start:
        before = first.nbor(-1)
        if stops_short(before) or (before.i > token.sent.start and stops_short(before.nbor(-1))):
            break  # "not only likely" is likely
        if before.lower_ in lexicon.degrees or before.lower_ in {"not", "n't", "n’t"}:
            first = before
        elif (
            before.lower_ == "but"
            and first.i - 2 >= token.sent.start
            and first.nbor(-2).lower_ == "all"
        ):
            first = first.nbor(-2)
        elif before.text == "-" and before.i > token.sent.start and before.nbor(-1).lower_ == "non":
            first = before.nbor(-1)  # "a non-negligible risk"
        else:
            break
    return first


def _modal(token: Token) -> bool:
    return token.head.tag_ == "MD" or any(c.tag_ == "MD" for c in token.head.children)


def _proposes(token: Token) -> bool:
    """Whether an adjective has a proposition beside it: "it is certain that", "certain to"."""
    if any(c.dep_ in _PROPOSITIONS for c in token.children):
        return True
    verb, far = token.head, token.head.head
    if verb.lower_ == "from" and far.lower_ == "far" and far.dep_ in {"acomp", "advmod", "attr"}:
        verb = far.head  # "a war is far from certain"
    elif token.dep_ not in {"acomp", "oprd", "attr"}:
        return False
    return any(
        c.lower_ == "it" or c.dep_ in {"ccomp", "csubj"} or _event(c, _lexicon())
        for c in verb.children
        if c.dep_ in {"nsubj", "ccomp", "csubj", "nsubjpass"}
    )


def _noun(token: Token, word: str, lexicon: _Lexicon) -> Span | None:
    size = next((c for c in token.lefts if _is_size(c, token, lexicon)), None)
    complement = any(
        c.dep_ in {"acl", "relcl"} or (c.dep_ == "prep" and c.lower_ in {"of", "for", "that"})
        for c in token.children
        if c.i > token.i
    )
    seen = token.head.lemma_ == "see" and size is not None and complement
    if word in lexicon.posed and token.head.lemma_ in lexicon.posing and not seen:
        return None
    if size is not None and (word_of(size) != "any" or _is_hardly(size)):
        if word in lexicon.posed and not complement:
            return None
        return _span(size.nbor(-1) if _is_hardly(size) else _with_degrees(size, lexicon), token)
    predicate = _predicate(token, lexicon)
    if predicate is not None:
        return predicate
    if word in lexicon.only_with_size or not complement:
        return None
    return _span(token, token)


def _is_size(word: Token, noun: Token, lexicon: _Lexicon) -> bool:
    """Say whether a word tells how large the chance is: "a slim", "there is every", "not much"."""
    if word.dep_ not in {"amod", "det", "nummod"}:
        return False
    folded = word_of(word)
    if folded not in lexicon.counted_sizes:
        return folded in lexicon.sizes
    if noun.head.lemma_ not in lexicon.having:
        return False  # "took every chance to attack"
    return folded != "much" or (word.i > 0 and word.nbor(-1).lower_ in {"not", "n't", "n’t"})


def _is_hardly(size: Token) -> bool:
    return size.lower_ == "any" and size.i > 0 and size.nbor(-1).lower_ in _HARDLY


def _predicate(token: Token, lexicon: _Lexicon) -> Span | None:
    """The size that is said of the noun: "chances seem slim", "the risk of X as low, but possible".

    Where one verb gives sizes to two nouns, each noun has the first size after it.
    """
    verb, giving = token.head, lexicon.copulas | lexicon.assessors | lexicon.resetting
    below = token
    while verb.dep_ in {"prep", "pobj", "conj", "compound"} and verb.lemma_ not in giving:
        if _shifts(below, lexicon):
            break
        below, verb = verb, verb.head
    view = verb if verb.pos_ == "NOUN" and _is_view(verb) else below
    come_to = _shifted(view.head, lexicon) if _shifts(view, lexicon) else None
    if come_to is not None:
        return come_to  # "the risk has risen from low to high"
    if view is verb and view.dep_ in {"dobj", "nsubjpass"}:  # "raised its estimate of the risk"
        return _reset(token, view.head, lexicon) if view.head.lemma_ in lexicon.resetting else None
    if verb.lemma_ not in giving:
        return None
    if verb.lemma_ in lexicon.resetting and verb.lemma_ not in lexicon.assessors:
        return _reset(token, verb, lexicon)
    for other in token.doc[token.i + 1 : verb.sent.end]:
        word = word_of(other)
        if word in lexicon.nouns and other.pos_ == "NOUN":
            return None
        said = word in lexicon.sizes or word in lexicon.adjectives
        if said and other.dep_ in _PREDICATES and other.head.pos_ != "NOUN" and other.pos_ != "DET":
            return _span(_with_degrees(other, lexicon), other)
    return None


def _reset(token: Token, verb: Token, lexicon: _Lexicon) -> Span | None:
    """The size that the noun is brought to: "revised the chance of a raid to unlikely"."""
    for other in token.doc[token.i + 2 : verb.sent.end]:
        word = word_of(other)
        before = _with_degrees(other, lexicon)
        led = [t.lower_ for t in token.doc[max(before.i - 3, token.i) : before.i]]
        if (word in lexicon.sizes or word in lexicon.adjectives) and "to" in led:
            return _span(before, other)
    return None


def _is_view(noun: Token) -> bool:
    """Say whether a noun is of what somebody holds: an assessment, an estimate."""
    cue = cues().nouns.get(noun.lemma_.casefold())
    return cue is not None and cue.act == "assessment"


def _shifts(noun: Token, lexicon: _Lexicon) -> bool:
    """Say whether a noun is the subject of a verb by which it comes to another size."""
    verb = noun.head
    return noun.dep_ == "nsubj" and verb.tag_[:2] == "VB" and verb.lemma_ in lexicon.shifting


def _shifted(verb: Token, lexicon: _Lexicon) -> Span | None:
    """The size that the noun has come to by itself: "has risen from low to high"."""
    doc = verb.doc
    for other in doc[verb.i + 2 : verb.sent.end]:
        if word_of(other) not in lexicon.sizes | lexicon.adjectives:
            continue
        first = _with_degrees(other, lexicon)
        led = first.nbor(-1)
        while led.i > verb.i and (led.is_quote or led.lower_ in {"a", "an"}):
            led = led.nbor(-1)
        after = doc[other.i + 1] if other.i + 1 < verb.sent.end else other
        named = after.pos_ in {"NOUN", "PROPN", "NUM"} and after.lemma_ not in _LEVELS
        if led.lower_ == "to" and led.i > verb.i and not named:
            return _span(first, other)
    return None


def _after_assessor(token: Token, lexicon: _Lexicon) -> bool:
    """Whether an assessor's verb and its object stand before "as", wherever the parser hangs it."""
    before = token.doc[max(token.sent.start, token.i - 25) : token.i]
    return any(t.lemma_ in lexicon.assessors and t.pos_ == "VERB" for t in before[:-1])


def _assessed(token: Token, lexicon: _Lexicon) -> Span | None:
    """What an assessor calls a thing: "assesses an invasion as low, but possible"."""
    for other in token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]:
        word = word_of(other)
        if word in lexicon.sizes or word in lexicon.adjectives:
            after = other.nbor(1) if other.i + 1 < len(other.doc) else other
            if after.pos_ in {"NOUN", "PROPN"} and after.head.i >= after.i:
                return None
            return _span(_with_degrees(other, lexicon), other)
        if word not in lexicon.degrees and word != "not":
            return None
    return None
