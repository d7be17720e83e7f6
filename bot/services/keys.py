"""Use cases of the keys and of the audit trail's anchors."""

import logging
from collections.abc import Callable

from bot.errors import ConflictError
from bot.services.container import Services
from storage.audit import AuditVerdict
from storage.audit_anchor import Anchor, read_anchors, write_anchor
from storage.errors import KeyMissingError
from storage.personal import count_stale, reseal_all
from storage.vault import Vault

log = logging.getLogger(__name__)


def rewrap_keys(services: Services, secret: str, *, actor: str) -> int:
    """Seal every data key with this secret; return how many. Values are not touched."""
    vault = _vault(services)
    with services.new_unit() as uow:
        count = vault.rewrap(uow.session, secret)
        uow.audit.append(actor, "keys_rewrapped", "data_key", "all", keys=count)
        uow.commit()
    vault.refresh()
    return count


def renew_data_key(services: Services, *, actor: str) -> None:
    """Make a new data key, unless values still wait for the present one: a broken-off run is finished first."""
    vault = _vault(services)
    if stale_values(services):
        return
    with services.new_unit() as uow:
        vault.renew_data_key(uow.session, uow.now)
        uow.audit.append(actor, "data_key_renewed", "data_key", "newest")
        uow.commit()
    vault.refresh()


def reseal_values(
    services: Services, *, actor: str, progress: Callable[[int], None] = lambda _rows: None
) -> int:
    """Seal every personal value with the newest data key, batch by batch; return how many rows."""
    vault, rows = _vault(services), 0
    while True:
        with services.new_unit() as uow:
            count = reseal_all(uow.session, vault)
            uow.commit()
        rows += count
        progress(rows)
        if not count:
            break
    if rows:
        with services.new_unit() as uow:
            uow.audit.append(actor, "values_resealed", "data_key", "newest", rows=rows)
            uow.commit()
    return rows


def stale_values(services: Services) -> dict[str, int]:
    """Return rows by table that hold a value which the newest data key did not seal."""
    with services.new_unit() as uow:
        return count_stale(uow.session, _vault(services).prefix)


def anchor_audit(services: Services) -> Anchor | None:
    """Write down outside the database how long the audit trail is and how it ends; None without keys."""
    if services.vault is None or services.anchor is None:
        return None
    with services.new_unit() as uow:
        events, head = uow.audit.head()
    return write_anchor(
        services.anchor, services.vault.audit_key, events=events, head=head, now=services.clock.now()
    )


def verify_audit(services: Services) -> AuditVerdict:
    """Walk the audit trail and compare it with its head and its anchors."""
    anchors: list[Anchor | None] = []
    if services.vault is not None and services.anchor is not None:
        anchors = read_anchors(services.anchor, services.vault.audit_key)
    with services.new_unit() as uow:
        return uow.audit.verify(anchors)


def refresh_keys(services: Services) -> None:
    """Learn of keys that another process made. A sweep for the clock."""
    if services.vault is None:
        return
    try:
        services.vault.refresh()
    except KeyMissingError:
        # The keys at hand still open and seal; only the operator can hand over the new secret.
        log.warning("the secret has been rotated; restart with the new one")


def _vault(services: Services) -> Vault:
    if services.vault is None:
        raise ConflictError("no_encryption_key")
    return services.vault
