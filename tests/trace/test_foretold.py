"""A headline that tells as a fact what its source calls unlikely says other than its body."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Contradiction, Reading
from tocsin.trace import contradictions, load_register, trace

CLOSING = "Norland will close the ford before Easter"
SPEAKER = "Foreign minister Ada Lund"


def under(
    headline: str,
    *judged: tuple[str, str | None],
    speaker: str | None = SPEAKER,
    negated: bool = False,
) -> Reading:
    """A headline over what one speaker says, sentence by sentence, each with its likelihood."""
    lines = [f"{speaker} said that {what}." for what, _ in judged]
    made = report("\n".join([f"# {headline}", *lines, ""]))
    action = next((w for w in ("close", "closing", "closed") if f" {w}" in headline), None)
    head = statement(
        made,
        f"# {headline}",
        content=headline,
        action=action,
        tense="future",
        polarity="negated" if negated else "affirmed",
    )
    body = [
        statement(
            made,
            line,
            speaker=speaker,
            content=what,
            likelihood=word,
            tense="future",
            action="close" if "close" in what else None,
        )
        for line, (what, word) in zip(lines, judged, strict=True)
    ]
    return reading(made, head, *body)


def found(made: Reading) -> list[Contradiction]:
    register = load_register()
    return [
        one
        for one in contradictions([made], trace([made], register), register)
        if one.kind == "headline"
    ]


UNLIKELY = ("it is unlikely that Norland will close the ford before Easter", "unlikely")
LIKELY = ("it is likely that Norland will close the ford before Easter", "likely")


@pytest.mark.parametrize(
    "headline",
    [
        "Norland will close ford before Easter, minister says",
        "Norland will close ford",
        "Norland set to close ford before Easter",
        "Norland to close ford, minister says",
        "Norland is going to close the ford",
    ],
)
def test_a_bare_headline_over_an_unlikely_thing_is_flagged(headline: str) -> None:
    (one,) = found(under(headline, UNLIKELY))
    assert "unlikely" in one.about


def test_one_that_says_it_will_not_be_is_flagged_over_a_likely_thing() -> None:
    assert found(under("Norland will not close ford before Easter", LIKELY, negated=True))


@pytest.mark.parametrize(
    ("headline", "negated"),
    [
        ("Norland may close ford before Easter, minister says", False),
        ("Norland ready to close ford before Easter, minister says", False),
        ("Norland will consider closing ford before Easter", False),
        ("Norland will not close ford before Easter", True),
        ("Sudland will close mines before Easter", False),
        ("Will Norland close the ford before Easter?", False),
        ("Norland will close ford before Easter, mayor says", False),
    ],
)
def test_one_that_leaves_it_open_or_tells_of_another_thing_is_not(
    headline: str, negated: bool
) -> None:
    assert found(under(headline, UNLIKELY, negated=negated)) == []


def test_one_that_the_body_bears_out_is_not() -> None:
    assert found(under("Norland will close ford before Easter", LIKELY)) == []
    assert found(under("Norland will close ford before Easter", UNLIKELY, (CLOSING, None))) == []


def test_the_month_is_no_word_of_what_may_be() -> None:
    judged = ("it is unlikely that Norland will close the ford in May", "unlikely")
    assert found(under("Norland will close ford in May, minister says", judged))
