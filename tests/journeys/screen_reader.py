"""An independent reader of the screen: AT-SPI, as Orca uses it, on a bus of the tests' own."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

SCRIPT: Final = Path(__file__).with_name("reading_aloud.py")
SYSTEM_PYTHON: Final = "/usr/bin/python3"  # has Debian's pyatspi
_LAUNCHER: Final = "/usr/libexec/at-spi-bus-launcher"
_NEEDED: Final = (_LAUNCHER, "/usr/bin/dbus-daemon", "/usr/lib/python3/dist-packages/pyatspi")
_PATIENCE: Final = 20.0  # seconds
_LOOK_EVERY: Final = 0.1
_CHANGED: Final = 2  # the script: something went away while it was read
_ATTEMPTS: Final = 20


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is shown, as it is read aloud."""

    role: str
    name: str
    text: str
    focusable: bool
    focused: bool
    enabled: bool
    place: tuple[int, int, int, int]  # left, top, width, height, in pixels of the screen

    @property
    def middle(self) -> tuple[int, int]:
        """Where one clicks it."""
        left, top, width, height = self.place
        return left + width // 2, top + height // 2


@contextmanager
def readable(there: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Start the services of accessibility; give the environment of a program to be read."""
    missing = [path for path in _NEEDED if not Path(path).exists()]
    if missing:
        assert not os.environ.get("CI"), f"CI needs a screen reader: {missing}"
        pytest.skip(f"no screen reader can be had here: {missing}")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(
        command,
        env=dict(there),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bus:
        try:
            assert bus.stdout is not None
            address = bus.stdout.readline().strip()
            there = {**there, "DBUS_SESSION_BUS_ADDRESS": address}
            there["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
            there["QT_LOGGING_RULES"] = "qt.accessibility.atspi.warning=false"  # what Qt lacks
            with subprocess.Popen(
                [_LAUNCHER, "--launch-immediately"],
                env=there,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as launcher:
                try:
                    yield there
                finally:
                    launcher.terminate()
        finally:
            bus.terminate()


class ScreenReader:
    """Reads what is shown and presses what it is told to."""

    def __init__(self, there: Mapping[str, str]) -> None:
        self._there = dict(there)

    def things(self) -> list[Thing]:
        """Give everything that is shown, outermost first."""
        rows = json.loads(self._run("tree"))
        return [Thing(**{**row, "place": tuple(row["place"])}) for row in rows]

    def find(self, role: str, name: str) -> Thing:
        """Wait until one thing of this role and name is there, enabled."""
        return self.wait_for(
            f"{role} “{name}”",
            lambda thing: (thing.role, thing.name, thing.enabled) == (role, name, True),
        )

    def wait_for(self, what: str, is_it: Callable[[Thing], bool]) -> Thing:
        """Wait until something is shown."""
        end = time.monotonic() + _PATIENCE
        while True:
            shown = self.things()
            found = [thing for thing in shown if is_it(thing)]
            if found:
                return found[0]
            assert time.monotonic() < end, f"no {what} among {sorted({t.name for t in shown})}"
            time.sleep(_LOOK_EVERY)

    def press(self, role: str, name: str) -> None:
        """Press a thing as soon as it is there, by its accessible action."""
        self.find(role, name)
        self._run("press", role, name)

    def _run(self, *command: str) -> str:
        told = self._try(command)
        for _ in range(_ATTEMPTS):
            if told.returncode != _CHANGED:
                break
            told = self._try(command)
        assert told.returncode == 0, told.stderr
        return told.stdout

    def _try(self, command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SYSTEM_PYTHON, str(SCRIPT), *command],
            env=self._there,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
