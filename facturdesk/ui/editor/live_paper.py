"""The paper beside the form: it follows what is written within a third of a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.lanes import Latest
from facturdesk.ui.widgets.paper_view import PaperView, images_of

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_PAUSE_MS: Final = 60  # between two keys of a quick hand nothing is drawn


class LivePaper(PaperView):
    """Pages drawn in the helper process; the newest state is the one that is drawn."""

    drawn = Signal()
    unprintable = Signal(object)  # list[Problem]: what the paper cannot show, or none

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setAccessibleName(workspace.words.text("ui", "Preview of the invoice"))
        self._workspace = workspace
        self._session: EditSession | None = None
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._latest: Latest[list[QImage | None]] = Latest(
            workspace.helper, done=self._arrived, failed=self._failed, owner=self
        )
        self.width_wanted.connect(self._changed)
        self.pages_wanted.connect(self._changed)

    def follow(self, session: EditSession) -> None:
        """Draw another draft."""
        if self._session is not None:
            self._session.changed.disconnect(self._changed)
        self._session = session
        session.changed.connect(self._changed)
        self._changed()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Override
        """Draw what changed while it was hidden."""
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        session = self._session
        if session is None or not self.isVisible():
            return
        self._stale = False
        ground, sale = session.ground, session.sale
        width, only = self.dots_across, self.in_view

        def draw() -> list[QImage | None]:
            from facturdesk.usecases.previewing import preview_draft

            return images_of(preview_draft(ground, sale, width=width, only=only))

        self._latest.ask(draw)

    def _arrived(self, pages: list[QImage | None]) -> None:
        self.show_pages(pages)
        self.unprintable.emit([])
        self.drawn.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, InputRefused):
            self._workspace.feedback.show(error)
            return
        problems: list[Problem] = list(error.problems)
        self.unprintable.emit(problems)
        self.show_message(self._workspace.feedback.problem(problems[0]))
        self.drawn.emit()
