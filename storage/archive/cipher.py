"""AES-256-GCM over whole items. The digest is bound into each, so that files cannot be swapped for one another."""

import os

from storage.errors import ArchiveError

MAGIC = b"HFA1"  # names the layout: magic, nonce, ciphertext with tag
NONCE_BYTES = 12
KEY_BYTES = 32
PURPOSE = b"huifang archive v1"  # keeps this key apart from others that come from the same secret


class ArchiveCipher:
    """Seals and opens items with a key derived (HKDF-SHA256) from the installation's secret."""

    def __init__(self, secret: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        if not secret:
            raise ValueError("an archive needs a secret")
        key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(secret)
        self._aead = AESGCM(key)

    def seal(self, data: bytes, digest: str) -> bytes:
        """Return the encrypted item."""
        nonce = os.urandom(NONCE_BYTES)
        return MAGIC + nonce + self._aead.encrypt(nonce, data, digest.encode())

    def open(self, sealed: bytes, digest: str) -> bytes:
        """Return the plain content; ArchiveError `archive_damaged` for anything but what was sealed."""
        from cryptography.exceptions import InvalidTag

        nonce_end = len(MAGIC) + NONCE_BYTES
        try:
            if not sealed.startswith(MAGIC):
                raise ArchiveError(code="archive_damaged")
            nonce = sealed[len(MAGIC) : nonce_end]
            return self._aead.decrypt(nonce, sealed[nonce_end:], digest.encode())
        except (InvalidTag, ValueError):
            raise ArchiveError(code="archive_damaged") from None
