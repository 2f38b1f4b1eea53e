"""The assessment page: its draft and checks, what is published, and what that locks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.inboxes import DAY, Analyst, browser_of, served_in
from tests.web.pages import NOW, WATCH, parsed

from tocsin.desk import Desk, cited_in, correct, proof, publications, take_proof
from tocsin.desk.publishing import Publication
from tocsin.errors import Cited
from tocsin.nouns import cut_of
from tocsin.web.assessmentpage import changes_of

PAGE = f"{WATCH}/assessment"


@pytest.fixture
def desk_and_ann(tmp_path: Path) -> tuple[Desk, Analyst]:
    desk, app = served_in(tmp_path / "desk")
    return desk, browser_of(app)


def opened(one: Analyst, **query: str) -> Any:
    answer = one.client.get(PAGE, params={"as_of": DAY, **query})
    assert answer.status_code == 200, answer.text
    return parsed(answer.text)


def published(one: Analyst) -> Any:
    form = opened(one).get_element_by_id("acts")
    sent = {**{name: value or "" for name, value in form.fields.items()}, "do": "publish"}
    answer = one.client.post(PAGE, data=sent, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return parsed(one.client.get(answer.headers["location"]).text)


def versions(desk: Desk) -> tuple[Publication, ...]:
    with desk.ledger(read_only=True) as ledger:
        return publications(ledger)


def test_a_published_draft_is_a_version_and_locks_what_it_cites(
    desk_and_ann: tuple[Desk, Analyst],
) -> None:
    desk, ann = desk_and_ann
    page = opened(ann)
    assert len(page.find_class("draft")[0].findall(".//h3")) > 4
    assert "No version was published yet" in page.text_content()
    page = published(ann)
    (made,) = versions(desk)
    assert made.id in page.text_content()
    assert made.statements
    with desk.ledger(read_only=True) as ledger:
        assert set(cited_in(ledger)) == set(made.statements)
    # The inbox says so, and refuses a decision whose reason does not.
    ann.look(all="1")
    locked = [name for name in ann.statements if name in made.statements]
    assert locked
    assert f"cited in {made.id}" in ann.page.text_content()
    before = ann.p()
    answer = ann.send("reject", locked[0])
    assert answer.status_code == 400
    assert made.id in answer.text
    assert ann.p() == before
    for name in locked:
        ann.look(all="1")
        ann.do("reject", name, reason=f"misread in {made.id}")
    # What was published stands, and the new draft differs from it.
    page = opened(ann, **{"from": made.id, "to": "draft"})
    assert page.find(".//ins") is not None or page.find(".//del") is not None
    assert page.get_element_by_id("acts") is not None


def test_a_correction_by_command_is_refused_alike(desk_and_ann: tuple[Desk, Analyst]) -> None:
    desk, ann = desk_and_ann
    published(ann)
    (made,) = versions(desk)
    signed = {"author": "AK", "now": made.at}
    with pytest.raises(Cited, match=made.id):
        correct(desk, "reject", made.statements[0], (), reason="misread", **signed)  # type: ignore[arg-type]
    correct(desk, "reject", made.statements[0], (), reason=f"misread, {made.id}", **signed)  # type: ignore[arg-type]


def test_the_same_text_is_published_once(desk_and_ann: tuple[Desk, Analyst]) -> None:
    desk, ann = desk_and_ann
    page = published(ann)
    assert "acts" not in {one.get("id") for one in page.iter("form")}
    assert len(versions(desk)) == 1


def test_differences_are_told_by_line() -> None:
    found = changes_of("a\n\nb\nc\n", "a\n\nb\nd\n")
    assert [(one.kind, one.text) for one in found] == [
        ("same", "2 lines the same"),
        ("gone", "c"),
        ("new", "d"),
    ]


def test_a_form_of_another_is_refused(desk_and_ann: tuple[Desk, Analyst]) -> None:
    desk, ann = desk_and_ann
    opened(ann)
    answer = ann.client.post(PAGE, data={"do": "publish", "token": "0" * 64, "seen": "0"})
    assert answer.status_code == 400
    assert versions(desk) == ()


def test_an_edited_sentence_is_shown_with_the_generated_one_below_it(
    desk_and_ann: tuple[Desk, Analyst],
) -> None:
    desk, ann = desk_and_ann
    name, now = WATCH.rpartition("/")[2], NOW
    with desk.ledger(read_only=True) as ledger:
        text = proof(desk, ledger, name, as_of=cut_of(DAY), known_at=now, style=None)
    lines = text.split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("The base rate alone"))
    generated = lines[place].partition("[^")[0]
    lines[place] = "The base rate alone says little."
    take_proof(desk, name, "\n".join(lines), author="Ann", reason="plainer", now=now)
    told = opened(ann).get_element_by_id("judgements-2").getparent().text_content()
    assert "Judgement, edited The base rate alone says little." in " ".join(told.split())
    assert f"Generated: {generated}" in " ".join(told.split())
