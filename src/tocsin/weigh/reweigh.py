"""Reweighing: any number that enters an estimate, set by a person in place of what was there.

Every such number has an address within its watch: the key in the watch file, with ids for places in
lists, or the origin, view, source or statement that it belongs to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tocsin.errors import BadArgument
from tocsin.nouns import (
    Correction,
    Hypothesis,
    Look,
    Matrix,
    Overruled,
    Row,
    Sighting,
    View,
    Watch,
)
from tocsin.weigh.grades import declared, factor
from tocsin.weigh.watchfile import FIGURES, figure_fault

__all__ = [
    "ADDRESSES",
    "Address",
    "address_of",
    "check_figure",
    "check_value",
    "figure_at",
    "graded_within",
    "reweighed",
    "reweighed_watch",
    "set_within",
    "written",
]

KIND = "weight"
"""The kind of the corrections that this module follows."""

ADDRESSES = (
    "base.events",
    "base.exposure_days",
    "hypotheses.ID.weight",
    "propositions.ID.share",
    "indicators.ID.seen.HYPOTHESIS",
    "indicators.ID.lead_days",
    "indicators.ID.half_life_days",
    "settings.NAME",
    "origins.ORIGIN.INDICATOR.weight",
    "origins.ORIGIN.INDICATOR.share",
    "views.ORIGIN.PROPOSITION.p",
    "views.ORIGIN.PROPOSITION.weight",
    "sources.NAME.reliability",
    "statements.ID.credibility",
    "grades.NAME",
)
"""The forms of an address: all that can be set."""

LETTERS, DIGITS = "ABCDEF", "123456"
Evidence = TypeVar("Evidence", Sighting, Look)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a number stands: the part, what it belongs to, and which number of it is meant.

    `owner` is empty for the base and the settings, else (id,), or (origin id, target id); for a
    declared likelihood the hypothesis stands second.
    """

    part: str
    owner: tuple[str, ...]
    name: str

    @property
    def path(self) -> str:
        """The address as written."""
        if self.name == "seen":
            return ".".join((self.part, self.owner[0], self.name, self.owner[1]))
        return ".".join((self.part, *self.owner, self.name))


def address_of(path: str) -> Address:
    """Return the address that `path` writes. Raises `BadArgument` that lists the forms."""
    words = path.split(".")
    match words:
        case ["base" | "settings" as part, name] if name in FIGURES[part]:
            return Address(part, (), name)
        case ["indicators", own, "seen", hypothesis]:
            return Address("indicators", (own, hypothesis), "seen")
        case ["hypotheses" | "propositions" | "indicators" as part, own, name] if (
            name in FIGURES[part] and name != "seen"
        ):
            return Address(part, (own,), name)
        case ["origins", origin, indicator, "weight" | "share" as name]:
            return Address("origins", (origin, indicator), name)
        case ["views", origin, proposition, "p" | "weight" as name]:
            return Address("views", (origin, proposition), name)
        case ["sources", *own, "reliability"] if own:
            # A source's name may hold dots itself.
            return Address("sources", (".".join(own),), "reliability")
        case ["statements", own, "credibility"]:
            return Address("statements", (own,), "credibility")
        case ["grades", *words] if ".".join(words) in declared():
            return Address("grades", (), ".".join(words))
    if words[0] == "grades":
        raise BadArgument(
            f"there is no weight at {path!r}.", hint=f"After grades.: {', '.join(declared())}."
        )
    raise BadArgument(
        f"there is no weight at {path!r}.",
        hint=f"`tocsin explain DESK WATCH` prints each address; they are: {', '.join(ADDRESSES)}.",
    )


def check_value(address: Address, value: str) -> None:
    """Raise `BadArgument` where a number of that kind cannot be `value`."""
    if address.name in {"reliability", "credibility"}:
        allowed = LETTERS if address.name == "reliability" else DIGITS
        if value not in tuple(allowed):
            raise BadArgument(
                f"{address.name} cannot be {value!r}.", hint=f"One of: {', '.join(allowed)}."
            )
        return
    if address.name == "p":
        low, high = _range(value)
        if not 0.0 < low <= high < 1.0:
            raise BadArgument(
                f"a view's p lies between 0 and 1, not {value!r}.",
                hint="A number, or a range: 0.2..0.35",
            )
        return
    number = _number(value)
    if address.part == "grades" and address.name.endswith("_days"):
        fault = None if number > 0.0 else "it has to be more than 0"
    elif address.part in FIGURES:
        fault = figure_fault(address.part, address.name, number)
    else:
        least = 0.0 <= number < 1.0 if address.part == "origins" else 0.0 <= number <= 1.0
        fault = None if least else "it has to be from 0 to 1"
        if fault and address.part == "origins":
            fault = "it has to be 0 or more, and less than 1"
    if fault:
        raise BadArgument(f"{address.path} cannot be {value!r}: {fault}.")


def figure_at(watch: Watch, address: Address) -> float | None:
    """Return what a declared number of `watch` is; None for a share that is not declared.

    Raises `BadArgument` where the watch has no such thing.
    """
    if address.part == "base":
        return float(getattr(watch.base, address.name))
    if address.part == "settings":
        return float(getattr(watch.settings, address.name))
    if address.part == "grades":
        return factor(address.name, watch.grades)
    listed: Sequence[Any] = getattr(watch, address.part)
    for one in listed:
        if one.id == address.owner[0]:
            if address.name != "seen":
                value: float | None = getattr(one, address.name)
                return value
            if address.owner[1] in one.seen:
                return float(one.seen[address.owner[1]])
            listed, missing = watch.hypotheses, address.owner[1]
            break
    else:
        missing = address.owner[0]
    raise BadArgument(
        f"the watch {watch.id!r} has no {missing!r} at {address.path!r}.",
        hint=f"It has: {', '.join(one.id for one in listed)}.",
    )


def check_figure(watch: Watch, address: Address, value: str) -> None:
    """Raise `BadArgument` where a declared number of `watch` is not there or cannot be `value`."""
    figure_at(watch, address)
    check_value(address, value)
    if address.part == "propositions":
        claim = next(one for one in watch.propositions if one.id == address.owner[0])
        if claim.relation not in {"broader", "narrower"}:
            raise BadArgument(
                f"{claim.id!r} has no share: it is neither broader nor narrower than the question."
            )
    if address.part != "hypotheses":
        return
    own = next(one for one in watch.hypotheses if one.id == address.owner[0])
    others = {one.id for one in watch.hypotheses if one.resolves_yes is own.resolves_yes} - {own.id}
    if not others:
        raise BadArgument(f"{own.id!r} is alone on its side, so its weight is 1.")
    given = {
        address_of(one.path).owner[0]: float(one.value)
        for one in watch.overruled
        if one.path.startswith("hypotheses.")
    }
    fixed = math.fsum(given[one] for one in sorted(others & set(given)))
    if fixed + float(value) >= 1.0:
        left = f" and {fixed:g} is set for others" if fixed else ""
        raise BadArgument(
            f"the weights of a side sum to 1{left}: {value} leaves nothing for "
            f"{', '.join(sorted(others - set(given))) or 'the rest'}."
        )


def reweighed_watch(watch: Watch, corrections: Iterable[Correction]) -> Watch:
    """Return `watch` with the declared numbers that people set, and what they overruled.

    A correction of what the watch no longer has is without effect. Where the weight of a hypothesis
    is set, the others of its side share the rest as they did before.
    """
    done: list[Overruled] = []
    weights: dict[str, float] = {}
    now = watch
    for path, one in set_within(watch.id, corrections).items():
        address = address_of(path)
        if address.part not in FIGURES and address.part != "grades":
            continue
        try:
            before = figure_at(watch, address)
        except BadArgument:
            continue
        value = _number(str(one.value["value"]))
        if address.part == "hypotheses":
            weights[address.owner[0]] = value
        else:
            now = _put(now, address, value)
        done.append(_overruled(path, before, one))
    if weights:
        now = replace(now, hypotheses=_reshared(watch.hypotheses, weights))
    return replace(now, overruled=tuple(done)) if done else watch


def graded_within(corrections: Sequence[Correction], watch: str) -> tuple[Correction, ...]:
    """Return `corrections` with grades that were set for this watch alone as plain grades, last."""
    own = []
    for path, one in set_within(watch, corrections).items():
        address = address_of(path)
        if address.part in {"sources", "statements"}:
            value = {address.name: one.value["value"]}
            own.append(replace(one, kind="grade", target=address.owner[0], value=value))
    if not own:
        return tuple(corrections)
    newest = max(one.at for one in corrections)
    # What is said of one watch goes before what is said of all, whichever was said first.
    return (*corrections, *(replace(one, at=newest, id=f"~{one.id}") for one in own))


def reweighed(matrix: Matrix, corrections: Iterable[Correction]) -> Matrix:
    """Return `matrix` with the weights of origins and views that people set.

    A correction of what the matrix does not have is without effect.
    """
    mine = {
        address_of(path): one
        for path, one in set_within(matrix.watch, corrections).items()
        if path.startswith(("origins.", "views."))
    }
    if not mine:
        return matrix
    rows = tuple(
        Row(
            row.indicator,
            tuple(_weighed(one, row.indicator, mine) for one in row.sightings),
            tuple(_weighed(one, row.indicator, mine) for one in row.looks),
            row.coverage,
            row.state,
        )
        for row in matrix.rows
    )
    return replace(matrix, rows=rows, views=tuple(_viewed(view, mine) for view in matrix.views))


def written(value: float | str | None) -> str:
    """Return a number as it is written in an address's value: "none" where there is none."""
    return "none" if value is None else value if isinstance(value, str) else f"{value:.6g}"


def _weighed(one: Evidence, indicator: str, mine: Mapping[Address, Correction]) -> Evidence:
    for name in ("weight", "share"):
        address = Address("origins", (one.origin, indicator), name)
        made = mine.get(address)
        if made is None or not hasattr(one, name) or _holds(one.overruled, address):
            continue
        done = _overruled(address.path, getattr(one, name), made)
        values: dict[str, Any] = {name: _number(str(made.value["value"]))}
        flags = (*one.flags, f"{name} {done.told}")
        one = replace(one, **values, flags=flags, overruled=(*one.overruled, done))
    return one


def _viewed(view: View, mine: Mapping[Address, Correction]) -> View:
    for name in ("p", "weight"):
        address = Address("views", (view.origin, view.proposition), name)
        made = mine.get(address)
        if made is None or _holds(view.overruled, address):
            continue
        before = f"{view.low:.6g}..{view.high:.6g}" if name == "p" else view.weight
        done = _overruled(address.path, before, made)
        value = str(made.value["value"])
        if name == "p":
            low, high = _range(value)
            view = replace(view, low=low, high=high)
        else:
            view = replace(view, weight=_number(value))
        view = replace(view, overruled=(*view.overruled, done))
    return view


def _holds(done: Iterable[Overruled], address: Address) -> bool:
    return any(one.path == address.path for one in done)


def set_within(watch: str, corrections: Iterable[Correction]) -> dict[str, Correction]:
    """Return the latest correction of each address of the watch, by path in order of paths.

    Of those of one time the last that is given, as a ledger gives them in the order of entry.
    """
    # Of one second the ledger's order of entry decides: the sort leaves it as it was.
    ordered = sorted(corrections, key=lambda one: one.at)
    undone = {one.undoes for one in ordered if one.undoes is not None}
    found: dict[str, Correction] = {}
    for one in ordered:
        name, _, path = one.target.partition(":")
        if one.kind == KIND and name == watch and one.id not in undone:
            found[path] = one
    return dict(sorted(found.items()))


def _overruled(path: str, before: float | str | None, one: Correction) -> Overruled:
    value = str(one.value["value"])
    return Overruled(path, written(before), value, one.author, one.reason, one.id, one.at)


def _put(watch: Watch, address: Address, value: float) -> Watch:
    name: dict[str, Any] = {address.name: value}
    match address.part:
        case "base":
            return replace(watch, base=replace(watch.base, **name))
        case "grades":
            return replace(watch, grades={**watch.grades, **name})
        case "settings":
            return replace(watch, settings=replace(watch.settings, **name))
        case "propositions":
            claims = tuple(
                replace(one, **name) if one.id == address.owner[0] else one
                for one in watch.propositions
            )
            return replace(watch, propositions=claims)
    indicators = []
    for one in watch.indicators:
        if one.id != address.owner[0]:
            indicators.append(one)
        elif address.name == "seen":
            indicators.append(replace(one, seen={**one.seen, address.owner[1]: value}))
        else:
            indicators.append(replace(one, **name))
    return replace(watch, indicators=tuple(indicators))


def _reshared(
    hypotheses: Sequence[Hypothesis], given: Mapping[str, float]
) -> tuple[Hypothesis, ...]:
    """Return the hypotheses with these weights; the others of a side share what is left of it.

    Where all of a side were set, they are scaled to sum to 1.
    """
    made = []
    for one in hypotheses:
        side = [other for other in hypotheses if other.resolves_yes is one.resolves_yes]
        fixed = math.fsum(given[other.id] for other in side if other.id in given)
        free = math.fsum(other.weight for other in side if other.id not in given)
        if one.id in given:
            made.append(replace(one, weight=given[one.id] if free else given[one.id] / fixed))
        else:
            made.append(replace(one, weight=one.weight * (1.0 - fixed) / free))
    return tuple(made)


def _range(value: str) -> tuple[float, float]:
    low, dots, high = value.partition("..")
    first = _number(low)
    return first, _number(high) if dots else first


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise BadArgument(f"{value!r} is no number.", hint="--set value=0.3") from None
