"""The one command, ``sucharit``: a thin door to the services; each is imported only by the command that needs it."""

import os
import sys

from services.cli.errors import INTERRUPTED


def main() -> None:
    """Run the command line. An interruption ends it quietly, also while modules are still being imported."""
    try:
        from services.cli.main import main as commands

        commands()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has enough of it, as in `sucharit verify | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


__all__ = ["main"]
