"""Leaves the pages of a shop for good: what was typed is written first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from facturdesk.ui.window import MainWindow
from facturdesk.ui.workspace import Workspace


class Leaving(QObject):
    """Asks every page; what cannot be written is only lost if the user says so."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._under_way = False

    def leave(self, workspace: Workspace, then: Callable[[], object]) -> None:
        """Leave the pages, then go on; nothing happens where a page says no."""
        pages = self._window.pages
        if self._under_way or (pages is not None and not pages.may_leave()):
            return
        self._under_way = True
        self._when_kept(workspace, then)

    def _when_kept(
        self, workspace: Workspace, then: Callable[[], object], *, again: bool = True
    ) -> None:
        pages = self._window.pages
        if workspace.writer.busy:
            workspace.writer.idle.connect(
                partial(self._when_kept, workspace, then, again=again),
                Qt.ConnectionType.SingleShotConnection,
            )
            return
        if again and pages is not None and not pages.is_kept and pages.may_leave():  # typed since
            self._when_kept(workspace, then, again=False)
            return
        agreed = pages is None or pages.is_kept or self._lets_go()
        self._under_way = False
        if agreed:
            then()

    def _lets_go(self) -> bool:
        text = self._window.words.text
        return self._window.feedback.confirm(
            text("ui", "What you typed last could not be kept."),
            act=text("ui", "Close and lose it"),
            details=text("ui", "The file cannot be written now. Stay, and it is tried again."),
            risky=True,
        )
