"""Calls programs of the system, in English and without the libraries of the frozen program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Final

_LIBRARIES: Final = "LD_LIBRARY_PATH"  # PyInstaller puts its own in front and keeps the old one
_KEPT: Final = "LD_LIBRARY_PATH_ORIG"


def is_there(name: str) -> bool:
    """Tell whether the system has a program of this name."""
    return shutil.which(name) is not None


def call(
    *command: str, given: bytes = b"", timeout: float = 30.0
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, whatever its exit code.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took longer, and was killed.
    """
    return subprocess.run(
        command,
        input=given,
        capture_output=True,
        check=False,
        timeout=timeout,
        env=plain_environment(os.environ),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def plain_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Give the environment that programs of the system want; what they say is in English."""
    plain = {**variables, "LC_ALL": "C"}
    if _KEPT in plain:
        plain[_LIBRARIES] = plain.pop(_KEPT)
    return plain
