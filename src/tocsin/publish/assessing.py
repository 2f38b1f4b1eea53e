"""Assessing: a case written out as an assessment, section by section, every sentence supported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tocsin.nouns import Assessment, Section, Sentence
from tocsin.publish import assumptions as register
from tocsin.publish import bottom, closing, course, grounds, outlook
from tocsin.publish.case import Case
from tocsin.publish.citing import Index
from tocsin.publish.editing import edited
from tocsin.publish.house import House, house_for

__all__ = ["assess"]


def assess(case: Case, *, house: House | None = None) -> Assessment:
    """Return the assessment of `case` in a house style, by default that of its yardstick.

    What editors changed stands in it, marked as theirs. The same case gives the same assessment, to
    the byte. Raises `Unsupported` when a sentence would stand on nothing, on a report that is not
    in hand, or on a span outside its text.
    """
    style = house or house_for(case.watch.yardstick)
    index = Index(case)
    writers: Mapping[str, Callable[[], Iterable[Sentence]]] = {
        "bottom-line": lambda: bottom.bottom_line(case, style),
        "judgements": lambda: bottom.judgements(case, style),
        "change": lambda: bottom.change(case, index, style),
        "for": lambda: grounds.for_(case, index),
        "against": lambda: grounds.against(case, index),
        "not-seen": lambda: grounds.not_seen(case, index, style),
        "contradictions": lambda: grounds.contradictions(case, index),
        "alternatives": lambda: outlook.alternatives(case, style),
        "assumptions": lambda: register.assumptions(case, style),
        "gaps": lambda: outlook.gaps(case, style),
        "indicators": lambda: outlook.indicators(case, style),
        "views": lambda: grounds.views(case, index, style),
        "uncounted": lambda: grounds.uncounted(case, index),
        "sources": lambda: closing.sources(case, index),
        "method": lambda: closing.method(case, style),
        "score": lambda: closing.score(case, index),
        "course": lambda: course.course(case, index),
    }
    sections = []
    for name in style.order:
        sentences = tuple(writers[name]())
        if sentences:
            sections.append(Section(name, style.headings[name], sentences))
    made = Assessment(
        watch=case.watch.id,
        title=case.watch.question,
        as_of=case.estimate.as_of,
        known_at=case.estimate.known_at,
        retrospective=case.estimate.retrospective,
        sections=tuple(sections),
        version=case.estimate.version,
    )
    return edited(made, case.edits, style)
