"""Drafts: a sentence divided into the stretches that become statements, each with its voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.attribution import Attribution
from tocsin.read.attributions import parent_of
from tocsin.read.clauses import Piece, halved, head_of, pieces
from tocsin.read.cues import cues, word_set
from tocsin.read.deeds import bare_infinitive
from tocsin.read.given import given_to
from tocsin.read.headlines import speaker_behind
from tocsin.read.occasions import before_likelihood, occasions_before, occasions_of
from tocsin.read.phrases import is_likelihood
from tocsin.read.speaking import LOOKING, heads_of, makes_a_speaker, tells_of_itself
from tocsin.read.syntax import Range, subtree, trimmed
from tocsin.read.threads import Page, Threads, Voice

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["Draft", "drafts_of"]

_CLAIM_NAMES = word_set("claim_names")
_CHECKING = word_set("checking")
_APART = frozenset({"conj", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A stretch that becomes a statement: its tokens, what it says, the head of that, the voice."""

    tokens: Range
    content: Range
    root: int
    voice: Voice


def drafts_of(
    threads: Threads, number: int, sentence: Sentence, likelihoods: Sequence[Span]
) -> list[Draft]:
    """Return the drafts of one sentence: at least one, each with a different stretch."""
    page = threads.pages[number]
    around = threads.around(number, sentence)
    found = [a for a in page.found if makes_a_speaker(page, a, sentence)]
    tops = [a for a in found if parent_of(found, a) is None]
    desk = _Desk(threads, number, found, [_tokens(page, span) for span in likelihoods])
    whole = (sentence.start, sentence.end)
    if page.heading:
        named = speaker_behind(page, sentence)
        if named is not None:
            said, voice = named
            if voice.speaker is None:
                voice = replace(threads.writer, cue=voice.cue)
            return desk.expand(whole, said, voice)
    primary = _primary(tops, sentence)
    # He who speaks first is known first: "it" in a later clause may be he.
    main = around if primary is None else threads.voice(number, primary, around)
    beside, rest = _divided(page.doc, sentence, primary, tops)
    drafts: list[Draft] = []
    for stretch, other in beside:
        if other is None:
            same = _looks_on(page.doc, primary, tops, stretch)
            same |= _runs_on(page.doc, primary, stretch)
            own = main if same else around
            drafts += desk.expand(stretch, trimmed(page.doc, stretch) or stretch, own)
        else:
            drafts += desk.under(stretch, other, threads.voice(number, other, around))
    if primary is not None:
        drafts += desk.under(rest, primary, main)
    else:
        before = next((a for s, a in beside if a is not None and s[1] == rest[0]), None)
        if _runs_on(page.doc, before, rest):
            main = threads.voice(number, before, around) if before is not None else main
        drafts += desk.expand(rest, trimmed(page.doc, rest) or rest, main)
    threads.told(number, sentence, main if around.writer else around, tops)
    for other in tops:
        same = primary is not None and other.subject == primary.subject
        clause = other.root is not None and page.doc[other.root].pos_ in {"VERB", "AUX"}
        told = other.subject is not None and other.head not in desk.done
        told = told and not (same and primary is not None and other.content == primary.content)
        if told and (clause or not same):
            drafts += desk.under(
                _block(page.doc, other), other, threads.voice(number, other, around)
            )
    return _different(drafts)


@dataclass(slots=True)
class _Desk:
    """What is at hand while one sentence is divided."""

    threads: Threads
    number: int
    found: Sequence[Attribution]
    likelihoods: Sequence[Range]
    done: set[int] = field(default_factory=set)

    @property
    def doc(self) -> Doc:
        return self.threads.pages[self.number].doc

    def under(
        self, tokens: Range, source: Attribution, voice: Voice, within: Range | None = None
    ) -> list[Draft]:
        """Divide the content of an attribution that governs the stretch `tokens`.

        `within` is what another says, where that is what he passes on.
        """
        self.done.add(source.head)
        first, past = source.hull
        if tells_of_itself(self.doc[source.head], source):
            # what was seen is told by the whole clause, with its "not" or "no"
            first = min(first, source.cue[0])
            until = tokens[1] if within is None else min(tokens[1], within[1])
            content = trimmed(self.doc, (max(first, tokens[0]), until))
            if content is not None:
                head = self.doc[source.head]
                root = head.head.i if head.dep_ == "acomp" else head.i
                return [Draft(tokens, content, root, voice)]
        if _in_two(self.doc, source):
            more = source.content[-1]
            cut = more[0] - 1 if _goes_on_behind(self.doc, source) else source.cue[1] + 1
            said = self.expand((tokens[0], cut), source.content[0], voice)
            return [*said, *self.expand((cut, tokens[1]), more, voice, source.root)]
        tokens, part = _overlap(tokens, (first, past))
        drafts = self.expand(tokens, part, voice, source.root)
        return [self._after_cue(d, source) for d in drafts if not self._only_cue(d, source)]

    def _only_cue(self, draft: Draft, source: Attribution) -> bool:
        """Say whether a draft holds but the words of saying amid the content: ", he said,"."""
        told = [source.cue, *([source.source] if source.source else [])]
        said = [t.i for t in self.doc[draft.content[0] : draft.content[1]] if not t.is_punct]
        return bool(said) and all(any(first <= i < past for first, past in told) for i in said)

    def _after_cue(self, draft: Draft, source: Attribution) -> Draft:
        """A draft that begins with the words of saying amid the content, without them."""
        parts = [source.cue, *([source.source] if source.source else [])]
        first, past = min(p[0] for p in parts), max(p[1] for p in parts)
        inside = source.hull[0] < first and past < source.hull[1]
        if not inside or not first <= draft.content[0] < past < draft.content[1]:
            return draft
        content = trimmed(self.doc, (past, draft.content[1]))
        if content is None:
            return draft
        root = draft.root
        if not content[0] <= root < content[1]:
            root = head_of(self.doc, content).i
        return replace(draft, content=content, root=root)

    def expand(
        self, tokens: Range, content: Range, voice: Voice, root: int | None = None
    ) -> list[Draft]:
        """Divide a content into pieces, and follow those that pass on what another says."""
        doc = self.doc
        head = doc[root] if root is not None and content[0] <= root < content[1] else None
        if head is None or head.pos_ not in {"VERB", "AUX"}:
            head = head_of(doc, content)
        found = pieces(doc, content, head, self._apart(content))
        found = _whole(doc, found, self.likelihoods, self.done)
        found = halved(doc, found, self.likelihoods)
        found = before_likelihood(doc, found, self.likelihoods)
        drafts: list[Draft] = []
        for place, piece in enumerate(found):
            stretch = (
                tokens[0] if place == 0 else piece.tokens[0],
                tokens[1] if place == len(found) - 1 else piece.tokens[1],
            )
            inner = self._within(piece.tokens)
            leading = next((a for a in inner if a.head in heads_of(doc[piece.root])), None)
            # who disputes another's estimate holds none: it is told beside what he says
            apart = voice.over if voice.contests and voice.over is not None else None
            if apart is not None and leading is not None and _is_view(leading):
                leading = None
            if leading is not None:
                passed = self.threads.voice(self.number, leading, voice)
                self.done.add(leading.head)
                if tells_of_itself(doc[leading.head], leading):
                    drafts += self.under(stretch, leading, passed, piece.tokens)
                else:
                    stretch, part = _overlap(stretch, leading.hull)
                    drafts += self.expand(stretch, part, passed, leading.root)
            else:
                said = trimmed(doc, piece.tokens) or piece.tokens
                drafts.append(Draft(stretch, said, piece.root, voice))
            for other in inner:
                nested = parent_of(inner, other)
                if other.head in self.done or nested is not None or other.subject is None:
                    continue
                around = apart if apart is not None and _is_view(other) else voice
                drafts += self.under(
                    _block(doc, other), other, self.threads.voice(self.number, other, around)
                )
        return drafts

    def _within(self, tokens: Range) -> list[Attribution]:
        """The attributions in a stretch that no statement has been made of: each makes one."""
        return [
            a for a in self.found if tokens[0] <= a.head < tokens[1] and a.head not in self.done
        ]

    def _apart(self, content: Range) -> Callable[[Token, Range], bool]:
        likely = [x for x in self.likelihoods if content[0] <= x[0] < content[1]]
        nouns = [t for t in self.doc[content[0] : content[1]] if likely and is_likelihood(t)]
        given = [thing for thing in map(given_to, nouns) if thing is not None]

        def apart(clause: Token, tokens: Range) -> bool:
            if any(first <= clause.i < past for first, past in given):
                return False  # "gives Oslo joining the war odds of one in five"
            if any(a.head == clause.i for a in self.found):
                return True
            own = [x for x in likely if tokens[0] <= x[0] < tokens[1]]
            subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)
            return bool(own) or (subject and bool(likely))

        return apart


def _is_view(found: Attribution) -> bool:
    """Say whether it is what another holds: "Berg's view", and no denial of it."""
    return found.form == "noun" and found.act != "denial"


def _whole(
    doc: Doc, found: Sequence[Piece], likelihoods: Sequence[Range], done: set[int]
) -> tuple[Piece, ...]:
    """The pieces, without a cut through one likelihood or at the saying amid them that has them.

    "Unlikely, but cannot be ruled out"; "It is unlikely, he said, that it sails".
    """
    kept: list[Piece] = []
    for piece in found:
        cut = piece.tokens[0]
        torn = any(first < cut < past for first, past in likelihoods)
        if kept and piece.root in done:
            rated = (c for c in doc[kept[-1].root].rights if c.dep_ in {"acomp", "attr", "ccomp"})
            torn = torn or any(c.right_edge.i > cut for c in rated)
        if kept and torn:
            kept[-1] = Piece((kept[-1].tokens[0], piece.tokens[1]), kept[-1].root)
        else:
            kept.append(piece)
    return tuple(kept)


def _overlap(stretch: Range, said: Range) -> tuple[Range, Range]:
    """A stretch and what of `said` lies in it; where none does, both as far as `said` asks."""
    first, past = max(said[0], stretch[0]), min(said[1], stretch[1])
    if first < past:
        return stretch, (first, past)
    return (min(stretch[0], said[0]), max(stretch[1], said[1])), said


def _primary(tops: Sequence[Attribution], sentence: Sentence) -> Attribution | None:
    """The attribution that the whole sentence stands under."""
    root = sentence.root
    over = [
        a for a in tops
        if a.subject is not None
        and (
            root.i == a.subject
            or a.head in heads_of(root)
            or any(p[0] <= root.i < p[1] for p in a.content)
            or (a.direct and (a.hull[1] - a.hull[0]) * 2 > len(sentence))
            or _light(a, root)
        )
    ]  # fmt: skip
    doc = sentence.doc

    def reach(found: Attribution) -> tuple[bool, bool, int, int]:
        clause = found.root is not None and doc[found.root].pos_ in {"VERB", "AUX"}
        return found.form == "preposition", clause, found.hull[1] - found.hull[0], -found.head

    return max(over, key=reach, default=None)


def _light(found: Attribution, root: Token) -> bool:
    """Say whether a noun carries what the main verb does: "expressed concern about"."""
    return found.form in {"noun", "verb"} and found.cue[0] <= root.i < found.cue[1]


def _block(doc: Doc, found: Attribution) -> Range:
    """The stretch of an attribution: a source that the verb only shares with another is outside."""
    clause = subtree(doc[found.head])
    near = found.source is not None and (
        found.form != "verb" or clause[0] <= found.source[0] or doc[found.head].dep_ not in _APART
    )
    parts = [found.hull, found.cue, *([found.source] if found.source and near else [])]
    first, past = min(p[0] for p in parts), max(p[1] for p in parts)
    sentence = doc[found.head].sent
    return max(first, sentence.start), min(past, sentence.end)


def _divided(
    doc: Doc, sentence: Sentence, primary: Attribution | None, tops: Sequence[Attribution]
) -> tuple[list[tuple[Range, Attribution | None]], Range]:
    """Part from a sentence the clauses that stand beside its main one, and return the rest too.

    Each has the attribution that it is, or None for a clause that the writer adds to another's
    saying: "he said it would rain, but it was dry".
    """
    blocks: list[tuple[Range, Attribution | None]] = [
        (_whole_block(doc, a), a)
        for a in tops
        if a is not primary
        and a.subject is not None
        and (doc[a.head].dep_ in _APART or _before_semicolon(doc, a) or _is_half(a, sentence))
        and _set_off(doc, a)
    ]
    if primary is not None and primary.form == "verb":
        added = _added(doc, primary, tops) + occasions_of(doc, primary)
        first = primary.hull[0]
        added += [one for one in occasions_before(doc[primary.head]) if one[1] <= first]
        blocks += [(block, None) for block in added]
    elif primary is None and sentence.root.lemma_.casefold() in cues().lemmas:
        # Whoever appeals to somebody says nothing that could be quoted.
        blocks += [(block, None) for block in occasions_before(sentence.root)]
    start, end = sentence.start, sentence.end
    parted: list[tuple[Range, Attribution | None]] = []
    for (first, past), found in sorted(blocks, key=lambda b: b[0], reverse=True):
        if _closes(doc, past, end) and first > start and _free(primary, first, sentence):
            stretch = (_opened(doc, first, start), end)
            end = stretch[0]
            parted.append((stretch, found))
    for (first, past), found in sorted(blocks, key=lambda b: b[0]):
        before = past <= sentence.root.i and (primary is None or past <= primary.hull[0])
        if first == start and before:
            closed = past
            while closed < end and doc[closed].text in {",", ";", ":", "–", "—"}:
                closed += 1
            parted.append(((start, closed), found))
            start = closed
    return parted, (start, end)


def _whole_block(doc: Doc, found: Attribution) -> Range:
    block, clause = _block(doc, found), subtree(doc[found.head])
    return min(block[0], clause[0]), max(block[1], clause[1])


def _added(doc: Doc, primary: Attribution, tops: Sequence[Attribution]) -> list[Range]:
    """The clauses joined to a verb of saying that say something of their own.

    That is what another does, and what is done beside a promise: "refused to sail, and sent tanks".
    """
    heads = {a.head for a in tops if a.subject is not None}
    promised = primary.root is not None and bare_infinitive(doc[primary.root])
    return [
        subtree(clause)
        for clause in doc[primary.head].rights
        if clause.i not in heads
        and clause.dep_ in {"conj", "parataxis"}
        and clause.left_edge.i >= primary.hull[1]
        and (
            any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)
            or (promised and clause.tag_ in {"VBD", "VBZ", "VBP"})
        )
    ]


def _looks_on(
    doc: Doc, primary: Attribution | None, tops: Sequence[Attribution], stretch: Range
) -> bool:
    """Say whether he who tells of things seen is the one who did not see another.

    "They noted more flights, but no launches were recorded": nobody else is said to have looked.
    """
    if primary is None or (primary.root is not None and doc[primary.root].pos_ in {"VERB", "AUX"}):
        return False
    return any(
        a.group in LOOKING
        and a.subject is None
        and stretch[0] <= a.head < stretch[1]
        and doc[a.head].head.i == primary.head
        for a in tops
    )


def _before_semicolon(doc: Doc, found: Attribution) -> bool:
    """Say whether a saying is whole before a semicolon, and what follows is the main clause."""
    last = doc[found.head].right_edge.i
    closed = any(t.text == ";" for t in doc[last : last + 2])
    whole = found.hull[1] <= found.head or found.form == "verb"
    return closed and doc[found.head].dep_ == "ccomp" and whole


def _in_two(doc: Doc, source: Attribution) -> bool:
    """Say whether something is said before a cue, and more behind its colon, or its "and"."""
    before, after = source.content[0], source.content[-1]
    colon = source.cue[1] < len(doc) and doc[source.cue[1]].text == ":"
    colon = colon or _goes_on_behind(doc, source)
    return source.form == "verb" and colon and before[1] <= source.cue[0] < after[0]


def _goes_on_behind(doc: Doc, source: Attribution) -> bool:
    """Say whether who is told of goes on to act behind the cue: ", he told us, and may land"."""
    first = source.content[-1][0]
    verb = next((t for t in doc[first : source.content[-1][1]] if t.dep_ == "conj"), None)
    own = verb is None or any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.lefts)
    joined = first > source.cue[1] and doc[first - 1].dep_ == "cc"
    return joined and not own and verb is not None and verb.head.i == source.head


def _is_half(found: Attribution, sentence: Sentence) -> bool:
    """Say whether "according to" closes the first half of a sentence, and its head is in another.

    "It has 900 men, according to the institute; the army says fewer."
    """
    if found.form != "preposition" or found.source is None or found.hull[1] > found.head:
        return False
    return found.hull[0] == sentence.start and sentence.root.i >= found.source[1]


def _runs_on(doc: Doc, primary: Attribution | None, stretch: Range) -> bool:
    """Say whether a saying runs on past a semicolon: "It is calm, he told me; one train came".

    A clause on the speaker himself, or on what he has claimed, is the writer's.
    """
    if primary is None or primary.form != "verb" or primary.hull[1] > primary.head:
        return False
    if doc[stretch[0]].text != ";" and (stretch[0] == 0 or doc[stretch[0] - 1].text != ";"):
        return False
    clause = head_of(doc, stretch)
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or not any(t.is_alpha for t in doc[primary.hull[0] : primary.head]):
        return False
    back = subject.pos_ == "PRON" or subject.lemma_.casefold() in _CLAIM_NAMES
    checked = any(t.lemma_.casefold() in _CHECKING for t in doc[stretch[0] : stretch[1]])
    return not (back or checked)


def _set_off(doc: Doc, found: Attribution) -> bool:
    """Say whether a clause stands beside another, and is no part of it ("was when he said")."""
    if doc[found.head].dep_ != "advcl":
        return True
    marks = [c.i for c in doc[found.head].children if c.dep_ in {"mark", "advmod"}]
    if any(doc[i].lower_ in {"if", "unless"} for i in marks):
        return False
    first = min([_block(doc, found)[0], *marks])
    return first == doc[first].sent.start or doc[first - 1].text in {
        ",",
        ";",
        "-",
        "–",
        "—",
        ")",
        '"',
    }


def _closes(doc: Doc, past: int, end: int) -> bool:
    return not any(t.is_alpha for t in doc[past:end])


def _free(primary: Attribution | None, first: int, sentence: Sentence) -> bool:
    if primary is None:
        return first > sentence.root.i
    return primary.head < first and primary.hull[0] < first


def _opened(doc: Doc, first: int, start: int) -> int:
    while first - 1 > start and doc[first - 1].dep_ in {"cc", "mark"}:
        first -= 1
    return first


def _tokens(page: Page, span: Span) -> Range:
    found = page.doc.char_span(
        span.start - page.offset, span.end - page.offset, alignment_mode="expand"
    )
    return (0, 0) if found is None else (found.start, found.end)


def _different(drafts: list[Draft]) -> list[Draft]:
    seen: set[Range] = set()
    out: list[Draft] = []
    for draft in drafts:
        one = draft
        if one.tokens in seen:
            one = Draft(draft.content, draft.content, draft.root, draft.voice)
        # Where one saying is told within another nothing may be left between them.
        if one.tokens not in seen and one.content[0] < one.content[1]:
            seen.add(one.tokens)
            out.append(one)
    return out
