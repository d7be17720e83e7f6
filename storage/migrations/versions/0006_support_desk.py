"""The support desk.

Why: a support case has a life of its own: what was asked and answered, what was offered and agreed; consents are kept with their wording,
and a customer whose account takes no messages any more is known as such.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
import storage.models.base
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('author', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', storage.models.base.PersonalText(), nullable=True),
    sa.Column('at', storage.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['support_case.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('case_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_message_case_id'), ['case_id'], unique=False)

    op.create_table('arrangement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('loan_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('amount_minor', sa.BigInteger(), nullable=True),
    sa.Column('due_day', sa.Integer(), nullable=True),
    sa.Column('months', sa.Integer(), nullable=True),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=False),
    sa.Column('offered_at', storage.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('answer_by', storage.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('answered_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('accepted_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reminded_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ending_noted_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_noted_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['support_case.id'], ),
    sa.ForeignKeyConstraint(['decided_by'], ['staff_member.id'], ),
    sa.ForeignKeyConstraint(['loan_id'], ['loan.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('arrangement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_arrangement_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_arrangement_loan_id'), ['loan_id'], unique=False)
        batch_op.create_index('ix_arrangement_watch', ['state', 'until_on'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('borrower_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('wording_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('locale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('given_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('refused_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', storage.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['borrower_id'], ['borrower.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index('ix_consent_borrower', ['borrower_id', 'kind'], unique=False)

    with op.batch_alter_table('support_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('since_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('draft', sa.JSON(), nullable=False, server_default='{}'))

    with op.batch_alter_table('borrower', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('chat_blocked_at', storage.models.base.UtcDateTime(timezone=True), nullable=True)
        )

    with op.batch_alter_table('customer_link', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('revoked_at', storage.models.base.UtcDateTime(timezone=True), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table('customer_link', schema=None) as batch_op:
        batch_op.drop_column('revoked_at')

    with op.batch_alter_table('borrower', schema=None) as batch_op:
        batch_op.drop_column('chat_blocked_at')

    with op.batch_alter_table('support_case', schema=None) as batch_op:
        batch_op.drop_column('draft')
        batch_op.drop_column('since_on')

    op.drop_table('consent')
    op.drop_table('arrangement')
    op.drop_table('case_message')
