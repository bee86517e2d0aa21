"""Commands of the daily work on items. Fields mean what they mean in ``shared.events.work``."""

from shared.rounds.command import RoundCommand


class AddEvidence(RoundCommand, frozen=True, kw_only=True):
    """Add a link (``url``), or a file (``sha256``, ``media_type``, ``size`` in bytes) already in the evidence store."""

    item: str
    url: str | None = None
    sha256: str | None = None
    filename: str | None = None
    media_type: str | None = None
    size: int | None = None
    note: str | None = None


class SubmitItem(RoundCommand, frozen=True, kw_only=True):
    """Hand evidence of an item to the head. evidence: ids; empty for all there is."""

    item: str
    evidence: tuple[str, ...] = ()


class ApproveItem(RoundCommand, frozen=True, kw_only=True):
    """Approve what was submitted."""

    item: str


class ReturnItem(RoundCommand, frozen=True, kw_only=True):
    """Return what was submitted, with a reason."""

    item: str
    reason: str


class ScoreItem(RoundCommand, frozen=True, kw_only=True):
    """Score an item; again to correct the score before an appeal."""

    item: str
    met: bool
    comment: str | None = None


class LodgeAppeal(RoundCommand, frozen=True, kw_only=True):
    """Contest the score of an item."""

    item: str
    explanation: str


class DecideAppeal(RoundCommand, frozen=True, kw_only=True):
    """Decide an appeal."""

    item: str
    met: bool
    reason: str


class CertifyRound(RoundCommand, frozen=True, kw_only=True):
    """Certify the round and close its work."""

    note: str | None = None
