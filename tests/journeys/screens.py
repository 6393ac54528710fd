"""A real display of the tests' own: Xvfb with a window manager, for programs started beside us."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import pytest

_SIZE: Final = "1280x800x24"
_PATIENCE: Final = 20.0  # seconds
_NEEDED: Final = ("Xvfb", "openbox", "xdotool")


@contextmanager
def own_screen() -> Iterator[dict[str, str]]:
    """Start a display and give the environment of programs that show themselves on it."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        assert not os.environ.get("CI"), f"CI needs a display: {missing}"
        pytest.skip(f"no display can be had here: {missing}")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                display = f":{said.readline().strip()}"
            there = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            there.pop("WAYLAND_DISPLAY", None)
            with subprocess.Popen(
                ["openbox"], env=there, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as manager:
                try:
                    _wait_for_manager(there)
                    yield there
                finally:
                    manager.terminate()
        finally:
            server.terminate()


class Outside:
    """Somebody at that display: keys and mouse from outside the program, through xdotool."""

    def __init__(self, there: dict[str, str]) -> None:
        self._there = there

    def wait_for_window(self, title: str) -> str:
        """Wait until a window of this title is seen; its id."""
        self._wait_until(lambda: bool(self._found(title)), title)
        return self._found(title)[-1]

    def wait_for_active(self, title: str) -> None:
        """Wait until the window in front says this."""
        self._wait_until(lambda: title in self.ask("getactivewindow", "getwindowname"), title)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, such as `ctrl+Return`."""
        self.ask("key", "--clearmodifiers", *keys)

    def press_until(self, key: str, title: str) -> None:
        """Press a key now and then, until the window in front says this."""
        end = time.monotonic() + _PATIENCE
        while title not in self.ask("getactivewindow", "getwindowname"):
            assert time.monotonic() < end, f"{key} does not lead to {title}"
            self.press(key)
            time.sleep(0.5)

    def type(self, text: str, *, pause_ms: int = 12) -> None:
        """Type a text where the focus is."""
        self.ask("type", "--delay", str(pause_ms), text)

    def ask(self, *arguments: str) -> str:
        """Run xdotool and give what it said; nothing where it found nothing."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._there,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout.strip()

    def _found(self, title: str) -> list[str]:
        return self.ask("search", "--onlyvisible", "--name", title).split()

    def _wait_until(self, happened: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not happened():
            seen = self.ask("getactivewindow", "getwindowname")
            assert time.monotonic() < end, f"no window says {what}; in front is {seen}"
            time.sleep(0.05)


def _wait_for_manager(there: dict[str, str]) -> None:
    outside, end = Outside(there), time.monotonic() + _PATIENCE
    while not outside.ask("get_desktop"):
        assert time.monotonic() < end, "the window manager did not start"
        time.sleep(0.05)
