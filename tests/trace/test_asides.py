"""A date in an aside by the words of saying is not when it was said."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.trace import load_register, trace

WORDS = "the odds that Norland joins the war are 30 percent"


def day_of(text: str, cue: str) -> str | None:
    made = report(text, "2031-08-20")
    one = statement(
        made,
        text,
        speaker="Lee Aske",
        cue=cue,
        content=WORDS,
        said=("July", "2031-07-01", "2031-07-31"),
    )
    (origin,) = trace([reading(made, one)], load_register())
    when = origin.occasion
    return None if when is None or when.start is None else when.start.date().isoformat()


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (f"Lee Aske, who in July called entry unlikely, says {WORDS}.", "says"),
        (f"Lee Aske, who called entry unlikely in July, says {WORDS}.", "says"),
        (f"Lee Aske, who, in July, called entry unlikely, says {WORDS}.", "says"),
        (f"Lee Aske, whose July forecast was wrong, says {WORDS}.", "says"),
        (f"Lee Aske (who in July had put them at 10) estimates {WORDS}.", "estimates"),
        (f"It is likely that {WORDS}, said Lee Aske, who in July called entry unlikely.", "said"),
        (f"Having called entry unlikely in July, Lee Aske now says {WORDS}.", "says"),
    ],
)
def test_the_date_of_an_aside_does_not_date_what_is_said(text: str, cue: str) -> None:
    assert day_of(text, cue) != "2031-07-01"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (f"Lee Aske, who leads the institute, said in July {WORDS}.", "said"),
        (f"Lee Aske, who spoke in Oslo in July, said {WORDS}.", "said"),
        (f"In July Lee Aske, who leads the institute, said {WORDS}.", "said"),
        (f"It was Lee Aske, who in July said {WORDS}.", "said"),
        (f"Lee Aske said in July {WORDS}.", "said"),
    ],
)
def test_the_date_by_the_words_of_saying_dates_it(text: str, cue: str) -> None:
    assert day_of(text, cue) == "2031-07-01"
