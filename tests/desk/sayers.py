"""Readers that need no model: each report says one thing, and some texts are the end of them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tocsin.errors import ModelMissing
from tocsin.nouns import Claim, Name, Report, Segment, Span, Statement, statement_id

Read = Callable[[Report, Sequence[Segment]], tuple[Statement, ...]]


class Sayer:
    """Takes a report for one statement, sooner or later; what a text shouts it does.

    Who is said to speak of WHO are this process and the files that it has open.
    """

    version = "sayer"

    @contextmanager
    def of_one_text(self) -> Iterator[Read]:
        """Give what reads."""
        yield self.read

    def read(self, report: Report, _segments: Sequence[Segment]) -> tuple[Statement, ...]:
        """Return one statement."""
        if "POISON" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "BROKEN" in report.text:
            raise ValueError(report.text)
        uneven = int(report.text_sha256[:2], 16) / 256 * 0.01
        time.sleep(0.3 if "SLOW" in report.text else uneven)
        whole = Span(0, len(report.text))
        return (
            Statement(
                id=statement_id(report.text_sha256, whole, "body"),
                report=report.id,
                span=whole,
                text=report.text,
                segment="body",
                speaker=Name(self.speaker(report), None, named=True),
                chain=(),
                cue=None,
                content=whole,
                act="statement",
                polarity="affirmed",
                condition=None,
                tense="past",
                background=False,
                likelihood=None,
                absence=None,
                verification=(),
                dates=(),
                places=(),
                quantities=(),
                claim=Claim(None, None, None, None),
            ),
        )

    def speaker(self, report: Report) -> str:
        """Return who is said to speak."""
        opened = Path("/proc/self/fd").iterdir()
        files = [str(one.readlink()) for one in opened if one.is_symlink()]
        return "|".join([str(os.getpid()), *files]) if "WHO" in report.text else "someone"


def sayer() -> Sayer:
    """Load one."""
    return Sayer()


def missing() -> Sayer:
    """Fail to load one."""
    raise ModelMissing("the model is not here.", hint="Look elsewhere.")


def ending() -> Sayer:
    """End before one is loaded."""
    os._exit(7)
