"""The package for Debian and Ubuntu: made, installed, tried, removed again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from facturdesk import __version__
from tests.architecture.sources import ROOT
from tests.package.freezing import DIST
from tests.package.saying import run, step
from tests.package.trial import try_program

PLACE: Final = Path("/opt/facturdesk")
MENU_ENTRY: Final = Path("/usr/share/applications/facturdesk.desktop")
FILE_TYPE: Final = Path("/usr/share/mime/packages/facturdesk.xml")
READABLE: Final = 0o004  # by every user


def try_package(*, build: bool, keep: bool) -> None:
    """Make the package unless it is there, install it, use it, remove it unless it is kept."""
    if build:
        for old in DIST.glob("facturdesk_*.deb"):
            old.unlink()
        with step("Making the .deb"):
            run(
                [
                    sys.executable,
                    str(ROOT / "packaging/linux/deb.py"),
                    str(DIST / "FacturDesk"),
                    str(DIST),
                ]
            )
    (package,) = DIST.glob(f"facturdesk_{__version__}_*.deb")
    with step(f"Installing {package.name} ({package.stat().st_size / 1e6:.0f} MB)"):
        run([*as_root(), "apt-get", "install", "--yes", "-qq", "--reinstall", str(package)])
    try:
        look_at_what_is_installed()
        try_program("facturdesk")
    finally:
        if not keep:
            with step("Removing it again"):
                run([*as_root(), "dpkg", "--purge", "facturdesk"])
                left = [path for path in (PLACE, MENU_ENTRY, FILE_TYPE) if path.exists()]
                assert not left, left


def as_root() -> list[str]:
    """What makes a command run as root."""
    return [] if os.geteuid() == 0 else ["sudo"]


def look_at_what_is_installed() -> None:
    """Check the menu entry, the file type, the rights, and that no library is missing."""
    with step("Looking at what is installed"):
        run(["desktop-file-validate", str(MENU_ENTRY)])
        (glob,) = ET.parse(FILE_TYPE).findall(".//{*}glob")
        assert glob.get("pattern") == "*.facturdesk"
        known = Path("/usr/share/mime/globs").read_text(encoding="utf-8")
        assert "application/vnd.facturdesk:*.facturdesk" in known
        hidden = [
            path
            for path in PLACE.rglob("*")
            if not path.is_symlink() and not path.stat().st_mode & READABLE
        ]
        assert not hidden, hidden
        assert not libraries_missing(PLACE)


def libraries_missing(folder: Path) -> list[str]:
    """Name what the loader does not find for the libraries of a folder."""
    files = [str(path) for path in folder.rglob("*.so*") if path.is_file()]
    told = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    return [line.strip() for line in told.stdout.splitlines() if "not found" in line]
