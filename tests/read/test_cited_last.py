"""Who is cited at the end of a sentence speaks, and the paper passes it on."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker", "outlet"),
    [
        (
            "Reuters reported that Norland had moved tanks, citing two officers.",
            "two officers",
            "Reuters",
        ),
        (
            "The Times said Norland had moved tanks to the coast, citing the Danish army.",
            "Danish army",
            "Times",
        ),
        (
            "The Tronvik Star reported on Sunday that Norland had moved tanks, quoting witnesses.",
            "witnesses",
            "Tronvik Star",
        ),
        (
            "The paper wrote that Norland had moved tanks, citing a person close to the staff.",
            "a person close to the staff",
            "The paper",
        ),
        ("The BBC reported that Norland had moved tanks, citing a UN report.", "UN", "BBC"),
        (
            "Lawmakers said that tanks had moved to the coast, citing the spy agency.",
            "the spy agency",
            "Lawmakers",
        ),
    ],
)
def test_whoever_is_cited_behind_a_claim_speaks_through_who_cites_him(
    reader: Reader, text: str, speaker: str, outlet: str
) -> None:
    found = said(statements(reader, text), "moved")
    assert found.speaker is not None
    assert found.speaker.text == speaker
    assert [relay.name.text for relay in found.chain] == [outlet]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee said the ministry had closed the port, citing two officers.", "Ann Lee"),
        ("Reuters said the ministry had closed the port, citing high costs.", "Reuters"),
        ("Reuters reported that the port was closed, citing satellite images.", "Reuters"),
        ("Ann Lee said that tanks had closed the port, citing fresh intelligence.", "Ann Lee"),
        ("Reuters reported that a clerk, citing two officers, had closed the port.", "Reuters"),
    ],
)
def test_a_reason_and_another_who_may_cite_leave_the_saying_where_it_is(
    reader: Reader, text: str, speaker: str
) -> None:
    found = said(statements(reader, text), "closed")
    assert found.speaker is not None
    assert found.speaker.text == speaker
    assert found.chain == ()
