"""Runs steps on the connection that ``store.migrate`` gives."""

from __future__ import annotations

from alembic import context

from hadr_planner.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
