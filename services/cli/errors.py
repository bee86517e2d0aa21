"""What a command reports in one line instead of a traceback."""

from sqlalchemy.exc import OperationalError

from shared.postgres import PostgresError
from shared.settings import SettingsError

#: Exit code of a finding or a failure.
FAILED = 1


class CommandFailed(Exception):
    """The command could not do what was asked; the message says why."""


#: Errors whose message is enough for the user.
EXPECTED = (CommandFailed, SettingsError, PostgresError, OperationalError)
