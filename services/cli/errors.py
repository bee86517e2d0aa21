"""What a command reports in one line instead of a traceback."""

import signal

#: Exit code of a finding or a failure.
FAILED = 1
#: Exit code of wrong use.
WRONG_USE = 2
#: Exit code of a command that was interrupted, as shells tell it.
INTERRUPTED = 128 + signal.SIGINT


class CommandFailed(Exception):
    """The command could not do what was asked; the message says why."""


def exit_code(error: Exception) -> int | None:
    """The exit code for an error whose message is enough for the user; None for a fault of ours."""
    # Imported only now: every process of ours passes here, and few of them fail.
    from psycopg import OperationalError as DriverError
    from sqlalchemy.exc import OperationalError

    from shared.access.accounts import AccountError
    from shared.broker import BrokerError
    from shared.cases import CaseError
    from shared.evidence import BlobError
    from shared.log import LogUnavailable, NotACheckpoint
    from shared.postgres import PostgresError
    from shared.secrecy import SecrecyError
    from shared.settings import SettingsError

    if isinstance(error, SettingsError):
        return WRONG_USE
    ours = (CommandFailed, AccountError, BrokerError, CaseError, BlobError, LogUnavailable, NotACheckpoint)
    others = (PostgresError, SecrecyError, DriverError, OperationalError)
    return FAILED if isinstance(error, (*ours, *others)) else None
