"""Each rule of prose finds what it is there to find in any text, and leaves the rest alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.publish import check, prose_rules, remarks_text, rules
from tocsin.publish.checking import WHOLE
from tocsin.publish.prose import TextFormat
from tocsin.weigh import load_yardsticks

UK, US = load_yardsticks()["UK-PHIA"], load_yardsticks()["US-ICD203"]
LONG = "The army " + "waits and waits " * 15 + "there."

BROKEN: dict[str, tuple[str, ...]] = {
    "TL01": (
        "With high confidence we judge that a raid is likely.",
        "We are confident that it is unlikely.",
        "Confidence in this judgement is low at 40 %.",
    ),
    "TL02": ("The chance of a raid is 0 %.", "A raid has a probability of 100 per cent."),
    "TL03": ("A raid is likely (30 %).", "There is a 10 % realistic possibility of a raid."),
    "TL04": (
        "The army will probably stay in June.",
        "A raid in June is very unlikely.",
        "A raid is virtually certain.",
    ),
    "TL05": ("The army will likely cross the river.", "The army is unlikely to cross the river."),
    "TL09": ("The first confirmed raid was small.", "The raid is confirmed.[1]"),
    "TL16": (
        "A raid may follow.",
        "Perhaps it rains.",
        "A raid cannot be ruled out.",
        "A possible raid worries the town.",
    ),
    "TL19": ("Orlik wrote: “" + "word " * 70 + "”",),
    "TL20": (LONG,),
    "TL22": ("The bridge was destroyed.", "It has not been decided.", "Two were being held."),
    "TL23": (
        "The army reportedly left.",
        "The alleged raid was small.",
        "It is said that they left.",
    ),
    "TL24": ("The army may possibly leave.", "It could potentially rain."),
    "TL25": ("The army will undoubtedly leave in June.", "This is clearly a feint."),
    "TL26": ("The hall was full of “people who had come from far away”.",),
    "TL27": ("The army is likely to leave soon.", "The raid will come in the near future."),
}

SOUND = (
    "A raid is likely by 30 June 2031.",
    "Confidence in this judgement is moderate.",
    "The crews lost confidence in their engines, and a raid is unlikely in May.",
    "All 100 % of the wells are dry.",
    "A raid is likely (60 %).",
    "The most likely date is 4 June.",
    "Orlik said that a raid may come soon and is clearly a feint.",
    "The army made no confirmed gain.[1]",
    "The army could not cross.",
    "Only the council may vote.",
    "It rained in May.",
    "The bridge was destroyed by the army.",
    "The camp is located in the north.",
    "“A raid may follow and we will probably win it,” said Orlik.",
    "It is almost certainly a feint.",
)


def found(text: str, form: TextFormat = "text", *, whole: bool | None = None) -> list[str]:
    return [one.rule for one in check(text, form, UK, whole=whole)]


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r, texts in BROKEN.items() for t in texts])
def test_a_rule_finds_its_fault_in_a_sentence(rule: str, text: str) -> None:
    assert rule in found(text)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_sentence_has_no_remark(text: str) -> None:
    assert found(text) == []


def test_every_rule_of_prose_has_a_test() -> None:
    assert set(prose_rules()) == {*BROKEN, *WHOLE}


def test_the_scale_decides_which_words_are_foreign() -> None:
    text = "A raid by 30 June is very unlikely."
    assert found(text) == ["TL04"]
    assert check(text, "text", US) == ()


def test_a_quoted_block_is_anothers() -> None:
    assert found("> A raid may follow soon.\n", "md") == []


def test_what_an_assessment_must_say_as_a_whole_is_missed_where_it_is_missing() -> None:
    bare = "# Key judgements\n\nA raid is likely.\n"
    assert set(found(bare, "md")) == set(WHOLE)
    assert found(bare, "md", whole=False) == []
    full = (
        "# Key judgements\n\nA raid is likely (PHIA yardstick) by 30 June 2031. "
        "We have moderate confidence.\n\n## Alternatives\n\n## Assumptions\n\n## What changed\n\n"
        "## Gaps\n\n## Indicators\n\n## Sources\n"
    )
    assert found(full, "md") == []


def test_rules_can_be_chosen_and_left_out() -> None:
    text = "A raid may follow. The bridge was destroyed."
    assert [one.rule for one in check(text, "text", UK, only=["TL22"])] == ["TL22"]
    assert [one.rule for one in check(text, "text", UK, ignore=["TL22"])] == ["TL16"]


@given(st.text(max_size=200), st.sampled_from(("md", "html", "text")))
def test_any_text_can_be_checked_and_each_remark_has_its_place(text: str, form: TextFormat) -> None:
    for one in check(text, form, UK):
        assert 0 <= one.start <= one.end <= len(text)
        assert (one.line, one.column) <= (one.end_line, one.end_column)
        assert one.message
        assert rules()[one.rule].fix == one.fix


def test_a_remark_is_printed_for_people_editors_and_workflows() -> None:
    remarks = {"a b.md": check("# H\n\nA **raid** may follow.\n", "md", UK)}
    assert remarks_text(remarks, "text", version="1").startswith(
        "a b.md:3:12: warning TL16: “may” fits any outcome."
    )
    row = json.loads(remarks_text(remarks, "json", version="1"))
    assert (row["rule"], row["start"], row["end"], row["text"]) == ("TL16", 16, 19, "may")
    assert remarks_text(remarks, "github", version="1").startswith(
        "::warning file=a b.md,line=3,endLine=3,col=12,endColumn=15,title=TL16 ambiguous words::"
    )


def test_a_file_name_cannot_end_a_workflow_command() -> None:
    remarks = {"a,b::error::x\n.md": check("A raid may follow.", "text", UK)}
    line = remarks_text(remarks, "github", version="1")
    assert "\n" not in line
    assert "file=a%2Cb%3A%3Aerror%3A%3Ax" in line


def test_sarif_leads_each_result_to_its_rule() -> None:
    remarks = {"a b.md": check("A raid may follow. The bridge was destroyed.", "text", UK)}
    run = json.loads(remarks_text(remarks, "sarif", version="1.0.0"))["runs"][0]
    names = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert names == list(prose_rules())
    assert [names[one["ruleIndex"]] for one in run["results"]] == ["TL16", "TL22"]
    where = run["results"][0]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "a%20b.md"
    assert where["region"]["startColumn"] == 8
