"""Weights: the folder that `tocsin train` fills, its files, its settings and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tocsin.errors import WeightsUnfit

__all__ = ["FILES", "FORMAT", "contents_of", "digest_of", "fingerprint_of", "settings_of"]

FORMAT = 1
"""The form of a folder of weights; a reader of another form does not read it."""

FILES = ("cues.onnx", "links.onnx", "tokenizer.json", "tagger.json")
"""The files of a folder of weights: the encoder with its cue head, the other head, the vocabulary,
and how weights become sayings."""

_TRAIN = "Make some: tocsin train attribution GOLD --out DIR (docs/how-to/train.md)."


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder of weights by name, settings checked.

    Raises `WeightsUnfit` where the folder holds no weights of this format.
    """
    content: dict[str, bytes] = {}
    for name in FILES:
        try:
            content[name] = (folder / name).read_bytes()
        except OSError as fault:
            raise WeightsUnfit(
                f"no trained weights: {name} is missing or cannot be read.",
                hint=_TRAIN,
                file=str(folder),
            ) from fault
    settings_of(content, folder)
    return content


def settings_of(content: dict[str, bytes], folder: Path) -> dict[str, Any]:
    """Return the settings in `tagger.json`. Raises `WeightsUnfit` for those of another format."""
    path = str(folder / "tagger.json")
    try:
        settings: dict[str, Any] = json.loads(content["tagger.json"])
        form = settings["format"]
    except (ValueError, KeyError, TypeError) as fault:
        raise WeightsUnfit(
            "the settings of trained weights cannot be read.", hint=_TRAIN, file=path
        ) from fault
    if form != FORMAT:
        raise WeightsUnfit(
            f"these weights are of format {form}, this Tocsin reads {FORMAT}.",
            hint="Train them again.",
            file=path,
        )
    return settings


def fingerprint_of(folder: Path) -> str:
    """Return the fingerprint of the weights in a folder, without loading them.

    Raises `WeightsUnfit` where it holds none of this format.
    """
    return digest_of(contents_of(folder))


def digest_of(content: dict[str, bytes]) -> str:
    """Return the fingerprint of the files of a folder: other weights, another fingerprint."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(f"{name}:{len(content[name])}:".encode())
        digest.update(content[name])
    return digest.hexdigest()[:12]
