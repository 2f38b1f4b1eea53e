from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Span, Statement
from tocsin.read import Reader


def part(text: str, span: Span) -> str:
    return text[span.start : span.end]


def standing(statement: Statement) -> list[tuple[str, str | None]]:
    return [(v.status, v.by) for v in statement.verification]


@pytest.mark.parametrize(
    ("text", "looked_by"),
    [
        ("The Norwegian project said that no missile launches were recorded.", "Norwegian"),
        ("The Norwegian army has not observed any build-up near the river.", "Norwegian"),
        ("The Norwegian army sees no build-up near the river.", "Norwegian"),
        ("The Norwegian army said there was no sign of a build-up.", "Norwegian"),
        ("The Norwegian army did not detect any launches overnight.", "Norwegian"),
        ("“There were no tanks on the train,” Olga Maren said.", "Olga Maren"),
        ("“They bring kit, but no tanks,” Olga Maren said.", "Olga Maren"),
        ("No movement of troops was seen during the day.", "The Harbour Post"),
        ("Not one Norwegian tank has arrived, Olga Maren said.", "Olga Maren"),
        ("Not a single tank has crossed the river, Olga Maren said.", "Olga Maren"),
        ("There is not one Danish brigade in Norway, Olga Maren said.", "Olga Maren"),
        ("No tanks and no carriers have come, Olga Maren said.", "Olga Maren"),
        ("The border guards said that no strike group is being formed.", "The border guards"),
        ("The border guards said that nothing was moving on the bank.", "The border guards"),
        ("Olga Maren said that she saw nobody preparing to march.", "Olga Maren"),
        ("“They don’t bring any heavy equipment,” Olga Maren said.", "Olga Maren"),
    ],
)
def test_looked_for_and_not_seen_is_an_absence(reader: Reader, text: str, looked_by: str) -> None:
    found = [s for s in statements(reader, text) if s.absence is not None]
    assert len(found) == 1
    absence = found[0].absence
    assert absence is not None
    assert absence.looked_by is not None
    assert absence.looked_by.startswith(looked_by)
    assert part(text, absence.span)


@pytest.mark.parametrize(
    "text",
    [
        "The army will not see any tanks.",
        "No one knows what he thinks.",
        "Olga Maren saw three tanks.",
        "The ministry did not comment.",
        "If no tanks are seen, the town is safe.",
        "Were no tanks seen?",
        "He has no doubt.",
        "The year has not seen any gains.",
        "The ministry accused him but provided no evidence.",
        "The ministry accused him but published no evidence.",
        "The minister saw no need to ask for 10,000 men.",
        "The guard reports on what it sees and what it does not see.",
        "No tanks will come, Olga Maren said.",
        "The army does not bring any tanks.",
    ],
)
def test_what_nobody_looked_for_is_no_absence(reader: Reader, text: str) -> None:
    assert all(s.absence is None for s in statements(reader, text))


def test_an_outlet_that_could_not_verify_marks_the_claim_before(reader: Reader) -> None:
    text = (
        "New limits on flights were set along the border, the project said. "
        "The Harbour Post was not able to independently confirm these limits."
    )
    found = statements(reader, text)
    assert standing(said(found, "New limits")) == [("unverified", "Harbour Post")]
    assert standing(said(found, "these limits")) == [("unverified", "Harbour Post")]
    marked = said(found, "New limits").verification[0]
    assert "New limits" in part(text, marked.of)


def test_losses_that_the_other_side_has_not_confirmed_are_unverified(reader: Reader) -> None:
    text = "Norway reports heavy Danish losses, which have not been confirmed by Denmark."
    found = said(statements(reader, text), "losses")
    assert standing(found) == [("unverified", "Denmark")]
    assert part(text, found.verification[0].of) == "heavy Danish losses"


def test_nothing_substantiated_leaves_rumours_unverified(reader: Reader) -> None:
    text = "There have been rumours of a draft in the north, but nothing substantiated."
    (one,) = statements(reader, text)
    assert standing(one) == [("unverified", None)]
    assert "rumours of a draft" in part(text, one.verification[0].of)


def test_a_letter_and_not_the_paper_that_printed_it_is_unverified(reader: Reader) -> None:
    text = (
        "In an open letter that was reported by the Daily Express, which The Harbour Post could not"
        " verify, officers argued that a landing would fail."
    )
    found = said(statements(reader, text), "landing")
    assert standing(found) == [("unverified", "Harbour Post")]
    assert "letter" in part(text, found.verification[0].of)
    assert [(r.name.text, r.via) for r in found.chain] == [("Daily Express", "published")]


def test_a_confirmed_claim_is_verified_by_who_confirms_it(reader: Reader) -> None:
    text = "The Kremlin confirmed that the draft was complete."
    assert standing(said(statements(reader, text), "draft")) == [("verified", "Kremlin")]


def test_a_denied_claim_is_denied_by_who_denies_it(reader: Reader) -> None:
    text = "The Kremlin denied that troops had crossed the river."
    found = said(statements(reader, text), "crossed the river")
    assert (found.act, standing(found)) == ("denial", [("denied", "Kremlin")])


@pytest.mark.parametrize(
    "text",
    [
        "The Courier reported that barges left Lund, a claim that Oslo called fake.",
        "The Courier said that barges left Lund; the ministry of defence called the story fake.",
    ],
)
def test_a_claim_called_false_in_the_same_sentence_is_denied(reader: Reader, text: str) -> None:
    found = next(s for s in statements(reader, text) if s.speaker and "Courier" in s.speaker.text)
    (mark,) = found.verification
    assert mark.status == "denied"
    assert "Courier" not in (mark.by or "Courier")
    assert "barges left" in part(text, mark.of)


def test_what_will_be_verified_is_not_yet(reader: Reader) -> None:
    (one,) = statements(reader, "Observers will verify the count in June.")
    assert one.verification == ()


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Olga Maren denies killing the guard.", "killing the guard"),
        ("The army denied that its tanks had left.", "its tanks had left"),
    ],
)
def test_a_denied_deed_is_a_claim_denied(reader: Reader, text: str, of: str) -> None:
    marks = [v for s in statements(reader, text) for v in s.verification]
    assert {(v.status, of in part(text, v.of)) for v in marks} == {("denied", True)}


@pytest.mark.parametrize(
    "text",
    [
        "The officials denied them entry to the town.",
        "The team was denied visas.",
        "The council denied the request to cross.",
    ],
)
def test_what_is_refused_is_no_claim_denied(reader: Reader, text: str) -> None:
    assert all(s.verification == () for s in statements(reader, text))


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Olga Maren accused the army of theft but offered no evidence.", "theft"),
        ("The army did not provide evidence to support its claims.", "its claims"),
        ("Norway reports heavy losses, but Denmark has not confirmed.", "heavy losses"),
        ("The Harbour Post cannot confirm at this time if the army left.", "the army left"),
        ("Norway reports heavy losses, but has no way of checking it.", "heavy losses"),
        ("Norway reports heavy losses, and Denmark has confirmed nothing.", "heavy losses"),
    ],
)
def test_a_claim_without_proof_or_word_of_others_is_unverified(
    reader: Reader, text: str, of: str
) -> None:
    marks = [v for s in statements(reader, text) for v in s.verification]
    assert {(v.status, of in part(text, v.of)) for v in marks} == {("unverified", True)}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Its figure could not be checked independently.", [None]),
        ("The Harbour Post has no means of verifying the claim.", ["Harbour Post"]),
        ("How she knows was not said, and the Harbour Post cannot verify it.", ["Harbour Post"]),
        ("She offered no evidence.", [None]),
        ("Denmark has confirmed nothing.", ["Denmark"]),
        ("Neither Denmark nor Finland has confirmed the report.", ["Denmark and Finland"]),
        ("Neither Denmark nor Finland has confirmed anything.", ["Denmark and Finland"]),
    ],
)
def test_what_nobody_can_check_leaves_the_claim_before_unverified(
    reader: Reader, text: str, by: list[str | None]
) -> None:
    found = statements(reader, "Norway has moved 400 soldiers, Olga Maren said. " + text)
    assert standing(said(found, "400 soldiers")) == [("unverified", each) for each in by]


def test_to_have_checked_a_claim_says_nothing_of_what_came_out(reader: Reader) -> None:
    found = statements(reader, "Norway has moved 400 soldiers. The Harbour Post checked the claim.")
    assert all(not s.verification for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "Tanks and artillery have still not entered Denmark.",
        "Heavy weapons have yet to reach the camp, the staff said.",
        "Danish brigades are yet to arrive in Norway.",
        "Danish units remain yet to be deployed.",
    ],
)
def test_what_has_yet_to_come_has_not_come(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert found.polarity == "negated"
    assert found.absence is None


def test_who_has_yet_to_confirm_a_claim_leaves_it_unverified(reader: Reader) -> None:
    text = "Olga Maren said 300 tanks crossed the river. Oslo has yet to confirm the report."
    assert standing(said(statements(reader, text), "300 tanks")) == [("unverified", "Oslo")]


def test_yet_that_joins_denies_nothing(reader: Reader) -> None:
    (found,) = statements(reader, "The tanks have arrived, yet to no avail.")
    assert found.polarity == "affirmed"


LETTER = (
    "In an open letter printed by the Express, which the Harbour Post was not able to verify, "
    "officers argued that a march would be folly. “We shall be outcasts,” the officers wrote. "
)


def test_all_that_is_quoted_from_an_unverified_letter_is_unverified(reader: Reader) -> None:
    found = statements(reader, LETTER)
    assert standing(said(found, "outcasts")) == [("unverified", "Harbour Post")]


def test_what_another_says_after_a_letter_is_not_of_the_letter(reader: Reader) -> None:
    text = LETTER + "Olga Maren said that 40 tanks had left. “We shall stay,” the officers wrote."
    found = statements(reader, text)
    assert standing(said(found, "40 tanks")) == standing(said(found, "stay")) == []


def test_a_letter_that_cannot_be_verified_is_so_in_what_was_quoted_before(reader: Reader) -> None:
    text = (
        "In an open letter, officers argued that a march would be folly. “We shall be outcasts,” "
        "the officers wrote. The letter could not be verified."
    )
    found = statements(reader, text)
    assert standing(said(found, "folly")) == [("unverified", None)]
    assert standing(said(found, "outcasts")) == [("unverified", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Post could not establish who signed it.",
        "The Harbour Post cannot confirm that it exists.",
        "The Harbour Post cannot confirm if it is genuine.",
    ],
)
def test_who_cannot_say_that_it_is_real_leaves_what_went_before_unverified(
    reader: Reader, text: str
) -> None:
    found = statements(reader, "Officers plead against a war in an open letter. " + text)
    assert standing(found[0]) == [("unverified", "Harbour Post")]


def test_a_noun_made_of_a_verb_finds_what_it_is_of(reader: Reader) -> None:
    text = (
        "The army said that the road had been closed. Olga Maren said that tanks had left. "
        "The Harbour Post was unable to verify the closure."
    )
    found = statements(reader, text)
    assert standing(said(found, "road")) == [("unverified", "Harbour Post")]
    assert standing(said(found, "tanks")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The border guards reported no movement of equipment on Tuesday.",
        "The border guards have reported no crossings by Danish units in recent weeks.",
        "The border guards have registered no flights of drones overnight.",
        "The border guards report no troops massing near the river.",
    ],
)
def test_to_report_none_of_what_is_watched_for_is_an_absence(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert found.absence is not None
    assert found.absence.looked_by == "The border guards"
    assert found.polarity == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "No fewer than 40 tanks were reported.",
        "The border guards saw no less than a brigade.",
    ],
)
def test_a_measure_bounded_by_no_is_no_absence(reader: Reader, text: str) -> None:
    assert [(s.absence, s.polarity) for s in statements(reader, text)] == [(None, "affirmed")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Olga Maren said that she had seen no guns being set up.", "no guns"),
        ("The train had trucks, the guards said, but no tanks or guns.", "no tanks"),
    ],
)
def test_what_tells_that_nothing_was_seen_is_negated(reader: Reader, text: str, words: str) -> None:
    assert said(statements(reader, text), words).polarity == "negated"


def test_what_is_brought_stays_affirmed_beside_what_is_not(reader: Reader) -> None:
    (found,) = statements(reader, "“They bring kit, but no tanks,” Olga Maren said.")
    assert found.absence is not None
    assert found.polarity == "affirmed"


@pytest.mark.parametrize("verb", ["offered", "published", "produced"])
def test_to_give_no_evidence_marks_the_claim_and_no_pronoun(reader: Reader, verb: str) -> None:
    text = f"The ministry said the depot had burned. It {verb} no evidence."
    claim, comment = statements(reader, text)
    assert standing(claim) == [("unverified", None)]
    assert standing(comment) == []


@pytest.mark.parametrize(
    "text",
    [
        "At no point have the guards seen any tanks near the river.",
        "Not once did the guards see tanks near the river.",
    ],
)
def test_a_denial_at_the_front_of_a_look_is_an_absence(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert {s.polarity for s in found} == {"negated"}
    assert [s.absence.looked_by for s in found if s.absence is not None] == ["the guards"]


def test_what_is_reported_beside_none_of_another_thing_is_affirmed(reader: Reader) -> None:
    (found,) = statements(reader, "The mayor reported no tanks but three guns.")
    assert found.absence is not None
    assert found.polarity == "affirmed"


@pytest.mark.parametrize(
    "verdict",
    ["is not true", "isn’t true", "is simply not true", "is false", "is untrue", "is a lie"],
)
@pytest.mark.parametrize(
    "order", ["It {0} that {1}, Olga Maren said.", "Olga Maren said it {0} that {1}."]
)
def test_what_it_is_not_true_that_is_what_is_denied_and_not_what_another_said_before(
    reader: Reader, verdict: str, order: str
) -> None:
    claim = "Norland is calling up its reserves"
    text = f"Forty tanks left the port, the harbour master said. {order.format(verdict, claim)}"
    before, denial = statements(reader, text)
    assert standing(before) == []
    assert [(m.status, m.by, m.of.of(text)) for m in denial.verification] == [
        ("denied", "Olga Maren", claim)
    ]
