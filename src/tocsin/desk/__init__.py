"""The desk: it walks the stages over a ledger, and holds the only clock."""

from __future__ import annotations

from tocsin.desk.adding import Added, add, read_waiting
from tocsin.desk.collecting import Collected, Guests, collect
from tocsin.desk.correcting import check_correction, corrected
from tocsin.desk.deciding import annul, correct, note, resolve, undo
from tocsin.desk.demonstrating import Shown, demonstrate
from tocsin.desk.explaining import explained
from tocsin.desk.exporting import TABLES, export_of, write_whole
from tocsin.desk.feeds import Feed, add_feed, feeds_of, remove_feed
from tocsin.desk.finding import Finding, find_feed, sample_row
from tocsin.desk.hanging import sensitivity_of
from tocsin.desk.health import diagnose, status_of
from tocsin.desk.hints import command_of, undo_command
from tocsin.desk.history import History, Line, Past, history_of, timeline_at
from tocsin.desk.place import Desk, utc_now
from tocsin.desk.proofs import Edited, edit_rows, proof, take_proof
from tocsin.desk.publishing import Publication, cited_in, publications, publish, written
from tocsin.desk.reading import read_each
from tocsin.desk.reweighing import Compared, Moved, reweigh
from tocsin.desk.scoring import scored
from tocsin.desk.situation import Situation, case_of, situation_of
from tocsin.desk.standing import feed_rows
from tocsin.desk.stock import Stock
from tocsin.desk.unread import unread_because
from tocsin.desk.versions import version_rows
from tocsin.desk.watching import checked_watch, idle_lines, propose, take_watch, watch_row
from tocsin.desk.weighing import Weighing

__all__ = [
    "TABLES",
    "Added",
    "Collected",
    "Compared",
    "Desk",
    "Edited",
    "Feed",
    "Finding",
    "Guests",
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
    "add_feed",
    "annul",
    "case_of",
    "check_correction",
    "checked_watch",
    "cited_in",
    "collect",
    "command_of",
    "correct",
    "corrected",
    "demonstrate",
    "diagnose",
    "edit_rows",
    "explained",
    "export_of",
    "feed_rows",
    "feeds_of",
    "find_feed",
    "history_of",
    "idle_lines",
    "note",
    "proof",
    "propose",
    "publications",
    "publish",
    "read_each",
    "read_waiting",
    "remove_feed",
    "resolve",
    "reweigh",
    "sample_row",
    "scored",
    "sensitivity_of",
    "situation_of",
    "status_of",
    "take_proof",
    "take_watch",
    "timeline_at",
    "undo",
    "undo_command",
    "unread_because",
    "utc_now",
    "version_rows",
    "watch_row",
    "write_whole",
    "written",
]
