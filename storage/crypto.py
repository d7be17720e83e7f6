"""Keyed digests, and the envelope: values are sealed with data keys, data keys with the operator's secret."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32  # AES-256
NONCE_BYTES = 12  # what GCM is made for
WRAP_CONTEXT = b"huifang wrapping key 1"


def lookup_digest(value: str, key: bytes) -> str:
    """Return a 32-character keyed digest of a value; without the key it cannot be recomputed."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]


def seal(key: AESGCM, plain: bytes, context: bytes) -> str:
    """Return base64 of nonce and ciphertext; it opens only with the same key and context."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.b64encode(nonce + key.encrypt(nonce, plain, context)).decode()


def unseal(key: AESGCM, sealed: str, context: bytes) -> bytes | None:
    """Return what `seal` sealed; None when the key, the context or the text is another one."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        return None


class WrappingKey:
    """The key that a secret (HUIFANG_ENCRYPTION_KEY) stands for; it seals data keys and nothing else."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=WRAP_CONTEXT)
        key = derived.derive(secret.encode())
        self.name = hashlib.sha256(b"name of " + key).hexdigest()[:12]
        self._key = AESGCM(key)

    def wrap(self, key: bytes, purpose: str) -> str:
        """Return a data key, sealed."""
        return seal(self._key, key, purpose.encode())

    def unwrap(self, wrapped: str, purpose: str) -> bytes | None:
        """Return the data key, or None when another secret sealed it."""
        return unseal(self._key, wrapped, purpose.encode())
