"""Records one command of a case or a list once, however often it is loaded."""

from hashlib import sha256

import msgspec

from shared.events import Meta
from shared.execution import execute
from shared.log import Log
from shared.rounds import Command
from shared.rounds.conflict import RoundOpenedAlready, UnitRegisteredAlready


def record_once(log: Log, command: Command, meta: Meta, *, fact: str) -> bool:
    """Records the command unless it was recorded before; tells whether it was new.

    fact: what names it within the whole product, e.g. ``mukdahan-2567/order``. A unit or a round that somebody else
    registered or opened counts as recorded. Raises RuleBroken.
    """
    try:
        return not execute(log, command, meta=meta, idempotency_key=_key(fact, command)).repeated
    except (UnitRegisteredAlready, RoundOpenedAlready):
        return False


def _key(fact: str, command: Command) -> str:
    """Another content is another fact: corrected in a later release, it is recorded again."""
    content = sha256(msgspec.json.encode(command, order="deterministic")).hexdigest()
    return f"case:{fact}:{content[:16]}"
