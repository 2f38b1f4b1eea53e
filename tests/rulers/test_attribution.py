"""Who said what: each measure on sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from tocsin.errors import BadRow
from tocsin.rulers.attribution import Tokens, quotation_of, score_rows
from tocsin.rulers.figures import Figures
from tocsin.rulers.rows import table_of

TEXT = 'The envoy said the bridge was shut. "We saw no tanks," a farmer told the paper.'


def spans(*pieces: str) -> list[list[int]]:
    return [[TEXT.index(piece), TEXT.index(piece) + len(piece)] for piece in pieces]


ENVOY: dict[str, Any] = {
    "source": spans("The envoy"),
    "cue": spans("said"),
    "content": spans("the bridge was shut"),
}
FARMER: dict[str, Any] = {
    "source": spans("a farmer"),
    "cue": spans("told"),
    "content": spans('"We saw no tanks,"'),
}


def judged(*found: dict[str, Any]) -> Figures:
    gold = table_of([{"doc_id": "1", "text": TEXT, "attributions": [ENVOY, FARMER]}])
    return score_rows(gold, table_of([{"doc_id": "1", "attributions": list(found)}]))


def test_tokens_are_words_or_single_marks() -> None:
    tokens = Tokens.of('"No," he said.')
    found = ['"No," he said.'[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]
    assert found == ['"', "No", ",", '"', "he", "said", "."]


def test_a_span_takes_every_token_it_touches() -> None:
    tokens = Tokens.of("the old bridge")
    assert tokens.touched((5, 9)) == (1, 3)
    assert tokens.touched((3, 4)) is None


def test_marks_at_the_ends_are_ignored_unless_there_is_nothing_else() -> None:
    tokens = Tokens.of('"No," he said.')
    assert tokens.trimmed((0, 4)) == (1, 2)
    assert tokens.trimmed((2, 4)) == (2, 4)


def test_end_marks_matter_only_to_the_strict_measures() -> None:
    figures = judged(ENVOY, {**FARMER, "content": spans("We saw no tanks")})
    assert figures["exact"]["content"]["f1"] == 1
    assert figures["exact-strict"]["content"]["f1"] == 0.5
    assert figures["relation-exact"]["f1"] == 1
    assert figures["token"]["content"]["r"] == pytest.approx(8 / 11)


def test_a_shared_token_is_overlap_and_not_half() -> None:
    figures = judged(
        {**ENVOY, "content": spans('the bridge was shut. "We saw no tanks," a farmer')}
    )
    assert figures["relation-overlap"]["p"] == 1
    assert figures["relation-half"]["p"] == 0


def test_who_said_what_does_not_look_at_the_cue() -> None:
    figures = judged({**ENVOY, "cue": spans("told")})
    assert figures["who-said-what"]["p"] == 1
    assert figures["relation-overlap"]["p"] == 0


def test_a_source_that_neither_side_has_is_right() -> None:
    gold = table_of([{"doc_id": "1", "text": TEXT, "attributions": [{**ENVOY, "source": None}]}])
    found = table_of([{"doc_id": "1", "attributions": [{**ENVOY, "source": []}]}])
    figures = score_rows(gold, found)
    assert figures["relation-exact"]["f1"] == figures["relation-overlap"]["f1"] == 1


def test_one_prediction_covers_one_relation_only() -> None:
    figures = judged(ENVOY, ENVOY)
    assert figures["relation-half"] == {"p": 0.5, "r": 0.5, "f1": 0.5}


WORDS = " ".join(f"w{n}" for n in range(30))


def words(first: int, past: int) -> list[list[int]]:
    """The span of some of WORDS, counted from 0."""
    text = WORDS.split()
    start = len(" ".join(text[:first])) + (first > 0)
    return [[start, start + len(" ".join(text[first:past]))]]


def of_words(gold: dict[str, Any], *found: dict[str, Any]) -> Figures:
    return score_rows(
        table_of([{"doc_id": "1", "text": WORDS, "attributions": [gold]}]),
        table_of([{"doc_id": "1", "attributions": list(found)}]),
    )


@pytest.mark.parametrize(("shared", "pairs"), [(18, False), (20, True)])
def test_the_cue_weighs_half_as_much_as_the_content(shared: int, pairs: bool) -> None:
    """9 words of 20 and the cue (.45 + .5) come before 18 of 20 (.9), and after all 20."""
    gold = {"cue": words(0, 1), "content": words(10, 30)}
    with_cue = {"cue": words(0, 1), "content": words(10, 19)}
    without = {"cue": words(1, 2), "content": words(10, 10 + shared)}
    assert of_words(gold, without, with_cue)["who-said-what"]["r"] == pairs


@pytest.mark.parametrize(("shared", "pairs"), [(13, True), (15, False)])
def test_the_source_weighs_a_quarter_as_much_as_the_content(shared: int, pairs: bool) -> None:
    """9 words of 20 and the source (.45 + .25) come before 13 of 20 (.65), and after 15 (.75)."""
    gold = {"source": words(2, 3), "cue": words(0, 1), "content": words(10, 30)}
    with_source = {**gold, "content": words(10, 19)}
    without = {**gold, "source": words(3, 4), "content": words(10, 10 + shared)}
    assert of_words(gold, without, with_source)["relation-overlap"]["r"] == pairs


@pytest.mark.parametrize(("shared", "right"), [(10, True), (9, False)])
def test_half_of_the_tokens_is_enough(shared: int, right: bool) -> None:
    gold = {"source": words(0, 1), "content": words(10, 30)}
    found = {"source": words(0, 1), "content": words(10, 10 + shared)}
    assert of_words(gold, found)["relation-half"]["r"] == right


def test_recall_is_told_apart_by_quotation() -> None:
    by_quotation = judged(FARMER)["recall_by_quotation"]
    assert by_quotation["direct"]["gold"] == by_quotation["indirect"]["gold"] == 1
    assert by_quotation["direct"]["relation-half"] == 1
    assert by_quotation["indirect"]["relation-half"] == 0


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“All quiet,”", "direct"),
        ("the road was “all quiet” again", "mixed"),
        ('"All" and "quiet"', "mixed"),
        ("all was quiet", "indirect"),
        ("it's quiet", "indirect"),
    ],
)
def test_the_kind_of_quotation(content: str, kind: str) -> None:
    assert quotation_of(content, [(0, len(content))]) == kind


def test_no_content_is_indirect() -> None:
    assert quotation_of("all quiet", []) == "indirect"


@pytest.mark.parametrize(
    "role", [[[0, 0]], [[0, 5000]], [[-1, 3]], [[0]], [[0, True]], ["x"], {"start": 0}]
)
def test_a_span_that_cannot_be_is_refused(role: object) -> None:
    with pytest.raises(BadRow) as caught:
        judged(ENVOY, {"source": role})
    assert caught.value.at == "row 1, attributions[1]"
