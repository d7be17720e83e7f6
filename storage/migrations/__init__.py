"""Alembic migrations, named in order."""
