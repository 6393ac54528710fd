"""Starts the window: as little as possible before it is seen, everything else after."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from facturdesk.ui.defects import DefectHooks
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.single import OneWindow
from facturdesk.ui.theme import SYSTEM, apply_theme
from facturdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from facturdesk.ui.session import Session

_PREFERENCES = "window.ini"


def run_window(desk: WindowDesk, arguments: Sequence[str]) -> int:
    """Show the window until it is closed, and give the exit code."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName("FacturDesk")
    app.setDesktopFileName("facturdesk")
    app.setQuitOnLastWindowClosed(False)
    path = Path(arguments[0]).absolute() if arguments else None
    one = OneWindow(desk.settings)
    if not one.is_first(path):
        return 0
    program = Program(app, desk, one, path)
    try:
        return app.exec()
    finally:
        program.close()


class Program(QObject):
    """The window and what stands around it."""

    def __init__(
        self, app: QApplication, desk: WindowDesk, one: OneWindow, path: Path | None
    ) -> None:
        super().__init__()
        self.app = app
        self.desk = desk
        self._one = one
        self._path = path
        self.preferences = Preferences(desk.settings / _PREFERENCES)
        words = desk.catalogue(self.preferences.get("language") or desk.language)
        self.feedback = Feedback(words, desk.log_defect, self)
        self.hooks = DefectHooks(self.feedback, self)
        self.hooks.install()
        apply_theme(app, self.preferences.get("theme", SYSTEM))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.window = MainWindow(words, self.preferences, self.feedback)
        self.window.painted.connect(self._begin)
        self.session: Session | None = None
        self.window.open_as_last_time()

    def close(self) -> None:
        """Leave the system as it was."""
        self._one.close()
        self.hooks.uninstall()

    def _begin(self) -> None:
        """Load the rest, now that the window is seen."""
        from facturdesk.ui.ending import EndSignals
        from facturdesk.ui.session import Session

        self.session = Session(self.desk, self.window, self)
        self.session.ended.connect(self.app.quit)
        self._signals = EndSignals(self)
        self._signals.install()
        self._signals.wanted.connect(self.session.quit)
        self.app.commitDataRequest.connect(self._session_ends)
        self._one.called.connect(self._called)
        self.session.start(self._path)

    def _called(self, path: Path | None) -> None:
        self.window.raise_up()
        if path is not None and self.session is not None:
            self.session.open(path)

    def _session_ends(self) -> None:
        if self.session is not None:
            self.session.end_now()

    def _follow_system(self) -> None:
        apply_theme(self.app, self.preferences.get("theme", SYSTEM))
