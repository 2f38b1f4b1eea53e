"""Write src/tocsin/data/survey.yaml: what readers take phrases of likelihood to mean.

    python scripts/build_survey.py CAPPHRASE.jsonl.gz ZONINATION.jsonl

Each input has rows {"phrase", "percent"}, one answer of one respondent each.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parent.parent / "src" / "tocsin" / "data" / "survey.yaml"
HEAD = """\
# What readers take phrases of likelihood to mean, in per cent: the 10th, 50th and 90th of a
# hundred readers, and how many were asked. Made by scripts/build_survey.py; not edited by hand.
# Sources: A. Kucharski, CAPphrase (2026), doi 10.5281/zenodo.18750055, CC BY 4.0 (half of its
# respondents); zonination, perceptions (2015), MIT. Where both asked, the larger survey stands.
# Readers saw the phrase alone: readings shift with base rate and severity, which is not in here.
"""


def main() -> None:
    """Read the surveys and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("capphrase", type=Path)
    parser.add_argument("zonination", type=Path)
    given = parser.parse_args()
    answers = {name: _answers(path) for name, path in vars(given).items()}
    lines = [HEAD, "phrases:"]
    phrases = sorted({phrase for survey in answers.values() for phrase in survey})
    for phrase in phrases:
        name = next(name for name in ("capphrase", "zonination") if phrase in answers[name])
        values = np.array(answers[name][phrase])
        low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
        lines.append(
            f"  {phrase}: {{low: {low:g}, median: {middle:g}, high: {high:g},"
            f" n: {len(values)}, survey: {name}}}"
        )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(phrases)} phrases")


def _answers(path: Path) -> dict[str, list[float]]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
    for line in filter(None, text.splitlines()):
        row = json.loads(line)
        found[" ".join(row["phrase"].lower().split())].append(float(row["percent"]))
    return found


if __name__ == "__main__":
    main()
