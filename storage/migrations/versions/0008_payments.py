"""Payments, events of other systems, and promises to pay.

Why: whether a promise was kept is read from what was paid, and other systems report what asks for a callback.
"""

import sqlalchemy as sa
import storage.models.base
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'payment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('loan_id', sa.Integer(), nullable=False),
        sa.Column('reference', sa.String(), nullable=False),
        sa.Column('amount_minor', sa.BigInteger(), nullable=False),
        sa.Column('paid_on', sa.Date(), nullable=False),
        sa.Column('received_at', storage.models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['loan_id'], ['loan.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('loan_id', 'reference', name='uq_payment_reference'),
    )
    op.create_index('ix_payment_day', 'payment', ['loan_id', 'paid_on'], unique=False)
    op.create_table(
        'loan_event',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('loan_id', sa.Integer(), nullable=False),
        sa.Column('reference', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('occurred_on', sa.Date(), nullable=False),
        sa.Column('callback_id', sa.Integer(), nullable=True),
        sa.Column('received_at', storage.models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['callback_id'], ['callback.id']),
        sa.ForeignKeyConstraint(['loan_id'], ['loan.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('loan_id', 'reference', name='uq_loan_event_reference'),
    )
    op.create_table(
        'promise',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('loan_id', sa.Integer(), nullable=False),
        sa.Column('callback_id', sa.Integer(), nullable=True),
        sa.Column('response_id', sa.Integer(), nullable=True),
        sa.Column('amount_minor', sa.BigInteger(), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column('method', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('paid_minor', sa.BigInteger(), nullable=False),
        sa.Column('confirmed_by', sa.String(), nullable=False),
        sa.Column('made_on', sa.Date(), nullable=False),
        sa.Column('made_at', storage.models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('settled_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column('reminded_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['callback_id'], ['callback.id']),
        sa.ForeignKeyConstraint(['loan_id'], ['loan.id']),
        sa.ForeignKeyConstraint(['response_id'], ['form_response.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('response_id'),
    )
    op.create_index('ix_promise_loan_id', 'promise', ['loan_id'], unique=False)
    op.create_index('ix_promise_due', 'promise', ['state', 'due_on'], unique=False)


def downgrade() -> None:
    op.drop_table('promise')
    op.drop_table('loan_event')
    op.drop_table('payment')
