"""Running one service in this process, for installations that start each by itself."""

import click

from shared.settings import Settings, SettingsError, load_settings


@click.command()
def serve() -> None:
    """Run the API until it is told to stop."""
    from services.api.serve import run

    settings = _settings()
    if not settings.secret_key:
        raise SettingsError("SECRET_KEY is not set: sessions are signed with it, the same in every process of the API")
    run(settings)


@click.command()
def work() -> None:
    """Run a worker until it is told to stop."""
    from services.worker.main import run

    run(_settings())


@click.command()
def crawl() -> None:
    """Run a crawler until it is told to stop."""
    from services.crawler.main import run

    run(_settings())


def _settings() -> Settings:
    settings = load_settings()
    if not settings.database_url:
        raise SettingsError("DATABASE_URL is not set: name a PostgreSQL database, or start everything by `sucharit up`")
    return settings
