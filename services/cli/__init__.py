"""The one command, ``sucharit``: a thin door to the services; each is imported only by the command that needs it."""

from services.cli.main import main

__all__ = ["main"]
