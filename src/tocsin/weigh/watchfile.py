"""Watch files: a standing question in YAML, checked as a whole so that all faults show at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from tocsin.data.written import NotPlain, plain
from tocsin.errors import WatchFault
from tocsin.nouns import (
    Assumption,
    BaseRate,
    Hypothesis,
    Indicator,
    Pattern,
    Proposition,
    Revised,
    Settings,
    Watch,
    sha256_of,
)
from tocsin.weigh.homes import home_of
from tocsin.weigh.watchfaults import assumption_id, crossed, said_of

__all__ = ["FIGURES", "MAX_BYTES", "figure_fault", "parse_watch"]

MAX_BYTES = 1_000_000
"""A watch file is written by people; one larger than this is a mistake or an attack."""

DEFAULTS = Settings()

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Words = tuple[Annotated[str, Field(min_length=1, max_length=100)], ...]
Seen = Annotated[float, Field(ge=0.02, le=0.98)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _PatternForm(_Form):
    actor: Words = ()
    action: Words = ()
    object: Words = ()
    place: Words = ()
    other: Words = ()
    without: Words = ()
    direction: Literal["in", "out"] | None = None
    tense: tuple[Literal["past", "present", "future"], ...] = ()

    def noun(self, text: str = "", question: str = "") -> Pattern:
        filled = {
            slot: tuple(word.casefold() for word in words)
            for slot in ("actor", "action", "object", "place", "other")
            if (words := getattr(self, slot))
        }
        without = tuple(word.casefold() for word in self.without)
        home = None
        if self.direction is not None:
            home = home_of(filled.get("place", ()), text, question)
        return Pattern(filled, without, self.direction, self.tense, home)


class _BaseForm(_Form):
    reference_class: Annotated[str, Field(alias="class")]
    events: Annotated[float, Field(ge=0)]
    exposure_days: Annotated[float, Field(gt=0)]
    source: Text
    caveat: Text


class _HypothesisForm(_Form):
    id: Id
    text: Text
    resolves_yes: bool = False
    weight: Annotated[float, Field(gt=0, le=1)]
    deception: bool = False


class _PropositionForm(_Form):
    id: Id
    text: Text
    relation: Literal["same", "narrower", "broader", "needed-for", "sign-of", "none"]
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    match: tuple[_PatternForm, ...] = ()


class _IndicatorForm(_Form):
    id: Id
    text: Text
    kind: Id
    seen: dict[str, Seen]
    lead_days: Annotated[float, Field(gt=0, le=3660)]
    half_life_days: Annotated[float, Field(gt=0, le=3660)]
    group: Id | None = None
    who: Words = ()
    match: tuple[_PatternForm, ...] = ()
    looked: tuple[_PatternForm, ...] = ()
    declared: date | None = None


class _SettingsForm(_Form):
    omega_max: Annotated[float, Field(ge=0, lt=1)] = DEFAULTS.omega_max
    kappa: Annotated[float, Field(ge=0, le=10)] = DEFAULTS.kappa
    epsilon: Annotated[float, Field(gt=0, le=0.01)] = DEFAULTS.epsilon
    view_half_life_days: Annotated[float, Field(gt=0)] = DEFAULTS.view_half_life_days
    announced_discount: Annotated[float, Field(ge=0, le=1)] = DEFAULTS.announced_discount
    interested_discount: Annotated[float, Field(ge=0, le=1)] = DEFAULTS.interested_discount
    look_share: Annotated[float, Field(ge=0, le=1)] = DEFAULTS.look_share
    scale_indicators: Annotated[float, Field(ge=0, le=3)] = DEFAULTS.scale_indicators


class _AssumptionForm(_Form):
    id: Id | None = None
    text: Text
    key: bool = True
    bears_on: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        # A plain sentence is an assumption on which all of the watch hangs.
        return value if isinstance(value, dict) else {"text": value}

    def noun(self) -> Assumption:
        return Assumption(
            self.id or assumption_id(self.text), self.text, self.key, tuple(self.bears_on)
        )


class _RevisedForm(_Form):
    by: Annotated[str, Field(min_length=1, max_length=200)]
    why: Text


class _WatchForm(_Form):
    id: Id
    question: Text
    opens: datetime
    closes: datetime
    yardstick: Annotated[str, Field(min_length=1, max_length=64)] = "UK-PHIA"
    base: _BaseForm
    hypotheses: Annotated[tuple[_HypothesisForm, ...], Field(min_length=2, max_length=20)]
    propositions: tuple[_PropositionForm, ...] = ()
    indicators: tuple[_IndicatorForm, ...] = ()
    assumptions: tuple[_AssumptionForm, ...] = ()
    settings: _SettingsForm = _SettingsForm()
    revised: _RevisedForm | None = None

    @field_validator("opens", "closes", mode="before")
    @classmethod
    def _as_time(cls, value: object) -> object:
        # YAML gives `2023-01-01` as a date; a date means its first moment, UTC.
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime.combine(value, time(), UTC)
        return value

    @field_validator("opens", "closes")
    @classmethod
    def _with_zone(cls, value: datetime) -> datetime:
        # A time without a zone, and a date in quotation marks, are UTC.
        try:
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        except OverflowError as error:
            raise ValueError from error


FIGURES: Mapping[str, tuple[str, ...]] = {
    "base": ("events", "exposure_days"),
    "hypotheses": ("weight",),
    "propositions": ("share",),
    "indicators": ("seen", "lead_days", "half_life_days"),
    "settings": tuple(_SettingsForm.model_fields),
}
"""The numbers of a watch file that enter an estimate, by the part of the file they stand in."""

FORMS: Mapping[str, type[_Form]] = {
    "base": _BaseForm,
    "hypotheses": _HypothesisForm,
    "propositions": _PropositionForm,
    "indicators": _IndicatorForm,
    "settings": _SettingsForm,
}


def figure_fault(part: str, name: str, value: float) -> str | None:
    """Return why `value` cannot stand for the number `name` of FIGURES in a file, else None."""
    declared = FORMS[part].model_fields[name]
    kind: Any = Seen if name == "seen" else declared.annotation
    if declared.metadata:
        kind = Annotated[(kind, *declared.metadata)]
    try:
        TypeAdapter(kind, config=ConfigDict(allow_inf_nan=False)).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        return said_of(first["type"], first.get("ctx"))
    return None


class _Loader(yaml.CSafeLoader):
    """YAML as it is, but that a number or date that none can be stays the text that it is.

    The checks then tell of it with its place, beside all else; the plain loader would stop there.
    """

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, OverflowError):
            return str(node.value)


def parse_watch(
    text: str, *, file: str | None = None, yardsticks: Collection[str] | None = None
) -> Watch:
    """Return the watch that `text`, a YAML document, declares.

    `yardsticks` are the names that it may use; None: whatever it says. Raises `WatchFault` that
    lists every fault with its place and line.
    """
    if len(text) > MAX_BYTES:
        raise WatchFault((("the file", f"longer than {MAX_BYTES:,} characters"),), file=file)
    try:
        root, values = plain(text, _Loader)
    except NotPlain as fault:
        raise WatchFault((("the file", str(fault)),), file=file) from None
    except yaml.YAMLError as error:
        raise _unreadable(error, file) from None
    lines, twice = _lines_of(root)
    if not isinstance(values, dict):
        raise WatchFault((("line 1", "a watch is a mapping of keys to values"),), file=file)
    faults: dict[tuple[str | int, ...], str] = dict.fromkeys(twice, "the key stands twice")
    form: _WatchForm | None = None
    try:
        form = _WatchForm.model_validate(values)
    except ValidationError as error:
        single = [
            (tuple(row["loc"]), said_of(row["type"], row.get("ctx")))
            for row in error.errors()
            # The checker counts sound items alone; the others have faults of their own.
            if not (row["type"] == "too_short" and len(row["input"]) >= row["ctx"]["min_length"])
        ]
    else:
        single = []
    # What no single field shows is told with the rest: nobody mends a file twice.
    for place, sentence in (*single, *crossed(values, yardsticks)):
        faults[place] = f"{faults[place]}; {sentence}" if place in faults else sentence
    if faults or form is None:
        told = sorted(_fault(place, said, lines) for place, said in faults.items())
        raise WatchFault(tuple((place, said) for _, place, said in told), file=file)
    return _noun(form, text, lines)


def _noun(form: _WatchForm, text: str, lines: dict[str, int]) -> Watch:
    return Watch(
        id=form.id,
        question=form.question,
        opens=form.opens,
        closes=form.closes,
        yardstick=form.yardstick,
        base=BaseRate(
            form.base.reference_class,
            form.base.events,
            form.base.exposure_days,
            form.base.source,
            form.base.caveat,
        ),
        hypotheses=tuple(
            Hypothesis(h.id, h.text, h.resolves_yes, h.weight, h.deception) for h in form.hypotheses
        ),
        propositions=tuple(
            Proposition(
                p.id,
                p.text,
                p.relation,
                p.share,
                tuple(m.noun(p.text, form.question) for m in p.match),
            )
            for p in form.propositions
        ),
        indicators=tuple(
            Indicator(
                id=i.id,
                text=i.text,
                kind=i.kind,
                seen={h.id: i.seen[h.id] for h in form.hypotheses},
                lead_days=i.lead_days,
                half_life_days=i.half_life_days,
                group=i.group,
                who=i.who,
                match=tuple(m.noun(i.text, form.question) for m in i.match),
                looked=tuple(m.noun(i.text, form.question) for m in i.looked),
                declared=i.declared or form.opens.date(),
                line=lines.get(f"indicators.{number}"),
            )
            for number, i in enumerate(form.indicators)
        ),
        assumptions=tuple(one.noun() for one in form.assumptions),
        settings=Settings(**form.settings.model_dump()),
        revision=sha256_of(text.encode("utf-8"))[:16],
        revised=None if form.revised is None else Revised(form.revised.by, form.revised.why),
        lines=lines,
    )


def _fault(
    place: tuple[str | int, ...], sentence: str, lines: dict[str, int]
) -> tuple[int, str, str]:
    """Return a fault with its line, by which faults are listed."""
    parts = [str(part) for part in place]
    dotted = ".".join(parts) or "the file"
    # The nearest enclosing place that stands in the file: a missing key has no line of its own.
    line = next(
        (
            lines[".".join(parts[:n])]
            for n in range(len(parts), 0, -1)
            if ".".join(parts[:n]) in lines
        ),
        1,
    )
    return line, f"{dotted} (line {line})", sentence


def _lines_of(root: Any) -> tuple[dict[str, int], list[tuple[str, ...]]]:
    """Return the line, from 1, of every key and item, by dotted path, and keys that stand twice."""
    places = list(_walk(root, ()))
    counted = Counter(path for path, _ in places)
    doubled = {path for path, count in counted.items() if count > 1}
    # What stands within a key that stands twice does so too: the key alone is told.
    twice = sorted(p for p in doubled if doubled.isdisjoint(p[:n] for n in range(1, len(p))))
    return {".".join(path): line for path, line in places}, twice


def _unreadable(error: yaml.YAMLError, file: str | None) -> WatchFault:
    mark = getattr(error, "problem_mark", None)
    line = 1 if mark is None else mark.line + 1
    problem = getattr(error, "problem", None) or "no readable YAML"
    return WatchFault(((f"line {line}", str(problem)),), file=file)


def _walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    if path:
        yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _walk(value, (*path, str(number)))
