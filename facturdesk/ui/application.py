"""Qt's application, which macOS tells what a double-click on a data file is to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Gives on the files that the system asks to open; elsewhere they come as arguments."""

    file_wanted = Signal(object)  # Path

    def event(self, event: QEvent) -> bool:
        """Take the event of a file; there are few events of the application itself."""
        if event.type() == QEvent.Type.FileOpen:
            self.file_wanted.emit(Path(event.file()))  # type: ignore[attr-defined] # it is one
            return True
        return super().event(event)
