"""YAML that people write: what of it a house may have, and that nothing else does harm."""

from __future__ import annotations

import pytest
import yaml

from tocsin.data.written import DEEPEST, NotPlain, plain


def test_values_come_with_the_lines_they_stand_on() -> None:
    root, values = plain("a: 1\nb:\n  - c: [2, 3]\n")
    assert values == {"a": 1, "b": [{"c": [2, 3]}]}
    assert [key.start_mark.line for key, _ in root.value] == [0, 1]


def test_an_empty_document_has_neither() -> None:
    assert plain("# nothing\n") == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &one [1]\nb: *one\n", "aliases"),
        ("[" * 200_000, "nested too deeply"),
        ("- " * 200_000, "nested too deeply"),
        ("{a: " * (DEEPEST + 1), "nested too deeply"),
        ("a: \ud800", "half a character"),
    ],
    ids=["an alias", "lists", "items", "one too many", "a lone surrogate"],
)
def test_what_unfolds_nests_or_is_no_text_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotPlain, match=said):
        plain(text)


@pytest.mark.parametrize("text", ["a: [1,\n b", "a: \0", "!!python/object:os.system {}", "a: b: c"])
def test_what_is_no_yaml_or_would_run_is_a_fault_of_yaml(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        plain(text)


def test_as_deep_as_allowed_is_read() -> None:
    assert plain("[" * DEEPEST + "]" * DEEPEST)[1] is not None
