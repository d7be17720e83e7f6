"""The keys of one database: opens them with the operator's secret, seals and opens values with them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, inspect
from sqlmodel import Session, col, select

from storage.audit import AuditTrail
from storage.crypto import KEY_BYTES, WrappingKey, seal, unseal
from storage.engine import READ_ONLY
from storage.errors import KeyMissingError
from storage.models import AuditHead, Borrower, DataKey
from storage.repositories.base import insert_unless_there
from storage.sealing import MARK, set_vault, vault_of

DATA, DIGEST, AUDIT = "data", "digest", "audit"
FIRST_IDS = {DATA: 1, DIGEST: 2, AUDIT: 3}
"""Fixed numbers of the first keys: two processes that start at once agree on whose keys hold."""


@dataclass(kw_only=True)
class _Keys:
    data: dict[int, AESGCM] = field(default_factory=dict)
    single: dict[str, bytes] = field(default_factory=dict)
    active: int = 0


class Vault:
    """Seals with the newest data key, opens with whichever key a value names."""

    def __init__(self, engine: Engine, secrets: Sequence[str]) -> None:
        self._engine = engine.execution_options(**{READ_ONLY: True})
        self._wrapping = [WrappingKey(secret) for secret in secrets]
        self._keys = _Keys()
        self.refresh()

    @property
    def digest_key(self) -> bytes:
        """Return the key of the borrower digests; the same before and after any rotation."""
        return self._keys.single[DIGEST]

    @property
    def audit_key(self) -> bytes:
        """Return the key that authenticates the head of the audit trail."""
        return self._keys.single[AUDIT]

    @property
    def prefix(self) -> str:
        """Return how a value begins that the newest data key sealed."""
        return f"{MARK}{self._keys.active}$"

    def seal(self, plain: str, place: str) -> str:
        """Return a sealed value for `table.column`."""
        keys = self._keys
        return f"{MARK}{keys.active}${seal(keys.data[keys.active], plain.encode(), place.encode())}"

    def unseal(self, sealed: str, place: str) -> str:
        """Return the value; KeyMissingError when its key is not at hand or it was tampered with."""
        _, number, body = sealed.split("$", 2)
        key = self._keys.data.get(int(number)) if number.isdigit() else None
        if key is None and number.isdigit():
            self.refresh()  # another process made a new key
            key = self._keys.data.get(int(number))
        plain = None if key is None else unseal(key, body, place.encode())
        if plain is None:
            raise KeyMissingError(place=place)
        return plain.decode()

    def refresh(self) -> None:
        """Read the keys again; KeyMissingError when none of the secrets opens one that is needed."""
        found = _Keys()
        with Session(self._engine) as session:
            for row in session.exec(select(DataKey).order_by(col(DataKey.id))):
                self._take(found, row)
        self._keys = found

    def _take(self, found: _Keys, row: DataKey) -> None:
        opened = (key.unwrap(row.wrapped, row.purpose) for key in self._wrapping)
        plain = next((key for key in opened if key is not None), None)
        if plain is None:
            raise KeyMissingError(place="data_key")
        if row.purpose != DATA:
            found.single[row.purpose] = plain
            return
        found.data[row.id or 0] = AESGCM(plain)
        if row.retired_at is None:
            found.active = row.id or 0

    def rewrap(self, session: Session, secret: str) -> int:
        """Seal every data key with this secret; return how many. The caller commits."""
        wrapping, count = WrappingKey(secret), 0
        for row in session.exec(select(DataKey)):
            opened = (key.unwrap(row.wrapped, row.purpose) for key in [*self._wrapping, wrapping])
            plain = next(key for key in opened if key is not None)
            row.wrapped, row.wrapped_by = wrapping.wrap(plain, row.purpose), wrapping.name
            count += 1
        self._wrapping.insert(0, wrapping)
        return count

    def renew_data_key(self, session: Session, now: datetime) -> None:
        """Make a new data key and retire those before it; the caller commits and refreshes."""
        wrapping, number = self._wrapping[0], 0
        for row in session.exec(select(DataKey)):
            number = max(number, row.id or 0)
            if row.purpose == DATA:
                row.retired_at = row.retired_at or now
        wrapped = wrapping.wrap(os.urandom(KEY_BYTES), DATA)
        key = DataKey(id=number + 1, purpose=DATA, wrapped=wrapped, wrapped_by=wrapping.name, created_at=now)
        session.add(key)


def open_vault(engine: Engine, secrets: Sequence[str], now: datetime, *, digest_key: bytes = b"") -> Vault:
    """Return the vault of a database, put on its engine; makes its keys at the first opening.

    `secrets` are tried in order, the first seals new keys. `digest_key` is kept where borrowers are stored
    already, because their digests were made with it.
    """
    wrapping = WrappingKey(secrets[0])
    with Session(engine) as session:
        if session.exec(select(DataKey.id).limit(1)).first() is None:
            known = session.exec(select(Borrower.id).limit(1)).first() is not None
            digest = digest_key if known else os.urandom(KEY_BYTES)
            for purpose, number in FIRST_IDS.items():
                plain = digest if purpose == DIGEST else os.urandom(KEY_BYTES)
                values = {
                    "id": number,
                    "purpose": purpose,
                    "wrapped": wrapping.wrap(plain, purpose),
                    "wrapped_by": wrapping.name,
                    "created_at": now,
                }
                insert_unless_there(session, DataKey, values, ["id"])
        session.commit()
    vault = Vault(engine, secrets)
    set_vault(engine.dialect, vault)
    with Session(engine) as session:
        if session.get(AuditHead, 1) is None:
            AuditTrail(session, now, vault.audit_key).seal_first_head()
            session.commit()
    return vault


def attached_vault(engine: Engine) -> Vault | None:
    """Return the vault on an engine, if one was opened."""
    vault = vault_of(engine.dialect)
    return vault if isinstance(vault, Vault) else None


def has_keys(engine: Engine) -> bool:
    """Return whether a database has keys of its own already."""
    if not inspect(engine).has_table("data_key"):
        return False
    with Session(engine.execution_options(**{READ_ONLY: True})) as session:
        return session.exec(select(DataKey.id).limit(1)).first() is not None


def key_file(engine: Engine) -> Path | None:
    """Return where a SQLite database keeps a secret of its own, beside it; None for any other database."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name + ".key")


def read_secrets(path: Path) -> list[str]:
    """Return the secrets of a key file, the one in use first; none where there is no file."""
    return path.read_text(encoding="ascii").split() if path.is_file() else []


def make_key_file(path: Path, secret: str) -> list[str]:
    """Write a key file that only its owner can read, unless one is there; return what stands in it."""
    waiting = path.with_name(f"{path.name}.{os.getpid()}")
    _write_private(waiting, [secret])
    try:
        os.link(
            waiting, path
        )  # fails where the file is: of two processes one wins, and it is never half there
    except FileExistsError:
        pass
    finally:
        waiting.unlink()
    return read_secrets(path)


def replace_key_file(path: Path, secrets: Sequence[str]) -> None:
    """Put these secrets in the place of those before, in one step."""
    waiting = path.with_name(f"{path.name}.{os.getpid()}")
    _write_private(waiting, secrets)
    waiting.replace(path)


def _write_private(path: Path, secrets: Sequence[str]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write("\n".join(secrets) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
