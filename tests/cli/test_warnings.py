"""What the program warns of is in its log; the terminal hears sentences only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import COMPANY


def test_a_damaged_record_of_the_last_seal_is_logged_and_nothing_else_is_said(
    tmp_path: Path,
) -> None:
    home, shop = tmp_path / "home", str(tmp_path / "B.facturdesk")
    (tmp_path / "company.toml").write_text(COMPANY, encoding="utf-8")
    program(home, "new", shop, "--company", str(tmp_path / "company.toml"))
    (anchor,) = (home / "state").glob("*.json")
    anchor.write_text("{", encoding="utf-8")

    said = program(home, "list", shop, "--json")

    assert (said.stdout.strip(), said.stderr) == ("[]", "")
    assert "damaged" in (home / "logs" / "facturdesk.log").read_text(encoding="utf-8")


def program(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "facturdesk", *arguments],
        env={**os.environ, "FACTURDESK_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
