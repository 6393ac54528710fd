"""Makes the package for Debian and Ubuntu out of the frozen program.

.venv/bin/python packaging/linux/deb.py dist/FacturDesk dist
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from facturdesk import __version__

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]

COPYRIGHT: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: FacturDesk

Files: *
Copyright: the FacturDesk team
License: GPL-3.0-or-later
 On Debian systems the text is in /usr/share/common-licenses/GPL-3. The libraries inside
 have their own free licences, which the window names under Help, About; their texts are
 in /opt/facturdesk/_internal, in licences and in the folders *.dist-info.
"""


def main(program: Path, target: Path) -> Path:
    """Put the program, its menu entry, its file type and its icon in one package."""
    architecture = _output("dpkg", "--print-architecture")
    package = target / f"facturdesk_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        shutil.copytree(program, root / "opt" / "facturdesk", symlinks=True)
        _link(root / "usr" / "bin" / "facturdesk", "/opt/facturdesk/facturdesk")
        share = root / "usr" / "share"
        _copy(HERE / "facturdesk.desktop", share / "applications" / "facturdesk.desktop")
        _copy(HERE / "facturdesk.xml", share / "mime" / "packages" / "facturdesk.xml")
        icons = ROOT / "resources" / "icons"
        sizes = share / "icons" / "hicolor"
        for size in ("48", "256"):
            place = sizes / f"{size}x{size}" / "apps" / "facturdesk.png"
            _copy(icons / f"facturdesk-{size}.png", place)
        _copy(icons / "facturdesk.svg", sizes / "scalable" / "apps" / "facturdesk.svg")
        _write(share / "doc" / "facturdesk" / "copyright", COPYRIGHT)
        size_kib = sum(file.lstat().st_size for file in root.rglob("*")) // 1024
        control = (HERE / "control.in").read_text(encoding="utf-8")
        values = {"version": __version__, "architecture": architecture, "size": size_kib}
        _write(root / "DEBIAN" / "control", control.format(**values))
        command = ["dpkg-deb", "-Zzstd", "-z6", "--root-owner-group", "--build", folder]
        subprocess.run([*command, str(package)], check=True, stdout=subprocess.DEVNULL)
    return package


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _link(place: Path, target: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))
