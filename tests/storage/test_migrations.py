"""From blank, and from an old shape that holds rows."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (registers the tables)
from storage.engine import make_engine
from storage.errors import SchemaError
from storage.migrate import current_revision, head_revision, require_current, upgrade

OLD_BORROWER = (
    "INSERT INTO borrower (id, key, name, language, timezone, updated_at)"
    " VALUES (1, 'k1', '甲', 'zh-CN', 'Asia/Shanghai', '2026-11-01 00:00:00')"
)
OLD_LOAN = (
    "INSERT INTO loan (id, loan_number, borrower_id, principal_minor, currency, disbursed_on, timezone, dpd,"
    " first_payment_missed, segments, team, status, tier, tier_points, imported_at, updated_at)"
    " VALUES (1, 'L1', 1, 9800000, 'CNY', '2026-11-01', 'Asia/Shanghai', 0, false, '[]', '', 'active', 'R1', '[]',"
    " '2026-11-01 00:00:00', '2026-11-01 00:00:00')"
)


pytestmark = pytest.mark.both_engines


@pytest.fixture
def blank(blank_url: str) -> Iterator[Engine]:
    engine = make_engine(blank_url)
    yield engine
    engine.dispose()


def test_a_blank_database_gets_every_table(blank: Engine) -> None:
    upgrade(blank)
    assert set(SQLModel.metadata.tables) <= set(inspect(blank).get_table_names())
    require_current(blank)


def test_migrations_end_in_exactly_the_models(blank: Engine) -> None:
    upgrade(blank)
    with blank.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_rows_of_the_first_shape_survive_to_the_newest(blank: Engine) -> None:
    upgrade(blank, "0001")
    with blank.begin() as connection:
        connection.execute(text(OLD_BORROWER))
        connection.execute(text(OLD_LOAN))
    upgrade(blank)
    with blank.connect() as connection:
        row = connection.execute(
            text("SELECT loan_number, name, chat_user_id FROM loan JOIN borrower ON 1=1")
        ).one()
    assert tuple(row) == ("L1", "甲", None)


def test_upgrading_twice_changes_nothing(blank: Engine) -> None:
    upgrade(blank)
    upgrade(blank)
    assert current_revision(blank) == head_revision()


def test_an_old_database_is_named_as_such(blank: Engine) -> None:
    upgrade(blank, "0001")
    with pytest.raises(SchemaError) as caught:
        require_current(blank)
    assert caught.value.data == {"found": "0001", "wanted": head_revision()}
