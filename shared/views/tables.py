"""Tables of the read models. Everything in them is derived from the log and may be dropped and built again.

They live in the schema ``views``; a rebuild makes them in another schema and moves them in (services.worker.rebuild).
Instants are UTC; fiscal years are Buddhist; points are exact numerics.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.views.columns import (
    VIEWS_SCHEMA,
    coarse_column,
    flag_column,
    lacking_column,
    metadata,
    position_column,
    state_table,
    unit_column,
    year_column,
)

__all__ = ["VIEWS_SCHEMA", "metadata"]

units_state = state_table("units")
units = Table(
    "units",
    metadata,
    unit_column(),
    Column("fiscal_year", Integer, nullable=False),
    Column("name_th", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("agency_group", Text, nullable=False),
    Column("division", SmallInteger),
    flag_column("division_inferred"),
    Column("province", Text),
    Column("office_district", Text),
    Column("website_url", Text),
    flag_column("website_is_replica"),
    Column("years", ARRAY(Integer), nullable=False),
    flag_column("simulated"),
    Column("version", Integer, nullable=False),
    position_column(),
)

rounds_state = state_table("rounds")
rounds = Table(
    "rounds",
    metadata,
    unit_column(),
    year_column(),
    Column("rubric", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("certified_at", DateTime(timezone=True)),
    flag_column("simulated"),
    Column("document", JSONB, nullable=False),
    position_column(),
)

scores_state = state_table("scores")
#: Two rows of each round: as it is, for whoever may read answers one by one, and coarse, for all others.
scores = Table(
    "scores",
    metadata,
    unit_column(),
    year_column(),
    Column("rubric", Text, nullable=False),
    Column("scored_on", Date, nullable=False),
    Column("low", Numeric, nullable=False),
    Column("expected", Numeric, nullable=False),
    Column("high", Numeric, nullable=False),
    Column("level", Text),
    Column("iit", Numeric, nullable=False),
    Column("eit", Numeric, nullable=False),
    Column("oit", Numeric, nullable=False),
    flag_column("simulated"),
    position_column(),
    flag_column("replica"),
    #: Indicator → points expected of it, as text.
    Column("indicators", JSONB, nullable=False),
    lacking_column(),
    #: Surveys with some answers, but fewer than their minimum; and how many items have no evidence.
    Column("short", ARRAY(Text), nullable=False),
    Column("without_evidence", SmallInteger, nullable=False),
    coarse_column(),
    Index("scores_by_year", "fiscal_year", "coarse", "expected"),
)

snapshots_state = state_table("snapshots")
#: The score at the end of each day on which something changed it; two rows, as in scores.
snapshots = Table(
    "snapshots",
    metadata,
    unit_column(),
    year_column(),
    Column("day", Date, primary_key=True),
    Column("low", Numeric, nullable=False),
    Column("expected", Numeric, nullable=False),
    Column("high", Numeric, nullable=False),
    Column("level", Text),
    Column("iit", Numeric, nullable=False),
    Column("eit", Numeric, nullable=False),
    Column("oit", Numeric, nullable=False),
    flag_column("simulated"),
    flag_column("replica"),
    position_column(),
    lacking_column(),
    coarse_column(),
    Index("snapshots_by_day", "fiscal_year", "day"),
)

items_state = state_table("items")
items = Table(
    "items",
    metadata,
    unit_column(),
    year_column(),
    Column("item", Text, primary_key=True),
    Column("number", SmallInteger, nullable=False),
    Column("title", JSONB, nullable=False),
    Column("points", Numeric, nullable=False),
    Column("officers", ARRAY(Text), nullable=False),
    Column("supervisors", ARRAY(Text), nullable=False),
    Column("due", Date),
    Column("status", Text, nullable=False),
    Column("verdict", Text),
    flag_column("confirmed"),
    Column("confidence", Numeric),
    Column("basis", Text, nullable=False),
    Column("met", Boolean),
    Column("points_expected", Numeric, nullable=False),
    Column("last_seen", DateTime(timezone=True)),
    Column("note", JSONB),
    Column("evidence", JSONB, nullable=False),
    Column("links", JSONB, nullable=False),
    Column("elements", JSONB, nullable=False),
    Column("months", ARRAY(Text), nullable=False),
    Column("audit_id", Text),
    Column("returned_reason", Text),
    Column("appeal", JSONB),
    Column("proof_url", Text),
    Column("proof_sha256", Text),
    flag_column("simulated"),
    position_column(),
    flag_column("replica"),
    #: What people said of the item's links: url, page, text, decision, by, at.
    Column("judged", JSONB, nullable=False),
    #: As points_expected, but by nightly audits alone; null without evidence.
    Column("league_points", Numeric),
    #: The verdict that counts in tables of several units, and whether the item is met there: as nightly audits saw it,
    #: before the unit's first night as any audit did.
    Column("league_verdict", Text),
    Column("league_met", Boolean),
    Index("items_by_year", "fiscal_year", "unit"),
)

quotas_state = state_table("quotas")
quotas = Table(
    "quotas",
    metadata,
    unit_column(),
    year_column(),
    Column("instrument", Text, primary_key=True),
    #: Empty for the instrument as a whole.
    Column("work_line", Text, primary_key=True),
    Column("number", SmallInteger, nullable=False),
    Column("title", JSONB, nullable=False),
    Column("minimum", Integer),
    Column("target", Integer),
    Column("recorded", Integer, nullable=False),
    Column("reported", Integer),
    Column("reported_on", Date),
    Column("closes", Date),
    Column("group_officers", ARRAY(Text), nullable=False),
    flag_column("simulated"),
    #: Contacts on the list of EIT(2), and how many are needed at least; NULL for other surveys.
    Column("contacts", Integer),
    Column("contacts_needed", Integer),
)

#: Answers by one day and one label of one kind: never by two labels at once, which would single people out.
progress = Table(
    "progress",
    metadata,
    unit_column(),
    year_column(),
    Column("instrument", Text, primary_key=True),
    #: ``all`` (then the label is empty), ``work_line`` or ``occupation``.
    Column("kind", Text, primary_key=True),
    #: Empty also where an answer sheet names none.
    Column("label", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("recorded", Integer, nullable=False),
    flag_column("simulated"),
    position_column(),
)

deadlines_state = state_table("deadlines")
deadlines = Table(
    "deadlines",
    metadata,
    unit_column(),
    year_column(),
    Column("kind", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("title", JSONB, nullable=False),
    Column("starts", Date),
    Column("due", Date, nullable=False),
    Column("done_on", Date),
    Column("officers", ARRAY(Text), nullable=False),
    position_column(),
)

history = Table(
    "history",
    metadata,
    Column("position", BigInteger, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("item", Text),
    Column("stream", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("happened_at", DateTime(timezone=True), nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text),
    flag_column("simulated"),
    Column("sentence", JSONB, nullable=False),
    #: How many events the row stands for: 1, or the answers of one survey and day.
    Column("count", Integer, nullable=False),
    #: What rows of answers are counted under, e.g. ``EIT1 2024-02-05``; empty for all others.
    Column("tally", Text, nullable=False),
    Index("history_of_unit", "unit", "fiscal_year", "position"),
    Index(
        "history_tally",
        "unit",
        "fiscal_year",
        "tally",
        unique=True,
        postgresql_where="tally <> ''",
    ),
)

audits_state = state_table("audits")
audits = Table(
    "audits",
    metadata,
    unit_column(),
    year_column(),
    Column("audit_id", Text, primary_key=True),
    Column("items", ARRAY(Text), nullable=False),
    flag_column("scheduled"),
    Column("status", Text, nullable=False),
    Column("outcome", Text),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True)),
    Column("finished_at", DateTime(timezone=True)),
    Column("site", Text),
    Column("rubric", Text),
    Column("pages", Integer),
    Column("requests", Integer),
    Column("bytes", BigInteger),
    Column("problems", Integer),
    Column("report", Text),
    Column("verdicts", JSONB, nullable=False),
    Column("reason", Text),
    flag_column("replica"),
    flag_column("simulated"),
    position_column(),
    #: Network address of the server that the website is on, where it was reached.
    Column("server", Text),
    Index("audits_unfinished", "requested_at", postgresql_where="status = 'requested'"),
)

flags_state = state_table("flags")
#: Answers that look suspicious, and whether they count.
flags = Table(
    "flags",
    metadata,
    unit_column(),
    year_column(),
    Column("flag", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("day", Date),
    Column("work_line", Text),
    Column("sheets", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("expected", Text, nullable=False),
    Column("excluded", Integer, nullable=False),
    Column("flagged_at", DateTime(timezone=True), nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Text),
    Column("decision_reason", Text),
    flag_column("simulated"),
    position_column(),
    Index("flags_by_year", "fiscal_year", "unit"),
)

#: How far each projection has come in each shard; ``stopped_at`` and ``error`` where an event could not be projected.
projection_positions = Table(
    "projection_positions",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("shard", SmallInteger, primary_key=True),
    position_column(),
    Column("stopped_at", DateTime(timezone=True)),
    #: Position of the event that could not be projected.
    Column("stopped_position", BigInteger),
    Column("error", Text),
    Column("updated_at", DateTime(timezone=True), nullable=False),
)

#: Jobs that fell due and were sent: unique, so that several schedulers send each once.
scheduled_jobs = Table(
    "scheduled_jobs",
    metadata,
    Column("job", Text, primary_key=True),
    Column("due_at", DateTime(timezone=True), primary_key=True),
    Column("enqueued_at", DateTime(timezone=True), nullable=False),
)
