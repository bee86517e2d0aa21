"""Sealing: AES-256-GCM under a key, bound to a name, so that nothing opens under another name."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.events import SEALED
from shared.secrecy.errors import SealBroken

#: Bytes of a nonce: random, which is safe for far more texts than one person has.
_NONCE_BYTES = 12


def seal(key: bytes, name: str, secret: bytes) -> bytes:
    """The secret encrypted, behind its nonce."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, name.encode())


def open_sealed(key: bytes, name: str, sealed: bytes) -> bytes:
    """The secret. Raises SealBroken."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"what was sealed for {name} does not open") from error


def seal_text(key: bytes, name: str, text: str) -> str:
    """The text as it stands in an event (``Personal``); an empty text stays empty."""
    return SEALED + urlsafe_b64encode(seal(key, name, text.encode())).rstrip(b"=").decode() if text else ""


def open_text(key: bytes, name: str, sealed: str) -> str:
    """The text that was sealed. Raises SealBroken."""
    if not sealed:
        return ""
    if not sealed.startswith(SEALED):
        raise SealBroken(f"what stands for {name} is not a sealed text")
    coded = sealed.removeprefix(SEALED)
    return open_sealed(key, name, urlsafe_b64decode(coded + "=" * (-len(coded) % 4))).decode()
