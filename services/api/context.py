"""What the routes work with, wired once in the app factory and replaced as a whole in tests."""

from dataclasses import dataclass, field
from functools import cached_property
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, cast

from flask import current_app
from sqlalchemy import Connection, Engine

from services.api.kept import Kept, KeptAnswer, KeptScore
from services.api.networks import Networks
from shared.access import Accounts, Tokens
from shared.evidence import Blobs
from shared.log import Log
from shared.secrecy import AnswerTokens, Vault, master_key, tokens_key
from shared.settings import Settings

if TYPE_CHECKING:  # they need a context themselves
    from services.api.pages.survey.pieces import Piece
    from services.api.surveys.definition import Survey

#: Where the app keeps its context.
EXTENSION = "sucharit"
#: Clients of one process that may follow the feed as server-sent events: each keeps a thread, and the default has 8.
FOLLOWERS = 4
#: Scores (some 30 kB each) and comparisons (some 500 bytes for each unit) that a process keeps at most.
SCORES, COMPARISONS = 256, 8
#: Rounds whose surveys (some 20 kB), and survey forms (some 50 kB each) that a process keeps at most.
SURVEYS, FORMS = 256, 256


@dataclass(frozen=True)
class Context:
    """The API's doors to the outside: database, log, evidence store, accounts, tokens, settings; and what it keeps."""

    settings: Settings
    engine: Engine
    log: Log
    blobs: Blobs
    accounts: Accounts
    tokens: Tokens
    followers: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(FOLLOWERS))
    scores: Kept[KeptScore] = field(default_factory=lambda: Kept(SCORES))
    comparisons: Kept[KeptAnswer] = field(default_factory=lambda: Kept(COMPARISONS))
    surveys: Kept[tuple["Survey", ...]] = field(default_factory=lambda: Kept(SURVEYS))
    forms: Kept[tuple["Piece", "Piece"]] = field(default_factory=lambda: Kept(FORMS))

    @cached_property
    def answer_tokens(self) -> AnswerTokens:
        """The tokens with which staff answer."""
        return AnswerTokens(tokens_key(self.settings.keys_folder))

    @cached_property
    def networks(self) -> Networks:
        """How often networks sent answers lately."""
        return Networks(self.log)

    @property
    def master_key(self) -> bytes:
        """The instance's key of all personal data. Raises KeyUnusable."""
        return master_key(self.settings.keys_folder)

    def vault(self) -> Vault:
        """What seals and opens personal data. Raises KeyUnusable."""
        return Vault(self.engine, self.master_key)

    def reading(self) -> Connection:
        """A connection for queries: each statement for itself, which saves the round trips of a transaction."""
        return self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def context() -> Context:
    """The context of the app that handles the present request."""
    return cast(Context, current_app.extensions[EXTENSION])
