"""Headlines: one that says other than its body is shown beside it, and no other is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.trace.build import place, quantity, reading, report, statement

from tocsin.nouns import Contradiction, Reading, Register, Span
from tocsin.trace import contradictions, load_register, trace

MINISTRY = "UK Ministry of Defence"
INSTITUTE = "Institute for the Study of War"


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def found(made: Reading, register: Register) -> tuple[Contradiction, ...]:
    return contradictions([made], trace([made], register), register)


def judged(
    headline: str, said: str, phrases: tuple[str, str], by: str = MINISTRY, head_by: str = "UK"
) -> Reading:
    made = report(f"# {head_by}: {headline}\n{by} said {said}.\n")
    return reading(
        made,
        statement(
            made,
            f"{head_by}: {headline}",
            speaker=head_by,
            content=headline,
            likelihood=phrases[0],
        ),
        statement(
            made, f"{by} said {said}.", speaker=by, content=said, cue="said", likelihood=phrases[1]
        ),
    )


def counted(headline: str, said: str, *numbers: str) -> Reading:
    made = report(f"# {headline}\nOlga Made said {said}.\n")
    lines = headline, f"Olga Made said {said}."
    figures = [
        quantity(
            made,
            number,
            "soldier",
            "soldiers",
            low=float(number.replace(",", "")),
            high=float(number.replace(",", "")),
        )
        for number in numbers
    ]
    return reading(
        made,
        statement(
            made,
            lines[0],
            quantities=figures[:1],
            places=[place(made, "Freedonia")],
            action="arrive",
        ),
        statement(
            made,
            lines[1],
            speaker="Olga Made",
            content=said,
            quantities=figures[1:],
            places=[place(made, "Freedonia")],
            action="arrive",
        ),
    )


BOTH = ("highly unlikely", "highly unlikely")


def test_the_thing_itself_is_another_claim_than_that_something_is_a_sign_of_it(
    register: Register,
) -> None:
    made = judged(
        "attack on Freedonia highly unlikely",
        "it is highly unlikely that the drills are a sign of an attack on Freedonia",
        BOTH,
    )
    assert [(c.kind, c.about) for c in found(made, register)] == [("headline", "highly unlikely")]


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        (
            "attack on Freedonia highly unlikely",
            "it is highly unlikely that Sylvania will attack Freedonia this year",
        ),
        (
            "drills highly unlikely to be a sign of an attack",
            "it is highly unlikely that the drills are a sign of an attack on Freedonia",
        ),
        (
            "drills highly unlikely to precede attack",
            "it is highly unlikely that the drills are a sign of an attack on Freedonia",
        ),
    ],
    ids=["no sign", "the sign", "what would be the sign"],
)
def test_a_headline_that_judges_the_same_thing_is_not_flagged(
    register: Register, headline: str, said: str
) -> None:
    assert found(judged(headline, said, BOTH), register) == ()


def test_a_headline_in_the_papers_voice_that_names_who_judged_is_held_against_it(
    register: Register,
) -> None:
    made = report(
        "# UK: new brigades highly unlikely to be sent\n"
        "The UK Ministry of Defence said it is highly unlikely that the drills mean much.\n"
    )
    head, body = made.text.splitlines()
    one = reading(
        made,
        statement(made, head[2:], likelihood="highly unlikely"),
        statement(
            made,
            body,
            speaker=MINISTRY,
            content="it is highly unlikely that the drills mean much",
            likelihood="highly unlikely",
        ),
    )
    assert [c.kind for c in found(one, register)] == ["headline"]


def test_a_headline_that_names_nobody_is_not_held_against_a_judgement_of_something_else(
    register: Register,
) -> None:
    made = report(
        "# New brigades highly unlikely to be sent\n"
        "The UK Ministry of Defence said it is highly unlikely that the drills mean much.\n"
    )
    head, body = made.text.splitlines()
    one = reading(
        made,
        statement(made, head[2:], likelihood="highly unlikely"),
        statement(
            made,
            body,
            speaker=MINISTRY,
            content="it is highly unlikely that the drills mean much",
            likelihood="highly unlikely",
        ),
    )
    assert found(one, register) == ()


def test_a_headline_that_calls_likely_what_its_source_calls_unlikely_is_flagged(
    register: Register,
) -> None:
    made = judged(
        "invasion of Freedonia almost certain",
        "an invasion of Freedonia is unlikely",
        ("almost certain", "unlikely"),
        by=INSTITUTE,
        head_by="ISW",
    )
    (only,) = found(made, register)
    assert (only.kind, only.about) == ("headline", "almost certain, unlikely")
    assert [s.of(made.report.text) for _, _, s in only.sides] == ["almost certain", "unlikely"]


@pytest.mark.parametrize(
    ("said", "phrases"),
    [
        ("an invasion of Freedonia is highly likely", ("almost certain", "highly likely")),
        ("a harvest in Sylvania is unlikely", ("almost certain", "unlikely")),
        ("it is unlikely that the invasion of Freedonia fails not", ("almost certain", "unlikely")),
    ],
    ids=["the same side of even", "another thing", "a negation"],
)
def test_other_words_of_the_same_lean_or_of_another_thing_are_not_flagged(
    register: Register, said: str, phrases: tuple[str, str]
) -> None:
    made = judged("invasion of Freedonia almost certain", said, phrases, INSTITUTE, "ISW")
    assert found(made, register) == ()


def unread(headline: str, said: str, phrase: str, by: str = INSTITUTE) -> Reading:
    """A report in whose headline the reader found no word of likelihood and no speaker."""
    made = report(f"# {headline}\n{by} said {said}.\n")
    return reading(
        made,
        statement(made, headline),
        statement(made, f"{by} said {said}.", speaker=by, content=said, likelihood=phrase),
    )


UNLIKELY = ("an invasion of Freedonia is unlikely", "unlikely")


@pytest.mark.parametrize(
    ("headline", "count"),
    [
        ("Invasion almost certain, ISW says", 1),
        ("ISW: invasion almost certain", 1),
        ("Invasion almost certain, Institute for the Study of War warns", 1),
        ("Invasion almost certain", 1),
        ("Invasion unlikely, ISW says", 0),
        ("Invasion not likely, ISW says", 0),
        ("Invasion likely? ISW asks", 0),
        ("Good harvest almost certain, ISW says", 0),
        ("Bad harvest after invasion almost certain", 0),
    ],
)
def test_the_word_that_a_headline_shows_is_held_against_the_body_though_none_is_bound(
    register: Register, headline: str, count: int
) -> None:
    flags = found(unread(headline, *UNLIKELY), register)
    assert [(one.kind, one.about) for one in flags] == [
        ("headline", "almost certain, unlikely")
    ] * count


def test_a_word_that_any_sentence_of_the_body_bears_out_is_not_flagged(register: Register) -> None:
    made = report(
        "# Invasion almost certain\n"
        f"{INSTITUTE} said an invasion of Freedonia is unlikely.\n"
        "Olga Made said an invasion of Freedonia is highly likely.\n"
    )
    told = (
        (INSTITUTE, *UNLIKELY),
        ("Olga Made", "an invasion of Freedonia is highly likely", "highly likely"),
    )
    spoken = [
        statement(made, f"{by} said {said}.", speaker=by, content=said, likelihood=phrase)
        for by, said, phrase in told
    ]
    assert found(reading(made, statement(made, "Invasion almost certain"), *spoken), register) == ()


def test_a_headline_with_ten_times_the_figure_of_its_body_is_flagged(register: Register) -> None:
    made = counted(
        "10,000 soldiers arrive in Freedonia",
        "1,000 soldiers would arrive in Freedonia",
        "10,000",
        "1,000",
    )
    (only,) = found(made, register)
    assert only.about == "10,000, 1,000"


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("9,200 soldiers would arrive in Freedonia", ("9,200",)),
        ("6,000 soldiers and 4,100 more soldiers would arrive in Freedonia", ("6,000", "4,100")),
        ("1,000 soldiers would arrive in Freedonia and make it 10,000", ("1,000",)),
    ],
    ids=["rounded", "a sum", "the number is in the body"],
)
def test_a_headline_that_rounds_or_sums_or_takes_a_number_of_its_body_is_not_flagged(
    register: Register, said: str, numbers: tuple[str, ...]
) -> None:
    made = counted("10,000 soldiers arrive in Freedonia", said, "10,000", *numbers)
    assert found(made, register) == ()


@pytest.mark.parametrize(
    ("headline", "phrase", "word", "said"),
    [
        ("War with Norland almost certain, general says", None, "unlikely", "unlikely this year"),
        ("War with Norland almost certain, says general", None, "unlikely", "unlikely this year"),
        ("Made: war with Norland imminent", "imminent", "not imminent", "not imminent"),
        ("War with Norland not imminent, Made says", "not imminent", "imminent", "imminent"),
    ],
)
def test_an_office_or_a_surname_in_the_headline_is_who_the_body_has_by_it(
    register: Register, headline: str, phrase: str | None, word: str, said: str
) -> None:
    body = f"War with Norland is {said}, General Olga Made said on Tuesday."
    assert len(found(_over(headline, phrase, body, word), register)) == 1


@pytest.mark.parametrize(
    ("headline", "phrase", "word", "said"),
    [
        ("War with Norland almost certain, admiral says", None, "unlikely", "unlikely this year"),
        ("War with Norland unlikely, general says", "unlikely", "unlikely", "unlikely this year"),
        ("Made: war with Norland imminent", "imminent", "imminent", "imminent"),
        ("Made: famine in Sudland imminent", "imminent", "not imminent", "not imminent"),
    ],
)
def test_another_office_and_the_same_word_say_nothing_against_the_body(
    register: Register, headline: str, phrase: str | None, word: str, said: str
) -> None:
    body = f"War with Norland is {said}, General Olga Made said on Tuesday."
    assert found(_over(headline, phrase, body, word), register) == ()


def test_a_topic_before_a_colon_names_nobody(register: Register) -> None:
    body = "War with Norland is unlikely this year, General Olga Made said on Tuesday."
    made = _over("Lake crisis: war with Norland likely", "likely", body, "unlikely")
    head, said = made.statements
    assert head.likelihood is not None
    at = head.content.start + len("Lake crisis: ")
    bound = replace(head.likelihood, of=Span(at, at + len("war with Norland")))
    one = replace(made, statements=(replace(head, likelihood=bound), said))
    assert len(found(one, register)) == 1


def _over(headline: str, phrase: str | None, body: str, word: str) -> Reading:
    made = report(f"# {headline}\n{body}\n")
    return reading(
        made,
        statement(
            made,
            headline,
            likelihood=phrase,
            of=None if phrase is None else headline.partition(f" {phrase}")[0],
            polarity="negated" if phrase and phrase.startswith("not ") else "affirmed",
        ),
        statement(
            made,
            body,
            speaker="Olga Made",
            content=body.partition(",")[0],
            cue="said",
            likelihood=word,
            of="War with Norland",
            polarity="negated" if word.startswith("not ") else "affirmed",
        ),
    )


@pytest.mark.parametrize(
    ("headline", "word", "shown"),
    [
        ("Raid on Lomnica very likely, Olga Made says", "very unlikely", True),
        ("Raid on Lomnica extremely unlikely, Olga Made says", "almost certain", True),
        ("Raid on Lomnica inevitable, Olga Made says", "unlikely", True),
        ("Raid on Lomnica imminent, Olga Made says", "very unlikely", True),
        ("Imminent raid on Lomnica unlikely, Olga Made says", "very unlikely", False),
        ("Raid on Lomnica very likely, Olga Made says", "almost certain", False),
        ("Raid on Lomnica not certain, Olga Made says", "unlikely", False),
        ("Raid on Lomnica will take a high toll, Olga Made says", "unlikely", False),
    ],
)
def test_a_headline_leans_as_its_phrase_is_put_together(
    register: Register, headline: str, word: str, shown: bool
) -> None:
    said = f"a raid on Lomnica is {word}"
    made = report(f"# {headline}\nOlga Made said {said}.\n")
    body = statement(
        made,
        f"Olga Made said {said}.",
        speaker="Olga Made",
        content=said,
        cue="said",
        likelihood=word,
    )
    head = statement(made, headline, speaker="Olga Made", content=headline.partition(",")[0])
    flags = found(reading(made, head, body), register)
    assert bool(flags) is shown
    assert {flag.kind for flag in flags} <= {"headline"}
