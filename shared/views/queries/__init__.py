"""Queries over the views. The first argument is a connection whose transaction belongs to the caller."""

from shared.views.audit_rows import LinkRow, NightRow
from shared.views.positions import Lag, StoppedShard, lags, position, reached, wait_until
from shared.views.queries.across import across, crosswalk_of
from shared.views.queries.actions import actions
from shared.views.queries.audits import audit, audit_list, audit_named, audits_covering, audits_unfinished
from shared.views.queries.comparison import (
    Compared,
    UnknownRanking,
    compared,
    comparison,
    comparison_mark,
    item_matrix,
)
from shared.views.queries.explain import explain, explain_as_of
from shared.views.queries.flags import FlagRow, flag_list, flags_of_year
from shared.views.queries.history import history, older_than
from shared.views.queries.kept import Marked, marked_state
from shared.views.queries.links import link_list, links_of
from shared.views.queries.nights import night, night_of, outage_of, participants, stale
from shared.views.queries.pages import BadCursor
from shared.views.queries.progress import survey_list
from shared.views.queries.rounds import deadline_list, item, item_list, quota_list, round_document, round_mark
from shared.views.queries.scores import score, score_as_of, score_of
from shared.views.queries.selection import Selection
from shared.views.queries.spread import comparable_since, improvement, simulated_units, spread
from shared.views.queries.trend import changes, trend
from shared.views.queries.units import agency_groups, unit, unit_list
from shared.views.queries.what_if import what_if
from shared.views.rows import (
    AuditRow,
    ComparisonRow,
    DeadlineRow,
    HistoryRow,
    ImprovementRow,
    ItemRow,
    MatrixRow,
    Page,
    QuotaRow,
    RoundRow,
    ScoreColumns,
    SnapshotRow,
    SpreadRow,
    UnitRow,
)

__all__ = [
    "AuditRow",
    "BadCursor",
    "Compared",
    "ComparisonRow",
    "DeadlineRow",
    "FlagRow",
    "HistoryRow",
    "ImprovementRow",
    "ItemRow",
    "Lag",
    "LinkRow",
    "Marked",
    "MatrixRow",
    "NightRow",
    "Page",
    "QuotaRow",
    "RoundRow",
    "ScoreColumns",
    "Selection",
    "SnapshotRow",
    "SpreadRow",
    "StoppedShard",
    "UnitRow",
    "UnknownRanking",
    "across",
    "actions",
    "agency_groups",
    "audit",
    "audit_list",
    "audit_named",
    "audits_covering",
    "audits_unfinished",
    "changes",
    "comparable_since",
    "compared",
    "comparison",
    "comparison_mark",
    "crosswalk_of",
    "deadline_list",
    "explain",
    "explain_as_of",
    "flag_list",
    "flags_of_year",
    "history",
    "improvement",
    "item",
    "item_list",
    "item_matrix",
    "lags",
    "link_list",
    "links_of",
    "marked_state",
    "night",
    "night_of",
    "older_than",
    "outage_of",
    "participants",
    "position",
    "quota_list",
    "reached",
    "round_document",
    "round_mark",
    "score",
    "score_as_of",
    "score_of",
    "simulated_units",
    "spread",
    "stale",
    "survey_list",
    "trend",
    "unit",
    "unit_list",
    "wait_until",
    "what_if",
]
