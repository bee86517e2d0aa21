"""The instance's own keys: files of 32 random bytes in hex, which only their owner can read."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.secrecy.errors import KeyUnusable

#: Bytes of a key, of Ed25519 and of AES-256 alike.
_KEY_BYTES = 32


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs checkpoints, made when missing. Raises KeyUnusable."""
    return Ed25519PrivateKey.from_private_bytes(_key(folder / "signing.key"))


def master_key(folder: Path) -> bytes:
    """The key (32 bytes) that wraps the keys of persons, made when missing. Raises KeyUnusable.

    Without it no personal data can ever be read again, so it needs a backup, apart from that of the database.
    """
    return _key(folder / "master.key")


def tokens_key(folder: Path) -> bytes:
    """The key (32 bytes) under which tokens of staff are hashed, made when missing. Raises KeyUnusable.

    With another key no token that was issued before is good any more.
    """
    return _key(folder / "tokens.key")


def _key(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        key = bytes.fromhex(path.read_text())
    except (OSError, ValueError) as error:
        raise KeyUnusable(f"{path}: {error}") from error
    if len(key) != _KEY_BYTES:
        raise KeyUnusable(f"{path}: holds {len(key)} bytes, not {_KEY_BYTES}")
    return key


def _make(path: Path) -> None:
    """Complete or not there at all; of several processes at once, the first one's key is everybody's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(_KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
