"""What holds for every ruler: bounds, the perfect prediction, and that rows have no order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.rulers import (
    attribution,
    clusters,
    dates,
    estimative,
    forecasts,
    furniture,
    labels,
    pairs,
    places,
    quantities,
)
from tocsin.rulers.figures import Figures
from tocsin.rulers.rows import Table, table_of

Item = dict[str, Any]
Rows = list[Item]

TEXT = 'The ministry said "no tanks crossed" on Monday, the envoy added; 40 lorries did.'
SHARES = frozenset(
    "p r f1 accuracy macro_f1 weighted_f1 acc161 auc share best_f1 average_precision inside "
    "value_accuracy brier ece reliability resolution base_rate ece_if_calibrated said seen "
    "relation-overlap relation-half relation-exact who-said-what".split()
)


@dataclass(frozen=True, slots=True)
class Case:
    """A ruler, made-up gold, predictions for it, and the figures that are 1 when all is right."""

    score: Callable[[Table, Table], Figures]
    gold: st.SearchStrategy[Rows]
    found: Callable[[Rows], st.SearchStrategy[Rows]]
    perfect: Callable[[Rows], Rows]
    ones: tuple[str, ...]


@st.composite
def disjoint_spans(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Spans of TEXT that share nothing, as people mark them."""
    ends = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=2, max_size=8)))
    return list(zip(ends[::2], ends[1::2], strict=False))


any_span = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda drawn: (drawn[0], min(len(TEXT), sum(drawn)))
)


def items_on(spans: st.SearchStrategy[Any], **fields: st.SearchStrategy[Any]) -> Any:
    """Objects with `start`, `end` and drawn fields on the spans of a strategy of lists."""

    @st.composite
    def build(draw: st.DrawFn) -> Rows:
        return [
            {"start": start, "end": end, **{name: draw(field) for name, field in fields.items()}}
            for start, end in draw(spans)
        ]

    return build()


def rows_of(value: st.SearchStrategy[Any], field: str, key: str = "id", **more: Any) -> Any:
    """One to six rows with an id each, the same further fields, and a drawn one."""
    return st.lists(value, min_size=1, max_size=6).map(
        lambda values: [{key: f"d{n}", **more, field: v} for n, v in enumerate(values)]
    )


def found_for(value: Any, field: str, key: str = "id", *, every: bool = False) -> Any:
    """For gold rows, predictions for at least one of them (for each, if `every`)."""

    def strategy(gold: Rows) -> st.SearchStrategy[Rows]:
        @st.composite
        def build(draw: st.DrawFn) -> Rows:
            keep = [every or draw(st.booleans()) for _ in gold]
            chosen = [row for row, kept in zip(gold, keep, strict=True) if kept] or gold[:1]
            return [{key: row[key], field: draw(value(row))} for row in chosen]

        return build()

    return strategy


def same(field: str, key: str = "id") -> Callable[[Rows], Rows]:
    return lambda gold: [{key: row[key], field: row[field]} for row in gold]


some_spans = st.lists(any_span, max_size=6)
roles = st.fixed_dictionaries(
    {},
    optional={
        role: some_spans.map(lambda spans: [list(s) for s in spans]) for role in attribution.ROLES
    },
)
timex = {
    "value": st.sampled_from(["2022-10-17", "P1D", "", None]),
    "type": st.sampled_from(["DATE", "TIME", "DURATION"]),
}
place = {
    "lat": st.one_of(st.none(), st.floats(-90, 90)),
    "lon": st.one_of(st.none(), st.floats(-180, 180)),
}
bound = st.one_of(st.none(), st.integers(0, 3))
quantity: st.SearchStrategy[Item] = st.fixed_dictionaries(
    {
        "low": bound,
        "high": bound,
        "object": st.sampled_from(["tanks", "soldiers", "old tanks"]),
        "head": st.sampled_from(["tanks", "soldier"]),
        "state": st.sampled_from(["moving out", None]),
    }
).filter(lambda q: str(q["head"]).rstrip("s") in str(q["object"]))
line = st.tuples(st.sampled_from(["", "Subscribe", "No tanks crossed today"]), st.integers(0, 1))
label = st.sampled_from(["yes", "no", "open"])
question = st.fixed_dictionaries({"outcome": st.integers(0, 1)})


def made_pairs(values: list[tuple[int, str]]) -> Rows:
    return [
        {"a": f"a{n}", "b": "b", "label": copy, "kind": kind}
        for n, (copy, kind) in enumerate(values)
    ]


def scored_pairs(gold: Rows) -> st.SearchStrategy[Rows]:
    scores = st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9]), min_size=len(gold), max_size=len(gold))
    return scores.map(
        lambda drawn: [
            {"a": row["a"], "b": row["b"], "score": s} for row, s in zip(gold, drawn, strict=True)
        ]
    )


def readings(_gold: Rows) -> st.SearchStrategy[Rows]:
    percent = st.floats(0, 100, allow_subnormal=False)
    return st.tuples(percent, percent, percent).map(
        lambda drawn: [
            {"phrase": "likely", "point": drawn[0], "low": min(drawn[1:]), "high": max(drawn[1:])}
        ]
    )


CASES = {
    "attribution": Case(
        attribution.score_rows,
        rows_of(st.lists(roles, min_size=1, max_size=4), "attributions", "doc_id", text=TEXT),
        found_for(lambda _row: st.lists(roles, max_size=4), "attributions", "doc_id"),
        same("attributions", "doc_id"),
        ("relation-exact.f1", "relation-half.f1", "who-said-what.f1"),
    ),
    "clusters": Case(
        clusters.score_rows,
        rows_of(label, "cluster"),
        found_for(lambda _row: label, "cluster"),
        same("cluster"),
        ("b_cubed.f1", "ari"),
    ),
    "dates": Case(
        dates.score_rows,
        rows_of(items_on(disjoint_spans(), **timex), "timexes", text=TEXT),
        found_for(lambda _row: items_on(some_spans, value=timex["value"]), "timexes"),
        same("timexes"),
        ("all.strict.f1", "all.relaxed.f1", "all.value.f1"),
    ),
    "estimative": Case(
        lambda gold, found: estimative.score_rows(gold, found, min_respondents=1),
        st.lists(st.integers(0, 100), min_size=1, max_size=9).map(
            lambda answers: [{"phrase": "likely", "percent": answer} for answer in answers]
        ),
        readings,
        lambda _gold: [{"phrase": "likely", "point": 50, "low": 0, "high": 100}],
        ("inside",),
    ),
    "forecasts": Case(
        forecasts.score_rows,
        st.lists(st.integers(0, 1), min_size=1, max_size=6).map(
            lambda outcomes: [{"id": f"q{n}", "outcome": y} for n, y in enumerate(outcomes)]
        ),
        found_for(lambda _row: st.floats(0, 1, allow_subnormal=False), "p"),
        lambda gold: [{"id": row["id"], "p": row["outcome"]} for row in gold],
        (),
    ),
    "furniture": Case(
        furniture.score_rows,
        rows_of(
            st.lists(line, max_size=5).map(
                lambda lines: [["Share this", 0], ["The envoy left.", 1], *map(list, lines)]
            ),
            "lines",
        ),
        found_for(
            lambda row: st.lists(
                st.integers(0, 1), min_size=len(row["lines"]), max_size=len(row["lines"])
            ),
            "keep",
        ),
        lambda gold: [{"id": row["id"], "keep": [y for _, y in row["lines"]]} for row in gold],
        ("furniture_lines.f1", "article_lines.f1", "furniture_words.f1", "article_words.f1"),
    ),
    "labels": Case(
        labels.score_rows,
        rows_of(label, "label"),
        found_for(lambda _row: st.one_of(label, st.just("of no gold")), "label"),
        same("label"),
        ("accuracy", "macro_f1", "weighted_f1"),
    ),
    "pairs": Case(
        pairs.score_rows,
        st.lists(st.tuples(st.integers(0, 1), label), max_size=8).map(
            lambda drawn: made_pairs([(1, "trim"), *drawn])
        ),
        scored_pairs,
        lambda gold: [{"a": row["a"], "b": row["b"], "score": row["label"]} for row in gold],
        ("all.f1", "best_f1"),
    ),
    "places": Case(
        places.score_rows,
        rows_of(
            items_on(disjoint_spans(), lat=st.floats(-90, 90), lon=st.floats(-180, 180)),
            "toponyms",
            text=TEXT,
        ),
        found_for(lambda _row: items_on(some_spans, **place), "toponyms"),
        same("toponyms"),
        ("strict.f1", "overlap.f1", "acc161", "end_to_end.f1"),
    ),
    "quantities": Case(
        quantities.score_rows,
        rows_of(st.lists(quantity, min_size=1, max_size=3), "quantities", text=TEXT),
        found_for(lambda _row: st.lists(quantity, max_size=3), "quantities"),
        same("quantities"),
        ("number.f1", "value.f1", "value_head_state.f1"),
    ),
}

every_ruler = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
few = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


def leaves(figures: object, name: str = "", path: str = "") -> Iterator[tuple[str, str, object]]:
    """Each single figure: its own name, its whole path, its value."""
    if isinstance(figures, Mapping):
        for inner, value in figures.items():
            yield from leaves(value, inner, f"{path}.{inner}" if path else inner)
    elif isinstance(figures, list):
        for number, value in enumerate(figures):
            yield from leaves(value, name, f"{path}[{number}]")
    else:
        yield name, path, figures


def names(figures: Figures) -> Iterator[str]:
    """The names of figures, but for those that the data give: labels, kinds, phrases."""
    for name, value in figures.items():
        yield name
        inner = value if isinstance(value, list) else [value]
        if name in ("by_label", "gold_counts", "by_kind", "by_phrase"):
            inner = list(value.values())
        for part in inner:
            if isinstance(part, Mapping):
                yield from names(dict(part))


@pytest.mark.docs
@pytest.mark.parametrize("ruler", CASES)
@settings(max_examples=5)
@given(data=st.data())
def test_the_reference_explains_every_figure(
    repository: Path, ruler: str, data: st.DataObject
) -> None:
    reference = (repository / "docs" / "reference" / "rulers.md").read_text(encoding="utf-8")
    section = reference.split(f"\n## {ruler}\n")[1].split("\n## ")[0]
    common = {"p", "r", "f1"}
    gold = data.draw(CASES[ruler].gold)
    figures = CASES[ruler].score(table_of(gold), table_of(data.draw(CASES[ruler].found(gold))))
    for name in set(names(figures)) - common:
        assert f"`{name}`" in section or f"`{name}." in section, name


@every_ruler
@few
@given(data=st.data())
def test_every_share_lies_between_0_and_1(case: Case, data: st.DataObject) -> None:
    gold = data.draw(case.gold)
    found = data.draw(case.found(gold))
    for name, path, value in leaves(case.score(table_of(gold), table_of(found))):
        shown = name.removesuffix("_95") in SHARES or name.endswith("f1_95")
        if shown and value is not None:  # None: there was nothing to take a mean of
            assert isinstance(value, int | float), path
            assert -1e-12 <= value <= 1 + 1e-12, path


@every_ruler
@few
@given(data=st.data())
def test_the_perfect_prediction_scores_1(case: Case, data: st.DataObject) -> None:
    gold = data.draw(case.gold)
    figures = case.score(table_of(gold), table_of(case.perfect(gold)))
    values = {path: value for _, path, value in leaves(figures)}
    for path in case.ones:
        assert values[path] == pytest.approx(1.0), path
    if "brier" in figures:
        assert figures["brier"] == 0


@every_ruler
@few
@given(data=st.data())
def test_rows_have_no_order(case: Case, data: st.DataObject) -> None:
    """But for the intervals: their draws go by place."""
    gold = data.draw(case.gold)
    found = data.draw(case.found(gold))
    shuffled = data.draw(st.permutations(gold)), data.draw(st.permutations(found))
    before = case.score(table_of(gold), table_of(found))
    after = case.score(*map(table_of, shuffled))
    values = {path: value for _, path, value in leaves(after)}
    for _, path, value in leaves(before):
        if "_95" not in path:
            assert values[path] == (pytest.approx(value) if isinstance(value, float) else value), (
                path
            )
