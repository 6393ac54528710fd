"""The welcome in the window: at first, beside an open shop, or where a file was not opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from facturdesk.domain.errors import ActionableError

if TYPE_CHECKING:
    from facturdesk.ui.session import Session
    from facturdesk.ui.welcome import Welcome

_MISSING: Final = "data-file-missing"
_BEHIND: Final = "file-behind"


class Doorway(QObject):
    """Shows the welcome, and opens what is chosen there."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._window = session.window
        self._welcome: Welcome | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the welcome stands in the window."""
        return self._welcome is not None

    def show(self) -> Welcome:
        """Offer to make a shop or to open one; the open one stays open meanwhile."""
        from facturdesk.ui.welcome import Welcome

        self.close()
        window, text = self._window, self._window.words.text
        welcome = Welcome(self._session.desk, window.preferences, window.feedback, window.words)
        welcome.opened.connect(self._chosen)
        welcome.host.activities.started.connect(window.status.watch)
        self._welcome = welcome
        window.show_over(welcome)
        self._session.settled.emit()
        if self._session.path is not None:
            name = self._session.path.stem
            window.notice.say(
                text("ui", "{name} stays open meanwhile.", name=name),
                act=text("ui", "Back to {name}", name=name),
                slot=self.leave,
            )
        return welcome

    def leave(self) -> bool:
        """Go back to the shop that is open, where there is one."""
        if self._welcome is None or self._session.path is None:
            return False
        self.close()
        self._window.notice.clear()
        self._window.show_shell()
        return True

    def close(self) -> None:
        """Let the welcome go; something else is shown in its place."""
        if self._welcome is not None:
            self._welcome.close_lanes()
            self._welcome = None

    def say_refusal(self, path: Path, error: Exception) -> None:
        """Say why a file was not opened, and what can be done."""
        welcome = self.show()
        if not isinstance(error, ActionableError):
            self._window.feedback.show(error)
        elif error.code == _BEHIND:
            welcome.accept_behind(path)
        else:
            self._window.notice.say(self._window.feedback.sentence(error))
            if error.code == _MISSING:
                welcome.show_gone()

    def _chosen(self, path: Path) -> None:
        self._window.notice.clear()
        if self._welcome is not None:
            self._session.open(path, self._welcome.first_page)
