"""Whose words: an origin is weighed by who really said it, who denied it, and on what it leans."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weigh.build import (
    origin_of,
    reading_of,
    register_of,
    say,
)
from tests.weigh.tables import SEEN, both, matrix_of, row_of, told

from tocsin.nouns import (
    Grade,
    Name,
    Origin,
    Reading,
    Register,
    Row,
    Source,
    Span,
    Verification,
)


def framed(frame: str, inner: str) -> tuple[list[Reading], list[Origin]]:
    """A report in the writer's voice, with an official's words within it, of one origin."""
    reading = reading_of(replace(say(frame), speaker=Name("The Paper", None, True)))
    start = frame.index(inner)
    span = Span(start, start + len(inner))
    quoted = replace(
        reading.statements[0],
        id="s-inner",
        span=span,
        content=span,
        text=inner,
        speaker=Name("an official", Span(start, start + len("an official")), False),
    )
    reading = replace(reading, statements=(*reading.statements, quoted))
    return [reading], [origin_of("an official", reading)]


def test_a_frame_of_the_writer_s_is_weighed_by_whom_it_quotes() -> None:
    inner = "an official said that trains brought tanks"
    readings, origins = framed(f"The first was when {inner}.", inner)
    (sighting,) = row_of(matrix_of(readings, origins)).sightings
    assert [readings[0].statements[1].span] == [span for _, span in sighting.spans]
    assert "nobody is named as the speaker" in sighting.flags
    assert not any("writer's own voice" in flag for flag in sighting.flags)


def test_what_the_writer_adds_outside_of_the_quoted_words_stays_his() -> None:
    inner = "an official said that trains brought tanks"
    frame = f"Tanks were moved to the border on Monday in the early hours, and {inner}."
    readings, origins = framed(frame, inner)
    (sighting,) = row_of(matrix_of(readings, origins)).sightings
    assert readings[0].statements[0].span in [span for _, span in sighting.spans]


def only(*pairs: tuple[Reading, Origin], register: Register | None = None) -> dict[str, Grade]:
    """The grade of each sighting of armour, by its source."""
    row = row_of(matrix_of(*both(*pairs), register=register))
    return {one.source: one.grade for one in row.sightings}


def test_a_denial_in_one_report_is_one_of_what_the_origin_said_in_every_report() -> None:
    plain = reading_of(say(SEEN, quantity="tanks"), publisher="The Courier")
    denied = reading_of(say(f"{SEEN} It is denied.", quantity="tanks", verification=("denied",)))
    origin = origin_of("Ann Marlow", plain, denied)
    made = row_of(matrix_of([plain, denied], [origin])).sightings
    assert [one.grade.credibility for one in made] == [4]
    (alone,) = row_of(matrix_of([plain], [origin_of("Ann Marlow", plain)])).sightings
    assert alone.grade.credibility == 3
    assert made[0].weight < alone.weight


def test_a_denial_of_another_claim_of_the_origin_lowers_nothing() -> None:
    plain = reading_of(say(SEEN, quantity="tanks"))
    denied = reading_of(say("Eastland called up its reservists.", verification=("denied",)))
    origin = origin_of("Ann Marlow", plain, denied)
    (made,) = row_of(matrix_of([plain, denied], [origin])).sightings
    assert made.grade.credibility == 3


@pytest.mark.parametrize("by", ["Ann Marlow", "the Ann Marlow", "ann marlow", "Marlow Office"])
def test_who_confirms_his_own_words_verifies_nothing(by: str) -> None:
    register = register_of(Source("Ann Marlow", ("Marlow Office",), "expert", (), None, None))
    register = replace(register, by_alias={**register.by_alias, "marlow office": "Ann Marlow"})
    told_by = say(SEEN)
    own = replace(told_by, verification=(Verification("verified", by, told_by.content),))
    assert only(told(own, "Ann Marlow"), register=register)["Ann Marlow"].credibility is None
    other = replace(told_by, verification=(Verification("verified", "Ben Carr", told_by.content),))
    assert only(told(other, "Ann Marlow"), register=register)["Ann Marlow"].credibility == 2


def test_a_count_in_the_writer_s_own_voice_names_nobody_who_counted() -> None:
    counted = say("Trains brought 40 tanks to the border.", quantity="40 tanks")
    written = replace(counted, speaker=Name("Ann Marlow", None, True))
    assert only(told(counted, "Ann Marlow"))["Ann Marlow"].credibility == 3
    assert only(told(written, "Ann Marlow"))["Ann Marlow"].credibility is None
    # An institute that writes its own report is who counts.
    register = register_of(Source("Ann Marlow", (), "think-tank", (), None, None))
    assert only(told(written, "Ann Marlow"), register=register)["Ann Marlow"].credibility == 3


def test_who_passes_words_on_corroborates_them_not_nor_do_they_him() -> None:
    own = told(say(SEEN), "Ann Marlow")
    passed = told(
        say("Tanks were moved, they told her.", speaker="Ben Carr", chain=[("Ann Marlow", True)]),
        "Ben Carr",
        1,
    )
    assert {one.credibility for one in only(own, passed).values()} == {None}
    free = told(say("Tanks were moved, they told her.", speaker="Ben Carr"), "Ben Carr", 1)
    assert {one.credibility for one in only(own, free).values()} == {2}


@pytest.mark.parametrize(
    "words",
    [
        "I get lads writing and saying that",
        "friends tell me that",
        "we hear that",
        "I was told that",
        "people wrote to us that",
    ],
)
def test_what_a_named_speaker_was_told_by_nobody_named_is_hearsay(words: str) -> None:
    text = f"Ann Marlow said {words} trains brought tanks."
    (made,) = row_of(
        matrix_of(*both(told(say(text, content=f"{words} trains brought tanks"), "Ann Marlow")))
    ).sightings
    assert made.weight == pytest.approx(0.75 * 0.65 * 0.6)
    assert any("hearsay" in flag for flag in made.flags)


@pytest.mark.parametrize("words", ["as Carr told us", "we got there when"])
def test_what_somebody_named_told_is_no_nameless_hearsay(words: str) -> None:
    text = f"Ann Marlow said {words} trains brought tanks."
    content = f"{words} trains brought tanks"
    (made,) = row_of(matrix_of(*both(told(say(text, content=content), "Ann Marlow")))).sightings
    assert not any("hearsay" in flag for flag in made.flags)


def test_a_named_speaker_s_frame_is_weighed_by_whom_he_quotes() -> None:
    inner = "an official said that trains brought tanks"
    readings, _ = framed(f"Ann Marlow noted that {inner}.", inner)
    frame, quoted = readings[0].statements
    frame = replace(frame, speaker=Name("Ann Marlow", Span(0, 10), True))
    page = replace(readings[0], statements=(frame, quoted))
    made = matrix_of(
        [page],
        [
            origin_of("Ann Marlow", replace(page, statements=(frame,)), name="o1"),
            origin_of("an official", replace(page, statements=(quoted,)), name="o2"),
        ],
    )
    assert [one.source for one in row_of(made).sightings] == ["an official"]


def concluded(conclusion: str, observed: str, **parts: object) -> Row:
    """A report in which Ann Marlow concludes, and Ben Carr saw."""
    saw = say(observed, act="observation", speaker="Ben Carr", **parts)  # type: ignore[arg-type]
    page = reading_of(say(conclusion, act="assessment", quantity=None))
    after = Span(len(conclusion) + 1, len(conclusion) + 1 + len(observed))
    seen = replace(saw, report=page.report.id, span=after, content=after)
    page = replace(page, statements=(*page.statements, seen))
    first, second = page.statements
    return row_of(
        matrix_of(
            [page],
            [
                origin_of("Ann Marlow", replace(page, statements=(first,)), name="o1"),
                origin_of("Ben Carr", replace(page, statements=(second,)), name="o2"),
            ],
        )
    )


def test_a_conclusion_from_what_another_saw_is_not_counted_beside_it() -> None:
    conclusion, seen = "She concluded that tanks were moved.", "Carr saw that trains brought tanks."
    apart = concluded(conclusion, seen)
    assert [one.source for one in apart.sightings] == ["Ann Marlow", "Ben Carr"]
    relayed = concluded(conclusion, seen, chain=[("Ann Marlow", True)])
    assert [one.source for one in relayed.sightings] == ["Ben Carr"]
    named = concluded("Citing Ben Carr she concluded that tanks were moved.", seen)
    assert [one.source for one in named.sightings] == ["Ben Carr"]


def voiced(who: str, words: str, day: float) -> tuple[Reading, Origin]:
    """What somebody named says on a day."""
    return told(say(f"{words}, {who} said.", speaker=who), who, day)


def test_who_says_the_opposite_of_one_time_takes_a_corroboration_away() -> None:
    seen = [voiced("Ann", "Trains brought tanks", 0), voiced("Ben", "Trains brought tanks", 1)]
    unseen = [voiced("Cem", "No tanks were moved", 1), voiced("Dan", "No tanks were moved", 2)]
    assert {one.credibility for one in only(*seen).values()} == {2}
    assert {one.credibility for one in only(*seen, unseen[0]).values()} == {None}
    row = row_of(matrix_of(*both(*seen, *unseen)))
    assert len(row.evidence) == 4
    assert {one.grade.credibility for one in row.evidence} == {None}


def test_who_says_the_opposite_of_another_time_takes_none_away() -> None:
    seen = [voiced("Ann", "Trains brought tanks", 9), voiced("Ben", "Trains brought tanks", 9)]
    before = voiced("Cem", "No tanks were moved", 0)
    assert {one.credibility for one in only(*seen, before).values()} == {2}
