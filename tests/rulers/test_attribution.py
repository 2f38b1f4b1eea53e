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
    assert score_rows(gold, found)["relation-exact"]["f1"] == 1


def test_one_prediction_covers_one_relation_only() -> None:
    figures = judged(ENVOY, ENVOY)
    assert figures["relation-half"] == {"p": 0.5, "r": 0.5, "f1": 0.5}


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
