"""Scenarios with versions, plans, wishes, decisions, and a trail that only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NAME, ID, WORD, DIGEST, TITLE = 200, 60, 40, 64, 300
REFUSED = "the trail only grows: a line in it is neither changed nor removed"

SQLITE = (
    f"CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE id = NEW.id) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    "CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON trail "
    "FOR EACH ROW EXECUTE FUNCTION trail_only_grows()",
    "CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON trail "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_only_grows()",
)


def upgrade() -> None:
    """Make the tables, and the triggers that keep the trail."""
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(ID), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scenario"),
    )
    op.create_table(
        "scenario_version",
        sa.Column("scenario_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("digest", sa.String(DIGEST), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        *_signed(),
        sa.PrimaryKeyConstraint("scenario_id", "version", name="pk_scenario_version"),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"], name="fk_scenario_version_scenario_id"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("scenario_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.String(TITLE), nullable=False),
        sa.Column("status", sa.String(WORD), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("bound", sa.Float),
        sa.Column("gap", sa.Float, nullable=False),
        sa.Column("sorties", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        *_signed(),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.ForeignKeyConstraint(
            ["scenario_id", "version"],
            ["scenario_version.scenario_id", "scenario_version.version"],
            name="fk_plan_scenario_id",
        ),
    )
    op.create_index("ix_plan_scenario_id", "plan", ["scenario_id"])
    op.create_table(
        "wish_book",
        sa.Column("scenario_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("wishes", sa.Text, nullable=False),
        *_signed(),
        sa.PrimaryKeyConstraint("scenario_id", "version", name="pk_wish_book"),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"], name="fk_wish_book_scenario_id"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("scenario_id", sa.Integer, nullable=False),
        sa.Column("chosen", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        *_signed(),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"], name="fk_decision_scenario_id"),
        sa.ForeignKeyConstraint(["chosen"], ["plan.id"], name="fk_decision_chosen"),
    )
    op.create_index("ix_decision_scenario_id", "decision", ["scenario_id"])
    op.create_table(
        "decision_plan",
        sa.Column("decision_id", sa.Integer, nullable=False),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("decision_id", "plan_id", name="pk_decision_plan"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_decision_plan_decision_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_decision_plan_plan_id"),
    )
    op.create_table(
        "trail",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(NAME), nullable=False),
        sa.Column("role", sa.String(WORD), nullable=False),
        sa.Column("nation", sa.String(WORD), nullable=False),
        sa.Column("action", sa.String(WORD), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trail"),
    )
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def _signed() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("by", sa.String(NAME), nullable=False),
        sa.Column("role", sa.String(WORD), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
