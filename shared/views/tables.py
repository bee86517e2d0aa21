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
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB

#: Schema of all views.
VIEWS_SCHEMA = "views"

metadata = MetaData(schema=VIEWS_SCHEMA)


def _unit() -> Column[str]:
    return Column("unit", Text, primary_key=True)


def _year() -> Column[int]:
    return Column("fiscal_year", Integer, primary_key=True)


def _position() -> Column[int]:
    return Column("position", BigInteger, nullable=False)


def _lacking() -> Column[list[str]]:
    """Instruments and indicators of which nothing is known (shared.rubric.scoring.comparable)."""
    return Column("lacking", ARRAY(Text), nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _state_table(view: str) -> Table:
    """What a view keeps to go on folding: one document per unit and fiscal year (0 for the unit itself).

    JSON, not JSONB, which would put the keys of an object (evidence, officers by name) in another order.
    """
    return Table(f"{view}_state", metadata, _unit(), _year(), Column("state", JSON, nullable=False))


units_state = _state_table("units")
units = Table(
    "units",
    metadata,
    _unit(),
    Column("fiscal_year", Integer, nullable=False),
    Column("name_th", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("agency_group", Text, nullable=False),
    Column("division", SmallInteger),
    _flag("division_inferred"),
    Column("province", Text),
    Column("office_district", Text),
    Column("website_url", Text),
    _flag("website_is_replica"),
    Column("years", ARRAY(Integer), nullable=False),
    _flag("simulated"),
    Column("version", Integer, nullable=False),
    _position(),
)

rounds_state = _state_table("rounds")
rounds = Table(
    "rounds",
    metadata,
    _unit(),
    _year(),
    Column("rubric", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("certified_at", DateTime(timezone=True)),
    _flag("simulated"),
    Column("document", JSONB, nullable=False),
    _position(),
)

scores_state = _state_table("scores")
scores = Table(
    "scores",
    metadata,
    _unit(),
    _year(),
    Column("rubric", Text, nullable=False),
    Column("scored_on", Date, nullable=False),
    Column("low", Numeric, nullable=False),
    Column("expected", Numeric, nullable=False),
    Column("high", Numeric, nullable=False),
    Column("level", Text),
    Column("iit", Numeric, nullable=False),
    Column("eit", Numeric, nullable=False),
    Column("oit", Numeric, nullable=False),
    _flag("simulated"),
    #: The answer of ``GET …/score``: JSON, which is kept as it was written and so can be sent on unread.
    Column("body", JSON, nullable=False),
    _position(),
    _flag("replica"),
    #: Indicator → points expected of it, as text.
    Column("indicators", JSONB, nullable=False),
    _lacking(),
    #: Surveys with some answers, but fewer than their minimum; and how many items have no evidence.
    Column("short", ARRAY(Text), nullable=False),
    Column("without_evidence", SmallInteger, nullable=False),
    Index("scores_by_year", "fiscal_year", "expected"),
)

snapshots_state = _state_table("snapshots")
#: The score at the end of each day on which something changed it.
snapshots = Table(
    "snapshots",
    metadata,
    _unit(),
    _year(),
    Column("day", Date, primary_key=True),
    Column("low", Numeric, nullable=False),
    Column("expected", Numeric, nullable=False),
    Column("high", Numeric, nullable=False),
    Column("level", Text),
    Column("iit", Numeric, nullable=False),
    Column("eit", Numeric, nullable=False),
    Column("oit", Numeric, nullable=False),
    _flag("simulated"),
    _flag("replica"),
    _position(),
    _lacking(),
    Index("snapshots_by_day", "fiscal_year", "day"),
)

items_state = _state_table("items")
items = Table(
    "items",
    metadata,
    _unit(),
    _year(),
    Column("item", Text, primary_key=True),
    Column("number", SmallInteger, nullable=False),
    Column("title", JSONB, nullable=False),
    Column("points", Numeric, nullable=False),
    Column("officers", ARRAY(Text), nullable=False),
    Column("supervisors", ARRAY(Text), nullable=False),
    Column("due", Date),
    Column("status", Text, nullable=False),
    Column("verdict", Text),
    _flag("confirmed"),
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
    _flag("simulated"),
    _position(),
    _flag("replica"),
    Index("items_by_year", "fiscal_year", "unit"),
)

quotas_state = _state_table("quotas")
quotas = Table(
    "quotas",
    metadata,
    _unit(),
    _year(),
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
    _flag("simulated"),
    _position(),
)

deadlines_state = _state_table("deadlines")
deadlines = Table(
    "deadlines",
    metadata,
    _unit(),
    _year(),
    Column("kind", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("title", JSONB, nullable=False),
    Column("starts", Date),
    Column("due", Date, nullable=False),
    Column("done_on", Date),
    Column("officers", ARRAY(Text), nullable=False),
    _position(),
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
    _flag("simulated"),
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

audits_state = _state_table("audits")
audits = Table(
    "audits",
    metadata,
    _unit(),
    _year(),
    Column("audit_id", Text, primary_key=True),
    Column("items", ARRAY(Text), nullable=False),
    _flag("scheduled"),
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
    _flag("replica"),
    _flag("simulated"),
    _position(),
    Index("audits_unfinished", "requested_at", postgresql_where="status = 'requested'"),
)

#: How far each projection has come in each shard; ``stopped_at`` and ``error`` where an event could not be projected.
projection_positions = Table(
    "projection_positions",
    metadata,
    Column("projection", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("shard", SmallInteger, primary_key=True),
    _position(),
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
