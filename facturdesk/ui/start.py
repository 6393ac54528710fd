"""Starts the window: as little as possible before it is seen, everything else after."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from facturdesk.ui.application import Application
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.garbage import SETTLED, settle
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.single import OneWindow
from facturdesk.ui.theme import SYSTEM, apply_theme
from facturdesk.ui.window import MainWindow

if TYPE_CHECKING:  # loaded after the first paint
    from facturdesk.ui.defects import DefectHooks
    from facturdesk.ui.ending import EndSignals
    from facturdesk.ui.session import Session

_PREFERENCES: Final = "window.ini"
_PATIENCE: Final = 1500  # milliseconds: a file that takes long to open leaves the menus at work


def run_window(desk: WindowDesk, arguments: Sequence[str]) -> int:
    """Show the window until it is closed, and give the exit code."""
    app = Application([sys.argv[0], "-style", "fusion"])
    app.setApplicationName("FacturDesk")
    app.setDesktopFileName("facturdesk")
    app.setQuitOnLastWindowClosed(False)
    path = Path(arguments[0]).absolute() if arguments else None
    one = OneWindow(desk.settings)
    if not one.is_first(path):
        return 0
    program = Program(app, desk, one, path)
    app.file_wanted.connect(program.called)
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
        self._hooks: DefectHooks | None = None
        apply_theme(app, self.preferences.get("theme", SYSTEM))
        self.window = MainWindow(words, self.preferences, self.feedback)
        self.window.painted.connect(self._begin)
        self.session: Session | None = None
        self._signals: EndSignals | None = None
        self._is_complete = False
        self.window.open_as_last_time()

    def close(self) -> None:
        """Leave the system as it was."""
        self._one.close()
        if self._signals is not None:
            self._signals.uninstall()
        if self._hooks is not None:
            self._hooks.uninstall()

    def _begin(self) -> None:
        """Open the data file, now that the window is seen."""
        QTimer.singleShot(SETTLED, settle)
        QTimer.singleShot(_PATIENCE, self, self._complete)
        from facturdesk.ui.defects import DefectHooks
        from facturdesk.ui.session import Session

        self._hooks = DefectHooks(self.feedback, self)
        self._hooks.install()
        self.follow_theme()
        self.preferences.put("backup/default", str(self.desk.backups))
        self.preferences.put("folders/documents", str(self.desk.documents))
        self.session = Session(self.desk, self.window, self)
        self.session.settled.connect(self._complete)
        self.session.ended.connect(self.app.quit)
        self.session.start(self._path)
        from facturdesk.ui.ending import EndSignals  # while the data file is being opened

        self._signals = EndSignals(self)
        self._signals.install()
        self._signals.wanted.connect(self.session.quit)

    def _complete(self) -> None:
        """Load the rest, now that the first page is seen."""
        if self._is_complete or self.session is None:
            return
        self._is_complete = True
        from facturdesk.ui.file_actions import FileActions
        from facturdesk.ui.icons import program_icon
        from facturdesk.ui.outlook import Outlook

        self.app.setWindowIcon(program_icon(self.desk.icons_folder))
        self.app.styleHints().colorSchemeChanged.connect(self.follow_theme)
        self._speak_qt()
        FileActions(self.session)
        Outlook(self.session)
        self.app.commitDataRequest.connect(self._session_ends)
        self._one.called.connect(self.called)
        if not self._one.listen(self._path):
            self.session.quit()

    def _speak_qt(self) -> None:
        """Have Qt's own words, as in the dialog of files, in the language of the window."""
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator = QTranslator(self)
        if translator.load(f"qtbase_{self.window.words.language}", folder):
            self.app.installTranslator(translator)

    def called(self, path: Path | None) -> None:
        """Come to the front, and open what another program or this one was asked to open."""
        self.window.raise_up()
        if path is None:
            return
        if self.session is None:  # the window is not seen yet
            self._path = path
        else:
            self.session.open(path)

    def _session_ends(self) -> None:
        if self.session is not None:
            self.session.end_now()

    def follow_theme(self) -> None:
        """Dress as the user wishes, or as the system does."""
        apply_theme(self.app, self.preferences.get("theme", SYSTEM))
