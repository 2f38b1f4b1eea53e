"""The unsaid: what a number counts whose noun is left out, or stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tocsin.read.count_words import CountWords
from tocsin.read.counted import is_counted, sentence_end, unit_of
from tocsin.read.foils import changed_to, is_foil, is_foretold
from tocsin.read.wholes import is_part_moved

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tocsin.read.counts import Count

__all__ = ["Whole", "crowd", "left_out", "numbered", "resized"]

_PEOPLE = "people"
_SENTENCE = 80  # tokens within which one count may lend its noun to the next
Whole = tuple[str | None, str | None]
_LEFT = frozenset({"remain", "remains", "remained", "survive", "survived", "stayed"})
_HAVING = frozenset({"have", "number"})
_HELPERS = frozenset({"have", "has", "had", "was", "were", "been", "are"})
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_PRONOUNS = frozenset({"whom", "them", "us", "these", "those"})


def numbered(number: Token, words: CountWords) -> Whole | None:
    """What a sentence says that a number is of: "the number of recruits at the camp is 400"."""
    if number.dep_ == "conj" and number.head.like_num:
        number = number.head  # "between 300 and 400"
    verb = number.head.head if number.dep_ == "pobj" else number.head
    verb = changed_to(number, words) or verb
    led = number.head.lower_ in {verb.lower_, "at", "to"} or verb == changed_to(number, words)
    if verb.pos_ not in {"VERB", "AUX"} or not led:
        return None
    for noun in verb.children:
        if noun.lemma_.lower() in words.numbers and noun.i < number.i:
            of = (c for c in noun.children if c.lower_ == "of")
            named = (g for c in of for g in c.children if g.dep_ == "pobj")
            return next(((unit_of(g), g.text) for g in named if is_counted(g, words)), None)
    return None


def resized(number: Token, words: CountWords) -> Whole | None:
    """What body has come to be so many: "the garrison has fallen from 900 to 600"."""
    verb = changed_to(number, words)
    before = number.doc[number.sent.start : number.i]
    bare = any(
        t.lower_ == "from" and t.nbor(1).like_num and t.nbor(2).pos_ != "NOUN" for t in before
    )
    for noun in verb.children if verb is not None and bare else ():
        if noun.lemma_.lower() in words.of_bodies and noun.tag_ == "NN" and noun.i < number.i:
            return unit_of(noun), noun.text
    return None


def left_out(number: Token, before: Count | None, words: CountWords) -> Whole | None:
    """What a number counts whose noun is left out: "and 20 wounded", "3,200 had arrived"."""
    doc = number.doc
    antecedent = None
    if before is not None and not _broken(doc, before.noun.i, number.i):
        # "20 deaths and 40 wounded", "an army of 900, of whom 40 are sick": of people all
        lost = before.unit in words.losses or _is_body(before.noun, words)
        antecedent = (_PEOPLE, _PEOPLE) if lost else (before.unit, before.counted)
    after = [doc[i] for i in range(number.i + 1, sentence_end(number, 4))]
    if len(after) > 1 and after[0].lower_ == "of" and after[1].lower_ in _PRONOUNS:
        if number.lower_ == "one":
            return None  # "one of them said": who it is, and no count
        alone = len(after) < 3 or after[2].pos_ not in {"NOUN", "PROPN", "ADJ"}
        return (antecedent or _spoken_of(number, words)) if alone else None
    same = is_part_moved(number, words) or changed_to(number, words) is not None
    if antecedent is not None and (same or _ones(after)):
        return antecedent
    if _some_of_whom(number):
        people = _spoken_of(number, words)
        return (_PEOPLE, _PEOPLE) if people == (None, None) else people
    done = _done_to(number)
    told = done is not None and done.lemma_ in words.of_forces | words.foretelling
    if told or _is_held_against(number, words):
        people = antecedent or _spoken_of(number, words)
        if people != (None, None):
            return people
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
    if antecedent is not None and following is not None and following.lower_ in _LEFT:
        return antecedent  # "fewer than 3,000 remain", whatever the parser takes "remain" for
    return _governed(number, following, antecedent, before, words)


def _is_body(noun: Token, words: CountWords) -> bool:
    return noun.tag_ == "NN" and noun.lemma_.lower() in words.of_bodies


def _governed(
    number: Token,
    following: Token | None,
    antecedent: Whole | None,
    before: Count | None,
    words: CountWords,
) -> Whole | None:
    """What the verb of a bare number tells that it is of: "killed 20", "3,200 had arrived"."""
    doc = number.doc
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
    if verb.lemma_ in words.foretelling and _is_figure(number):
        people = antecedent or _spoken_of(number, words)
        return None if people == (None, None) else people
    if before is not None and _is_figure(number) and _again(number, before):
        return before.unit, before.counted
    moves = verb.lemma_ in words.of_forces and number.ent_type_ != "DATE"
    return _spoken_of(number, words) if moves else None


def _is_figure(number: Token) -> bool:
    """Say whether a number is a large one in figures, and no year."""
    text = number.text
    return text[:1].isdigit() and len(text) > 2 and not _YEAR.fullmatch(text)


def _again(number: Token, before: Count) -> bool:
    """Say whether a verb says again of it what it said before: "had 900 men; now it has 400"."""
    verb = number.head
    if verb.lemma_ not in _HAVING or before.noun.head.lemma_ != verb.lemma_:
        return False
    if not _broken(number.doc, before.noun.i, number.i):
        return True
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    breaks = sum(t.is_sent_start is True for t in number.doc[before.noun.i + 1 : number.i + 1])
    return breaks == 1 and subject is not None and subject.pos_ == "PRON"


def _is_held_against(number: Token, words: CountWords) -> bool:
    """Say whether a bare number is held against one before: "compared with 900 in May"."""
    if not _is_figure(number) or _goes_on(number):
        return False
    return is_foretold(number, words) or (
        number.dep_ == "pobj" and is_foil(number.doc.text, number.idx, words)
    )


def _goes_on(number: Token) -> bool:
    """Say whether what a number counts stands behind it, or may: "against 900 villages"."""
    return number.i + 1 < len(number.doc) and number.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"}


def _done_to(number: Token) -> Token | None:
    """What was done to those a number counts: "By late May 3,200 had been counted".

    The words alone tell: a parser takes the number for one of the date before it.
    """
    if not _is_figure(number) and (number.ent_type_ == "DATE" or not number.text.isdigit()):
        return None
    after = number.doc[number.i + 1 : number.i + 4]
    helpers = 0
    while helpers < len(after) and after[helpers].lower_ in _HELPERS:
        helpers += 1
    verb = after[helpers] if 0 < helpers < len(after) else None
    return verb if verb is not None and verb.tag_ == "VBN" else None


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


def crowd(amount: Token, words: CountWords) -> Whole | None:
    """What a bare amount counts that acts, or is acted on as only people are: "drew thousands"."""
    acts = amount.dep_ in {"nsubj", "nsubjpass"} and amount.head.pos_ == "VERB"
    drawn = amount.dep_ == "dobj" and amount.head.lemma_ in words.of_people | words.of_crowds
    return (_PEOPLE, _PEOPLE) if acts or drawn else None


def _broken(doc: Doc, first: int, last: int) -> bool:
    """Whether a sentence ends between two tokens; far apart counts as broken."""
    return last - first > _SENTENCE or any(doc[i].is_sent_start for i in range(first + 1, last + 1))


def _spoken_of(number: Token, words: CountWords) -> Whole:
    """The people or things last spoken of before a number, in this sentence or the two before."""
    doc = number.doc
    for i in range(number.i - 1, max(-1, number.i - 60), -1):
        token = doc[i]
        if token.tag_ in {"NNS", "NNPS"} and is_counted(token, words):
            modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"}]
            first = min([c.i for c in modifiers if c.i < i], default=i)
            numbers = [j + 1 for j in range(first, i) if doc[j].pos_ == "NUM"]
            first = max(numbers, default=first)  # "the announced 900 men": men
            return unit_of(token), doc[first : i + 1].text
    return None, None
