"""The command that measures: eval, on the bundled gold and on public sets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import AsJson, Weights, faults, say

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
    weights: Weights = None,
    as_json: AsJson = False,
) -> None:
    """Measure readings against gold; without a task, print the table of all of them.

    TOCSIN_GOLD names a folder with the public sets; without it the bundled gold is used. The table
    gives each figure its 95 % interval, and says which are short of what is asked of them. Beside
    the score of questions stands a table by family and length of window.
    TOCSIN_CACHE names a folder in which parsed texts are kept for the next time. `tocsin train`
    makes weights; they are for the task attribution.

    Example: tocsin eval dates gold/te3_timebank.jsonl --predictions mine.jsonl --json
    """
    from tocsin.cli.contract import dumps
    from tocsin.evaluate import (
        Line,
        evaluate_all,
        evaluate_task,
        lines_of,
        measure_task,
        table_text,
    )
    from tocsin.evaluate.kinds import kinds_text
    from tocsin.evaluate.parsed import keeping, kept_folder
    from tocsin.evaluate.table import COST
    from tocsin.evaluate.tasks import kind_of, tasks

    with faults(as_json=as_json), keeping(kept_folder()):
        if task is None:
            results = list(evaluate_all())
            if as_json:
                for result in results:
                    say(dumps(result))
            else:
                say(table_text(Line(**row) for result in results for row in result["rows"]))
                for result in results:
                    if shown := kinds_text(result["figures"]):
                        say(f"\n{result['task']}, {result['gold']} gold\n{shown}")
                say(f"\n{COST}")
        elif as_json:
            result = evaluate_task(
                task, gold, predictions=predictions, reports=reports or [], weights=weights
            )
            say(dumps(result))
        else:
            result, intervals = measure_task(
                task, gold, predictions=predictions, reports=reports or [], weights=weights
            )
            own = tasks()[task]
            say(table_text(lines_of(own, kind_of(own, gold), result, intervals)))
            if shown := kinds_text(result["figures"]):
                say(f"\n{shown}")
