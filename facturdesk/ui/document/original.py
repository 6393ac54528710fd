"""The stored original as it is, page by page, and what a second print of it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.lanes import Latest
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.paper_view import PaperView, images_of
from facturdesk.usecases.previewing import Pages, original_pages

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace


class OriginalPaper(QWidget):
    """Shows the pages of an original; sharper ones are read when there is more room."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._number = ""
        self._width = 0
        self.paper = PaperView(self)
        self.paper.setObjectName("document.paper")
        self.paper.setAccessibleName(workspace.words.text("ui", "The stored original"))
        self.paper.width_wanted.connect(self._sharpen)
        self._about = QLabel(
            workspace.words.text(
                "ui",
                "The original, archived as it left. Printed again, it is marked DUPLICATA and the "
                "print is noted.",
            )
        )
        self._about.setObjectName("document.about_original")
        self._about.setProperty("look", "quiet")
        self._about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.paper, 1)
        column.addWidget(self._about)
        self._answers = Latest[tuple[str, Pages]](
            workspace.helper, done=self._show, failed=self._missing, owner=self
        )

    def show_original(self, number: str, *, exists: bool) -> None:
        """Show the original of another document, or the same again."""
        if number == self._number:
            return
        self._number = number
        self._width = 0
        self.paper.show_pages([])
        self.paper.verticalScrollBar().setValue(0)
        self._about.setVisible(exists)
        self._sharpen(self.paper.dots_across)

    def _sharpen(self, width: int) -> None:
        if not self._number or width <= self._width:
            return
        self._width = width
        shop, number = self._workspace.shop, self._number
        self._answers.ask(lambda: (number, original_pages(shop, number, width=width)))

    def _show(self, answer: tuple[str, Pages]) -> None:
        number, pages = answer
        if number == self._number:
            self.paper.show_pages(images_of(pages))

    def _missing(self, error: Exception) -> None:
        if not isinstance(error, ActionableError):
            self._workspace.feedback.show(error)
            return
        self._about.hide()
        self.paper.show_message(self._workspace.feedback.sentence(error))
