"""Data protection.

Why: personal columns are sealed with data keys, which stand here sealed themselves; the audit trail's head is
authenticated, so that a tail that was cut off is found; erased rows leave a tombstone. The sealed columns keep
their types: values from before are read as they are, and `huifang keys rotate --data` seals them.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
import storage.models.base
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    instant = storage.models.base.UtcDateTime
    op.create_table(
        'data_key',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('purpose', text(), nullable=False),
        sa.Column('wrapped', text(), nullable=False),
        sa.Column('wrapped_by', text(), nullable=False),
        sa.Column('created_at', instant(timezone=True), nullable=False),
        sa.Column('retired_at', instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'audit_head',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('events', sa.Integer(), nullable=False),
        sa.Column('head', text(), nullable=False),
        sa.Column('mac', text(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'tombstone',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('entity', text(), nullable=False),
        sa.Column('entity_id', sa.Integer(), nullable=False),
        sa.Column('rule', text(), nullable=False),
        sa.Column('digest', text(), nullable=False),
        sa.Column('erased_at', instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_tombstone_entity', 'tombstone', ['entity', 'entity_id'])


def downgrade() -> None:
    op.drop_table('tombstone')
    op.drop_table('audit_head')
    op.drop_table('data_key')
