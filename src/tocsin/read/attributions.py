"""Attributions: who is said to say or think what, by which words, within one passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.nouns import Act
from tocsin.read.cues import Cue, Cues, cues, word_set
from tocsin.read.syntax import (
    Range,
    is_passive,
    noun_phrase,
    ranges,
    subject_of,
    subtree,
    trimmed,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Attribution", "attributions"]

_PUT_AT = word_set("put_at")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that give a content to a source, in tokens of one Doc.

    `head` is the token that announces it and `cue` its phrase; `source` is None where nobody is
    named, `subject` the token it hangs on; `root` is the token on which the content hangs.
    `form`: "verb", "noun", "preposition", "adverb" or "quote". `direct` when the content is quoted.
    """

    head: int
    cue: Range
    source: Range | None
    subject: int | None
    content: tuple[Range, ...]
    root: int | None
    act: Act
    speaks: bool
    word: str
    group: str
    form: str
    direct: bool = False

    @property
    def hull(self) -> Range:
        """From the first to the last token of the content."""
        return self.content[0][0], self.content[-1][1]


def attributions(doc: Doc, quotes: Sequence[Range]) -> tuple[Attribution, ...]:
    """Return the attributions of a passage, in order of their cues.

    `quotes` are the quotations of the passage, as tokens, marks included.
    """
    words = cues()
    found: list[Attribution] = []
    for sentence in doc.sents:
        inner = [q for q in quotes if q[0] < sentence.end and sentence.start < q[1]]
        found += _in_sentence(sentence, inner, words)
    return tuple(sorted((a for a in found if a.content), key=lambda a: (a.head, a.content)))


def _in_sentence(sentence: Span, quotes: Sequence[Range], words: Cues) -> Iterator[Attribution]:
    found: list[Attribution] = []
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            found += _of_verb(token, sentence, words)
        elif token.pos_ == "NOUN":
            found += _of_noun(token, words)
        elif token.pos_ == "ADJ" and token.lemma_.casefold() in words.adjectives:
            found += _of_adjective(token)
        if token.lower_ in words.hearsay:
            found += _of_adverb(token)
    found += _of_prepositions(sentence, words)
    yield from _with_quotes(sentence, found, quotes, words)


# Verbs


def _entries(verb: Token, words: Cues) -> list[tuple[Cue, Token | None]]:
    """Return what a verb can announce, with the preposition or particle it takes for that."""
    lemma = verb.lemma_.casefold()
    found: list[tuple[Cue, Token | None]] = []
    seconds = words.seconds.get(lemma, frozenset())
    for child in verb.children:
        if child.lower_ in seconds and child.dep_ in {
            "prt",
            "prep",
            "advmod",
            "acomp",
            "ccomp",
            "oprd",
        }:
            found += [(cue, child) for cue in words.verbs[lemma, child.lower_]]
    found += [(cue, None) for cue in words.verbs.get((lemma, None), ())]
    return found


def _of_verb(verb: Token, sentence: Span, words: Cues) -> Iterator[Attribution]:
    if verb.dep_ in {"aux", "auxpass", "compound", "amod"}:
        return
    lemma = verb.lemma_.casefold()
    if lemma in words.seems or (lemma in words.participles and is_passive(verb)):
        hedged = _raised(verb, words)
        if hedged is not None:
            yield hedged
            return
    for cue, second in _entries(verb, words):
        content, root = _content(verb, cue, second, sentence)
        if content and not _relative(verb.doc, content):
            yield _attribution(verb, cue, second, content, root)
            return


def _relative(doc: Doc, content: Sequence[Range]) -> bool:
    """Say whether a content is but a pronoun that stands for another noun."""
    words = [t.lower_ for first, past in content for t in doc[first:past]]
    return len(words) == 1 and words[0] in {"that", "which", "who", "it", "this", "what", "so"}


def _attribution(
    verb: Token, cue: Cue, second: Token | None, content: tuple[Range, ...], root: Token | None
) -> Attribution:
    subject = _agent(verb) if is_passive(verb) else subject_of(verb)
    source = None
    if subject is not None and not _inside(subject.i, content) and subject.dep_ != "expl":
        source = noun_phrase(subject)
    else:
        subject = None
    return Attribution(
        head=verb.i,
        cue=_cue_range(verb, second),
        source=source,
        subject=None if subject is None else subject.i,
        content=_without(verb.doc, content, [source, (verb.i, verb.i + 1)]),
        root=None if root is None else root.i,
        act=cue.act,
        speaks=cue.speaks,
        word=verb.lemma_.casefold(),
        group=cue.group,
        form="verb",
    )


def _inside(i: int, content: Sequence[Range]) -> bool:
    return any(first <= i < past for first, past in content)


def _without(
    doc: Doc, content: Sequence[Range], taken: Sequence[Range | None]
) -> tuple[Range, ...]:
    """Take the tokens of `taken` out of `content`, and what is left without commas at its ends."""
    gone = {i for span in taken if span is not None for i in range(*span)}
    kept = ranges(i for first, past in content for i in range(first, past) if i not in gone)
    clean = (trimmed(doc, part) for part in kept)
    return tuple(_closed(doc, part) for part in clean if part is not None)


def _closed(doc: Doc, part: Range) -> Range:
    """Take in the other mark of a quotation of which a part has only one."""
    first, past = part
    marks = [t.i for t in doc[first:past] if t.text == '"']
    if len(marks) % 2 == 0:
        return part
    for ahead in (past, past + 1):
        if ahead < len(doc) and doc[ahead].text == '"' and (ahead == past or doc[past].is_punct):
            return first, ahead + 1
    if first > 0 and doc[first - 1].text == '"':
        return first - 1, past
    if marks == [past - 1] and past - 1 > first:
        return first, past - 1
    return part


def _cue_range(verb: Token, second: Token | None) -> Range:
    """The verb with its auxiliaries, negation and particle, as far as they stand together."""
    first = past = verb.i
    while first > 0 and verb.doc[first - 1].head.i == verb.i and verb.doc[first - 1].dep_ in {
        "aux", "auxpass", "neg", "advmod",
    }:  # fmt: skip
        first -= 1
    while first < verb.i and verb.doc[first].dep_ == "advmod" and verb.doc[first].lower_ in {
        "when", "where", "how", "why", "so", "then",
    }:  # fmt: skip
        first += 1
    if second is not None and second.i == past + 1:
        past += 1
    return first, past + 1


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _content(
    verb: Token, cue: Cue, second: Token | None, sentence: Span
) -> tuple[tuple[Range, ...], Token | None]:
    for frame in cue.frames:
        if frame == "clause":
            root = _clause(verb)
            if root is not None:
                return (_clause_range(verb, root, sentence),), root
            main = _main_clause(verb, sentence)
            if main is not None:
                return main
        elif frame == "infinitive":
            parts, root = _infinitive(verb)
        elif frame == "object":
            parts, root = _object(verb, second)
        elif frame == "object as":
            parts, root = _object_as(verb)
        elif frame == "object of":
            parts, root = _object(verb, second)
            parts += tuple(
                subtree(c) for c in verb.children if c.dep_ == "prep" and c.i > verb.i
                and c.lower_ in {"of", "for", "over", "as"}
            )  # fmt: skip
            parts = parts if parts and root is not None else ()
        elif frame in {"of", "about", "against"}:
            prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == frame), None)
            parts, root = ((subtree(prep),), prep) if prep is not None else ((), None)
        else:
            continue
        if frame != "clause" and parts:
            return parts, root
    return (), None


def _clause(verb: Token) -> Token | None:
    """The clause that is the verb's complement."""
    for child in verb.children:
        if child.dep_ == "ccomp" and not _bare_infinitive(child):
            return child
    for child in verb.children:
        if child.dep_ in {"advcl", "acl"} and any(
            c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in child.children
        ):
            return child
        if child.dep_ == "dobj":  # "told reporters that ...", hung on the reporters
            for below in child.children:
                if below.dep_ in {"acl", "ccomp", "relcl"} and any(
                    c.dep_ == "mark" and c.lower_ == "that" for c in below.children
                ):
                    return below
    return None


def _bare_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _clause_range(verb: Token, root: Token, sentence: Span) -> Range:
    """The words of a complement clause, with what the parser hung on the verb of saying instead."""
    first, past = subtree(root)
    if past <= verb.i:  # what is said comes first: it begins with its sentence
        before = [
            c for c in verb.children if c.right_edge.i < first and c.dep_ in {"advcl", "prep"}
        ]
        if verb.dep_ == "ROOT" and before:
            first = min(first, min(c.left_edge.i for c in before))
    else:
        for child in verb.rights:
            marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
            if child.dep_ == "advcl" and child.left_edge.i >= past and marks & {
                "if", "because", "unless", "until", "when", "after", "before", "that",
            }:  # fmt: skip
                past = max(past, child.right_edge.i + 1)
    for clause in root.children:
        # ", as Ukraine reports ...": another speaks, and no longer the one before
        if clause.dep_ == "advcl" and clause.i > root.i and clause.left_edge.i > verb.i:
            left = clause.left_edge
            if left.lower_ in {"as", "although", "though", "while"} and left.nbor(-1).text == ",":
                known = (clause.lemma_.casefold(), None) in cues().verbs
                if known and any(c.dep_ == "nsubj" for c in clause.children):
                    past = min(past, left.i)
    return first, min(past, sentence.end)


def _main_clause(verb: Token, sentence: Span) -> tuple[tuple[Range, ...], Token] | None:
    """What is said, where the parser made it the main clause: "It rained, he said"."""
    head = verb.head
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    if head.i == verb.i or not own or own[0].lower_ in {"who", "which", "that"}:
        return None
    if verb.dep_ not in {"parataxis", "ccomp", "advcl", "conj", "dep", "relcl"} or any(
        c.dep_ in {"mark", "dobj", "cc"} for c in verb.children
    ):
        return None
    first, past = subtree(verb)
    before = first == sentence.start or verb.doc[first - 1].text in {",", '"', "-", "–", "—"}
    after = past >= sentence.end or verb.doc[past].text in {",", ".", '"', "-", "–", "—", "?", "!"}
    if not (before and after) or first <= sentence.start:
        return None
    span = (sentence.start, first) if past >= sentence.end - 1 else (sentence.start, sentence.end)
    parts = tuple(r for r in ranges(set(range(*span)) - set(range(first, past))))
    clean = tuple(p for p in (trimmed(verb.doc, part) for part in parts) if p is not None)
    return (clean, head) if clean else None


def _infinitive(verb: Token) -> tuple[tuple[Range, ...], Token | None]:
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in {"xcomp", "ccomp", "advcl"}
            and _bare_infinitive(child)
        ):
            first, past = subtree(child)
            between = [
                c.left_edge.i for c in verb.children
                if c.dep_ in {"dobj", "dative", "prep"} and verb.i < c.left_edge.i < first
            ]  # fmt: skip
            return ((min([first, *between]), past),), child
    return (), None


def _object(verb: Token, second: Token | None) -> tuple[tuple[Range, ...], Token | None]:
    carrier = second if second is not None and second.dep_ == "prep" else verb
    for child in carrier.children:
        if child.dep_ in {"dobj", "pobj", "pcomp"} and child.i > verb.i:
            if child.pos_ == "PRON" and child.dep_ == "dobj" and child.tag_ != "PRP":
                continue
            return (subtree(child),), child
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "nsubjpass":
                return (subtree(child),), child
    return (), None


def _object_as(verb: Token) -> tuple[tuple[Range, ...], Token | None]:
    """What is put "at" or "as" something, with that."""
    target = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    at = {"as", "at"} if verb.lemma_ in _PUT_AT else {"as"}
    rating = next(
        (
            c for c in verb.children
            if (c.dep_ == "prep" and c.lower_ in at and c.i > verb.i)
            or (c.dep_ in {"oprd"} and c.i > verb.i)
        ),
        None,
    )  # fmt: skip
    if rating is None and target is not None and target.lemma_.casefold() in cues().rated:
        # the parser hangs "at one in three" on any noun between
        later = [t for t in target.subtree if t.lower_ in at and t.dep_ == "prep"]
        rating = later[-1] if later else None
    if target is None:
        small = next((c for c in verb.children if c.dep_ == "ccomp" and c.tag_[:2] != "VB"), None)
        return ((subtree(small),), small) if small is not None else ((), None)
    if rating is None:
        return (), None
    first, past = subtree(target)
    return ((min(first, subtree(rating)[0]), max(past, subtree(rating)[1])),), target


def _raised(verb: Token, words: Cues) -> Attribution | None:
    """ "Is said to": nobody is named, and subject and infinitive are what is said."""
    goes_on = next(
        (c for c in verb.children if c.dep_ in {"xcomp", "oprd", "ccomp"} and c.i > verb.i), None
    )
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if goes_on is None or subject is None:
        return None
    seems = verb.lemma_.casefold() in words.seems
    agent = _agent(verb)
    content = (goes_on,) if subject.dep_ == "expl" or subject.lower_ == "it" else (subject, goes_on)
    return Attribution(
        head=verb.i,
        cue=_cue_range(verb, None),
        source=None if agent is None else noun_phrase(agent),
        subject=None if agent is None else agent.i,
        content=tuple(sorted(subtree(c) for c in content)),
        root=goes_on.i,
        act="assessment" if seems else "statement",
        speaks=False,
        word=verb.lemma_.casefold(),
        group="seem" if seems else "hearsay",
        form="verb",
    )


# Nouns, adjectives, adverbs, prepositions


def _of_noun(noun: Token, words: Cues) -> Iterator[Attribution]:
    cue = words.nouns.get(noun.lemma_.casefold())
    if cue is None:
        return
    clause = next(
        (
            c for c in noun.children
            if c.i > noun.i and c.dep_ in {"acl", "ccomp", "relcl", "advcl"}
            and any(m.dep_ == "mark" and m.lower_ in {"that", "whether"} for m in c.children)
        ),
        None,
    )  # fmt: skip
    verb = noun.head if noun.dep_ == "dobj" else None
    light = verb is not None and verb.lemma_.casefold() in words.light_verbs
    if clause is None and light:
        clause = next(
            (
                c for c in noun.children
                if (c.dep_ in {"prep", "acl"} and c.lower_ in {"about", "over", "of", "on", "for", "against", "at"})
                or (c.dep_ == "acl" and _bare_infinitive(c))
            ),
            None,
        )  # fmt: skip
    if clause is None:
        return
    source = _holder(noun)
    first = noun.i
    if source is None and light and verb is not None:
        source = _agent(verb) if is_passive(verb) else subject_of(verb)
        first = verb.i
    yield Attribution(
        head=noun.i,
        cue=(first, noun.i + 1),
        source=None if source is None else noun_phrase(source),
        subject=None if source is None else source.i,
        content=(subtree(clause),),
        root=clause.i,
        act=cue.act,
        speaks=cue.speaks,
        word=noun.lemma_.casefold(),
        group="noun",
        form="noun",
    )


def _holder(noun: Token) -> Token | None:
    """Whose claim it is."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "among"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _of_adjective(word: Token) -> Iterator[Attribution]:
    verb = word.head
    clause = next((c for c in word.children if c.dep_ in {"ccomp"} and c.i > word.i), None)
    subject = subject_of(verb)
    if (
        word.dep_ != "acomp"
        or clause is None
        or subject is None
        or subject.lower_ in {"it", "there"}
    ):
        return
    yield Attribution(
        head=word.i, cue=(verb.i, word.i + 1), source=noun_phrase(subject), subject=subject.i,
        content=(subtree(clause),), root=clause.i, act="assessment", speaks=True,
        word=word.lemma_.casefold(), group="adjective", form="verb",
    )  # fmt: skip


def _of_adverb(word: Token) -> Iterator[Attribution]:
    verb = word.head
    if verb.tag_[:2] != "VB" or verb.lemma_.casefold() in {
        "say",
        "argue",
        "write",
        "tell",
        "claim",
    }:
        return
    first, past = subtree(verb)
    parts = tuple(
        p for p in (trimmed(word.doc, r) for r in ranges(set(range(first, past)) - {word.i})) if p
    )
    if parts:
        yield Attribution(
            head=word.i, cue=(word.i, word.i + 1), source=None, subject=None, content=parts,
            root=verb.i, act="statement", speaks=False, word=word.lower_, group="hearsay",
            form="adverb",
        )  # fmt: skip


def _of_prepositions(sentence: Span, words: Cues) -> Iterator[Attribution]:
    doc = sentence.doc
    lowered = [t.lower_ for t in sentence]
    for phrase in words.prepositions:
        size = len(phrase)
        for at in range(len(lowered) - size):
            if tuple(lowered[at : at + size]) != phrase:
                continue
            first = sentence.start + at
            last = doc[first + size - 1]
            named = next((c for c in last.children if c.dep_ == "pobj"), None)
            if named is None:
                continue
            source = noun_phrase(named)
            content = _around(sentence, (first, max(source[1], last.i + 1)))
            if content:
                yield Attribution(
                    head=first, cue=(first, first + size), source=source, subject=named.i,
                    content=content, root=sentence.root.i, act="statement", speaks=True,
                    word=" ".join(phrase), group="preposition", form="preposition",
                )  # fmt: skip


def _around(sentence: Span, phrase: Range) -> tuple[Range, ...]:
    """The part of the sentence that a phrase with a comma on its side speaks of."""
    doc = sentence.doc
    before = trimmed(doc, (sentence.start, phrase[0]))
    after = trimmed(doc, (phrase[1], sentence.end))
    if before is None or before[1] - before[0] < 2:
        return (after,) if after else ()
    if after is None or after[1] - after[0] < 5:
        return (before,)
    return (before, after) if doc[phrase[1]].text == "," else (before,)


# Quotations


def _with_quotes(
    sentence: Span, found: list[Attribution], quotes: Sequence[Range], words: Cues
) -> Iterator[Attribution]:
    """Give the quotations of a sentence to the verbs that announce them."""
    here = [(max(q[0], sentence.start), min(q[1], sentence.end)) for q in quotes]
    direct = [q for q in here if _is_direct(sentence, q)]
    taken: dict[int, list[Range]] = {}
    for quote in direct:
        owner = _owner(sentence, found, quote, direct, words)
        if owner is not None:
            taken.setdefault(owner, []).append(quote)
    for place, each in enumerate(found):
        if place not in taken:
            yield each
            continue
        own = taken.pop(place)
        tokens = {i for q in own for i in range(*q)}
        tokens |= {i for part in each.content if _touches(part, own) for i in range(*part)}
        outside = [each.source, each.cue]
        yield replace(
            each,
            content=_without(sentence.doc, ranges(tokens), outside) or each.content,
            direct=True,
        )
    for place, own in sorted(taken.items()):
        made = _announced(sentence.doc[-1 - place], own, words)
        if made is not None:
            yield made


def _touches(part: Range, quotes: Sequence[Range]) -> bool:
    return any(part[0] < q[1] and q[0] < part[1] for q in quotes)


def _is_direct(sentence: Span, quote: Range) -> bool:
    """Say whether a quotation is speech, and no word held with tongs."""
    doc = sentence.doc
    first, past = quote
    if past - first < 4:
        return False
    at_start = first == sentence.start or doc[first - 1].text in {",", ":", "-", "–", "—"}
    ended = doc[past - 1].text == '"' and doc[past - 2].text in {",", ".", "?", "!", "…", "..."}
    opened = first + 1 < past and (doc[first + 1].text[:1].isupper() or doc[first].text != '"')
    return at_start and (ended or opened or past >= sentence.end)


def _owner(
    sentence: Span, found: Sequence[Attribution], quote: Range, direct: Sequence[Range], words: Cues
) -> int | None:
    """The place in `found` of the attribution a quotation belongs to, or -1 - i for a bare verb i."""
    for place, each in enumerate(found):
        if _inside(each.head, direct) or each.form != "verb":
            continue
        shared = sum(1 for i in range(*quote) if _inside(i, each.content))
        if shared * 2 >= quote[1] - quote[0]:
            return place
    known = {each.head: place for place, each in enumerate(found)}
    best: tuple[int, int] | None = None
    for token in sentence:
        if _inside(token.i, direct) or not token.tag_.startswith("VB"):
            continue
        entries = words.verbs.get((token.lemma_.casefold(), None), ())
        if not any("quote" in cue.frames for cue in entries) or token.dep_ in {"amod", "compound"}:
            continue
        away = quote[0] - token.i if token.i < quote[0] else token.i - quote[1] + 1
        if best is None or away < best[0]:
            best = (away, token.i)
    if best is None:
        return None
    return known.get(best[1], -1 - best[1])


def _announced(verb: Token, own: Sequence[Range], words: Cues) -> Attribution | None:
    entries = words.verbs.get((verb.lemma_.casefold(), None), ())
    cue = next((c for c in entries if "quote" in c.frames), None)
    if cue is None:
        return None
    root = verb.doc[own[0][0] : own[0][1]].root
    return replace(_attribution(verb, cue, None, tuple(own), root), direct=True)
