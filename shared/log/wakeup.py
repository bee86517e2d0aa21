"""Waiting for new events without asking all the time."""

from typing import Self

import psycopg

from shared.postgres import libpq_url


class Wakeup:
    """Listens, on a connection of its own, for the signal that events were appended.

    The signal is only a hint: whoever waits must read the log anyway, and must not wait for ever.
    """

    def __init__(self, url: str) -> None:
        self._url = libpq_url(url)
        self._connection = self._listen()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stops listening."""
        self._connection.close()

    def wait(self, timeout: float) -> bool:
        """Waits at most ``timeout`` seconds; True if events were (or may have been) appended since the last wait."""
        try:
            return bool(list(self._connection.notifies(timeout=timeout, stop_after=1)))
        except psycopg.OperationalError:
            # Signals may have been missed: say so, and listen anew.
            self._connection.close()
            self._connection = self._listen()
            return True

    def _listen(self) -> psycopg.Connection:
        connection = psycopg.connect(self._url, autocommit=True)
        connection.execute("LISTEN events")
        return connection
