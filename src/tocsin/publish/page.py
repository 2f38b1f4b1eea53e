"""The page: an assessment as one HTML file that runs nothing and asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tocsin.nouns import Assessment, Citation, Hypothesis, Reading, Section, Sentence
from tocsin.publish.case import Case
from tocsin.publish.charts import scale_of, waterfall_of
from tocsin.publish.citing import cut, file_of
from tocsin.publish.editing import generated_beside
from tocsin.publish.excerpts import Excerpt, excerpts_of
from tocsin.publish.figures import moment_of
from tocsin.publish.harmless import code_point, harmless, one_line, pieces
from tocsin.publish.house import House, house_for
from tocsin.publish.references import Key, key_of, numbered

__all__ = ["html"]

LONGEST_HEADING = 160

Numbers = Mapping[Key, tuple[int, Citation]]


@dataclass(frozen=True, slots=True)
class Cited:
    """A report of the appendix, with the stretches of it that are cited."""

    heading: str
    meta: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that is no report: a watch line, a row of a register, an entry of the ledger."""

    number: int
    ref: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as set on the page: its quotation apart, and the numbers of its places.

    `edited` says that an editor wrote it, and `generated` is what stands beside it then, or "".
    """

    id: str
    kind: str
    before: str
    quote: str | None
    after: str
    places: tuple[tuple[int, str], ...]
    edited: bool = False
    generated: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the table of alternatives; `line` is the sentence that it takes the place of."""

    hypothesis: Hypothesis
    told: str
    width: float
    line: Line | None


def html(assessment: Assessment, case: Case, *, house: House | None = None) -> str:
    """Return the assessment as one self-contained page in UTF-8.

    Its content security policy lets in nothing but its own style, by hash. Report text is escaped,
    isolated in its direction of writing, and named by code point where it would not be seen.
    """
    style = house or house_for(case.watch.yardstick)
    numbers = numbered(assessment)
    css = _stylesheet()
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    sections = [(section, _lines(section, numbers)) for section in assessment.sections]
    answers = _answers(case, style, sections)
    page: dict[str, Any] = {
        "title": assessment.title,
        "css": Markup(css),  # noqa: S704  our own file, not report text
        "digest": digest,
        "as_of": moment_of(assessment.as_of),
        "known_at": moment_of(assessment.known_at),
        "retrospective": assessment.retrospective,
        "watch": assessment.watch,
        "version": assessment.version,
        "sections": sections,
        "scale": scale_of(case, style),
        "waterfall": waterfall_of(case, style, _leads(sections)),
        "answers": answers,
        "in_table": {answer.line.id for answer in answers if answer.line is not None},
        "reports": _reports(numbers, case),
        "elsewhere": [
            Elsewhere(number, one.ref) for number, one in numbers.values() if one.report is None
        ],
        "first_use": _first_uses(assessment, numbers),
    }
    return _environment().get_template("assessment.html").render(page)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tocsin.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["shown"] = _shown
    environment.filters["plain"] = lambda text: harmless(one_line(str(text)))
    return environment


@cache
def _stylesheet() -> str:
    return files("tocsin.publish").joinpath("templates/assessment.css").read_text("utf-8")


def _shown(text: str) -> Markup:
    """Escape `text`, and name the characters in it that would not be seen or would steer."""
    return Markup().join(
        Markup('<span class="ctl">{}</span>').format(code_point(run)) if named else escape(run)
        for run, named in pieces(text)
    )


def _leads(sections: Sequence[tuple[Section, Sequence[Line]]]) -> dict[str, list[str]]:
    """Return the ids of the sentences that lead each cause in, by section, in their order."""
    return {
        section.id: [line.id for line in lines if line.kind == "judgement"]
        for section, lines in sections
        if section.id in ("for", "against")
    }


def _answers(
    case: Case, house: House, sections: Sequence[tuple[Section, Sequence[Line]]]
) -> list[Answer]:
    p = case.estimate.probabilities
    lines = [line for section, own in sections if section.id == "alternatives" for line in own]
    order = sorted(enumerate(case.watch.hypotheses), key=lambda one: (-p[one[1].id], one[0]))
    return [
        Answer(
            one,
            house.told_apart(p[one.id]),
            round(p[one.id] * 100, 3),
            next((line for line in lines if line.before.startswith(f"“{one.text}” stands")), None),
        )
        for _, one in order
    ]


def _lines(section: Section, numbers: Numbers) -> list[Line]:
    return [
        replace(_line(section.id, n, one, numbers), generated=generated_beside(section, n - 1))
        for n, one in enumerate(section.sentences, 1)
    ]


def _line(
    section: str,
    place: int,
    sentence: Sentence,
    numbers: Numbers,
) -> Line:
    places: dict[int, str] = {}
    for citation in sentence.citations:
        number, _ = numbers[key_of(citation)]
        places.setdefault(number, _called(citation))
    quote = next((one.quote for one in sentence.citations if one.quote), None)
    before, found, after = sentence.text, "", ""
    if quote is not None and sentence.kind == "cited":
        before, found, after = sentence.text.partition(f"“{quote}”")
    return Line(
        id=f"s-{section}-{place}",
        kind=sentence.kind,
        before=before,
        quote=quote if found else None,
        after=after,
        places=tuple(places.items()),
        edited=sentence.edit is not None,
    )


def _called(citation: Citation) -> str:
    """Return what a citation leads to, for those who hear the page."""
    if citation.report is None:
        return citation.ref
    when = citation.published or "undated"
    by = "" if citation.translation is None else f", {citation.translation}"
    return f"{citation.speaker}, {citation.outlet or citation.file}, {when}{by}"


def _first_uses(assessment: Assessment, numbers: Numbers) -> dict[int, str]:
    """Return for each place the id of the first sentence that cites it: the way back."""
    found: dict[int, str] = {}
    for section in assessment.sections:
        for place, sentence in enumerate(section.sentences, 1):
            for citation in sentence.citations:
                found.setdefault(numbers[key_of(citation)][0], f"s-{section.id}-{place}")
    return found


def _heading(reading: Reading) -> str:
    """Return what a report is called: its title, else its first headline, else its file."""
    report = reading.report
    first = next((one for one in reading.segments if one.kind == "headline"), None)
    headline = "" if first is None else one_line(first.span.of(report.text))
    return cut(one_line(report.title or "") or headline or file_of(report), LONGEST_HEADING)


def _reports(numbers: Numbers, case: Case) -> list[Cited]:
    """Return the cited reports, oldest first, with their cited stretches."""
    readings: dict[str, Reading] = {one.report.id: one for one in case.readings}
    by_report: dict[str, list[tuple[int, Any]]] = {}
    published: dict[str, str] = {}
    for number, one in numbers.values():
        if one.report is not None and one.span is not None:
            by_report.setdefault(one.report, []).append((number, one.span))
            published[one.report] = one.published or "9999"
    listed = []
    for name in sorted(by_report, key=lambda one: (published[one], one)):
        report = readings[name].report
        date = "undated" if published[name] == "9999" else published[name]
        outlet = report.publisher or report.host or "outlet not named"
        by = [] if report.translation is None else [report.translation.told]
        listed.append(
            Cited(
                heading=_heading(readings[name]),
                meta=one_line(" · ".join([outlet, date, *by, file_of(report)])),
                excerpts=excerpts_of(report.text, by_report[name]),
            )
        )
    return listed
