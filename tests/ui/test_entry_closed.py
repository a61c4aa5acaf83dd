"""A desk whose secrets can't be read is closed, not open to everybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASK = """
from streamlit.testing.v1 import AppTest
at = AppTest.from_file({router!r}, default_timeout=120).run()
print([error.value for error in at.error], [button.label for button in at.button], len(at.text_input), at.exception)
"""


def drawn(folder: Path) -> str:
    """What the first page shows to a stranger, where the server is started from a folder."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(folder), "HADR_STORE": str(folder / "desk.sqlite")}
    ask = ASK.format(router=str(ROOT / "hadr_planner" / "ui" / "router.py"))
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_without_secrets_people_give_their_names(tmp_path: Path) -> None:
    assert drawn(tmp_path) == "[] ['Sit down'] 1 ElementList()"


def test_broken_secrets_close_the_desk(tmp_path: Path) -> None:
    """No form, no button, and what is wrong in words."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth\nclient_id = 'desk'", "utf-8")
    found = drawn(tmp_path)
    assert "secrets can't be read, so nobody is let in" in found
    assert found.endswith(" [] 0 ElementList()")
