"""The window killed for real: nothing is lost but the last second, no number is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.examined import left_in
from tests.system.print_service import PrintService

PLANS = ["typing", "issuing", "printing", "issuing", "issuing", "printing"]


def test_nothing_is_lost_when_the_window_is_killed(
    tmp_path: Path, print_service: PrintService
) -> None:
    command = [sys.executable, "-m", "tests.journeys.killing", str(tmp_path), *PLANS]
    done = subprocess.run(
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    (path,) = tmp_path.glob("*.facturdesk")
    originals = left_in(path, state=tmp_path / "home/state").originals.values()
    sent = [print_service.sent(number) for number in print_service.sent_numbers()]
    assert [each for each in sent if each not in originals] == []
