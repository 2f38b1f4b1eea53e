"""Statements: what the sentences of a parsed report say, each with its voice and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from tocsin.nouns import (
    Absence,
    Claim,
    DateMention,
    Likelihood,
    Name,
    PlaceMention,
    Quantity,
    Report,
    Span,
    Statement,
    Tense,
    statement_id,
)
from tocsin.read import dates, likelihood, places, quantities
from tocsin.read.absence import absence_in
from tocsin.read.acts import act_of
from tocsin.read.antecedents import taken_up
from tocsin.read.background import is_background, lead_of
from tocsin.read.cases import case_told
from tocsin.read.claims import Slots, doing, main_clause, slots
from tocsin.read.clauses import head_of
from tocsin.read.cues import cues, word_set
from tocsin.read.denials import said_polarity
from tocsin.read.drafts import Draft, drafts_of
from tocsin.read.former import behind_former, is_of_former
from tocsin.read.holders import bound, clipped, counted, is_asked, is_level
from tocsin.read.owners import as_told
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, word_of
from tocsin.read.scope import auxiliaries, condition, tense
from tocsin.read.speakers import Cast
from tocsin.read.standing import Standing
from tocsin.read.syntax import Range
from tocsin.read.threads import Page, Threads, Voice
from tocsin.read.unreal import setting
from tocsin.read.verification import checks

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from tocsin.read.places import Setting

__all__ = ["statements_of"]

_TELLING = frozenset({"statement", "announcement"})
_DOUBTING = word_set("doubting")
_EXPECTING = word_set("expecting")
_STATIVE = word_set("stative")
_LOOKERS = frozenset({"PERSON", "ORG", "GPE"})


@dataclass(frozen=True, slots=True)
class Findings:
    """What the finders found in one passage, in characters of the report."""

    likelihoods: tuple[Likelihood, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    quantities: tuple[Quantity, ...]


@dataclass(slots=True)
class _Sheet:
    """The statements made so far, and what later sentences may still say of them."""

    report: Report
    lead: int
    made: list[Statement] = field(default_factory=list)
    taken: set[Span] = field(default_factory=set)
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        self.standing = Standing(self.made)


def statements_of(report: Report, pages: tuple[Page, ...]) -> tuple[Statement, ...]:
    """Return the statements of a report, in order of their spans; ids are unique in it."""
    threads = Threads(report, pages)
    for page in (p for p in pages if not p.heading):
        threads.cast.meet(page.doc, page.offset)
    anchor = None
    if report.published is not None and report.published.start is not None:
        anchor = report.published.start.date()
    setting = places.setting_of(page.doc for page in pages)
    sheet = _Sheet(report, lead_of(pages))
    for number, page in enumerate(pages):
        found = _findings(page, anchor, setting)
        for sentence in page.doc.sents:
            if not any(c.isalnum() for c in sentence.text):
                continue
            if page.passage.kind == "caption" and _says_nothing(page, sentence, found):
                continue
            _read(sheet, threads, number, sentence, found)
    sheet.made.sort(key=lambda s: (s.span.start, -s.span.end))
    return tuple(sheet.made)


def _findings(page: Page, anchor: date | None, setting: Setting) -> Findings:
    doc, by = page.doc, page.offset
    shown = page.passage.kind in {"caption", "headline"}
    return Findings(
        tuple(
            replace(
                x,
                span=_moved(x.span, by),
                of=_moved(behind_former(doc, x.span) or x.of, by),
            )
            for x in likelihood.find(doc)
        ),
        tuple(replace(x, span=_moved(x.span, by)) for x in dates.find(doc, anchor, shown=shown)),
        tuple(replace(x, span=_moved(x.span, by)) for x in places.find(doc, setting)),
        tuple(replace(x, span=_moved(x.span, by)) for x in quantities.find(doc, anchor, setting)),
    )


def _says_nothing(page: Page, sentence: Sentence, found: Findings) -> bool:
    """Say whether a caption's line only names who took the picture or what it is of."""
    span = page.span((sentence.start, sentence.end))
    told = [one.span for one in found.likelihoods]
    told += [one.span for one in found.dates] + [one.span for one in found.quantities]
    acts = any(token.pos_ in {"VERB", "AUX"} for token in sentence)
    return not acts and not any(span.holds(one) for one in told)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _read(
    sheet: _Sheet, threads: Threads, number: int, sentence: Sentence, found: Findings
) -> None:
    page = threads.pages[number]
    drafts = drafts_of(threads, number, sentence, [x.span for x in found.likelihoods])
    drafts = [_past_former(draft, page, found.likelihoods) for draft in drafts]
    phrases, more = bound(page, drafts, found.likelihoods)
    drafts += [_past_former(draft, page, found.likelihoods) for draft in more]
    counts = counted(page, drafts, found.quantities)
    fresh: list[Statement] = []
    for place, draft in enumerate(drafts):
        made = _made(
            sheet,
            threads.cast,
            page,
            draft,
            phrases.get(place),
            [
                as_told(c, page, draft.content, draft.voice, threads.cast)
                for c in counts.get(place, [])
            ],
            found,
            drafts,
        )
        made = taken_up(threads.pages, number, made)
        if made.span not in sheet.taken:
            sheet.taken.add(made.span)
            fresh.append(made)
    sheet.made += sheet.standing.note(fresh, checks(sentence), page, threads.cast)


def _made(
    sheet: _Sheet,
    cast: Cast,
    page: Page,
    draft: Draft,
    phrase: Likelihood | None,
    counts: Sequence[Quantity],
    found: Findings,
    drafts: Sequence[Draft],
) -> Statement:
    report, doc, voice = sheet.report, page.doc, draft.voice
    root = doc[draft.root]
    span = page.span(draft.tokens)
    content = page.span(draft.content)
    said = content.of(report.text)
    unseen = absence_in(doc, draft.content)
    if phrase is not None and (
        is_asked(page, phrase) or (unseen is not None and not is_level(page, phrase))
    ):
        phrase = None  # of what nobody saw a sign of, or asks for, nothing is called likely
    if phrase is not None:
        phrase = clipped(phrase, content)
    proposition = _proposition(page, draft, phrase)
    case = condition(
        doc,
        draft.content,
        root,
        reported=voice.past or voice.retold,
        according=voice.word == "according to" or _is_added(voice, content),
    )
    case = case or setting(doc, root.sent, draft.content)
    when = _dates(page, draft, span, found.dates, drafts)
    within = tuple(
        d for d in when
        if content.holds(d.span)
        and not (phrase is not None and is_of_former(report.text, phrase.span, d.span))
    )  # fmt: skip
    awaited = voice.word in _EXPECTING and root.pos_ in {"NOUN", "PROPN"}
    awaited = awaited or (voice.word == "rule" and root.tag_ == "VBG" and not auxiliaries(root))
    time: Tense = "future"  # of a noun's: a likelihood's, or of what is expected or ruled out
    chanced = phrase is not None and _is_chanced(proposition)
    if proposition is not None and not awaited and not chanced:
        time = tense(proposition, reported=voice.past)
    if case is None and (time == "future" or phrase is not None):
        case = case_told(doc, draft.content, root)
    absence = None
    if case is None and time != "future":
        absence = unseen
        if absence is not None and _is_anothers(draft, absence, drafts):
            absence = None
    act = act_of(
        voice.act,
        voice.word,
        root,
        said,
        direct=voice.direct,
        likelihood=phrase is not None,
        absent=absence is not None,
    )
    if act == "question":
        absence = None
    doubted = voice.word in _DOUBTING and root.pos_ in {"VERB", "AUX"}
    doubted = doubted and not _has_none(voice, report.text)
    level = phrase if phrase is not None and not doubted and is_level(page, phrase) else None
    against = act == "appeal" and _is_warned_against(draft, root)
    filled = slots(doc, draft.content, _claimed(page, draft, level))
    segment = page.passage.kind
    speaker = None if voice.speaker is None else _as_written(voice.speaker, report.text)
    return Statement(
        id=statement_id(report.text_sha256, span, segment),
        report=report.id,
        span=span,
        text=span.of(report.text),
        segment=segment,
        speaker=speaker,
        chain=tuple(replace(r, name=_as_written(r.name, report.text)) for r in voice.chain),
        cue=voice.cue,
        content=content,
        act=act,
        polarity="negated"
        if against or doubted
        else said_polarity(page, draft, proposition, phrase=phrase, level=level, absence=absence),
        condition=None if case is None else page.span(case),
        tense="future" if against else time,
        background=is_background(
            root,
            said,
            content.start,
            within,
            report.published,
            offset=page.offset,
            own=voice.writer,
            saying=[d for d in when if not content.holds(d.span)]
            if _is_retold(draft, page)
            else (),
            lead=content.start < sheet.lead,
        ),
        likelihood=level,
        absence=None
        if absence is None
        else Absence(_looker(report, cast, page, draft, absence), page.span(absence)),
        verification=(),
        dates=when,
        places=tuple(p for p in found.places if span.holds(p.span)),
        quantities=tuple(counts),
        claim=_claim(page, filled, span),
    )


def _has_none(voice: Voice, text: str) -> bool:
    """Say whether words of doubt say that there is none: "had little doubt that"."""
    words = "" if voice.cue is None else voice.cue.of(text).casefold()
    return bool({"no", "little", "hardly", "any", "without"} & set(words.split()))


def _past_former(draft: Draft, page: Page, likelihoods: Sequence[Likelihood]) -> Draft:
    """Let a content that ends with a former likelihood go on to what the present one is of."""
    content = page.span(draft.content)
    for one in likelihoods:
        if not content.start <= one.span.start < content.end:
            continue
        at = Span(one.span.start - page.offset, one.span.end - page.offset)
        behind = behind_former(page.doc, at)
        words = (
            None
            if behind is None
            else page.doc.char_span(behind.start, behind.end, alignment_mode="expand")
        )
        if words is not None and draft.content[1] <= words.start:
            return replace(
                draft,
                content=(draft.content[0], words.end),
                tokens=(draft.tokens[0], max(draft.tokens[1], words.end)),
            )
    return draft


def _claim(page: Page, filled: Slots, span: Span) -> Claim:
    """Return the slots of a claim as spans, with the words of an actor that stands outside."""
    parts = (filled.actor, filled.action, filled.object, filled.place)
    actor, action, target, place = (None if p is None else page.span(p) for p in parts)
    elided = None
    if actor is not None and not span.holds(actor) and filled.actor is not None:
        elided = page.doc[filled.actor[0] : filled.actor[1]].text
    return Claim(actor, action, target, place, elided)


def _is_added(voice: Voice, content: Span) -> bool:
    """Say whether who says it is told after it, as one would write "according to": ", she says".

    Of who judges ("..., they assess") a "would" is the judgement's own.
    """
    added = voice.cue is not None and content.end <= voice.cue.start
    return added and voice.act in _TELLING and not voice.direct


def _is_retold(draft: Draft, page: Page) -> bool:
    """Say whether a saying lies before what else is told: "had denied in February that"."""
    cue = draft.voice.cue
    if cue is None:
        return False
    start, end = cue.start - page.offset, cue.end - page.offset
    words = page.doc.char_span(start, end, alignment_mode="expand")
    return words is not None and words[0].lower_ == "had" and words[-1].tag_ in {"VBN", "VBD"}


def _is_warned_against(draft: Draft, root: Token) -> bool:
    """Say whether what is asked is not to do what is told: "warned against closing the port"."""
    word = draft.voice.word or ""
    above = root.head if root.dep_ in {"pcomp", "pobj"} else root
    return word.endswith("against") or (above.lower_ == "against" and above.dep_ == "prep")


def _is_anothers(draft: Draft, absence: Range, drafts: Sequence[Draft]) -> bool:
    """Say whether the draft of one who looked, within a longer one, tells what was not seen."""
    inner = (
        d.content for d in drafts
        if d is not draft and d.voice.act == "observation"
        and draft.content[0] <= d.content[0] and d.content[1] <= draft.content[1]
        and d.content != draft.content
    )  # fmt: skip
    return any(first <= absence[0] < past for first, past in inner)


def _looker(report: Report, cast: Cast, page: Page, draft: Draft, absence: Range) -> str | None:
    """Who looked and did not see: the subject of the verb of seeing, else who tells of it."""
    voice, words = draft.voice, cues()
    for verb in page.doc[absence[0] : absence[1]]:
        if verb.tag_[:2] != "VB" or verb.lemma_ not in word_set("looking"):
            continue
        who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        told = voice.cue is not None and voice.cue.holds(page.span((verb.i, verb.i + 1)))
        if who is None or who.pos_ == "PRON" or told:
            break
        if who.ent_type_ in _LOOKERS or who.lemma_.casefold() in words.persons | words.groups:
            return _as_written(
                cast.name(page.doc, who, page.offset, voice.speaker), report.text
            ).text
        break
    return None if voice.speaker is None else _as_written(voice.speaker, report.text).text


def _as_written(name: Name, text: str) -> Name:
    """The name in the report's own characters: the parser saw plain quotation marks."""
    return name if name.span is None else replace(name, text=name.span.of(text))


def _claimed(page: Page, draft: Draft, phrase: Likelihood | None) -> Token:
    """The word that heads what is claimed: with a likelihood, what it is the likelihood of."""
    if phrase is not None:
        start, end = phrase.of.start - page.offset, phrase.of.end - page.offset
        about = page.doc.char_span(start, end, alignment_mode="expand")
        whole = about is not None and about.start <= draft.root < about.end
        if about is not None and len(about) and not whole:
            head = head_of(page.doc, (about.start, about.end))
            if head.pos_ != "ADP":  # "will sail, probably in June": the sailing is claimed
                return doing(head) or head
    return page.doc[draft.root]


def _proposition(page: Page, draft: Draft, phrase: Likelihood | None) -> Token | None:
    """The verb of what is claimed; None for a likelihood of something that only a noun names."""
    root = page.doc[draft.root]
    if phrase is None:
        return root
    about = page.doc.char_span(
        phrase.of.start - page.offset, phrase.of.end - page.offset, alignment_mode="expand"
    )
    if about is None or not len(about):
        return main_clause(root)
    head = head_of(page.doc, (about.start, about.end))
    if head.pos_ in {"VERB", "AUX"}:
        return None if _only_rates(head, about) else head
    # "in June" alone is what "probably in June" is of; "a raid in June" may hang on two words
    return root if head.pos_ == "ADP" and head.i == about.start else None


def _only_rates(verb: Token, about: Words) -> bool:
    """Say whether a clause but denies that what a noun names is likely: "a raid was not likely"."""
    level = next((c for c in verb.rights if c.dep_ == "acomp"), None)
    named = any(c.dep_ == "nsubj" and c.pos_ == "NOUN" for c in verb.lefts)
    if verb.lemma_ != "be" or level is None or not named or about.end <= level.i:
        return False
    denied = any(c.dep_ == "neg" for c in verb.children)
    return denied and word_of(level) in LIKELIHOOD_ADJECTIVES and not any(level.rights)


def _is_chanced(proposition: Token | None) -> bool:
    """Say whether a likelihood is of a deed that has no time: "a chance of Oslo sending ships"."""
    if proposition is None or proposition.tag_ != "VBG" or proposition.lemma_ in _STATIVE:
        return False
    return proposition.dep_ in {"pcomp", "csubj"} and not auxiliaries(proposition)


def _dates(
    page: Page, draft: Draft, span: Span, found: Sequence[DateMention], drafts: Sequence[Draft]
) -> tuple[DateMention, ...]:
    """The dates in a statement, and those of its cue where that stands outside it."""
    inside = [d for d in found if span.holds(d.span)]
    cue = draft.voice.cue
    sentence = page.doc[draft.root].sent
    whole = page.span((sentence.start, sentence.end))
    if cue is not None and whole.holds(cue) and not span.holds(cue):
        contents = [page.span(d.content) for d in drafts]
        inside += [
            d for d in found
            if whole.holds(d.span) and not span.holds(d.span)
            and not any(c.holds(d.span) for c in contents)
        ]  # fmt: skip
    return tuple(sorted(inside, key=lambda d: d.span))
