"""The same traps on the bundled example, which runs anywhere."""

from __future__ import annotations

import pytest
from tests.desks import ECHOES, Seen

INSTITUTE = "Institute for the Study of War"
DECEMBER = "2022-12-31"


def test_s3_an_unnamed_think_tank_is_the_one_that_the_report_names(example: Seen) -> None:
    unnamed = example.statement("01", "American research group")
    named = example.statement("01", "July 11 update")
    assert example.origin(unnamed, named).source == INSTITUTE
    assert not [v for v in example.now.matrix.views if "think tank" in v.source]


def test_s3_an_expert_in_another_newspaper_keeps_his_chain(example: Seen) -> None:
    origin = example.origin(example.statement("01", "Mark Voyger"))
    assert origin.source == "Mark Voyger"
    assert ("Mark Voyger", "Daily Express") in origin.relays


def test_s4_a_copy_on_another_site_is_an_echo(example: Seen) -> None:
    copy = example.reading("02").report
    assert copy.publisher == example.reading("01").report.publisher
    assert copy.host not in {None, copy.publisher}
    told = [s for s in example.reading("02").statements if s.segment not in ECHOES]
    assert len(told) > 10
    assert {example.mention(s) for s in told} == {"copy"}
    for statement in told:
        reports = {m.report for m in example.origin(statement).mentions}
        assert example.reading("01").report.id in reports


def test_s4_a_copy_adds_no_weight(example: Seen) -> None:
    assert example.bars("2022-07-12").keys() == example.bars("2022-07-13").keys()
    for row in example.at("2022-07-13").matrix.rows:
        one = example.row("2022-07-12", row.indicator)
        assert [(e.origin, e.weight) for e in row.evidence] == [
            (e.origin, e.weight) for e in one.evidence
        ]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("01", "software and may stumble"),
        ("01", "your inbox at"),
        ("01", "covers Eastern Europe"),
        ("02", "hens are not"),
        ("02", "has opened a bakery"),
        ("10", "lamplighter of the old"),
        ("10", "switch on JavaScript"),
    ],
)
def test_s5_furniture_says_nothing(example: Seen, number: str, words: str) -> None:
    assert words in example.reading(number).report.text
    assert example.statements(number, words) == []
    assert example.statements(number, words, echo=True) == []


def test_s6_the_page_s_age_dates_nothing(example: Seen) -> None:
    assert "1 day ago" in example.reading("10").report.text
    assert example.statements("10", "1 day ago") == []


def test_s8_odds_on_a_joint_front_are_shown_and_not_counted(example: Seen) -> None:
    (view,) = example.views(DECEMBER, "Valery Sakhashchyk")
    assert (view.proposition, view.phrase, view.counted) == ("joint-front", "one in three", False)


def test_s9_a_share_of_soldiers_is_no_likelihood(example: Seen) -> None:
    found = example.statements("10", "90%")
    assert found
    assert all(s.likelihood is None for s in found)
    assert not [b for b in example.moving(*found) if b.direction == "view"]


def test_s10_what_the_paper_could_not_verify_is_marked(example: Seen) -> None:
    rumour = example.statement("10", "secret call-up")
    assert {v.status for v in rumour.verification} == {"unverified"}
    assert example.moving(rumour) == []


def test_s12_the_announced_and_the_counted_are_apart(example: Seen) -> None:
    (announced,) = example.statement("09", "9,000 Russian soldiers").quantities
    assert (announced.low, announced.high, announced.basis) == (None, 9000, "announced")
    counted = [q for q in example.statement("10", "3,200").quantities if q.low == 3200]
    assert [q.basis for q in counted] == ["observed"]


def test_s12_tanks_that_leave_speak_against_entry(example: Seen) -> None:
    (quantity,) = example.statement("10", "94 T-72 tanks").quantities
    assert (quantity.low, quantity.direction) == (94, "out")
    assert example.bars(DECEMBER)["equipment-out"] < 0


def test_s13_no_launches_recorded_is_the_watchers_look(example: Seen) -> None:
    look = example.statement("01", "no missile launches")
    assert look.absence is not None
    assert look.absence.looked_by is not None
    assert "Hajun" in look.absence.looked_by
    row = example.row("2022-07-12", "missile-launches")
    assert [one.source for one in row.looks] == ["Belaruski Hajun"]
    assert row.state == "looked for and not seen"


def test_s15_continuing_to_assess_is_a_restatement(example: Seen) -> None:
    again = example.statement("17", "continues to assess")
    assert example.mention(again) == "restatement" or example.origin(again).restates is not None


@pytest.mark.parametrize(
    ("number", "words", "act"),
    [
        ("06", "a single metre", "threat"),
        ("10", "backs Russia’s aggression", "threat"),
        ("10", "appeal to Belarusians not to die", "appeal"),
        ("01", "not let the Kremlin", "appeal"),
    ],
)
def test_s16_a_threat_or_an_appeal_moves_nothing(
    example: Seen, number: str, words: str, act: str
) -> None:
    said = example.statement(number, words)
    assert said.act == act
    assert example.moving(said) == []


@pytest.mark.parametrize("number", ["01", "02"])
def test_s18_last_winter_s_troops_fire_nothing(example: Seen, number: str) -> None:
    old = example.statement(number, "30,000 troops")
    assert old.background
    assert example.moving(old) == []


def test_s19_conditions_and_questions_fire_nothing(example: Seen) -> None:
    found = [
        s
        for r in example.now.readings
        for s in r.statements
        if s.condition is not None or s.act == "question"
    ]
    assert len(found) > 10
    assert example.moving(*found) == []


def test_s1_s2_headlines_and_captions_move_nothing(example: Seen) -> None:
    echoes = [s for r in example.now.readings for s in r.statements if s.segment in ECHOES]
    assert len(echoes) > 20
    assert example.moving(*echoes) == []


def test_s14_deception_is_a_hypothesis_that_explains_the_same_evidence(example: Seen) -> None:
    (bluff,) = [h.id for h in example.now.watch.hypotheses if h.deception]
    assert example.cells(DECEMBER, "border-units")[bluff] > 0


def test_s1_a_likelihood_of_what_drills_mean_is_no_view_on_entry(example: Seen) -> None:
    (view,) = example.views("2022-09-09", "UK Ministry of Defence")
    assert (view.proposition, view.phrase) == ("drills-are-preparation", "highly unlikely")
    assert (view.yardstick, view.counted) == ("UK-PHIA", False)


def test_s8_a_judgement_is_its_assessor_s_and_no_writer_s_gloss(example: Seen) -> None:
    said = example.statement("14", "remains unlikely despite")
    assert example.origin(said).source == INSTITUTE
    assert not [v for v in example.now.matrix.views if v.source == "Example Wire"]


def test_s21_a_judgement_comes_from_its_assessor_and_cites_what_it_leans_on(example: Seen) -> None:
    judged = example.origin(example.statement("07", "Emptying the depots"))
    assert judged.source == INSTITUTE
    citing = [v for v in example.now.matrix.views if v.cites]
    assert citing
    known = {origin.id for origin in example.now.origins}
    for view in citing:
        assert view.origin not in view.cites
        assert set(view.cites) <= known


def test_s15_the_july_judgement_is_one_view_and_what_came_later_replaces_it(
    example: Seen,
) -> None:
    (july,) = [v for v in example.views("2022-07-13", INSTITUTE) if v.counted]
    assert (july.proposition, july.phrase) == ("involvement", "low")
    assert len({report for report, _ in july.spans}) == 2
    counted = [v for v in example.views(DECEMBER, INSTITUTE) if v.counted]
    assert len(counted) == 1
    assert counted[0].origin != july.origin


@pytest.mark.parametrize(
    ("words", "proposition", "relation"),
    [
        ("highly unlikely", "drills-are-preparation", "sign-of"),
        ("remote chance", "already-deployed", "none"),
        ("direct Belarusian involvement", "involvement", "broader"),
    ],
)
def test_s7_a_nearby_question_bears_by_a_named_relation(
    example: Seen, words: str, proposition: str, relation: str
) -> None:
    borne = example.bearings(example.statement("04", words))
    assert {(b.target, b.relation) for b in borne if b.target_kind == "proposition"} == {
        (proposition, relation)
    }


def test_s11_a_first_since_is_held_against_dated_meetings_between(example: Seen) -> None:
    (one,) = [one for one in example.now.contradictions if one.kind == "dates"]
    sides = {span.of(example.texts[report]) for _, report, span in one.sides}
    assert {"first time since", "March 11", "September 26"} <= sides


@pytest.mark.parametrize(
    ("number", "words"), [("04", "concern"), ("12", "Concern"), ("16", "worries"), ("16", "fear")]
)
def test_s17_concern_is_no_likelihood_and_no_view(example: Seen, number: str, words: str) -> None:
    statement = example.statement(number, words)
    assert statement.likelihood is None
    origin = example.origin(statement)
    assert not [v for v in example.now.matrix.views if v.origin == origin.id and v.counted]


def test_s17_an_opinion_is_marked_as_its_speaker_s_judgement(example: Seen) -> None:
    opinion = example.statement("07", "In our opinion")
    assert opinion.act == "assessment"
    assert opinion.speaker is not None
    assert opinion.speaker.text == "The Fenland Brief"
    assert opinion.likelihood is None


def test_s20_another_actor_in_another_window_bears_on_nothing_here(example: Seen) -> None:
    attack = example.statement("17", "another attempt on Kyiv")
    assert attack.claim.actor is not None
    assert "Russia" in example.words_of(attack, attack.claim.actor)
    borne = example.bearings(attack)
    assert {b.relation for b in borne if b.target_kind == "proposition"} <= {"none"}
    assert not example.views(DECEMBER, "Valery Zaluzhny")
