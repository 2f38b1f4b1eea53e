from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.read.reading import report_of, said, segments_of, statements

from tocsin.evaluate import attribution
from tocsin.nouns import Span
from tocsin.read import Reader
from tocsin.read.sayings import sayings_of


def sayings(reader: Reader, text: str) -> list[tuple[list[str], list[str], list[str]]]:
    def words(spans: tuple[Span, ...]) -> list[str]:
        return [span.of(text) for span in spans]

    found = sayings_of(reader.pages(text, segments_of(report_of(text))))
    return [(words(s.source), words(s.cue), words(s.content)) for s in found]


def test_a_saying_stands_as_it_is_written(reader: Reader) -> None:
    text = "Olga Maren left. She said the bridge was closed."
    assert sayings(reader, text) == [(["She"], ["said"], ["the bridge was closed"])]


def test_a_saying_has_all_pieces_of_its_quotation(reader: Reader) -> None:
    text = "“The roads are bad,” Olga Maren said. “The bridges are worse. Nobody cares.”"
    ((source, cue, content),) = sayings(reader, text)
    assert (source, cue) == (["Olga Maren"], ["said"])
    assert content == ["“The roads are bad,”", "“The bridges are worse. Nobody cares.”"]


def test_a_saying_between_its_words_has_two_pieces(reader: Reader) -> None:
    text = "The roads, Olga Maren said, are bad."
    assert sayings(reader, text) == [(["Olga Maren"], ["said"], ["The roads", "are bad"])]


def test_a_saying_ends_where_another_begins(reader: Reader) -> None:
    text = "Olga Maren says that the roads are bad, and asks for help."
    contents = [content for _, _, content in sayings(reader, text)]
    assert ["that the roads are bad"] in contents


def test_stance_is_a_saying_though_no_statement(reader: Reader) -> None:
    text = "Olga Maren wants to leave the town."
    assert sayings(reader, text) == [(["Olga Maren"], ["wants"], ["to leave the town"])]


def test_the_measure_reads_texts_and_gives_rows(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    text = "Olga Maren said the bridge was closed."
    wanted = {"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 37]]}
    gold.write_text(json.dumps({"doc_id": "a", "text": text, "attributions": [wanted]}) + "\n")
    rows = list(attribution.predict(gold))
    assert rows == [{"doc_id": "a", "attributions": [wanted]}]
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(row) + "\n" for row in rows))
    figures = attribution.figures(gold, predicted)
    assert figures["who-said-what"]["f1"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The league condemned Norland after its ships entered the bay on Friday.", "ships"),
        ("The president called for help after Norland's troops arrived in Sorland.", "troops"),
        ("The union urged restraint after Norland's tanks crossed the border.", "tanks"),
        ("The union expressed concern after the guard took the town of Bara.", "guard"),
        ("Norland denied involvement after rebels seized the town.", "rebels"),
    ],
)
def test_what_had_come_about_before_a_judgement_is_the_writer_s(
    reader: Reader, text: str, told: str
) -> None:
    found = said(statements(reader, text), told)
    assert found.speaker is not None
    assert found.speaker.span is None
    assert (found.tense, found.polarity) == ("past", "affirmed")
