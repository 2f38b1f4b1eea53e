"""What is told to remain as likely as it was is the old assessment said again."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading, Statement
from tocsin.trace import load_register, trace
from tocsin.trace.keeping import keeps, lasting, without_lasting

WHO = "Olga Made"
RAID = "a Freedonian raid on the Lomnica ferry"


def told(
    what: str, word: str, day: str, *, publisher: str = "Tarn Echo", cue: str = "said"
) -> Reading:
    """A paper's relay of one analyst's judgement; `word` is the phrase of likelihood in it."""
    words = f"{WHO} {cue} on {day} that {what}."
    made = report(words, f"2023-05-{day[:2]}", publisher=publisher)
    one = statement(
        made,
        words,
        speaker=WHO,
        cue=cue,
        content=what,
        likelihood=word,
        said=(day, f"2023-05-{day[:2]}"),
    )
    return reading(made, one)


def judgement(what: str, word: str, *, cue: str = "said") -> tuple[Reading, Statement]:
    found = told(what, word, "02 May", cue=cue)
    return found, next(iter(found.statements))


KEPT = [
    (f"{RAID} is still unlikely", "still unlikely", "said"),
    (f"{RAID} is still unlikely", "unlikely", "said"),
    (f"{RAID} remains unlikely", "unlikely", "said"),
    (f"{RAID} remained unlikely", "unlikely", "said"),
    (f"{RAID} continues to be unlikely", "unlikely", "said"),
    (f"{RAID} has stayed unlikely", "unlikely", "said"),
    (f"{RAID} unlikely", "unlikely", "still considers"),
    (f"it remains just as unlikely that {RAID}", "unlikely", "said"),
]


@pytest.mark.parametrize(("what", "word", "cue"), KEPT)
def test_what_remains_unlikely_says_the_old_word_again(what: str, word: str, cue: str) -> None:
    first = told(f"{RAID} is unlikely", "unlikely", "02 May")
    again = told(what, word, "09 May", publisher="Lofot Post", cue=cue)
    origins = trace([again, first], load_register())
    assert [(o.restates, o.supersedes) for o in origins] == [(None, None), (origins[0].id, None)]
    assert origins[1].mentions[0].kind == "restatement"


@pytest.mark.parametrize(("what", "word", "cue"), KEPT)
def test_of_older_words_the_latest_same_one_is_said_again(what: str, word: str, cue: str) -> None:
    made = [
        told(f"{RAID} is possible", "possible", "01 May"),
        told(f"{RAID} is unlikely", "unlikely", "04 May"),
        told(what, word, "09 May", publisher="Lofot Post", cue=cue),
    ]
    first, second, third = trace(made, load_register())
    assert second.supersedes == first.id
    assert (third.restates, third.supersedes) == (second.id, None)


def test_what_remains_so_is_said_again_without_the_word_that_keeps_it() -> None:
    made = [
        told(f"{RAID} remains unlikely", "unlikely", "02 May"),
        told(f"{RAID} is unlikely", "unlikely", "09 May", publisher="Lofot Post"),
    ]
    first, second = trace(made, load_register())
    assert (second.restates, second.supersedes) == (first.id, None)


def test_a_kept_word_that_was_another_supersedes_it() -> None:
    made = [
        told(f"{RAID} is very likely", "very likely", "02 May"),
        told(f"{RAID} remains unlikely", "unlikely", "09 May", publisher="Lofot Post"),
    ]
    first, second = trace(made, load_register())
    assert (second.restates, second.supersedes) == (None, first.id)


def test_what_remains_unlikely_is_not_what_else_was() -> None:
    made = [
        told(f"{RAID} is unlikely", "unlikely", "02 May"),
        told("a strike of the harbour pilots remains unlikely", "unlikely", "09 May"),
    ]
    found: tuple[Origin, ...] = trace(made, load_register())
    assert [(o.restates, o.supersedes) for o in found] == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("what", "word", "cue"),
    [
        ("crews who are still at the ferry are unlikely to leave it", "unlikely", "said"),
        ("a raid while boats remain at the ferry is unlikely", "unlikely", "said"),
        ("the boats remaining at the ferry are likely to sail", "likely", "said"),
        ("boats will likely remain at the ferry", "likely", "said"),
        ("a raid no longer remains unlikely", "unlikely", "said"),
        ("a raid is unlikely", "unlikely", "said"),
    ],
)
def test_what_goes_on_itself_is_no_kept_likelihood(what: str, word: str, cue: str) -> None:
    made, one = judgement(what, word, cue=cue)
    assert not keeps(one, made.report)


def test_the_word_that_keeps_is_nothing_that_a_judgement_is_about() -> None:
    made, one = judgement(f"{RAID} remains unlikely", "unlikely")
    span = lasting(one, made.report)
    assert span is not None
    assert span.of(made.report.text) == "remains"
    assert without_lasting("Still  very Unlikely") == "very unlikely"
