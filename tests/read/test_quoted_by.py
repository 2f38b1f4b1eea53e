"""Who quotes a speaker, or reports at the end what he said, is one through whom it came."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement, Via
from tocsin.read import Reader


def one(reader: Reader, text: str) -> tuple[str | None, str, list[tuple[str, Via]]]:
    """The speaker, the words and the chain of what is said of the quay."""
    found: Statement = said(statements(reader, text), "quay")
    chain = [(relay.name.text, relay.via) for relay in found.chain]
    words = found.content.of(text).removeprefix("that ").removesuffix(",")
    return None if found.speaker is None else found.speaker.text, words, chain


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "The quay will be rebuilt, according to Nora Lind, quoted by Reuters.",
            ("Reuters", "published"),
        ),
        (
            "According to Nora Lind, cited by the NTB news agency, the quay will be rebuilt.",
            ("NTB news agency", "published"),
        ),
        (
            "The quay will be rebuilt, according to Nora Lind, as cited by the Lake Gazette.",
            ("Lake Gazette", "published"),
        ),
        (
            "According to Nora Lind, who was quoted by the Harbour Post, the quay will be rebuilt.",
            ("Harbour Post", "published"),
        ),
        (
            "The quay will be rebuilt, according to Nora Lind, quoted by local media.",
            ("local media", "quoted"),
        ),
        (
            "According to Nora Lind, quoted on Monday by Bloomberg, the quay will be rebuilt.",
            ("Bloomberg", "published"),
        ),
    ],
)
def test_who_quotes_whom_it_is_according_to_stands_between(
    reader: Reader, text: str, link: tuple[str, str]
) -> None:
    speaker, words, chain = one(reader, text)
    assert speaker == "Nora Lind"
    assert words.casefold() == "the quay will be rebuilt"
    assert chain == [link]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Nora Lind said the quay was unsafe, Reuters reports.", "Reuters"),
        ("Nora Lind said the quay was unsafe, Reuters claims.", "Reuters"),
        ("The minister said the quay would close, Interfax-Ukraine reports.", "Interfax-Ukraine"),
        (
            "The minister said he would close the quay, state television reports.",
            "state television",
        ),
        (
            "President Nora Lind said the town would repair the quay, the CTK news agency reports.",
            "CTK news agency",
        ),
    ],
)
def test_who_reports_at_the_end_tells_what_was_said(reader: Reader, text: str, outlet: str) -> None:
    speaker, words, chain = one(reader, text)
    assert speaker in {"Nora Lind", "The minister"}
    assert outlet not in words
    assert chain == [(outlet, "published")]


@pytest.mark.parametrize(
    "text",
    [
        "According to Nora Lind, the quay was mended by Reuters.",
        "The quay will be rebuilt, according to Nora Lind, praised by the Tarn Echo.",
        "Nora Lind said that the quay needed plans, drawings and reports.",
        "Nora Lind said that the quay was in two plans and reports.",
    ],
)
def test_who_only_stands_there_passes_nothing_on(reader: Reader, text: str) -> None:
    speaker, _, chain = one(reader, text)
    assert speaker == "Nora Lind"
    assert chain == []
