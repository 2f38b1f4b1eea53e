"""Everything Tocsin raises on purpose.

TocsinError
├── CollectError            T1xx   a report could not be captured
│   ├── NotText             T101   the bytes are no text
│   ├── TooLarge            T102   more characters than are read: kept, not read
│   ├── Empty               T103   nothing in the file
│   ├── Unreachable         T104   no such file, or no right to open it
│   ├── Malformed           T105   a file of a known format that breaks its rules
│   ├── ManifestFault       T106   a manifest.csv that cannot be followed
│   ├── DoubtfulText        T107   letters that make no words: printed with a warning, not read
│   ├── NotPublic           T108   an address that is not to be asked: private, or no web address
│   ├── NoAnswer            T109   no whole answer: no host, no connection, too slow, broken off
│   ├── Declined            T110   a server said no (404, 403, 429, 500, …)
│   ├── KeptOut             T111   robots.txt asks programs to stay away
│   ├── NoFeed              T112   nothing at an address that reports could be taken from
│   └── KindFault           T113   a kind of source that is not there, or an option that it lacks
├── WatchError              T2xx   a question cannot be asked
│   ├── WatchFault          T201   a watch file is wrong (all faults at once)
│   ├── UnknownWatch        T202   no such watch in this desk
│   ├── UnknownWord         T203   a word of likelihood that a yardstick does not have
│   ├── UnknownYardstick    T204   no such yardstick
│   └── DoubtfulQuestion    T205   a question that may not mean what it says: told, not refused
├── LedgerError             T3xx   the ledger refuses
│   ├── NotADesk            T301   the folder holds no desk
│   ├── DeskExists          T302   there is a desk already
│   ├── Busy                T303   another writer holds the ledger
│   ├── UnknownEntry        T304   no entry of that id
│   ├── Newer               T305   the desk was made by a newer Tocsin
│   ├── Refused             T306   an act that the ledger's rules forbid
│   ├── AlreadyHeld         T307   a correction that its author has entered and that holds: told
│   ├── Cited               T308   a correction of what was published, which does not say so
│   ├── Erased              T309   a report that was erased, which does not come back
│   ├── Unsound             T310   a ledger or a package that is not what was recorded
│   └── NotAPackage         T311   a file that is no backup or export of a desk
├── ReadError               T4xx   a report cannot be read
│   ├── ModelMissing        T401   the language model is not installed
│   ├── OtherLanguage       T402   in a language that is not read: kept, not read
│   ├── ReaderFailed        T403   the reader failed on this report: kept, not read
│   ├── ExtraMissing        T404   a package that only an extra needs is not installed
│   ├── WeightsUnfit        T405   a folder holds no trained weights that this Tocsin reads
│   └── NothingSaid         T406   a report was read, and nothing in it is a statement: told
├── UsageError              T5xx   a command was called wrongly
│   ├── BadTime             T501   a time that is no ISO date or time
│   ├── BadArgument         T502   any other argument that cannot be used
│   ├── Interrupted         T503   stopped by a person
│   ├── NotLoopback         T504   a desk would be served beyond this machine without accounts
│   └── NotPrivate          T505   a desk would be served beyond this machine unencrypted
├── PublishError            T6xx   an assessment does not build
│   ├── Unsupported         T601   a sentence without what it stands on
│   └── Unfit               T602   an editor's change that breaks a rule
├── ScaleError              T7xx   reports cannot be read on an engine
│   ├── EngineFailed        T701   the engine or a worker of it stopped
│   └── OtherRun            T702   a folder of another reader or other watches, or of no run
└── RulerError              T9xx   a gold or prediction file cannot be scored
    ├── BadRow              T901   a line is not what its format says
    ├── UnknownId           T902   a prediction for an item that the gold lacks
    ├── RepeatedId          T903   two rows with one id
    ├── TextDiffers         T904   a label's sentence is not what was labelled
    └── Leak                T905   a backtest would know what nobody knew on the day
"""

from __future__ import annotations

import shlex

from tocsin.errors.base import TocsinError
from tocsin.errors.capture import (
    CollectError,
    Declined,
    DoubtfulText,
    Empty,
    KeptOut,
    KindFault,
    Malformed,
    ManifestFault,
    NoAnswer,
    NoFeed,
    NotPublic,
    NotText,
    TooLarge,
    Unreachable,
)
from tocsin.errors.scale import EngineFailed, OtherRun, ScaleError

__all__ = [
    "AlreadyHeld",
    "BadArgument",
    "BadRow",
    "BadTime",
    "Busy",
    "Cited",
    "CollectError",
    "Declined",
    "DeskExists",
    "DoubtfulQuestion",
    "DoubtfulText",
    "Empty",
    "EngineFailed",
    "Erased",
    "Interrupted",
    "KeptOut",
    "KindFault",
    "Leak",
    "LedgerError",
    "Malformed",
    "ManifestFault",
    "ModelMissing",
    "Newer",
    "NoAnswer",
    "NoFeed",
    "NotADesk",
    "NotAPackage",
    "NotLoopback",
    "NotPrivate",
    "NotPublic",
    "NotText",
    "NothingSaid",
    "OtherLanguage",
    "OtherRun",
    "PublishError",
    "ReadError",
    "ReaderFailed",
    "Refused",
    "RepeatedId",
    "RulerError",
    "ScaleError",
    "TextDiffers",
    "TocsinError",
    "TooLarge",
    "Unfit",
    "UnknownEntry",
    "UnknownId",
    "UnknownWatch",
    "UnknownWord",
    "UnknownYardstick",
    "Unreachable",
    "Unsound",
    "Unsupported",
    "UsageError",
    "WatchError",
    "WatchFault",
    "WeightsUnfit",
]


class WatchError(TocsinError):
    """A standing question cannot be asked as it is written."""

    code = "T200"


class WatchFault(WatchError):
    """A watch file is wrong; `faults` holds every fault as (place, sentence)."""

    code = "T201"

    def __init__(
        self,
        faults: tuple[tuple[str, str], ...],
        *,
        file: str | None = None,
    ) -> None:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        self._opening = f"the watch has {count}"
        super().__init__(
            f"{self._opening}: {'; '.join(_numbered(faults))}.",
            hint=f"Mend them all, then run: tocsin watch check {shlex.quote(file or 'FILE')}",
            file=file,
            at=faults[0][0] if faults else None,
        )
        self.faults = faults

    def lines(self) -> tuple[str, ...]:
        """Return what is wrong and the remedy, then each fault on a line of its own."""
        return (self._told(f"{self._opening}."), *(f"  {one}" for one in _numbered(self.faults)))


def _numbered(faults: tuple[tuple[str, str], ...]) -> list[str]:
    return [
        f"{number}. {place}: {said.rstrip('.')}" for number, (place, said) in enumerate(faults, 1)
    ]


class UnknownWatch(WatchError):
    """The desk holds no watch of that name."""

    code = "T202"


class UnknownWord(WatchError):
    """A yardstick does not have that word; `nearest` names those it has."""

    code = "T203"

    def __init__(self, word: str, *, yardstick: str, nearest: tuple[str, ...] = ()) -> None:
        listed = ", ".join(nearest)
        super().__init__(
            f"the yardstick {yardstick} has no word {word!r}.",
            hint=f"Its nearest words: {listed}." if listed else "",
            at=word,
        )
        self.word = word
        self.nearest = nearest


class UnknownYardstick(WatchError):
    """No yardstick of that name is registered."""

    code = "T204"


class DoubtfulQuestion(WatchError):
    """A question that may not be one about the future, or not of its window: told, not refused."""

    code = "T205"
    grade = "warning"


class LedgerError(TocsinError):
    """The ledger refuses."""

    code = "T300"


class NotADesk(LedgerError):
    """The folder holds no desk."""

    code = "T301"


class DeskExists(LedgerError):
    """There is a desk in that folder already."""

    code = "T302"


class Busy(LedgerError):
    """Another writer holds the ledger for longer than we wait."""

    code = "T303"


class UnknownEntry(LedgerError):
    """The ledger has no entry of that id."""

    code = "T304"


class Newer(LedgerError):
    """The desk was made by a newer Tocsin than this one."""

    code = "T305"


class Refused(LedgerError):
    """The act is against a rule of the ledger."""

    code = "T306"


class AlreadyHeld(LedgerError):
    """The same author has entered the same correction, and it holds: told, and not entered again.

    `entry` is the id of the correction that holds. `tocsin correct` prints that id and warns, with
    exit code 0.
    """

    code = "T307"
    grade = "warning"

    def __init__(
        self, message: str, *, entry: str, hint: str = "", file: str | None = None
    ) -> None:
        super().__init__(message, hint=hint, file=file)
        self.entry = entry


class Cited(LedgerError):
    """A published assessment cites the statement, and the reason does not name it."""

    code = "T308"


class Erased(LedgerError):
    """The report was erased: it is not there, and is not taken in again."""

    code = "T309"


class Unsound(LedgerError):
    """What a ledger or a package holds is not what was recorded."""

    code = "T310"


class NotAPackage(LedgerError):
    """The file is no backup or export of a desk, or names files that no desk has."""

    code = "T311"


class ReadError(TocsinError):
    """A report cannot be read."""

    code = "T400"


class ModelMissing(ReadError):
    """The language model is not installed."""

    code = "T401"


class OtherLanguage(ReadError):
    """The report is in a language that is not read; it is kept, and lowers coverage."""

    code = "T402"


class ReaderFailed(ReadError):
    """The reader failed on this report, which is a fault of ours; the others go on."""

    code = "T403"


class ExtraMissing(ReadError):
    """A package is not installed that an extra brings: trained weights, the encoder, an engine."""

    code = "T404"


class WeightsUnfit(ReadError):
    """A folder holds no trained weights that this Tocsin can read by."""

    code = "T405"


class NothingSaid(ReadError):
    """A report was read, and nothing in it is a statement.

    `tocsin read` prints no line for it and warns, with exit code 0.
    """

    code = "T406"
    grade = "warning"


class UsageError(TocsinError):
    """A command was called wrongly."""

    code = "T500"


class BadTime(UsageError):
    """A time is no ISO date or time."""

    code = "T501"


class BadArgument(UsageError):
    """An argument cannot be used."""

    code = "T502"


class Interrupted(UsageError):
    """A person stopped the command (Ctrl-C); what was acknowledged before is kept."""

    code = "T503"


class NotLoopback(UsageError):
    """A desk is served without accounts only to the machine that it is on."""

    code = "T504"


class NotPrivate(UsageError):
    """A desk with accounts is served beyond its machine only where passwords are encrypted."""

    code = "T505"


class PublishError(TocsinError):
    """An assessment does not build."""

    code = "T600"


class Unsupported(PublishError):
    """A sentence of an assessment has nothing that it stands on."""

    code = "T601"


class Unfit(PublishError):
    """An editor's change breaks a rule that the generated text keeps: nothing is entered."""

    code = "T602"


class RulerError(TocsinError):
    """A gold or prediction file cannot be scored."""

    code = "T900"


class BadRow(RulerError):
    """A line is not what its format says."""

    code = "T901"


class UnknownId(RulerError):
    """A prediction speaks of an item that the gold does not have."""

    code = "T902"


class RepeatedId(RulerError):
    """Two rows have one id."""

    code = "T903"


class TextDiffers(RulerError):
    """The text under a label is not the text that was labelled."""

    code = "T904"


class Leak(RulerError):
    """A backtest would know what nobody knew on the day.

    A report without a date, or one whose text was captured or updated after the day it bears; a
    question whose words tell how it ended, that was written after its opening, or that was decided
    by then. Such a report is left out, in full or until its text was there, and the others go on;
    such a question stops the run, for a score over what is left would be one of a chosen set.
    """

    code = "T905"
