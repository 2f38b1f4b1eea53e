"""The command that replays the past: backtest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import AsJson, Exit, faults, file_named, plain, progress, say, tell_fault

__all__ = ["backtest"]


def backtest(
    questions: Annotated[
        Path,
        typer.Argument(
            metavar="QUESTIONS", help="A .jsonl file of standing questions.", parser=file_named
        ),
    ],
    reports: Annotated[
        list[Path],
        typer.Option(
            "--reports",
            metavar="CORPUS",
            help="A folder of reports, one with an index.jsonl, or a .jsonl file; repeatable.",
        ),
    ],
    every: Annotated[
        int, typer.Option("--every", metavar="N", min=1, help="Days from one answer to the next.")
    ] = 7,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="OUT", help="Write the forecasts there as CSV.")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="OUT", help="Write calibration and history there as SVG."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Replay standing questions over a corpus, each day by what was there by then, and score them.

    Each is answered on its opening day and every N days to its close. Nothing dated after the day
    is used; outcomes (`resolved`, `resolved_on`) are read when all answers are made. Reports
    without a date, or with a text from after their date, are told and left out until it is sure
    that they were there (exit code 1); a question that tells how it ended stops the run.

    Example: tocsin backtest gold/questions.jsonl --reports reports --csv past.csv --plot past.svg
    """
    from tocsin import __version__
    from tocsin.cli.contract import dumps
    from tocsin.desk import write_whole
    from tocsin.evaluate.backtest import LeakyQuestions
    from tocsin.evaluate.backtest import backtest as replayed
    from tocsin.evaluate.backtest_forms import csv_of, rows_of, told_of
    from tocsin.evaluate.backtest_plot import plot_of
    from tocsin.evaluate.merits import summary_of
    from tocsin.evaluate.parsed import keeping, kept_folder
    from tocsin.nouns import printed

    with faults(as_json=as_json), keeping(kept_folder()):
        try:
            with progress(shown=not as_json, what="done") as told:
                made = replayed(questions, reports, every=every, told=told)
        except LeakyQuestions as leaks:
            for leak in leaks.faults:
                tell_fault(leak, as_json=as_json)
            raise typer.Exit(Exit.NOTHING_USABLE) from None
        for fault in made.corpus.faults:
            tell_fault(fault, as_json=as_json)
        summary = printed({"kind": "summary", **summary_of(made), "version": __version__})
        rows = printed(list(rows_of(made)))
        if csv is not None:
            write_whole(csv, csv_of(rows))
        if plot is not None:
            write_whole(plot, plot_of(made, summary))
        if as_json:
            for row in (*rows, summary):
                say(dumps(row))
        else:
            say(told_of(made, summary))
            for file in (csv, plot):
                if file is not None:
                    say(f"Written: {plain(str(file))}")
    if made.corpus.faults:
        raise typer.Exit(Exit.SOME_REFUSED)
