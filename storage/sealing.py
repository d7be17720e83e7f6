"""How a sealed value looks, and where an engine keeps what opens it. Needs no tables: the tables need this."""

from typing import Protocol

from sqlalchemy.engine import Dialect

from storage.errors import KeyMissingError

MARK = "hf1$"  # hf1$<key number>$<base64>: no name, number or sentence begins like this
_PLACE = "huifang_vault"


class Sealer(Protocol):
    """Seals and opens the values of one database."""

    def seal(self, plain: str, place: str) -> str:
        """Return a sealed value for `table.column`."""
        ...

    def unseal(self, sealed: str, place: str) -> str:
        """Return the value; KeyMissingError when its key is not at hand or it was tampered with."""
        ...


def is_sealed(value: str) -> bool:
    """Return whether a stored value is a sealed one."""
    return value.startswith(MARK)


# Every engine makes a dialect of its own, and the dialect is all that a column type gets to see.
def vault_of(dialect: Dialect) -> Sealer | None:
    """Return the vault of the engine that this dialect belongs to."""
    return getattr(dialect, _PLACE, None)


def set_vault(dialect: Dialect, vault: Sealer | None) -> None:
    """Let the columns of this engine be sealed from now on."""
    setattr(dialect, _PLACE, vault)


def open_sealed(dialect: Dialect, value: str, place: str) -> str:
    """Return what is in a sealed value; KeyMissingError without the vault."""
    vault = vault_of(dialect)
    if vault is None:
        raise KeyMissingError(place=place)
    return vault.unseal(value, place)
