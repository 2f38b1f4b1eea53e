"""Commands that train: weights made from gold that its owner may use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import AsJson, faults, say

__all__ = ["app"]

app = typer.Typer(
    help="Train weights of your own; needs the extra packages of `train`.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _group() -> None:
    """Train weights of your own; needs the extra packages of `train`."""


@app.command()
def attribution(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated texts, JSON lines.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the weights go.")],
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="DIR", help="A BERT to begin with (packaged MiniLM)."),
    ] = None,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="Times over all texts.")] = 3,
    seed: Annotated[int, typer.Option("--seed", help="Chance begins here.")] = 20,
    hints: Annotated[
        bool, typer.Option("--hints/--no-hints", help="Show the network what the rules find.")
    ] = True,
    whole: Annotated[
        bool, typer.Option("--whole", help="Keep all 32 bits of the weights: larger, slower.")
    ] = False,
    threads: Annotated[int | None, typer.Option("--threads", min=1, help="Cores (all).")] = None,
    as_json: AsJson = False,
) -> None:
    """Train who said what; measure the weights with `tocsin eval attribution GOLD --weights DIR`.

    GOLD has rows of {"doc_id", "text", "attributions": [{"source", "cue", "content"}]}, each with
    its spans, pairs of start and end. One text in fourteen is held back to choose how sure the
    network must be.

    Example: tocsin train attribution mine.jsonl --out weights
    """
    from tocsin.cli.contract import dumps
    from tocsin.train.attribution import train
    from tocsin.train.course import Course

    def told(line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    with faults(as_json=as_json):
        outcome = train(
            gold,
            out,
            base=base,
            course=Course(rounds=rounds, seed=seed),
            hinted=hints,
            quantised=not whole,
            threads=threads,
            say=told,
        )
    if as_json:
        row = {
            "folder": str(outcome.folder),
            "texts": outcome.texts,
            "attributions": outcome.attributions,
            "held_back": outcome.held,
            "who_said_what_f1": round(outcome.held_f1, 4),
            "minutes": round(outcome.minutes, 1),
        }
        say(dumps(row))
    else:
        say(
            f"{outcome.folder}: trained on {outcome.texts} texts with {outcome.attributions}"
            f" attributions in {outcome.minutes:.0f} minutes"
        )
        say(f"who said what, {outcome.held} texts held back: F1 {outcome.held_f1:.3f}")
