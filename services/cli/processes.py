"""Running one service in this process, for installations that start each by itself."""

import click

from shared.settings import load_settings


@click.command()
def serve() -> None:
    """Run the API until it is told to stop."""
    from services.api.serve import run

    run(load_settings())


@click.command()
def work() -> None:
    """Run a worker until it is told to stop."""
    from services.worker.main import run

    run(load_settings())


@click.command()
def crawl() -> None:
    """Run a crawler until it is told to stop."""
    from services.crawler.main import run

    run(load_settings())
