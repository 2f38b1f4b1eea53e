"""The traps that weighing and estimating must not fall into, on the five founding reports."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from tests.desks import Seen

from tocsin.estimate.views import logit

INSTITUTE = "Institute for the Study of War"
MINISTRY = "UK Ministry of Defence"
HAJUN = "Belaruski Hajun"
JULY, SEPTEMBER, OCTOBER, DECEMBER = "2022-07-13", "2022-09-10", "2022-10-21", "2022-12-31"
SMALL = 0.25
"""In log-odds: with such a term a chance of 10 % stays under 13 %."""

NOTHING = 0.02


def seen_in(five: Seen, number: str, *words: str) -> set[tuple[str, str]]:
    """What the statements with these words move: (target, direction)."""
    found = five.statements(number, *words)
    assert found, words
    return {(b.target, b.direction) for b in five.moving(*found)}


# S1, S2: headlines, captions


def test_s1_s2_headlines_and_captions_move_nothing(five: Seen) -> None:
    echoes = [
        s for r in five.now.readings for s in r.statements if s.segment in {"headline", "caption"}
    ]
    assert len(echoes) > 10
    assert five.bearings(*echoes)
    assert five.moving(*echoes) == []


def test_s1_what_the_ministry_says_of_exercises_is_no_view_on_entry(five: Seen) -> None:
    (view,) = five.views(SEPTEMBER, MINISTRY)
    assert view.proposition == "drills-are-preparation"
    assert not view.counted
    assert f"view: {MINISTRY}" not in five.bars(SEPTEMBER)
    assert all("exercises" in words for words in five.spoken(view))


# S3: one origin moves once


def test_s3_the_july_judgement_is_one_view_that_moves_the_estimate_once(five: Seen) -> None:
    (view,) = [v for v in five.views(SEPTEMBER, INSTITUTE) if v.counted]
    assert len(view.spans) == 2
    assert len({report for report, _ in view.spans}) == 2
    assert all("remains low" in words for words in five.spoken(view))
    shown = [b for b in five.at(SEPTEMBER).estimate.waterfall if b.kind == "view"]
    assert [b.term for b in shown] == [f"view: {INSTITUTE}"]
    assert [share.origin for share in shown[0].origins] == [view.origin]


def test_s3_the_second_report_of_it_adds_no_weight(five: Seen) -> None:
    before = next(v for v in five.views(JULY, INSTITUTE) if v.counted)
    after = next(v for v in five.views(SEPTEMBER, INSTITUTE) if v.counted)
    assert after.weight <= before.weight
    assert after.at == before.at


def test_s3_the_expert_s_concern_counts_for_one_origin_and_no_view(five: Seen) -> None:
    told = [five.statement("003", "Mark Voyger"), five.statement("000", "Mark Voyger")]
    assert five.moving(*told) == []
    assert five.views(DECEMBER, "Mark Voyger") == []


# S7: near-identical questions


@pytest.mark.parametrize(
    ("number", "words", "proposition", "relation"),
    [
        ("004", "somewhat slim", "entry", "same"),
        ("002", "one in three", "joint-front", "broader"),
        ("001", "continues to assess", "involvement", "broader"),
        ("003", "direct Belarusian involvement", "involvement", "broader"),
        ("000", "remote chance", "already-deployed", "none"),
        ("000", "indication of preparations", "drills-are-preparation", "sign-of"),
    ],
)
def test_s7_a_proposition_bears_on_the_question_by_a_named_relation(
    five: Seen, number: str, words: str, proposition: str, relation: str
) -> None:
    borne = five.bearings(five.statement(number, words))
    assert {(b.target, b.relation) for b in borne if b.target_kind == "proposition"} == {
        (proposition, relation)
    }
    assert all(b.reason.endswith(".") for b in borne)


def test_s7_a_view_on_a_joint_front_is_broader_and_not_counted(five: Seen) -> None:
    (view,) = five.views(OCTOBER, "Valery Sakhashchyk")
    assert (view.proposition, view.phrase, view.counted) == ("joint-front", "one in three", False)
    assert "broader" in view.reason
    assert "view: Valery Sakhashchyk" not in five.bars(OCTOBER)


# S8: scales


def test_s8_each_likelihood_has_its_range_under_a_named_scale(five: Seen) -> None:
    views = {(v.source, v.phrase): v for v in five.now.matrix.views}
    declared = views[MINISTRY, "highly unlikely"]
    assert (declared.low, declared.high, declared.yardstick) == (0.1, 0.2, "UK-PHIA")
    odds = views["Valery Sakhashchyk", "one in three"]
    assert odds.low < 1 / 3 < odds.high
    assert odds.yardstick == "stated"
    undeclared = views[INSTITUTE, "unlikely"]
    assert undeclared.yardstick == "survey"


def test_s8_an_undeclared_scale_is_wider(five: Seen) -> None:
    gloss = next(v for v in five.now.matrix.views if v.phrase == "somewhat slim")
    declared = next(v for v in five.now.matrix.views if v.yardstick == "UK-PHIA")
    odds = next(v for v in five.now.matrix.views if v.yardstick == "stated")
    assert gloss.yardstick == "survey"
    assert gloss.high - gloss.low > declared.high - declared.low
    assert gloss.high - gloss.low > odds.high - odds.low


def test_s8_a_writer_s_gloss_weighs_far_less_than_an_assessor_s_word(five: Seen) -> None:
    gloss = next(v for v in five.now.matrix.views if v.phrase == "somewhat slim")
    assessor = next(v for v in five.views(DECEMBER, INSTITUTE) if v.counted)
    assert "gloss" in gloss.reason
    assert gloss.weight < assessor.weight / 4


def test_s8_a_bare_assertion_is_no_view(five: Seen) -> None:
    assert five.moving(five.statement("002", "just a bluff")) == []
    assert not [v for v in five.now.matrix.views if v.proposition == "bluff"]


# S9, S10: hearsay, verification


def test_s9_a_share_of_soldiers_is_no_view(five: Seen) -> None:
    assert {b.direction for b in five.moving(*five.statements("002", "90%"))} <= {"seen"}
    assert not [v for v in five.now.matrix.views if "90" in v.phrase]


def test_s9_unnamed_links_lower_the_weight(five: Seen) -> None:
    row = five.row(OCTOBER, "army-unwilling")
    weights = {s.source: s.weight for s in row.sightings}
    assert weights["My sources in the Belarussian army"] < weights["Pavel Kukhta"]
    # Kukhta relays them: he corroborates them not, and what lads write to him is hearsay.
    assert {s.grade.credibility for s in row.sightings} == {None}
    flags = {s.source: s.flags for s in row.sightings}
    assert any("nobody is named" in flag for flag in flags["My sources in the Belarussian army"])
    assert any("hearsay" in flag for flag in flags["Pavel Kukhta"])


def test_s10_what_was_rumoured_and_not_substantiated_moves_nothing(five: Seen) -> None:
    rumour = five.statement("002", "rumours of a secret")
    assert {b.target for b in five.bearings(rumour)} == {"belarusian-mobilisation"}
    assert five.moving(rumour) == []
    row = five.row(DECEMBER, "belarusian-mobilisation")
    assert all(rumour.span != span for one in row.evidence for _, span in one.spans)


def test_s10_an_unverified_letter_never_speaks_for_entry(five: Seen) -> None:
    assert seen_in(five, "003", "pure suicide") <= {("army-unwilling", "seen")}
    assert seen_in(five, "003", "will be evicted") == set()
    assert five.bars(JULY).get("army-unwilling", 0.0) <= 0


# S12, S13: what came, what left, what was not seen


def test_s12_tanks_that_leave_speak_against_entry(five: Seen) -> None:
    assert seen_in(five, "002", "90 tanks") == {("equipment-out", "seen")}
    for day in (OCTOBER, DECEMBER):
        assert five.bars(day)["equipment-out"] < 0
    spoken = [w for s in five.row(OCTOBER, "equipment-out").sightings for w in five.spoken(s)]
    assert any("90 tanks" in words for words in spoken)


def test_s12_no_tank_that_leaves_counts_as_one_that_comes(five: Seen) -> None:
    row = five.row(DECEMBER, "heavy-equipment-in")
    assert row.sightings == ()


def test_s12_soldiers_without_heavy_equipment_are_at_most_a_small_plus(five: Seen) -> None:
    assert seen_in(five, "002", "3,200") == {("russian-troops-in", "seen")}
    bars = five.bars(OCTOBER)
    assert 0 <= bars["russian-troops-in"] + bars["heavy-equipment-in"] <= SMALL


def test_s12_what_is_announced_weighs_less_than_what_is_counted(five: Seen) -> None:
    of = {b.statement: b.probability for b in five.now.matrix.bearings if b.direction == "seen"}
    announced, counted = five.statement("002", "9,000"), five.statement("002", "3,200")
    assert of[announced.id] < of[counted.id]


def test_s13_no_launches_recorded_is_a_look_with_nothing_seen(five: Seen) -> None:
    row = five.row(JULY, "missile-launches")
    assert row.state == "looked for and not seen"
    assert row.sightings == ()
    (look,) = row.looks
    assert look.source == HAJUN
    assert look.at == datetime(2022, 7, 11, tzinfo=UTC)
    assert any("no missile launches" in words for words in five.spoken(look))
    assert five.bars(JULY)["missile-launches"] < 0


@pytest.mark.parametrize(
    ("indicator", "source", "words"),
    [
        ("strike-group", HAJUN, "no major new build-up"),
        ("heavy-equipment-in", "Tadeusz Giczan", "heavy equipment"),
    ],
)
def test_s13_looked_for_and_not_seen_speaks_against(
    five: Seen, indicator: str, source: str, words: str
) -> None:
    row = five.row(OCTOBER, indicator)
    assert row.state == "looked for and not seen"
    (look,) = row.looks
    assert look.source == source
    assert any(words in spoken for spoken in five.spoken(look))
    assert five.bars(OCTOBER)[indicator] < 0


def test_s13_three_silences_are_apart(five: Seen) -> None:
    assert five.row(OCTOBER, "border-units").state == "not collected"
    assert "border-units" not in five.bars(OCTOBER)
    assert five.row(DECEMBER, "missile-launches").state == "expired"
    assert "missile-launches" not in five.bars(DECEMBER)


# S14: deception


def test_s14_deception_is_a_hypothesis_that_explains_the_same_evidence(five: Seen) -> None:
    watch = five.now.watch
    (bluff,) = [h for h in watch.hypotheses if h.deception]
    assert not bluff.resolves_yes
    for indicator in watch.indicators:
        assert 0 < indicator.seen[bluff.id] < 1
    cells = five.cells(OCTOBER, "joint-command")
    assert cells[bluff.id] > 0
    probabilities = five.at(OCTOBER).estimate.probabilities
    assert probabilities[bluff.id] > probabilities["entry"]


def test_s14_a_made_up_threat_is_explained_by_bluff_as_well_as_by_entry(five: Seen) -> None:
    assert ("casus-belli", "seen") in seen_in(five, "002", "neighbours were planning")
    cells = five.cells(OCTOBER, "casus-belli")
    assert cells["bluff"] > 0
    assert abs(cells["bluff"] - cells["entry"]) < SMALL


def test_s14_an_exercise_that_was_a_pretext_once_fires_nothing_now(five: Seen) -> None:
    assert seen_in(five, "001", "pretext to the invasion") == set()


# S15: re-statements


def test_s15_a_restatement_replaces_the_first_word_and_is_not_added(five: Seen) -> None:
    views = [v for v in five.views(DECEMBER, INSTITUTE) if v.proposition == "involvement"]
    newer, older = sorted(views, key=lambda v: v.at, reverse=True)
    assert (newer.phrase, newer.counted) == ("unlikely", True)
    assert (older.phrase, older.counted, older.superseded) == ("low", False, newer.origin)
    bars = [b.term for b in five.now.estimate.waterfall if b.term == f"view: {INSTITUTE}"]
    assert len(bars) == 1


# S16, S17, S19: threats, concern, conditions, questions


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("002", "dirty war"),
        ("002", "arsenal of weapons"),
        ("002", "calls on Belarusians"),
        ("003", "cannon fodder"),
        ("003", "being drawn into"),
        ("003", "drag his country"),
    ],
)
def test_s16_the_video_and_the_appeals_move_nothing(five: Seen, number: str, words: str) -> None:
    assert seen_in(five, number, words) == set()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("001", "expressed concern"),
        ("001", "long been concerned"),
        ("001", "over fears that"),
        ("002", "prospect alone is"),
        ("004", "raised concerns"),
        ("004", "in our opinion"),
    ],
)
def test_s17_concern_and_opinion_move_nothing(five: Seen, number: str, words: str) -> None:
    assert seen_in(five, number, words) == set()


def test_s17_a_speaker_who_has_interests_makes_no_view_of_a_worry(five: Seen) -> None:
    for source in ("Karine Jean-Pierre", "Serhiy Nayev", "Yevhen Yenin"):
        assert five.views(DECEMBER, source) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("001", "30,000"),
        ("001", "on February 24"),
        ("001", "So far, Belarus"),
        ("002", "tanks crossed its"),
        ("002", "regularly launches missiles"),
        ("002", "wave of protests"),
        ("003", "late February"),
        ("003", "launch airstrikes from"),
        ("000", "launch airstrikes from"),
    ],
)
def test_s18_old_news_fires_nothing(five: Seen, number: str, words: str) -> None:
    assert seen_in(five, number, words) == set()


def test_s19_conditions_and_questions_fire_nothing(five: Seen) -> None:
    found = [
        s
        for r in five.now.readings
        for s in r.statements
        if s.condition is not None or s.act == "question"
    ]
    assert len(found) > 10
    assert not five.moving(*found)


def test_s19_reservists_who_could_be_called_up_leave_the_troops_as_they_are(five: Seen) -> None:
    both = five.statement("004", "298,000")
    assert both.condition is None
    assert {b.target for b in five.moving(both)} == {"border-units"}


def test_s19_a_fear_of_a_joint_incursion_is_no_claim_of_one(five: Seen) -> None:
    fear = five.statements("002", "joint incursion")
    assert {b.target for b in five.moving(*fear)} <= {"russian-troops-in"}


# S20: another actor


def test_s20_a_russian_attack_after_the_close_is_another_claim(five: Seen) -> None:
    attack = five.statement("001", "200,000")
    assert five.moving(attack) == []
    assert not {b.target for b in five.bearings(attack)} & {"entry", "involvement", "joint-front"}
    assert five.views(DECEMBER, "Valery Zaluzhny") == []


# S21: pooled, not added


def test_s21_a_judgement_cites_the_observations_that_it_leans_on(five: Seen) -> None:
    view = next(v for v in five.views(JULY, INSTITUTE) if v.counted)
    leaned_on = {
        five.origin(five.statement("003", "no missile launches")).id,
        five.origin(five.inner("003", "full control")).id,
    }
    assert leaned_on <= set(view.cites)
    counted = {e.origin for row in five.at(JULY).matrix.rows for e in row.evidence}
    assert leaned_on <= counted


def test_s21_a_judgement_is_pooled_with_what_it_leans_on_and_not_added(five: Seen) -> None:
    """Its weight is a share of the pool: indicators keep the rest, and the bars still add up."""
    made = five.at(JULY).estimate
    total = math.fsum(bar.logodds for bar in made.waterfall if bar.kind != "base")
    assert total + logit(made.base) == pytest.approx(logit(made.event.p), abs=1e-9)
    view = next(v for v in five.views(JULY, INSTITUTE) if v.counted)
    pull = five.bars(JULY)[f"view: {INSTITUTE}"]
    assert abs(pull) < abs(logit((view.low + view.high) / 2) - logit(made.base))


def test_s21_the_assessor_s_own_word_on_what_others_saw_is_no_sighting_of_its_own(
    five: Seen,
) -> None:
    """The think-tank "cites" two developments: its conclusion is a judgement, not a third look."""
    for day in (JULY, OCTOBER, DECEMBER):
        sources = {one.source for one in five.row(day, "facilities-for-russia").sightings}
        assert INSTITUTE not in sources
    conclusion = five.inner("003", "likely continuing to grant")
    assert ("facilities-for-russia", "seen") in {
        (one.target, one.direction) for one in five.bearings(conclusion)
    }
    observed = five.origin(five.inner("003", "full control")).id
    shares = {s.origin for b in five.at(JULY).estimate.waterfall for s in b.origins}
    assert observed in shares
    assert five.origin(conclusion).id not in {
        s.origin
        for b in five.at(JULY).estimate.waterfall
        if b.term == "facilities-for-russia"
        for s in b.origins
    }


# Direction


def test_an_airfield_handed_over_speaks_for_support_and_hardly_for_entry(five: Seen) -> None:
    assert ("facilities-for-russia", "seen") in seen_in(five, "003", "full control")
    assert abs(five.bars(JULY)["facilities-for-russia"]) < NOTHING
    cells = five.cells(JULY, "facilities-for-russia")
    assert max(cells, key=cells.__getitem__) == "support"
    assert cells["support"] > 0


def test_every_listed_sign_keeps_its_direction_at_the_close(five: Seen) -> None:
    bars = five.bars(DECEMBER)
    assert bars["equipment-out"] < 0
    assert bars["heavy-equipment-in"] < 0
    assert bars["army-unwilling"] < 0
    assert 0 <= bars["russian-troops-in"] <= SMALL
    assert abs(bars["facilities-for-russia"]) < NOTHING
    assert not {"strike-group", "missile-launches"} & set(bars)
