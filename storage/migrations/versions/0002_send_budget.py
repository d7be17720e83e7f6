"""Send budget.

Why: all workers of a bot share Telegram's limits, so what may still be sent must live where they all see it.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
import storage.models.base
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('send_budget',
    sa.Column('scope', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tokens', sa.Float(), nullable=False),
    sa.Column('refilled_at', storage.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('blocked_until', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('limited_chat', sa.BigInteger(), nullable=True),
    sa.Column('limited_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('scope')
    )


def downgrade() -> None:
    op.drop_table('send_budget')
