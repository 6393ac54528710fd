"""What bootstrap gives the window, with everything in a temporary folder; and its file dialogs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.ui.desk import WindowDesk
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import TODAY, opened, stamped


def window_desk(folder: Path) -> WindowDesk:
    """Make a desk on the day of tests.usecases.shops; a defect fails the test."""
    return WindowDesk(
        language="fr",
        catalogue=lambda language: load_catalogue(language, resource("locale")),
        today=lambda: TODAY,
        now=lambda: stamped(TODAY).now,
        open_shop=_opened,
        stamp=lambda: stamped(TODAY),
        rulebook=load_rulebook,
        state=lambda: folder / "state",
        settings=folder / "settings",
        backups=folder / "backups",
        logs=folder / "logs",
        documents=folder / "documents",
        help_folder=resource("help"),
        icons_folder=resource("icons"),
        log_defect=_fail,
    )


def choose_file(qtbot: QtBot, parent: QWidget, path: Path) -> None:
    """Type a path in the file dialog that `parent` opened, and confirm."""
    qtbot.waitUntil(lambda: bool(parent.findChildren(QFileDialog, "files")), timeout=5000)
    dialog = parent.findChildren(QFileDialog, "files")[-1]
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)


@contextmanager
def _opened(path: Path, *, today: dt.date | None = None) -> Iterator[Shop]:
    with opened(path, today=today or TODAY) as shop:
        yield shop


def _fail(error: BaseException) -> NoReturn:
    raise AssertionError("a defect reached the user") from error
