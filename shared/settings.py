"""Every setting, as one table. Each is an environment variable; ``docs/guide/settings.md`` is made from this table."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

#: The time zone of people and of the ITA's calendar; storage is UTC.
BANGKOK = ZoneInfo("Asia/Bangkok")


class SettingsError(Exception):
    """A setting has a value that cannot be used."""


def _flag(text: str) -> bool:
    if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
        raise ValueError("expected 0 or 1")
    return text.lower() in {"1", "true", "yes"}


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _hosts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _days(text: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(part.strip()) for part in text.split(",") if part.strip())


@dataclass(frozen=True)
class Setting:
    """name: the environment variable; parse: from its text; help: meaning and unit."""

    name: str
    default: str
    parse: Callable[[str], Any]
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("DATA_DIR", "data", _folder, "Folder of everything the embedded default keeps: database, blobs, tokens."),
    Setting("DATABASE_URL", "", str, "PostgreSQL of the log and views (role without UPDATE or DELETE on events)."),
    Setting(
        "MIGRATION_DATABASE_URL", "", str, "The same database as its owner, for migrations. Default: DATABASE_URL."
    ),
    Setting("BROKER_URL", "", str, "Queue: empty for PostgreSQL, redis://…, amqp://…, or memory:// (one process)."),
    Setting("BLOB_URL", "", str, "Evidence store: a folder or s3://bucket/prefix. Default: DATA_DIR/blobs."),
    Setting("SECRET_KEY", "", str, "Signs the sessions of people who log in. Default: DATA_DIR/secret.key."),
    Setting(
        "KEYS_DIR",
        "",
        str,
        "Folder of the instance's own keys: signing.key signs checkpoints, master.key opens personal data; made when "
        "missing, never in a backup of the database. Default: DATA_DIR/keys.",
    ),
    Setting("HOST", "127.0.0.1", str, "Address that the API listens on."),
    Setting("PORT", "8000", int, "Port that the API listens on."),
    Setting("PUBLIC_URL", "", str, "Address under which people reach the API. Default: http://HOST:PORT."),
    Setting("REPLICA_PORT", "0", int, "Port of the demonstration website; 0: PORT + 1."),
    Setting(
        "TRUSTED_PROXIES",
        "0",
        int,
        "Reverse proxies in front of the API, whose X-Forwarded-For and X-Forwarded-Proto are believed; 0: none.",
    ),
    Setting(
        "ANSWERS_PER_NETWORK",
        "300",
        int,
        "Answers that one network (IPv4 /24, IPv6 /48) may send in ten minutes; 0: any number. This machine itself is "
        "not limited.",
    ),
    Setting(
        "PROOF_OF_WORK",
        "0",
        int,
        "Leading zero bits of the hash that a browser looks for before it sends an answer (18 takes a phone some "
        "seconds); an answer without counts as ten in its network's limit; 0: none asked for.",
    ),
    Setting(
        "HOLIDAYS",
        "",
        _days,
        "Public holidays, as the government announces them (2024-04-12, 2024-04-15): no working days where the pace of "
        "a survey is reckoned. Default: Monday to Friday all are.",
    ),
    Setting("API_WORKERS", "2", int, "Processes that answer HTTP."),
    Setting("API_THREADS", "8", int, "Threads in each of them."),
    Setting("WORKER_THREADS", "4", int, "Messages that one worker process handles at once."),
    Setting("CRAWLER_THREADS", "8", int, "Websites that one crawler process audits at once."),
    Setting("CRAWLER_CONTACT", "https://example.invalid/sucharit", str, "Contact that the crawler's user agent names."),
    Setting(
        "CRAWLER_PRIVATE_HOSTS", "", _hosts, "host:port pairs on private addresses that the crawler may still fetch."
    ),
    Setting("CRAWLER_RENDER", "0", _flag, "1: show pages that need a browser by headless Chromium (extra `render`)."),
    Setting(
        "SNAPSHOT_DAYS",
        "90",
        int,
        "Days for which copies of pages and files are kept on which no finding, evidence, ruling or newest audit "
        "relies; 0: for ever.",
    ),
    Setting("METRICS_PORT", "0", int, "Port on which a worker or crawler answers Prometheus; 0: it does not."),
    Setting("SWEEP_SECONDS", "5", int, "Seconds between sweeps that catch up with lost messages."),
    Setting("DEMO", "1", _flag, "1: simulate rounds of the units that have none, marked as such; 0: real facts only."),
    Setting("LOG_LEVEL", "INFO", str, "DEBUG, INFO, WARNING or ERROR."),
)


@dataclass(frozen=True)
class Settings:
    """The values of all settings; see SETTINGS for their meaning."""

    data_dir: Path
    database_url: str
    migration_database_url: str
    broker_url: str
    blob_url: str
    secret_key: str
    keys_dir: str
    host: str
    port: int
    public_url: str
    replica_port: int
    trusted_proxies: int
    answers_per_network: int
    proof_of_work: int
    holidays: frozenset[date]
    api_workers: int
    api_threads: int
    worker_threads: int
    crawler_threads: int
    crawler_contact: str
    crawler_private_hosts: tuple[str, ...]
    crawler_render: bool
    snapshot_days: int
    metrics_port: int
    sweep_seconds: int
    demo: bool
    log_level: str

    @property
    def blobs_address(self) -> str:
        """Where evidence is kept."""
        return self.blob_url or str(self.data_dir / "blobs")

    @property
    def keys_folder(self) -> Path:
        """Where the instance's own keys are kept."""
        return _folder(self.keys_dir) if self.keys_dir else self.data_dir / "keys"

    @property
    def address(self) -> str:
        """The address under which people reach the API, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. Raises SettingsError naming the variable."""
    source = os.environ if environment is None else environment
    return Settings(**{setting.name.lower(): _value(setting, source) for setting in SETTINGS})


def _value(setting: Setting, source: Mapping[str, str]) -> Any:
    text = source.get(setting.name, "") or setting.default
    try:
        return setting.parse(text)
    except ValueError as error:
        raise SettingsError(f"{setting.name}={text!r}: {error}") from error
