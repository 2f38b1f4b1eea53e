"""Publishing: from a case to an assessment, every sentence of which leads to what it stands on."""

from __future__ import annotations

from tocsin.publish.alerts import (
    Alert,
    AlertRule,
    Moment,
    Seen,
    alert_rules,
    fired,
    warning_row,
    warning_text,
)
from tocsin.publish.assessing import assess
from tocsin.publish.assumptions import assumption_rows
from tocsin.publish.case import Case
from tocsin.publish.checking import Remark, check, prose_rules
from tocsin.publish.course import course_line, turn_told
from tocsin.publish.feed import Point, atom_text
from tocsin.publish.forms import in_form, in_style
from tocsin.publish.grounds import late_terms
from tocsin.publish.hinges import sensitivity_rows
from tocsin.publish.house import FORMS, House, house_named
from tocsin.publish.lineage import lineage_svg
from tocsin.publish.lint import Rule, lint, rules
from tocsin.publish.manuscript import markdown
from tocsin.publish.page import html
from tocsin.publish.remarks import REMARK_FORMS, remarks_text
from tocsin.publish.standing import phase_told
from tocsin.publish.stix import stix_text
from tocsin.publish.tables import csv_text, evidence_rows, rows_text
from tocsin.publish.tags import tags_text
from tocsin.publish.terminal import estimate_text

__all__ = [
    "FORMS",
    "REMARK_FORMS",
    "Alert",
    "AlertRule",
    "Case",
    "House",
    "Moment",
    "Point",
    "Remark",
    "Rule",
    "Seen",
    "alert_rules",
    "assess",
    "assumption_rows",
    "atom_text",
    "check",
    "course_line",
    "csv_text",
    "estimate_text",
    "evidence_rows",
    "fired",
    "house_named",
    "html",
    "in_form",
    "in_style",
    "late_terms",
    "lineage_svg",
    "lint",
    "markdown",
    "phase_told",
    "prose_rules",
    "remarks_text",
    "rows_text",
    "rules",
    "sensitivity_rows",
    "stix_text",
    "tags_text",
    "turn_told",
    "warning_row",
    "warning_text",
]
