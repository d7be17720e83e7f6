"""Recordings.

Why: recordings of calls and photos of inspections lie in the archive; these tables say which call each belongs to, how far its
transcription has come, until when it is kept and what holds it longer.
"""

import sqlalchemy as sa
import storage.models.base
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

INSTANT = storage.models.base.UtcDateTime(timezone=True)
PERSONAL = storage.models.base.PersonalText


def upgrade() -> None:
    op.create_table(
        'recording',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('digest', sa.String(), nullable=False),
        sa.Column('callback_id', sa.Integer(), nullable=True),
        sa.Column('attempt_id', sa.Integer(), nullable=True),
        sa.Column('agent_id', sa.Integer(), nullable=True),
        sa.Column('transcript_id', sa.Integer(), nullable=True),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('name', PERSONAL(), nullable=True),
        sa.Column('mime', sa.String(), nullable=True),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=True),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.Column('container', sa.String(), nullable=True),
        sa.Column('channels', sa.Integer(), nullable=True),
        sa.Column('duration_ms', sa.Integer(), nullable=True),
        sa.Column('playable', sa.String(), nullable=True),
        sa.Column('words', sa.String(), nullable=True),
        sa.Column('replies', sa.JSON(), nullable=False),
        sa.Column('recorded_at', INSTANT, nullable=True),
        sa.Column('received_at', INSTANT, nullable=False),
        sa.Column('retain_until', INSTANT, nullable=False),
        sa.Column('legal_hold', sa.String(), nullable=True),
        sa.Column('erased_at', INSTANT, nullable=True),
        sa.ForeignKeyConstraint(['callback_id'], ['callback.id']),
        sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id']),
        sa.ForeignKeyConstraint(['agent_id'], ['staff_member.id']),
        sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('digest'),
    )
    with op.batch_alter_table('recording', schema=None) as batch_op:
        batch_op.create_index('ix_recording_callback_id', ['callback_id'], unique=False)
        batch_op.create_index('ix_recording_agent_id', ['agent_id'], unique=False)
        batch_op.create_index('ix_recording_transcript_id', ['transcript_id'], unique=False)
        batch_op.create_index('ix_recording_state', ['state', 'id'], unique=False)
        batch_op.create_index('ix_recording_retention', ['retain_until'], unique=False)

    op.create_table(
        'inspection',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('response_id', sa.Integer(), nullable=False),
        sa.Column('callback_id', sa.Integer(), nullable=False),
        sa.Column('loan_id', sa.Integer(), nullable=False),
        sa.Column('agent_id', sa.Integer(), nullable=True),
        sa.Column('findings', sa.JSON(), nullable=False),
        sa.Column('checked_at', INSTANT, nullable=False),
        sa.ForeignKeyConstraint(['response_id'], ['form_response.id']),
        sa.ForeignKeyConstraint(['callback_id'], ['callback.id']),
        sa.ForeignKeyConstraint(['loan_id'], ['loan.id']),
        sa.ForeignKeyConstraint(['agent_id'], ['staff_member.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('response_id'),
    )
    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.create_index('ix_inspection_callback_id', ['callback_id'], unique=False)
        batch_op.create_index('ix_inspection_loan_id', ['loan_id'], unique=False)

    op.create_table(
        'inspection_photo',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('response_id', sa.Integer(), nullable=False),
        sa.Column('loan_id', sa.Integer(), nullable=False),
        sa.Column('question', sa.String(), nullable=False),
        sa.Column('file_id', sa.String(), nullable=False),
        sa.Column('digest', sa.String(), nullable=True),
        sa.Column('shared', sa.String(), nullable=True),
        sa.Column('failure', sa.String(), nullable=True),
        sa.Column('taken_at', sa.String(), nullable=True),
        sa.Column('latitude', sa.Float(), nullable=True),
        sa.Column('longitude', sa.Float(), nullable=True),
        sa.Column('fetched_at', INSTANT, nullable=False),
        sa.Column('retain_until', INSTANT, nullable=False),
        sa.ForeignKeyConstraint(['response_id'], ['form_response.id']),
        sa.ForeignKeyConstraint(['loan_id'], ['loan.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('response_id', 'file_id', name='uq_inspection_photo'),
    )
    with op.batch_alter_table('inspection_photo', schema=None) as batch_op:
        batch_op.create_index('ix_inspection_photo_response_id', ['response_id'], unique=False)
        batch_op.create_index('ix_inspection_photo_loan_id', ['loan_id'], unique=False)
        batch_op.create_index('ix_inspection_photo_digest', ['digest'], unique=False)


def downgrade() -> None:
    op.drop_table('inspection_photo')
    op.drop_table('inspection')
    op.drop_table('recording')
