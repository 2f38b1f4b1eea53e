"""An editor's change holds to the sentence beneath it, is marked, and is held to the rules."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.build import american, case_of, resolved

from tocsin.errors import BadArgument
from tocsin.nouns import Assessment, Edit, Sentence
from tocsin.publish import Case, assess, html, in_form, lint, markdown, stix_text
from tocsin.publish.editing import EDITS, laid_over, standing_of
from tocsin.publish.house import house_for
from tocsin.publish.proof import as_read, mark_of, proof_of, proof_text

CASES = [case_of(), american(), resolved()]
WHEN = datetime(2031, 3, 23, tzinfo=UTC)


def edit_of(case: Case, section: str, number: int, text: str, *, entry: str = "c1") -> Edit:
    """An edit of the generated sentence of that number, from 1."""
    made = assess(replace(case, edits=()))
    (own,) = [one for one in made.sections if one.id == section]
    house = house_for(case.watch.yardstick)
    return Edit(
        entry=entry,
        section=section,
        generated=own.sentences[number - 1].text,
        text=text,
        style=house.name,
        as_of=case.estimate.as_of,
        by="Ida Moss",
        why="plainer",
        at=WHEN,
    )


def sentences(assessment: Assessment, section: str) -> tuple[Sentence, ...]:
    return next((one.sentences for one in assessment.sections if one.id == section), ())


def changed(case: Case, section: str, number: int, text: str) -> Case:
    return replace(case, edits=(edit_of(case, section, number, text),))


def broken(case: Case, section: str) -> list[str]:
    """The rules that the changes break."""
    return [one.rule for one in lint(assess(case), case) if one.section == section]


def test_without_an_edit_the_assessment_is_as_it_was() -> None:
    case = case_of()
    assert markdown(assess(replace(case, edits=()))) == markdown(assess(case))


def test_an_edit_stands_in_its_place_with_the_places_of_the_generated_sentence() -> None:
    case = case_of()
    before = sentences(assess(case), "gaps")
    after = sentences(assess(changed(case, "gaps", 1, "A report without a date is left.")), "gaps")
    assert after[0].text == "A report without a date is left."
    assert after[0].citations == before[0].citations
    assert after[0].edit is not None
    assert after[0].edit.generated == before[0].text
    assert after[1:] == before[1:]


def test_what_is_written_as_two_sentences_is_checked_as_two() -> None:
    case = case_of()
    text = "Confidence here is low. The base is thin (one army; cf. the “quiet” watch), and old."
    made = sentences(assess(changed(case, "judgements", 2, text)), "judgements")
    assert [one.text for one in made[1:3]] == [
        "Confidence here is low.",
        "The base is thin (one army; cf. the “quiet” watch), and old.",
    ]


def test_a_quotation_is_not_taken_apart() -> None:
    case = case_of()
    text = "The Monitor wrote: “Nothing. Not one bridge.” That is all."
    made = sentences(assess(changed(case, "judgements", 2, text)), "judgements")
    assert made[1].text == text


def test_a_sentence_left_out_is_told_with_its_words_and_places() -> None:
    case = changed(case_of(), "for", 2, "")
    generated = sentences(assess(replace(case, edits=())), "for")[1]
    made = assess(case)
    assert generated.text not in [one.text for one in sentences(made, "for")]
    (told,) = sentences(made, EDITS)
    assert generated.text in told.text
    assert "Ida Moss" in told.text
    assert set(generated.citations) < set(told.citations)


def test_an_edit_is_told_as_stale_once_the_sentence_beneath_is_another() -> None:
    case = case_of()
    edit = edit_of(case, "judgements", 2, "The base rate alone says little.")
    other = replace(case, estimate=replace(case.estimate, base=0.4), edits=(edit,))
    made = assess(other)
    assert not any(one.edit for section in made.sections for one in section.sentences)
    (told,) = sentences(made, EDITS)
    assert "no longer applies" in told.text
    assert "says little" not in markdown(made)


def test_an_edit_of_a_later_day_or_another_style_is_not_called_stale() -> None:
    case = case_of()
    house = house_for(case.watch.yardstick)
    edit = replace(edit_of(case, "gaps", 1, "x"), generated="Another sentence.")
    made = assess(case)
    later = replace(edit, as_of=case.estimate.as_of + timedelta(days=1))
    abroad = replace(edit, style="Elsewhere")
    assert [stands for _, stands in standing_of(made, (edit,), house)] == ["stale"]
    assert [stands for _, stands in standing_of(made, (later,), house)] == ["elsewhere"]
    assert [stands for _, stands in standing_of(made, (abroad,), house)] == ["elsewhere"]


def test_the_newest_of_two_edits_of_a_sentence_holds() -> None:
    case = case_of()
    old = edit_of(case, "gaps", 1, "One report has no day.", entry="c1")
    new = edit_of(case, "gaps", 1, "One report bears no day.", entry="c2")
    made = assess(replace(case, edits=(old, new)))
    assert sentences(made, "gaps")[0].text == new.text
    house = house_for(case.watch.yardstick)
    stands = {e.entry: s for e, s in standing_of(assess(case), (old, new), house)}
    assert stands == {"c1": "overruled", "c2": "holds"}


@pytest.mark.parametrize("case", CASES)
def test_an_edit_that_only_leaves_words_out_is_found_clean(case: Case) -> None:
    cited = sentences(assess(case), "against")[1].text
    plainer = cited.partition(" (")[0] + "."
    assert broken(changed(case, "against", 2, plainer), "against") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("The base rate alone gives 90 % for the time that is left.", "90"),
        ("The base rate alone gives ninety chances.", "ninety"),
        ("The base rate of Ostrava alone is told.", "Ostrava"),
        ("The base rate alone is “a scandal” to some.", "a scandal"),
        ('The base rate alone is "a scandal" to some.', "a scandal"),
    ],
)
def test_a_name_a_number_or_a_quotation_of_the_editor_s_own_is_an_error(
    text: str, fault: str
) -> None:
    case = changed(case_of(), "judgements", 2, text)
    found = [one for one in lint(assess(case), case) if one.rule == "TL32"]
    assert [(one.severity, fault in one.message) for one in found] == [("error", True)]


def test_a_number_within_another_is_not_that_number() -> None:
    case = case_of()
    generated = sentences(assess(case), "method")[0].text
    number = max((one for one in generated.split() if one.isdigit()), key=len, default="2031")
    text = f"The count was {number[:-1]} or so."
    assert broken(changed(case, "method", 1, text), "method").count("TL32") == 1


@pytest.mark.parametrize(
    ("section", "number", "text", "rule"),
    [
        (
            "bottom-line",
            1,
            "It is likely that the answer is yes by the end of 30 June 2031.",
            "TL03",
        ),
        ("bottom-line", 1, "There is a remote chance of a yes.", "TL05"),
        ("judgements", 2, "We have high confidence that it is unlikely.", "TL01"),
        ("judgements", 2, "The base rate alone is confirmed.", "TL09"),
        ("method", 1, "It may be so.", "TL16"),
        ("method", 1, "It is probably so.", "TL04"),
    ],
)
def test_an_edited_sentence_is_held_to_the_rules_of_the_trade(
    section: str, number: int, text: str, rule: str
) -> None:
    assert rule in broken(changed(case_of(), section, number, text), section)


def test_the_generated_sentence_stands_beside_the_edited_one_in_every_form() -> None:
    case = changed(case_of(), "judgements", 2, "The base rate alone says little.")
    made = assess(case)
    generated = case.edits[0].generated
    text = markdown(made)
    assert "*Edited.* The base rate alone says little." in text
    assert f"> *Generated:* {generated}".replace("\N{NO-BREAK SPACE}", " ") in text
    page = html(made, case)
    assert '<span class="tag">edited</span> The base rate alone says little.' in page
    assert 'class="generated"' in page
    notes = [one for one in json.loads(stix_text(made, case))["objects"] if "authors" in one]
    (note,) = [one for one in notes if one["authors"] == ["Ida Moss"]]
    assert note["content"] == "The base rate alone says little."
    assert "generated: “The base rate" in note["abstract"]


def test_a_short_form_has_the_edited_words() -> None:
    case = changed(case_of(), "judgements", 1, "One answer leads.")
    house = house_for(case.watch.yardstick)
    assert "*Edited.* One answer leads." in markdown(in_form(assess(case), house, "short"))


def proof_for(case: Case) -> str:
    return proof_text(
        laid_over(assess(replace(case, edits=())), case.edits), as_of="2031-03-21", style=None
    )


@pytest.mark.parametrize("case", [*CASES, case_of(extra=" *a_b* [x](http://y.z) <b> & 1. #")])
def test_a_proof_that_nobody_touched_has_no_change(case: Case) -> None:
    came = proof_of(proof_for(case))
    assert (came.watch, came.as_of, came.style) == ("veldan", "2031-03-21", None)
    assert came.changes == ()


def test_a_proof_gives_back_what_was_changed_left_out_and_written_on() -> None:
    case = case_of()
    made = assess(case)
    lines = proof_for(case).split("\n")
    gaps = next(n for n, line in enumerate(lines) if line.startswith("<!-- tocsin gaps 1 "))
    method = next(n for n, line in enumerate(lines) if line.startswith("<!-- tocsin method 1 "))
    first = next(n for n, line in enumerate(lines) if line.startswith("<!-- tocsin judgements 1 "))
    lines[gaps + 1] = "A report without a *date* is left.[^3]"
    lines[method + 1] = ""
    lines[first + 2] = "\nMore of it.\n"
    changes = {(one.section, one.number): one for one in proof_of("\n".join(lines)).changes}
    assert changes["gaps", 1].text == "A report without a date is left."
    assert changes["gaps", 1].of == mark_of(sentences(made, "gaps")[0].text)
    assert changes["method", 1].text == ""
    assert changes["judgements", 1].text.endswith("More of it.")
    assert len(changes) == 3


def test_an_edit_is_written_into_the_next_proof() -> None:
    case = changed(case_of(), "gaps", 1, "A report without a date is left.")
    text = proof_for(case)
    assert "*Edited.* A report without a date is left." in text
    assert proof_of(text).changes == ()


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.partition("-->")[2],
        lambda text: text.replace("<!-- tocsin gaps 1 ", "<!-- gone ", 1),
        lambda text: text.replace("## Key judgements\n", "## Key judgements\n\nA new one.\n", 1),
        lambda text: text.replace("It was", "\u202eIt was", 1),
        lambda text: text.replace("It was", "It was" + " so" * 700, 1),
    ],
)
def test_a_proof_that_is_not_whole_is_refused(spoilt: object) -> None:
    with pytest.raises(BadArgument):
        proof_of(spoilt(proof_for(case_of())))  # type: ignore[operator]


@given(st.text(max_size=80))
def test_what_is_written_into_a_proof_is_read_back_the_same(text: str) -> None:
    assert as_read(as_read(text)) == as_read(text)
