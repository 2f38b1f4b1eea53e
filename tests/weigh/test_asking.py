"""Asking: the verb of a question decides, whichever it is, and a name is one term."""

from __future__ import annotations

import pytest
from tests.weigh.build import say
from tests.weigh.questions import COLUMNS, CONDOR, HOLDER_LEFT, claims_filled, come_about, watch_for

from tocsin.data import load
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.asking import kind_of, question_of
from tocsin.weigh.patterns import match
from tocsin.weigh.slots import words_of


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("Will Chile lift sanctions on Peru?", "Chile lifted the sanctions on Peru.", "Chile", 1),
        ("Will Chile lift sanctions on Peru?", "Chile imposed sanctions on Peru.", "Chile", 0),
        ("Will Chile lift sanctions on Peru?", "Chile adopted a ban against Peru.", "Chile", 0),
        ("Will Chile lift sanctions on Peru?", "Chile lifted the sanctions on Chad.", "Chile", 0),
        ("Will Chile end its mobilisation?", "Chile ended its mobilisation.", "Chile", 1),
        ("Will Chile end its mobilisation?", "Chile ordered mobilisation.", "Chile", 0),
        ("Will Chile suspend its offensive?", "Chile halted its offensive.", "Chile", 1),
        ("Will Chile suspend its offensive?", "Chile launched an offensive.", "Chile", 0),
        ("Will Chile break the ceasefire?", "Chile broke the ceasefire.", "Chile", 1),
        ("Will Chile break the ceasefire?", "Chile signed the ceasefire.", "Chile", 0),
        ("Will Chile cancel the referendum?", "Chile cancelled the referendum.", "Chile", 1),
        ("Will Chile cancel the referendum?", "Chile held the referendum.", "Chile", 0),
        ("Will Chile avoid a coup?", "Chile averted a coup.", "Chile", 1),
        ("Will Chile repeal the law?", "Chile adopted the law.", "Chile", 0),
        ("Will Chile blockade Peru?", "Chile has begun a blockade of Peru.", "Chile", 1),
        ("Will Chile blockade Peru?", "Chile blockaded Peru.", "Chile", 1),
        ("Will Chile blockade Peru?", "Chad blockaded Peru.", "Chad", 0),
        ("Will Chile blockade Peru?", "Chile has begun a blockade of Chad.", "Chile", 0),
    ],
)
def test_the_verb_decides_and_undoing_is_the_opposite_of_doing(
    question: str, text: str, actor: str, told: int
) -> None:
    assert come_about(question, text, actor) is bool(told)


def test_what_is_undone_is_confused_with_its_being_kept_or_made() -> None:
    question = "Will Chile lift sanctions on Peru?"
    assert "made-instead" in claims_filled(question, "Chile extended sanctions on Peru.", "Chile")
    assert "done-said" in claims_filled(question, "Chile may lift sanctions on Peru.", "Chile")
    assert "done-said" not in claims_filled(question, "Chile may impose sanctions.", "Chile")


@pytest.mark.parametrize("kind", load("families.yaml")["undone"])
@pytest.mark.parametrize("verb", ["lift", "end", "suspend", "avoid"])
def test_every_noun_that_can_be_undone_has_its_making_counted_for_no_yes(
    kind: str, verb: str
) -> None:
    noun = load("families.yaml")["undone"][kind][0].rstrip("*")
    asked = question_of(f"Will Chile {verb} the {noun} of Peru?")
    assert asked.undoing == verb
    assert kind_of(asked) == "other"
    assert noun in {word.rstrip("*") for word in words_of(asked)["@key"]}


@pytest.mark.parametrize(
    ("question", "verb", "actors", "targets"),
    [
        ("Will Chile quarantine Peru?", "quarantine", ("Chile",), ("Peru",)),
        ("Will the Chilean navy harass Peru?", "harass", ("Chile",), ("Peru",)),
        ("Will Chile's coast guard ships harass Peru?", "harass", ("Chile",), ("Peru",)),
    ],
)
def test_an_unknown_verb_keeps_who_and_whom(
    question: str, verb: str, actors: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    asked = question_of(question)
    assert (asked.verb, asked.actors, asked.targets) == (verb, actors, targets)
    watch = watch_for(question)
    assert any(one.kind == OUTCOME for one in watch.indicators)
    assert any(one.relation == "same" for one in watch.propositions)


def test_both_who_act_together_act() -> None:
    asked = question_of("Will Hezbollah and Chile agree on an exchange of prisoners?")
    assert set(asked.actors) == {"Hezbollah", "Chile"}


@pytest.mark.parametrize(
    COLUMNS,
    [
        (
            HOLDER_LEFT,
            "Jan Lind was appointed to the Economic Council.",
            "Jan Lind",
            0,
        ),
        (
            HOLDER_LEFT,
            "Petrova was dismissed.",
            "Petrova",
            1,
        ),
        (
            "Will North Korea conduct a nuclear test?",
            "South Korea tested a valve.",
            "South Korea",
            0,
        ),
        (
            "Will North Korea conduct a nuclear test?",
            "South Korea conducted a nuclear test.",
            "South Korea",
            0,
        ),
        (
            "Will North Korea conduct a nuclear test?",
            "North Korea conducted a nuclear test.",
            "North Korea",
            1,
        ),
        (
            "Will Chile announce a general mobilisation?",
            "Chile mobilised fire crews, General Ruiz announced.",
            "Chile",
            0,
        ),
        (
            "Will Chile announce a general mobilisation?",
            "Chile announced a general mobilization.",
            "Chile",
            1,
        ),
        (
            "Will Burundi withdraw from eastern Congo?",
            "Burundi withdrew its eastern staff.",
            "Burundi",
            0,
        ),
    ],
)
def test_a_name_is_one_term_and_a_modifier_is_none(
    question: str, text: str, actor: str, told: int
) -> None:
    assert come_about(question, text, actor) is bool(told)


def test_a_side_of_a_state_is_the_state_that_is_called_so() -> None:
    asked = question_of("Will Burundi withdraw its troops from eastern Congo?")
    assert asked.bases == ("Democratic Republic of the Congo",)
    words = words_of(asked)
    assert not any(word.startswith(("eastern*", "brazzaville")) for word in words["@place"])
    assert "eastern*" not in words["@thing"]


def test_a_thing_with_a_name_is_looked_for_by_its_name() -> None:
    watch = watch_for(CONDOR)
    pledged = next(one for one in watch.indicators if one.id == "pledged")

    def fires(text: str) -> bool:
        return any(match(p, say(text, actor="Chile")) for p in pledged.match)

    assert fires("Chile approved Condor missiles.")
    assert not fires("Chile approved 300 missiles for Chad.")


def test_be_and_have_are_no_words_of_an_event() -> None:
    words = words_of(question_of("Will there be a coup in Ghana?"))
    assert words["@verb"] == ()
    assert not any(word == "b*" for slot in words.values() for word in slot)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chile launched an offensive in Tacna.", True),
        ("Chile crossed the border and captured a town in Tacna.", True),
        ("Chile launched an offensive in Oruro.", False),
    ],
)
def test_a_new_front_has_an_outcome_at_its_place(text: str, told: bool) -> None:
    question = "Will Chile open a new front against Peru in Tacna?"
    assert come_about(question, text, "Chile") is told


def test_a_front_from_a_third_state_comes_about_from_there_alone() -> None:
    question = "Will Mexico launch an attack from Canada into Norway?"
    assert come_about(question, "Mexico launched an invasion from Canada.", "Mexico")
    assert not come_about(question, "Mexico launched an invasion in Canada.", "Mexico")


def test_a_host_s_army_is_asked_for_only_where_there_is_a_host() -> None:
    def claims(question: str) -> set[str]:
        return {one.id for one in watch_for(question).propositions}

    assert "entry-of-host" in claims("Will Mexico launch an attack from Canada into Norway?")
    assert "entry-of-host" not in claims("Will Chile open a new front against Peru in Tacna?")


@pytest.mark.parametrize("family", load("families.yaml")["families"])
def test_every_family_has_claims_that_look_alike_and_somebody_who_may_bluff(family: str) -> None:
    row = load("families.yaml")["families"][family]
    assert any(claim[1] != "same" for claim in row["claims"])
    assert any(deception for _, _, _, deception, _ in row["hypotheses"])
    no = [weight for _, yes, weight, _, _ in row["hypotheses"] if not yes]
    assert sum(no) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("question", "claim", "text", "actor"),
    [
        (
            "Will Chile order a general mobilisation of reservists?",
            "civil",
            "Chile mobilised fire brigades.",
            "Chile",
        ),
        ("Will Chad withdraw from Lviv?", "moved-about", "Chad regrouped in Lviv.", "Chad"),
        (
            "Will Chad annex the Banat?",
            "demanded",
            "The party called for annexation of the Banat.",
            "The party",
        ),
        (
            "Will a coup overthrow the government of Ghana?",
            "foiled",
            "Ghana foiled a coup.",
            "Ghana",
        ),
        ("Will Chile strike the Itaipu dam?", "foiled", "Peru foiled it at Itaipu.", "Peru"),
        (
            "Will Kenyan forces capture Garissa?",
            "partly",
            "Kenya captured a village in Garissa.",
            "Kenya",
        ),
    ],
)
def test_a_look_alike_fills_its_own_claim(question: str, claim: str, text: str, actor: str) -> None:
    assert claim in claims_filled(question, text, actor)


def test_a_strike_at_a_nuclear_site_and_a_test_are_no_incident_there() -> None:
    assert kind_of(question_of("Will Chile strike the Temelin nuclear site?")) == "strike"
    assert kind_of(question_of("Will Chile conduct a nuclear test?")) == "other"
    assert kind_of(question_of("Will radiation leak at the Temelin nuclear plant?")) == "nuclear"
