"""Headlines that affirm what the body denies, and those that only look so."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Contradiction, Polarity, Reading, Register
from tocsin.trace import contradictions, load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def found(made: Reading, register: Register) -> tuple[Contradiction, ...]:
    return contradictions([made], trace([made], register), register)


def deed(headline: str, said: str, action: str, *, negated: tuple[bool, bool]) -> Reading:
    made = report(f"# Olga Made says {headline}\nOlga Made said {said}.\n")
    words = f"Olga Made says {headline}", f"Olga Made said {said}."
    return reading(
        made,
        *(
            statement(
                made,
                words[at],
                speaker="Olga Made",
                content=content,
                action=action,
                tense="future",
                polarity="negated" if negated[at] else "affirmed",
            )
            for at, content in enumerate((headline, said))
        ),
    )


def test_a_headline_that_affirms_what_its_source_denies_is_flagged(register: Register) -> None:
    made = deed(
        "Sylvania will enter the war in Freedonia",
        "Sylvania will not enter the war in Freedonia this year",
        "enter",
        negated=(False, True),
    )
    assert [c.kind for c in found(made, register)] == ["headline"]


@pytest.mark.parametrize(
    ("headline", "said", "action", "negated"),
    [
        (
            "Sylvania will not enter the war in Freedonia",
            "Sylvania will not enter the war in Freedonia this year",
            "enter",
            (True, True),
        ),
        (
            "Sylvania refuses to enter the war in Freedonia",
            "Sylvania will not enter the war in Freedonia this year",
            "enter",
            (False, True),
        ),
        (
            "Sylvania will enter the war in Freedonia",
            "Sylvania will not leave the war in Freedonia this year",
            "e",
            (False, True),
        ),
        (
            "Will Sylvania enter the war in Freedonia?",
            "Sylvania will not enter the war in Freedonia this year",
            "enter",
            (False, True),
        ),
    ],
    ids=["both negated", "a verb that refuses", "another deed", "a question"],
)
def test_a_headline_that_comes_to_the_same_or_tells_of_another_deed_is_not_flagged(
    register: Register, headline: str, said: str, action: str, negated: tuple[bool, bool]
) -> None:
    if action == "e":
        made = report(f"# Olga Made says {headline}\nOlga Made said {said}.\n")
        one = reading(
            made,
            statement(
                made,
                f"Olga Made says {headline}",
                speaker="Olga Made",
                content=headline,
                action="enter",
            ),
            statement(
                made,
                f"Olga Made said {said}.",
                speaker="Olga Made",
                content=said,
                action="leave",
                polarity="negated",
            ),
        )
    else:
        one = deed(headline, said, action, negated=negated)
    assert found(one, register) == ()


def denied(headline: str, action: str, who: str, said: str, deed: str, *more: str) -> Reading:
    """A headline in the paper's voice over a denial, and what Ivan Told is sure of besides."""
    lines = [f"{who} said {said}.", *(f"Ivan Told said {words}." for words in more)]
    made = report("\n".join((f"# {headline}", *lines)) + "\n")
    spoken = statement(
        made,
        lines[0],
        speaker=who,
        content=said,
        action=deed,
        polarity="negated" if " not " in said else "affirmed",
    )
    others = [
        statement(made, line, speaker="Ivan Told", content=words, action=deed)
        for line, words in zip(lines[1:], more, strict=True)
    ]
    polarity: Polarity = "negated" if " no " in headline else "affirmed"
    return reading(
        made, statement(made, headline, action=action, polarity=polarity), spoken, *others
    )


CLOSED = ("Foreign minister Olga Made", "Sylvania will not close the border", "close")
SENT = ("The army of Chad", "it had not sent troops to Faya", "sent")


@pytest.mark.parametrize(
    "made",
    [
        denied("Sylvania to close border, minister says", "says", *CLOSED),
        denied("Sylvania will close border", "close", *CLOSED),
        denied("Chad sends troops to Faya", "sends", *SENT),
        denied(
            "Chad sent no troops to Faya", "sent", SENT[0], "it had sent troops to Faya", "sent"
        ),
    ],
    ids=["an office, and no verb", "nobody is named", "an irregular verb", "the other way round"],
)
def test_a_denial_under_a_headline_in_the_papers_voice_is_flagged(
    register: Register, made: Reading
) -> None:
    assert [c.kind for c in found(made, register)] == ["headline"]


@pytest.mark.parametrize(
    "made",
    [
        denied("Chad sends troops to Faya, rebels say", "say", *SENT),
        denied("Rebels say: Chad sent troops to Faya", "sent", *SENT),
        denied("Sudan sends troops to Faya", "sends", *SENT),
        denied("Chad denies it sent troops to Faya", "sent", *SENT),
        denied("Chad sends troops to Faya", "sends", *SENT, "Chad had sent troops to Faya in May"),
        denied("Chad sends troops to Faya", "sends", *SENT, "troops were sent to Faya"),
        denied(
            "Sylvania to close border, minister says",
            "says",
            CLOSED[0],
            "Sylvania will not close the border before Easter",
            "close",
        ),
    ],
    ids=["others say", "others before", "another", "denies", "borne out", "in part", "not yet"],
)
def test_a_denial_of_something_else_or_by_somebody_else_is_not_flagged(
    register: Register, made: Reading
) -> None:
    # Two sentences of the body that deny each other are another matter.
    assert "headline" not in [c.kind for c in found(made, register)]


def test_a_headline_of_one_word_and_a_verb_is_held_against_its_own_source(
    register: Register,
) -> None:
    made = deed(
        "army will attack", "the army will not attack Tavo", "attack", negated=(False, True)
    )
    assert [c.kind for c in found(made, register)] == ["headline"]


def test_a_headline_that_somebody_in_the_body_bears_out_is_not_flagged(register: Register) -> None:
    made = report(
        "# Sylvania will enter the war in Freedonia\n"
        "Olga Made said Sylvania will not enter the war in Freedonia this year.\n"
        "Ivan Told said Sylvania will enter the war in Freedonia this year.\n"
    )
    head, one, other = made.text.splitlines()
    told = reading(
        made,
        statement(made, head[2:], action="enter"),
        statement(
            made,
            one,
            speaker="Olga Made",
            content=one[15:-1],
            polarity="negated",
            action="enter",
        ),
        statement(made, other, speaker="Ivan Told", content=other[15:-1], action="enter"),
    )
    assert not [c for c in found(told, register) if c.kind == "headline"]
