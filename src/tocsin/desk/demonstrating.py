"""The demonstration: the bundled example, from its reports to a cited assessment."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from tocsin.desk.adding import add
from tocsin.desk.exporting import write_whole
from tocsin.desk.hints import command_of
from tocsin.desk.place import Desk
from tocsin.desk.situation import case_of, situation_of
from tocsin.desk.watching import take_watch
from tocsin.desk.weighing import Weighing
from tocsin.errors import DeskExists
from tocsin.ledger import is_there
from tocsin.nouns import cut_of
from tocsin.publish import Case, assess, html, markdown

__all__ = ["AS_OF", "Shown", "demonstrate"]

AS_OF = "2022-12-21"
"""The day on which the example is looked at: after its last report, before its close."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demonstration made, and commands to go on with.

    `opening` opens the desk in the browser, where `page` is the question's address.
    """

    case: Case
    reports: int
    statements: int
    origins: int
    html: Path
    markdown: Path
    next_commands: tuple[str, ...]
    opening: str
    page: str


def demonstrate(
    folder: Path, *, now: datetime, progress: Callable[[str, int], None] | None = None
) -> Shown:
    """Make a desk of the bundled example in `folder` and write its assessment there.

    A desk that an earlier demonstration made there is made anew; any other folder that holds
    something is left alone. Raises `DeskExists`.
    """
    _clear(folder)
    desk = Desk.create(folder)
    (folder / MARK).write_text("Made by tocsin demo, and made anew each time.\n", "utf-8")
    with as_file(files("tocsin.example")) as example:
        watch, _ = take_watch(desk, example / "watch.yaml", now=now)
        add(desk, [example / "reports"], now=now, feed="example", progress=progress)
    with desk.ledger(read_only=True) as ledger:
        known_at = cut_of(now.date().isoformat())
        weighing = Weighing(desk, ledger, watch.id, known_at=known_at)
        seen = situation_of(
            *(desk, ledger, watch.id),
            as_of=cut_of(AS_OF),
            known_at=known_at,
            weighing=weighing,
        )
        case = case_of(desk, ledger, seen, weighing=weighing)
    assessment = assess(case)
    page, text = folder / "assessment.html", folder / "assessment.md"
    write_whole(page, html(assessment, case))
    write_whole(text, markdown(assessment))
    return Shown(
        case=case,
        reports=len(seen.readings),
        statements=sum(len(reading.statements) for reading in seen.readings),
        origins=len(seen.origins),
        html=page,
        markdown=text,
        next_commands=(
            command_of("explain", folder, watch.id, "--as-of", AS_OF),
            command_of("assess", folder, watch.id, "--as-of", "2022-10-21"),
            command_of("changes", folder, watch.id, "--since", "2022-10-01", "--as-of", AS_OF),
            command_of("doctor", folder),
            command_of("watch", "show", folder, watch.id),
        ),
        opening=command_of("serve", folder),
        page=f"watch/{watch.id}?as_of={AS_OF}",
    )


MARK = ".tocsin-demo"


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MARK).is_file() or not is_there(folder):
        raise DeskExists(
            "the folder holds something that no demonstration made.",
            hint="Name another: tocsin demo FOLDER",
            file=str(folder),
        )
    shutil.rmtree(folder)
