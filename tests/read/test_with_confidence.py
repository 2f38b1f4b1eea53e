"""Who judges a thing with high, moderate or low confidence is who says it."""

from __future__ import annotations

import pytest
from tests.read.reading import content, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("who", "verb", "what"),
    [
        ("A Pentagon report", "concluded with low", "the virus leaked from a laboratory"),
        ("The agency", "concluded with low", "the virus leaked from a laboratory"),
        ("The agency", "assessed with high", "Iran had ordered the attack"),
        ("US intelligence", "has concluded with high", "Moscow ordered the attack"),
        ("The institute", "judged with high", "troops would leave"),
        ("The institute", "judges with moderate", "troops will leave"),
        ("The report", "found with low", "the ship was sabotaged"),
    ],
)
def test_a_judgement_with_confidence_is_its_assessor_s(
    reader: Reader, who: str, verb: str, what: str
) -> None:
    (told,) = statements(reader, f"{who} {verb} confidence that {what}.")
    assert told.speaker is not None
    assert told.speaker.text == who
    assert what in content(told)


def test_a_deed_with_confidence_is_no_judgement(reader: Reader) -> None:
    (told,) = statements(reader, "The prize was awarded with confidence that he would take it.")
    assert told.speaker is not None
    assert told.speaker.text == "The Harbour Post"
