"""Titles: for which party somebody speaks, by the office that his report gives him."""

from __future__ import annotations

import pytest

from tocsin.weigh.titles import parties_by_title


@pytest.mark.parametrize(
    ("speaker", "text", "party"),
    [
        ("Ann Told", "Norwegian President Ann Told said no.", "Norway"),
        ("Told", "Norway's deputy foreign minister Ann Told came. Told said no.", "Norway"),
        ("Told", "The Norwegian defence minister, Ann Told, said no.", "Norway"),
        ("Told", "No, said Ann Told, Norway's defence minister.", "Norway"),
        ("Told", "Ann Told (spokeswoman for the Norwegian army) said no.", "Norway"),
        ("Told", "Ann Told, who is South Korea's defence minister, said no.", "South Korea"),
        ("Told", "Ann Told, secretary of the Security Council of Armenia, said no.", "Armenia"),
        ("Told", "Norway's chief of the general staff, Lt. Gen. Ann Told, said no.", "Norway"),
        ("Told", "U.S. Secretary of State Ann Told said no.", "United States"),
        ("Told", "The US ambassador to Norway, Ann Told, said no.", "United States"),
        ("Told", "Kremlin spokeswoman Ann Told said no.", "Russia"),
        ("Told", "Taliban spokesman Ann Told said no.", "Taliban"),
        ("al-Told", "Syrian President Ahmed al-Told said no.", "Syria"),
        ("the Norwegian president", "The Norwegian president said no.", "Norway"),
        ("Norwegian officials", "Norwegian officials said no.", "Norway"),
    ],
)
def test_an_office_beside_a_name_tells_for_whom_he_speaks(
    speaker: str, text: str, party: str
) -> None:
    assert parties_by_title(speaker, text) == (party,)


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Told", "The former Norwegian president, Ann Told, said no."),
        ("Told", "Norway's ousted president Ann Told said no."),
        ("Told", "It was up to the Norwegian president, Told said."),
        ("Told", "Ann Told, president of the Norwegian football club, said no."),
        ("Told", "Ann Told, an analyst at the Norwegian Institute, said no."),
        ("Told", "The Norwegian president's wife, Ann Told, said no."),
        ("Told", "Ann Told, a critic of the Norwegian minister, said no."),
        ("Told", "Norwegian President Ann Told met Swedish President Bo Told."),
        ("Told", "Headed by the Norwegian president\n\nAnn Told said no."),
        ("the president", "The president said no."),
        ("a Norwegian analyst", "A Norwegian analyst said no."),
        ("former Norwegian officials", "Former Norwegian officials said no."),
    ],
)
def test_who_has_no_office_speaks_for_nobody(speaker: str, text: str) -> None:
    assert parties_by_title(speaker, text) == ()
