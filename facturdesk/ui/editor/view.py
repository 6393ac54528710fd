"""The editor as one sees it: form left, panel on demand, live paper right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from facturdesk.domain.errors import Problem
from facturdesk.domain.sale import Nature
from facturdesk.domain.vat_cases import implied_case, offers
from facturdesk.ui.editor.cell_editors import LineCell
from facturdesk.ui.editor.cells import CellReader, Column, unread_cell
from facturdesk.ui.editor.correction import CorrectionNotice
from facturdesk.ui.editor.head import Head
from facturdesk.ui.editor.line_options import LineOptions
from facturdesk.ui.editor.lines_table import LinesTable
from facturdesk.ui.editor.live_paper import LivePaper
from facturdesk.ui.editor.missing import Missing
from facturdesk.ui.editor.options import Options
from facturdesk.ui.editor.page_keys import PageKeys
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.editor.side import Side
from facturdesk.ui.editor.totals import TotalsPanel
from facturdesk.ui.editor.why import Why
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.heading import ActionButton

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_ROOM_FOR_ALL: Final = 170 * GRID  # where form, panel and paper stand side by side
_LEAST_LINES: Final = 20 * GRID  # of the table; in a lower window the page scrolls
_SIZES: Final = "editor/sizes"


class EditorView(QWidget):
    """Holds the parts, and shows a session in each of them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("editor")
        self._workspace = workspace
        words = workspace.words
        self.keys = PageKeys(self)
        self.head = Head(workspace)
        self.correction = CorrectionNotice(words)
        self.lines = LinesTable(workspace, CellReader(words, (), "", Nature.GOODS), self.keys)
        self.missing = Missing(words, workspace.feedback)
        self.totals = TotalsPanel(words)
        self.side = Side(words)
        self.options = Options(workspace)
        self.line_options = LineOptions(workspace, self.lines)
        self.why = Why(words)
        self.paper = LivePaper(workspace)
        self.tools = QHBoxLayout()
        self.wants_paper = True
        self._lay_out()
        self.keys.watch(self.head)
        self.keys.watch(self.options)
        self.side.opened.connect(self._share_room)
        self.side.closed.connect(self._share_room)
        self.side.left.connect(self.lines.setFocus)
        self.correction.reason_wanted.connect(self._go_to_reason)

    def follow(self, session: EditSession) -> None:
        """Show a draft."""
        reader = reader_of(session, self._workspace)
        self.head.follow(session)
        self.correction.follow(session)
        self.lines.follow(session, reader)
        self.options.follow(session, reader)
        self.line_options.follow(session)
        self.why.follow(session)
        self.paper.follow(session)
        self.side.close_panel()

    def unread(self) -> list[Problem]:
        """Tell what is typed and cannot be read: the draft holds something else there."""
        cells = [*self._unread_cell(), *self.lines.cells.unread()]
        return [*cells, *self.head.unread(), *self.options.unread()]

    def _unread_cell(self) -> Iterator[Problem]:
        index = self.lines.currentIndex()
        for cell in self.lines.findChildren(LineCell):
            row, column, text = index.row(), Column(index.column()), cell.typed_text()
            if cell.isVisible() and not self.lines.edits.means(row, column, text):
                yield unread_cell(row, column, text)

    def add_tools(self, tools: list[QAction], *, end: list[QAction]) -> None:
        """Put buttons under the table, in the few words of their actions' `iconText`."""
        for action in tools:
            self.tools.addWidget(ToolButton(action))
        self.tools.addStretch()
        for action in end:
            made = ActionBox(action) if action.isCheckable() else ToolButton(action)
            self.tools.addWidget(made)

    def show_paper(self, *, shown: bool) -> None:
        """Show the paper, or leave its room to the form."""
        self.wants_paper = shown
        self._share_room()

    def keep_sizes(self) -> None:
        """Remember how wide form and paper are."""
        if self.paper.isVisible():
            self._workspace.preferences.put(_SIZES, self._splitter.sizes())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Override
        """Give the paper up where there is no room for it beside a panel."""
        super().resizeEvent(event)
        self._share_room()

    def _go_to_reason(self) -> None:
        self.side.open_panel(self.options, self._workspace.words.text("ui", "More options"))
        self.options.go_to("reason")

    def _share_room(self) -> None:
        beside_panel = self.side.isHidden() or self.width() >= _ROOM_FOR_ALL
        self.paper.setVisible(self.wants_paper and beside_panel)

    def _lay_out(self) -> None:
        lines = QFrame()
        lines.setProperty("look", "card")
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.lines)
        self.lines.setMinimumHeight(_LEAST_LINES)
        bottom = QHBoxLayout()
        bottom.setSpacing(GRID * 3)
        bottom.addWidget(self.missing, 1)
        bottom.addWidget(self.totals, 0, Qt.AlignmentFlag.AlignTop)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self.head)
        column.addWidget(self.correction)
        column.addWidget(lines, 1)
        column.addLayout(self.tools)
        column.addLayout(bottom)
        form.setMinimumWidth(GRID * 66)
        self.paper.setMinimumWidth(GRID * 30)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("editor.splitter")
        self._splitter.setChildrenCollapsible(False)
        for part, share in ((form, 5), (self.side, 0), (self.paper, 3)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.count() - 1, share)
        sizes = self._workspace.preferences.get(_SIZES)
        self._splitter.setSizes(sizes if _are_sizes(sizes) else [680, 360, 340])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)


class ToolButton(ActionButton):
    """A quiet button in the few words of its action."""

    def __init__(self, action: QAction) -> None:
        self._tool = action
        super().__init__(action, look="quiet")

    def _follow(self) -> None:
        super()._follow()
        self.setText(self._tool.iconText())


class ActionBox(QCheckBox):
    """A box that shows and turns an action on and off."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action.text())
        self.setObjectName(f"box.{action.objectName()}")
        self.setToolTip(action.shortcut().toString(action.shortcut().SequenceFormat.NativeText))
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self.toggled.connect(self._toggled)
        self._follow()

    def nextCheckState(self) -> None:  # noqa: N802 - Override: the action says how it is
        """Leave it to the action."""

    def _follow(self) -> None:
        self.setChecked(self._action.isChecked())

    def _toggled(self, on: bool) -> None:
        """Count also what a screen reader toggles: it clicks nothing."""
        if on != self._action.isChecked():
            self._action.trigger()


def reader_of(session: EditSession, workspace: Workspace) -> CellReader:
    """Make what reads cells in the words of the user and the VAT of the shop."""
    seller = session.ground.company.seller
    return CellReader(
        words=workspace.words,
        offers=offers(seller, session.ground.rulebook, session.sale.supplied_on or session.day),
        implied=implied_case(seller),
        nature=Nature.SERVICE if seller.activity == "services" else Nature.GOODS,
    )


def _are_sizes(sizes: object) -> bool:
    return isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(s, int) for s in sizes)
