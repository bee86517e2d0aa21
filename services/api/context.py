"""What the routes work with, wired once in the app factory and replaced as a whole in tests."""

from dataclasses import dataclass
from typing import cast

from flask import current_app
from sqlalchemy import Engine

from shared.access import Accounts, Tokens
from shared.evidence import Blobs
from shared.log import Log
from shared.settings import Settings

#: Where the app keeps its context.
EXTENSION = "sucharit"


@dataclass(frozen=True)
class Context:
    """The API's doors to the outside: database, log, evidence store, accounts, tokens, settings."""

    settings: Settings
    engine: Engine
    log: Log
    blobs: Blobs
    accounts: Accounts
    tokens: Tokens


def context() -> Context:
    """The context of the app that handles the present request."""
    return cast(Context, current_app.extensions[EXTENSION])
