"""Freezes the program into one folder with PyInstaller, and looks at what is inside."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from tests.architecture.sources import ROOT
from tests.package.saying import run, step

DIST: Final = ROOT / "dist"
MOST_MB: Final = 350  # installed
QT_MODULES: Final = {"Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg"}
# what Qt itself draws in: the platform plugins of Linux, macOS and Windows
QT_OF_QT: Final = {"DBus", "OpenGL", "XcbQpa", "WaylandClient", "WlShellIntegration"}
_LIBRARY: Final = re.compile(r"^(?:lib)?Qt6?([A-Z]\w+?)(?:\.abi3)?(?:\.so|\.dll|\.pyd|\.dylib|$)")


def freeze() -> None:
    """Build dist/FacturDesk, on macOS the app too."""
    with step("PyInstaller builds the program"):
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        command += ["--workpath", str(ROOT / "build"), "--distpath", str(DIST)]
        run([*command, str(ROOT / "packaging" / "facturdesk.spec")])


def look_into(dist: Path) -> None:
    """Check the modules of Qt, the size, and that nothing of the developers came along."""
    folder = dist / "FacturDesk"
    with step("Looking at what is inside"):
        modules = qt_modules(folder)
        assert modules >= QT_MODULES, f"missing: {QT_MODULES - modules}"
        assert modules <= QT_MODULES | QT_OF_QT, f"unused: {modules - QT_MODULES - QT_OF_QT}"
        size = size_mb(folder)
        assert size <= MOST_MB, f"{size:.0f} MB"
        strangers = {
            name
            for name in ("pytest", "PyInstaller", "weasyprint", "numpy", "tests", "hypothesis")
            for _ in folder.rglob(f"{name}*")
        }
        assert not strangers, strangers
        print(f"  {size:.0f} MB; Qt: {', '.join(sorted(modules))}")


def qt_modules(folder: Path) -> set[str]:
    """Name the modules of Qt that lie in a folder, by their libraries."""
    found = (_LIBRARY.match(file.name) for file in folder.rglob("*") if file.is_file())
    return {match[1] for match in found if match}


def size_mb(folder: Path) -> float:
    """Add up what the files take on the disk."""
    sizes = (file.lstat().st_size for file in folder.rglob("*"))
    return sum(sizes) / 1_000_000


def program_of(folder: Path) -> Path:
    """Give the command of a frozen program."""
    if sys.platform == "win32":
        return folder / "facturdesk-cli.exe"
    return folder / "facturdesk"
