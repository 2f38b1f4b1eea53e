"""Marks of bold, of italics and of links are read past: nobody is called "*"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.reading import content, report_of, said, segments_of, statements

from tocsin.nouns import Segment, Span
from tocsin.read import Reader
from tocsin.read.marks import bare


def words(text: str) -> str:
    read = bare(report_of(text), segments_of(report_of(text)))
    return text if read is None else read.report.text


@pytest.mark.parametrize(
    "name",
    [
        "*Harbour Times*",
        "**Harbour Times**",
        "***Harbour Times***",
        "_Harbour Times_",
        "__Harbour Times__",
        "`Harbour Times`",
        "~~Harbour Times~~",
        "**_Harbour Times_**",
        "[Harbour Times](https://times.example/a_b?c=*d*)",
        '[**Harbour Times**](news.html "The news")',
        "**[Harbour Times](https://times.example/w/A_(b))**",
        "[Harbour Times][1]",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "The {} said on Friday that *no* tank had left.",
        "Tanks have left Narland, the {} reported.",
        "According to the {}, tanks have left Narland.",
        "{} said that tanks had left Narland.",
    ],
)
def test_a_marked_name_is_the_speaker_without_its_marks(
    reader: Reader, sentence: str, name: str
) -> None:
    text = sentence.format(name)
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert one.speaker.text == "Harbour Times"
    assert one.speaker.span is not None
    assert one.speaker.span.of(text) == "Harbour Times"
    assert one.chain == ()


def test_a_name_that_is_marked_in_part_is_read_whole(reader: Reader) -> None:
    text = "The Institute for **Peace** (*IFP*) said a raid was near. The [IFP][2] said it was not."
    first, second = statements(reader, text)
    assert first.speaker is not None
    assert first.speaker.text == "Institute for Peace"
    assert second.speaker == first.speaker


def test_a_likelihood_is_read_past_its_marks(reader: Reader) -> None:
    text = "The staff said that a raid is ***very*** **unlikely**."
    phrase = said(statements(reader, text), "raid is").likelihood
    assert phrase is not None
    assert phrase.phrase == "very unlikely"
    assert phrase.span.of(text) == "very*** **unlikely"


def test_a_statement_keeps_the_text_as_captured_and_the_marks_of_its_words(reader: Reader) -> None:
    text = "**Tanks have left.** The army said `nothing` had moved. _The ministry_ denied it."
    found = statements(reader, text)
    assert [one.text for one in found] == [
        "**Tanks have left.**",
        "The army said `nothing` had moved.",
        "_The ministry_ denied it.",
    ]
    assert content(found[1]) == "`nothing` had moved"
    assert all(one.span.of(text) == one.text for one in found)


def test_marks_change_nothing_in_what_is_read(reader: Reader) -> None:
    plain = "According to the Daily Post, citing two officials, war is likely in June."
    marked = (
        "According to the [Daily Post](https://post.example), citing **two officials**, war is "
        "*likely* in __June__."
    )
    (one,), (other,) = statements(reader, plain), statements(reader, marked)
    assert one.speaker is not None
    assert other.speaker is not None
    assert one.speaker.text == other.speaker.text == "two officials"
    assert [(r.name.text, r.via) for r in one.chain] == [(r.name.text, r.via) for r in other.chain]
    assert one.likelihood is not None
    assert other.likelihood is not None
    assert one.likelihood.phrase == other.likelihood.phrase
    assert [d.interval for d in one.dates] == [d.interval for d in other.dates]


@pytest.mark.parametrize(
    "text",
    [
        "It measures 2 * 3 * 4 and 5*6*7.",
        "The file is called old_harbour_map here.",
        "He called them f*** and s**t.",
        "* One boat and * two boats.",
        "Fill in ____ here.",
        "``We sail,'' he said.",
        "He said `no' and went.",
        "It was (see [sic](see)) so.",
        "The price is $5* or *6.",
        "A note [1] stands here.",
        "It ends *here\n\nand begins* there.",
    ],
)
def test_signs_that_mark_nothing_stay(text: str) -> None:
    assert words(text) == text


@given(st.text(alphabet="ab *_`~[]()/.!\n\"'", max_size=60))
def test_only_signs_are_left_out_and_each_place_is_known(text: str) -> None:
    report = report_of(text)
    cut = len(text) // 2
    segments = (
        Segment(report.id, Span(0, cut), "headline"),
        Segment(report.id, Span(cut, len(text)), "body"),
    )
    read = bare(report, segments)
    if read is None:
        return
    assert "".join(text[at] for at in read.kept) == read.report.text
    assert len(read.report.text) < len(text)
    assert read.segments[0].span.end == read.segments[1].span.start
    assert read.segments[1].span.end == len(read.report.text)
