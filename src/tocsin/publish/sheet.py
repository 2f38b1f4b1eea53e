"""The sheet: an assessment laid out for its rules, each sentence with its own words apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tocsin.nouns import Assessment, Citation, Place, Sentence
from tocsin.publish.case import Case
from tocsin.publish.citing import Index
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = ["Fault", "Item", "Sheet"]

Fault = tuple[str, int, str]
"""Section, sentence (from 1; 0 for the section as a whole), and what is wrong there."""

QUOTED = re.compile(r"“[^“”]*”")
BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Item:
    """A sentence with where it stands."""

    section: str
    number: int
    sentence: Sentence

    @cached_property
    def unquoted(self) -> str:
        """Our own words: the text without what it quotes from its places or from anyone."""
        text = self.sentence.text
        for quote in sorted({c.quote for c in self.sentence.citations if c.quote}, key=len)[::-1]:
            text = text.replace(f"“{quote}”", " ")
        while (shorter := QUOTED.sub(" ", text)) != text:
            text = shorter
        return text

    @cached_property
    def plain(self) -> str:
        """Our own words without what stands in brackets."""
        text = self.unquoted
        while (shorter := BRACKETED.sub(" ", text)) != text:
            text = shorter
        return text

    @property
    def quotations(self) -> list[str]:
        """What else is quoted than the quotes of the citations, without the marks."""
        text = self.sentence.text
        for quote in sorted({c.quote for c in self.sentence.citations if c.quote}, key=len)[::-1]:
            text = text.replace(f"“{quote}”", " ")
        return [found[1:-1] for found in QUOTED.findall(text)]

    @property
    def reports(self) -> list[Citation]:
        """The citations that lead to a report."""
        return [one for one in self.sentence.citations if one.kind == "report"]

    def fault(self, message: str) -> Fault:
        """Return a fault of this sentence."""
        return self.section, self.number, message


@dataclass(frozen=True)
class Sheet:
    """An assessment and its case, with what the rules look up."""

    assessment: Assessment
    case: Case
    house: House
    items: tuple[Item, ...]

    @classmethod
    def of(cls, assessment: Assessment, case: Case, house: House) -> Sheet:
        """Lay out an assessment."""
        items = tuple(
            Item(section.id, number, sentence)
            for section in assessment.sections
            for number, sentence in enumerate(section.sentences, 1)
        )
        return cls(assessment, case, house, items)

    @cached_property
    def index(self) -> Index:
        """Where everything of the case is."""
        return Index(self.case)

    def section(self, name: str) -> list[Item]:
        """Return the sentences of a section; none where it is missing."""
        return [one for one in self.items if one.section == name]

    def own(self) -> Iterator[Item]:
        """Yield judgements and cited sentences: all but assumptions and notes on method.

        A note on method that an editor wrote anew is held to what a judgement is.
        """
        for one in self.items:
            kind = one.sentence.kind
            if kind in {"judgement", "cited"} or (kind == "method" and one.sentence.edit):
                yield one

    def text_at(self, citation: Citation) -> str | None:
        """Return the text of a cited span on one line; None where it is not in hand."""
        reading = self.index.readings.get(citation.report or "")
        span = citation.span
        if reading is None or span is None or span.end > len(reading.report.text):
            return None
        return one_line(span.of(reading.report.text))

    def origin_at(self, citation: Citation) -> str | None:
        """Return the id of the origin that a cited span belongs to."""
        if citation.report is None or citation.span is None:
            return None
        place: Place = (citation.report, citation.span)
        statement = self.index.statement_at(place)
        origin = None if statement is None else self.index.origin_of(statement)
        return None if origin is None else origin.id

    @cached_property
    def declared(self) -> tuple[str, ...]:
        """The texts that the watch declares, which a sentence may put in quotation marks."""
        watch = self.case.watch
        return tuple(
            one_line(text)
            for text in (
                watch.question,
                watch.base.reference_class,
                *(h.text for h in watch.hypotheses),
                *(i.text for i in watch.indicators),
                *(p.text for p in watch.propositions),
                *(c.about for c in self.case.contradictions),
            )
        )
