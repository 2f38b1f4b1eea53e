"""Acts in the inbox: the desk's own functions, signed, told, undone, and nobody's lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.inboxes import DAY, INBOX, Analyst, browser_of, served_in, told
from tests.web.pages import WATCH, figures, parsed

from tocsin.desk import Desk, correct, situation_of
from tocsin.nouns import Correction, cut_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Any]:
    """One desk for the module: what a test enters stays, as on any desk."""
    return served_in(tmp_path_factory.mktemp("acts") / "desk")


@pytest.fixture
def own(tmp_path: Path) -> tuple[Desk, Any]:
    """A desk on which nobody has decided anything."""
    return served_in(tmp_path / "desk")


def entered(desk: Desk) -> tuple[Correction, ...]:
    with desk.ledger(read_only=True) as ledger:
        return ledger.corrections(undone=True)


def moving(analyst: Analyst, at: int = 0) -> tuple[str, str, str]:
    """A statement that moves the estimate, and what it bears on and how."""
    rows = analyst.client.get(
        f"{INBOX}.json", params={"as_of": analyst.day, "only": "is:may move the estimate"}
    ).json()["rows"]
    free = [row for row in rows if not row["decisions"]]
    first = free[at]["bearings"][0]
    return free[at]["statement"], first["target"], first["direction"]


def test_a_rejection_is_the_commands_own_signed_and_undone(own: tuple[Desk, Any]) -> None:
    desk, app = own
    analyst = browser_of(app)
    before = analyst.p()
    analyst.look()
    statement, _, _ = moving(analyst)
    page = analyst.do("reject", statement, reason="a rumour")
    (entry,) = entered(desk)
    assert (entry.kind, entry.target, entry.author, entry.reason) == (
        *("reject", statement, "AK"),
        "a rumour",
    )
    after = analyst.p()
    assert after != before
    assert "because" in told(page)
    change = analyst.client.get(f"{WATCH}/change/{entry.id}.json", params={"as_of": DAY}).json()
    assert (change["before"], change["after"]) == (before, after)
    page = analyst.do(f"undo:{entry.id}")
    assert analyst.p() == before
    assert [one.kind for one in entered(desk)] == ["reject", "undo"]
    assert "because" in told(page)


def test_the_page_of_a_change_has_the_figures_of_json(own: tuple[Desk, Any]) -> None:
    desk, app = own
    analyst = browser_of(app)
    analyst.look()
    before = analyst.p()
    analyst.do("reject", moving(analyst)[0])
    entry = entered(desk)[0].id
    page = parsed(analyst.client.get(f"{WATCH}/change/{entry}?as_of={DAY}").text)
    assert figures(page.xpath("//tfoot")[0]) == [before, analyst.p()]
    said = analyst.client.get(f"{WATCH}.json", params={"as_of": DAY}).json()
    bars = {one["term"]: one["logodds"] for one in said["waterfall"]}
    change = analyst.client.get(f"{WATCH}/change/{entry}.json?as_of={DAY}").json()
    table = analyst.client.get(f"{WATCH}/change/{entry}.csv?as_of={DAY}").text
    assert len(table.splitlines()) == 1 + len(change["bars"])
    assert analyst.client.get(f"{WATCH}/change/{entry}.xml?as_of={DAY}").status_code == 404
    assert analyst.client.get(f"{WATCH}/change/c0?as_of={DAY}").status_code == 404
    for bar in change["bars"]:
        assert bar["after"] == pytest.approx(bars.get(bar["term"], 0.0), abs=1e-12)


def test_each_act_is_entered_as_the_command_would(place: tuple[Desk, Any]) -> None:
    desk, app = place
    analyst = browser_of(app)
    analyst.look()
    statement, target, direction = moving(analyst)
    analyst.do(f"accept:{target}:{direction}", statement)
    assert entered(desk)[-1].target == f"{statement}:{target}"
    assert entered(desk)[-1].value == {"direction": direction}

    statement, target, direction = moving(analyst)
    other = next(
        one
        for one in analyst.page.get_element_by_id("acts").inputs["target"].value_options
        if one != target
    )
    analyst.do(*("map", statement), target=other, direction="absent", chance="0.4", instead=target)
    new, old = entered(desk)[-2:]
    assert (new.target, new.value) == (
        f"{statement}:{other}",
        {"direction": "absent", "probability": "0.4"},
    )
    assert (old.target, old.value) == (f"{statement}:{target}", {"direction": "none"})

    statement, _, _ = moving(analyst)
    analyst.do("grade", statement, credibility="4", reliability="B")
    item, source = entered(desk)[-2:]
    assert (item.target, item.value) == (statement, {"credibility": "4"})
    assert source.value == {"reliability": "B"}
    row = next(r for r in rows(analyst) if r["statement"] == statement)
    assert source.target == row["source"]
    assert row["grade"] == "B4"

    several = next(r for r in rows(analyst) if shares(analyst, r["origin"]) > 1)
    analyst.do("split", several["statement"])
    assert (entered(desk)[-1].kind, entered(desk)[-1].target) == ("split", several["origin"])
    alone = next(r for r in rows(analyst) if r["statement"] == several["statement"])
    assert alone["origin"] != several["origin"]
    analyst.do("join", several["statement"], **{"with": several["origin"]})
    again = next(r for r in rows(analyst) if r["statement"] == several["statement"])
    assert shares(analyst, again["origin"]) > 1


def rows(analyst: Analyst) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for page in range(20):
        query = {"as_of": analyst.day, "page": str(page)}
        found += analyst.client.get(f"{INBOX}.json", params=query).json()["rows"]
    return found


def shares(analyst: Analyst, origin: str | None) -> int:
    return sum(row["origin"] == origin for row in rows(analyst))


def test_a_note_by_hand_moves_the_estimate_and_says_so(place: tuple[Desk, Any]) -> None:
    desk, app = place
    analyst = browser_of(app)
    before = analyst.p()
    page = analyst.look()
    target = page.get_element_by_id("note-target").value_options[0]
    fields = {"target": target, "direction": "seen", "when": "2022-10-20", "text": "seen by me"}
    page = analyst.do("note", reason="own visit", **fields)
    with desk.ledger(read_only=True) as ledger:
        note = ledger.notes()[-1]
    assert (note.indicator, note.text, note.basis, note.author) == (
        *(target, "seen by me", "own visit"),
        "AK",
    )
    assert analyst.p() != before
    assert "because" in told(page)
    assert analyst.send("note", reason="x", **{**fields, "direction": "up"}).status_code == 400


def test_who_accepts_what_was_rejected_takes_the_rejection_back(place: tuple[Desk, Any]) -> None:
    desk, app = place
    analyst = browser_of(app)
    analyst.look()
    statement, target, direction = moving(analyst, 1)
    analyst.do("reject", statement)
    analyst.look()
    analyst.do(f"accept:{target}:{direction}", statement)
    kinds = [one.kind for one in entered(desk)[-3:]]
    assert kinds == ["reject", "undo", "bearing"]
    row = next(r for r in rows(analyst) if r["statement"] == statement)
    assert row["bearings"][0]["direction"] == direction


def test_what_was_entered_before_is_not_entered_again(place: tuple[Desk, Any]) -> None:
    desk, app = place
    analyst = browser_of(app)
    analyst.look()
    statement, _, _ = moving(analyst)
    analyst.do("reject", statement)
    count = len(entered(desk))
    analyst.look()
    page = analyst.do("reject", statement)
    assert len(entered(desk)) == count
    assert "not entered again" in page.text_content()


def test_two_at_once_lose_nothing_and_see_each_other(place: tuple[Desk, Any]) -> None:
    desk, app = place
    one, two = browser_of(app, "AK"), browser_of(app, "BN")
    one.look()
    two.look()
    statement, target, direction = moving(one)
    one.do("reject", statement, reason="a rumour")
    count = len(entered(desk))
    answer = two.send(f"accept:{target}:{direction}", statement, reason="it was seen")
    assert answer.status_code == 409
    assert len(entered(desk)) == count
    page = parsed(answer.text)
    (theirs,), (yours,) = page.find_class("theirs"), page.find_class("yours")
    assert "AK" in theirs.text_content()
    assert "a rumour" in theirs.text_content()
    assert "it was seen" in yours.text_content()
    form = yours.find("form")
    again = two.client.post(INBOX, data=dict(form.fields), follow_redirects=False)
    assert again.status_code == 303
    assert [(e.kind, e.author) for e in entered(desk)[count:]] == [
        ("undo", "BN"),
        ("bearing", "BN"),
    ]


def test_a_decision_by_command_is_seen_as_well(place: tuple[Desk, Any]) -> None:
    desk, app = place
    analyst = browser_of(app)
    analyst.look()
    statement, target, _ = moving(analyst)
    with desk.ledger(read_only=True) as ledger:
        at = max(one.at for one in ledger.corrections(undone=True))
    correct(
        *(desk, "bearing", f"{statement}:{target}", ["direction=none"]),
        author="CD",
        reason="by command",
        now=at,
    )
    answer = analyst.send("reject", statement)
    assert answer.status_code == 409
    assert "by command" in answer.text


def test_another_statement_contests_nothing(place: tuple[Desk, Any]) -> None:
    _, app = place
    one, two = browser_of(app, "AK"), browser_of(app, "BN")
    two.look()
    one.look()
    first = moving(one)[0]
    origin = next(r["origin"] for r in rows(one) if r["statement"] == first)
    other = next(r["statement"] for r in rows(one) if r["origin"] != origin and not r["decisions"])
    one.do("reject", first)
    assert two.send("reject", other).status_code == 303


@pytest.mark.parametrize("sent", [{"token": ""}, {"token": "0" * 64}])
def test_a_form_that_the_desk_did_not_give_out_enters_nothing(
    place: tuple[Desk, Any], sent: dict[str, str]
) -> None:
    desk, app = place
    analyst = browser_of(app)
    analyst.look()
    count = len(entered(desk))
    answer = analyst.send("reject", analyst.statements[0], **sent)
    assert answer.status_code in {400, 403}
    assert len(entered(desk)) == count


def test_the_token_of_one_browser_is_of_no_use_in_another(place: tuple[Desk, Any]) -> None:
    desk, app = place
    one, two = browser_of(app), browser_of(app)
    one.look()
    two.look()
    token = one.page.get_element_by_id("acts").fields["token"]
    count = len(entered(desk))
    assert two.send("reject", two.statements[0], token=token).status_code in {400, 403}
    headers = {"sec-fetch-site": "cross-site"}
    assert one.client.post(INBOX, data={}, headers=headers).status_code == 403
    assert len(entered(desk)) == count


@pytest.mark.parametrize(
    "fields",
    [
        {"author": ""},
        {"reason": " "},
        {"author": "A\nK"},
        {"do": "nonsense"},
        {"do": "accept:x"},
        {"do": "map", "target": "nowhere", "direction": "seen"},
        {"do": "map", "target": "strike-group", "direction": "sideways"},
        {"do": "grade"},
        {"do": "grade", "credibility": "7"},
        {"do": "join", "with": "o0"},
        {"do": "undo:c0"},
        {"statement": "s0"},
        {"seen": "-1"},
        {"reason": "x" * 70_000},
    ],
    ids=lambda fields: " ".join(f"{name} {value:.12}".strip() for name, value in fields.items()),
)
def test_what_means_nothing_is_told_and_not_entered(
    place: tuple[Desk, Any], fields: dict[str, str]
) -> None:
    desk, app = place
    analyst = browser_of(app)
    analyst.look()
    count = len(entered(desk))
    sent = {"do": "reject", "statement": analyst.statements[0], **fields}
    answer = analyst.send(sent.pop("do"), sent.pop("statement"), **sent)
    assert 400 <= answer.status_code < 500
    assert len(entered(desk)) == count


def test_name_and_shift_are_kept_in_the_browser_for_this_desk_alone(
    place: tuple[Desk, Any],
) -> None:
    _, app = place
    analyst = browser_of(app, "Ана К.")
    analyst.look()
    answer = analyst.send("shift")
    assert answer.headers["location"] == f"{INBOX}?as_of={DAY}"
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    page = analyst.look()
    (since,) = [a for a in page.xpath("//a") if a.text_content() == "Since my last shift"]
    assert "came=2026-01-03" in since.get("href")
    analyst.do("reject", moving(analyst)[0])
    assert analyst.look().get_element_by_id("author").get("value") == "Ана К."


def test_after_a_decision_the_next_statement_is_open(place: tuple[Desk, Any]) -> None:
    _, app = place
    analyst = browser_of(app)
    analyst.look()
    following = analyst.statements[1]
    page = analyst.do("reject")
    assert page.get_element_by_id("acts").fields["statement"] == following


def test_where_a_form_leads_back_to_is_always_the_inbox(place: tuple[Desk, Any]) -> None:
    _, app = place
    analyst = browser_of(app)
    analyst.look()
    answer = analyst.send("shift", back="//evil.example/?as_of=2022-10-21&x=1")
    assert answer.headers["location"].startswith(f"{INBOX}?")
    assert "evil" not in answer.headers["location"].partition("?")[0]


def test_an_estimate_as_known_before_an_act_does_not_know_it(own: tuple[Desk, Any]) -> None:
    desk, app = own
    analyst = browser_of(app)
    before = analyst.p()
    analyst.look()
    analyst.do("reject", moving(analyst)[0])
    entry = entered(desk)[0]
    with desk.ledger(read_only=True) as ledger:
        then = situation_of(
            desk, ledger, "belarus-entry", as_of=cut_of(DAY), known_at=entry.at, with_history=False
        )
    assert then.estimate.event.p == pytest.approx(before, rel=1e-11)
