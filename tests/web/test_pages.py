"""Pages are made once for a state of the desk; who would wait long is shown the one before."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from tests.web.inboxes import browser_of, served_in
from tests.web.pages import NOW

from tocsin.desk import Desk, note
from tocsin.web.acting import Acting, author_of, token_of
from tocsin.web.keeping import Keeper
from tocsin.web.pages import Pages
from tocsin.web.shelving import Shelf

LONG, SHORT = 0.3, 0.05


@dataclass
class Place:
    """A desk that is another whenever its mark is set, and an application that is slow on it."""

    marked: str = "a"
    now: datetime = NOW
    slow: float = 0.0
    made: list[str] = field(default_factory=list)
    shared: Acting = field(default_factory=Acting)

    def mark(self) -> str:
        return self.marked

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope)
        mark = self.marked
        self.made.append(request.url.path)
        await asyncio.sleep(self.slow)
        token = token_of(self.shared, request.cookies.get("tocsin_form", ""))
        status = 404 if request.url.path == "/gone" else 200
        told = (
            f"<body data-mark='@@mark@@'><!--behind-->of {mark}"
            f' <input name="author" value="{author_of(request)}">'
            f'<input name="token" value="{token}">'
        )
        await HTMLResponse(told, status)(scope, receive, send)

    def pages(self, **options: Any) -> Pages:
        return Pages(self.answer, cast("Keeper", self), self.shared, **options)


def asked(pages: Pages, does: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    async def asking() -> None:
        over = httpx.ASGITransport(app=pages)
        async with httpx.AsyncClient(transport=over, base_url="http://localhost") as client:
            await does(client)

    asyncio.run(asking())


def test_a_page_is_made_once_for_a_state_and_anew_for_another() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        answers = await asyncio.gather(*(client.get("/a") for _ in range(5)))
        assert {one.text for one in answers} == {answers[0].text}
        assert place.made == ["/a"]
        place.marked = "b"
        assert "of b" in (await client.get("/a")).text
        assert place.made == ["/a", "/a"]

    asked(place.pages(), does)


def test_who_would_wait_long_is_shown_the_page_before_which_says_so() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        await client.get("/a")
        place.marked, place.slow = "b", LONG
        stale = await client.get("/a")
        assert "of a" in stale.text
        assert 'class="behind"' in stale.text
        assert f'<time datetime="{NOW.isoformat(timespec="seconds")}">' in stale.text
        assert "data-mark='a'" in stale.text
        assert stale.headers["tocsin-behind-since"] == NOW.isoformat(timespec="seconds")
        await asyncio.sleep(LONG * 2)
        fresh = await client.get("/a")
        assert "of b" in fresh.text
        assert 'class="behind"' not in fresh.text
        assert "tocsin-behind-since" not in fresh.headers
        assert place.made == ["/a", "/a"]

    asked(place.pages(patience=SHORT), does)


def test_where_there_is_none_before_a_page_asks_again_by_itself() -> None:
    place = Place(slow=LONG)

    async def does(client: httpx.AsyncClient) -> None:
        waiting = await client.get("/a")
        assert waiting.headers["refresh"] == "1"
        assert "Being made" in waiting.text
        await asyncio.sleep(LONG * 2)
        assert "refresh" not in (await client.get("/a")).headers

    asked(place.pages(patience=SHORT), does)


def test_after_an_act_the_page_before_it_is_shown_meanwhile() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        await client.get("/watch/w/inbox?as_of=2022-10-21")
        place.marked, place.slow = "b", LONG
        stale = await client.get("/watch/w/inbox?as_of=2022-10-21&at=s1&done=c1")
        assert 'class="behind"' in stale.text

    asked(place.pages(patience=SHORT), does)


def test_an_inbox_is_made_once_and_has_the_name_and_the_token_of_one_browser() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        texts = {}
        for name, cookie in (("AK", "1" * 32), ("AK", "2" * 32), ("BL", "2" * 32)):
            header = {"cookie": f"tocsin_author={name}; tocsin_form={cookie}"}
            answer = await client.get("/watch/w/inbox", headers=header)
            assert f'name="author" value="{name}"' in answer.text
            assert f'name="token" value="{token_of(place.shared, cookie)}"' in answer.text
            assert cookie in answer.headers["set-cookie"]
            texts[name, cookie] = answer.text
        assert len(place.made) == 1
        assert len(set(texts.values())) == 3

    asked(place.pages(), does)


def test_a_browser_that_holds_the_page_is_told_so_and_sent_nothing() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        cookie = {"cookie": f"tocsin_author=AK; tocsin_form={'1' * 32}"}
        for address in ("/a", "/watch/w/inbox"):
            first = await client.get(address, headers=cookie)
            held = cookie | {"if-none-match": first.headers["etag"]}
            again = await client.get(address, headers=held)
            assert (again.status_code, again.content) == (304, b"")
        other = held | {"cookie": f"tocsin_author=BL; tocsin_form={'1' * 32}"}
        assert (await client.get("/watch/w/inbox", headers=other)).status_code == 200
        place.marked = "b"
        assert (await client.get("/watch/w/inbox", headers=held)).status_code == 200

    asked(place.pages(), does)


def test_a_name_with_marks_of_its_own_stays_words() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        name = quote('"><script>x</script>')
        answer = await client.get("/watch/w/inbox", headers={"cookie": f"tocsin_author={name}"})
        assert "<script>" not in answer.text
        assert "&lt;script&gt;" in answer.text

    asked(place.pages(), does)


def test_a_fault_is_answered_and_not_kept() -> None:
    place = Place()

    async def does(client: httpx.AsyncClient) -> None:
        assert (await client.get("/gone")).status_code == 404
        assert (await client.get("/gone")).status_code == 404
        assert len(place.made) == 2

    asked(place.pages(), does)


def test_a_shelf_has_the_pages_when_a_desk_is_opened_again_and_no_token(tmp_path: Path) -> None:
    first, again = Place(), Place()
    shelf = Shelf(tmp_path / "shelf")

    async def does(client: httpx.AsyncClient) -> None:
        for address in ("/a", "/a?as_of=2022-10-21", "/watch/w/inbox"):
            assert (await client.get(address)).status_code == 200

    asked(first.pages(shelf=shelf), does)
    asked(again.pages(shelf=shelf), does)
    assert again.made == ["/a"]  # only what is asked for without a clock is kept
    assert (tmp_path / "shelf").stat().st_mode & 0o077 == 0
    tokens = [token_of(first.shared, one).encode() for one in ("", "0" * 32)]
    held = [one.read_bytes() for one in (tmp_path / "shelf").iterdir()]
    assert len(held) == 2
    assert not any(token in one for token in tokens for one in held)


def test_what_lies_damaged_on_a_shelf_is_made_anew(tmp_path: Path) -> None:
    place = Place()
    shelf = Shelf(tmp_path)

    async def does(client: httpx.AsyncClient) -> None:
        assert "of a" in (await client.get("/a")).text

    asked(place.pages(shelf=shelf), does)
    (held,) = tmp_path.iterdir()
    held.write_bytes(held.read_bytes()[:-9])
    asked(place.pages(shelf=shelf), does)
    assert place.made == ["/a", "/a"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return served_in(tmp_path_factory.mktemp("pages") / "desk")[0]


def test_the_mark_is_another_as_soon_as_anything_is(desk: Desk) -> None:
    keeper = Keeper(desk.path, clock=lambda: NOW)
    with keeper.reading():
        pass  # watch files are taken in
    marks = [keeper.mark(), keeper.mark()]
    assert marks[0] == marks[1]
    note(
        *(desk, "belarus-entry", "strike-group", "Nobody was seen there."),
        direction="absent",
        author="AK",
        basis="a walk",
        when="2022-10-20",
        credibility=None,
        now=NOW,
    )
    marks.append(keeper.mark())
    watch = desk.path / "watches" / "belarus-entry.yaml"
    watch.write_text(watch.read_text() + "# looked through\n")
    marks.append(keeper.mark())
    assert len(set(marks)) == 3


def test_the_position_tells_the_mark_of_a_page(tmp_path: Path) -> None:
    _, app = served_in(tmp_path / "desk")
    client = browser_of(app).client
    page: Response = cast("Any", client.get("/?as_of=2022-10-21"))
    mark = client.get("/position").json()["mark"]
    assert f'data-mark="{mark}"' in cast("Any", page).text
