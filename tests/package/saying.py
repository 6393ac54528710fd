"""Says what is done, with how long the step before took."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is done now, and at its end how long it took."""
    print(f"{words} …", flush=True)
    start = time.monotonic()
    yield
    print(f"  {time.monotonic() - start:.0f} s", flush=True)


def run(command: Sequence[str], *, timeout: float = 900) -> str:
    """Run a command that must succeed; what it says is shown only if it does not."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}"
    return done.stdout
