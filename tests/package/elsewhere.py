"""The packages for Windows and macOS: made and started on their own systems, in the workflow.

No developer's Linux can run this; it is kept as simple as it can be.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from facturdesk import __version__
from tests.architecture.sources import ROOT
from tests.package.freezing import DIST, program_of
from tests.package.saying import run, step

SHOP: Final = "Démo du comptoir.facturdesk"
SALE: Final = {
    "customer": {"kind": "consumer", "name": "Anne Dupont"},
    "lines": [
        {
            "description": "Thé vert",
            "nature": "goods",
            "quantity": "2",
            "unit_price": "50.00",
            "vat_rate": "20",
        }
    ],
}
_STAYS: Final = 10.0  # seconds


def try_package() -> None:
    """Make the installer or the disk image, and use the program that is in it."""
    if sys.platform == "win32":
        command, shown = program_of(DIST / "FacturDesk"), DIST / "FacturDesk" / "FacturDesk.exe"
        with step("Making the installer"):
            run(makensis(DIST / "FacturDesk", DIST))
    else:
        command = shown = DIST / "FacturDesk.app" / "Contents" / "MacOS" / "facturdesk"
        with step("Making the disk image"):
            run(["bash", str(ROOT / "packaging" / "macos" / "dmg.sh"), str(DIST)])
    with tempfile.TemporaryDirectory(prefix="facturdesk-user-") as folder:
        user = _User(command, Path(folder))
        with step("The command line: a demonstration shop, a sale, its paper, its check"):
            user.sell()
        with step("The window"):
            user.look(shown)
            assert user.ask("verify", SHOP)["clean"]


def makensis(source: Path, output: Path) -> list[str]:
    """Give the command that makes the installer for Windows."""
    program = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    values = {"VERSION": __version__, "SOURCE": source, "OUTPUT": output}
    script = ROOT / "packaging" / "windows" / "facturdesk.nsi"
    return [program, "-V2", *(f"-D{name}={value}" for name, value in values.items()), str(script)]


class _User:
    def __init__(self, command: Path, folder: Path) -> None:
        self._command = command
        self._folder = folder
        self._there = {**os.environ, "FACTURDESK_HOME": str(folder / "home")}

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [self._command, *arguments],
            cwd=self._folder,
            env={**self._there, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def ask(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))

    def sell(self) -> None:
        """Make a shop, issue an invoice, write its paper and judge it."""
        self.run("demo", SHOP, "--invoices", "60", "--years", "1", "--seed", "3")
        (self._folder / "sale.json").write_text(json.dumps(SALE), encoding="utf-8")
        number = self.ask("sale", SHOP, "sale.json", "--issue")["number"]
        self.run("pdf", SHOP, number, "-o", "facture.pdf")
        assert self.ask("check", "facture.pdf")["accepted"]

    def look(self, shown: Path) -> None:
        """Open the window for some seconds, on no screen."""
        there = {**self._there, "QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen([shown, SHOP], cwd=self._folder, env=there) as window:
            try:
                time.sleep(_STAYS)
                assert window.poll() is None, f"it ended with {window.returncode}"
            finally:
                window.terminate()
