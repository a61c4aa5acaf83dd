"""Older stores are brought up to date with all that is in them; newer ones are left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from store.world import ANA, idle

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.store import Store, migrate, open_store, packing
from hadr_planner.store.engine import connect, writing
from hadr_planner.store.place import place
from hadr_planner.store.schema import METADATA

STEP = '''
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("scenario_version", {rebuild}) as table:
        table.add_column(sa.Column("colour", sa.Text, nullable=False, server_default="grey"))
    {then}
'''


@pytest.fixture
def engine(url: str) -> Engine:
    return connect(place(url))


@pytest.fixture
def next_step(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a step after the last one, as a later program would have."""
    head = head_of()
    steps = tmp_path / "migrations"

    def put(then: str = "pass") -> None:
        (steps / "versions").mkdir(parents=True)
        for file in (*migrate.FOLDER.glob("*.py"), *migrate.FOLDER.glob("versions/v*.py")):
            (steps / file.relative_to(migrate.FOLDER)).write_text(file.read_text("utf-8"), "utf-8")
        rebuild = 'recreate="always"' if kind == "sqlite" else ""
        (steps / "versions" / "v9999_later.py").write_text(STEP.format(head=head, rebuild=rebuild, then=then), "utf-8")
        monkeypatch.setattr(migrate, "FOLDER", steps)

    return put


def head_of() -> str:
    head = ScriptDirectory.from_config(migrate.config()).get_current_head()
    assert head
    return head


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_steps_lead_to_the_tables_that_the_program_uses(store: Store) -> None:
    """Nothing to add, nothing to remove, no type or default that differs."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_a_difference_would_be_seen(store: Store) -> None:
    """The comparison itself: a column less is found."""
    with store.engine.connect() as connection:
        connection.execute(text("ALTER TABLE plan DROP COLUMN gap"))
        assert compare_metadata(MigrationContext.configure(connection), METADATA) != []


def test_references_are_those_of_the_program(store: Store) -> None:
    """Keys and references, which the comparison on SQLite knows by column only, have the same columns and names."""
    found = inspect(store.engine)
    for table in METADATA.sorted_tables:
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [key.name for key in table.primary_key]
        references = {
            (tuple(key["constrained_columns"]), key["referred_table"]) for key in found.get_foreign_keys(table.name)
        }
        assert references == {
            (tuple(key.column_keys), key.referred_table.name) for key in table.foreign_key_constraints
        }


def test_a_store_of_the_first_schema_opens_with_all_its_rows(engine: Engine, url: str, tutorial: Scenario) -> None:
    """Rows as the first program wrote them, with its own SQL, are there after today's program has opened the store."""
    migrate.migrate(engine, "0001")
    assert revision(engine) == "0001"
    signed = {"by": "Ada", "role": "planner", "at": "2026-01-02 03:04:05+00:00"}
    rows: dict[str, dict[str, object]] = {
        "scenario": {"id": 1, "key": "tutorial", "origin": "built in"},
        "scenario_version": {
            "scenario_id": 1, "version": 1, "title": "Old", "digest": tutorial.digest,
            "content": packing.scenario_bytes(tutorial), **signed,
        },
        "plan": {
            "id": 1, "scenario_id": 1, "version": 1, "title": "First", "status": "feasible", "value": 3.0,
            "bound": None, "gap": 1.0, "sorties": 0, "content": packing.plan_bytes(idle(tutorial)), **signed,
        },
        "wish_book": {
            "scenario_id": 1, "version": 1, "wishes": '[{"wish": "forbid", "asset": "aus_c130j"}]', **signed,
        },
        "decision": {"id": 1, "scenario_id": 1, "chosen": 1, "reason": "only one", **signed},
        "decision_plan": {"decision_id": 1, "plan_id": 1, "place": 0},
        "trail": {
            "id": 1, "at": signed["at"], "who": "Ada", "role": "planner", "nation": "", "action": "plan", "what": "x",
        },
    }  # fmt: skip
    with writing(engine) as connection:
        for table, row in rows.items():
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
    engine.dispose()
    with open_store(url) as store:
        office = store.as_(ANA)
        assert revision(store.engine) == head_of()
        assert office.scenario(1) == tutorial
        assert office.plan(1) == idle(tutorial)
        assert [str(card.at) for card in (*office.scenarios(), *office.plans(), *office.decisions())] == [
            "2026-01-02 03:04:05+00:00"
        ] * 3
        assert [wish.asset for wish in office.wishes(1).wishes] == ["aus_c130j"]  # type: ignore[union-attr]
        assert office.decisions()[0].plan_ids == (1,)
        assert [line.who for line in office.trail()] == ["Ada"]


def test_a_later_step_keeps_rows_references_and_the_trail_closed(
    store: Store, url: str, tutorial: Scenario, next_step: Callable[..., None]
) -> None:
    """Even one that replaces a table to which other rows refer."""
    office = store.as_(ANA)
    id = office.add_scenario(tutorial, "built in").id
    office.add_plan(id, 1, idle(tutorial), "")
    store.close()
    next_step()
    with open_store(url) as later, later.engine.connect() as connection:
        assert revision(later.engine) == "9999"
        assert connection.execute(text("SELECT colour FROM scenario_version")).scalars().all() == ["grey"]
        assert later.as_(ANA).scenario(id) == tutorial
        assert len(later.as_(ANA).plans()) == 1
        kept = inspect(connection).get_foreign_keys("plan")
        assert [key["referred_table"] for key in kept] == ["scenario_version"]


def test_a_file_is_copied_before_it_is_changed(
    kind: str,
    store: Store,
    url: str,
    tutorial: Scenario,
    next_step: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever must go back to the older program has the store as that program left it."""
    if kind == "postgresql":
        pytest.skip("the store is no file")
    store.as_(ANA).add_scenario(tutorial, "built in")
    store.close()
    old = Path(f"{url}.{head_of()}")
    assert not old.exists()
    next_step()
    open_store(url).close()
    monkeypatch.undo()
    with open_store(old) as kept:
        assert kept.as_(ANA).scenario(1) == tutorial
    with pytest.raises(HadrError, match="newer hadr_planner"):
        open_store(url)


@pytest.mark.parametrize("then", ["raise RuntimeError('power cut')", "op.execute('DELETE FROM scenario_version')"])
def test_a_step_that_fails_leaves_the_store_as_it_was(
    then: str,
    store: Store,
    url: str,
    tutorial: Scenario,
    next_step: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether it breaks off or would leave rows that refer to nothing."""
    office = store.as_(ANA)
    id = office.add_scenario(tutorial, "built in").id
    office.add_plan(id, 1, idle(tutorial), "")
    store.close()
    before = revision(store.engine)
    next_step(then)
    with pytest.raises(Exception, match=r"power cut|Nothing was changed|foreign key"):
        open_store(url)
    monkeypatch.undo()
    assert revision(store.engine) == before
    with open_store(url) as again:
        assert again.as_(ANA).scenario(id) == tutorial
        assert "colour" not in {column["name"] for column in inspect(again.engine).get_columns("scenario_version")}


def test_a_newer_store_is_refused_in_words(store: Store, url: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    words = r"newer hadr_planner \(schema 7777; this one knows up to \d+\).*Nothing was changed"
    with pytest.raises(HadrError, match=words):
        open_store(url)
    assert revision(store.engine) == "7777"


def test_opening_again_writes_nothing(store: Store, url: str, kind: str, tmp_path: Path) -> None:
    """A store that is up to date can be opened while another holds the write lock."""
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE scenario SET key = key"))
        with open_store(url) as other:
            assert other.as_(ANA).scenarios() == ()


def test_the_steps_are_numbered_in_one_line() -> None:
    """No branches; file names begin with the revision."""
    steps = list(ScriptDirectory.from_config(migrate.config()).walk_revisions())
    assert [Path(step.path).name[1:5] for step in steps] == [step.revision for step in steps]
