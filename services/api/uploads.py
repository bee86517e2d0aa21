"""Requests that give back what they hold: an upload's temporary files are closed even if reading it was broken off."""

from contextlib import ExitStack
from typing import IO, Any

from flask import Request


class UploadRequest(Request):
    """A request whose temporary files end with it. Werkzeug forgets those of an upload that turned out too large."""

    def _get_file_stream(self, *arguments: Any, **named: Any) -> IO[bytes]:
        stream = super()._get_file_stream(*arguments, **named)
        self._temporary.callback(stream.close)
        return stream

    @property
    def _temporary(self) -> ExitStack:
        held: ExitStack = self.__dict__.setdefault("_held", ExitStack())
        return held

    def close(self) -> None:
        """Called by Flask at the end of the request."""
        super().close()
        self._temporary.close()
