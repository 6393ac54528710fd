"""What README shows works, command by command."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = [line for _, body in BLOCK.findall(README) for line in body.splitlines()]
COMMANDS = [line for line in COMMANDS if line.startswith("facturdesk ")]


def test_the_example_of_readme_works(tmp_path: Path) -> None:
    for language, name in (("toml", "company.toml"), ("json", "sale.json")):
        (block,) = [body for kind, body in BLOCK.findall(README) if kind == language]
        (tmp_path / name).write_text(block, encoding="utf-8")

    assert [run(command, tmp_path) for command in COMMANDS] == [0] * len(COMMANDS)
    assert (tmp_path / of_this_year("F2026-00001.pdf")).read_bytes().startswith(b"%PDF-")


def run(command: str, folder: Path) -> int:
    arguments = of_this_year(command).split()[1:]
    environment = {**os.environ, "FACTURDESK_HOME": str(folder / "home")}
    program = [sys.executable, "-m", "facturdesk"]
    return subprocess.call([*program, *arguments], cwd=folder, env=environment)


def of_this_year(text: str) -> str:
    """The number of an invoice holds the year in which it is issued."""
    return text.replace("F2026-", f"F{dt.date.today().year}-")
