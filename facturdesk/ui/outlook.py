"""Shows in the window and in the tray what the watch over the data file finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facturdesk.ui.session import Session
from facturdesk.ui.tray import STAY, Tray

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.usecases.watching import OverdueSummary

_OVERDUE = "invoices"  # the page whose badge counts what is overdue
_SYNCHRONISED = "window/synchronised"  # files of which the user knows that they lie so


class Outlook(QObject):
    """Badge, tray, notices, the line of the last backup; and what closing the window means."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._window = session.window
        self._words = session.window.words
        self.tray = Tray(self._words, session.desk.icons_folder, self)
        self.tray.window_wanted.connect(self._window.raise_up)
        self.tray.route_wanted.connect(self._window.go)
        self.tray.quit_wanted.connect(session.quit)
        self._window.close_wanted.connect(self._close)
        session.watched.connect(self._watched)
        if session.watch is not None:
            self._watched()
        session.ended.connect(self.tray.close)

    def _watched(self) -> None:
        watch, workspace = self._session.watch, self._session.workspace
        assert watch is not None
        assert workspace is not None
        watch.summary_changed.connect(self._show_summary)
        watch.news.connect(self.tray.tell_overdue)
        watch.away.connect(self._say_away)
        watch.back.connect(self._window.notice.clear)
        watch.backups.changed.connect(self._show_backup)
        workspace.day_changed.connect(self._show_backup)
        self._show_backup()
        if workspace.shop.store.synchronised_folder:
            self._warn_of_synchronising()

    def _show_summary(self, summary: OverdueSummary) -> None:
        self._window.navigation.set_badge(_OVERDUE, summary.count, alarm=True)

    def _show_backup(self) -> None:
        if self._session.watch is not None:
            self._window.status.show_backup(
                self._session.watch.backups.last, today=self._session.desk.today()
            )

    def _say_away(self) -> None:
        path = self._session.path
        self._window.notice.say(
            self._words.text(
                "ui",
                "{file} is out of reach: it was moved, or its disk was taken out. What you had "
                "saved is safe. Put it back where it was: the work goes on by itself.",
                file=path.name if path else "",
            )
        )

    def _warn_of_synchronising(self) -> None:
        path = str(self._session.path)
        known = self._window.preferences.get(_SYNCHRONISED, [])
        if path in known:
            return
        self._window.notice.say(
            self._words.text(
                "ui",
                "{file} lies on the network, or in a folder that another program synchronises. "
                "Do not open it on two computers at once: each could undo what the other wrote.",
                file=path,
            ),
            act=self._words.text("ui", "I know"),
            slot=lambda: self._know(path),
        )

    def _know(self, path: str) -> None:
        preferences = self._window.preferences
        preferences.put(_SYNCHRONISED, [*preferences.get(_SYNCHRONISED, []), path])
        self._window.notice.clear()

    def _close(self) -> None:
        """Quit, or go on in the tray where the user wants it so."""
        stays = self.tray.is_available and self._window.preferences.get(STAY, False)
        if not stays or self._session.workspace is None:
            self._session.quit()
        elif self._window.pages is None or self._window.pages.may_leave():
            self._window.keep_geometry()
            self._window.hide()
            self.tray.tell_staying()
