"""Houses: what an outlet reports and what others say that it reported have one origin."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading, Register
from tocsin.trace import DictKept, Index, load_register, trace

OWN = "Belvia has moved two launchers to the coast near Tarn."
"""Short words, that no rule for copied words joins."""


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def own(text: str = OWN, day: str = "2023-05-01", publisher: str = "Reuters") -> Reading:
    """What an outlet reports in its own voice."""
    made = report(text, day, publisher=publisher)
    return reading(made, *(statement(made, line) for line in text.splitlines()))


def cited(
    text: str,
    content: str,
    speaker: str = "Reuters",
    *,
    day: str = "2023-05-02",
    publisher: str = "Harbour Post",
    said: tuple[str, str] | None = None,
) -> Reading:
    """Another paper's sentence about what an outlet reported."""
    made = report(text, day, publisher=publisher)
    one = statement(made, text, speaker=speaker, content=content, cue="reported", said=said)
    return reading(made, one)


BEHIND = ("Belvia has moved two launchers to the coast near Tarn, {} reported.", OWN[:-1])
BEFORE = (
    "{} reported that Belvia had moved two launchers to the coast near Tarn.",
    "Belvia had moved two launchers to the coast near Tarn",
)


def sources(origins: tuple[Origin, ...]) -> list[tuple[str, list[str]]]:
    return [(origin.source, [mention.kind for mention in origin.mentions]) for origin in origins]


@pytest.mark.parametrize("form", [BEHIND, BEFORE])
@pytest.mark.parametrize(
    ("publisher", "written"),
    [("Reuters", "Reuters"), ("The Tarn Echo", "the Tarn Echo"), ("The Tarnian", "Tarnian")],
)
def test_what_another_paper_says_that_an_outlet_reported_is_a_relay_of_its_report(
    register: Register, form: tuple[str, str], publisher: str, written: str
) -> None:
    told = cited(form[0].format(written), form[1], written)
    (origin,) = trace([own(publisher=publisher), told], register)
    assert sources((origin,)) == [(publisher, ["first", "relay"])]
    assert origin.relays == ((publisher, "Harbour Post"),)
    assert origin.occasion is not None
    assert origin.occasion.start is not None
    assert origin.occasion.start.date().isoformat() == "2023-05-01"


def test_a_report_that_is_cited_with_its_day_is_one_with_the_citation(register: Register) -> None:
    text = "Belvia has moved two launchers to the coast near Tarn, Reuters reported on Monday."
    told = cited(text, OWN[:-1], said=("on Monday", "2023-05-01"))
    assert len(trace([own(), told], register)) == 1


def test_a_citation_of_another_day_is_of_another_report(register: Register) -> None:
    text = "Belvia has moved two launchers to the coast near Tarn, Reuters reported on 3 April."
    told = cited(text, OWN[:-1], said=("on 3 April", "2023-04-03"))
    assert len(trace([own(), told], register)) == 2


def test_the_report_of_another_outlet_stays_a_second_origin(register: Register) -> None:
    told = cited(BEHIND[0].format("Yonhap"), BEHIND[1], "Yonhap")
    assert [origin.source for origin in trace([own(), told], register)] == ["Reuters", "Yonhap"]


def test_another_deed_that_the_outlet_is_cited_with_stays_apart(register: Register) -> None:
    text = "Norland has closed its airspace above the lake until Friday, Reuters reported."
    told = cited(text, text.partition(", Reuters")[0])
    assert len(trace([own(), told], register)) == 2


def test_two_deeds_in_two_reports_of_one_outlet_stay_apart_when_both_are_cited(
    register: Register,
) -> None:
    other = "Norland has closed its airspace above the lake until Friday."
    text = (
        "Norland has closed its airspace above the lake until Friday, Reuters reported on Monday."
    )
    monday = ("on Monday", "2023-05-01")
    first = cited(BEHIND[0].format("Reuters")[:-1] + " on Monday.", OWN[:-1], said=monday)
    second = cited(text, other[:-1], said=monday, publisher="Island Voice")
    origins = trace([own(), own(other), first, second], register)
    assert [len(origin.mentions) for origin in origins] == [2, 2]


def test_two_reports_of_one_outlet_in_like_words_are_joined_by_no_rule_of_speakers(
    register: Register,
) -> None:
    again = own("Belvia moved two launchers to the coast near Tarn, people there say.")
    assert len(trace([own(), again], register)) == 2


def test_a_citation_that_is_older_by_its_date_is_still_one_with_the_report(
    register: Register,
) -> None:
    told = cited(BEHIND[0].format("Reuters"), BEHIND[1], day="2023-05-01")
    assert len(trace([own(day="2023-05-02"), told], register)) == 1


def test_a_citation_finds_the_outlet_whose_words_another_paper_shows_as_its_own(
    register: Register,
) -> None:
    long = f"{OWN}\nThe road to the coast was closed and shops in Tarn stayed shut all day."
    shown = [own(long, publisher=name) for name in ("Amber Post", "Reuters", "Zinc Post")]
    told = cited(BEFORE[0].format("Reuters"), BEFORE[1])
    (origin,) = trace([*shown, told], register)
    assert origin.source == "Reuters"
    assert len(origin.mentions) == 7
    assert ("Reuters", "Harbour Post") in origin.relays


def test_report_and_citations_give_the_same_in_any_order_and_through_the_index(
    register: Register,
) -> None:
    readings = [
        own(),
        own(publisher="Amber Post"),
        cited(BEHIND[0].format("Reuters"), BEHIND[1]),
        cited(BEFORE[0].format("Reuters"), BEFORE[1], publisher="Island Voice"),
    ]
    expected = trace(readings, register)
    assert len(expected) == 1
    held = {one.report.id: one for one in readings}
    for order in permutations(readings):
        assert trace(order, register) == expected
        index = Index(DictKept(), register, held.get)
        for one in order:
            index.update([(one, "as read")])
        assert index.origins(order) == expected
