"""Threads: whose voice each sentence of a report is in, over quotations and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tocsin.nouns import Act, Name, Relay, Report, Span
from tocsin.read.attribution import Attribution
from tocsin.read.attributions import attributions
from tocsin.read.chains import cited, link, relays
from tocsin.read.citing import CITING
from tocsin.read.cues import cues, word_set
from tocsin.read.heralds import herald
from tocsin.read.names import is_bare_paper
from tocsin.read.outlets import relays_others
from tocsin.read.quotes import quotations
from tocsin.read.quoting import quoting_over
from tocsin.read.sentences import Passage
from tocsin.read.speakers import Cast, writer_of
from tocsin.read.subjects import who_acts
from tocsin.read.syntax import Range, chars

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["Page", "Threads", "Voice", "pages_of"]

_CITING = frozenset({"cite", "list", "name"})
_AGAIN = frozenset({"he", "she", "it"})
_LOOKS = word_set("looking")
_CONTESTING = word_set("contesting")
_PASSING = word_set("passing_on")
_LONGEST_TITLE = 12
_ORDINALS = frozenset("first second third fourth fifth other latter former last".split())


@dataclass(frozen=True, slots=True)
class Page:
    """A passage that has been parsed, with its quotations (as tokens) and attributions.

    `heading` is true for a headline and for what looks like one amid the text.
    """

    passage: Passage
    doc: Doc
    quotes: tuple[tuple[Range, int], ...]
    found: tuple[Attribution, ...]
    heading: bool

    @property
    def offset(self) -> int:
        """Where the passage begins in the report."""
        return self.passage.span.start

    def span(self, tokens: Range) -> Span:
        """Return the characters of the report that a range of tokens covers."""
        start, end = chars(self.doc, tokens)
        return Span(start + self.offset, end + self.offset)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what stands in some stretch, through whom, and by which words we know.

    `writer` is true for the report's own voice. `act` and `word` are those of the cue. `past` says
    that the cue is of the past, `retold` that the words of one who passes it on are. `over` is the
    voice that tells of this one. `relays` says that it passes on what another says, as papers do.
    """

    speaker: Name | None
    chain: tuple[Relay, ...] = ()
    cue: Span | None = None
    act: Act | None = None
    word: str | None = None
    past: bool = False
    direct: bool = False
    writer: bool = False
    retold: bool = False
    over: Voice | None = None
    relays: bool = False

    @property
    def contests(self) -> bool:
        """Say whether what is said is another's, with which the speaker will have nothing to do."""
        return self.act in {"denial", "question"} or self.word in _CONTESTING


def pages_of(text: str, passages: Sequence[Passage], docs: Sequence[Doc]) -> tuple[Page, ...]:
    """Join passages and their parses into pages."""
    quotes = quotations(text, passages)
    pages = []
    for number, (passage, doc) in enumerate(zip(passages, docs, strict=True)):
        here = []
        for quote in quotes:
            if quote.passage == number:
                start, end = (
                    quote.span.start - passage.span.start,
                    quote.span.end - passage.span.start,
                )
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is not None and len(span):
                    here.append(((span.start, span.end), quote.group))
        found = attributions(doc, [q for q, _ in here])
        pages.append(Page(passage, doc, tuple(here), found, _is_heading(passage, doc)))
    return tuple(pages)


def _is_heading(passage: Passage, doc: Doc) -> bool:
    """Say whether a passage is a title: short, without a full stop, most words with capitals."""
    if passage.kind == "headline":
        return True
    words = [t.text for t in doc if t.is_alpha]
    if len(words) > _LONGEST_TITLE or passage.text.rstrip("\"' )").endswith((".", "!", "…")):
        return False
    capitals = sum(w[0].isupper() for w in words if len(w) > 3)
    return capitals * 2 > sum(len(w) > 3 for w in words)


@dataclass(slots=True)
class Threads:
    """The voices of one report; asked for in the order of its sentences."""

    report: Report
    pages: tuple[Page, ...]
    cast: Cast = field(init=False)
    writer: Voice = field(init=False)
    owners: dict[int, tuple[int, Attribution]] = field(init=False)
    voices: dict[tuple[int, int], Voice] = field(default_factory=dict)
    last: Voice | None = None
    citing: Relay | None = None
    heralded: tuple[int, Voice] | None = None
    links: dict[tuple[str, str], Relay] = field(default_factory=dict)
    carried: dict[str, tuple[Relay, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        name = writer_of(self.report)
        self.cast = Cast(name)
        self.writer = Voice(name, writer=True)
        self.owners = {}
        for number, page in enumerate(self.pages):
            for each in page.found:
                if each.direct and each.speaks:
                    for quote, group in page.quotes:
                        if any(part[0] < quote[1] and quote[0] < part[1] for part in each.content):
                            self.owners.setdefault(group, (number, each))

    def around(self, number: int, sentence: Sentence) -> Voice:
        """Return the voice that a sentence as a whole is in: the writer's, or a quotation's."""
        page = self.pages[number]
        if page.passage.kind in {"headline", "caption"}:
            return self.writer
        quoted = next(((q, g) for q, g in page.quotes if _covers(sentence, q)), None)
        if quoted is None:
            goes_on = self._goes_on(number, sentence)
            if goes_on is not None:
                return goes_on
            if self.citing is not None and _counts(sentence):
                return replace(self.writer, chain=(self.citing,))
            return self.writer
        owner = self.owners.get(quoted[1])
        if owner is not None:
            owned = self.voice(*owner, self.writer)
            if not _holds(owner, number, sentence):
                return owned
            return self.writer
        if self.last is not None and not self.last.writer:
            return Voice(
                self.last.speaker, self.last.chain, self.last.cue, direct=True,
            )  # fmt: skip
        if self.cast.person is not None:
            return Voice(self.cast.person, direct=True)
        return self.writer

    def _goes_on(self, number: int, sentence: Sentence) -> Voice | None:
        """The voice of one who, as the sentence right before says, "gave an example".

        What others say there is theirs.
        """
        if self.heralded is None or self.heralded[0] != number:
            return None
        told = any(
            a.subject is not None and sentence.start <= a.head < sentence.end
            for a in self.pages[number].found
        )
        return None if told else self.heralded[1]

    def voice(self, number: int, found: Attribution, around: Voice) -> Voice:
        """Return the voice that an attribution gives to its content."""
        known = self.voices.get((number, found.head))
        if known is not None:
            return known
        page = self.pages[number]
        subject = None if found.subject is None else page.doc[found.subject]
        if page.heading and subject is not None and is_bare_paper(subject):
            subject = None  # "Says Report": nobody is named
        outer = around.speaker
        subject = _who_saw(page.doc, found) or subject
        if subject is None:
            speaker = outer
        else:
            speaker = self.cast.name(page.doc, subject, page.offset, outer)
            acting = _who_acted(page, found, subject, speaker)
            if acting is not None:
                subject = acting
                speaker = self.cast.name(page.doc, subject, page.offset, outer)
            if _is_passed_on(found, around, subject) and outer == speaker:
                speaker = self.cast.as_written(page.doc, subject, page.offset)
        chain = around.chain
        if speaker is not None and outer is not None and not around.writer:
            chain = (*chain, *self._linked(outer, speaker, subject, direct=around.direct))
        chain = (*chain, *relays(page.doc, found, self.cast, page.offset))
        verb = page.doc[found.head]
        behind = cited(verb, subject) if found.form in {"verb", "preposition"} else None
        teller = speaker
        if behind is not None and speaker is not None:
            printed = subject is not None and subject.lemma_.casefold() in cues().documents
            hand = Relay(speaker, "published") if printed else None
            chain = (*chain, hand or link(speaker, inner=behind, direct=False))
            speaker = self.cast.name(page.doc, behind, page.offset, outer)
        chain = _once(chain, speaker)
        made = Voice(
            speaker, chain, page.span(found.cue), found.act, found.word,
            past=(quoting_over(verb) or verb).tag_ in {"VBD", "VBN"} and not found.direct,
            direct=found.direct,
            writer=around.writer and (subject is None or self._ours(subject, speaker)),
            retold=(around.past or around.retold) and not found.direct,
            over=around, relays=_passes_on(page.doc, found),
        )  # fmt: skip
        self.voices[number, found.head] = made = self._as_before(made, verb)
        plural = subject is not None and subject.tag_ in {"NNS", "NNPS"}
        press = outer is not None and (around.relays or relays_others(outer.text))
        passed_on = press and not around.writer
        if teller is not None and (around.writer or plural or passed_on):
            # "Lee said so, the Post reported. She said": Lee, and no paper, is "she"
            self.cast.heard(teller, subject, paper=made.relays)
        return made

    def _ours(self, subject: Token, speaker: Name | None) -> bool:
        """Say whether a report speaks of itself: "this newspaper wrote"."""
        return subject.pos_ == "NOUN" and speaker == self.writer.speaker

    def _linked(
        self, outer: Name, speaker: Name, subject: Token | None, *, direct: bool
    ) -> tuple[Relay, ...]:
        """The link that the outer speaker forms, the same as before for the same two."""
        if speaker.text == outer.text:
            return ()
        known = self.links.get((outer.text, speaker.text))
        made = known or link(outer, inner=subject, direct=direct)
        self.links[outer.text, speaker.text] = made
        return (made,)

    def _as_before(self, voice: Voice, verb: Token) -> Voice:
        """What someone "reportedly" said came the way that his last saying came."""
        if voice.speaker is None:
            return voice
        hearsay = any(c.lower_ in cues().hearsay for c in verb.children)
        before = self.carried.get(voice.speaker.text, ())
        if hearsay and before and not voice.chain:
            return replace(voice, chain=before)
        self.carried[voice.speaker.text] = voice.chain
        return voice

    def told(
        self, number: int, sentence: Sentence, voice: Voice, tops: Sequence[Attribution]
    ) -> None:
        """Take note that a sentence has been read, for those that follow it."""
        page = self.pages[number]
        if page.passage.kind != "body":
            return
        self.last = voice
        who = herald(sentence) if voice.writer and not page.heading else None
        self.heralded = None
        if who is not None:
            name = self.cast.name(page.doc, who, page.offset, None)
            verb = (sentence.root.i, sentence.root.i + 1)
            self.heralded = number, Voice(name, cue=page.span(verb), act="statement")
        asked = sentence.text.rstrip("\"'”’ )").endswith("?")
        if voice.writer and not page.heading and not asked:
            # Of whom the writer asks, who is asked tells: "Would Berg dare? ‘No’, she said."
            self.cast.about(page.doc, sentence.root, page.offset, None)
        if any(a.word in _CITING for a in tops) and voice.speaker is not None and not voice.writer:
            self.citing = Relay(voice.speaker, "quoted")
        elif not _counts(sentence):
            self.citing = None


def _is_passed_on(found: Attribution, around: Voice, holder: Token) -> bool:
    """Say whether what a noun names is the claim of another than him who passes it on.

    Ann Lee, who "repeated the president's claim", is not the president.
    """
    passed = found.form == "noun" and holder.pos_ != "PROPN" and around.word in _PASSING
    return passed and not around.writer and around.word not in CITING


def _passes_on(doc: Doc, found: Attribution) -> bool:
    """Say whether somebody reports what another says, as papers do: "Lee said so, X reported"."""
    if found.root is None or (found.word != "report" and found.form != "preposition"):
        return False
    said = doc[found.root]
    who = next((c for c in said.lefts if c.dep_ == "nsubj"), None)
    return cues().says(said.lemma_) and who is not None and who.pos_ != "PRON"


def _who_saw(doc: Doc, found: Attribution) -> Token | None:
    """Who is "it" in "The ministry had seen no boats, it said": the one who looked."""
    if found.form != "verb" or found.subject is None or found.root is None:
        return None
    saying, seeing = doc[found.subject], doc[found.root]
    if saying.lower_ not in _AGAIN or not found.hull[1] <= saying.i:
        return None
    if seeing.lemma_ not in _LOOKS:
        return None
    who = next((c for c in seeing.lefts if c.dep_ == "nsubj"), None)
    if who is None or who.pos_ not in {"NOUN", "PROPN"}:
        return None
    of_one = saying.lower_ in {"he", "she"}
    if who.ent_type_:
        return who if (who.ent_type_ == "PERSON") == of_one else None
    known = cues().persons if of_one else cues().groups
    return who if who.pos_ == "PROPN" or who.lemma_.casefold() in known else None


def _who_acted(page: Page, found: Attribution, subject: Token, speaker: Name) -> Token | None:
    """Who is an "it" that nobody before is: the subject of what is told before "it said"."""
    behind = found.form == "verb" and not found.direct and found.hull[1] <= subject.i
    if not behind or found.root is None or speaker.named or speaker.span is None:
        return None
    own = speaker.span.start <= page.offset + subject.idx < speaker.span.end
    return who_acts(page.doc, subject, page.doc[found.root]) if own else None


def _once(chain: Sequence[Relay], speaker: Name | None) -> tuple[Relay, ...]:
    """A chain without the links that stand in it twice, or are the speaker."""
    met: set[str] = set() if speaker is None else {speaker.text}
    kept: list[Relay] = []
    for each in chain:
        if each.name.text not in met:
            met.add(each.name.text)
            kept.append(each)
    return tuple(kept)


def _counts(sentence: Sentence) -> bool:
    """Say whether a sentence takes up one of the things that were cited: "The first was ..."."""
    words = [t.lower_ for t in sentence[:2]]
    return words[:1] == ["another"] or (words[:1] == ["the"] and bool(set(words[1:]) & _ORDINALS))


def _covers(sentence: Sentence, quote: Range) -> bool:
    """Say whether a quotation covers all words of a sentence."""
    words = [t.i for t in sentence if t.is_alpha or t.like_num]
    return bool(words) and quote[0] <= words[0] and words[-1] < quote[1]


def _holds(owner: tuple[int, Attribution], number: int, sentence: Sentence) -> bool:
    """Say whether the words that announce a quotation stand in the sentence itself."""
    return owner[0] == number and sentence.start <= owner[1].head < sentence.end
