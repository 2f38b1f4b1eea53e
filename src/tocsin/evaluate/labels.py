"""Own labels: frozen sets of labelled sentences, loaded beside the shared text they point into."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import yaml

from tocsin.errors import BadRow, RepeatedId, TextDiffers, UnknownId, Unreachable
from tocsin.evaluate.gum import render
from tocsin.evaluate.label_shapes import PAIRS, SHAPES, faults
from tocsin.nouns.span import Span
from tocsin.nouns.statement import Act, Basis, Direction
from tocsin.read.numbers import value_of

__all__ = [
    "LABELS",
    "BindingRow",
    "ChainRow",
    "CountRow",
    "CountedLabel",
    "DoubtRow",
    "LintRow",
    "RepeatRow",
    "Sample",
    "StatementLabel",
    "VerificationLabel",
    "document_text",
    "load_binding",
    "load_chains",
    "load_counts",
    "load_doubt",
    "load_lint",
    "load_repeats",
    "load_samples",
    "rows_of",
    "sha256_of",
]

LABELS: Traversable = files("tocsin.data").joinpath("labels")
"""The shipped samples and frozen labels: ids, offsets and hashes, never text."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence to be labelled: characters of a document of the shared data folder.

    `doc` is a path relative to that folder, with `#id` for a row of a JSONL file; `sha256` is the
    hash of the sentence in UTF-8; `text` the sentence and `document` the whole text it stands in.
    """

    id: str
    doc: str
    span: Span
    sha256: str
    stratum: str
    text: str
    document: str


@dataclass(frozen=True, slots=True)
class StatementLabel:
    """Who says what: `chain` lists the relays, outermost first; the speaker comes after the last.

    `speaker` is None for the writer's own voice. `antecedent` is the fuller name that a pronoun or
    title stands for, where the text before gives one.
    """

    speaker: Span | None
    speaker_named: bool
    antecedent: Span | None
    chain: tuple[Span, ...]
    content: Span


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A sentence with the statements it attributes."""

    sample: Sample
    statements: tuple[StatementLabel, ...]


@dataclass(frozen=True, slots=True)
class BindingRow:
    """A sentence whose likelihood phrase is about an action of an actor."""

    sample: Sample
    phrase: Span
    actor: Span | None
    action: Span
    event: str


@dataclass(frozen=True, slots=True)
class CountedLabel:
    """A count: bounds (None is open), what is counted, on what basis, moving which way."""

    span: Span
    low: float | None
    high: float | None
    head: str
    counted: Span
    basis: Basis | None
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class CountRow:
    """A sentence with the forces and people that it counts, none for a false-alarm test."""

    sample: Sample
    quantities: tuple[CountedLabel, ...]

    def as_gold(self) -> dict[str, Any]:
        """Return the row as the ruler of quantities takes its gold.

        That ruler looks for the head as it is written, so the head is here the word of the counted
        phrase that is most like the labelled lemma. It asks for a state too, which is not labelled.
        """
        rows = [
            {
                "low": quantity.low,
                "high": quantity.high,
                "qualifier": _qualifier(quantity),
                "object": (counted := quantity.counted.of(self.sample.document)),
                "head": _written(quantity.head, counted),
                "state": None,
            }
            for quantity in self.quantities
        ]
        return {"id": self.sample.id, "text": self.sample.text, "quantities": rows}


@dataclass(frozen=True, slots=True)
class VerificationLabel:
    """What is said of a claim's standing; `of` is None where the claim is not in the sentence."""

    status: str
    of: Span | None


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A sentence with its speech act, its basis of knowledge, and what doubt it voices."""

    sample: Sample
    act: Act
    verification: tuple[VerificationLabel, ...]
    absence: Span | None
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class LintRow:
    """A sentence with the rules of prose that it breaks, each with the words that show it."""

    sample: Sample
    faults: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """Two sentences of a series: whether the later says the earlier again, changes it, or neither.

    `label` is one of `label_shapes.REPEATS`.
    """

    earlier: Sample
    later: Sample
    label: str


def sha256_of(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_text(folder: Path, doc: str) -> str:
    """Return the text of a document of the shared data folder `folder`.

    A text file is its characters as they are, a CoNLL-U file its rendering, and `file#id` the field
    `text` of the row of that id. Raises `Unreachable`.
    """
    name, _, key = doc.partition("#")
    path = folder / name
    if not path.is_file():
        raise Unreachable(
            "the document that a label points into is not there.",
            hint="Give the folder of the shared data.",
            file=name,
        )
    if key:
        texts = _rows_by_id(path)
        if key not in texts:
            raise Unreachable("the file has no row of that id.", file=name, at=key)
        return texts[key]
    return _whole_text(path)


# A draw asks for the same few hundred documents again and again.
@lru_cache(maxsize=512)
def _whole_text(path: Path) -> str:
    text = path.read_bytes().decode("utf-8-sig")
    return render(text, file=path.name).text if path.suffix == ".conllu" else text


@lru_cache(maxsize=16)
def _rows_by_id(path: Path) -> Mapping[str, str]:
    rows = (
        json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n") if line.strip()
    )
    return {row["id"]: row["text"] for row in rows}


def rows_of(content: bytes, *, file: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a JSONL file by their id, in the file's order.

    Raises `BadRow` for a line that is no object with an id, `RepeatedId` for a second of one id.
    """
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(content.decode("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise BadRow("the line is no JSON.", file=file, at=number) from None
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise BadRow("the line is no JSON object with an id.", file=file, at=number)
        if row["id"] in found:
            raise RepeatedId(f"a second row has the id {row['id']}.", file=file, at=number)
        found[row["id"]] = row
    return found


def load_samples(
    name: str,
    folder: Path,
    *,
    labels: Traversable = LABELS,
    side: Literal["earlier", "later"] = "later",
) -> dict[str, Sample]:
    """Return the sentences of the set `name` by id, with their text from the shared data `folder`.

    Of a set of pairs, `side` says which of the two sentences. Raises `TextDiffers` where the
    characters there are not those that were drawn, `Unreachable` where a file is missing,
    `BadRow` for a broken line.
    """
    file = f"{name}.sample.jsonl"
    found = {}
    for key, row in rows_of(_read(labels, file), file=file).items():
        try:
            stands = row[side] if name in PAIRS else row
            doc, sha256, stratum = str(stands["doc"]), str(stands["sha256"]), str(row["stratum"])
            span = Span(stands["start"], stands["end"])
        except (KeyError, TypeError, ValueError) as fault:
            raise BadRow(f"a sample needs its fields: {fault}.", file=file, at=key) from None
        document = document_text(folder, doc)
        text = span.of(document)
        if sha256_of(text) != sha256:
            raise TextDiffers(
                f"the sentence of {key} in {doc} is not the one that was drawn.",
                hint="Give the folder of shared data that the labels were made on.",
                file=file,
                at=key,
            )
        found[key] = Sample(key, doc, span, sha256, stratum, text, document)
    return found


def load_chains(folder: Path, *, labels: Traversable = LABELS) -> tuple[ChainRow, ...]:
    """Return the set "chains" beside the shared data `folder`; raises as `load_samples`."""
    return tuple(
        ChainRow(
            sample,
            tuple(
                StatementLabel(
                    speaker=_span(one["speaker"]),
                    speaker_named=one["speaker_named"],
                    antecedent=_span(one["antecedent"]),
                    chain=tuple(Span(*link) for link in one["chain"]),
                    content=Span(*one["content"]),
                )
                for one in row["statements"]
            ),
        )
        for sample, row in _frozen("chains", folder, labels)
    )


def load_binding(folder: Path, *, labels: Traversable = LABELS) -> tuple[BindingRow, ...]:
    """Return the set "binding" beside the shared data `folder`; raises as `load_samples`."""
    return tuple(
        BindingRow(
            sample,
            phrase=Span(*row["likelihood"]["phrase"]),
            actor=_span(row["actor"]),
            action=Span(*row["action"]),
            event=row["event"],
        )
        for sample, row in _frozen("binding", folder, labels)
    )


def load_counts(folder: Path, *, labels: Traversable = LABELS) -> tuple[CountRow, ...]:
    """Return the set "counts" beside the shared data `folder`; raises as `load_samples`."""
    return tuple(
        CountRow(
            sample,
            tuple(
                CountedLabel(
                    span=Span(*one["span"]),
                    low=one["low"],
                    high=one["high"],
                    head=one["counted_head"],
                    counted=Span(*one["counted"]),
                    basis=one["basis"],
                    direction=one["direction"],
                )
                for one in row["quantities"]
            ),
        )
        for sample, row in _frozen("counts", folder, labels)
    )


def load_doubt(folder: Path, *, labels: Traversable = LABELS) -> tuple[DoubtRow, ...]:
    """Return the set "doubt" beside the shared data `folder`; raises as `load_samples`."""
    return tuple(
        DoubtRow(
            sample,
            act=row["act"],
            verification=tuple(
                VerificationLabel(one["status"], _span(one["of"])) for one in row["verification"]
            ),
            absence=_span(row["absence"]),
            basis=row["basis"],
        )
        for sample, row in _frozen("doubt", folder, labels)
    )


def load_lint(
    folder: Path, *, labels: Traversable = LABELS, name: str = "lint"
) -> tuple[LintRow, ...]:
    """Return a set of faults of prose beside the shared data `folder`; raises as `load_samples`."""
    return tuple(
        LintRow(sample, tuple((one["rule"], Span(*one["span"])) for one in row["faults"]))
        for sample, row in _frozen(name, folder, labels)
    )


def load_repeats(
    folder: Path, *, labels: Traversable = LABELS, name: str = "repeats"
) -> tuple[RepeatRow, ...]:
    """Return a set of pairs beside the shared data `folder`; raises as `load_samples`."""
    earlier = load_samples(name, folder, labels=labels, side="earlier")
    return tuple(
        RepeatRow(earlier[sample.id], sample, row["label"])
        for sample, row in _frozen(name, folder, labels)
    )


def _frozen(
    name: str, folder: Path, labels: Traversable
) -> Iterator[tuple[Sample, dict[str, Any]]]:
    """Yield each sentence of the set with its checked label row, in the order of the sample."""
    if name not in SHAPES:
        raise ValueError(name)
    file = f"{name}.jsonl"
    content = _read(labels, file)
    sheet = yaml.safe_load(_read(labels, "FROZEN.yaml"))
    said = ((sheet or {}).get("sets") or {}).get(name) or {}
    if said.get("sha256") != hashlib.sha256(content).hexdigest():
        raise TextDiffers(
            "the labels are not those that were frozen.",
            hint="Take the file back from the history, or freeze the set anew and say why.",
            file=file,
        )
    samples = load_samples(name, folder, labels=labels)
    rows = rows_of(content, file=file)
    if stray := sorted(rows.keys() - samples.keys()):
        raise UnknownId("a label is of no drawn sentence.", file=file, at=stray[0])
    for key, sample in samples.items():
        if key not in rows:
            raise BadRow("a drawn sentence has no label.", file=file, at=key)
        found = faults(name, rows[key], start=sample.span.start, end=sample.span.end)
        if found:
            raise BadRow(f"{found[0]}.", file=file, at=key)
        yield sample, rows[key]


def _read(labels: Traversable, file: str) -> bytes:
    path = labels.joinpath(file)
    if not path.is_file():
        raise Unreachable(
            "no such file of labels.", hint="Draw, label and freeze the set first.", file=file
        )
    return path.read_bytes()


def _span(value: list[int] | None) -> Span | None:
    return None if value is None else Span(*value)


def _qualifier(quantity: CountedLabel) -> str:
    if quantity.high is None:
        return "min"
    if quantity.low is None:
        return "max"
    return "exact" if quantity.low == quantity.high else "range"


def _written(lemma: str, counted: str) -> str:
    """Return the word of `counted` that begins most like `lemma`, the later of two equals."""
    best, shared = lemma, 0
    for word in counted.split():
        if value_of(word) is not None:
            continue  # a number that stands alone: the lemma is of what is understood
        alike = 0
        for left, right in zip(lemma.lower(), word.lower(), strict=False):
            if left != right:
                break
            alike += 1
        if alike and alike >= shared:
            best, shared = word.strip(".,;:()“”\"'"), alike
    return best
