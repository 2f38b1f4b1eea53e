"""Counts: the numbers in a text that count people or things, and what each one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.count_words import CountWords, count_words
from tocsin.read.numbers import value_of
from tocsin.read.offsets import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Count", "counts"]

_PEOPLE = "people"
_SENTENCE = 80  # tokens within which one count may lend its noun to the next
_FORCE = 100  # the least number that is taken for a force though nothing says of what
_Whole = tuple[str | None, str | None]
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_REACH = 8  # tokens from a number to the noun that it counts


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its bounds, what it counts, and the token that stands for it in the syntax.

    `noun` is the counted noun, or the number itself where the noun is left out; `unit` and
    `counted` are None where the text does not say of what. `hedged` says that the number is given
    as an approximation, `reckoned` that it is called an estimate.
    """

    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    noun: Token
    span: Span
    hedged: bool
    reckoned: bool


def counts(doc: Doc) -> Iterator[Count]:
    """Yield the counts of `doc` in order."""
    words, offsets, text = count_words(), Offsets(doc), doc.text
    before: Count | None = None
    reach = 0
    for match in words.pattern.finditer(text):
        if match.start() < reach or _part_of_word(text, match):
            continue
        end = match.end("b") if _is_range(match) else match.end("n")
        number = offsets.span(match.start("n"), end)
        if number is None or any(
            t.ent_type_ in {"TIME", "MONEY", "ORDINAL", "PERCENT"} for t in number
        ):
            continue
        found = _count(match, number[0], number[-1], before, words)
        if found is not None:
            reach = found.span.end
            before = found
            yield found


def _part_of_word(text: str, match: re.Match[str]) -> bool:
    """Whether the number is of a name, a compound or a part: "F-16", "four-door", "of whom 3"."""
    start, end = match.span("n")
    if re.search(r"[\w$£€#][-–.,/]?$|\b[Nn]o\.\s*$", text[max(0, start - 6) : start]):
        return True
    if re.search(r"\bof (?:whom|which) (?:only |about |some )?$", text[max(0, start - 20) : start]):
        return True  # a part of those counted before
    if re.search(r"\bnot $", text[max(0, start - 4) : start], re.IGNORECASE):
        return True  # "not one tank" is none, and "not 40 but 50" no 40
    return re.match(r"-(?!strong\b)[A-Za-z]|[/:]\d|(?:st|nd|rd|th)\b", text[end:]) is not None


def _count(
    match: re.Match[str], first: Token, last: Token, before: Count | None, words: CountWords
) -> Count | None:
    bounds = _bounds(match, words)
    if bounds is None:
        return None
    about = (match["roughly"] or "").lower()
    manner = bool(about), "estimated" in about
    strength = _strength(last)
    if strength is not None:  # "a 4,000-strong brigade"
        span = Span(match.start(), last.idx + len(last))
        return Count(*bounds, _unit(strength), strength.text, strength, span, *manner)
    noun = _noun(first, last, match, words)
    if noun is not None:
        if noun.lemma_.lower() in words.doubtful and not _warlike(noun, words):
            return None
        if _YEAR.fullmatch(match["n"]) and noun.tag_ in {"NN", "NNP"}:
            return None  # "the 1987 flight"
        if _has_mind(noun, words):
            return None
        end, named = _phrase(_cargo(noun, words) or noun, last)
        return Count(*bounds, _unit(noun), named, noun, Span(match.start(), end), *manner)
    whole = _numbered(last, words) or _left_out(last, before, words)
    if match["vague"] and whole in {None, (None, None)}:
        whole = _crowd(last, words)
    if whole is None:
        return None
    unit, counted = whole
    if counted is None and (bounds[0] or bounds[1] or 0) < _FORCE:
        return None
    span = Span(match.start(), last.idx + len(last))
    return Count(*bounds, unit, counted, last, span, *manner)


def _strength(number: Token) -> Token | None:
    """The noun of a body that is so many strong: "brigade" of "a 4,000-strong brigade"."""
    after = number.doc[number.i + 1 : number.i + 3]
    if [t.lower_ for t in after] != ["-", "strong"] or after[-1].head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return after[-1].head


def _has_mind(noun: Token, words: CountWords) -> bool:
    """Say whether the counted only own what they think: "the ambitions of two men"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_.lower() in words.of_minds
    )


def _is_range(match: re.Match[str]) -> bool:
    """Whether two numbers bound one count ("20 to 30") and are not two counts ("20 and 30")."""
    if not match["b"]:
        return False
    low, high = value_of(match["n"]), value_of(match["b"])
    joined = match["joint"].strip().lower() != "and" or match["between"] is not None
    return joined and low is not None and high is not None and low < high


def _bounds(match: re.Match[str], words: CountWords) -> tuple[float | None, float | None] | None:
    if match["vague"]:
        low, high = words.amounts[" ".join(match["vague"].lower().split())]
        return float(low), float(high)
    value = value_of(match["n"])
    if value is None:
        return None
    if _is_range(match):
        return value, value_of(match["b"])
    if match["at_least"]:
        return value, None
    return (None, value) if match["at_most"] else (value, value)


def _noun(first: Token, last: Token, match: re.Match[str], words: CountWords) -> Token | None:
    """The noun that a number counts: along the phrase that begins after it."""
    doc = last.doc
    best: Token | None = None
    position = last.i + 1
    limit = _sentence_end(last, _REACH)
    skipping = bool(match["vague"])
    if position < limit and doc[position].lower_ == "of":
        whole = doc[position + 1] if position + 1 < limit else last
        if whole.lower_ == "which" or (first.lower_ == "one" and not skipping):
            return None
        if (
            whole.lower_ in {"the", "them", "these", "those", "its", "their", "our", "his"}
            or skipping
        ):
            position += 1
    while position < limit:
        token = doc[position]
        if token.lower_ in {"the", "these", "those", "its", "their", "our", "his", "more"}:
            position += 1
            continue
        if _is_within_word(token, limit):
            position += 1
            continue
        if _counted(token, words):
            best = token
        elif token.pos_ in {"NOUN", "PROPN"} and best is not None and token.dep_ != "appos":
            # A noun after a counted one takes its place ("tank crews"), unless it is no head.
            if token.head.i > token.i or best.dep_ in {"compound", "nmod", "amod"}:
                best = None if best.head == token else best
        elif token.pos_ not in _WITHIN and not (best is None and _is_participle(token)):
            break
        if best is not None and best.dep_ not in {"compound", "nmod", "amod"}:
            break
        position += 1
    return best


_WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "X", "SYM"})


def _is_participle(token: Token) -> bool:
    return token.tag_ in {"VBN", "VBG"} or (token.tag_ == "VBD" and token.dep_ == "amod")


def _is_load(token: Token, words: CountWords) -> bool:
    """Say whether a weight is of what is carried: "492 tons of ammunition"."""
    return token.lemma_.lower() in words.loads and _cargo(token, words) is not None


def _cargo(load: Token, words: CountWords) -> Token | None:
    of = next((c for c in load.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    named = () if of is None else of.children
    return next((c for c in named if c.lemma_.lower() in words.cargo), None)


def _is_within_word(token: Token, limit: int) -> bool:
    """Say whether a token heads nothing: all before a hyphen, and the "up" of "called-up"."""
    if _joins_on(token) or (token.i + 1 < limit and _joins_on(token.nbor(1))):
        return True
    return token.pos_ in {"ADP", "ADV", "PART"} and _joins_on(token.nbor(-1))


def _joins_on(token: Token) -> bool:
    """Say whether a token is a hyphen within a word."""
    inner = 0 < token.i < len(token.doc) - 1
    return (
        inner and token.lower_ in {"-", "‐", "‑"}
        and not token.whitespace_ and not token.nbor(-1).whitespace_
    )  # fmt: skip


def _counted(token: Token, words: CountWords) -> bool:
    if token.i and _joins_on(token.nbor(-1)) and _noun_follows(token):
        return False
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return False
    lemma = token.lemma_.lower()
    if lemma in words.nouns or token.lower_ in words.nouns or _is_load(token, words):
        return True
    if lemma == "group" and token.i and token.nbor(-1).lower_ == "tactical":
        return True
    if lemma == "strike" and token.i and token.nbor(-1).lemma_.lower() in words.struck_by:
        return True
    folded = token.lower_
    if folded.endswith("s") and folded[:-1] in words.nouns:
        return True
    # Peoples in the plural: "six Palestinians".
    return (
        token.ent_type_ == "NORP"
        and folded.endswith(("ans", "ians", "is", "ns"))
        and (token.i + 1 == len(token.doc) or token.nbor(1).pos_ not in {"NOUN", "PROPN"})
    )


def _noun_follows(token: Token) -> bool:
    """Say whether a phrase goes on with a noun: "anti-ship missiles", "volunteer battalions"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"}


def _warlike(noun: Token, words: CountWords) -> bool:
    own = noun.lower_
    return any(match.group().lower() != own for match in words.of_war.finditer(noun.sent.text))


def _phrase(noun: Token, last: Token) -> tuple[int, str]:
    """The end of the counted phrase, and its words after the number."""
    doc = noun.doc
    end = noun
    for child in noun.conjuncts:
        joined = {t.lower_ for t in doc[noun.i + 1 : child.i]}
        numbered = any(c.dep_ == "nummod" for c in child.children)
        if (
            child.i > noun.i
            and joined <= {"and", "or", "their"}
            and not numbered
            and child.i - noun.i < 4
        ):
            end = child
    start = last.i + 1
    while start < noun.i and doc[start].lower_ in _BEFORE:
        start += 1
    return end.idx + len(end), doc[start : end.i + 1].text


# What stands between a number and what it counts, and is no part of it: "40 more of the tanks".
_BEFORE = frozenset(
    "of the these those its their our more additional further extra another other".split()
)


def _unit(noun: Token) -> str:
    lemma = noun.lemma_.lower()
    return lemma[:-1] if noun.ent_type_ == "NORP" and lemma.endswith("s") else lemma


def _left_out(number: Token, before: Count | None, words: CountWords) -> _Whole | None:
    """What a number counts whose noun is left out: "and 20 wounded", "3,200 had arrived"."""
    doc = number.doc
    antecedent = None
    if before is not None and not _broken(doc, before.noun.i, number.i):
        lost = before.unit in words.losses  # "20 deaths and 40 wounded": of people both
        antecedent = (_PEOPLE, _PEOPLE) if lost else (before.unit, before.counted)
    after = [doc[i] for i in range(number.i + 1, _sentence_end(number, 4))]
    if len(after) > 1 and after[0].lower_ == "of" and after[1].lower_ in _PRONOUNS:
        alone = len(after) < 3 or after[2].pos_ not in {"NOUN", "PROPN", "ADJ"}
        return (antecedent or _spoken_of(number, words)) if alone else None
    if _some_of_whom(number):
        people = _spoken_of(number, words)
        return (_PEOPLE, _PEOPLE) if people == (None, None) else people
    if antecedent is not None and _ones(after):
        return antecedent
    while after and after[0].lower_ in {"more", "of", "are", "were", "been", "have", "had"}:
        after = after[1:]
    following = after[0] if after else None
    if following is not None and following.lower_ == "others":
        return (antecedent or (_PEOPLE, _PEOPLE))[0], "others"
    if following is not None and (
        (following.tag_ in {"VBN", "VBD"} and following.lemma_ in words.of_people)
        or following.lower_ in {"missing", "dead", "injured", "wounded"}
    ):
        return antecedent or (_PEOPLE, _PEOPLE)
    if number.dep_ not in {"dobj", "nsubj", "nsubjpass", "conj", "npadvmod"}:
        return None
    if number.i + 1 < len(doc) and doc[number.i + 1].lower_ == "of":
        return None
    if following is not None and (
        following.pos_ in {"NOUN", "PROPN", "NUM", "SYM", "ADJ"} or following.lower_ == "%"
    ):
        return None
    verb = number.head
    if verb.lemma_ in words.of_people:
        return antecedent or (_PEOPLE, _PEOPLE)
    moves = verb.lemma_ in words.of_forces and number.ent_type_ != "DATE"
    return _spoken_of(number, words) if moves else None


def _numbered(number: Token, words: CountWords) -> _Whole | None:
    """What a sentence says that a number is of: "the number of recruits at the camp is 400"."""
    if number.dep_ == "conj" and number.head.like_num:
        number = number.head  # "between 300 and 400"
    verb = number.head.head if number.dep_ == "pobj" else number.head
    if verb.pos_ not in {"VERB", "AUX"} or number.head.lower_ not in {verb.lower_, "at", "to"}:
        return None
    for noun in verb.children:
        if noun.lemma_.lower() in words.numbers and noun.i < number.i:
            of = (c for c in noun.children if c.lower_ == "of")
            named = (g for c in of for g in c.children if g.dep_ == "pobj")
            return next(((_unit(g), g.text) for g in named if _counted(g, words)), None)
    return None


def _some_of_whom(number: Token) -> bool:
    """Over "About 10,000, of whom half": a count of people whose noun stands further off."""
    after = [t.lower_ for t in number.doc[number.i + 1 : number.i + 4]]
    return after in ([",", "of", "whom"], [",", "some", "of"], [",", "most", "of"])


def _ones(after: Sequence[Token]) -> bool:
    """Say whether "ones" stand for what was counted before: "and 20 dismantled ones"."""
    for token in after:
        if token.lower_ == "ones":
            return True
        if token.pos_ not in {"ADJ", "VERB", "ADV"}:
            return False
    return False


def _crowd(amount: Token, words: CountWords) -> _Whole | None:
    """What a bare amount counts that acts, or is acted on as only people are: "drew thousands"."""
    acts = amount.dep_ in {"nsubj", "nsubjpass"} and amount.head.pos_ == "VERB"
    drawn = amount.dep_ == "dobj" and amount.head.lemma_ in words.of_people | words.of_crowds
    return (_PEOPLE, _PEOPLE) if acts or drawn else None


def _sentence_end(token: Token, reach: int) -> int:
    """The index at which the sentence of a token ends, or where the reach does."""
    doc = token.doc
    for i in range(token.i + 1, min(token.i + reach, len(doc))):
        if doc[i].is_sent_start:
            return i
    return min(token.i + reach, len(doc))


def _broken(doc: Doc, first: int, last: int) -> bool:
    """Whether a sentence ends between two tokens; far apart counts as broken."""
    return last - first > _SENTENCE or any(doc[i].is_sent_start for i in range(first + 1, last + 1))


_PRONOUNS = frozenset({"whom", "them", "these", "those"})


def _spoken_of(number: Token, words: CountWords) -> _Whole:
    """The people or things last spoken of before a number, in this sentence or the two before."""
    doc = number.doc
    for i in range(number.i - 1, max(-1, number.i - 60), -1):
        token = doc[i]
        if token.tag_ in {"NNS", "NNPS"} and _counted(token, words):
            modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"}]
            first = min([c.i for c in modifiers if c.i < i], default=i)
            return _unit(token), doc[first : i + 1].text
    return None, None
