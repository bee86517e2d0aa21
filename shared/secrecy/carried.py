"""What a client carries for us between two requests: sealed under the instance's key, for one purpose and one hour."""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import digest

from shared.secrecy.errors import SealBroken
from shared.secrecy.sealing import open_sealed, seal

#: How long it can be brought back.
LIFETIME = timedelta(hours=1)
#: Bytes of the time, in seconds, in front of the content.
_TIME_BYTES = 8


def carried(master: bytes, purpose: str, content: bytes, now: datetime) -> str:
    """The content compressed and sealed, as text. purpose: what and whose it is; it opens for nothing else."""
    stamp = int(now.timestamp()).to_bytes(_TIME_BYTES, "big")
    return urlsafe_b64encode(seal(_key(master), purpose, stamp + zlib.compress(content, 9))).decode()


def brought_back(master: bytes, purpose: str, text: str, now: datetime) -> bytes:
    """The content. Raises SealBroken if it is another's, was changed, or is older than LIFETIME."""
    try:
        opened = open_sealed(_key(master), purpose, urlsafe_b64decode(text.encode()))
    except (NotBase64, ValueError) as error:
        raise SealBroken("what was brought back is not what was given") from error
    sealed_at = int.from_bytes(opened[:_TIME_BYTES], "big")
    if now.timestamp() - sealed_at > LIFETIME.total_seconds():
        raise SealBroken("what was brought back is too old")
    return zlib.decompress(opened[_TIME_BYTES:])


def keyed_hash(master: bytes, purpose: str, content: bytes) -> bytes:
    """A hash (32 bytes) that tells equal contents from others to us alone: nobody else can try guesses against it."""
    return digest(sha256(master + purpose.encode()).digest(), content, "sha256")


def _key(master: bytes) -> bytes:
    return sha256(b"carried" + master).digest()
