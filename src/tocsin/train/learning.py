"""Learning: lessons shown to a network in windows, until the weights are good."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from tocsin.read.tagger.encoding import Encoded, Window
from tocsin.read.tagger.linking import Decision, Seen, cues_of, seen_of
from tocsin.train.course import Course
from tocsin.train.gold import Lesson
from tocsin.train.network import Tagger, partition, path

__all__ = ["Torch", "learn"]

_HIDDEN = -10_000.0


@dataclass(slots=True)
class Batch:
    """Windows side by side, padded to the longest."""

    pieces: Tensor
    marks: Tensor
    hints: Tensor
    firsts: Tensor
    hidden: Tensor
    lengths: Tensor
    cues: Tensor
    shown: list[tuple[Lesson, Window]]


class Torch:
    """A network in training, as the decoder asks for it."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def see(self, seen: Seen) -> tuple[np.ndarray, np.ndarray]:
        """Vectors and cue weights of one window."""
        parts = (seen.pieces, seen.marks, seen.hints, seen.firsts)
        with torch.inference_mode():
            pieces, marks, hints, firsts = (torch.from_numpy(p).unsqueeze(0) for p in parts)
            vectors, weights = self._tagger.see(pieces, marks, hints, firsts, None)
        return vectors[0].numpy(), weights[0].numpy()

    def link(self, vectors: np.ndarray, firsts: np.ndarray, pasts: np.ndarray) -> np.ndarray:
        """Role weights beside each cue."""
        with torch.inference_mode():
            found: np.ndarray = self._tagger.link(
                torch.from_numpy(vectors).unsqueeze(0),
                torch.zeros(len(firsts), dtype=torch.long),
                torch.from_numpy(firsts),
                torch.from_numpy(pasts),
                None,
            ).numpy()
        return found


def learn(
    tagger: Tagger,
    lessons: Sequence[Lesson],
    course: Course,
    decision: Decision,
    say: Callable[[str], None],
) -> None:
    """Teach a network in place. Equal lessons and courses give equal weights on one machine."""
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    groups = _groups(tagger, course)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    batches_a_round = len(list(_batches(lessons, course, decision, random.Random(0))))
    total = batches_a_round * course.rounds
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / (0.1 * total), max(0.0, (total - step) / (0.9 * total))),
    )
    tagger.train()
    step = 0
    for turn in range(course.rounds):
        sums = [0.0, 0.0]
        for done, batch in enumerate(_batches(lessons, course, decision, chance), 1):
            parts = losses(tagger, batch, doubting=step > course.doubt * total)
            loss = parts[0] + course.relations * parts[1]
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            sums = [s + float(p.detach()) for s, p in zip(sums, parts, strict=True)]
            if step % 50 == 0:
                say(f"round {turn + 1} of {course.rounds}, {done} of about {batches_a_round}: "
                    f"cues {sums[0] / done:.3f}, relations {sums[1] / done:.3f}")  # fmt: skip
    tagger.eval()


def losses(tagger: Tagger, batch: Batch, *, doubting: bool) -> tuple[Tensor, Tensor]:
    """Return what was missed, for each cue of the gold: of the cues, and of their roles."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors, weights = tagger.see(
            batch.pieces, batch.marks, batch.hints, batch.firsts, batch.hidden.bfloat16()
        )
    weights = weights.float()
    wanted = sum(len(_within(lesson, window)) for lesson, window in batch.shown)
    missed = functional.cross_entropy(
        weights.flatten(0, 1), batch.cues.flatten(), ignore_index=-1, reduction="sum"
    ) / max(wanted, 1)
    rows, firsts, pasts, labels = _asked(batch, weights.detach().numpy() if doubting else None)
    if not rows:
        return missed, torch.zeros(())
    chosen = torch.tensor(rows)
    lengths = batch.lengths[chosen]
    outside = torch.arange(vectors.shape[1]).unsqueeze(0) >= lengths.unsqueeze(1)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions = tagger.link(
            vectors,
            chosen,
            torch.tensor(firsts),
            torch.tensor(pasts),
            (outside[:, None, None] * _HIDDEN).to(vectors.dtype),
        )
    emissions, steps = emissions.float(), tagger.steps()
    gold = path(emissions, steps, torch.from_numpy(labels), lengths)
    every = partition(emissions, steps, lengths)
    return missed, (every - gold).sum() / max(wanted, 1)


def _within(lesson: Lesson, window: Window) -> list[int]:
    return [
        n for n, r in enumerate(lesson.relations)
        if window.first <= r.first and r.past <= window.past
    ]  # fmt: skip


def _asked(
    batch: Batch, weights: np.ndarray | None
) -> tuple[list[int], list[int], list[int], np.ndarray]:
    """The cues to be linked: those of the gold, and if doubting those found wrongly."""
    rows: list[int] = []
    firsts: list[int] = []
    pasts: list[int] = []
    labels: list[np.ndarray] = []
    width = batch.firsts.shape[1]
    for row, (lesson, window) in enumerate(batch.shown):
        taken: set[int] = set()
        for n in _within(lesson, window):
            relation = lesson.relations[n]
            line = np.zeros(width, dtype=np.int64)
            for word, label in relation.roles:
                if window.first <= word < window.past:
                    # What began before the window goes on within it, without its beginning.
                    cut = word == window.first and label in {2, 4}
                    line[word - window.first] = label - 1 if cut else label
            rows.append(row)
            firsts.append(relation.first - window.first)
            pasts.append(relation.past - window.first)
            labels.append(line)
            taken.update(range(relation.first - window.first, relation.past - window.first))
        if weights is None:
            continue
        for run in cues_of(weights[row, : window.past - window.first], -0.7):
            known = {n for n in range(run.first, run.past) if lesson.cues[window.first + n]}
            if not known and not taken & set(range(run.first, run.past)):
                rows.append(row)
                firsts.append(run.first)
                pasts.append(run.past)
                labels.append(np.zeros(width, dtype=np.int64))
    return rows, firsts, pasts, np.stack(labels) if labels else np.zeros((0, width), np.int64)


def _batches(
    lessons: Sequence[Lesson], course: Course, decision: Decision, chance: random.Random
) -> Iterator[Batch]:
    shown: list[tuple[Lesson, Window]] = []
    for lesson in lessons:
        shown += [(lesson, window) for window in _cut(lesson.encoded, course.room - 2, chance)]
    # Windows of like length go together, the order of the batches is drawn.
    shown.sort(key=lambda pair: pair[1].past - pair[1].first + chance.random())
    grouped = [shown[n : n + course.windows] for n in range(0, len(shown), course.windows)]
    chance.shuffle(grouped)
    for group in grouped:
        yield _batch(group, course, decision, chance)


def _cut(encoded: Encoded, room: int, chance: random.Random) -> Iterator[Window]:
    """Cut a text into windows that do not overlap, the first of them of a drawn length."""
    first, left = 0, chance.randrange(room // 4, room + 1)
    for n, pieces in enumerate(encoded.pieces):
        if len(pieces) > left and n > first:
            yield Window(first, n, first, n)
            first, left = n, room
        left -= len(pieces)
    if encoded.pieces:
        yield Window(first, len(encoded.pieces), first, len(encoded.pieces))


def _batch(
    group: Sequence[tuple[Lesson, Window]],
    course: Course,
    decision: Decision,
    chance: random.Random,
) -> Batch:
    seen = [seen_of(lesson.encoded, window, decision) for lesson, window in group]
    unhinted = [chance.random() < course.unhinted for _ in group]
    longest = max(len(s.pieces) for s in seen)
    words = max(len(s.firsts) for s in seen)
    hidden = torch.full((len(group), 1, 1, longest), _HIDDEN)
    cues = torch.full((len(group), words), -1)
    for n, (lesson, window) in enumerate(group):
        hidden[n, :, :, : len(seen[n].pieces)] = 0.0
        cues[n, : window.past - window.first] = torch.tensor(
            lesson.cues[window.first : window.past]
        )
    return Batch(
        _padded([s.pieces for s in seen], longest),
        _padded([s.marks for s in seen], longest),
        _padded([s.hints * (not u) for s, u in zip(seen, unhinted, strict=True)], longest),
        _padded([s.firsts for s in seen], words),
        hidden,
        torch.tensor([len(s.firsts) for s in seen]),
        cues,
        list(group),
    )


def _padded(rows: Sequence[np.ndarray], length: int) -> Tensor:
    table = np.zeros((len(rows), length), dtype=np.int64)
    for n, row in enumerate(rows):
        table[n, : len(row)] = row
    return torch.from_numpy(table)


def _groups(tagger: Tagger, course: Course) -> list[dict[str, object]]:
    """The weights with their rates of learning: the lower the layer, the slower."""
    count = len(tagger.encoder.layers)
    # The vectors of word pieces stay as they are: most of them are seen too seldom to be bettered.
    tagger.encoder.words.requires_grad_(requires_grad=False)
    low = [tagger.encoder.places, tagger.encoder.normed]
    new = [tagger.encoder.marks, tagger.encoder.hints]
    groups: list[dict[str, object]] = [
        {"params": [p for m in low for p in m.parameters()],
         "lr": course.rate * course.decay ** (count + 1)},
        {"params": [p for m in new for p in m.parameters()], "lr": course.rate * 5},
    ]  # fmt: skip
    for n, layer in enumerate(tagger.encoder.layers):
        groups.append(
            {"params": list(layer.parameters()), "lr": course.rate * course.decay ** (count - n)}
        )
    heads = [p for name, p in tagger.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": heads, "lr": course.head_rate})
    return groups
