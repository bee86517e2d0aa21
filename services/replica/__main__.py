"""``python -m services.replica --port N --data DIR``: build the demonstration website if needed, and serve it."""

import signal
import sys
from pathlib import Path

import click

from services.replica.server import serve
from services.replica.site import build_site


@click.command(help="Serve the demonstration website (a replica, marked as one).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=0, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path("data"), show_default=True)
def main(host: str, port: int, data: Path) -> None:
    """Build into ``data/replica``, tell the address, and answer until interrupted or terminated."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that a build under way cleans up behind itself
    site = build_site(data / "replica")
    with serve(site, host=host, port=port) as server:
        click.echo(f"Replica website: http://{host}:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Replica website stopped.")


if __name__ == "__main__":
    main()
