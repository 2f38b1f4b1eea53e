"""What leaves as JSON: numbers to twelve digits, null for what is absent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import number, printed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [value]


@given(VALUES)
def test_no_text_is_empty_and_no_number_longer_than_twelve_digits(value: object) -> None:
    for leaf in leaves(printed(value)):
        assert leaf != ""
        if isinstance(leaf, float):
            assert leaf == number(leaf)


@given(VALUES)
def test_what_is_printed_is_printed_the_same_again(value: object) -> None:
    assert repr(printed(printed(value))) == repr(printed(value))
