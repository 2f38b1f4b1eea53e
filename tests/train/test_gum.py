"""Gold out of GUM: source and cue by their signals, content by the clause that is attributed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROWS = (
    ("Rain", "Discourse=context-circumstance:1->3:2:_"),
    ("fell", "_"),
    (".", "_"),
    None,
    ("Ann", "Discourse=attribution-positive:2->3:1:sem-atsrc-4-_+lex-indwd-5-_"),
    ("said", "_"),
    ("roads", "Discourse=ROOT:3"),
    ("close", "_"),
    ("when", "Discourse=contingency-condition:4->3:0:lex-indwd-8-_"),
    ("it", "_"),
    ("rains", "SpaceAfter=No"),
    (".", "_"),
)


def conllu() -> str:
    """Two made-up sentences as GUM writes them."""
    lines = ["# newdoc id = made-up", "# newpar"]
    number = 0
    for row in ROWS:
        if row is None:
            lines += ["", "# newpar"]
            number = 0
            continue
        number += 1
        word, notes = row
        lines.append("\t".join([str(number), word, word, *["_"] * 6, notes]))
    return "\n".join([*lines, ""])


def test_the_clause_with_what_hangs_on_it_is_the_content(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "made-up.conllu").write_text(conllu(), encoding="utf-8")
    script = repository / "scripts" / "gum_attributions.py"
    out = tmp_path / "gold.jsonl"
    subprocess.run([sys.executable, script, tmp_path, out], check=True, capture_output=True)
    row = json.loads(out.read_text(encoding="utf-8"))
    parts = {
        role: [row["text"][start:end] for start, end in spans]
        for role, spans in row["attributions"][0].items()
    }
    assert row["text"].split("\n\n")[1] == "Ann said roads close when it rains."
    assert parts == {
        "source": ["Ann"],
        "cue": ["said"],
        "content": ["roads close when it rains."],
    }
