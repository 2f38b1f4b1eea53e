"""The command that measures: eval, on the bundled gold and on public sets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import AsJson, faults, say

__all__ = ["evaluate"]


def evaluate(
    task: Annotated[
        str | None, typer.Argument(metavar="TASK", help="One task (all, as one table).")
    ] = None,
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD", help="The task's gold file.")
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", metavar="OUT", help="Keep the predictions there."),
    ] = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option("--reports", metavar="DIR", help="A corpus for questions; repeatable."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure readings against gold; without a task, print the table of all of them.

    TOCSIN_GOLD names a folder with the public sets; without it the bundled gold is used.

    Example: tocsin eval dates gold/te3_timebank.jsonl --predictions mine.jsonl --json
    """
    from tocsin.cli.contract import dumps
    from tocsin.evaluate import evaluate_all, evaluate_task, table_text

    with faults(as_json=as_json):
        if task is None:
            rows = list(evaluate_all())
            if as_json:
                for row in rows:
                    say(dumps(row))
            else:
                say(table_text(rows))
            return
        row = evaluate_task(task, gold, predictions=predictions, reports=reports or [])
    if as_json:
        say(dumps(row))
    else:
        say(table_text([row]))
