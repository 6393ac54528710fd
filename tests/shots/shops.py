"""The shops that the pictures show."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.usecases.shops import new_file


def empty_shop(folder: Path) -> Path:
    """Make a shop that has sold nothing yet."""
    target = folder / "Nouvelle boutique.facturdesk"
    target.unlink(missing_ok=True)
    shutil.move(new_file(folder), target)
    return target


def demonstration(folder: Path) -> Path:
    """Make a demonstration shop of a few hundred invoices, with their originals."""
    path = folder / "Boutique.facturdesk"
    for leftover in folder.glob(f"{path.name}*"):
        leftover.unlink()
    size = ["--invoices", "400", "--years", "2", "--seed", "7"]
    subprocess.run(
        [sys.executable, "-m", "facturdesk", "demo", str(path), *size],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return path
