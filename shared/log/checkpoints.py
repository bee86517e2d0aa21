"""Checkpoints: what the whole log was at one position, in 32 bytes, signed. Kept elsewhere, they prove later changes.

The signature (Ed25519) is over the canonical JSON of ``{format, position, root, streams, taken_at}``.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg

from shared.log.canonical import canonical_json
from shared.log.connections import Driver
from shared.log.errors import NotACheckpoint
from shared.log.heads import Head, heads_root
from shared.log.log import Log
from shared.log.statements import statement

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

#: Name and version of the form of a checkpoint.
FORMAT = "sucharit-checkpoint-1"


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The log up to a position. taken_at: UTC, ISO 8601. streams: how many. root, public_key, signature: hex.

    heads: the last event of every stream, sorted by stream; left out (None) where only the root is kept.
    """

    format: str = FORMAT
    position: int
    taken_at: str
    streams: int
    root: str
    public_key: str
    signature: str
    heads: tuple[Head, ...] | None = None

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is over."""
        return _signed(self.position, self.taken_at, self.streams, self.root)

    def is_signed_by(self, public_key: str) -> bool:
        """Whether the owner of this public key (hex) signed it, and its heads, if it has any, are what was signed."""
        # Here, so that a process which only reads and appends needs no memory for it.
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
            key.verify(bytes.fromhex(self.signature), self.signed)
        except (InvalidSignature, ValueError):
            return False
        return self.heads is None or (heads_root(self.heads), len(self.heads)) == (self.root, self.streams)


def take_checkpoint(log: Log, key: "Ed25519PrivateKey") -> Checkpoint:
    """Signs what the log is now, records it in the database, and gives it with all heads. Raises LogUnavailable."""
    heads, position = log.heads()
    taken_at, root = datetime.now(UTC).isoformat(), heads_root(heads)
    signature = key.sign(_signed(position, taken_at, len(heads), root))
    checkpoint = Checkpoint(
        position=position,
        taken_at=taken_at,
        streams=len(heads),
        root=root,
        public_key=key.public_key().public_bytes_raw().hex(),
        signature=signature.hex(),
        heads=tuple(heads),
    )
    log.run(lambda driver: _record(driver, checkpoint))
    return checkpoint


def newest_checkpoint(log: Log) -> Checkpoint | None:
    """The newest checkpoint that the database holds, without its heads; None before the first."""
    rows: Sequence[tuple[Any, ...]] = log.run(lambda driver: driver.execute(statement("checkpoint")).fetchall())
    return Checkpoint(**dict(zip(_COLUMNS, rows[0], strict=True))) if rows else None


def checkpoint_to_json(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as one JSON document."""
    return msgspec.json.format(msgspec.json.encode(checkpoint), indent=1) + b"\n"


def checkpoint_from_json(text: bytes) -> Checkpoint:
    """The checkpoint in a JSON document. Raises NotACheckpoint."""
    try:
        checkpoint = msgspec.json.decode(text, type=Checkpoint)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise NotACheckpoint(str(error)) from error
    if checkpoint.format != FORMAT:
        raise NotACheckpoint(f"its format is {checkpoint.format!r}, not {FORMAT!r}")
    return checkpoint


_COLUMNS = ("position", "taken_at", "streams", "root", "public_key", "signature")


def _signed(position: int, taken_at: str, streams: int, root: str) -> bytes:
    return canonical_json(
        {"format": FORMAT, "position": position, "root": root, "streams": streams, "taken_at": taken_at}
    )


def _record(driver: Driver, checkpoint: Checkpoint) -> psycopg.Cursor[tuple[Any, ...]]:
    return driver.execute(statement("record_checkpoint"), [getattr(checkpoint, name) for name in _COLUMNS])
