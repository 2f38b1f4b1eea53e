"""The short form, the change notice, and a case told in another house's style and scale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.publish.build import american, case_of, resolved

from tocsin.errors import BadArgument
from tocsin.publish import (
    FORMS,
    Case,
    assess,
    check,
    house_named,
    in_form,
    in_style,
    lint,
    markdown,
)
from tocsin.publish.forms import words_in
from tocsin.publish.house import HOUSES, load_house
from tocsin.weigh import load_yardsticks

CASES = [case_of(), american(), resolved()]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", HOUSES)
def test_a_short_form_has_two_hundred_words_at_most_and_the_whole_bottom_line(
    case: Case, name: str
) -> None:
    house = house_named(name)
    full = assess(case, house=house)
    short = in_form(full, house, "short")
    assert words_in(short) <= 200
    assert short.sections[0] == full.sections[0]
    assert {one.id for one in short.sections} >= {"bottom-line", "judgements"}


@pytest.mark.parametrize("form", FORMS)
def test_every_sentence_of_a_form_is_one_of_the_full_with_all_it_cites(form: str) -> None:
    house = house_named("uk")
    full = assess(case_of(), house=house)
    known = {sentence for section in full.sections for sentence in section.sentences}
    cut = in_form(full, house, form)
    assert {sentence for section in cut.sections for sentence in section.sentences} <= known


def test_a_change_notice_has_every_cause_and_what_to_watch_next() -> None:
    house = house_named("uk")
    full = assess(case_of(), house=house)
    notice = {one.id: one for one in in_form(full, house, "change").sections}
    assert list(notice) == ["bottom-line", "change", "indicators", "gaps"]
    assert notice["change"] == next(one for one in full.sections if one.id == "change")


def test_the_full_form_is_the_assessment_itself() -> None:
    full = assess(case_of())
    assert in_form(full, house_named("uk"), "full") is full
    with pytest.raises(BadArgument, match="no form"):
        in_form(full, house_named("uk"), "long")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", HOUSES)
def test_a_style_tells_the_same_number_on_its_own_scale_and_passes_the_lint(
    case: Case, name: str
) -> None:
    house = house_named(name)
    told = in_style(case, house)
    assert told.estimate.event.p == case.estimate.event.p
    assert told.yardstick.name in house.yardsticks
    assessment = assess(told, house=house)
    assert lint(assessment, told, house=house) == ()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", HOUSES)
def test_what_a_style_prints_has_no_error_as_prose(case: Case, name: str) -> None:
    house = house_named(name)
    told = in_style(case, house)
    text = markdown(assess(told, house=house))
    found = check(text, "md", told.yardstick)
    assert [one for one in found if one.severity == "error"] == []
    # A whole assessment says all that one must say.
    assert [one for one in found if not one.words] == []


def test_what_the_number_hangs_on_is_told_on_the_same_scale() -> None:
    house = house_named("us")
    told = in_style(case_of(), house)
    assert case_of().sensitivity
    for one in told.sensitivity:
        assert one.word == told.yardstick.word_for(one.p)[0].word
    words = {word for band in case_of().yardstick.bands for word in band.words}
    foreign = words - {word for band in told.yardstick.bands for word in band.words}
    judgements = assess(told, house=house).sections[1].sentences
    assert not any(f"“{word}”" in one.text for one in judgements for word in foreign)


def test_a_case_of_the_house_s_own_scale_is_left_as_it_is() -> None:
    case = case_of()
    assert in_style(case, house_named("UK")) is case


def test_a_house_copies_a_style_and_lays_out_its_own_forms(repository: Path) -> None:
    row = yaml.safe_load((repository / "src/tocsin/data/house_uk.yaml").read_text("utf-8"))
    row["forms"]["flash"] = {"words": 60, "kept": ["bottom-line"], "sections": {"bottom-line": 1}}
    house = load_house(row)
    (section,) = in_form(assess(case_of(), house=house), house, "flash").sections
    assert len(section.sentences) == 1
    del row["forms"]
    assert load_house(row).forms == {}


def test_a_scale_that_nobody_ships_is_refused() -> None:
    house = replace(house_named("us"), yardsticks=("OURS",))
    with pytest.raises(BadArgument, match="no yardstick"):
        in_style(case_of(), house)
    assert "OURS" not in load_yardsticks()
