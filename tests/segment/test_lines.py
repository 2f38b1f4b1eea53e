"""Lines are cut so that every character stands in one piece, and broken paragraphs are one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.segment.lines import MAX_PIECES, pieces_of

BROKEN = (
    "The ferry to the outer islands will not sail this weekend, because the\n"
    "harbour master has found ice on the slipway. Passengers who have booked\n"
    "can travel on Tuesday instead. The company expects no further delays\n"
    "before the new year.\n"
)


@given(
    st.text(alphabet=st.characters(), max_size=300)
    | st.text(alphabet=" ab.\n\r\x0b\x85", max_size=80)
)
def test_pieces_cover_every_character_once_and_in_order(text: str) -> None:
    pieces = pieces_of(text)
    assert "".join(piece.span.of(text) for piece in pieces) == text
    assert all(len(piece.span) for piece in pieces)


def test_a_line_is_a_piece_without_the_white_space_around_it() -> None:
    pieces = pieces_of("\n  One.  \n\nTwo.\nThree.")
    assert [(piece.text, piece.tight) for piece in pieces] == [
        ("One.", False),
        ("Two.", False),
        ("Three.", True),
    ]


def test_lines_broken_by_a_mail_program_are_one_paragraph() -> None:
    text = BROKEN + "\n" + BROKEN
    assert len(pieces_of(text)) == 2
    assert pieces_of(text)[0].text.startswith("The ferry to the outer islands")


def test_items_of_a_list_stay_apart() -> None:
    text = "\n".join(
        f"- {number} bags of flour were counted at the northern mill" for number in range(9)
    )
    assert len(pieces_of(text)) == 9


def test_whole_sentences_on_lines_of_their_own_stay_apart() -> None:
    text = (
        "The mill has closed for the winter after all.\nThe baker has heard of it too, he says.\n"
        * 4
    )
    assert len(pieces_of(text)) == 8


def test_a_text_of_countless_lines_is_bunched() -> None:
    text = "a\n\n" * (3 * MAX_PIECES)
    pieces = pieces_of(text)
    assert len(pieces) <= MAX_PIECES
    assert "".join(piece.span.of(text) for piece in pieces) == text
