"""The crawler process: audits websites as messages of the queue ``crawl`` ask for it."""

from contextlib import AbstractContextManager, nullcontext

import structlog
from sqlalchemy import create_engine

from services.crawler.actors import Crawler, declare_actors
from services.crawler.audit import AuditLimits
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from services.crawler.fetch.shared_turns import SharedTurns
from services.crawler.render import Renderer, RendererMissing
from services.crawler.threads import settle
from shared.broker import CRAWL, make_broker
from shared.broker.process import json_logs, serve_metrics, stop_on_signals, working
from shared.evidence import open_blobs
from shared.log import Log
from shared.settings import Settings, SettingsError

_log = structlog.get_logger(__name__)


def run(settings: Settings) -> None:
    """Crawl until SIGTERM or SIGINT; an audit that does not end in time runs again at the next start."""
    json_logs(settings.log_level)
    settle()
    stop = stop_on_signals()
    serve_metrics(settings.host, settings.metrics_port)
    policy = FetchPolicy(settings.crawler_contact, private_hosts=frozenset(settings.crawler_private_hosts))
    # Every audit at work holds a lock on a connection of its own, and needs another for a moment at each turn.
    engine = create_engine(settings.database_url, pool_size=settings.crawler_threads, max_overflow=2)
    turns = create_engine(settings.database_url, pool_size=settings.crawler_threads, max_overflow=0)
    broker = make_broker(settings)
    with (
        Log(settings.database_url) as log,
        SharedTurns(turns) as shared,
        Fetcher(policy, turns=shared) as fetcher,
        DocumentReader() as reader,
        _renderer(settings, fetcher) as renderer,
    ):
        crawler = Crawler(
            engine=engine,
            log=log,
            blobs=open_blobs(settings.blobs_address),
            fetcher=fetcher,
            reader=reader,
            indexes=settings.data_dir / "snapshots",
            limits=AuditLimits(),
            renderer=renderer,
        )
        declare_actors(broker, crawler)
        with working(broker, CRAWL, settings.crawler_threads):
            _log.info("crawler started")
            stop.wait()
    engine.dispose()
    turns.dispose()
    _log.info("crawler stopped")


def _renderer(settings: Settings, fetcher: Fetcher) -> AbstractContextManager[Renderer | None]:
    """The browser of this process, if it shall have one. Raises SettingsError where it cannot."""
    if not settings.crawler_render:
        return nullcontext()
    try:
        return Renderer(fetcher)
    except RendererMissing as error:
        raise SettingsError(f"CRAWLER_RENDER=1: {error}") from error
