"""The paper of a shop as it is being described: a sample invoice that follows what is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import Catalogue
from facturdesk.ui.lanes import Lane, Latest
from facturdesk.ui.widgets.paper_view import PaperView, images_of

if TYPE_CHECKING:
    from facturdesk.domain.rulebook import Rulebook
    from facturdesk.usecases.previewing import Pages

_LEAST_WIDTH: Final = 640  # narrower, its small type cannot be read
_SHAPE: Final = 210 / 297
_PAUSE_MS: Final = 120  # after the last key


class CompanyPaper(QWidget):
    """Shows the sample invoice of a profile, drawn in the helper process."""

    def __init__(
        self,
        lane: Lane,
        words: Catalogue,
        *,
        rulebook: Callable[[], Rulebook],
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._words = words
        self._rulebook = rulebook
        self._today = today
        self._values: Mapping[str, object] = {}
        self._logo = b""
        self._latest: Latest[Pages] = Latest(
            lane, done=self._drawn, failed=self._not_drawn, owner=self
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._view = PaperView(self)
        self._view.width_wanted.connect(lambda _: self._pause.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._view)

    def follow(self, values: Mapping[str, object], logo: bytes) -> None:
        """Draw this profile, once the typing pauses."""
        self._values, self._logo = values, logo
        self._pause.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Override QWidget
        """Keep the page in view as a whole where it can still be read."""
        super().resizeEvent(event)
        self._view.setMaximumWidth(max(_LEAST_WIDTH, round(self.height() * _SHAPE)))

    def _ask(self) -> None:
        values, logo, words = self._values, self._logo, self._words
        rulebook, today, width = self._rulebook(), self._today(), self._view.dots_across

        def draw() -> Pages:
            from facturdesk.usecases.previewing import preview_company
            from facturdesk.usecases.setup import sketch

            return preview_company(sketch(values, logo, words), rulebook, today, words, width=width)

        self._latest.ask(draw)

    def _not_drawn(self, error: Exception) -> None:
        """Keep the paper as it was: what cannot be printed is told at its field when it is kept."""
        if not isinstance(error, ActionableError):
            self._lane.unhandled.emit(error)

    def _drawn(self, pages: Pages) -> None:
        self._view.show_pages(images_of(pages))
