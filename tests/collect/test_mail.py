from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

from tocsin.collect import Captured, capture_bytes
from tocsin.nouns import Interval, Report


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def mail(made: EmailMessage | bytes) -> Report:
    data = made if isinstance(made, bytes) else made.as_bytes()
    (found,) = capture_bytes(data, file="a.eml")
    assert isinstance(found, Captured), found
    return found.report


def test_the_headers_give_date_publisher_host_and_title() -> None:
    made = message(
        From="Zoë Writer <zoe@brief.example>",
        Date="Wed, 12 Oct 2022 06:30:00 +0200",
        Subject="Trains are leaving – again",
    )
    made.set_content("It was said.\n")
    report = mail(made)
    assert report.published == Interval.instant(datetime(2022, 10, 12, 4, 30, tzinfo=UTC))
    assert report.published_by == "mail header"
    assert (report.publisher, report.host) == ("Zoë Writer", "brief.example")
    assert report.title == "Trains are leaving – again"
    assert report.text == "Trains are leaving – again\n\nIt was said.\n"
    assert [(s.kind, s.span.of(report.text)) for s in report.layout] == [
        ("headline", "Trains are leaving – again")
    ]


def test_a_list_is_the_publisher_and_its_sender_the_author() -> None:
    made = message(
        From="A. Writer <a@b.example>", List_Id="The Brief <brief.b.example>", Subject="S"
    )
    made.set_content("It was said.")
    report = mail(made)
    assert (report.publisher, report.author) == ("The Brief", "A. Writer")


def test_a_subject_that_stands_in_the_body_is_not_put_before_it() -> None:
    made = message(From="a@b.example", Subject="Trains are leaving")
    made.set_content("Open in browser\n\nTrains are leaving\n\nIt was said.\n")
    assert mail(made).text.startswith("Open in browser")


def test_plain_text_goes_before_the_page_beside_it_and_attachments_are_left_out() -> None:
    made = message(From="a@b.example")
    made.set_content("It was said.\n")
    made.add_alternative("<p>It was <b>not</b> said.</p>", subtype="html")
    made.add_attachment("secret\n", filename="x.txt")
    assert mail(made).text == "It was said.\n"


def test_a_message_of_html_alone_is_rendered() -> None:
    made = message(From="a@b.example", Subject="S")
    made.set_content("<style>x</style><p>It was said.</p><footer>Leave</footer>", subtype="html")
    report = mail(made)
    assert report.text == "S\n\nIt was said.\n\nLeave"
    assert [s.kind for s in report.layout] == ["headline", "furniture"]


def test_what_stands_under_the_signature_line_is_furniture() -> None:
    body = "It was said. " * 20 + "\n-- \nUnsubscribe"
    report = mail(f"From: a@b.example\n\n{body}".encode())
    assert [s.span.of(report.text) for s in report.layout] == ["-- \nUnsubscribe"]


def test_the_declared_charset_of_a_part_is_used_and_its_newlines_are_kept() -> None:
    head = b"From: a@b.example\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n"
    report = mail(head + "Мінск\r\nзаявив\r\n".encode("cp1251"))
    assert (report.text, report.charset) == ("Мінск\r\nзаявив\r\n", "cp1251")


def test_a_date_that_cannot_be_read_leaves_the_message_undated() -> None:
    data = b"From: a@b.example\nDate: sometime\n\nIt was said."
    found, fault = capture_bytes(data, file="a.eml")
    assert isinstance(found, Captured)
    assert found.report.published is None
    assert not isinstance(fault, Captured)
    assert (fault.code, fault.at) == ("T105", "published")


def test_a_file_without_mail_headers_is_malformed() -> None:
    (found,) = capture_bytes(b"It was said, and nothing else.", file="a.eml")
    assert not isinstance(found, Captured)
    assert found.code == "T105"


def test_a_message_without_text_is_empty() -> None:
    (found,) = capture_bytes(b"From: a@b.example\n\n \n", file="a.eml")
    assert not isinstance(found, Captured)
    assert found.code == "T103"


def test_a_sender_that_is_no_address_leaves_the_message_without_one() -> None:
    (found,) = capture_bytes(b"From: " + b"]" * 3_000 + b"\n\nIt was said.", file="a.eml")
    assert isinstance(found, Captured)
    assert (found.report.author, found.report.host) == (None, None)
