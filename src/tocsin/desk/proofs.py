"""Proofs: an assessment handed to an editor, and the changes of a proof entered and re-checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tocsin.desk.deciding import signed
from tocsin.desk.editing import EDIT, edit_of
from tocsin.desk.hints import command_of, undo_command
from tocsin.desk.place import Desk
from tocsin.desk.publishing import statements_cited
from tocsin.desk.situation import case_of, situation_of
from tocsin.desk.weighing import Weighing
from tocsin.errors import BadArgument, Refused, Unfit
from tocsin.ledger import Ledger
from tocsin.nouns import (
    Assessment,
    Correction,
    Edit,
    Finding,
    Section,
    Sentence,
    clock_of,
    cut_of,
    digest_of,
)
from tocsin.publish import Case, assess, in_style, lint
from tocsin.publish.editing import Stands, laid_over, standing_of
from tocsin.publish.house import House, house_for, house_named
from tocsin.publish.proof import Changed, as_read, mark_of, proof_of, proof_text

__all__ = ["Edited", "edit_rows", "proof", "take_proof"]


@dataclass(frozen=True, slots=True)
class Edited:
    """What taking a proof in gave: the edits entered, and what the checks warn of in them."""

    watch: str
    edits: tuple[Edit, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Generated:
    """An assessment as generated, without edits, and what it was written from."""

    assessment: Assessment
    case: Case
    house: House


def proof(
    desk: Desk, ledger: Ledger, name: str, *, as_of: datetime, known_at: datetime, style: str | None
) -> str:
    """Return the assessment of a watch as Markdown for an editor to change.

    Raises `UnknownWatch`, and `BadArgument` for a style that there is not.
    """
    made = _generated(desk, ledger, name, as_of=as_of, known_at=known_at, style=style)
    laid = laid_over(made.assessment, made.case.edits)
    return proof_text(laid, as_of=clock_of(as_of), style=style)


def edit_rows(
    desk: Desk, ledger: Ledger, name: str, *, as_of: datetime, known_at: datetime
) -> tuple[tuple[Edit, Stands], ...]:
    """Return the edits of a watch with how each stands at two clocks, in its own style."""
    made = _generated(desk, ledger, name, as_of=as_of, known_at=known_at, style=None)
    return standing_of(made.assessment, made.case.edits, made.house)


def take_proof(
    desk: Desk, name: str, text: str, *, author: str, reason: str, now: datetime
) -> Edited:
    """Enter what an editor changed in a proof, each sentence as an entry of its own.

    The assessment is generated and checked again with the changes: where a rule finds an error that
    the generated text has not, nothing is entered. Raises `Unfit` for that, `Refused` where a
    sentence is another by now, and `BadArgument` for a proof that is of another watch, is not whole
    or changes nothing.
    """
    signed(author, reason)
    came = proof_of(text)
    if came.watch != name:
        raise BadArgument(f"it is a proof of {came.watch!r}.", hint="Name that watch.")
    if not came.changes:
        raise BadArgument("the proof changes nothing.", hint="Change words in it, and save it.")
    as_of = cut_of(came.as_of)
    with desk.ledger() as ledger:
        # To the end of today, as every other command that names no clock.
        known_at = cut_of(now.date().isoformat())
        made = _generated(desk, ledger, name, as_of=as_of, known_at=known_at, style=came.style)
        entries = [
            _entry(desk, made, one, author=author, reason=reason, now=now) for one in came.changes
        ]
        edits = tuple(edit_of(one) for one in entries)
        warnings = _checked(made, edits)
        with ledger.writing():
            for one in entries:
                ledger.add_correction(one)
    return Edited(name, edits, warnings)


def _generated(
    desk: Desk, ledger: Ledger, name: str, *, as_of: datetime, known_at: datetime, style: str | None
) -> _Generated:
    weighing = Weighing(desk, ledger, name, known_at=known_at)
    now = situation_of(desk, ledger, name, as_of=as_of, known_at=known_at, weighing=weighing)
    case = case_of(desk, ledger, now, weighing=weighing)
    house = house_for(case.watch.yardstick) if style is None else house_named(style)
    told = case if style is None else in_style(case, house)
    return _Generated(assess(replace(told, edits=()), house=house), told, house)


def _entry(
    desk: Desk, made: _Generated, one: Changed, *, author: str, reason: str, now: datetime
) -> Correction:
    """Return the entry of one change. Raises `Refused` where its sentence is another by now."""
    watch = made.case.watch.id
    beneath = _beneath(made.assessment, one)
    if beneath is None:
        raise Refused(
            f"sentence {one.number} of {one.section} is another since the proof was written.",
            hint="Write a new one: " + command_of("edit", desk.path, watch, "--to", "FILE"),
            at=f"{one.section} {one.number}",
        )
    if one.text == as_read(beneath.text):
        held = [
            e for e in made.case.edits if (e.section, e.generated) == (one.section, beneath.text)
        ]
        raise BadArgument(
            f"sentence {one.number} of {one.section} is the generated one again.",
            hint="Take the change back: " + undo_command(desk.path, held[-1].entry, author)
            if held
            else "Leave it as it was.",
        )
    of = digest_of("", beneath.text)[:8]
    target = f"{watch}:{one.section}:{of}"
    alone = replace(made.assessment, sections=(Section(one.section, "", (beneath,)),))
    value: Mapping[str, object] = {
        "section": one.section,
        "generated": beneath.text,
        "text": one.text,
        "style": made.house.name,
        "as_of": clock_of(made.assessment.as_of),
        # By these it is found where a report that it quotes is erased.
        "statements": sorted(statements_cited(alone, made.case.readings)),
    }
    own = digest_of("c", EDIT, target, one.text, author, reason, now.isoformat())
    return Correction(own, EDIT, target, value, author, reason, now)


def _beneath(assessment: Assessment, one: Changed) -> Sentence | None:
    """Return the generated sentence that a mark means."""
    return next(
        (
            sentence
            for section in assessment.sections
            if section.id == one.section
            for sentence in section.sentences
            if mark_of(sentence.text) == one.of
        ),
        None,
    )


def _checked(made: _Generated, edits: tuple[Edit, ...]) -> tuple[Finding, ...]:
    """Return what the checks warn of in the edited text. Raises `Unfit` for a new error."""
    before = Counter(_alike(one) for one in lint(made.assessment, made.case, house=made.house))
    case = replace(made.case, edits=(*made.case.edits, *edits))
    after = lint(assess(case, house=made.house), case, house=made.house)
    new = []
    for one in after:
        if before[_alike(one)]:
            before[_alike(one)] -= 1
        else:
            new.append(one)
    errors = [one for one in new if one.severity == "error"]
    if errors:
        told = "; ".join(f"{one.rule}, {one.section}: {one.message.rstrip('.')}" for one in errors)
        raise Unfit(
            f"the changes break {len(errors)} rule{'s' if len(errors) > 1 else ''}: {told}.",
            hint=f"{errors[0].fix} Nothing was entered.",
        )
    return tuple(new)


def _alike(one: Finding) -> tuple[str, str, str]:
    # By number a sentence is another as soon as one before it is left out.
    return one.rule, one.section, one.message
