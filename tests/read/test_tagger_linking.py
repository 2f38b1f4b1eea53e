"""Links: what a network weighs becomes sayings whose offsets are those of the text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import Span
from tocsin.read.tagger.decoding import CUE_LABELS, NEVER, ROLE_LABELS, forbidden
from tocsin.read.tagger.encoding import Encoded, words_of
from tocsin.read.tagger.linking import Decision, Seen, links_of, sayings_from

STEPS = np.where(forbidden(ROLE_LABELS), NEVER, 0.0)
DECISION = Decision(
    room=40,
    overlap=16,
    opening=1,
    closing=2,
    transitions=tuple(tuple(row) for row in STEPS.tolist()),
    lean=0.0,
    eager=0.0,
    least=0.0,
)
SAID, NAME, OTHER, STOP = 10, 11, 12, 13
PIECE = {"said": SAID, "Ann": NAME, "Bob": NAME, ".": STOP}


def encoded_of(text: str) -> Encoded:
    spans = words_of(text)
    pieces = tuple((PIECE.get(span.of(text), OTHER),) for span in spans)
    return Encoded(spans, pieces, (0,) * len(spans), (0,) * len(spans))


class Plain:
    """Takes "said" for a cue, the name beside it for its source, all up to a stop for content."""

    def see(self, seen: Seen) -> tuple[np.ndarray, np.ndarray]:
        kinds = seen.pieces[seen.firsts]
        weights = np.zeros((len(kinds), len(CUE_LABELS)), dtype=np.float32)
        weights[:, 0] = np.where(kinds == SAID, -4.0, 4.0)
        weights[:, 1] = -weights[:, 0]
        weights[:, 2] = -9.0
        return kinds[:, None].astype(np.float32), weights

    def link(self, vectors: np.ndarray, firsts: np.ndarray, pasts: np.ndarray) -> np.ndarray:
        kinds = vectors[:, 0]
        weights = np.zeros((len(firsts), len(kinds), len(ROLE_LABELS)), dtype=np.float32)
        for row, (first, past) in enumerate(zip(firsts, pasts, strict=True)):
            weights[row, :, 0] = 3.0
            if first and kinds[first - 1] == NAME:
                weights[row, first - 1, 1] = 9.0
            for n in range(past, len(kinds)):
                if kinds[n] != OTHER:
                    break
                weights[row, n, 3 if n == past else 4] = 9.0
        return weights


def test_a_saying_points_to_its_words() -> None:
    text = "So — Ann said it rains hard. Bob said no."
    found = sayings_from(links_of(encoded_of(text), Plain(), DECISION), words_of(text))
    assert [
        tuple(" ".join(span.of(text) for span in part) for part in (s.source, s.cue, s.content))
        for s in found
    ] == [("Ann", "said", "it rains hard"), ("Bob", "said", "no")]


SENTENCES = st.lists(
    st.sampled_from(["Ann said it rains. ", "Bob said\nso it is. ", "Rain fell. ", "said. "]),
    max_size=30,
)


@given(SENTENCES)
def test_windows_make_no_difference_where_all_of_a_saying_is_seen(sentences: list[str]) -> None:
    encoded = encoded_of("".join(sentences))
    whole = replace(DECISION, room=10_000)
    assert links_of(encoded, Plain(), DECISION) == links_of(encoded, Plain(), whole)


@given(SENTENCES)
def test_spans_lie_in_the_text_and_in_order(sentences: list[str]) -> None:
    text = "".join(sentences)
    encoded = encoded_of(text)
    found = sayings_from(links_of(encoded, Plain(), DECISION), encoded.spans)
    assert list(found) == sorted(found, key=lambda saying: saying.cue)
    for saying in found:
        for part in (saying.source, saying.cue, saying.content):
            assert list(part) == sorted(part)
            assert all(0 <= s.start < s.end <= len(text) for s in part)
            assert all(s.of(text) == s.of(text).strip() for s in part)


def test_a_cue_without_content_says_nothing() -> None:
    assert links_of(encoded_of("Ann said."), Plain(), DECISION) == ()


def test_what_is_less_probable_than_asked_is_left_out() -> None:
    encoded = encoded_of("Ann said it rains.")
    (link,) = links_of(encoded, Plain(), DECISION)
    assert 0.9 < link.probability <= 1.0
    assert links_of(encoded, Plain(), replace(DECISION, least=1.01)) == ()


def test_a_network_that_leans_to_silence_finds_less() -> None:
    encoded = encoded_of("Ann said it rains.")
    assert links_of(encoded, Plain(), replace(DECISION, lean=20.0)) == ()


def test_a_network_that_is_eager_for_a_source_takes_the_likeliest() -> None:
    class Shy(Plain):
        def link(self, vectors: np.ndarray, firsts: np.ndarray, pasts: np.ndarray) -> np.ndarray:
            weights = super().link(vectors, firsts, pasts)
            weights[:, :, 1] = np.where(weights[:, :, 1] > 0, 2.5, 0.0)
            return weights

    encoded = encoded_of("Ann said it rains.")
    (shy,) = links_of(encoded, Shy(), DECISION)
    (eager,) = links_of(encoded, Shy(), replace(DECISION, eager=1.0))
    assert shy.source == ()
    assert eager.source == ((0, 1),)


def test_the_nearest_of_two_sources_is_taken() -> None:
    class Two(Plain):
        def link(self, vectors: np.ndarray, firsts: np.ndarray, pasts: np.ndarray) -> np.ndarray:
            weights = super().link(vectors, firsts, pasts)
            weights[:, 0, 1] = 9.0
            return weights

    text = "Bob rose. Ann said it rains."
    (saying,) = sayings_from(links_of(encoded_of(text), Two(), DECISION), words_of(text))
    assert saying.source == (Span(10, 13),)
