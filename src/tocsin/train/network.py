"""Network: a small encoder with two heads, one for cues and one for their sources and contents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from tocsin.read.tagger.decoding import CUE_LABELS, NEVER, ROLE_LABELS, forbidden
from tocsin.read.tagger.encoding import HINTS, MARKS

__all__ = ["Encoder", "Layer", "Tagger", "base", "partition", "path"]

_NEAR = 12
"""Words this near to a cue have a vector of their own for their distance; beyond, octaves do."""

_FAR = 5
_INSIDE = _NEAR + _FAR


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention, then a wide layer, each added and normed."""

    def __init__(self, width: int, heads: int, wide: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.joined = nn.Linear(width, width)
        self.attended = nn.LayerNorm(width, eps=1e-12)
        self.widened = nn.Linear(width, wide)
        self.narrowed = nn.Linear(wide, width)
        self.normed = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor | None) -> Tensor:
        """Return [n, words, width]; `hidden` [n, 1, 1, words] is added to what is attended to."""
        count, length, width = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.reshape(count, length, self.heads, width // self.heads).transpose(1, 2)

        # No dropout within attention: the fast kernels know none, and it was not missed.
        mixed = functional.scaled_dot_product_attention(
            heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), attn_mask=hidden
        )
        mixed = mixed.transpose(1, 2).reshape(count, length, width)
        x = self.attended(x + self.dropout(self.joined(mixed)))
        wide = functional.gelu(self.widened(x))
        return self.normed(x + self.dropout(self.narrowed(wide)))


class Encoder(nn.Module):
    """BERT's encoder, with vectors for marks and hints added to those of the pieces."""

    def __init__(self, shape: dict[str, Any], dropout: float) -> None:
        super().__init__()
        width = shape["hidden_size"]
        self.words = nn.Embedding(shape["vocab_size"], width)
        self.places = nn.Embedding(shape["max_position_embeddings"], width)
        self.marks = nn.Embedding(MARKS, width)
        self.hints = nn.Embedding(HINTS, width)
        # As if they were not there, until training finds a use for them.
        nn.init.zeros_(self.marks.weight)
        nn.init.zeros_(self.hints.weight)
        self.normed = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, shape["num_attention_heads"], shape["intermediate_size"], dropout)
            for _ in range(shape["num_hidden_layers"])
        )

    def forward(
        self, pieces: Tensor, marks: Tensor, hints: Tensor, hidden: Tensor | None
    ) -> Tensor:
        """Return the vectors of pieces, [n, pieces, width]."""
        places = torch.arange(pieces.shape[1])
        x = self.words(pieces) + self.places(places) + self.marks(marks) + self.hints(hints)
        x = self.dropout(self.normed(x))
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Tagger(nn.Module):
    """The encoder, a head that finds cues, and one that labels all words beside a given cue."""

    def __init__(self, shape: dict[str, Any], *, linked: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        width = shape["hidden_size"]
        self.encoder = Encoder(shape, dropout)
        self.cues = nn.Linear(width, len(CUE_LABELS))
        self.word = nn.Linear(width, linked)
        self.cue = nn.Linear(width, linked)
        self.word_times = nn.Linear(width, linked)
        self.cue_times = nn.Linear(width, linked)
        self.distance = nn.Embedding(2 * _INSIDE + 1, linked)
        self.met = nn.LayerNorm(linked)
        self.linked = Layer(linked, 4, 4 * linked, dropout)
        self.roles = nn.Linear(linked, len(ROLE_LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_LABELS) + 1, len(ROLE_LABELS)))
        self.register_buffer("never", torch.tensor(forbidden(ROLE_LABELS)), persistent=False)
        self.dropout = nn.Dropout(dropout)

    def steps(self) -> Tensor:
        """The weights of steps between role labels, [6, 5]; far below for those not allowed."""
        return self.transitions.masked_fill(self.never, NEVER)

    def see(
        self,
        pieces: Tensor,
        marks: Tensor,
        hints: Tensor,
        firsts: Tensor,
        hidden: Tensor | None,
    ) -> tuple[Tensor, Tensor]:
        """Return the vectors of words [n, words, width] and the weights of their cue labels."""
        x = self.encoder(pieces, marks, hints, hidden)
        at = firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1])
        vectors = self.dropout(x.gather(1, at))
        return vectors, self.cues(vectors)

    def link(
        self, vectors: Tensor, rows: Tensor, firsts: Tensor, pasts: Tensor, hidden: Tensor | None
    ) -> Tensor:
        """Return the weights of role labels [cues, words, 5] beside each cue.

        `vectors` are [n, words, width]; `rows` says in which of the n each cue stands.
        """
        lasts = pasts - 1
        cue = (vectors[rows, firsts] + vectors[rows, lasts]) / 2
        near = self.word(vectors)[rows] + self.cue(cue).unsqueeze(1)
        near = near + self.word_times(vectors)[rows] * self.cue_times(cue).unsqueeze(1)
        places = torch.arange(vectors.shape[1]).unsqueeze(0)
        far = buckets(places - firsts.unsqueeze(1), places - lasts.unsqueeze(1))
        x = self.dropout(self.met(functional.gelu(near + self.distance(far))))
        emissions: Tensor = self.roles(self.linked(x, hidden))
        return emissions


def buckets(after_first: Tensor, after_last: Tensor) -> Tensor:
    """Return a number for how far a word is before or after a cue, one for those within it."""

    def far(distance: Tensor) -> Tensor:
        octave = torch.floor(torch.log2(distance.clamp(min=1).float() / _NEAR)).long() + _NEAR
        return torch.where(distance < _NEAR, distance, octave.clamp(max=_INSIDE - 1))

    before = far((-after_first - 1).clamp(min=0))
    after = far((after_last - 1).clamp(min=0))
    out = torch.full_like(after_first, 2 * _INSIDE)
    out = torch.where(after_first < 0, before, out)
    return torch.where(after_last > 0, after + _INSIDE, out)


def partition(emissions: Tensor, steps: Tensor, lengths: Tensor) -> Tensor:
    """Return the logarithm of the weights of all paths together, for each of [n, words, labels].

    Paths are joined pair by pair, which takes as many turns as the number of words has binary
    digits, not as many as there are words.
    """
    count, longest, labels = emissions.shape
    nothing = torch.full((labels, labels), NEVER).fill_diagonal_(0.0)
    joined = steps[1:] + emissions[:, 1:].unsqueeze(2)
    beyond = torch.arange(1, longest).unsqueeze(0) >= lengths.unsqueeze(1)
    joined = torch.where(beyond[:, :, None, None], nothing, joined)
    while joined.shape[1] > 1:
        if joined.shape[1] % 2:
            joined = torch.cat([joined, nothing.expand(count, 1, -1, -1)], 1)
        left, right = joined[:, 0::2], joined[:, 1::2]
        joined = torch.logsumexp(left.unsqueeze(4) + right.unsqueeze(2), 3)
    score = emissions[:, 0] + steps[0]
    if joined.shape[1]:
        score = torch.logsumexp(score.unsqueeze(2) + joined[:, 0], 1)
    return torch.logsumexp(score, 1)


def path(emissions: Tensor, steps: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
    """Return the weight of the path that `labels` [n, words] spell."""
    inside = torch.arange(labels.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)
    weight = emissions.gather(2, labels.unsqueeze(2)).squeeze(2)
    before = torch.cat([torch.zeros_like(labels[:, :1]), labels[:, :-1] + 1], 1)
    return ((weight + steps[before, labels]) * inside).sum(1)


def base(folder: Path, **options: Any) -> Tagger:
    """Return a network that begins with the weights of a BERT in `folder`: config, safetensors."""
    import json

    from safetensors.torch import load_file

    shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tagger = Tagger(shape, **options)
    weights = load_file(folder / "model.safetensors")
    own = tagger.encoder
    with torch.no_grad():
        own.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        # All words are of the first of BERT's two kinds, whose vector is added once for all.
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        own.places.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
        _take(own.normed, weights, "embeddings.LayerNorm")
        for n, layer in enumerate(own.layers):
            at = f"encoder.layer.{n}"
            for part, name in _NAMES:
                _take(getattr(layer, part), weights, f"{at}.{name}")
    return tagger


_NAMES = (
    ("query", "attention.self.query"),
    ("key", "attention.self.key"),
    ("value", "attention.self.value"),
    ("joined", "attention.output.dense"),
    ("attended", "attention.output.LayerNorm"),
    ("widened", "intermediate.dense"),
    ("narrowed", "output.dense"),
    ("normed", "output.LayerNorm"),
)


def _take(module: Any, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
