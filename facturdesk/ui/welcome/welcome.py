"""The first view of the program: make a shop, try one, or open one that is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.activity import Activities
from facturdesk.ui.backup import backup_folders
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.dialogs.restore import RestoreDialog
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.lanes import Lane
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.welcome.assistant import Assistant
from facturdesk.ui.welcome.host import Host
from facturdesk.ui.welcome.making import DemonstrationMaking
from facturdesk.ui.welcome.restoring import Restoring
from facturdesk.ui.welcome.start_page import StartPage

NEW_SHOP = "draft"  # the page to open first: a new shop wants its first invoice
OTHERWISE = "home"


class Welcome(QWidget):
    """Stands in the window while no data file is open; `opened` names the one to open.

    Call `close_lanes` before it is let go.
    """

    opened = Signal(object)  # Path

    def __init__(
        self,
        desk: WindowDesk,
        preferences: Preferences,
        feedback: Feedback,
        words: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.first_page = OTHERWISE
        self._host = Host(
            desk,
            preferences,
            feedback,
            words,
            Lane("welcome", self),
            Lane("welcome-helper", self),
            Activities(self),
        )
        for lane in (self._host.work, self._host.helper):
            lane.unhandled.connect(feedback.show)
        self._stack = QStackedWidget(self)
        self._start = StartPage(self._host)
        self._stack.addWidget(self._start)
        self._assistant: Assistant | None = None
        self._making: DemonstrationMaking | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._restoring = Restoring(self._host, self)
        self._restoring.opened.connect(self._open)
        self._restoring.copy_wanted.connect(self.choose_copy)
        self._start.copy_wanted.connect(self.choose_copy)
        self._start.create_wanted.connect(self.show_assistant)
        self._start.demonstration_wanted.connect(self.make_demonstration)
        self._start.file_chosen.connect(self._open)
        self._back = QShortcut(QKeySequence("Escape"), self)
        self._back.activated.connect(self.show_start)

    @property
    def host(self) -> Host:
        """What its parts work with; the window shows the activities."""
        return self._host

    def close_lanes(self) -> None:
        """Stop what is being made, and wait for the rest that is under way."""
        if self._making is not None:
            self._making.cancel()
        self._host.work.close()
        self._host.helper.close()

    def show_start(self) -> None:
        """Go back to the start; what is being made is stopped."""
        if self._making is not None:
            self._making.cancel()
        self._stack.setCurrentWidget(self._start)
        self._start.refresh()
        self._start.focus_first()

    def show_assistant(self) -> None:
        """Ask who the shop is; what was typed before is still there."""
        if self._assistant is None:
            self._assistant = Assistant(self._host)
            self._assistant.created.connect(self._created)
            self._assistant.left.connect(self.show_start)
            self._stack.addWidget(self._assistant)
        self._stack.setCurrentWidget(self._assistant)
        self._assistant.begin()

    def make_demonstration(self) -> None:
        """Make the demonstration shop, or open the one made before."""
        if self._making is None:
            self._making = DemonstrationMaking(self._host)
            self._making.made.connect(self._open)
            self._making.stopped.connect(self.show_start)
            self._stack.addWidget(self._making)
        self._stack.setCurrentWidget(self._making)
        self._making.begin()

    def show_gone(self) -> None:
        """Show the start, where a file that is gone can be searched or restored."""
        self.show_start()

    def choose_copy(self, path: Path) -> None:
        """Let the user choose a copy to put in the place of a data file."""
        folders = backup_folders(self._host.preferences) or [self._host.desk.backups]
        dialog = RestoreDialog(self._host.words, self._host.work, path, folders, self)
        dialog.chosen.connect(partial(self.restore, path))
        dialog.open()

    def restore(self, path: Path, copy: Path) -> None:
        """Put a copy in the place of a data file that is not open, say so, and open it."""
        self._restoring.restore(path, copy)

    def accept_behind(self, path: Path) -> None:
        """Explain that a file is older than what this computer saw, and go on as the user says."""
        self._restoring.ask_about_behind(path)

    def _created(self, path: Path) -> None:
        self.first_page = NEW_SHOP
        self.opened.emit(path)

    def _open(self, path: Path) -> None:
        self.first_page = OTHERWISE
        self.opened.emit(path)
