"""${message}.

Why: say what made this change necessary.
"""

import sqlalchemy as sa
import sqlmodel
import storage.models.base
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
