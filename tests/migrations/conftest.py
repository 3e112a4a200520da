"""What single migrations are tested on: tables that all of them made."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.fixture
def by_migrations(db: None) -> None:
    """Skips where the run made its tables from the models at once."""
    if not MigrationExecutor(connection).loader.applied_migrations:
        pytest.skip("tables were made without migrations: run it with --migrations")
