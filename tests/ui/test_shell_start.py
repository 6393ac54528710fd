"""The program as it is started: what is loaded before the window is seen, how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facturdesk.usecases.cards import put_customer
from tests.usecases.shops import new_file, opened

HEAVY = {"sqlalchemy", "sqlcipher3", "alembic", "reportlab", "lxml", "keyring", "qtawesome"}
HEAVY |= {"pikepdf", "PIL", "pypdfium2", "platformdirs"}
AT_FIRST_PAINT = """
import os, sys
from facturdesk import bootstrap
from facturdesk.ui.window import MainWindow

def seen(window, event):
    print(*sorted({name.partition(".")[0] for name in sys.modules}), flush=True)
    os._exit(0)

MainWindow.paintEvent = seen
bootstrap.main(sys.argv[1:])
"""
ONCE_OPEN = """
import sys
from facturdesk import bootstrap
from facturdesk.ui.session import Session

opened = Session._opened
def told(session, *rest):
    opened(session, *rest)
    print("open", flush=True)

Session._opened = told
sys.exit(bootstrap.main(sys.argv[1:]))
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "FACTURDESK_HOME": str(home),
        "LANG": "fr_FR.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }


def test_nothing_heavy_is_loaded_before_the_window_is_seen(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, str(path)],
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = set(run.stdout.split())

    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_it_properly(tmp_path: Path, number: signal.Signals) -> None:
    path = new_file(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", ONCE_OPEN, str(path)],
        env=environment(tmp_path / "home"),
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        with opened(path) as shop:
            put_customer(shop, {"name": "Anne Dupont"})
        program.send_signal(number)

        assert program.wait(60) == 0
    assert list(tmp_path.glob("Boutique*")) == [path]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    wanting = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    run = subprocess.run(
        [sys.executable, "-m", "facturdesk"],
        env=environment(tmp_path, **wanting),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert run.returncode == 1
    assert "écran" in run.stderr


def test_a_file_that_macos_asks_to_open_is_given_on(tmp_path: Path) -> None:
    script = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from facturdesk.ui.application import Application

app = Application(["x"])
app.file_wanted.connect(print)
QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(sys.argv[1])))
"""
    file = tmp_path / "Boutique Été.facturdesk"
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout.strip() == str(file)
