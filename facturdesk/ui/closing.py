"""Closes a data file: what still runs is waited for, a copy is made, one single file is left."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facturdesk.ui.activity import Activities
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.lanes import Lane
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.shop import Shop


class Closing(QObject):
    """Goes step by step, each off the GUI thread; `done` comes whatever happens."""

    done = Signal()

    def __init__(
        self,
        workspace: Workspace,
        desk: WindowDesk,
        context: AbstractContextManager[Shop],
        opener: Lane,
        activities: Activities,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = desk
        self._context = context
        self._opener = opener
        self._activities = activities

    def begin(self) -> None:
        """Start; what runs in the lanes comes to its end first."""
        workspace = self._workspace
        self._activities.run(
            self._opener,
            workspace.words.text("ui", "Closing {file}…", file=workspace.shop.store.path.name),
            lambda _: self._let_go(),
            done=lambda _: self.done.emit(),
            failed=self._failed,
        )

    def _let_go(self) -> None:
        self._workspace.close()
        self._context.__exit__(None, None, None)

    def _failed(self, error: Exception) -> None:
        self._workspace.feedback.show(error)
        self.done.emit()
