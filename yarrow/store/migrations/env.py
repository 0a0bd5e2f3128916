"""Run by Alembic; the connection is handed in by yarrow.store.upgrade, already in a transaction."""

from __future__ import annotations

from alembic import context

from yarrow.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
