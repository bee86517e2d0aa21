"""A hundred rounds in their views, and an account that may read them all: what the API is asked about."""

from services.bench.ground import Database
from services.bench.projecting import prepared
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from shared.access import Accounts, Role, Tokens

_ACCOUNT = "bench"


def project_rounds(database: Database, sheets: int) -> str:
    """A hundred open rounds with as many answer sheets, in every view; a token of the bureau, which sees them all."""
    with prepared(database, sheets) as filled:
        projector = Projector(filled.engine, filled.log, PROJECTIONS)
        projector.prepare()
        projector.drain()
        Accounts(filled.engine, filled.log).create(_ACCOUNT, Role.BUREAU, by=_ACCOUNT)
        return Tokens(filled.engine, filled.log).issue(_ACCOUNT, by=_ACCOUNT).text
