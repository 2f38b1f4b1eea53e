"""Assessments: the written product, sentence by sentence, with what each sentence stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.nouns.span import Span

__all__ = ["Assessment", "Citation", "Edit", "Finding", "Section", "Sentence"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence leads: a span of a report, or a watch line, registry row or ledger entry.

    For `kind` "report", `report` and `span` are set and `speaker`, `relay` say who and through
    whom, `outlet` where it was published, `translation` by whom it was translated; otherwise
    `ref` names the place ("watch belarus-entry, line 40"). `quote` is verbatim but for white space,
    and may be cut; the span leads to all of it.
    """

    kind: Literal["report", "watch", "registry", "ledger"]
    ref: str
    report: str | None = None
    span: Span | None = None
    quote: str | None = None
    speaker: str | None = None
    relay: tuple[str, ...] = ()
    file: str | None = None
    published: str | None = None
    outlet: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor wrote in the place of a generated sentence.

    `section` and `generated` say of which, `text` is "" where the sentence is left out. `style` is
    the house style that it was generated in, `as_of` the cut of that assessment. `entry` is the id
    of the ledger's entry, made at `at`; `by` and `why` are who and the reason.
    """

    entry: str
    section: str
    generated: str
    text: str
    style: str
    as_of: datetime
    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: cited, an assumption, a judgement of this desk, or a note on method.

    `edit` is the editor's change by which it stands in the place of a generated one, if any.
    """

    text: str
    kind: Literal["cited", "assumption", "judgement", "method"]
    citations: tuple[Citation, ...] = ()
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A headed group of sentences; `id` is stable ("bottom-line", "for", "gaps", …)."""

    id: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A product for one watch at two clocks."""

    watch: str
    title: str
    as_of: datetime
    known_at: datetime
    retrospective: bool
    sections: tuple[Section, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a lint rule found: its id, how grave, where (section, sentence number), and the fix."""

    rule: str
    severity: Literal["error", "warning"]
    section: str
    sentence: int
    message: str
    fix: str
