"""A folder of trained weights: complete and of a known format, or refused with the remedy."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tocsin.errors import ExtraMissing, WeightsUnfit
from tocsin.read import Reader
from tocsin.read.weights import FILES, fingerprint_of


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder of the right form, whose graphs are none."""
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "tagger.json").write_text('{"format": 1}')
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_folder_that_lacks_a_file_is_refused_by_name(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(WeightsUnfit, match=name) as told:
        Reader.load(weights)
    assert told.value.code == "T405"
    assert told.value.file == str(weights)
    assert "tocsin train attribution" in told.value.hint


@pytest.mark.parametrize("settings", ['{"format": 0}', "{}", "[]", "no JSON"])
def test_settings_of_another_format_are_refused(weights: Path, settings: str) -> None:
    (weights / "tagger.json").write_text(settings)
    with pytest.raises(WeightsUnfit, match=r"format 0|cannot be read") as told:
        fingerprint_of(weights)
    assert "tagger.json" in str(told.value.file)


@pytest.mark.parametrize("name", FILES[:3])
def test_other_weights_have_another_fingerprint(weights: Path, name: str) -> None:
    before = fingerprint_of(weights)
    (weights / name).write_bytes(b"other")
    assert fingerprint_of(weights) != before


def test_the_version_of_a_reader_names_its_weights(weights: Path) -> None:
    rules, trained = Reader.current_version(), Reader.current_version(weights)
    assert trained == f"{rules}+weights-{fingerprint_of(weights)}"


def test_what_is_no_network_is_refused_or_what_would_run_it_is_missing(weights: Path) -> None:
    absent = find_spec("onnxruntime") is None or find_spec("tokenizers") is None
    with pytest.raises(ExtraMissing if absent else WeightsUnfit) as told:
        Reader.load(weights)
    assert ("tocsin[train]" if absent else "train them again") in told.value.hint
