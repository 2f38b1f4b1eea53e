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
    Verification,
    statement_id,
)
from tocsin.read import dates, likelihood, places, quantities
from tocsin.read.absence import absence_in
from tocsin.read.acts import act_of
from tocsin.read.background import is_background
from tocsin.read.claims import doing, main_clause, slots
from tocsin.read.clauses import head_of
from tocsin.read.cues import cues, word_set
from tocsin.read.drafts import Draft, drafts_of
from tocsin.read.phrases import stands_for_noun
from tocsin.read.scope import condition, polarity, tense
from tocsin.read.speakers import Cast
from tocsin.read.syntax import Range
from tocsin.read.threads import Page, Threads
from tocsin.read.verification import Check, checks

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from tocsin.read.places import Setting

__all__ = ["statements_of"]

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
    made: list[Statement] = field(default_factory=list)
    taken: set[Span] = field(default_factory=set)


def statements_of(report: Report, pages: tuple[Page, ...]) -> tuple[Statement, ...]:
    """Return the statements of a report, in order of their spans; ids are unique in it."""
    threads = Threads(report, pages)
    for page in (p for p in pages if not p.heading):
        threads.cast.meet(page.doc, page.offset)
    anchor = None
    if report.published is not None and report.published.start is not None:
        anchor = report.published.start.date()
    setting = places.setting_of(page.doc for page in pages)
    sheet = _Sheet(report)
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
    return Findings(
        tuple(
            replace(x, span=_moved(x.span, by), of=_moved(x.of, by)) for x in likelihood.find(doc)
        ),
        tuple(replace(x, span=_moved(x.span, by)) for x in dates.find(doc, anchor)),
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
    phrases, more = _bound(page, drafts, found.likelihoods)
    drafts += more
    counts = _smallest(page, drafts, found.quantities)
    fresh: list[Statement] = []
    for place, draft in enumerate(drafts):
        made = _made(
            sheet,
            threads.cast,
            page,
            draft,
            phrases.get(place),
            counts.get(place, []),
            found,
            drafts,
        )
        if made.span not in sheet.taken:
            sheet.taken.add(made.span)
            fresh.append(made)
    for check in checks(sentence):
        fresh = _checked(sheet, threads, page, check, fresh)
    sheet.made += fresh


def _bound(
    page: Page, drafts: Sequence[Draft], likelihoods: Sequence[Likelihood]
) -> tuple[dict[int, Likelihood], list[Draft]]:
    """Give each likelihood to the draft that says it; a second one in a draft makes its own."""
    own: dict[int, list[Likelihood]] = {}
    for phrase in likelihoods:
        place = _holder(page, drafts, phrase.span)
        if place is not None:
            own.setdefault(place, []).append(phrase)
    chosen: dict[int, Likelihood] = {}
    more: list[Draft] = []
    for place, phrases in sorted(own.items()):
        draft = drafts[place]
        ranked = sorted(phrases, key=lambda p: (_depth(page, draft, p.span), p.span))
        for other in [p for p in ranked if _elliptic(page, draft, p) is not None]:
            ranked.remove(other)
            chosen[len(drafts) + len(more)] = other
            more.append(_elliptic(page, draft, other) or draft)
        if not ranked:
            continue
        if not _of_a_part(page, draft, ranked[0].span) or _part(page, draft, ranked[0]) is None:
            chosen[place] = ranked.pop(0)
        for other in ranked:
            part = _part(page, draft, other)
            if part is not None:
                chosen[len(drafts) + len(more)] = other
                more.append(part)
    return chosen, more


def _holder(page: Page, drafts: Sequence[Draft], span: Span) -> int | None:
    """The place of the draft with the smallest content, else stretch, around `span`."""
    for attribute in ("content", "tokens"):
        around = [
            (len(page.span(getattr(d, attribute))), place)
            for place, d in enumerate(drafts)
            if page.span(getattr(d, attribute)).holds(span)
        ]
        if around:
            return min(around)[1]
    return None


def _depth(page: Page, draft: Draft, span: Span) -> int:
    """How many words lie between a phrase and the head of the draft's content."""
    token = _token_at(page, span)
    if token is None:
        return 99
    path = [token, *token.ancestors]
    return next((n for n, t in enumerate(path) if t.i == draft.root), 99)


def _of_a_part(page: Page, draft: Draft, span: Span) -> bool:
    """Say whether a phrase speaks of an aside in a draft, and not of what the draft says."""
    token = _token_at(page, span)
    while token is not None and token.i != draft.root and token.head.i != token.i:
        if token.dep_ in {"advcl", "relcl", "appos"} or (
            token.dep_ == "amod" and token.head.dep_ in {"dobj", "pobj"}
        ):
            return True
        token = token.head
    return False


def _token_at(page: Page, span: Span) -> Token | None:
    found = page.doc.char_span(
        span.start - page.offset, span.end - page.offset, alignment_mode="expand"
    )
    return None if found is None or not len(found) else found.root


def _part(page: Page, draft: Draft, phrase: Likelihood) -> Draft | None:
    """The part of a draft that its second likelihood speaks of."""
    token = _token_at(page, phrase.span)
    if token is None or not _is_level(page, phrase):
        return None
    for verb in (token, *token.ancestors):
        aside = verb.pos_ in {"NOUN", "PROPN"} and token.dep_ == "amod" and verb.i == token.head.i
        if (verb.pos_ in {"VERB", "AUX"} or aside) and verb.i != draft.root:
            first, past = verb.left_edge.i, verb.right_edge.i + 1
            first, past = max(first, draft.content[0]), min(past, draft.content[1])
            if first <= token.i < past and (first, past) != draft.content:
                return replace(draft, tokens=(first, past), content=(first, past), root=verb.i)
            return None
    return None


def _elliptic(page: Page, draft: Draft, phrase: Likelihood) -> Draft | None:
    """The part of a draft in which "that of" stands for a likelihood: "and that of X as low"."""
    end, start = phrase.span.end - page.offset, phrase.of.start - page.offset
    if end <= start:
        return None
    about = page.doc.char_span(start, end, alignment_mode="expand")
    if about is None or about.start < 2 or not stands_for_noun(page.doc[about.start - 2]):
        return None
    part = about.start - 2, about.end
    whole = draft.tokens[0] <= part[0] and part[1] <= draft.tokens[1] and part != draft.content
    return replace(draft, tokens=part, content=part, root=part[0]) if whole else None


def _smallest(
    page: Page, drafts: Sequence[Draft], counts: Sequence[Quantity]
) -> dict[int, list[Quantity]]:
    own: dict[int, list[Quantity]] = {}
    for count in counts:
        place = _holder(page, drafts, count.span)
        if place is not None:
            own.setdefault(place, []).append(count)
    return own


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
    if phrase is not None:
        phrase = _clipped(phrase, content)
    proposition = _proposition(page, draft, phrase)
    case = condition(doc, draft.content, root, reported=voice.past)
    when = _dates(page, draft, span, found.dates, drafts)
    within = tuple(d for d in when if content.holds(d.span))
    time = "future" if proposition is None else tense(proposition, reported=voice.past)
    absence = None
    if case is None and time != "future":
        absence = absence_in(doc, draft.content)
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
    level = phrase if phrase is not None and _is_level(page, phrase) else None
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
        polarity=polarity(main_clause(root) if proposition is None else proposition)
        if polarity(root) == "affirmed"
        else "negated",
        condition=None if case is None else page.span(case),
        tense=time,
        background=is_background(
            root,
            said,
            content.start,
            within,
            report.published,
            offset=page.offset,
            own=voice.writer,
        ),
        likelihood=level,
        absence=None
        if absence is None
        else Absence(_looker(report, cast, page, draft, absence), page.span(absence)),
        verification=(),
        dates=when,
        places=tuple(p for p in found.places if span.holds(p.span)),
        quantities=tuple(counts),
        claim=Claim(
            *(
                None if part is None else page.span(part)
                for part in (filled.actor, filled.action, filled.object, filled.place)
            )
        ),
    )


def _is_anothers(draft: Draft, absence: Range, drafts: Sequence[Draft]) -> bool:
    """Say whether the draft of one who looked, within a longer one, tells what was not seen."""
    inner = (
        d.content for d in drafts
        if d is not draft and d.voice.act == "observation"
        and draft.content[0] <= d.content[0] and d.content[1] <= draft.content[1]
        and d.content != draft.content
    )  # fmt: skip
    return any(first <= absence[0] < past for first, past in inner)


def _is_level(page: Page, phrase: Likelihood) -> bool:
    by = -page.offset
    return likelihood.is_level(page.doc, replace(phrase, span=_moved(phrase.span, by)))


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


def _clipped(phrase: Likelihood, content: Span) -> Likelihood:
    """A likelihood is of nothing that its speaker does not say."""
    first, past = max(phrase.of.start, content.start), min(phrase.of.end, content.end)
    return replace(phrase, of=Span(first, past)) if first < past else phrase


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
        return head
    return None


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


def _checked(
    sheet: _Sheet, threads: Threads, page: Page, check: Check, fresh: list[Statement]
) -> list[Statement]:
    """Note a claim's standing on the statements of its sentence, and on one it points back to."""
    by = None
    if check.by is not None:
        by = threads.cast.name(page.doc, page.doc[check.by], page.offset, None).text
    head = page.span((check.head, check.head + 1))
    of = page.span(check.of)
    out = []
    for each in fresh:
        if each.span.holds(head) or each.span.holds(of):
            out.append(_noted(each, Verification(check.status, by, of)))
        else:
            out.append(each)
    if check.back and sheet.made:
        place = _meant(sheet, page, check)
        if place is not None:
            earlier = sheet.made[place]
            sheet.made[place] = _noted(earlier, Verification(check.status, by, earlier.content))
    return out


def _noted(statement: Statement, verification: Verification) -> Statement:
    if verification in statement.verification:
        return statement
    return replace(statement, verification=(*statement.verification, verification))


def _meant(sheet: _Sheet, page: Page, check: Check) -> int | None:
    """The statement before, or one of the few before it that names what was checked."""
    noun = page.doc[check.of[0] : check.of[1]].root
    recent = range(len(sheet.made) - 1, max(-1, len(sheet.made) - 6), -1)
    if noun.pos_ == "PRON":
        return len(sheet.made) - 1
    stem = noun.lemma_.casefold()[:6]
    for place in recent:
        if stem in sheet.made[place].text.casefold():
            return place
    general = noun.lemma_.casefold() in word_set("claim_names")
    return len(sheet.made) - 1 if general else None
