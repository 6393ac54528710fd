"""A small file system of its own, to fill up or to turn read-only (root only)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """A mounted tmpfs whose size and mode can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resize(self, kib: int) -> None:
        """Give it another size."""
        self._remount(f"size={kib}k")

    def allow_writing(self, allowed: bool) -> None:
        """Make it read-only, or writable again."""
        self._remount("rw" if allowed else "ro")

    def _remount(self, options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path, *, kib: int) -> Iterator[SmallDisk]:
    """Mount a small disk for a while; skips the test where that is not possible."""
    why = why_not()
    if why:
        pytest.skip(why)
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kib}k,mode=0700", "tmpfs"]
    mounted = subprocess.run(
        ["mount", *options, str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def why_not() -> str:
    """Say why no small disk can be had here; empty when it can be tried."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can mount a small disk"
    if shutil.which("mount") is None:
        return "there is no mount command"
    return ""


@contextmanager
def not_root() -> Iterator[None]:
    """Act as a user to whom the rights of files apply, for a while.

    What was not imported before may be out of reach then.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)  # nobody
    try:
        yield
    finally:
        os.seteuid(0)
