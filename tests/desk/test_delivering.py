"""A warning goes once to each place, signed and through the guarded door, and each try is told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.publish.build import case_of
from tests.servers import Asked, Reply, Site

from tocsin.desk import Desk
from tocsin.desk.alerting import acknowledge, sent
from tocsin.desk.delivering import CLAIM, deliver, mail
from tocsin.desk.hooks import HOOKS, Hook, hook_named, send_to
from tocsin.errors import BadArgument, Declined, NoAnswer, NotPublic
from tocsin.fetch import Manners
from tocsin.publish import Alert, warning_row

NOW = datetime(2031, 3, 22, 9, tzinfo=UTC)
ALERT = Alert("five", datetime(2031, 3, 22, tzinfo=UTC), "the likelihood has risen to 5 %.")
SECRET = "whsec_" + base64.b64encode(b"a key for the tests alone").decode()
HELD = {"DUTY": SECRET}
QUICK = Manners(pause=0.0, tries=3, backoff=0.001, patience=1.0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(tmp_path / "desk")


def given(site: Site, *, allow: bool = True, path: str = "/hook") -> int:
    """Hand a warning to the server; it is on this machine, and so not public."""
    hook = Hook("duty", f"{site.url}{path}", "DUTY", ("127.0.0.1",) if allow else ())
    row = warning_row(ALERT, case_of())
    return send_to(hook, "tocsin-0a1b", row, at=NOW, manners=QUICK, environment=HELD)


def once(desk: Desk, give: Any, *, to: str = "hook duty", at: datetime = NOW) -> bool:
    with desk.ledger() as ledger:
        return deliver(
            *(ledger, "veldan", ALERT, to, give), version="v", known_at=NOW, clock=lambda: at
        )


def states(desk: Desk) -> list[tuple[str, str]]:
    with desk.ledger(read_only=True) as ledger:
        return [(d.to, d.state) for one in sent(ledger) for d in one.deliveries]


def test_what_arrives_is_signed_by_the_secret_and_says_what_and_how_sure(site: Site) -> None:
    site.reply("/hook", Reply(b"thanks"))
    assert given(site) == 1
    (asked,) = site.asked
    assert (asked.method, asked.headers["content-type"]) == (
        "POST",
        "application/json; charset=utf-8",
    )
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    stamp, named = asked.headers["webhook-timestamp"], asked.headers["webhook-id"]
    assert stamp == str(int(NOW.timestamp()))
    signed = f"{named}.{stamp}.".encode() + asked.body
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert asked.headers["webhook-signature"] == f"v1,{made}"
    row = json.loads(asked.body)
    assert row["rule"] == "five"
    assert set(row["likelihood"]) == {"p", "low", "high", "word", "yardstick", "within_band"}
    assert row["confidence"] in {"low", "moderate", "high"}
    assert row["next"][0]["lead_days"] > 0
    assert row["text"].startswith("Warning: ")


def test_a_private_address_is_refused_unless_the_desk_names_it(site: Site) -> None:
    site.reply("/hook", Reply())
    with pytest.raises(NotPublic):
        given(site, allow=False)
    assert site.asked == []


def test_a_server_that_is_busy_is_asked_again_with_the_same_id(site: Site) -> None:
    def busy(_asked: Asked) -> Reply:
        return Reply(status=503 if len(site.asked) < 3 else 204)

    site.reply("/hook", busy)
    assert given(site) == 3
    assert len({one.headers["webhook-id"] for one in site.asked}) == 1


@pytest.mark.parametrize(("status", "times"), [(400, 1), (401, 1), (410, 1), (500, 3), (429, 3)])
def test_a_no_is_taken_for_one_and_later_is_tried_so_often(
    site: Site, status: int, times: int
) -> None:
    site.reply("/hook", Reply(status=status))
    with pytest.raises(Declined):
        given(site)
    assert len(site.asked) == times


def test_a_warning_is_led_on_nowhere(site: Site) -> None:
    site.reply("/hook", Reply(status=307, headers={"Location": f"{site.url}/other"}))
    with pytest.raises(Declined):
        given(site)
    assert site.paths() == ["/hook"]


def test_a_server_that_breaks_off_is_tried_again(site: Site) -> None:
    site.reply("/hook", Reply(raw=lambda _out: None))
    with pytest.raises(NoAnswer):
        given(site)
    assert len(site.asked) == 3


def test_a_large_answer_is_not_read(site: Site) -> None:
    site.reply("/hook", Reply(b"x" * 30_000_000))
    assert given(site) == 1


@pytest.mark.parametrize("held", [{}, {"DUTY": "short"}, {"DUTY": "whsec_nö base sixty-four"}])
def test_without_a_secret_nothing_is_sent(site: Site, held: dict[str, str]) -> None:
    hook = Hook("duty", f"{site.url}/hook", "DUTY", ("127.0.0.1",))
    with pytest.raises(BadArgument):
        send_to(hook, "x", {}, at=NOW, manners=QUICK, environment=held)
    assert site.asked == []


def test_a_warning_goes_once_to_each_place(desk: Desk, site: Site) -> None:
    site.reply("/hook", Reply())
    assert once(desk, lambda: given(site))
    assert not once(desk, lambda: given(site), at=NOW + timedelta(days=9))
    assert once(desk, lambda: mail("true", "x"), to="mail")
    assert states(desk) == [("hook duty", "delivered"), ("mail", "delivered")]
    assert len(site.asked) == 1


def test_a_failure_is_recorded_and_tried_again_at_the_next_call(desk: Desk, site: Site) -> None:
    site.reply("/hook", Reply(status=400))
    with pytest.raises(Declined):
        once(desk, lambda: given(site))
    assert states(desk) == [("hook duty", "failed")]
    with desk.ledger(read_only=True) as ledger:
        (one,) = sent(ledger)
        assert (one.at, "400" in str(one.deliveries[0].why)) == (None, True)
    site.reply("/hook", Reply())
    assert once(desk, lambda: given(site))
    assert states(desk) == [("hook duty", "delivered")]


def test_of_two_that_run_at_once_one_gives_it_out(desk: Desk) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        go.wait(5)
        return 1

    found: list[bool] = []
    first = threading.Thread(target=lambda: found.append(once(desk, slow)))
    first.start()
    begun.wait(5)
    assert not once(desk, lambda: 1)
    go.set()
    first.join()
    assert found == [True]


def test_one_that_was_killed_in_between_is_tried_again_after_a_while(desk: Desk) -> None:
    def killed() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        once(desk, killed)
    assert states(desk) == [("hook duty", "begun")]
    assert not once(desk, lambda: 1, at=NOW + CLAIM / 2)
    assert once(desk, lambda: 1, at=NOW + CLAIM)


def test_who_took_note_is_recorded_once(desk: Desk) -> None:
    once(desk, lambda: 1)
    with desk.ledger() as ledger:
        (one,) = sent(ledger)
        told = acknowledge(ledger, one.id, author="IM", reason="told the duty", now=NOW)
        assert (told.by, told.why) == ("IM", "told the duty")
        with pytest.raises(BadArgument):
            acknowledge(ledger, one.id, author="IM", reason="again", now=NOW)


GOOD = "hooks: [{name: duty, address: 'https://a.example/x', secret: DUTY, allow: [10.0.0.5]}]\n"


def test_a_hook_is_what_the_desk_s_file_says(desk: Desk) -> None:
    (desk.path / HOOKS).write_text(GOOD, "utf-8")
    made = hook_named(desk, "duty")
    assert made == Hook("duty", "https://a.example/x", "DUTY", ("10.0.0.5",))
    with pytest.raises(BadArgument):
        hook_named(desk, "other")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hooks: 5\n",
        "hooks: [x]\n",
        "hooks: [{name: Duty, address: x, secret: y}]\n",
        "hooks: [{name: duty, address: x}]\n",
        "hooks: [{name: duty, address: x, secret: y, token: z}]\n",
        "hooks: [{name: duty, address: x, secret: y, allow: here}]\n",
        "hooks: [{name: a, address: x, secret: y}, {name: a, address: x, secret: y}]\n",
        "hooks: [\n",
    ],
)
def test_a_file_of_hooks_that_is_wrong_is_refused(desk: Desk, text: str) -> None:
    (desk.path / HOOKS).write_text(text, "utf-8")
    with pytest.raises(BadArgument):
        hook_named(desk, "duty")


def test_without_the_file_there_is_no_hook(desk: Desk) -> None:
    with pytest.raises(BadArgument):
        hook_named(desk, "duty")
