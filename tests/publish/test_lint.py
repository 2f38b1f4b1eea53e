"""Each rule passes a sound assessment and finds what it is there to find."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.build import american, case_of, resolved
from tests.publish.river import WATCH

from tocsin.nouns import Assessment, Citation, Finding, Segment, Sentence, Span
from tocsin.publish import Case, assess, lint, prose_rules, rules
from tocsin.publish.lint import CHECKS

Broken = tuple[Assessment, Case]


def ids(assessment: Assessment, case: Case) -> set[str]:
    return {one.rule for one in lint(assessment, case)}


def rewritten(
    assessment: Assessment, section: str, edit: Callable[[Sentence], Sentence | None]
) -> Assessment:
    """The assessment with every sentence of a section edited; None takes it out."""
    sections = tuple(
        one
        if one.id != section
        else replace(one, sentences=tuple(s for own in one.sentences if (s := edit(own))))
        for one in assessment.sections
    )
    return replace(assessment, sections=sections)


def worded(section: str, old: str, new: str) -> Broken:
    """The case's assessment with words replaced in one section, which must have had them."""
    case = case_of()
    before = assess(case)

    def edit(sentence: Sentence) -> Sentence:
        text = sentence.text.replace("\N{NO-BREAK SPACE}", " ").replace(old, new)
        return replace(sentence, text=text)

    after = rewritten(before, section, edit)
    assert any(new in s.text for one in after.sections for s in one.sentences), old
    return after, case


def added(section: str, text: str, *citations: Citation, kind: str = "judgement") -> Broken:
    """The case's assessment with one more sentence in a section."""
    case = case_of()
    assessment = assess(case)
    ground = citations or (Citation("watch", "watch veldan, line 2"),)
    sentence = Sentence(text, "cited" if kind == "cited" else "judgement", ground)
    sections = tuple(
        replace(one, sentences=(*one.sentences, sentence)) if one.id == section else one
        for one in assessment.sections
    )
    return replace(assessment, sections=sections), case


def recited(change: Callable[[Citation], Citation]) -> Broken:
    """The case's assessment with the report citations of its evidence changed."""
    case = case_of()

    def edit(sentence: Sentence) -> Sentence:
        cites = tuple(change(c) if c.kind == "report" else c for c in sentence.citations)
        return replace(sentence, citations=cites)

    return rewritten(assess(case), "against", edit), case


def without(section: str) -> Broken:
    case = case_of()
    assessment = assess(case)
    kept = tuple(one for one in assessment.sections if one.id != section)
    return replace(assessment, sections=kept), case


def on_headlines() -> Broken:
    """The case with its reports read as headline throughout."""
    case = case_of()
    readings = tuple(
        replace(one, segments=(Segment(one.report.id, Span(0, len(one.report.text)), "headline"),))
        for one in case.readings
    )
    case = replace(case, readings=readings)
    return assess(case), case


def silent_hindsight() -> Broken:
    case = resolved()
    return rewritten(assess(case), "method", lambda s: None if "retro" in s.text else s), case


def unscored() -> Broken:
    case = resolved()
    kept = tuple(one for one in assess(case).sections if one.id != "score")
    return replace(assess(case), sections=kept), case


def monitor() -> Citation:
    case = case_of()
    against = next(one for one in assess(case).sections if one.id == "against")
    return against.sentences[1].citations[0]


BROKEN: dict[str, list[Callable[[], Broken]]] = {
    "TL01": [
        lambda: added("judgements", "We have high confidence that it is likely."),
        lambda: added("judgements", "With low confidence we put it at 5 %."),
        lambda: added("judgements", "We are confident of a probability above that."),
    ],
    "TL02": [
        lambda: added("judgements", "The army stays at home: 100 %."),
        lambda: added("judgements", "The chance of a crossing is 0 per cent."),
        lambda: added("judgements", "The chance of a crossing is 0.0 %."),
    ],
    "TL03": [
        lambda: worded("bottom-line", "a remote chance, 4 %", "a remote chance, 12 %"),
        lambda: worded("bottom-line", "a remote chance", "a realistic possibility"),
        lambda: worded("bottom-line", "4 % (range", "2 % (range"),
        lambda: added("judgements", "It is unlikely, 50 %, that the ice holds."),
    ],
    "TL04": [
        lambda: added("judgements", "There is a roughly even chance of rain."),
        lambda: added("judgements", "The army will probably stay."),
    ],
    "TL05": [lambda: worded("bottom-line", "by the end of 30 June 2031", "some day")],
    "TL06": [
        lambda: without("alternatives"),
        lambda: worded("alternatives", "stands at 50 %", "stands"),
        lambda: worded("alternatives", "deception", "other"),
    ],
    "TL07": [
        lambda: recited(lambda c: replace(c, quote="The Veldan Monitor saw bridges")),
        lambda: recited(lambda c: replace(c, span=Span(9000, 9001))),
        lambda: recited(lambda c: replace(c, report="r99")),
        lambda: recited(lambda c: replace(c, speaker=None)),
        lambda: (
            rewritten(assess(case_of()), "for", lambda s: replace(s, citations=())),
            case_of(),
        ),
        lambda: added("for", "The monitor said “bridges were there”.", monitor(), kind="cited"),
    ],
    "TL08": [
        lambda: worded("against", "Veldan Monitor, 14 March", "Norland Times, 14 March"),
        lambda: worded("not-seen", "and not seen", "at 7 crossings and not seen"),
        lambda: added("for", "The monitor named General Orlov.", monitor(), kind="cited"),
    ],
    "TL09": [
        lambda: added("for", "The absence of bridges is confirmed.", monitor(), kind="cited"),
        lambda: added("judgements", "The hospital is verified."),
    ],
    "TL10": [
        lambda: without("assumptions"),
        lambda: (
            rewritten(assess(case_of()), "assumptions", lambda s: replace(s, kind="judgement")),
            case_of(),
        ),
    ],
    "TL11": [on_headlines],
    "TL12": [
        lambda: worded("for", "source unreviewed", "source known"),
        lambda: worded("sources", "A nurse (unreviewed", "A nurse (well known"),
        lambda: without("sources"),
    ],
    "TL13": [lambda: worded("for", ", after what it catches", ", in good time")],
    "TL14": [lambda: without("change"), lambda: worded("change", "from 4.1 %", "from elsewhere")],
    "TL15": [silent_hindsight],
    "TL16": [
        lambda: added("judgements", "A raid may follow."),
        lambda: added("judgements", "A raid cannot be ruled out."),
    ],
    "TL17": [
        lambda: without("method"),
        lambda: worded("method", "Rivers that were not watched are not in it", "None"),
    ],
    "TL18": [
        lambda: worded("bottom-line", "is moderate: the", "is fair: the"),
        lambda: worded("bottom-line", ", and steadiness is high", ""),
    ],
    "TL19": [lambda: recited(lambda c: replace(c, quote="word " * 70))],
    "TL20": [lambda: added("judgements", "The army " + "waits and waits " * 15 + "there.")],
    "TL21": [unscored],
    "TL23": [lambda: added("judgements", "The army reportedly left its camp.")],
    "TL24": [lambda: added("judgements", "The army could potentially leave its camp.")],
    "TL25": [lambda: added("judgements", "The army will undoubtedly leave its camp.")],
    "TL27": [lambda: added("judgements", "The army is likely to leave its camp soon.")],
}


@pytest.mark.parametrize("case", [case_of(), american(), resolved(), resolved(None)])
def test_a_sound_assessment_has_no_finding(case: Case) -> None:
    assert lint(assess(case), case) == ()


@pytest.mark.parametrize(
    ("rule", "broken"), [(rule, one) for rule, cases in BROKEN.items() for one in cases]
)
def test_a_rule_finds_what_it_is_there_to_find(rule: str, broken: Callable[[], Broken]) -> None:
    assessment, case = broken()
    assert rule in ids(assessment, case)


@pytest.mark.parametrize(
    "text",
    [
        "The army crosses in May.",
        "The stock of 1,100 % of the need is stated.",
        "The monitor’s words are “may, might and probably 100 % certain”.",
        "It is not confirmed.",
    ],
)
def test_a_rule_leaves_sound_words_alone(text: str) -> None:
    assert ids(*added("judgements", text)) == set()


def test_every_rule_has_data_code_and_a_test() -> None:
    assert set(rules()) == {*CHECKS, *prose_rules()}
    assert list(CHECKS) == sorted(CHECKS)
    assert list(rules()) == sorted(rules())
    edited = {"TL32"}  # of an editor's changes alone: tests/publish/test_editing.py breaks it
    assert set(BROKEN) | edited == set(CHECKS)


def test_every_rule_has_its_page(repository: Path) -> None:
    page = (repository / "docs" / "reference" / "lint.md").read_text("utf-8")
    headings = re.findall(r"^### (TL\d\d) (.+?) \((error|warning)\)$", page, re.MULTILINE)
    assert headings == [(one.id, one.name, one.severity) for one in rules().values()]
    flat = " ".join(page.split())
    for one in rules().values():
        assert " ".join(one.says.split()) in flat, one.id
        assert " ".join(one.fix.split()) in flat, one.id


def test_a_finding_says_where_and_what_to_do() -> None:
    assessment, case = added("judgements", "A raid may follow.")
    (finding,) = lint(assessment, case)
    last = len(next(one for one in assessment.sections if one.id == "judgements").sentences)
    expected = Finding(
        "TL16", "warning", "judgements", last, "“may” fits any outcome.", rules()["TL16"].fix
    )
    assert finding == expected


def test_findings_stand_in_the_order_of_the_text() -> None:
    case = case_of()
    bare = rewritten(assess(case), "bottom-line", lambda s: replace(s, text="It may be."))
    bare = rewritten(bare, "method", lambda s: replace(s, text="Nothing."))
    sections = [one.section for one in lint(bare, case)]
    order = [one.id for one in bare.sections]
    assert sections == sorted(sections, key=order.index)


def test_a_word_that_says_it_is_the_nearest_may_miss_its_number() -> None:
    case = case_of()
    event = replace(case.estimate.event, p=0.07, low=0.05, high=0.1, within_band=False)
    case = replace(case, estimate=replace(case.estimate, event=event))
    assert lint(assess(case), case) == ()
    silent = rewritten(
        assess(case),
        "bottom-line",
        lambda s: replace(s, text=s.text.replace(", the nearest word of the scale", "")),
    )
    assert "TL03" in ids(silent, case)


def test_a_name_that_begins_with_a_figure_is_one_name() -> None:
    named = replace(monitor(), outlet="19Rivers", relay=("19Rivers",))
    assert ids(*added("for", "The 19Rivers page has it.", named, kind="cited")) == set()


def test_a_number_too_small_to_write_may_be_put_in_words() -> None:
    case = case_of()
    event = replace(case.estimate.event, p=0.0003, low=0.0002, high=0.0005)
    case = replace(case, estimate=replace(case.estimate, event=event))
    assert "under 0.1" in assess(case).sections[0].sentences[0].text
    assert "TL03" not in ids(assess(case), case)


def test_a_watch_without_deception_needs_none() -> None:
    plain = tuple(replace(one, deception=False) for one in WATCH.hypotheses)
    case = case_of(watch=replace(WATCH, hypotheses=plain))
    assert lint(assess(case), case) == ()
