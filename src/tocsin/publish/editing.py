"""Editing: what editors wrote in the place of generated sentences, laid over an assessment.

A change holds to the generated sentence beneath it: while that is the same, the change stands in
each later version; once it is another, the change is told as stale and no word of it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from tocsin.nouns import Assessment, Citation, Edit, Section, Sentence
from tocsin.publish.citing import entry, noted
from tocsin.publish.figures import day_of
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House
from tocsin.publish.prose import prose_of
from tocsin.publish.voice import bracketless

__all__ = ["EDITS", "Stands", "edited", "generated_beside", "laid_over", "standing_of"]

EDITS = "edits"
"""The id of the section that tells of all changes by editors."""

HEADING = "Changes by an editor"

Stands = Literal["holds", "stale", "overruled", "elsewhere"]
"""In the text; its sentence is another now; a newer change has its place; of another style or day.
"""

_Key = tuple[str, str]


def edited(assessment: Assessment, edits: Sequence[Edit], house: House) -> Assessment:
    """Return a generated assessment with what editors changed, and a section that tells of it.

    An edited sentence keeps the places of the generated one; written as several sentences, each of
    them has all of these. Without edits the assessment is as it was.
    """
    if not edits:
        return assessment
    laid = laid_over(assessment, edits)
    sections = [
        Section(section.id, section.heading, own)
        for section in laid.sections
        if (own := tuple(one for sentence in section.sentences for one in _apart(sentence)))
    ]
    told = tuple(_told(assessment, laid, edits, house))
    if told:
        sections.append(Section(EDITS, house.headings.get(EDITS, HEADING), told))
    return replace(assessment, sections=tuple(sections))


def laid_over(assessment: Assessment, edits: Sequence[Edit]) -> Assessment:
    """Return a generated assessment with each edit in its place, sentence for sentence.

    A sentence that is left out has the text "".
    """
    newest = _newest(edits)

    def laid(section: str, sentence: Sentence) -> Sentence:
        edit = newest.get((section, sentence.text))
        return sentence if edit is None else replace(sentence, text=edit.text, edit=edit)

    return replace(
        assessment,
        sections=tuple(
            replace(one, sentences=tuple(laid(one.id, sentence) for sentence in one.sentences))
            for one in assessment.sections
        ),
    )


def standing_of(
    assessment: Assessment, edits: Sequence[Edit], house: House
) -> tuple[tuple[Edit, Stands], ...]:
    """Return how each edit stands to a generated assessment in a style, in the order entered.

    One that was made in another style, or as of a later day, is "elsewhere" where its sentence is
    not found: nothing says that it has changed.
    """
    newest = _newest(edits)
    there = {(one.id, sentence.text) for one in assessment.sections for sentence in one.sentences}

    def stands(edit: Edit) -> Stands:
        key = edit.section, edit.generated
        if newest[key] is not edit:
            return "overruled"
        if key in there:
            return "holds"
        same = edit.style == house.name and edit.as_of <= assessment.as_of
        return "stale" if same else "elsewhere"

    return tuple((edit, stands(edit)) for edit in edits)


def generated_beside(section: Section, number: int) -> str:
    """Return the generated sentence that stands beside a sentence of an edited assessment, or "".

    `number` counts from 0; beside several sentences of one change it stands once, after the last.
    """
    own = section.sentences[number].edit
    after = section.sentences[number + 1].edit if number + 1 < len(section.sentences) else None
    return "" if own is None or own is after else own.generated


def _newest(edits: Sequence[Edit]) -> Mapping[_Key, Edit]:
    return {(one.section, one.generated): one for one in edits}


def _apart(sentence: Sentence) -> Iterator[Sentence]:
    """Yield what an editor wrote sentence by sentence; a generated one as it is."""
    if sentence.edit is None:
        yield sentence
        return
    # What is quoted or stands in brackets ends no sentence of the editor's.
    prose = prose_of(bracketless(sentence.text), "text")
    for one in prose.passages:
        words = sentence.text[prose.at[one.start] : prose.at[one.end - 1] + 1]
        yield replace(sentence, text=words)


def _told(
    generated: Assessment, laid: Assessment, edits: Sequence[Edit], house: House
) -> Iterator[Sentence]:
    """Yield a note for each change in the text, in its order, and for each that is stale."""
    for before, after in zip(generated.sections, laid.sections, strict=True):
        told: set[str] = set()
        for was, now in zip(before.sentences, after.sentences, strict=True):
            if now.edit is None or now.edit.entry in told:
                continue
            told.add(now.edit.entry)
            signed = _signed(now.edit)
            if now.text:
                yield noted(
                    f"Under “{before.heading}” a sentence was rewritten {signed}; the generated "
                    "one stands beside it.",
                    entry(now.edit.entry),
                )
                continue
            places: tuple[Citation, ...] = was.citations
            yield noted(
                f"Under “{before.heading}” a sentence was left out {signed}: “{was.text}”",
                entry(now.edit.entry),
                *places,
            )
    for edit, stands in standing_of(generated, edits, house):
        if stands == "stale":
            yield noted(
                f"A change {_signed(edit)} no longer applies, for the generated sentence beneath "
                "it is another now.",
                entry(edit.entry),
            )


def _signed(edit: Edit) -> str:
    # In quotation marks, for the reason is a person's own and no judgement of the desk.
    why = one_line(edit.why).rstrip(".")
    return f"on {day_of(edit.at)} by {one_line(edit.by)} (“{why}”)"
