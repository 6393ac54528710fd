"""The icon beside the clock: says what fell overdue, and keeps the watch while no window is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from facturdesk.i18n import Catalogue
from facturdesk.ui.icons import program_icon
from facturdesk.ui.notices import overdue_notice
from facturdesk.ui.requests import ListRequest

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.usecases.watching import OverdueNews

STAY: Final = "tray/stay"  # the preference: closing the window leaves the watch running
_SHOWN_FOR: Final = 10_000  # milliseconds


class Tray(QObject):
    """Does nothing where the system has no such place."""

    window_wanted = Signal()
    route_wanted = Signal(str, object)  # page, argument
    quit_wanted = Signal()

    def __init__(self, words: Catalogue, icons: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._target: tuple[str, object] | None = None
        self._icon = QSystemTrayIcon(program_icon(icons), self)
        self._icon.setToolTip("FacturDesk")
        self._menu = QMenu()
        self._menu.setObjectName("tray")
        for name, text, signal in (
            ("tray.open", words.text("ui", "Open FacturDesk"), self.window_wanted),
            ("tray.quit", words.text("ui", "Quit"), self.quit_wanted),
        ):
            action = self._menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(signal.emit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.clicked)
        if self.is_available:
            self._icon.show()

    @property
    def is_available(self) -> bool:
        """Whether the system has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def tell_overdue(self, news: OverdueNews) -> None:
        """Say what fell overdue; a click shows it."""
        notice = overdue_notice(self._words, news)
        if notice is None:
            return
        select = (news.number,) if news.count == 1 else ()
        self._target = ("invoices", ListRequest(chip="overdue", select=select))
        self._say(notice.title, notice.text)

    def tell_staying(self) -> None:
        """Say that the program goes on without its window."""
        self._target = None
        self._say(
            self._words.text("ui", "FacturDesk goes on watching"),
            self._words.text("ui", "What falls overdue is said here. A click opens the window."),
        )

    def clicked(self) -> None:
        """Show what the message was about."""
        self.window_wanted.emit()
        if self._target is not None:
            self.route_wanted.emit(*self._target)

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def _say(self, title: str, text: str) -> None:
        if self._icon.isVisible():
            self._icon.showMessage(title, text, self._icon.icon(), _SHOWN_FOR)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.window_wanted.emit()
