"""Planning facts.

Why: since when a loan has its tier, whether its arrears were acted on and how bad they got, when a callback ended, and what its cycle
asks for besides the call. The indexes find a customer's chosen slot and an agent's attempts of the day.
"""

import sqlalchemy as sa
import storage.models.base
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('loan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tier_since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('arrears_noted_at', storage.models.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('arrears_worst_dpd', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('arrears_ended_on', sa.Date(), nullable=True))

    with op.batch_alter_table('callback', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_at', storage.models.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('details', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.create_index('ix_callback_slot', ['customer_slot_at'], unique=False)

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index('ix_attempt_agent', ['agent_id', 'at'], unique=False)

    # Callbacks that ended before this column was there: the nearest instant that is known.
    op.execute(
        "UPDATE callback SET closed_at = COALESCE(completed_at, updated_at) "
        "WHERE state IN ('completed', 'unreachable', 'refused', 'cancelled')"
    )


def downgrade() -> None:
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_attempt_agent')

    with op.batch_alter_table('callback', schema=None) as batch_op:
        batch_op.drop_index('ix_callback_slot')
        batch_op.drop_column('details')
        batch_op.drop_column('closed_at')

    with op.batch_alter_table('loan', schema=None) as batch_op:
        batch_op.drop_column('arrears_ended_on')
        batch_op.drop_column('arrears_worst_dpd')
        batch_op.drop_column('arrears_noted_at')
        batch_op.drop_column('tier_since')
