"""Kinds: from pieces inside and outside the article to the eight kinds of segment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.nouns import SegmentKind
from tocsin.segment.cues import Vocabulary, tokens_of
from tocsin.segment.lines import Piece
from tocsin.segment.traits import Traits

__all__ = ["Page", "kinds_of"]

# What a line is when several of its cues say different things: the surer comes first.
ORDER = (
    "author", "life", "credit",
    "credited", "described", "embed", "video", "standing", "notice", "comment", "subscribe",
    "share", "advert", "menu", "promote", "stamp", "label", "related", "picture",
)  # fmt: skip

TITLE = range(2, 26)  # words of a title
ARTICLE = 40  # words of a paragraph that may be a page's whole article
CREDITS = frozenset({"words:only agencies", "words:agency end"})
SIGNED = frozenset({"author", "share", "subscribe", "related"})
CREDIT = frozenset({"byline", "meta"})
MIDWAY = 2  # paragraphs below a life, from which it is part of the article
LIVES = 2  # paragraphs of an author's life, at most, below their heading
NAMES = 6  # words of a line that may be a writer's name, an outlet's or a section's
STANDFIRST = range(8, 46)
SECTION_NAME = 8  # words of a section's name or a slogan above the headline
SECTION = 14  # words of a heading within the article
LEFT_OVER = 2  # headings that may be left over below the article, one after the other
UNTOLD = frozenset({None, "body"})  # what a format says of what is no part of its own
PICTURE = 60
BLOCK = 4  # pieces of a picture's text: a title, a caption, a second line, a credit
QUOTE = range(6, 61)
QUOTES = 20  # pull quotes that are looked for, at most

QUOTED = re.compile(r"[\"“‘'«»„](.+)[\"”’'»«“]", re.DOTALL)
HEADER = re.compile(r"(from|to|cc|subject|date|sent|reply-to|message-id):\s", re.IGNORECASE)
INITIALS = re.compile(r"\b[A-Z]\.$")  # a title may end with "U.S."
PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is decided: pieces, their traits, what the format says, what the chain says.

    `marks` holds the kind that the captured format gives a piece, else None; `broken` whether the
    piece and the one below it are lines of one paragraph; `outside` whether the chain puts it
    outside the article; `title` the headline that the captured file states.
    """

    pieces: Sequence[Piece]
    traits: Sequence[Traits]
    marks: Sequence[SegmentKind | None]
    broken: Sequence[bool]
    outside: Sequence[bool]
    title: str | None


def kinds_of(page: Page, words: Vocabulary) -> list[SegmentKind]:
    """Return the kind of every piece."""
    kinds: list[SegmentKind] = [
        _outer(trait, mark, words) if out else _inner(mark)
        for trait, mark, out in zip(page.traits, page.marks, page.outside, strict=True)
    ]
    _keep_some_article(page, kinds)
    _keep_what_was_asked(page, kinds)
    _keep_lives_told_midway(page, kinds)
    _mail_header(page, kinds)
    _pictures(page, kinds)
    _pull_quotes(page, kinds)
    title = _title(page, kinds, words)
    _top(page, kinds, title)
    _headings(page, kinds, title)
    _bottom(page, kinds)
    _lives(page, kinds)
    return kinds


def _inner(mark: SegmentKind | None) -> SegmentKind:
    if mark in {"headline", "quotebox", "caption"}:
        return mark
    return "body"


def _outer(trait: Traits, mark: SegmentKind | None, words: Vocabulary) -> SegmentKind:
    if mark is not None and mark not in {"body", "headline", "quotebox"}:
        return mark
    if "words:by name" in trait.own:
        return "byline"
    for name in ORDER:
        if name in trait.cues:
            return words.cues[name].kind or "furniture"
    if not CREDITS.isdisjoint(trait.own):
        return "caption"
    return "meta" if any(sign.startswith("words:") for sign in trait.own) else "furniture"


def _keep_some_article(page: Page, kinds: list[SegmentKind]) -> None:
    """Nobody captures a page without an article: where no text is left, paragraphs are it."""
    if any(_prose(trait, kind) for trait, kind in zip(page.traits, kinds, strict=True)):
        return
    for at, trait in enumerate(page.traits):
        if trait.size > ARTICLE and page.marks[at] in UNTOLD:
            kinds[at] = "body"
    if "body" in kinds:
        return
    for at, trait in enumerate(page.traits):
        # A note of a sentence or two, below its front matter.
        if trait.size > NAMES and trait.end == "stop" and not trait.outside:
            kinds[at] = "body" if page.marks[at] in UNTOLD else kinds[at]


def _keep_what_was_asked(page: Page, kinds: list[SegmentKind]) -> None:
    """What the outlet asked and whether it was answered is part of the article."""
    for at, trait in enumerate(page.traits):
        if "asked" in trait.cues and trait.end == "stop" and page.marks[at] is None:
            kinds[at] = "body"


def _keep_lives_told_midway(page: Page, kinds: list[SegmentKind]) -> None:
    """Who somebody is, told between paragraphs of the article, is part of it."""
    traits = page.traits
    prose = [at for at, trait in enumerate(traits) if _prose(trait, kinds[at])]
    for at, trait in enumerate(traits):
        told = prose and prose[0] < at and trait.size > NAMES and page.marks[at] is None
        if told and kinds[at] == "byline" and trait.cues.isdisjoint(SIGNED):
            after = bisect_right(prose, at)
            if len(prose) - after >= MIDWAY and after:
                kinds[at] = "body"


def _mail_header(page: Page, kinds: list[SegmentKind]) -> None:
    """The lines of a mail's header, where a message was saved as plain text."""
    end = 0
    while end < len(kinds) and end < 40 and HEADER.match(page.pieces[end].text):
        end += 1
    if end > 1:
        kinds[:end] = ["meta"] * end


def _pictures(page: Page, kinds: list[SegmentKind]) -> None:
    """The lines about a credit are the picture's: all of its block, or the line above it."""
    pieces, traits = page.pieces, page.traits
    airy = sum(piece.tight for piece in pieces) * 2 < len(pieces)
    for at, trait in enumerate(traits):
        if not _is_credit(trait) or page.marks[at] in {"body", "headline"}:
            continue
        kinds[at] = "caption"
        if airy and (block := _block(pieces, at)) is not None:
            for near in block:
                if traits[near].size <= PICTURE and kinds[near] in {"body", "furniture"}:
                    kinds[near] = "caption"
        elif at and trait.size <= NAMES and _may_be_caption(traits[at - 1], airy=airy):
            kinds[at - 1] = "caption"


def _is_credit(trait: Traits) -> bool:
    told = "credit" in trait.cues or not CREDITS.isdisjoint(trait.own)
    return told and trait.size <= PICTURE and "notice" not in trait.cues


def _block(pieces: Sequence[Piece], at: int) -> range | None:
    """Return the lines that stand without a gap about `at`; None for one alone or for many."""
    first = at
    while first and pieces[first].tight and at - first < BLOCK:
        first -= 1
    end = at + 1
    while end < len(pieces) and pieces[end].tight and end - at < BLOCK:
        end += 1
    return range(first, end) if 1 < end - first <= BLOCK else None


def _may_be_caption(trait: Traits, *, airy: bool) -> bool:
    if trait.outside:
        return "picture" in trait.cues
    # Without blank lines a short line above a credit may as well be a section's heading.
    return airy and trait.shape in "HL" and trait.size <= PICTURE


def _title(page: Page, kinds: list[SegmentKind], words: Vocabulary) -> int | None:
    """Return which piece is the headline of the article; None where there is none."""
    for at, mark in enumerate(page.marks):
        if mark == "headline":
            return at
    first = next((at for at, trait in enumerate(page.traits) if _prose(trait, kinds[at])), None)
    if first is None:
        # A page of short sentences: its title stands above one of them, if anywhere.
        said = (at for at, t in enumerate(page.traits) if kinds[at] == "body" and t.shape == "S")
        first = max(said, default=len(kinds))
    stated = _bare(page.title or "")
    if stated:
        for at in range(min(first, len(kinds))):
            if _bare(page.pieces[at].text) == stated:
                return at
    candidates = [
        at for at in range(first) if _may_be_title(page.pieces[at].text, page.traits[at], kinds[at])
    ]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    told = _told(page, kinds, words)
    # The words of a title come back in the text; those of a section's name or a slogan do not.
    return max(candidates, key=lambda at: (len(_content(page.pieces[at].text, words) & told), -at))


def _prose(trait: Traits, kind: SegmentKind) -> bool:
    return kind == "body" and trait.shape == "P"


def _may_be_title(text: str, trait: Traits, kind: SegmentKind) -> bool:
    if trait.size not in TITLE or trait.shape == "N" or kind == "caption":
        return False
    if trait.end not in {"open", "ask"} and not INITIALS.search(text):
        return False
    return not any(sign.startswith("words:") for sign in trait.own)


def _content(text: str, words: Vocabulary) -> set[str]:
    return {token for token in tokens_of(text[:400]) if len(token) > 3} - words.function_words


def _told(page: Page, kinds: list[SegmentKind], words: Vocabulary) -> set[str]:
    told: set[str] = set()
    for at, trait in enumerate(page.traits):
        if _prose(trait, kinds[at]):
            told |= _content(page.pieces[at].text, words)
    return told


def _bare(text: str) -> str:
    return PLAIN.sub(" ", text[:1000]).strip().casefold()


def _top(page: Page, kinds: list[SegmentKind], title: int | None) -> None:
    """Between the top of the page and the first paragraph: mastheads, names, a standfirst."""
    traits = page.traits
    first = next((at for at, trait in enumerate(traits) if _prose(trait, kinds[at])), len(kinds))
    # Front matter that could not be read holds no headline, whatever its lines look like.
    if title is None or page.marks[title] == "meta":
        return
    kinds[title] = "headline"
    for at in range(min(title, first)):
        named = traits[at].shape in "HQ" and traits[at].size <= SECTION_NAME
        if kinds[at] == "body" and named and page.marks[at] is None:
            kinds[at] = "furniture"
    if first + 1 < len(kinds) and first == title + 1 and _is_author(page, kinds, first + 1):
        # One paragraph between headline and writer sums the article up.
        kinds[first] = "headline"
    signed = (at for at in range(title, first) if kinds[at] in CREDIT)
    last = max((at for at in signed if not _is_foot(page, kinds, title, at)), default=title)
    for at in range(title + 1, last):
        if kinds[at] not in {"body", "furniture"} or page.marks[at] not in UNTOLD:
            continue
        if traits[at].size in STANDFIRST and not traits[at].outside:
            kinds[at] = "headline"
        elif traits[at].size <= NAMES and traits[at].end == "open" and not traits[at].outside:
            kinds[at] = "byline"


def _is_foot(page: Page, kinds: Sequence[SegmentKind], title: int, at: int) -> bool:
    """Below sentences, with nothing of the article under it, a credit heads nothing."""
    above = (page.traits[one] for one in range(title + 1, at) if kinds[one] == "body")
    under = (page.traits[one] for one in range(at + 1, len(kinds)) if kinds[one] == "body")
    return any(trait.shape == "S" for trait in above) and all(
        trait.shape in "HQ" for trait in under
    )


def _is_author(page: Page, kinds: Sequence[SegmentKind], at: int) -> bool:
    return (
        kinds[at] == "byline"
        and page.traits[at].size <= SECTION
        and (page.marks[at] == "byline" or "words:by name" in page.traits[at].own)
    )


def _headings(page: Page, kinds: list[SegmentKind], title: int | None) -> None:
    """A short line without a full stop, with text of the article below it, heads that text."""
    traits = page.traits
    heads = False
    for at in range(len(kinds) - 1, -1, -1):
        trait = traits[at]
        if kinds[at] != "body" or at == title:
            # A picture may stand between a heading and its text.
            heads = heads and kinds[at] == "caption"
            continue
        if trait.size <= SECTION and trait.shape in "HQ" and page.marks[at] is None:
            # A heading stands by itself: a paragraph's first line is none.
            if heads and not page.broken[at]:
                kinds[at] = "headline"
            continue
        heads = True


def _bottom(page: Page, kinds: list[SegmentKind]) -> None:
    """Below the article a heading heads nothing, and lines between teasers are teasers."""
    traits = page.traits
    last = max(
        (at for at, t in enumerate(traits) if kinds[at] == "body" and t.shape in "PS"),
        default=len(kinds),
    )
    teasing = False
    run: list[int] = []
    for at in range(last + 1, len(kinds)):
        trait = traits[at]
        if kinds[at] in {"body", "headline"} and trait.shape in "HQC" and page.marks[at] is None:
            run.append(at)
            continue
        _left_over(kinds, run)
        run = []
        if "related" in trait.cues and trait.size <= SECTION:
            teasing = True
        elif trait.outside and kinds[at] != "teaser":
            teasing = False
        if kinds[at] == "furniture" and (trait.shape == "T" or (teasing and not trait.outside)):
            kinds[at] = "teaser"
    _left_over(kinds, run)


def _left_over(kinds: list[SegmentKind], run: Sequence[int]) -> None:
    # More of them are a list, which may well be the article's own end.
    if 0 < len(run) <= LEFT_OVER:
        for at in run:
            kinds[at] = "furniture"


def _lives(page: Page, kinds: list[SegmentKind]) -> None:
    """What stands below "About the author", at the end of a page, is the author's life."""
    traits = page.traits
    left = sum(_prose(trait, kind) for trait, kind in zip(traits, kinds, strict=True))
    for at in range(len(kinds) - 1):
        left -= _prose(traits[at], kinds[at])
        if kinds[at] != "byline" or traits[at].size > NAMES or "author" not in traits[at].cues:
            continue
        below = traits[at + 1]
        if left <= LIVES and below.size > NAMES and "asked" not in below.cues:
            left -= _prose(below, kinds[at + 1])
            kinds[at + 1] = "byline"


def _pull_quotes(page: Page, kinds: list[SegmentKind]) -> None:
    """A line that is nothing but a quotation, and stands in another line too, is a quote box."""
    whole = ""
    found = 0
    for at, trait in enumerate(page.traits):
        if kinds[at] != "body" or trait.size not in QUOTE or found == QUOTES:
            continue
        quoted = QUOTED.fullmatch(page.pieces[at].text)
        if quoted is None:
            continue
        found += 1
        whole = whole or "\n".join(piece.text for piece in page.pieces)
        if whole.count(quoted.group(1).rstrip(" .,;!?")) > 1:
            kinds[at] = "quotebox"
