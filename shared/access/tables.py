"""Tables of accounts and tokens. They hold the secrets that the log must not; the log tells who was given what."""

from sqlalchemy import ARRAY, Boolean, Column, DateTime, Integer, LargeBinary, MetaData, String, Table, func

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("account", String, primary_key=True),
    Column("password_hash", String),
    Column("role", String, nullable=False),
    Column("unit", String),
    Column("division", Integer),
    Column("disabled", Boolean, nullable=False, server_default="false"),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("token_id", String, primary_key=True),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("account", String, nullable=False),
    Column("label", String),
    Column("scopes", ARRAY(String)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("revoked_at", DateTime(timezone=True)),
)
