"""How a contributor can be reached is kept when asked, under a passphrase, and erasable."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.weigh.build import WATCH
from typer.testing import CliRunner

from tocsin.cli import app
from tocsin.desk import Desk, contacts
from tocsin.desk.contacts import contact_of, forget_contact, keep_contact, kept_contacts
from tocsin.desk.contributing import Contribution, contribute
from tocsin.desk.packing import pack
from tocsin.desk.redacting import redacted
from tocsin.errors import BadArgument, NotADesk

CODE, OTHER = "K-abcd2345", "K-zzzz7777"
CONTACT = "Ilmari Saarela, +358 40 555 0199, signal @ilmari.s"
PHRASE = "gravel tuba lantern sixpence moss"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with little memory: what it costs in earnest is not what is tried here."""
    monkeypatch.setattr(contacts, "_MEMORY", 64)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return Desk.create(tmp_path / "desk").path


def test_the_passphrase_opens_what_was_kept(desk: Path) -> None:
    keep_contact(desk, CODE, CONTACT, PHRASE)
    assert contact_of(desk, CODE, PHRASE) == CONTACT
    assert kept_contacts(desk) == (CODE,)
    assert (desk / contacts.FILE).stat().st_mode & 0o777 == 0o600


def test_nothing_of_it_and_no_key_lies_in_a_file_of_the_desk(desk: Path) -> None:
    keep_contact(desk, CODE, CONTACT, PHRASE)
    held = b"".join(one.read_bytes() for one in desk.rglob("*") if one.is_file())
    for word in ("Ilmari", "Saarela", "358 40", "0199", "ilmari.s", *PHRASE.split()):
        assert word.encode() not in held


def test_what_is_sealed_is_as_long_for_a_short_contact_as_for_a_long_one(desk: Path) -> None:
    keep_contact(desk, CODE, "x", PHRASE)
    keep_contact(desk, OTHER, "y" * contacts.MOST, PHRASE)
    held = json.loads((desk / contacts.FILE).read_text())
    assert len(held[CODE]) == len(held[OTHER])
    assert contact_of(desk, OTHER, PHRASE) == "y" * contacts.MOST


def test_a_wrong_passphrase_a_changed_byte_and_anothers_seal_say_the_same(desk: Path) -> None:
    keep_contact(desk, CODE, CONTACT, PHRASE)
    keep_contact(desk, OTHER, "another", PHRASE)
    held = json.loads((desk / contacts.FILE).read_text())
    said = set()
    changed = held[CODE][:-9] + ("A" if held[CODE][-9] != "A" else "B") + held[CODE][-8:]
    for spoilt, phrase in (
        (held, PHRASE + "."),
        (held, ""),
        ({CODE: changed}, PHRASE),
        ({CODE: held[OTHER]}, PHRASE),
        ({CODE: held[CODE][:60]}, PHRASE),
        ({CODE: ""}, PHRASE),
        ({CODE: "no base64"}, PHRASE),
    ):
        (desk / contacts.FILE).write_text(json.dumps(spoilt))
        with pytest.raises(BadArgument) as told:
            contact_of(desk, CODE, phrase)
        said.add(str(told.value))
    (alone,) = said
    assert not any(word in alone for word in CONTACT.split())


def test_the_same_contact_kept_twice_is_sealed_differently(desk: Path) -> None:
    keep_contact(desk, CODE, CONTACT, PHRASE)
    first = (desk / contacts.FILE).read_text()
    keep_contact(desk, CODE, CONTACT, PHRASE)
    assert (desk / contacts.FILE).read_text() != first


def test_what_is_forgotten_is_gone_and_its_blocks_are_zeros(desk: Path) -> None:
    keep_contact(desk, CODE, CONTACT, PHRASE)
    keep_contact(desk, OTHER, "another", PHRASE)
    with (desk / contacts.FILE).open("rb") as old:
        held = old.read()
        forget_contact(desk, CODE)
        old.seek(0)
        assert old.read() == bytes(len(held))
    assert CODE.encode() not in (desk / contacts.FILE).read_bytes()
    assert contact_of(desk, OTHER, PHRASE) == "another"
    with pytest.raises(BadArgument):
        contact_of(desk, CODE, PHRASE)
    with pytest.raises(BadArgument):
        forget_contact(desk, CODE)
    forget_contact(desk, OTHER)
    assert not (desk / contacts.FILE).exists()


def test_no_backup_and_no_export_takes_contacts_along(desk: Path, tmp_path: Path) -> None:
    keep_contact(desk, CODE, CONTACT, PHRASE)
    pack(desk, tmp_path / "b.zip", "backup")
    pack(desk, tmp_path / "e.zip", "export")
    for file in ("b.zip", "e.zip"):
        with zipfile.ZipFile(tmp_path / file) as package:
            assert not any("contact" in name for name in package.namelist())


def test_what_cannot_be_kept_safely_is_refused(desk: Path) -> None:
    for contact, phrase in ((CONTACT, "short"), (" ", PHRASE), ("x" * (contacts.MOST + 1), PHRASE)):
        with pytest.raises(BadArgument):
            keep_contact(desk, CODE, contact, phrase)
    assert not (desk / contacts.FILE).exists()


def test_a_file_that_is_none_is_told(desk: Path) -> None:
    (desk / contacts.FILE).write_text("[]")
    with pytest.raises(NotADesk):
        kept_contacts(desk)


def test_the_commands_keep_show_list_and_forget(tmp_path: Path) -> None:
    place = Desk.create(tmp_path / "desk")
    (place.path / "watches" / "made.yaml").write_text(WATCH, "utf-8")
    sent = Contribution(CODE, date(2022, 10, 20), redacted("Six wagons stood at the ramp."))
    contribute(place, sent, now=datetime(2022, 10, 21, 12, tzinfo=UTC))
    run, at = CliRunner(), str(place.path)
    kept = run.invoke(app, ["contact", "keep", at, CODE], input=f"{CONTACT}\n{PHRASE}\n")
    assert (kept.exit_code, "lost it" in kept.output) == (0, True)
    assert not any(word in kept.output for word in [*CONTACT.split(), PHRASE])
    shown = run.invoke(app, ["contact", "show", at, CODE], input=f"{PHRASE}\n")
    assert shown.output == CONTACT + "\n"
    assert run.invoke(app, ["contact", "list", at]).output == f"{CODE}\n"
    assert run.invoke(app, ["contact", "show", at, CODE], input="wrong\n").exit_code == 2
    assert run.invoke(app, ["contact", "forget", at, CODE]).exit_code == 0
    assert run.invoke(app, ["contact", "list", at]).output == ""
    unknown = run.invoke(app, ["contact", "keep", at, OTHER], input=f"{CONTACT}\n{PHRASE}\n")
    assert unknown.exit_code == 2
