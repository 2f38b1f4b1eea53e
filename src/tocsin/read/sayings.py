"""Sayings: attributions as they stand in a text, each with all of its quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.nouns import Span
from tocsin.read.attribution import Attribution
from tocsin.read.cues import word_set
from tocsin.read.speaking import only_meant
from tocsin.read.syntax import Range
from tocsin.read.threads import Page

__all__ = ["Saying", "outermost", "sayings_of"]

_TRIES = word_set("tries")
_SPEECH = 7
"""Tokens, marks with them, of the longest quotation that may be a word held with tongs."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who is said to say or think what, and by which words: spans of the text, in order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def sayings_of(pages: tuple[Page, ...]) -> tuple[Saying, ...]:
    """Return the sayings in the parsed passages of a text, those of mind and stance with them.

    A statement is made of those only in which someone speaks; a saying also tells what somebody is
    said to want or to know. Sources stand as they are written: "he" is not resolved.
    """
    made: list[tuple[Page, Attribution, list[Span]]] = []
    owners: dict[int, int] = {}
    for page in pages:
        for each in page.found:
            for quote, group in page.quotes:
                if each.direct and _touches(each, quote):
                    owners.setdefault(group, len(made))
            if _tells(page, each):
                made.append((page, each, [page.span(part) for part in each.content]))
    last: int | None = None
    for page in pages:
        for sentence in page.doc.sents:
            owner = _continued(page, (sentence.start, sentence.end), owners, last)
            here = [
                n for n, (p, a, _) in enumerate(made)
                if p is page and sentence.start <= a.head < sentence.end
            ]  # fmt: skip
            if owner is not None:
                made[owner][2].append(page.span((sentence.start, sentence.end)))
                last = owner
            elif any(made[n][1].direct for n in here):
                last = next(n for n in here if made[n][1].direct)
            else:
                last = None
    return tuple(
        Saying(
            () if each.source is None else (page.span(each.source),),
            (page.span(each.cue),),
            _joined(content),
        )
        for page, each, content in made
    )


def outermost(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """Return the sayings that are told by no other: none of their cue is in another's content."""
    return tuple(
        one for one in sayings
        if not any(
            part.overlaps(cue)
            for other in sayings if other is not one
            for part in other.content
            for cue in one.cue
        )
    )  # fmt: skip


def _tells(page: Page, found: Attribution) -> bool:
    """Say whether the writer tells of a saying: none that is but meant, or is itself quoted."""
    if found.form == "noun" and found.source is None:
        return False
    verb = page.doc[found.head]
    if found.form == "verb" and only_meant(verb) and verb.head.lemma_ not in _TRIES:
        return False
    return not any(q[0] <= found.head < q[1] and q[1] - q[0] > _SPEECH for q, _ in page.quotes)


def _touches(found: Attribution, quote: Range) -> bool:
    return any(part[0] < quote[1] and quote[0] < part[1] for part in found.content)


def _continued(page: Page, sentence: Range, owners: dict[int, int], last: int | None) -> int | None:
    """The saying that goes on in a sentence which is all quotation and has no cue of its own."""
    words = [t.i for t in page.doc[sentence[0] : sentence[1]] if t.is_alpha]
    if not words:
        return None
    for quote, group in page.quotes:
        if quote[0] <= words[0] and words[-1] < quote[1]:
            return owners.get(group, last)
    return None


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that touch or are parted by a blank."""
    out: list[Span] = []
    for span in sorted(set(spans)):
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
