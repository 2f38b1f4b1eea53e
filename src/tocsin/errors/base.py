"""Base: the fault that all others are kinds of."""

from __future__ import annotations

from typing import ClassVar

__all__ = ["TocsinError"]


class TocsinError(Exception):
    """A fault that has a code, says what is wrong, where, and what to do next.

    `message` is one plain sentence, `hint` the remedy, `file` the file or desk it concerns (None
    when there is none) and `at` the place in it: a line, a key, an offset, or None.
    """

    code: ClassVar[str] = "T000"
    grade: ClassVar[str] = "error"

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        file: str | None = None,
        at: str | int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = file
        self.at = at

    def as_row(self) -> dict[str, str | int | None]:
        """Return the fault as the JSON object that commands print on standard error."""
        return {
            "code": self.code,
            "message": self.message,
            "hint": self.hint or None,
            "file": self.file,
            "at": self.at,
        }

    def lines(self) -> tuple[str, ...]:
        """Return the fault as the lines that a person reads."""
        return (str(self),)

    def __str__(self) -> str:
        return self._told(self.message, self.at)

    def _told(self, message: str, at: str | int | None = None) -> str:
        if self.file is None:
            where = "" if at is None else f"{at}: "
        else:
            where = f"{self.file}: " if at is None else f"{self.file} ({at}): "
        hint = f" {self.hint}" if self.hint else ""
        page = f"docs/reference/errors.md#{self.code.lower()}"
        return f"{self.grade} {self.code}: {where}{message}{hint} ({page})"
