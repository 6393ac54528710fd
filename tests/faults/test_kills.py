"""A process killed at any moment loses nothing that it had said was done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 40


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork processes")
def test_a_killed_process_loses_nothing_it_had_told(tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(3))
    command = [sys.executable, "-m", "tests.faults.killing", str(tmp_path)]

    run = subprocess.run(
        [*command, "--kills", str(KILLS), "--seed", str(seed)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    tally = json.loads(run.stdout)
    assert tally["kills"] == KILLS
    assert tally["told"] > 0  # or the workers did nothing
    assert tally["at_commit"] > 0  # or none was killed while it committed
