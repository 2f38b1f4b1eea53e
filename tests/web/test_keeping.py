"""Keeping: a page is made once for a state of the desk, and anew when anything has been entered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.desks import EXAMPLE, desk_of
from tests.web.pages import ADDRESS, DAY, NOW, WATCH, figures, tree_of

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk, note, resolve, scored
from tocsin.desk.tracing import is_behind
from tocsin.nouns import cut_of
from tocsin.web import app_of, keeping
from tocsin.web.keeping import Keeper, Kept

CLOSED = "2023-02-01"
KNOWN = cut_of(NOW.date().isoformat())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of the example that may be written."""
    return desk_of(tmp_path / "desk", [EXAMPLE / "reports"])


@pytest.fixture
def asking(desk: Desk) -> Iterator[TestClient]:
    keeper = Keeper(desk.path, clock=lambda: NOW)
    app = app_of(desk.path, estimate_json=estimate_line, keeper=keeper)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


def test_what_is_entered_is_on_the_next_page(asking: TestClient, desk: Desk) -> None:
    before = figures(tree_of(asking, f"{WATCH}?as_of={DAY}"))
    note(
        desk,
        "belarus-entry",
        "strike-group",
        "Seen from the road.",
        direction="seen",
        credibility=None,
        when="2022-12-20",
        author="A. Person",
        basis="own eyes",
        now=NOW,
    )
    page = tree_of(asking, f"{WATCH}?as_of={DAY}")
    assert figures(page) != before
    assert "Seen from the road." in page.text_content()
    said = asking.get(f"{WATCH}.json?as_of={DAY}").json()
    assert figures(page.find_class("likelihood")[0])[0] == said["event"]["p"]


def test_after_the_end_stand_the_scores_that_the_command_prints(
    asking: TestClient, desk: Desk
) -> None:
    assert tree_of(asking, f"{WATCH}?as_of={CLOSED}").find_class("score") == []
    resolve(
        desk,
        "belarus-entry",
        "support",
        on="2023-01-01",
        author="A. Person",
        reason="Nobody entered.",
        spans=(),
        now=NOW,
    )
    page = tree_of(asking, f"{WATCH}?as_of={CLOSED}")
    (card,) = page.find_class("score")
    with desk.ledger(read_only=True) as ledger:
        told = scored(desk, ledger, "belarus-entry", known_at=KNOWN)
    _, _, mean, base, skill = figures(card)
    assert (mean, base, skill) == pytest.approx(
        (told["brier"], told["brier_base"], told["skill"]), abs=1e-11
    )
    assert "no" in card.text_content()
    # Who looks from an earlier day does not know the answer.
    assert tree_of(asking, f"{WATCH}?as_of={DAY}").find_class("score") == []


def test_an_edited_watch_is_taken_in_and_a_wrong_one_is_told(
    asking: TestClient, desk: Desk
) -> None:
    file = desk.path / "watches" / "belarus-entry.yaml"
    text = file.read_text("utf-8")
    assert "before 2023" in tree_of(asking, f"{WATCH}?as_of={DAY}").find(".//h1").text_content()
    file.write_text(text.replace("beside Russia before 2023", "beside Russia by New Year"), "utf-8")
    assert "by New Year" in tree_of(asking, f"{WATCH}?as_of={DAY}").find(".//h1").text_content()
    file.write_text("question: [", "utf-8")
    page = tree_of(asking, f"{WATCH}?as_of={DAY}")
    assert "by New Year" in page.find(".//h1").text_content()
    assert "T201" in page.find_class("notice")[0].text_content()


def test_a_page_of_a_closed_question_offers_no_change(asking: TestClient) -> None:
    page = tree_of(asking, f"{WATCH}?as_of={CLOSED}")
    assert "closed" in page.find_class("standing")[0].text_content()
    assert page.find_class("would")[0].findall(".//li") == []
    assert page.find_class("standing")[0].xpath(".//a/@href") == ["?as_of=2022-12-30"]


def test_what_is_kept_is_made_once_for_all_who_ask() -> None:
    kept, made, together = Kept(), [], threading.Barrier(4)

    def make() -> str:
        made.append(1)
        return "made"

    def ask(_: int) -> str:
        together.wait(5)
        return kept.get("key", make)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(4))) == {"made"}
    assert made == [1]


def test_what_fails_is_tried_again() -> None:
    kept, tries = Kept(), iter([ZeroDivisionError(), None])

    def make() -> int:
        if (fault := next(tries)) is not None:
            raise fault
        return 7

    with pytest.raises(ZeroDivisionError):
        kept.get("key", make)
    assert kept.get("key", make) == 7


def test_the_oldest_goes_when_there_are_too_many() -> None:
    kept = Kept(most=2)
    for key in (1, 2, 1, 3):
        kept.get(key, lambda key=key: key)  # type: ignore[misc]
    assert kept.get(1, lambda: -1) == 1
    assert kept.get(2, lambda: -1) == -1


def test_on_a_large_desk_the_index_of_tracing_is_brought_up_before_pages_are_made(
    asking: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.ledger() as ledger, ledger.kept() as kept:
        kept.clear()
    monkeypatch.setattr(keeping, "MANY", 0)
    tree_of(asking, f"{WATCH}?as_of={DAY}")
    with desk.ledger(read_only=True) as ledger:
        assert not is_behind(desk, ledger)


def test_on_a_very_large_desk_the_line_is_made_where_it_is_asked_for(
    asking: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MANY", 0)
    monkeypatch.setattr(keeping, "DRAWN", 0)
    page = tree_of(asking, f"{WATCH}?as_of={DAY}")
    (link,) = page.xpath("//section[@aria-labelledby='h-history']//a/@href")
    rows = asking.get(link).json()
    said = asking.get(f"{WATCH}.json?as_of={DAY}").json()
    assert rows[-1]["p"] == pytest.approx(said["event"]["p"], abs=1e-11)
