"""Remarks: what the checker found, for people, editors, and the services that check each change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.publish.checking import Remark, prose_rules
from tocsin.publish.harmless import harmless, one_line
from tocsin.publish.lint import rules

__all__ = ["REMARK_FORMS", "remarks_text"]

REMARK_FORMS = ("text", "json", "sarif", "github")
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

Found = Mapping[str, Sequence[Remark]]
"""The remarks on each file, by its name."""


def remarks_text(found: Found, form: str, *, version: str) -> str:
    """Return the remarks in one of `REMARK_FORMS`, without a last line feed.

    "text" is what compilers print, "json" an object a line, "sarif" one document of SARIF 2.1.0,
    "github" the commands by which a workflow marks lines.
    """
    if form == "sarif":
        return json.dumps(_sarif(found, version), ensure_ascii=False, indent=1)
    made = {"text": _line, "json": _row, "github": _command}[form]
    return "\n".join(made(file, one) for file, remarks in found.items() for one in remarks)


def _line(file: str, one: Remark) -> str:
    words = f" “{one_line(one.words)}”" if one.words and one.words not in one.message else ""
    return harmless(
        f"{file}:{one.line}:{one.column}: {one.severity} {one.rule}:{words} {one.message} {one.fix}"
    )


def _row(file: str, one: Remark) -> str:
    row = {
        "file": file,
        "rule": one.rule,
        "severity": one.severity,
        "start": one.start,
        "end": one.end,
        "line": one.line,
        "column": one.column,
        "end_line": one.end_line,
        "end_column": one.end_column,
        "text": one.words,
        "message": one.message,
        "fix": one.fix,
    }
    return json.dumps(row, ensure_ascii=False)


def _command(file: str, one: Remark) -> str:
    """Return a workflow command; what would end it or a property of it is escaped."""

    def value(text: str) -> str:
        return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def named(text: str) -> str:
        return value(text).replace(":", "%3A").replace(",", "%2C")

    place = f"line={one.line},endLine={one.end_line},col={one.column},endColumn={one.end_column}"
    title = named(f"{one.rule} {rules()[one.rule].name}")
    said = value(f"{one.message} {one.fix}")
    return f"::{one.severity} file={named(file)},{place},title={title}::{said}"


def _sarif(found: Found, version: str) -> dict[str, Any]:
    names = prose_rules()
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "tocsin lint",
                        "semanticVersion": version,
                        "rules": [_described(name) for name in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(file, one, names.index(one.rule))
                    for file, remarks in found.items()
                    for one in remarks
                ],
            }
        ],
    }


def _described(name: str) -> dict[str, Any]:
    rule = rules()[name]
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in rule.name.split()),
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": f"{rule.why} After: {rule.source}."},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": rule.prose or rule.severity},
    }


def _result(file: str, one: Remark, index: int) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
        "charOffset": one.start,
        "charLength": one.end - one.start,
    }
    if one.words:
        region["snippet"] = {"text": one.words}
    return {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": one.severity,
        "message": {"text": f"{one.message} {one.fix}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(file)},
                    "region": region,
                }
            }
        ],
    }


def _uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace("\\", "/"))
