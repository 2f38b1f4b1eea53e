"""Taught: who says what as a trained network tells it, laid over what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from tocsin.nouns import Span
from tocsin.read.attribution import Attribution, without
from tocsin.read.clauses import head_of
from tocsin.read.cues import Cue, cues
from tocsin.read.sayings import Saying, sayings_of
from tocsin.read.speaking import LOOKING
from tocsin.read.syntax import Range, ranges
from tocsin.read.threads import Page

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Teller", "overlaid", "taught_pages"]

_PLAIN = Cue("taught", "statement", speaks=True, frames=())
"""What a cue announces of which no rule knows: somebody says something."""

_SHORTEST_SPEECH = 4
"""Tokens, marks with them, of the shortest quotation that is speech and no word held with tongs."""


class Teller(Protocol):
    """What tells who says what in a text: a trained network, `tocsin.read.tagger.Tagger`.

    `hinted` is true where it looks at what rules find; `fingerprint` names its weights.
    """

    hinted: bool
    fingerprint: str

    def sayings(self, text: str, hints: Sequence[Saying] = ()) -> tuple[Saying, ...]:
        """Return the sayings in a text, their spans those of `text`."""


def taught_pages(text: str, pages: Sequence[Page], teller: Teller) -> tuple[Page, ...]:
    """Return the pages of a text with who says what as `teller` tells it.

    It sees the passages that are read and nothing else of the text, the rules hinting where it was
    taught so.
    """
    hints = sayings_of(tuple(pages)) if teller.hinted else ()
    return overlaid(pages, teller.sayings(_readable(text, pages), hints))


def _readable(text: str, pages: Sequence[Page]) -> str:
    """The text with blanks, or line ends, for all that is not read: offsets stay what they are."""
    parts: list[str] = []
    at = 0
    for page in pages:
        span = page.passage.span
        parts += [_blank(text[at : span.start]), text[max(at, span.start) : span.end]]
        at = max(at, span.end)
    return "".join(parts)


def _blank(text: str) -> str:
    return "".join("\n" if one == "\n" else " " for one in text)


def overlaid(pages: Sequence[Page], sayings: Iterable[Saying]) -> tuple[Page, ...]:
    """Return `pages` with their attributions as `sayings` of the whole text tell them.

    Where a saying and an attribution of the rules share a cue, source and content are the saying's
    and all else is the rules'; a saying without its like becomes an attribution. Of what the rules
    alone found, that which gives the content of a saying to another is left out, and so is what but
    tells of a mind. What stands within a content stays, as a link of its chain, and so do what
    stands apart, and who looked: networks are taught on gold that seldom has such.
    """
    told = tuple(sayings)
    return tuple(replace(page, found=_of_page(page, told)) for page in pages)


def _of_page(page: Page, sayings: Sequence[Saying]) -> tuple[Attribution, ...]:
    left = list(page.found)
    made: list[Attribution] = []
    for saying in sayings:
        cue = _ranges(page, saying.cue)
        if not cue:
            continue
        sentence = page.doc[cue[0][0]].sent
        content = tuple(
            (max(first, sentence.start), min(past, sentence.end))
            for first, past in _ranges(page, saying.content)
            if first < sentence.end and sentence.start < past
        )
        source = next(iter(_ranges(page, saying.source)), None)
        known = next((a for a in left if _shares(a, cue)), None)
        if known is not None:
            left.remove(known)
            made.append(_as_told(page.doc, known, source, content))
        elif content:
            new = _new(page, cue[0], source, content)
            if new.content:
                made.append(new)
    told = [part for saying in sayings for part in _ranges(page, saying.content)]
    kept = (
        found for found in left
        if found.group in LOOKING or (found.speaks and not _crosses(found, told))
    )  # fmt: skip
    return tuple(sorted([*kept, *made], key=lambda a: (a.head, a.content)))


def _ranges(page: Page, spans: Iterable[Span]) -> tuple[Range, ...]:
    """The tokens of a page that spans of the text cover, as far as they lie in it."""
    found: set[int] = set()
    end = page.offset + len(page.doc.text)
    for span in spans:
        start, past = max(span.start, page.offset), min(span.end, end)
        if start < past:
            part = page.doc.char_span(
                start - page.offset, past - page.offset, alignment_mode="expand"
            )
            if part is not None:
                found.update(range(part.start, part.end))
    return ranges(found)


def _shares(found: Attribution, cue: Sequence[Range]) -> bool:
    return any(first <= found.head < past for first, past in cue) or any(
        first < found.cue[1] and found.cue[0] < past for first, past in cue
    )


def _crosses(found: Attribution, content: Sequence[Range]) -> bool:
    """Say whether an attribution gives to another what a saying tells, and is no part of it."""
    if any(first <= found.head < past for first, past in content):
        return False
    return any(p[0] < past and first < p[1] for p in found.content for first, past in content)


def _as_told(
    doc: Doc, known: Attribution, source: Range | None, content: Sequence[Range]
) -> Attribution:
    """An attribution of the rules with the source and the content that a network sees."""
    subject = known.subject
    if source is None:
        source = known.source
    elif subject is None or not _same(known.source, source):
        # "who": the rules know for whom it stands, and no network is asked.
        subject = doc[source[0] : source[1]].root.i
    parts = without(doc, content, [source, (known.head, known.head + 1)])
    if not parts:
        parts = known.content
    root = known.root
    hull = parts[0][0], parts[-1][1]
    if root is None or not hull[0] <= root < hull[1]:
        root = head_of(doc, hull).i
    return replace(known, source=source, subject=subject, content=parts, root=root)


def _same(known: Range | None, source: Range) -> bool:
    return known is not None and known[0] < source[1] and source[0] < known[1]


def _new(page: Page, cue: Range, source: Range | None, content: Sequence[Range]) -> Attribution:
    """A saying of which the rules know nothing, as an attribution."""
    doc = page.doc
    head = head_of(doc, cue)
    entry = _entry(head)
    parts = without(doc, content, [source, cue])
    speech = any(
        q[1] - q[0] >= _SHORTEST_SPEECH and p[0] < q[1] and q[0] < p[1]
        for q, _ in page.quotes
        for p in parts
    )
    return Attribution(
        head=head.i,
        cue=cue,
        source=source,
        subject=None if source is None else doc[source[0] : source[1]].root.i,
        content=parts,
        root=head_of(doc, (parts[0][0], parts[-1][1])).i if parts else None,
        act=entry.act,
        speaks=entry.speaks,
        word=head.lemma_.casefold(),
        group=entry.group,
        form=_form(head),
        direct=speech,
    )


def _entry(head: Token) -> Cue:
    """What the shipped lists say of a word, where they have it."""
    words, lemma = cues(), head.lemma_.casefold()
    noun = words.nouns.get(lemma) if head.pos_ == "NOUN" else None
    return noun or next(iter(words.verbs.get((lemma, None), ())), _PLAIN)


def _form(head: Token) -> str:
    if head.pos_ == "NOUN":
        return "noun"
    return "preposition" if head.pos_ in {"ADP", "SCONJ"} else "verb"
