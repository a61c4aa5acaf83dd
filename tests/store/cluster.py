"""A PostgreSQL server of one's own, thrown away afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUIET = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60 -k"


def binaries() -> Path | None:
    """Folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    here = shutil.which("initdb")
    return found[-1].parent if found else Path(here).parent if here else None


@contextmanager
def running(bin: Path) -> Iterator[Path]:
    """Folder of the socket of a server that runs for as long as it is wanted."""
    folder = Path(tempfile.mkdtemp(prefix="hadr_pg_"))
    as_server: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_server = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [*as_server, str(bin / program), "-D", str(folder / "data"), *words],
            cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    try:
        run("initdb", "--username=planner", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"{QUIET} {folder}", "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
