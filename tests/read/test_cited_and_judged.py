"""Who is cited behind a verb of reporting, and verbs of judging that look like plurals."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader


@pytest.mark.parametrize("outlet", ["Le Monde", "The Harbour Mail", "Bloomberg"])
@pytest.mark.parametrize(
    "whom", ["two French diplomats", "a military source", "people familiar with the matter"]
)
def test_who_is_cited_speaks_and_the_outlet_passes_it_on(
    reader: Reader, outlet: str, whom: str
) -> None:
    text = f"{outlet} reported on Monday, citing {whom}, that Paris was planning to leave Chad."
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert found.speaker.text == whom
    assert [(one.name.text, one.via) for one in found.chain] == [
        (outlet.removeprefix("The "), "published")
    ]
    assert found.content.of(text) == "that Paris was planning to leave Chad"


def test_what_a_cited_paper_is_told_to_be_is_not_reported(reader: Reader) -> None:
    text = "The Harbour Mail reported, citing a study that nobody had seen, that ships had left."
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert (found.speaker.text, found.content.of(text)) == ("Harbour Mail", "that ships had left")


@pytest.mark.parametrize(
    "who", ["The think tank", "The research institute", "The defence ministry", "The Crisis Group"]
)
def test_who_judges_is_not_taken_for_judges(reader: Reader, who: str) -> None:
    text = f"{who} judges that an attack is unlikely before June."
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert found.speaker.text in {who, who.removeprefix("The ")}
    assert found.act == "assessment"
    assert found.content.of(text) == "that an attack is unlikely before June"


def test_judges_who_rule_are_no_saying(reader: Reader) -> None:
    found = statements(reader, "The judges that ruled in May were removed.")
    assert [one.speaker.text for one in found if one.speaker] == ["The Harbour Post"]


@pytest.mark.parametrize(
    "text",
    [
        "Tehran warned that any attack would be met with a crushing response.",
        "Beijing warned that any landing would be answered by a forceful response.",
        "The ministry warned that any incursion would be firmly suppressed.",
        "The Malian army warned that any incursion would be met with force.",
        "Pyongyang warned that it would treat any plane as a target.",
        "Russia warned that any such strike would not go unanswered.",
        "The Iranian foreign minister warned that any attack would trigger a decisive response.",
    ],
)
def test_a_state_that_warns_of_its_answer_threatens(reader: Reader, text: str) -> None:
    assert [one.act for one in statements(reader, text)] == ["threat"]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts warned that an attack would be met with a strong response.",
        "The think tank warned that any invasion would be met with fierce resistance.",
        "Oslo warned that any attack would be met with a response from Sweden.",
        "The minister warned that the protest would be met with indifference.",
        "The bank warned that the rise would be answered by higher rates.",
    ],
)
def test_who_warns_of_what_others_may_answer_judges(reader: Reader, text: str) -> None:
    assert [one.act for one in statements(reader, text)] == ["assessment"]
