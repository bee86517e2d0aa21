"""The one command, ``sucharit``: a thin door to the services, which are imported only by the command that needs them."""

from services.cli.main import main

__all__ = ["main"]
