"""Confidence: the lowest of its grounds, capped by how little was collected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.estimate.build import bars_from, look, matrix_of, seen, watch_of

from tocsin.estimate.confidence import checks_of, confidence_of, voices_of
from tocsin.nouns import Confidence, Look, Sighting


def of(silent: int, heard: int) -> Confidence:
    """The confidence where so many indicators were not collected, and three told of the others."""
    names = [f"i{n}" for n in range(silent + heard)]
    watch = watch_of(4, 1, dict.fromkeys(names, (0.6, 0.2, 0.2, 0.2)))
    bluff = replace(watch.hypotheses[1], deception=True)
    watch = replace(watch, hypotheses=(watch.hypotheses[0], bluff, *watch.hypotheses[2:]))
    told: list[Sighting | Look] = [seen("a", 0.3, 1.0), look("b", 0.3, 1.0), seen("c", 0.3, 1.0)]
    made = matrix_of(watch, dict.fromkeys(names[silent:], told))
    rows = tuple(
        replace(row, state="not collected" if row.indicator in names[:silent] else "observed")
        for row in made.rows
    )
    return confidence_of(
        watch,
        replace(made, rows=rows),
        bars=bars_from(made),
        coverage=dict.fromkeys(names, 0.6),
        history=(0.0,),
        now=0.0,
    )


def test_most_indicators_not_collected_is_low_confidence_whatever_their_coverage() -> None:
    made = of(3, 2)
    assert made.level == "low"
    assert "3 of 5 indicators were not collected, so confidence is capped at low." in made.reasons


@pytest.mark.parametrize("silent", [0, 1, 2])
def test_fewer_than_half_not_collected_caps_nothing(silent: int) -> None:
    made = of(silent, 5 - silent)
    assert made.level != "low"
    assert not any("not collected" in reason for reason in made.reasons)


def test_a_source_whose_evidence_has_no_share_is_not_counted() -> None:
    watch = watch_of(2, 1, {"i": (0.6, 0.2)})
    made = matrix_of(watch, {"i": [seen("a", 0.3, 1.0), seen("b", 0.3, 1.0)]})
    (bar,) = bars_from(made)
    kept = tuple(share for share in bar.origins if share.origin == bar.origins[0].origin)
    (voice,) = voices_of(made, (replace(bar, origins=kept),))
    assert voice.origins == (kept[0].origin,)
    said = confidence_of(
        watch, made, bars=(replace(bar, origins=kept),), coverage={}, history=(), now=0.0
    )
    assert said.reasons[0].startswith("1 independent source moved the estimate")


def test_looks_and_indicators_that_have_expired_meet_no_check_of_rigour() -> None:
    watch = watch_of(2, 1, {"i": (0.6, 0.2)})
    made = matrix_of(watch, {"i": [look("a", 0.3, 1.0)]})
    fresh = {one.name: one.met for one in checks_of(watch, made, bars_from(made))}
    stale = {one.name: one.met for one in checks_of(watch, made, ())}
    changed = {name for name in fresh if fresh[name] != stale[name]}
    assert changed == {
        "looking and not seeing is counted",
        "half of the indicators or more have evidence",
    }


def test_who_is_heard_only_through_another_that_counts_is_no_independent_source() -> None:
    watch = watch_of(2, 1, {"i": (0.6, 0.2)})
    men = replace(seen("my sources", 0.3, 1.0), through=("Ann Lee",))

    def reason(*evidence: Sighting) -> str:
        made = matrix_of(watch, {"i": list(evidence)})
        bars = bars_from(made)
        return confidence_of(watch, made, bars=bars, coverage={}, history=(), now=0.0).reasons[0]

    both = reason(men, seen("Ann Lee", 0.3, 1.0))
    assert both.startswith("1 independent source moved the estimate")
    assert both.endswith("1 more was heard only through these.")
    alone = reason(men)
    assert alone.startswith("1 independent source moved the estimate")
    assert "more" not in alone
    anew = reason(men, replace(men, origin="o2", through=()), seen("Ann Lee", 0.3, 1.0))
    assert anew.startswith("2 independent sources moved the estimate")
