"""Running povtool as its users do: as a process, in a pipe, on a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
POVTOOL = str(Path(sys.executable).with_name("povtool"))
SEEDS = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))

ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
    "HOME": os.environ.get("HOME", "/"),
    "LANG": "C.UTF-8",
}


def povtool(
    *args: str, stdin: bytes | None = b"", env: dict[str, str] | None = None, cwd: Path | None = None
):
    """Run povtool; bytes in, a CompletedProcess of bytes out."""
    return subprocess.run(
        [POVTOOL, *args],
        input=stdin,
        capture_output=True,
        env={**ENVIRONMENT, **(env or {})},
        cwd=cwd or ROOT,
        timeout=120,
    )


def records(output: bytes) -> list[dict]:
    """The records of JSON Lines output."""
    return [json.loads(line) for line in output.splitlines() if line.strip()]


def shell(command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    """Run a bash command with pipefail."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, env=ENVIRONMENT, cwd=cwd, timeout=120
    )


def on_terminal(
    *args: str, typed: bytes = b"", env: dict[str, str] | None = None, columns: int = 80
) -> tuple[int, str]:
    """Run povtool with a terminal for its three streams; its exit status and what it showed."""
    parent, child = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": str(columns), **(env or {})}
    process = subprocess.Popen(
        [POVTOOL, *args],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment,
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(child)
    if typed:
        os.write(parent, typed)
    seen = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([parent], [], [], 1)
        if ready:
            try:
                part = os.read(parent, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        elif process.poll() is not None:
            break
    os.close(parent)
    return process.wait(timeout=10), seen.decode("utf-8", "replace")


@pytest.fixture(scope="session")
def cleaned() -> bytes:
    """The seeds as documents, in JSON Lines."""
    done = povtool("clean", *SEEDS)
    assert done.returncode == 0, done.stderr
    return done.stdout
