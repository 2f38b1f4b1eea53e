from __future__ import annotations

from tests.collect.documents import MAILBOX, captured, faults, finds

from tocsin.collect import Limits


def test_each_message_of_a_mailbox_is_a_report_and_a_broken_one_a_fault() -> None:
    found = finds("mbox", MAILBOX)
    assert [one.report.title for one in captured(found)] == ["One", "Two"]
    assert [one.report.file for one in captured(found)] == ["a.file#1", "a.file#3"]
    assert faults(found) == ["T105"]


def test_a_line_that_was_marked_gets_its_words_back() -> None:
    text = captured(finds("mbox", MAILBOX))[0].report.text
    assert "\nFrom here on, nothing.\n>From x\nFrom the middle of a paragraph.\n" in text


def test_a_message_that_is_too_long_does_not_stop_the_next() -> None:
    long = MAILBOX.replace(b"It was said.", b"It was said.\n" * 1000)
    found = finds("mbox", long, limits=Limits(row_bytes=2_000))
    assert [one.report.title for one in captured(found)] == ["Two"]
    assert faults(found) == ["T102", "T105"]


def test_what_is_no_mailbox_is_told() -> None:
    assert faults(finds("mbox", b"Dear all,\nFrom now on")) == ["T101"]
    assert finds("mbox", b"\n\n") == []
