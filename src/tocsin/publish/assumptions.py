"""The register of assumptions in an assessment: each with what hangs on it, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.nouns import Assumed, Assumption, Sentence, iso_of
from tocsin.publish.case import Case
from tocsin.publish.citing import assumed, entry, noted, watch_line
from tocsin.publish.figures import day_of, listed
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = ["assumption_lines", "assumption_rows", "assumptions"]


def assumptions(case: Case, house: House) -> Iterator[Sentence]:
    """Yield the assumptions that the watch declares, each with its state and what hangs on it."""
    if not case.watch.assumptions:
        yield noted("The watch declares no assumption.")
    states = {one.assumption: one for one in case.assumed}
    for place, one in enumerate(case.watch.assumptions):
        line = watch_line(case.watch, f"assumptions.{place}")
        yield assumed(house.frames["assumption"].format(text=one_line(one.text)), line)
        state = states.get(one.id)
        if state is not None and state.state is not None and state.entry is not None:
            yield noted(f"{_told(one, state)}.", entry(state.entry))
        if one.bears_on:
            yield noted(
                f"On it hang {listed(_named(one, case))}{_without(one, case, house)}.", line
            )
    silent = [one for one in case.assumed if one.state is None]
    if silent and len(silent) < len(case.watch.assumptions):
        yield noted(f"Nobody has said how the other {len(silent)} stand.")
    elif silent:
        yield noted("Nobody has said yet how they stand.")


def assumption_lines(case: Case) -> Iterator[str]:
    """Yield a line for each assumption that is doubted or broken."""
    states = {one.assumption: one for one in case.assumed}
    for one in case.watch.assumptions:
        state = states.get(one.id)
        if state is not None and state.state in {"doubted", "broken"}:
            yield f"Assumed: “{one_line(one.text)}” {_told(one, state)}."


def assumption_rows(case: Case) -> list[dict[str, Any]]:
    """Return the register as rows: what is assumed, how it stands, and P(yes) without its signs."""
    states = {one.assumption: one for one in case.assumed}
    without = {one.name: one.p for one in case.sensitivity if one.kind == "assumption"}
    rows = []
    for one in case.watch.assumptions:
        state = states.get(one.id, Assumed(one.id))
        rows.append(
            {
                "id": one.id,
                "text": one_line(one.text),
                "key": one.key,
                "bears_on": " ".join(one.bears_on),
                "state": state.state,
                "on": iso_of(state.on),
                "by": state.by,
                "reason": state.reason,
                "correction": state.entry,
                "p_without": without.get(one.id),
            }
        )
    return rows


def _told(one: Assumption, state: Assumed) -> str:
    when = "" if state.on is None else f" on {day_of(state.on)}"
    key = "" if one.key or state.state == "holds" else " (no key assumption)"
    reason = one_line(state.reason or "").rstrip(".")
    return f"It {_verb(state)}{key}, said {one_line(state.by or '')}{when}: {reason}"


def _verb(state: Assumed) -> str:
    return "holds" if state.state == "holds" else f"is {state.state}"


def _named(one: Assumption, case: Case) -> list[str]:
    watch = case.watch
    texts = {each.id: each.text for each in watch.hypotheses}
    texts |= {each.id: each.text for each in watch.propositions}
    texts |= {each.id: each.text for each in watch.indicators}
    return [f"“{one_line(texts[name])}”" for name in one.bears_on if name in texts]


def _without(one: Assumption, case: Case, house: House) -> str:
    """Say what the estimate would be without the indicators that hang on it, where any moves it."""
    found = next((s for s in case.sensitivity if s.kind == "assumption" and s.name == one.id), None)
    if found is None:
        return ""
    return f"; without these indicators the estimate would be {house.told_apart(found.p)}"
