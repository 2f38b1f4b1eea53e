#!/usr/bin/env python3
"""Draw how the estimate follows an assessor: docs/pictures/following.svg, and the same in words.

    TOCSIN_GOLD=DIR .venv/bin/python scripts/draw_following.py [PREDICTIONS]

PREDICTIONS are those that `tocsin eval following --predictions FILE` keeps; without them the series
is replayed, which takes minutes. Words of likelihood and days are all that is shown of the texts.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

from tocsin.evaluate import following
from tocsin.evaluate.following_plot import plot_of, words_of_plot
from tocsin.evaluate.parsed import keeping, kept_folder
from tocsin.evaluate.tasks import own_labels, public_gold
from tocsin.rulers.rows import read_table

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main() -> int:
    """Write the picture and its words; return the exit code."""
    labels, texts = own_labels() / "following.jsonl", public_gold()
    if len(sys.argv) > 1:
        rows = [dict(row.values) for row in read_table(Path(sys.argv[1])).rows]
    elif texts is None:
        print("set TOCSIN_GOLD to the folder with the series")
        return 2
    else:
        with keeping(kept_folder()):
            rows = list(following.predict(labels, texts))
    words = following.words_of(labels)
    (PICTURES / "following.svg").write_text(plot_of(words, rows), encoding="utf-8")
    parts = re.split(r"(?<=[.?]) (?=[A-Z])", words_of_plot(words, rows))
    told = "\n\n".join(textwrap.fill(part, 160) for part in parts)
    page = f"# Following an assessor, in words\n\nWhat [the plot](following.svg) shows.\n\n{told}\n"
    (PICTURES / "following.md").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
