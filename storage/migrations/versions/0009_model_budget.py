"""What the model costs a day, and promises heard on a call.

Why: processes that share a model must share its budget; a cost without a currency is unknown, not nothing; and a
promise that a transcript holds waits, under the number of its review, until a person confirms it.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
import storage.models.base
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'model_day',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('tokens', sa.BigInteger(), nullable=False),
        sa.Column('unpriced', sa.BigInteger(), nullable=False),
        sa.Column('cost_nano', sa.BigInteger(), nullable=False),
        sa.Column('told_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('day'),
    )
    with op.batch_alter_table('review') as batch_op:
        batch_op.add_column(
            sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='')
        )
    with op.batch_alter_table('promise') as batch_op:
        batch_op.add_column(sa.Column('review_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key('fk_promise_review', 'review', ['review_id'], ['id'])
        batch_op.create_index('ix_promise_review', ['review_id'], unique=True)


def downgrade() -> None:
    with op.batch_alter_table('promise') as batch_op:
        batch_op.drop_index('ix_promise_review')
        batch_op.drop_constraint('fk_promise_review', type_='foreignkey')
        batch_op.drop_column('review_id')
    with op.batch_alter_table('review') as batch_op:
        batch_op.drop_column('currency')
    op.drop_table('model_day')
