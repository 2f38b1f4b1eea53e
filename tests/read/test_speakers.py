from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


def test_a_writer_speaks_in_the_reports_own_voice(reader: Reader) -> None:
    (one,) = statements(reader, "The ferry did not sail on Tuesday.", author="Ann Lee")
    assert one.speaker is not None
    assert (one.speaker.text, one.speaker.span, one.speaker.named) == ("Ann Lee", None, True)


def test_without_an_author_the_outlet_speaks_and_without_both_the_report(reader: Reader) -> None:
    text = "The ferry did not sail on Tuesday."
    (one,) = statements(reader, text)
    (other,) = statements(reader, text, publisher=None)
    assert one.speaker is not None
    assert other.speaker is not None
    assert (one.speaker.text, other.speaker.text) == ("The Harbour Post", "the report")


def test_a_name_is_given_without_its_title(reader: Reader) -> None:
    found = statements(reader, "Interior Minister Olga Maren said the bridge was closed.")
    speaker = said(found, "bridge was closed").speaker
    assert speaker is not None
    assert (speaker.text, speaker.named) == ("Olga Maren", True)
    assert speaker.span is not None


def test_a_surname_with_a_title_stands_for_the_full_name(reader: Reader) -> None:
    text = (
        "Oleg Brandt, a retired general, follows the war. He lives in Oslo.\n\n"
        "Mr Brandt said the army was tired."
    )
    speaker = said(statements(reader, text), "army was tired").speaker
    assert speaker is not None
    assert speaker.text == "Oleg Brandt"
    assert speaker.span is not None
    assert speaker.span.of(text) == "Oleg Brandt"


def test_a_father_is_not_taken_for_his_son(reader: Reader) -> None:
    text = "Prince Haron bin Maren said the bridge was closed. The army was tired, King Maren said."
    speaker = said(statements(reader, text), "army was tired").speaker
    assert speaker is not None
    assert "Haron" not in speaker.text


def test_he_is_the_person_who_spoke_before(reader: Reader) -> None:
    text = "Oleg Brandt said the army was tired.\n\nHe added that the roads were bad."
    speaker = said(statements(reader, text), "roads were bad").speaker
    assert speaker is not None
    assert speaker.text == "Oleg Brandt"


def test_it_is_the_body_that_spoke_before(reader: Reader) -> None:
    text = (
        "The Northern Watch Project said that two trains had crossed the border. "
        "It observed no other movements."
    )
    speaker = said(statements(reader, text), "no other movements").speaker
    assert speaker is not None
    assert speaker.text == "Northern Watch Project"


def test_an_acronym_stands_for_the_name_it_was_put_beside(reader: Reader) -> None:
    text = (
        "The Centre for Border Research (CBR), a think tank in Vienna, follows the drills.\n\n"
        "The CBR said that the drills had ended."
    )
    speaker = said(statements(reader, text), "drills had ended").speaker
    assert speaker is not None
    assert speaker.text == "Centre for Border Research"


def test_an_acronym_stands_for_the_name_whose_initials_it_is(reader: Reader) -> None:
    text = (
        "The Institute for the Study of Harbours said in its update that ice had formed.\n\n"
        "The ISH said that the ice was thin."
    )
    speaker = said(statements(reader, text), "ice was thin").speaker
    assert speaker is not None
    assert speaker.text == "Institute for the Study of Harbours"


def test_a_description_stands_for_the_body_it_describes(reader: Reader) -> None:
    text = (
        "The Defence Ministry of Ruritania said that the drills had ended.\n\n"
        "The troops were going home, the ministry added."
    )
    speaker = said(statements(reader, text), "going home").speaker
    assert speaker is not None
    assert speaker.text == "Defence Ministry of Ruritania"


def test_a_paper_speaks_for_whoever_put_it_out(reader: Reader) -> None:
    text = "A video released by the Ruritanian military declares that the border is safe."
    speaker = said(statements(reader, text), "border is safe").speaker
    assert speaker is not None
    assert speaker.text == "Ruritanian military"


def test_someone_without_a_name_stays_without_one(reader: Reader) -> None:
    text = "A senior Ruritanian official said on condition of anonymity that the talks had failed."
    speaker = said(statements(reader, text), "talks had failed").speaker
    assert speaker is not None
    assert not speaker.named
    assert "senior Ruritanian official" in speaker.text


def test_a_nations_army_is_a_named_speaker_and_a_group_is_not(reader: Reader) -> None:
    text = (
        "Norwegian intelligence reports that 400 soldiers have arrived. "
        "A local monitoring group says that the number is higher."
    )
    found = statements(reader, text)
    army, group = said(found, "400 soldiers").speaker, said(found, "number is higher").speaker
    assert army is not None
    assert group is not None
    assert (army.named, group.named) == (True, False)


def test_a_headline_names_its_speaker_behind_a_colon(reader: Reader) -> None:
    (one,) = statements(reader, "Ruritania Unlikely to Join the War: Ministry", kind="headline")
    assert one.speaker is not None
    assert one.speaker.text == "Ministry"
    assert "Ministry" not in one.text[one.content.start : one.content.end]


def test_who_did_not_say_it_is_not_its_speaker(reader: Reader) -> None:
    text = "Olga Maren did not say that the bridge was closed."
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert one.speaker.text == "The Harbour Post"


def test_what_someone_wants_is_not_said_by_him(reader: Reader) -> None:
    (one,) = statements(reader, "Oleg Brandt wants the army to leave the town.")
    assert one.speaker is not None
    assert one.speaker.text == "The Harbour Post"


@pytest.mark.parametrize(
    "described",
    ["The defence minister, Olga Maren,", "Former commander and blogger Olga Maren"],
)
def test_a_name_beside_a_description_is_the_speaker(reader: Reader, described: str) -> None:
    speaker = said(statements(reader, f"{described} said the bridge was closed."), "bridge").speaker
    assert speaker is not None
    assert (speaker.text, speaker.named) == ("Olga Maren", True)


def test_deeds_of_war_are_no_sayings(reader: Reader) -> None:
    (one,) = statements(reader, "Danish troops attacked the harbour on Monday.")
    assert one.speaker is not None
    assert one.speaker.text == "The Harbour Post"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The foreign ministry in Oslo said the bridge was closed.", "foreign ministry in Oslo"),
        ("The ministry of works in Lund said the bridge was closed.", "ministry of works in Lund"),
        ("The Norwegian foreign ministry said the bridge was closed.",
         "Norwegian foreign ministry"),
        ("The government in Oslo said the bridge was closed.", "government in Oslo"),
    ],
)  # fmt: skip
def test_an_office_with_whose_it_is_or_where_it_sits_is_a_name(
    reader: Reader, text: str, name: str
) -> None:
    speaker = said(statements(reader, text), "bridge was closed").speaker
    assert speaker is not None
    assert (speaker.text, speaker.named) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "A ministry in Oslo said the bridge was closed.",
        "The team in Oslo said the bridge was closed.",
        "Two ministries in Oslo said the bridge was closed.",
        "The ministry said the bridge was closed.",
    ],
)
def test_a_body_of_which_a_place_may_have_several_is_no_name(reader: Reader, text: str) -> None:
    speaker = said(statements(reader, text), "bridge was closed").speaker
    assert speaker is not None
    assert not speaker.named


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Analysts at the Horn Monitor said a raid was likely.", "Horn Monitor"),
        (
            "Analysts at the Horn Monitor, a think tank in Oslo, said a raid was likely.",
            "Horn Monitor",
        ),
        ("Experts at Verisk Maplecroft said a raid was likely.", "Verisk Maplecroft"),
        ("A raid was likely, according to researchers at the Horn Monitor.", "Horn Monitor"),
        ("Officials at Camp David said a raid was likely.", "Officials at Camp David"),
        ("Analysts from the Middle East said a raid was likely.", "Analysts from the Middle East"),
    ],
)
def test_the_analysts_of_a_body_nobody_knows_are_that_body(
    reader: Reader, text: str, speaker: str
) -> None:
    (only,) = statements(reader, text)
    assert only.speaker is not None
    assert only.speaker.text == speaker


@pytest.mark.parametrize(
    ("between", "quoted"),
    [
        ("Could Berg send his army anyway?", "“He might, if Moe forced him,” she said."),
        ("Will Berg try again?", "“I doubt it,” she said."),
        ("But what does Berg want?", "“Nobody knows,” she said."),
        ("Would Berg dare?", "“No,” she said. “He fears his own soldiers.”"),
        ("Berg knows that.", "“He will not risk it,” she said."),
        ("Berg knows that, too.", "“It would be the end of him,” she added."),
    ],
)
@pytest.mark.parametrize("name", ["Ann Lee", "Ole Lund"])
def test_who_is_asked_of_another_tells_and_not_the_other(
    reader: Reader, between: str, quoted: str, name: str
) -> None:
    quoted = quoted if name == "Ann Lee" else quoted.replace(" she ", " he ")
    text = f"The army is too weak, said analyst {name}. {between} {quoted}"
    told = [s for s in statements(reader, text) if s.span.start >= text.index(quoted)]
    assert told
    assert {s.speaker.text for s in told if s.speaker is not None} == {name}


def test_who_was_told_of_speaks_where_he_says_we(reader: Reader) -> None:
    text = (
        "The army is weak, said analyst Ole Lund. The president, Nils Berg, met Moe on Monday."
        " “He has promised us gas,” he said."
    )
    speaker = said(statements(reader, text), "gas").speaker
    assert speaker is not None
    assert speaker.text == "Nils Berg"


@pytest.mark.parametrize("group", ["monitoring group Belaruski Hajun", "watch group Olga Maren"])
def test_a_group_with_the_name_of_a_man_is_it_and_no_he(reader: Reader, group: str) -> None:
    text = (
        f"The Defence Ministry said that it was calm. The {group} reported that 20 tanks had left."
        " It had seen no launches during the week."
    )
    looked = said(statements(reader, text), "launches")
    assert looked.speaker is not None
    assert looked.speaker.text == " ".join(group.split()[-2:])


@pytest.mark.parametrize("body", ["UN", "IAEA", "WHO"])
def test_a_body_in_capitals_is_nobody_s_surname(reader: Reader, body: str) -> None:
    told = said(statements(reader, f"The {body} said it had verified 72 deaths."), "72 deaths")
    assert told.speaker is not None
    assert told.speaker.text == body
