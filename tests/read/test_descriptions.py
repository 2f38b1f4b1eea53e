from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Name
from tocsin.read import Reader


def speaker_of(reader: Reader, text: str, words: str) -> Name:
    speaker = said(statements(reader, text), words).speaker
    assert speaker is not None
    if speaker.span is not None:
        assert speaker.span.of(text) == speaker.text
    return speaker


@pytest.mark.parametrize(
    ("named", "again"),
    [
        ("Norway's military intelligence directorate", "the directorate"),
        ("Norway's military intelligence directorate", "the Norwegian directorate"),
        ("Denmark's Ministry of Defence", "the Danish ministry"),
        ("The Northern Watch project", "the project"),
    ],
)
def test_a_body_that_is_described_is_the_one_named_before(
    reader: Reader, named: str, again: str
) -> None:
    text = f"{named} said that the drills had ended. The roads were bad, {again} said."
    speaker = speaker_of(reader, text, "roads were bad")
    assert (speaker.text, speaker.named) == (named.removeprefix("The "), True)


def test_a_body_need_not_have_spoken_to_be_described(reader: Reader) -> None:
    text = (
        "OSLO'S defence ministry put a size on the new force on Monday.\n\n"
        "The first trains arrived on Saturday, according to the ministry."
    )
    assert speaker_of(reader, text, "first trains").text == "OSLO'S defence ministry"


def test_two_bodies_of_one_kind_are_told_apart_by_who_spoke_last(reader: Reader) -> None:
    text = (
        "The Danish foreign ministry said the talks had failed. The Danish defence ministry said"
        " the drills were over. The road is bad, the ministry said."
    )
    assert speaker_of(reader, text, "road is bad").text == "Danish defence ministry"


def test_a_body_of_another_kind_is_not_meant(reader: Reader) -> None:
    text = (
        "The Danish defence ministry said the talks had failed. The Northern Watch project dates"
        " the fire differently. Eight shots were heard, the project said."
    )
    assert speaker_of(reader, text, "Eight shots").text == "Northern Watch project"
    alone = (
        "The Danish defence ministry said the talks had failed."
        " The ice is thin, the institute said."
    )
    speaker = speaker_of(reader, alone, "ice is thin")
    assert (speaker.text, speaker.named) == ("the institute", False)


def test_a_description_of_another_nation_stays_as_it_stands(reader: Reader) -> None:
    text = (
        "Norway's military intelligence directorate said the talks had failed."
        " The roads were bad, the Danish directorate said."
    )
    assert speaker_of(reader, text, "roads were bad").text == "Danish directorate"


def test_the_people_of_whom_a_body_is_made_are_the_body(reader: Reader) -> None:
    text = (
        "The Northern Watch project, a group of volunteers in Oslo, said that two trains had left."
        " The road is shut, the volunteers said."
    )
    assert speaker_of(reader, text, "road is shut").text == "Northern Watch project"


def test_analysts_at_a_body_speak_for_it_and_some_analysts_do_not(reader: Reader) -> None:
    text = "Analysts at the Centre for Border Research said that the army was tired."
    assert speaker_of(reader, text, "army was tired").text == "Centre for Border Research"
    some = "Some analysts at the Centre for Border Research said that the army was tired."
    assert not speaker_of(reader, some, "army was tired").named


def test_its_officers_speak_for_a_body(reader: Reader) -> None:
    text = (
        "Norway's General Staff said that the situation had not changed and that its officers had"
        " not detected any strike group."
    )
    one = said(statements(reader, text), "strike group")
    assert one.speaker is not None
    assert (one.speaker.text, one.chain) == ("Norway's General Staff", ())


def test_his_service_is_the_body_that_he_is_said_to_be_of(reader: Reader) -> None:
    text = (
        "Martin Keller, of the General Staff in Oslo, said that the roads were bad."
        " He added that his service saw no strike group."
    )
    one = said(statements(reader, text), "strike group")
    assert one.speaker is not None
    assert one.speaker.text == "General Staff in Oslo"
    assert [(link.name.text, link.via) for link in one.chain] == [("Martin Keller", "quoted")]


def test_he_speaks_for_his_service_where_nothing_tells_which_it_is(reader: Reader) -> None:
    text = (
        "Martin Keller said that the roads were bad. His service has not observed a strike group."
    )
    assert speaker_of(reader, text, "strike group").text == "Martin Keller"


def test_a_title_is_the_person_who_alone_has_been_named(reader: Reader) -> None:
    text = (
        "Norway will not attack, Thomas Weber said on Monday."
        " The Norwegian leader told reporters that the drills were over."
    )
    assert speaker_of(reader, text, "drills were over").text == "Thomas Weber"


def test_a_title_is_nobody_whom_the_report_describes_otherwise(reader: Reader) -> None:
    text = (
        "Thomas Weber, the finance minister, said taxes would rise."
        " The Norwegian leader told reporters that the drills were over."
    )
    speaker = speaker_of(reader, text, "drills were over")
    assert (speaker.text, speaker.named) == ("The Norwegian leader", False)


def test_a_title_of_one_of_two_nations_is_the_person_of_that_nation(reader: Reader) -> None:
    text = (
        "Norwegian President Thomas Weber met Danish President Peter Lund in Bergen."
        " The talks went well, the Danish leader said."
    )
    assert speaker_of(reader, text, "talks went well").text == "Peter Lund"


def test_a_nominee_of_another_party_or_a_vice_president_is_not_meant(reader: Reader) -> None:
    text = (
        "Green nominee Peter Lund met Anna Keller in Bergen."
        " The talks went well, the Liberal nominee said."
    )
    assert not speaker_of(reader, text, "talks went well").named
    text = (
        "Vice President Peter Lund met Anna Keller in Bergen."
        " The talks went well, the president said."
    )
    assert speaker_of(reader, text, "talks went well").text != "Peter Lund"


def test_two_presidents_are_not_one(reader: Reader) -> None:
    text = (
        "Danish President Peter Lund said the talks went well."
        " The two presidents told reporters that the gas would flow."
    )
    assert not speaker_of(reader, text, "gas would flow").named


def test_he_is_who_the_sentence_tells_of_before_a_colon(reader: Reader) -> None:
    text = (
        "Martin Keller told the Harbour Mail that the ferry was late.\n\n"
        "In late June Peter Lund appealed to sailors directly: they should stay at home, he urged."
    )
    for words in ("Peter Lund appealed", "stay at home"):
        assert speaker_of(reader, text, words).text == "Peter Lund"


def test_it_goes_on_for_the_body_that_spoke_and_acts_for_the_state_just_told_of(
    reader: Reader,
) -> None:
    start = "The Centre for Border Research said the ice was thin. Norway closed the road. "
    goes_on = start + "It added that the ferry was late."
    assert speaker_of(reader, goes_on, "ferry was late").text == "Centre for Border Research"
    acts = start + "It announced that the ferry would stop."
    assert speaker_of(reader, acts, "ferry would stop").text == "Norway"


def test_they_are_the_people_from_whom_a_count_comes(reader: Reader) -> None:
    text = (
        "The Northern Watch project said that 90 tanks had left. A second count comes from railway"
        " workers who oppose the cabinet. They counted 40 tanks that left the base."
    )
    assert speaker_of(reader, text, "40 tanks").text == "railway workers"


def test_what_a_video_says_its_maker_says(reader: Reader) -> None:
    text = (
        "Britain's Ministry of Defence said that the drills were over.\n\n"
        "In the video that Norway's armed forces put out earlier this month the tone is sharper."
        " If the town is taken, it threatens, every bridge will be struck."
    )
    assert speaker_of(reader, text, "every bridge").text == "Norway's armed forces"


def test_in_his_view_is_his_and_in_our_view_is_nobody_elses(reader: Reader) -> None:
    text = (
        "Martin Keller said that the roads were bad."
        " In his view the soldiers were sent there to train, and the threat is a bluff."
    )
    one = said(statements(reader, text), "threat is a bluff")
    assert one.speaker is not None
    assert (one.speaker.text, one.act) == ("Martin Keller", "assessment")
    ours = (
        'Martin Keller said that "the road is, in our view, closed to every army for the winter".'
    )
    (quoted,) = statements(reader, ours)
    assert quoted.chain == ()


@pytest.mark.parametrize("name", ["*Harbour Light*", "Harbour Light"])
@pytest.mark.parametrize("kind", ["paper", "news agency", "website", "telegram channel"])
def test_what_kind_an_outlet_is_and_its_marks_are_no_part_of_its_name(
    reader: Reader, kind: str, name: str
) -> None:
    text = f"The {kind} {name} reported that the ferry had sunk."
    assert speaker_of(reader, text, "ferry had sunk").text == "Harbour Light"


def test_a_month_before_a_name_and_a_body_behind_it_are_no_part_of_it(reader: Reader) -> None:
    text = (
        "In June Pavel Orlov of Norway's military intelligence said that a raid would take weeks."
    )
    assert speaker_of(reader, text, "raid would take").text == "Pavel Orlov"


@pytest.mark.parametrize(
    "headline", ["Oslo Will Not Fight: Report", "Oslo Will Not Fight, Says Report"]
)
def test_a_bare_report_in_a_headline_is_nobody(reader: Reader, headline: str) -> None:
    (one,) = statements(reader, headline, kind="headline")
    assert one.speaker is not None
    assert (one.speaker.text, one.speaker.span) == ("The Harbour Post", None)


def test_a_think_tank_is_no_tank(reader: Reader) -> None:
    headline = "Oslo Opens Its Skies but Not Its Barracks, Think Tank Says"
    (one,) = statements(reader, headline, kind="headline")
    assert one.speaker is not None
    assert (one.speaker.text, one.speaker.named) == ("Think Tank", False)


def test_that_after_a_day_opens_what_is_said(reader: Reader) -> None:
    text = (
        "Olga Maren, of the General Staff in Oslo, said the same day that work was going on to"
        " enlarge the airfield at Molde."
    )
    assert speaker_of(reader, text, "work was going on").text == "Olga Maren"


def test_a_purpose_before_the_verb_of_saying_hides_no_speaker(reader: Reader) -> None:
    text = (
        "Danish special services are preparing attacks on important sites in Sweden in order to"
        " blame them on Norway and NATO, Norway's military intelligence directorate claimed."
    )
    speaker = speaker_of(reader, text, "preparing attacks")
    assert speaker.text == "Norway's military intelligence directorate"


def test_a_risk_that_is_assessed_as_low_is_assessed_by_someone(reader: Reader) -> None:
    text = (
        "The Centre for Border Research keeps two questions apart. It assesses the risk that"
        " Norway invades from Denmark as low but possible."
    )
    speaker = speaker_of(reader, text, "low but possible")
    assert speaker.text == "Centre for Border Research"


def test_who_agrees_to_do_something_is_not_quoted(reader: Reader) -> None:
    text = "Norway and Denmark have agreed to deploy a joint force, Thomas Weber said on Monday."
    speaker = speaker_of(reader, text, "joint force")
    assert speaker.text == "Thomas Weber"


def test_this_newspaper_is_the_report_itself(reader: Reader) -> None:
    text = (
        "The Northern Watch project reported on Monday that 122 tanks had been handed over, this"
        " newspaper wrote in May."
    )
    one = said(statements(reader, text), "122 tanks")
    assert one.speaker is not None
    assert (one.speaker.text, one.chain) == ("Northern Watch project", ())


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("Abdul Karim, a shopkeeper in Kunduz,", "The governor"),
        ("Olha Bondar, a nurse,", "The minister"),
        ("Lena Vogt, a Berlin analyst,", "The general"),
        ("Idriss Mahamat, the president,", "The governor"),
        ("Omar Tahir, a trader,", "The ambassador"),
    ],
)
def test_an_office_is_not_of_him_who_is_called_something_else(
    reader: Reader, first: str, role: str
) -> None:
    text = f"{first} said that the shelling had begun. {role} said that the bridge was held."
    speaker = speaker_of(reader, text, "bridge was held")
    assert (speaker.text, speaker.named) == (role, False)


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("Idris Saleh", "The general"),
        ("Army chief Idris Saleh", "The general"),
        ("Idris Saleh, a retired colonel,", "The officer"),
        ("Idris Saleh, a researcher at an institute in Nairobi,", "The analyst"),
        ("Idris Saleh, a shopkeeper,", "The man"),
    ],
)
def test_a_role_is_of_him_who_may_have_it(reader: Reader, first: str, role: str) -> None:
    text = f"{first} said that the shelling had begun. {role} said that the bridge was held."
    assert speaker_of(reader, text, "bridge was held").text == "Idris Saleh"
