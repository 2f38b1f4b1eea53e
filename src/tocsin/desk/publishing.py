"""Publishing: an assessment that left the desk is recorded, and what it cites is locked by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tocsin.errors import Cited
from tocsin.ledger import Export, Ledger
from tocsin.nouns import Assessment, Correction, Reading, Span, sha256_of
from tocsin.publish import FORMS, Case, assess, house_named, in_form, in_style, markdown
from tocsin.publish.house import House, house_for

__all__ = [
    "Publication",
    "check_cited",
    "cited_in",
    "publications",
    "publish",
    "statements_cited",
    "written",
]

KIND = "assessment"
NAMED = 8
"""Letters of the hash of its text by which a publication is named."""

STATED = frozenset({"statement", "reject", "bearing", "grade", "split"})
"""Kinds of correction that can change what a statement says or counts for."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A version of an assessment that left the desk.

    `id` names it, `text` is all of it as Markdown, `statements` are those that it cites.
    """

    id: str
    watch: str
    at: datetime
    as_of: datetime
    known_at: datetime
    text: str
    p: float
    statements: tuple[str, ...]


def written(
    case: Case, *, style: str | None = None, form: str | None = None
) -> tuple[Assessment, Case, House]:
    """Return the assessment of a case in a house style and form, the case as told, and the style.

    Without `style` it is the natural one of the watch's yardstick, and without `form` the full one.
    Raises `BadArgument` for a style or form that there is not.
    """
    house = house_for(case.watch.yardstick) if style is None else house_named(style)
    told = case if style is None else in_style(case, house)
    return in_form(assess(told, house=house), house, form or FORMS[0]), told, house


def publish(
    ledger: Ledger, assessment: Assessment, case: Case, *, now: datetime, author: str = ""
) -> Publication:
    """Record that an assessment left the desk, with its text and the statements that it cites.

    `author` is who published it, where that is known. The same text is recorded once. Raises
    `Busy`, and `Refused` where nothing can be entered.
    """
    text = markdown(assessment)
    digest = sha256_of(text.encode("utf-8", "surrogatepass"))
    summary: Mapping[str, object] = {
        "text": text,
        "p": case.estimate.event.p,
        "statements": sorted(statements_cited(assessment, case.readings)),
        **({"author": author} if author else {}),
    }
    made = Export(
        kind=KIND,
        watch=assessment.watch,
        as_of=assessment.as_of,
        known_at=assessment.known_at,
        version=assessment.version,
        sha256=digest,
        at=now,
        summary=summary,
    )
    with ledger.writing():
        for one in ledger.exports(assessment.watch):
            if one.kind == KIND and one.sha256 == digest:
                return _publication(one)
        ledger.add_export(made)
    return _publication(made)


def publications(ledger: Ledger, watch: str | None = None) -> tuple[Publication, ...]:
    """Return the versions that left the desk, of one watch or of all, the oldest first."""
    return tuple(_publication(one) for one in ledger.exports(watch) if one.kind == KIND)


def cited_in(ledger: Ledger) -> dict[str, tuple[Publication, ...]]:
    """Return the publications that cite each statement, by its id, the oldest first."""
    found: dict[str, tuple[Publication, ...]] = {}
    for one in publications(ledger):
        for statement in one.statements:
            found[statement] = (*found.get(statement, ()), one)
    return found


def statements_cited(assessment: Assessment, readings: Iterable[Reading]) -> frozenset[str]:
    """Return the statements whose words an assessment leads to, by id."""
    places: dict[str, list[Span]] = {}
    for section in assessment.sections:
        for sentence in section.sentences:
            for one in sentence.citations:
                if one.report is not None and one.span is not None:
                    places.setdefault(one.report, []).append(one.span)
    return frozenset(
        statement.id
        for reading in readings
        for span in places.get(reading.report.id, ())
        for statement in reading.statements
        if statement.span.holds(span)
    )


def check_cited(ledger: Ledger, made: Correction) -> None:
    """See that a correction of what was published says so. Raises `Cited` where it does not.

    Its reason has to name the newest publication that cites the statement: nobody changes what
    readers were told without saying that they were told.
    """
    statements = _statements(ledger, made)
    if not statements:
        return
    found = cited_in(ledger)
    for statement in statements:
        if statement in found:
            newest = found[statement][-1]
            if newest.id not in made.reason:
                raise Cited(
                    f"statement {statement} is cited in assessment {newest.id} of {newest.watch}, "
                    f"published on {newest.at.date()}: it is locked.",
                    hint=f"Open it again by naming {newest.id} in the reason, then publish anew.",
                    at=statement,
                )


def _statements(ledger: Ledger, made: Correction) -> tuple[str, ...]:
    if made.undoes is not None:
        known = {one.id: one for one in ledger.corrections(undone=True)}
        undone = known.get(made.undoes)
        return () if undone is None else _statements(ledger, undone)
    if made.kind not in STATED or (made.kind == "grade" and "credibility" not in made.value):
        return ()
    if made.kind == "split":
        listed = made.value.get("statements")
        return tuple(map(str, listed)) if isinstance(listed, list | tuple) else (str(listed),)
    return (made.target.partition(":")[0],)


def _publication(one: Export) -> Publication:
    statements, p = one.summary.get("statements"), one.summary.get("p")
    return Publication(
        id=one.sha256[:NAMED],
        watch=one.watch,
        at=one.at,
        as_of=one.as_of,
        known_at=one.known_at,
        text=str(one.summary.get("text", "")),
        p=float(p) if isinstance(p, int | float) else 0.0,
        statements=tuple(map(str, statements)) if isinstance(statements, list | tuple) else (),
    )
