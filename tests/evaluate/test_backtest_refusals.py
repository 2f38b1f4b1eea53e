"""The backtest refuses what cannot have been so: ends on the wrong day, texts from after it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.evaluate.test_backtest import (
    FERRY,
    LAST,
    OPENING,
    QUESTION,
    TREATY,
    asked,
    invoke,
    lines,
    listed,
    report,
)

from tocsin.errors import BadRow, Leak
from tocsin.evaluate.backtest import LeakyQuestions, backtest, outcomes_of
from tocsin.evaluate.corpora import corpus_within
from tocsin.evaluate.later import linked_since, told_since
from tocsin.evaluate.standing import asked_of

DAY = date(2031, 3, 2)


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ({"resolved": "yes", "resolved_on": "2031-04-02"}, "what came later does not count"),
        ({"outcome": 1, "resolved_on": "2031-06-01"}, "what came later does not count"),
        ({"resolved": "no", "resolved_on": "2031-03-31"}, "until the close it can still come"),
    ],
)
def test_an_end_that_resolve_refuses_is_refused(
    tmp_path: Path, ended: dict[str, object], words: str
) -> None:
    file = asked(tmp_path, TREATY, QUESTION | ended)
    with pytest.raises(BadRow, match=words) as caught:
        outcomes_of(file, asked_of(file))
    assert (caught.value.file, caught.value.at) == (str(file), "line 2")


@pytest.mark.parametrize(
    "ended",
    [
        {"resolved": "yes", "resolved_on": "2031-04-01"},
        {"resolved": "no", "resolved_on": "2031-04-01"},
        {"resolved": "no", "resolved_on": "2031-05-01"},
        {"resolved": "no"},
        {"resolved": "annulled", "resolved_on": "2031-03-09"},
    ],
)
def test_an_end_that_can_be_so_is_taken(tmp_path: Path, ended: dict[str, object]) -> None:
    file = asked(tmp_path, QUESTION | ended)
    assert len(outcomes_of(file, asked_of(file))) == (ended["resolved"] != "annulled")


def test_an_annulled_question_is_annulled_in_every_form(tmp_path: Path) -> None:
    file = asked(tmp_path, QUESTION | {"resolved": "annulled"}, TREATY | {"resolved": "no"})
    reports = lines(tmp_path, report(FERRY, OPENING))
    csv = tmp_path / "out.csv"
    code, told, _ = invoke(file, "--reports", reports, "--csv", csv)
    assert code == 0
    assert "1 annulled" in told
    assert {row.split(",")[5] for row in csv.read_text("utf-8").splitlines()[1:]} == {
        "annulled",
        "no",
    }
    _, printed, _ = invoke(file, "--reports", reports, "--json")
    rows = [json.loads(line) for line in printed.splitlines()]
    of_it = [row for row in rows if row.get("id") == "garissa"]
    assert {(row["outcome"], row["scored"], row["brier"]) for row in of_it} == {
        ("annulled", False, None)
    }
    assert (rows[-1]["annulled"], rows[-1]["resolved"], rows[-1]["opening_days"]) == (1, 1, 1)


def test_an_interval_of_few_opening_days_says_so_beside_itself(tmp_path: Path) -> None:
    file = asked(
        tmp_path,
        QUESTION | {"resolved": "yes", "resolved_on": "2031-03-24"},
        TREATY | {"opens": "2031-03-04", "resolved": "no"},
    )
    _, told, _ = invoke(file, "--reports", lines(tmp_path, report(FERRY, OPENING)))
    assert "Drawn from 2 opening days" in told
    skills = [line for line in told.splitlines() if " skill " in line and " to " in line]
    assert skills
    assert all(line.endswith(", 2 days)") for line in skills)
    assert all(len(line) <= 110 for line in told.splitlines())


# What a text tells of a later day


@pytest.mark.parametrize(
    "words",
    [
        "Kenyan troops captured the port on 18 March 2031, the army said.",
        "The town fell on March 18th, 2031.",
        "On 18 March 2031 Kenyan troops entered the port, the army said.",
        "On March 18, 2031, Kenyan troops crossed into the port.",
        "On Tuesday, 18 March 2031, the army said, its troops seized the port.",
        "Kenyan troops crossed into the port on Tuesday, 18 March 2031.",
        "Kenyan troops seized the port Tuesday, Mar. 18, 2031.",
        "Kenyan troops have been in the port since 18 March 2031.",
        "By 18 March 2031 Kenyan troops had entered the port.",
        "In the raid of 18 March 2031 Kenyan troops took the port.",
        "The port fell in the early hours of 18 March 2031.",
        "Updated 18 March 2031. Kenyan troops are in the port.",
        "Last updated: 18 March 2031, 10:00 GMT\n\nKenyan troops are in the port.",
        "Published 1 March 2031. Updated 2031-03-18.\n\nKenyan troops are in the port.",
        "GARISSA, 18 March 2031 (Harbour News) — Kenyan troops are in the port.",
        "18 March 2031 - Kenyan troops entered the port, the army said.",
        "18 March 2031 — Kenyan troops are in the port.",
        "Mar 18, 2031: Kenyan troops entered the port.",
        "Tuesday 18 March 2031. Kenyan troops entered the port, the army said.",
        "Harbour News\n\n18 March 2031, 10:00 GMT\nKenyan troops entered the port.",
        "Timeline. 18 March 2031: Kenyan troops enter the port.",
        "Kenyan troops captured the port on 2031-03-18, the army said.",
        "Kenyan troops captured the port at dawn on 18/03/2031, the army said.",
        "Kenyan troops crossed the river between 17 and 18 March 2031.",
        "Between 17 March 2031 and 18 March 2031 Kenyan troops crossed the river.",
        "It was on 18 March 2031 that Kenyan troops entered the port.",
        "From 18 March 2031 on Kenyan troops were in the port, the army said.",
        "Editor's note (18 March 2031): a name was corrected. Kenyan troops are in the port.",
        "(c) Harbour News 18 March 2031. Kenyan troops are in the port.",
        "After the fall of Garissa on 18 March 2031 Kenyan troops took the port.",
        "Since the fall of Garissa on March 18, 2031, Kenyan troops have held the port.",
        "Before Kenyan troops took Garissa on 18 March 2031, they had cut the road.",
        "The capture of Garissa on 18 March 2031 was swift.",
        "Garissa, 18 March 2031: Kenyan troops captured the port.",
        "Garissa (18 March 2031) Kenyan troops captured the port.",
        "By March 18, 2031, the port, too, was in the hands of Kenyan troops.",
        "Kenyan troops had by 18 March 2031 taken six ports.",
        "The port has been under their control as of 18 March 2031.",
        "Garissa was under the council's control until 18 March 2031, when it fell.",
        "The siege of Garissa lasted from 2 March 2031 to 18 March 2031.",
        "Garissa, under Kenyan rule since 18 March 2031, is quiet.",
        "The 18 March 2031 capture of Garissa stunned the council.",
        "The port fell on the 18th of March 2031.",
        "The 18th of March 2031 saw the fall of the port.",
        "18 March 2031 was the day on which the port fell.",
        "The deal of 18 March 2031 gave the port to Kenya.",
        "Two men were arrested for the attack on 18 March 2031.",
        "GARISSA, Kenya (18 March 2031) - Kenyan troops captured the port.",
        "(Garissa, 18 March 2031) Kenyan troops captured the port.",
        "Garissa / 18 March 2031 / Kenyan troops captured the port.",
        "Photo: Kenyan troops in the port, 18 March 2031.",
        "Kenyan troops stand guard in Garissa, Kenya, March 18, 2031. (AP Photo)",
        "More: https://harbour.example/2031/03/18/port-taken",
        "More: https://harbour.example/news-2031-03-18.html",
    ],
)
def test_a_report_that_tells_of_a_later_day_is_kept_back_until_then(
    tmp_path: Path, words: str
) -> None:
    planted = lines(tmp_path, report(words, DAY.isoformat()))
    corpus = corpus_within([planted], LAST)
    (fault,) = corpus.faults
    assert isinstance(fault, Leak)
    assert (fault.at, corpus.held) == ("text", 1)
    assert "2031-03-18" in fault.message
    assert corpus_within([planted], date(2031, 3, 17)).reports == ()
    assert len(corpus_within([planted], date(2031, 3, 18)).reports) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("In April 2031 Kenyan troops entered the port.", date(2031, 4, 30)),
        ("Kenyan troops, who entered the port in late March 2031, stay.", date(2031, 3, 31)),
        ("Kenyan troops captured the port in mid-March 2031.", date(2031, 3, 20)),
        ("The port fell to Kenyan troops in April 2031, the police said.", date(2031, 4, 30)),
        ("By mid-March 2031 Kenyan troops had captured the port.", date(2031, 3, 20)),
        ("Garissa has been in Kenyan hands since April 2031.", date(2031, 4, 30)),
        ("The loss of Garissa in April 2031 stunned the council.", date(2031, 4, 30)),
        ("The port fell in the first week of April 2031.", date(2031, 4, 30)),
        ("In 2032 Kenyan troops captured the port.", date(2032, 12, 31)),
        ("The port fell to Kenyan troops in the summer of 2032.", date(2032, 12, 31)),
        ("The mayor, in office since 2032, reopened the port.", date(2032, 12, 31)),
    ],
)
def test_a_report_that_tells_of_a_later_month_is_kept_back_until_its_end(
    tmp_path: Path, words: str, told: date
) -> None:
    planted = lines(tmp_path, report(words, DAY.isoformat()))
    (fault,) = corpus_within([planted], LAST).faults
    assert told.isoformat() in fault.message


def test_the_address_of_a_report_counts_as_well(tmp_path: Path) -> None:
    url = "https://harbour.example/2031/03/18/ferry"
    row = {"date": DAY.isoformat(), "file": "a.txt", "text": FERRY, "url": url}
    for corpus in (
        corpus_within([listed(tmp_path / "a", row)], LAST),
        corpus_within([lines(tmp_path, report(FERRY, DAY.isoformat(), url=url))], LAST),
    ):
        assert (corpus.held, corpus.faults[0].at) == (1, "text")


@pytest.mark.parametrize(
    "words",
    [
        "The vote, planned on 18 March 2031, may be put off.",
        "The vote will be held on 18 March 2031.",
        "Troops are to be moved on 18 March 2031.",
        "On 18 March 2031 voters will elect a council.",
        "On 18 March 2031 the pact signed last year expires.",
        "On 18 March 2031, the ministry announced, voting begins.",
        "On 18 March 2031 voters in occupied towns elect a council.",
        "The council will meet on Tuesday, 18 March 2031.",
        "The parties agreed to meet on Tuesday, 18 March 2031.",
        "By 18 March 2031 all troops based there are to leave.",
        "By 18 March 2031 Kenyan troops will have entered the port.",
        "By 18 March 2031, as it has promised, the army is out of the port.",
        "In the election of 18 March 2031 the party will stand.",
        "On 18 March 2031 troops could have entered the port, the report forecasts.",
        "The page will be updated 18 March 2031.",
        "Updated 2 March 2031. Kenyan troops are in the port.",
        "18 March 2031: voters will elect a council.",
        "18 March 2031 - the pact is to be signed.",
        "The vote on the pact is set for\n18 March 2031. The council said so.",
        "From 18 March 2031 on voters may register.",
        "Troops took part in talks on elections planned for April 2031.",
        "The council discussed elections in April 2031.",
        "Parties agreed on elections in April 2031.",
        "By April 2031 Kenyan troops may have captured the port.",
        "The port is expected to fall by mid-April 2031.",
        "The council set 18 March 2031 as the day of the vote.",
        "The vote was put off to 18 March 2031.",
        "The council extended the mandate until 18 March 2031.",
        "The mission was due to end on 18 March 2031.",
        "The pact, which ends in April 2031, was signed in May.",
        "A deadline of 18 March 2031 worried the council.",
        "The council moved the graduation from June 2031 to December 2031.",
        "Talks planned for 18 March 2031 were called off.",
        "Candidates were registered for the vote on 18 March 2031.",
        "Troops trained for an attack in April 2031.",
        "The mayor won the right to stand in the election in April 2031.",
        "The arrested men wanted to strike on 18 March 2031.",
        "Kenyan troops are to have left by 18 March 2031.",
        "The army hopes to have taken the port by 18 March 2031.",
        "The troops were under orders to leave by 18 March 2031.",
        "The pass was valid until 18 March 2031.",
        "The pact runs until the end of April 2031.",
        "A decree of 1 March 2031 sets the vote for 18 March 2031.",
        "As of 18 March 2031, travellers need a pass.",
        "Photo: the hall in which the vote will be held on 18 March 2031.",
        "Garissa, Kenya, 18 March 2031: talks will be held.",
        "The council approved the budget for 2032.",
        "The bank cut its forecast of growth in 2032.",
        "The council agreed to hold elections in 2032.",
        "The pact of 2030 lasts until 2032.",
        "Garissa fell to Kenyan troops in the spring of 2029.",
        "Kenyan troops entered the port in March 2031.",
        "In April 2031 voters will elect a council.",
        "Kenyan troops captured the port on 2030-03-18.",
        "Kenyan troops captured the port on 03/02/2031.",
        "© Harbour News 2 March 2031. Kenyan troops are in the port.",
        "Kenyan troops have been in the port since 18 March 2030.",
        "The port was captured on 18 March 2030.",
        "The port was captured on 2 March 2031.",
        "The pact signed last year expires on 18 March 2031.",
        "More: https://harbour.example/2031/03/03/late-edition",
        "More: https://harbour.example/2030/12/01/port",
        "More: https://harbour.example/room/2031",
    ],
)
def test_what_is_to_come_or_is_past_keeps_no_report_back(tmp_path: Path, words: str) -> None:
    assert corpus_within([lines(tmp_path, report(words, DAY.isoformat()))], LAST).held == 0


def test_days_without_a_year_count_in_questions_alone() -> None:
    text = "Troops captured it on 18 March."
    assert [day for _, day in told_since(text, DAY)] == [date(2031, 3, 18)]
    assert list(told_since(text, DAY, dated=True)) == []


def test_a_day_that_there_is_not_is_no_day() -> None:
    assert list(linked_since("https://harbour.example/2031/02/31/a", date(2031, 1, 1))) == []


def test_a_question_with_a_link_to_a_later_day_is_a_leak(tmp_path: Path) -> None:
    text = f"{QUESTION['question']} See https://harbour.example/2031/03/18/port"
    with pytest.raises(LeakyQuestions, match="2031-03-18"):
        backtest(asked(tmp_path, QUESTION | {"question": text}), [tmp_path])
