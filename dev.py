#!/usr/bin/env python3
"""Everything a developer does with FacturDesk, from a machine that has only Python.

    python3 dev.py run [-- ARGS]   start the program
    python3 dev.py test [ARGS]     every check; with arguments only pytest, with those
    python3 dev.py bench [--check] measure the speed beside its yardsticks
    python3 dev.py soak            the long form of the fault and property tests
    python3 dev.py demo            make demo/Boutique.facturdesk, a shop to play with
    python3 dev.py shots [ARGS]    pictures of every page into shots/ (and the help's)
    python3 dev.py package         build what people install, install it, and try it
    python3 dev.py catalogue       bring the French and English texts up to date with the code
    python3 dev.py lock [ARGS]     pin the dependencies anew (--upgrade: to newer versions)

What is needed is installed first: the pinned packages into .venv, and on Debian or
Ubuntu the system packages that the tests use. Standard library only.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "facturdesk-stamp"  # says what .venv was made from; written last

RUN_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"
DEV_EXTRAS = ("test", "bench", "package")
OLDEST_PYTHON = (3, 11)
DEMO_FILE = ROOT / "demo" / "Boutique.facturdesk"


class Stop(Exception):
    """What was asked cannot be done; the sentence says why and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return the exit code."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": run,
        "test": test,
        "bench": bench,
        "soak": soak,
        "demo": demo,
        "shots": shots,
        "package": package,
        "catalogue": catalogue,
        "lock": lock,
    }
    if not arguments or arguments[0] not in commands:
        asked_for_help = arguments[:1] in (["-h"], ["--help"], ["help"])
        print(__doc__, file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise Stop("FacturDesk needs Python 3.11 or newer.")
        return commands[arguments[0]](list(arguments[1:]))
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1


# The commands


def run(arguments: list[str]) -> int:
    """Start the program."""
    prepare(RUN_LOCK)
    need_system_packages(WINDOW_NEEDS)
    if arguments[:1] == ["--"]:
        del arguments[0]
    return call([PYTHON, "-m", "facturdesk", *arguments])


def test(arguments: list[str]) -> int:
    """Run every check, or pytest alone with the arguments given."""
    prepare(DEV_LOCK)
    need_system_packages(TEST_NEEDS)
    if arguments:
        return call([PYTHON, "-m", "pytest", *arguments])
    workers = str(min(os.cpu_count() or 1, 4))
    checks: dict[str, list[str | Path]] = {
        "ruff check": [PYTHON, "-m", "ruff", "check", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "import-linter": [BIN / "lint-imports"],
        "pytest": [PYTHON, "-m", "pytest", "-n", workers, "--dist", "worksteal"],
    }
    failed = []
    for name, command in checks.items():
        heading(name)
        if call(command) != 0:
            failed.append(name)
    heading(f"failed: {', '.join(failed)}" if failed else "every check passed")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure the speed."""
    prepare(DEV_LOCK)
    need_system_packages(BENCH_NEEDS)
    return call([PYTHON, "-m", "tests.bench", *arguments])


def soak(arguments: list[str]) -> int:
    """Run the long form of the fault and property tests."""
    prepare(DEV_LOCK)
    need_system_packages(TEST_NEEDS)
    return call([PYTHON, "-m", "tests.soak", *arguments])


def demo(arguments: list[str]) -> int:
    """Make the demonstration shop anew."""
    prepare(RUN_LOCK)
    DEMO_FILE.parent.mkdir(exist_ok=True)
    for leftover in DEMO_FILE.parent.glob(f"{DEMO_FILE.name}*"):
        leftover.unlink()
    size = arguments or ["--invoices", "1000", "--years", "3", "--seed", "1"]
    code = call([PYTHON, "-m", "facturdesk", "demo", DEMO_FILE, *size])
    if code == 0:
        print(f"made {DEMO_FILE.relative_to(ROOT)}")
    return code


def shots(arguments: list[str]) -> int:
    """Take pictures of every page."""
    prepare(DEV_LOCK)
    need_system_packages(TEST_NEEDS)
    return call([PYTHON, "-m", "tests.shots", *arguments])


def package(arguments: list[str]) -> int:
    """Build the package of this system, install it where that is undone, and try it."""
    prepare(DEV_LOCK)
    need_system_packages(TEST_NEEDS)
    return call([PYTHON, "-m", "tests.package", *arguments])


def catalogue(arguments: list[str]) -> int:
    """Bring the catalogue files up to date with the code."""
    prepare(DEV_LOCK)
    return call([PYTHON, "-m", "tests.catalogue", *arguments])


def lock(arguments: list[str]) -> int:
    """Write both lock files for every system, with hashes and without addresses."""
    with tempfile.TemporaryDirectory() as folder:
        make_venv(Path(folder))
        tool = Path(folder) / BIN.name / "python"
        check([tool, "-m", "pip", "install", "--quiet", "uv"])
        check([*_compile(tool, RUN_LOCK), "--extra", "checkout", *arguments])
        extras = [part for extra in ("checkout", *DEV_EXTRAS) for part in ("--extra", extra)]
        check([*_compile(tool, DEV_LOCK), *extras, "--constraint", RUN_LOCK, *arguments])
        for platform in ("x86_64-pc-windows-msvc", "aarch64-apple-darwin"):
            check([*_wheels(tool, Path(folder) / "wheels"), "--python-platform", platform])
    return 0


def _wheels(tool: Path, target: Path) -> list[str | Path]:
    """Ask whether everything comes built for a system that is not this one; downloads nothing."""
    os.environ["MACOSX_DEPLOYMENT_TARGET"] = "14.0"
    options = "--dry-run --quiet --only-binary :all: --require-hashes --python-version"
    command: list[str | Path] = [tool, "-m", "uv", "pip", "install", *options.split()]
    return [*command, ".".join(map(str, OLDEST_PYTHON)), "--target", target, "-r", RUN_LOCK]


def _compile(tool: Path, output: Path) -> list[str | Path]:
    options = "--universal --generate-hashes --no-emit-index-url --no-annotate --quiet"
    version = ".".join(map(str, OLDEST_PYTHON))
    command: list[str | Path] = [tool, "-m", "uv", "pip", "compile", "pyproject.toml"]
    command += [*options.split(), "--python-version", version, "--output-file", output]
    return [*command, "--custom-compile-command", "python3 dev.py lock"]


# The environment


def prepare(wanted: Path) -> None:
    """Make .venv what a lock file says; nothing is done when it is so already."""
    project = f"project {_digest(ROOT / 'pyproject.toml')}"
    dev = f"lock {_digest(DEV_LOCK)}"
    lock = f"lock {_digest(wanted)}"
    stamp = STAMP.read_text().splitlines() if STAMP.is_file() and PYTHON.exists() else []
    done = {line for line in stamp if not line.startswith("project ")}
    if not done or not done <= {_version(), dev, f"lock {_digest(RUN_LOCK)}"}:
        make_venv(VENV)
        done, stamp = {_version()}, []
    satisfied = lock in done or dev in done
    if not satisfied:
        print(f"Installing what {wanted.name} says into .venv …", flush=True)
        STAMP.unlink(missing_ok=True)
        install("--require-hashes", "--only-binary", ":all:", "-r", wanted)
        done.add(lock)
    if not satisfied or project not in stamp:
        install("--no-deps", "--no-build-isolation", "--editable", ROOT)
        STAMP.write_text("\n".join([*sorted(done), project]) + "\n")


def make_venv(folder: Path) -> None:
    """Make an empty environment, with Debian's package for that where it is missing."""
    if importlib.util.find_spec("ensurepip") is None:
        need_system_packages([Need(f"{_version().replace(' ', '')}-venv", lambda: False)])
    base = getattr(sys, "_base_executable", sys.executable)  # .venv's own would erase itself
    check([base, "-m", "venv", "--clear", folder])


def install(*arguments: str | Path) -> None:
    """Install with pip into .venv."""
    options = ("--quiet", "--disable-pip-version-check", "--no-input")
    check([PYTHON, "-m", "pip", "install", *options, *arguments])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version() -> str:
    return f"python {'.'.join(map(str, sys.version_info[:2]))}"


# The system packages


class Need(NamedTuple):
    """Something of the system: Debian's package for it, and whether it is here."""

    package: str
    is_here: Callable[[], bool]


def needs_command(name: str, package: str) -> Need:
    """Need a command."""
    return Need(package, lambda: shutil.which(name) is not None)


def needs_file(path: str, package: str) -> Need:
    """Need a file."""
    return Need(package, lambda: Path(path).exists())


def needs_library(name: str, package: str) -> Need:
    """Need a shared library."""
    return Need(package, lambda: ctypes.util.find_library(name) is not None)


_OF_LINUX = (  # Qt, offscreen and under X; the names of Debian 12
    needs_library("EGL", "libegl1"),
    needs_library("GL", "libgl1"),
    needs_library("xkbcommon", "libxkbcommon0"),
    needs_library("fontconfig", "libfontconfig1"),
    needs_library("dbus-1", "libdbus-1-3"),
    needs_library("cups", "libcups2"),
    needs_library("X11-xcb", "libx11-xcb1"),
    needs_library("xkbcommon-x11", "libxkbcommon-x11-0"),
    needs_library("xcb-cursor", "libxcb-cursor0"),
    needs_library("xcb-icccm", "libxcb-icccm4"),
    needs_library("xcb-image", "libxcb-image0"),
    needs_library("xcb-keysyms", "libxcb-keysyms1"),
    needs_library("xcb-randr", "libxcb-randr0"),
    needs_library("xcb-render-util", "libxcb-render-util0"),
    needs_library("xcb-shape", "libxcb-shape0"),
    needs_library("xcb-sync", "libxcb-sync1"),
    needs_library("xcb-xfixes", "libxcb-xfixes0"),
    needs_library("xcb-xkb", "libxcb-xkb1"),
    needs_library("wayland-client", "libwayland-client0"),
    needs_library("wayland-cursor", "libwayland-cursor0"),
    needs_library("wayland-egl", "libwayland-egl1"),
    needs_file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
)
WINDOW_NEEDS = _OF_LINUX if sys.platform == "linux" else ()  # Windows and macOS have theirs
TEST_NEEDS = (
    *WINDOW_NEEDS,
    needs_command("javac", "default-jdk-headless"),  # veraPDF
    needs_file("/usr/share/java/jaxb-runtime.jar", "libjaxb-java"),  # veraPDF
    needs_command("pdftotext", "poppler-utils"),  # the text of the paper, and its pictures
    needs_command("qpdf", "qpdf"),  # a second opinion on the PDF
    needs_command("Xvfb", "xvfb"),  # a real display
    needs_command("xauth", "xauth"),
    needs_command("openbox", "openbox"),  # a window manager: focus, as people have it
    needs_command("xdotool", "xdotool"),  # keys and mouse from outside the program
    needs_file("/usr/sbin/cupsd", "cups"),  # a real print queue
    needs_command("lp", "cups-client"),
    needs_file("/usr/lib/cups/filter/pdftopdf", "cups-filters"),
    needs_file("/usr/lib/cups/backend/cups-pdf", "printer-driver-cups-pdf"),
    needs_command("dbus-run-session", "dbus"),
    needs_file("/usr/libexec/at-spi2-registryd", "at-spi2-core"),  # what screen readers use
    needs_file("/usr/lib/python3/dist-packages/pyatspi", "python3-pyatspi"),
    needs_command("makensis", "nsis"),  # the syntax of the installer for Windows
    needs_command("strip", "binutils"),  # the frozen program
    needs_command("desktop-file-validate", "desktop-file-utils"),  # its menu entry
    needs_command("update-mime-database", "shared-mime-info"),  # its file type
    needs_command("gio", "libglib2.0-bin"),  # opens a file as a double-click does
)
BENCH_NEEDS = (
    needs_library("pango-1.0", "libpango-1.0-0"),  # WeasyPrint, the yardstick
    needs_library("pangoft2-1.0", "libpangoft2-1.0-0"),
    needs_library("harfbuzz-subset", "libharfbuzz-subset0"),
)


def need_system_packages(needs: Sequence[Need]) -> None:
    """Install what is missing on Debian or Ubuntu; elsewhere name it and go on."""
    missing = [need.package for need in needs if not need.is_here()]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        print(f"Missing here, by their names in Debian: {', '.join(missing)}", file=sys.stderr)
        return
    root: list[str | Path] = [] if os.geteuid() == 0 else ["sudo"]
    if root and shutil.which("sudo") is None:
        raise Stop(f"Install these packages first, as root: apt-get install {' '.join(missing)}")
    print(f"Installing the system packages {', '.join(missing)} …", flush=True)
    apt: list[str | Path] = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    check([*apt, "update"], quiet=True)
    check([*apt, "install", "--yes", "--no-install-recommends", *missing], quiet=True)


# Processes


def heading(text: str) -> None:
    """Print what comes next."""
    print(f"\n=== {text} ===", flush=True)


def call(command: Sequence[str | Path], *, quiet: bool = False) -> int:
    """Run a command in the project's folder and return its exit code."""
    output = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.call([str(part) for part in command], cwd=ROOT, stdout=output)
    except KeyboardInterrupt:
        return 130


def check(command: Sequence[str | Path], *, quiet: bool = False) -> None:
    """Run a command that must succeed.

    Raises:
        Stop: it did not.
    """
    if call(command, quiet=quiet) != 0:
        raise Stop(f"This failed: {' '.join(str(part) for part in command)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
