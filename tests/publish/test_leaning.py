"""A figure leads to what moved it: new reporting, the confidence and its grounds, the sources."""

from __future__ import annotations

import re

import pytest
from tests.desks import NOW, WATCH

from tocsin.desk import Desk, case_of, explained, situation_of
from tocsin.desk.situation import Situation
from tocsin.nouns import DAY, Citation, Place, Sentence, cut_of
from tocsin.publish import Case, assess

SHOWN = {
    "example": ("2022-10-21", "2022-12-30"),
    "founding": ("2022-10-20", "2022-12-20"),
}


@pytest.fixture(
    scope="module", params=[(name, day) for name, days in SHOWN.items() for day in days]
)
def told(request: pytest.FixtureRequest) -> tuple[Desk, Situation, Case]:
    """A desk, its situation at the end of a day, and the case that is written from it."""
    name, day = request.param
    desk: Desk = request.getfixturevalue(f"{name}_desk")
    return _told(desk, day)


def _told(desk: Desk, day: str) -> tuple[Desk, Situation, Case]:
    with desk.ledger(read_only=True) as ledger:
        now = situation_of(desk, ledger, WATCH, as_of=cut_of(day), known_at=NOW + DAY)
        return desk, now, case_of(desk, ledger, now)


def counted(reason: str) -> int:
    """How many sources the ground of the information base tells of, with those heard by others."""
    told = re.findall(r"(\d+) (?:independent|more)", reason)
    return sum(int(number) for number in told)


def sections(case: Case) -> dict[str, tuple[Sentence, ...]]:
    return {one.id: one.sentences for one in assess(case).sections}


def places(citations: tuple[Citation, ...]) -> set[Place]:
    return {(c.report, c.span) for c in citations if c.report is not None and c.span is not None}


def test_what_new_reporting_cites_stands_under_the_evidence_or_the_views(
    told: tuple[Desk, Situation, Case],
) -> None:
    parts = sections(told[2])
    entries = [s for part in ("for", "against", "views") for s in parts[part]]
    known = {place for sentence in entries for place in places(sentence.citations)}
    for sentence in parts["change"]:
        if sentence.text.startswith("New reporting"):
            assert places(sentence.citations) <= known


def test_every_source_named_as_new_reporting_has_a_share_in_a_bar(
    told: tuple[Desk, Situation, Case],
) -> None:
    case = told[2]
    sharing = {share.origin for bar in case.estimate.waterfall for share in bar.origins}
    held = {e.origin for row in case.matrix.rows for e in row.evidence}
    held |= {view.origin for view in case.matrix.views}
    for one, sentence in zip(case.changes, sections(case)["change"][1:], strict=False):
        found = re.search(r"\((\d+) origin", sentence.text)
        moving = [o for o in one.origins if o in sharing or (one.cause != "new" and o not in held)]
        assert (int(found[1]) if found else 0) == len(moving)


def test_as_many_sources_move_the_estimate_as_have_a_share_in_the_waterfall(
    told: tuple[Desk, Situation, Case],
) -> None:
    case = told[2]
    spoken = {e.origin: e.source for row in case.matrix.rows for e in row.evidence}
    spoken |= {view.origin: view.source for view in case.matrix.views}
    shares = {spoken[s.origin] for bar in case.estimate.waterfall for s in bar.origins}
    assert counted(case.estimate.confidence.reasons[0]) == len(shares)


def test_the_information_base_cites_a_sentence_of_each_source_that_it_counts(
    told: tuple[Desk, Situation, Case],
) -> None:
    case = told[2]
    (line,) = (s for s in sections(case)["judgements"] if "moved the estimate" in s.text)
    live = {
        place for bar in case.estimate.waterfall for share in bar.origins for place in share.spans
    }
    count = counted(case.estimate.confidence.reasons[0])
    assert places(line.citations) <= live
    assert len(line.citations) <= count
    assert bool(line.citations) or not count


def test_no_ground_of_the_confidence_cites_an_indicator_that_it_does_not_count(
    told: tuple[Desk, Situation, Case],
) -> None:
    case = told[2]
    rigour = next(s for s in sections(case)["judgements"] if "checks are met" in s.text)
    heard = {bar.term for bar in case.estimate.waterfall if bar.kind == "indicator"}
    watch = case.watch
    lines = {
        f"line {watch.lines[f'indicators.{n}']}"
        for n, i in enumerate(watch.indicators)
        if i.id in heard
    }
    lines |= {f"line {watch.lines[f'hypotheses.{n}']}" for n, _ in enumerate(watch.hypotheses)}
    cited = {c.ref.rpartition(", ")[2] for c in rigour.citations if c.kind == "watch"}
    assert cited <= lines


def test_steadiness_cites_the_two_days_whose_difference_it_tells(
    told: tuple[Desk, Situation, Case],
) -> None:
    case = told[2]
    days = case.estimate.confidence.days
    said = next(s for s in sections(case)["judgements"] if s.text.startswith("On steadiness"))
    if len(days) > 1:
        values = [value for _, value in days]
        told_ = [
            float(re.search(r"by ([+−]?[\d.]+)", c.ref)[1].replace("−", "-"))  # type: ignore[index]
            for c in said.citations
        ]
        assert abs((max(told_) - min(told_)) - (max(values) - min(values))) <= 0.011


def test_the_confidence_and_each_of_its_grounds_is_explained_by_what_it_counts(
    told: tuple[Desk, Situation, Case],
) -> None:
    desk, now, case = told
    rows = {row["figure"]: row for row in explained(desk, now, "confidence")}
    assert list(rows) == [
        "confidence",
        "confidence information",
        "confidence rigour",
        "confidence volatility",
    ]
    reasons = case.estimate.confidence.reasons
    assert [one["note"].rpartition(": ")[2] for one in rows["confidence"]["grounds"]] == [
        reason.rpartition(": ")[2] for reason in reasons
    ]
    grounds = rows["confidence information"]["grounds"]
    sources = {one["note"].partition(":")[0] for one in grounds if one["note"].startswith("source")}
    assert len(sources) == counted(reasons[0])
    assert all(one["report"] is not None for one in grounds if one["note"].startswith("source"))
    assert all(row["grounds"] for row in rows.values())


def test_a_source_that_is_in_no_register_cites_words_that_bear_on_the_watch(
    told: tuple[Desk, Situation, Case],
) -> None:
    case = told[2]
    live = {p for row in case.matrix.rows for one in row.evidence for p in one.spans}
    live |= {place for view in case.matrix.views for place in view.spans}
    for sentence in sections(case)["sources"]:
        assert places(sentence.citations) <= live


def test_a_count_of_what_is_left_out_leads_to_what_is_left_out(
    told: tuple[Desk, Situation, Case],
) -> None:
    for part in sections(told[2]).values():
        for sentence in part:
            if re.match(r"There are \d+ more", sentence.text):
                assert sentence.citations
