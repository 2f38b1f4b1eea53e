"""The desk: it walks the stages over a ledger, and holds the only clock."""

from __future__ import annotations

from tocsin.desk.adding import Added, add, read_each, read_waiting
from tocsin.desk.correcting import check_correction, corrected
from tocsin.desk.deciding import annul, correct, note, resolve, undo
from tocsin.desk.demonstrating import Shown, demonstrate
from tocsin.desk.explaining import explained
from tocsin.desk.exporting import TABLES, export_of, write_whole
from tocsin.desk.hanging import sensitivity_of
from tocsin.desk.health import diagnose, status_of
from tocsin.desk.hints import command_of, undo_command
from tocsin.desk.history import History, Line, Past, history_of, timeline_at
from tocsin.desk.place import Desk, utc_now
from tocsin.desk.publishing import Publication, cited_in, publications, publish, written
from tocsin.desk.reweighing import Compared, Moved, reweigh
from tocsin.desk.scoring import scored
from tocsin.desk.situation import Situation, case_of, situation_of
from tocsin.desk.stock import Stock
from tocsin.desk.unread import unread_because
from tocsin.desk.watching import checked_watch, idle_lines, propose, take_watch, watch_row
from tocsin.desk.weighing import Weighing

__all__ = [
    "TABLES",
    "Added",
    "Compared",
    "Desk",
    "History",
    "Line",
    "Moved",
    "Past",
    "Publication",
    "Shown",
    "Situation",
    "Stock",
    "Weighing",
    "add",
    "annul",
    "case_of",
    "check_correction",
    "checked_watch",
    "cited_in",
    "command_of",
    "correct",
    "corrected",
    "demonstrate",
    "diagnose",
    "explained",
    "export_of",
    "history_of",
    "idle_lines",
    "note",
    "propose",
    "publications",
    "publish",
    "read_each",
    "read_waiting",
    "resolve",
    "reweigh",
    "scored",
    "sensitivity_of",
    "situation_of",
    "status_of",
    "take_watch",
    "timeline_at",
    "undo",
    "undo_command",
    "unread_because",
    "utc_now",
    "watch_row",
    "write_whole",
    "written",
]
