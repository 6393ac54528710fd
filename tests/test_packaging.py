"""The lock files pin what the project asks for; the scripts that make packages are sound."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PIL import Image

import dev
from facturdesk import __version__
from tests.architecture.sources import ROOT
from tests.package.elsewhere import makensis

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "requirements.lock": PROJECT["dependencies"] + EXTRAS["checkout"],
    "requirements-dev.lock": PROJECT["dependencies"]
    + EXTRAS["checkout"]
    + EXTRAS["test"]
    + EXTRAS["bench"]
    + EXTRAS["package"],
}
COMMANDS = ("run", "test", "bench", "soak", "demo", "shots", "package", "catalogue", "lock")
PIN = re.compile(
    r"^(\S+)==(\S+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


@pytest.mark.parametrize("name", WANTED)
def test_everything_is_pinned_with_its_hashes_and_nothing_else_is_said(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")

    rest = PIN.sub("", text)
    assert [line for line in rest.splitlines() if line.strip() and line[0] != "#"] == []
    assert "://" not in text


@pytest.mark.parametrize("name", WANTED)
def test_the_pins_are_what_the_project_asks_for(name: str) -> None:
    pins = pinned(name)
    needs = [Requirement(text) for text in WANTED[name]]

    assert [
        need for need in needs if pins[canonicalize_name(need.name)] not in need.specifier
    ] == []


def test_the_tests_run_on_the_versions_that_the_program_has() -> None:
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["tset"], 2)])
def test_dev_names_its_commands(arguments: list[str], code: int) -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == code
    for command in COMMANDS:
        assert f"dev.py {command} " in run.stdout + run.stderr


def test_the_package_asks_for_the_libraries_that_the_window_needs() -> None:
    control = (ROOT / "packaging" / "linux" / "control.in").read_text(encoding="utf-8")
    asked = set(re.findall(r"[a-z][a-z0-9.+-]+", control.partition("Depends:")[2].split("\n")[0]))

    needed = {need.package for need in dev._OF_LINUX if not need.package.startswith("fonts-")}
    assert needed <= asked


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not installed")
def test_the_installer_for_windows_can_be_made(tmp_path: Path) -> None:
    program = tmp_path / "FacturDesk"
    program.mkdir()
    (program / "FacturDesk.exe").write_bytes(b"MZ")

    done = subprocess.run(makensis(program, tmp_path), capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert (tmp_path / f"FacturDesk-{__version__}-setup.exe").stat().st_size > 30_000


def test_the_scripts_of_the_packages_have_no_mistake_of_grammar() -> None:
    for script in ("packaging/macos/dmg.sh", ".ci/run"):
        subprocess.run(["bash", "-n", str(ROOT / script)], check=True)
    for script in ("packaging/facturdesk.spec", "packaging/linux/deb.py", "packaging/start.py"):
        compile((ROOT / script).read_text(encoding="utf-8"), script, "exec")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="not of this system")
def test_the_menu_entry_is_valid() -> None:
    entry = str(ROOT / "packaging" / "linux" / "facturdesk.desktop")
    done = subprocess.run(
        ["desktop-file-validate", entry], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_the_icons_are_in_every_size_that_a_system_asks_for() -> None:
    with Image.open(ROOT / "resources" / "icons" / "facturdesk.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
    with Image.open(ROOT / "resources" / "icons" / "facturdesk.icns") as icon:
        assert max(size[0] * size[2] for size in icon.info["sizes"]) >= 512


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in PIN.finditer(text)}
